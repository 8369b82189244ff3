"""A quick look at the vectors of very many rows: which of them are worth a full look?

Of each row only the middle of its vectors is kept, along the axes in which rows differ most. In blocks, so that
a change copies one block only; a rough look never changes.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Vectors = NDArray[np.float16]

AXES = 96
BLOCK = 4096  # rows


class RoughLook:
    """rows: the vectors of row 0, row 1, ...; None for a number that no row has. sample: some of the vectors.

    A number that no row has is never near.
    """

    def __init__(self, rows: Sequence[Vectors | None], sample: Floats) -> None:
        middle = sample - sample.mean(axis=0)
        self._axes: Floats = np.linalg.svd(middle, full_matrices=False)[2][:AXES]
        middles = [self._middle(vectors) for vectors in rows]
        starts = range(0, len(rows), BLOCK)
        self._blocks: list[Floats] = [np.stack(middles[start : start + BLOCK]) for start in starts]
        self._unused = frozenset(number for number, vectors in enumerate(rows) if vectors is None)

    def changed(self, rows: Sequence[Vectors | None], touched: Iterable[int]) -> "RoughLook":
        """The next one, along the same axes. touched: the rows that changed; all others stayed."""
        after = RoughLook.__new__(RoughLook)
        after._axes, after._blocks = self._axes, list(self._blocks)
        numbers, copied = sorted(touched), set[int]()
        unused = frozenset(row for row in numbers if rows[row] is None)
        after._unused = self._unused.difference(numbers) | unused
        for row in numbers:
            number, place = divmod(row, BLOCK)
            if number not in copied:
                copied.add(number)
                after._copy(number, len(rows))
            after._blocks[number][place] = self._middle(rows[row])
        return after

    def nearest(self, question: Floats, most: int) -> NDArray[np.intp]:
        """Numbers of at most so many rows, in no order. most: fewer than there are rows."""
        along = self._axes @ question
        likeness = np.concatenate([block @ along for block in self._blocks])
        likeness[list(self._unused)] = -np.inf
        return np.argpartition(-likeness, most)[:most]

    def _copy(self, number: int, size: int) -> None:
        """A block of its own, with room for `size` rows in all."""
        block = np.zeros((min(BLOCK, size - number * BLOCK), len(self._axes)), np.float32)
        for old in self._blocks[number : number + 1]:
            block[: len(old)] = old
        self._blocks[number : number + 1] = [block]

    def _middle(self, vectors: Vectors | None) -> Floats:
        if vectors is None:
            return np.zeros(len(self._axes), np.float32)
        return np.asarray(self._axes @ vectors.astype(np.float32).mean(axis=0), np.float32)
