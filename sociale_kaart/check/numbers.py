"""Telephone numbers that look dead: an odd form, an area that does not exist, or known to be replaced. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import phonenumbers

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Voorziening
from sociale_kaart.teksten import read_toml

SHORT = re.compile(r"112|113|14 0\d{2,3}")
SERVICE = re.compile(r"0(?:800|900)-(?:\d{4}|\d{7})")
AREA = re.compile(r"0\d{1,3}-\d{6,8}")  # ten digits together
TEN = 10


@dataclass(frozen=True)
class OudNummer:
    """A number that is not to be used any more. nieuw: what came instead, of whom. bron: who says so."""

    oud: str
    nieuw: str
    van: str
    bron: str


@cache
def old_numbers() -> dict[str, OudNummer]:
    """By the digits of the old number. Changing is done in data/oude_nummers.toml."""
    rows = [OudNummer(**row) for row in read_toml("data/oude_nummers.toml")["nummer"]]
    return {digits(row.oud): row for row in rows}


def digits(number: str) -> str:
    """Only the digits, so that the way of writing does not matter."""
    return re.sub(r"\D", "", number)


def number_findings(row: Voorziening) -> Iterator[Bevinding]:
    """What is odd about the numbers of a row."""
    for number in row.telefoonnummers:
        if old := old_numbers().get(digits(number)):
            yield _replaced(row, number, old)
        elif not _well_formed(number):
            yield bevinding("telefoon_vorm", id=row.id, kolom="telefoon", waarde=number)
        elif not _exists(number):
            yield bevinding("telefoon_bestaat_niet", id=row.id, kolom="telefoon", waarde=number)
    if row.telefoon and not row.telefoon_kosten:
        yield bevinding("telefoon_kosten_ontbreken", id=row.id, kolom="telefoon_kosten")


def _replaced(row: Voorziening, number: str, old: OudNummer) -> Bevinding:
    return bevinding(
        "telefoon_vervangen", id=row.id, kolom="telefoon", waarde=number, nieuw=old.nieuw, bron=old.bron
    )


def _well_formed(number: str) -> bool:
    if SHORT.fullmatch(number) or SERVICE.fullmatch(number):
        return True
    return bool(AREA.fullmatch(number)) and len(digits(number)) == TEN


def _exists(number: str) -> bool:
    """Whether the numbering plan has such a number; that somebody answers it nobody can know from here."""
    if SHORT.fullmatch(number):
        return True
    return phonenumbers.is_valid_number(phonenumbers.parse(number, "NL"))
