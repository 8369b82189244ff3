"""The everyday words of the domain: what may be corrected to, and what is certainly no name.

Written by training beside the model, from the example messages and the word lists.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

from spacy.lang.nl.stop_words import STOP_WORDS

from intents.normalize import fold
from intents.tables import PACKAGE

MODEL = PACKAGE / "model"
START = ""  # before the first word
FILE, USE = "woorden.json", "woordgebruik.json"


@dataclass(frozen=True)
class Counts:
    """How many Dutch examples hold each word, and each two words side by side; "" stands before the first word."""

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]], least: int) -> Self:
        """Counts texts, given as folded words; pairs in fewer than `least` texts are left out."""
        words, pairs = Counter[str](), Counter[tuple[str, str]]()
        for tokens in texts:
            words.update({START, *tokens})
            pairs.update(set(pairwise((START, *tokens))))
        return cls(dict(words), {pair: count for pair, count in pairs.items() if count >= least})

    @classmethod
    def load(cls, folder: Path = MODEL) -> Self:
        """Those of a model; empty when there is no readable file."""
        try:
            read = json.loads((folder / USE).read_text(encoding="utf-8"))
            pairs = {(first, second): n for first, row in read["paren"].items() for second, n in row.items()}
            return cls(read["woorden"], pairs)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls({}, {})

    def to_json(self) -> str:
        """For the model's folder; pairs under their first word."""
        rows: dict[str, dict[str, int]] = {}
        for (first, second), count in sorted(self.pairs.items()):
            rows.setdefault(first, {})[second] = count
        kept = {"woorden": dict(sorted(self.words.items())), "paren": rows}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


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
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


@cache
def everyday_words(folder: Path = MODEL) -> frozenset[str]:
    """Every word that is certainly ordinary Dutch: a word of one example alone may be a slip or a name."""
    return function_words() | {word for word, count in counts(folder).items() if count > 1}
