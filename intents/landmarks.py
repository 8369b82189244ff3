"""The part of the model that compares a text with every example: near in meaning weighs most. Pure numpy.

This is how it is trained and written; kept_landmarks.py reads it back and runs it.

Nearness is a Gaussian kernel on the encoder's numbers, standardised and brought to length one.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from intents.vectors import Floats

WIDTH = 1.5  # of the Gaussian; 1 to 2 do equally well
STEPS = 63  # the places are kept in one byte a number, of which 7 bits are used: see onnx_session.py


@dataclass(frozen=True)
class Landmarks:
    """mean, spread: of the encoder's numbers, [768]. places: the examples, [n, 768], each of length about one.
    weights: what nearness to each example says about every output, [n, outputs].
    """

    mean: Floats
    spread: Floats
    places: Floats
    weights: Floats

    def outputs(self, vector: Floats) -> Floats:
        """What the examples near this text say; [outputs]."""
        seen = standardised(vector, self.mean, self.spread)
        near = np.exp(-2 * WIDTH * (1 - self.places @ seen))
        return np.asarray(near @ self.weights, np.float32)

    def save(self, path: Path) -> None:
        """One file; a byte for each number of the places, half precision for the weights."""
        steps, largest = self._in_bytes()
        np.savez(  # pressed together it is hardly smaller, and takes several times as long to load
            path,
            mean=self.mean,
            spread=self.spread,
            steps=steps,
            largest=largest,
            weights=self.weights.astype(np.float16),
        )

    def rounded(self) -> Self:
        """As it comes back from a file, so that training measures what will run."""
        steps, largest = self._in_bytes()
        places = steps.astype(np.float32) * (largest.astype(np.float32) / STEPS)
        return replace(self, places=np.asarray(places, np.float32))

    def _in_bytes(self) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
        """Steps of each number, and the largest number of each place."""
        largest = np.abs(self.places).max(axis=1, keepdims=True).astype(np.float16)
        # A place whose largest number is rounded down would have a number of a step more than there are.
        steps = np.clip(np.round(self.places / largest.astype(np.float32) * STEPS), -STEPS, STEPS)
        return steps.astype(np.int8), largest


def standardised(vectors: Floats, mean: Floats, spread: Floats) -> Floats:
    """Rows (or one row) with mean zero and equal spread in every number, of length one."""
    moved = (vectors - mean) / spread
    return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), np.float32)
