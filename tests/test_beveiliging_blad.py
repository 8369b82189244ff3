"""The page for the security officer: each threat names a test that exists, and it stays one page."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "beveiliging.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([A-Z]) \| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|$", PAGE, re.M)
LONGEST_SENTENCE = 15  # words


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of its tests; none when it is not there."""
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@pytest.mark.parametrize("proef", [row[3] for row in ROWS])
def test_every_test_that_is_named_exists(proef: str) -> None:
    path, _, name = proef.replace("V/", "tests/veiligheid/").partition("::")
    assert name.startswith("test_")
    assert name in names_in(ROOT / path), proef


def test_every_letter_of_stride_has_its_rows() -> None:
    count = Counter(row[0] for row in ROWS)
    assert set(count) == set("STRIDE")
    assert min(count.values()) >= 3
    # Nothing that looks like a row fell out of the counting above.
    assert len(ROWS) == len(re.findall(r"^\| [A-Z] \|", PAGE, re.M))


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 70


def test_it_says_what_it_does_not_cover() -> None:
    assert "Wat dit niet dekt" in PAGE
    assert PAGE.partition("Wat dit niet dekt")[2].count("\n- ") >= 5


def test_sentences_are_short() -> None:
    words = [cell for row in ROWS for cell in row[1:3]] + PAGE.partition("Wat dit niet dekt")[2].split("\n- ")
    sentences = [one for text in words for one in re.split(r"(?<=[.:?])\s", text.strip())]
    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []
