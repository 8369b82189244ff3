"""Whether a person looked at a row, and not too long ago; and whether it still exists today. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Soort, Voorziening

NUMBERS = frozenset({Soort.HULPLIJN, Soort.NOODNUMMER})
CHECK_DAYS = 180  # a place: twice a year
CHECK_DAYS_NUMBER = 90  # a number that people in need call: four times a year
SOON = timedelta(days=30)  # enough to ask whether it goes on


def review(row: Voorziening, today: date) -> Iterator[Bevinding]:
    """Findings about the days of a row. A number that was not looked at in time is a fault."""
    yield from _looked_at(row, today)
    yield from _lasts(row, today)


def _looked_at(row: Voorziening, today: date) -> Iterator[Bevinding]:
    number = row.soort in NUMBERS
    if row.nagekeken_op is None:
        code = "hulplijn_nooit_nagekeken" if number else "nooit_nagekeken"
        yield bevinding(code, id=row.id, kolom="nagekeken_op")
        return
    days = (today - row.nagekeken_op).days
    limit = CHECK_DAYS_NUMBER if number else CHECK_DAYS
    if days < 0:
        yield bevinding("nagekeken_in_toekomst", id=row.id, kolom="nagekeken_op")
    elif days > limit:
        code = "hulplijn_te_laat" if number else "nakijken_te_laat"
        yield bevinding(code, id=row.id, kolom="nagekeken_op", dagen=days, grens=limit)


def _lasts(row: Voorziening, today: date) -> Iterator[Bevinding]:
    last = row.geldig_tot
    if last is not None and last < today:
        yield bevinding("geldigheid_voorbij", id=row.id, kolom="geldig_tot", dag=last)
    elif last is not None and last - today <= SOON:
        yield bevinding("geldigheid_bijna", id=row.id, kolom="geldig_tot", dag=last)
