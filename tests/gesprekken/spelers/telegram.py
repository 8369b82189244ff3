"""Telegram: real updates by long polling, real messages and buttons, over HTTP with the server of tests/e2e."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.telegram_run import telegram
from intents.lezer import Lezer
from tests.bot.conftest import Bot
from tests.e2e.chat import Chat, Colleague, Phone
from tests.e2e.peer import Call, Peer
from tests.e2e.process import GROUP
from tests.gesprekken.spelers.speler import BUTTONS_OF_GROUP, Gezien, Speler

FILE = {"file_id": "f1", "file_unique_id": "u1"}
PICTURE = {**FILE, "width": 90, "height": 90}
MEDIA: dict[str, dict[str, Any]] = {
    "spraak": {"voice": {**FILE, "duration": 3}},
    "foto": {"photo": [PICTURE]},
    "video": {"video": {**PICTURE, "duration": 3}},
    "locatie": {"location": {"latitude": 51.64, "longitude": 4.86}},
    "bestand": {"document": {**FILE, "file_name": "brief.pdf"}},
}

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Line:
    """Where the people of tests/e2e/chat.py speak to: not a process here, but a bot beside them with its own token."""

    peer: Peer
    token: str


class OnLine(Chat):
    """Somebody on a line."""

    process: Line  # type: ignore[assignment]

    def _push(self, **update: Any) -> int:
        return self.peer.push(self.process.token, update)


class Resident(OnLine, Phone):
    """A resident with a phone."""


class Collega(OnLine, Colleague):
    """A colleague in the group."""


class Telegram(Speler):
    """As `elkedeur start` puts it together; only its loops turn when a test says so."""

    def __init__(self, folder: Path, lezer: Lezer, peer: Peer) -> None:
        number = next(_numbers)
        self.peer, token = peer, f"{7_000_000 + number}:geheim-token-van-de-proef"
        bot = Bot(folder, lezer=lezer, groep=GROUP, telegram_token=token, telegram_api=peer.url)
        super().__init__(bot)
        bot.app.channels["bewoner"] = bot.app._to_resident
        line: Any = Line(peer, token)
        self.resident, self.colleague = Resident(line, 5_550_130_000 + number), Collega(line)
        self._before = self.colleague.seen  # what others said in the group

    @contextlib.asynccontextmanager
    async def playing(self) -> AsyncIterator[None]:
        async with telegram(self.bot.app) as loops:
            tasks = [asyncio.ensure_future(loop) for loop in loops]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def zegt(self, tekst: str) -> None:
        await self._taken(lambda: self.resident.text(tekst))

    async def tikt(self, id: str) -> None:
        before = self.peer.count("answerCallbackQuery")
        await self._taken(lambda: self.resident.tap(id))
        assert self.peer.count("answerCallbackQuery") == before + 1  # or its little clock runs on

    async def opdracht(self, opdracht: str) -> None:
        naam, _, payload = opdracht.partition(" ")
        await self._taken(lambda: self.resident.command(naam, payload))

    async def stuurt(self, soort: str) -> None:
        await self._taken(lambda: self.resident.send(**MEDIA[soort]))

    async def collega(self, what: str) -> None:
        notices = self.colleague.all[self._before :]
        if what in BUTTONS_OF_GROUP:
            notice = next(one for one in reversed(notices) if one.data_of(what))
            await self._taken(lambda: self.colleague.tap(what, notice))
        else:
            await self._taken(lambda: self.colleague.reply(notices[0], what))

    def gezien(self) -> list[Gezien]:
        return [Gezien(said.text, said.knoppen) for said in self.resident.all]

    def groep(self) -> list[str]:
        return [said.text for said in self.colleague.all[self._before :]]

    async def _taken(self, send: Any) -> None:
        """Until the bot acknowledged it, so has stored it; then everything that follows from it."""
        before = len(self.peer.calls)
        update_id = send()

        def acknowledged() -> bool:
            return any(_offset(call) > update_id for call in self.peer.calls[before:])

        await asyncio.to_thread(self.peer.wait, acknowledged, lambda: "de bot haalt niets op")
        await self.bot.settle()


def _offset(call: Call) -> int:
    return int(call.fields.get("offset") or 0) if call.method == "getUpdates" else 0
