"""One good row, to make small kaarten and bad files from."""

import csv
import io
from collections.abc import Mapping, Sequence

from sociale_kaart.cells import COLUMNS
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import parse_csv
from sociale_kaart.model import Voorziening

GOOD: Mapping[str, str] = dict.fromkeys(COLUMNS, "") | {
    "id": "fietsclub",
    "naam": "Fietsclub",
    "omschrijving": "U kunt hier samen fietsen.",
    "leefgebieden": "meedoen:0.8;contact:0.4",
    "woorden": "fietsen;fiets;tocht",
    "voorbeeldvragen": "met wie kan ik een tocht maken",
    "voor_naasten": "nee",
    "vrij_toegankelijk": "ja",
    "trede": "3",
    "gebied": "oosterhout",
    "per_wijk": "nee",
    "soort": "plek",
    "status": "bevestigd",
    "bron": "verzonnen voor een test",
    "bron_jaar": "2024",
}


def csv_text(*rows: Mapping[str, str], delimiter: str = ",", columns: Sequence[str] = COLUMNS) -> str:
    """A file with these rows; each is the good row with other cells."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows([{**GOOD, **row} for row in rows])
    return out.getvalue()


def rows_of(*rows: Mapping[str, str]) -> tuple[Voorziening, ...]:
    return parse_csv(csv_text(*rows), "test.csv")


def kaart_of(*rows: Mapping[str, str]) -> SocialeKaart:
    return SocialeKaart(rows_of(*rows))
