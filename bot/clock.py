"""What time it is. The only place that asks; the demo lets time run faster."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the moment, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FastClock:
    """Time that runs `factor` times as fast from now on, so that a demo sees its follow-up."""

    def __init__(self, factor: float, start: datetime | None = None) -> None:
        self._factor = factor
        self._real = datetime.now(UTC)
        self._start = start or self._real

    def now(self) -> datetime:
        passed: timedelta = datetime.now(UTC) - self._real
        return self._start + passed * self._factor

    def skip(self, days: float) -> None:
        """Be so much later at once."""
        self._start += timedelta(days=days)
