"""The pages for who must trust it name only tests that exist; that of the privacy officer stays one page."""

import ast
import re
from pathlib import Path

import pytest

from bot.core.commands import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = ("betrouwbaarheid.md", "privacy.md", "dpia.md")
SHORT = {"L": "tests/e2e/test_geen_lek.py"}
_TEST = re.compile(r"`((?:tests/[\w/]+\.py|[A-Z]))::(test_\w+)`")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def _named(name: str) -> set[tuple[str, str]]:
    return {(SHORT.get(file, file), test) for file, test in _TEST.findall(page(name))}


def _functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("name", PAGES)
def test_every_test_that_is_named_exists(name: str) -> None:
    found = _named(name)
    assert len(found) > 10
    assert [f"{file}::{test}" for file, test in sorted(found) if test not in _functions(file)] == []


def test_every_claim_of_the_page_has_its_test() -> None:
    rows = [line for line in page("privacy.md").splitlines() if line.startswith("| | ")]
    assert len(rows) > 20
    assert [row for row in rows[1:] if not _TEST.search(row)] == []


def test_every_danger_has_its_measure_with_a_test() -> None:
    table = page("dpia.md").partition("| gevaar voor de bewoner")[2].partition("\n\n")[0]
    rows = table.splitlines()[2:]
    assert len(rows) > 8
    assert [row for row in rows if not _TEST.search(row)] == []


def test_it_is_one_page() -> None:
    assert len(page("privacy.md").split()) < 1200


def test_the_commands_for_a_resident_exist() -> None:
    said = set(re.findall(r"`/(\w+)`", page("privacy.md"))) - {"k"}
    assert said == {"intrekken", "mijngegevens", "vergeet"}
    assert said <= set(COMMANDS)


def test_links_between_the_pages_lead_somewhere() -> None:
    for name in (*PAGES, "verwerkingsregister.md"):
        for target in re.findall(r"\]\(([^)#:]+\.md)", page(name)):
            assert (ROOT / "docs" / target).exists(), f"{name}: {target}"
