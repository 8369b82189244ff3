"""How busy it gets: messages counted by the minute, out of the conversations of a year. Pure."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

import numpy as np

from benchmarks.groei.jaar import Jaar, Verloop
from bot.kalender import LOCAL

MINUTES = 1440


@dataclass(frozen=True)
class Drukte:
    """What there is of a year. minuten: messages of residents in each minute of it; begin: the first of them.

    geteld: how many conversations there are of each kind, by the name of a field and its value.
    """

    begin: datetime
    gesprekken: int
    minuten: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    geteld: Counter[tuple[str, str]]
    opvolgingen: Counter[str]

    @property
    def berichten(self) -> int:
        """Messages of residents, taps too."""
        return int(self.minuten.sum())

    @cached_property
    def per_dag(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return self.minuten[: len(self.minuten) // MINUTES * MINUTES].reshape(-1, MINUTES).sum(axis=1)

    @cached_property
    def per_uur(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return self.minuten[: len(self.minuten) // 60 * 60].reshape(-1, 60).sum(axis=1)

    @property
    def drukste_minuut(self) -> int:
        return int(self.minuten.max())

    @property
    def per_seconde(self) -> float:
        """In the busiest minute."""
        return self.drukste_minuut / 60

    def when(self, minute: int) -> datetime:
        """On the Dutch clock."""
        return (self.begin + timedelta(minutes=minute)).astimezone(LOCAL)

    def share(self, field: str, value: str) -> float:
        """The part of the conversations of which that is so."""
        return self.geteld[field, value] / max(self.gesprekken, 1)


def count(jaar: Jaar) -> Drukte:
    """Everything that begins in that time; what is written after the end of it is not in it."""
    return count_all(iter(jaar), jaar)


def count_all(verlopen: Iterable[Verloop], jaar: Jaar) -> Drukte:
    """The same of a stream that was made already."""
    begin = datetime.combine(jaar.begin, time(0), tzinfo=LOCAL).astimezone(UTC)
    end = datetime.combine(jaar.begin + timedelta(days=jaar.dagen), time(0), tzinfo=LOCAL).astimezone(UTC)
    minuten = np.zeros(round((end - begin).total_seconds() / 60), dtype=np.int64)
    geteld: Counter[tuple[str, str]] = Counter()
    asked: Counter[str] = Counter()
    many = 0
    for one in verlopen:
        many += 1
        since = (one.op - begin).total_seconds()
        for moment in one.momenten():
            minute = math.floor((since + moment) / 60)
            if minute < len(minuten):
                minuten[minute] += 1
        for field in ("kanaal", "rol", "route", "einde"):
            geteld[field, getattr(one, field)] += 1
        geteld["leefgebied", one.leefgebieden[0]] += 1
        geteld["terug", str(one.terug)] += 1
        if one.opvolging:
            asked[f"{one.op.astimezone(LOCAL):%Y-%m-%d}"] += 1
    return Drukte(begin, many, minuten, geteld, asked)
