"""What is wrong with one row by itself: its source, its contact, its secret. Pure."""

import re
from collections.abc import Callable, Iterator

from sociale_kaart.cells import to_cells
from sociale_kaart.check.numbers import number_findings
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Status, Voorziening

# In running text; after a blank two small letters are mostly a word ("2022 op", "1500 km").
POSTCODE = re.compile(r"\b[1-9]\d{3}(?:[A-Za-z]{2}| [A-Z][A-Za-z])\b")
NUMBERS = frozenset({"telefoon", "telefoon_kosten", "rooster", "openingstijden"})
WEBSITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s]*)?")


def row_findings(row: Voorziening) -> Iterator[Bevinding]:
    """All rules on one row, in the order of the columns an editor reads."""
    for rule in RULES:
        yield from rule(row)


def _source(row: Voorziening) -> Iterator[Bevinding]:
    if not row.bron:
        yield bevinding("bron_ontbreekt", id=row.id, kolom="bron")


def _website(row: Voorziening) -> Iterator[Bevinding]:
    if row.website and not WEBSITE.fullmatch(row.website):
        yield bevinding("website_vorm", id=row.id, kolom="website", waarde=row.website)


def _contact(row: Voorziening) -> Iterator[Bevinding]:
    if not (row.telefoon or row.website or row.adres):
        yield bevinding("contact_ontbreekt", id=row.id)


def _outdated(row: Voorziening) -> Iterator[Bevinding]:
    if row.status is Status.VEROUDERD:
        yield bevinding("status_verouderd", id=row.id, kolom="status")


def _secret(row: Voorziening) -> Iterator[Bevinding]:
    """The columns of the place are empty then, or the file is refused; words can still give it away."""
    if not row.geheim_adres:
        return
    for column, cell in to_cells(row).items():
        if column not in NUMBERS and POSTCODE.search(cell):
            yield bevinding("geheim_adres_in_tekst", id=row.id, kolom=column)


RULES: tuple[Callable[[Voorziening], Iterator[Bevinding]], ...] = (
    _source,
    number_findings,
    _website,
    _contact,
    _outdated,
    _secret,
)
