"""Which leefgebied counts for which taakveld of the municipality. Pure; the laws are data."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from intents.tables import PACKAGE


@cache
def taakveld_names() -> dict[str, str]:
    """id -> name, in the order of taakvelden.toml."""
    return {id: row["naam"] for id, row in _rows().items()}


@cache
def taakvelden_of(leefgebied: str) -> frozenset[str]:
    """The taakvelden that this leefgebied counts for; none when it is not known."""
    laws = _laws().get(leefgebied, ())
    return frozenset(id for id, row in _rows().items() if row["wet"] in laws)


def touched(leefgebieden: Iterable[str]) -> frozenset[str]:
    """Every taakveld that these leefgebieden touch together."""
    return frozenset().union(*(taakvelden_of(one) for one in leefgebieden))


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / "taakvelden.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _laws() -> dict[str, tuple[str, ...]]:
    rows = tomllib.loads((PACKAGE / "leefgebieden.toml").read_text(encoding="utf-8"))
    return {id: tuple(row["wet"]) for id, row in rows.items()}
