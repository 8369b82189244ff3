"""The review list: what a resident or a colleague called misread, until an editor is done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.core.signaal import Signaal
from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import moment, stamp

_COLUMNS = "nummer, door, leefgebieden, rol, route, nood, tekst_geheim, opmerking_geheim, op"


@dataclass(frozen=True)
class Herziening:
    """One row that is open.

    door: "bewoner" or "collega", who called it wrong. tekst: the masked words that were read.
    leefgebieden, rol, route, nood: what was read. opmerking: what the colleague says it is, masked.
    """

    nummer: int
    door: str
    leefgebieden: tuple[str, ...]
    rol: str
    route: str
    nood: str | None
    tekst: str
    opmerking: str
    op: datetime


class HerzieningStore:
    """Reads and writes the table herziening. Rows go with their signaal when a resident is erased."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def add(
        self, signaal: Signaal, door: Literal["bewoner", "collega"], opmerking: str, now: datetime
    ) -> bool:
        """Put what was read of this signaal on the list; False, and no row, when it holds no words."""
        tekst = "\n".join(signaal.verhaal[signaal.lees_vanaf :] or signaal.verhaal)
        if not tekst:
            return False
        self._db.execute(
            "insert into herziening"
            " (signaal_id, door, leefgebieden, rol, route, nood, tekst_geheim, opmerking_geheim, op)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                signaal.id,
                door,
                ",".join(signaal.leefgebieden),
                signaal.rol,
                signaal.route,
                signaal.nood,
                self._crypt.seal(tekst),
                self._crypt.seal(opmerking),
                stamp(now),
            ],
        )
        return True

    def open_rows(self) -> tuple[Herziening, ...]:
        """What waits for an editor, oldest first."""
        rows = self._db.execute(
            f"select {_COLUMNS} from herziening where status = 'open' order by nummer"  # noqa: S608
        ).fetchall()
        return tuple(map(self._row, rows))

    def load(self, nummer: int) -> Herziening | None:
        """One row that is still open, or None."""
        row = self._db.execute(
            f"select {_COLUMNS} from herziening where nummer = ? and status = 'open'",  # noqa: S608
            [nummer],
        ).fetchone()
        return None if row is None else self._row(row)

    def settle(self, nummer: int, status: Literal["gebruikt", "weggegooid"], now: datetime) -> None:
        """Done with; the words themselves are needed no more and go. Does nothing unless it is open."""
        self._db.execute(
            "update herziening set status = ?, afgehandeld = ?, tekst_geheim = null, opmerking_geheim = null"
            " where nummer = ? and status = 'open'",
            [status, stamp(now), nummer],
        )

    def count(self, gesprek_id: str) -> int:
        """How many rows hold words of this resident."""
        row = self._db.execute(
            "select count(*) from herziening where status = 'open'"
            " and signaal_id in (select id from signaal where gesprek_id = ?)",
            [gesprek_id],
        ).fetchone()
        return int(row[0])

    def _row(self, row: tuple[Any, ...]) -> Herziening:
        nummer, door, leefgebieden, rol, route, nood, tekst, opmerking, op = row
        return Herziening(
            nummer=nummer,
            door=door,
            leefgebieden=tuple(id for id in leefgebieden.split(",") if id),
            rol=rol,
            route=route,
            nood=nood,
            tekst=self._crypt.unseal(tekst),
            opmerking=self._crypt.unseal(opmerking),
            op=moment(op),
        )
