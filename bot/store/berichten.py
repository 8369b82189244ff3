"""What came in: stored before it is acknowledged, once for each source id, handled in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store.crypt import Crypt
from bot.store.engine import Database, marks
from bot.store.times import moment, stamp


@dataclass(frozen=True)
class Bericht:
    """One incoming thing. soort: tekst, knop, commando, media or stop; inhoud: its masked content."""

    id: int
    gesprek_id: str
    soort: str
    inhoud: dict[str, Any]
    pogingen: int
    ontvangen: datetime


@dataclass(frozen=True)
class Told:
    """One thing that came in, to be shown again. bron: the id under which it came."""

    id: int
    bron: str
    soort: str
    inhoud: dict[str, Any]
    op: datetime


class BerichtStore:
    """Reads and writes the table bericht."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def receive(self, gesprek_id: str, bron: str, soort: str, inhoud: dict[str, Any], now: datetime) -> bool:
        """Keep it; False when this source id was seen before, also when its content is long erased."""
        seen = self._db.execute(
            "insert into gezien (bron, op) values (?, ?) on conflict do nothing", [bron, stamp(now)]
        )
        if seen.rowcount == 0:
            return False
        self._db.execute(
            "insert into bericht (gesprek_id, bron, soort, inhoud_geheim, ontvangen) values (?, ?, ?, ?, ?)",
            [gesprek_id, bron, soort, self._crypt.seal(inhoud), stamp(now)],
        )
        return True

    def mark_seen(self, bron: str, now: datetime) -> bool:
        """For what is not kept at all; False when it was seen before."""
        done = self._db.execute(
            "insert into gezien (bron, op) values (?, ?) on conflict do nothing", [bron, stamp(now)]
        )
        return bool(done.rowcount)

    def waiting(self) -> tuple[str, ...]:
        """Ids of gesprekken with something to handle, the longest waiting first."""
        rows = self._db.execute(
            "select gesprek_id from bericht where status = 'ontvangen' group by gesprek_id order by min(id)"
        ).fetchall()
        return tuple(row[0] for row in rows)

    def open_of(self, gesprek_id: str) -> tuple[Bericht, ...]:
        """What this gesprek still has to handle, oldest first."""
        rows = self._db.execute(
            "select id, gesprek_id, soort, inhoud_geheim, pogingen, ontvangen from bericht"
            " where gesprek_id = ? and status = 'ontvangen' order by id",
            [gesprek_id],
        ).fetchall()
        return tuple(Bericht(r[0], r[1], r[2], self._crypt.unseal(r[3]), r[4], moment(r[5])) for r in rows)

    def are_open(self, ids: tuple[int, ...]) -> bool:
        """Whether all of these still have to be handled."""
        row = self._db.execute(
            f"select count(*) from bericht where id in ({marks(ids)}) and status = 'ontvangen'",  # noqa: S608
            list(ids),
        ).fetchone()
        return int(row[0]) == len(ids)

    def handled(self, ids: tuple[int, ...], now: datetime) -> None:
        """Done. A contact that was typed but not asked for goes; the masked text stays."""
        for id in ids:
            self._drop_contact(id)
            self._db.execute(
                "update bericht set status = 'verwerkt', verwerkt = ? where id = ?", [stamp(now), id]
            )

    def _drop_contact(self, id: int) -> None:
        row = self._db.execute("select inhoud_geheim from bericht where id = ?", [id]).fetchone()
        inhoud = {k: v for k, v in self._crypt.unseal(row[0]).items() if k != "contact"}
        self._db.execute("update bericht set inhoud_geheim = ? where id = ?", [self._crypt.seal(inhoud), id])

    def failed(self, ids: tuple[int, ...], most: int) -> bool:
        """Count a failed attempt; True when they are now given up: kept without a contact, and not tried again."""
        mine = marks(ids)
        self._db.execute(f"update bericht set pogingen = pogingen + 1 where id in ({mine})", list(ids))  # noqa: S608
        given_up = self._db.execute(
            f"update bericht set status = 'mislukt' where id in ({mine}) and pogingen >= ?",  # noqa: S608
            [*ids, most],
        )
        if given_up.rowcount > 0:
            for id in ids:
                self._drop_contact(id)
        return given_up.rowcount > 0

    def told(self, gesprek_id: str, after: int) -> tuple[Told, ...]:
        """What came in of this resident after that row, oldest first."""
        rows = self._db.execute(
            "select id, bron, soort, inhoud_geheim, ontvangen from bericht where gesprek_id = ? and id > ?"
            " order by id",
            [gesprek_id, after],
        ).fetchall()
        return tuple(Told(r[0], r[1], r[2], self._crypt.unseal(r[3]), moment(r[4])) for r in rows)

    def open_count(self, gesprek_id: str) -> int:
        """How many of this resident still have to be handled."""
        row = self._db.execute(
            "select count(*) from bericht where gesprek_id = ? and status = 'ontvangen'", [gesprek_id]
        ).fetchone()
        return int(row[0])

    def since(self, gesprek_id: str, moment_: datetime) -> int:
        """How many came in of this resident since then."""
        row = self._db.execute(
            "select count(*) from bericht where gesprek_id = ? and ontvangen > ?",
            [gesprek_id, stamp(moment_)],
        ).fetchone()
        return int(row[0])

    def count(self, gesprek_id: str) -> int:
        """How many messages are kept of this gesprek."""
        row = self._db.execute("select count(*) from bericht where gesprek_id = ?", [gesprek_id]).fetchone()
        return int(row[0])
