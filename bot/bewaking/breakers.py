"""A circuit breaker round each outgoing channel: while it is away its rows wait untouched, and one tries again.

The states and their moves are purgatory's. When a try is due is decided here: by the clock of the process, after
a wait that grows and differs a little each time. Each process has its own, in memory: a new process begins closed.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from purgatory.domain.model import CLOSED, OPENED, Context, HalfOpenedState

from bot.adapters.errors import DeliveryError
from bot.bewaking import waits
from bot.bewaking.toestand import Onderdelen

# Part -> what goes by it: the kanaal of a resident, or the soort of a row to somebody else.
WAYS: Mapping[str, frozenset[str]] = {
    "telegram_sturen": frozenset({"telegram", "groep"}),
    "mail": frozenset({"mail", "pakket_mail", "seintje_mail"}),
    "sms": frozenset({"seintje_sms"}),
    "map": frozenset({"pakket_map"}),
    "openklant": frozenset({"pakket_openklant"}),
    "webhook": frozenset({"pakket_webhook"}),
}
LANES = 3  # so many lanes failed, and none succeeded: then it is the channel, not one resident
TWICE = 2
LONGEST_OPEN = 600.0
FLOOD = "flood"  # "not so fast": says nothing of the channel as long as it is said in one lane
OPERATOR = frozenset({"smtp_auth", "sms_auth", "token", "webhook_auth", "webhook_intern"}) | {
    f"openklant_{what}" for what in ("auth", "actor", "kanaal")
}
_NEVER = float("inf")  # purgatory's own time is not used


class Breaker:
    """Of one channel. A failure of one lane alone never opens it."""

    def __init__(self, deel: str, onderdelen: Onderdelen) -> None:
        self.deel = deel
        self.ways = WAYS[deel]
        self._onderdelen = onderdelen
        self._context = Context(deel, LANES, _NEVER)
        self._lanes: set[str] = set()
        self._failures = 0  # in a row, but for "not so fast"
        self._opened = 0  # times in a row
        self._again: datetime | None = None
        self._trying: int | None = None

    @property
    def state(self) -> str:
        """closed, opened or half-opened."""
        return self._context.state

    @property
    def is_closed(self) -> bool:
        """Whether rows may go as usual."""
        return self.state == CLOSED

    def may_try(self, now: datetime) -> bool:
        """Whether one row may be tried now, to see whether the channel is back."""
        if self.is_closed or self._trying is not None:
            return False
        too_far = timedelta(seconds=2 * LONGEST_OPEN)  # the clock was set back
        return self._again is None or not now < self._again <= now + too_far

    def trying(self, row_id: int) -> None:
        """This row is the one."""
        self._context.set_state(HalfOpenedState())
        self._trying = row_id
        self._context.messages.clear()

    def neither(self, row_id: int, again: datetime | None = None) -> None:
        """This row says nothing of the channel. again: when the next may be tried; at once without it."""
        if self._trying == row_id:
            self._trying = None
            self._again = again or self._again

    def fine(self, row_id: int) -> bool:
        """It was delivered. True when the channel is back by this: then everything that waits may go."""
        self.neither(row_id)
        back = not self.is_closed
        if self.state == OPENED:  # sent before it opened, and answered after
            self._context.set_state(HalfOpenedState())
        self._context.handle_end_request()
        self._context.messages.clear()
        self._lanes.clear()
        self._failures = self._opened = 0
        self._onderdelen.goed(self.deel)
        return back

    def fault(self, row_id: int, lane: str, error: DeliveryError, after: float | None, now: datetime) -> None:
        """It could not be delivered now."""
        self.neither(row_id)
        was_open = self.state == OPENED
        self._failures += error.code != FLOOD
        if not was_open and (not self.is_closed or lane not in self._lanes):
            self._lanes.add(lane)
            self._context.handle_exception(error)
        self._context.messages.clear()
        if self.state == OPENED:
            if not was_open:
                self._open(error.code, after, now)
            self._onderdelen.stuk(self.deel, error.code)
        elif self._failures >= TWICE or len(self._lanes) >= TWICE:
            self._onderdelen.hapert(self.deel, error.code)

    def _open(self, code: str, after: float | None, now: datetime) -> None:
        self._opened += 1
        self._lanes.clear()
        strategy = waits.OPERATOR if code in OPERATOR else waits.OPEN
        wait = min(max(waits.seconds(strategy, self._opened), after or 0), LONGEST_OPEN)
        self._again = now + timedelta(seconds=wait)


class Breakers:
    """One for each channel."""

    def __init__(self, onderdelen: Onderdelen) -> None:
        self.all = tuple(Breaker(deel, onderdelen) for deel in WAYS)

    def of(self, way: str) -> Breaker | None:
        """The one that this way goes through; None for what cannot be away, such as our own page."""
        return next((breaker for breaker in self.all if way in breaker.ways), None)

    def held(self) -> frozenset[str]:
        """The ways whose rows wait."""
        return _ways(breaker for breaker in self.all if not breaker.is_closed)

    def to_try(self, now: datetime) -> tuple[Breaker, ...]:
        """Those that may try one row now."""
        return tuple(breaker for breaker in self.all if breaker.may_try(now))


def _ways(breakers: Iterable[Breaker]) -> frozenset[str]:
    return frozenset(way for breaker in breakers for way in breaker.ways)
