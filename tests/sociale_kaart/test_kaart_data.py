"""The kaart that comes with the program: what stands in it is known, sourced and readable."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import DEFAULT, load
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.search import Zoekvraag
from sociale_kaart.teksten import leefgebied_ids

ROOT = Path(__file__).parents[2]
ALLOWED: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "toegestaan.toml").read_text(encoding="utf-8")
)
NUMBERS = {number for entry in ALLOWED["nummer"] for number in entry["telefoon"].split(" of ")}
PHONE_LIKE = re.compile(r"(?<![\d-])(?:0\d{1,3}[- ]?\d{4,8}|14 0\d{2,3}|\+31[\d -]+)(?![\d-])")
KAART = load()
ROWS = pytest.mark.parametrize("row", KAART, ids=[row.id for row in KAART])


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]


@pytest.fixture
def kaart() -> SocialeKaart:
    return KAART


def test_the_kaart_holds_the_places_and_numbers_of_the_sources(kaart: SocialeKaart) -> None:
    assert len(kaart) >= 70
    assert not [id for id in ALLOWED["vaste_ids"]["ids"] if id not in kaart]


@pytest.mark.parametrize("entry", ALLOWED["nummer"], ids=lambda entry: entry["ids"][0])
def test_a_number_stands_with_its_own_row_and_status(kaart: SocialeKaart, entry: dict[str, Any]) -> None:
    for id in entry["ids"]:
        row = kaart.get(id)
        assert (row.telefoon, row.status, row.telefoon_kosten) == (
            entry["telefoon"],
            entry["status"],
            entry["telefoon_kosten"],
        )


def test_no_number_stands_in_the_file_that_is_not_on_the_list() -> None:
    found = set(PHONE_LIKE.findall(DEFAULT.read_text(encoding="utf-8")))
    assert found
    assert found <= NUMBERS


def test_every_number_and_website_of_a_row_is_on_the_list(kaart: SocialeKaart) -> None:
    assert {number for row in kaart for number in row.telefoonnummers} == NUMBERS
    assert {row.website for row in kaart if row.website} == set(ALLOWED["websites"]["toegestaan"])


def test_a_contradictory_number_is_left_out(kaart: SocialeKaart) -> None:
    row = kaart.get("juridisch-loket")
    assert (row.telefoon, row.status) == ("", Status.NAKIJKEN)


def test_the_town_hall_that_may_have_moved_has_no_address(kaart: SocialeKaart) -> None:
    assert kaart.get("gemeente").adres == ""


def test_a_row_that_is_only_named_somewhere_has_no_number_of_its_own(kaart: SocialeKaart) -> None:
    own = {row.telefoon for row in kaart if row.status is Status.NAKIJKEN} - {""}
    assert own <= {kaart.get("gemeente").telefoon}


@pytest.mark.parametrize(("table", "column"), [("tijden", "openingstijden"), ("adressen", "adres")])
def test_a_time_or_address_is_on_the_list_and_as_sure_as_its_source(
    kaart: SocialeKaart, table: str, column: str
) -> None:
    found = {
        row.id: [getattr(row, column), str(row.gegeven(column).status)]
        for row in kaart
        if getattr(row, column)
    }
    assert found == ALLOWED[table]


def test_times_to_count_with_stand_only_with_times_to_read_and_are_as_sure(kaart: SocialeKaart) -> None:
    rows = [row for row in kaart if row.rooster]
    assert rows
    assert not [row.id for row in rows if not row.openingstijden]
    assert all(row.gegeven("rooster").status == row.gegeven("openingstijden").status for row in rows)


def test_a_wijk_stands_only_where_a_source_names_it(kaart: SocialeKaart) -> None:
    assert {row.id: row.wijken for row in kaart if row.wijken} == {"dorpshuis-den-brink": ("Den Hout",)}


def test_what_no_source_says_is_empty(kaart: SocialeKaart) -> None:
    assert not [
        row.id
        for row in kaart
        if row.talen or row.toegankelijk or row.wachtlijst or row.meenemen or row.breedte or row.lengte
    ]


def test_nobody_has_checked_a_row_live_yet(kaart: SocialeKaart) -> None:
    assert not [row.id for row in kaart if row.nagekeken_op]


def test_every_hulplijn_and_noodnummer_can_be_reached_or_says_why_not(kaart: SocialeKaart) -> None:
    lines = [row for row in kaart if row.soort in (Soort.HULPLIJN, Soort.NOODNUMMER)]
    assert not [row.id for row in lines if not row.telefoon and not (row.website and row.let_op)]


def test_every_leefgebied_is_the_projects_and_has_a_place(kaart: SocialeKaart) -> None:
    project = tomllib.loads((ROOT / "intents" / "leefgebieden.toml").read_text(encoding="utf-8"))
    assert leefgebied_ids() == set(project)
    served = {name for row in kaart if row.soort is Soort.PLEK for name, _ in row.leefgebieden}
    assert served == set(project)


@ROWS
def test_a_resident_can_read_the_row(row: Voorziening) -> None:
    for text in (row.omschrijving, row.toegang, row.kosten):
        assert not [sentence for sentence in sentences(text) if len(sentence.split()) > 15]
        assert not re.search(r"\b(?:je|jij|jouw)\b", text, re.IGNORECASE)
    assert len(sentences(row.omschrijving)) <= 3


@ROWS
def test_a_row_has_words_and_questions_of_residents(row: Voorziening) -> None:
    assert len(row.woorden) >= 10
    assert 2 <= len(row.voorbeeldvragen) <= 5
    assert len(set(row.woorden)) == len(row.woorden)


@ROWS
def test_a_source_says_where_and_when(row: Voorziening) -> None:
    assert row.bron
    assert "http" not in row.bron
    assert not row.bron_jaar or row.gezien_in in range(2010, 2027)


SUGGESTED = [
    row for row in KAART if row.soort in (Soort.PLEK, Soort.HULPLIJN) and row.status is not Status.VEROUDERD
]


@pytest.mark.parametrize("row", SUGGESTED, ids=[row.id for row in SUGGESTED])
def test_a_row_is_found_by_one_of_its_own_questions(kaart: SocialeKaart, row: Voorziening) -> None:
    leefgebied = (row.leefgebieden[0][0], 0.8)
    found = [kaart.zoek(Zoekvraag(vraag, (leefgebied,))) for vraag in row.voorbeeldvragen]
    assert any(row.id == vondst.voorziening.id for vondsten in found for vondst in vondsten)
