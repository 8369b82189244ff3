"""Opens the database: WAL, foreign keys, mode 0600, migrations, and the proof that the key fits."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from bot.store import apart
from bot.store.behandelingen import BehandelingStore
from bot.store.berichten import BerichtStore
from bot.store.bewaren import BewaarStore
from bot.store.chats import ChatStore
from bot.store.cijfers import CijferStore
from bot.store.crypt import Crypt
from bot.store.errors import (
    DatabaseUnreadableError,
    KeyLostError,
    NewerDatabaseError,
    StoreUnavailableError,
)
from bot.store.gesprekken import GesprekStore
from bot.store.gewist import gewist_rows, keep_gewist
from bot.store.herzieningen import HerzieningStore
from bot.store.inzagen import InzageStore
from bot.store.inzien import InzienStore
from bot.store.kaart import KaartStore
from bot.store.kaartmeldingen import KaartmeldingStore
from bot.store.medewerkers import MedewerkerStore
from bot.store.migrations import migrations
from bot.store.opvolgingen import OpvolgingStore
from bot.store.outbox import OutboxStore
from bot.store.overdrachten import OverdrachtStore
from bot.store.sessies import SessieStore
from bot.store.signalen import SignaalStore
from bot.store.sleutel import KeyFile, Ring
from bot.store.termijnen import TermijnStore
from bot.store.toestemmingen import ToestemmingStore

logger = logging.getLogger(__name__)

PATIENCE = 30  # seconds that a transaction waits for another process


def _is_busy(error: BaseException) -> bool:
    """Somebody else is bringing the file into its present form: for that alone SQLite itself does not wait."""
    return isinstance(error, DatabaseUnreadableError) and error.why == "SQLITE_BUSY"


_patiently = Retrying(
    retry=retry_if_exception(_is_busy), stop=stop_after_delay(PATIENCE), wait=wait_fixed(0.05), reraise=True
)


class Store:
    """One connection. Everything that belongs together is written inside `with store.transaction():`."""

    def __init__(self, db: Database, crypt: Crypt, key_file: KeyFile, path: Path) -> None:
        self._db = db
        self.path = path
        self.key_file = key_file
        self._unscrubbed = False  # the journal may still hold what was erased
        self._known: Ring | None = None  # keys in use, as long as a new key file was not checked
        self.crypt = crypt
        self.behandelingen = BehandelingStore(db, crypt)
        self.berichten = BerichtStore(db, crypt)
        self.bewaren = BewaarStore(db)
        self.chats = ChatStore(db, crypt)
        self.cijfers = CijferStore(db, crypt)
        self.gesprekken = GesprekStore(db, crypt)
        self.signalen = SignaalStore(db, crypt)
        self.herzieningen = HerzieningStore(db, crypt)
        self.inzagen = InzageStore(db)
        self.inzien = InzienStore(db, crypt)
        self.kaart = KaartStore(db, crypt)
        self.kaartmeldingen = KaartmeldingStore(db, crypt)
        self.medewerkers = MedewerkerStore(db, crypt)
        self.overdrachten = OverdrachtStore(db, crypt)
        self.opvolgingen = OpvolgingStore(db)
        self.sessies = SessieStore(db, crypt)
        self.termijnen = TermijnStore(db)
        self.toestemmingen = ToestemmingStore(db)
        self.outbox = OutboxStore(db, crypt)

    @classmethod
    def open(cls, path: Path, key_file: Path) -> "Store":
        """Open or create. Raises KeyLostError before anything is changed when the key does not fit.

        Raises KeyReadableError when others on this machine may read the key.
        """
        known = path.exists() and path.stat().st_size > 0
        lost = not known and key_file.exists()
        keys = KeyFile(key_file, may_create=not known)
        try:
            store = _patiently(cls._open, path, keys)
        except BaseException:
            keys.close()
            raise
        if lost:  # the first start of a bot that was given its key; or the database it belonged to is gone
            logger.critical("database_made_anew")
        return store

    @classmethod
    def _open(cls, path: Path, keys: KeyFile) -> "Store":
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
            there = path.stat().st_ino
            path.chmod(0o600)
        except OSError as error:
            raise DatabaseUnreadableError(path.name, error.strerror or "geen toegang") from None
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            store = cls._prepare(connection, keys, path)
            if path.stat().st_ino != there:  # a copy was put back in this very moment
                raise StoreUnavailableError("SQLITE_READONLY_DBMOVED")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise DatabaseUnreadableError(path.name, error.sqlite_errorname) from None
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    def _prepare(cls, connection: sqlite3.Connection, keys: KeyFile, path: Path) -> "Store":
        db, crypt = Database(connection, recursive_triggers=False), Crypt(keys.ring)
        _check_key(db, crypt)
        connection.execute("pragma journal_mode = wal")
        # An acknowledged message must survive a power cut, not only a crash of the process.
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")
        connection.execute("pragma foreign_keys = off")  # while tables are made anew
        _bring_up_to_date(db)
        connection.execute("pragma foreign_keys = on")
        store = cls(db, crypt, keys, path)
        store._keep_apart()
        return store

    def _keep_apart(self) -> None:
        if not apart.is_moved(self._db):
            with self.transaction():
                if not apart.is_moved(self._db):
                    apart.move(self._db, self.crypt)
            self.scrub()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Immediate, so that what was read inside is still true when it is written.

        Raises StoreUnavailableError when the database cannot be written now.
        """
        try:
            self._db.conn.execute("begin immediate")
            self.take_up_keys()
            yield
            self._db.conn.execute("commit")
        except sqlite3.DatabaseError as error:
            self._db.rollback()
            # Full, locked, read-only; or the file is damaged, which has no class of its own. Not a fault of ours.
            if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
                raise StoreUnavailableError(error.sqlite_errorname) from None
            raise
        except BaseException:
            self._db.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is read inside is as it was at one moment, whatever others write."""
        self._db.conn.execute("begin")
        try:
            yield
        finally:
            self._db.conn.execute("rollback")

    def take_up_keys(self) -> None:
        """Work with the key file as it is now; every transaction begins with that.

        One that does not open what stands here is left alone: what it sealed, the next start could not read.
        """
        known = self.key_file.ring
        if self.key_file.refresh() and self._known is None:
            self._known = known
        if self._known is None:
            return
        try:
            self._check_key_of_now()
        except KeyLostError:
            self.key_file.ring = self._known
            logger.critical("key_file_does_not_fit")
        else:
            self.crypt.use(self.key_file.ring)
        self._known = None

    def _check_key_of_now(self) -> None:
        """By a connection of its own: keys are also taken up by who may not use this one. Raises KeyLostError."""
        uri = f"{self.path.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, timeout=PATIENCE, uri=True)) as connection:
            _check_key(Database(connection, recursive_triggers=False), Crypt(self.key_file.ring))

    def scrub(self) -> None:
        """After erasing: empty the journal too, so that not even who holds the key can read it again.

        Does nothing while another process reads; the journal is emptied at the next occasion then. Who was erased is
        noted beside the database, for the day that a copy must be put back and the database cannot be read.
        """
        ((patience,),) = self._db.conn.execute("pragma busy_timeout").fetchall()
        self._db.conn.execute("pragma busy_timeout = 0")  # nobody waits for a reader
        try:
            self._unscrubbed = True
            with contextlib.suppress(sqlite3.OperationalError):
                ((busy, *_),) = self._db.conn.execute("pragma wal_checkpoint(truncate)").fetchall()
                self._unscrubbed = bool(busy)
        finally:
            self._db.conn.execute(f"pragma busy_timeout = {patience}")
        with contextlib.suppress(OSError):
            keep_gewist(self.path, gewist_rows(self._db.conn), datetime.min.replace(tzinfo=UTC))

    def scrub_again(self) -> None:
        """The next occasion, when somebody was reading at the last one."""
        if self._unscrubbed:
            self.scrub()

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
        self.key_file.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check_key(db: Database, crypt: Crypt) -> None:
    """Whatever seals anything here must be in the key file. Raises KeyLostError."""
    if "proef" in db.table_names():
        for (sealed,) in db.execute("select waarde_geheim from proef").fetchall():
            crypt.unseal(sealed)


def _bring_up_to_date(db: Database) -> None:
    """All steps that are missing, or none; whoever opens it at the same moment waits. Raises NewerDatabaseError."""
    unknown = {step.name for step in migrations.applied(db)} - {step.name for step in migrations._migrations}
    if unknown:
        raise NewerDatabaseError
    if not migrations.pending(db):
        return
    db.conn.execute("begin immediate")
    try:
        migrations.apply(db)  # looks again at what is missing: somebody else may have done it
        db.conn.execute("commit")
    except BaseException:
        db.rollback()
        raise
