"""Finds words and short phrases from the data in a list of words. Pure.

A phrase is one or more words. "schuld*" begins so, "*uitkering" ends so, "_" stands for up to four words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from intents.normalize import words

GAP = "_"
_GAP_WORDS = 4


@dataclass(frozen=True)
class Found:
    """A phrase in the text: words start..end (end exclusive), and the label it stands under."""

    label: str
    start: int
    end: int


class Phrases:
    """Labelled phrases, compiled once; looking up costs time in the length of the text, not of the list."""

    def __init__(self, labelled: Mapping[str, Iterable[str]]) -> None:
        self._starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, phrases in labelled.items():
            for phrase in phrases:
                first, *rest = pattern(phrase)
                self._starts.setdefault(first, []).append((tuple(rest), label))

    def find(self, tokens: Sequence[str]) -> list[Found]:
        """Every phrase in the words, in order of its first word. Phrases may overlap."""
        return [found for at in range(len(tokens)) for found in self._at(tokens, at)]

    def any(self, tokens: Sequence[str]) -> bool:
        """Whether at least one phrase stands in the words."""
        return any(True for at in range(len(tokens)) for _ in self._at(tokens, at))

    def _at(self, tokens: Sequence[str], at: int) -> Iterator[Found]:
        for key in _keys(tokens[at]):
            for rest, label in self._starts.get(key, ()):
                end = _end(tokens, at + 1, rest)
                if end is not None:
                    yield Found(label, at, end)


def pattern(phrase: str) -> list[str]:
    """The phrase as the parts that words are compared with."""
    parts: list[str] = []
    for part in phrase.split():
        bare = part.strip("*")
        inner = [GAP] if part == GAP else words(bare)
        if part.startswith("*"):
            inner[0] = "*" + inner[0]
        if part.endswith("*"):
            inner[-1] += "*"
        parts += inner
    return parts


def _keys(word: str) -> Iterator[str]:
    """Each way in which a pattern may be spelled that fits this word."""
    yield word
    for cut in range(2, min(len(word), 30) + 1):
        yield word[:cut] + "*"
        yield "*" + word[-cut:]


def _end(tokens: Sequence[str], at: int, rest: tuple[str, ...]) -> int | None:
    """Where the rest of a phrase ends when it continues at `at`, or None."""
    if not rest:
        return at
    if rest[0] == GAP:
        tries = (_end(tokens, at + skip, rest[1:]) for skip in range(_GAP_WORDS + 1))
        return next((end for end in tries if end is not None), None)
    if at < len(tokens) and rest[0] in _keys(tokens[at]):
        return _end(tokens, at + 1, rest[1:])
    return None
