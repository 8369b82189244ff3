"""Finds rows by what a text means: vectors of texts, made by a function that is handed in. Knows no language.

Every row has one vector for its name, description and words, and one for each of its example questions; the
best of them counts. Similar texts have similar vectors, but how similar all texts are to one another differs
from encoder to encoder and from question to question. So a row counts by how far it stands out from the others.
Meanings never change: `changed` gives the next ones, and makes vectors for new texts only.
"""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sociale_kaart.model import Voorziening
from sociale_kaart.rough_look import Floats, RoughLook, Vectors

Betekenis = Callable[[Sequence[str]], Floats]  # texts -> [texts, numbers], each of length one

FEWEST = 10  # rows; among fewer nothing can stand out
COMPARED = 256  # rows that stand for all others
FEW = 500  # rows of which all are looked at in full; among more, first a rough look at all
SHORT = 60  # rows that come out of the rough look
TOGETHER = 256  # texts handed over at a time

Points = NDArray[np.float64]


def texts_of(row: Voorziening) -> tuple[str, ...]:
    """The texts of a row that get a vector each."""
    whole = f"{row.naam}. {row.omschrijving} {'; '.join(row.woorden)}"
    return (whole, *row.voorbeeldvragen)


class Meanings:
    """The vectors of all rows, kept in half precision: 2 bytes a number.

    read: for questions; known: for the texts of rows. A row that is None has no vectors.
    """

    def __init__(self, rows: Sequence[Voorziening | None], read: Betekenis, known: Betekenis) -> None:
        self._read, self._known = read, known
        texts = [texts_of(row) if row is not None else () for row in rows]
        vectors = _vectors([text for own in texts for text in own], known)
        ends = np.cumsum([len(own) for own in texts])
        self._rows: list[Vectors | None] = [
            vectors[end - len(own) : end] if own else None for own, end in zip(texts, ends, strict=True)
        ]
        self._live = sum(row is not None for row in rows)
        self._rough: RoughLook | None = None
        self._compare()

    def changed(self, gone: Mapping[int, Voorziening], new: Mapping[int, Voorziening]) -> "Meanings":
        """The next ones. A text that one of the leaving rows held too is not read again."""
        after = copy.copy(self)
        after._rows = [*self._rows, *[None] * (max([-1, *new]) + 1 - len(self._rows))]
        after._live += len(new) - len(gone)
        vectors: dict[str, Vectors] = {}
        for row, voorziening in gone.items():
            held, after._rows[row] = self._rows[row], None
            vectors |= zip(texts_of(voorziening), held if held is not None else (), strict=True)
        texts = {row: texts_of(voorziening) for row, voorziening in new.items()}
        fresh = list(dict.fromkeys(text for own in texts.values() for text in own if text not in vectors))
        vectors |= zip(fresh, _vectors(fresh, self._known), strict=True)
        for row, own in texts.items():
            after._rows[row] = np.stack([vectors[text] for text in own])
        after._compare({*gone, *new})
        return after

    def counted(self, text: str, rows: NDArray[np.intp], size: int, rule: Mapping[str, Any]) -> Points:
        """Per row 0..`gewicht`: how far it stands out; 0.0 below `vanaf` standard deviations, all from `tot` on."""
        meaning = np.zeros(size)
        looked_at, standing = self.standing(text, rows)
        share = np.clip((standing - rule["vanaf"]) / (rule["tot"] - rule["vanaf"]), 0.0, 1.0)
        meaning[looked_at] = share * rule["gewicht"]
        return meaning

    def standing(self, text: str, candidates: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
        """Rows, and for each by how many standard deviations it is more like this text than rows usually are.

        Looks at `candidates` and at the rows that are most like the text by a rough look at all of them.
        """
        none = np.empty(0, np.intp), np.empty(0, np.float32)
        if not text.strip() or len(self._starts) < FEWEST:
            return none
        question = np.asarray(self._read([text])[0], np.float32)
        usual = _best(question, self._stacked, self._starts)
        if usual.std() <= 0:
            return none
        if self._rough is None:
            return self._looked_at, (usual - usual.mean()) / usual.std()
        rows = np.union1d(candidates, self._rough.nearest(question, SHORT))
        held = [vectors for row in rows if (vectors := self._rows[row]) is not None]
        best = _best(question, np.concatenate(held).astype(np.float32), _starts(held))
        return rows, (best - usual.mean()) / usual.std()

    def _compare(self, touched: Iterable[int] = ()) -> None:
        """Chooses the rows that stand for all, and makes the rough look when there are many."""
        few = self._live <= FEW
        numbers = (number for number, vectors in enumerate(self._rows) if vectors is not None)
        self._looked_at = np.array(list(islice(numbers, None if few else COMPARED)), np.intp)
        held = [vectors for number in self._looked_at if (vectors := self._rows[number]) is not None]
        self._stacked = np.concatenate(held).astype(np.float32) if held else np.empty((0, 1), np.float32)
        self._starts = _starts(held)
        if few or not held:
            self._rough = None
        elif self._rough is None:
            self._rough = RoughLook(self._rows, self._stacked)
        else:
            self._rough = self._rough.changed(self._rows, touched)


def _vectors(texts: Sequence[str], read: Betekenis) -> Vectors:
    parts = [read(texts[at : at + TOGETHER]) for at in range(0, len(texts), TOGETHER)]
    return np.concatenate(parts).astype(np.float16) if parts else np.empty((0, 1), np.float16)


def _starts(held: Sequence[Vectors]) -> NDArray[np.intp]:
    return np.cumsum([0, *(len(vectors) for vectors in held)])[: len(held)]


def _best(question: Floats, vectors: Floats, starts: NDArray[np.intp]) -> Floats:
    """Per row the likeness of its vector that is most like the question."""
    return np.asarray(np.maximum.reduceat(vectors @ question, starts), np.float32)
