"""From what happened to cells, before anything is hidden. Pure; what it gives goes to verbergen.py and nowhere else."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.frontoffice.inzicht.taakvelden import touched
from bot.frontoffice.inzicht.verbergen import Dice, Vak, shown
from bot.kalender import LOCAL, Kalender
from bot.store.cijfers import Doorgifte, Feit, Plaats

UNKNOWN = "onbekend"
SIGNALEN, CONTACTMOMENTEN = "signalen", "contactmomenten"
# So often one resident counts at most in one cell: nobody fills a cell alone.
MOST = {SIGNALEN: 3, CONTACTMOMENTEN: 10}
SPREAD = {CONTACTMOMENTEN: 4}
DAYS = ("0", "1", "2", "3", "4", "5", "meer")
ROUTES = ("voorziening", "frontoffice", "klacht")

Promised = Callable[[Doorgifte], datetime]
Cell = tuple[Plaats, int]


def figures(
    feiten: Iterable[Feit], end: datetime, promised: Promised, kalender: Kalender, dice: Dice
) -> dict[Plaats, int]:
    """The cells that may be shown, with what is shown. promised: by when the resident must have heard."""
    given: dict[Plaats, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for feit in feiten:
        for place, times in cells(feit, end, promised, kalender):
            given[place][feit.bewoner] += times
    seen = {
        place: shown(_vak(place, people), dice, SPREAD.get(place[2], 1)) for place, people in given.items()
    }
    return {place: figure for place, figure in seen.items() if figure is not None}


def _vak(place: Plaats, people: dict[str, int]) -> Vak:
    most = MOST.get(place[2], MOST[SIGNALEN])
    return Vak(len(people), sum(min(times, most) for times in people.values()))


def cells(feit: Feit, end: datetime, promised: Promised, kalender: Kalender) -> Iterator[Cell]:
    """Every cell in which this signaal counts, and how many times."""
    yield from _amounts(feit)
    yield from _way(feit)
    yield from _gaps(feit)
    yield from _answers(feit)
    for gift in feit.doorgiften:
        yield from _term(gift, end, promised, kalender)


def _amounts(feit: Feit) -> Iterator[Cell]:
    """Signalen and contactmomenten by every way to look at them."""
    velden = touched(feit.leefgebieden)
    rows = [("totaal", "alle"), ("rol", feit.rol), ("wijk", feit.wijk or UNKNOWN)]
    rows += [("leefgebied", one) for one in feit.leefgebieden or (UNKNOWN,)]
    rows += [("taakveld", one) for one in velden or (UNKNOWN,)]
    if len(velden) > 1:
        rows.append(("taakveld", "meer"))
    for tabel, rij in rows:
        if feit.nieuw:
            yield (tabel, rij, SIGNALEN), 1
        if feit.contactmomenten:
            yield (tabel, rij, CONTACTMOMENTEN), feit.contactmomenten


def _way(feit: Feit) -> Iterator[Cell]:
    """The klantreis: each step once for each signaal."""
    steps = set(feit.stappen)
    if feit.nieuw:
        steps.add("gevraagd")
    for hoe, contact in feit.antwoorden:
        steps |= {"contact"} if contact in ("contact_hielp", "contact_hielp_niet") else set()
        steps |= {"geholpen"} if contact == "contact_hielp" else set()
        steps |= {"beter"} if hoe == "beter" else set()
    for step in steps:
        yield ("reis", step, SIGNALEN), 1
    if "afgesloten" in steps:
        yield ("uitkomst", feit.uitkomst or UNKNOWN, SIGNALEN), 1


def _gaps(feit: Feit) -> Iterator[Cell]:
    """Where nothing fitted."""
    for leefgebied in feit.leefgebieden or (UNKNOWN,):
        if feit.geweigerd:
            yield ("gaten", leefgebied, "geweigerd"), 1
        if feit.zonder_keuze:
            yield ("gaten", leefgebied, "zonder_keuze"), 1
        if feit.niets_gevonden:
            yield ("gaten", leefgebied, "niets_gevonden"), 1
    if feit.product:
        yield ("product", feit.product, SIGNALEN), 1


def _answers(feit: Feit) -> Iterator[Cell]:
    """What was answered to "hoe gaat het nu?"; silence after two times asking is an answer too."""
    how = [hoe for hoe, _ in feit.antwoorden] + (["geen_antwoord"] if "stil" in feit.stappen else [])
    route = feit.route if feit.route in ROUTES else "voorziening"
    for hoe in how:
        yield ("hoe", hoe, "alle"), 1
        yield ("hoe", hoe, route), 1
        for leefgebied in feit.leefgebieden or (UNKNOWN,):
            yield ("hoe_leefgebied", leefgebied, hoe), 1
    for _, contact in feit.antwoorden:
        if contact:
            yield ("hulp", contact, "alle"), 1
            yield ("hulp", contact, route), 1


def _term(gift: Doorgifte, end: datetime, promised: Promised, kalender: Kalender) -> Iterator[Cell]:
    """Whether the resident heard something in time, and after how many working days, as it stood at the end."""
    term = promised(gift)
    heard = gift.gehoord if gift.gehoord is not None and gift.gehoord < end else None
    if heard is None:
        yield ("termijn", "te_laat" if term <= end else "loopt", "overdrachten"), 1
        return
    yield ("termijn", "op_tijd" if heard <= term else "te_laat", "overdrachten"), 1
    days = working_days(gift.op, heard, kalender)
    yield ("dagen", DAYS[min(days, len(DAYS) - 1)], "overdrachten"), 1


def working_days(van: datetime, tot: datetime, kalender: Kalender) -> int:
    """Working days after the day of `van`, up to and including that of `tot`."""
    day, last = van.astimezone(LOCAL).date(), tot.astimezone(LOCAL).date()
    return sum(kalender.is_working_day(one) for one in _days_between(day, last))


def _days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
