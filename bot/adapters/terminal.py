"""A conversation in the terminal, typed or from a pipe. Translates lines and prints messages."""

import asyncio
import threading
from collections.abc import Callable
from typing import TextIO

from bot.service import Service
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing

ADRES = Adres("terminal", "terminal")


class Terminal:
    """Reads lines, one message each; a number alone picks a button of the last messages."""

    def __init__(self, service: Service, out: TextIO, *, echo: bool) -> None:
        """echo: repeat what came in, so that a piped conversation can be read."""
        self._service = service
        self._out = out
        self._echo = echo
        self._offered: list[tuple[str, str]] = []
        self._fresh = True
        self._count = 0

    def take(self, line: str) -> bool:
        """Store one line; False when there was nothing on it."""
        text = line.strip()
        if not text:
            return False
        if self._echo:
            self.show(f"> {text}\n")
        self._count += 1
        soort, inhoud = self._understand(text)
        self._service.receive(
            ADRES, f"terminal:{self._service.clock.now().isoformat()}:{self._count}", soort, inhoud
        )
        self._fresh = True
        return True

    def _understand(self, text: str) -> tuple[str, dict[str, str]]:
        if text.startswith("/"):
            name, _, payload = text[1:].partition(" ")
            return "commando", {"naam": name.lower(), "payload": payload.strip()}
        if text.isdecimal() and 1 <= int(text) <= len(self._offered):
            id, arg = self._offered[int(text) - 1]
            return "knop", {"id": id, "arg": arg}
        return "tekst", {"tekst": text}

    async def deliver(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Print one message with its buttons."""
        if self._fresh:
            self._offered, self._fresh = [], False
        self.show(row.inhoud["tekst"])
        if "bestand" in row.inhoud:
            self.show(f"   {row.inhoud['bestand']['naam']}")
        if row.inhoud["knoppen"]:
            self.show("")
        for label, id, arg in row.inhoud["knoppen"]:
            if (id, arg) not in self._offered:
                self._offered.append((id, arg))
            self.show(f"   [{self._offered.index((id, arg)) + 1}] {label}")
        self.show("")
        return None

    def show(self, text: str) -> None:
        """Put a line on the screen."""
        print(text, file=self._out, flush=True)


async def lines(source: TextIO) -> "asyncio.Queue[str | None]":
    """Lines as they come, None at the end. Read in a thread: a terminal cannot be awaited."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in source:
            loop.call_soon_threadsafe(queue.put_nowait, line)
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return queue
