"""What a resident or colleague called wrong on the kaart, until an editor is done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.core.effects import Wat
from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import moment, stamp


@dataclass(frozen=True)
class Kaartmelding:
    """One row that is open.

    voorziening: its id, which may be gone from the kaart. door: "bewoner" or "collega".
    tekst: the masked words, or "" when only a button was pressed.
    """

    nummer: int
    voorziening: str
    door: str
    wat: str
    tekst: str
    op: datetime


class KaartmeldingStore:
    """Reads and writes the table kaartmelding. A resident's rows go when he is erased."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def add(
        self,
        voorziening: str,
        door: Literal["bewoner", "collega"],
        wat: Wat,
        tekst: str,
        now: datetime,
        gesprek_id: str | None = None,
    ) -> int:
        """Keep it; gives its number. tekst: masked. gesprek_id: about whose talk it is; None: nobody's."""
        cursor = self._db.execute(
            "insert into kaartmelding (voorziening, gesprek_id, door, wat, tekst_geheim, op)"
            " values (?, ?, ?, ?, ?, ?) returning nummer",
            [voorziening, gesprek_id, door, wat, self._crypt.seal(tekst), stamp(now)],
        )
        return int(cursor.fetchone()[0])

    def open_rows(self) -> tuple[Kaartmelding, ...]:
        """What waits for an editor, oldest first."""
        rows = self._db.execute(
            "select nummer, voorziening, door, wat, tekst_geheim, op from kaartmelding"
            " where status = 'open' order by nummer"
        ).fetchall()
        return tuple(map(self._row, rows))

    def close(self, nummer: int, now: datetime) -> bool:
        """Done with; the words themselves are needed no more and go. False when it is not open."""
        cursor = self._db.execute(
            "update kaartmelding set status = 'gesloten', afgehandeld = ?, tekst_geheim = null"
            " where nummer = ? and status = 'open'",
            [stamp(now), nummer],
        )
        return bool(cursor.rowcount)

    def count(self, gesprek_id: str) -> int:
        """How many open rows this resident wrote."""
        row = self._db.execute(
            "select count(*) from kaartmelding where status = 'open' and gesprek_id = ? and door = 'bewoner'",
            [gesprek_id],
        ).fetchone()
        return int(row[0])

    def _row(self, row: tuple[Any, ...]) -> Kaartmelding:
        nummer, voorziening, door, wat, tekst, op = row
        return Kaartmelding(nummer, voorziening, door, wat, self._crypt.unseal(tekst), moment(op))
