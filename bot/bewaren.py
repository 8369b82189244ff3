"""What is kept no longer than needed: per kind for how long, how much is due now, and a few rows of it gone.

The planner does a handful at each look, so that no resident waits; `elkedeur gegevens bewaren --doe` does all of it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.config import Bewaar
from bot.frontoffice.inzicht import vastleggen
from bot.store import Store

logger = logging.getLogger(__name__)

HANDFUL = 25
# An erased one is known a while longer than any backup that may hold it.
MARGIN = timedelta(days=7)


@dataclass(frozen=True)
class Regel:
    """One kind, how long it is kept and how many are older. naam: as in the store. wat: for people."""

    naam: str
    wat: str
    dagen: int
    aantal: int = 0
    oudste: datetime | None = None


def kinds(bewaar: Bewaar) -> tuple[Regel, ...]:
    """Every kind that has a term. Sessions of colleagues and residents end by themselves, at the next who comes in."""
    return (
        Regel("gesprek", "gesprekken waarin niemand meer schreef, met alles erbij", bewaar.gesprek),
        Regel("bericht", "berichten van bewoners, als ze verwerkt zijn", bewaar.bericht),
        Regel("verstuurd", "woorden van wat wij verstuurden", bewaar.verstuurd),
        Regel("herziening", "woorden die nog nagekeken moeten worden", bewaar.herziening),
        Regel("kaartmelding", "woorden over een fout op de kaart", bewaar.herziening),
        Regel("gezien", "nummers van berichten, tegen dubbel", bewaar.gezien),
        Regel("inzage", "wie wat heeft bekeken", bewaar.inzage),
        Regel("gewist", "kenmerken van wat gewist is", bewaar.kopie + MARGIN.days),
    )


def due(store: Store, bewaar: Bewaar, now: datetime) -> tuple[Regel, ...]:
    """The same, with how many there are and the oldest of them."""
    found = []
    for one in kinds(bewaar):
        aantal, oudste = store.bewaren.due(one.naam, now - timedelta(days=one.dagen))
        found.append(Regel(one.naam, one.wat, one.dagen, aantal, oudste))
    return tuple(found)


def waits_for_figures(store: Store, now: datetime) -> bool:
    """Whether a month that has ended must still be counted: until then nothing that is counted may go."""
    return vastleggen.behind(store, now) is not None


def sweep(store: Store, bewaar: Bewaar, now: datetime, most: int = HANDFUL) -> dict[str, int]:
    """Remove at most so many of each kind; gives how many went, without the kinds of which none did."""
    gone = dict(_each(store, bewaar, now, most))
    if gone:
        store.scrub()
        logger.info("bewaard_lang_genoeg", extra={"count": sum(gone.values())})
    return gone


def sweep_all(store: Store, bewaar: Bewaar, now: datetime) -> dict[str, int]:
    """A handful at a time until nothing is left; a bot that runs beside it goes on in between."""
    total: dict[str, int] = {}
    while gone := sweep(store, bewaar, now):
        for naam, count in gone.items():
            total[naam] = total.get(naam, 0) + count
    return total


def _each(store: Store, bewaar: Bewaar, now: datetime, most: int) -> Iterator[tuple[str, int]]:
    for one in kinds(bewaar):
        before = now - timedelta(days=one.dagen)
        if not store.bewaren.oldest(one.naam, before, 1):
            continue
        with store.transaction():
            if one.naam == "gesprek":
                count = _forget(store, before, now, most)
            else:
                count = store.bewaren.remove(one.naam, before, now, most)
        if count:
            yield one.naam, count


def _forget(store: Store, before: datetime, now: datetime, most: int) -> int:
    """Erased as on request: what hangs on it goes too, and no backup brings it back."""
    if waits_for_figures(store, now):
        return 0
    ids = store.bewaren.oldest("gesprek", before, most)
    for id in ids:
        store.gesprekken.erase(id, now)
    return len(ids)
