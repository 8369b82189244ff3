"""A table as CSV that a spreadsheet opens well and cannot mistake for formulas. Pure."""

import csv
from io import StringIO

from bot.frontoffice.inzicht.tabellen import HIDDEN, Tabel

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(tabel: Tabel) -> str:
    """With semicolons, as Dutch spreadsheets want it; begins with a BOM, so that letters come out right."""
    out = StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow([safe(tabel.rijkop), *map(safe, tabel.kolommen)])
    for rij in tabel.rijen:
        rows.writerow([safe(rij.naam), *(HIDDEN if n is None else n for n in rij.getallen)])
    return BOM + out.getvalue()


def safe(cell: str) -> str:
    """Text stays text: what a spreadsheet would work out gets a quote before it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
