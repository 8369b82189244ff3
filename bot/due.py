"""Looks for what is due: follow-ups, terms of the frontoffice, what may no longer be kept.

The planner only calls `look`; everything it needs stands in rows, so a process that dies forgets nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot import bewaren
from bot.config import Settings
from bot.core.events import OpvolgingDue, TermijnPassed
from bot.core.opvolging import DAYS_OF_SILENCE
from bot.core.signaal import ENDS, IN_TALK, WITH_TEAM, Signaal
from bot.frontoffice.inzicht import vastleggen
from bot.frontoffice.notices import Notices
from bot.kalender import Kalender
from bot.service import Service
from bot.store.errors import StoreUnavailableError, TablesDifferError
from bot.store.opvolgingen import Opvolging
from bot.store.termijnen import Termijn

logger = logging.getLogger(__name__)


class DueLook:
    """One look; safe to call as often as one likes."""

    def __init__(self, service: Service, notices: Notices, kalender: Kalender, settings: Settings) -> None:
        self._service = service
        self._store = service.store
        self._notices = notices
        self._kalender = kalender
        self._settings = settings

    async def count(self) -> None:
        """Fix the figures of months that have ended, counted in another thread. For a process that others talk to."""
        now = self._service.clock.now()
        while (maand := vastleggen.behind(self._store, now)) is not None:
            counted = await asyncio.to_thread(
                vastleggen.count_beside, self._store.plek, self._settings, maand, now
            )
            write = partial(vastleggen.write, self._store, maand, counted, now)
            if not self._safely("cijfers_failed", maand.id, write):
                return

    def look(self, *, count: bool = True) -> None:
        """Do everything that is due now. One broken row does not stop the others. count: the figures too."""
        now = self._service.clock.now()
        self._store.take_up_keys()
        for opvolging in self._store.opvolgingen.due(now):
            self._safely("opvolging_failed", opvolging.id, partial(self._opvolging, opvolging, now))
        if self._kalender.is_deliverable(now):
            for termijn in self._store.termijnen.due(now):
                self._safely("termijn_failed", termijn.signaal_id, partial(self._termijn, termijn, now))
        for signaal_id in self._store.behandelingen.waiting_past(now):
            self._safely("wachten_failed", signaal_id, partial(self._no_reply, signaal_id, now))
        self._store.scrub_again()
        if count:
            self._count(now)
        bewaren.sweep(self._store, self._settings.bewaar, now)

    def _count(self, now: datetime) -> None:
        """Fix the figures of every month that has ended: only after that may anything of it be erased."""
        while (maand := vastleggen.behind(self._store, now)) is not None:
            fix = partial(vastleggen.fix, self._store, self._settings, maand, now)
            if not self._safely("cijfers_failed", maand.id, fix):
                return

    def _safely(self, event: str, id: str, act: Callable[[], None]) -> bool:
        try:
            self._store.werk.alive()  # a long look is no sign that we hang
            with self._store.transaction():
                act()
                return True
        except TablesDifferError as error:  # perhaps of one table only: the others go on
            logger.error(event, extra={"id": id, "error": error.code})
            return False
        except StoreUnavailableError:  # not about this row: nothing can be stored now
            raise
        except Exception as error:  # logged without text; the row stays due and is looked at again
            logger.error(event, extra={"id": id, "error": type(error).__name__})
            return False

    # --- hoe gaat het nu? ---

    def _opvolging(self, row: Opvolging, now: datetime) -> None:
        if self._store.opvolgingen.load(row.id) != row:
            return  # he answered while we waited for our turn, or another process was quicker
        signaal = self._store.signalen.load(row.signaal_id)
        later = self._not_yet(row, now)
        if later is not None:
            self._store.opvolgingen.postpone(row.id, later)
        elif row.soort == "stilte" and signaal.status not in IN_TALK:
            self._store.opvolgingen.cancel_signaal(signaal.id)  # it moved on; another promise covers it
        else:
            event = OpvolgingDue(row.id, signaal, "stilte" if row.soort == "stilte" else "afspraak", row.keer)
            self._service.apply(row.gesprek_id, event, key=f"o{row.id}:{row.keer}")

    def _not_yet(self, row: Opvolging, now: datetime) -> datetime | None:
        """A better time: by day, and not while the resident is still talking with us."""
        hour = self._settings.opvolg_uur
        if row.soort == "stilte" and row.keer == 0:
            quiet = self._store.gesprekken.last_heard(row.gesprek_id) + timedelta(days=DAYS_OF_SILENCE - 1)
            if quiet > now:
                return self._kalender.delivery_moment(quiet, hour)
        return None if self._kalender.is_deliverable(now) else self._kalender.delivery_moment(now, hour)

    # --- the clock of the frontoffice ---

    def _termijn(self, row: Termijn, now: datetime) -> None:
        """Remind; then level after level; the last level hears it again and again until somebody moves."""
        if self._store.termijnen.running(row.signaal_id) != row:
            return
        signaal = self._store.signalen.load(row.signaal_id)
        if signaal.status in ENDS:
            self._store.termijnen.stop(row.signaal_id)
            return
        key = f"t{row.signaal_id}:{row.gestart.isoformat()}:{row.niveau}"
        if row.niveau == 0:
            self._notices.notice("herinnering", signaal, key, now)
        else:
            self._escalate(row, signaal, key, now)
        again = self._kalender.add_working_days(now, self._settings.termijnen.tussen_niveaus)
        self._store.termijnen.raise_level(row.signaal_id, again)

    def _escalate(self, row: Termijn, signaal: Signaal, key: str, now: datetime) -> None:
        levels = self._settings.opschaling
        level = levels[min(row.niveau, len(levels)) - 1]
        tekst = self._notices.text("opgeschaald", signaal, niveau=level.naam)
        self._notices.to_level(level.mail, tekst, signaal, key, now)
        if row.niveau == 1:
            gesprek_id = self._store.signalen.gesprek_of(signaal.id)
            onbeantwoord = self._store.behandelingen.unanswered(signaal.id)
            self._service.apply(gesprek_id, TermijnPassed(signaal, onbeantwoord), key)

    # --- the resident was asked something ---

    def _no_reply(self, signaal_id: str, now: datetime) -> None:
        """He let the time go by: a colleague decides what now, and has a term for it."""
        rows = self._store.behandelingen
        rij = rows.load(signaal_id)
        if rij is None or rij.wacht_tot is None or rij.wacht_tot > now:
            return  # he wrote meanwhile
        rows.wait_until(signaal_id, None)
        signaal = self._store.signalen.load(signaal_id)
        if signaal.status not in WITH_TEAM:
            return
        rows.record(signaal_id, "geen_reactie", None, now)
        rows.attend(signaal_id, "geen_antwoord", now)
        self._service.start_clock(signaal, sooner=True)
