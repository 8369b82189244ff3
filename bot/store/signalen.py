"""Signalen: status and figures readable, the story encrypted, one audit line for every move.

How a resident wants to be reached stands apart from his story, sealed with another key.
"""

from datetime import datetime

from pydantic import TypeAdapter

from bot.core.signaal import Signaal, Status, check_move
from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.errors import NummerTakenError
from bot.store.times import moment, stamp

_SIGNAAL = TypeAdapter(Signaal)


class SignaalStore:
    """Reads and writes signaal, bereik, zet, voorstel and contactmoment."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def open(self, gesprek_id: str, id: str, nummer: str, now: datetime) -> None:
        """A new signaal in its first status. Raises NummerTakenError."""
        if self.id_of(nummer) is not None:
            raise NummerTakenError(nummer)
        fresh = Signaal(id, nummer)
        self._db.execute(
            "insert into signaal (id, nummer, gesprek_id, status, toestand_geheim, aangemaakt, gewijzigd)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            [id, nummer, gesprek_id, fresh.status, self._seal(fresh), stamp(now), stamp(now)],
        )
        self._audit(id, "", fresh.status, "nieuw", now)

    def save(self, signaal: Signaal, now: datetime) -> None:
        """Write everything but the status, which only `move` may change."""
        self._db.execute(
            "update signaal set rol = ?, leefgebieden = ?, route = ?, urgentie = ?, nood = ?,"
            " toestand_geheim = ?, gewijzigd = ? where id = ?",
            [
                signaal.rol,
                ",".join(signaal.leefgebieden),
                signaal.route,
                signaal.urgentie,
                signaal.nood,
                self._seal(signaal),
                stamp(now),
                signaal.id,
            ],
        )
        self._reach(signaal)

    def _reach(self, signaal: Signaal) -> None:
        if signaal.contact is None:
            self._db.execute("delete from bereik where signaal_id = ?", [signaal.id])
            return
        self._db.execute(
            "insert into bereik (signaal_id, contact_geheim) values (?, ?)"
            " on conflict (signaal_id) do update set contact_geheim = excluded.contact_geheim",
            [signaal.id, self._crypt.seal(signaal.contact, "identiteit")],
        )

    def move(self, id: str, naar: Status, reden: str, now: datetime) -> None:
        """One allowed move with its audit line. Raises SignaalMoveError, KeyError."""
        van = self.load(id).status
        check_move(van, naar)
        self._db.execute("update signaal set status = ?, gewijzigd = ? where id = ?", [naar, stamp(now), id])
        self._audit(id, van, naar, reden, now)

    def load(self, id: str) -> Signaal:
        """The signaal as it stands; the column decides the status. Raises KeyError."""
        row = self._db.execute(
            "select status, toestand_geheim, contact_geheim from signaal left join bereik on signaal_id = id"
            " where id = ?",
            [id],
        ).fetchone()
        if row is None:
            raise KeyError(id)
        contact = None if row[2] is None else self._crypt.unseal(row[2], "identiteit")
        return _SIGNAAL.validate_python({**self._crypt.unseal(row[1]), "status": row[0], "contact": contact})

    def id_of(self, nummer: str) -> str | None:
        """The id that belongs to a number."""
        row = self._db.execute("select id from signaal where nummer = ?", [nummer]).fetchone()
        return None if row is None else str(row[0])

    def gesprek_of(self, id: str) -> str:
        """The gesprek that a signaal belongs to. Raises KeyError."""
        row = self._db.execute("select gesprek_id from signaal where id = ?", [id]).fetchone()
        if row is None:
            raise KeyError(id)
        return str(row[0])

    def all_of(self, gesprek_id: str) -> tuple[Signaal, ...]:
        """Every signaal of a gesprek, oldest first."""
        rows = self._db.execute(
            "select id from signaal where gesprek_id = ? order by aangemaakt, id", [gesprek_id]
        ).fetchall()
        return tuple(self.load(row[0]) for row in rows)

    def moves_of(self, id: str) -> tuple[tuple[str, str, str], ...]:
        """The audit lines (van, naar, reden), oldest first."""
        rows = self._db.execute("select van, naar, reden from zet where signaal_id = ? order by id", [id])
        return tuple((row[0], row[1], row[2]) for row in rows.fetchall())

    def steps_of(self, id: str) -> tuple[tuple[datetime, str, str], ...]:
        """Every move and every contactmoment by time, as (moment, "zet" or "contact", new status or soort)."""
        rows = self._db.execute(
            "select op, 'zet', naar, id from zet where signaal_id = :id union all"
            " select op, 'contact', soort, id from contactmoment where signaal_id = :id order by 1, 2 desc, 4",
            {"id": id},
        ).fetchall()
        return tuple((moment(op), kind, what) for op, kind, what, _ in rows)

    def record_voorstel(self, id: str, voorzieningen: tuple[str, ...], now: datetime) -> None:
        """These places were shown, in this order."""
        for place, voorziening in enumerate(voorzieningen, start=1):
            self._db.execute(
                "insert into voorstel (signaal_id, voorziening, plaats, op) values (?, ?, ?, ?)",
                [id, voorziening, place, stamp(now)],
            )

    def record_keuze(self, id: str, voorziening: str, keuze: str) -> None:
        """What the resident said of a place."""
        self._db.execute(
            "update voorstel set keuze = ? where signaal_id = ? and voorziening = ?", [keuze, id, voorziening]
        )

    def record_contactmoment(self, id: str, soort: str, now: datetime) -> None:
        """One contact about this signaal."""
        self._db.execute(
            "insert into contactmoment (signaal_id, soort, op) values (?, ?, ?)", [id, soort, stamp(now)]
        )

    def _audit(self, id: str, van: str, naar: str, reden: str, now: datetime) -> None:
        self._db.execute(
            "insert into zet (signaal_id, van, naar, reden, op) values (?, ?, ?, ?, ?)",
            [id, van, naar, reden, stamp(now)],
        )

    def _seal(self, signaal: Signaal) -> str:
        return self._crypt.seal(_SIGNAAL.dump_python(signaal, mode="json", exclude={"contact"}))
