"""Copies and putting them back, on real files: whole, closed to others, and nothing comes back that may not."""

import asyncio
import fcntl
import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.errors import RetryLaterError
from bot.cli import main
from bot.kalender import LOCAL
from bot.sender import ONCE as PAKKETTEN
from bot.store import Store, gewist, vernieuwen
from bot.store.chats import Seintje
from bot.store.errors import KeyLostError
from bot.store.gesprekken import Adres
from bot.store.gewist import gewist_file, keep_gewist, read_gewist
from bot.store.kopie import Inhoud, KopieError, inspect, make, newest
from bot.store.migrations import migrations
from bot.store.sleutel import KeyFile, read_ring
from bot.store.terugzetten import (
    InUseError,
    Onzeker,
    Teruggezet,
    check_not_in_use,
    check_not_too_old,
    put_back,
    taken_out,
)
from tests.bot.conftest import TO_TEAM, Bot

pytestmark = pytest.mark.usefixtures("files_only")

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
LATER = NOW + timedelta(hours=5)
ONE, TWO = Adres("telegram", "1"), Adres("telegram", "2")
ONCE = frozenset({"pakket_mail"})


class Home:
    """A folder with a database, its key, and copies."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "elkedeur.db"
        self.key = folder / "elkedeur.sleutel"
        self.copies = folder / "kopieen"
        self.told: list[Onzeker] = []

    def open(self) -> Store:
        return Store.open(self.database, self.key)

    def copy(self, now: datetime = NOW, days: int = 30) -> Path:
        return make(self.database, self.key, self.copies, now, days).path

    def back(self, copy: Path, now: datetime = LATER) -> Teruggezet:
        with taken_out(copy, self.database, self.key) as (work, _):
            return put_back(
                work, self.database, self.key, now, once=ONCE, tell=lambda store, row: self.told.append(row)
            )

    def rows(self, query: str, path: Path | None = None) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path or self.database)) as connection:
            return connection.execute(query).fetchall()

    def damage_page(self, table: str) -> None:
        """The page on which this table begins; the rest, with the journal, can be read."""
        content = self.database.read_bytes()
        with closing(sqlite3.connect(":memory:")) as memory:
            memory.deserialize(content[:18] + b"\x01\x01" + content[20:])
            ((page, size),) = memory.execute(
                "select rootpage, (select page_size from pragma_page_size) from sqlite_master where name = ?",
                [table],
            ).fetchall()
        with self.database.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)

    def damage(self) -> None:
        with self.database.open("r+b") as file:
            file.write(b"niet meer te lezen " * 60)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    with made.open() as store:
        for number, adres in enumerate((ONE, TWO)):
            gesprek = store.gesprekken.find_or_open(adres, NOW)
            store.signalen.open(gesprek, f"s{number}", f"1234567{number}", NOW)
            store.opvolgingen.plan(f"s{number}", gesprek, "afspraak", NOW + timedelta(days=7), NOW)
    return made


def ids(store: Store) -> list[str]:
    return [store.gesprekken.find_or_open(adres, NOW) for adres in (ONE, TWO)]


# --- making ---


def test_copy_holds_everything_also_what_is_still_in_the_journal(home: Home) -> None:
    with home.open() as store:
        store.outbox.put("k", "a", "bewoner", {"tekst": "Dag"}, NOW)
        made = make(home.database, home.key, home.copies, NOW, 30)
    assert made.path.name == "elkedeur-20261124-100000.db"
    assert (made.inhoud.gesprekken, made.inhoud.signalen, made.inhoud.opvolgingen) == (2, 2, 2)
    assert made.inhoud.wachtend == 1
    assert made.inhoud.gemaakt == NOW


def test_only_the_bot_itself_may_read_a_copy_and_the_key_is_not_beside_it(home: Home) -> None:
    before = os.umask(0)
    try:
        path = home.copy()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.copies.stat().st_mode) == 0o700
    assert [one.name for one in home.copies.iterdir()] == [path.name]
    assert home.key.read_bytes().strip() not in path.read_bytes()


def test_copying_holds_up_nobody_who_writes(home: Home) -> None:
    """A writer in the middle of a transaction, and the copy is made beside it."""
    with home.open() as store, store.transaction():
        store.outbox.put("k", "a", "bewoner", {}, NOW)
        path = home.copy()
    assert home.rows("select count(*) from outbox", path) == [(0,)]  # not committed yet
    assert home.rows("select count(*) from outbox") == [(1,)]


def test_two_copies_in_one_second_are_two_files(home: Home) -> None:
    assert home.copy() != home.copy()


def test_old_copies_go_but_never_the_last_nor_what_is_not_ours(home: Home) -> None:
    old = home.copy(NOW - timedelta(days=31))
    strange = [home.copies / name for name in ("elkedeur-mijn-kopie.db", "elkedeur-20200101-000000.db.gz")]
    for path in strange:
        path.write_bytes(b"van een ander")
    young = home.copy(NOW - timedelta(days=2))
    assert make(home.database, home.key, home.copies, NOW, 30).weg == 1
    assert not old.exists()
    assert young.exists()
    assert all(path.exists() for path in strange)
    for path in home.copies.glob("elkedeur-2026*"):
        path.unlink()
    last = home.copy(NOW - timedelta(days=99))
    assert newest(home.copies) == last


def test_of_days_past_one_copy_is_kept_the_last(home: Home) -> None:
    before = NOW - timedelta(days=3)
    three_days_ago = [home.copy(before - timedelta(hours=hour)) for hour in (2, 1, 0)]
    assert sorted(home.copies.iterdir()) == three_days_ago
    yesterday = [home.copy(NOW - timedelta(days=1, hours=hour)) for hour in (1, 0)]
    last = home.copy(NOW)
    assert sorted(home.copies.iterdir()) == [three_days_ago[2], *yesterday, last]


def test_what_was_put_aside_goes_when_it_is_old(home: Home) -> None:
    aside = home.back(home.copy(), NOW - timedelta(days=31)).opzij
    assert aside is not None
    assert aside.exists()
    home.copy(NOW)
    assert not aside.exists()


def test_a_failed_copy_leaves_the_good_ones_and_no_half_one(home: Home) -> None:
    good = home.copy(NOW - timedelta(days=99))
    home.damage()
    with pytest.raises(KopieError, match="beschadigd"):
        home.copy()
    assert list(home.copies.iterdir()) == [good]


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file may grow beyond this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_room_it_says_so(home: Home) -> None:
    with no_room(20_000), pytest.raises(KopieError, match="vol"):
        home.copy()
    assert list(home.copies.iterdir()) == []


def test_old_copies_make_room_before_the_new_one_is_made(home: Home) -> None:
    old, last = (home.copy(NOW - timedelta(days=days)) for days in (50, 49))
    shutil.copyfile(last, old)  # as it was there before the last one was made
    with no_room(20_000), pytest.raises(KopieError, match="vol"):
        home.copy()
    assert list(home.copies.iterdir()) == [last]
    shutil.copyfile(last, old)
    assert make(home.database, home.key, home.copies, NOW, 30).weg == 2


def test_without_a_database_it_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(KopieError, match="bestaat niet"):
        Home(tmp_path).copy()
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_says_so(home: Home) -> None:
    home.copies.write_text("een bestand, geen map")
    with pytest.raises(KopieError, match="schrijfrecht"):
        home.copy()


def test_with_another_key_no_copy_counts_as_good(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "ander")
    other.open().close()
    with pytest.raises(KeyLostError):
        make(home.database, other.key, home.copies, NOW, 30)
    assert list(home.copies.iterdir()) == []


# --- putting back ---


def test_what_was_there_at_the_copy_is_there_again_and_the_rest_is_kept_aside(home: Home) -> None:
    copy = home.copy()
    with home.open() as store:
        store.gesprekken.find_or_open(Adres("telegram", "3"), NOW)
    done = home.back(copy)
    assert home.rows("select count(*) from gesprek") == [(2,)]
    assert done.opzij is not None
    assert home.rows("select count(*) from gesprek", done.opzij) == [(3,)]
    assert home.rows("select waarde from kenmerk where naam = 'teruggezet'")
    assert copy.exists()
    with home.open() as store:
        assert store.opvolgingen.due(NOW + timedelta(days=8))


def test_nothing_is_put_back_while_anybody_has_the_database_open(home: Home) -> None:
    copy = home.copy()
    with home.open() as store:
        store.outbox.put("k", "a", "bewoner", {}, NOW)
        with pytest.raises(InUseError):
            home.back(copy)
        store.outbox.put("l", "a", "bewoner", {}, NOW)
    assert home.rows("select count(*) from outbox") == [(2,)]
    check_not_in_use(home.database)


def test_another_process_that_has_it_open_is_seen_too(home: Home) -> None:
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('select * from gesprek').fetchall();"
        "print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(home.database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(InUseError):
            check_not_in_use(home.database)
        other.communicate(b"")
    check_not_in_use(home.database)


def test_a_damaged_database_is_replaced_and_kept_as_it_was(home: Home) -> None:
    copy = home.copy()
    home.damage()
    broken = home.database.read_bytes()
    done = home.back(copy)
    assert not done.leesbaar
    assert done.opzij is not None
    assert done.opzij.read_bytes() == broken
    assert home.rows("select count(*) from gesprek") == [(2,)]


def test_a_lost_database_is_put_back(home: Home) -> None:
    copy = home.copy()
    home.database.unlink()
    assert home.back(copy).opzij is None
    assert home.rows("select count(*) from gesprek") == [(2,)]


@pytest.mark.parametrize("damaged", [False, True], ids=["whole", "damaged"])
def test_the_journal_of_the_database_before_does_not_end_up_in_the_new_one(home: Home, damaged: bool) -> None:
    copy = home.copy()
    with home.open() as store:
        store.scrub()
        store.outbox.put("na de kopie", "a", "bewoner", {}, NOW)
        files = {end: Path(f"{home.database}{end}").read_bytes() for end in ("", "-wal")}
    for end, content in files.items():  # as after a kill: the journal was not taken in
        Path(f"{home.database}{end}").write_bytes(content)
    if damaged:
        home.damage_page("kaart_rij")
    done = home.back(copy)
    assert home.rows("select count(*) from outbox") == [(0,)]
    assert home.rows("pragma integrity_check") == [("ok",)]
    assert done.leesbaar != damaged
    assert done.opzij is not None
    assert home.rows("select count(*) from outbox", done.opzij) == [(1,)]


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_the_journal_of_a_lost_database_does_not_end_up_in_the_copy_that_is_put_back(
    home: Home, end: str
) -> None:
    copy = home.copy()
    connection = sqlite3.connect(home.database)
    with closing(connection):
        if end == "-journal":
            connection.execute("pragma journal_mode = delete")
            connection.execute("pragma cache_size = 1")  # the journal is written, and reaches the disk
        else:
            connection.execute("pragma wal_autocheckpoint = 0")
        for n in range(50):
            connection.execute("insert into gezien (bron, op) values (?, ?)", [f"n{n}", "x" * 3000])
        if end == "-wal":
            connection.commit()
        journal = Path(f"{home.database}{end}").read_bytes()
    home.database.unlink()
    Path(f"{home.database}{end}").write_bytes(journal)
    Path(f"{home.database}-shm").write_bytes(b"van toen")
    assert len(journal) > 1000
    assert home.back(copy).opzij is None
    assert home.rows("pragma integrity_check") == [("ok",)]
    assert home.rows("select count(*) from gezien") == [(0,)]
    (aside,) = home.database.parent.glob(f"elkedeur.db.opzij-*{end}")
    assert aside.read_bytes() == journal
    home.copy(LATER + timedelta(days=31))
    assert not aside.exists()


def test_a_copy_that_is_damaged_or_no_copy_changes_nothing(home: Home, tmp_path: Path) -> None:
    copy = home.copy()
    content = copy.read_bytes()
    before = home.rows("select * from gesprek")
    for wrong in (content[: len(content) // 2], b"geen database", b""):
        copy.write_bytes(wrong)
        with pytest.raises(KopieError):
            home.back(copy)
        assert home.rows("select * from gesprek") == before
    with pytest.raises(KopieError, match="bestaat niet"):
        home.back(tmp_path / "weg.db")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".deel")]


def test_a_copy_of_a_newer_version_is_refused(home: Home) -> None:
    copy = home.copy()
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('elkedeur', 'm999_later', '')"
        )
    with pytest.raises(KopieError, match="nieuwere versie"):
        home.back(copy)


def test_a_kill_in_the_middle_leaves_the_database_as_it_was(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = home.copy()
    with home.open() as store:
        store.outbox.put("na de kopie", "a", "bewoner", {}, NOW)

    def killed(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        home.back(copy)
    monkeypatch.undo()
    assert home.rows("select count(*) from outbox") == [(1,)]
    home.back(copy)
    assert home.rows("select count(*) from outbox") == [(0,)]


# --- what may not come back ---


@pytest.mark.parametrize("readable", [True, False], ids=["from the database", "from the file beside it"])
def test_who_was_erased_since_stays_erased(home: Home, readable: bool) -> None:
    ((story,),) = home.rows("select toestand_geheim from signaal where id = 's0'")
    copy = home.copy()
    with home.open() as store:
        one, two = ids(store)
        with store.transaction():
            store.gesprekken.erase(one, LATER)
    if not readable:
        home.copy(LATER)  # writes down who was erased
        home.damage()
    assert home.back(copy).gewist == 1
    assert home.rows("select id from gesprek") == [(two,)]
    assert home.rows("select gesprek_id from signaal") == [(two,)]
    assert home.rows("select gesprek_id from gewist") == [(one,)]
    assert str(story).encode() in copy.read_bytes()
    assert str(story).encode() not in home.database.read_bytes()
    names = {path.name.split("opzij-")[0] for path in home.database.parent.iterdir()}
    assert names <= {"elkedeur.db", "elkedeur.db.", "elkedeur.gewist", "elkedeur.sleutel", "kopieen"}


def test_the_list_of_who_was_erased_holds_ids_only_and_no_longer_than_copies(home: Home) -> None:
    with home.open() as store:
        one, two = ids(store)
        with store.transaction():
            store.gesprekken.erase(one, NOW - timedelta(days=31))
            store.gesprekken.erase(two, NOW)
    home.copy()
    path = gewist_file(home.database)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(read_gewist(home.database)) == [two]
    assert path.read_text(encoding="ascii").split() == [two, read_gewist(home.database)[two]]
    keep_gewist(home.database, {}, NOW + timedelta(days=1))
    assert read_gewist(home.database) == {}


def test_a_line_that_is_no_id_and_moment_is_passed_by(home: Home) -> None:
    copy = home.copy()
    with home.open() as store:
        one, two = ids(store)
    op = NOW.isoformat()
    gewist_file(home.database).write_text(
        f"{one} gisteren\n\n{two} {op}\nx y z\nq 2026-11-24T10:00:00\n", "ascii"
    )
    assert read_gewist(home.database) == {two: op}
    assert home.back(copy).gewist == 1
    assert home.rows("select id from gesprek") == [(one,)]


def test_two_that_write_down_who_was_erased_wait_for_each_other(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading what stands there and putting the new one in its place nobody else comes in."""
    seen: list[str] = []

    def looked(path: Path) -> dict[str, str]:
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            seen.append("free")
        except BlockingIOError:
            seen.append("held")
        finally:
            os.close(handle)
        return {}

    monkeypatch.setattr(gewist, "read_gewist", looked)
    keep_gewist(home.database, {"a": NOW.isoformat()}, NOW - timedelta(days=1))
    assert looked(home.database) == {}
    assert seen == ["held", "free"]


def test_what_waited_goes_out_but_a_pakket_is_left_to_people(home: Home) -> None:
    with home.open() as store:
        for kind in ("pakket_mail", "bewoner", "groep"):
            store.outbox.put(kind, kind, kind, {}, NOW, signaal_id="s0")
        store.outbox.put("bezig", "bezig", "bewoner", {}, NOW)
        store._db.execute("update outbox set status = 'bezig', eigenaar = 'hier:1' where sleutel = 'bezig'")
    home.back(home.copy())
    assert home.rows("select sleutel, status from outbox order by id") == [
        ("pakket_mail", "onzeker"),
        ("bewoner", "wacht"),
        ("groep", "wacht"),
        ("bezig", "wacht"),
    ]
    assert home.told == [Onzeker("pakket_mail", "s0")]
    assert home.rows("select eigenaar from outbox where eigenaar is not null") == []


def test_no_colleague_gets_back_in_by_it(home: Home) -> None:
    with home.open() as store:
        gone, stays = (
            store.medewerkers.add(name, "Naam", ["behandelaar"], NOW, wachtwoord="oud") for name in ("a", "b")
        )
        store._db.execute(
            "insert into sessie (merk, medewerker_id, aangemaakt, gezien) values ('m', ?, '', '')", [gone]
        )
    copy = home.copy()
    with home.open() as store:
        store._db.execute("update medewerker set actief = 0 where id = ?", [gone])
        store._db.execute("update medewerker set wachtwoord = 'nieuw' where id = ?", [stays])
        store.medewerkers.add("c", "Later", ["behandelaar"], NOW)
        store._db.execute(
            "insert into inzage (medewerker_id, wat, op) values (?, 'signaal', '2026-11-24')", [stays]
        )
    assert home.back(copy).leesbaar
    with home.open() as store:
        found = {one.login: (one.actief, one.wachtwoord) for one in store.medewerkers.all()}
    assert found == {"a": (False, "oud"), "b": (True, "nieuw"), "c": (True, None)}
    assert home.rows("select count(*) from sessie") == [(0,)]
    assert home.rows("select medewerker_id from inzage") == [(stays,)]


def test_an_account_is_as_it_is_now_and_not_as_it_was(home: Home) -> None:
    with home.open() as store:
        noor, bram = (store.medewerkers.add(name, name, ["behandelaar"], NOW) for name in ("noor", "bram"))
        assert store.medewerkers.bind_oidc(bram, "https://inlog", "bram")
    copy = home.copy()
    with home.open() as store:
        store.medewerkers.change(noor, naam="Noor Nu", wijk="Dorst", functies=["regisseur"], actief=True)
        assert store.medewerkers.bind_oidc(noor, "https://inlog", "noor")
        store.medewerkers.forget_oidc(bram)
    home.back(copy)
    with home.open() as store:
        found = {one.login: (one.naam, one.wijk) for one in store.medewerkers.all()}
        assert found["noor"] == ("Noor Nu", "Dorst")
        assert not store.medewerkers.bind_oidc(noor, "https://inlog", "een ander")
        assert store.medewerkers.bind_oidc(bram, "https://inlog", "bram nu")


def test_an_empty_database_that_was_made_by_accident_shuts_nobody_out(home: Home) -> None:
    with home.open() as store:
        store.medewerkers.add("a", "Naam", ["behandelaar"], NOW)
        one, _ = ids(store)
        store.chats.open(one, "appel boom fiets lamp", NOW)
        cookie = store.chats.let_in(one, "sessie", LATER)
    copy = home.copy()
    home.database.unlink()
    home.open().close()
    home.back(copy)
    with home.open() as store:
        assert [one.actief for one in store.medewerkers.all()] == [True]
        assert store.chats.find("sessie", cookie, NOW) == one


def test_a_way_in_that_was_shut_since_stays_shut(home: Home) -> None:
    with home.open() as store:
        one, _ = ids(store)
        store.chats.open(one, "appel boom fiets lamp", NOW)
        shut, kept = (store.chats.let_in(one, "sessie", LATER) for _ in range(2))
    copy = home.copy()
    with home.open() as store:
        store.chats.put_out("sessie", shut)
    home.back(copy)
    with home.open() as store:
        assert store.chats.find("sessie", shut, NOW) is None
        assert store.chats.find("sessie", kept, NOW) == one


def test_consent_that_was_withdrawn_since_stays_withdrawn(home: Home) -> None:
    with home.open() as store:
        one, two = ids(store)
        for id in (one, two):
            store.toestemmingen.give(id, "opvolging", "1", NOW)
    copy = home.copy()
    with home.open() as store:
        store.toestemmingen.withdraw(one, "opvolging", LATER)
    home.back(copy)
    assert home.rows("select gesprek_id from toestemming where ingetrokken is not null") == [(one,)]
    assert home.rows("select gesprek_id from opvolging where op is not null") == [(two,)]


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    made = Bot(tmp_path / "bot", pakket_mail="team@gemeente.example", smtp_host="mail.test")
    yield made
    made.app.store.close()


def begun(bot: Bot, *acts: str) -> Home:
    """A resident sent his pakket, which waits; the copy is made now."""
    bot.mail.fail = [RetryLaterError("later") for _ in range(9)]

    async def play() -> None:
        for act in acts:
            await (bot.says(act) if " " in act else bot.taps(*act.split(":")))

    asyncio.run(play())
    return Home(bot.folder)


def taps(bot: Bot, *names: str) -> None:
    async def play() -> None:
        for name in names:
            await bot.taps(*name.split(":"))

    asyncio.run(play())


def restarted(bot: Bot, home: Home, copy: Path) -> None:
    """The copy is put back with the bot's own pakketten, and the bot starts."""
    bot.app.store.close()
    with taken_out(copy, home.database, home.key) as (work, _):
        put_back(
            work,
            home.database,
            home.key,
            LATER,
            once=PAKKETTEN,
            tell=lambda store, row: home.told.append(row),
        )
    bot.clock.pass_(hours=5)
    bot.mail.fail = []
    bot.mail.rows.clear()
    bot.group.rows.clear()
    bot.start()


WITH_NUMBER = (*TO_TEAM[:3], "bereik_contact", "mijn nummer 0612345678", *TO_TEAM[4:])


@pytest.mark.parametrize("renewed", [False, True], ids=["same key", "key renewed since"])
def test_a_pakket_that_was_withdrawn_since_is_withdrawn_and_goes_nowhere(bot: Bot, renewed: bool) -> None:
    home = begun(bot, "ik wil bijstand", *WITH_NUMBER)
    assert bot.rows("select status from outbox where soort = 'pakket_mail'") == [("wacht",)]
    old = read_ring(home.key, may_create=False)
    copy = home.copy()
    taps(bot, "intrek_doorgeven")
    assert bot.rows("select status from signaal") == [("ingetrokken",)]
    before = [row[0] for row in bot.rows("select soort from handeling order by id")]
    if renewed:
        vernieuwen.renew(bot.app.store)
        bot.app.store.close()
        with KeyFile(home.key, may_create=False) as file:
            file.replace(replace(file.ring, keys=(*file.ring.keys, *old.keys)), 10)
    restarted(bot, home, copy)
    asyncio.run(bot.look())
    store = bot.app.store
    ((id,),) = bot.rows("select id from signaal")
    signaal = store.signalen.load(id)
    assert signaal.status == "ingetrokken"
    assert not signaal.agreed("doorgeven")
    assert signaal.contact is None
    assert home.told == []
    assert not any("bijstand" in str(row.inhoud) or "0612345678" in str(row.inhoud) for row in bot.mail.rows)
    overdracht = store.overdrachten.load(id)
    assert overdracht is not None
    assert overdracht.tekst == ""
    rows = store.behandelingen.handelingen(id)
    assert [one.soort for one in rows] == before
    assert "0612345678" not in str([one.inhoud for one in rows])
    assert store.termijnen.running(id) is None
    assert store.opvolgingen.due(LATER + timedelta(days=99)) == ()
    assert store.signalen.moves_of(id)[-1][1] == "ingetrokken"
    assert bot.rows("pragma foreign_key_check") == []
    # The resident can go on, and what he sees is no form of before.
    assert asyncio.run(bot.says("ik ben alleen"))
    assert bot.rows("select count(*) from bericht where status != 'verwerkt'") == [(0,)]
    make(home.database, home.key, home.copies, LATER, 30)
    if renewed:
        ring = read_ring(home.key, may_create=False)
        assert len(ring.keys) == 2
        vernieuwen.renew(store)
        assert store.signalen.load(id).status == "ingetrokken"


def test_who_had_the_form_open_and_withdrew_is_asked_nothing_about_it(bot: Bot) -> None:
    home = begun(bot, "ik wil bijstand", *TO_TEAM)
    store = bot.app.store
    ((gesprek_id, id),) = bot.rows("select gesprek_id, id from signaal")
    assert store.gesprekken.load(gesprek_id).signaal is not None
    copy = home.copy()
    taps(bot, "intrek_doorgeven")
    restarted(bot, home, copy)
    assert bot.app.store.gesprekken.load(gesprek_id).signaal is None
    for button in ("verstuur", "opvolging_ja", "mens"):
        assert asyncio.run(bot.taps(button))
    assert bot.rows("select status from signaal where id = '" + id + "'") == [("ingetrokken",)]
    assert bot.rows("select count(*) from bericht where status = 'mislukt'") == [(0,)]


def test_a_number_that_was_withdrawn_since_is_with_nobody(bot: Bot) -> None:
    home = begun(bot, "ik wil bijstand", *WITH_NUMBER)
    copy = home.copy()
    taps(bot, "intrek_contact")
    restarted(bot, home, copy)
    asyncio.run(bot.look())
    store = bot.app.store
    ((id,),) = bot.rows("select id from signaal")
    assert store.signalen.load(id).contact is None
    assert store.signalen.load(id).status == "overgedragen"
    overdracht = store.overdrachten.load(id)
    assert overdracht is not None
    assert "bijstand" in overdracht.tekst
    everything = str([one.inhoud for one in store.behandelingen.handelingen(id)]) + overdracht.tekst
    assert "0612345678" not in everything
    assert "bijstand" in everything
    assert not any("0612345678" in str(row.inhoud) for row in bot.mail.rows + bot.group.rows)
    # The one without the number waited when the database broke: people look whether it went.
    waits = bot.rows("select sleutel from outbox where soort = 'pakket_mail' and status = 'onzeker'")
    assert [(one.sleutel,) for one in home.told] == waits
    words = bot.rows("select status, inhoud_geheim from outbox where soort = 'pakket_mail'")
    with_number = {status: "0612345678" in str(store.crypt.unseal(token)) for status, token in words}
    assert with_number == {"vervallen": True, "onzeker": False}
    assert len(waits) == 1
    assert store.behandelingen.load(id) is not None


def test_who_withdrew_in_danger_stays_known_to_colleagues(bot: Bot) -> None:
    """Under the number that was given for that, which is younger than the copy."""
    home = begun(bot, "ik wil bijstand", *TO_TEAM, "ik wil dood")
    copy = home.copy()
    taps(bot, "intrek_doorgeven")
    found = bot.rows("select nummer, status, nood from signaal order by rowid")
    assert [row[2] for row in found] == ["suicide", "suicide"]
    assert found[0][1] == "ingetrokken" != found[1][1]
    open_ = bot.rows("select signaal_id, urgentie from termijn where op is not null")
    assert len(open_) == 1
    restarted(bot, home, copy)
    assert bot.rows("select nummer, status, nood from signaal order by rowid") == found
    assert bot.rows("select signaal_id, urgentie from termijn where op is not null") == open_
    assert bot.app.store.behandelingen.load(open_[0][0]) is not None
    assert bot.app.store.signalen.load(open_[0][0]).nood == "suicide"
    assert bot.rows("pragma foreign_key_check") == []


def test_what_lapsed_since_does_not_go_and_a_seintje_that_was_stopped_stays_stopped(home: Home) -> None:
    with home.open() as store:
        one, two = ids(store)
        for id in (one, two):
            store.chats.open(id, f"appel boom fiets {id}", NOW)
            store.chats.set_seintje(id, Seintje("sms", "0612345678"))
        for n, lane in enumerate(("a", "b", "c")):
            store.outbox.put(f"k{n}", lane, "mail", {}, NOW, signaal_id="s0")
        store._db.execute("update outbox set status = 'bezig', eigenaar = 'x' where sleutel = 'k2'")
    copy = home.copy()
    with home.open() as store:
        store.chats.set_seintje(one, None)
        store._db.execute("update outbox set status = 'wacht', eigenaar = null")
        store.outbox.drop_lane("a")
        store.outbox.drop_lane("c")
    home.back(copy)
    assert home.rows("select sleutel, status from outbox order by id") == [
        ("k0", "vervallen"),
        ("k1", "wacht"),
        ("k2", "vervallen"),
    ]
    assert home.rows("select gesprek_id from chat where seintje_geheim is not null") == [(two,)]


def test_consent_is_known_by_what_it_is_and_not_by_its_number(home: Home) -> None:
    """In a copy of an older version the same yes gets another number."""
    with home.open() as store:
        one, two = ids(store)
        store.toestemmingen.give(one, "doorgeven", "1", NOW, "s0")
        store.toestemmingen.give(two, "doorgeven", "1", NOW, "s1")
        store.toestemmingen.give(one, "opvolging", "1", NOW, "s0")
    copy = home.copy()
    with home.open() as store:
        store.toestemmingen.withdraw(one, "doorgeven", LATER, "s0")
        store._db.execute("update toestemming set id = 10 - id")
    home.back(copy)
    ended = home.rows("select gesprek_id, doel from toestemming where ingetrokken is not null")
    assert ended == [(one, "doorgeven")]


def test_a_yes_that_was_given_again_in_the_copy_is_not_taken_back_by_an_older_no(home: Home) -> None:
    with home.open() as store:
        one, _ = ids(store)
        store.toestemmingen.give(one, "seintje", "1", NOW)
        store.toestemmingen.withdraw(one, "seintje", NOW + timedelta(hours=1))
        store.toestemmingen.give(one, "seintje", "1", NOW + timedelta(hours=2))
    home.back(home.copy())
    with home.open() as store:
        assert store.toestemmingen.running(one, "seintje")


def test_with_a_key_that_does_not_open_the_database_before_nothing_is_put_back(home: Home) -> None:
    old = home.key.read_bytes()
    copy = home.copy()
    with home.open() as store:
        vernieuwen.renew(store)
    home.key.write_bytes(old)
    before = home.database.read_bytes()
    with pytest.raises(KopieError, match="--sleutel"):
        home.back(copy)
    assert home.database.read_bytes() == before
    home.database.unlink()
    home.back(copy)


def test_whatever_seals_anything_is_needed_to_open_what_was_put_back(home: Home) -> None:
    copy, old = home.copy(), read_ring(home.key, may_create=False)
    with home.open() as store:
        vernieuwen.renew(store)
    with KeyFile(home.key, may_create=False) as file:
        new = file.ring
        file.replace(replace(new, keys=(*new.keys, *old.keys)), 10)
    home.database.unlink()  # nothing is taken along
    home.back(copy)
    with home.open() as store:
        assert store._db.execute("select count(*) from proef").fetchone() == (2,)
        store.outbox.put("nieuw", "a", "bewoner", {}, NOW)
    for ring in (old, new):  # one of both is not enough
        home.key.write_bytes(bytes(replace(ring, zoek=())))
        with pytest.raises(KeyLostError):
            home.open()


# --- too old ---


@pytest.mark.parametrize(
    ("made", "last", "refused"),
    [
        (29, None, False),
        (31, None, True),
        (31, 29, False),
        (29, 31, False),
        (None, 31, True),
        (None, None, True),
    ],
)
def test_a_copy_older_than_the_list_of_who_was_erased_is_refused(
    made: int | None, last: int | None, refused: bool
) -> None:
    def ago(days: int | None) -> datetime | None:
        return None if days is None else NOW - timedelta(days=days)

    inhoud = Inhoud("m012", ago(made), ago(last), 1, 1, 0, 0)
    if refused:
        with pytest.raises(KopieError, match="--te-oud"):
            check_not_too_old(inhoud, NOW, 30)
    else:
        check_not_too_old(inhoud, NOW, 30)


def test_an_old_copy_is_put_back_only_by_who_says_so(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "elkedeur.toml"
    config.write_text(f'gegevens = "{tmp_path}"\n', "utf-8")
    command = ["gegevens", "terugzetten", str(home.copy(NOW - timedelta(days=3650))), "--ja"]
    with home.open() as store:
        store.gesprekken.find_or_open(Adres("telegram", "3"), NOW)
    assert main([*command, "--config", str(config)]) == 2
    assert "ouder dan 30 dagen" in capsys.readouterr().err
    assert home.rows("select count(*) from gesprek") == [(3,)]
    assert main([*command, "--te-oud", "--config", str(config)]) == 0
    assert home.rows("select count(*) from gesprek") == [(2,)]


def test_every_step_of_the_tables_is_known_by_name(home: Home) -> None:
    """What `inspect` asks of the library."""
    with home.open() as store:
        assert [step.name for step in migrations.applied(store._db)] == [
            s.name for s in migrations._migrations
        ]
    assert (
        inspect(home.copy(), Store.open(home.database, home.key).crypt).versie
        == migrations._migrations[-1].name
    )
