"""What a resident calls his wijk, as the municipality calls it. Pure."""

from collections.abc import Iterable

from intents.normalize import words
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Gebied


def names(kaart: SocialeKaart, settings: Iterable[str]) -> list[str]:
    """The wijken and kerkdorpen of the configuration and those on the kaart, by name."""
    return sorted({*settings, *(wijk for row in kaart for wijk in row.wijken)}, key=str.casefold)


def known_wijk(known: Iterable[str], said: str) -> str:
    """The name out of `known` that stands in these words, the longest first; "" when there is none.

    Who only names the town gets that: it is known then that he lives there, and no more.
    """
    told = _mark(said)
    by_length = sorted(known, key=len, reverse=True)
    found = (name for name in (*by_length, Gebied.OOSTERHOUT.capitalize()) if _mark(name) in told)
    return next(found, "")


def _mark(name: str) -> str:
    return f" {' '.join(words(name))} "
