"""HSDS 3.x JSON: writes a page of services, reads a page, a list or a single service. Knows no files."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sociale_kaart.errors import KaartError
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import voorziening
from sociale_kaart.row import Row
from sociale_kaart.uitwisseling.hsds_lezen import read_service
from sociale_kaart.uitwisseling.hsds_maken import make_service
from sociale_kaart.uitwisseling.voortgang import Voortgang, quiet


def hsds_bytes(rows: Iterable[Voorziening]) -> bytes:
    """All services on one page, in the shape of /services of the HSDS API, each one nested in full."""
    services = [make_service(row) for row in rows]
    page = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    return json.dumps(page, ensure_ascii=False, indent=2).encode()


def parse_hsds(text: str, name: str, voortgang: Voortgang = quiet) -> tuple[Voorziening, ...]:
    """The voorzieningen in this JSON. `name` stands in the error. Raises KaartError with every finding."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # no JSON, a number of a thousand digits, or nested without end
        raise KaartError(name, [bevinding("geen_json")]) from None
    services = _services(found)
    if services is None:
        raise KaartError(name, [bevinding("geen_hsds")])
    return rows_of(services, [None] * len(services), name, voortgang)


def rows_of(
    services: Sequence[object], lines: Sequence[int | None], name: str, voortgang: Voortgang = quiet
) -> tuple[Voorziening, ...]:
    """Nested services to voorzieningen; `lines` are theirs in the file. Raises KaartError."""
    rows: list[Voorziening] = []
    findings: list[Bevinding] = []
    seen: dict[str, int | None] = {}
    for nr, (record, line) in enumerate(zip(services, lines, strict=True), start=1):
        voortgang(nr, len(services))
        found = read_service(record, line)
        findings += found.findings
        if any(finding.code == "hsds_fout" for finding in found.findings):
            continue
        row = Row(found.cells, line)
        rows.append(voorziening(row))
        if (id := rows[-1].id) in seen and id:
            row.wrong("id_dubbel", "id", waarde=id, eerder=seen[id] or "?")
        seen.setdefault(id, line)
        findings += row.findings
    if not services:
        findings.append(bevinding("leeg_bestand"))
    if findings:
        raise KaartError(name, findings)
    return tuple(rows)


def _services(found: Any) -> list[Any] | None:
    """The services in a page, a list or a single service; None when it is none of them."""
    match found:
        case {"contents": list(services)} | list(services):
            return services
        case {"id": _, "name": _}:
            return [found]
        case _:
            return None
