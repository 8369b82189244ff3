"""Which stretches of a very long text the danger rules read, so that no text keeps a resident waiting. Pure.

A message of a telephone (at most 4,096 characters) is read whole. Of something longer, the beginning and the end
are read whole, and from the middle the sentences that name most of what the rules look for.
"""

import heapq
import re
from collections.abc import Callable, Iterator

from intents.normalize import clean, folded

WHOLE = 4_096  # characters; what one message of a telephone can hold
PIECE = 1_000  # characters read at once: patterns seldom look further, and the time grows with the square
HEAD, TAIL = 1_000, 1_000  # characters of something longer that are read whole
MIDDLE = 4  # sentences of the middle that are read
LOOKED_THROUGH = 120_000  # characters of anything; longer texts do not get past the channels
LONGEST_SENTENCE = 300
SENTENCE = re.compile(r"[^.!?\n]{1,300}[.!?\n]*")
_WORD = re.compile(r"[^\W_]+")


def pieces(tekst: str, weight: Callable[[frozenset[str]], int]) -> Iterator[str]:
    """The stretches to read, the beginning first.

    weight: how much the rules have to do with a set of folded words; 0 for nothing.
    """
    if len(tekst) <= PIECE:
        yield tekst
        return
    shown = clean(tekst[:LOOKED_THROUGH])
    if len(shown) <= WHOLE:
        yield from _cut(shown)
        return
    yield from _cut(shown[:HEAD])
    yield shown[-TAIL:]
    yield from _cut("\n".join(heaviest(shown[HEAD:-TAIL], weight)))


def heaviest(cleaned: str, weight: Callable[[frozenset[str]], int]) -> list[str]:
    """The sentences of a clean text that weigh most, each once."""
    sentences = dict.fromkeys(SENTENCE.findall(folded(cleaned)))
    weighed = ((weight(frozenset(_WORD.findall(sentence))), sentence) for sentence in sentences)
    best = heapq.nlargest(MIDDLE, (one for one in weighed if one[0]), key=lambda one: one[0])
    return [sentence for _, sentence in best]


def _cut(tekst: str) -> Iterator[str]:
    """Pieces that end with a sentence, or else with a word, where there is one."""
    while len(tekst) > PIECE:
        ends = [tekst.rfind(mark, PIECE // 2, PIECE) for mark in (".", "!", "?", "\n")]
        end = max(ends) + 1 or tekst.rfind(" ", PIECE // 2, PIECE) + 1 or PIECE
        yield tekst[:end]
        tekst = tekst[end:]
    yield tekst
