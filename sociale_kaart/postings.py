"""Which rows hold a stem, and how heavily. Knows numbers of rows only.

Postings never change: `changed` gives the next ones and shares every list that stayed as it was.
"""

from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from immutables import Map
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Floats = NDArray[np.float32]
Posting = tuple[Rows, Floats]  # numbers of rows, rising; the weight of the stem in each

NOTHING: Posting = (np.empty(0, np.int32), np.empty(0, np.float32))


class Postings:
    """Stem -> its rows and weights."""

    def __init__(self, lists: Map[str, Posting]) -> None:
        self._lists = lists

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, float]]) -> "Postings":
        """From stem -> weight for row 0, row 1, ..."""
        collected: dict[str, tuple[array[int], array[float]]] = {}
        for row, counts in enumerate(rows):
            for stem, weight in counts.items():
                if stem not in collected:
                    collected[stem] = (array("i"), array("f"))
                numbers, weights = collected[stem]
                numbers.append(row)
                weights.append(weight)
        lists = {
            stem: (np.array(numbers, np.int32), np.array(weights, np.float32))
            for stem, (numbers, weights) in collected.items()
        }
        return cls(Map(lists))

    def changed(
        self, gone: Mapping[int, Iterable[str]], new: Mapping[int, Mapping[str, float]]
    ) -> "Postings":
        """The next ones. gone: row -> the stems it held; new: row -> stem -> weight. First gone, then new."""
        with self._lists.mutate() as lists:
            for row, stems in gone.items():
                for stem in stems:
                    numbers, weights = lists[stem]
                    at = int(np.searchsorted(numbers, row))
                    lists[stem] = (np.delete(numbers, at), np.delete(weights, at))
                    if len(numbers) == 1:
                        del lists[stem]
            for row, counts in new.items():
                for stem, weight in counts.items():
                    numbers, weights = lists.get(stem, NOTHING)
                    at = int(np.searchsorted(numbers, row))
                    lists[stem] = (
                        np.insert(numbers, at, np.int32(row)),
                        np.insert(weights, at, np.float32(weight)),
                    )
            changed = lists.finish()
        return Postings(changed)

    def __getitem__(self, stem: str) -> Posting:
        """The rows of a stem; none for a stem that stands nowhere."""
        return self._lists.get(stem, NOTHING)

    def weight(self, stem: str, row: int) -> float:
        """How heavily a stem stands in one row; 0.0 when it does not."""
        numbers, weights = self[stem]
        at = int(np.searchsorted(numbers, row))
        return float(weights[at]) if at < len(numbers) and numbers[at] == row else 0.0
