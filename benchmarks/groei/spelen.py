"""Plays conversations of the model with the real bot: what residents and colleagues do, on a clock that jumps.

All of them begin within one hour, so that the clock also tells how old they are. No network; nothing is timed here.
"""

import heapq
import itertools
import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from benchmarks.chat.bewoner import verhalen
from benchmarks.groei.jaar import TYPING, Verloop
from bot.chatpagina import code
from bot.chatpagina.bezoek import SESSION_LASTS
from bot.core.signaal import WITH_TEAM
from bot.kalender import LOCAL, Kalender
from bot.store.chats import KANAAL
from bot.store.gesprekken import Adres
from tests.bot.conftest import Bot

DANGER = "ik ga er nu een eind aan maken"
OUTSIDE = "Wanneer wordt het grofvuil opgehaald?"
# What is tapped when it is offered, the first of these first; the talk is over when the last question was answered.
_ASKED = ("nood_nee", "alarm_nee", "voor_mij", "gevaar_nee", "sinds_weken", "zonder_uitleg")
TO_PLACE = ("past", *_ASKED)
TO_TEAM = ("verstuur", "bereik_gesprek", "wijk_overslaan", "urgentie_week", "doorgeven", *_ASKED, "mens")
MOST_TAPS = 14
BEGIN = time(9, 30)
WITHIN = timedelta(hours=1)  # everybody begins
LOOKS = (time(10, 5), time(17, 5))
ANSWER = "Dank u wel voor uw bericht. Ik zoek dit met u uit en kom er voor het einde van de week op terug."
# As long as those of a web chat and of Telegram.
BRONNEN: dict[str, Callable[[str, int], str]] = {
    "web": lambda gesprek_id, nr: f"web:{gesprek_id}:{secrets.token_hex(8)}",
    "telegram": lambda gesprek_id, nr: f"tg:{900_000_000 + nr}",
}


@dataclass
class Gespeeld:
    """One conversation as it goes. knoppen: button -> what it is about, of all that was said since he last did.

    bronnen: under which his messages came in. gestuurd: how many those were; gehoord: what the bot said.
    """

    verloop: Verloop
    adres: Adres
    begin: datetime
    gesprek_id: str = ""
    knoppen: dict[str, str] = field(default_factory=dict)
    bronnen: list[str] = field(default_factory=list)
    gezien: int = 0
    gehoord: int = 0
    tikken: int = 0
    antwoorden: int = 0
    collegas: bool = False

    @property
    def gestuurd(self) -> int:
        return len(self.bronnen)

    @property
    def voorkeur(self) -> tuple[str, ...]:
        """The buttons that lead to where it ends."""
        agrees = "opvolging_ja" if self.verloop.opvolging else "opvolging_nee"
        return (agrees, *(TO_TEAM if self.verloop.einde == "doorgegeven" else TO_PLACE))


Doet = Callable[["Speler", Gespeeld], None]


class Speler:
    """Lets time pass; at each `tot` everything before that moment has happened."""

    def __init__(self, bot: Bot, verlopen: Sequence[Verloop]) -> None:
        self._bot, self._store = bot, bot.app.store
        self._chance = random.Random(5)  # noqa: S311 -- the same ones every time
        self._woorden = verhalen()
        self._count, self._order = itertools.count(), itertools.count()
        self._kalender = Kalender()
        start = bot.clock.now().astimezone(LOCAL)
        self.begin = datetime.combine(start.date() + timedelta(days=1), BEGIN, tzinfo=LOCAL)
        each = WITHIN / max(len(verlopen), 1)
        self.gespeeld = [
            Gespeeld(one, Adres(one.kanaal, f"{one.kanaal}-{nr:020d}"), self.begin + nr * each)
            for nr, one in enumerate(verlopen)
        ]
        self._todo: list[tuple[datetime, int, Doet, Gespeeld]] = []
        with self._store.transaction():
            self._me = self._store.medewerkers.add("groei", "Collega", ("medewerker",), bot.clock.now())
        for one in self.gespeeld:
            self._plan(one.begin, _first, one)

    async def tot(self, until: datetime) -> None:
        """Everything up to then, and the looks of the planner in between."""
        for look in self._looks(until):
            await self._go_to(look)
            self._bot.app.look(count=False)
            await self._bot.app.settle()
            self._after_look()
        await self._go_to(until)

    def _looks(self, until: datetime) -> list[datetime]:
        now = self._bot.clock.now().astimezone(LOCAL)
        days = range((until.astimezone(LOCAL).date() - now.date()).days + 1)
        found = (
            datetime.combine(now.date() + timedelta(days=nr), at, tzinfo=LOCAL) for nr in days for at in LOOKS
        )
        return [look for look in found if now < look <= until]

    async def _go_to(self, moment: datetime) -> None:
        while self._todo and self._todo[0][0] <= moment:
            at, _, doet, one = heapq.heappop(self._todo)
            self._set(at)
            doet(self, one)
            await self._bot.app.settle()
            self._hear(one)
        self._set(moment)

    def _set(self, moment: datetime) -> None:
        passed = moment - self._bot.clock.now()
        self._bot.clock.pass_(seconds=max(passed.total_seconds(), 0.0))

    def _plan(self, at: datetime, doet: Doet, one: Gespeeld) -> None:
        heapq.heappush(self._todo, (at, next(self._order), doet, one))

    def later(self, doet: Doet, one: Gespeeld, seconds: float) -> None:
        """Do that after so long, more or less."""
        wait = timedelta(seconds=self._chance.expovariate(1 / seconds))
        self._plan(self._bot.clock.now() + wait, doet, one)

    # --- the resident ---

    def open(self, one: Gespeeld) -> None:
        """As the chat page does it, or as a phone does."""
        now, store = self._bot.clock.now(), self._store
        with store.transaction():
            one.gesprek_id = store.gesprekken.find_or_open(one.adres, now)
            if one.adres.kanaal == KANAAL:
                store.chats.open(one.gesprek_id, f"{code.make()} {next(self._count)}", now)
                store.chats.put_out_old(now)
                store.chats.let_in(one.gesprek_id, "sessie", now + SESSION_LASTS)

    def say(self, one: Gespeeld, tekst: str) -> None:
        """A typed message."""
        self._receive(one, "tekst", tekst=tekst)

    def woorden(self, moment: str) -> str:
        """What somebody types."""
        return self._chance.choice(self._woorden[moment])

    def tap(self, one: Gespeeld, voorkeur: Sequence[str]) -> str | None:
        """The first of these that is offered; None when none is."""
        found = next((id for id in voorkeur if id in one.knoppen), None)
        if found is not None:
            self._receive(one, "knop", id=found, arg=one.knoppen[found])
        return found

    def _receive(self, one: Gespeeld, soort: str, **inhoud: str) -> None:
        one.knoppen = {}
        bron = BRONNEN[one.adres.kanaal](one.gesprek_id, next(self._count))
        one.bronnen.append(bron)
        self._bot.app.service.receive(one.adres, bron, soort, dict(inhoud))

    def _hear(self, one: Gespeeld) -> None:
        for said in self._store.outbox.said(one.gesprek_id, one.gezien):
            one.gezien = said.id
            one.gehoord += 1
            one.knoppen |= {id: arg for _, id, arg in reversed(said.inhoud.get("knoppen", ()))}

    # --- afterwards ---

    def _after_look(self) -> None:
        """Whoever was asked how it goes says so some hours later, or does not."""
        for one in self.gespeeld:
            if not one.gesprek_id:
                continue
            self._hear(one)
            if "beter" in one.knoppen and one.verloop.hoe:
                self.later(_how, one, 10_800)

    def colleagues(self, one: Gespeeld) -> None:
        """From the next working day on."""
        if one.collegas:
            return
        one.collegas = True
        day = self._workday(1)
        self._plan(day, _taken_up, one)
        for nr, answers in enumerate(one.verloop.weerwoord):
            at = self._workday(nr + 1) + timedelta(minutes=30)
            self._plan(at, _answered, one)
            if answers:
                self._plan(at + timedelta(hours=self._chance.uniform(0.1, 4)), _writes_back, one)
        self._plan(self._workday(one.verloop.contact + 1) + timedelta(hours=5), _closed, one)

    def _workday(self, days: int) -> datetime:
        """On a working day, at some hour of the morning or the afternoon."""
        day = self._kalender.add_working_days(self._bot.clock.now(), days).astimezone(LOCAL)
        return day.replace(hour=9, minute=0) + timedelta(hours=self._chance.uniform(0, 3))

    def left(self) -> None:
        """What is still with colleagues long after is closed, and seen: in a year nobody lets it lie."""
        for one in self.gespeeld:
            for signaal in self._store.signalen.all_of(one.gesprek_id):
                if signaal.status in WITH_TEAM:
                    self.work(one, "sluiten", signaal.id)
                with self._store.transaction():
                    self._store.behandelingen.seen(signaal.id)
                    self._store.termijnen.stop(signaal.id)

    def work(self, one: Gespeeld, doing: str, signaal: str = "") -> None:
        """What a colleague does, and who sees that he did. signaal: the last one, if it is not named."""
        now, store = self._bot.clock.now(), self._store
        signaal = signaal or store.signalen.all_of(one.gesprek_id)[-1].id
        key, desk = f"groei:{next(self._count)}", self._bot.app.desk
        looks = one.verloop.inzagen // (one.verloop.contact + 2) or 1
        with store.transaction():
            match doing:
                case "oppakken":
                    desk.take_up(signaal, key, self._me)
                case "antwoorden":
                    desk.answer(signaal, ANSWER, key, self._me)
                case _:
                    desk.close(signaal, key, self._me, "geholpen")
            for _ in range(looks):
                store.inzagen.add(self._me, "vraag", signaal, now)


def _first(speler: Speler, one: Gespeeld) -> None:
    """The story, and after it the rest of what he types."""
    speler.open(one)
    verloop = one.verloop
    speler.say(one, {"nood": DANGER, "buiten": OUTSIDE}.get(verloop.route) or speler.woorden("begin"))
    for nr in range(1, verloop.teksten):
        speler.later(_more, one, nr * TYPING)
    if verloop.einde != "stil":
        speler.later(_taps, one, verloop.teksten * TYPING)


def _more(speler: Speler, one: Gespeeld) -> None:
    if not one.tikken:  # who is answering questions has told his story
        speler.say(one, speler.woorden("later"))


def _taps(speler: Speler, one: Gespeeld) -> None:
    """One button, and later the next, until it is known whether we may ask how it goes."""
    tapped = speler.tap(one, one.voorkeur)
    one.tikken += 1
    if tapped is None or tapped.startswith("opvolging") or one.tikken > MOST_TAPS:
        if one.verloop.einde == "doorgegeven" and tapped is not None:
            speler.colleagues(one)
        return
    speler.later(_taps, one, TYPING)


def _how(speler: Speler, one: Gespeeld) -> None:
    """As the model says; who is asked once more is better by then."""
    if speler.tap(one, ("beter" if one.antwoorden else one.verloop.hoe,)) is not None:
        one.antwoorden += 1
        speler.later(_contact, one, TYPING)


def _contact(speler: Speler, one: Gespeeld) -> None:
    speler.tap(one, ("contact_hielp" if one.verloop.hoe == "beter" else "contact_hielp_niet",))


def _taken_up(speler: Speler, one: Gespeeld) -> None:
    speler.work(one, "oppakken")


def _answered(speler: Speler, one: Gespeeld) -> None:
    speler.work(one, "antwoorden")


def _writes_back(speler: Speler, one: Gespeeld) -> None:
    speler.say(one, speler.woorden("later"))


def _closed(speler: Speler, one: Gespeeld) -> None:
    speler.work(one, "sluiten")
