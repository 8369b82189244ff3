"""The project's own representation: stems, pieces of words, and the subjects of its word lists."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from intents.features import features
from intents.normalize import words
from intents.vectors import Vector, Vocabulary

_LEAST_TEXTS = 3  # as in intents.fit: a feature must occur in so many messages


class Own:
    """As intents.fit has it, without what comes after: no calibration, no rules."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary((), np.zeros(0, np.float32))

    def fit(self, texts: Sequence[str]) -> None:
        """Learns which features there are and how much each tells."""
        self._vocabulary = Vocabulary.fit([features(words(text)) for text in texts], _LEAST_TEXTS)

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """[texts, features]."""
        vectors: list[Vector] = [self._vocabulary.vector(features(words(text))) for text in texts]
        starts = np.cumsum([0, *(len(vector.places) for vector in vectors)])
        places = np.concatenate([vector.places for vector in vectors])
        values = np.concatenate([vector.values for vector in vectors])
        return csr_matrix((values, places, starts), shape=(len(vectors), len(self._vocabulary.keys)))
