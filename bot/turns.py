"""Whose turn it is, and what is read before it. Only hints within this process: what there is to do stands in rows."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.reading import Reader

MOST_AHEAD = 200  # texts that wait to be read ahead; what is more is read when it is handled


class Turns:
    """Danger first, then in the order in which it came in; who is still typing is left alone until his time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first: dict[str, None] = {}
        self._typing: dict[str, tuple[datetime, datetime]] = {}

    def heard(self, gesprek_id: str) -> None:
        """Something came in: look at it again."""
        self._typing.pop(gesprek_id, None)

    def hurry(self, gesprek_id: str) -> None:
        """Danger waits for nobody: not for others in the row, and not for more words."""
        self.heard(gesprek_id)
        self._first[gesprek_id] = None

    def next(self, waiting: deque[str]) -> tuple[str, bool] | None:
        """Who is next, and whether that is for danger; taken out of the row."""
        if self._first:
            first = next(iter(self._first))
            del self._first[first]
            return first, True
        return (waiting.popleft(), False) if waiting else None

    def typing(self, gesprek_id: str, seconds: float) -> None:
        """There is nothing to handle before so many seconds, unless more comes in."""
        now = self._clock.now()
        self._typing[gesprek_id] = now, now + timedelta(seconds=seconds)

    def wait_of(self, gesprek_id: str) -> float | None:
        """Seconds to wait for more words, as it was seen before; None when it must be looked at."""
        now = self._clock.now()
        since, until = self._typing.get(gesprek_id, (now, now))
        if since <= now < until:  # a clock that was put back since makes nobody wait
            return (until - now).total_seconds()
        self.heard(gesprek_id)
        return None


class Ahead:
    """Reads beside the loop what is not to be handled yet, so that it is known by then. Off until it is opened."""

    def __init__(self, reader: Reader, turns: Turns) -> None:
        self._reader = reader
        self._turns = turns
        self._pool: ThreadPoolExecutor | None = None
        self._waiting = 0  # about: two threads count
        self._found: Callable[[str], None] = turns.hurry

    @contextlib.contextmanager
    def opened(self, wake: Callable[[], None]) -> Iterator[None]:
        """Call inside a running loop. wake: called when danger was found, so that it is handled at once."""
        loop = asyncio.get_running_loop()

        def hurry(gesprek_id: str) -> None:
            self._turns.hurry(gesprek_id)
            wake()

        self._found = lambda gesprek_id: _quietly(loop, hurry, gesprek_id)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reading")
        try:
            yield
        finally:
            pool, self._pool = self._pool, None
            pool.shutdown(wait=True, cancel_futures=True)

    @property
    def is_open(self) -> bool:
        """Whether anything is read beside the loop at all."""
        return self._pool is not None

    def read(self, gesprek_id: str, tekst: str) -> None:
        """Nobody waits for it; what breaks here breaks again, and is told, when it is handled."""
        if self._pool is not None and self._waiting < MOST_AHEAD:
            self._waiting += 1
            self._pool.submit(self._read, gesprek_id, tekst)

    def _read(self, gesprek_id: str, tekst: str) -> None:
        self._waiting -= 1
        if self._reader.remembered(tekst) is None and self._reader.read(tekst).nood is not None:
            self._found(gesprek_id)


def _quietly(loop: asyncio.AbstractEventLoop, do: Callable[[str], None], gesprek_id: str) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended: the row waits for the next process
        loop.call_soon_threadsafe(do, gesprek_id)
