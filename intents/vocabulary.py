"""The everyday words of the domain: what may be corrected to, and what is certainly no name.

Written by training beside the model, from the example messages and the word lists.
"""

import json
from functools import cache
from pathlib import Path

from spacy.lang.nl.stop_words import STOP_WORDS

from intents.normalize import fold
from intents.tables import PACKAGE

MODEL = PACKAGE / "model"
FILE = "woorden.json"


@cache
def function_words() -> frozenset[str]:
    """Small words (niet, geen, wil, als, ...) in plain spelling: never corrected, never a name."""
    return frozenset(map(fold, STOP_WORDS))


@cache
def counts(folder: Path = MODEL) -> dict[str, int]:
    """How often each plain word occurs in what was trained on; empty when there is no readable file."""
    try:
        read = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(word): int(count) for word, count in read.items()}
    except (OSError, ValueError, AttributeError):
        return {}


@cache
def everyday_words(folder: Path = MODEL) -> frozenset[str]:
    """Every word that is certainly ordinary Dutch: a word of one example alone may be a slip or a name."""
    return function_words() | {word for word, count in counts(folder).items() if count > 1}
