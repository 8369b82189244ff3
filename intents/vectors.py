"""The trained features and their weights (tf-idf): from counts to numbers. Pure numpy; no training library."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.features import BLOCKS

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

BLOCK_WEIGHT = {"w": 0.7, "c": 1.0, "l": 0.7}


@dataclass(frozen=True)
class Vector:
    """One text: values at the places of its features, together of length one (or zero)."""

    places: Ints
    values: Floats
    coverage: float  # share of the text's distinct word stems that training knew


class Vocabulary:
    """Which feature stands at which place, and how much it tells (inverse document frequency)."""

    def __init__(self, keys: Sequence[str], idf: Floats) -> None:
        if len(keys) != len(idf):
            raise ValueError("vocabulary and idf differ in length")
        self.keys = tuple(keys)
        self.idf = idf
        self._places = {key: place for place, key in enumerate(self.keys)}

    @classmethod
    def fit(cls, counted: Sequence[Mapping[str, int]], least: int) -> "Vocabulary":
        """The features that occur in at least `least` texts."""
        seen = Counter(key for counts in counted for key in counts)
        keys = sorted(key for key, texts in seen.items() if texts >= least)
        total = 1 + len(counted)
        return cls(keys, np.array([math.log(total / (1 + seen[key])) + 1 for key in keys], np.float32))

    def vector(self, counts: Mapping[str, int]) -> Vector:
        """The text as numbers. Features that training did not see are left out."""
        # In a fixed order, so that sums of floats come out the same in every process.
        known = sorted(
            (place, count) for key, count in counts.items() if (place := self._places.get(key)) is not None
        )
        places = np.array([place for place, _ in known], np.int32)
        values = np.array([1 + math.log(count) for _, count in known], np.float32) * self.idf[places]
        for block in BLOCKS:
            mine = np.array([self.keys[place][0] == block for place in places], bool)
            length = float(np.linalg.norm(values[mine]))
            values[mine] *= BLOCK_WEIGHT[block] / length if length else 0.0
        whole = float(np.linalg.norm(values))
        return Vector(places, values / whole if whole else values, self._coverage(counts))

    def _coverage(self, counts: Iterable[str]) -> float:
        stems = [key for key in counts if key.startswith("w:") and "_" not in key and "!" not in key]
        return sum(key in self._places for key in stems) / len(stems) if stems else 0.0

    def to_json(self) -> str:
        """The features in order, for the model's folder."""
        return json.dumps(self.keys, ensure_ascii=False, separators=(",", ":"))
