"""One connection to PostgreSQL that takes SQL as SQLite reads it, and comes back when it was broken."""

import contextlib
import logging
import select
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import ClientCursor
from psycopg.pq import TransactionStatus

from bot.store.engine import Parameters
from bot.store.errors import QueryRefusedError, StoreUnavailableError, TablesDifferError
from bot.store.postgres.dialect import GEMEENTE, translate
from bot.store.postgres.schema import OURS_ALONE

logger = logging.getLogger(__name__)

# The server finds out within some ten seconds that the other side is gone, and lets go of its locks; so do we.
_SETTINGS: Mapping[str, Any] = {
    "application_name": "elkedeur",
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "client_encoding": "utf8",
    # Who hangs in the middle of a change keeps nobody waiting; and what was acknowledged survives a power cut.
    "options": "-c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=10000 -c idle_in_transaction_session_timeout=20s -c lock_timeout=30s"
    " -c statement_timeout=120s -c synchronous_commit=on -c timezone=UTC",
}
# Not our sentence but the state of the server: gone, full, read-only, locked, stopping, out of memory.
_STATE = ("08", "25006", "25P03", "40", "53", "55", "57", "58", "XX")
# No right, no such table, no such column: an upgrade is under way, and we are of before it or were too quick.
_TABLES = frozenset({"42501", "42P01", "42703"})


def connect(url: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """A fresh connection, each sentence its own transaction. Raises psycopg.Error."""
    return psycopg.connect(url, autocommit=True, cursor_factory=ClientCursor, **_SETTINGS)


def _is_cut(connection: "psycopg.Connection[tuple[Any, ...]]") -> bool:
    """Whether the server ended it: between two transactions it has nothing else to say."""
    if connection.closed or connection.info.transaction_status is not TransactionStatus.IDLE:
        return False
    heard = select.poll()
    heard.register(connection.fileno(), select.POLLIN)
    return bool(heard.poll(0))


def unavailable(error: psycopg.Error) -> StoreUnavailableError:
    """The same without a word of what was written."""
    return StoreUnavailableError(f"POSTGRES_{error.sqlstate or 'WEG'}")


def told(error: psycopg.Error) -> Exception:
    """What the rest of the program knows of it: the state of the server, or a sentence of ours that was refused."""
    code = error.sqlstate
    if code is None and isinstance(
        error, psycopg.DataError | psycopg.ProgrammingError | psycopg.NotSupportedError
    ):
        return QueryRefusedError("ONS")  # it never came to the server
    if code is None or code.startswith(_STATE):
        return unavailable(error)
    return TablesDifferError(code) if code in _TABLES else QueryRefusedError(code)


class Verbinding:
    """Speaks as sqlite_utils.Database does, as far as bot/store asks it to."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._raw: psycopg.Connection[tuple[Any, ...]] | None = None
        self._tables: dict[str, Tabel] = {}
        self.busy = False  # within a transaction: what is lost then is not taken up by a fresh connection
        self.patience: int | None = None  # milliseconds that a lock is waited for; kept through connections
        self.only_this = False  # what this connection holds (a lock) is needed: no other comes in its place
        self.keren = 0  # how many times a fresh connection was made

    @property
    def conn(self) -> "Verbinding":
        """Where many rows are written at once."""
        return self

    def execute(self, sql: str, parameters: Any = None, /) -> "psycopg.Cursor[tuple[Any, ...]]":
        """Raises StoreUnavailableError, QueryRefusedError."""
        with self._told():
            return self._live().execute(translate(sql), _given(parameters))

    def as_it_is(self, sql: str, parameters: Parameters = ()) -> "psycopg.Cursor[tuple[Any, ...]]":
        """A sentence that only PostgreSQL understands."""
        with self._told():
            return self._live().execute(sql, parameters or None)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same sentence for each of these rows."""
        with self._told():
            self._live().cursor().executemany(translate(sql), [_given(row) for row in rows])

    def rollback(self) -> None:
        """Undo what was not committed; nothing when the connection is gone, for then nothing was."""
        if self._raw is not None and not self._raw.closed:
            with contextlib.suppress(psycopg.Error):
                self._raw.execute("rollback")

    def table_names(self) -> list[str]:
        """All tables with rows of a municipality."""
        rows = self.as_it_is(
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace"
            " and not relispartition order by 1"
        ).fetchall()
        return [name for (name,) in rows if name not in OURS_ALONE]

    def table(self, name: str) -> "Tabel":
        """What is known of it."""
        if name not in self._tables:
            self._tables[name] = Tabel(self, name)
        return self._tables[name]

    def close(self) -> None:
        """Let go; open transactions are rolled back."""
        if self._raw is not None:
            self._raw.close()

    def ensure(self) -> None:
        """There is a connection: the one of before, or a fresh one. Raises StoreUnavailableError."""
        with self._told():
            self._live()

    def _live(self) -> "psycopg.Connection[tuple[Any, ...]]":
        if self._raw is not None and not self.busy and _is_cut(self._raw):
            self._raw.close()
        if self._raw is None or self._raw.closed:
            if self.busy or self.only_this:
                raise StoreUnavailableError("POSTGRES_WEG")
            self._raw = connect(self.url)
            if self.patience is not None:
                self._raw.execute(f"set lock_timeout = {self.patience}")
            self.keren += 1
            if self.keren > 1:
                logger.warning("database_connected_again", extra={"count": self.keren})
        return self._raw

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            if not self.busy:  # it may have begun a transaction that did not come as far as its locks
                self.rollback()
            raise told(error) from None


class Tabel:
    """A table as this program knows it: without the column that says whose a row is."""

    def __init__(self, db: Verbinding, name: str) -> None:
        rows = db.as_it_is(
            "select attname, format_type(atttypid, atttypmod), exists (select 1 from pg_index i"
            " where i.indrelid = attrelid and indisprimary and attnum = any(indkey)) from pg_attribute"
            " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
            [name],
        ).fetchall()
        mine = [row for row in rows if row[0] != GEMEENTE]
        self.columns_dict: dict[str, Any] = {name: kind for name, kind, _ in mine}
        self.pks = [name for name, _, is_key in mine if is_key]


def _given(parameters: Any) -> Any:
    """As PostgreSQL takes it: what is true is 1, and a sign that it cannot keep is the sign for that."""
    if isinstance(parameters, Mapping):
        return {name: _plain(value) for name, value in parameters.items()}
    return [_plain(value) for value in parameters or ()]  # also without any: a percent sign was doubled


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    return int(value) if isinstance(value, bool) else value
