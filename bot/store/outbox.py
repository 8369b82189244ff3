"""What must go out: written with the step that caused it, sent later, once, in order of its lane."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store.crypt import Crypt
from bot.store.engine import Database, marks
from bot.store.times import moment, stamp


@dataclass(frozen=True)
class Outgoing:
    """One row to send, put down at aangemaakt (bot/store/times.py). baan: the lane in which order is kept.

    begonnen: its content may be out already.
    """

    id: int
    sleutel: str
    baan: str
    soort: str
    gesprek_id: str | None
    signaal_id: str | None
    inhoud: dict[str, Any]
    pogingen: int
    begonnen: bool
    aangemaakt: str


@dataclass(frozen=True)
class Said:
    """Something said to a resident. inhoud: tekst, and knoppen as [label, id, arg]."""

    id: int
    inhoud: dict[str, Any]
    op: datetime


_OURS = "id = ? and sleutel = ? and pogingen = ? and status = 'bezig'"


def _which(row: Outgoing) -> tuple[int, str, int]:
    return row.id, row.sleutel, row.pogingen


class OutboxStore:
    """Reads and writes the table outbox."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def put(
        self,
        sleutel: str,
        baan: str,
        soort: str,
        inhoud: dict[str, Any],
        now: datetime,
        *,
        gesprek_id: str | None = None,
        signaal_id: str | None = None,
    ) -> None:
        """One more thing to send; a second row with the same sleutel is ignored."""
        self._db.execute(
            "insert into outbox"
            " (sleutel, baan, soort, gesprek_id, signaal_id, inhoud_geheim, volgende, aangemaakt)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            [
                sleutel,
                self._lane(baan),
                soort,
                gesprek_id,
                signaal_id,
                self._crypt.seal(inhoud),
                stamp(now),
                stamp(now),
            ],
        )

    def _lane(self, baan: str) -> str:
        """As it is kept: a lane that is named after a mail address only by a keyed mark."""
        return self._crypt.lookup("baan", baan) if "@" in baan else baan

    def lay_down(
        self, sleutel: str, gesprek_id: str, inhoud: dict[str, Any], now: datetime, signaal_id: str | None
    ) -> None:
        """Something said on the chat page: there it is delivered as soon as it stands there."""
        self._db.execute(
            "insert into outbox (sleutel, baan, soort, gesprek_id, signaal_id, inhoud_geheim, status,"
            " volgende, aangemaakt, bezorgd) values (?, ?, 'bewoner', ?, ?, ?, 'bezorgd', ?, ?, ?)"
            " on conflict do nothing",
            [
                sleutel,
                f"bewoner:{gesprek_id}",
                gesprek_id,
                signaal_id,
                self._crypt.seal(inhoud),
                *(stamp(now),) * 3,
            ],
        )

    def said(self, gesprek_id: str, after: int) -> tuple[Said, ...]:
        """What was said to this resident after that row, oldest first; not what is no longer kept."""
        rows = self._db.execute(
            "select id, inhoud_geheim, aangemaakt from outbox"
            " where gesprek_id = ? and soort = 'bewoner' and id > ? and inhoud_geheim != '' order by id",
            [gesprek_id, after],
        ).fetchall()
        return tuple(Said(row[0], self._crypt.unseal(row[1]), moment(row[2])) for row in rows)

    def last_of(self, gesprek_id: str) -> int:
        """The newest row of this gesprek; 0 when there is none."""
        row = self._db.execute("select max(id) from outbox where gesprek_id = ?", [gesprek_id]).fetchone()
        return int(row[0] or 0)

    # What became of a row is written by the attempt that holds it. When it was given to another one since, or is gone,
    # that says nothing of the row that has its number now: the number of an erased row is given out again.

    def begin(self, row: Outgoing, now: datetime) -> bool:
        """From here on the content may have reached the other side. False when it is no longer ours to send."""
        done = self._db.execute(
            f"update outbox set begonnen = ? where {_OURS}",  # noqa: S608  (our own text)
            [stamp(now), *_which(row)],
        )
        return bool(done.rowcount)

    def delivered(self, row: Outgoing, extern_id: str | None, now: datetime) -> None:
        """It arrived. That holds too when nobody holds the row at this moment."""
        self._db.execute(
            "update outbox set status = 'bezorgd', bezorgd = ?, extern_id = ?, fout = null"
            " where id = ? and sleutel = ? and (pogingen = ? or status != 'bezig')",
            [stamp(now), extern_id, *_which(row)],
        )

    def retry(self, row: Outgoing, code: str, at: datetime, *, keep_begun: bool = False) -> bool:
        """Certainly not arrived: again at `at`, and nothing later in this lane before it. False when it is not ours.

        keep_begun: an earlier attempt may have arrived all the same.
        """
        done = self._db.execute(
            "update outbox set status = 'wacht', volgende = ?, fout = ?,"  # noqa: S608  (our own text)
            f" begonnen = case when ? = 1 then begonnen end where {_OURS}",
            [stamp(at), code, int(keep_begun), *_which(row)],
        )
        return bool(done.rowcount)

    def close(self, row: Outgoing, status: str, code: str) -> bool:
        """Ends without delivery: mislukt, onzeker or vervallen. False when it is not ours."""
        done = self._db.execute(
            f"update outbox set status = ?, fout = ? where {_OURS}",  # noqa: S608  (our own text)
            [status, code, *_which(row)],
        )
        return bool(done.rowcount)

    def hurry(self, baan: str) -> None:
        """What waits in this lane goes before all other lanes; in the lane itself the order stays."""
        self._db.execute("update outbox set spoed = 1 where baan = ? and status = 'wacht'", [baan])

    def drop_lane(self, baan: str) -> tuple[str, ...]:
        """Nothing more may be sent here. Gives the signalen about which something lapses by this."""
        lanes = (baan, *self._crypt.lookups("baan", baan))
        marks = ", ".join("?" * len(lanes))
        rows = self._db.execute(
            f"update outbox set status = 'vervallen' where baan in ({marks}) and status = 'wacht'"  # noqa: S608
            " returning signaal_id",
            lanes,
        ).fetchall()
        return tuple(dict.fromkeys(row[0] for row in rows if row[0] is not None))

    def drop_waiting(
        self, signaal_id: str, soort: str, *, begins: str = "", keeps: str | None = None
    ) -> bool:
        """What of this kind waits about this signaal does not go; whether anything was dropped.

        begins, keeps: only where sleutel begins with this, and not where that is a part of it.
        """
        done = self._db.execute(
            "update outbox set status = 'vervallen' where signaal_id = ? and soort = ? and status = 'wacht'"
            " and substr(sleutel, 1, length(?)) = ? and (? is null or instr(sleutel, ?) = 0)",
            [signaal_id, soort, begins, begins, keeps, keeps],
        )
        return bool(done.rowcount)

    def last_sleutel(self, signaal_id: str, soort: str, begins: str) -> str | None:
        """Of the row of this kind that was put down last about this signaal, among those whose sleutel begins so."""
        row = self._db.execute(
            "select sleutel from outbox where signaal_id = ? and soort = ? and substr(sleutel, 1, length(?)) = ?"
            " order by id desc limit 1",
            [signaal_id, soort, begins, begins],
        ).fetchone()
        return None if row is None else str(row[0])

    def owners(self) -> tuple[str, ...]:
        """Who is busy sending something."""
        rows = self._db.execute("select distinct eigenaar from outbox where status = 'bezig'").fetchall()
        return tuple(row[0] for row in rows)

    def release(self, eigenaar: str, now: datetime, *, but: Collection[int] = ()) -> int:
        """Give back what a process that died was sending; what had begun stays marked as begun.

        but: these rows are being sent all the same.
        """
        lost = f" and id not in ({marks(but)})" if but else ""
        done = self._db.execute(
            "update outbox set status = 'wacht', volgende = ?, eigenaar = null"  # noqa: S608  (only marks come in)
            f" where status = 'bezig' and eigenaar = ?{lost}",
            [stamp(now), eigenaar, *but],
        )
        return int(done.rowcount)

    def signaal_by_extern(self, soort: str, extern_id: str) -> str | None:
        """Which signaal a sent message was about, by the id the other side gave it."""
        row = self._db.execute(
            "select signaal_id from outbox where soort = ? and extern_id = ? order by id desc limit 1",
            [soort, extern_id],
        ).fetchone()
        return None if row is None else row[0]

    def failures_of(self, signaal_id: str) -> tuple[tuple[str, str, datetime], ...]:
        """(soort, status, moment) of what should have arrived about a signaal and may not have.

        soort "bewoner": what a colleague said to the resident.
        """
        rows = self._db.execute(
            "select soort, status, aangemaakt from outbox where signaal_id = ?"
            " and (status in ('mislukt', 'onzeker') or (soort = 'bewoner' and status = 'vervallen')) order by id",
            [signaal_id],
        ).fetchall()
        return tuple((row[0], row[1], moment(row[2])) for row in rows)

    def next_due(self) -> str | None:
        """The stored time at which the next row may go."""
        row = self._db.execute("select min(volgende) from outbox where status = 'wacht'").fetchone()
        return None if row[0] is None else str(row[0])

    def counts(self) -> dict[str, int]:
        """How many rows there are of each status."""
        rows = self._db.execute(
            "select status, count(*) from outbox group by status order by status"
        ).fetchall()
        return {row[0]: int(row[1]) for row in rows}
