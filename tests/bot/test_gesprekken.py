"""Whole conversations as data (tests/gesprekken/*.toml), with the real reading and the real kaart.

Each `beurt` is one thing that happens: `zegt`, `tikt`, `opdracht`, `stuurt` (media), `dagen` that pass,
or what a colleague does (`collega`). `antwoord` lists the keys of the texts in the reply, "voorstel" or "pakket"
among them; `status` is where the signaal stands after it.
"""

import asyncio
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.core import effects as e
from intents.lezer import Lezer
from tests.bot.conftest import Bot

FOLDER = Path(__file__).parents[1] / "gesprekken"
FILES = sorted(FOLDER.glob("*.toml"))
KNOWN = {"zegt", "tikt", "opdracht", "stuurt", "dagen", "collega", "antwoord", "status", "nood", "groep"}


class Played:
    """One conversation being played."""

    def __init__(self, folder: Path, lezer: Lezer) -> None:
        self.bot = Bot(folder, lezer=lezer)
        self.keys: list[str] = []
        perform = self.bot.app.performer.perform
        self.bot.app.performer.perform = lambda step, effect: (self._note(effect), perform(step, effect))[1]  # type: ignore[method-assign]

    def _note(self, effect: e.Effect) -> None:
        match effect:
            case e.SendTekst():
                self.keys.append(effect.key)
            case e.SendVoorstel():
                self.keys.append("voorstel")
            case e.ShowPakket():
                self.keys.append("pakket")
            case e.SendContact():
                self.keys.append("contact")
            case e.ShowStatus() | e.ShowGegevens():
                self.keys.append("overzicht")

    async def play(self, beurt: dict[str, Any]) -> None:
        assert beurt.keys() <= KNOWN, f"onbekend veld: {beurt.keys() - KNOWN}"
        self.keys.clear()
        if "zegt" in beurt:
            await self.bot.says(beurt["zegt"])
        elif "tikt" in beurt:
            await self.bot.taps(beurt["tikt"], self._arg(beurt["tikt"]))
        elif "opdracht" in beurt:
            name, _, payload = beurt["opdracht"].partition(" ")
            await self.bot.command(name, payload)
        elif "stuurt" in beurt:
            self.bot.receive("media", soort=beurt["stuurt"])
            await self.bot.settle()
        elif "dagen" in beurt:
            self.bot.clock.pass_(days=beurt["dagen"])
            await self.bot.look()
        elif "collega" in beurt:
            await self._collega(beurt["collega"])

    def _arg(self, id: str) -> str:
        """The button with this id in the last reply that has one."""
        for row in reversed(self.bot.resident.rows):
            for _, button, arg in row.inhoud["knoppen"]:
                if button == id:
                    return str(arg)
        raise AssertionError(f"geen knop {id} in beeld")

    async def _collega(self, what: str) -> None:
        signaal = self.bot.rows("select id from signaal order by rowid desc limit 1")[0][0]
        bron = f"tg:collega{len(self.bot.group.rows)}{what}"
        if what in ("oppakken", "afsluiten"):
            self.bot.app.group.button(bron, what, signaal)
        else:
            self.bot.app.group.reply(bron, f"m{self.bot.group.rows[0].id}", what)
        await self.bot.settle()

    def check(self, number: int, beurt: dict[str, Any]) -> None:
        if "antwoord" in beurt:
            assert self.keys == beurt["antwoord"], f"beurt {number}"
        if "nood" in beurt:
            assert self.keys[0].startswith("nood."), f"beurt {number}"
            assert self.keys[0].split(".")[2].removesuffix("_ander") == beurt["nood"], f"beurt {number}"
        if "status" in beurt:
            status = self.bot.rows("select status from signaal order by rowid desc limit 1")
            assert status == [(beurt["status"],)], f"beurt {number}"
        if "groep" in beurt:
            assert any(beurt["groep"] in text for text in self.bot.group.texts), f"beurt {number}"


def test_there_are_conversations() -> None:
    assert len(FILES) >= 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation(file: Path, tmp_path: Path, lezer: Lezer) -> None:
    script = tomllib.loads(file.read_text(encoding="utf-8"))
    assert script["wat"], "zeg in één zin wat dit gesprek laat zien"
    played = Played(tmp_path, lezer)
    try:
        for number, beurt in enumerate(script["beurt"], start=1):
            asyncio.run(played.play(beurt))
            played.check(number, beurt)
    finally:
        played.bot.app.store.close()
