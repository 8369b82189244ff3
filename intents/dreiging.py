"""Whether somebody may lose his house, or his gas, water or light: then help may not wait. Rules only. Pure."""

import re
from functools import cache

from intents.normalize import words
from intents.phrases import Phrases
from intents.tables import table

_SENTENCE_END = re.compile(r"[.?!\n]+")


@cache
def _phrases() -> tuple[Phrases, Phrases]:
    data = table("dreiging")
    return Phrases(data["dreiging"]), Phrases(data["niet"])


def dreiging(tekst: str) -> bool:
    """Threatening eviction, or a cut-off that threatens or has happened."""
    threat, _ = _phrases()
    return threat.any(
        [word for part in _SENTENCE_END.split(tekst) for word in _without_innocent(words(part))]
    )


def _without_innocent(tokens: list[str]) -> list[str]:
    """One sentence without the words that mean no threat. What stands beside them is judged by itself."""
    _, innocent = _phrases()
    gone = {at for found in innocent.find(tokens) for at in range(found.start, found.end)}
    return [word for at, word in enumerate(tokens) if at not in gone]
