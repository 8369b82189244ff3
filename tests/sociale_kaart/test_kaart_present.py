"""What a resident sees: only what the record holds, and nothing unconfirmed as a fact."""

import re
import string
from dataclasses import replace
from datetime import date

import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.present import (
    contact_lines,
    cost_line,
    end_line,
    fact,
    reach_lines,
    status_of,
    sure_facts,
    sure_line,
    waiting_line,
)
from sociale_kaart.teksten import HERE, teksten
from tests.sociale_kaart.goede_rij import kaart_of

KAART = load()
ROWS = pytest.mark.parametrize("row", KAART, ids=[row.id for row in KAART])
NOT_ALL = "Niet alles is nagekeken. Vraag even na of dit nog klopt."
GEMEENTE = {"id": "gemeente", "naam": "Gemeente", "soort": "gemeente", "telefoon": "14 0162"}


def made(**cells: str) -> tuple[Voorziening, SocialeKaart]:
    kaart = kaart_of(cells, GEMEENTE)
    return kaart.get("fietsclub"), kaart


def test_a_confirmed_row_shows_its_facts_plainly() -> None:
    row, kaart = made(
        telefoon="0162-123456", website="fietsclub.nl", adres="Plein 1", openingstijden="elke dag"
    )
    assert reach_lines(row, kaart) == (
        "Telefoon: 0162-123456",
        "Website: fietsclub.nl",
        "Adres: Plein 1",
        "Open: elke dag",
    )


def test_an_old_fact_shows_its_year_and_a_second_hand_one_that_it_is_unchecked() -> None:
    old, kaart = made(telefoon="0162-123456", status="verouderd", bron_jaar="2017")
    assert reach_lines(old, kaart) == ("Telefoon, gezien in 2017: 0162-123456",)
    unsure, kaart = made(telefoon="0162-123456", status="deels")
    assert reach_lines(unsure, kaart) == ("Telefoon, nog niet nagekeken: 0162-123456",)
    without_year, kaart = made(adres="Plein 1", website="a.nl", status="nakijken", bron_jaar="")
    assert reach_lines(without_year, kaart)[1] == "Adres, nog niet nagekeken: Plein 1"


def test_without_any_way_to_reach_it_the_municipality_is_named() -> None:
    row, kaart = made()
    assert reach_lines(row, kaart) == ("Bel de gemeente: 14 0162. Zij zeggen waar u heen kunt.",)


def test_the_municipal_number_is_only_given_when_the_kaart_confirms_it() -> None:
    row, _ = made()
    expected = ("Vraag het bij de gemeente. Zij zeggen waar u heen kunt.",)
    assert reach_lines(row, kaart_of({})) == expected
    assert reach_lines(row, kaart_of(GEMEENTE | {"status": "deels"})) == expected


def test_the_municipal_number_itself_needs_no_hedge_in_an_unsure_row() -> None:
    row, kaart = made(telefoon="14 0162", status="deels")
    assert reach_lines(row, kaart) == ("Telefoon: 14 0162",)


def test_a_door_comes_first_and_is_enough() -> None:
    row, kaart = made(toegang="U maakt een afspraak via uw eigen huisarts.")
    assert reach_lines(row, kaart) == ("U maakt een afspraak via uw eigen huisarts.",)


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"kosten": "gratis"}, "Het kost niets."),
        ({"kosten": "gratis", "status": "deels"}, "Het was gratis in 2024. Vraag na of dat nog zo is."),
        (
            {"kosten": "gratis", "status": "deels", "bron_jaar": ""},
            "Het is misschien gratis. Vraag het even na.",
        ),
        ({}, "Wat het kost weten we niet. Vraag het even na."),
        ({"kosten": "U geeft wat u zelf wilt."}, "U geeft wat u zelf wilt."),
        (
            {"kosten": "U geeft wat u zelf wilt.", "status": "nakijken"},
            "U geeft wat u zelf wilt. Vraag na of dat nog zo is.",
        ),
        ({"soort": "hulplijn", "telefoon": "0800-1", "telefoon_kosten": "gratis"}, "Bellen is gratis."),
        (
            {"soort": "hulplijn", "telefoon": "088-1", "telefoon_kosten": "gewone belkosten"},
            "U betaalt de gewone belkosten.",
        ),
        (
            {"soort": "hulplijn", "telefoon": "0900-1", "telefoon_kosten": "2 cent per minuut"},
            "Bellen kost 2 cent per minuut.",
        ),
        ({"soort": "hulplijn", "telefoon": "0900-1"}, "Wat bellen kost weten we niet."),
    ],
)
def test_what_it_costs_is_only_said_when_the_source_says_so(cells: dict[str, str], line: str) -> None:
    assert cost_line(made(**cells)[0]) == line


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, "Dit is gezien in 2024. Vraag even na of het nog klopt."),
        ({"bron_jaar": ""}, "We weten niet zeker of dit nog klopt. Vraag het even na."),
        ({"status": "verouderd"}, "Dit is voor het laatst gezien in 2024. Misschien is het er niet meer."),
        ({"nagekeken_op": "2027-02-03"}, "Wij hebben dit nagekeken op 3 februari 2027."),
        ({"soort": "hulplijn"}, ""),
        ({"soort": "hulplijn", "status": "deels"}, "Dit is gezien in 2024. Vraag even na of het nog klopt."),
    ],
)
def test_how_sure_we_are(cells: dict[str, str], line: str) -> None:
    assert sure_line(made(**cells)[0]) == line


def test_all_that_belongs_below_a_name_comes_together() -> None:
    row, kaart = made(soort="hulplijn", telefoon="0800-1234", telefoon_kosten="gratis")
    assert contact_lines(row, kaart) == ("Telefoon: 0800-1234", "Bellen is gratis.")


def test_each_fact_is_as_sure_as_itself_and_not_as_its_row() -> None:
    row, kaart = made(
        telefoon="0162-123456",
        website="a.nl",
        adres="Plein 1",
        per_gegeven="telefoon=deels (gids 2022); adres=nakijken (visie 2021)",
    )
    assert reach_lines(row, kaart) == (
        "Telefoon, nog niet nagekeken: 0162-123456",
        "Website: a.nl",
        "Adres, gezien in 2021: Plein 1",
    )
    sure, kaart = made(
        telefoon="0162-123456", website="a.nl", status="deels", per_gegeven="website=bevestigd"
    )
    assert reach_lines(sure, kaart) == ("Telefoon, nog niet nagekeken: 0162-123456", "Website: a.nl")


def test_a_confirmed_line_with_a_fact_that_is_not_says_to_ask() -> None:
    line = {"soort": "hulplijn", "telefoon": "0800-1234", "openingstijden": "elke dag"}
    row, _ = made(**line, per_gegeven="openingstijden=deels")
    assert sure_line(row) == NOT_ALL
    checked, _ = made(**line, per_gegeven="openingstijden=deels", nagekeken_op="2027-02-03")
    assert sure_line(checked).startswith("Wij hebben dit nagekeken op 3 februari 2027. Niet alles")
    assert sure_facts(row, "openingstijden", "telefoon") == ("0800-1234",)


@pytest.mark.parametrize(
    ("kolom", "cell"),
    [
        ("naam", "Fietsclub"),
        ("omschrijving", "U kunt hier samen fietsen."),
        ("toegang", "Bel eerst even."),
        ("doelgroep", "jonge ouders"),
        ("leeftijd_van", "8"),
        ("leeftijd_tot", "18"),
        ("voor_naasten", "ja"),
        ("talen", "nl;en"),
        ("toegankelijk", "rolstoel"),
        ("wijken", "Slotjes"),
        ("geldig_tot", "2027-06-01"),
    ],
)
def test_a_fact_without_a_hedge_of_its_own_is_doubted_below(kolom: str, cell: str) -> None:
    checked = {"nagekeken_op": "2027-02-03", kolom: cell}
    sure, _ = made(**checked)
    assert sure_line(sure) == "Wij hebben dit nagekeken op 3 februari 2027."
    unsure, kaart = made(**checked, per_gegeven=f"{kolom}=deels")
    assert contact_lines(unsure, kaart)[-1] == f"{sure_line(sure)} {NOT_ALL}"
    empty, _ = made(nagekeken_op="2027-02-03", per_gegeven=f"{kolom}=deels")
    assert (NOT_ALL in sure_line(empty)) is (kolom in ("naam", "omschrijving"))


def test_what_a_call_costs_is_doubted_where_it_is_shown() -> None:
    unsure = {"telefoon": "0800-1234", "telefoon_kosten": "gratis", "per_gegeven": "telefoon_kosten=deels"}
    assert sure_line(made(**unsure, soort="hulplijn")[0]) == NOT_ALL
    assert NOT_ALL not in sure_line(made(**unsure, nagekeken_op="2027-02-03")[0])


@pytest.mark.parametrize(("kolom", "cell"), [("woorden", "fiets"), ("kosten", "gratis"), ("rooster", "")])
def test_a_fact_that_is_not_shown_or_has_its_own_words_raises_no_doubt(kolom: str, cell: str) -> None:
    row, _ = made(nagekeken_op="2027-02-03", per_gegeven=f"{kolom}=deels", **{kolom: cell})
    assert NOT_ALL not in sure_line(row)


def test_an_address_is_printed_whole_and_as_sure_as_its_least_part() -> None:
    place = {"adres": "Plein 1", "postcode": "4902 ZP", "plaats": "Oosterhout"}
    row, kaart = made(**place)
    assert reach_lines(row, kaart)[0] == "Adres: Plein 1, 4902 ZP Oosterhout"
    unsure, kaart = made(**place, per_gegeven="postcode=deels")
    assert reach_lines(unsure, kaart)[0].startswith("Adres, nog niet nagekeken: ")
    assert fact(made(plaats="Oosterhout")[0], "adres") == ""


def test_a_secret_address_gets_a_sentence_and_never_a_line_even_if_it_slipped_through() -> None:
    row, kaart = made(geheim_adres="ja", telefoon="0162-123456")
    assert reach_lines(row, kaart)[1] == "Het adres is geheim."
    slipped = replace(row, adres="Zebrapad 1", postcode="4902 ZP", plaats="Oosterhout")
    assert not [line for line in contact_lines(slipped, kaart) if "Zebrapad" in line or "4902" in line]
    silent, kaart = made(geheim_adres="ja")
    assert reach_lines(silent, kaart)[0] == "Het adres is geheim."


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, ""),
        ({"wachtlijst": "U wacht nu drie weken."}, "U wacht nu drie weken."),
        (
            {"wachtlijst": "U wacht nu drie weken.", "per_gegeven": "wachtlijst=deels"},
            "U wacht nu drie weken. Vraag na of dat nog zo is.",
        ),
    ],
)
def test_a_waiting_list_is_shown(cells: dict[str, str], line: str) -> None:
    row, kaart = made(**cells)
    assert waiting_line(row) == line
    assert not line or line in contact_lines(row, kaart)


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, ""),
        ({"geldig_tot": "2027-06-01"}, ""),
        ({"geldig_tot": "2026-12-31"}, "Dit kan tot en met 31 december 2026."),
        ({"geldig_tot": "2026-11-22"}, "Dit kan tot en met 22 november 2026."),
        ({"geldig_tot": "2026-11-21"}, "Dit kon tot en met 21 november 2026. Vraag na of het nog kan."),
        ({"geldig_van": "2027-01-04"}, "Dit begint op 4 januari 2027."),
        ({"geldig_van": "2026-01-04"}, ""),
    ],
)
def test_the_last_day_is_named_when_it_is_near(cells: dict[str, str], line: str) -> None:
    row, kaart = made(**cells)
    today = date(2026, 11, 22)
    assert end_line(row, today) == line
    assert not line or line in contact_lines(row, kaart, today)
    assert line == "" or line not in contact_lines(row, kaart)


@ROWS
def test_nothing_unconfirmed_is_shown_as_a_fact(row: Voorziening) -> None:
    shown = "\n".join(contact_lines(row, KAART))
    labels = {"telefoon": "Telefoon", "website": "Website", "adres": "Adres", "openingstijden": "Open"}
    unsure = [kind for kind in labels if fact(row, kind) and status_of(row, kind) is not Status.BEVESTIGD]
    for kind in unsure:
        assert f"{labels[kind]}: " not in shown.replace("Telefoon: 14 0162", "")
    if unsure or row.status is not Status.BEVESTIGD:
        assert "Vraag" in shown or "Misschien" in shown


@ROWS
def test_no_secret_and_no_word_for_the_editor_is_ever_printed(row: Voorziening) -> None:
    shown = "\n".join(contact_lines(row, KAART, date(2026, 11, 22)))
    for sentence in filter(None, re.split(r"(?<=[.:;])\s+", row.let_op)):
        assert sentence not in shown
    assert "Adres" not in shown or not row.geheim_adres
    assert row.bron not in shown
    assert not row.nagekeken_door or row.nagekeken_door not in shown


@ROWS
def test_a_resident_always_has_somewhere_to_turn_and_never_reads_the_editors_note(row: Voorziening) -> None:
    lines = contact_lines(row, KAART)
    assert lines
    assert row.toegang or row.telefoon or row.website or "14 0162" in "\n".join(lines)
    assert not row.let_op or row.let_op not in "\n".join(lines)


def test_every_confirmed_number_of_a_line_is_shown_without_doubt() -> None:
    lines = [
        r for r in KAART if r.soort in (Soort.HULPLIJN, Soort.NOODNUMMER) and r.status is Status.BEVESTIGD
    ]
    assert len(lines) >= 10
    for row in lines:
        assert f"Telefoon: {row.telefoon}" in contact_lines(row, KAART)


SENTENCES = [(group, key, text) for group, texts in teksten().items() for key, text in texts.items()]


@pytest.mark.parametrize(("group", "key", "text"), SENTENCES, ids=[f"{g}.{k}" for g, k, _ in SENTENCES])
def test_a_text_is_short_and_says_u(group: str, key: str, text: str) -> None:
    for sentence in re.split(r"(?<=[.?!])\s+", text):
        assert len(sentence.split()) <= 15
    assert not re.search(r"\b(?:je|jij|jouw)\b", text)
    if group not in ("onderwerp", "onderwerp_ander", "contact", "maand", "pagina", "taal", "bewaren"):
        assert text.endswith(".")
    assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= {
        *("onderwerp", "woord", "waarde", "jaar", "telefoon", "telefoon_kosten", "datum", "kosten"),
        *("wachtlijst", "aantal", "naam", "van", "tot", "bron", "gemeente"),
    }


def test_every_text_key_is_used_by_the_code() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.py"))
    parts = [re.sub(r"_(?:toen|misschien)$", "", key) for group, key, _ in SENTENCES if group == "contact"]
    keys = [key for group, key, _ in SENTENCES if group in ("reden", "kosten", "zekerheid", "duur")]
    assert not [key for key in (*parts, *keys) if f'"{key}"' not in code]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, "Neem mee: een legitimatie, de brief."),
        (
            {"per_gegeven": "meenemen=deels"},
            "Neem mee: een legitimatie, de brief. Vraag na of dat nog zo is.",
        ),
    ],
)
def test_what_to_bring_is_shown(cells: dict[str, str], line: str) -> None:
    row, kaart = made(meenemen="een legitimatie;de brief", **cells)
    assert line in contact_lines(row, kaart)
