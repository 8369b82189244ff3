"""The description of the API for machines, made of the same tables, parameters and addresses as the API itself."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from bot.kaartapi.vraag import DETAILS, LISTS, PARAMETERS
from sociale_kaart.uitwisseling.tabellen import HOLDS, MANY, ONE, Field, hsds_tables

Schema = dict[str, Any]

VERSION = "3.0"  # of HSDS
OPENAPI = "3.1.0"
OWN_VERSION = "1.0.0"  # of the description; the first number changes when a reader has to change
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What stands behind the addresses: (schema of one, schemas of what may stand in a list).
SHOWS: Mapping[str, tuple[str, Sequence[str]]] = {
    "services": ("Service", ("ServiceKort", "Service", "ServiceMinimaal")),
    "organizations": ("Organization", ("OrganizationKort", "Organization")),
    "service_at_locations": ("ServiceAtLocation", ("ServiceAtLocationKort", "ServiceAtLocation")),
    "taxonomies": ("Taxonomy", ("Taxonomy",)),
    "taxonomy_terms": ("TaxonomyTerm", ("TaxonomyTerm",)),
}
KINDS: Mapping[str, Schema] = {
    "": {"type": "string"},
    "number": {"type": "number"},
    "datetime": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "pattern": r"^\d\d:\d\d$"},
    **{kind: {"type": "string", "format": kind} for kind in ("uuid", "uri", "email", "date")},
}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("bot.kaartapi") / "beschrijving.toml").read_text(encoding="utf-8"))


def errors() -> Mapping[str, Mapping[str, str]]:
    """What can go wrong: title and what to do, by key."""
    found: Mapping[str, Mapping[str, str]] = _words()["fouten"]
    return found


def describe(url: str) -> Schema:
    """The whole description. url: where the API is reached."""
    info = _words()["info"]
    return {
        "openapi": OPENAPI,
        "info": {
            "title": info["titel"],
            "version": OWN_VERSION,
            "summary": info["kort"],
            "description": info["omschrijving"].strip(),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": url}],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "parameters": {name: _parameter(name) for name in PARAMETERS} | _headers_asked(),
            "headers": _headers(),
            "responses": _refusals(),
        },
    }


# --- addresses ---


def _paths() -> Schema:
    paths: Schema = {
        "/": _get("about", (), {"application/json": {"schema": _ref("About")}}),
        "/openapi.json": _get("openapi", (), {"application/json": {"schema": {"type": "object"}}}),
    }
    for path, parameters in LISTS.items():
        name = path.removeprefix("/")
        page = {"schema": _ref(f"{SHOWS[name][0]}Pagina")}
        line = {"schema": {"type": "string", "description": _words()["ndjson"]}}
        content = {"application/json": page, "application/x-ndjson": line}
        paths[path] = _get(f"list_{name}", parameters, content)
    for path, parameters in DETAILS.items():
        name = path.split("/")[1]
        content = {"application/json": {"schema": _ref(SHOWS[name][0])}}
        paths[path] = _get(f"get_{name}", parameters, content)
        paths[path]["get"]["responses"]["404"] = {"$ref": "#/components/responses/onbekend"}
        paths[path]["parameters"] = [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": _words()["parameters"]["id"],
                "schema": {"type": "string", "format": "uuid"},
            }
        ]
    return paths


def _get(name: str, parameters: Sequence[str], content: Schema) -> Schema:
    words = _words()["adressen"][name.removeprefix("list_").removeprefix("get_")]
    said = words["een"] if name.startswith("get_") else words["kort"]
    known = {header: {"$ref": f"#/components/headers/{header}"} for header in _headers()}
    refused = {"400": "parameter", "429": "te_vaak", "500": "fout", "503": "even_niet"}
    asked = [*parameters, "If-None-Match", "If-Modified-Since"]
    return {
        "get": {
            "operationId": name,
            "summary": said,
            "parameters": [{"$ref": f"#/components/parameters/{one}"} for one in asked],
            "responses": {
                "200": {"description": said, "headers": known, "content": content},
                "304": {"description": _words()["ongewijzigd"], "headers": known},
                **{code: {"$ref": f"#/components/responses/{key}"} for code, key in refused.items()},
            },
        }
    }


def _parameter(name: str) -> Schema:
    one = PARAMETERS[name]
    said = f"{_words()['parameters'][name]} Geef {one.past}."
    return {"name": name, "in": "query", "description": said, "schema": dict(one.schema)}


def _headers_asked() -> Schema:
    return {
        name: {"name": name, "in": "header", "description": said, "schema": {"type": "string"}}
        for name, said in _words()["vraagkoppen"].items()
    }


def _headers() -> Schema:
    return {
        name: {"description": said, "required": True, "schema": {"type": "string"}}
        for name, said in _words()["koppen"].items()
    }


def _refusals() -> Schema:
    content = {"application/problem+json": {"schema": _ref("Probleem")}}
    return {
        key: {"description": f"{one['titel']}. {one['remedie']}", "content": content}
        for key, one in errors().items()
    }


# --- what stands in an answer ---


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _closed(properties: Schema, required: Sequence[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _schemas() -> Schema:
    made: Schema = {
        "About": _closed(
            {"version": {"const": VERSION}, "profile": KINDS["uri"], "openapi_url": KINDS["uri"]},
            ("version", "profile", "openapi_url"),
        ),
        "Probleem": _closed(
            {
                "type": {"const": "about:blank"},
                "title": KINDS[""],
                "status": {"type": "integer", "minimum": 400, "maximum": 599},
                "detail": KINDS[""],
                "parameter": KINDS[""],
            },
            ("type", "title", "status", "detail"),
        ),
        "ServiceMinimaal": _closed(
            {"id": KINDS["uuid"], "modified_date": KINDS["datetime"]}, ("id", "modified_date")
        ),
        "Service": _nested("service"),
        "ServiceKort": _nested("service", short=True),
        "OrganizationKort": _nested("organization", short=True),
        "Taxonomy": _nested("taxonomy"),
        "TaxonomyTerm": _nested("taxonomy_term"),
    }
    for short, name in ((False, "ServiceAtLocation"), (True, "ServiceAtLocationKort")):
        place = _nested("service_at_location", short=short)
        place["properties"]["service"] = _nested("service", short=short, without="service_at_locations")
        made[name] = place
    made["Organization"] = _nested("organization")
    of_one = [_nested("service", short=short, without="organization") for short in (True, False)]
    made["Organization"]["properties"]["services"] = {"type": "array", "items": {"anyOf": of_one}}
    made["Organization"]["required"].append("services")
    return made | {f"{one}Pagina": _page(listed) for one, listed in SHOWS.values()}


def _nested(table: str, *, short: bool = False, without: str = "") -> Schema:
    """One record of this table with what is nested in it. short: only what there is at most one of."""
    found = hsds_tables()[table]
    properties: Schema = {}
    for field in found.fields:
        allowed = found.allowed.get(field.name)
        properties[field.name] = {"type": "string", "enum": list(allowed)} if allowed else _kind(field)
    for name in HOLDS.get(table, ()):
        if name == without:
            continue
        if name in ONE:
            properties[name] = _nested(ONE[name], short=short)
        elif not short:
            properties[name] = {"type": "array", "items": _nested(MANY[name])}
    return _closed(properties, [field.name for field in found.fields if field.required])


def _kind(field: Field) -> Schema:
    return dict(KINDS[field.kind])


def _page(listed: Sequence[str]) -> Schema:
    counts = {name: {"type": "integer", "minimum": 0} for name in ("total_items", "size")}
    counts |= {name: {"type": "integer", "minimum": 1} for name in ("total_pages", "page_number")}
    flags = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    items = {"anyOf": [_ref(name) for name in listed]}
    properties: Schema = {**counts, **flags, "contents": {"type": "array", "items": items}}
    return _closed(properties, list(properties))
