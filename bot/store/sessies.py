"""Who is logged in: the cookie itself is never stored, only a keyed mark of it."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import moment, stamp


@dataclass(frozen=True)
class Sessie:
    """merk: the mark of the cookie. bewezen: the second factor was given too."""

    merk: str
    medewerker_id: str
    bewezen: bool
    aangemaakt: datetime
    gezien: datetime


class SessieStore:
    """Reads and writes the table sessie."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def open(self, medewerker_id: str, now: datetime, *, bewezen: bool) -> str:
        """A new session; gives the value of its cookie."""
        cookie = secrets.token_urlsafe(32)
        self._db.execute(
            "insert into sessie (merk, medewerker_id, bewezen, aangemaakt, gezien) values (?, ?, ?, ?, ?)",
            [self._crypt.lookup("sessie", cookie), medewerker_id, int(bewezen), stamp(now), stamp(now)],
        )
        return cookie

    def find(self, cookie: str, now: datetime, *, rust: timedelta, langst: timedelta) -> Sessie | None:
        """The session of this cookie, unless it rested for longer than `rust` or is older than `langst`."""
        row = self._db.execute(
            "select merk, medewerker_id, bewezen, aangemaakt, gezien from sessie"
            " where merk in (select value from json_each(?))",
            [self._marks(cookie)],
        ).fetchone()
        if row is None:
            return None
        sessie = Sessie(row[0], row[1], bool(row[2]), moment(row[3]), moment(row[4]))
        if now - sessie.gezien > rust or now - sessie.aangemaakt > langst:
            self.end(cookie)
            return None
        return sessie

    def anybody_in(self) -> bool:
        """Whether somebody proved who he is and did not log out."""
        return self._db.execute("select 1 from sessie where bewezen = 1 limit 1").fetchone() is not None

    def seen(self, merk: str, now: datetime) -> None:
        """The colleague did something himself; a page that refreshes by itself does not count."""
        self._db.execute("update sessie set gezien = ? where merk = ?", [stamp(now), merk])

    def end(self, cookie: str) -> None:
        """Log out."""
        self._db.execute(
            "delete from sessie where merk in (select value from json_each(?))", [self._marks(cookie)]
        )

    def end_all(self, medewerker_id: str) -> None:
        """Log out everywhere."""
        self._db.execute("delete from sessie where medewerker_id = ?", [medewerker_id])

    def forget(self, before: datetime) -> None:
        """Remove what began before then."""
        self._db.execute("delete from sessie where aangemaakt < ?", [stamp(before)])

    def _marks(self, cookie: str) -> str:
        """Also those of a key that is gone: a colleague stays in when the key is renewed."""
        return json.dumps(self._crypt.lookups("sessie", cookie))
