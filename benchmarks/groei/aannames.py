"""Reads aannames.toml: what the model rests on, each with a low, a middle and a high value. Decides nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("aannames.toml")
Stand = Literal["laag", "midden", "hoog"]
STANDEN: tuple[Stand, ...] = ("laag", "midden", "hoog")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Getal(_Row):
    """One figure. uitleg: its source, or that it is assumed."""

    wat: str
    laag: float
    midden: float
    hoog: float
    uitleg: str

    def at(self, stand: Stand) -> float:
        """Its value."""
        return float(getattr(self, stand))


class Dagen(_Row):
    """So many days a year on which so many times as much comes in. maanden: only in these; none is any."""

    dagen: int
    keer: float
    maanden: tuple[int, ...] = ()


class Ritme(_Row):
    """Proportions: they move conversations through the year, and change nothing in their number."""

    week: tuple[float, ...]
    uren: tuple[float, ...]
    feestdag: float
    na_vrij: float
    maandagochtend: float
    kou: Dagen
    hitte: Dagen
    nieuws: Dagen
    plaatselijk: Dagen


class Bestand(_Row):
    """The whole file."""

    getal: Mapping[str, Getal]
    leefgebied: Mapping[str, Mapping[str, float]]
    ritme: Ritme


@dataclass(frozen=True)
class Aannames:
    """The figures at one of the three. leefgebieden: each with its share; they add up to one."""

    stand: Stand
    getal: Mapping[str, float]
    leefgebieden: Mapping[str, float]
    ritme: Ritme

    def __getitem__(self, naam: str) -> float:
        return self.getal[naam]


def read(file: Path = FILE) -> Bestand:
    """Raises the errors of tomllib and pydantic: a test reads the file."""
    return Bestand.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def load(stand: Stand = "midden", bestand: Bestand | None = None) -> Aannames:
    """The figures to work with."""
    bestand = bestand or read()
    shares: dict[str, float] = {}
    for part in bestand.leefgebied.values():
        for leefgebied, share in part.items():
            shares[leefgebied] = shares.get(leefgebied, 0.0) + share
    total = sum(shares.values())
    return Aannames(
        stand,
        {naam: one.at(stand) for naam, one in bestand.getal.items()},
        {leefgebied: share / total for leefgebied, share in shares.items()},
        bestand.ritme,
    )
