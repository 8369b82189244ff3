"""From a Beeld and what is asked to records: lists with filters and pages, and one of each. Pure; may be slow."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.kaartapi.beeld import Beeld
from bot.kaartapi.vraag import Vraag
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling import openbaar
from sociale_kaart.uitwisseling.hsds_maken import organization_id, service_id
from sociale_kaart.words import normalised

Record = dict[str, Any]
Item = TypeVar("Item")
Ones = Mapping[str, Voorziening]


@dataclass(frozen=True)
class Lijst(Generic[Item]):
    """What was found, in order, and how one of it is written: only those on the page are."""

    items: Sequence[Item]
    write: Callable[[Item], Record]

    def page(self, vraag: Vraag) -> Record:
        """The page that was asked for, as HSDS describes it."""
        total, size = len(self.items), vraag.size
        if vraag.minimal and vraag.per_page is None:
            size = max(total, 1)  # the standard wants all of them at once
        pages = max(-(-total // size), 1)
        shown = [self.write(item) for item in self.items[(vraag.page - 1) * size : vraag.page * size]]
        return {
            "total_items": total,
            "total_pages": pages,
            "page_number": vraag.page,
            "size": len(shown),
            "first_page": vraag.page == 1,
            "last_page": vraag.page >= pages,
            "empty": not shown,
            "contents": shown,
        }

    def lines(self) -> Iterator[bytes]:
        """All of it, a record a line."""
        for item in self.items:
            yield as_bytes(self.write(item)) + b"\n"


def as_bytes(record: Record) -> bytes:
    """As it goes out."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


# --- lists ---


def services(beeld: Beeld, vraag: Vraag) -> Lijst[Voorziening]:
    """Of all voorzieningen."""

    def write(row: Voorziening) -> Record:
        if vraag.minimal:
            return openbaar.minimal(service_id(row), beeld.modified(row))
        record = beeld.service(row)
        return record if vraag.full else openbaar.short(record)

    return Lijst(list(_found(beeld, beeld.services, vraag)), write)


def places(beeld: Beeld, vraag: Vraag) -> Lijst[Voorziening]:
    """Of the voorzieningen of which a place is known."""

    def write(row: Voorziening) -> Record:
        record = openbaar.service_at_location(beeld.service(row))
        return record if vraag.full else openbaar.short(record)

    return Lijst(list(_found(beeld, beeld.places, vraag)), write)


def organizations(beeld: Beeld, vraag: Vraag) -> Lijst[Sequence[Voorziening]]:
    """Of all organisations; one is found by what is said of any of its voorzieningen."""
    words = normalised(vraag.search).split()

    def write(rows: Sequence[Voorziening]) -> Record:
        if vraag.full or vraag.full_service:
            return _organization(beeld, rows, full=vraag.full_service)
        return openbaar.short(beeld.service(rows[0])["organization"])

    every = beeld.organizations.values()
    return Lijst([rows for rows in every if any(beeld.says(row, words) for row in rows)], write)


def taxonomies(beeld: Beeld, vraag: Vraag) -> Lijst[Record]:
    """Of the two."""
    return Lijst(_named(openbaar.taxonomies(), vraag), _itself)


def taxonomy_terms(beeld: Beeld, vraag: Vraag) -> Lijst[Record]:
    """Of all terms. None is below another, so all of them are at the top and at the end."""
    if vraag.parent_id:
        return Lijst([], _itself)
    terms = _named(openbaar.taxonomy_terms(), vraag)
    return Lijst([one for one in terms if vraag.taxonomy_id in ("", one["taxonomy_id"])], _itself)


LISTS: Mapping[str, Callable[[Beeld, Vraag], Lijst[Any]]] = {
    "/services": services,
    "/organizations": organizations,
    "/service_at_locations": places,
    "/taxonomies": taxonomies,
    "/taxonomy_terms": taxonomy_terms,
}


def _found(beeld: Beeld, ones: Ones, vraag: Vraag) -> Iterator[Voorziening]:
    """Those that meet everything that was asked. What takes longest is looked at last."""
    words = normalised(vraag.search).split()
    for row in ones.values():
        if vraag.organization_id and organization_id(row) != vraag.organization_id:
            continue
        if vraag.modified_after is not None and beeld.modified(row) < vraag.modified_after:
            continue
        terms = [term for term in (vraag.taxonomy_term_id, vraag.taxonomy_id) if term]
        if beeld.says(row, words) and all(beeld.has_term(row, term) for term in terms):
            yield row


def _named(records: Iterable[Record], vraag: Vraag) -> list[Record]:
    words = normalised(vraag.search).split()
    return [
        one
        for one in records
        if all(word in normalised(f"{one['name']} {one['description']}") for word in words)
    ]


def _itself(record: Record) -> Record:
    return record


# --- one ---


def one(beeld: Beeld, path: str, id: str, vraag: Vraag) -> Record | None:
    """The record behind this address, or None."""
    match path:
        case "/services/{id}":
            row = beeld.services.get(id)
            return None if row is None else beeld.service(row)
        case "/service_at_locations/{id}":
            row = beeld.places.get(id)
            return None if row is None else openbaar.service_at_location(beeld.service(row))
        case "/organizations/{id}":
            rows = beeld.organizations.get(id)
            return None if rows is None else _organization(beeld, rows, full=vraag.full_service)
        case _:
            listed = openbaar.taxonomies() if path == "/taxonomies/{id}" else openbaar.taxonomy_terms()
            return next((record for record in listed if record["id"] == id), None)


def _organization(beeld: Beeld, rows: Sequence[Voorziening], *, full: bool) -> Record:
    return openbaar.organization([beeld.service(row) for row in rows], full=full)
