"""What a nood pattern is made of, and how it is found in a text that was read. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, Union

from intents.nood_spelling import Phrase
from intents.nood_text import COMMA, JOINT, SENTENCE, Text

Lists: TypeAlias = Mapping[str, frozenset[Phrase]]
Spots: TypeAlias = Mapping[int, tuple[int, ...]]
Element: TypeAlias = Union["Words", "Maybe", "Gap", "AnyOrder", "Edge"]


@dataclass(frozen=True)
class Hit:
    """Where a pattern was found: the text from `start` up to `end`.

    taken: places of the words that the pattern names; what lies between them was only skipped.
    about: place of the word marked with @, if the pattern has one.
    """

    start: int
    end: int
    taken: tuple[int, ...]
    about: int | None


@dataclass(frozen=True, eq=False)
class Words:
    """One of several phrases. Equal ones are one object, so that a text is searched for them once."""

    phrases: frozenset[Phrase]
    about: bool = False

    @cached_property
    def _by_first(self) -> dict[str, list[Phrase]]:
        by_first: dict[str, list[Phrase]] = {}
        for phrase in sorted(self.phrases, key=len, reverse=True):
            by_first.setdefault(phrase[0], []).append(phrase[1:])
        return by_first

    @cached_property
    def first(self) -> frozenset[str]:
        """The words that one of the phrases begins with."""
        return frozenset(self._by_first)

    def spots(self, text: Text) -> Spots:
        """Where one of the phrases stands: for each place where one begins, the places just after it."""
        if self not in text.memo:
            spots: dict[int, list[int]] = {}
            for word in self.first & text.where.keys():
                for at in text.where[word]:
                    spots.setdefault(at, []).extend(self._ends(text, at, word))
            text.memo[self] = {at: tuple(ends) for at, ends in spots.items() if ends}
        found: Spots = text.memo[self]
        return found

    def _ends(self, text: Text, at: int, word: str) -> Iterator[int]:
        for rest in self._by_first[word]:
            if all(text.has(at + 1 + n, other) for n, other in enumerate(rest)):
                yield at + 1 + len(rest)


@dataclass(frozen=True)
class Maybe:
    """A part that may be missing."""

    part: Words


@dataclass(frozen=True)
class Gap:
    """Up to `most` words that do not matter; a far one crosses commas and joining words."""

    most: int
    far: bool

    def reach(self, text: Text, at: int, only: tuple[Spots, ...] | None) -> Iterator[int]:
        """The places where the text may go on, nearest first; of them just those in `only`, if given."""
        stop, seen, length = SENTENCE if self.far else JOINT, 0, len(text)
        while True:
            if only is None or any(at in spots for spots in only):
                yield at
            if at >= length or text.edges[at] >= stop or seen >= self.most:
                return
            seen += text.edges[at] < COMMA
            at += 1


@dataclass(frozen=True)
class AnyOrder:
    """Parts in any order, each within `gap` of the one before."""

    parts: tuple[Words, ...]
    gap: Gap


@dataclass(frozen=True)
class Edge:
    """The beginning or the end of a part of the sentence."""

    end: bool

    def holds(self, text: Text, at: int) -> bool:
        """Whether the text has such an edge at this place."""
        return text.ends_at(at) if self.end else text.begins_at(at)


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern, ready to be looked for. source: as somebody wrote it."""

    source: str
    elements: tuple[Element, ...]

    @cached_property
    def needed(self) -> tuple[Words, ...]:
        """The parts that the pattern cannot do without."""
        return tuple(_solid(element for element in self.elements if not isinstance(element, Maybe)))

    @cached_property
    def phrases(self) -> frozenset[Phrase]:
        """All words and phrases that the pattern names."""
        return frozenset(phrase for part in _solid(self.elements) for phrase in part.phrases)

    @cached_property
    def _starts(self) -> tuple[Words, ...]:
        starts: list[Words] = []
        for element in self.elements:
            starts += _solid((element,))
            if isinstance(element, Words | AnyOrder):
                break
        return tuple(starts)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every place and way in which the text fits, from left to right."""
        places = {at for part in self._starts for at in part.spots(text)}
        for start in sorted(places):
            for taken, about, end in _walk(self.elements, text, start):
                yield Hit(start, end, taken, about)

    def possible(self, text: Text) -> bool:
        """Whether the text holds all the parts that the pattern cannot do without."""
        return all(part.spots(text) for part in self.needed)

    def spans(self, text: Text) -> tuple[range, ...]:
        """The stretches of the text that fit, from left to right; remembered with the text."""
        if self not in text.memo:
            found = self.hits(text) if self.possible(text) else ()
            text.memo[self] = tuple(dict.fromkeys(range(hit.start, hit.end) for hit in found))
        spans: tuple[range, ...] = text.memo[self]
        return spans

    def fits(self, text: Text, places: range | None = None) -> bool:
        """Whether the pattern stands anywhere in the text, or begins at one of these places."""
        return any(places is None or span.start in places for span in self.spans(text))


class PatternIndex:
    """Patterns under their rarest words, so that a text is held against a few of them only."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)
        often = Counter(word for pattern in self._patterns for part in pattern.needed for word in part.first)
        self._by_word: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            for word in min(
                (part.first for part in pattern.needed), key=lambda first: sum(often[w] for w in first)
            ):
                self._by_word.setdefault(word, []).append(number)

    def __getitem__(self, number: int) -> Pattern:
        return self._patterns[number]

    def weight(self, words: frozenset[str]) -> int:
        """How many patterns have their rarest word among these: a quick guess at where to look first."""
        return sum(len(self._by_word[word]) for word in self._by_word.keys() & words)

    def possible(self, text: Text) -> list[int]:
        """Numbers of the patterns of which the text holds all the words, in order."""
        words = self._by_word.keys() & text.where.keys()
        numbers = {number for word in words for number in self._by_word[word]}
        return sorted(number for number in numbers if self._patterns[number].possible(text))


def _solid(elements: Iterable[Element]) -> Iterator[Words]:
    for element in elements:
        if isinstance(element, Words):
            yield element
        elif isinstance(element, Maybe):
            yield element.part
        elif isinstance(element, AnyOrder):
            yield from element.parts


_Way: TypeAlias = tuple[tuple[int, ...], int | None, int]


def _walk(todo: tuple[Element, ...], text: Text, at: int) -> Iterator[_Way]:
    """The ways in which the elements still to do fit from here."""
    if not todo:
        yield (), None, at
        return
    head, rest = todo[0], todo[1:]
    if isinstance(head, Words):
        for end in head.spots(text).get(at, ()):
            for taken, about, last in _walk(rest, text, end):
                yield (*range(at, end), *taken), (at if head.about else about), last
    else:
        for follow, place in _steps(head, rest, text, at):
            yield from _walk(follow, text, place)


def _steps(
    head: Maybe | Gap | AnyOrder | Edge, rest: tuple[Element, ...], text: Text, at: int
) -> Iterator[tuple[tuple[Element, ...], int]]:
    """What is left to do, and from where, once a part that is no word is dealt with."""
    match head:
        case Edge():
            if head.holds(text, at):
                yield rest, at
        case Maybe(part):
            yield (part, *rest), at
            yield rest, at
        case Gap():
            yield from ((rest, place) for place in head.reach(text, at, _next_spots(rest, text)))
        case AnyOrder(parts, gap):
            yield from (((*order, *rest), at) for order in _orders(parts, gap))


def _orders(parts: tuple[Words, ...], gap: Gap) -> Iterator[tuple[Element, ...]]:
    if len(parts) == 1:
        yield parts
    for n, part in enumerate(parts if len(parts) > 1 else ()):
        yield part, gap, AnyOrder(parts[:n] + parts[n + 1 :], gap)


def _next_spots(rest: tuple[Element, ...], text: Text) -> tuple[Spots, ...] | None:
    """The only places where the next element can begin; None if that is not known beforehand."""
    match rest[0]:
        case Words() as words:
            return (words.spots(text),)
        case AnyOrder(parts, _):
            return tuple(part.spots(text) for part in parts)
    return None
