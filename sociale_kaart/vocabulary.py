"""All words of the rows with their stems, and the ways in which a word of a question comes near one.

Knows no row and no voorziening. A vocabulary never changes: `changed` gives the next one.
"""

import copy
import math
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from immutables import Map
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from sociale_kaart.words import sound_of

MANY = 500  # changes from which sorting anew is quicker
MOST_ALIKE = 60  # stems with one beginning or one last half
LAST_LETTER = "{"  # comes after every letter and figure of a stem
EDGE = 2  # a word with a typing error still begins or ends with the same letters, so many of them
JOINTS = ("", "s", "e", "en")  # what stands between the halves of a Dutch compound

Drawers = Map[str, tuple[str, ...]]  # words that have something in common, by what that is


@dataclass(frozen=True)
class Term:
    """A stem of the rows that a word of the question touches; likeness 1.0 is the word itself."""

    stem: str
    likeness: float


class Vocabulary:
    """Words, stems, sounds, beginnings, ends and near spellings. rules: the table `gelijkenis`."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._rules = rules
        self._stem_of: Map[str, str] = Map()
        self._rows_of: Map[str, int] = Map()
        self._words_of: Map[str, int] = Map()
        self._sorted: list[str] = []
        self._reversed: list[str] = []
        self._sounds: Drawers = Map()
        self._spelt: Drawers = Map()

    @property
    def stem_of(self) -> Mapping[str, str]:
        """Word -> stem, for every word of the rows."""
        return self._stem_of

    def changed(
        self, gone: Mapping[str, int], new: Mapping[str, int], stems: Mapping[str, str]
    ) -> "Vocabulary":
        """The next vocabulary. gone, new: word -> in how many rows less or more; stems: those of `new`."""
        after = copy.copy(self)
        fresh, stale = [], []
        with self._rows_of.mutate() as rows_of:
            for word in {**gone, **new}:
                before = self._rows_of.get(word, 0)
                rows = before + new.get(word, 0) - gone.get(word, 0)
                if rows:
                    rows_of[word] = rows
                    if not before:
                        fresh.append(word)
                elif before:
                    del rows_of[word]
                    stale.append(word)
            after._rows_of = rows_of.finish()
        if fresh or stale:
            after._respell(fresh, stale, stems)
        return after

    def like(self, word: str, stem: str) -> list[Term]:
        """The stems that a word comes near, in four ways; a typing error only when nothing else does."""
        same = [Term(stem, 1.0)] if stem in self._words_of else self._same_sound(stem)
        return same + self._same_start(stem) + self._halves(stem) or self._misspelt(word)

    def _respell(self, fresh: Sequence[str], stale: Sequence[str], stems: Mapping[str, str]) -> None:
        new = Counter(stems[word] for word in fresh)
        gone = Counter(self._stem_of[word] for word in stale)
        self._stem_of = self._stem_of.update({word: stems[word] for word in fresh})
        with self._stem_of.mutate() as stem_of:
            for word in stale:
                del stem_of[word]
            self._stem_of = stem_of.finish()
        self._spelt = _refilled(self._spelt, fresh, stale, self._edges)
        before = self._words_of
        with before.mutate() as words_of:
            for stem in {*new, *gone}:
                words_of[stem] = before.get(stem, 0) + new[stem] - gone[stem]
                if not words_of[stem]:
                    del words_of[stem]
            self._words_of = words_of.finish()
        self._restem(
            {stem for stem in new if stem not in before and stem in self._words_of},
            {stem for stem in gone if stem in before and stem not in self._words_of},
        )

    def _restem(self, fresh: Set[str], stale: Set[str]) -> None:
        if not fresh and not stale:
            return
        self._sorted = _ordered(self._sorted, fresh, stale)
        self._reversed = _ordered(self._reversed, {s[::-1] for s in fresh}, {s[::-1] for s in stale})
        self._sounds = _refilled(self._sounds, fresh, stale, lambda stem: (sound_of(stem),))

    def _edges(self, word: str) -> tuple[str, ...]:
        if len(word) < self._rules["fout_letters"]:
            return ()
        return _edges(word, len(word))

    def _same_sound(self, stem: str) -> list[Term]:
        alike = sorted(self._sounds.get(sound_of(stem), ()))
        return [Term(other, self._rules["klank"]) for other in alike]

    def _same_start(self, stem: str) -> list[Term]:
        """Stems that begin with this one, and stems that this one begins with. Never a middle."""
        shortest, likeness = self._rules["begin_letters"], self._rules["begin"]
        if len(stem) < shortest:
            return []
        longer = _beginning_with(stem, self._sorted)
        shorter = (stem[:end] for end in range(shortest, len(stem)) if stem[:end] in self._words_of)
        return [
            Term(other, likeness * math.sqrt(min(len(stem), len(other)) / max(len(stem), len(other))))
            for other in (*longer, *shorter)
            if other != stem
        ]

    def _halves(self, stem: str) -> list[Term]:
        """Compounds with the same last half ("rekening", "energierekening"), when both halves are known."""
        shortest, likeness = self._rules["deel_letters"], self._rules["deel"]
        if likeness <= 0 or len(stem) < shortest:
            return []
        longer = [
            other
            for backwards in _beginning_with(stem[::-1], self._reversed)
            if (other := backwards[::-1]) != stem and self._is_half(other.removesuffix(stem))
        ]
        last = next(
            (
                stem[cut:]
                for cut in range(shortest, len(stem) - shortest + 1)
                if stem[cut:] in self._words_of and self._is_half(stem[:cut])
            ),
            None,
        )
        return [Term(other, likeness) for other in (*longer, *([last] if last else []))]

    def _is_half(self, front: str) -> bool:
        shortest = self._rules["deel_letters"]
        fronts = (front.removesuffix(joint) for joint in JOINTS)
        return any(len(half) >= shortest and self._is_word(half) for half in fronts)

    def _is_word(self, half: str) -> bool:
        return half in self._words_of or half in self._stem_of

    def _misspelt(self, word: str) -> list[Term]:
        if len(word) < self._rules["fout_letters"]:
            return []
        near = process.extract(
            word,
            self._alike(word),
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=self._rules["fout_gelijk"],
            limit=None,
        )
        best = sorted((-likeness, other) for other, likeness, _ in near)[:3]
        return [Term(self._stem_of[other], -likeness * self._rules["fout"]) for likeness, other in best]

    def _alike(self, word: str) -> list[str]:
        """Words of about the same length that begin or end alike: one error leaves either as it was."""
        errors = 1 - self._rules["fout_gelijk"]
        found: set[str] = set()
        for length in range(self._rules["fout_letters"], len(word) * 2):
            if abs(length - len(word)) <= errors * max(length, len(word)):
                for key in _edges(word, length):
                    found.update(self._spelt.get(key, ()))
        return list(found)


def _edges(word: str, length: int) -> tuple[str, str]:
    return f"{length}{word[:EDGE]}-", f"{length}-{word[-EDGE:]}"


def _refilled(
    before: Drawers, fresh: Iterable[str], stale: Iterable[str], keys: Callable[[str], Iterable[str]]
) -> Drawers:
    """Each word in the drawers that `keys` names for it; only drawers that change are made anew."""
    moved: dict[str, tuple[list[str], set[str]]] = defaultdict(lambda: ([], set()))
    for word in fresh:
        for key in keys(word):
            moved[key][0].append(word)
    for word in stale:
        for key in keys(word):
            moved[key][1].add(word)
    return before.update(
        {
            key: (*(word for word in before.get(key, ()) if word not in out), *into)
            for key, (into, out) in moved.items()
        }
    )


def _ordered(before: Sequence[str], fresh: Set[str], stale: Set[str]) -> list[str]:
    """Sorted words with and without some: one by one when they are few, all at once when not."""
    if len(fresh) + len(stale) > MANY:
        return sorted({*before, *fresh} - stale)
    after = list(before)
    for word in stale:
        del after[bisect_left(after, word)]
    for word in fresh:
        insort(after, word)
    return after


def _beginning_with(start: str, ordered: list[str]) -> list[str]:
    """None at all when so many begin with it that it says nothing ("huis" as a last half)."""
    first = bisect_left(ordered, start)
    last = bisect_left(ordered, start + LAST_LETTER, first)
    return ordered[first:last] if last - first <= MOST_ALIKE else []
