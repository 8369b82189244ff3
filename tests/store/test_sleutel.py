"""The key: several in one file, renewed while others work, and refused when it is lost, wrong, damaged or open."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken

from bot.store import Store, vernieuwen
from bot.store.chats import Seintje
from bot.store.crypt import Crypt, derived
from bot.store.errors import KeyBusyError, KeyFileError, KeyLostError, KeyReadableError
from bot.store.gesprekken import Adres
from bot.store.kaart import Herkomst
from bot.store.plek import Plek
from bot.store.sleutel import KeyFile, Ring, read_ring
from tests.plekken import REFUSED, key_of, opened, raw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE = Adres("telegram", "4242")


@pytest.fixture
def store(plek: Plek) -> Iterator[Store]:
    with opened(plek) as made:
        fill(made)
        yield made


def fill(store: Store) -> None:
    """Something in every table that holds something sealed."""
    with store.transaction():
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        signaal = store.signalen.load("s").told("kabouters")
        store.signalen.save(type(signaal)(**(vars(signaal) | {"contact": "bel de buurman"})), NOW)
        for n in range(250):
            store.berichten.receive(gesprek, f"b{n}", "tekst", {"tekst": f"kabouter {n}"}, NOW)
        store.outbox.put("k", "a", "bewoner", {"tekst": "kabouter"}, NOW, gesprek_id=gesprek)
        store.overdrachten.show("s", "kabouter", NOW)
        store.behandelingen.open("s", "", NOW)
        store.behandelingen.record("s", "notitie", None, NOW, tekst="kabouter")
        store.herzieningen.add(signaal, "bewoner", "", NOW)
        store.kaartmeldingen.add("p", "bewoner", "anders", "kabouter", NOW, gesprek)
        store.kaart.apply((), ({"id": "p"},), Herkomst("bewerkt", "Noor"), NOW)
        noor = store.medewerkers.add("noor", "Noor", ("medewerker",), NOW, wijk="Dorst")
        store.medewerkers.set_totp(noor, "GEHEIM")
        assert store.medewerkers.bind_oidc(noor, "https://inlog", "noor")
        web = store.gesprekken.find_or_open(Adres("web", "w"), NOW)
        store.chats.open(web, "appel-peer", NOW)
        store.chats.set_seintje(web, Seintje("mail", "iemand@voorbeeld.nl"))


def tokens(store: Store) -> dict[tuple[str, str], list[str]]:
    """Everything sealed, by table and column."""
    found = {}
    for table in (*vernieuwen.sealed_tables(store._db), "proef"):
        for column in vernieuwen.columns(store._db, table):
            if column.endswith("_geheim"):
                rows = store._db.execute(f"select {column} from {table} where {column} is not null")
                found[table, column] = [row[0] for row in rows.fetchall()]
    return found


def opens(key: bytes, token: str) -> bool:
    try:
        Fernet(key).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def all_is_there(store: Store) -> bool:
    gesprek = store.gesprekken.find(HERE)
    assert gesprek is not None
    assert store.gesprekken.adres(gesprek) == HERE
    assert len(store.berichten.open_of(gesprek)) == 250
    assert store.signalen.load("s").contact == "bel de buurman"
    assert store.kaartmeldingen.open_rows()[0].tekst == "kabouter"
    (noor,) = store.medewerkers.all()
    assert (noor.naam, noor.totp, noor.wijk) == ("Noor", "GEHEIM", "Dorst")
    assert store.medewerkers.by_login(" NOOR") == noor
    web = store.chats.by_code("appel-peer")
    assert web is not None
    chat = store.chats.load(web)
    assert chat is not None
    assert chat.seintje == Seintje("mail", "iemand@voorbeeld.nl")
    return True


# --- renewing ---


def test_after_renewing_everything_is_there_and_nothing_opens_with_the_old_key(
    store: Store, plek: Plek, tmp_path: Path
) -> None:
    (old,) = store.key_file.ring.keys
    before, hashes = tokens(store), store._db.execute("select adres_hash from adres").fetchall()
    assert all(before.values()), "fill must write in every sealed column"
    assert vernieuwen.renew(store) >= 250
    (new,) = store.key_file.ring.keys
    assert new != old
    assert all_is_there(store)
    after = [token for rows in tokens(store).values() for token in rows]
    assert not any(opens(derived(old, soort), one) for one in after for soort in ("inhoud", "identiteit"))
    assert set(store._db.execute("select adres_hash from adres").fetchall()).isdisjoint(hashes)
    stored = raw(plek) + b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert old not in stored
    assert not any(one.encode() in stored for rows in before.values() for one in rows)
    assert {path.name for path in tmp_path.iterdir()} <= {"e.db", "e.db-wal", "e.db-shm", "e.sleutel"}
    assert (tmp_path / "e.sleutel").stat().st_mode & 0o777 == 0o600
    with opened(plek) as again:
        assert all_is_there(again)


def test_after_renewing_the_old_key_file_opens_nothing(store: Store, plek: Plek) -> None:
    old = key_of(plek).read_bytes()
    vernieuwen.renew(store)
    key_of(plek).write_bytes(old)
    with pytest.raises(KeyLostError):
        opened(plek)


def test_who_was_in_stays_in_and_who_came_by_the_sign_on_is_still_known(store: Store) -> None:
    noor = store.medewerkers.all()[0].id
    web = store.chats.by_code("appel-peer") or ""
    cookie = store.chats.let_in(web, "sessie", NOW.replace(year=2027))
    inbox = store.sessies.open(noor, NOW, bewezen=True)
    for _ in range(2):
        vernieuwen.renew(store)
        assert store.chats.find("sessie", cookie, NOW) == web
        assert store.medewerkers.bind_oidc(noor, "https://inlog", "noor")
        assert not store.medewerkers.bind_oidc(noor, "https://inlog", "een ander")
    store.sessies.end(inbox)
    store.chats.put_out("sessie", cookie)
    assert store.chats.find("sessie", cookie, NOW) is None
    assert not store.sessies.anybody_in()


def test_every_mark_is_made_again_or_still_found(store: Store) -> None:
    marks = {
        (table, column)
        for table in store._db.table_names()
        for column in vernieuwen.columns(store._db, table)
        if column.endswith("_hash") or (column == "merk" and table != "proef")
    }
    assert marks == set(vernieuwen.MARKS) | vernieuwen.CARRIED


def test_the_history_of_the_kaart_can_still_only_be_added_to(store: Store) -> None:
    vernieuwen.renew(store)
    with pytest.raises(REFUSED), store.transaction():
        store._db.execute("update kaart_import set door_geheim = 'x'")


def test_a_bot_that_runs_goes_on_working_while_the_key_is_renewed(store: Store, plek: Plek) -> None:
    """The bot: a second store that writes and reads all the while, in its own transactions."""
    stop, done, fault = threading.Event(), threading.Event(), []

    def bot() -> None:
        try:
            with opened(plek) as own:
                for n in range(100_000):
                    with own.transaction():
                        gesprek = own.gesprekken.find_or_open(HERE, NOW)
                        own.berichten.receive(gesprek, f"loop{n}", "tekst", {"tekst": "hoi"}, NOW)
                    assert own.gesprekken.adres(gesprek) == HERE
                    assert own.signalen.load("s").contact == "bel de buurman"
                    done.set()
                    if stop.is_set():
                        break
        except BaseException as error:
            fault.append(error)
            done.set()

    runs = threading.Thread(target=bot)
    runs.start()
    assert done.wait(20)
    try:
        vernieuwen.renew(store)
    finally:
        stop.set()
        runs.join()
    assert fault == []
    (key,) = store.key_file.ring.keys
    gesprek = store.gesprekken.find(HERE)
    assert store._db.execute("select count(*) from adres").fetchone() == (2,)
    rows = store._db.execute("select inhoud_geheim from bericht where gesprek_id = ?", [gesprek]).fetchall()
    assert len(rows) > 250
    assert all(opens(derived(key, "inhoud"), row[0]) for row in rows)


def test_who_holds_on_to_the_old_key_stops_the_renewal_and_nothing_is_lost(store: Store, plek: Plek) -> None:
    with opened(plek) as idle:
        with pytest.raises(KeyBusyError, match="niets kwijt"):
            vernieuwen.renew(store, seconds=0.1)
        assert all_is_there(idle)
        with opened(plek) as third:
            assert all_is_there(third)
        idle.take_up_keys()
        with pytest.raises(KeyBusyError):  # announced is not yet in use: it waits once more
            vernieuwen.renew(store, seconds=0.1)
    vernieuwen.renew(store, seconds=5)
    assert len(store.key_file.ring.keys) == 1
    assert all_is_there(store)


BREAKS = """
import os, signal, sys
from pathlib import Path
from bot.store import Store, vernieuwen
from bot.store.plek import Postgres
at, count = int(sys.argv[2]), 0
def step(*_):
    global count
    count += 1
    if count == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return step
def watch(frame, event, arg):
    name = frame.f_code.co_filename
    if name.endswith(("vernieuwen.py", "sleutel.py", "apart.py")):
        step()
        return watch
home, url = Path(sys.argv[1]), sys.argv[3]
with Store.open(Postgres(url, home) if url else home / "e.db", home / "e.sleutel") as store:
    vernieuwen.ROWS = 60
    sys.settrace(watch)
    vernieuwen.renew(store)
    sys.settrace(None)
print(count)
"""


def broken_at(plek: Plek, step: int) -> subprocess.CompletedProcess[str]:
    url = "" if isinstance(plek, Path) else plek.url
    command = [sys.executable, "-c", BREAKS, str(key_of(plek).parent), str(step), url]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_renewal_that_is_killed_anywhere_is_finished_by_the_next(plek: Plek) -> None:
    """Killed at lines spread over the whole of it, one after the other, until one call comes through."""
    with opened(plek) as store:
        fill(store)
        (first,) = store.key_file.ring.keys
    stages = set()
    # Each is a process of its own: on the server a few that lie in each of the stages.
    for step in (5, 60, 90, 120, 170, 210, 300, 900, 2500) if isinstance(plek, Path) else (60, 120, 210, 900):
        done = broken_at(plek, step)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        with opened(plek) as store:
            assert all_is_there(store)
            ring = store.key_file.ring
            stages.add((len(ring.nieuw), len(ring.keys), len(ring.zoek)))
            for path in key_of(plek).parent.glob("e.*"):
                assert path.stat().st_mode & 0o777 == 0o600
    assert stages >= {(0, 1, 0), (1, 1, 0), (0, 2, 0)}
    assert broken_at(plek, 0).returncode == 0
    with opened(plek) as store:
        assert all_is_there(store)
        (key,) = store.key_file.ring.keys
        assert key != first
        kinds = ("inhoud", "identiteit")
        found = [one for rows in tokens(store).values() for one in rows]
        assert all(any(opens(derived(key, kind), one) for kind in kinds) for one in found)
    assert not key_of(plek).with_name("e.sleutel.vorige").exists()


def test_a_key_file_that_cannot_be_replaced_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(KeyFileError, match="schrijfrecht"):
        vernieuwen.renew(store)
    monkeypatch.undo()
    assert all_is_there(store)
    vernieuwen.renew(store)
    assert all_is_there(store)


# --- two keys out of one ---


def test_the_key_of_what_was_said_does_not_open_whose_it_is(store: Store) -> None:
    (key,) = store.key_file.ring.keys
    content, identity = derived(key, "inhoud"), derived(key, "identiteit")
    found = tokens(store)
    for column in (("adres", "adres_geheim"), ("bereik", "contact_geheim")):
        assert all(opens(identity, one) and not opens(content, one) for one in found[column])
    assert all(opens(content, one) for one in found["signaal", "toestand_geheim"])
    story = [Fernet(content).decrypt(one.encode()) for one in found["signaal", "toestand_geheim"]]
    assert not any(b"buurman" in one for one in story)


# --- refused ---


def test_a_file_of_before_with_one_key_still_opens_and_seals(plek: Plek) -> None:
    key_of(plek).write_bytes(Fernet.generate_key())
    key_of(plek).chmod(0o600)
    with opened(plek) as store:
        fill(store)
        assert all_is_there(store)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: text[:-9],
        lambda text: text.replace(text[3:4], b"!"),
        lambda text: b"oud " + text,
        lambda text: b"zoek " + text,
        lambda text: text + b"zoek AAAA\n",
        lambda text: b"\xff\xfe" + text,
    ],
)
def test_a_damaged_key_file_is_refused_without_a_word_of_what_stands_in_it(plek: Plek, damage: Any) -> None:
    opened(plek).close()
    file = key_of(plek)
    whole, before = file.read_bytes(), raw(plek)
    file.write_bytes(damage(whole))
    with pytest.raises(KeyLostError) as refused:
        opened(plek)
    assert whole.decode()[:8] not in str(refused.value)
    assert raw(plek) == before


def test_half_a_ring_is_refused_while_both_keys_are_needed(store: Store, plek: Plek) -> None:
    """The key file of before was put back while a renewal was under way, or the line of the old key was lost."""
    file, old = store.key_file, store.key_file.ring
    file.replace(old.announced(), 1)
    new = file.ring.begun()
    store.crypt.use(new)
    with store.transaction():
        vernieuwen.apart.prove(store._db, store.crypt)
    store.close()
    for ring in (old, Ring(new.keys[:1])):
        key_of(plek).write_bytes(bytes(ring))
        with pytest.raises(KeyLostError):
            opened(plek)
    key_of(plek).write_bytes(bytes(new))
    with opened(plek) as again:
        vernieuwen.renew(again)
        assert all_is_there(again)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused_with_what_to_do(plek: Plek, mode: int) -> None:
    opened(plek).close()
    key_of(plek).chmod(mode)
    with pytest.raises(KeyReadableError, match=re.escape(f"chmod 600 {key_of(plek)}")):
        opened(plek)


def test_a_running_bot_is_not_upset_by_what_is_done_to_the_file(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "e.sleutel"
    whole = file.read_bytes()
    for act in (lambda: file.write_bytes(b"kapot"), file.unlink):
        act()
        with store.transaction():
            assert all_is_there(store)
    file.write_bytes(whole)
    file.chmod(0o600)
    assert not (store.key_file.refresh() and store.key_file.ring.keys != Ring.read(whole, "").keys)


def test_a_key_file_that_opens_nothing_here_is_not_taken_up_by_a_running_bot(
    store: Store, plek: Plek, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whole, but of another bot: what is sealed with it nobody could read any more."""
    file = tmp_path / "e.sleutel"
    whole, known = file.read_bytes(), store.key_file.ring
    for act in (store.take_up_keys, lambda: store.outbox.put("x", "a", "bewoner", {"tekst": "x"}, NOW)):
        fresh = tmp_path / "ander"
        fresh.write_bytes(bytes(Ring((Fernet.generate_key(),))))
        fresh.chmod(0o600)
        fresh.replace(file)
        with store.transaction():
            act()
            gesprek = store.gesprekken.find(HERE) or ""
            store.berichten.receive(gesprek, f"later {act}", "tekst", {"tekst": "na de wissel"}, NOW)
    assert [record.levelname for record in caplog.records if record.msg == "key_file_does_not_fit"] == [
        "CRITICAL"
    ] * 2
    assert known.keys[0].decode()[:8] not in caplog.text
    assert store.key_file.ring == known
    file.write_bytes(whole)
    with store.transaction():
        store.outbox.put("y", "a", "bewoner", {}, NOW)
    assert len(caplog.records) == 2
    with opened(plek) as again:
        assert again.berichten.open_of(gesprek)[-1].inhoud == {"tekst": "na de wissel"}


def test_a_ring_survives_its_file(tmp_path: Path) -> None:
    ring = Ring((Fernet.generate_key(),)).announced().begun().announced()
    assert Ring.read(bytes(ring), "x") == ring
    assert ring.announced() == ring
    ended = ring.begun().ended()
    assert (ended.keys, len(ended.zoek)) == (ring.nieuw, 2)
    assert not set(ended.zoek) & {*ring.keys, *ring.nieuw}


def test_reading_the_ring_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "e.sleutel"
    ring = read_ring(path, may_create=True)
    with KeyFile(path, may_create=False) as file:
        assert file.ring == ring
        file.replace(ring, 0.1)  # nobody else holds it: it need not wait
    assert Crypt.from_file(path, may_create=False).merk == Crypt(ring).merk


def test_of_those_that_make_the_key_at_one_moment_one_does_and_nobody_reads_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "e.sleutel", os.fdopen
    seen: list[Ring] = []

    def slow(*given: Any) -> Any:
        """Another process comes by when the file was opened and nothing stands in it yet."""
        monkeypatch.setattr(os, "fdopen", real)
        seen.append(read_ring(path, may_create=True))
        return real(*given)

    monkeypatch.setattr(os, "fdopen", slow)
    first = read_ring(path, may_create=True)
    assert [first] == seen
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600
