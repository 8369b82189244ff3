"""Spoils messages on purpose, to measure what is lost by typing errors. Never used to learn from. Pure.

The same text is always spoiled in the same way, so that two measurements compare.
"""

import random
import re
from collections.abc import Callable

from intents.tables import table

_WORD = re.compile(r"[^\W\d_]{4,}")
_NOT_SAID = re.compile(r"[^\w\s]|_")
_SLIPS = 2


def two_slips(tekst: str) -> str:
    """Two typing errors: a letter too few, twice, swapped with the next, or the key beside it."""
    chance = random.Random(tekst)  # noqa: S311 -- not a secret, the same for the same text
    for _ in range(_SLIPS):
        words = list(_WORD.finditer(tekst))
        if not words:
            return tekst
        word = chance.choice(words)
        at = word.start() + chance.randrange(1, len(word[0]) - 1)
        tekst = chance.choice((_miss, _double, _swap, _beside))(tekst, at, chance)
    return tekst


def by_sound(tekst: str) -> str:
    """Written as it sounds, the way of somebody who learned few words on paper."""
    sounds = table("verstoring")["klank"]
    return re.sub("|".join(map(re.escape, sounds)), lambda part: str(sounds[part[0]]), tekst.lower())


def bare(tekst: str) -> str:
    """Without capitals and without marks."""
    return " ".join(_NOT_SAID.sub(" ", tekst.lower()).split()) or tekst


SPOILED: dict[str, Callable[[str], str]] = {
    "twee typefouten": two_slips,
    "op de klank": by_sound,
    "zonder hoofdletters en leestekens": bare,
}


def _miss(tekst: str, at: int, chance: random.Random) -> str:
    return tekst[:at] + tekst[at + 1 :]


def _double(tekst: str, at: int, chance: random.Random) -> str:
    return tekst[:at] + tekst[at] + tekst[at:]


def _swap(tekst: str, at: int, chance: random.Random) -> str:
    return tekst[:at] + tekst[at + 1] + tekst[at] + tekst[at + 2 :]


def _beside(tekst: str, at: int, chance: random.Random) -> str:
    keys: str = table("verstoring")["toetsen"].get(tekst[at].lower(), tekst[at])
    return tekst[:at] + chance.choice(keys) + tekst[at + 1 :]
