"""Guesses the language of a text from its alphabet and small words. In doubt it is Dutch. Pure."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from intents.normalize import words
from intents.tables import table

DUTCH = "nl"
_LEAST = 2  # small words needed before another language is believed
_MARK_WEIGHT = 2  # what one word with a letter of its own is worth
_READ = 120  # words looked at


@cache
def _languages() -> dict[str, dict[str, Any]]:
    return {
        code: {**lists, "woorden": frozenset(word for phrase in lists["woorden"] for word in words(phrase))}
        for code, lists in table("talen").items()
    }


def language(tekst: str) -> str:
    """ISO 639-1 code of the text's language; "nl" when in doubt."""
    script = _script(tekst)
    if script:
        return script
    tokens = words(tekst)[:_READ]
    scores = {
        code: _score(code, tokens, tekst) for code in _languages() if "schrift" not in _languages()[code]
    }
    dutch = scores.pop(DUTCH)
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= _LEAST and scores[best] > dutch else DUTCH


def _script(tekst: str) -> str | None:
    """The language whose own letters make up more than half of the text's letters."""
    letters = [char for char in tekst[:2000] if char.isalpha()]
    for code, lists in _languages().items():
        if "schrift" in lists:
            first, last = lists["schrift"]
            if 2 * sum(first <= char <= last for char in letters) > len(letters):
                return code
    return None


def _score(code: str, tokens: Sequence[str], tekst: str) -> int:
    lists = _languages()[code]
    marks = sum(char in tekst for char in lists.get("tekens", ""))
    return sum(token in lists["woorden"] for token in tokens) + _MARK_WEIGHT * marks
