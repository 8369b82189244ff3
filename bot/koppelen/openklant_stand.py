"""Looks in Open Klant how the interne taken of open signalen are doing: what is verwerkt there is closed here."""

import logging
from collections import deque

from bot.adapters.errors import DeliveryError
from bot.adapters.openklant import OpenKlantChannel, Taak
from bot.bewaking.toestand import Onderdelen
from bot.core.signaal import WITH_TEAM
from bot.frontoffice.errors import SignaalGoneError
from bot.frontoffice.notices import PAKKET
from bot.koppelen.rijen import OPENKLANT
from bot.koppelen.van_buiten import VanBuiten
from bot.service import Service
from bot.store.behandelingen import PAGE, Lijst, Oog

logger = logging.getLogger(__name__)

# So many are asked for in one look: theirs is a register, not ours to keep busy.
MOST = 50
# After so many without an answer the rest waits for the next look: it is not about one signaal.
ENOUGH = 3
STAND = "openklant_stand"
# Sees everything, and is nobody.
_EYE = Oog("", regie=True)


class OpenKlantStand:
    """One look after the other goes through all that is open, however many that are."""

    def __init__(
        self, channel: OpenKlantChannel, service: Service, buiten: VanBuiten, onderdelen: Onderdelen
    ) -> None:
        self._channel = channel
        self._service = service
        self._store = service.store
        self._buiten = buiten
        self._onderdelen = onderdelen
        self._turn: deque[str] = deque()

    async def look(self) -> int:
        """Ask for those whose turn it is. Gives how many were closed or told of. Survives what goes wrong there."""
        if not self._turn:
            self._turn.extend(self._open())
        moved = failed = 0
        for _ in range(min(MOST, len(self._turn))):
            signaal_id = self._turn.popleft()
            try:
                moved += await self._look_at(signaal_id)
                self._onderdelen.goed(STAND)
            except DeliveryError as error:  # the next round asks again
                failed += 1
                self._onderdelen.hapert(STAND, error.code)
                logger.warning("openklant_not_seen", extra={"signaal_id": signaal_id, "code": error.code})
            if failed == ENOUGH:
                break
        return moved

    def _open(self) -> list[str]:
        """All that colleagues still have, what cannot wait first."""
        found: list[str] = []
        now, page = self._service.clock.now(), 1
        while rows := self._store.behandelingen.rows(Lijst.ALLE, _EYE, now, page=page):
            found += [rij.signaal_id for rij in rows if rij.status in WITH_TEAM]
            page += 1
            if len(rows) < PAGE:
                break
        return found

    async def _look_at(self, signaal_id: str) -> bool:
        sleutel = self._sleutel(signaal_id)
        taak = None if sleutel is None else await self._channel.taak_of(sleutel)
        return taak is not None and taak.klaar is not None and self._done(signaal_id, taak)

    def _sleutel(self, signaal_id: str) -> str | None:
        """Of the row that brought the pakket there last; None when it was never handed over, or taken back."""
        overdracht = self._store.overdrachten.load(signaal_id)
        if overdracht is None or overdracht.status != "verstuurd":
            return None
        return self._store.outbox.last_sleutel(signaal_id, OPENKLANT, f"{PAKKET}:{signaal_id}:")

    def _done(self, signaal_id: str, taak: Taak) -> bool:
        """Once for each time that it was set to verwerkt."""
        key = f"{OPENKLANT}:{taak.uuid}:{taak.klaar}"
        try:
            with self._store.transaction():
                if not self._store.berichten.mark_seen(key, self._service.clock.now()):
                    return False
                self._buiten.moved(signaal_id, "afgesloten", key)
                return True
        except SignaalGoneError:
            return False
