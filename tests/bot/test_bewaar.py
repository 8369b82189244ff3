"""Below one place: "bewaar dit adres". A file for the telephone, of the kaart of now, and in the way of nothing."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from telegram import Message

from bot.adapters.telegram import TelegramSender
from bot.cli import main
from bot.kaart_bron import shipped_rows
from bot.store.kaart import Herkomst, Rijwijziging
from sociale_kaart.cells import to_cells
from sociale_kaart.load import DEFAULT, load
from sociale_kaart.uitwisseling.bewaren import may_keep
from tests.bot.conftest import Bot
from tests.sociale_kaart.goede_rij import csv_text

KAART = load()
CHECKED = {
    "rooster": "ma-vr 09:00-17:00",
    "openingstijden": "op werkdagen",
    "nagekeken_op": "2026-11-02",
    "status": "bevestigd",
}
NEXT = "opvolging_ja"


async def shown(bot: Bot) -> str:
    """A resident who was shown one place of which it is known how to reach it; gives its id."""
    await bot.says("ik zie de hele week niemand")
    offered = [arg for _, id, arg in bot.resident.rows[-1].inhoud["knoppen"] if id == "past"]
    place = next(id for id in offered if may_keep(KAART.get(id)))
    await bot.taps("past", place)
    return str(place)


def edit(bot: Bot, id: str, **cells: str) -> None:
    """What an editor does to one place."""
    store = bot.app.store
    stored = {str(row["id"]): row for row in store.kaart.rows()}
    old = stored.get(id) or to_cells(next(row for row in shipped_rows() if row.id == id))
    with store.transaction():
        changes = [Rijwijziging(id, old, dict(old) | cells)]
        store.kaart.apply(changes, map(to_cells, shipped_rows()), Herkomst("bewerkt", "x"), bot.clock.now())


def buttons(bot: Bot) -> list[str]:
    return [id for row in bot.resident.rows for _, id, _ in row.inhoud["knoppen"]]


def files(bot: Bot) -> dict[str, str]:
    found = [row.inhoud["bestand"] for row in bot.resident.rows if "bestand" in row.inhoud]
    return {one["naam"]: one["tekst"] for one in found}


def test_a_tap_sends_the_vcard_and_the_talk_goes_on_where_it_was(bot: Bot) -> None:
    async def go() -> str:
        place = await shown(bot)
        assert await bot.taps("bewaar", place) == [bot.app.renderer.text("bewaar.kaartje", {})]
        return place

    place = asyncio.run(go())
    ((name, text),) = files(bot).items()
    assert name == f"{place}.vcf"
    assert vobject.readOne(text).fn.value == KAART.get(place).naam
    gesprek = bot.app.store.gesprekken.load(bot.rows("select id from gesprek")[0][0])
    assert NEXT in {knop.id for knop in gesprek.knoppen}


def test_it_holds_however_long_ago_the_place_was_shown(bot: Bot) -> None:
    async def go() -> None:
        place = await shown(bot)
        await bot.taps("opvolging_nee")
        bot.clock.pass_(days=20)
        await bot.taps("bewaar", place)

    asyncio.run(go())
    assert files(bot)


def test_the_words_of_the_button_do_the_same(bot: Bot) -> None:
    async def go() -> None:
        await shown(bot)
        await bot.says("bewaar dit adres")

    asyncio.run(go())
    assert files(bot)


def test_checked_times_come_as_a_second_file(bot: Bot) -> None:
    async def go() -> str:
        place = await shown(bot)
        edit(bot, place, **CHECKED)
        assert len(await bot.taps("bewaar", place)) == 2
        return place

    place = asyncio.run(go())
    assert list(files(bot)) == [f"{place}.vcf", f"{place}.ics"]
    (event,) = icalendar.Calendar.from_ical(files(bot)[f"{place}.ics"]).walk("VEVENT")
    assert event["rrule"]["byday"] == ["MO", "TU", "WE", "TH", "FR"]


def test_of_a_place_where_one_looks_for_safety_there_is_no_button_and_no_file(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik zie de hele week niemand")
        place = next(arg for _, id, arg in bot.resident.rows[-1].inhoud["knoppen"] if id == "past")
        edit(bot, place, leefgebieden="veiligheid:0.9")
        await bot.settle()
        await bot.taps("past", place)
        assert "plek_fout" in buttons(bot)
        assert "bewaar" not in buttons(bot)
        assert await bot.taps("bewaar", place) == [bot.app.renderer.text("bewaar.niet", {})]

    asyncio.run(go())
    assert files(bot) == {}


@pytest.mark.parametrize("made_up", ["", "bestaat-niet", "../../etc/passwd", "vrouwenopvang", "alarmnummer"])
def test_what_was_made_up_gets_a_sentence(bot: Bot, made_up: str) -> None:
    said = asyncio.run(bot.taps("bewaar", made_up))
    assert said[-1] == bot.app.renderer.text("bewaar.niet", {})
    assert files(bot) == {}


def test_telegram_gets_one_document_with_its_words_below_it(bot: Bot) -> None:
    sent: list[tuple[str, Any]] = []

    class Wire:
        """What the client of Telegram is asked."""

        async def send_document(self, chat: int, document: bytes, **more: Any) -> Message:
            sent.append((document.decode(), {"chat": chat} | more))
            return Message.de_json(
                {"message_id": 7, "date": 1, "chat": {"id": chat, "type": "private"}}, None
            )

    async def go() -> None:
        place = await shown(bot)
        await bot.taps("bewaar", place)
        sender = TelegramSender(Wire(), lambda id: "4242", None)  # type: ignore[arg-type]
        assert await sender.to_resident(bot.resident.rows[-1], lambda: None) == "7"

    asyncio.run(go())
    ((text, more),) = sent
    assert text == next(iter(files(bot).values()))
    assert more["chat"] == 4242
    assert (more["filename"], more["caption"]) == (next(iter(files(bot))), bot.resident.texts[-1])


def test_the_command_gives_the_same_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "kaart.csv", tmp_path / "fietsclub.ics"
    checked = CHECKED | {"nagekeken_op": datetime.now(UTC).date().isoformat(), "telefoon": "0162-000000"}
    file.write_text(csv_text(checked), encoding="utf-8")
    assert main(["kaart", "vcard", "fietsclub", "--bestand", str(file)]) == 0
    assert vobject.readOne(capsys.readouterr().out).tel.value == "0162-000000"
    assert main(["kaart", "agenda", "fietsclub", "--bestand", str(file), "--naar", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")


@pytest.mark.parametrize(
    ("wat", "id"), [("vcard", "bestaat-niet"), ("vcard", "vrouwenopvang"), ("agenda", "113")]
)
def test_the_command_refuses_in_a_sentence(capsys: pytest.CaptureFixture[str], wat: str, id: str) -> None:
    assert main(["kaart", wat, id, "--bestand", str(DEFAULT)]) == 2
    said = capsys.readouterr()
    assert id in said.err
    assert said.out == ""
