"""Who looked at what: only added to, and kept when the signaal itself is erased."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.engine import Database
from bot.store.times import moment, stamp

_COLUMNS = "medewerker_id, wat, signaal_id, op, over_id"


@dataclass(frozen=True)
class Inzage:
    """One look. wat: name of the page or action. signaal_id: random id, or None.

    over_id: the colleague to whom it was done, or None.
    """

    medewerker_id: str
    wat: str
    signaal_id: str | None
    op: datetime
    over_id: str | None = None


class InzageStore:
    """Reads and adds to the table inzage; the database refuses changes, and to lose what is younger than a year."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        medewerker_id: str,
        wat: str,
        signaal_id: str | None,
        now: datetime,
        *,
        over_id: str | None = None,
    ) -> None:
        """Somebody looked at, or did, something; to whom, if it was done to a colleague."""
        self._db.execute(
            "insert into inzage (medewerker_id, wat, signaal_id, op, over_id) values (?, ?, ?, ?, ?)",
            [medewerker_id, wat, signaal_id, stamp(now), over_id],
        )

    def of_signaal(self, signaal_id: str) -> tuple[Inzage, ...]:
        """Everybody who looked at this one, newest first."""
        return self._rows("where signaal_id = ?", signaal_id)

    def latest(
        self, most: int = 500, *, skip: int = 0, medewerker_id: str | None = None
    ) -> tuple[Inzage, ...]:
        """The last looks, newest first; what one colleague did and what was done to him, if an id is given."""
        if medewerker_id is None:
            return self._rows("", limit=most, skip=skip)
        where = "where medewerker_id = ? or over_id = ?"
        return self._rows(where, medewerker_id, medewerker_id, limit=most, skip=skip)

    def forget(self, before: datetime) -> int:
        """Remove what was done before then; gives how much. What is younger than a year stays, whatever is asked."""
        done = self._db.execute(
            "delete from inzage where op < ?"
            " and julianday(op) <= julianday((select max(op) from inzage)) - 365",
            [stamp(before)],
        )
        return int(done.rowcount)

    def _rows(self, where: str, *values: str, limit: int = 500, skip: int = 0) -> tuple[Inzage, ...]:
        rows = self._db.execute(
            f"select {_COLUMNS} from inzage {where} order by id desc limit ? offset ?",  # noqa: S608
            [*values, limit, skip],
        ).fetchall()
        return tuple(Inzage(r[0], r[1], r[2], moment(r[3]), r[4]) for r in rows)
