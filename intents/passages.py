"""A long message in passages of a few sentences, so that one line is not drowned by all the rest. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from intents.nood_reach import SENTENCE
from intents.persoonsgegevens import shown_words

LONGEST = 40  # words of a passage
_ENOUGH = 22  # words with which a passage ends where the sentence does


def passages(masked: str, tokens: Sequence[str]) -> list[list[str]]:
    """The words of a masked text, passage by passage; all of them, in their order.

    tokens: those words, perhaps with their spelling repaired, and perhaps no more than the first ones.
    """
    ends, at = [0], 0
    for sentence in SENTENCE.findall(masked):
        at += len(shown_words(sentence))
        while at - ends[-1] > LONGEST:
            ends.append(ends[-1] + LONGEST)
        if at - ends[-1] >= _ENOUGH:
            ends.append(at)
    found = [list(tokens[start:end]) for start, end in pairwise([*ends, len(tokens)])]
    return [passage for passage in found if passage]
