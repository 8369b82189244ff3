"""The figures of the separate tests that the docs show: of this model, and of every test there is."""

import json

from benchmarks.begrijpen.toetsen import FIGURES, HERE, TESTS, measured

from intents.lezer import Lezer

_FIGURES = json.loads(FIGURES.read_text(encoding="utf-8"))


def test_every_separate_test_has_its_figures() -> None:
    assert {path.stem for path in HERE.glob("*.jsonl")} == set(TESTS) == set(_FIGURES)


def test_the_figures_are_those_of_the_shipped_model(lezer: Lezer) -> None:
    """Of the shortest one; the others take minutes. Make them anew: python -m benchmarks.begrijpen.toetsen."""
    assert measured("kort", lezer) == _FIGURES["kort"]
