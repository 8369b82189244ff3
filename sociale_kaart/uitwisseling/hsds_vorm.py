"""What of an HSDS 3.x service is read, and of what kind it must be. Pure; all else is passed over."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class Hsds(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, allow_inf_nan=False)


class Term(Hsds):
    code: str = ""


class Attribute(Hsds):
    link_type: str = ""
    value: str = ""
    taxonomy_term: Term = Term()


class Phone(Hsds):
    id: str = ""
    number: str = ""
    description: str = ""


class Schedule(Hsds):
    id: str = ""
    freq: str = "WEEKLY"
    byday: str = ""
    opens_at: str = ""
    closes_at: str = ""
    description: str = ""


class Named(Hsds):
    id: str = ""
    name: str = ""
    code: str = ""
    description: str = ""
    option: str = ""


class Document(Hsds):
    document: str = ""


class Address(Hsds):
    address_1: str = ""
    city: str = ""
    postal_code: str = ""


class Location(Hsds):
    latitude: float | None = None
    longitude: float | None = None
    addresses: Sequence[Address] = ()
    accessibility: Sequence[Named] = ()
    phones: Sequence[Phone] = ()
    schedules: Sequence[Schedule] = ()
    languages: Sequence[Named] = ()


class Place(Hsds):
    location: Location = Location()
    phones: Sequence[Phone] = ()
    schedules: Sequence[Schedule] = ()


class Service(Hsds):
    id: str = ""
    name: str = ""
    description: str = ""
    url: str = ""
    application_process: str = ""
    fees_description: str = ""
    wait_time: str = ""
    eligibility_description: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_date: str = ""
    organization: Named = Named()
    phones: Sequence[Phone] = ()
    schedules: Sequence[Schedule] = ()
    service_areas: Sequence[Named] = ()
    service_at_locations: Sequence[Place] = ()
    languages: Sequence[Named] = ()
    cost_options: Sequence[Named] = ()
    required_documents: Sequence[Document] = ()
    attributes: Sequence[Attribute] = ()
