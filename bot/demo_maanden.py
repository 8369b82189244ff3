"""Invents the three months before the week of the demo, so that the pages with figures have something to count.

Every signaal goes through the store as the bot writes it, and all have ended: the lists of the inbox hold the week
only. Counting and fixing the months is left to the planner. Never outside `elkedeur demo`.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.app import App
from bot.core.begrip import Rol, Route, Urgentie
from bot.core.signaal import Signaal
from bot.demo_course import Course, pick
from bot.demo_play import KANAAL
from bot.frontoffice.inzicht.periode import Periode, month_of
from bot.kalender import LOCAL
from bot.store.gesprekken import Adres
from intents.product import products
from sociale_kaart.model import Gebied

SEED = 4900
# How many signalen each month: what is new is found by more people every month.
SIZES = (70, 80, 90)
VERHAAL = "Dit is een verzonnen vraag uit een eerdere maand."
COMES_BACK = 0.08  # as who wrote before
TWO_LEEFGEBIEDEN = 0.25
# Nobody writes in the last days before the week: what came then could not have ended.
QUIET = timedelta(days=5)

Shares = Mapping[str, float]
LEEFGEBIEDEN: Shares = {
    "geld": 20, "wonen": 16, "contact": 12, "gezondheid": 9, "psychisch": 9, "huishouden": 8, "werk": 8, "regelen": 7,
    "gezin": 7, "mantelzorg": 5, "meedoen": 5, "taal": 4, "verlies": 3, "veiligheid": 3, "verslaving": 2,
}  # fmt: skip
PRODUCTEN: Shares = {
    "bijzonderebijstandsuitkering": 12, "schuldhulpverlening": 10, "bijstand": 9, "huishoudelijke-hulp": 9,
    "urgentiebewijs-woning": 6, "rolstoel-en-scootmobiel": 4, "jeugdhulp": 4, "regiotaxi": 3, "leerlingenvervoer": 2,
    "woningaanpassing": 2,
}  # fmt: skip
ROUTES: dict[Route, float] = {"voorziening": 60, "frontoffice": 33, "klacht": 7}
ROLLEN: dict[Rol, float] = {"zelf": 70, "ander": 23, "onbekend": 7}
URGENTIES: dict[Urgentie | None, float] = {"vandaag": 15, "week": 55, "rustig": 30}
LARGER: Shares = {Gebied.OOSTERHOUT.capitalize(): 6, "Dommelbergen": 4, "Dorst": 3}
WIJK, NO_WIJK = 2.0, 2.0  # the share of any other wijk, and of who did not say


def fill(app: App, end: datetime) -> None:
    """Write the months before the one in which the week of the demo ends; the clock stands where that week begins."""
    chance = random.Random(SEED)  # noqa: S311 -- the same residents every time, no secret
    last = app.clock.now()
    starts = sorted(start for maand in _months(end) for start in _starts(chance, *maand, last - QUIET))
    numbers = chance.sample(range(10_000_000, 100_000_000), len(starts))
    with app.store.transaction():
        for place, (start, nummer) in enumerate(zip(starts, numbers, strict=True)):
            who = chance.randrange(place) if place and chance.random() < COMES_BACK else place
            gesprek_id = app.store.gesprekken.find_or_open(Adres(KANAAL, f"eerder-{who}"), start)
            Course(app, chance, gesprek_id, _signaal(app, chance, nummer), start, last).live()


def _months(end: datetime) -> list[tuple[Periode, int]]:
    """The last months that have ended, oldest first, each with its size."""
    found, later = [], month_of(end)
    for size in reversed(SIZES):
        later = month_of(later.begin - timedelta(days=1))
        found.append((later, size))
    return found[::-1]


def _starts(chance: random.Random, maand: Periode, size: int, until: datetime) -> list[datetime]:
    """When people wrote: on any day, not at night."""
    days = (min(maand.end, until) - maand.begin).days
    return [
        (maand.begin + timedelta(days=chance.randrange(days))).replace(
            hour=chance.randint(8, 21), minute=chance.randrange(60), tzinfo=LOCAL
        )
        for _ in range(size)
    ]


def _signaal(app: App, chance: random.Random, nummer: int) -> Signaal:
    """What somebody came with."""
    made = Signaal(
        f"{chance.getrandbits(64):016x}",
        str(nummer),
        verhaal=(VERHAAL,),
        rol=pick(chance, ROLLEN),
        route=pick(chance, ROUTES),
        urgentie=pick(chance, URGENTIES),
        wijk=pick(chance, _wijken(app.settings.wijken)) or None,
    )
    main, other = pick(chance, LEEFGEBIEDEN), pick(chance, LEEFGEBIEDEN)
    if made.route == "frontoffice":
        product = products()[pick(chance, PRODUCTEN)]
        main, made = product.leefgebied, replace(made, product=product.id)
    two = chance.random() < TWO_LEEFGEBIEDEN and other != main
    return replace(made, leefgebieden=(main, other) if two else (main,))


def _wijken(known: list[str]) -> Shares:
    """The wijken of the configuration, who only named the town, and who said nothing."""
    return {**dict.fromkeys(known, WIJK), **LARGER, "": NO_WIJK}
