"""The database on a PostgreSQL server: the same tables, shared by several processes on several machines."""

import contextlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bot.store.crypt import Crypt
from bot.store.database import ROWS, Store, check_key
from bot.store.errors import MovingError, ServerUnreadableError, StoreUnavailableError
from bot.store.plek import Plek, Postgres
from bot.store.postgres import schema
from bot.store.postgres.sloten import key
from bot.store.postgres.verbinding import Verbinding
from bot.store.postgres.werkers import Werkers
from bot.store.sleutel import KeyFile

logger = logging.getLogger(__name__)

EVERYTHING = "alles"
MOVING, UNDER_WAY = "verhuizing", "bezig"  # the kenmerk of bot/store/verhuizen.py


class PostgresStore(Store):
    """What touches one gesprek waits for nobody but who touches that one; what touches anything waits for all."""

    def __init__(self, db: Verbinding, crypt: Crypt, keys: KeyFile, plek: Postgres, gebruiker: str) -> None:
        super().__init__(db, crypt, keys, plek)
        self._pg = db
        self._url = plek.url
        self._gebruiker = gebruiker
        self.werk = Werkers(db, gebruiker, f"elkedeur_{crypt.lookup('berichten', gebruiker)[:32]}")

    @classmethod
    def open(cls, plek: Plek, key_file: Path, *, moving: bool = False) -> "PostgresStore":
        """As Store.open. moving: also while another installation moves in here.

        Raises MovingError, ServerUnreadableError, SuperuserError, NewerDatabaseError, KeyLostError.
        """
        assert isinstance(plek, Postgres)
        db = Verbinding(plek.url)
        try:
            store = cls._prepare(db, plek, key_file)
        except StoreUnavailableError as error:
            db.close()
            raise ServerUnreadableError(str(plek), str(error)) from None
        except BaseException:
            db.close()
            raise
        if not moving and store.kenmerk(MOVING) == UNDER_WAY:
            store.close()
            raise MovingError
        return store

    @classmethod
    def _prepare(cls, db: Verbinding, plek: Postgres, key_file: Path) -> "PostgresStore":
        schema.check_gebruiker(db)
        schema.bring_up_to_date(db)
        ((gebruiker,),) = db.as_it_is("select current_user").fetchall()
        known = db.as_it_is("select 1 from proef limit 1").fetchone() is not None
        keys = KeyFile(key_file, may_create=not known)
        try:
            crypt = Crypt(keys.ring)
            check_key(db, crypt)
            store = cls(db, crypt, keys, plek, gebruiker)
            store._keep_apart()
        except BaseException:
            keys.close()
            raise
        return store

    @contextmanager
    def transaction(self, of: str | None = None) -> Iterator[None]:
        """The server keeps the locks until the end of it, and lets go of them when the connection is lost."""
        if self._pg.busy:
            raise RuntimeError("a transaction within a transaction")
        self._pg.as_it_is(f"begin; {self._locks(of)}")
        self._pg.busy = True
        try:
            self.take_up_keys()
            yield
            ended = self._pg.as_it_is("commit").statusmessage
            if ended != "COMMIT":  # something was refused, and caught on the way
                raise StoreUnavailableError("POSTGRES_ROLLBACK")
        except BaseException:
            self._pg.rollback()
            raise
        finally:
            self._pg.busy = False

    def _locks(self, of: str | None) -> str:
        everything = key(self._gebruiker, EVERYTHING)
        if of is None:
            return f"select pg_advisory_xact_lock({everything})"
        shared = f"select pg_advisory_xact_lock_shared({everything})"
        if of == ROWS:
            return shared
        return f"{shared}, pg_advisory_xact_lock({key(self._gebruiker, f'gesprek:{of}')})"

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A transaction that only reads."""
        self._pg.as_it_is("begin isolation level repeatable read read only")
        self._pg.busy = True
        try:
            yield
        finally:
            self._pg.rollback()
            self._pg.busy = False

    def wait_at_most(self, seconds: float) -> None:
        """Kept for the connections that come after this one."""
        self._pg.patience = max(round(seconds * 1000), 1)  # 0 would mean for ever
        with contextlib.suppress(StoreUnavailableError):
            self._pg.as_it_is(f"set lock_timeout = {self._pg.patience}")

    def _check_key_of_now(self) -> None:
        other = Verbinding(self._url)
        with contextlib.closing(other):
            check_key(other, Crypt(self.key_file.ring))

    def _empty_journal(self) -> bool:
        """The server keeps what was erased, sealed, until it cleans up by itself (autovacuum, its own WAL)."""
        return True

    def _close(self) -> None:
        with contextlib.suppress(psycopg.Error):
            self._pg.close()
