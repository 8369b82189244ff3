"""The Telegram server of the measurement: the one of the tests, with a memory of when everything passed."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.peer import Call, Peer

ROOM = 1_000_000  # updates that may wait: the real server keeps them for a day, the emulator refuses at a thousand


@dataclass
class Bericht:
    """One message of a resident. at: when it was there to be fetched; took: seconds until the first answer.

    stroom: one of somebody who does not stop.
    """

    chat: int
    soort: str
    tekst: str
    at: float = 0.0
    update: int = 0
    took: float | None = None
    stroom: bool = False


@dataclass(frozen=True)
class Antwoord:
    """One message of the bot that was accepted. id: as the server numbers it."""

    id: int
    at: float
    tekst: str
    knoppen: tuple[str, ...]


@dataclass
class Gesprek:
    """One resident's phone: what went there and what came, both oldest first. klaar: nothing is unanswered."""

    chat: int
    berichten: list[Bericht] = field(default_factory=list)
    antwoorden: list[Antwoord] = field(default_factory=list)
    knoppen: tuple[str, ...] = ()
    klaar: bool = True


class Lijn(Peer):
    """A running server that knows each phone. It checks what passes as strictly as in the tests, but later or not."""

    def __init__(self) -> None:
        super().__init__()
        self._update_queues.max_updates = ROOM
        self.gesprekken: dict[int, Gesprek] = {}
        self.vroeg = 0
        self._ids = itertools.count(1)

    def cpu(self) -> float:
        """Seconds of computing of this server so far."""
        return time.clock_gettime(time.pthread_getcpuclockid(self._thread.ident or 0))

    def gesprek(self, chat: int) -> Gesprek:
        """The phone with this number."""
        return self.gesprekken.setdefault(chat, Gesprek(chat))

    def send(self, token: str, berichten: Sequence[Bericht]) -> None:
        """All of them at one moment."""
        self.tokens.add(token)

        async def enqueue() -> None:
            for one in berichten:
                gesprek = self.gesprek(one.chat)
                gesprek.berichten.append(one)
                gesprek.klaar = False
                one.at = time.perf_counter()
                one.update = await self.enqueue_update(self._update(one), token=token)

        asyncio.run_coroutine_threadsafe(enqueue(), self._loop).result(60)

    def _update(self, one: Bericht) -> dict[str, Any]:
        who = {"id": one.chat, "is_bot": False, "first_name": "mevrouw"}
        chat = {"id": one.chat, "type": "private", "first_name": "mevrouw"}
        message: dict[str, Any] = {"message_id": next(self._ids), "date": 1, "chat": chat}
        if one.soort == "knop":
            shown = {"id": str(next(self._ids)), "from": who, "chat_instance": "1", "data": one.tekst}
            return {"callback_query": shown | {"message": message | {"text": "-"}}}
        return {"message": message | {"from": who, "text": one.tekst}}

    def _remember(self, call: Call) -> None:
        """Only the answers; the rest is counted."""
        self.vroeg += 1
        if call.method in ("getUpdates", "getMe", "setWebhook"):
            super()._remember(call)
        if call.method != "sendMessage" or call.answer is None or int(call.fields["chat_id"]) < 0:
            return
        now = time.perf_counter()
        gesprek = self.gesprek(int(call.fields["chat_id"]))
        rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard", [])
        knoppen = tuple(knop["callback_data"] for row in rows for knop in row)
        gesprek.antwoorden.append(Antwoord(call.answer["message_id"], now, call.fields["text"], knoppen))
        gesprek.knoppen = knoppen or gesprek.knoppen
        for one in reversed(gesprek.berichten):
            if one.took is not None:
                break
            one.took = now - one.at
        gesprek.klaar = True

    def pending_(self) -> int:
        """Updates that were not acknowledged yet."""
        return sum(self.pending(token) for token in tuple(self.tokens))
