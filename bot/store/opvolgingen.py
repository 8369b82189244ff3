"""Follow-ups as due rows: a process that dies forgets none of them."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.store.engine import Database
from bot.store.times import moment, stamp


@dataclass(frozen=True)
class Opvolging:
    """One promise to ask. keer: 0 not asked yet, 1 asked, 2 reminded. op: when to look at it again."""

    id: str
    signaal_id: str
    gesprek_id: str
    soort: str
    keer: int
    op: datetime


class OpvolgingStore:
    """Reads and writes the table opvolging."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def plan(self, signaal_id: str, gesprek_id: str, soort: str, op: datetime, now: datetime) -> str:
        """Promise to ask at `op`; an earlier promise about this signaal that was not kept yet lapses."""
        self._db.execute(
            "update opvolging set status = 'vervallen', op = null"
            " where signaal_id = ? and status = 'gepland'",
            [signaal_id],
        )
        id = secrets.token_hex(8)
        self._db.execute(
            "insert into opvolging (id, signaal_id, gesprek_id, soort, op, aangemaakt)"
            " values (?, ?, ?, ?, ?, ?)",
            [id, signaal_id, gesprek_id, soort, stamp(op), stamp(now)],
        )
        return id

    def due(self, now: datetime, most: int = 100) -> tuple[Opvolging, ...]:
        """What must be asked, the longest due first."""
        rows = self._db.execute(
            "select id, signaal_id, gesprek_id, soort, keer, op from opvolging"
            " where op is not null and op <= ? order by op, id limit ?",
            [stamp(now), most],
        ).fetchall()
        return tuple(Opvolging(r[0], r[1], r[2], r[3], r[4], moment(r[5])) for r in rows)

    def load(self, id: str) -> Opvolging | None:
        """The promise as it is now; None when it is kept or has lapsed."""
        r = self._db.execute(
            "select id, signaal_id, gesprek_id, soort, keer, op from opvolging where id = ? and op is not null",
            [id],
        ).fetchone()
        return None if r is None else Opvolging(r[0], r[1], r[2], r[3], r[4], moment(r[5]))

    def remind(self, id: str, op: datetime) -> None:
        """It was asked now; look again at `op`."""
        self._db.execute(
            "update opvolging set status = 'gevraagd', keer = keer + 1, op = ? where id = ?", [stamp(op), id]
        )

    def postpone(self, id: str, op: datetime) -> None:
        """Not yet: the hour is wrong, or the talk is still going on."""
        self._db.execute("update opvolging set op = ? where id = ?", [stamp(op), id])

    def record(self, id: str, antwoord: str, *, done: bool) -> None:
        """An answer. The first says how it goes, the last whether there was contact."""
        column = "contact" if done else "hoe"
        self._db.execute(f"update opvolging set {column} = ?, op = null where id = ?", [antwoord, id])  # noqa: S608
        if done:
            self._db.execute("update opvolging set status = 'klaar' where id = ?", [id])

    def signaal_of(self, id: str) -> str | None:
        """The signaal that an opvolging is about."""
        row = self._db.execute("select signaal_id from opvolging where id = ?", [id]).fetchone()
        return None if row is None else str(row[0])

    def cancel_signaal(self, signaal_id: str) -> None:
        """Ask no more about this signaal."""
        self._cancel("signaal_id", signaal_id)

    def cancel_gesprek(self, gesprek_id: str) -> None:
        """Ask this resident no more."""
        self._cancel("gesprek_id", gesprek_id)

    def _cancel(self, column: str, value: str) -> None:
        self._db.execute(
            f"update opvolging set status = 'vervallen', op = null"  # noqa: S608
            f" where {column} = ? and status in ('gepland', 'gevraagd')",
            [value],
        )

    def planned(self, gesprek_id: str) -> int:
        """How many times this resident will still be asked."""
        row = self._db.execute(
            "select count(*) from opvolging where gesprek_id = ? and op is not null", [gesprek_id]
        ).fetchone()
        return int(row[0])

    def next_due(self) -> datetime | None:
        """When the first of them is due."""
        row = self._db.execute("select min(op) from opvolging where op is not null").fetchone()
        return None if row[0] is None else moment(row[0])
