"""Conversations: the state as encrypted JSON; the address apart, encrypted, found again by a keyed hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from bot.core.gesprek import Gesprek
from bot.store import apart
from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import moment, stamp

_GESPREK = TypeAdapter(Gesprek)


@dataclass(frozen=True)
class Adres:
    """Where a resident is reached: the channel and the address on that channel."""

    kanaal: str
    adres: str


class GesprekStore:
    """Reads and writes the tables gesprek and adres."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def find_or_open(self, adres: Adres, now: datetime) -> str:
        """The id of the gesprek at this address; a new one when it is the first time."""
        found = self.find(adres)
        if found is not None:
            return found
        fresh = Gesprek(secrets.token_hex(8))
        self._db.execute(
            "insert into gesprek (id, toestand_geheim, aangemaakt, laatst_gehoord) values (?, ?, ?, ?)",
            [fresh.id, self._seal(fresh), stamp(now), stamp(now)],
        )
        self._db.execute(
            "insert into adres (gesprek_id, kanaal, adres_geheim, adres_hash) values (?, ?, ?, ?)",
            [
                fresh.id,
                adres.kanaal,
                self._crypt.seal(adres.adres, "identiteit"),
                self._crypt.lookup(adres.kanaal, adres.adres),
            ],
        )
        return fresh.id

    def find(self, adres: Adres) -> str | None:
        """The id of the gesprek at this address; None when nobody ever wrote from there."""
        for mark in self._crypt.lookups(adres.kanaal, adres.adres):
            row = self._db.execute("select gesprek_id from adres where adres_hash = ?", [mark]).fetchone()
            if row is not None:
                return str(row[0])
        return None

    def knows(self, adres: Adres) -> bool:
        """Whether anybody ever wrote from this address."""
        return self.find(adres) is not None

    def load(self, id: str) -> Gesprek:
        """The state, without the contacts in it: those are of the signalen. Raises KeyError when it is gone."""
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
        row = self._db.execute("select kanaal, adres_geheim from adres where gesprek_id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        return Adres(row[0], self._crypt.unseal(row[1], "identiteit"))

    def erase(self, id: str, now: datetime) -> None:
        """Remove the gesprek and, by the foreign keys, everything that hangs on it.

        Its random id stays for as long as a backup may still hold it: what is put back is erased again.
        """
        self._db.execute("delete from gesprek where id = ?", [id])
        self._db.execute(
            "insert into gewist (gesprek_id, op) values (?, ?) on conflict (gesprek_id) do nothing",
            [id, stamp(now)],
        )

    def _seal(self, gesprek: Gesprek) -> str:
        toestand = _GESPREK.dump_python(gesprek, mode="json")
        apart.strip(toestand)
        return self._crypt.seal(toestand)
