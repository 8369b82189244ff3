"""Finds rows by their words: BM25 over stems, with beginnings of words, sounds and typing errors.

Knows no leefgebied and no voorziening. Holds nothing of a question.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from sociale_kaart.words import Stemmer, normalised, sound_of, words_of

MOST_WORDS = 250  # of one question; who writes more has said it by then

Settings = Mapping[str, Mapping[str, Any]]
Document = Sequence[tuple[str, float]]
Points = dict[int, dict[str, float]]


@dataclass(frozen=True)
class Term:
    """A stem of the index that a word of the question touches; likeness 1.0 is the word itself."""

    stem: str
    likeness: float


class WordIndex:
    """An inverted index, built once and never changed.

    documents: per row, pairs of (text, weight of the field it stands in).
    """

    def __init__(self, documents: Sequence[Document], settings: Settings) -> None:
        self._keep_ge = tuple(settings["woorden"]["met_ge"])
        self._stop = frozenset(words_of(settings["woorden"]["stop"]))
        self._faint = frozenset(Stemmer(self._keep_ge).stems(words_of(settings["woorden"]["zwak"])))
        self._faintness = float(settings["woordsoort"]["zwak"])
        self._alike = settings["gelijkenis"]
        self._k, b = float(settings["bm25"]["k"]), float(settings["bm25"]["b"])
        self._spelling: dict[str, str] = {}
        counts = [self._count(document) for document in documents]
        mean = sum(sum(count.values()) for count in counts) / max(1, len(counts)) or 1.0
        self._drag = [self._k * (1 - b + b * sum(count.values()) / mean) for count in counts]
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for row, count in enumerate(counts):
            for stem, weight in count.items():
                self._postings[stem][row] = weight
        self._postings.default_factory = None
        self._sorted = sorted(self._postings)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for stem in self._sorted:
            self._sounds[sound_of(stem)].append(stem)
        self._long = [word for word in self._spelling if len(word) >= self._alike["fout_letters"]]

    def stems(self, text: str) -> list[str]:
        """The stems of a text, stop words included."""
        return Stemmer(self._keep_ge).stems(words_of(text)[:MOST_WORDS])

    def known_stem(self, word: str) -> str:
        """The stem of a word of the rows; "" for stop words and words that are not there."""
        return self._spelling.get(normalised(word), "")

    def scores(self, text: str) -> Points:
        """Row number -> stem -> points. One point is about one rare word that is right.

        A word of the question counts once per row, for the stem of that row that it touches best.
        """
        found: Points = defaultdict(dict)
        for terms in self._terms(text):
            rarity = self._rarity(terms)
            for row, (stem, weight) in self._best_per_row(terms).items():
                found[row][stem] = max(weight * rarity, found[row].get(stem, 0.0))
        return found

    def rows_with(self, stem: str) -> int:
        """In how many rows a stem stands."""
        return len(self._postings.get(stem, ()))

    def _count(self, document: Document) -> dict[str, float]:
        counts: dict[str, float] = defaultdict(float)
        for text, weight in document:
            words = [word for word in words_of(text) if word not in self._stop]
            for word, stem in zip(words, self._stemmed(words), strict=True):
                self._spelling[word] = stem
                counts[stem] += weight
        return counts

    def _stemmed(self, words: Sequence[str]) -> list[str]:
        """Stems; a word that was met while building is not worked out again."""
        new = [word for word in words if word not in self._spelling]
        stems = dict(zip(new, Stemmer(self._keep_ge).stems(new), strict=True)) if new else {}
        return [stems.get(word) or self._spelling[word] for word in words]

    def _terms(self, text: str) -> list[list[Term]]:
        """Per word of the question the stems it touches; stop words left out, every word once."""
        words = words_of(text)[:MOST_WORDS]
        useful = [word for word in dict.fromkeys(words) if word not in self._stop]
        terms = [self._like(word, stem) for word, stem in zip(useful, self._stemmed(useful), strict=True)]
        return [found for found in terms + self._joined(words) if found]

    def _joined(self, words: Sequence[str]) -> list[list[Term]]:
        """Compounds written as two words: "voedsel bank"."""
        pairs = [a + b for a, b in pairwise(words) if min(len(a), len(b)) > 2 and a + b in self._spelling]
        return [[Term(stem, 1.0)] for stem in self._stemmed(pairs)]

    def _like(self, word: str, stem: str) -> list[Term]:
        same = [Term(stem, 1.0)] if stem in self._postings else self._same_sound(stem)
        return same + self._same_start(stem) or self._misspelt(word)

    def _same_sound(self, stem: str) -> list[Term]:
        return [Term(other, self._alike["klank"]) for other in self._sounds.get(sound_of(stem), ())]

    def _same_start(self, stem: str) -> list[Term]:
        """Stems that begin with this one, and stems that this one begins with. Never a middle or an end."""
        shortest, likeness = self._alike["begin_letters"], self._alike["begin"]
        if len(stem) < shortest:
            return []
        longer = []
        for candidate in self._sorted[bisect_left(self._sorted, stem) :]:
            if not candidate.startswith(stem):
                break
            longer.append(candidate)
        shorter = [stem[:end] for end in range(shortest, len(stem)) if stem[:end] in self._postings]
        return [
            Term(other, likeness * math.sqrt(min(len(stem), len(other)) / max(len(stem), len(other))))
            for other in longer + shorter
            if other != stem
        ]

    def _misspelt(self, word: str) -> list[Term]:
        if len(word) < self._alike["fout_letters"]:
            return []
        near = process.extract(
            word,
            self._long,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=self._alike["fout_gelijk"],
            limit=3,
        )
        return [Term(self._spelling[other], likeness * self._alike["fout"]) for other, likeness, _ in near]

    def _rarity(self, terms: Sequence[Term]) -> float:
        """0..1: how telling a word is, from the number of rows that hold its nearest stems."""
        nearest = max(term.likeness for term in terms)
        rows = {row for term in terms if term.likeness == nearest for row in self._postings[term.stem]}
        faint = any(term.stem in self._faint for term in terms if term.likeness == nearest)
        return (
            _idf(len(rows), len(self._drag)) / _idf(1, len(self._drag)) * (self._faintness if faint else 1.0)
        )

    def _best_per_row(self, terms: Sequence[Term]) -> dict[int, tuple[str, float]]:
        best: dict[int, tuple[str, float]] = {}
        for term in terms:
            for row, weight in self._postings[term.stem].items():
                points = term.likeness * weight * (self._k + 1) / (weight + self._drag[row])
                if points > best.get(row, ("", 0.0))[1]:
                    best[row] = (term.stem, points)
        return best


def _idf(rows: int, total: int) -> float:
    return math.log(1 + (total - rows + 0.5) / (rows + 0.5))
