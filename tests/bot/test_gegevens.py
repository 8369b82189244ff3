"""Access and erasure on request: all of it is shown, and afterwards nothing is left in any table or file."""

import asyncio
import io
import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import gegevens
from bot.cli import main
from bot.core.signaal import Signaal
from bot.store.gesprekken import Adres
from tests.bot.case import Case, handed_over
from tests.bot.conftest import RESIDENT, Bot
from tests.fakes import WordLezer

OTHER = Adres("telegram", "77")
MARK = "Zwiebertje"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(bot: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`elkedeur gegevens ...` on the data of the bot, which is still open."""
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(bot.folder))
    monkeypatch.setenv("ELKEDEUR_PAKKET_MAP", str(bot.folder / "pakketten"))
    monkeypatch.setenv("ELKEDEUR_GROEP", "-100")
    monkeypatch.setattr("bot.app.Lezer.load", WordLezer)

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        code = main(["gegevens", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def full(bot: Bot) -> Case:
    """A resident of whom there is something in every table that can hold it, and another beside him."""
    asyncio.run(bot.says("een biljartclub", OTHER))
    case = handed_over(bot, f"ik wil bijstand {MARK}")
    store, now, id = bot.app.store, bot.clock.now(), case.id
    gesprek = store.signalen.gesprek_of(id)
    signaal = store.signalen.load(id)
    with store.transaction():
        store.signalen.save(Signaal(**(vars(signaal) | {"contact": "0611"})), now)
        store.herzieningen.add(signaal, "bewoner", "", now)
        store.kaartmeldingen.add("voedselbank", "bewoner", "anders", MARK, now, gesprek)
        store.toestemmingen.give(gesprek, "doorgeven", "1", now, id)
        store.inzagen.add(case.me, "bekeken", id, now)
        store.behandelingen.record(id, "notitie", case.me, now, tekst=f"notitie {MARK}")
        store.behandelingen.record(id, "doorgestuurd", case.me, now, partij="Voorbeeldhulp", tekst=MARK)
        other = store.gesprekken.find(OTHER)
        assert other is not None
        store.signalen.open(other, "ander", "99999999", now)
        store.behandelingen.link(id, "ander", "persoon")
        store.behandelingen.present(id, case.me, now, now - now)
        store.signalen.record_voorstel(id, ("voedselbank",), now)
        store.chats.open(gesprek, "appel-peer", now)
        store.chats.let_in(gesprek, "sessie", now)
    return case


def rows_of(bot: Bot) -> dict[str, int]:
    """Table -> how many rows, of all that can hold something of a resident."""
    return {name: bot.rows(f"select count(*) from {name}")[0][0] for name in bot.app.store.inzien.tables()}


# --- access ---


def test_the_overview_holds_a_row_of_every_table_there_is(bot: Bot) -> None:
    case = full(bot)
    store = bot.app.store
    found = gegevens.everything(store, store.signalen.gesprek_of(case.id))
    assert set(found) == set(store.inzien.tables()) == set(gegevens.TITELS)


@pytest.mark.usefixtures("on_sqlite")
def test_every_reference_to_a_resident_is_followed(bot: Bot) -> None:
    """A table that hangs on gesprek or signaal cannot be overlooked, whatever its column is called."""
    store = bot.app.store
    hanging = {
        name
        for name in store._db.table_names()
        for key in store._db.table(name).foreign_keys
        if key.other_table in ("gesprek", "signaal", "chat")
    }
    assert hanging <= set(store.inzien.tables())


def test_all_is_opened_and_a_colleague_is_no_name_and_the_other_no_number(bot: Bot) -> None:
    case = full(bot)
    store = bot.app.store
    text = gegevens.as_text(gegevens.everything(store, store.signalen.gesprek_of(case.id)))
    for word in (f"ik wil bijstand {MARK}", f"notitie {MARK}", "0611", "4242", "appel-peer", "doorgeven"):
        assert word in text
    assert "collega 1 (medewerker)" in text
    assert "Noor" not in text
    assert case.me not in text
    assert "een biljartclub" not in text
    assert "99999999" not in text
    assert not re.search(r"gAAAA|_geheim|_hash|[0-9a-f]{64}", text)
    assert "24-11-2026 10:30" in text


def test_the_command_shows_it_or_writes_a_file_for_one_pair_of_eyes(
    bot: Bot, command: Command, tmp_path: Path
) -> None:
    case = full(bot)
    code, out, err = command("inzien", case.signaal.nummer, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["adres"][0]["adres"] == "4242"
    file = tmp_path / "uit.txt"
    code, out, _ = command("inzien", "--kanaal", "telegram", "--naar", str(file), typed="4242\n")
    assert code == 0
    assert MARK not in out
    assert file.stat().st_mode & 0o777 == 0o600
    assert MARK in file.read_text(encoding="utf-8")
    code, _, err = command("inzien", case.signaal.nummer, "--naar", str(file))
    assert (code, "bestaat al" in err) == (2, True)


@pytest.mark.parametrize(
    ("given", "typed", "says"),
    [
        (("12345678",), "", "Bij dit nummer is niets bewaard"),
        (("--kanaal", "telegram"), "5\n", "Bij dit adres is niets bewaard"),
        ((), "", "Noem het nummer"),
    ],
)
def test_who_is_not_there_is_said(
    bot: Bot, command: Command, given: tuple[str, ...], typed: str, says: str
) -> None:
    for what in ("inzien", "wissen"):
        code, _, err = command(what, *given, typed=typed)
        assert (code, says in err) == (2, True)


# --- erasure ---


def test_after_erasing_nothing_is_left_in_any_table_or_file(bot: Bot, command: Command) -> None:
    case = full(bot)
    store, before = bot.app.store, rows_of(bot)
    gesprek, nummer = store.signalen.gesprek_of(case.id), case.signaal.nummer
    held = store.inzien.everything(gesprek)
    other = sum(map(len, store.inzien.everything(store.gesprekken.find(OTHER) or "").values()))
    tokens = [
        value
        for table in held
        for row in bot.rows(f"select * from {table}")
        if {gesprek, case.id} & set(row)
        for value in row
        if isinstance(value, str) and value.startswith("gAAAA")
    ]
    assert len(tokens) > 20
    assert all(before.values())
    code, out, err = command("wissen", nummer, typed="ja\n")
    assert (code, err) == (0, "")
    assert "Voorbeeldhulp" in out
    assert nummer in out
    asyncio.run(bot.settle())  # the last message is delivered; then the address goes too
    assert "gewist" in bot.resident.texts[-1]
    assert store.gesprekken.find(RESIDENT) is None
    ids = {gesprek, case.id}
    kept = {"inzage", "gewist"}  # who looked, by the random id alone; and that it was erased
    for table in store._db.table_names():
        for row in bot.rows(f"select * from {table}"):
            assert table in kept or not any(id in str(cell) for id in ids for cell in row), table
    assert sum(map(len, store.inzien.everything(store.gesprekken.find(OTHER) or "").values())) == other - 1
    assert store.herzieningen.open_rows() == ()
    assert store.kaartmeldingen.open_rows() == ()
    raw = bot.stored()
    assert not any(token.encode() in raw for token in tokens)
    assert MARK not in str(_opened(bot))


def _opened(bot: Bot) -> list[Any]:
    """Everything sealed that is still there, opened."""
    store = bot.app.store
    found = []
    for table in store._db.table_names():
        for name in store._db.table(table).columns_dict:
            if name.endswith("_geheim"):
                kind = "identiteit" if table in ("adres", "bereik") else "inhoud"
                query = f"select {name} from {table} where {name} != ''"
                found += [store.crypt.unseal(row[0], kind) for row in bot.rows(query)]
    return found


def shown(nummer: str) -> str:
    return f"{nummer[:4]}-{nummer[4:]}"


def test_it_goes_the_way_of_vergeet(bot: Bot, command: Command) -> None:
    """The same messages to resident and colleagues as when he does it himself."""

    async def himself() -> tuple[list[str], list[str]]:
        before = len(bot.group.texts)
        await bot.command("vergeet")
        said = await bot.taps("vergeet_ja")
        return said, bot.group.texts[before:]

    store = bot.app.store
    first = store.signalen.load(asyncio.run(bot.forward())).nummer
    by_hand = asyncio.run(himself())
    nummer = store.signalen.load(asyncio.run(bot.forward())).nummer
    said, told = len(bot.resident.texts), len(bot.group.texts)
    assert command("wissen", nummer, "--ja")[0] == 0
    asyncio.run(bot.settle())
    by_command = bot.resident.texts[said:], bot.group.texts[told:]
    assert by_command == (by_hand[0], [text.replace(shown(first), shown(nummer)) for text in by_hand[1]])
    assert len(by_command[0]) == len(by_command[1]) == 1


@pytest.mark.parametrize("typed", ["nee\n", "\n", ""])
def test_it_asks_first(bot: Bot, command: Command, typed: str) -> None:
    case = handed_over(bot)
    code, out, _ = command("wissen", case.signaal.nummer, typed=typed)
    assert (code, "niets gewist" in out) == (0, True)
    assert bot.app.store.signalen.id_of(case.signaal.nummer) == case.id


# --- retention and the key ---


def test_the_list_of_what_is_too_old_does_nothing_until_asked(bot: Bot, command: Command) -> None:
    asyncio.run(bot.says("ik ben alleen"))
    bot.app.store._db.execute("update gesprek set laatst_gehoord = '2020-01-01T00:00:00.000000+00:00'")
    bot.app.store._db.execute("update signaal set aangemaakt = '2026-01-02T00:00:00.000000+00:00'")
    code, out, _ = command("bewaren")
    assert code == 0
    assert "1  gesprekken waarin niemand meer schreef" in out
    assert "het oudste van 01-01-2020" in out
    assert bot.rows("select count(*) from gesprek") == [(1,)]
    code, out, _ = command("bewaren", "--doe")
    assert (code, "Weggehaald: 1." in out) == (0, True)
    assert bot.rows("select count(*) from gesprek") == [(0,)]
    assert bot.rows("select count(*) from cijferperiode")[0][0] > 0


def test_the_key_is_renewed_while_the_bot_is_open_and_never_printed(bot: Bot, command: Command) -> None:
    case = full(bot)
    old = (bot.folder / "elkedeur.sleutel").read_text().strip()
    stop = threading.Event()

    def running() -> None:
        """The bot that runs takes up the new file at its next look, while the command waits for that."""
        while not stop.wait(0.01):
            bot.app.store.take_up_keys()

    looks = threading.Thread(target=running)
    looks.start()
    try:
        code, out, err = command("sleutel")
    finally:
        stop.set()
        looks.join()
    new = (bot.folder / "elkedeur.sleutel").read_text()
    assert (code, err) == (0, "")
    assert old not in new
    assert not any(line.split()[-1] in out for line in new.splitlines())
    assert case.signaal.contact == "0611"
    asyncio.run(bot.says("ik heb nog een vraag"))
    assert bot.rows("select count(*) from bericht where status != 'verwerkt'") == [(0,)]
