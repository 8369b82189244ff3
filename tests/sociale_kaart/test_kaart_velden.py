"""The fields for place, times, languages, validity and single facts: read, refused, and what they say."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociale_kaart.cells import COLUMNS, read_rooster, to_cells, write_rooster
from sociale_kaart.errors import KaartError
from sociale_kaart.load import parse_csv
from sociale_kaart.model import Gegeven, Openingstijd, Status
from sociale_kaart.parse import rows_of_cells
from tests.sociale_kaart.goede_rij import csv_text, rows_of
from tests.sociale_kaart.vreemde_rij import FULL, full_row

MONDAY = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - local time of the place
times = st.times(timezones=st.none()).map(lambda moment: moment.replace(second=0, microsecond=0))
stretches = st.builds(Openingstijd, st.integers(0, 6), times, times.filter(lambda tot: tot != time(23, 59)))


def test_every_field_comes_back_typed() -> None:
    row = full_row()
    assert (row.postcode, row.plaats, row.breedte, row.lengte) == ("4901 AB", "Oosterhout", 51.64512345, 4.8)
    assert (row.talen, row.toegankelijk, row.wijken) == (
        *(("nl", "en"), ("rolstoel", "ringleiding"), ("Slotjes", "Dorst")),
    )
    assert (row.geldig_van, row.geldig_tot) == (date(2026, 1, 1), date(2027, 12, 31))
    assert row.per_gegeven == (
        Gegeven("telefoon", Status.DEELS, "krant 2022; bladzijde 3"),
        Gegeven("adres", Status.NAKIJKEN),
    )
    assert [column for column, cell in to_cells(row).items() if not cell] == ["geheim_adres"]
    assert rows_of_cells([to_cells(row)], "test") == (row,)


def test_a_fact_of_its_own_goes_before_that_of_the_row() -> None:
    row = full_row()
    assert row.gegeven("telefoon").status is Status.DEELS
    assert row.gegeven("kosten") == Gegeven("kosten", Status.VEROUDERD, "verzonnen voor een test")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("rooster", "maandag 09:00-17:00", "rooster_fout"),
        ("rooster", "ma 9-17", "rooster_fout"),
        ("rooster", "ma 25:00-26:00", "rooster_fout"),
        ("rooster", "ma-xx 09:00-17:00", "rooster_fout"),
        ("rooster", "09:00-17:00", "rooster_fout"),
        ("rooster", "ma 09:00-17:00, 18:00-20:00", "rooster_fout"),
        ("postcode", "490 AB", "postcode_fout"),
        ("postcode", "0901 AB", "postcode_fout"),
        ("breedte", "4.8", "graden_fout"),
        ("lengte", "oost", "graden_fout"),
        ("lengte", "nan", "graden_fout"),
        ("geheim_adres", "misschien", "ja_nee_fout"),
        ("talen", "nl;Engels", "taal_fout"),
        ("geldig_van", "1 mei", "datum_fout"),
        ("geldig_tot", "2027", "datum_fout"),
        ("per_gegeven", "telefoon", "per_gegeven_fout"),
        ("per_gegeven", "telefoon=zeker", "per_gegeven_fout"),
        ("per_gegeven", "tel=deels", "per_gegeven_fout"),
        ("per_gegeven", "adres=deels; adres=nakijken", "per_gegeven_fout"),
    ],
)
def test_a_bad_cell_is_named_with_line_column_and_remedy(column: str, value: str, code: str) -> None:
    with pytest.raises(KaartError) as caught:
        rows_of(FULL, {"id": "tweede"} | FULL | {column: value})
    (finding,) = caught.value.bevindingen
    assert (finding.code, finding.regel, finding.kolom) == (code, 3, column)
    assert finding.remedie


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"breedte": "51.6"}, [("plek_half", "lengte")]),
        ({"geldig_van": "2027-01-02", "geldig_tot": "2027-01-01"}, [("geldig_omgekeerd", "geldig_van")]),
        (
            {"geheim_adres": "ja", "adres": "Straat 1", "plaats": "Oosterhout"},
            [("geheim_adres_ingevuld", "adres"), ("geheim_adres_ingevuld", "plaats")],
        ),
    ],
)
def test_cells_that_contradict_each_other_are_named(
    cells: dict[str, str], found: list[tuple[str, str]]
) -> None:
    with pytest.raises(KaartError) as caught:
        rows_of(cells)
    assert [(finding.code, finding.kolom) for finding in caught.value.bevindingen] == found


def test_ways_in_which_people_write_it_are_one() -> None:
    (row,) = rows_of({"postcode": "4901ab", "breedte": "51,6", "lengte": "4,80", "talen": "NL; en"})
    assert (row.postcode, row.breedte, row.lengte, row.talen) == ("4901 AB", 51.6, 4.8, ("nl", "en"))
    assert read_rooster("Ma - Wo 9:00 - 12.00; zo,za 10:00-23:59") == read_rooster(
        "za-zo 10:00-24:00; ma,di,wo 09:00-12:00"
    )
    assert len(read_rooster("za-ma 10:00-11:00")) == 3


@given(st.lists(stretches, unique=True).map(lambda found: tuple(sorted(found))))
def test_a_rooster_that_is_written_is_read_back(rooster: tuple[Openingstijd, ...]) -> None:
    assert read_rooster(write_rooster(rooster)) == rooster


@pytest.mark.parametrize(
    ("rooster", "hour", "day", "is_open"),
    [
        ("ma 09:00-17:00", 9, 0, True),
        ("ma 09:00-17:00", 17, 0, False),
        ("ma 09:00-17:00", 10, 1, False),
        ("ma 20:00-02:00", 1, 1, True),
        ("ma 20:00-02:00", 1, 0, False),
        ("zo 20:00-02:00", 1, 0, True),
        ("ma-zo 00:00-24:00", 0, 3, True),
        ("ma 00:00-24:00", 0, 1, False),
    ],
)
def test_open_now_also_past_midnight(rooster: str, hour: int, day: int, is_open: bool) -> None:
    (row,) = rows_of({"rooster": rooster})
    assert row.open_at(MONDAY.replace(day=MONDAY.day + day, hour=hour)) is is_open


def test_unknown_times_are_neither_open_nor_closed() -> None:
    assert rows_of({})[0].open_at(MONDAY) is None


def test_first_and_last_day_are_both_included() -> None:
    (row,) = rows_of({"geldig_van": "2026-01-01", "geldig_tot": "2026-12-31"})
    assert [row.valid_on(date(2026, *day)) for day in ((1, 1), (12, 31))] == [True, True]
    assert [row.valid_on(date(year, 6, 1)) for year in (2025, 2027)] == [False, False]
    assert rows_of({})[0].valid_on(date(1900, 1, 1))


def test_missing_and_unknown_columns_are_findings() -> None:
    old = [column for column in COLUMNS if column not in ("rooster", "bron")]
    with pytest.raises(KaartError, match="kolom bron: Deze kolom ontbreekt") as caught:
        parse_csv(csv_text({"sterren": ""}, columns=[*old, "sterren"]), "test.csv")
    assert [(finding.code, finding.kolom) for finding in caught.value.bevindingen] == [
        ("kolom_ontbreekt", "bron"),
        ("kolom_onbekend", "sterren"),
    ]
