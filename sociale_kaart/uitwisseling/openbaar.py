"""What of the kaart anybody may read, as the records of the HSDS 3.0 API. Pure.

The mapping is that of hsds_maken.py; here is only what stays inside, and how much of a record each list shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from sociale_kaart.cells import COLUMNS
from sociale_kaart.check.rows import POSTCODE
from sociale_kaart.model import Gegeven, Voorziening
from sociale_kaart.teksten import teksten
from sociale_kaart.uitwisseling.hsds_lezen import COLUMN, LEEFGEBIED
from sociale_kaart.uitwisseling.hsds_maken import Record, make_service, make_taxonomy, make_term

# For the editor alone: his own remarks, and who he is.
INSIDE = ("let_op", "nagekeken_door")


def public(row: Voorziening) -> Voorziening:
    """The row as anybody may read it. Of a secret address no word that looks like one is left, wherever it stood."""
    shown = replace(row, let_op="", nagekeken_door="")
    if not row.geheim_adres:
        return shown
    values = {field.name: getattr(shown, field.name) for field in fields(shown)}
    hidden: dict[str, Any] = {name: _without_postcode(value) for name, value in values.items()}
    # The model keeps these empty when the address is secret; here that does not rest on it.
    return replace(
        shown, **hidden | {"adres": "", "postcode": "", "plaats": "", "breedte": None, "lengte": None}
    )


def _without_postcode(value: object) -> object:
    if type(value) is str:  # not the words of an enum
        return POSTCODE.sub("", value).strip()
    if isinstance(value, Gegeven):
        return replace(value, bron=POSTCODE.sub("", value.bron).strip())
    if isinstance(value, tuple):
        return tuple(_without_postcode(part) for part in value)
    return value


def service(row: Voorziening, modified: datetime) -> Record:
    """One service in full. row: as `public` gives it."""
    return make_service(row) | {"last_modified": stamp(modified)}


def short(record: Record) -> Record:
    """A record as it stands in a list: without what there can be several of."""
    return {
        key: short(value) if isinstance(value, dict) else value
        for key, value in record.items()
        if not isinstance(value, list)
    }


def minimal(id: str, modified: datetime) -> Record:
    """What tells only that something changed."""
    return {"id": id, "modified_date": stamp(modified)}


def organization(services: Sequence[Record], *, full: bool) -> Record:
    """The organisation of these services, with each of them in short, or in full."""
    record: Record = dict(services[0]["organization"])
    own = [{key: value for key, value in one.items() if key != "organization"} for one in services]
    return record | {"services": own if full else [short(one) for one in own]}


def service_at_location(record: Record) -> Record:
    """The place of a service that has one, with the service in it."""
    place: Record = dict(record["service_at_locations"][0])
    return place | {"service": {key: value for key, value in record.items() if key != "service_at_locations"}}


def taxonomies() -> tuple[Record, ...]:
    """Our two lists of words."""
    return tuple(make_taxonomy(kind) for kind in (LEEFGEBIED, COLUMN))


def taxonomy_terms() -> tuple[Record, ...]:
    """Every word of them that may stand at a service."""
    topics = [make_term(LEEFGEBIED, id, name) for id, name in teksten()["onderwerp"].items()]
    return (*topics, *(make_term(COLUMN, name, name) for name in COLUMNS if name not in INSIDE))


def terms_of(record: Record) -> frozenset[str]:
    """The ids of the terms at a service, and of their taxonomies."""
    terms = [attribute["taxonomy_term"] for attribute in record["attributes"]]
    return frozenset(id for term in terms for id in (term["id"], term["taxonomy_id"]))


def search_text(row: Voorziening) -> str:
    """All words in which one looks for it."""
    topics = (teksten()["onderwerp"][name] for name, _ in row.leefgebieden)
    said: Iterable[str] = (
        *(row.naam, row.organisatie, row.omschrijving, row.doelgroep, row.toegang, row.plaats),
        *row.woorden,
        *row.wijken,
        *topics,
    )
    return " ".join(said)


def stamp(moment: datetime) -> str:
    """As HSDS writes a moment."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
