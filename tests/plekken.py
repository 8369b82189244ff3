"""Places for a database: a file of SQLite, or a database with empty tables on the real PostgreSQL of the session.

To make and drop a database for each test takes a tenth of a second; to empty the few tables that were written in
takes some milliseconds. So they are lent out, emptied, and lent out again. As good as fresh: the numbers begin at 1,
no key is known, and the store that opens it writes its proof anew. Who changes tables or roles makes one of his own
(`postgres_server.database()`).
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bot.store import Store
from bot.store.errors import QueryRefusedError
from bot.store.plek import Plek, Postgres
from bot.store.postgres.store import PostgresStore
from tests.postgres import Database, PostgresServer


class Plekken:
    """Databases with the tables of ours, lent to tests by the folder that they work in."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._free: list[Leegbaar] = []
        self._lent: dict[Path, Leegbaar] = {}

    def at(self, folder: Path) -> Postgres:
        """The database of this folder: the same each time it is asked, until it is taken back."""
        if folder not in self._lent:
            if not self._free:
                self._free.append(Leegbaar(self._server))
            self._lent[folder] = self._free.pop()
        return Postgres(self._lent[folder].database.url, folder)

    def database(self, folder: Path) -> Database:
        """The same, to look into as the superuser."""
        self.at(folder)
        return self._lent[folder].database

    def rows(self, folder: Path) -> bytes:
        """Every row of every table, as text."""
        return self._lent[folder].rows()

    def take_back(self, below: Path) -> None:
        """Those of this folder and all in it."""
        for folder in [one for one in self._lent if one.is_relative_to(below)]:
            lent = self._lent.pop(folder)
            lent.empty()
            self._free.append(lent)


# Those of this session, when there are any.
made: Plekken | None = None
# Where bots of tests keep their rows; None: each in a file of its own.
chosen: Plekken | None = None


# What bots of tests left open.
_left: list[Store] = []


def settings_at(folder: Path) -> dict[str, Any]:
    """What a bot must be told to keep its rows there; the commands of this test are told the same."""
    if chosen is None:
        return {}
    os.environ["ELKEDEUR_DATABASE"] = chosen.at(folder).url
    return {"database": chosen.at(folder).url}


def close_later(store: Store) -> Store:
    """At the end of the test, if it was not closed by then."""
    _left.append(store)
    return store


def tidy_up(below: Path) -> None:
    """After a test: what it left open in its folder is closed, and its rows on the server are gone."""
    for store in [one for one in _left if key_of(one.plek).is_relative_to(below)]:
        store.close()
        _left.remove(store)
    if made is not None:
        os.environ.pop("ELKEDEUR_DATABASE", None)
        made.take_back(below)


# What a database says to a row that breaks its rules.
REFUSED = (sqlite3.IntegrityError, QueryRefusedError)


def key_of(plek: Plek) -> Path:
    """The key file that belongs to it in these tests."""
    return (plek.parent if isinstance(plek, Path) else plek.map) / "e.sleutel"


def opened(plek: Plek) -> Store:
    """A store there, with the key beside it."""
    return Store.open(plek, key_of(plek))


@contextlib.contextmanager
def read_only(store: Store) -> Iterator[None]:
    """As on a disk that went read-only: what is there can be read, and nothing can be written."""
    if isinstance(store, PostgresStore):
        say, setting = store._pg.as_it_is, "set default_transaction_read_only"
    else:
        say, setting = store._db.execute, "pragma query_only"
    say(f"{setting} = on")
    try:
        yield
    finally:
        say(f"{setting} = off")


def raw(plek: Plek) -> bytes:
    """Everything that stands there, as who steals it would have it."""
    if isinstance(plek, Path):
        return b"".join(path.read_bytes() for path in sorted(plek.parent.glob(f"{plek.name}*")))
    assert made is not None
    return made.rows(plek.map)


@contextlib.contextmanager
def traced(store: Store) -> Iterator[list[str]]:
    """Every sentence that goes to the database meanwhile."""
    asked: list[str] = []
    conn = store._db.conn
    if isinstance(conn, sqlite3.Connection):
        conn.set_trace_callback(asked.append)
        yield asked
        conn.set_trace_callback(None)
        return
    for name in ("execute", "as_it_is"):
        real = getattr(conn, name)
        setattr(conn, name, lambda sql, *rest, real=real: (asked.append(sql), real(sql, *rest))[1])
    yield asked
    del conn.execute, conn.as_it_is


class Leegbaar:
    """One database whose rows can all be removed. It is there for as long as the server."""

    def __init__(self, server: PostgresServer) -> None:
        self.database = Database.invent(server, None)
        name, role, password = self.database.name, self.database.role, self.database.password
        server.sql(f"create role {role} login password '{password}'", f"create database {name} owner {role}")
        key = server.folder / "sleutel"
        Store.open(Postgres(self.database.url, server.folder), key).close()
        key.unlink()
        self._where = f"host={server.folder} port={server.port} user=postgres dbname={name}"
        with self._above() as above:
            known = (
                "select relname from pg_class where relkind = '{}' and relnamespace = 'public'::regnamespace"
            )
            tables, numbers = (above.execute(known.format(kind)).fetchall() for kind in "rS")
        self._tables = [name for (name,) in tables if name != "migratie"]
        self._numbers = [name for (name,) in numbers]
        self.empty()

    @contextlib.contextmanager
    def _above(self) -> Iterator[psycopg.Connection[Any]]:
        """Past every rule. Each time anew: a test may cut all connections."""
        with psycopg.connect(self._where, autocommit=True) as connection:
            yield connection

    def empty(self) -> None:
        """Whoever is still connected is cut off first: he may hold locks."""
        gone = [sql.SQL("delete from {}").format(sql.Identifier(name)) for name in self._tables]
        again = [sql.SQL("select setval({}, 1, false)").format(sql.Literal(name)) for name in self._numbers]
        with self._above() as above:
            above.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            # Rows that may only be added to and rows that hang on others go all the same.
            above.execute("set session_replication_role = replica")
            above.execute(sql.SQL("; ").join([*gone, *again]))

    def rows(self) -> bytes:
        """All of them, also those that no municipality may see."""
        each = sql.SQL("select {name}, one::text from {table} one")
        parts = [each.format(name=sql.Literal(name), table=sql.Identifier(name)) for name in self._tables]
        with self._above() as above:
            found = above.execute(sql.SQL(" union all ").join(parts) + sql.SQL(" order by 1, 2")).fetchall()
        return repr(found).encode()
