"""The outbox as a queue in front of channels that may be away: what is next, what is held, what wakes up."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.store.database import Store
from bot.store.engine import marks
from bot.store.outbox import Outgoing
from bot.store.times import stamp

# Nothing is ever put off for longer; what seems to be was written by a clock that was ahead.
LONGEST = timedelta(hours=1, minutes=5)
FLOOD = "flood"  # this one was told when it may come back

# The kanaal of the resident, or the soort of a row to somebody else.
_WAY = (
    "coalesce(case when o.soort = 'bewoner'"
    " then (select a.kanaal from adres a where a.gesprek_id = o.gesprek_id) else o.soort end, '')"
)
# Asked row by row, and only until one fits: as "not exists" a server that has not counted its rows yet would lay all
# rows beside all others.
_HEAD = "o.id = (select min(p.id) from outbox p where p.baan = o.baan and p.status in ('wacht', 'bezig'))"
# Where several processes claim at once, none waits for another.
_NOT_TAKEN = " /*for update of o skip locked*/"
_COLUMNS = "id, sleutel, baan, soort, gesprek_id, signaal_id, inhoud_geheim, pogingen, begonnen, aangemaakt"


class Wachtrij:
    """Claims rows. Call inside a transaction."""

    def __init__(self, store: Store) -> None:
        self._db = store._db
        self._crypt = store.crypt

    def claim(self, eigenaar: str, now: datetime, held: Collection[str] = ()) -> Outgoing | None:
        """Take a row that may go: the first of its lane, its time has come, its way is not held.

        Danger before all else, and then the oldest.
        """
        mine = f" and {_WAY} not in ({marks(held)})" if held else ""
        # What was never tried is written for at once: a time ahead means that the clock was put back since.
        ripe = "(o.volgende <= ? or o.volgende > ? or o.pogingen = 0)"
        where = f"{ripe}{mine} and {_HEAD} order by o.spoed desc, o.id limit 1"
        return self._take(eigenaar, where, [stamp(now), stamp(now + LONGEST), *held])

    def claim_to_try(self, eigenaar: str, now: datetime, ways: Collection[str]) -> Outgoing | None:
        """Take one row of these ways before its time, to see whether they are back.

        The one that has waited longest since it was tried: one that always fails does not stand before the others.
        """
        where = (
            f"(o.volgende <= ? or coalesce(o.fout, '') <> ?) and {_WAY} in ({marks(ways)}) and {_HEAD}"
            " order by o.volgende, o.id limit 1"
        )
        return self._take(eigenaar, where, [stamp(now), FLOOD, *ways])

    def wake(self, now: datetime, ways: Collection[str] | None = None) -> int:
        """What failed on these ways (all when None) may go at once, but for who was told when. Gives how many."""
        mine = "" if ways is None else f" and {_WAY} in ({marks(ways)})"
        done = self._db.execute(
            f"update outbox as o set volgende = ? where o.status = 'wacht' and o.volgende > ?"  # noqa: S608
            f" and o.fout is not null and o.fout <> ?{mine}",
            [stamp(now), stamp(now), FLOOD, *(ways or ())],
        )
        return int(done.rowcount)

    def way_of(self, row: Outgoing) -> str:
        """The kanaal of the resident, or the soort of a row to somebody else; "" when the resident is gone."""
        if row.soort != "bewoner":
            return row.soort
        found = self._db.execute("select kanaal from adres where gesprek_id = ?", [row.gesprek_id]).fetchone()
        return "" if found is None else str(found[0])

    def _take(self, eigenaar: str, where: str, parameters: list[str]) -> Outgoing | None:
        row = self._db.execute(
            "update outbox set status = 'bezig', eigenaar = ?, pogingen = pogingen + 1 where id = ("  # noqa: S608
            f" select o.id from outbox o where o.status = 'wacht' and {where}{_NOT_TAKEN}) returning {_COLUMNS}",
            [eigenaar, *parameters],
        ).fetchone()
        if row is None:
            return None
        inhoud = self._crypt.unseal(row[6])
        return Outgoing(
            row[0], row[1], row[2], row[3], row[4], row[5], inhoud, row[7], row[8] is not None, row[9]
        )
