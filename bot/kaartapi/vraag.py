"""What is asked of the API: which parameters there are, what fits in them, and what to do when it does not. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

PER_PAGE, MOST_PER_PAGE = 25, 100
HIGHEST_PAGE = 100_000
LONGEST_SEARCH = 200
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# RFC 3339; in a query the plus sign of a zone means a blank, and some forget to write it as %2B.
MOMENT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[Tt](?P<time>\d{2}:\d{2}:)(?P<second>\d{2})(?P<part>\.\d+)?"
    r"(?P<zone>[Zz]|[+\- ]\d{2}:\d{2})",
    re.ASCII,
)
FORMATS = ("json", "ndjson")


class VraagError(Exception):
    """This cannot be answered. naam: of the parameter; remedie: what to do, in Dutch."""

    def __init__(self, naam: str, remedie: str) -> None:
        super().__init__(naam)
        self.naam = naam
        self.remedie = remedie


@dataclass(frozen=True)
class Parameter:
    """One parameter. read: raises ValueError. past: what fits, as a sentence says it. schema: the same for machines."""

    naam: str
    read: Callable[[str], Any]
    past: str
    schema: Mapping[str, object]


@dataclass(frozen=True)
class Vraag:
    """What was asked of a list; what was not asked is as it stands here. sleutel: the question itself."""

    page: int = 1
    per_page: int | None = None
    format: str = "json"
    search: str = ""
    modified_after: datetime | None = None
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    parent_id: str = ""
    top_only: bool = False
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    sleutel: str = field(default="", compare=False)

    @property
    def size(self) -> int:
        """How many on a page at most."""
        return self.per_page or PER_PAGE


def _whole(text: str, highest: int) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text) or int(text) > highest:
        raise ValueError
    return int(text)


def _yes_no(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _id(text: str) -> str:
    if not UUID.fullmatch(text):
        raise ValueError
    return text.lower()


def _text(text: str) -> str:
    if len(text) > LONGEST_SEARCH:
        raise ValueError
    return text


def _format(text: str) -> str:
    if text not in FORMATS:
        raise ValueError
    return text


def _moment(text: str) -> datetime:
    """Raises ValueError."""
    found = MOMENT.fullmatch(text)
    if not found:
        raise ValueError
    if found["date"].startswith("0000"):  # RFC 3339 knows that year; whatever it asks for is long ago
        return datetime.min.replace(tzinfo=UTC)
    # A second that was put in is counted as the one before it.
    second, zone = min(found["second"], "59"), found["zone"].upper().replace(" ", "+").replace("Z", "+00:00")
    try:
        read = datetime.fromisoformat(f"{found['date']}T{found['time']}{second}{zone}")
        return read.astimezone(UTC)
    except OverflowError:  # on the first or the last day that there is
        return datetime.min.replace(tzinfo=UTC) if read.year == 1 else datetime.max.replace(tzinfo=UTC)


_FLAG = (_yes_no, "true of false", {"type": "boolean"})
_UUID = (_id, "een uuid, zoals 3f7b145d-84af-42d7-8fae-eaca714b02b2", {"type": "string", "format": "uuid"})

PARAMETERS: Mapping[str, Parameter] = {
    one.naam: one
    for one in (
        Parameter(
            "page",
            partial(_whole, highest=HIGHEST_PAGE),
            f"een heel getal van 1 tot en met {HIGHEST_PAGE}",
            {"type": "integer", "minimum": 1, "maximum": HIGHEST_PAGE, "default": 1},
        ),
        Parameter(
            "per_page",
            partial(_whole, highest=MOST_PER_PAGE),
            f"een heel getal van 1 tot en met {MOST_PER_PAGE}",
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        ),
        Parameter(
            "format", _format, "json of ndjson", {"type": "string", "enum": list(FORMATS), "default": "json"}
        ),
        Parameter(
            "search",
            _text,
            f"hoogstens {LONGEST_SEARCH} tekens",
            {"type": "string", "maxLength": LONGEST_SEARCH},
        ),
        Parameter(
            "modified_after",
            _moment,
            "een moment met tijdzone, zoals 2026-11-22T09:00:00Z",
            {"type": "string", "format": "date-time"},
        ),
        Parameter("taxonomy_term_id", *_UUID),
        Parameter("taxonomy_id", *_UUID),
        Parameter("organization_id", *_UUID),
        Parameter("parent_id", *_UUID),
        Parameter("top_only", *_FLAG),
        Parameter("minimal", *_FLAG),
        Parameter("full", *_FLAG),
        Parameter("full_service", *_FLAG),
    )
}

PAGING = ("page", "per_page", "format")
# Path -> which of them it takes. Whatever else is asked is refused: to leave out a filter would be a wrong answer.
LISTS: Mapping[str, tuple[str, ...]] = {
    "/services": (
        *("search", *PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after"),
        *("minimal", "full"),
    ),
    "/organizations": ("search", *PAGING, "full_service", "full"),
    "/service_at_locations": (
        *("search", *PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full"),
    ),
    "/taxonomies": ("search", *PAGING),
    "/taxonomy_terms": ("search", *PAGING, "taxonomy_id", "top_only", "parent_id"),
}
DETAILS: Mapping[str, tuple[str, ...]] = {
    "/services/{id}": (),
    "/organizations/{id}": ("full_service",),
    "/service_at_locations/{id}": (),
    "/taxonomies/{id}": (),
    "/taxonomy_terms/{id}": (),
}


def read(path: str, given: Iterable[tuple[str, str]]) -> Vraag:
    """What this query asks of this list or detail. Raises VraagError for the first thing that does not fit."""
    known = LISTS.get(path) or DETAILS.get(path, ())
    values: dict[str, Any] = {}
    asked = list(given)
    for name, text in asked:
        if name not in known:
            listed = f"Kies uit: {', '.join(known)}." if known else "Vraag dit adres zonder parameters."
            raise VraagError(name[:60], f"Deze parameter kennen wij hier niet. {listed}")
        if name in values:
            raise VraagError(name, "Deze parameter staat er twee keer. Noem haar één keer.")
        try:
            values[name] = PARAMETERS[name].read(text)
        except (ValueError, KeyError):
            raise VraagError(name, f"Geef {PARAMETERS[name].past}.") from None
    return Vraag(**values, sleutel=repr(sorted(asked)))
