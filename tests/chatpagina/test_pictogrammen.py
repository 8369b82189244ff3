"""The pictures of the chat page: one for every leefgebied, in the colour of the text, and nothing but drawing."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot import chatpagina
from intents.tables import leefgebied_ids

ROOM = Path(chatpagina.__path__[0])
SHEET = ROOM / "static" / "pictogrammen.svg"
SVG = "{http://www.w3.org/2000/svg}"

DRAWN = {"svg", "symbol", "path", "circle", "rect"}
GEOMETRY = {"d", "cx", "cy", "r", "x", "y", "width", "height", "rx"}
INK = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}


@pytest.fixture(scope="module")
def sheet() -> ElementTree.Element:
    return ElementTree.fromstring(SHEET.read_bytes())  # noqa: S314  our own file


@pytest.fixture(scope="module")
def symbols(sheet: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {str(symbol.get("id")): symbol for symbol in sheet}


def test_every_leefgebied_has_a_picture(symbols: dict[str, ElementTree.Element]) -> None:
    assert set(leefgebied_ids()) - set(symbols) == set()


def test_every_picture_that_a_page_asks_for_is_there_and_none_is_left_over(
    symbols: dict[str, ElementTree.Element],
) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOM / "templates").glob("*.jinja"))
    asked = set(re.findall(r"""plaatje\(["']([\w-]+)["']\)""", pages))
    assert "snel-weg" in asked
    assert asked | set(leefgebied_ids()) == set(symbols)


def test_each_is_one_symbol_that_holds_a_drawing(sheet: ElementTree.Element) -> None:
    assert {child.tag for child in sheet} == {f"{SVG}symbol"}
    ids = [child.get("id") for child in sheet]
    assert len(set(ids)) == len(ids)
    assert [child.get("id") for child in sheet if not len(child)] == []


def test_each_carries_its_own_pen_because_a_borrowed_symbol_leaves_its_sheet_behind(
    symbols: dict[str, ElementTree.Element],
) -> None:
    pens = {
        (symbol.get("viewBox"), symbol.get("stroke"), symbol.get("fill"), symbol.get("stroke-width"))
        for symbol in symbols.values()
    }
    assert pens == {("0 0 24 24", "currentColor", "none", "1.8")}


def test_nothing_but_lines_stands_in_it(sheet: ElementTree.Element) -> None:
    tags = {element.tag.removeprefix(SVG) for element in sheet.iter()}
    attributes = {name for element in sheet.iter() for name in element.keys()}  # noqa: SIM118  not a dict
    assert tags - DRAWN == set()
    assert attributes - GEOMETRY - INK - {"id", "viewBox"} == set()


def test_it_takes_the_colour_of_the_text_around_it(sheet: ElementTree.Element) -> None:
    colours = {element.get(name) for element in sheet.iter() for name in ("fill", "stroke")}
    assert colours - {None} == {"currentColor", "none"}


def test_it_reads_nothing_from_elsewhere_and_says_nothing() -> None:
    text = SHEET.read_text(encoding="utf-8")
    assert re.findall(r"https?:[^\"']*", text) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"href|style|script|url\(|data:|<!|<\?|\bon\w+=", text) is None
    assert re.sub(r"<[^>]*>", "", text).strip() == ""


def test_it_is_small_enough_for_a_slow_line() -> None:
    assert SHEET.stat().st_size < 14_000
