"""A table as CSV that a spreadsheet opens well and cannot mistake for formulas. Pure."""

import csv
from io import StringIO

from bot.frontoffice.inzicht.tabellen import HIDDEN, Tabel
from sociale_kaart.uitwisseling.formules import defuse

BOM = "\ufeff"


def as_csv(tabel: Tabel) -> str:
    """With semicolons, as Dutch spreadsheets want it; begins with a BOM, so that letters come out right."""
    out = StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow([defuse(tabel.rijkop), *map(defuse, tabel.kolommen)])
    for rij in tabel.rijen:
        rows.writerow([defuse(rij.naam), *(HIDDEN if n is None else n for n in rij.getallen)])
    return BOM + out.getvalue()
