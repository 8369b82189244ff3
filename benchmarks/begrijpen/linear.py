"""Logistic regression on one or more representations side by side; the learning part is the same for all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module

import numpy as np
from scipy.sparse import csr_matrix, hstack

from benchmarks.begrijpen.contract import EXCLUSIVE, Context, Floats, Labels, Scores
from benchmarks.begrijpen.encoders import Encoder, Representation


@dataclass
class Linear:
    """A representation of the text, and for each choice weights on it."""

    context: Context
    parts: list[Representation]
    weights: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)

    def fit(self, texts: Sequence[str], labels: Labels) -> None:
        """Learns the representation first, and then each question on its own."""
        for part in self.parts:
            part.fit(texts)
        matrix = self._matrix(texts)
        self.weights = {
            name: _weights(matrix, found, self.context.choices[name], name, float(self.context.setting))
            for name, found in labels.items()
        }

    def predict(self, texts: Sequence[str]) -> Scores:
        """Raw scores."""
        matrix = self._matrix(texts)
        return {
            name: np.asarray(matrix @ weights + bias, np.float32)
            for name, (weights, bias) in self.weights.items()
        }

    @property
    def cached_seconds(self) -> float:
        """What it would have taken to compute what was found in the cache."""
        return sum(getattr(part, "cached_seconds", 0.0) for part in self.parts)

    def _matrix(self, texts: Sequence[str]) -> csr_matrix:
        return csr_matrix(hstack([part.matrix(texts) for part in self.parts]))


def _weights(
    matrix: csr_matrix, found: Sequence[tuple[str, ...]], choices: Sequence[str], name: str, strength: float
) -> tuple[Floats, Floats]:
    """Weights [features, choices] and bias [choices]."""
    from sklearn.linear_model import LogisticRegression  # learning only; reading does not load it

    if name in EXCLUSIVE:
        # Twice as strong, as in the project's own training: no weights are spent on balance here.
        learner = LogisticRegression(C=2 * strength, max_iter=300).fit(matrix, [one[0] for one in found])
        return _in_order(learner, choices)
    # The dual problem has the same answer and takes a fifth of the time.
    settings = {"C": strength, "class_weight": "balanced", "solver": "liblinear", "dual": True, "tol": 0.01}
    learners = [
        LogisticRegression(**settings, random_state=0).fit(matrix, [choice in one for one in found])
        for choice in choices
    ]
    coefs = np.stack([one.coef_[0] for one in learners], axis=1)
    return coefs.astype(np.float32), np.array([one.intercept_[0] for one in learners], np.float32)


def _in_order(learner: object, choices: Sequence[str]) -> tuple[Floats, Floats]:
    """A choice that was never seen is never chosen."""
    coefs, intercepts = learner.coef_, learner.intercept_  # type: ignore[attr-defined]
    if len(coefs) == 1:  # of two choices only the second one's weights are kept
        coefs, intercepts = np.vstack([-coefs, coefs]), np.append(-intercepts, intercepts)
    weights = np.zeros((coefs.shape[1], len(choices)), np.float32)
    bias = np.full(len(choices), -30.0, np.float32)
    for nr, name in enumerate(learner.classes_):  # type: ignore[attr-defined]
        weights[:, choices.index(name)], bias[choices.index(name)] = coefs[nr], intercepts[nr]
    return weights, bias


def make(context: Context, *parts: str) -> Linear:
    """With these representations."""
    return Linear(context, [_part(one, context) for one in parts])


def _part(name: str, context: Context) -> Representation:
    """Each kind is imported only when it takes part, so that memory is measured of that kind alone."""
    if name == "own":
        return import_module("benchmarks.begrijpen.own").Own()  # type: ignore[no-any-return]
    if name == "pieces":
        return import_module("benchmarks.begrijpen.pieces").Pieces()  # type: ignore[no-any-return]
    return Encoder(name, context.cache)
