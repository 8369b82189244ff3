"""Takes back from colleagues what a resident no longer lets them have: what waits, what they see, what they hold."""

from datetime import datetime
from typing import Any

from bot.config import Settings
from bot.core.signaal import Signaal
from bot.frontoffice.notices import Notices
from bot.render import Renderer
from bot.store import Store

# What of the work of colleagues holds the resident's own words.
HIS_WORDS = frozenset({"pakket", "bericht"})


class Terughalen:
    """Call inside the transaction of the step."""

    def __init__(self, store: Store, renderer: Renderer, notices: Notices, settings: Settings) -> None:
        self._store = store
        self._render = renderer
        self._notices = notices
        self._settings = settings

    def pakket(self, signaal: Signaal, sleutel: str, now: datetime) -> tuple[str, ...]:
        """All of it. Gives the outside parties that got something, whom a colleague must ask to wipe it."""
        outside = self._notices.outside(signaal.id)
        never_left = self._drop(signaal.id)
        self._wipe_words(signaal.id, HIS_WORDS, now)
        if self._store.overdrachten.load(signaal.id) is not None:
            self._store.overdrachten.show(signaal.id, "", now)
        key = "ingetrokken_buiten" if outside else "ingetrokken"
        self._tell(key, signaal, sleutel, now, never_left=never_left, partijen=", ".join(outside))
        self._store.behandelingen.record(signaal.id, "melding", None, now, sleutel="ingetrokken")
        return outside

    def contact(self, signaal: Signaal, sleutel: str, now: datetime) -> None:
        """Only the phone number or mail address in it."""
        overdracht = self._store.overdrachten.load(signaal.id)
        if overdracht is None:
            return
        tekst = self._without_contact(overdracht.tekst)
        self._store.overdrachten.show(signaal.id, tekst, now)
        if overdracht.status != "verstuurd":
            return
        self._wipe_words(signaal.id, frozenset({"pakket"}), now)
        self._store.behandelingen.record(signaal.id, "pakket", None, now, tekst=tekst)
        waited = self._drop(signaal.id)
        again = self._store.overdrachten.send(signaal.id, now)
        if waited:
            self._notices.overdracht(signaal, again, now)
        key = "contact_ingetrokken"
        self._tell(key, signaal, sleutel, now, never_left=waited and overdracht.keer == 1)
        self._store.behandelingen.record(signaal.id, "melding", None, now, sleutel=key)

    def _without_contact(self, tekst: str) -> str:
        """How to answer is the last line of the pakket."""
        fill, word = self._render.teksten.fill, self._render.teksten.word
        *rest, _ = tekst.split("\n")
        return "\n".join([*rest, fill("pakket.bereik", tekst=word("bereik_woorden", "gesprek"))])

    def _drop(self, id: str) -> bool:
        """What waits for its turn does not go; whether the pakket was among it."""
        outbox, mail = self._store.outbox, self._settings.pakket_mail
        done = self._store.behandelingen.handelingen(id)
        for address in {mail, *(h.inhoud.get("mail") for h in done if h.soort == "doorgestuurd")} - {None}:
            outbox.drop_lane(f"mail:{id}:{address}")
        outbox.drop_waiting(id, "groep")
        waited = [outbox.drop_lane(f"{lane}:{id}") for lane in ("map", "pakket")]
        return any(waited)

    def _wipe_words(self, id: str, soorten: frozenset[str], now: datetime) -> None:
        rows = self._store.behandelingen
        for handeling in rows.handelingen(id):
            if handeling.soort in soorten:
                rows.wipe(id, handeling.id)
        if rows.load(id) is not None:
            rows.touch(id, now)

    def _tell(
        self, key: str, signaal: Signaal, sleutel: str, now: datetime, *, never_left: bool, **fields: str
    ) -> None:
        """Colleagues, and every place where the pakket lies outside of us."""
        self._notices.notice(key, signaal, sleutel, now, **fields)
        if never_left:
            return
        tekst = self._notices.text(key, signaal, **fields)
        mail = self._settings.pakket_mail
        if mail is not None and mail != self._settings.melding_mail:
            inhoud = {
                "aan": mail,
                "onderwerp": self._notices.text("kop_melding", signaal),
                "tekst": tekst,
                "message_id": f"<{sleutel.replace(':', '-')}-pakket@elkedeur>",
            }
            # In the lane of the pakket: what is on its way now arrives before this.
            self._put(f"{sleutel}:pakket", f"pakket:{signaal.id}", "mail", inhoud, signaal, now)
        if self._settings.pakket_map is not None:
            name = f"{signaal.nummer}-{key.replace('_', '-')}"
            inhoud = {"naam": name, "tekst": tekst}
            self._put(f"{sleutel}:map", f"map:{signaal.id}", "pakket_map", inhoud, signaal, now)

    def _put(
        self, sleutel: str, baan: str, soort: str, inhoud: dict[str, Any], signaal: Signaal, now: datetime
    ) -> None:
        self._store.outbox.put(sleutel, baan, soort, inhoud, now, signaal_id=signaal.id)
