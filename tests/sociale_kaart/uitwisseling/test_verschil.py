"""What an import would change: shown before it does, judged as a whole."""

import pytest

from sociale_kaart.cells import COLUMNS, OPTIONAL
from sociale_kaart.errors import KaartError
from sociale_kaart.load import parse_file
from sociale_kaart.uitwisseling.verschil import Bestand, Wijziging, differences
from tests.sociale_kaart.goede_rij import csv_text, rows_of
from tests.sociale_kaart.vreemde_rij import FULL, full_row

OLD = [column for column in COLUMNS if column not in OPTIONAL]


def seen(changes: tuple[Wijziging, ...]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [(change.soort, change.id, list(change.velden())) for change in changes]


def test_new_changed_and_equal_are_told_apart() -> None:
    nu = rows_of({}, {"id": "tweede"}, {"id": "derde"})
    file = Bestand("in.csv", rows_of({}, {"id": "derde", "naam": "Anders"}, {"id": "vierde"}))
    changed, new = differences(nu, file)
    assert seen((changed,)) == [("gewijzigd", "derde", [("naam", "Fietsclub", "Anders")])]
    assert (new.soort, new.id, new.naam, new.oud) == ("nieuw", "vierde", "Fietsclub", None)


def test_what_is_not_in_the_file_goes_only_when_asked() -> None:
    nu = rows_of({}, {"id": "tweede"})
    file = Bestand("in.csv", rows_of({}))
    assert differences(nu, file) == ()
    (gone,) = differences(nu, file, weghalen=True)
    assert (gone.soort, gone.id, gone.naam) == ("weg", "tweede", "Fietsclub")


def test_a_file_without_a_column_does_not_empty_it() -> None:
    nu = (full_row(),)
    file = parse_file(csv_text({**FULL, "naam": "Anders"}, columns=OLD), "oud.csv")
    assert seen(differences(nu, file)) == [("gewijzigd", "fietsclub", [("naam", "Fietsclub", "Anders")])]


def test_a_file_that_does_not_fit_what_it_leaves_alone_is_refused() -> None:
    nowhere = dict.fromkeys(("adres", "postcode", "plaats", "breedte", "lengte"), "")
    nu = (full_row(geheim_adres="ja", **nowhere),)
    file = parse_file(csv_text(FULL, columns=OLD), "oud.csv")
    with pytest.raises(KaartError) as caught:
        differences(nu, file)
    assert [(f.code, f.id, f.kolom) for f in caught.value.bevindingen] == [
        ("geheim_adres_ingevuld", "fietsclub", "adres")
    ]
