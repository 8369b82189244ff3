"""The sociale kaart as it is now, shared by all who read it: the program's own, or what editors made of it."""

import logging
from collections.abc import Iterable, Mapping

from bot.store.kaart import KaartStore
from sociale_kaart.cells import COLUMNS
from sociale_kaart.errors import SocialeKaartError
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import rows_of_cells

logger = logging.getLogger(__name__)


class KaartBron:
    """Holds one kaart and swaps it for the next version, whole, between two berichten.

    nu: the kaart; take it once for what belongs together.
    """

    def __init__(self, shipped: SocialeKaart, store: KaartStore | None = None) -> None:
        """shipped: the kaart of the program. store: where editors change it; None means it stays as it is."""
        self.nu = shipped
        self._shipped = tuple(shipped)
        self._store = store
        self._version = 0
        self.refresh()

    def refresh(self) -> bool:
        """Take up a newer version, if there is one. One small query when there is none.

        Rows that this program cannot read are logged and left: the kaart stays as it was.
        """
        version = self._store.version() if self._store else 0
        if self._store is None or version == self._version:
            return False
        self._version = version
        try:
            rows = stored_rows(self._store) or self._shipped
        except SocialeKaartError as error:
            logger.error("kaart_unreadable", extra={"error": type(error).__name__})
            return False
        self.nu = _changed(self.nu, rows)
        logger.info("kaart_changed", extra={"count": len(self.nu)})
        return True


def stored_rows(store: KaartStore) -> tuple[Voorziening, ...]:
    """What editors made of the kaart; empty when the one of the program holds. Raises KaartError."""
    cells: Iterable[Mapping[str, str]] = store.rows()
    return rows_of_cells((dict.fromkeys(COLUMNS, "") | dict(row) for row in cells), "database")


def _changed(kaart: SocialeKaart, rows: Iterable[Voorziening]) -> SocialeKaart:
    """Only what differs goes through the index."""
    new = {row.id: row for row in rows}
    gone = [row.id for row in kaart if row.id not in new]
    fresh = [row for id, row in new.items() if id not in kaart or kaart.get(id) != row]
    if gone:
        kaart = kaart.zonder(*gone)
    return kaart.met(*fresh) if fresh else kaart
