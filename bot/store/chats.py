"""Conversations on the chat page: the code to come back with, who is in, and whether a seintje was asked for.

Cookie, link and code are never stored readable: only keyed marks, and the code once more encrypted to show it again.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import moment, stamp

SEEN_EVERY = timedelta(minutes=1)  # how precisely is kept when somebody was here

# The channel of a gesprek that is held on the page.
KANAAL = "web"

Soort = Literal["sessie", "link", "begin"]


@dataclass(frozen=True)
class Seintje:
    """How a resident wants to hear that a message waits. soort: mail or sms; waar: the address or number."""

    soort: Literal["mail", "sms"]
    waar: str

    @property
    def shown(self) -> str:
        """Enough for the resident to see whether it is right, too little for who looks over his shoulder."""
        if self.soort == "sms":
            return f"…{self.waar[-4:]}"
        name, _, domain = self.waar.partition("@")
        return f"{name[:2]}…@{domain}"


@dataclass(frozen=True)
class Chat:
    """One conversation on the page. gezien: when the page was last open; gestuurd: the last seintje."""

    gesprek_id: str
    code: str
    seintje: Seintje | None
    gezien: datetime
    gestuurd: datetime | None


class ChatStore:
    """Reads and writes the tables chat and chatsessie."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def open(self, gesprek_id: str, code: str, now: datetime) -> None:
        """This gesprek is held on the page from now on."""
        self._db.execute(
            "insert into chat (gesprek_id, code_hash, code_geheim, gezien) values (?, ?, ?, ?)",
            [gesprek_id, self._mark("code", code), self._crypt.seal(code), stamp(now)],
        )

    def by_code(self, code: str) -> str | None:
        """The gesprek that has this code."""
        row = self._db.execute(
            "select gesprek_id from chat where code_hash in (select value from json_each(?))",
            [self._marks("code", code)],
        ).fetchone()
        return None if row is None else str(row[0])

    def load(self, gesprek_id: str) -> Chat | None:
        """None for a gesprek that is not held on the page."""
        row = self._db.execute(
            "select code_geheim, seintje_geheim, gezien, gestuurd from chat where gesprek_id = ?",
            [gesprek_id],
        ).fetchone()
        if row is None:
            return None
        seintje = None if row[1] is None else Seintje(*self._crypt.unseal(row[1]))
        sent = None if row[3] is None else moment(row[3])
        return Chat(gesprek_id, self._crypt.unseal(row[0]), seintje, moment(row[2]), sent)

    def knows(self, gesprek_id: str) -> bool:
        """Whether this gesprek is held on the page."""
        return (
            self._db.execute("select 1 from chat where gesprek_id = ?", [gesprek_id]).fetchone() is not None
        )

    def set_seintje(self, gesprek_id: str, seintje: Seintje | None) -> None:
        """How to say that a message waits; None: not at all."""
        sealed = None if seintje is None else self._crypt.seal([seintje.soort, seintje.waar])
        self._db.execute("update chat set seintje_geheim = ? where gesprek_id = ?", [sealed, gesprek_id])

    def sent(self, gesprek_id: str, now: datetime) -> None:
        """A seintje was written."""
        self._db.execute("update chat set gestuurd = ? where gesprek_id = ?", [stamp(now), gesprek_id])

    # --- who is in ---

    def let_in(self, gesprek_id: str, soort: Soort, until: datetime) -> str:
        """A new way in, good until then; gives its secret: the value of a cookie, or the end of a link."""
        secret = secrets.token_urlsafe(24)
        self.admit(gesprek_id, soort, secret, until)
        return secret

    def admit(self, gesprek_id: str, soort: Soort, secret: str, until: datetime) -> None:
        """The same with a secret that was made before."""
        self._db.execute(
            "insert into chatsessie (merk, gesprek_id, tot) values (?, ?, ?)",
            [self._mark(soort, secret), gesprek_id, stamp(until)],
        )

    def find(self, soort: Soort, secret: str, now: datetime) -> str | None:
        """The gesprek that this secret opens."""
        row = self._db.execute(
            "select gesprek_id from chatsessie where merk in (select value from json_each(?)) and tot > ?",
            [self._marks(soort, secret), stamp(now)],
        ).fetchone()
        return None if row is None else str(row[0])

    def here(self, gesprek_id: str, cookie: str, until: datetime, now: datetime) -> None:
        """The page is open; the session lasts longer by that."""
        self._db.execute("update chat set gezien = ? where gesprek_id = ?", [stamp(now), gesprek_id])
        self._db.execute(
            "update chatsessie set tot = ? where merk in (select value from json_each(?))",
            [stamp(until), self._marks("sessie", cookie)],
        )

    def was_here(self, cookie: str, until: datetime) -> bool:
        """Whether that was written down less than a minute ago."""
        found = self._db.execute(
            "select tot from chatsessie where merk in (select value from json_each(?))",
            [self._marks("sessie", cookie)],
        ).fetchone()
        return found is not None and until - moment(found[0]) < SEEN_EVERY

    def end_soon(self, soort: Soort, secret: str, at: datetime) -> None:
        """It was used: after that moment it opens nothing any more."""
        self._db.execute(
            "update chatsessie set tot = case when tot < ? then tot else ? end"
            " where merk in (select value from json_each(?))",
            [stamp(at), stamp(at), self._marks(soort, secret)],
        )

    def put_out(self, soort: Soort, secret: str) -> None:
        """This way in is closed."""
        self._db.execute(
            "delete from chatsessie where merk in (select value from json_each(?))",
            [self._marks(soort, secret)],
        )

    def put_out_old(self, now: datetime) -> None:
        """Remove the ways in that no longer count."""
        self._db.execute("delete from chatsessie where tot <= ?", [stamp(now)])

    def _mark(self, soort: str, secret: str) -> str:
        return self._crypt.lookup(f"chat {soort}", secret)

    def _marks(self, soort: str, secret: str) -> str:
        """Also those of a key that is gone: a resident stays in when the key is renewed."""
        return json.dumps(self._crypt.lookups(f"chat {soort}", secret))
