"""Reads the examples that are learned from: once, in a few processes, as a message is read later on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from intents.begrip import Nood
from intents.beside import read_beside
from intents.dataset import Example
from intents.encoder import Encoder
from intents.features import features
from intents.nood import NoodRules
from intents.persoonsgegevens import mask, shown_words
from intents.pipeline import CLASSIFIED_WORDS, seen_by_rules, texts_for_rules
from intents.spelling import Speller, repaired
from intents.taal import language
from intents.vectors import Floats
from intents.vocabulary import Counts


@dataclass(frozen=True)
class Counted:
    """Examples with their counted features, what the encoder makes of them, and what the rules see in them."""

    examples: Sequence[Example]
    counts: Sequence[Counter[str]]
    meanings: Floats | None
    rules: Sequence[Nood | None]

    def at(self, rows: Sequence[int]) -> "Counted":
        """Those of these rows, in this order."""
        return Counted(
            [self.examples[row] for row in rows],
            [self.counts[row] for row in rows],
            None if self.meanings is None else self.meanings[list(rows)],
            [self.rules[row] for row in rows],
        )


@dataclass(frozen=True)
class Before:
    """What reads a text before the trained part does, as the components of pipeline.py do in a message."""

    encoder: Encoder | None
    rules: NoodRules
    speller: Speller | None

    def read(self, examples: Sequence[Example]) -> Counted:
        """Some hundredths of a second for one."""
        texts = [example.tekst for example in examples]
        hidden = [mask(tekst) for tekst in texts]
        tokens = [
            repaired(shown_words(one.tekst)[:CLASSIFIED_WORDS], language(one.tekst), self.speller)
            for one in hidden
        ]
        return Counted(
            examples,
            [features(one) for one in tokens],
            self.encoder.vectors(tokens) if self.encoder else None,
            [
                seen_by_rules(self.rules, texts_for_rules(*each))
                for each in zip(texts, hidden, tokens, strict=True)
            ],
        )


def read_all(examples: Sequence[Example], use: Counts, processes: int) -> Counted:
    """Reads the examples, in their order. use: how words are used, for the spelling."""
    read = read_beside(_read, examples, processes, _start, (use,))
    meanings = [one.meanings for one in read if one.meanings is not None]
    return Counted(
        examples,
        list(chain.from_iterable(one.counts for one in read)),
        np.concatenate(meanings) if len(meanings) == len(read) else None,
        list(chain.from_iterable(one.rules for one in read)),
    )


_before: list[Before] = []  # of this process


def _start(use: Counts) -> None:
    _before.append(Before(Encoder.load(), NoodRules.load(), Speller.from_counts(use)))


def _read(examples: Sequence[Example]) -> Counted:
    return _before[0].read(examples)
