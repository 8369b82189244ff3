"""A year of conversations, one after the other, in order of time. Pure: the same seed gives the same year.

One day is made at a time, from a seed of its own, so that no year is ever held in memory.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from typing import Literal

import numpy as np

from benchmarks.groei.aannames import Aannames, Dagen
from bot.config import Settings
from bot.core.opvolging import DAYS_AFTER_PLACE, DAYS_AFTER_TEAM
from bot.kalender import LOCAL, SATURDAY, Kalender

Einde = Literal["stil", "plek", "doorgegeven"]
BEGIN, DAGEN = date(2026, 1, 1), 365
OCHTEND = (9, 10)  # hours of monday morning
MOST_TEKSTEN, MOST_CONTACT = 12, 10
TWEE_LEEFGEBIEDEN = 0.25
HOE = ("beter", "hetzelfde", "slechter")
HOE_SHARES = (0.6, 0.25, 0.15)
# Buttons on the way to each end; how many are really asked for, the bot itself decides when it is played.
TIKKEN: dict[Einde, int] = {"stil": 0, "plek": 2, "doorgegeven": 6}
ASKED_AT = time(Settings.model_fields["opvolg_uur"].default)
TYPING = 45.0  # seconds between two messages of one resident, on average


@dataclass(frozen=True)
class Verloop:
    """What one resident will do. gemeente: its place in the list of sizes; op: his first message, in UTC.

    contact: how many times a colleague writes; weerwoord: on which of those he answers; inzagen: how many times a
    colleague opens it. hoe: what he says when asked how it goes; "" when he does not answer. terug: he was here before.
    toeval: seed of the small things.
    """

    nummer: int
    gemeente: int
    op: datetime
    kanaal: Literal["web", "telegram"]
    leefgebieden: tuple[str, ...]
    rol: Literal["zelf", "ander"]
    route: Literal["voorziening", "frontoffice", "klacht", "nood", "buiten"]
    einde: Einde
    teksten: int
    contact: int
    weerwoord: tuple[bool, ...]
    inzagen: int
    opvolging: bool
    hoe: str
    terug: bool
    toeval: int

    def momenten(self) -> tuple[float, ...]:
        """When he sends something, in seconds after his first message; the first is 0."""
        chance = random.Random(self.toeval)  # noqa: S311 -- a model, no secret
        at, found = 0.0, [0.0]
        for _ in range(self.teksten - 1 + TIKKEN[self.einde]):
            at += chance.expovariate(1 / TYPING)
            found.append(at)
        for nr, answers in enumerate(self.weerwoord, start=1):
            if answers:
                found.append(nr * 86_400 + chance.expovariate(1 / 7200))
        days = DAYS_AFTER_TEAM if self.einde == "doorgegeven" else DAYS_AFTER_PLACE
        for nr in range(0 if not self.hoe else 1 if self.hoe == "beter" else 2):  # asked until it is better
            at = self._asked((nr + 1) * days) + chance.expovariate(1 / 10_800)
            found += [at, at + chance.expovariate(1 / TYPING)]
        return tuple(found)

    def _asked(self, days: int) -> float:
        """Seconds until "hoe gaat het nu?", at the hour at which that is asked."""
        local = (self.op + timedelta(days=days)).astimezone(LOCAL)
        late = local.time() > ASKED_AT
        return (_first_open(local.date() + timedelta(days=int(late))) - self.op).total_seconds()


@cache
def _first_open(day: date) -> datetime:
    """When residents are asked how it goes, on that day or the first after it on which they may be."""
    return Kalender().delivery_moment(datetime.combine(day, ASKED_AT, tzinfo=LOCAL), ASKED_AT.hour)


class Jaar:
    """The conversations of these municipalities from `begin` on, for so many days."""

    def __init__(
        self,
        inwoners: Sequence[int],
        aannames: Aannames,
        zaad: int = 1,
        *,
        begin: date = BEGIN,
        dagen: int = DAGEN,
    ) -> None:
        self.inwoners, self.aannames, self.zaad = tuple(inwoners), aannames, zaad
        self.begin, self.dagen = begin, dagen
        self._leefgebieden = list(aannames.leefgebieden)
        self._shares = np.array(list(aannames.leefgebieden.values()))

    def __iter__(self) -> Iterator[Verloop]:
        nummer = 0
        for nr in range(self.dagen):
            for one in self.dag(nr, nummer):
                yield one
                nummer += 1

    @property
    def verwacht(self) -> float:
        """How many conversations there will be, on average over all seeds."""
        return sum(self.inwoners) / 1000 * self.aannames["gesprekken"] * self.dagen / DAGEN

    @cached_property
    def factoren(self) -> tuple[float, ...]:
        """For each day how busy it is in the whole country; 1 on average."""
        raw = np.array([self._raw(self.begin + timedelta(days=nr)) for nr in range(self.dagen)])
        ritme = self.aannames.ritme
        for stream, special in enumerate((ritme.kou, ritme.hitte, ritme.nieuws), start=1):
            raw[self._picked(special, stream)] *= special.keer
        return tuple(float(one) for one in raw * (self.dagen / raw.sum()))

    @cached_property
    def _plaatselijk(self) -> dict[int, dict[int, float]]:
        """day -> municipality -> how many times as busy it is there, on the days of its own."""
        found: dict[int, dict[int, float]] = {}
        special = self.aannames.ritme.plaatselijk
        for gemeente in range(len(self.inwoners)):
            for nr in self._picked(special, 100 + gemeente):
                found.setdefault(int(nr), {})[gemeente] = special.keer
        return found

    def _picked(self, special: Dagen, stream: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Days on which it is so; each stream has its own."""
        days = [self.begin + timedelta(days=nr) for nr in range(self.dagen)]
        may = [nr for nr, day in enumerate(days) if not special.maanden or day.month in special.maanden]
        count = min(round(special.dagen * self.dagen / DAGEN), len(may))
        return np.random.default_rng([self.zaad, 0, stream]).choice(
            np.array(may, dtype=np.int64), count, replace=False
        )

    def _raw(self, day: date) -> float:
        ritme, kalender = self.aannames.ritme, Kalender()
        factor = ritme.week[day.weekday()]
        if day.weekday() < SATURDAY and not kalender.is_working_day(day):
            factor *= ritme.feestdag
        elif kalender.is_working_day(day) and _after_holiday(day, kalender):
            factor *= ritme.na_vrij
        return factor

    def uren(self, day: date) -> tuple[float, ...]:
        """The share of each hour of this day."""
        ritme = self.aannames.ritme
        monday = day.weekday() == 0
        raw = [
            one * (ritme.maandagochtend if monday and uur in OCHTEND else 1.0)
            for uur, one in enumerate(ritme.uren)
        ]
        return tuple(one / sum(raw) for one in raw)

    def dag(self, nr: int, nummer: int = 0) -> list[Verloop]:
        """The conversations that begin on that day, in order; nummer: of the first of them."""
        day = self.begin + timedelta(days=nr)
        chance = np.random.default_rng([self.zaad, 1, nr])
        special = self.aannames.ritme.plaatselijk
        often = 1 + (special.keer - 1) * round(special.dagen * self.dagen / DAGEN) / self.dagen
        local = self._plaatselijk.get(nr, {})
        each = np.array([many * local.get(one, 1.0) for one, many in enumerate(self.inwoners)])
        rates = each * (self.aannames["gesprekken"] / 1000 / DAGEN * self.factoren[nr] / often)
        count = int(chance.poisson(rates.sum()))
        where = chance.choice(len(rates), count, p=rates / rates.sum())
        uren = chance.choice(24, count, p=self.uren(day))
        seconds = uren * 3600 + chance.random(count) * 3600
        throws = chance.random((count, 16))
        areas = chance.choice(len(self._leefgebieden), (count, 2), p=self._shares)
        texts = np.minimum(chance.geometric(1 / self.aannames["teksten"], count), MOST_TEKSTEN)
        contact = np.minimum(chance.geometric(1 / self.aannames["contact"], count), MOST_CONTACT)
        looks = chance.poisson(self.aannames["inzagen"], count)
        seeds = chance.integers(2**62, size=count)
        midnight = datetime.combine(day, time(0), tzinfo=LOCAL)
        # On the clock of that day, of which an hour may be missing: so they are put in order only now.
        ops = sorted((midnight + timedelta(seconds=float(one))).astimezone(UTC) for one in seconds)
        return [
            self._verloop(
                nummer + at,
                int(where[at]),
                ops[at],
                throws[at].tolist(),
                (int(areas[at][0]), int(areas[at][1])),
                (int(texts[at]), int(contact[at]), int(looks[at])),
                int(seeds[at]),
            )
            for at in range(count)
        ]

    def _verloop(
        self,
        nummer: int,
        gemeente: int,
        op: datetime,
        throw: list[float],
        areas: tuple[int, int],
        many: tuple[int, int, int],
        toeval: int,
    ) -> Verloop:
        given = self.aannames
        nood, buiten = throw[0] < given["nood"], throw[1] < given["buiten"]
        einde = self._einde(throw, buiten=buiten and not nood)
        door = einde == "doorgegeven"
        second = throw[4] < TWEE_LEEFGEBIEDEN and areas[0] != areas[1]
        opvolging = einde != "stil" and throw[5] < given["opvolging"]
        answers = opvolging and throw[6] < given["antwoord"]
        contact = many[1] if door else 0
        return Verloop(
            nummer=nummer,
            gemeente=gemeente,
            op=op,
            kanaal="web" if throw[7] < given["pagina"] else "telegram",
            leefgebieden=tuple(self._leefgebieden[one] for one in (areas if second else areas[:1])),
            rol="ander" if throw[8] < given["ander"] else "zelf",
            route=_route(einde, nood=nood, buiten=buiten, klacht=throw[9] < given["klacht"]),
            einde=einde,
            teksten=many[0],
            contact=contact,
            weerwoord=_answers(toeval, contact, given["weerwoord"]),
            inzagen=max(many[2], contact + 2) if door else 0,
            opvolging=opvolging,
            hoe=_pick(throw[10], HOE, HOE_SHARES) if answers else "",
            terug=throw[11] < given["terug"],
            toeval=toeval,
        )

    def _einde(self, throw: list[float], *, buiten: bool) -> Einde:
        if buiten:
            return "stil"
        if throw[2] < self.aannames["doorgegeven"]:
            return "doorgegeven"
        return "plek" if throw[3] < self.aannames["plek"] else "stil"


def _route(
    einde: Einde, *, nood: bool, buiten: bool, klacht: bool
) -> Literal["voorziening", "frontoffice", "klacht", "nood", "buiten"]:
    if nood:
        return "nood"
    if buiten:
        return "buiten"
    if einde == "doorgegeven":
        return "klacht" if klacht else "frontoffice"
    return "voorziening"


def _answers(toeval: int, contact: int, share: float) -> tuple[bool, ...]:
    chance = random.Random(toeval + 1)  # noqa: S311
    return tuple(chance.random() < share for _ in range(contact))


def _pick(throw: float, names: Sequence[str], shares: Sequence[float]) -> str:
    for name, share in zip(names, shares, strict=True):
        throw -= share
        if throw < 0:
            return name
    return names[-1]


def _after_holiday(day: date, kalender: Kalender) -> bool:
    """Whether one of the days off before it was a holiday."""
    before = day - timedelta(days=1)
    while not kalender.is_working_day(before):
        if before.weekday() < SATURDAY:
            return True
        before -= timedelta(days=1)
    return False
