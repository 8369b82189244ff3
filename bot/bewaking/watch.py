"""Looks after the database: proves now and then that it can be written, and holds the loops back while it cannot.

The proof is made on another thread: a lock held by another process then stops no reply to a monitor.
"""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from datetime import timedelta

from bot.bewaking.toestand import Onderdelen, as_code
from bot.clock import Clock
from bot.store import Store
from bot.store.errors import StoreUnavailableError
from bot.store.plek import Plek
from bot.store.stand import Stand, look, prove_writable

REST, REST_IN_TROUBLE = 10.0, 1.0  # seconds between two looks
# How long one transaction waits for another process that writes; while it does, everybody here waits.
PATIENCE, PATIENCE_IN_TROUBLE = 3.0, 0.1
LONG_WAITING = timedelta(minutes=15)
# What reading a broken disk raises; only bot/store knows these classes.
STORE_ERRORS = frozenset({"OperationalError", "DatabaseError"})
BUG = "SQLITE_ERROR"  # a sentence that the database does not understand: no fault of the database
# Two were in each other's way, and one had to let go: it is simply tried again, and the server is well.
IN_THE_WAY = "postgres_40"
CALM = 3.0  # seconds without trouble before it counts as over
LOOP = "bewaken"
# Seconds without a turn after which a loop counts as stuck. Sending may wait long for a mail server.
LIMITS: Mapping[str, float] = {"verwerken": 60.0, "versturen": 180.0, "planner": 60.0, LOOP: 60.0}


def store_code(error: BaseException) -> str | None:
    """The code when this error means that the database cannot be used now; None for any other error."""
    name = None
    if isinstance(error, StoreUnavailableError):
        name = str(error)
    elif type(error).__name__ in STORE_ERRORS:
        name = str(getattr(error, "sqlite_errorname", BUG))
    return None if name in (None, BUG) else as_code(str(name))


class Watch:
    """The one who looks. As long as it does not run, nobody is held back."""

    def __init__(self, store: Store, plek: Plek, onderdelen: Onderdelen, clock: Clock) -> None:
        self._store = store
        self._plek = plek
        self._onderdelen = onderdelen
        self._clock = clock
        self._running = False
        self._last_trouble = -CALM
        self._usable = asyncio.Event()
        self._usable.set()
        self._asked = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        self._running = True
        self._store.wait_at_most(PATIENCE)
        while True:
            await self.check()
            await wait(self._asked, REST if self._onderdelen.is_goed("database") else REST_IN_TROUBLE)
            if not self._usable.is_set():  # asked for by a loop in trouble: not again in the same moment
                await asyncio.sleep(REST_IN_TROUBLE)

    async def check(self) -> None:
        """Look once."""
        self._onderdelen.beat(LOOP)
        self._asked.clear()
        try:
            stand = await asyncio.to_thread(self._prove)
        except StoreUnavailableError as error:
            self._cannot(as_code(str(error)))
            return
        if not self._usable.is_set():
            self._store.wait_at_most(PATIENCE)
            self._usable.set()
        if time.monotonic() - self._last_trouble >= CALM:
            self._onderdelen.goed("database")
        self._judge(stand)

    def trouble(self, error: BaseException) -> None:
        """A loop could not do its work. When the database is the cause, all wait until it is back."""
        code = store_code(error)
        if code is not None and not code.startswith(IN_THE_WAY) and self._running:
            self._last_trouble = time.monotonic()
            self._cannot(code)
            self._asked.set()

    async def ready(self, loop: str) -> None:
        """Wait as long as the database cannot be used. loop: whose heart goes on beating meanwhile."""
        self._onderdelen.beat(loop)
        while not self._usable.is_set():
            await wait(self._usable, REST_IN_TROUBLE)
            self._onderdelen.beat(loop)

    def _prove(self) -> Stand:
        now = self._clock.now()
        prove_writable(self._plek, now)
        return look(self._plek, now)

    def _cannot(self, code: str) -> None:
        self._onderdelen.hapert("database", code)
        if self._usable.is_set():
            self._usable.clear()
            self._store.wait_at_most(PATIENCE_IN_TROUBLE)

    def _judge(self, stand: Stand) -> None:
        oldest = stand.oldest
        if oldest is not None and self._clock.now() - oldest > LONG_WAITING:
            self._onderdelen.hapert("outbox", "wacht_lang")
        else:
            self._onderdelen.goed("outbox")


async def wait(event: asyncio.Event, seconds: float) -> None:
    """Until the event or so many seconds."""
    # Not asyncio.wait_for: in Python 3.11 that swallows a cancellation in the moment the event is set.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(max(seconds, 0.01)):
            await event.wait()
