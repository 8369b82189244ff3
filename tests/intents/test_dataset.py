"""The example data: every line is checked, no scene stands on two sides, nothing is repeated across them."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from intents.dataset import NO_NOOD, Example, Split, across_splits, near_duplicates, read_file, read_folder
from intents.errors import ExampleInvalidError

GOOD = {
    "scene": "a",
    "tekst": "ik heb schulden",
    "leefgebieden": ["geld"],
    "rol": "zelf",
    "nood": "geen",
    "route": "voorziening",
}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return read_folder()


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "proef.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tekst": " "}, "tekst"),
        ({"leefgebieden": []}, "leefgebieden"),
        ({"leefgebieden": ["gled"]}, "leefgebieden"),
        ({"rol": "buur"}, "rol"),
        ({"nood": "brand"}, "nood"),
        ({"route": "weg"}, "route"),
        ({"nood": "kind"}, "spreken elkaar tegen"),
        ({"route": "nood"}, "spreken elkaar tegen"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    path = written(tmp_path, json.dumps(GOOD), "", json.dumps(GOOD | change))
    with pytest.raises(ExampleInvalidError, match=rf"proef\.jsonl, regel 3: .*{reason}"):
        list(read_file(path))


@pytest.mark.parametrize("line", ["{", "[]", '"tekst"', "3"])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ExampleInvalidError, match="regel 1"):
        list(read_file(written(tmp_path, line)))


def test_the_text_of_a_resident_is_never_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(ExampleInvalidError) as caught:
        list(read_file(written(tmp_path, json.dumps(GOOD | {"rol": "x"}))))
    assert GOOD["tekst"] not in str(caught.value)


def test_an_evaluation_file_without_scenes_can_be_read(tmp_path: Path) -> None:
    lines = [json.dumps({**GOOD, "scene": None, "id": nr}) for nr in (1, 2)]
    assert len({example.scene for example in read_file(written(tmp_path, *lines))}) == 2


def test_no_scene_stands_in_two_splits(examples: list[Example]) -> None:
    splits = defaultdict(set)
    for example in examples:
        splits[example.scene].add(example.split)
    assert all(len(found) == 1 for found in splits.values())


def test_the_splits_have_about_the_sizes_that_were_meant(examples: list[Example]) -> None:
    share = {one: sum(example.split is one for example in examples) / len(examples) for one in Split}
    assert share[Split.TRAIN] == pytest.approx(0.80, abs=0.03)
    assert share[Split.DEV] == pytest.approx(0.10, abs=0.03)
    assert share[Split.TEST] == pytest.approx(0.10, abs=0.03)


def test_a_split_does_not_move_when_examples_are_added() -> None:
    assert (
        Example("a", "x", ("geld",), "zelf", "geen", "voorziening").split
        is Example("a", "anders", ("werk",), "ander", "geen", "klacht").split
    )


def test_no_two_examples_have_the_same_text(examples: list[Example]) -> None:
    texts = [example.tekst for example in examples]
    assert sorted({tekst for tekst in texts if texts.count(tekst) > 1}) == []


def test_nearly_equal_texts_are_found_also_across_splits() -> None:
    def example(scene: str, tekst: str) -> Example:
        return Example(scene, tekst, ("geld",), "zelf", "geen", "voorziening")

    names = [f"s{nr}" for nr in range(60)]
    learned = next(name for name in names if example(name, "").split is Split.TRAIN)
    tested = next(name for name in names if example(name, "").split is Split.TEST)
    examples = [
        example(learned, "ik kan de huur niet meer betalen"),
        example(learned, "mijn buurman is ziek"),
        example(tested, "Ik kan de huur niet meer betalen!"),
    ]
    pairs = near_duplicates(examples)
    assert pairs == [(0, 2)]
    assert across_splits(examples, pairs) == [2]


def test_half_of_the_scenes_are_held_out_whole_and_hold_every_label(examples: list[Example]) -> None:
    sides: dict[str, set[bool]] = {}
    for example in examples:
        sides.setdefault(example.scene, set()).add(example.held_out)
    assert all(len(both) == 1 for both in sides.values())
    assert 0.47 < sum(both == {True} for both in sides.values()) / len(sides) < 0.53
    danger = Counter((one.bron, one.held_out) for one in examples if one.nood != NO_NOOD)
    for bron in {bron for bron, _ in danger if danger[bron, True] + danger[bron, False] >= 100}:
        assert 0.5 < danger[bron, True] / danger[bron, False] < 2, bron
    for label in ("nood", "route", "rol"):
        assert {getattr(one, label) for one in examples if one.held_out} == {
            getattr(one, label) for one in examples
        }
