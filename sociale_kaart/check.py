"""What an editor should look at in a kaart that can be read. Pure: the caller says what day it is.

What makes a file unreadable is found by load.py; here is what makes it less trustworthy.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.teksten import leefgebied_ids
from sociale_kaart.words import normalised

PHONE = re.compile(r"112|113|14 0\d{2,3}|0(?:800|900)-(?:\d{4}|\d{7})")
AREA_PHONE = re.compile(r"0\d{1,3}-\d{6,8}")  # ten digits together
WEBSITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s]*)?")
NUMBERS = frozenset({Soort.HULPLIJN, Soort.NOODNUMMER})
CHECK_DAYS = 180  # a place: twice a year
CHECK_DAYS_NUMBER = 90  # a number that people in need call: four times a year
ENOUGH_WEIGHT = 0.5
SAME_NAME = 92  # of 100


def controleer(kaart: SocialeKaart, today: date) -> tuple[Bevinding, ...]:
    """Every finding, row by row, then what concerns the whole kaart. An empty tuple is a clean kaart."""
    rows = [finding for row in kaart for rule in ROW_RULES for finding in rule(row)]
    rows += [finding for row in kaart for finding in _review(row, today)]
    return (*rows, *_empty_leefgebieden(kaart), *_doubles(kaart))


def _source(row: Voorziening) -> Iterator[Bevinding]:
    if not row.bron:
        yield bevinding("bron_ontbreekt", id=row.id, kolom="bron")


def _phone(row: Voorziening) -> Iterator[Bevinding]:
    for number in row.telefoonnummers:
        digits = number.replace("-", "")
        if not (PHONE.fullmatch(number) or (AREA_PHONE.fullmatch(number) and len(digits) == 10)):
            yield bevinding("telefoon_vorm", id=row.id, kolom="telefoon", waarde=number)
    if row.telefoon and not row.telefoon_kosten:
        yield bevinding("telefoon_kosten_ontbreken", id=row.id, kolom="telefoon_kosten")


def _website(row: Voorziening) -> Iterator[Bevinding]:
    if row.website and not WEBSITE.fullmatch(row.website):
        yield bevinding("website_vorm", id=row.id, kolom="website", waarde=row.website)


def _contact(row: Voorziening) -> Iterator[Bevinding]:
    if not (row.telefoon or row.website or row.adres):
        yield bevinding("contact_ontbreekt", id=row.id)


def _outdated(row: Voorziening) -> Iterator[Bevinding]:
    if row.status is Status.VEROUDERD:
        yield bevinding("status_verouderd", id=row.id, kolom="status")


ROW_RULES: tuple[Callable[[Voorziening], Iterator[Bevinding]], ...] = (
    _source,
    _phone,
    _website,
    _contact,
    _outdated,
)


def _review(row: Voorziening, today: date) -> Iterator[Bevinding]:
    """Whether a person looked at the row, and not too long ago."""
    if row.nagekeken_op is None:
        code = "hulplijn_nooit_nagekeken" if row.soort in NUMBERS else "nooit_nagekeken"
        yield bevinding(code, id=row.id, kolom="nagekeken_op")
        return
    days = (today - row.nagekeken_op).days
    limit = CHECK_DAYS_NUMBER if row.soort in NUMBERS else CHECK_DAYS
    if days < 0:
        yield bevinding("nagekeken_in_toekomst", id=row.id, kolom="nagekeken_op")
    elif days > limit:
        yield bevinding("nakijken_te_laat", id=row.id, kolom="nagekeken_op", dagen=days, grens=limit)


def _empty_leefgebieden(kaart: SocialeKaart) -> Iterator[Bevinding]:
    """Leefgebieden for which a resident finds no freely accessible place of any weight."""
    served = {
        leefgebied
        for row in kaart
        if row.soort is Soort.PLEK and row.vrij_toegankelijk and row.status is not Status.VEROUDERD
        for leefgebied, weight in row.leefgebieden
        if weight >= ENOUGH_WEIGHT
    }
    for leefgebied in sorted(leefgebied_ids() - served):
        yield bevinding("leefgebied_leeg", kolom="leefgebieden", leefgebied=leefgebied)


def _doubles(kaart: SocialeKaart) -> Iterator[Bevinding]:
    names = [(row.id, row.naam, normalised(row.naam)) for row in kaart]
    for (id, _, name), (_, other_name, other) in combinations(names, 2):
        if fuzz.token_sort_ratio(name, other) >= SAME_NAME:
            yield bevinding("dubbel_naam", id=id, kolom="naam", andere=other_name)
