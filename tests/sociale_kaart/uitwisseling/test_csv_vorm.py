"""CSV out and in: what a spreadsheet makes of it is read, what it would run is defused, nothing gets lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociale_kaart.cells import COLUMNS, OPTIONAL
from sociale_kaart.errors import KaartError
from sociale_kaart.load import DEFAULT, parse_csv, read_csv
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.csv_vorm import csv_bytes
from sociale_kaart.uitwisseling.formules import defuse, restore
from sociale_kaart.uitwisseling.tekens import decode
from tests.sociale_kaart.goede_rij import csv_text, rows_of
from tests.sociale_kaart.vreemde_rij import FULL, SIGNS, full_row, rows

OLD_COLUMNS = tuple(column for column in COLUMNS if column not in OPTIONAL)


@given(rows(), st.sampled_from(",;\t"))
def test_what_is_written_is_read_back_unchanged(row: Voorziening, delimiter: str) -> None:
    content = csv_bytes([row], delimiter)
    assert parse_csv(decode(content, "uit.csv"), "uit.csv") == (row,)


def test_every_column_survives_the_round_trip() -> None:
    row = full_row()
    assert set(FULL) | {"id", "naam"} <= set(COLUMNS)
    assert parse_csv(csv_bytes([row]).decode("utf-8-sig"), "uit.csv") == (row,)


def test_the_kaart_of_the_program_survives_the_round_trip(tmp_path: Path) -> None:
    before = read_csv(DEFAULT).rijen
    file = tmp_path / "uit.csv"
    file.write_bytes(csv_bytes(before))
    assert read_csv(file).rijen == before
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid;naam;")


def test_a_file_of_before_the_new_columns_still_loads() -> None:
    (row,) = parse_csv(csv_text({}, columns=OLD_COLUMNS), "oud.csv")
    assert len(OLD_COLUMNS) == 28
    assert (row.rooster, row.geheim_adres, row.breedte, row.talen) == ((), False, None, ())


@pytest.mark.parametrize(
    "encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
)
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_all_that_dutch_excel_saves_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "kaart.csv"
    text = csv_text({"naam": "Café ’t Hoekje €"}, delimiter=delimiter).replace("\n", "\r\n")
    bom = "\ufeff" if encoding.endswith("-bom") else ""
    file.write_bytes((bom + text).encode(encoding.removesuffix("-bom")))
    assert read_csv(file).rijen[0].naam == "Café ’t Hoekje €"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (csv_text({"naam": "Café"}).encode() + b"\xff", "geen_tekst", 3),
        (b"\xef\xbb\xbf" + csv_text({"naam": "Café"}).encode("cp1252"), "geen_tekst", 2),
        (csv_text({}).encode("cp1252") + b"\x81", "geen_tekst", 3),
        (csv_text({"naam": "a\0b"}).encode(), "geen_tekst", 2),
        (csv_text({}).encode("utf-16-le"), "geen_tekst", 1),
        (b"PK\x03\x04rest", "geen_csv_maar_excel", None),
        (b"\xd0\xcf\x11\xe0rest", "geen_csv_maar_excel", None),
        (b"%PDF-1.7", "geen_csv_maar_pdf", None),
    ],
)
def test_what_is_no_text_is_refused_with_place_and_remedy(
    tmp_path: Path, content: bytes, code: str, line: int | None
) -> None:
    file = tmp_path / "kaart.csv"
    file.write_bytes(content)
    with pytest.raises(KaartError) as caught:
        read_csv(file)
    (finding,) = caught.value.bevindingen
    assert (finding.code, finding.regel) == (code, line)
    assert finding.remedie


def test_a_file_of_two_gigabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    file = tmp_path / "groot.csv"
    with file.open("wb") as out:
        out.truncate(2_000_000_000)  # takes no room: it has holes
    with pytest.raises(KaartError, match="2000 MB; meer dan 50 MB"):
        read_csv(file)


def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(KaartError, match="gewoon bestand"):
        read_csv(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (",".join(f"k{n}" for n in range(10_000)) + "\n1,2\n", "te_veel_kolommen"),
        (f"{csv_text({})}{',' * 10_000}\n", "te_veel_kolommen"),
        (csv_text({"let_op": "a" * 10_001}), "cel_te_lang"),
        (csv_text({"let_op": "a" * 200_000}), "cel_te_lang"),
        (csv_text({"let_op": "a\x1b[31m"}), "teken_fout"),
        (csv_text({"leeftijd_van": "9" * 5000}), "getal_fout"),
    ],
)
def test_too_much_of_anything_is_one_finding(text: str, code: str) -> None:
    with pytest.raises(KaartError) as caught:
        parse_csv(text, "kaart.csv")
    assert [finding.code for finding in caught.value.bevindingen] == [code]
    assert len(str(caught.value)) < 1000
    assert "\x1b" not in str(caught.value)


def test_rows_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sociale_kaart.load.MOST_ROWS", 3)
    text = csv_text(*({"id": f"rij-{n}"} for n in range(5)))
    with pytest.raises(KaartError, match="regel 5: Er zijn meer dan 3 regels"):
        parse_csv(text, "kaart.csv")


@given(st.text(alphabet=SIGNS) | st.text())
def test_defusing_loses_nothing(value: str) -> None:
    assert restore(defuse(value)) == value
    assert defuse(value)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("'=1", "''=1"),
        ("'s avonds", "'s avonds"),
        ("+31 6 12", "'+31 6 12"),
        ("25,- per maand", "25,- per maand"),
        ("fiets;=1+1", "fiets;'=1+1"),  # what splits on ; sees a cell begin here
        ("a\n@SUM(1)", "a\n'@SUM(1)"),
    ],
)
def test_only_what_a_spreadsheet_runs_gets_an_apostrophe(value: str, written: str) -> None:
    assert defuse(value) == written


def test_a_number_with_a_plus_is_read_as_it_stands_and_comes_back() -> None:
    (row,) = rows_of({"telefoon": "+31 162 000000"})
    assert row.telefoon == "+31 162 000000"
    assert b";'+31 162 000000;" in csv_bytes([row])
    assert parse_csv(csv_bytes([row]).decode("utf-8-sig"), "uit.csv") == (row,)
