"""A description of our pages for schemathesis, made of the routes and of the forms that really stand there."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import html5lib
import schemathesis
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route, compile_path

FORM, FILE = "application/x-www-form-urlencoded", "multipart/form-data"
# What must stay words wherever it comes back.
MARKS = (
    "<zq9>&\"'", "\"><zq9 onfocus=x()>", "'-zq9(1)-'", "{{7*7}}${7*7}", "javascript:zq9()", "\u202ezq9\u202c",
    "zq9\x00\x1b[2J", "=zq9()|'x'!A0", "zq9\r\nSet-Cookie: a=b", "../../zq9", "zq9" * 700,
)  # fmt: skip
# In the address of a page, and known to no form.
ASKED = [
    "wijk",
    "leefgebied",
    "rol",
    "dagen",
    "pagina",
    "sinds",
    "versie",
    "gedaan",
    "na",
    "in",
    "wie",
    "blad",
    "periode",
    "jaar",
    "zoek",
    "status",
    "bladzijde",
    "code",
    "state",
    "error",
    "iss",
    "terug",
    "next",
]


@dataclass
class Known:
    """Values that are right somewhere: of fields, and of the parts of an address."""

    fields: dict[tuple[str, str], dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    parts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, site: Starlette, page: str, at: str = "/") -> None:
        """Every form and every link on a page."""
        for action, method, values in _forms(page, at):
            route = _route(site, action)
            if route is not None:
                self._address(route, action)
                for name, value in values:
                    self.fields[route.path, method][name].add(value)
        for link in _links(page):
            route = _route(site, link)
            if route is not None:
                self._address(route, link)
                for name, given in parse_qs(urlsplit(link).query).items():
                    self.fields[route.path, "GET"][name].update(given)

    def _address(self, route: Route, address: str) -> None:
        found = route.path_regex.match(urlsplit(address).path)
        for name, value in found.groupdict().items() if found else ():
            self.parts[f"{route.path}:{name}"].add(value)


def _forms(page: str, at: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        values = [
            (one.get("name"), one.get("value") or (one.text or "" if one.tag == "textarea" else ""))
            for kind in ("input", "textarea", "button", "select")
            for one in form.iter(kind)
            if one.get("name")
        ]
        values += [
            (select.get("name"), option.get("value", option.text or ""))
            for select in form.iter("select")
            for option in select.iter("option")
        ]
        yield form.get("action") or at, (form.get("method") or "get").upper(), values
        for button in form.iter("button"):
            if button.get("formaction"):
                yield button.get("formaction"), "POST", values


def _links(page: str) -> Iterator[str]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    yield from (one.get("href") for one in tree.iter("a") if (one.get("href") or "").startswith("/"))


def _route(site: Starlette, address: str) -> Route | None:
    path = urlsplit(address).path
    routes = [route for route in site.routes if isinstance(route, Route)]
    return next((route for route in routes if route.path_regex.match(path)), None)


def openapi(site: Starlette, known: Known, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """All routes as OpenAPI 3.1; HEAD and pages in `without` are left out."""
    paths: dict[str, dict[str, Any]] = {}
    for route in site.routes:
        if isinstance(route, Route) and route.path not in set(without):
            _, plain, _ = compile_path(route.path)
            methods = sorted((route.methods or set()) - {"HEAD"})
            paths[plain] = {method.lower(): _operation(route, method, known) for method in methods}
    return {"openapi": "3.1.0", "info": {"title": "pagina's", "version": "1"}, "paths": paths}


def _operation(route: Route, method: str, known: Known) -> dict[str, Any]:
    made: dict[str, Any] = {"responses": {"default": {"description": "een pagina"}}}
    made["parameters"] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": _value(known.parts[f"{route.path}:{name}"], part=True),
        }
        for name in route.param_convertors
    ]
    fields = known.fields[route.path, method]
    if method == "POST":
        schema = {"type": "object", "properties": _properties(fields), "additionalProperties": False}
        made["requestBody"] = {"required": True, "content": {FORM: {"schema": schema}}}
    else:
        asked = _properties({name: set[str]() for name in ASKED} | dict(fields))
        made["parameters"] += [
            {"name": name, "in": "query", "schema": value} for name, value in asked.items()
        ]
    return made


def _properties(fields: Mapping[str, set[str]]) -> dict[str, Any]:
    return {name: _value(values) for name, values in sorted(fields.items()) if name != "csrf"}


def _value(values: set[str], *, part: bool = False) -> dict[str, Any]:
    """Right as often as not, else a mark or anything at all. part: of an address, where no "/" can stand.

    With a format of its own: of `anyOf` and `enum` only "any text" would be left over.
    """
    right = sorted(value for value in values if len(value) > part)
    words = [one for one in MARKS if not part or "/" not in one]
    signs = st.characters(exclude_categories=("Cs",), exclude_characters="/" if part else "")
    anything = st.sampled_from(words) | st.text(signs, min_size=int(part), max_size=60)
    strategy = st.sampled_from(right) | st.sampled_from(right) | anything if right else anything
    name = "veld-" + hashlib.sha256(repr((right, part)).encode()).hexdigest()[:16]
    schemathesis.openapi.format(name, strategy)
    return {"type": "string", "format": name}


def unescaped(page: str) -> list[str]:
    """Where a mark came back as more than words."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    wrong = [f"<{one.tag}>" for one in tree.iter() if isinstance(one.tag, str) and "zq9" in one.tag]
    for one in tree.iter():
        for name, value in one.attrib.items():
            target = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or "zq9" in name:
                wrong.append(f"{one.tag} {name}")
            if name in ("href", "src", "action", "formaction") and target.startswith(
                ("javascript:", "data:text")
            ):
                wrong.append(f"{one.tag} {name}={value}")
        if one.tag in ("script", "style") and "zq9" in (one.text or ""):
            wrong.append(one.tag)
    if re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page):
        wrong.append("signs that turn round")
    return wrong
