"""Reads the invented week of demo_week.toml and gives every step its moment. bot/demo_play.py plays it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.kalender import LOCAL, Kalender

FILE = Path(__file__).with_name("demo_week.toml")
FIRST_DAY = -6  # working days before today
# When the planner of a quiet week would have found something: after the hour of writing, and after work.
LOOKS = (time(10, 5), time(17, 5))
ONE_DAY = timedelta(days=1)


Doet = Literal[
    "pakt_op",
    "antwoordt",
    "vraagt",
    "stelt_voor",
    "noteert",
    "sluit_af",
    "regisseur",
    "schermt_af",
    "schaalt_op",
    "koppelt",
    "verbetert",
]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Collega(_Row):
    """An example colleague; `id` is only a name inside the file."""

    id: str
    naam: str
    functies: tuple[str, ...]
    wijk: str = ""


class Stap(_Row):
    """One thing that a resident or a colleague does; demo_week.toml explains the fields."""

    dag: int | None = None
    om: str = ""
    zegt: str = ""
    tikt: str = ""
    opdracht: str = ""
    geeft_door: Literal["", "vandaag", "week", "rustig"] = ""
    wijk: str = ""
    bereik: Literal["gesprek", "contact", "geen"] = "gesprek"
    contact: str = ""
    opvolging: bool = True
    wie: str = ""
    doet: Doet | None = None
    tekst: str = ""
    aan: str = ""
    soort: str = ""
    uitkomst: str = ""
    leefgebied: str = ""
    voorziening: str = ""
    niveau: int = 0
    dagen: int = 0


class Bewoner(_Row):
    """An invented resident and what happened; `id` is the address."""

    id: str
    stappen: tuple[Stap, ...]


class Week(_Row):
    """The whole file."""

    collega: tuple[Collega, ...]
    bewoner: tuple[Bewoner, ...]


@dataclass(frozen=True)
class Scene:
    """What one resident and his colleagues do from this moment on."""

    op: datetime
    bewoner: str
    stappen: tuple[Stap, ...]


def load(file: Path = FILE) -> Week:
    """Raises the errors of tomllib and pydantic: a test reads the file."""
    return TypeAdapter(Week).validate_python(tomllib.loads(file.read_text(encoding="utf-8")))


def begin(end: datetime) -> datetime:
    """When the week begins that ends at this moment: before anybody writes."""
    return _moment(end, FIRST_DAY, time(8))


def in_order(week: Week, end: datetime) -> list[Scene]:
    """All scenes and, between them, the looks of the planner."""
    scenes = [scene for bewoner in week.bewoner for scene in _scenes(bewoner, end)]
    day, looks = begin(end).astimezone(LOCAL).date(), []
    while day <= end.astimezone(LOCAL).date():
        looks += [Scene(_at(day, hour), "", ()) for hour in LOOKS if _at(day, hour) < end]
        day += ONE_DAY
    return sorted((*scenes, *looks), key=lambda scene: scene.op)


def _scenes(bewoner: Bewoner, end: datetime) -> Iterator[Scene]:
    """A step with a day begins a scene; those without follow in it."""
    starts = [nr for nr, stap in enumerate(bewoner.stappen) if stap.dag is not None]
    for nr, until in zip(starts, [*starts[1:], len(bewoner.stappen)], strict=True):
        first = bewoner.stappen[nr]
        assert first.dag is not None
        yield Scene(
            _moment(end, first.dag, time.fromisoformat(first.om)), bewoner.id, bewoner.stappen[nr:until]
        )


def _moment(end: datetime, dag: int, om: time) -> datetime:
    """So many working days before the day of `end`, at this hour."""
    kalender, day = Kalender(), end.astimezone(LOCAL).date()
    for _ in range(-dag):
        day -= ONE_DAY
        while not kalender.is_working_day(day):
            day -= ONE_DAY
    return _at(day, om)


def _at(day: date, om: time) -> datetime:
    return datetime.combine(day, om, tzinfo=LOCAL)
