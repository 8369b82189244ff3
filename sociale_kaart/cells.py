"""How lists, times and facts are written in one cell, both ways. Pure; parse.py names what is wrong.

Each pair read_x / write_x: what write gives, read takes back unchanged. A read raises ValueError with the
part that it cannot use.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from enum import StrEnum
from itertools import groupby

from sociale_kaart.model import Gegeven, Openingstijd, Status, Voorziening

COLUMNS = tuple(field.name for field in fields(Voorziening))
# A file from before these columns existed still loads.
OPTIONAL = frozenset(field.name for field in fields(Voorziening) if field.default is not MISSING)
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
TIMES = re.compile(r"(?P<van>\d{1,2}[:.]\d{2})\s*-\s*(?P<tot>\d{1,2}[:.]\d{2})")
DAY_RANGE = re.compile(r"(?P<first>[a-z]{2})(?:\s*-\s*(?P<last>[a-z]{2}))?")
FACT = re.compile(r"(?P<kolom>[a-z_]+)\s*=\s*(?P<status>[a-z]+)\s*(?:\((?P<bron>.*)\))?", re.DOTALL)
NEXT_FACT = re.compile(r";(?=\s*[a-z_]+\s*=)")


def read_items(cell: str) -> tuple[str, ...]:
    """ "nl; en" -> ("nl", "en")."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())


def read_rooster(cell: str) -> tuple[Openingstijd, ...]:
    """ "ma-vr 09:00-17:00; za,zo 10.00-12.00": sorted, without doubles."""
    return tuple(sorted({tijd for item in read_items(cell.lower()) for tijd in _stretches(item)}))


def write_rooster(rooster: Iterable[Openingstijd]) -> str:
    """Days with the same times together, in the order of the week."""
    by_day = {day: tuple((t.van, t.tot) for t in rest) for day, rest in groupby(rooster, lambda t: t.dag)}
    parts: list[str] = []
    for times, days in groupby(range(7), lambda day: by_day.get(day)):
        run = list(days)
        if times:
            names = DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}"
            parts += [f"{names} {van:%H:%M}-{_end(tot)}" for van, tot in times]
    return "; ".join(parts)


def read_per_gegeven(cell: str) -> tuple[Gegeven, ...]:
    """ "telefoon=deels (bndestem.nl 2022); adres=nakijken": each column at most once."""
    facts: dict[str, Gegeven] = {}
    for item in filter(str.strip, NEXT_FACT.split(cell)):
        found = FACT.fullmatch(item.strip())
        known = found and found["kolom"] in FACT_COLUMNS and found["status"] in list(Status)
        if not found or not known or found["kolom"] in facts:
            raise ValueError(item.strip())
        bron = (found["bron"] or "").strip()
        facts[found["kolom"]] = Gegeven(found["kolom"], Status(found["status"]), bron)
    return tuple(facts.values())


def write_per_gegeven(facts: Iterable[Gegeven]) -> str:
    """As it is read."""
    return "; ".join(
        f"{fact.kolom}={fact.status}" + (f" ({fact.bron})" if fact.bron else "") for fact in facts
    )


def whole_cells(row: Mapping[str, str]) -> dict[str, str]:
    """All columns, of a row that may lack some: what is not there is empty."""
    return dict.fromkeys(COLUMNS, "") | dict(row)


def to_cells(voorziening: Voorziening) -> dict[str, str]:
    """All columns of one voorziening as text; parse.py makes the same voorziening of it again."""
    return {column: _write(column, getattr(voorziening, column)) for column in COLUMNS}


# What is said of a fact cannot be said of what only the editor made up himself.
FACT_COLUMNS = frozenset(COLUMNS) - {"id", "status", "bron", "bron_jaar", "per_gegeven", "let_op"}


def _write(column: str, value: object) -> str:
    if column in _WRITERS:
        return _WRITERS[column](value)
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case StrEnum() | str():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return ";".join(value)
        case float():
            return f"{value:.8f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


_WRITERS: Mapping[str, Callable[..., str]] = {
    "leefgebieden": lambda pairs: ";".join(f"{name}:{weight}" for name, weight in pairs),
    "rooster": write_rooster,
    "per_gegeven": write_per_gegeven,
    "trede": lambda trede: str(int(trede)),
    "geheim_adres": lambda secret: "ja" if secret else "",
}


def _stretches(item: str) -> Iterable[Openingstijd]:
    days, _, hours = item.partition(" ")
    while hours and not hours.lstrip()[0].isdigit():  # "ma, di 09:00-12:00", "ma - vr ..."
        more, _, hours = hours.lstrip().partition(" ")
        days += more
    times = TIMES.fullmatch(hours.strip())
    if times is None:
        raise ValueError(item)
    van, tot = _time(times["van"], item), _time(times["tot"], item, end=True)
    return [Openingstijd(day, van, tot) for part in days.split(",") for day in _days(part, item)]


def _days(part: str, item: str) -> Iterable[int]:
    found = DAY_RANGE.fullmatch(part)
    if not found or found["first"] not in DAYS or (found["last"] or "ma") not in DAYS:
        raise ValueError(item)
    first = DAYS.index(found["first"])
    last = DAYS.index(found["last"] or found["first"])
    return [day % 7 for day in range(first, last + 1 + 7 * (last < first))]


def _time(text: str, item: str, *, end: bool = False) -> time:
    hour, minute = map(int, re.split("[:.]", text))
    if end and (hour, minute) in ((24, 0), (23, 59)):  # both are how people write "the whole evening"
        return time(0)
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueError(item) from None


def _end(tot: time) -> str:
    return "24:00" if tot == time(0) else f"{tot:%H:%M}"
