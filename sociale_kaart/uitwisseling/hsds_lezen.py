"""From a nested HSDS 3.x service to the cells of one row. Pure; parse.py judges what the cells say.

What was written by us comes back exactly. Of what others wrote, all that has a column is taken; what this
kaart could not hold without losing something is a finding.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from pydantic import ValidationError

from sociale_kaart.cells import COLUMNS, read_rooster, whole_cells, write_rooster
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Gebied
from sociale_kaart.row import ID_LENGTH
from sociale_kaart.uitwisseling.hsds_vorm import (
    Address,
    Attribute,
    Location,
    Named,
    Phone,
    Place,
    Schedule,
    Service,
)
from sociale_kaart.words import normalised

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OUR_DAYS = dict(zip(DAYS, ("ma", "di", "wo", "do", "vr", "za", "zo"), strict=True))
UNKNOWN = "onbekend"  # for a field that HSDS wants filled
LEEFGEBIED, COLUMN = "leefgebied", "kolom"  # kinds of our attributes


Item = TypeVar("Item", Phone, Schedule, Named)


@dataclass(frozen=True)
class ReadService:
    """What one service says. cells: by column, all columns. findings: what could not be taken."""

    cells: Mapping[str, str]
    findings: tuple[Bevinding, ...] = ()


def read_service(record: object, line: int | None = None) -> ReadService:
    """The cells of one service, nested as HSDS has it. line: of its file, if it has lines."""
    try:
        service = Service.model_validate(_filled(record))
    except RecursionError:
        return ReadService(whole_cells({}), (bevinding("hsds_fout", regel=line),))
    except ValidationError as error:
        found = [
            bevinding("hsds_fout", kolom=".".join(map(str, fault["loc"])), regel=line)
            for fault in error.errors(include_url=False, include_input=False)
        ]
        return ReadService(whole_cells({}), tuple(found))
    own = {
        attribute.taxonomy_term.code.removeprefix(f"{COLUMN}:"): attribute.value
        for attribute in service.attributes
        if attribute.link_type == COLUMN
    }
    cells = whole_cells(_cells(service) | own)
    if "id" not in own:
        cells["id"] = _slug(service.name)
    cells = {column: cells[column] for column in COLUMNS}
    findings = []
    if len(service.service_at_locations) > 1:
        findings.append(bevinding("hsds_meer_locaties", id=cells["id"], kolom="adres", regel=line))
    return ReadService(cells, tuple(findings))


def _filled(value: object) -> Any:
    """Without what is null or empty: that says the same as a missing field."""
    if isinstance(value, Mapping):
        return {key: _filled(part) for key, part in value.items() if part not in (None, "")}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def _cells(service: Service) -> dict[str, str]:
    organisation = service.organization.name
    costs = [option.option for option in service.cost_options]
    areas = [area.name for area in service.service_areas if area.name]
    gebied = next((area for area in areas if area.lower() in set(Gebied)), "")
    wijken = [area for area in areas if area != gebied]
    # Others put these at the place instead of the service.
    at = [(place, place.location) for place in service.service_at_locations[:1]]
    phones = _once([service.phones, *(each.phones for pair in at for each in pair)])
    schedules = _once([service.schedules, *(each.schedules for pair in at for each in pair)])
    languages = _once([service.languages, *(location.languages for _, location in at)])
    return {
        "naam": service.name,
        "organisatie": "" if organisation == service.name else organisation,
        "omschrijving": service.description,
        "leefgebieden": ";".join(_leefgebieden(service.attributes)),
        "doelgroep": service.eligibility_description,
        "leeftijd_van": _number(service.minimum_age),
        "leeftijd_tot": _number(service.maximum_age),
        "toegang": service.application_process,
        "kosten": service.fees_description or next(iter(costs), ""),
        "telefoon": " of ".join(phone.number for phone in phones),
        "telefoon_kosten": next((phone.description for phone in phones), ""),
        "website": _website(service.url),
        "openingstijden": next((plan.description for plan in schedules if plan.description), ""),
        "rooster": _rooster(schedules),
        "talen": ";".join(language.code or language.name for language in languages),
        "wachtlijst": service.wait_time,
        "meenemen": ";".join(item.document for item in service.required_documents if item.document),
        "wijken": ";".join(wijken),
        "gebied": gebied,
        "nagekeken_op": service.assured_date,
        **_place(service.service_at_locations),
    }


def _once(groups: Sequence[Sequence[Item]]) -> list[Item]:
    """All of them, each id once; what has no id is never the same."""
    found = {item.id or nr: item for nr, item in reversed(list(enumerate(chain(*groups))))}
    return list(reversed(found.values()))


def _place(places: Sequence[Place]) -> dict[str, str]:
    location = places[0].location if places else Location()
    address = location.addresses[0] if location.addresses else Address()
    known = {"adres": address.address_1, "postcode": address.postal_code, "plaats": address.city}
    return {
        **{column: "" if value == UNKNOWN else value for column, value in known.items()},
        "breedte": _number(location.latitude),
        "lengte": _number(location.longitude),
        "toegankelijk": ";".join(item.description for item in location.accessibility if item.description),
    }


def _leefgebieden(attributes: Sequence[Attribute]) -> list[str]:
    return [
        f"{attribute.taxonomy_term.code.removeprefix(f'{LEEFGEBIED}:')}:{attribute.value}"
        for attribute in attributes
        if attribute.link_type == LEEFGEBIED
    ]


def _rooster(schedules: Sequence[Schedule]) -> str:
    """As a cell; what no week repeats stays as it was written, for parse.py to name."""
    cell = "; ".join(_stretch(plan) for plan in schedules if plan.opens_at or plan.closes_at)
    try:
        return write_rooster(read_rooster(cell))
    except ValueError:
        return cell


def _stretch(plan: Schedule) -> str:
    days = ",".join(OUR_DAYS.get(day.strip(), day.strip()) for day in plan.byday.split(","))
    every = "" if plan.freq == "WEEKLY" else f"{plan.freq} "
    return f"{every}{days} {plan.opens_at[:5]}-{plan.closes_at[:5]}"


def _website(url: str) -> str:
    return url.removeprefix("https://" if url.startswith("https://") else "http://")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.8f}".rstrip("0").rstrip(".")


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", normalised(name)).strip("-")[:ID_LENGTH].strip("-")
