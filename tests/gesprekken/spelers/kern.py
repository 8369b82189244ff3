"""The core with its service, without anything around it: events in, rows of the outbox out."""

from pathlib import Path

from intents.lezer import Lezer
from tests.bot.conftest import Bot
from tests.gesprekken.spelers.speler import Gezien, Speler


class Kern(Speler):
    """Nobody between the resident and the service."""

    def __init__(self, folder: Path, lezer: Lezer) -> None:
        super().__init__(Bot(folder, lezer=lezer))

    async def zegt(self, tekst: str) -> None:
        await self.bot.says(tekst)

    async def tikt(self, id: str) -> None:
        _, _, arg = self.knop(id)[1].partition(":")
        await self.bot.taps(id, arg)

    async def opdracht(self, opdracht: str) -> None:
        naam, _, payload = opdracht.partition(" ")
        await self.bot.command(naam, payload)

    async def stuurt(self, soort: str) -> None:
        self.bot.receive("media", soort=soort)
        await self.bot.settle()

    def gezien(self) -> list[Gezien]:
        return [
            Gezien(
                row.inhoud["tekst"],
                tuple((label, f"{id}:{arg}") for label, id, arg in row.inhoud["knoppen"]),
            )
            for row in self.bot.resident.rows
        ]
