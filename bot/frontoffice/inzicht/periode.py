"""The stretches of time that are counted: months, quarters and years so far, that have ended. Pure.

As text: "2026-10" a month, "2026-K4" a quarter, "2026-t10" the year up to and including October.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.dagen import MONTHS
from bot.kalender import LOCAL

_FORM = re.compile(r"(\d{4})-(?:(\d\d)|K([1-4])|t(\d\d))", re.ASCII)


@dataclass(frozen=True)
class Periode:
    """From the first of month `van` to the end of month `tot` of a year. soort: maand, kwartaal or jaar."""

    soort: str
    jaar: int
    van: int
    tot: int

    @property
    def id(self) -> str:
        if self.soort == "maand":
            return f"{self.jaar}-{self.tot:02}"
        if self.soort == "kwartaal":
            return f"{self.jaar}-K{self.tot // 3}"
        return f"{self.jaar}-t{self.tot:02}"

    @property
    def naam(self) -> str:
        if self.soort == "maand":
            return f"{MONTHS[self.tot - 1]} {self.jaar}"
        if self.soort == "kwartaal":
            return f"kwartaal {self.tot // 3} van {self.jaar}"
        return f"{self.jaar}" if self.tot == 12 else f"{self.jaar} tot en met {MONTHS[self.tot - 1]}"

    @property
    def begin(self) -> datetime:
        """The first moment of it, on the Dutch clock."""
        return datetime(self.jaar, self.van, 1, tzinfo=LOCAL)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        year, month = (self.jaar + 1, 1) if self.tot == 12 else (self.jaar, self.tot + 1)
        return datetime(year, month, 1, tzinfo=LOCAL)

    @property
    def maanden(self) -> tuple["Periode", ...]:
        return tuple(month(self.jaar, m) for m in range(self.van, self.tot + 1))

    @property
    def parts(self) -> tuple["Periode", ...]:
        """Smaller stretches, fixed before it, that make it up together; none for a month."""
        if self.soort == "kwartaal":
            return self.maanden
        if self.soort == "jaar" and self.tot > 1:
            return (year_to(self.jaar, self.tot - 1), month(self.jaar, self.tot))
        return (month(self.jaar, 1),) if self.soort == "jaar" else ()


def month(jaar: int, maand: int) -> Periode:
    """One month."""
    return Periode("maand", jaar, maand, maand)


def year_to(jaar: int, maand: int) -> Periode:
    """The year up to and including this month."""
    return Periode("jaar", jaar, 1, maand)


def month_of(moment: datetime) -> Periode:
    """The month in which this moment lies, on the Dutch clock."""
    local = moment.astimezone(LOCAL)
    return month(local.year, local.month)


def next_month(maand: Periode) -> Periode:
    """The month after a month."""
    return month_of(maand.end)


def ending_with(maand: Periode) -> tuple[Periode, ...]:
    """Everything that can be counted once this month has ended, the smallest first."""
    quarter = Periode("kwartaal", maand.jaar, maand.tot - 2, maand.tot)
    so_far = year_to(maand.jaar, maand.tot)
    return (maand, quarter, so_far) if maand.tot % 3 == 0 else (maand, so_far)


def parse(text: str) -> Periode | None:
    """What `id` wrote; None when it is nothing like it."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    jaar, maand, kwartaal, tot = (int(part) if part else 0 for part in found.groups())
    if not 1 <= jaar < 9999 or not 1 <= (maand or kwartaal * 3 or tot) <= 12:
        return None
    if maand:
        return month(jaar, maand)
    return Periode("kwartaal", jaar, kwartaal * 3 - 2, kwartaal * 3) if kwartaal else year_to(jaar, tot)


def read_all(texts: Iterable[str]) -> tuple[Periode, ...]:
    """The periods that these texts name, in their order; what is none is left out."""
    found = map(parse, texts)
    return tuple(one for one in found if one is not None)


def latest_years(known: Iterable[Periode]) -> dict[int, Periode]:
    """year -> that year, as far as it is known."""
    return {one.jaar: one for one in known if one.soort == "jaar"}
