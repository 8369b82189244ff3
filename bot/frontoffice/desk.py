"""What a colleague does with a signaal and the resident notices, wherever he does it.

Each action is one step of the resident's conversation, and one handeling. Call inside a transaction.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.begrip import Plek
from bot.core.events import (
    Event,
    MedewerkerAnswered,
    MedewerkerAsked,
    MedewerkerClosed,
    MedewerkerProposed,
    MedewerkerReopened,
    MedewerkerSpoke,
    MedewerkerTookUp,
)
from bot.core.signaal import Signaal, Status
from bot.dagen import day_in_words
from bot.frontoffice.errors import SignaalGoneError, WorkRefusedError
from bot.frontoffice.living import living
from bot.service import Service

__all__ = ["UITKOMSTEN", "Desk", "SignaalGoneError", "WorkRefusedError"]

UITKOMSTEN = ("geholpen", "doorverwezen", "besluit", "niet_bereikt", "geen_hulp_gewenst", "niet_nodig")

# How a colleague spoke with a resident outside the chat.
GESPROKEN = ("telefoon", "bezoek", "anders")

NO_MESSAGES = "De bewoner wil geen berichten in de chat. Er is niets verstuurd."
NO_WAY = (
    "De bewoner is via de chat niet meer bereikbaar. Er is niets verstuurd. Probeer het op een andere manier."
)
NO_PLACE = "Deze plek staat niet meer op de sociale kaart. Er is niets verstuurd."
NO_WORDS = "Er staat nog geen tekst. Er is niets verstuurd."
NO_TIME = "De datum om te antwoorden is al voorbij. Kies een latere dag."


class Desk:
    """medewerker_id: who does it; None is the group in Telegram, where nobody is known by name.

    key: makes the messages of this action unique: the same key a second time sends nothing twice.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._store = service.store

    def take_up(self, signaal_id: str, key: str, medewerker_id: str | None = None) -> Signaal:
        """A person has it now; it is his, also when a colleague had it. Raises SignaalGoneError."""
        signaal = self._apply(signaal_id, key, MedewerkerTookUp)
        if medewerker_id is not None:
            self._store.behandelingen.assign(signaal_id, medewerker_id)
        self.record(signaal_id, "opgepakt", medewerker_id)
        return signaal

    def answer(self, signaal_id: str, tekst: str, key: str, medewerker_id: str | None = None) -> Signaal:
        """The colleague's words go to the resident. Raises SignaalGoneError, WorkRefusedError."""
        signaal = self._writable(signaal_id, tekst)
        self._apply(signaal_id, key, _answered(tekst))
        self._said(signaal_id, "antwoord", medewerker_id, tekst=tekst)
        return signaal

    def ask(self, signaal_id: str, tekst: str, key: str, medewerker_id: str | None, tot: datetime) -> Signaal:
        """A question with a day by which the resident can answer; the clock of the colleagues stands still.

        Raises SignaalGoneError, WorkRefusedError.
        """
        signaal = self._writable(signaal_id, tekst)
        if tot <= self._service.clock.now():
            raise WorkRefusedError(NO_TIME)
        self._apply(signaal_id, key, _asked(tekst, tot))
        self._said(signaal_id, "vraag", medewerker_id, tekst=tekst, tot=tot.isoformat())
        self._store.behandelingen.wait_until(signaal_id, tot)
        return signaal

    def propose(
        self, signaal_id: str, voorziening_id: str, tekst: str, key: str, medewerker_id: str | None
    ) -> Signaal:
        """A place of the sociale kaart, with the colleague's own words before it or without.

        Raises SignaalGoneError, WorkRefusedError.
        """
        signaal = self._writable(signaal_id, None)
        plek = self._plek(voorziening_id)
        if plek.id not in signaal.getoond:
            signaal = replace(signaal, getoond=(*signaal.getoond, plek.id))
            self._store.signalen.save(signaal, self._service.clock.now())
        self._apply(signaal_id, key, _proposed(tekst, plek))
        self._said(signaal_id, "voorstel", medewerker_id, voorziening=plek.id, naam=plek.naam, tekst=tekst)
        return signaal

    def spoke(self, signaal_id: str, hoe: str, tekst: str, key: str, medewerker_id: str) -> Signaal:
        """A talk outside the chat, by phone or at home; tekst is masked. Raises SignaalGoneError, WorkRefusedError."""
        rij = self._store.behandelingen.load(signaal_id)
        if rij is not None and not rij.open:
            raise WorkRefusedError("Deze vraag is afgesloten. Open haar eerst weer.")
        if hoe not in GESPROKEN:
            raise WorkRefusedError("Kies hoe u de bewoner sprak.")
        signaal = self._apply(signaal_id, key, MedewerkerSpoke)
        self._said(signaal_id, "gesproken", medewerker_id, hoe=hoe, tekst=self._service.mask(tekst))
        return signaal

    def close(
        self, signaal_id: str, key: str, medewerker_id: str | None = None, uitkomst: str = "geholpen"
    ) -> Signaal:
        """Done, as far as the colleague is concerned. Raises SignaalGoneError, WorkRefusedError."""
        if uitkomst not in UITKOMSTEN:
            raise WorkRefusedError("Kies hoe het is afgelopen.")
        signaal = self._apply(signaal_id, key, MedewerkerClosed)
        self.record(signaal_id, "afgesloten", medewerker_id, uitkomst=uitkomst)
        self._store.behandelingen.end(signaal_id, uitkomst)
        return signaal

    def reopen(self, signaal_id: str, key: str, medewerker_id: str) -> Signaal:
        """It is not done after all, and it is this colleague's. Raises SignaalGoneError, WorkRefusedError."""
        rij = self._store.behandelingen.load(signaal_id)
        if rij is not None and rij.open and rij.status != Status.IN_OPVOLGING:
            raise WorkRefusedError("Deze vraag staat al open.")
        signaal = self._apply(signaal_id, key, MedewerkerReopened)
        self._store.behandelingen.assign(signaal_id, medewerker_id)
        self.record(signaal_id, "heropend", medewerker_id)
        return signaal

    # --- exactly what the resident will read; nothing when he wants no messages ---

    def preview_answer(self, signaal: Signaal, tekst: str) -> str:
        """The message as it will go out."""
        return "\n\n".join(self._service.preview(signaal.id, _answered(tekst)(signaal)))

    def preview_ask(self, signaal: Signaal, tekst: str, tot: datetime) -> str:
        """The message as it will go out."""
        return "\n\n".join(self._service.preview(signaal.id, _asked(tekst, tot)(signaal)))

    def preview_voorstel(self, signaal: Signaal, voorziening_id: str, tekst: str) -> tuple[str, ...]:
        """The messages as they will go out. Raises WorkRefusedError when the place is gone."""
        event = _proposed(tekst, self._plek(voorziening_id))(signaal)
        return self._service.preview(signaal.id, event)

    def preview_close(self, signaal: Signaal) -> tuple[str, ...]:
        """The message as it will go out."""
        return self._service.preview(signaal.id, MedewerkerClosed(signaal))

    def preview_reopen(self, signaal: Signaal) -> tuple[str, ...]:
        """The message as it will go out."""
        return self._service.preview(signaal.id, MedewerkerReopened(signaal))

    def why_not_write(self, signaal: Signaal) -> str:
        """The sentence that says why nothing can be sent; "" when it can."""
        if not self._service.is_reachable(signaal):
            return NO_WAY
        return "" if self._service.may_write(signaal) else NO_MESSAGES

    def load(self, signaal_id: str) -> Signaal:
        """Raises SignaalGoneError."""
        return living(self._store, signaal_id)

    def record(self, signaal_id: str, soort: str, medewerker_id: str | None, **inhoud: Any) -> None:
        """One line in the timeline. medewerker_id None: the group."""
        now = self._service.clock.now()
        self._store.behandelingen.record(signaal_id, soort, medewerker_id, now, **inhoud)
        if medewerker_id is None:  # the group saw no version; a page that is open must notice
            self._store.behandelingen.touch(signaal_id, now)

    def _apply(self, signaal_id: str, key: str, make: Callable[[Signaal], Event]) -> Signaal:
        signaal = self.load(signaal_id)
        self._service.know(signaal)
        self._service.apply(self._store.signalen.gesprek_of(signaal_id), make(signaal), key)
        self._store.behandelingen.end(signaal_id, "")  # whatever is done with it: it was not over
        return signaal

    def _said(self, signaal_id: str, soort: str, medewerker_id: str | None, **inhoud: Any) -> None:
        """The resident hears it: what was new is answered, and nothing more is asked of him."""
        self._store.behandelingen.seen(signaal_id)
        self._store.behandelingen.wait_until(signaal_id, None)
        self.record(signaal_id, soort, medewerker_id, **inhoud)

    def _writable(self, signaal_id: str, tekst: str | None) -> Signaal:
        signaal = self.load(signaal_id)
        if tekst is not None and not tekst.strip():
            raise WorkRefusedError(NO_WORDS)
        if why := self.why_not_write(signaal):
            raise WorkRefusedError(why)
        return signaal

    def _plek(self, voorziening_id: str) -> Plek:
        plek = self._service.plek(voorziening_id)
        if plek is None:
            raise WorkRefusedError(NO_PLACE)
        return plek


def _answered(tekst: str) -> Callable[[Signaal], Event]:
    return lambda signaal: MedewerkerAnswered(signaal, tekst)


def _asked(tekst: str, tot: datetime) -> Callable[[Signaal], Event]:
    return lambda signaal: MedewerkerAsked(signaal, tekst, day_in_words(tot))


def _proposed(tekst: str, plek: Plek) -> Callable[[Signaal], Event]:
    return lambda signaal: MedewerkerProposed(signaal, tekst.strip(), plek)
