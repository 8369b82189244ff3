"""The service, the reading and the kaart as they are, but counted and watched. Decides nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.bewaking.meters import Meters
from bot.bewaking.toestand import Onderdelen
from bot.core.begrip import Begrip
from bot.kaart_bron import KaartBron
from bot.reading import Reader
from bot.service import Service
from bot.store.berichten import Bericht
from bot.store.gesprekken import Adres
from sociale_kaart.kaart import SocialeKaart


class CountedReader(Reader):
    """Counts how often a text was checked for danger, and with which outcome."""

    def __init__(self, meters: Meters, *given: Any) -> None:
        """meters: where it is counted; the rest as Reader."""
        super().__init__(*given)
        self._meters = meters

    def read(self, tekst: str, contact: str | None = None) -> Begrip:
        """As Reader."""
        begrip = super().read(tekst, contact)
        nood = begrip.nood
        self._meters.looked_for_nood("geen" if nood is None else "zeker" if nood.zeker else "vraag_na")
        return begrip


class CountedService(Service):
    """Counts what came in and what was handled."""

    def __init__(self, meters: Meters, *given: Any) -> None:
        """meters: where it is counted; the rest as Service."""
        super().__init__(*given)
        self._meters = meters
        self._failures = 0

    def receive(self, adres: Adres, bron: str, soort: str, inhoud: dict[str, Any]) -> bool:
        """As Service."""
        fresh = super().receive(adres, bron, soort, inhoud)
        if fresh:
            self._meters.received(adres.kanaal, soort)
        return fresh

    def _handle(self, gesprek_id: str, batch: tuple[Bericht, ...]) -> None:
        before = self._failures
        super()._handle(gesprek_id, batch)
        if self._failures == before:
            self._meters.handled(len(batch), self._seconds_since(batch[0].ontvangen))

    def _failed(self, gesprek_id: str, ids: tuple[int, ...]) -> None:
        self._failures += 1
        self._meters.failed()
        super()._failed(gesprek_id, ids)

    def _seconds_since(self, moment: datetime) -> float:
        return (self.clock.now() - moment).total_seconds()


class WatchedKaart(KaartBron):
    """Says whether the newest version of the kaart could be taken up."""

    def __init__(self, onderdelen: Onderdelen, *given: Any, **more: Any) -> None:
        """onderdelen: where it is told; the rest as KaartBron."""
        self._onderdelen = onderdelen
        super().__init__(*given, **more)

    def _next(self, stored: Iterable[Mapping[str, str]]) -> SocialeKaart | None:
        try:
            found = super()._next(stored)
        except Exception:  # whatever broke: it is told here and raised again, for who decides what to do
            self._onderdelen.hapert("kaart", "niet_ingelezen")
            raise
        if found is None:
            self._onderdelen.hapert("kaart", "onleesbaar")
        else:
            self._onderdelen.goed("kaart")
        return found
