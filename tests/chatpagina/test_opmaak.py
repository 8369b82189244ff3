"""From words to HTML: never a tag of somebody else, and links that are right."""

import re

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bot.app import App
from bot.chatpagina.opmaak import linked, plain, shown
from tests.chatpagina.conftest import ChatSite

TAGS = {"p", "br", "ul", "li", "a", "strong"}
HREF = re.compile(r"tel:\d{3,12}|mailto:\S+|https://\S+")
ATTRIBUTES = {"href", "rel", "target"}
NASTY = st.lists(
    st.sampled_from(
        [
            *("<", ">", '"', "'", "&", "&lt;", "&#34;", "<script>", "</p>", "<b onclick=x>", "www.", "https://", "@"),
            *("javascript:", "a@b.nl", "112", "0162-489010", "06-12345678", "• ", "1. ", "\n", "\n\n", " ", ".", ","),
            *("(", ")", "{}", "{0}", "\u2028", "\x00", "\u202e", "é", "x"),
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip
UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # html5lib leaves these out
ANYTHING = st.one_of(st.text(max_size=80), NASTY)


def safe(html: Markup) -> list[tuple[str, dict[str, str]]]:
    """The elements, when a browser sees none but ours in it."""
    body = html5lib.parse(f"<!doctype html><body>{html}", namespaceHTMLElements=False).find("body")
    elements = [(one.tag, dict(one.attrib)) for one in body.iter()][1:]
    for tag, attributes in elements:
        assert tag in TAGS, html
        assert not attributes.keys() - ATTRIBUTES, html
        assert tag != "a" or HREF.fullmatch(attributes["href"]), html
    return elements


def text_of(html: Markup) -> str:
    lines = html.replace(Markup("<br>"), "\n")
    body = html5lib.parse(f"<!doctype html><body>{lines}", namespaceHTMLElements=False).find("body")
    return "".join(body.itertext())


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
@example('https://x.nl/"onmouseover=alert(1)')
@example("https://<script>")
@example("www.x'onclick='y")
@example('a"b@c.nl')
@example("{}{0}{tekst}%s")
def test_no_words_of_the_bot_become_a_tag_or_an_attribute(tekst: str) -> None:
    safe(shown(tekst))
    safe(Markup("<p>{}</p>").format(linked(tekst)))


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
@example("<img src=x onerror=alert(1)>")
def test_the_words_of_a_resident_become_lines_and_nothing_else(tekst: str) -> None:
    assert {tag for tag, _ in safe(plain(tekst))} <= {"p", "br"}
    assert text_of(plain(tekst)).split() == tekst.split() or UNREADABLE.search(tekst)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.from_regex(r"[a-z•.@ 0-9-]{1,30}", fullmatch=True), max_size=6))
def test_no_word_is_lost_on_the_way(lines: list[str]) -> None:
    tekst = "\n".join(lines)
    kept = "".join(tekst.split()).replace("•", "")
    assert "".join(text_of(shown(tekst)).split()).replace("•", "") == kept


PHONES = [
    ("Bel 112.", ["112"]),
    ("Bel 113 of 0800-0113.", ["113", "08000113"]),
    ("Gemeente Oosterhout: 14 0162 (gewone belkosten)", ["140162"]),
    ("140162", ["140162"]),
    ("0162-748600", ["0162748600"]),
    ("(0162) 48 90 10", ["0162489010"]),
    ("0162 48 90 10.", ["0162489010"]),
    ("088-5054334, 0900-8844", ["0885054334", "09008844"]),
    ("0800-8765432", ["08008765432"]),
    ("06-12345678", ["0612345678"]),
    ("06 12 34 56 78", ["0612345678"]),
    ("0900 1450", ["09001450"]),
    ("Is het nu gevaarlijk? Bel 112, of ga naar buiten.", ["112"]),
]


@pytest.mark.parametrize(("line", "numbers"), PHONES)
def test_a_number_to_call_can_be_tapped(line: str, numbers: list[str]) -> None:
    hrefs = [attributes["href"] for tag, attributes in safe(linked(line)) if tag == "a"]
    assert hrefs == [f"tel:{number}" for number in numbers]
    assert text_of(linked(line)) == line


NO_PHONES = [
    "Het kost 112 euro.",
    "€ 112",
    "€ 113,50 per maand",
    "€ 1.112",
    "112,50",
    "Kerkstraat 112",
    "Kerkstraat 113, 4901 AB Oosterhout",
    "Kerkstraat 112a",
    "Kerkstraat 112-114",
    "Uw nummer is 1234-5678.",
    "24-11-2026",
    "04-12-2026 om 10.00 uur",
    "09.00 - 17.00",
    "van 09:00 tot 12:30",
    "01-12 tot 31-12-2026",
    "4901 AB",
    "0,50 euro",
    "113.nl",
    "www.113.nl",
    "https://112.nl/0162-748600",
    "dossier 2026-0112",
]


@pytest.mark.parametrize("line", NO_PHONES)
def test_a_price_a_house_number_or_a_date_is_no_number_to_call(line: str) -> None:
    hrefs = [attributes["href"] for tag, attributes in safe(linked(line)) if tag == "a"]
    assert not [href for href in hrefs if href.startswith("tel:")]


SITES = [
    ("Kijk op www.oosterhout.nl.", "https://www.oosterhout.nl"),
    ("(zie https://surplus.nl/hulp)", "https://surplus.nl/hulp"),
    ("https://a.nl/x?y=1&z=2, of bel", "https://a.nl/x?y=1&z=2"),
    ("mail info@surplus.nl!", "mailto:info@surplus.nl"),
    ("jan.de-boer+hulp@mail.voorbeeld.nl", "mailto:jan.de-boer+hulp@mail.voorbeeld.nl"),
]


@pytest.mark.parametrize(("line", "href"), SITES)
def test_a_site_or_an_address_can_be_tapped_without_the_point_behind_it(line: str, href: str) -> None:
    links = [attributes for tag, attributes in safe(linked(line)) if tag == "a"]
    assert [link["href"] for link in links] == [href]
    if href.startswith("https"):
        assert "noreferrer" in links[0]["rel"]  # where it stood is nobody's business
    assert text_of(linked(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        "javascript:alert(1)",
        "http://elders.nl",
        "data:text/html,x",
        "ftp://x.nl",
        "//x.nl",
        "WWW",
        "@",
        "a@b",
    ],
)
def test_what_is_no_safe_address_stays_text(line: str) -> None:
    assert linked(line) == line.replace('"', "&#34;")


def test_paragraphs_lists_and_numbered_places_are_seen_as_such() -> None:
    html = shown("Kop\n\n• een\n• twee\nna\n\n1. Plek\nuitleg")
    tags = [tag for tag, _ in safe(html)]
    assert tags == ["p", "ul", "li", "li", "p", "p", "strong", "br"]
    assert shown("") == shown("\n\n \n\n") == ""


def test_every_number_on_the_kaart_can_be_tapped_and_nothing_else_of_a_place(chat: ChatSite) -> None:
    """The real records, as they are really said."""
    app: App = chat.bot.app
    every = {number for row in app.kaart.nu for number in digits(row.telefoon)}
    assert len(every) > 20
    for row in app.kaart.nu:
        said = app.renderer.contact(row.id, chat.bot.clock.now().date())
        tels = {a["href"][4:] for tag, a in safe(shown(said)) if tag == "a" and a["href"].startswith("tel:")}
        assert tels <= every, (row.id, tels, said)
        assert digits(row.telefoon) <= tels or row.telefoon not in said, (row.id, tels, said)


def digits(telefoon: str | None) -> set[str]:
    """The numbers in "113 of 0800-0113"."""
    return {re.sub(r"\D", "", part) for part in re.split(r"\bof\b|,", telefoon or "")} - {""}


def test_every_112_in_what_the_bot_says_can_be_tapped(chat: ChatSite) -> None:
    teksten = chat.bot.app.renderer.teksten
    for key in sorted(teksten.all_keys()):
        tekst = teksten.text(key).tekst
        hrefs = [attributes.get("href") for tag, attributes in safe(shown(tekst)) if tag == "a"]
        assert hrefs.count("tel:112") == len(re.findall(r"\b112\b", tekst)), key
