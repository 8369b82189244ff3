"""Reading the CSV: what Excel writes is taken, and every fault is named at once with place and remedy."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociale_kaart.cells import COLUMNS
from sociale_kaart.errors import KaartError, SocialeKaartError, VoorzieningNotFoundError
from sociale_kaart.findings import Bevinding
from sociale_kaart.load import DEFAULT, load, parse_csv
from sociale_kaart.model import Gebied, Soort, Status, Trede
from sociale_kaart.teksten import meldingen
from tests.sociale_kaart.goede_rij import GOOD, csv_text, kaart_of, rows_of


def findings_of(text: str) -> tuple[Bevinding, ...]:
    with pytest.raises(KaartError) as caught:
        parse_csv(text, "test.csv")
    return caught.value.bevindingen


def test_a_good_row_comes_back_typed() -> None:
    (row,) = rows_of(
        {"leeftijd_van": "4", "leeftijd_tot": "18", "nagekeken_op": "2026-11-22", "status": "Deels"}
    )
    assert (row.leefgebieden, row.woorden) == (
        (("meedoen", 0.8), ("contact", 0.4)),
        ("fietsen", "fiets", "tocht"),
    )
    assert (row.leeftijd_van, row.leeftijd_tot, row.voor_naasten, row.vrij_toegankelijk) == (
        4,
        18,
        False,
        True,
    )
    assert (row.trede, row.soort, row.status, row.gebied) == (
        Trede.VRIJ_TOEGANKELIJK,
        Soort.PLEK,
        Status.DEELS,
        Gebied.OOSTERHOUT,
    )
    assert str(row.nagekeken_op) == "2026-11-22"


def test_the_heaviest_leefgebied_comes_first_and_a_comma_is_a_point() -> None:
    (row,) = rows_of({"leefgebieden": "contact:0,3;meedoen:1"})
    assert row.leefgebieden == (("meedoen", 1.0), ("contact", 0.3))


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_files_of_excel_and_libreoffice_are_read(
    tmp_path: Path, delimiter: str, encoding: str, newline: str
) -> None:
    file = tmp_path / "kaart.csv"
    text = csv_text({"naam": "Café, of zo; ja"}, delimiter=delimiter).replace("\n", newline)
    file.write_bytes(text.encode(encoding))
    assert load(file).get("fietsclub").naam == "Café, of zo; ja"


def test_columns_may_stand_in_another_order() -> None:
    text = csv_text({}, columns=tuple(reversed(COLUMNS)))
    assert parse_csv(text, "test.csv")[0].naam == "Fietsclub"


def test_the_kaart_of_the_program_is_read_without_a_path() -> None:
    assert len(load()) == len(parse_csv(DEFAULT.read_text(encoding="utf-8"), DEFAULT.name))


BAD_CELLS = [
    ("id", "", "verplicht_leeg"),
    ("id", "Fiets Club", "id_fout"),
    ("id", "a" * 41, "id_fout"),
    ("naam", "  ", "verplicht_leeg"),
    ("omschrijving", "", "verplicht_leeg"),
    ("leefgebieden", "", "verplicht_leeg"),
    ("leefgebieden", "gelt:0.5", "leefgebied_onbekend"),
    ("leefgebieden", "geld:0.5;geld:0.6", "leefgebied_dubbel"),
    ("leefgebieden", "geld", "gewicht_fout"),
    ("leefgebieden", "geld:veel", "gewicht_fout"),
    ("leefgebieden", "geld:0", "gewicht_fout"),
    ("leefgebieden", "geld:1.5", "gewicht_fout"),
    ("leefgebieden", "geld:nan", "gewicht_fout"),
    ("woorden", "", "verplicht_leeg"),
    ("leeftijd_van", "vier", "getal_fout"),
    ("leeftijd_tot", "400", "getal_fout"),
    ("leeftijd_tot", "²", "getal_fout"),
    ("voor_naasten", "misschien", "ja_nee_fout"),
    ("woorden", " ; ;", "verplicht_leeg"),
    ("vrij_toegankelijk", "", "verplicht_leeg"),
    ("per_wijk", "x", "ja_nee_fout"),
    ("trede", "", "verplicht_leeg"),
    ("trede", "5", "getal_fout"),
    ("gebied", "breda", "keuze_fout"),
    ("soort", "club", "keuze_fout"),
    ("status", "zeker", "keuze_fout"),
    ("bron", "", "bron_ontbreekt"),
    ("nagekeken_op", "22-11-2026", "datum_fout"),
    ("nagekeken_op", "2026-02-30", "datum_fout"),
]


@pytest.mark.parametrize(("column", "value", "code"), BAD_CELLS)
def test_a_bad_cell_is_named_with_file_line_column_and_remedy(column: str, value: str, code: str) -> None:
    with pytest.raises(KaartError) as caught:
        parse_csv(csv_text({}, {"id": "tweede", column: value}), "test.csv")
    (finding,) = caught.value.bevindingen
    assert (finding.code, finding.regel, finding.kolom) == (code, 3, column)
    assert f"test.csv, regel 3, kolom {column}" in str(caught.value)
    assert finding.remedie in str(caught.value)


COMBINATIONS = [
    ({"leeftijd_van": "20", "leeftijd_tot": "10"}, "leeftijd_omgekeerd"),
    ({"vrij_toegankelijk": "nee", "trede": "4"}, "toegang_ontbreekt"),
    ({"vrij_toegankelijk": "nee", "toegang": "Via de huisarts.", "trede": "3"}, "trede_klopt_niet"),
    ({"trede": "4"}, "trede_klopt_niet"),
]


@pytest.mark.parametrize(("cells", "code"), COMBINATIONS)
def test_cells_that_contradict_each_other_are_named(cells: dict[str, str], code: str) -> None:
    assert [finding.code for finding in findings_of(csv_text(cells))] == [code]


def test_all_faults_of_all_rows_are_reported_at_once() -> None:
    text = csv_text({"bron": "", "trede": "9"}, {"id": "tweede", "status": "?"}, {"id": "derde"})
    assert [(f.regel, f.kolom) for f in findings_of(text)] == [(2, "trede"), (2, "bron"), (3, "status")]


def test_a_double_id_names_the_line_of_the_first() -> None:
    (finding,) = findings_of(csv_text({}, {"naam": "Nog een"}))
    assert (finding.code, finding.regel) == ("id_dubbel", 3)
    assert "regel 2" in finding.wat


def test_a_line_number_is_right_after_a_cell_of_two_lines_and_an_empty_line() -> None:
    text = csv_text({"let_op": "eerste\nregel twee"}, {"id": "tweede", "bron": ""})
    head, rest = text.split("\n", 1)
    assert [finding.regel for finding in findings_of(f"{head}\n\n{rest}")] == [5]


def test_a_row_with_too_many_cells_does_not_hide_the_next() -> None:
    lines = csv_text({}, {"id": "tweede", "bron": ""}).splitlines()
    text = "\n".join([lines[0], f"{lines[1]},te,veel", lines[2]])
    assert [finding.code for finding in findings_of(text)] == ["aantal_cellen", "bron_ontbreekt"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["leeg_bestand"]),
        (",".join(COLUMNS), ["leeg_bestand"]),
        ("\n\n", ["leeg_bestand"]),
        (f'{",".join(COLUMNS)}\n"fiets', ["geen_csv"]),
        (csv_text({}, columns=[c for c in COLUMNS if c != "bron"]), ["kolom_ontbreekt"]),
        (csv_text({}).replace("id,naam", "id,name", 1), ["kolom_ontbreekt", "kolom_onbekend"]),
        (csv_text({}).replace("let_op", "bron", 1), ["kolom_ontbreekt", "kolom_dubbel"]),
    ],
)
def test_a_file_that_is_no_kaart_is_refused(text: str, codes: list[str]) -> None:
    assert [finding.code for finding in findings_of(text)] == codes


@pytest.mark.parametrize("name", ["weg.csv", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(KaartError, match="niet"):
        load(tmp_path / name)


@given(st.text())
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    try:
        parse_csv(text, "test.csv")
    except KaartError as error:
        assert error.bevindingen  # noqa: PT017 - what must hold is that nothing else is raised


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=12)))
def test_no_cells_at_all_break_the_reader(cells: dict[str, str]) -> None:
    try:
        rows = rows_of(cells)
    except KaartError as error:
        assert all(finding.remedie for finding in error.bevindingen)  # noqa: PT017 - as above
    else:
        assert rows[0].naam == cells.get("naam", GOOD["naam"]).strip()


def test_an_unknown_id_is_an_error_of_its_own() -> None:
    kaart = kaart_of({})
    with pytest.raises(VoorzieningNotFoundError, match="weg"):
        kaart.get("weg")
    assert issubclass(VoorzieningNotFoundError, SocialeKaartError)
    assert ("fietsclub" in kaart, "weg" in kaart, [row.id for row in kaart]) == (True, False, ["fietsclub"])


def test_every_message_for_editors_is_complete_and_short() -> None:
    for code, melding in meldingen().items():
        assert set(melding) == {"ernst", "wat", "remedie"}, code
        assert len(melding["wat"].split()) <= 15, code
