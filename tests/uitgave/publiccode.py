"""Holds publiccode.yml against version 0.7 of its standard, from its own text. Pure: no network, no guessing.

Stricter than the standard: what it calls deprecated or does not know is a fault.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.uitgave.licenties import LicentieError, terms
from tests.uitgave.lock import ROOT

VERSION = "0.7"
STATUSES = frozenset({"concept", "development", "beta", "stable", "obsolete"})
KINDS = frozenset(
    {
        *(f"standalone/{one}" for one in ("mobile", "iot", "desktop", "web", "backend", "other")),
        "addon",
        "library",
        "configurationFiles",
    }
)
MAINTENANCE = frozenset({"internal", "contract", "community", "none"})
ALIASES = frozenset({"gdpr", "eidas", "nis2", "cra", "spid", "cie", "anpr", "pagopa", "io"})
SCOPES = frozenset(
    {
        *("agriculture", "culture", "defence", "education", "emergency-services", "employment", "energy"),
        *("environment", "finance-and-economic-development", "foreign-affairs", "government", "healthcare"),
        *("infrastructures", "justice", "local-authorities", "manufacturing", "research"),
        *("science-and-technology", "security", "society", "sport", "tourism", "transportation", "welfare"),
    }
)
# Those of the long list in the standard that can be about a program like ours.
CATEGORIES = frozenset(
    {
        *("call-center-management", "communications", "contact-management", "crm", "data-collection"),
        *("customer-service-and-support", "digital-citizenship", "help-desk", "instant-messaging"),
        *("knowledge-management", "service-desk", "workflow-management", "other"),
    }
)

Check = Callable[[Any, str], Iterator[str]]


class Keys:
    """A table: which keys there must be, which there may be, and what each holds."""

    def __init__(self, must: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> None:
        self._must, self._all = must, {**must, **(may or {})}

    def __call__(self, value: Any, place: str) -> Iterator[str]:
        """Every fault in it, with its place."""
        if not isinstance(value, Mapping):
            yield f"{place}: geen tabel"
            return
        for key in self._must:
            if key not in value:
                yield f"{place}.{key}: ontbreekt"
        for key, inside in value.items():
            if key not in self._all:
                yield f"{place}.{key}: kent de standaard niet"
            else:
                yield from self._all[key](inside, f"{place}.{key}")


def faults(data: Any, root: Path = ROOT) -> list[str]:
    """Everything in the file that the standard does not allow."""
    found = [one.removeprefix(".") for one in _whole(root)(data, "")]
    return found + (_between(data) if isinstance(data, Mapping) else [])


def _whole(root: Path) -> Keys:
    return Keys(
        {
            "publiccodeYmlVersion": _one_of(frozenset({VERSION})),
            "name": _text(),
            "url": _url,
            "platforms": _list(_text()),
            "developmentStatus": _one_of(STATUSES),
            "softwareType": _one_of(KINDS),
            "description": _by_language(_description(root)),
            "legal": Keys({"license": _spdx}, {"mainCopyrightOwner": _text()}),
            "maintenance": Keys(
                {"type": _one_of(MAINTENANCE)},
                {"contacts": _list(_contact()), "contractors": _list(_contractor())},
            ),
            "localisation": Keys({"localisationReady": _truth, "availableLanguages": _list(_language)}),
        },
        {
            "applicationSuite": _text(),
            "landingURL": _url,
            "isBasedOn": _url,
            "softwareVersion": _text(),
            "releaseDate": _date,
            "categories": _list(_one_of(CATEGORIES)),
            "usedBy": _list(_text()),
            "roadmap": _url,
            "supports": _list(Keys({"id": _standard})),
            "organisation": Keys({"uri": _text()}, {"name": _text()}),
            "intendedAudience": Keys(
                {},
                {
                    "countries": _list(_country),
                    "unsupportedCountries": _list(_country),
                    "scope": _list(_one_of(SCOPES)),
                },
            ),
            "dependsOn": Keys({}, dict.fromkeys(("open", "proprietary", "hardware"), _list(_dependency()))),
        },
    )


def _description(root: Path) -> Keys:
    return Keys(
        {"shortDescription": _text(most=150), "longDescription": _text(least=150, most=10_000)},
        {
            "localisedName": _text(),
            "features": _list(_text()),
            "screenshots": _list(_picture(root)),
            "documentation": _url,
            "apiDocumentation": _url,
        },
    )


def _dependency() -> Keys:
    return Keys(
        {"name": _text()},
        {"versionMin": _text(), "versionMax": _text(), "version": _text(), "optional": _truth},
    )


def _contact() -> Keys:
    return Keys({"name": _text()}, {"email": _text(), "phone": _text(), "affiliation": _text()})


def _contractor() -> Keys:
    return Keys({"name": _text(), "until": _date}, {"email": _text(), "website": _url})


def _between(data: Mapping[str, Any]) -> list[str]:
    """What only shows when two places are held together."""
    found = []
    kept = data.get("maintenance", {})
    if isinstance(kept, Mapping):
        kind = kept.get("type")
        if kind in {"internal", "community"} and "contacts" not in kept:
            found.append(f"maintenance.contacts: hoort bij {kind}")
        if (kind == "contract") != ("contractors" in kept):
            found.append("maintenance.contractors: hoort bij contract, en alleen daarbij")
    texts = data.get("description", {})
    if isinstance(texts, Mapping) and not any("features" in one for one in texts.values()):
        found.append("description: geen enkele taal heeft features")
    return found


def _text(*, least: int = 1, most: int = 1000) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, str) or not least <= len(value.strip()) <= most:
            yield f"{place}: een tekst van {least} tot {most} tekens"

    return check


def _one_of(allowed: frozenset[str]) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{place}: {value!r} staat niet op de lijst"

    return check


def _list(inside: Check) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, Sequence) or isinstance(value, str) or not value:
            yield f"{place}: geen lijst, of een lege"
            return
        for nr, one in enumerate(value):
            yield from inside(one, f"{place}[{nr}]")

    return check


def _by_language(inside: Check) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, Mapping) or not value:
            yield f"{place}: geen taal"
            return
        for language, text in value.items():
            yield from _language(language, place)
            yield from inside(text, f"{place}.{language}")

    return check


def _matching(pattern: str, what: str) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield f"{place}: {value!r} is geen {what}"

    return check


_language = _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "taal")
_country = _matching(r"[A-Z]{2}", "land met hoofdletters")
_truth = _matching(r"true|false", "ja of nee")


def _url(value: Any, place: str) -> Iterator[str]:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme != "https" or not parts.netloc:
        yield f"{place}: {value!r} is geen adres met https"


def _standard(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, str) and value.startswith("alias:"):
        yield from _one_of(ALIASES)(value.removeprefix("alias:"), place)
    else:
        yield from _url(value, place)


def _date(value: Any, place: str) -> Iterator[str]:
    try:
        right = date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        right = False
    if not right:
        yield f"{place}: {value!r} is geen dag als 2026-11-22"


def _spdx(value: Any, place: str) -> Iterator[str]:
    try:
        known = isinstance(value, str) and bool(terms(value))
    except LicentieError:
        known = False
    if not known:
        yield f"{place}: {value!r} is geen licentie van SPDX"


def _picture(root: Path) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        right = isinstance(value, str) and value.endswith((".png", ".jpg")) and (root / value).is_file()
        if not right:
            yield f"{place}: {value!r} is geen beeld in deze map"

    return check
