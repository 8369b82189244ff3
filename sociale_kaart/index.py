"""Finds rows by their words: BM25 over stems, with beginnings of words, sounds and typing errors.

Knows no leefgebied and no voorziening. Holds nothing of a question. One array of points a question,
however many rows there are; what stands behind the points of a row is worked out for the few that are shown.
"""

import copy
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sociale_kaart.postings import Postings
from sociale_kaart.vocabulary import Term, Vocabulary
from sociale_kaart.words import Stemmer, normalised, words_of

MOST_WORDS = 250  # of one question; who writes more has said it by then
# Words before "kapot" that can make it a way of speaking ("ik schaam me te kapot"), and that can take that back.
_SAID_BEFORE, _LOOKED_BACK = 2, 3

Settings = Mapping[str, Mapping[str, Any]]
Document = Sequence[tuple[str, float]]
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """The words of a question in order, and the stem of each."""

    words: tuple[str, ...]
    stems: Mapping[str, str]


@dataclass(frozen=True)
class Touched:
    """One word of the question: the stems it touches, and 0..1 how telling it is."""

    terms: tuple[Term, ...]
    rarity: float


class WordIndex:
    """An inverted index. Never changes: `changed` gives the next one, which shares what stayed.

    documents: for row 0, row 1, ... pairs of (text, weight of the field it stands in).
    """

    def __init__(self, documents: Iterable[Document], settings: Settings) -> None:
        self._keep_ge = tuple(settings["woorden"]["met_ge"])
        stop = words_of(settings["woorden"]["stop"])
        self._stop = dict(zip(stop, Stemmer(self._keep_ge).stems(stop), strict=True))
        self._sayings = {
            word: (frozenset(words_of(said["bij"])), frozenset(words_of(said["tenzij"])))
            for word, said in settings["woorden"]["gezegd"].items()
        }
        self._faint = frozenset(Stemmer(self._keep_ge).stems(words_of(settings["woorden"]["zwak"])))
        self._faintness = float(settings["woordsoort"]["zwak"])
        self._k, self._b = float(settings["bm25"]["k"]), float(settings["bm25"]["b"])
        rows_of, stem_of, lengths = Counter[str](), dict[str, str](), list[float]()

        def counted() -> Iterable[Mapping[str, float]]:
            for document in documents:
                counts, words = self._count(document, stem_of)
                stem_of.update(words)
                rows_of.update(words.keys())
                lengths.append(sum(counts.values()))
                yield counts

        self._postings = Postings.of(counted())
        self._vocabulary = Vocabulary(settings["gelijkenis"]).changed({}, rows_of, stem_of)
        self._weigh(np.array(lengths, np.float64))

    def changed(self, gone: Mapping[int, Document], new: Mapping[int, Document], size: int) -> "WordIndex":
        """The next index. gone: rows that go, with what they held; new: what comes; size: numbers in use."""
        after = copy.copy(self)
        lengths = np.zeros(max(size, len(self._lengths)))
        lengths[: len(self._lengths)] = self._lengths
        stem_of = dict[str, str]()
        old = {row: self._count(document, self._vocabulary.stem_of) for row, document in gone.items()}
        fresh = {row: self._count(document, self._vocabulary.stem_of) for row, document in new.items()}
        for _, words in fresh.values():
            stem_of.update(words)
        after._postings = self._postings.changed(
            {row: counts for row, (counts, _) in old.items()},
            {row: counts for row, (counts, _) in fresh.items()},
        )
        after._vocabulary = self._vocabulary.changed(_rows_of(old), _rows_of(fresh), stem_of)
        for row in old:
            lengths[row] = 0.0
        for row, (counts, _) in fresh.items():
            lengths[row] = sum(counts.values())
        after._weigh(lengths)
        return after

    def read(self, text: str) -> Asked:
        """The words of a question."""
        words = tuple(self._literal(words_of(text)[:MOST_WORDS]))
        known = {**self._stop, **{w: stem for w in words if (stem := self._vocabulary.stem_of.get(w))}}
        distinct = list(dict.fromkeys(words))
        return Asked(words, dict(zip(distinct, self._stemmed(distinct, known), strict=True)))

    def _literal(self, words: Sequence[str]) -> Iterator[str]:
        """The words that are not a way of speaking: who works himself "kapot" has nothing to be mended."""
        for at, word in enumerate(words):
            beside, unless = self._sayings.get(word, (frozenset(), frozenset()))
            before = words[max(0, at - _LOOKED_BACK) : at]
            if beside.isdisjoint(before[-_SAID_BEFORE:]) or not unless.isdisjoint(before):
                yield word

    def known_stem(self, word: str) -> str:
        """The stem of a word of the rows; "" for stop words and words that are not there."""
        return self._vocabulary.stem_of.get(normalised(word), "")

    def rows_with(self, stem: str) -> int:
        """In how many rows a stem stands."""
        return len(self._postings[stem][0])

    def touched(self, asked: Asked) -> tuple[Touched, ...]:
        """What the words of a question touch; stop words left out, every stem once."""
        useful = ((word, stem) for word, stem in asked.stems.items() if word not in self._stop)
        like = [self._vocabulary.like(word, stem) for word, stem in useful]
        found = dict.fromkeys(tuple(terms) for terms in [*like, *self._joined(asked.words)] if terms)
        return tuple(Touched(terms, self._rarity(terms)) for terms in found)

    def points(self, touched: Sequence[Touched]) -> Points:
        """Per row the points of all words. One point is about one rare word that is right.

        A word counts once per row, for the stem of that row that it touches best; and a stem of a row counts
        once, for the word that touches it best ("schuld" and "schulden" on a row that holds only "schuld").
        """
        total = np.zeros(len(self._lengths))
        words_at = Counter(term.stem for word in touched for term in word.terms)
        sharing: list[tuple[frozenset[str], Points, NDArray[np.int32]]] = []
        numbers = {stem: number for number, stem in enumerate(words_at, start=1)}
        for word in touched:
            shared = frozenset(term.stem for term in word.terms if words_at[term.stem] > 1)
            if not shared:
                self._add(word, total)
                continue
            best, stems = self._best(word, numbers)
            total += best
            earlier = np.zeros(len(total))
            for other, points, at in sharing:
                if other & shared:
                    np.maximum(earlier, np.where(at == stems, points, 0.0), out=earlier)
            total -= np.minimum(earlier, best)
            sharing.append((shared, best, stems))
        return total

    def behind(self, touched: Sequence[Touched], row: int) -> dict[str, float]:
        """Stem -> points, for one row: what `points` adds up."""
        found: dict[str, float] = defaultdict(float)
        for word in touched:
            reached = ((self._value(term, row), term.stem) for term in word.terms)
            points, stem = max(reached, key=lambda pair: pair[0])
            if points > 0:
                found[stem] = max(found[stem], points * word.rarity)
        return dict(found)

    def _weigh(self, lengths: Points) -> None:
        """Long rows count less. lengths: 0 for a number that no row has."""
        self._lengths, self._live = lengths, int(np.count_nonzero(lengths))
        mean = float(lengths.sum()) / max(1, self._live) or 1.0
        self._drag = self._k * (1 - self._b + self._b * lengths / mean)

    def _count(self, document: Document, known: Mapping[str, str]) -> tuple[dict[str, float], dict[str, str]]:
        """Stem -> weight, and word -> stem."""
        counts: dict[str, float] = defaultdict(float)
        seen: dict[str, str] = {}
        for text, weight in document:
            words = [word for word in words_of(text) if word not in self._stop]
            for word, stem in zip(words, self._stemmed(words, known), strict=True):
                seen[word] = stem
                counts[stem] += weight
        return counts, seen

    def _stemmed(self, words: Sequence[str], known: Mapping[str, str]) -> list[str]:
        """Stems; known ones are not worked out again."""
        new = [word for word in words if word not in known]
        stems = dict(zip(new, Stemmer(self._keep_ge).stems(new), strict=True)) if new else {}
        return [known.get(word) or stems[word] for word in words]

    def _joined(self, words: Sequence[str]) -> list[list[Term]]:
        """Compounds written as two words: "voedsel bank"."""
        known = self._vocabulary.stem_of
        pairs = (a + b for a, b in pairwise(words) if min(len(a), len(b)) > 2)
        return [[Term(known[pair], 1.0)] for pair in pairs if pair in known]

    def _rarity(self, terms: Sequence[Term]) -> float:
        """0..1: how telling a word is, from the number of rows that hold its nearest stems."""
        likeness = max(term.likeness for term in terms)
        nearest = [term for term in terms if term.likeness == likeness]
        if len(nearest) == 1:
            rows = self.rows_with(nearest[0].stem)
        else:
            rows = len(np.unique(np.concatenate([self._postings[term.stem][0] for term in nearest])))
        faint = self._faintness if any(term.stem in self._faint for term in nearest) else 1.0
        return _idf(rows, self._live) / _idf(1, self._live) * faint

    def _add(self, word: Touched, total: Points) -> None:
        if len(word.terms) == 1:
            rows, points = self._reached(word.terms[0])
            total[rows] += points * word.rarity
        else:
            total += self._best(word, {})[0]

    def _best(self, word: Touched, numbers: Mapping[str, int]) -> tuple[Points, NDArray[np.int32]]:
        """Per row the points of the stem that this word touches best, and the number of that stem."""
        best, stems = np.zeros(len(self._lengths)), np.zeros(len(self._lengths), np.int32)
        for term in word.terms:
            rows, points = self._reached(term)
            better = points > best[rows]
            rows = rows[better]
            best[rows] = points[better]
            if numbers:
                stems[rows] = numbers[term.stem]
        best *= word.rarity
        return best, stems

    def _reached(self, term: Term) -> tuple[NDArray[np.int32], Points]:
        rows, weights = self._postings[term.stem]
        return rows, (term.likeness * (self._k + 1)) * weights / (weights + self._drag[rows])

    def _value(self, term: Term, row: int) -> float:
        weight = self._postings.weight(term.stem, row)
        return term.likeness * weight * (self._k + 1) / (weight + float(self._drag[row])) if weight else 0.0


def _rows_of(counted: Mapping[int, tuple[Mapping[str, float], Mapping[str, str]]]) -> Counter[str]:
    return Counter(word for _, words in counted.values() for word in words)


def _idf(rows: int, total: int) -> float:
    return math.log(1 + (total - rows + 0.5) / (rows + 0.5))
