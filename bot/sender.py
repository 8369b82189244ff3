"""Empties the outbox: one row at a time in each lane, retried until it is done or can never be."""

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any

from bot.adapters.errors import (
    ChannelStoppedError,
    DeliveryUnknownError,
    GiveUpError,
    RetryLaterError,
)
from bot.clock import Clock
from bot.frontoffice.notices import Notices
from bot.store import Store
from bot.store.outbox import Outgoing

logger = logging.getLogger(__name__)

# A channel sends one row and gives the id that the other side knows it by, if any.
# `begin` must be called when the content may be out from then on (only for what may go once).
Channel = Callable[[Outgoing, Callable[[], None]], Awaitable[str | None]]

FIRST_WAIT = 2.0  # seconds; doubled at each attempt
LONGEST_WAIT = 600.0
MOST_DOUBLINGS = 16  # by then the longest wait is reached, however often a row is tried
GRACE = 5.0  # seconds that what is under way gets when the process must stop
# Rows that may never go twice, not even after a crash in the middle.
ONCE = frozenset({"pakket_mail", "pakket_map"})
# What a resident hears of us, or that says that something waits for him.
TO_RESIDENT = frozenset({"bewoner", "seintje_mail", "seintje_sms"})
WORKERS = 8


class Sender:
    """Sends rows by their soort. A process that died leaves its rows to the next one."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock, notices: Notices) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock
        self._notices = notices
        self._owner = f"{socket.gethostname()}:{os.getpid()}"
        self._on_stopped: Callable[[str, str], None] | None = None

    def on_channel_stopped(self, tell: Callable[[str, str], None]) -> None:
        """Called with (gesprek_id, key) when a resident blocked the bot."""
        self._on_stopped = tell

    def recover(self) -> None:
        """Take back what died processes were sending.

        The database lives on one machine, so another host name is this machine's earlier one: a container
        that was made anew.
        """
        host = socket.gethostname()
        with self._store.transaction():
            for owner in self._store.outbox.owners():
                name, _, pid = owner.rpartition(":")
                if owner == self._owner or name != host or not _alive(pid):
                    count = self._store.outbox.release(owner, self._clock.now())
                    logger.info("outbox_released", extra={"count": count})

    async def send_waiting(self) -> int:
        """Send everything that may go now; lanes run side by side. Gives how many rows were tried."""
        counts = await asyncio.gather(*(self.work() for _ in range(WORKERS)))
        return sum(counts)

    async def work(self) -> int:
        """Send one row after the other until nothing may go now. Gives how many were tried."""
        tried = 0
        while (row := self._claim()) is not None:
            tried += 1
            await _to_its_end(self._send(row))
        return tried

    def _claim(self) -> Outgoing | None:
        with self._store.transaction():
            return self._store.outbox.claim(self._owner, self._clock.now())

    async def _send(self, row: Outgoing) -> None:
        channel = self._channels.get(row.soort)
        if channel is None:
            self._later(row, RetryLaterError("no_channel", after=LONGEST_WAIT))
            return
        try:
            extern_id = await channel(row, lambda: self._begin(row))
        except RetryLaterError as error:
            self._later(row, error)
        except DeliveryUnknownError as error:
            self._unknown(row, error)
        except ChannelStoppedError as error:
            self._stopped(row, error)
        except GiveUpError as error:
            self._give_up(row, error)
        except Exception as error:  # a bug in a channel must not lose the row
            self._later(row, RetryLaterError(type(error).__name__))
        else:
            self._delivered(row, extern_id)

    def _begin(self, row: Outgoing) -> None:
        with self._store.transaction():
            self._store.outbox.begin(row.id, self._clock.now())

    def _delivered(self, row: Outgoing, extern_id: str | None) -> None:
        with self._store.transaction():
            self._store.outbox.delivered(row.id, extern_id, self._clock.now())
            if row.inhoud.get("afscheid") and row.gesprek_id is not None:
                self._forget_if_empty(row.gesprek_id)
        if row.inhoud.get("afscheid"):
            self._store.scrub()

    def _forget_if_empty(self, gesprek_id: str) -> None:
        """The last word after erasing was said: now the address goes too, unless a new talk has begun."""
        if self._store.berichten.count(gesprek_id) == 0:
            self._store.gesprekken.erase(gesprek_id, self._clock.now())

    def _later(self, row: Outgoing, error: RetryLaterError) -> None:
        wait = (
            error.after
            if error.after is not None
            else min(FIRST_WAIT * 2 ** min(row.pogingen - 1, MOST_DOUBLINGS), LONGEST_WAIT)
        )
        logger.warning("send_retry", extra={"outbox_id": row.id, "code": error.code, "attempt": row.pogingen})
        with self._store.transaction():
            self._store.outbox.retry(row.id, error.code, self._clock.now() + timedelta(seconds=wait))

    def _unknown(self, row: Outgoing, error: DeliveryUnknownError) -> None:
        """Nobody knows whether it arrived. A word to a resident may come twice; a pakket may not."""
        if row.soort in ONCE:
            self._uncertain(row)
        else:
            self._later(row, RetryLaterError(error.code))

    def _uncertain(self, row: Outgoing) -> None:
        logger.error("overdracht_uncertain", extra={"outbox_id": row.id})
        with self._store.transaction():
            self._store.outbox.close(row.id, "onzeker", "unknown")
            self._tell_team("onzeker", row)

    def _give_up(self, row: Outgoing, error: GiveUpError) -> None:
        logger.error("send_failed", extra={"outbox_id": row.id, "code": error.code, "soort": row.soort})
        with self._store.transaction():
            self._store.outbox.close(row.id, "mislukt", error.code)
            if row.soort.startswith("pakket"):
                self._tell_team("mislukt", row, code=error.code)
            self._not_heard(row, ())

    def _stopped(self, row: Outgoing, error: ChannelStoppedError) -> None:
        logger.info("channel_stopped", extra={"outbox_id": row.id})
        with self._store.transaction():
            self._store.outbox.close(row.id, "vervallen", error.code)
            self._not_heard(row, self._store.outbox.drop_lane(row.baan))
            if self._on_stopped is not None and row.gesprek_id is not None:
                self._on_stopped(row.gesprek_id, f"gestopt{row.id}")

    def _not_heard(self, row: Outgoing, lapsed: tuple[str, ...]) -> None:
        """A colleague said something and the resident does not get it."""
        if row.soort in TO_RESIDENT:
            about = () if row.signaal_id is None else (row.signaal_id,)
            for signaal_id in dict.fromkeys((*about, *lapsed)):
                self._notices.undelivered(signaal_id, row.sleutel, self._clock.now())

    def _tell_team(self, key: str, row: Outgoing, **fields: str) -> None:
        if row.signaal_id is not None:
            signaal = self._store.signalen.load(row.signaal_id)
            self._notices.notice(key, signaal, f"{row.sleutel}:{key}", self._clock.now(), **fields)


async def _to_its_end(sending: Coroutine[Any, Any, None]) -> None:
    """A stop waits a moment for what is under way: broken off, it would go twice or be uncertain."""
    task = asyncio.ensure_future(sending)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=GRACE)
        task.cancel()
        raise


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
