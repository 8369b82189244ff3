"""What the check tells an editor."""

from datetime import date

import pytest

from sociale_kaart.check import CHECK_DAYS, CHECK_DAYS_NUMBER, controleer
from sociale_kaart.check.numbers import digits, old_numbers
from sociale_kaart.findings import Bevinding, Ernst
from sociale_kaart.gemeld import Gemeld
from sociale_kaart.load import load
from sociale_kaart.teksten import leefgebied_ids
from tests.sociale_kaart.goede_rij import kaart_of

TODAY = date(2026, 11, 22)
ALL = ";".join(f"{id}:0.5" for id in sorted(leefgebied_ids()))
CLEAN = {
    "leefgebieden": ALL,
    "organisatie": "Club",
    "website": "fietsclub.nl",
    "nagekeken_op": "2026-11-01",
}


def codes(*rows: dict[str, str]) -> list[str]:
    return [finding.code for finding in controleer(kaart_of(*rows), TODAY)]


def test_a_clean_kaart_has_no_findings() -> None:
    assert controleer(kaart_of(CLEAN), TODAY) == ()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"telefoon": "0162 123456", "telefoon_kosten": "gratis"}, "telefoon_vorm"),
        ({"telefoon": "0162-12345", "telefoon_kosten": "gratis"}, "telefoon_vorm"),
        ({"telefoon": "0800-123", "telefoon_kosten": "gratis"}, "telefoon_vorm"),
        ({"telefoon": "112 of 911", "telefoon_kosten": "gratis"}, "telefoon_vorm"),
        ({"telefoon": "0800-1234"}, "telefoon_kosten_ontbreken"),
        ({"website": "https://fietsclub.nl"}, "website_vorm"),
        ({"website": "fietsclub"}, "website_vorm"),
        ({"website": ""}, "contact_ontbreekt"),
        ({"nagekeken_op": ""}, "nooit_nagekeken"),
        ({"nagekeken_op": "2026-11-23"}, "nagekeken_in_toekomst"),
        ({"telefoon": "0169-123456", "telefoon_kosten": "gratis"}, "telefoon_bestaat_niet"),
        ({"telefoon": "0900-0767", "telefoon_kosten": "gratis"}, "telefoon_vervangen"),
        ({"telefoon": "112 of 0900 2020496", "telefoon_kosten": "gratis"}, "telefoon_vervangen"),
        ({"geheim_adres": "ja", "omschrijving": "Wij zitten op 4902 ZP."}, "geheim_adres_in_tekst"),
        ({"geheim_adres": "ja", "let_op": "bij 4902zp om de hoek"}, "geheim_adres_in_tekst"),
        ({"geldig_tot": "2026-11-22"}, "geldigheid_bijna"),
        ({"geldig_tot": "2026-12-22"}, "geldigheid_bijna"),
    ],
)
def test_one_thing_wrong_gives_one_finding(cells: dict[str, str], code: str) -> None:
    assert codes(CLEAN | cells) == [code]


@pytest.mark.parametrize("tekst", ["gezien in 2022 op de site", "tot 1500 km", "tussen 1000 en 1200"])
def test_a_number_before_a_word_is_no_postcode_of_a_secret_address(tekst: str) -> None:
    assert codes(CLEAN | {"geheim_adres": "ja", "omschrijving": tekst}) == []


@pytest.mark.parametrize(
    "telefoon", ["112", "113 of 0800-0113", "14 0162", "0900-8844", "0800-3355555", "030-7606055"]
)
def test_a_well_formed_number_is_left_alone(telefoon: str) -> None:
    assert codes(CLEAN | {"telefoon": telefoon, "telefoon_kosten": "gratis"}) == []


def test_a_hulplijn_that_nobody_checked_is_a_fault_and_a_place_a_remark() -> None:
    line = {"id": "lijn", "naam": "Lijn", "soort": "hulplijn", "nagekeken_op": ""}
    findings = controleer(kaart_of(CLEAN | {"nagekeken_op": ""}, CLEAN | line), TODAY)
    assert [(f.id, f.code, f.ernst) for f in findings] == [
        ("fietsclub", "nooit_nagekeken", Ernst.LET_OP),
        ("lijn", "hulplijn_nooit_nagekeken", Ernst.FOUT),
    ]


@pytest.mark.parametrize(
    ("soort", "days", "code", "ernst"),
    [
        ("plek", CHECK_DAYS, "nakijken_te_laat", Ernst.LET_OP),
        ("hulplijn", CHECK_DAYS_NUMBER, "hulplijn_te_laat", Ernst.FOUT),
        ("noodnummer", CHECK_DAYS_NUMBER, "hulplijn_te_laat", Ernst.FOUT),
    ],
)
def test_a_check_is_overdue_the_day_after_the_limit(soort: str, days: int, code: str, ernst: Ernst) -> None:
    place = CLEAN | {"id": "plek", "naam": "Ander"}
    kaart = kaart_of(place, CLEAN | {"soort": soort, "nagekeken_op": "2026-01-01"})
    due = date.fromordinal(date(2026, 1, 1).toordinal() + days)
    assert not [f for f in controleer(kaart, due) if f.id == "fietsclub"]
    (finding,) = (f for f in controleer(kaart, date.fromordinal(due.toordinal() + 1)) if f.id == "fietsclub")
    assert (finding.code, finding.ernst) == (code, ernst)
    assert str(days + 1) in finding.wat


def test_a_leefgebied_without_a_place_of_weight_is_named() -> None:
    weak = ALL.replace("verlies:0.5", "verlies:0.4")
    (finding,) = controleer(kaart_of(CLEAN | {"leefgebieden": weak}), TODAY)
    assert finding.code == "leefgebied_leeg"
    assert "verlies" in finding.wat


def test_what_has_ended_is_named_and_fills_no_leefgebied() -> None:
    found = controleer(kaart_of(CLEAN | {"geldig_tot": "2026-11-21"}), TODAY)
    assert found[0].code == "geldigheid_voorbij"
    assert {finding.code for finding in found[1:]} == {"leefgebied_leeg"}
    assert codes(CLEAN | {"geldig_tot": "2026-12-23"}) == []


def test_a_replaced_number_is_named_with_the_new_one_and_who_says_so() -> None:
    old = {"telefoon": "0900-0767", "telefoon_kosten": "gewone belkosten"}
    (finding,) = controleer(kaart_of(CLEAN | old), TODAY)
    assert finding.ernst is Ernst.FOUT
    assert "088-0767000" in finding.wat
    assert "nrc.nl" in finding.wat


def test_no_replaced_number_stands_on_the_kaart_and_each_new_one_has_a_source() -> None:
    shown = {digits(number) for row in load() for number in row.telefoonnummers}
    assert not shown & old_numbers().keys()
    assert all(
        row.bron and row.nieuw and digits(row.nieuw) not in old_numbers() for row in old_numbers().values()
    )


def test_what_was_called_wrong_is_named_with_its_words_also_when_the_row_is_gone() -> None:
    said = [
        Gemeld(3, "fietsclub", "bewoner", "weg", "", TODAY),
        Gemeld(4, "weg-is-weg", "collega", "anders", "heet nu anders", TODAY),
    ]
    first, second = controleer(kaart_of(CLEAN), TODAY, said)
    assert (first.code, first.id, second.code, second.id) == (
        "gemeld",
        "fietsclub",
        "gemeld_rij_weg",
        "weg-is-weg",
    )
    assert "Het is er niet meer." in first.wat
    assert "heet nu anders" in second.wat


def test_an_outdated_row_is_named() -> None:
    assert codes(CLEAN, CLEAN | {"id": "oud", "naam": "Oud", "status": "verouderd"}) == ["status_verouderd"]


def test_the_kaart_of_the_program_only_lacks_a_human_look() -> None:
    findings = controleer(load(), TODAY)
    assert {f.code for f in findings if f.ernst is Ernst.FOUT} == {"hulplijn_nooit_nagekeken"}
    assert all(isinstance(f, Bevinding) and f.wat and f.remedie for f in findings)
