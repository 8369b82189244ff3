"""Opens the database: WAL, foreign keys, mode 0600, migrations, and the proof that the key fits."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from bot.store.behandelingen import BehandelingStore
from bot.store.berichten import BerichtStore
from bot.store.chats import ChatStore
from bot.store.cijfers import CijferStore
from bot.store.crypt import Crypt
from bot.store.errors import StoreUnavailableError
from bot.store.gesprekken import GesprekStore
from bot.store.herzieningen import HerzieningStore
from bot.store.inzagen import InzageStore
from bot.store.kaart import KaartStore
from bot.store.kaartmeldingen import KaartmeldingStore
from bot.store.medewerkers import MedewerkerStore
from bot.store.migrations import migrations
from bot.store.opvolgingen import OpvolgingStore
from bot.store.outbox import OutboxStore
from bot.store.overdrachten import OverdrachtStore
from bot.store.sessies import SessieStore
from bot.store.signalen import SignaalStore
from bot.store.termijnen import TermijnStore

PROOF = "elkedeur"


class Store:
    """One connection. Everything that belongs together is written inside `with store.transaction():`."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self.crypt = crypt
        self.behandelingen = BehandelingStore(db, crypt)
        self.berichten = BerichtStore(db, crypt)
        self.chats = ChatStore(db, crypt)
        self.cijfers = CijferStore(db, crypt)
        self.gesprekken = GesprekStore(db, crypt)
        self.signalen = SignaalStore(db, crypt)
        self.herzieningen = HerzieningStore(db, crypt)
        self.inzagen = InzageStore(db)
        self.kaart = KaartStore(db, crypt)
        self.kaartmeldingen = KaartmeldingStore(db, crypt)
        self.medewerkers = MedewerkerStore(db, crypt)
        self.overdrachten = OverdrachtStore(db, crypt)
        self.opvolgingen = OpvolgingStore(db)
        self.sessies = SessieStore(db, crypt)
        self.termijnen = TermijnStore(db)
        self.outbox = OutboxStore(db, crypt)

    @classmethod
    def open(cls, path: Path, key_file: Path) -> "Store":
        """Open or create. Raises KeyLostError before anything is changed when the key does not fit."""
        known = path.exists() and path.stat().st_size > 0
        crypt = Crypt.from_file(key_file, may_create=not known)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        path.chmod(0o600)
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            return cls._prepare(connection, crypt)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def _prepare(cls, connection: sqlite3.Connection, crypt: Crypt) -> "Store":
        connection.execute("pragma journal_mode = wal")
        # An acknowledged message must survive a power cut, not only a crash of the process.
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma secure_delete = on")
        db = Database(connection, recursive_triggers=False)
        migrations.apply(db)
        _prove_key(db, crypt)
        return cls(db, crypt)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Immediate, so that what was read inside is still true when it is written.

        Raises StoreUnavailableError when the database cannot be written now.
        """
        try:
            self._db.conn.execute("begin immediate")
            yield
            self._db.conn.execute("commit")
        except sqlite3.OperationalError as error:  # full, locked, read-only
            self._db.rollback()
            raise StoreUnavailableError(error.sqlite_errorname) from None
        except BaseException:
            self._db.rollback()
            raise

    def scrub(self) -> None:
        """After erasing: empty the journal too, so that not even who holds the key can read it again.

        Does nothing while another process reads; the journal is emptied at the next occasion then.
        """
        self._db.conn.execute("pragma wal_checkpoint(truncate)")

    def kenmerk(self, naam: str) -> str | None:
        """A single remembered value, such as how far a channel was read."""
        row = self._db.execute("select waarde from kenmerk where naam = ?", [naam]).fetchone()
        return None if row is None else str(row[0])

    def set_kenmerk(self, naam: str, waarde: str) -> None:
        """Remember a single value."""
        self._db.execute(
            "insert into kenmerk (naam, waarde) values (?, ?)"
            " on conflict (naam) do update set waarde = excluded.waarde",
            [naam, waarde],
        )

    def close(self) -> None:
        """Close the connection; open transactions are rolled back."""
        self._db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _prove_key(db: Database, crypt: Crypt) -> None:
    row = db.execute("select waarde_geheim from proef").fetchone()
    if row is None:
        db.execute("insert into proef (id, waarde_geheim) values (1, ?)", [crypt.seal(PROOF)])
    else:
        crypt.unseal(row[0])
