"""What goes to colleagues: notices without personal data, and the pakket where the configuration says."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.config import Settings
from bot.core.signaal import Signaal
from bot.koppelen.rijen import BOTH, Koppelrijen
from bot.render import Renderer
from bot.store import Store
from bot.store.outbox import Outgoing
from bot.store.overdrachten import Overdracht
from bot.teksten.split import parts

BUTTONS = ("oppakken", "terugkoppelen", "afsluiten")
# Kinds of rows that bring the pakket somewhere; every such row has a sleutel that begins with PAKKET and the signaal.
PLACES = frozenset({"pakket_map", "pakket_mail"}) | BOTH
PAKKET = "overdracht"
# In the sleutel of every row that tells of danger: that goes, whatever the resident takes back.
ALARM = ":alarm"


class Notices:
    """Writes rows for the group, the mailbox and the outbox folder."""

    def __init__(self, store: Store, renderer: Renderer, settings: Settings) -> None:
        self._store = store
        self._render = renderer
        self._settings = settings
        self.elders = Koppelrijen(store, renderer, settings)

    def text(self, key: str, signaal: Signaal, **fields: str) -> str:
        """A text under `collega` about this signaal."""
        return self._render.collega(key, signaal, **fields)

    def notice(self, key: str, signaal: Signaal, sleutel: str, now: datetime, **fields: str) -> None:
        """A text under `collega`, to the group and to the mailbox for notices."""
        tekst = self._render.collega(key, signaal, **fields)
        self.to_group(tekst, signaal, f"{sleutel}:groep", now)
        if self._settings.melding_mail is not None:
            self._mail(self._settings.melding_mail, tekst, signaal, f"{sleutel}:mail", now)

    def to_group(self, tekst: str, signaal: Signaal | None, sleutel: str, now: datetime) -> None:
        """A message in the group, with the buttons of the signaal when it is about one."""
        if self._settings.groep is None:
            return
        labels = [[self._render.teksten.button(b).tekst, b, signaal.id] for b in BUTTONS] if signaal else []
        *first, last = parts(tekst)
        for number, part in enumerate(first):
            self._put(f"{sleutel}:{number}", "groep", "groep", {"tekst": part, "knoppen": []}, signaal, now)
        self._put(sleutel, "groep", "groep", {"tekst": last, "knoppen": labels}, signaal, now)

    def to_level(self, mail: str | None, tekst: str, signaal: Signaal, sleutel: str, now: datetime) -> None:
        """A notice to one level of the opschaling."""
        self.to_group(tekst, signaal, f"{sleutel}:groep", now)
        address = mail or self._settings.melding_mail
        if address is not None:
            self._mail(address, tekst, signaal, f"{sleutel}:mail", now)

    def to_outside(self, aan: str, tekst: str, signaal: Signaal, sleutel: str, now: datetime) -> None:
        """A colleague's own words to an outside party; of the signaal nothing but its number."""
        self._mail(aan, tekst, signaal, sleutel, now, kop="kop_buiten")

    def overdracht(self, signaal: Signaal, overdracht: Overdracht, now: datetime) -> None:
        """The pakket, once to each place, and the notice that there is one."""
        self.pakket(signaal, overdracht, now)
        self.notice("nieuw", signaal, _base(overdracht), now)

    def pakket(
        self, signaal: Signaal, overdracht: Overdracht, now: datetime, to: frozenset[str] = PLACES
    ) -> None:
        """The pakket alone, to these of PLACES that are in use."""
        base = _base(overdracht)
        name = signaal.nummer if overdracht.keer == 0 else f"{signaal.nummer}-{overdracht.keer + 1}"
        if self._settings.pakket_map is not None and "pakket_map" in to:
            inhoud = {"naam": name, "tekst": self._with_number(signaal, overdracht)}
            self._put(f"{base}:map", f"map:{signaal.id}", "pakket_map", inhoud, signaal, now)
        if self._settings.pakket_mail is not None and "pakket_mail" in to:
            self._pakket_mail(signaal, overdracht, name, f"{base}:pakket", now)
        self.elders.put("overdracht", signaal, overdracht.tekst, base, now, to=to, keer=overdracht.keer)

    def instead(self, row: Outgoing, now: datetime) -> None:
        """To the place of this row what the resident agreed to last; nothing when that was put down before."""
        assert row.signaal_id is not None
        signaal, overdracht = (
            self._store.signalen.load(row.signaal_id),
            self._store.overdrachten.load(row.signaal_id),
        )
        agreed = self._store.behandelingen.last_pakket(row.signaal_id)
        if overdracht is None:
            return
        if agreed is None and overdracht.status == "verstuurd":
            agreed = overdracht.tekst
        if agreed is not None:
            sent = replace(overdracht, keer=overdracht.keer - 1, tekst=agreed)
            self.pakket(signaal, sent, now, frozenset({row.soort}))

    def _with_number(self, signaal: Signaal, overdracht: Overdracht) -> str:
        head = self._render.collega("kop_pakket", signaal)
        return f"{head}\n\n{overdracht.tekst}\n"

    def _pakket_mail(
        self, signaal: Signaal, overdracht: Overdracht, name: str, sleutel: str, now: datetime
    ) -> None:
        inhoud = {
            "aan": self._settings.pakket_mail,
            "onderwerp": self._render.collega("kop_pakket", signaal),
            "tekst": self._with_number(signaal, overdracht),
            "message_id": f"<overdracht-{name}@elkedeur>",
        }
        self._put(sleutel, f"pakket:{signaal.id}", "pakket_mail", inhoud, signaal, now)

    def _mail(
        self, aan: str, tekst: str, signaal: Signaal, sleutel: str, now: datetime, kop: str = "kop_melding"
    ) -> None:
        inhoud = {
            "aan": aan,
            "onderwerp": self._render.collega(kop, signaal),
            "tekst": tekst,
            "message_id": f"<{sleutel.replace(':', '-')}@elkedeur>",
        }
        self._put(sleutel, f"mail:{signaal.id}:{aan}", "mail", inhoud, signaal, now)

    def relay(self, signaal: Signaal, tekst: str, sleutel: str, now: datetime) -> None:
        """The resident's masked words to the colleague: in the group, and with the pakket where that goes.

        With an inbox they stand there, and only there; so do they for ever of what is shielded.
        """
        rij = self._store.behandelingen.load(signaal.id)
        if self._settings.frontoffice_poort is not None or (rij is not None and rij.afgeschermd):
            self.notice("reactie_kort", signaal, sleutel, now)
            return
        words = self._render.collega("reactie", signaal, tekst=tekst)
        self.to_group(words, signaal, f"{sleutel}:groep", now)
        if self._settings.pakket_map is not None:
            inhoud = {"naam": f"{signaal.nummer}-reactie-{_slug(sleutel)}", "tekst": words}
            self._put(f"{sleutel}:map", f"map:{signaal.id}", "pakket_map", inhoud, signaal, now)
        if self._settings.pakket_mail is not None:
            self._mail(self._settings.pakket_mail, words, signaal, f"{sleutel}:pakket", now)
        self.elders.put("reactie", signaal, words, sleutel, now)

    def undelivered(self, signaal_id: str, sleutel: str, now: datetime) -> None:
        """What a colleague said did not reach the resident: somebody must find another way."""
        rows, key = self._store.behandelingen, "niet_bezorgd"
        self.notice(key, self._store.signalen.load(signaal_id), f"{sleutel}:{signaal_id}:{key}", now)
        rows.record(signaal_id, "melding", None, now, sleutel=key)
        rows.attend(signaal_id, "onbereikbaar", now)

    def outside(self, signaal_id: str) -> tuple[str, ...]:
        """The outside parties that got a text about it, each once."""
        done = self._store.behandelingen.handelingen(signaal_id)
        return tuple(dict.fromkeys(str(h.inhoud["partij"]) for h in done if h.soort == "doorgestuurd"))

    def erased(self, signaal: Signaal, outside: tuple[str, ...], sleutel: str, now: datetime) -> None:
        """Ask the colleagues to throw away what they have; this row outlives the signaal itself."""
        tekst = self._render.collega("gewist", signaal)
        if outside:
            tekst = self._render.collega("gewist_buiten", signaal, partijen=", ".join(outside))
        self.to_group(tekst, None, f"{sleutel}:groep", now)
        boxes = filter(None, dict.fromkeys((self._settings.melding_mail, self._settings.pakket_mail)))
        for number, aan in enumerate(boxes):
            inhoud = {
                "aan": aan,
                "onderwerp": self._render.collega("kop_melding", signaal),
                "tekst": tekst,
                "message_id": f"<{sleutel.replace(':', '-')}-gewist@elkedeur>",
            }
            self._put(f"{sleutel}:mail{number}", f"mail:{aan}", "mail", inhoud, None, now)
        if self._settings.pakket_map is not None:
            inhoud = {"naam": f"{signaal.nummer}-gewist", "tekst": tekst}
            self._put(f"{sleutel}:map", f"map:{signaal.nummer}", "pakket_map", inhoud, None, now)
        self.elders.put("gewist", signaal, tekst, sleutel, now)

    def _put(
        self,
        sleutel: str,
        baan: str,
        soort: str,
        inhoud: dict[str, Any],
        signaal: Signaal | None,
        now: datetime,
    ) -> None:
        self._store.outbox.put(
            sleutel, baan, soort, inhoud, now, signaal_id=None if signaal is None else signaal.id
        )


def _base(overdracht: Overdracht) -> str:
    """How the sleutel begins of every row that brings this overdracht somewhere."""
    return f"{PAKKET}:{overdracht.signaal_id}:{overdracht.keer}"


def _slug(sleutel: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in sleutel)
