"""What another system of the municipality says about a signaal, done here as if a colleague had done it.

The resident hears what he always hears when a colleague does this, and never words that nobody wrote.
"""

import logging
from typing import Literal

from bot.core.signaal import ENDS, Status
from bot.frontoffice.desk import Desk
from bot.frontoffice.errors import SignaalGoneError
from bot.frontoffice.notices import Notices
from bot.service import Service

logger = logging.getLogger(__name__)

Stand = Literal["opgepakt", "afgesloten"]
_IN_HANDS = frozenset({Status.OPGEPAKT, Status.BEANTWOORD})
_OVER = ENDS | {Status.IN_OPVOLGING}


class VanBuiten:
    """Call inside a transaction, once for each message."""

    def __init__(self, service: Service, notices: Notices) -> None:
        self._service = service
        self._store = service.store
        self._notices = notices
        self._desk = Desk(service)

    def moved(self, signaal_id: str, stand: Stand, key: str, uitkomst: str = "geholpen") -> None:
        """It is taken up or done over there. What stands so already stays as it is.

        Raises SignaalGoneError, also for what colleagues were never told of; WorkRefusedError for an unknown uitkomst.
        """
        signaal = self._desk.load(signaal_id)
        rij = self._store.behandelingen.load(signaal_id)
        if rij is None:
            raise SignaalGoneError(signaal_id)
        if signaal.status in _OVER:
            return
        logger.info("van_buiten", extra={"signaal_id": signaal_id, "soort": stand})
        if stand == "opgepakt":
            if signaal.status not in _IN_HANDS:
                self._desk.take_up(signaal_id, key)
        elif rij.aandacht:
            # Something of the resident that no colleague has seen here, and that is not known over there.
            self._stays_open(signaal_id, key)
        else:
            self._close(signaal_id, key, uitkomst)

    def _stays_open(self, signaal_id: str, key: str) -> None:
        self._tell("elders_klaar_nieuw", signaal_id, key)
        self._desk.record(signaal_id, "melding", None, sleutel="elders_klaar_nieuw")

    def _close(self, signaal_id: str, key: str, uitkomst: str) -> None:
        self._desk.record(signaal_id, "melding", None, sleutel="elders_klaar")
        self._desk.close(signaal_id, key, uitkomst=uitkomst)
        self._tell("elders_klaar", signaal_id, key)

    def _tell(self, tekst: str, signaal_id: str, key: str) -> None:
        self._notices.notice(tekst, self._desk.load(signaal_id), f"{key}:{tekst}", self._service.clock.now())
