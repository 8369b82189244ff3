"""What is asked of the sociale kaart and what comes back: plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sociale_kaart.model import Voorziening
from sociale_kaart.words import normalised

STATED_AGE = re.compile(
    r"\bik (?:ben|word) (?:al |nu |net |pas |bijna )?(\d{1,2})\b"
    r"(?! (?:dag|wek|week|maand|uur|kilo|keer|minuten))"
)


@dataclass(frozen=True)
class Zoekvraag:
    """What somebody looks for.

    tekst: his own words, masked or not; not kept.
    leefgebieden: (id, probability 0..1), best first.
    rol: "zelf", "ander" or "onbekend".
    niet: ids that he has seen already or has turned down.
    leeftijd: years, if known; otherwise "ik ben 24" in the text counts.
    wijk: name of his wijk, if known.
    """

    tekst: str
    leefgebieden: tuple[tuple[str, float], ...] = ()
    rol: str = "onbekend"
    niet: frozenset[str] = frozenset()
    leeftijd: int | None = None
    wijk: str | None = None

    @property
    def age(self) -> int | None:
        """`leeftijd`, or the age that the sender gives himself in the text."""
        return self.leeftijd if self.leeftijd is not None else stated_age(self.tekst)


@dataclass(frozen=True)
class Vondst:
    """A voorziening that fits. score: 0..1. reden: one sentence for the resident.

    uitleg: for an editor: each figure behind the score, and "woord:<stem>" -> points.
    """

    voorziening: Voorziening
    score: float
    reden: str
    uitleg: Mapping[str, float] = field(compare=False)


def stated_age(text: str) -> int | None:
    """The age in years that the sender gives himself ("ik ben 24"), if any."""
    found = STATED_AGE.search(normalised(text))
    return int(found.group(1)) if found else None
