"""What is asked of the sociale kaart and what comes back: plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property

from sociale_kaart.model import Gebied, Voorziening
from sociale_kaart.teksten import zoeken
from sociale_kaart.words import normalised, words_of

# A number is an age only where the clause ends or goes on about something else: "ik ben 3 jaar werkloos" and "3 jaar
# met pensioen" tell how long, and "al 12 jaar en dag" does so too.
STATED_AGE = re.compile(
    r"""\bik[ ](?:ben|word)[ ](?P<al>al[ ])?(?:(?:nu|net|pas|bijna)[ ])?
    (?P<age>\d{1,2})(?P<jaar>[ ]?(?:jaar|jr))?
    (?=[ ]*(?:$|[\n.;:!?()/-]|,(?![ ]?\d))(?!\d)
    |[ ](?:oud|ik)\b
    |(?(jaar)(?!))[ ](?:met|zit|woon|zoek|heb|wil|kan|mijn|help)\b
    |(?(al)(?(jaar)(?!)))[ ](?:en(?![ ](?:\d|een[ ]|half))|maar|want|dus|omdat)\b)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Zoekvraag:
    """What somebody looks for.

    tekst: his own words, masked or not; not kept.
    leefgebieden: (id, probability 0..1), best first.
    rol: "zelf", "ander" or "onbekend".
    niet: ids that he has seen already or has turned down.
    leeftijd: years, if known; otherwise "ik ben 24" in the text counts.
    wijk: name of his wijk, if known; postcode: at least its four digits; plek: (latitude, longitude).
    taal: ISO 639-1 code in which he would like to be helped.
    moment: now, in local time. Without it nobody looks at opening times or at how long a row is good for.
    gebied: the smallest area in which he lives; rows for a smaller one fall out.
    """

    tekst: str
    leefgebieden: tuple[tuple[str, float], ...] = ()
    rol: str = "onbekend"
    niet: frozenset[str] = frozenset()
    leeftijd: int | None = None
    wijk: str | None = None
    postcode: str | None = None
    plek: tuple[float, float] | None = None
    taal: str | None = None
    moment: datetime | None = None
    gebied: Gebied = Gebied.OOSTERHOUT

    @cached_property
    def age(self) -> int | None:
        """`leeftijd`, or the age that the sender gives himself in the text."""
        return self.leeftijd if self.leeftijd is not None else stated_age(self.tekst)

    @cached_property
    def names_young(self) -> bool:
        """Whether a word of the text points to a child or to young people."""
        return not young_words().isdisjoint(words_of(self.tekst))


@dataclass(frozen=True)
class Vondst:
    """A voorziening that fits. score: 0..1. reden: one sentence for the resident.

    uitleg: for an editor: each figure behind the score, and "woord:<stem>" -> points.
    """

    voorziening: Voorziening
    score: float
    reden: str
    uitleg: Mapping[str, float] = field(compare=False)


@cache
def young_words() -> frozenset[str]:
    """Words for children and young people, and for what only they have."""
    return frozenset(words_of(zoeken()["woorden"]["jong"]))


def stated_age(text: str) -> int | None:
    """The age in years that the sender gives himself ("ik ben 24"), if any."""
    found = STATED_AGE.search(normalised(text))
    return int(found["age"]) if found else None
