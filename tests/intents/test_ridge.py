"""The learning itself, against the same sums done the long way."""

from pathlib import Path

import numpy as np
import pytest

from intents.kept_landmarks import KeptLandmarks
from intents.landmarks import WIDTH, Landmarks, standardised
from intents.ridge import nearness, solve

RIDGE = 0.1
GROUPS = ["a", "a", "b", "c", "c", "c", "d", "e"]


@pytest.fixture
def places() -> np.ndarray:
    chance = np.random.default_rng(1)
    found = chance.normal(size=(len(GROUPS), 5)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


@pytest.fixture
def targets() -> np.ndarray:
    return np.random.default_rng(2).normal(size=(len(GROUPS), 3)).astype(np.float32)


@pytest.mark.parametrize("apart", [1, 3, 6, 7])
def test_held_out_answers_are_those_of_training_without_the_scene(
    places: np.ndarray, targets: np.ndarray, apart: int
) -> None:
    """Of the last examples; it is solved in two parts, of which either may be the larger."""
    n = len(GROUPS)
    kernel = nearness(places, places, WIDTH)
    weights, held = solve(np.tril(kernel), targets, RIDGE, GROUPS[apart:])
    whole = np.linalg.solve(kernel + RIDGE * np.eye(n), targets)
    assert weights == pytest.approx(whole, abs=1e-4)
    assert len(held) == n - apart
    for group in set(GROUPS[apart:]):
        out = np.array([nr >= apart and one == group for nr, one in enumerate(GROUPS)])
        left = np.linalg.solve(kernel[np.ix_(~out, ~out)] + RIDGE * np.eye(int((~out).sum())), targets[~out])
        assert held[out[apart:]] == pytest.approx(kernel[np.ix_(out, ~out)] @ left, abs=1e-4)


def test_a_kernel_that_is_none_is_refused(targets: np.ndarray) -> None:
    kernel = -np.eye(len(GROUPS), dtype=np.float32)
    with pytest.raises(ValueError, match="positive definite"):
        solve(kernel, targets, RIDGE, GROUPS[3:])


def test_nearness_is_one_for_the_same_and_falls_with_distance(places: np.ndarray) -> None:
    near = nearness(places, places, WIDTH)
    assert np.diag(near) == pytest.approx(1, abs=1e-5)
    like = places @ places.T
    order = np.argsort(like[0])
    assert (np.diff(near[0][order]) >= -1e-6).all()


def test_landmarks_say_what_the_kernel_says(places: np.ndarray, targets: np.ndarray) -> None:
    raw = np.random.default_rng(3).normal(size=(len(GROUPS), 5)).astype(np.float32)
    mean, spread = raw.mean(axis=0), raw.std(axis=0)
    marks = Landmarks(mean, spread, standardised(raw, mean, spread), targets)
    expected = nearness(standardised(raw[:1], mean, spread), marks.places, WIDTH)[0] @ targets
    assert marks.outputs(raw[0]) == pytest.approx(expected, abs=1e-4)


def test_landmarks_say_nearly_the_same_when_they_come_from_their_file(
    tmp_path: Path,
) -> None:
    chance = np.random.default_rng(4)
    raw = chance.normal(size=(200, 64)).astype(np.float32)
    mean, spread = raw.mean(axis=0), raw.std(axis=0)
    weights = chance.normal(size=(200, 3)).astype(np.float32)
    marks = Landmarks(mean, spread, standardised(raw, mean, spread), weights).rounded()
    marks.save(tmp_path / "landmarks.npz")
    kept = KeptLandmarks.load(tmp_path / "landmarks.npz")
    for asked in chance.normal(size=(20, 64)).astype(np.float32):
        said, expected = kept.outputs(asked), marks.outputs(asked)
        assert np.abs(said - expected).max() < 0.02 * np.abs(expected).max() + 0.02
