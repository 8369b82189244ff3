"""Learns the weights of both heads. Only training needs it, and with it scikit-learn and scipy."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from intents.begrip import Nood, NoodSoort, Rol, Route
from intents.counted import Counted
from intents.dataset import NO_NOOD, Example
from intents.encoder import Encoder
from intents.errors import TooFewExamplesError
from intents.landmarks import WIDTH, Landmarks, standardised
from intents.model import Head, Model, Settings, certainty_inputs, nood_inputs, outputs
from intents.ridge import nearness, solve
from intents.tables import leefgebied_ids
from intents.vectors import Floats, Vocabulary

_LEAST_TEXTS = 3  # a feature must occur in so many messages
_LEAST_EXAMPLES = 10
_LEAST_HELD_OUT = 1  # of each label, or there is nothing to set its chances on
_RIDGE = 0.1  # 0.1 to 0.2, and a share of 0.2 to 0.4, do about equally well on held-out answers
_WORDS = 0.4  # share of the words in the full head; the rest is for what the encoder finds near
_RANKED = (1.0, 0.7, 0.4)  # how much a message is about its first, second and third leefgebied
_ANDER_FROM = 0.4
# From one chance in four what no rule saw is asked on. On held-out examples, of which most are made to frighten, of
# ten such messages just below it two are nood; on the separate tests hardly one.
_ASKED_FROM = 0.25
_UNBELIEVED = 0.1  # below this chance of nood no rule is believed
_ROWS = 1_000  # of a matrix of all examples, that are made at once
# These messages were before the eyes of who wrote the rules, so there the rules look better than they are.
_KNOWN_TO_RULES = "nood-en-onschuldig"


def fit(data: Counted, encoder: Encoder | None) -> Model:
    """The model for these examples. Chances and certainty are set on what half of them are told without their scene.

    encoder: with which the examples were read; without one the model has no full head. Raises TooFewExamplesError
    when a leefgebied or kind of nood has hardly any example.
    """
    _check_enough(data.examples, _LEAST_EXAMPLES)
    data = data.at(sorted(range(len(data.examples)), key=lambda row: data.examples[row].held_out))
    held_out = data.at([row for row, example in enumerate(data.examples) if example.held_out])
    _check_enough(held_out.examples, _LEAST_HELD_OUT)
    vocabulary = Vocabulary.fit(data.counts, _LEAST_TEXTS)
    matrix, known = _matrix(vocabulary, data.counts)
    known = known[-len(held_out.examples) :]
    alike = _likeness(matrix)
    plain = _plain(matrix, alike, known, data, held_out)
    if data.meanings is None:
        return Model(vocabulary, plain)
    return Model(vocabulary, plain, _full(matrix, alike, known, data, held_out), encoder)


def _plain(matrix: csr_matrix, alike: Floats, known: Floats, data: Counted, held_out: Counted) -> Head:
    """The head of words alone: ridge regression, solved over the examples since they are fewer than the words."""
    targets = _targets(data.examples)
    bias = targets.mean(axis=0)
    dual, held = solve(alike, targets - bias, _RIDGE, _scenes(held_out))
    return Head(_primal(matrix, dual), bias, None, _settings(held + bias, known, held_out))


def _full(matrix: csr_matrix, alike: Floats, known: Floats, data: Counted, held_out: Counted) -> Head:
    """The head that also compares meanings: both kinds of likeness in one regression. Changes `alike`."""
    if data.meanings is None:
        raise ValueError("no meanings to learn from")
    mean, spread = data.meanings.mean(axis=0), data.meanings.std(axis=0)
    marks = Landmarks(mean, spread, standardised(data.meanings, mean, spread), np.zeros((1, 1), np.float32))
    places = marks.rounded().places
    alike *= _WORDS
    for at in range(0, len(places), _ROWS):  # so that no second matrix of this size is needed
        end = at + _ROWS
        alike[at:end, :end] += (1 - _WORDS) * nearness(places[at:end], places[:end], WIDTH)
    targets = _targets(data.examples)
    bias = targets.mean(axis=0)
    dual, held = solve(alike, targets - bias, _RIDGE, _scenes(held_out))
    landmarks = replace(marks, places=places, weights=(1 - _WORDS) * dual)
    return Head(_WORDS * _primal(matrix, dual), bias, landmarks, _settings(held + bias, known, held_out))


def _matrix(vocabulary: Vocabulary, counted: Sequence[Counter[str]]) -> tuple[csr_matrix, Floats]:
    """The texts as rows, and the share of each text's words that is known."""
    vectors = [vocabulary.vector(counts) for counts in counted]
    starts = np.cumsum([0, *(len(vector.places) for vector in vectors)])
    places = np.concatenate([vector.places for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    matrix = csr_matrix((values, places, starts), shape=(len(vectors), len(vocabulary.keys)))
    return matrix, np.array([vector.coverage for vector in vectors], np.float32)


def _likeness(matrix: csr_matrix) -> Floats:
    """How alike each row is to those above it: [rows, rows], of which `solve` reads no more than the lower half.

    Filled a part at a time; sparse it would take three times the memory.
    """
    alike = np.zeros((matrix.shape[0], matrix.shape[0]), np.float32)

    def fill(at: int) -> None:
        end = at + _ROWS
        alike[at:end, :end] = (matrix[at:end] @ matrix[:end].T).toarray()

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(fill, range(0, matrix.shape[0], _ROWS)))
    return alike


def _primal(matrix: csr_matrix, dual: Floats) -> Floats:
    return np.asarray(matrix.T @ dual, np.float32)


def _scenes(data: Counted) -> list[str]:
    return [example.scene for example in data.examples]


def _targets(examples: Sequence[Example]) -> Floats:
    """What each output should say, [examples, outputs]: from 0, not at all, to 1."""
    return np.array([list(_target(example)) for example in examples], np.float32)


def _target(example: Example) -> Iterator[float]:
    weights = dict(zip(example.leefgebieden, _RANKED, strict=False))
    yield from (weights.get(one, 0.0) for one in leefgebied_ids())
    yield from (float(one == example.route) for one in Route)
    yield from (float(one == example.rol) for one in Rol)
    yield float(example.nood != NO_NOOD)
    yield from (float(one == example.nood) for one in NoodSoort)


def _settings(held: Floats, known: Floats, data: Counted) -> Settings:
    """What is set on held-out answers, and the limits."""
    slopes, offsets = _calibrate(held, data.examples)
    odds = held * np.array(slopes, np.float32) + np.array(offsets, np.float32)
    unseen = [nr for nr, one in enumerate(data.examples) if one.bron != _KNOWN_TO_RULES]
    nood = _stacked(odds[unseen], [data.rules[nr] for nr in unseen], [data.examples[nr] for nr in unseen])
    return Settings(
        slopes=slopes,
        offsets=offsets,
        certainty=_certainty(odds, known, data.examples),
        nood=nood,
        nood_alarm=_ASKED_FROM,
        nood_quiet=_UNBELIEVED,
        ander=_ANDER_FROM,
    )


def _calibrate(held: Floats, examples: Sequence[Example]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Slope and offset of each output that turn held-out answers into log-odds (Platt)."""
    wanted = _targets(examples) > 0
    fitted = [LogisticRegression(C=100.0).fit(held[:, [nr]], wanted[:, nr]) for nr in range(held.shape[1])]
    return tuple(float(one.coef_[0, 0]) for one in fitted), tuple(float(one.intercept_[0]) for one in fitted)


def _stacked(odds: Floats, rules: Sequence[Nood | None], examples: Sequence[Example]) -> tuple[float, ...]:
    """Weights for "this is nood" from what was learned and what the rules saw."""
    place = outputs().index("nood")
    inputs = np.stack(
        [
            nood_inputs((float(row[place]), float(row[place + 1 :].max())), rule)
            for row, rule in zip(odds, rules, strict=True)
        ]
    )
    learner = LogisticRegression(C=100.0, fit_intercept=False).fit(
        inputs, [one.nood != NO_NOOD for one in examples]
    )
    return tuple(map(float, learner.coef_[0]))


def _certainty(odds: Floats, known: Floats, examples: Sequence[Example]) -> tuple[float, ...]:
    """Weights for the probability that the first leefgebied is right, from held-out answers."""
    ids = leefgebied_ids()
    chances = 1 / (1 + np.exp(-odds[:, : len(ids)]))
    right = [ids[int(row.argmax())] in one.leefgebieden for row, one in zip(chances, examples, strict=True)]
    inputs = [certainty_inputs(row, float(share)) for row, share in zip(chances, known, strict=True)]
    learner = LogisticRegression(C=100.0, fit_intercept=False).fit(np.stack(inputs), right)
    return tuple(map(float, learner.coef_[0]))


def _check_enough(examples: Sequence[Example], least: int) -> None:
    seen = Counter(
        one
        for example in examples
        for one in {*example.leefgebieden, example.nood, example.route, example.rol}
    )
    wanted = (*leefgebied_ids(), *NoodSoort, *Route, *Rol)
    scarce = [str(one) for one in wanted if seen[one] < least]
    if scarce:
        raise TooFewExamplesError(", ".join(sorted(set(scarce))))
