"""Empties the outbox: one row at a time in each lane, retried until it is done or can never be.

A channel that is away is left alone (bot/bewaking/breakers.py): its rows wait as they are, one is tried now and
then, and when that one arrives all go. What became of a row is written down before anything else is tried.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.adapters.errors import (
    ChannelStoppedError,
    DeliveryError,
    DeliveryUnknownError,
    GiveUpError,
    RetryLaterError,
)
from bot.bewaking import waits
from bot.bewaking.breakers import OPERATOR, Breaker, Breakers
from bot.bewaking.meters import Meters
from bot.bewaking.watch import store_code
from bot.clock import Clock
from bot.core.signaal import Status
from bot.frontoffice.notices import PLACES, Notices
from bot.koppelen.rijen import OPENKLANT
from bot.store import ROWS, Store
from bot.store.errors import StoreUnavailableError, TablesDifferError
from bot.store.outbox import Outgoing
from bot.store.times import moment
from bot.store.wachtrij import Wachtrij

logger = logging.getLogger(__name__)

# A channel sends one row and gives the id that the other side knows it by, if any.
# `begin` must be called when the content may be out from then on (only for what may go once).
Channel = Callable[[Outgoing, Callable[[], None]], Awaitable[str | None]]

LONGEST_WAIT = (
    3600.0  # seconds, whatever the other side asks; shorter than what a queue takes for a wrong clock
)
NO_CHANNEL_WAIT = 600.0  # seconds; a start with the channel wakes them at once
NO_CHANNEL = "no_channel"
STORE = "store"
MOMENT = timedelta(seconds=2)
NOTHING = 0.5  # seconds; shorter than the rest that senders take
GRACE = 5.0  # seconds that what is under way gets when the process must stop
# Rows that may never go twice, not even after a crash in the middle.
ONCE = frozenset({"pakket_mail", "pakket_map"})
# The same when nobody knows whether it arrived. This one can look for itself, so it only says so when it cannot.
NEVER_BLINDLY = ONCE | {OPENKLANT}
# What a resident hears of us, or that says that something waits for him.
TO_RESIDENT = frozenset({"bewoner", "seintje_mail", "seintje_sms"})
WORKERS = 8


@dataclass(frozen=True)
class _Claimed:
    """A row that is ours now. tries: the breaker that wants to know by it whether its channel is back."""

    row: Outgoing
    breaker: Breaker | None
    tries: Breaker | None = None


class Sender:
    """Sends rows by their soort. A process that died leaves its rows to the next one."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        clock: Clock,
        notices: Notices,
        breakers: Breakers,
        meters: Meters,
    ) -> None:
        self._store = store
        self._queue = Wachtrij(store)
        self._channels = channels
        self._clock = clock
        self._notices = notices
        self._breakers = breakers
        self._meters = meters
        # What became of rows and could not be written down yet: a full disk, say.
        self._unwritten: deque[tuple[Outgoing, Callable[[], None]]] = deque()
        self._held: set[tuple[int, int]] = set()  # (row, attempt) that this process knows it has to end
        self._nothing_until = 0.0
        self._on_stopped: Callable[[str, str], None] | None = None

    def on_channel_stopped(self, tell: Callable[[str, str], None]) -> None:
        """Called with (gesprek_id, key) when a resident blocked the bot."""
        self._on_stopped = tell

    def recover(self) -> None:
        """Take back what died processes were sending, and try what was away for them."""
        self.take_over()
        with self._store.transaction(ROWS):
            self._queue.wake(self._clock.now())

    def take_over(self) -> int:
        """What nobody is sending, though it stands so. Gives how many rows.

        Of processes of whom nothing more is to be expected; and ours, when the server never told that we had it.
        """
        owners, now, mine = self._store.outbox.owners(), self._clock.now(), self._store.werk.naam
        gone = self._store.werk.gone(owners)
        if not gone and mine not in owners:
            return 0
        with self._store.transaction(ROWS):
            count = self._store.outbox.release(mine, now, but={id for id, _ in self._held})
            count += sum(self._store.outbox.release(owner, now) for owner in gone if owner != mine)
        if count:
            logger.info("outbox_released", extra={"count": count})
        return count

    def finish(self) -> None:
        """Before the end: write down what became of rows, if that is possible now."""
        try:
            self._write_down()
        except StoreUnavailableError:
            logger.error("results_not_written", extra={"count": len(self._unwritten)})

    async def send_waiting(self) -> int:
        """Send everything that may go now; lanes run side by side. Gives how many rows were tried."""
        self.look_again()
        counts = await asyncio.gather(*(self.work() for _ in range(WORKERS)))
        return sum(counts)

    async def work(self) -> int:
        """Send one row after the other until nothing may go now. Gives how many were tried."""
        tried = 0
        self._write_down()
        while (claimed := self._claim()) is not None:
            tried += 1
            await _to_its_end(self._send(claimed))
        return tried

    def look_again(self) -> None:
        """There may be something to send now, whatever was found a moment ago."""
        self._nothing_until = 0.0

    def _claim(self) -> _Claimed | None:
        """The next row. When one sender found nothing, the others need not look in the same moment."""
        if time.monotonic() < self._nothing_until:
            return None
        claimed = self._claimed()
        if claimed is None:
            self._nothing_until = time.monotonic() + NOTHING
        return claimed

    def _claimed(self) -> _Claimed | None:
        now, owner = self._clock.now(), self._store.werk.naam
        with self._store.transaction(ROWS):
            claimed = self._claim_to_try(owner, now) or self._claim_as_usual(owner, now)
        if claimed is not None:
            self._held.add((claimed.row.id, claimed.row.pogingen))
            if claimed.tries is not None:
                claimed.tries.trying(claimed.row.id)
        return claimed

    def _claim_to_try(self, owner: str, now: datetime) -> _Claimed | None:
        for breaker in self._breakers.to_try(now):
            row = self._queue.claim_to_try(owner, now, sorted(breaker.ways))
            if row is not None:
                return _Claimed(row, breaker, tries=breaker)
        return None

    def _claim_as_usual(self, owner: str, now: datetime) -> _Claimed | None:
        row = self._queue.claim(owner, now, sorted(self._breakers.held()))
        return None if row is None else _Claimed(row, self._breakers.of(self._queue.way_of(row)))

    async def _send(self, claimed: _Claimed) -> None:
        self._unwritten.append((claimed.row, await self._tried(claimed.row, claimed.breaker)))
        self._write_down()
        self.look_again()  # the next one in its lane

    def _write_down(self) -> None:
        """In the order in which it happened. Raises StoreUnavailableError; what is left is written later."""
        for _ in range(len(self._unwritten)):
            row, write = self._unwritten[0]
            try:
                write()
            except TablesDifferError as error:  # perhaps of one table only: the others go on
                logger.error("result_not_written_yet", extra={"outbox_id": row.id, "code": error.code})
                self._unwritten.rotate(-1)
                continue
            except StoreUnavailableError:
                raise
            except Exception as error:  # a bug: it may not hold up what became of all other rows
                logger.critical("result_not_written", extra={"error": type(error).__name__})
            else:
                self._held.discard((row.id, row.pogingen))
            self._unwritten.popleft()

    async def _tried(self, row: Outgoing, breaker: Breaker | None) -> Callable[[], None]:
        """Send it. Gives what must be written down about it."""
        channel, begun = self._channels.get(row.soort, _no_channel), False

        def begin() -> None:
            nonlocal begun
            self._begin(row)
            begun = True

        try:
            if (instead := self._taken_back(row)) is not None:
                return partial(self._lapsed, row, breaker, instead=instead)
            extern_id = await channel(row, begin)
        except DeliveryError as error:
            return partial(self._failed, row, self._counted(row, breaker, error))
        except (
            Exception
        ) as error:  # not written down that it begins; or a bug, and that must not lose the row
            code = STORE if store_code(error) else type(error).__name__
            # Once it began nobody knows what became of it, and a row of this kind may not go twice for a bug.
            kind = DeliveryUnknownError if begun and row.soort in ONCE else RetryLaterError
            return partial(self._failed, row, self._counted(row, breaker, kind(code)))
        back = breaker is not None and breaker.fine(row.id)
        return partial(self._delivered, row, extern_id, breaker.ways if breaker and back else None)

    def _taken_back(self, row: Outgoing) -> bool | None:
        """None when it may go. Else whether the resident still wants colleagues to have what he agreed to since.

        He withdrew this pakket, or what stood in it, while it was on its way and failed.
        """
        if row.soort not in PLACES or not row.sleutel.startswith("overdracht:") or row.signaal_id is None:
            return None
        now = self._store.overdrachten.load(row.signaal_id)
        if now is None or self._store.signalen.load(row.signaal_id).status == Status.INGETROKKEN:
            return False
        if f":{now.keer - 1}:" not in row.sleutel:
            return True
        # Shown once more takes nothing back: what he agreed to before still goes.
        return False if now.status != "verstuurd" and self._unreachable_since(row) else None

    def _unreachable_since(self, row: Outgoing) -> bool:
        """Whether he took back, after this was put down, the way to reach him that may stand in it."""
        assert row.signaal_id is not None
        given = self._store.toestemmingen.of(self._store.signalen.gesprek_of(row.signaal_id))
        contact = [one for one in given if (one.doel, one.signaal_id) == ("contact", row.signaal_id)]
        ended = contact[-1].ingetrokken if contact else None
        return ended is not None and ended > moment(row.aangemaakt)

    def _lapsed(self, row: Outgoing, breaker: Breaker | None, *, instead: bool) -> None:
        if breaker is not None:
            breaker.neither(row.id)
        if instead and row.begonnen and row.soort in NEVER_BLINDLY:
            self._uncertain(row)  # it may be there, and then what went instead would be a second one
            return
        with self._store.transaction():
            if self._store.outbox.close(row, "vervallen", "taken_back") and instead:
                self._notices.instead(row, self._clock.now())
        self._meters.ended("vervallen", "taken_back")

    def _counted(self, row: Outgoing, breaker: Breaker | None, error: DeliveryError) -> DeliveryError:
        """What this failure says of the channel. A refusal is about one message or one resident, so nothing."""
        now = self._clock.now()
        if breaker is None:
            pass
        elif isinstance(error, GiveUpError):
            breaker.neither(row.id)
        elif error.code in (NO_CHANNEL, STORE) or error.code.startswith("group_"):
            breaker.neither(row.id, now + MOMENT)
        else:
            after = error.after if isinstance(error, RetryLaterError) else None
            breaker.fault(row.id, row.baan, error, after, now)
        return error

    def _failed(self, row: Outgoing, error: DeliveryError) -> None:
        match error:
            case RetryLaterError():
                self._later(row, error)
            case DeliveryUnknownError():
                self._unknown(row, error)
            case ChannelStoppedError():
                self._stopped(row, error)
            case GiveUpError():
                self._give_up(row, error)
            case _:
                self._later(row, RetryLaterError(error.code))

    def _begin(self, row: Outgoing) -> None:
        with self._store.transaction(ROWS):
            if not self._store.outbox.begin(row, self._clock.now()):
                raise RetryLaterError("taken_over")

    def _delivered(self, row: Outgoing, extern_id: str | None, back: frozenset[str] | None) -> None:
        """back: the ways that are open again by this; what waited for them goes now, not at its own time."""
        now = self._clock.now()
        # The last word erases: whoever writes to us in this very moment is waited for.
        with self._store.transaction(None if row.inhoud.get("afscheid") else ROWS):
            self._store.outbox.delivered(row, extern_id, now)
            if row.inhoud.get("afscheid") and row.gesprek_id is not None:
                self._forget_if_empty(row.gesprek_id)
            if back is not None:
                logger.info("outbox_woken", extra={"count": self._queue.wake(now, sorted(back))})
        self._meters.sent(row.soort, row.sleutel, now)
        if row.inhoud.get("afscheid"):
            self._scrub()

    def _scrub(self) -> None:
        try:
            self._store.scrub()
        except Exception as error:  # the row is written down; the journal is emptied at the next occasion
            logger.warning("scrub_failed", extra={"error": type(error).__name__})

    def _forget_if_empty(self, gesprek_id: str) -> None:
        """The last word after erasing was said: now the address goes too, unless a new talk has begun."""
        if self._store.berichten.count(gesprek_id) == 0:
            self._store.gesprekken.erase(gesprek_id, self._clock.now())

    def _farewell_failed(self, row: Outgoing) -> bool:
        """Who wiped everything and then blocked us leaves no address behind either. Whether he is gone by that."""
        id = row.gesprek_id
        if id is None or not row.inhoud.get("afscheid") or self._store.berichten.open_count(id):
            return False
        self._store.gesprekken.erase(id, self._clock.now())
        return True

    def _later(self, row: Outgoing, error: RetryLaterError) -> None:
        strategy = waits.OPERATOR if error.code in OPERATOR else waits.ROW
        wait = error.after if error.after is not None else waits.seconds(strategy, row.pogingen)
        wait = min(wait, LONGEST_WAIT)
        with self._store.transaction(ROWS):
            at = self._clock.now() + timedelta(seconds=wait)
            # What began before this attempt may have arrived then; that this one did not, takes nothing away from it.
            keep = row.begonnen and row.soort in NEVER_BLINDLY
            self._store.outbox.retry(row, error.code, at, keep_begun=keep)
        logger.warning("send_retry", extra={"outbox_id": row.id, "code": error.code, "attempt": row.pogingen})
        self._meters.retried(error.code)

    def _unknown(self, row: Outgoing, error: DeliveryUnknownError) -> None:
        """Nobody knows whether it arrived. A word to a resident may come twice; a pakket may not."""
        if row.soort in NEVER_BLINDLY:
            self._uncertain(row)
        else:
            self._later(row, RetryLaterError(error.code))

    def _uncertain(self, row: Outgoing) -> None:
        logger.error("overdracht_uncertain", extra={"outbox_id": row.id})
        with self._store.transaction():
            if not self._store.outbox.close(row, "onzeker", "unknown"):
                return
            self._tell_team("onzeker_openklant" if row.soort == OPENKLANT else "onzeker", row)
        self._meters.ended("onzeker", "unknown")

    def _give_up(self, row: Outgoing, error: GiveUpError) -> None:
        logger.error("send_failed", extra={"outbox_id": row.id, "code": error.code, "soort": row.soort})
        with self._store.transaction():
            if not self._store.outbox.close(row, "mislukt", error.code):
                return
            self._farewell_failed(row)
            if row.soort.startswith("pakket"):
                self._tell_team("mislukt", row, code=error.code)
            self._not_heard(row, ())
        self._meters.ended("mislukt", error.code)

    def _stopped(self, row: Outgoing, error: ChannelStoppedError) -> None:
        logger.info("channel_stopped", extra={"outbox_id": row.id})
        with self._store.transaction():
            if not self._store.outbox.close(row, "vervallen", error.code):
                return
            self._not_heard(row, self._store.outbox.drop_lane(row.baan))
            gone = self._farewell_failed(row)
            if self._on_stopped is not None and row.gesprek_id is not None and not gone:
                self._on_stopped(row.gesprek_id, f"gestopt{row.id}")
        self._meters.ended("vervallen", error.code)

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


async def _no_channel(row: Outgoing, begin: Callable[[], None]) -> str | None:
    raise RetryLaterError(NO_CHANNEL, after=NO_CHANNEL_WAIT)


async def _to_its_end(sending: Coroutine[Any, Any, None]) -> None:
    """A stop waits a moment for what is under way: broken off, it would go twice or be uncertain."""
    task = asyncio.ensure_future(sending)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=GRACE)
        task.cancel()
        raise
