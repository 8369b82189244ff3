"""The manual for colleagues: whole, linked together, with pictures that are there and words that stand on the pages."""

import re
from pathlib import Path

import pytest

from bot.frontoffice.functies import Functie
from bot.frontoffice.web import filters
from bot.frontoffice.web.filters import LIJST

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "handleiding"
PAGES = sorted(MANUAL.glob("*.md"))
TEMPLATES = Path(filters.__file__).with_name("templates")
_LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]+)?\)")
_SAID = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
# Said of the keyboard, the command line, and what is put together on the page.
ELSEWHERE = {"Tab", "Enter", "elkedeur demo", "(1) Nieuw"}
MOST_PICTURES, MOST_BYTES = 12, 1_500_000


def test_there_is_a_manual() -> None:
    assert len(PAGES) > 9


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for name, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / name if name else page
        assert target.is_file(), name
        if anchor:
            assert anchor in _anchors(target), f"{name}{anchor}"


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {"#" + re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_table_of_contents_names_every_page_and_every_picture_is_used() -> None:
    contents = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert all(f"]({page.name})" in contents for page in PAGES if page.name != "README.md")
    whole = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = list((MANUAL / "beelden").iterdir())
    assert all(f"(beelden/{picture.name})" in whole for picture in pictures)
    assert len(pictures) <= MOST_PICTURES
    assert sum(picture.stat().st_size for picture in pictures) < MOST_BYTES


def test_every_picture_says_what_is_on_it() -> None:
    for page in PAGES:
        for words in re.findall(r"!\[([^\]]*)\]", page.read_text(encoding="utf-8")):
            assert len(words) > 20, page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_manual_quotes_stands_on_the_pages(page: Path) -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.jinja"))
    words += " ".join(LIJST.values()) + " ".join(
        " ".join(table.values()) for table in filters.TABLES.values()
    )
    for said in _SAID.findall(page.read_text(encoding="utf-8")):
        assert said in ELSEWHERE or said in words, said


def test_every_functie_is_explained() -> None:
    contents = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert all(f"| {functie} |" in contents for functie in Functie)
