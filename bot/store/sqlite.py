"""The database as one file of SQLite: WAL, foreign keys, mode 0600, migrations, and the proof that the key fits."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from bot.store.crypt import Crypt
from bot.store.database import Store, check_key
from bot.store.errors import DatabaseUnreadableError, MovedError, NewerDatabaseError, StoreUnavailableError
from bot.store.gewist import gewist_rows, keep_gewist
from bot.store.migrations import migrations
from bot.store.plek import Plek
from bot.store.sleutel import KeyFile
from bot.store.werk import Alone

logger = logging.getLogger(__name__)

PATIENCE = 30  # seconds that a transaction waits for another process
MOVED = "verhuisd"  # the kenmerk in a file of which the rows are on PostgreSQL now: where


def _is_busy(error: BaseException) -> bool:
    """Somebody else is bringing the file into its present form: for that alone SQLite itself does not wait."""
    return isinstance(error, DatabaseUnreadableError) and error.why == "SQLITE_BUSY"


_patiently = Retrying(
    retry=retry_if_exception(_is_busy), stop=stop_after_delay(PATIENCE), wait=wait_fixed(0.05), reraise=True
)


class SqliteStore(Store):
    """The whole database is one file, and one at a time writes in it."""

    def __init__(self, db: Database, crypt: Crypt, keys: KeyFile, path: Path) -> None:
        super().__init__(db, crypt, keys, path)
        self._path = path
        self._sqlite = db
        self.werk = Alone(self.berichten)

    @classmethod
    def open(cls, plek: Plek, key_file: Path) -> "SqliteStore":
        """Open or create. Raises KeyLostError before anything is changed when the key does not fit.

        Raises KeyReadableError when others on this machine may read the key.
        """
        assert isinstance(plek, Path)
        known = plek.exists() and plek.stat().st_size > 0
        lost = not known and key_file.exists()
        keys = KeyFile(key_file, may_create=not known)
        try:
            store = _patiently(cls._open, plek, keys)
        except BaseException:
            keys.close()
            raise
        if lost:  # the first start of a bot that was given its key; or the database it belonged to is gone
            logger.critical("database_made_anew")
        return store

    @classmethod
    def _open(cls, path: Path, keys: KeyFile) -> "SqliteStore":
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
    def _prepare(cls, connection: sqlite3.Connection, keys: KeyFile, path: Path) -> "SqliteStore":
        db, crypt = Database(connection, recursive_triggers=False), Crypt(keys.ring)
        check_key(db, crypt)
        _check_not_moved(db)
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

    @contextmanager
    def transaction(self, of: str | None = None) -> Iterator[None]:
        """All or nothing. Immediate, so that what was read inside is still true when it is written.

        Raises StoreUnavailableError when the database cannot be written now.
        """
        try:
            self._sqlite.conn.execute("begin immediate")
            self.take_up_keys()
            yield
            self._sqlite.conn.execute("commit")
        except sqlite3.DatabaseError as error:
            self._sqlite.rollback()
            # Full, locked, read-only; or the file is damaged, which has no class of its own. Not a fault of ours.
            if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
                raise StoreUnavailableError(error.sqlite_errorname) from None
            raise
        except BaseException:
            self._sqlite.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is read inside is as it was at one moment, whatever others write."""
        self._sqlite.conn.execute("begin")
        try:
            yield
        finally:
            self._sqlite.conn.execute("rollback")

    def wait_at_most(self, seconds: float) -> None:
        """By SQLite's own patience."""
        self._sqlite.conn.execute(f"pragma busy_timeout = {round(seconds * 1000)}")

    def _check_key_of_now(self) -> None:
        """By a connection of its own: keys are also taken up by who may not use this one. Raises KeyLostError."""
        uri = f"{self._path.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, timeout=PATIENCE, uri=True)) as connection:
            check_key(Database(connection, recursive_triggers=False), Crypt(self.key_file.ring))

    def _empty_journal(self) -> bool:
        """Nobody waits for a reader. Who was erased is noted beside the database as well."""
        emptied = self._checkpoint()
        with contextlib.suppress(OSError):
            keep_gewist(self._path, gewist_rows(self._sqlite.conn), datetime.min.replace(tzinfo=UTC))
        return emptied

    def _checkpoint(self) -> bool:
        ((patience,),) = self._sqlite.conn.execute("pragma busy_timeout").fetchall()
        self._sqlite.conn.execute("pragma busy_timeout = 0")
        try:
            with contextlib.suppress(sqlite3.OperationalError):
                ((busy, *_),) = self._sqlite.conn.execute("pragma wal_checkpoint(truncate)").fetchall()
                return not busy
            return False
        finally:
            self._sqlite.conn.execute(f"pragma busy_timeout = {patience}")

    def _close(self) -> None:
        self._sqlite.close()


def _check_not_moved(db: Database) -> None:
    """Raises MovedError."""
    if "kenmerk" in db.table_names():
        row = db.execute("select waarde from kenmerk where naam = ?", [MOVED]).fetchone()
        if row is not None:
            raise MovedError(row[0])


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
