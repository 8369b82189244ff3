"""HSDS JSON out and in; what goes out is judged by jsonschema, against the fields that HSDS 3.0 names."""

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from sociale_kaart.errors import KaartError
from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.hsds import hsds_bytes, parse_hsds
from sociale_kaart.uitwisseling.hsds_maken import hsds_id, make_service
from sociale_kaart.uitwisseling.tabellen import MANY, ONE, hsds_tables
from tests.sociale_kaart.goede_rij import rows_of
from tests.sociale_kaart.vreemde_rij import full_row, rows

FOREIGN = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Buurttuin De Kas",
    "description": "Samen tuinieren.",
    "url": "http://kas.example",
    "status": "active",
    "minimum_age": 18,
    "email": None,
    "organization": {
        "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
        "name": "Stichting Groen",
        "description": "x",
    },
    "phones": [{"id": "1554ae96-80b0-4c8c-b8d3-d3d1d0d3a3c0", "number": "0162-000000"}],
    "service_areas": [{"id": "36c3d2a7-5d12-4b0c-86f3-9d5e1f7b6a11", "name": "Oosterhout"}],
    "service_at_locations": [
        {
            "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
            "location": {
                "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5",
                "location_type": "physical",
                "addresses": [{"address_1": "Straat 2", "city": "Dorst", "postal_code": "4849 AA"}],
                "schedules": [{"id": "s", "byday": "MO,WE", "opens_at": "10:00Z", "closes_at": "12:00Z"}],
            },
        }
    ],
}


def schema() -> dict[str, Any]:
    """A JSON schema of a service and what may be nested in it: no other field, and all that is required."""
    return {"$ref": "#/$defs/service", "$defs": {table: _schema_of(table) for table in hsds_tables()}}


def _schema_of(table: str) -> dict[str, Any]:
    fields = hsds_tables()[table].fields
    properties: dict[str, Any] = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{child}"}} for name, child in MANY.items()
    }
    properties |= {name: {"$ref": f"#/$defs/{child}"} for name, child in ONE.items()}
    for field in fields:
        properties[field.name] = {"type": "number" if field.kind == "number" else "string"}
        if field.kind in ("uuid", "uri", "email", "date"):
            properties[field.name]["format"] = field.kind
        if field.name in hsds_tables()[table].allowed:
            properties[field.name]["enum"] = list(hsds_tables()[table].allowed[field.name])
    return {
        "type": "object",
        "properties": properties,
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def faults(rows: tuple[Voorziening, ...], against: dict[str, Any]) -> list[str]:
    """What the validator says of each service."""
    Draft202012Validator.check_schema(against)
    validator = Draft202012Validator(against, format_checker=FormatChecker())
    page = json.loads(hsds_bytes(rows))
    return [
        f"{e.json_path}: {e.message}" for service in page["contents"] for e in validator.iter_errors(service)
    ]


def findings_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(KaartError) as caught:
        parse_hsds(text, "in.json")
    return [(finding.code, finding.kolom) for finding in caught.value.bevindingen]


@given(rows())
def test_what_is_written_is_read_back_unchanged(row: Voorziening) -> None:
    assert parse_hsds(hsds_bytes([row]).decode(), "uit.json") == (row,)


def test_the_kaart_of_the_program_survives_and_holds_only_fields_of_hsds() -> None:
    before = read_csv(DEFAULT).rijen
    assert parse_hsds(hsds_bytes(before).decode(), "uit.json") == before
    assert faults((*before, full_row(), full_row(geheim_adres="ja", **NOWHERE)), schema()) == []


NOWHERE = dict.fromkeys(("adres", "postcode", "plaats", "breedte", "lengte"), "")


def test_facts_stand_where_hsds_has_a_field_for_them() -> None:
    service = make_service(full_row())
    place = service["service_at_locations"][0]["location"]
    assert service["organization"]["name"] == "Stichting Fiets"
    assert [phone["number"] for phone in service["phones"]] == ["+31 162 000000", "0162-000000"]
    assert place["addresses"][0]["postal_code"] == "4901 AB"
    assert [item["description"] for item in place["accessibility"]] == ["rolstoel", "ringleiding"]
    assert (place["latitude"], place["longitude"]) == (51.64512345, 4.8)
    assert {(plan["byday"], plan["opens_at"], plan["closes_at"]) for plan in service["schedules"]} == {
        ("MO,TU,WE,TH,FR", "09:00", "12:30"),
        ("MO", "13:00", "17:00"),
        ("SA", "20:00", "02:00"),
        ("SU", "00:00", "23:59"),
    }
    assert [area["name"] for area in service["service_areas"]] == ["west-brabant", "Slotjes", "Dorst"]
    assert [language["code"] for language in service["languages"]] == ["nl", "en"]
    assert service["cost_options"][0]["amount"] == 0
    terms = {term["taxonomy_term"]["code"]: term["value"] for term in service["attributes"]}
    assert (terms["leefgebied:meedoen"], terms["kolom:trede"]) == ("0.8", "4")


def test_ids_are_the_same_in_every_export() -> None:
    assert make_service(full_row()) == make_service(full_row())
    assert make_service(full_row())["id"] == hsds_id("voorziening", "fietsclub")
    assert make_service(full_row(id="andere"))["id"] != hsds_id("voorziening", "fietsclub")


def test_a_secret_address_leaves_a_location_without_any_place() -> None:
    service = make_service(full_row(geheim_adres="ja", toegankelijk="", **NOWHERE))
    (place,) = service["service_at_locations"]
    assert set(place["location"]) == {"id", "location_type"}
    assert "Straat" not in json.dumps(service)


def test_a_service_of_others_says_what_is_missing_before_it_can_be_shown() -> None:
    found = findings_of(json.dumps([FOREIGN]))
    assert {kolom for code, kolom in found if code == "verplicht_leeg"} >= {
        "leefgebieden",
        "woorden",
        "trede",
    }
    own = {
        "leefgebieden": "meedoen:0.5",
        "woorden": "tuin",
        "voor_naasten": "nee",
        "vrij_toegankelijk": "ja",
        "trede": "3",
        "per_wijk": "nee",
        "soort": "plek",
        "status": "deels",
        "bron": "hun bestand",
    }
    added = [
        {"id": name, "link_type": "kolom", "value": value, "taxonomy_term": {"code": f"kolom:{name}"}}
        for name, value in (own | {"id": "buurttuin"}).items()
    ]
    (row,) = parse_hsds(json.dumps([FOREIGN | {"attributes": added}]), "in.json")
    assert (row.naam, row.organisatie, row.website) == ("Buurttuin De Kas", "Stichting Groen", "kas.example")
    assert (row.adres, row.plaats, row.telefoon, row.leeftijd_van) == ("Straat 2", "Dorst", "0162-000000", 18)
    assert [(time.dag, time.van.hour) for time in row.rooster] == [(0, 10), (2, 10)]


@pytest.mark.parametrize(
    ("change", "code", "kolom"),
    [
        ({"name": ["a"]}, "hsds_fout", "name"),
        ({"phones": "0162"}, "hsds_fout", "phones"),
        ({"phones": [{"number": {}}]}, "hsds_fout", "phones.0.number"),
        ({"minimum_age": "jong"}, "hsds_fout", "minimum_age"),
        ({"organization": []}, "hsds_fout", "organization"),
        ({"service_at_locations": [{}, {}]}, "hsds_meer_locaties", "adres"),
        (
            {"schedules": [{"freq": "MONTHLY", "byday": "1MO", "opens_at": "10:00"}]},
            "rooster_fout",
            "rooster",
        ),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_field(change: dict[str, Any], code: str, kolom: str) -> None:
    assert (code, kolom) in findings_of(json.dumps({"contents": [FOREIGN | change]}))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "geen_json"),
        ("{", "geen_json"),
        ("[" * 100_000, "geen_json"),
        ("9" * 10_000, "geen_json"),
        ("{}", "geen_hsds"),
        ("7", "geen_hsds"),
        ("[]", "leeg_bestand"),
        ("[7]", "hsds_fout"),
        ('[{"id": "x", "name": "\\ud800"}]', "teken_fout"),
        ('[{"id": "x", "name": "y", "minimum_age": 1e999}]', "hsds_fout"),
        (f'[{{"id": "x", "name": {"[" * 900}{"]" * 900}}}]', "hsds_fout"),
    ],
)
def test_bad_json_is_a_finding_and_no_traceback(text: str, code: str) -> None:
    assert code in {found for found, _ in findings_of(text)}


def test_a_double_id_is_refused() -> None:
    (row,) = rows_of({})
    assert findings_of(hsds_bytes([row, row]).decode()) == [("id_dubbel", "id")]
