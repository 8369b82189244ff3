"""The measuring itself, and floors under what the shipped model reaches on messages it never saw."""

import json
from pathlib import Path

import pytest

from intents.dataset import Example, Split, across_splits, near_duplicates, read_folder
from intents.evaluate import Figure, Table, evaluate, main, measure
from intents.lezer import Lezer
from intents.train import METRICS

# Lower ends that a change may not fall through; the figures themselves stand in metrics.json.
FLOORS = {
    "nood gezien": 0.89,
    "nood: juiste soort": 0.79,
    "eerste leefgebied goed": 0.77,
    "hoofdgebied bij eerste drie": 0.88,
    "rol goed": 0.91,
    "route goed": 0.85,
}
# The harmless examples are twins of the dangerous ones, so there alarms are many; the separate test is ordinary.
MOST_FALSE_ALARMS = 0.075
SEPARATE = Path("benchmarks/begrijpen/toets.jsonl")
SEPARATE_FLOORS = {
    "nood gezien": 0.97,
    "nood: juiste soort": 0.93,
    "eerste leefgebied goed": 0.80,
    "hoofdgebied bij eerste drie": 0.89,
    "rol goed": 0.95,
    "route goed": 0.94,
    "route 'buiten' herkend": 0.92,
}
SEPARATE_MOST_FALSE_ALARMS = 0.03


@pytest.fixture(scope="module")
def test_part() -> list[Example]:
    examples = read_folder()
    repeated = across_splits(examples, near_duplicates(examples))
    return [one for nr, one in enumerate(examples) if one.split is Split.TEST and nr not in repeated]


@pytest.fixture(scope="module")
def table(test_part: list[Example], lezer: Lezer) -> Table:
    return measure(test_part, lezer)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_through_its_floor(table: Table, name: str) -> None:
    assert table[name].n >= 50
    assert table[name].share >= FLOORS[name]


def test_false_alarms_stay_few(table: Table) -> None:
    assert table["vals alarm"].n >= 300
    assert table["vals alarm"].share <= MOST_FALSE_ALARMS


def test_the_separate_test_stays_as_good(lezer: Lezer) -> None:
    table = evaluate(SEPARATE, lezer)
    low = {name: table[name].share for name, floor in SEPARATE_FLOORS.items() if table[name].share < floor}
    assert low == {}
    assert table["vals alarm"].share <= SEPARATE_MOST_FALSE_ALARMS


def test_the_figures_in_the_file_are_those_of_the_shipped_model(table: Table) -> None:
    written = {
        row["maat"]: (row["goed"], row["van"])
        for row in json.loads(METRICS.read_text(encoding="utf-8"))["test"]["totaal"]
    }
    measured = {figure.name: (figure.hits, figure.n) for figure in table.figures}
    assert written == measured, "rules or data changed: run `elkedeur model train`"


def test_wilson_interval() -> None:
    low, high = Figure("x", 8, 10).interval
    assert (low, high) == (pytest.approx(0.490, abs=0.001), pytest.approx(0.943, abs=0.001))
    assert Figure("x", 0, 0).interval == (0.0, 1.0)


def test_a_file_is_measured_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "eigen.jsonl"
    rows = [
        {
            "id": "1",
            "tekst": "ik heb schulden",
            "leefgebieden": ["geld"],
            "rol": "zelf",
            "nood": "geen",
            "route": "voorziening",
        },
        {
            "id": "2",
            "tekst": "ik heb schulden.",
            "leefgebieden": ["taal"],
            "rol": "zelf",
            "nood": "geen",
            "route": "voorziening",
        },
        {
            "id": "3",
            "tekst": "ik wil niet meer leven",
            "leefgebieden": ["psychisch"],
            "rol": "zelf",
            "nood": "suicide",
            "route": "nood",
        },
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    figures = main(path)
    assert (figures["eerste leefgebied goed"].hits, figures["eerste leefgebied goed"].n) == (2, 3)
    assert (figures["nood gezien"].hits, figures["nood gezien"].n) == (1, 1)
    assert (figures["vals alarm"].hits, figures["vals alarm"].n) == (0, 2)
    printed = capsys.readouterr().out
    assert "nood gezien" in printed
    assert "p95" in printed


def test_an_empty_file_gives_an_empty_table(tmp_path: Path, lezer: Lezer) -> None:
    path = tmp_path / "leeg.jsonl"
    path.write_text("", encoding="utf-8")
    assert {figure.n for figure in evaluate(path, lezer).figures} == {0}
