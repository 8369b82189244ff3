"""The letter to an organisation: complete, honest about what is not sure, and free of what may not leave."""

import re
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from sociale_kaart.cells import COLUMNS
from sociale_kaart.gemeld import Gemeld
from sociale_kaart.load import load
from sociale_kaart.model import Status
from sociale_kaart.werklijst import letters, zinnen
from tests.sociale_kaart.goede_rij import kaart_of

KAART = load()
ALL = letters(KAART)


def letter_of(*rows: dict[str, str], gemeld: tuple[Gemeld, ...] = ()) -> str:
    (brief,) = letters(kaart_of(*rows), gemeld)
    return brief.tekst


def test_every_row_stands_in_exactly_one_letter() -> None:
    marks = [mark for brief in ALL for mark in re.findall(r"^Kenmerk: (\S+)$", brief.tekst, re.M)]
    assert sorted(marks) == sorted(row.id for row in KAART)
    assert len({brief.bestand for brief in ALL}) == len(ALL)
    assert all(re.fullmatch("[a-z0-9-]+", brief.bestand) for brief in ALL)


def test_rows_of_one_organisation_come_in_one_letter_and_one_without_gets_its_own() -> None:
    made = letters(
        kaart_of(
            {"id": "a", "organisatie": "Brug"}, {"id": "b", "organisatie": "Brug"}, {"id": "c", "naam": "Los"}
        )
    )
    assert [brief.organisatie for brief in made] == ["Brug", "Los"]


def test_each_fact_has_its_own_status_and_what_is_unknown_is_asked_for() -> None:
    tekst = letter_of(
        {"telefoon": "0162-123456", "website": "club.nl", "per_gegeven": "telefoon=deels (gids 2022)"}
    )
    assert "- Telefoon: 0162-123456 (uit de tweede hand, graag nakijken)" in tekst
    assert "- Website: club.nl (gezien bij de bron)" in tekst
    assert re.search(r"Dit weten wij niet: .*adres.*wanneer open", tekst)


def test_a_secret_address_is_said_to_be_secret_and_not_asked_for() -> None:
    tekst = letter_of({"geheim_adres": "ja"})
    assert "- Adres: geheim, staat niet op de kaart" in tekst
    assert not re.search(r"Dit weten wij niet: [^\n]*\badres\b", tekst)


def test_what_was_reported_is_said_without_anybodys_words() -> None:
    said = Gemeld(1, "fietsclub", "bewoner", "anders", "mijn zebrapad", date(2026, 3, 4))
    tekst = letter_of({}, gemeld=(said,))
    assert "Op 4 maart 2026 liet iemand ons weten: Er klopt iets niet." in tekst
    assert "zebrapad" not in tekst


def test_nothing_for_the_editor_leaves_the_house() -> None:
    whole = "\n".join(brief.tekst for brief in ALL)
    for row in KAART:
        for sentence in filter(None, re.split(r"(?<=[.:;])\s+", row.let_op)):
            assert sentence not in whole or sentence in row.omschrijving + row.toegang, row.id


def test_a_mail_opens_as_a_draft_to_nobody_and_says_the_same() -> None:
    (brief,) = letters(kaart_of({"naam": "Café\nvalse kop: x"}))
    mail = cast("EmailMessage", message_from_bytes(brief.mail(), policy=default))
    assert (mail["To"], mail["X-Unsent"]) == (None, "1")
    assert mail["Subject"] == brief.onderwerp
    assert mail.get_content().strip() == brief.tekst.strip()
    assert "\n" not in brief.onderwerp


def test_the_number_to_call_is_that_of_the_municipality_and_only_when_confirmed() -> None:
    office = {"id": "gemeente", "naam": "Gemeente", "soort": "gemeente", "telefoon": "14 0162"}
    assert "Bel de gemeente: 14 0162" in letter_of(office)
    assert "Liever bellen" not in letter_of(office | {"status": "deels"})


@pytest.mark.parametrize("text", [t for group in zinnen().values() for t in group.values()])
def test_a_letter_is_plain_dutch(text: str) -> None:
    for sentence in re.split(r"(?<=[.?!:])\s+|\n", text):
        assert len(sentence.split()) <= 15
    assert not re.search(r"\b(?:je|jij|jouw)\b", text)


def test_every_status_has_words_and_every_fact_is_a_column() -> None:
    assert set(zinnen()["zeker"]) == set(Status)
    assert set(zinnen()["gegeven"]) - {"leeftijd", "geldig"} <= set(COLUMNS)
