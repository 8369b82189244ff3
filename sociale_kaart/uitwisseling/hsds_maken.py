"""From a voorziening to a nested HSDS 3.0 service, as /services/{id} of the HSDS API gives it. Pure.

What HSDS has a field for goes there. All else, and what that field cannot hold exactly, goes into an
attribute with the cell itself: so nothing is lost on the way back.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sociale_kaart.cells import COLUMNS, to_cells
from sociale_kaart.model import Status, Voorziening
from sociale_kaart.teksten import teksten
from sociale_kaart.uitwisseling.hsds_lezen import COLUMN, DAYS, LEEFGEBIED, UNKNOWN, read_service

Record = dict[str, Any]

OURS = UUID("5d8a2f0e-3c1b-5f67-9a44-6b1f0c7e2d93")
COUNTRY = "NL"
FREE = "gratis"


def hsds_id(kind: str, *parts: object) -> str:
    """The same for the same parts, on every machine and in every export."""
    return str(uuid5(OURS, ":".join(map(str, (kind, *parts)))))


def service_id(row: Voorziening) -> str:
    """Of its service."""
    return hsds_id("voorziening", row.id)


def organization_id(row: Voorziening) -> str:
    """Of its organisation; what stands alone is its own."""
    return hsds_id("organisatie", row.organisatie or row.naam)


def place_id(row: Voorziening) -> str | None:
    """Of its service_at_location; None when nothing is known of a place."""
    return hsds_id("plek", service_id(row), 0) if _is_somewhere(row) else None


def make_service(row: Voorziening) -> Record:
    """One service with everything below it. A secret address leaves a location without any place."""
    id = service_id(row)
    service = _without_empty(_fields(row, id) | _lists(row, id))
    service["attributes"] = [*_leefgebieden(row, id)]
    held, cells = read_service(service).cells, to_cells(row)
    rest = [column for column in COLUMNS if cells[column] != held.get(column, "")]
    service["attributes"] += [_attribute(id, COLUMN, column, column, cells[column]) for column in rest]
    return service


def _fields(row: Voorziening, id: str) -> Record:
    name = row.organisatie or row.naam
    return {
        "id": id,
        "organization_id": organization_id(row),
        "name": row.naam,
        "description": row.omschrijving,
        "url": f"https://{row.website}" if row.website else "",
        "status": "inactive" if row.status is Status.VEROUDERD else "active",
        "application_process": row.toegang,
        "fees_description": row.kosten,
        "wait_time": row.wachtlijst,
        "eligibility_description": row.doelgroep,
        "minimum_age": row.leeftijd_van,
        "maximum_age": row.leeftijd_tot,
        "assured_date": row.nagekeken_op.isoformat() if row.nagekeken_op else "",
        "organization": {"id": organization_id(row), "name": name, "description": name},
    }


def _lists(row: Voorziening, id: str) -> Record:
    areas = (row.gebied, *row.wijken)
    return {
        "phones": [
            _below("telefoon", id, nr, number=number, type="voice", description=row.telefoon_kosten)
            for nr, number in enumerate(row.telefoonnummers)
        ],
        "schedules": list(_schedules(row, id)),
        "service_areas": [_below("gebied", id, nr, name=str(name)) for nr, name in enumerate(areas)],
        "service_at_locations": list(_places(row, id)),
        "languages": [_below("taal", id, nr, code=code) for nr, code in enumerate(row.talen)],
        "cost_options": [_cost(row.kosten, id)] if row.kosten else [],
        "required_documents": [
            _below("meenemen", id, nr, document=item) for nr, item in enumerate(row.meenemen)
        ],
    }


def _below(kind: str, service: str, nr: int = 0, /, **values: Any) -> Record:
    return _without_empty({"id": hsds_id(kind, service, nr), "service_id": service, **values})


def _cost(kosten: str, id: str) -> Record:
    free: Record = {"amount": 0, "currency": "EUR"} if kosten == FREE else {}
    return _below("kosten", id, option=kosten, **free)


def _schedules(row: Voorziening, id: str) -> Iterable[Record]:
    if not row.rooster and row.openingstijden:
        yield _below("rooster", id, description=row.openingstijden)
    by_time = sorted(row.rooster, key=lambda t: (t.van, t.tot, t.dag))
    for nr, ((van, tot), stretches) in enumerate(groupby(by_time, lambda t: (t.van, t.tot))):
        yield _below(
            *("rooster", id, nr),
            freq="WEEKLY",
            wkst="MO",
            byday=",".join(DAYS[stretch.dag] for stretch in stretches),
            opens_at=f"{van:%H:%M}",
            # Until midnight is 23:59, as the specification has it.
            closes_at=f"{tot:%H:%M}" if tot.hour or tot.minute else "23:59",
            description=row.openingstijden,
        )


def _is_somewhere(row: Voorziening) -> bool:
    place = row.adres or row.postcode or row.plaats
    return bool(place or row.geheim_adres or row.breedte is not None or row.toegankelijk)


def _places(row: Voorziening, id: str) -> Iterable[Record]:
    if not _is_somewhere(row):
        return
    place = row.adres or row.postcode or row.plaats
    location = hsds_id("locatie", id)
    address = {
        "id": hsds_id("adres", id),
        "location_id": location,
        "address_1": row.adres or UNKNOWN,
        "city": row.plaats or UNKNOWN,
        "state_province": UNKNOWN,
        "postal_code": row.postcode or UNKNOWN,
        "country": COUNTRY,
        "address_type": "physical",
    }
    shown = not row.geheim_adres
    known = {
        "id": location,
        "location_type": "physical",
        "latitude": row.breedte if shown else None,
        "longitude": row.lengte if shown else None,
        "addresses": [address] if place and shown else [],
        "accessibility": [
            {"id": hsds_id("toegankelijk", id, nr), "location_id": location, "description": item}
            for nr, item in enumerate(row.toegankelijk)
        ],
    }
    yield _below("plek", id, location_id=location, location=_without_empty(known))


def _leefgebieden(row: Voorziening, id: str) -> Iterable[Record]:
    for name, weight in row.leefgebieden:
        yield _attribute(id, LEEFGEBIED, name, teksten()["onderwerp"][name], str(weight))


def _attribute(service: str, kind: str, code: str, name: str, value: str) -> Record:
    term = make_term(kind, code, name)
    return {
        "id": hsds_id("gegeven", service, kind, code),
        "link_id": service,
        "taxonomy_term_id": term["id"],
        "link_type": kind,
        "link_entity": "service",
        "value": value,
        "taxonomy_term": term,
    }


def make_term(kind: str, code: str, name: str) -> Record:
    """One term of one of our two taxonomies. kind: LEEFGEBIED or COLUMN."""
    taxonomy = make_taxonomy(kind)
    return {
        "id": hsds_id("term", kind, code),
        "code": f"{kind}:{code}",
        "name": name,
        "description": _words_of(kind)["term"],
        "taxonomy": taxonomy["name"],
        "language": "nl",
        "taxonomy_id": taxonomy["id"],
        "taxonomy_detail": taxonomy,
    }


def make_taxonomy(kind: str) -> Record:
    """One of our two taxonomies."""
    words = _words_of(kind)
    return {
        "id": hsds_id("taxonomie", kind),
        "name": words["naam"],
        "description": words["omschrijving"],
    }


def _words_of(kind: str) -> Mapping[str, str]:
    return hsds_woorden()["leefgebieden" if kind == LEEFGEBIED else "kolommen"]


def _without_empty(record: Record) -> Record:
    return {key: value for key, value in record.items() if value not in ("", None, [])}  # 0 stays


@cache
def hsds_woorden() -> Mapping[str, Mapping[str, str]]:
    """What another system reads beside our own facts."""
    return tomllib.loads(Path(__file__).with_name("hsds_woorden.toml").read_text(encoding="utf-8"))
