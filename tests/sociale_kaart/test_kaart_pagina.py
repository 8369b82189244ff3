"""The whole kaart as a page: valid, complete, safe, and with nothing on it that may not be printed."""

import re
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.pagina import SHEET, page
from sociale_kaart.present import contact_lines
from sociale_kaart.teksten import HERE, teksten
from tests.sociale_kaart.goede_rij import kaart_of

KAART = load()
TODAY = date(2026, 11, 22)
PAGE = page(KAART, TODAY)


def parsed(html: str) -> Element:
    """Raises on the first thing that is no valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("kaart", [KAART, kaart_of({}), SocialeKaart(())], ids=["shipped", "one", "none"])
def test_the_page_is_valid_html_in_dutch(kaart: SocialeKaart) -> None:
    root = parsed(page(kaart, TODAY))
    assert root.get("lang") == "nl"
    assert root.findtext("head/title") == "De sociale kaart van Oosterhout"


def test_it_needs_nobody_else_and_runs_nothing() -> None:
    root = parsed(PAGE)
    assert not [e.tag for e in root.iter() if e.tag in ("script", "img", "iframe", "link", "form", "object")]
    assert not [name for e in root.iter() for name in e.attrib if name == "src" or name.startswith("on")]
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    assert "default-src 'none'" in PAGE


def test_its_sheet_can_be_served_apart_and_is_the_same() -> None:
    html = page(KAART, TODAY, sheet="/elders.css")
    root = parsed(html)
    assert [e.get("href") for e in root.iter("link")] == ["/elders.css"]
    assert root.find("head/style") is None
    assert "Content-Security-Policy" not in html  # who serves it says so himself
    assert parsed(PAGE).findtext("head/style") == "\n" + SHEET.read_text(encoding="utf-8")


def test_every_row_stands_there_once_in_full_and_every_link_leads_somewhere() -> None:
    root = parsed(PAGE)
    articles = {e.get("id"): e for e in root.iter("article")}
    assert list(articles) == list(dict.fromkeys(e.get("id") for e in root.iter("article")))
    assert set(articles) == {f"plek-{row.id}" for row in KAART}
    for row in KAART:
        shown = words(articles[f"plek-{row.id}"])
        for line in (row.naam, row.omschrijving, *contact_lines(row, KAART, TODAY)):
            assert " ".join(line.split()) in shown
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    targets = {e.get("href", "") for e in root.iter("a")}
    assert {t[1:] for t in targets if t.startswith("#")} <= set(ids)
    assert all(re.match(r"#|tel:\d+$|https://", target) for target in targets)


def test_each_row_is_reached_from_its_leefgebied_and_from_its_wijk_or_area() -> None:
    root = parsed(PAGE)
    lists = {e.get("aria-labelledby"): e for e in root.iter("section")}
    for section in ("leefgebieden", "wijken"):
        linked = {a.get("href") for a in lists[section].iter("a")}
        assert {f"#plek-{row.id}" for row in KAART} <= linked


def test_a_wijk_has_its_own_list() -> None:
    html = page(kaart_of({"wijken": "Slotjes;Dommelbergen"}, {"id": "b", "naam": "B"}), TODAY)
    heads = [words(h) for h in parsed(html).iter("h3")]
    assert {"Dommelbergen", "Slotjes", "In heel Oosterhout"} <= set(heads)


def test_headings_go_down_step_by_step_and_a_skip_link_comes_first() -> None:
    root = parsed(PAGE)
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert next(root.iter("a")).get("href") == "#inhoud"


def test_what_stands_in_a_record_is_never_read_as_html() -> None:
    evil = "<script>alert(1)</script>\"'&"
    row = {
        "naam": evil,
        "omschrijving": evil,
        "organisatie": evil,
        "toegang": evil,
        "doelgroep": evil,
        "kosten": evil,
    }
    html = page(kaart_of(row | {"wijken": evil.replace(";", ""), "telefoon": "0162-123456"}), TODAY)
    assert "<script" not in html
    assert words(next(parsed(html).iter("article"))).count("<script>") >= 5


def test_no_secret_and_no_note_of_the_editor_is_on_the_page() -> None:
    for row in KAART:
        for sentence in filter(None, re.split(r"(?<=[.:;])\s+", row.let_op)):
            assert sentence not in PAGE, row.id
    html = page(kaart_of({"geheim_adres": "ja", "telefoon": "0162-123456", "let_op": "zebrapad"}), TODAY)
    assert "Het adres is geheim." in html
    assert "Adres:" not in html
    assert "zebrapad" not in html


def test_what_has_ended_is_left_out_and_what_ends_soon_says_so() -> None:
    soon, over = {"geldig_tot": "2026-12-01"}, {"id": "over", "naam": "Over", "geldig_tot": "2026-11-21"}
    html = page(kaart_of(soon, over), TODAY)
    assert "Dit kan tot en met 1 december 2026." in html
    assert "plek-over" not in html


def test_numbers_can_be_called_and_sites_opened() -> None:
    row = {"telefoon": "113 of 0800-0113", "website": "113.nl", "naam": "Lijn"}
    targets = [a.get("href") for a in next(parsed(page(kaart_of(row), TODAY)).iter("article")).iter("a")]
    assert targets == ["tel:113", "tel:08000113", "https://113.nl"]


def test_every_text_of_the_page_is_used() -> None:
    source = "".join((HERE / name).read_text(encoding="utf-8") for name in ("pagina.html.jinja", "pagina.py"))
    assert not [key for key in teksten()["pagina"] if f"t.{key}" not in source and f'"{key}"' not in source]
