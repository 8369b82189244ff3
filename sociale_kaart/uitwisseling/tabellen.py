"""Nested HSDS services to the tables of a tabular data package, and back. Pure."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Tables = dict[str, list[dict[str, str]]]

# Field of a nested record -> the table of what is in it.
MANY = {
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "languages": "language",
    "cost_options": "cost_option",
    "required_documents": "required_document",
    "addresses": "address",
    "accessibility": "accessibility",
    "attributes": "attribute",
}
ONE = {
    "organization": "organization",
    "location": "location",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
}
REFERENCE = {"taxonomy_detail": "taxonomy_id"}  # where it is not the name and _id
# What is nested in what when tables are read: a tree, so that rows that point in a circle do no harm.
PLACED = ("phones", "schedules")
HOLDS: Mapping[str, Sequence[str]] = {
    "service": (
        *("organization", "service_areas", "service_at_locations", "languages"),
        *("cost_options", "required_documents", "attributes", *PLACED),
    ),
    "service_at_location": ("location", *PLACED),
    "location": ("addresses", "accessibility", "languages", *PLACED),
    "attribute": ("taxonomy_term",),
    "taxonomy_term": ("taxonomy_detail",),
}


@dataclass(frozen=True)
class Field:
    """One column of a table. kind: "", "uuid", "uri", "email", "number", "date", "datetime" or "time"."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True)
class Table:
    """One table of HSDS. refers: its fields that point to another table; allowed: fields with few values."""

    path: str
    fields: tuple[Field, ...]
    refers: Mapping[str, str]
    allowed: Mapping[str, Sequence[str]]


@cache
def hsds_tables() -> Mapping[str, Table]:
    """The tables that we write and read, by the name that HSDS gives them."""
    found = tomllib.loads(Path(__file__).with_name("hsds_tabellen.toml").read_text(encoding="utf-8"))
    return {
        name: Table(
            row["pad"], tuple(map(_field, row["velden"])), row.get("naar", {}), row.get("waarden", {})
        )
        for name, row in found.items()
    }


def _field(text: str) -> Field:
    name, _, kind = text.removesuffix("!").partition(":")
    return Field(name, kind, text.endswith("!"))


def to_tables(services: Iterable[Record]) -> Tables:
    """Each record once, in the table it belongs to; all values as text."""
    found: dict[str, dict[str, dict[str, str]]] = {name: {} for name in hsds_tables()}
    for service in services:
        for table, record in _records("service", service):
            found[table].setdefault(record["id"], _row(table, record))
    return {name: list(rows.values()) for name, rows in found.items()}


def _records(table: str, record: Record) -> Iterator[tuple[str, Record]]:
    """The record and all below it."""
    yield table, record
    for key, value in record.items():
        if key in ONE:
            yield from _records(ONE[key], value)
        elif key in MANY:
            for below in value:
                yield from _records(MANY[key], below)


def _row(table: str, record: Record) -> dict[str, str]:
    return {field.name: _text(field, record.get(field.name, "")) for field in hsds_tables()[table].fields}


def _text(field: Field, value: str | float) -> str:
    text = f"{value:.8f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    # A table writes 09:00:00 where the nested form writes 09:00.
    return f"{text}:00" if field.kind == "time" and text else text


def from_tables(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Record]:
    """The services in the order of their table, each with what points to it, nested as HSDS nests."""
    index = _Index(tables)
    return [_nested("service", row, index) for row in tables.get("service", ())]


class _Index:
    """Rows by what they point to, made once."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self._by_id = {name: {row.get("id", ""): row for row in rows} for name, rows in tables.items()}
        self._below: dict[tuple[str, str, str], list[Mapping[str, str]]] = defaultdict(list)
        for name, rows in tables.items():
            for row in rows:
                for other, id in _points_to(name, row):
                    self._below[other, id, name].append(row)

    def below(self, table: str, id: str, child: str) -> Sequence[Mapping[str, str]]:
        """Rows of `child` that point to this row of `table`."""
        return self._below.get((table, id, child), ())

    def get(self, table: str, id: str) -> Mapping[str, str] | None:
        """The row with this id."""
        return self._by_id.get(table, {}).get(id)


def _points_to(table: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for field, other in hsds_tables()[table].refers.items():
        if row.get(field):
            yield other, row[field]
    if row.get("link_id"):
        yield row.get("link_entity", ""), row["link_id"]


def _nested(table: str, row: Mapping[str, str], index: _Index) -> Record:
    record: Record = {key: value for key, value in row.items() if value}
    for key in HOLDS.get(table, ()):
        if key in MANY:
            below = index.below(table, row.get("id", ""), MANY[key])
            record[key] = [_nested(MANY[key], each, index) for each in below]
        else:
            found = index.get(ONE[key], row.get(REFERENCE.get(key, f"{key}_id"), ""))
            record[key] = _nested(ONE[key], found, index) if found else {}
    return record
