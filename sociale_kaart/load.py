"""Reads the sociale kaart from CSV as Excel and LibreOffice write it; reports all faults at once."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from sociale_kaart.errors import KaartError
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import COLUMNS, Row, voorziening

DEFAULT = Path(__file__).parent / "data" / "voorzieningen.csv"


def load(path: str | Path | None = None) -> SocialeKaart:
    """The kaart in this file; without a path the one that comes with the program.

    UTF-8 with or without BOM, commas or semicolons. Raises KaartError with every finding.
    """
    file = Path(path) if path is not None else DEFAULT
    return SocialeKaart(parse_csv(_text(file), file.name))


def parse_csv(text: str, name: str) -> tuple[Voorziening, ...]:
    """The rows of a CSV text. `name` stands in the error. Raises KaartError with every finding."""
    try:
        lines = list(_lines(text))
    except csv.Error:
        raise KaartError(name, [bevinding("geen_csv")]) from None
    if len(lines) < 2:
        raise KaartError(name, [bevinding("leeg_bestand")])
    header = [column.strip() for column in lines[0][1]]
    if findings := _check_header(header):
        raise KaartError(name, findings)
    rows, findings = _read_rows(header, lines[1:])
    if findings:
        raise KaartError(name, findings)
    return rows


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError:
        raise KaartError(file.name, [bevinding("bestand_ontbreekt")]) from None
    except UnicodeDecodeError:
        raise KaartError(file.name, [bevinding("geen_utf8")]) from None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each filled row with the line on which it starts."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


def _check_header(header: Sequence[str]) -> list[Bevinding]:
    missing = [bevinding("kolom_ontbreekt", kolom=column) for column in COLUMNS if column not in header]
    unknown = [
        bevinding("kolom_onbekend", kolom=column, regel=1) for column in header if column not in COLUMNS
    ]
    double = {column for column in header if header.count(column) > 1 and column in COLUMNS}
    return missing + unknown + [bevinding("kolom_dubbel", kolom=column, regel=1) for column in sorted(double)]


def _read_rows(
    header: Sequence[str], lines: Sequence[tuple[int, list[str]]]
) -> tuple[tuple[Voorziening, ...], list[Bevinding]]:
    rows: list[Voorziening] = []
    findings: list[Bevinding] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        if len(cells) != len(header):
            findings.append(bevinding("aantal_cellen", regel=line, aantal=len(cells), verwacht=len(header)))
            continue
        row = Row(dict(zip(header, cells, strict=True)), line)
        rows.append(voorziening(row))
        if (id := rows[-1].id) in seen and id:
            row.wrong("id_dubbel", "id", waarde=id, eerder=seen[id])
        seen.setdefault(id, line)
        findings += row.findings
    return tuple(rows), findings
