"""The group of colleagues: buttons and replies there become actions at the desk. Knows no Telegram."""

import logging
from collections.abc import Callable

from bot.frontoffice.desk import Desk, SignaalGoneError
from bot.frontoffice.notices import Notices
from bot.render import Renderer
from bot.service import Service

logger = logging.getLogger(__name__)


class Group:
    """Handles one update of the group; what it causes is committed together with having seen it."""

    def __init__(self, service: Service, renderer: Renderer, notices: Notices) -> None:
        self._service = service
        self._desk = Desk(service)
        self._render = renderer
        self._notices = notices

    def button(self, bron: str, button: str, signaal_id: str) -> None:
        """oppakken, terugkoppelen or afsluiten below a notice."""
        self._once(bron, lambda: self._button(bron, button, signaal_id))

    def reply(self, bron: str, to_message: str, tekst: str) -> None:
        """A reply to a notice: it goes to the resident of that signaal."""
        self._once(bron, lambda: self._reply(bron, to_message, tekst))

    def _once(self, bron: str, act: Callable[[], None]) -> None:
        store = self._service.store
        try:
            with store.transaction():
                if store.berichten.mark_seen(bron, self._service.clock.now()):
                    act()
        except SignaalGoneError:
            with store.transaction():
                store.berichten.mark_seen(bron, self._service.clock.now())
                tekst = self._render.teksten.fill("collega.weg")
                self._notices.to_group(tekst, None, f"{bron}:weg", self._service.clock.now())

    def _button(self, bron: str, button: str, signaal_id: str) -> None:
        if button == "oppakken":
            self._tell("opgepakt", self._desk.take_up(signaal_id, bron).id, bron)
        elif button == "afsluiten":
            self._tell("afgesloten", self._desk.close(signaal_id, bron).id, bron)
        elif button == "terugkoppelen":
            self._tell("hoe_terugkoppelen", self._desk.load(signaal_id).id, bron)

    def _reply(self, bron: str, to_message: str, tekst: str) -> None:
        signaal_id = self._service.store.outbox.signaal_by_extern("groep", to_message)
        if signaal_id is None:
            tekst = self._render.teksten.fill("collega.onbekend")
            self._notices.to_group(tekst, None, f"{bron}:onbekend", self._service.clock.now())
            return
        self._desk.answer(signaal_id, tekst, bron)
        self._tell("antwoord_verstuurd", signaal_id, bron)

    def _tell(self, key: str, signaal_id: str, bron: str) -> None:
        signaal = self._desk.load(signaal_id)
        tekst = self._render.collega(key, signaal)
        self._notices.to_group(tekst, signaal, f"{bron}:{key}", self._service.clock.now())
