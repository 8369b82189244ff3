"""The course of one invented signaal of bot/demo_maanden.py: places, colleagues, and how it goes now, up to its end.

Writes what bot/perform.py would write, without the messages. Never outside `elkedeur demo`.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from bot.app import App
from bot.core.opvolging import DAYS_AFTER_PLACE, DAYS_TO_REMINDER
from bot.core.signaal import Signaal, Status
from bot.kalender import LOCAL, Kalender
from bot.wijken import known_wijk, names

T = TypeVar("T")

ANTWOORD = "Dit is een verzonnen antwoord van een collega."
BERICHT = "Dit is een verzonnen bericht van een bewoner."

# How often a place fits, and how often there is none to show; and where the kaart has too little.
FITS, NONE_FOUND = 0.45, 0.04
SCARCE = {"wonen": (0.15, 0.45), "psychisch": (0.3, 0.2)}
GIVES_UP = 0.5  # no place fitted, and no colleague is wanted either
WRITES_AGAIN, IS_ANSWERED = 0.35, 0.85
AGREES = 0.8  # we may ask how it goes
# Working days until a colleague takes it up.
DAGEN = {0: 26, 1: 30, 2: 18, 3: 9, 4: 8, 5: 4, 7: 5}
HOE = {"beter": 52, "hetzelfde": 20, "slechter": 11, "geen_antwoord": 17}
CONTACT = {"contact_hielp": 82, "contact_hielp_niet": 6, "geen_contact": 12}
CONTACT_NOT_BETTER = {"contact_hielp": 10, "contact_hielp_niet": 45, "geen_contact": 45}
UITKOMST = {"geholpen": 50, "doorverwezen": 20, "niet_bereikt": 9, "geen_hulp_gewenst": 9, "niet_nodig": 8}
UITKOMST_BESLUIT = {"besluit": 60, "geholpen": 15, "doorverwezen": 10, "niet_bereikt": 8, "niet_nodig": 7}


def pick(chance: random.Random, shares: Mapping[T, float]) -> T:
    """One of these, each as often as its share says."""
    return chance.choices(list(shares), list(shares.values()))[0]


class Course:
    """now: when the next thing happens; never later than `last`, so that everything has ended then."""

    def __init__(
        self,
        app: App,
        chance: random.Random,
        gesprek_id: str,
        signaal: Signaal,
        now: datetime,
        last: datetime,
    ) -> None:
        self._app, self._store, self._chance = app, app.store, chance
        self._gesprek_id, self._signaal = gesprek_id, signaal
        self._now, self._last = now, last
        self._kalender = Kalender()

    def live(self) -> None:
        """From the first word to the end. Call inside a transaction."""
        signaal = self._signaal
        self._store.signalen.open(self._gesprek_id, signaal.id, signaal.nummer, self._now)
        self._save()
        self._move(Status.IN_GESPREK)
        self._later(minutes=3)
        if signaal.route == "voorziening":
            self._look_for_a_place()
        else:
            self._hand_over()

    # --- a place ---

    def _look_for_a_place(self) -> None:
        fits, none_found = SCARCE.get(self._signaal.leefgebieden[0], (FITS, NONE_FOUND))
        if self._chance.random() < none_found:
            self._hand_over()
            return
        plekken = self._plekken()
        self._move(Status.VOORGESTELD)
        self._store.signalen.record_voorstel(self._signaal.id, plekken, self._now)
        self._save(getoond=plekken)
        for plek in plekken:
            self._later(minutes=2)
            if self._chance.random() < fits:
                self._choose(plek)
                return
            self._store.signalen.record_keuze(self._signaal.id, plek, "past_niet")
            self._save(afgewezen=(*self._signaal.afgewezen, plek))
        self._none_fits()

    def _plekken(self) -> tuple[str, ...]:
        leefgebied = self._signaal.leefgebieden[0]
        found = [row.id for row in self._app.kaart.nu if leefgebied in dict(row.leefgebieden)]
        return tuple(self._chance.sample(found, min(len(found), 3)))

    def _choose(self, plek: str) -> None:
        self._store.signalen.record_keuze(self._signaal.id, plek, "past")
        self._move(Status.VERBONDEN)
        self._save(gekozen=plek)
        if self._agrees():
            self._move(Status.IN_OPVOLGING)
            self._ask_how()
        else:
            self._move(Status.AFGESLOTEN, "verbonden")

    def _none_fits(self) -> None:
        if self._signaal.worrying or self._chance.random() > GIVES_UP:
            self._hand_over()
        else:
            self._fall_silent("stilte")

    # --- colleagues ---

    def _hand_over(self) -> None:
        self._later(minutes=5)
        signaal, store = self._save(overgedragen=True), self._store
        store.overdrachten.show(signaal.id, self._app.renderer.pakket(signaal), self._now)
        tekst = store.overdrachten.send(signaal.id, self._now).tekst
        self._move(Status.OVERGEDRAGEN)
        store.behandelingen.open(signaal.id, self._wijk(), self._now)
        self._record("pakket", tekst=tekst)
        op = self._kalender.add_working_days(self._now, self._app.settings.termijnen.of(signaal.clock))
        store.termijnen.start(signaal.id, signaal.clock, op, self._now)
        self._contact("overdracht")
        self._work_on_it()

    def _wijk(self) -> str:
        return known_wijk(names(self._app.kaart.nu, self._app.settings.wijken), self._signaal.wijk or "")

    def _work_on_it(self) -> None:
        self._at_work(pick(self._chance, DAGEN))
        self._move(Status.OPGEPAKT)
        self._contact("opgepakt")
        self._record("opgepakt")
        if self._chance.random() < WRITES_AGAIN:
            self._later(minutes=self._chance.randint(5, 300))
            self._contact("bericht_bewoner")
            self._record("bericht", tekst=BERICHT)
        if self._chance.random() < IS_ANSWERED:
            self._at_work(self._chance.randint(0, 2))
            self._move(Status.BEANTWOORD)
            self._store.termijnen.stop(self._signaal.id)
            self._contact("antwoord_team")
            self._record("antwoord", tekst=ANTWOORD)
        self._at_work(self._chance.randint(1, 8))
        self._close(pick(self._chance, UITKOMST_BESLUIT if self._signaal.product else UITKOMST))

    def _close(self, uitkomst: str) -> None:
        self._store.termijnen.stop(self._signaal.id)
        ask = not self._signaal.wil_opvolging and self._agrees()
        self._move(Status.IN_OPVOLGING if ask else Status.AFGESLOTEN, "team")
        self._record("afgesloten", uitkomst=uitkomst)
        rows = self._store.behandelingen
        rij = rows.load(self._signaal.id)
        assert rij is not None
        rows.claim(rij.signaal_id, rij.versie, self._now)
        rows.end(rij.signaal_id, uitkomst)
        if ask:
            self._ask_how()

    # --- hoe gaat het nu? ---

    def _agrees(self) -> bool:
        """Not when there is no time left for the answer and what may follow from it."""
        in_time = self._now + timedelta(days=DAYS_AFTER_PLACE + 3 * DAYS_TO_REMINDER) < self._last
        return self._save(wil_opvolging=in_time and self._chance.random() < AGREES).wil_opvolging

    def _ask_how(self) -> None:
        hoe = pick(self._chance, HOE)
        if hoe != "geen_antwoord":
            self._answer_how(hoe)
        elif not self._signaal.worrying:  # silence about a worry is for a colleague, and would not have ended
            self._fall_silent("afspraak")
        else:
            self._answer_how("hetzelfde")

    def _asked(self, soort: str) -> str:
        id, rows = self._signaal.id, self._store.opvolgingen
        op = self._due(DAYS_AFTER_PLACE)
        opvolging = rows.plan(id, self._gesprek_id, soort, op, self._now)
        self._now = op
        rows.remind(opvolging, self._due(DAYS_TO_REMINDER))
        return opvolging

    def _answer_how(self, hoe: str) -> None:
        opvolging, better = self._asked("afspraak"), hoe == "beter"
        self._later(minutes=self._chance.randint(5, 600))
        self._store.opvolgingen.record(opvolging, hoe, done=False)
        self._contact("opvolging")
        contact = pick(self._chance, CONTACT if better else CONTACT_NOT_BETTER)
        self._store.opvolgingen.record(opvolging, contact, done=True)
        if better:
            self._move(Status.AFGESLOTEN, "beter")
        else:
            self._move(Status.HEROPEND, hoe)
            self._hand_over()

    def _fall_silent(self, soort: str) -> None:
        opvolging = self._asked(soort)
        self._now = self._due(2 * DAYS_TO_REMINDER)
        self._store.opvolgingen.record(opvolging, "geen_antwoord", done=True)
        self._move(Status.AFGESLOTEN, "geen_antwoord")

    # --- shared ---

    def _save(self, **changes: Any) -> Signaal:
        self._signaal = replace(self._signaal, **changes)
        self._store.signalen.save(self._signaal, self._now)
        return self._signaal

    def _move(self, naar: Status, reden: str = "") -> None:
        self._store.signalen.move(self._signaal.id, naar, reden, self._now)

    def _contact(self, soort: str) -> None:
        self._store.signalen.record_contactmoment(self._signaal.id, soort, self._now)

    def _record(self, soort: str, **inhoud: str) -> None:
        self._store.behandelingen.record(self._signaal.id, soort, None, self._now, **inhoud)

    def _later(self, *, minutes: int) -> None:
        self._now = min(self._now + timedelta(minutes=minutes), self._last)

    def _due(self, days: int) -> datetime:
        later = self._kalender.delivery_moment(
            self._now + timedelta(days=days), self._app.settings.opvolg_uur
        )
        return min(later, self._last)

    def _at_work(self, days: int) -> None:
        """So many working days later, at an hour at which colleagues work."""
        day = self._kalender.add_working_days(self._now, days).astimezone(LOCAL).date()
        hour = datetime.combine(day, time(9 + self._chance.randrange(8), 30), tzinfo=LOCAL)
        self._now = min(max(hour, self._now), self._last)
