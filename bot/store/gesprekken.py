"""Conversations: the address encrypted, found again by a keyed hash, the state as encrypted JSON."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlite_utils import Database

from bot.core.gesprek import Gesprek
from bot.store.crypt import Crypt
from bot.store.times import moment, stamp

_GESPREK = TypeAdapter(Gesprek)


@dataclass(frozen=True)
class Adres:
    """Where a resident is reached: the channel and the address on that channel."""

    kanaal: str
    adres: str


class GesprekStore:
    """Reads and writes the table gesprek."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def find_or_open(self, adres: Adres, now: datetime) -> str:
        """The id of the gesprek at this address; a new one when it is the first time."""
        mark = self._crypt.lookup(adres.kanaal, adres.adres)
        row = self._db.execute("select id from gesprek where adres_hash = ?", [mark]).fetchone()
        if row is not None:
            return str(row[0])
        fresh = Gesprek(secrets.token_hex(8))
        self._db.execute(
            "insert into gesprek"
            " (id, kanaal, adres_geheim, adres_hash, toestand_geheim, aangemaakt, laatst_gehoord)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            [
                fresh.id,
                adres.kanaal,
                self._crypt.seal(adres.adres),
                mark,
                self._seal(fresh),
                stamp(now),
                stamp(now),
            ],
        )
        return fresh.id

    def knows(self, adres: Adres) -> bool:
        """Whether anybody ever wrote from this address."""
        mark = self._crypt.lookup(adres.kanaal, adres.adres)
        return self._db.execute("select 1 from gesprek where adres_hash = ?", [mark]).fetchone() is not None

    def load(self, id: str) -> Gesprek:
        """Raises KeyError when it is gone."""
        row = self._db.execute("select toestand_geheim from gesprek where id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        return _GESPREK.validate_python(self._crypt.unseal(row[0]))

    def save(self, gesprek: Gesprek) -> None:
        """Write the new state."""
        self._db.execute(
            "update gesprek set toestand_geheim = ? where id = ?", [self._seal(gesprek), gesprek.id]
        )

    def heard(self, id: str, now: datetime) -> None:
        """The resident was here."""
        self._db.execute("update gesprek set laatst_gehoord = ? where id = ?", [stamp(now), id])

    def last_heard(self, id: str) -> datetime:
        """When the resident was last here."""
        return moment(self._db.execute("select laatst_gehoord from gesprek where id = ?", [id]).fetchone()[0])

    def adres(self, id: str) -> Adres:
        """Where to send to. Raises KeyError when the gesprek is gone."""
        row = self._db.execute("select kanaal, adres_geheim from gesprek where id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        return Adres(row[0], self._crypt.unseal(row[1]))

    def erase(self, id: str, now: datetime) -> None:
        """Remove the gesprek and, by the foreign keys, everything that hangs on it.

        Its random id stays for as long as a backup may still hold it: what is put back is erased again.
        """
        self._db.execute("delete from gesprek where id = ?", [id])
        self._db.execute(
            "insert into gewist (gesprek_id, op) values (?, ?) on conflict (gesprek_id) do nothing",
            [id, stamp(now)],
        )

    def silent_since(self, moment_: datetime) -> tuple[str, ...]:
        """Ids of gesprekken in which nothing was heard since then."""
        rows = self._db.execute(
            "select id from gesprek where laatst_gehoord < ?", [stamp(moment_)]
        ).fetchall()
        return tuple(row[0] for row in rows)

    def _seal(self, gesprek: Gesprek) -> str:
        return self._crypt.seal(_GESPREK.dump_python(gesprek, mode="json"))
