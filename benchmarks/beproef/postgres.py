"""What a run on PostgreSQL stands on: a scratch server that may fall, a ready database to copy, and a plain reader.

The reader shares nothing with the bot: it comes as the administrator, by the socket, with SQL of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psycopg
from psycopg.rows import RowFactory, dict_row, tuple_row

from bot.store import Store
from bot.store.plek import Postgres
from tests.postgres import Database, PostgresServer


@dataclass(frozen=True)
class Leeg:
    """A database with tables and no rows, and the key that fits it."""

    database: Database
    key: Path

    @classmethod
    @contextmanager
    def made(cls, folder: Path) -> Iterator[Self]:
        """On a server of its own, that keeps what it said it kept. folder: for the key."""
        folder.mkdir(parents=True, exist_ok=True)
        with PostgresServer(durable=True) as server, server.database() as database:
            key = folder / "elkedeur.sleutel"
            Store.open(Postgres(database.url, folder), key).close()
            database.sql("create schema nazien", "create extension amcheck schema nazien")
            yield cls(database, key)


def conninfo(database: Database) -> str:
    """By which the reader comes in."""
    server = database.server
    return f"host={server.folder} port={server.port} user=postgres dbname={database.name}"


class Reader:
    """Reads rows; comes back after the server fell. Questions are written with ?."""

    def __init__(self, where: str, row_factory: RowFactory[Any] = dict_row) -> None:
        self._where, self._row_factory = where, row_factory
        self._raw: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nobody is connected by us any more."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    def rows(self, query: str, parameters: Any = ()) -> list[Any]:
        """What the question gives. Raises psycopg.Error as long as the server is away."""
        put = query.replace("%", "%%").replace("?", "%s")
        try:
            return self._connected().execute(put, list(parameters)).fetchall()
        except psycopg.OperationalError:
            self.close()
            return self._connected().execute(put, list(parameters)).fetchall()

    def _connected(self) -> "psycopg.Connection[Any]":
        if self._raw is None:
            self._raw = psycopg.connect(
                self._where, autocommit=True, connect_timeout=5, row_factory=self._row_factory
            )
        return self._raw


def reader(database: Database) -> Reader:
    """That gives plain rows, as that of SQLite does."""
    return Reader(conninfo(database), tuple_row)


_INDEXES = (
    "select c.relname, nazien.bt_index_check(c.oid, true) from pg_class c join pg_index i on i.indexrelid = c.oid"
    " join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relnamespace = 'public'::regnamespace"
    " and i.indisvalid and c.relkind = 'i'"
)
_HEAPS = (
    "select c.relname, h.msg from pg_class c, lateral nazien.verify_heapam(c.oid) h"
    " where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace"
)
_TIES = (
    "select conrelid::regclass::text as van, confrelid::regclass::text as naar,"
    " array(select attname::text from unnest(conkey) with ordinality k(n, at) join pg_attribute"
    "  on attrelid = conrelid and attnum = k.n order by k.at) as hier,"
    " array(select attname::text from unnest(confkey) with ordinality k(n, at) join pg_attribute"
    "  on attrelid = confrelid and attnum = k.n order by k.at) as daar"
    " from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace"
)


def damage(read: Reader) -> list[str]:
    """What is wrong with the database itself: tables, indexes, and what points to rows that are not there."""
    found = []
    with suppress_into(found):
        read.rows(_INDEXES)
    with suppress_into(found):
        found += [f"{row['relname']}: {row['msg']}" for row in read.rows(_HEAPS)]
    for tie in read.rows(_TIES):
        same = " and ".join(f"v.{a} = n.{b}" for a, b in zip(tie["hier"], tie["daar"], strict=True))
        whole = " and ".join(f"v.{a} is not null" for a in tie["hier"])
        loose = read.rows(
            f"select count(*) as n from {tie['van']} v where {whole}"  # noqa: S608 -- names of the catalogue
            f" and not exists (select 1 from {tie['naar']} n where {same})"
        )
        if loose[0]["n"]:
            found.append(f"verwijzing uit {tie['van']}")
    return found


@contextmanager
def suppress_into(found: list[str]) -> Iterator[None]:
    """What the server says of a broken table is a finding."""
    try:
        yield
    except psycopg.Error as error:
        found.append(f"{type(error).__name__}: {str(error)[:150]}")


def dump(database: Database, target: Path) -> None:
    """Everything in it, to look at later."""
    server = database.server
    with suppress(RuntimeError):
        text = server._run(
            "pg_dump", "-h", str(server.folder), "-p", str(server.port), "-U", "postgres", database.name
        )
        target.write_text(text, encoding="utf-8")
