"""What somebody said is wrong on the kaart, and is still open. Plain values; where they are kept is not known here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Gemeld:
    """One thing that a resident or colleague called wrong about a voorziening.

    nummer: what an editor calls it. voorziening: its id, which may be gone from the kaart.
    door: "bewoner" or "collega". wat: key under `wat` in werklijst.toml ("bereik", "weg", ...).
    tekst: the masked words, or "". For an editor only: they never leave the house.
    """

    nummer: int
    voorziening: str
    door: str
    wat: str
    tekst: str
    op: date


def by_voorziening(gemeld: Iterable[Gemeld]) -> Mapping[str, tuple[Gemeld, ...]]:
    """Id of the voorziening -> what was said about it, in the order given."""
    found: dict[str, tuple[Gemeld, ...]] = {}
    for one in gemeld:
        found[one.voorziening] = (*found.get(one.voorziening, ()), one)
    return found
