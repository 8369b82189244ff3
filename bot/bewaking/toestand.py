"""How each part of the process is doing and since when. Keeps codes and moments, never what was said or by whom."""

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.clock import Clock

logger = logging.getLogger(__name__)

Toestand = Literal["goed", "hapert", "stuk"]

# What falters for so long, without one success in between, is broken.
LONG = timedelta(minutes=5)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
OTHER = "anders"


def as_code(text: str) -> str:
    """A short word that may be shown and logged; what is no such word becomes "anders"."""
    word = text.lower()
    return word if _CODE.fullmatch(word) else OTHER


@dataclass(frozen=True)
class Onderdeel:
    """One part. sinds: since when it is well, or since when it is not; code: why it is not."""

    naam: str
    toestand: Toestand
    sinds: datetime
    code: str | None = None


class Onderdelen:
    """The parts by name, and the heartbeats of the loops. May be read and written from any thread."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._parts: dict[str, Onderdeel] = {}
        self._beats: dict[str, float] = {}
        self._lock = threading.Lock()

    def add(self, *names: str) -> None:
        """Parts that this process has; well until the contrary shows."""
        with self._lock:
            for name in names:
                self._parts.setdefault(name, Onderdeel(name, "goed", self._clock.now()))

    def goed(self, naam: str) -> None:
        """It works, or works again."""
        self._move(naam, "goed", None)

    def hapert(self, naam: str, code: str) -> None:
        """It failed just now, and may work at the next try."""
        self._move(naam, "hapert", as_code(code))

    def stuk(self, naam: str, code: str) -> None:
        """It does not work."""
        self._move(naam, "stuk", as_code(code))

    def is_goed(self, naam: str) -> bool:
        """Whether it works, as far as anybody knows."""
        part = self._parts.get(naam)
        return part is None or part.toestand == "goed"

    def all(self) -> tuple[Onderdeel, ...]:
        """Every part, in the order in which they were added."""
        with self._lock:
            return tuple(self._parts.values())

    def beat(self, loop: str) -> None:
        """This loop turned."""
        self._beats[loop] = self._monotonic()

    def ages(self) -> Mapping[str, float]:
        """Seconds since each loop turned."""
        now = self._monotonic()
        return {loop: now - at for loop, at in list(self._beats.items())}

    def _move(self, naam: str, toestand: Toestand, code: str | None) -> None:
        with self._lock:
            now = self._clock.now()
            before = self._parts.get(naam) or Onderdeel(naam, "goed", now)
            after = _after(before, toestand, code, now)
            self._parts[naam] = after
        if after.toestand != before.toestand:
            _tell(before, after)


def _after(before: Onderdeel, toestand: Toestand, code: str | None, now: datetime) -> Onderdeel:
    """The trouble counts from its first moment, however it deepens or changes its code."""
    if toestand == "goed":
        return before if before.toestand == "goed" else Onderdeel(before.naam, "goed", now)
    if before.toestand == "goed":
        return Onderdeel(before.naam, toestand, now, code)
    deep = before.toestand == "stuk" or now - before.sinds >= LONG
    return replace(before, toestand="stuk" if deep else toestand, code=code)


def _tell(before: Onderdeel, after: Onderdeel) -> None:
    """One line at a change, one at the recovery; nothing in between."""
    if after.toestand == "goed":
        seconds = round((after.sinds - before.sinds).total_seconds())
        logger.info("part_recovered", extra={"onderdeel": after.naam, "seconds": seconds})
        return
    extra = {"onderdeel": after.naam, "toestand": after.toestand, "code": after.code}
    logger.log(logging.ERROR if after.toestand == "stuk" else logging.WARNING, "part_changed", extra=extra)
