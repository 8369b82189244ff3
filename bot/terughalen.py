"""Takes back from colleagues what a resident no longer lets them have: what waits, what they see, what they hold."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.config import Settings
from bot.core.signaal import Signaal
from bot.frontoffice.notices import ALARM, PAKKET, PLACES, Notices
from bot.koppelen.rijen import Soort
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
        overdracht = self._store.overdrachten.load(signaal.id)
        waited = self._drop_all(signaal.id)
        never_left = waited if overdracht and overdracht.keer == 1 else frozenset()
        self._wipe_words(signaal.id, HIS_WORDS, now)
        if overdracht is not None:
            self._store.overdrachten.show(signaal.id, "", now)
        key = "ingetrokken_buiten" if outside else "ingetrokken"
        self._tell(key, signaal, sleutel, now, never_left=never_left, partijen=", ".join(outside))
        self._store.behandelingen.record(signaal.id, "melding", None, now, sleutel="ingetrokken")
        return outside

    def contact(self, signaal: Signaal, sleutel: str, now: datetime) -> None:
        """Only the phone number or mail address in it. What is only shown goes nowhere by this."""
        overdracht = self._store.overdrachten.load(signaal.id)
        if overdracht is None:
            return
        shown = self._without_contact(overdracht.tekst)
        self._store.overdrachten.show(signaal.id, shown, now)
        if not overdracht.keer:
            return
        waited = self._drop_pakket(signaal.id)
        agreed = self._hide_from_colleagues(signaal.id, now) or (
            shown if overdracht.status == "verstuurd" else None
        )
        again = self._store.overdrachten.send(signaal.id, now)
        if agreed is not None:
            self._notices.pakket(signaal, replace(again, tekst=agreed), now, waited)
        if overdracht.status != "verstuurd":
            self._store.overdrachten.show(signaal.id, shown, now)
        key = "contact_ingetrokken"
        never_left = waited if overdracht.keer == 1 else frozenset()
        self._tell(key, signaal, sleutel, now, never_left=never_left)
        self._store.behandelingen.record(signaal.id, "melding", None, now, sleutel=key)

    def _hide_from_colleagues(self, id: str, now: datetime) -> str | None:
        """They have what he last agreed to, without the way to reach him. Gives that; None when it is not kept."""
        rows = self._store.behandelingen
        had = rows.last_pakket(id)
        self._wipe_words(id, frozenset({"pakket"}), now)
        if had is None:
            return None
        left = self._without_contact(had)
        rows.record(id, "pakket", None, now, tekst=left)
        return left

    def _without_contact(self, tekst: str) -> str:
        """How to answer is the last line of the pakket."""
        fill, word = self._render.teksten.fill, self._render.teksten.word
        *rest, _ = tekst.split("\n")
        return "\n".join([*rest, fill("pakket.bereik", tekst=word("bereik_woorden", "gesprek"))])

    def _drop_pakket(self, id: str) -> frozenset[str]:
        """The pakket that waits does not go: of which places. What he said afterwards, and an alarm, still go."""
        outbox, begins = self._store.outbox, f"{PAKKET}:{id}:"
        return frozenset(place for place in PLACES if outbox.drop_waiting(id, place, begins=begins))

    def _drop_all(self, id: str) -> frozenset[str]:
        """The same, and nothing else of it goes but an alarm: nobody may stay alone with danger."""
        waited = self._drop_pakket(id)
        for soort in ("groep", "mail", *PLACES):
            self._store.outbox.drop_waiting(id, soort, keeps=ALARM)
        return waited

    def _wipe_words(self, id: str, soorten: frozenset[str], now: datetime) -> None:
        rows = self._store.behandelingen
        for handeling in rows.handelingen(id):
            if handeling.soort in soorten:
                rows.wipe(id, handeling.id)
        if rows.load(id) is not None:
            rows.touch(id, now)

    def _tell(
        self,
        key: str,
        signaal: Signaal,
        sleutel: str,
        now: datetime,
        *,
        never_left: frozenset[str],
        **fields: str,
    ) -> None:
        """Colleagues, and every place where the pakket lies outside of us; never_left: to which it did not go."""
        self._notices.notice(key, signaal, sleutel, now, **fields)
        tekst = self._notices.text(key, signaal, **fields)
        mail = self._settings.pakket_mail
        elsewhere = mail is not None and mail != self._settings.melding_mail
        if elsewhere and "pakket_mail" not in never_left:
            inhoud = {
                "aan": mail,
                "onderwerp": self._notices.text("kop_melding", signaal),
                "tekst": tekst,
                "message_id": f"<{sleutel.replace(':', '-')}-pakket@elkedeur>",
            }
            # In the lane of the pakket: what is on its way now arrives before this.
            self._put(f"{sleutel}:pakket", f"pakket:{signaal.id}", "mail", inhoud, signaal, now)
        if self._settings.pakket_map is not None and "pakket_map" not in never_left:
            name = f"{signaal.nummer}-{key.replace('_', '-')}"
            inhoud = {"naam": name, "tekst": tekst}
            self._put(f"{sleutel}:map", f"map:{signaal.id}", "pakket_map", inhoud, signaal, now)
        soort: Soort = "contact_ingetrokken" if key == "contact_ingetrokken" else "ingetrokken"
        # What waits there may have arrived all the same, or in part: only the answer was lost.
        self._notices.elders.put(soort, signaal, tekst, sleutel, now)

    def _put(
        self, sleutel: str, baan: str, soort: str, inhoud: dict[str, Any], signaal: Signaal, now: datetime
    ) -> None:
        self._store.outbox.put(sleutel, baan, soort, inhoud, now, signaal_id=signaal.id)
