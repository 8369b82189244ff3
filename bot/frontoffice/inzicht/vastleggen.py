"""Fixes the figures of every month that has ended, once. Asks the store; decides no figure itself.

After that nobody counts those months again: whoever is erased later is still in the figures, and asking twice
gives no second throw of the dice.
"""

import secrets
from datetime import datetime, timedelta

from bot.config import Settings
from bot.frontoffice.inzicht import periode
from bot.frontoffice.inzicht.periode import Periode
from bot.frontoffice.inzicht.tellen import figures
from bot.frontoffice.inzicht.verbergen import Dice
from bot.kalender import Kalender
from bot.store import Store
from bot.store.cijfers import Doorgifte, Plaats
from bot.store.plek import Plek

# A year is counted a moment after it ended, and is kept for a year: who wrote in its first days only may be gone.
LEEWAY = timedelta(days=7)
Counted = dict[str, dict[Plaats, int]]  # period -> place in a table -> figure
DICE: Dice = secrets.SystemRandom().random


def behind(store: Store, now: datetime) -> Periode | None:
    """The first month that has ended and is not fixed yet. One short question when there is none."""
    last = store.cijfers.last_month()
    if last is not None:
        maand = periode.parse(last)
        assert maand is not None
        maand = periode.next_month(maand)
    else:
        first = store.cijfers.first_moment()
        if first is None:
            return None
        maand = periode.month_of(first)
    return maand if maand.end <= now else None


def count(store: Store, settings: Settings, maand: Periode, now: datetime) -> Counted:
    """The figures of this month, and of the quarter and the year so far that end with it. Slow; writes nothing."""
    counted: Counted = {}
    for one in periode.ending_with(maand):
        counted[one.id] = _figures(store, settings, one, now, counted)
    return counted


def count_beside(plek: Plek, settings: Settings, maand: Periode, now: datetime) -> Counted:
    """The same on a connection of its own, for another thread: a large town takes a minute, and nobody waits for it."""
    with Store.open(plek, settings.key_file) as store, store.snapshot():
        return count(store, settings, maand, now)


def write(store: Store, maand: Periode, counted: Counted, now: datetime) -> None:
    """Fix them for good. Call inside a transaction."""
    for id, figures_ in counted.items():
        store.cijfers.fix(id, maand.id, figures_, now)


def fix(store: Store, settings: Settings, maand: Periode, now: datetime) -> None:
    """Both at once. Call inside a transaction."""
    write(store, maand, count(store, settings, maand, now), now)


def _figures(
    store: Store, settings: Settings, one: Periode, now: datetime, counted: Counted
) -> dict[Plaats, int]:
    kalender = Kalender()
    if one.parts and one.begin < now - timedelta(days=settings.bewaar.gesprek) - LEEWAY:
        return _added(store, one, counted)

    def promised(gift: Doorgifte) -> datetime:
        return kalender.add_working_days(gift.op, settings.termijnen.of(gift.urgentie))

    return figures(store.cijfers.happened(one.begin, one.end), one.end, promised, kalender, DICE)


def _added(store: Store, one: Periode, counted: Counted) -> dict[Plaats, int]:
    """Of what was erased since only the fixed figures of its parts are left: what could be shown there, added up."""
    total: dict[Plaats, int] = {}
    for part in one.parts:
        for place, figure in (counted.get(part.id) or store.cijfers.read(part.id)).items():
            total[place] = total.get(place, 0) + figure
    return total
