"""Learns the weights. The only module that needs scikit-learn; nothing imports it at run time."""

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from intents.begrip import NoodSoort, Rol, Route
from intents.dataset import NO_NOOD, Example
from intents.errors import TooFewExamplesError
from intents.features import features
from intents.model import Model, Settings, certainty_inputs, fingerprint, nood_score, outputs
from intents.normalize import words
from intents.tables import leefgebied_ids
from intents.vectors import Floats, Vocabulary

_LEAST_TEXTS = 3  # a feature must occur in so many messages
_FOLDS = 5
_ALONE_C, _TOGETHER_C = 4.0, 8.0
_ANDER_FROM = 0.35
# Added to the raw score: a missed complaint or application costs a resident more than one taken for it too much.
_LEAN = {Route.KLACHT: 1.2, Route.FRONTOFFICE: 0.5, Route.BUITEN: 0.4}
_FALSE_ALARMS = 0.02  # share of harmless messages that the learned nood score may flag by itself

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Counted:
    """Examples with their counted features, computed once."""

    examples: Sequence[Example]
    counts: Sequence[Counter[str]]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Counted":
        """Counts the features of each text."""
        return cls(examples, [features(words(example.tekst)) for example in examples])

    def pick(self, indices: Sequence[int]) -> "Counted":
        """The examples at these indices."""
        return Counted([self.examples[i] for i in indices], [self.counts[i] for i in indices])


def fit(examples: Sequence[Example]) -> Model:
    """The model for these examples. Certainty and alarm are set on messages that each part did not train on.

    Raises TooFewExamplesError when a leefgebied or kind of nood has hardly any example.
    """
    data = Counted.of(examples)
    _check_enough(examples)
    held_out, coverage = out_of_fold(data)
    slopes, offsets = _calibrate(held_out, examples)
    vocabulary = Vocabulary.fit(data.counts, _LEAST_TEXTS)
    weights, bias = _weights(_matrix(vocabulary, data.counts), examples)
    settings = Settings(
        fingerprint=fingerprint(vocabulary.keys),
        slopes=slopes,
        offsets=offsets,
        certainty=_certainty(held_out, coverage, examples, slopes, offsets),
        nood_alarm=_alarm(held_out, examples),
        ander=_ANDER_FROM,
    )
    return Model(vocabulary, weights, bias, settings)


def folds(examples: Sequence[Example]) -> list[tuple[Sequence[int], Sequence[int]]]:
    """(train, held out) indices of a grouped cross-validation: a scene is never on both sides."""
    names = {name: nr for nr, name in enumerate(sorted({example.scene for example in examples}))}
    groups = [names[example.scene] for example in examples]
    splitter = GroupKFold(_FOLDS, shuffle=True, random_state=0)
    return [(train.tolist(), held.tolist()) for train, held in splitter.split(groups, groups=groups)]


def out_of_fold(data: Counted) -> tuple[Floats, Floats]:
    """Raw scores [examples, outputs] and coverage [examples], each from weights that did not see the scene."""
    scores = np.zeros((len(data.examples), len(outputs())), np.float32)
    coverage = np.zeros(len(data.examples), np.float32)
    for train, held in folds(data.examples):
        part, rest = data.pick(train), data.pick(held)
        vocabulary = Vocabulary.fit(part.counts, _LEAST_TEXTS)
        weights, bias = _weights(_matrix(vocabulary, part.counts), part.examples)
        scores[held] = _matrix(vocabulary, rest.counts) @ weights + bias
        coverage[held] = [vocabulary.vector(counts).coverage for counts in rest.counts]
    return scores, coverage


def _matrix(vocabulary: Vocabulary, counted: Sequence[Counter[str]]) -> csr_matrix:
    vectors = [vocabulary.vector(counts) for counts in counted]
    starts = np.cumsum([0, *(len(vector.places) for vector in vectors)])
    places = np.concatenate([vector.places for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    return csr_matrix((values, places, starts), shape=(len(vectors), len(vocabulary.keys)))


def _weights(matrix: csr_matrix, examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """Weights [features, outputs] and bias [outputs], in the order of `outputs()`."""
    alone = [_alone(matrix, wanted) for wanted in _yes_or_no(examples)]
    route = _together(matrix, [example.route for example in examples], list(Route))
    rol = _together(matrix, [example.rol for example in examples], list(Rol))
    count = len(leefgebied_ids())
    for one, column in zip(Route, route, strict=True):
        column[-1] += _LEAN.get(one, 0.0)
    columns = [*alone[:count], *route, *rol, *alone[count:]]
    weights = np.stack([column[:-1] for column in columns], axis=1)
    return weights.astype(np.float32), np.array([column[-1] for column in columns], np.float32)


def _yes_or_no(examples: Sequence[Example]) -> list[list[bool]]:
    """What is learned as a question of its own: each leefgebied, nood, each kind of nood."""
    return [
        *([one in example.leefgebieden for example in examples] for one in leefgebied_ids()),
        [example.nood != NO_NOOD for example in examples],
        *([example.nood == one for example in examples] for one in NoodSoort),
    ]


def _alone(matrix: csr_matrix, wanted: Sequence[bool]) -> Doubles:
    """Weights and bias of one question."""
    learner = LogisticRegression(C=_ALONE_C, class_weight="balanced", solver="liblinear", random_state=0)
    learner.fit(matrix, wanted)
    return np.append(learner.coef_[0], learner.intercept_[0])


def _together(matrix: csr_matrix, labels: Sequence[str], choices: Sequence[str]) -> list[Doubles]:
    """Weights and bias of each choice, learned against each other; a choice never seen is never chosen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # close enough; the result is measured
        learner = LogisticRegression(C=_TOGETHER_C, max_iter=150).fit(matrix, np.array(labels))
    coefs, intercepts = learner.coef_, learner.intercept_
    if len(coefs) == 1:  # of two choices only the second one's weights are kept
        coefs, intercepts = np.vstack([-coefs, coefs]) / 2, np.append(-intercepts, intercepts) / 2
    found = {str(name): np.append(coefs[nr], intercepts[nr]) for nr, name in enumerate(learner.classes_)}
    never = np.append(np.zeros(matrix.shape[1]), -30.0)
    return [found.get(str(one), never).copy() for one in choices]


def _calibrate(scores: Floats, examples: Sequence[Example]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Slope and offset of each leefgebied that turn held-out scores into probabilities (Platt)."""
    fitted = [
        LogisticRegression(C=100.0).fit(
            scores[:, [nr]], [one in example.leefgebieden for example in examples]
        )
        for nr, one in enumerate(leefgebied_ids())
    ]
    return tuple(float(one.coef_[0, 0]) for one in fitted), tuple(float(one.intercept_[0]) for one in fitted)


def _certainty(
    scores: Floats,
    coverage: Floats,
    examples: Sequence[Example],
    slopes: Sequence[float],
    offsets: Sequence[float],
) -> tuple[float, ...]:
    """Weights for the probability that the first leefgebied is right, from held-out answers."""
    ids = leefgebied_ids()
    chances = 1 / (1 + np.exp(-(scores[:, : len(ids)] * np.array(slopes) + np.array(offsets))))
    right = [
        ids[int(row.argmax())] in example.leefgebieden for row, example in zip(chances, examples, strict=True)
    ]
    inputs = [
        certainty_inputs(row.astype(np.float32), float(known))
        for row, known in zip(chances, coverage, strict=True)
    ]
    learner = LogisticRegression(C=100.0, fit_intercept=False).fit(np.stack(inputs), right)
    return tuple(map(float, learner.coef_[0]))


def _alarm(scores: Floats, examples: Sequence[Example]) -> float:
    """The learned nood score that only few harmless held-out messages reach."""
    place = outputs().index("nood")
    harmless = [
        nood_score(float(row[place]), row[place + 1 :])
        for row, example in zip(scores, examples, strict=True)
        if example.nood == NO_NOOD
    ]
    return float(np.quantile(harmless, 1 - _FALSE_ALARMS))


def _check_enough(examples: Sequence[Example]) -> None:
    seen = Counter(
        one for example in examples for one in {*example.leefgebieden, example.nood, example.route}
    )
    wanted = (*leefgebied_ids(), *NoodSoort, *Route)
    scarce = [str(one) for one in wanted if seen[one] < 2 * _FOLDS]
    if scarce:
        raise TooFewExamplesError(", ".join(sorted(set(scarce))))
