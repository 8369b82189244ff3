"""The clock of the frontoffice: one row a signaal, the level it has reached, when it is due next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store.engine import Database
from bot.store.times import moment, stamp

_READ = "select signaal_id, urgentie, niveau, gestart, op from termijn where op is not null"


@dataclass(frozen=True)
class Termijn:
    """niveau: 0 nobody was reminded yet, 1 reminded, 2 and up escalated."""

    signaal_id: str
    urgentie: str
    niveau: int
    gestart: datetime
    op: datetime


class TermijnStore:
    """Reads and writes the table termijn."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def start(self, signaal_id: str, urgentie: str, op: datetime, now: datetime) -> None:
        """Start, or start anew from level 0."""
        self._db.execute(
            "insert into termijn (signaal_id, urgentie, gestart, op) values (?, ?, ?, ?)"
            " on conflict (signaal_id) do update set"
            " urgentie = excluded.urgentie, niveau = 0, gestart = excluded.gestart, op = excluded.op",
            [signaal_id, urgentie, stamp(now), stamp(op)],
        )

    def running(self, signaal_id: str) -> Termijn | None:
        """The term; None when no clock runs."""
        row = self._db.execute(f"{_READ} and signaal_id = ?", [signaal_id]).fetchone()
        return None if row is None else _termijn(row)

    def due(self, now: datetime) -> tuple[Termijn, ...]:
        """Terms that have passed."""
        rows = self._db.execute(f"{_READ} and op <= ? order by op, signaal_id", [stamp(now)]).fetchall()
        return tuple(map(_termijn, rows))

    def raise_level(self, signaal_id: str, op: datetime | None) -> None:
        """The next level was told; look again at `op`, or never when there is no higher level."""
        self._db.execute(
            "update termijn set niveau = niveau + 1, op = ? where signaal_id = ?",
            [None if op is None else stamp(op), signaal_id],
        )

    def stop(self, signaal_id: str) -> None:
        """The resident has heard a colleague, or it is over."""
        self._db.execute("update termijn set op = null where signaal_id = ?", [signaal_id])


def _termijn(row: tuple[Any, ...]) -> Termijn:
    return Termijn(row[0], row[1], row[2], moment(row[3]), moment(row[4]))
