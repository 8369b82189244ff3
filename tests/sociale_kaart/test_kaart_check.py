"""What the check tells an editor."""

from datetime import date

import pytest

from sociale_kaart.check import CHECK_DAYS, CHECK_DAYS_NUMBER, controleer
from sociale_kaart.findings import Bevinding, Ernst
from sociale_kaart.load import load
from sociale_kaart.teksten import leefgebied_ids
from tests.sociale_kaart.goede_rij import kaart_of

TODAY = date(2026, 11, 22)
ALL = ";".join(f"{id}:0.5" for id in sorted(leefgebied_ids()))
CLEAN = {"leefgebieden": ALL, "website": "fietsclub.nl", "nagekeken_op": "2026-11-01"}


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
    ],
)
def test_one_thing_wrong_gives_one_finding(cells: dict[str, str], code: str) -> None:
    assert codes(CLEAN | cells) == [code]


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


@pytest.mark.parametrize(("soort", "days"), [("plek", CHECK_DAYS), ("hulplijn", CHECK_DAYS_NUMBER)])
def test_a_check_is_overdue_the_day_after_the_limit(soort: str, days: int) -> None:
    place = CLEAN | {"id": "plek", "naam": "Ander"}
    kaart = kaart_of(place, CLEAN | {"soort": soort, "nagekeken_op": "2026-01-01"})
    due = date.fromordinal(date(2026, 1, 1).toordinal() + days)
    assert not [f for f in controleer(kaart, due) if f.id == "fietsclub"]
    (finding,) = (f for f in controleer(kaart, date.fromordinal(due.toordinal() + 1)) if f.id == "fietsclub")
    assert finding.code == "nakijken_te_laat"
    assert str(days + 1) in finding.wat


def test_a_leefgebied_without_a_place_of_weight_is_named() -> None:
    weak = ALL.replace("verlies:0.5", "verlies:0.4")
    (finding,) = controleer(kaart_of(CLEAN | {"leefgebieden": weak}), TODAY)
    assert finding.code == "leefgebied_leeg"
    assert "verlies" in finding.wat


def test_names_that_are_nearly_the_same_are_named_once() -> None:
    twin = {"id": "tweede", "naam": "Fiets-club"}
    (finding,) = controleer(kaart_of(CLEAN, CLEAN | twin), TODAY)
    assert (finding.code, finding.id) == ("dubbel_naam", "fietsclub")
    assert "Fiets-club" in finding.wat


def test_an_outdated_row_is_named() -> None:
    assert codes(CLEAN, CLEAN | {"id": "oud", "naam": "Oud", "status": "verouderd"}) == ["status_verouderd"]


def test_the_kaart_of_the_program_only_lacks_a_human_look() -> None:
    findings = controleer(load(), TODAY)
    assert {f.code for f in findings if f.ernst is Ernst.FOUT} == {"hulplijn_nooit_nagekeken"}
    assert all(isinstance(f, Bevinding) and f.wat and f.remedie for f in findings)
