"""Colleagues: who they are is encrypted, what they may do is readable, and wrong passwords are counted."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.errors import LoginTakenError
from bot.store.times import moment, stamp

_COLUMNS = (
    "id, login_geheim, naam_geheim, wijk_geheim, wachtwoord, totp_geheim, totp_stap, functies, actief, pogingen,"
    " dicht_tot, nieuw_wachtwoord, oidc_hash"
)


@dataclass(frozen=True)
class Medewerker:
    """One colleague.

    login: what he types, or the mail address that the municipality's own sign-on gives. wijk: where he lives
    himself; signalen from there are shielded from him; "" when he did not say.
    wachtwoord: argon2 hash, None for who only comes in by the municipality's own sign-on.
    totp: secret of the second factor in base32, None as long as it was not set up. totp_stap: the last used step
    of thirty seconds, so that a code works once. functies: as in bot/frontoffice/functies.py.
    pogingen: wrong passwords or codes in a row. dicht_tot: until when no password or code is taken.
    nieuw_wachtwoord: this password was given to him; he must choose his own before he gets in.
    oidc: keyed mark of who he is at the municipality's own sign-on, None as long as he never came in by it.
    """

    id: str
    login: str
    naam: str
    wijk: str = ""
    wachtwoord: str | None = None
    totp: str | None = None
    totp_stap: int = 0
    functies: frozenset[str] = frozenset()
    actief: bool = True
    pogingen: int = 0
    dicht_tot: datetime | None = None
    nieuw_wachtwoord: bool = False
    oidc: str | None = None


class MedewerkerStore:
    """Reads and writes the table medewerker."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def add(
        self,
        login: str,
        naam: str,
        functies: Iterable[str],
        now: datetime,
        *,
        wachtwoord: str | None = None,
        nieuw_wachtwoord: bool = False,
        wijk: str = "",
    ) -> str:
        """A new colleague; gives the id. Raises LoginTakenError."""
        if self.by_login(login) is not None:
            raise LoginTakenError
        id = secrets.token_hex(8)
        self._db.execute(
            "insert into medewerker"
            " (id, login_hash, login_geheim, naam_geheim, wijk_geheim, wachtwoord, nieuw_wachtwoord, functies,"
            " aangemaakt) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                id,
                self._mark(login),
                self._crypt.seal(login.strip()),
                self._crypt.seal(naam),
                self._crypt.seal(wijk),
                wachtwoord,
                int(nieuw_wachtwoord),
                ",".join(sorted(functies)),
                stamp(now),
            ],
        )
        return id

    def by_login(self, login: str) -> Medewerker | None:
        """The colleague with this login, in capitals or not."""
        row = self._db.execute(
            f"select {_COLUMNS} from medewerker where login_hash in (select value from json_each(?))",  # noqa: S608
            [json.dumps(self._crypt.lookups("medewerker", login.strip().casefold()))],
        ).fetchone()
        return None if row is None else self._row(row)

    def load(self, id: str) -> Medewerker:
        """Raises KeyError."""
        row = self._db.execute(f"select {_COLUMNS} from medewerker where id = ?", [id]).fetchone()  # noqa: S608
        if row is None:
            raise KeyError(id)
        return self._row(row)

    def all(self) -> tuple[Medewerker, ...]:
        """Everybody, by name; also who may no longer get in."""
        rows = self._db.execute(f"select {_COLUMNS} from medewerker order by aangemaakt, id").fetchall()  # noqa: S608
        return tuple(sorted(map(self._row, rows), key=lambda one: one.naam.casefold()))

    def names(self) -> dict[str, str]:
        """id -> name."""
        rows = self._db.execute("select id, naam_geheim from medewerker order by aangemaakt, id").fetchall()
        return {id: self._crypt.unseal(naam) for id, naam in rows}

    def set_wachtwoord(self, id: str, hash: str, *, nieuw_wachtwoord: bool = False) -> None:
        """hash: of argon2. Whoever is in with the old one must log in again."""
        self._db.execute(
            "update medewerker set wachtwoord = ?, nieuw_wachtwoord = ? where id = ?",
            [hash, int(nieuw_wachtwoord), id],
        )
        self._db.execute("delete from sessie where medewerker_id = ?", [id])

    def rehash(self, id: str, old: str, new: str) -> None:
        """The same password under newer settings: sessions stay. Nothing when it was changed meanwhile."""
        self._db.execute(
            "update medewerker set wachtwoord = ? where id = ? and wachtwoord = ?", [new, id, old]
        )

    def bind_oidc(self, id: str, issuer: str, sub: str) -> bool:
        """Whether this is who came in as this colleague before; the first who comes is remembered."""
        marks = self._crypt.lookups("oidc", issuer, sub)
        # What was remembered with a key that is gone is remembered anew.
        self._db.execute(
            "update medewerker set oidc_hash = ?"
            " where id = ? and (oidc_hash is null or oidc_hash in (select value from json_each(?)))",
            [marks[0], id, json.dumps(marks)],
        )
        return self.load(id).oidc == marks[0]

    def forget_oidc(self, id: str) -> None:
        """Whoever has this mail address at the sign-on next time is remembered anew."""
        self._db.execute("update medewerker set oidc_hash = null where id = ?", [id])

    def set_totp(self, id: str, totp: str | None) -> None:
        """The secret of the second factor; None: it must be set up anew at the next login."""
        sealed = None if totp is None else self._crypt.seal(totp)
        self._db.execute("update medewerker set totp_geheim = ?, totp_stap = 0 where id = ?", [sealed, id])

    def use_totp(self, id: str, stap: int) -> bool:
        """Mark this step of thirty seconds as used; False when it, or a later one, was used before."""
        done = self._db.execute(
            "update medewerker set totp_stap = ? where id = ? and totp_stap < ?", [stap, id, stap]
        )
        return bool(done.rowcount)

    def change(self, id: str, *, naam: str, wijk: str, functies: Iterable[str], actief: bool) -> None:
        """Who is switched off is out at once."""
        self._db.execute(
            "update medewerker set naam_geheim = ?, wijk_geheim = ?, functies = ?, actief = ? where id = ?",
            [self._crypt.seal(naam), self._crypt.seal(wijk), ",".join(sorted(functies)), int(actief), id],
        )
        if not actief:
            self._db.execute("delete from sessie where medewerker_id = ?", [id])

    def count_failure(self, id: str, dicht_tot: datetime | None) -> None:
        """One more wrong password or code; closed until then, if a moment is given."""
        self._db.execute(
            "update medewerker set pogingen = pogingen + 1, dicht_tot = ? where id = ?",
            [None if dicht_tot is None else stamp(dicht_tot), id],
        )

    def forget_failures(self, id: str) -> None:
        """It went well."""
        self._db.execute("update medewerker set pogingen = 0, dicht_tot = null where id = ?", [id])

    def _mark(self, login: str) -> str:
        return self._crypt.lookup("medewerker", login.strip().casefold())

    def _row(self, row: tuple[Any, ...]) -> Medewerker:
        id, login, naam, wijk, wachtwoord, totp, stap, *rest = row
        functies, actief, pogingen, dicht_tot, nieuw, oidc = rest
        return Medewerker(
            id=id,
            login=self._crypt.unseal(login),
            naam=self._crypt.unseal(naam),
            wijk=self._crypt.unseal(wijk),
            wachtwoord=wachtwoord,
            totp=None if totp is None else self._crypt.unseal(totp),
            totp_stap=stap,
            functies=frozenset(f for f in functies.split(",") if f),
            actief=bool(actief),
            pogingen=pogingen,
            dicht_tot=None if dicht_tot is None else moment(dicht_tot),
            nieuw_wachtwoord=bool(nieuw),
            oidc=oidc,
        )
