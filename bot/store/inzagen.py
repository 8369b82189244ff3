"""Who looked at what: only added to, and kept when the signaal itself is erased."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store.times import moment, stamp


@dataclass(frozen=True)
class Inzage:
    """One look. wat: name of the page or action. signaal_id: random id, or None."""

    medewerker_id: str
    wat: str
    signaal_id: str | None
    op: datetime


class InzageStore:
    """Reads and adds to the table inzage; the database refuses changes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, medewerker_id: str, wat: str, signaal_id: str | None, now: datetime) -> None:
        """Somebody looked at, or did, something."""
        self._db.execute(
            "insert into inzage (medewerker_id, wat, signaal_id, op) values (?, ?, ?, ?)",
            [medewerker_id, wat, signaal_id, stamp(now)],
        )

    def of_signaal(self, signaal_id: str) -> tuple[Inzage, ...]:
        """Everybody who looked at this one, newest first."""
        return self._rows("where signaal_id = ?", signaal_id)

    def latest(self, most: int = 500) -> tuple[Inzage, ...]:
        """The last looks, newest first."""
        return self._rows("", limit=most)

    def _rows(self, where: str, *values: str, limit: int = 500) -> tuple[Inzage, ...]:
        rows = self._db.execute(
            f"select medewerker_id, wat, signaal_id, op from inzage {where} order by id desc limit ?",  # noqa: S608
            [*values, limit],
        ).fetchall()
        return tuple(Inzage(r[0], r[1], r[2], moment(r[3])) for r in rows)
