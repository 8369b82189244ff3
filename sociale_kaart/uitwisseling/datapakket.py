"""The kaart as a tabular data package: datapackage.json and one CSV for each table of HSDS 3.0.

A package is a folder or a ZIP. Reading takes only the tables we know, and only files inside the package.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociale_kaart.errors import KaartError
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.load import table
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.csv_vorm import table_text
from sociale_kaart.uitwisseling.grenzen import read_bytes, too_large
from sociale_kaart.uitwisseling.hsds import rows_of
from sociale_kaart.uitwisseling.hsds_maken import hsds_woorden, make_service
from sociale_kaart.uitwisseling.tabellen import Field, Table, Tables, from_tables, hsds_tables, to_tables
from sociale_kaart.uitwisseling.tekens import decode
from sociale_kaart.uitwisseling.voortgang import Voortgang, quiet
from sociale_kaart.uitwisseling.zipbestand import MOST_UNPACKED, is_plain_path, read_zip

DESCRIPTOR = "datapackage.json"
STRINGS = ("uuid", "uri", "email")  # kinds that are a string with a format
MOST_RECORDS = 3_000_000  # of one table: a voorziening has some fifteen attributes
A_DAY = (1980, 1, 1, 0, 0, 0)  # a ZIP of the same kaart is the same file


def package_files(rows: Iterable[Voorziening]) -> dict[str, bytes]:
    """All files of the package, by name."""
    tables = to_tables(make_service(row) for row in rows)
    files = {
        hsds_tables()[name].path: _csv(hsds_tables()[name], records).encode()
        for name, records in tables.items()
    }
    return {DESCRIPTOR: json.dumps(_descriptor(), ensure_ascii=False, indent=2).encode()} | files


def package_zip(rows: Iterable[Voorziening]) -> bytes:
    """The package as one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(rows).items():
            member = zipfile.ZipInfo(name, A_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def _csv(kind: Table, records: list[dict[str, str]]) -> str:
    header = [field.name for field in kind.fields]
    return table_text(header, ([record[column] for column in header] for record in records), ",", phones=True)


def _descriptor() -> dict[str, Any]:
    words = hsds_woorden()["pakket"]
    return {
        "profile": "tabular-data-package",
        "name": words["naam"],
        "title": words["titel"],
        "description": words["omschrijving"],
        "resources": [_resource(name, kind) for name, kind in hsds_tables().items()],
    }


def _resource(name: str, kind: Table) -> dict[str, Any]:
    return {
        "name": name,
        "path": kind.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(field, kind) for field in kind.fields],
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": field, "reference": {"resource": other, "fields": "id"}}
                for field, other in kind.refers.items()
            ],
        },
    }


def _field(field: Field, kind: Table) -> dict[str, Any]:
    type_ = {"type": "string", "format": field.kind} if field.kind in STRINGS else {"type": field.kind}
    constraints: dict[str, Any] = {"required": field.required}
    if field.name == "id":
        constraints["unique"] = True
    if field.name in kind.allowed:
        constraints["enum"] = list(kind.allowed[field.name])
    return {"name": field.name, **(type_ if field.kind else {"type": "string"}), "constraints": constraints}


@dataclass(frozen=True)
class _Package:
    """Where its files come from. read: name -> content, KaartError when it is not there."""

    name: str
    read: Callable[[str], bytes]

    def wrong(self, code: str, file: str, *, waarde: str = "") -> KaartError:
        return KaartError(f"{self.name}/{file}", [bevinding(code, waarde=waarde)])


def read_package(path: Path, voortgang: Voortgang = quiet) -> tuple[Voorziening, ...]:
    """The voorzieningen in a folder or ZIP. Raises KaartError with every finding of the services."""
    package = _folder(path) if path.is_dir() else _zip(path)
    tables: Tables = {}
    lines: list[int] = []
    for name, file in _paths(package).items():
        records, at = _read_table(package, file)
        tables[name] = records
        lines = at if name == "service" else lines
    name = f"{package.name}/{hsds_tables()['service'].path}"
    return rows_of(from_tables(tables), lines, name, voortgang)


def _folder(path: Path) -> _Package:
    inside, left = path.resolve(), MOST_UNPACKED

    def read(name: str) -> bytes:
        nonlocal left
        file = path / name
        if not file.resolve().is_relative_to(inside):  # a link that leads out
            raise KaartError(path.name, [bevinding("zip_onveilig", waarde=name)])
        content = read_bytes(file, MOST_UNPACKED)
        left -= len(content)
        if left < 0:
            raise KaartError(path.name, [too_large(MOST_UNPACKED - left, MOST_UNPACKED)])
        return content

    return _Package(path.name, read)


def _zip(path: Path) -> _Package:
    members = read_zip(path)
    # Many tools pack the folder itself, not what is in it.
    heads = sorted((name for name in members if name.rpartition("/")[2] == DESCRIPTOR), key=len)
    folder = heads[0].removesuffix(DESCRIPTOR) if heads else ""

    def read(name: str) -> bytes:
        if folder + name not in members:
            raise KaartError(f"{path.name}/{name}", [bevinding("bestand_ontbreekt")])
        return members[folder + name]

    return _Package(path.name, read)


def _paths(package: _Package) -> dict[str, str]:
    """Table -> its file, as the descriptor names them."""
    try:
        found = json.loads(decode(package.read(DESCRIPTOR), DESCRIPTOR))
    except (ValueError, RecursionError):
        raise package.wrong("geen_json", DESCRIPTOR) from None
    resources = found.get("resources") if isinstance(found, Mapping) else None
    paths: dict[str, str] = {}
    for resource in resources if isinstance(resources, list) else ():
        match resource:
            case {"name": str(name), "path": str(path)} if name in hsds_tables():
                if not is_plain_path(path):
                    raise package.wrong("zip_onveilig", DESCRIPTOR, waarde=path[:80])
                paths[name] = path
    if "service" not in paths:
        raise package.wrong("geen_datapakket", DESCRIPTOR)
    return paths


def _read_table(package: _Package, file: str) -> tuple[list[dict[str, str]], list[int]]:
    """The records of one table, and the line of each."""
    name = f"{package.name}/{file}"
    lines = table(decode(package.read(file), name), name, MOST_RECORDS)
    _, header = next(lines, (1, []))
    records: list[dict[str, str]] = []
    at: list[int] = []
    findings: list[Bevinding] = []
    for line, cells in lines:
        if len(cells) != len(header):
            findings.append(bevinding("aantal_cellen", regel=line, aantal=len(cells), verwacht=len(header)))
            continue
        records.append({column.strip(): cell for column, cell in zip(header, cells, strict=True)})
        at.append(line)
    if findings:
        raise KaartError(name, findings)
    return records, at
