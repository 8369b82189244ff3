"""A message as the nood rules look at it: places with all the words that their spelling allows. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from intents.nood_spelling import Readings, Spelling
from intents.normalize import clean, fold

WORD, LINK, JOINT, COMMA, SENTENCE = range(5)
_NOTHING: Readings = frozenset()
_IK: Readings = frozenset(("ik",))

_PIECE = re.compile(
    r"[^\W_]+(?:['@$][^\W_]+|\*+[^\W_]*)*|\.{2,}|[.!?]+(?=[\s\"')]|$)|\n+|[.,;:()/\"–—…?!]|(?<= )-(?= )"
)
_SENTENCE_END = re.compile(r"[.!?](?!\.)[.!?]*|\n+")
# On a telephone a new line often stands for nothing.
_SOFT_LINE = re.compile(r"(?<![.!?,;:\n])\n(?=[a-z])")
_SPELLED_OUT = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .*_-]){3,}[^\W\d_](?![^\W_])")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Text:
    """A message in places: words and marks.

    readings[n]: the words that place n may be read as, none for a mark.
    edges[n]: WORD; LINK ("en", that may join words or sentences); JOINT (a word that joins two parts of a
    sentence, "want"); COMMA (a mark inside a sentence) or SENTENCE (its end).
    memo: what was searched for before (a pattern, a group of words), and where it stands.
    """

    readings: tuple[Readings, ...]
    edges: tuple[int, ...]
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.readings)

    @cached_property
    def where(self) -> Mapping[str, list[int]]:
        """The places of each reading, in order."""
        where: dict[str, list[int]] = {}
        for place, readings in enumerate(self.readings):
            for reading in readings:
                where.setdefault(reading, []).append(place)
        return where

    def has(self, place: int, word: str) -> bool:
        """Whether this place may be read as this word."""
        return place < len(self) and word in self.readings[place]

    def word(self, place: int) -> str:
        """One reading of this place, to show to a person."""
        return min(self.readings[place], key=lambda reading: (not reading.isalnum(), reading), default="")

    def begins_at(self, place: int) -> bool:
        """Whether a part of a sentence begins here."""
        return place == 0 or self.edges[place - 1] >= LINK

    def ends_at(self, place: int) -> bool:
        """Whether a part of a sentence has ended just before this place."""
        return place >= len(self) or self.edges[place] >= LINK

    def sentence(self, place: int) -> range:
        """The places of the sentence that holds this one, without the mark at its end."""
        n = bisect_left(self._sentence_ends, place)
        return range(
            self._sentence_ends[n - 1] + 1 if n else 0, (*self._sentence_ends[n : n + 1], len(self))[0]
        )

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [place for place, edge in enumerate(self.edges) if edge == SENTENCE]


@dataclass(frozen=True)
class Grammar:
    """The small words of bereik.toml that shape a sentence.

    links, joints: words with those edges. starters: words before which "maar" joins too; elsewhere it does
    not ("ik wil alleen maar dood"). mine: verbs before which "ik" may be left out; perhaps_mine: verbs that
    go with others as well. pronouns, subjects: they show that such a verb has its subject.
    """

    links: frozenset[str]
    joints: frozenset[str]
    starters: frozenset[str]
    mine: frozenset[str]
    perhaps_mine: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]

    def edge(self, pieces: list[str], n: int) -> int:
        """What kind of edge the word at n is."""
        if pieces[n] == "maar":
            apart = n == 0 or not pieces[n - 1][0].isalnum()
            return JOINT if apart or (n + 1 < len(pieces) and pieces[n + 1] in self.starters) else WORD
        return JOINT if pieces[n] in self.joints else LINK if pieces[n] in self.links else WORD

    def lacks_ik(self, pieces: list[str], n: int, readings: Readings) -> bool:
        """Whether "ik" was left out here, as in a telegram: "slaap al weken in mijn auto"."""
        before = pieces[n - 1] if n else "."
        if before[0].isalnum() and not (before in self.links or before == "maar"):
            return False
        if not readings.isdisjoint(self.mine):
            return self.pronouns.isdisjoint(pieces[n + 1 : n + 2])
        if before[0].isalnum() or readings.isdisjoint(self.perhaps_mine):
            return False
        return (self.pronouns | self.subjects).isdisjoint(pieces[n + 1 : n + 3])


@dataclass(frozen=True)
class Reader:
    """Reads messages, with one spelling and one grammar."""

    spelling: Spelling
    grammar: Grammar

    def read(self, tekst: str) -> Text:
        """The text in places. Never raises; the time grows with the length only."""
        folded = fold(_SOFT_LINE.sub(" ", clean(tekst)))
        pieces = _PIECE.findall(_SPELLED_OUT.sub(lambda run: _NOT_LETTERS.sub("", run[0]), folded))
        places = list(self._places(self.spelling.joined(pieces)))
        return Text(tuple(readings for readings, _ in places), tuple(edge for _, edge in places))

    def _places(self, pieces: list[str]) -> Iterator[tuple[Readings, int]]:
        for n, piece in enumerate(pieces):
            if not piece[0].isalnum():
                yield _NOTHING, SENTENCE if _SENTENCE_END.fullmatch(piece) else COMMA
                continue
            words = self.spelling.readings(piece)
            if self.grammar.lacks_ik(pieces, n, words[0]):
                yield _IK, WORD
            edge = self.grammar.edge(pieces, n)
            yield from ((readings, edge) for readings in words)
