"""The group of colleagues: buttons and replies there become actions at the desk. Knows no Telegram."""

import logging
import re
from collections.abc import Callable

from bot.frontoffice.desk import Desk
from bot.frontoffice.errors import SignaalGoneError, WorkRefusedError
from bot.frontoffice.notices import Notices
from bot.kaart_bron import KaartBron
from bot.render import Renderer, readable
from bot.service import Service
from sociale_kaart.names import named, place_and_remark

logger = logging.getLogger(__name__)

# "klopt niet", "klopt niet: het gaat om geld", "klopt niet 1234-5678 het gaat om geld". Whatever begins so is
# never passed on: an answer held back can be sent again, a remark about a resident cannot be taken back.
_MISREAD = re.compile(
    r"\s*/?klopt[ _]?niet\b(?:@\w+)?[\s:,.!-]*(?P<nummer>\d{4}[- ]?\d{4}\b)?[\s:,.!-]*(?P<opmerking>.*)",
    re.IGNORECASE | re.DOTALL,
)

_NUMMER = re.compile(r"\b\d{4}-\d{4}\b")

# "kaart klopt niet voedselbank: het adres is anders". Begins otherwise than _MISREAD: that is about a reading.
_KAART = re.compile(
    r"\s*/?kaart[ _]klopt[ _]niet\b(?:@\w+)?[\s:,.!-]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


class Group:
    """Handles one update of the group; what it causes is committed together with having seen it."""

    def __init__(self, service: Service, renderer: Renderer, notices: Notices, bron: KaartBron) -> None:
        self._service = service
        self._bron = bron
        self._desk = Desk(service)
        self._render = renderer
        self._notices = notices

    def button(self, bron: str, button: str, signaal_id: str, *, door: int | None = None) -> None:
        """oppakken, terugkoppelen or afsluiten below a notice.

        door: the Telegram number of who pressed; None when that is not known.
        """
        if self._welcome(bron, door, signaal_id):
            self._once(bron, lambda: self._button(bron, button, signaal_id))

    def reply(
        self, bron: str, to_message: str, tekst: str, *, door: int | None = None, beantwoord: str = ""
    ) -> None:
        """A reply to a notice: it goes to the resident of that signaal.

        Unless it begins with "klopt niet" (misread) or "kaart klopt niet" (wrong on the kaart).
        door: the Telegram number of who writes; None when that is not known.
        beantwoord: the words of the answered message; a number in there must be the number of the signaal.
        """
        if self._welcome(bron, door, to_message):
            self._once(bron, lambda: self._reply(bron, to_message, tekst, beantwoord))

    def _welcome(self, bron: str, door: int | None, what: str) -> bool:
        """Whether this person may act here. Who may not hears so once a day about the same message."""
        settings = self._service.settings
        if not settings.groep_collegas or door in settings.groep_collegas:
            return True
        store, now = self._service.store, self._service.clock.now()
        with store.transaction():
            if store.berichten.mark_seen(bron, now):
                tekst = self._render.teksten.fill("collega.geen_collega")
                self._notices.to_group(tekst, None, f"geen_collega:{now:%Y%m%d}:{what}", now)
        logger.warning("group_stranger")
        return False

    def _once(self, bron: str, act: Callable[[], None]) -> None:
        store = self._service.store
        try:
            with store.transaction():
                if store.berichten.mark_seen(bron, self._service.clock.now()):
                    act()
        except SignaalGoneError:
            self._refused(bron, self._render.teksten.fill("collega.weg"))
        except WorkRefusedError as refused:
            self._refused(bron, str(refused))

    def _refused(self, bron: str, tekst: str) -> None:
        """Seen all the same: it would be refused a second time."""
        store, now = self._service.store, self._service.clock.now()
        with store.transaction():
            store.berichten.mark_seen(bron, now)
            self._notices.to_group(tekst, None, f"{bron}:weg", now)

    def _button(self, bron: str, button: str, signaal_id: str) -> None:
        self._check_open(signaal_id)
        if button == "oppakken":
            self._tell("opgepakt", self._desk.take_up(signaal_id, bron).id, bron)
        elif button == "afsluiten":
            self._tell("afgesloten", self._desk.close(signaal_id, bron).id, bron)
        elif button == "terugkoppelen":
            self._tell("hoe_terugkoppelen", self._desk.load(signaal_id).id, bron)

    def _reply(self, bron: str, to_message: str, tekst: str, beantwoord: str) -> None:
        if wrong := _KAART.fullmatch(tekst):
            self._wrong_on_kaart(wrong["rest"], bron)
            return
        misread = _MISREAD.fullmatch(tekst)
        signaal_id = self._signaal_of(to_message, misread["nummer"] if misread else None)
        if signaal_id is None or (misread is None and self._about_another(signaal_id, beantwoord)):
            tekst = self._render.teksten.fill("collega.onbekend")
            self._notices.to_group(tekst, None, f"{bron}:onbekend", self._service.clock.now())
            return
        self._check_open(signaal_id)
        if misread:
            self._misread(signaal_id, misread["opmerking"].strip(), bron)
        else:
            self._desk.answer(signaal_id, tekst, bron)
            self._tell("antwoord_verstuurd", signaal_id, bron)

    def _check_open(self, signaal_id: str) -> None:
        """In the group nobody is known by name: what is shielded is not for it."""
        signaal = self._desk.load(signaal_id)
        rij = self._service.store.behandelingen.load(signaal_id)
        if rij is not None and rij.afgeschermd:
            raise WorkRefusedError(self._render.collega("afgeschermd", signaal))

    def _signaal_of(self, to_message: str, nummer: str | None) -> str | None:
        """The number that was typed counts; otherwise the message that was answered."""
        store = self._service.store
        if nummer is not None:
            return store.signalen.id_of(nummer[:4] + nummer[-4:])
        return store.outbox.signaal_by_extern("groep", to_message)

    def _about_another(self, signaal_id: str, beantwoord: str) -> bool:
        """The message that was answered names a number, and not this one: ids begin anew in another group."""
        named = _NUMMER.findall(beantwoord)
        return bool(named) and readable(self._desk.load(signaal_id).nummer) not in named

    def _misread(self, signaal_id: str, opmerking: str, bron: str) -> None:
        """For the review list; the resident hears nothing of it and the signaal stays as it is."""
        words = self._service.mask(opmerking)
        noted = self._service.record_herziening(self._desk.load(signaal_id), words)
        if noted:
            self._desk.record(signaal_id, "correctie", None, opmerking=words)
        self._tell("herziening" if noted else "herziening_leeg", signaal_id, bron)

    def _wrong_on_kaart(self, rest: str, bron: str) -> None:
        """For the editor of the kaart; nothing of it goes to a resident."""
        name, opmerking = place_and_remark(rest)
        row = named(self._bron.nu, name)
        if row is None or not opmerking:
            key, fields = "kaart_onbekend" if row is None else "kaart_leeg", {"naam": name}
        else:
            nummer = self._service.record_kaartmelding(row.id, opmerking)
            key, fields = "kaart_genoteerd", {"naam": row.naam, "melding": str(nummer)}
        tekst = self._render.teksten.fill(f"collega.{key}", **fields)
        self._notices.to_group(tekst, None, f"{bron}:{key}", self._service.clock.now())

    def _tell(self, key: str, signaal_id: str, bron: str) -> None:
        signaal = self._desk.load(signaal_id)
        tekst = self._render.collega(key, signaal)
        self._notices.to_group(tekst, signaal, f"{bron}:{key}", self._service.clock.now())
