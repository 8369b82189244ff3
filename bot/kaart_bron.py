"""The sociale kaart as it is now, shared by all who read it: the program's own, or what editors made of it."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.store import Store
from bot.store.kaart import KaartStore
from bot.teksten import Teksten
from sociale_kaart.cells import whole_cells
from sociale_kaart.errors import SocialeKaartError
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import rows_of_cells
from sociale_kaart.present import GEMEENTE

logger = logging.getLogger(__name__)

SHORTEST_REST, LONGEST_REST = (
    2.0,
    300.0,
)  # seconds between two tries of what failed; the first again is at once

Cells = Mapping[str, str]


class KaartBron:
    """Holds one kaart and swaps it for the next version, whole, between two berichten.

    nu: the kaart; take it once for what belongs together. Whatever goes wrong with a newer version is logged,
    and the kaart stays as it was: an old kaart is better than no answer.
    """

    def __init__(
        self,
        shipped: SocialeKaart,
        store: KaartStore | None = None,
        *,
        needed: Iterable[str] = (),
        keep: Callable[[SocialeKaart], None] = lambda kaart: None,
    ) -> None:
        """shipped: the kaart of the program. store: where editors change it; None means it stays as it is.

        needed: ids that come from the shipped kaart when editors' rows lack them (`needed_ids`).
        keep: told of every kaart that holds, the first one too; may take long.
        """
        self.nu = shipped
        self._shipped = tuple(shipped)
        self._needed = tuple(shipped.get(id) for id in sorted(needed) if id in shipped)
        self._store = store
        self._keep = keep
        self._version = 0
        self._rest, self._again = 0.0, 0.0
        self._turn = asyncio.Lock()
        if not self.refresh():
            self._kept()

    def refresh(self) -> bool:
        """Take up a newer version, if there is one, while the caller waits. One small query when there is none.

        Rows that this program cannot read are left until they change; after any other failure it is tried again,
        each time after a longer rest.
        """
        with self._surviving():
            found = self._newer()
            if found is not None and self._swap(found[0], self._next(found[1])):
                self._kept()
                return True
        return False

    async def take_up(self) -> bool:
        """As refresh, with the heavy part on another thread: berichten are answered from the old kaart meanwhile.

        The database is read here, since its connection belongs to this thread, and `nu` changes here, so that
        it never does in the middle of a bericht. Who calls while another is at it waits for the new kaart.
        """
        async with self._turn:
            with self._surviving():
                found = self._newer()
                if found is not None and self._swap(found[0], await asyncio.to_thread(self._next, found[1])):
                    await asyncio.to_thread(self._kept)
                    return True
        return False

    def _newer(self) -> tuple[int, tuple[Cells, ...]] | None:
        if time.monotonic() < self._again:
            return None
        version = self._store.version() if self._store else 0
        return None if self._store is None or version == self._version else (version, self._store.rows())

    def _next(self, stored: Iterable[Cells]) -> SocialeKaart | None:
        """The kaart with these rows, or None when this program cannot read them."""
        try:
            rows = rows_that_hold(stored, lambda: self._shipped)
        except SocialeKaartError as error:
            logger.error("kaart_unreadable", extra={"error": type(error).__name__})
            return None
        return _changed(self.nu, self._complete(rows))

    def _complete(self, rows: Iterable[Voorziening]) -> Iterable[Voorziening]:
        """With what texts need: an import may not take it away, but rows of an older release may lack it."""
        by_id = {row.id: row for row in rows}
        missing = {
            row.id: row
            for row in self._needed
            if row.id not in by_id or (row.telefoon and not by_id[row.id].telefoon)
        }
        if missing:
            logger.warning("kaart_needed_missing", extra={"count": len(missing)})
        return (by_id | missing).values()

    def _swap(self, version: int, kaart: SocialeKaart | None) -> bool:
        # Only now, so that a version on which something broke is tried again.
        self._version, self._rest = version, 0.0
        if kaart is None:
            return False
        self.nu = kaart
        logger.info("kaart_changed", extra={"count": len(kaart)})
        return True

    def _kept(self) -> None:
        with self._surviving():
            self._keep(self.nu)

    @contextlib.contextmanager
    def _surviving(self) -> Iterator[None]:
        try:
            yield
        except (
            Exception
        ) as error:  # a locked database, a full memory, an encoder that breaks: all mean the same
            logger.error("kaart_refresh_failed", extra={"error": type(error).__name__})
            self._again = time.monotonic() + self._rest
            self._rest = min(LONGEST_REST, max(SHORTEST_REST, 2 * self._rest))


def needed_ids(teksten: Teksten) -> frozenset[str]:
    """What the kaart cannot do without: the numbers below texts, of which those in danger, and the municipality."""
    return frozenset(id for key in teksten.all_keys() for id in teksten.text(key).nummers) | {GEMEENTE}


def shipped_rows() -> tuple[Voorziening, ...]:
    """The rows that come with the program. Raises KaartError."""
    return read_csv(DEFAULT).rijen


def rows_now(store: Store | None) -> tuple[Voorziening, ...]:
    """The rows that hold, in this database or where there is none. Raises KaartError."""
    return rows_that_hold(store.kaart.rows() if store is not None else (), shipped_rows)


def rows_that_hold(
    stored: Iterable[Cells], shipped: Callable[[], tuple[Voorziening, ...]]
) -> tuple[Voorziening, ...]:
    """What editors made of the kaart; without any such row the one of the program. Raises KaartError."""
    rows = rows_of_cells(map(whole_cells, stored), "database")
    return rows or shipped()


def _changed(kaart: SocialeKaart, rows: Iterable[Voorziening]) -> SocialeKaart:
    """Only what differs goes through the index."""
    new = {row.id: row for row in rows}
    gone = [row.id for row in kaart if row.id not in new]
    fresh = [row for id, row in new.items() if id not in kaart or kaart.get(id) != row]
    if gone:
        kaart = kaart.zonder(*gone)
    return kaart.met(*fresh) if fresh else kaart
