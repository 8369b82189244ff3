"""The kaart as one CSV file that a spreadsheet opens with a double click. Pure; load.py reads it back."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from sociale_kaart.cells import COLUMNS, to_cells
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.formules import defuse

DUTCH = ";"  # what Dutch Excel splits on
PHONE = re.compile(r"\+[\d ().-]+")


def csv_bytes(rows: Iterable[Voorziening], delimiter: str = DUTCH) -> bytes:
    """UTF-8 with a BOM, lines that end as Windows ends them, formulas made harmless."""
    table = (list(to_cells(row).values()) for row in rows)
    return table_text(COLUMNS, table, delimiter).encode("utf-8-sig")


def table_text(
    header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str, *, phones: bool = False
) -> str:
    """Any table as CSV text; cells are defused here. phones: leave +31 6... as it is, for other programs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(
        [cell if phones and PHONE.fullmatch(cell) else defuse(cell) for cell in row] for row in rows
    )
    return out.getvalue()
