"""Reads the sociale kaart from CSV as spreadsheets write it; reports all faults at once."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sociale_kaart.cells import COLUMNS, OPTIONAL
from sociale_kaart.errors import KaartError
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import voorziening
from sociale_kaart.row import LONGEST_CELL, Row
from sociale_kaart.uitwisseling.formules import restore
from sociale_kaart.uitwisseling.grenzen import MOST_COLUMNS, MOST_ROWS, read_bytes
from sociale_kaart.uitwisseling.tekens import decode
from sociale_kaart.uitwisseling.verschil import Bestand
from sociale_kaart.uitwisseling.voortgang import Voortgang, quiet

DEFAULT = Path(__file__).parent / "data" / "voorzieningen.csv"


def load(path: str | Path | None = None) -> SocialeKaart:
    """The kaart in this file; without a path the one that comes with the program.

    UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs. Raises KaartError with every finding.
    """
    return SocialeKaart(read_csv(Path(path) if path is not None else DEFAULT).rijen)


def read_csv(file: Path, voortgang: Voortgang = quiet) -> Bestand:
    """The rows of a CSV file, without an index over them. Raises KaartError with every finding."""
    return parse_file(decode(read_bytes(file), file.name), file.name, voortgang)


def parse_csv(text: str, name: str) -> tuple[Voorziening, ...]:
    """The rows of a CSV text. `name` stands in the error. Raises KaartError with every finding."""
    return parse_file(text, name).rijen


def parse_file(text: str, name: str, voortgang: Voortgang = quiet) -> Bestand:
    """As parse_csv, with the columns that the text has."""
    lines = table(text, name)
    _, header = next(lines, (1, []))
    header = [column.strip() for column in header]
    if header and (findings := _check_header(header)):
        raise KaartError(name, findings)
    rows, findings = _read_rows(header, _counted(lines, text.count("\n") + 1, voortgang))
    if not rows and not findings:
        findings = [bevinding("leeg_bestand")]
    if findings:
        raise KaartError(name, findings)
    return Bestand(name, rows, frozenset(header))


def _counted(
    lines: Iterable[tuple[int, list[str]]], total: int, voortgang: Voortgang
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in lines:
        voortgang(min(line, total), total)
        yield line, cells


def table(text: str, name: str, most_rows: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """Each filled row of any CSV text with the line on which it starts, formulas restored.

    Raises KaartError as soon as it is no CSV or too large for one.
    """
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start, most = 1, most_rows or MOST_ROWS
    try:
        for number, cells in enumerate(reader):
            if len(cells) > MOST_COLUMNS:
                raise KaartError(
                    name, [bevinding("te_veel_kolommen", regel=start, aantal=len(cells), grens=MOST_COLUMNS)]
                )
            if number > most:
                raise KaartError(name, [bevinding("te_veel_regels", regel=start, grens=most)])
            if any(cell.strip() for cell in cells):
                yield start, [restore(cell) for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            found = bevinding("cel_te_lang", regel=start, aantal=csv.field_size_limit(), grens=LONGEST_CELL)
        else:
            found = bevinding("geen_csv", regel=start)
        raise KaartError(name, [found]) from None


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)  # the comma when there is none of them


def _check_header(header: Sequence[str]) -> list[Bevinding]:
    missing = [
        bevinding("kolom_ontbreekt", kolom=column) for column in COLUMNS if column not in {*header, *OPTIONAL}
    ]
    unknown = [
        bevinding("kolom_onbekend", kolom=column, regel=1) for column in header if column not in COLUMNS
    ]
    double = {column for column in header if header.count(column) > 1 and column in COLUMNS}
    return missing + unknown + [bevinding("kolom_dubbel", kolom=column, regel=1) for column in sorted(double)]


def _read_rows(
    header: Sequence[str], lines: Iterable[tuple[int, list[str]]]
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
