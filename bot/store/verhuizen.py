"""Moves a database from its file of SQLite to PostgreSQL: made the same row by row, compared whole, then marked.

There is one way to do it, for the first time, after it was broken off, and for what changed since: both sides are read
in the order of their keys, and what differs is put right at the target, a batch at a time. What is there is how far it
got, so a kill -9 at any moment needs nothing but the same command again. While the bot works, a snapshot is taken over;
the last time nobody else may have the file open, and that time ends with the mark in it.

Only rows of the role of the target are seen there, by its own row security: other municipalities are not touched.
"""

import contextlib
import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from bot.store.crypt import Soort
from bot.store.database import Store
from bot.store.engine import Database
from bot.store.errors import (
    KeyLostError,
    MovedError,
    QueryRefusedError,
    StoreError,
    StoreUnavailableError,
)
from bot.store.gewist import keep_gewist, read_gewist
from bot.store.plek import Postgres
from bot.store.postgres.dialect import GEMEENTE
from bot.store.postgres.sloten import key as lock_key
from bot.store.postgres.store import MOVING, UNDER_WAY, PostgresStore
from bot.store.sqlite import MOVED
from bot.store.terugzetten import InUseError, check_not_in_use
from bot.store.times import moment
from bot.store.vernieuwen import IDENTITY, sealed_tables

ROWS = 2000  # at a time
MARK, BUSY, READY = MOVING, UNDER_WAY, "klaar"  # the kenmerk of the target, and what it says
PATIENCE = 10.0  # seconds in which the server finds out that a command that was killed is gone
SAMPLE = 5  # sealed rows of each table that must open, from both ends
# Of the move itself, or of the tables as that engine keeps them.
_NOT_MOVED = frozenset({"_sqlite_migrations"})
_MARKS = frozenset({MOVED, MARK})
# May only lose what is older than a year before its newest row: so that one comes first.
_LOSES_LAST = frozenset({"inzage"})

Row = tuple[Any, ...]


class VerhuisError(StoreError):
    """It does not go, or not yet; the message says why, and what to do. No words of anybody are in it."""


@dataclass(frozen=True)
class Geteld:
    """One table, the same on both sides. hash: over every row, in the order of its key."""

    tabel: str
    rijen: int
    hash: str


@dataclass(frozen=True)
class Verhuisd:
    """What was done. klaar: whether the target is the database from now on. tabellen: only then."""

    klaar: bool
    veranderd: int
    tabellen: tuple[Geteld, ...] = ()


def move(
    database: Path, key_file: Path, naar: Postgres, *, told: Callable[[str], None] = lambda table: None
) -> Verhuisd:
    """Take over what differs; if nobody else has the file open, also compare everything and mark it as moved.

    told: hears of every batch. Raises VerhuisError, KeyLostError, DatabaseUnreadableError. The file is as it was then,
    and the same call goes on later.
    """
    try:
        Store.open(database, key_file).close()  # its tables are of now, and the key fits
    except MovedError as error:
        return _finish(database, key_file, naar, error)
    with _target(naar, key_file) as target:
        _check_may_be_filled(target)
        _set_mark(target, BUSY)
        try:
            check_not_in_use(database)
        except InUseError:
            with _beside(database) as source:
                return Verhuisd(False, _same(source, target, told))
        with _alone(database) as source:
            changed = _same(source, target, told)
            _raise_numbers(source, target)
            counted = _compare(source, target)
            _check_opens(target)
            _mark_moved(source, str(naar))
        _set_mark(target, READY)
    return Verhuisd(True, changed, counted)


def undo(database: Path, key_file: Path, naar: Postgres) -> None:
    """The file is the database again. Raises VerhuisError when anything was written at the target since."""
    with _target(naar, key_file) as target, _alone(database) as source:
        if _moved_to(source) is None:
            raise VerhuisError("Deze database is niet verhuisd. Er is niets veranderd.")
        if target.store.kenmerk(MARK) is None:
            raise VerhuisError(f"Naar {naar} is niets verhuisd. Noem de database van de verhuizing.")
        try:
            _compare(source, target)
        except VerhuisError:
            raise VerhuisError(
                "In de nieuwe database is al gewerkt. Wie teruggaat, raakt dat kwijt. Er is niets veranderd. Blijf op"
                " PostgreSQL. Is dat stuk? Zet daar een kopie terug: docs/beheer/README.md."
            ) from None
        with target.store.transaction():
            target.store.set_kenmerk(MARK, BUSY)
            for table in ("werker", "beurt"):
                target.pg.as_it_is(f"delete from {table}")  # noqa: S608  (our own words)
        source.db.execute("delete from kenmerk where naam = ?", [MOVED])
        source.db.execute("commit")


def _finish(database: Path, key_file: Path, naar: Postgres, error: MovedError) -> Verhuisd:
    """It was moved already; perhaps killed before the target knew."""
    if error.naar != str(naar):
        raise error
    with _target(naar, key_file) as target, _alone(database) as source:
        if target.store.kenmerk(MARK) != BUSY:
            raise error
        counted = _compare(source, target)
        _set_mark(target, READY)
    return Verhuisd(True, 0, counted)


# --- the two sides ---


@dataclass(frozen=True)
class _Shape:
    """A table as both sides know it. kinds: text or bigint, by column; own: columns that no two rows share."""

    name: str
    keys: tuple[str, ...]
    kinds: dict[str, str]
    own: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the key first."""
        return (*self.keys, *(name for name in self.kinds if name not in self.keys))

    def key(self, row: Row) -> Row:
        """Of a row that begins with it."""
        return row[: len(self.keys)]


class _Side:
    """Reads rows in the order of their key, which is the same on both: text by its bytes."""

    def __init__(self, db: Any) -> None:
        self.db = db

    def rows(
        self, shape: _Shape, columns: tuple[str, ...], after: Row | None, upto: Row | None, limit: int = -1
    ) -> list[Row]:
        """Of these columns, that begin with the key; without the marks of the move."""
        keys = f"({', '.join(shape.keys)})"
        places = f"({', '.join('?' for _ in shape.keys)})"
        bounds = [(f"{keys} > {places}", after), (f"{keys} <= {places}", upto)]
        where = [words for words, row in bounds if row is not None]
        given = [value for _, row in bounds if row is not None for value in row]
        sql = f"select {', '.join(columns)} from {shape.name}"  # noqa: S608  (names of our own tables)
        sql += f" where {' and '.join(where)}" if where else ""
        sql += f" order by {', '.join(shape.keys)}"
        sql += f" limit {limit}" if limit >= 0 else ""
        return [tuple(row) for row in self.db.execute(sql, given).fetchall()]

    def batches(
        self, shape: _Shape, columns: tuple[str, ...]
    ) -> Iterator[tuple[Row | None, list[Row], Row | None]]:
        """(after, rows, up to and including): together they leave no key out. The last has no end."""
        after: Row | None = None
        while True:
            rows = self.rows(shape, columns, after, None, ROWS)
            if len(rows) < ROWS:
                yield after, rows, None
                return
            yield after, rows, shape.key(rows[-1])
            after = shape.key(rows[-1])


class _Source(_Side):
    """The file of SQLite, in a transaction that stays open."""

    db: sqlite3.Connection

    def check_whole(self) -> None:
        """Raises VerhuisError: what is damaged is not carried over."""
        broken = self.db.execute("pragma quick_check(1)").fetchone() != ("ok",)
        if broken or self.db.execute("pragma foreign_key_check").fetchone() is not None:
            raise VerhuisError(
                "De database is beschadigd. Zet eerst de laatste goede kopie terug met: elkedeur gegevens terugzetten."
            )

    def names(self) -> tuple[str, ...]:
        """All tables of ours, in such an order that no row points to one that comes later."""
        found = self.db.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'"
        )
        points = {name: self._points_to(name) for (name,) in found.fetchall() if name not in _NOT_MOVED}
        return tuple(TopologicalSorter(points).static_order())

    def _points_to(self, name: str) -> set[str]:
        return {row[2] for row in self.db.execute(f"pragma foreign_key_list({name})")} - {name}

    def shape(self, name: str, kinds: dict[str, str]) -> _Shape:
        """kinds: as the target has them. Raises VerhuisError when it has other columns."""
        info = self.db.execute(f"pragma table_info({name})").fetchall()
        if {row[1] for row in info} != set(kinds):
            raise VerhuisError(
                f"Tabel {name} is in de nieuwe database anders. Gebruik overal dezelfde versie."
            )
        keys = tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5])
        unique = [row[1] for row in self.db.execute(f"pragma index_list({name})") if row[3] == "u"]
        own = tuple(row[2] for index in unique for row in self.db.execute(f"pragma index_info({index})"))
        return _Shape(name, keys, {row[1]: kinds[row[1]] for row in info}, own)

    def highest(self, shape: _Shape) -> int:
        """The highest number that was ever given, as far as that is known."""
        ((most,),) = self.db.execute(f"select coalesce(max({shape.keys[0]}), 0) from {shape.name}").fetchall()  # noqa: S608
        there = "select 1 from sqlite_master where name = 'sqlite_sequence'"
        if self.db.execute(there).fetchone() is None:
            return int(most)
        row = self.db.execute("select seq from sqlite_sequence where name = ?", [shape.name]).fetchone()
        return int(max(most, row[0] if row else 0))


class _Target(_Side):
    """PostgreSQL, as the role of one municipality."""

    def __init__(self, store: PostgresStore) -> None:
        super().__init__(store._db)
        self.store = store
        self.pg = store._pg

    def put(self, shape: _Shape, rows: list[Row]) -> None:
        """These rows are there, as they are here."""
        names = ", ".join(shape.columns)
        sets = ", ".join(f"{name} = excluded.{name}" for name in shape.columns if name not in shape.keys)
        conflict = f"on conflict ({GEMEENTE}, {', '.join(shape.keys)}) do " + (
            f"update set {sets}" if sets else "nothing"
        )
        self._write(
            shape,
            f"insert into {shape.name} ({names}) select {names}"  # noqa: S608
            f" from json_populate_recordset(null::{shape.name}, %s::json) {conflict}",
            shape.columns,
            rows,
        )

    def remove(self, shape: _Shape, keys: list[Row]) -> None:
        """And all that hangs on them: what should not go, is put back when it is the turn of its table."""
        same = " and ".join(f"t.{name} = w.{name}" for name in shape.keys)
        self._write(
            shape,
            f"delete from {shape.name} t using json_populate_recordset(null::{shape.name}, %s::json) w where {same}",  # noqa: S608
            shape.keys,
            keys,
        )

    def _write(self, shape: _Shape, sql: str, columns: tuple[str, ...], rows: list[Row]) -> None:
        given = json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)
        try:
            with self.store.transaction():
                # What may only be added to was perhaps sealed anew with another key since the last time.
                self.pg.as_it_is("select set_config('elkedeur.vernieuwt', '1', true)")
                self.pg.as_it_is(sql, [given])
        except QueryRefusedError as error:
            first, last = _shown(shape.key(rows[0])), _shown(shape.key(rows[-1]))
            raise VerhuisError(
                f"De nieuwe database weigert rijen van tabel {shape.name}, tussen {first} en {last} ({error.code})."
                " De oude database is niet veranderd. Begin opnieuw met een lege nieuwe database, of vraag de makers."
            ) from None


@contextlib.contextmanager
def _target(naar: Postgres, key_file: Path) -> Iterator[_Target]:
    """Nobody else works with it. Raises VerhuisError."""
    try:
        store = PostgresStore.open(naar, key_file, moving=True)
    except KeyLostError:
        raise VerhuisError(
            f"In {naar} staat al iets dat met een andere sleutel is geschreven. Neem een lege database. Ook als u de"
            " sleutel vernieuwde nadat u begon met verhuizen. Er is niets veranderd."
        ) from None
    with store:
        try:
            _check_nobody_else(store)
            store._pg.only_this = True  # by its lock nobody else moves in here
            yield _Target(store)
        except StoreUnavailableError as error:
            raise VerhuisError(
                f"De nieuwe database doet het even niet ({error}). Er is niets kwijt."
                " Geef straks dezelfde opdracht nog een keer: die gaat verder."
            ) from None


def _check_nobody_else(store: PostgresStore) -> None:
    """The server needs a moment to notice that who was killed is gone."""
    until = time.monotonic() + PATIENCE
    ((gebruiker,),) = store._pg.as_it_is("select current_user").fetchall()
    lock = lock_key(gebruiker, MARK)
    others = (
        "select pg_try_advisory_lock(%s) and not exists (select 1 from pg_stat_activity"
        " where datname = current_database() and usename = current_user and pid <> pg_backend_pid())"
    )
    while not store._pg.as_it_is(others, [lock]).fetchall()[0][0]:
        if time.monotonic() > until:
            raise VerhuisError(
                "Er werkt nog iemand met de nieuwe database: een bot of een opdracht. Stop die eerst."
                " Er is niets veranderd."
            )
        time.sleep(0.1)


def _check_may_be_filled(target: _Target) -> None:
    """Empty, or filled by a move that was broken off, and never worked with. Raises VerhuisError."""
    mark = target.store.kenmerk(MARK)
    worked = target.pg.as_it_is("select 1 from werker limit 1").fetchone() is not None
    if mark == READY or worked or (mark is None and not _is_empty(target)):
        raise VerhuisError(
            f"In {target.store.plek} staan al gegevens, of er is al een bot mee gestart. Wie nu verhuist, overschrijft"
            " die. Neem een lege database. Er is niets veranderd."
        )


def _is_empty(target: _Target) -> bool:
    """But for what opening it leaves: the proof of the key, and that nothing of before needs to be moved."""
    known = {"kenmerk": "where naam <> 'apart'", "proef": "where false"}
    asked = (f"select 1 from {name} {known.get(name, '')} limit 1" for name in target.db.table_names())  # noqa: S608
    return all(target.db.execute(sql).fetchone() is None for sql in asked)


def _set_mark(target: _Target, mark: str) -> None:
    with target.store.transaction():
        target.store.set_kenmerk(MARK, mark)


@contextlib.contextmanager
def _beside(database: Path) -> Iterator[_Source]:
    """As it is at one moment, while the bot writes on."""
    with _opened(database) as connection:
        connection.execute("pragma query_only = on")
        connection.execute("begin")
        yield _Source(connection)


@contextlib.contextmanager
def _alone(database: Path) -> Iterator[_Source]:
    """Nobody else can open it until the end. Raises InUseError."""
    with _opened(database) as connection:
        connection.execute("pragma busy_timeout = 0")
        try:
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("pragma synchronous = full")
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise InUseError from None
            raise
        yield _Source(connection)


@contextlib.contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{database.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5, isolation_level=None)) as connection:
            # What is no text can be told so, with the place where it stands.
            connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
            yield connection
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", None) or "SQLITE_ERROR"
        raise VerhuisError(f"{database.name} kan niet worden gelezen of gemarkeerd ({name}).") from None


def _moved_to(source: _Source) -> str | None:
    row = source.db.execute("select waarde from kenmerk where naam = ?", [MOVED]).fetchone()
    return None if row is None else str(row[0])


def _mark_moved(source: _Source, naar: str) -> None:
    """From now on nobody works with the file any more."""
    source.db.execute("insert into kenmerk (naam, waarde) values (?, ?)", [MOVED, naar])
    source.db.execute("commit")
    source.db.execute("begin")


# --- making it the same ---


def _shapes(source: _Source, target: _Target) -> tuple[_Shape, ...]:
    names = source.names()
    if set(names) != set(target.db.table_names()):
        raise VerhuisError("De nieuwe database heeft andere tabellen. Gebruik overal dezelfde versie.")
    return tuple(source.shape(name, dict(target.db.table(name).columns_dict)) for name in names)


def _same(source: _Source, target: _Target, told: Callable[[str], None]) -> int:
    """First what must go, then what must come; gives how many rows came or changed."""
    source.check_whole()
    shapes = _shapes(source, target)
    for shape in reversed(shapes):
        if shape.name not in _LOSES_LAST:
            _remove_gone(source, target, shape)
    count = 0
    for shape in shapes:
        for after, rows, upto in source.batches(shape, shape.columns):
            there = {shape.key(row): row for row in target.rows(shape, shape.columns, after, upto)}
            new = [row for row in _ours(shape, rows) if there.get(shape.key(row)) != row]
            if new:
                _check_fits(shape, new)
                target.put(shape, new)
            count += len(new)
            told(shape.name)
    for shape in shapes:
        if shape.name in _LOSES_LAST:
            _remove_gone(source, target, shape)
    return count


def _remove_gone(source: _Source, target: _Target, shape: _Shape) -> None:
    """Rows that are gone, or that hold on to what only one row may have and what another one may have now."""
    columns = (*shape.keys, *(name for name in shape.own if name not in shape.keys))
    for after, rows, upto in target.batches(shape, columns):
        if rows:
            end = upto or shape.key(rows[-1])
            there = set(source.rows(shape, columns, after, end))
            gone = [shape.key(row) for row in _ours(shape, rows) if row not in there]
            if gone:
                target.remove(shape, gone)


def _ours(shape: _Shape, rows: Iterable[Row]) -> list[Row]:
    """All but the marks of the move."""
    return [row for row in rows if not (shape.name == "kenmerk" and row[0] in _MARKS)]


def _check_fits(shape: _Shape, rows: list[Row]) -> None:
    """Raises VerhuisError for what SQLite takes and PostgreSQL does not."""
    for row in rows:
        for name, value in zip(shape.columns, row, strict=True):
            if not _fits(value, shape.kinds[name]) or (value is None and name in shape.keys):
                raise VerhuisError(
                    f"Tabel {shape.name}, rij {_shown(shape.key(row))}, kolom {name}: deze waarde kan niet in"
                    " PostgreSQL staan. De oude database is niet veranderd. Vraag de makers om raad."
                )


def _fits(value: Any, kind: str) -> bool:
    if value is None:
        return True
    if kind != "text":
        return isinstance(value, int)
    return isinstance(value, str) and "\0" not in value and not _is_broken(value)


def _is_broken(value: str) -> bool:
    return not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value)


def _shown(key: Row) -> str:
    """A key, fit for any screen."""
    return ", ".join(ascii(part)[:60] for part in key)


def _raise_numbers(source: _Source, target: _Target) -> None:
    """The next number is above every one that was given. Never down: others may take from the same row of numbers."""
    for shape in _shapes(source, target):
        if len(shape.keys) != 1 or shape.kinds[shape.keys[0]] == "text":
            continue
        highest = source.highest(shape)
        numbers = target.pg.as_it_is(
            "select pg_get_serial_sequence(%s, %s)", [shape.name, shape.keys[0]]
        ).fetchall()[0][0]
        step = 1
        while highest > 0 and step > 0:
            # By taking them: a role that is not the owner may not set them.
            ((at,),) = target.pg.as_it_is(
                "select max(nextval(%s::regclass)) from generate_series(1, %s)", [numbers, step]
            ).fetchall()
            step = min(highest - at, 1_000_000)


# --- looking whether it is right ---


def _compare(source: _Source, target: _Target) -> tuple[Geteld, ...]:
    """Every row of both, each by itself. Raises VerhuisError. What points to others was looked at by both engines."""
    counted = []
    for shape in _shapes(source, target):
        here, there = (_counted(side, shape) for side in (source, target))
        if here != there:
            raise VerhuisError(
                f"Tabel {shape.name} is niet gelijk: {here.rijen} rijen hier, {there.rijen} daar."
                " De oude database is niet veranderd. Geef dezelfde opdracht nog een keer."
            )
        counted.append(here)
    return tuple(sorted(counted, key=lambda one: one.tabel))


def _counted(side: _Side, shape: _Shape) -> Geteld:
    digest, count = hashlib.sha256(), 0
    for _, rows, _ in side.batches(shape, shape.columns):
        for row in _ours(shape, rows):
            digest.update(json.dumps(row).encode() + b"\n")
            count += 1
    return Geteld(shape.name, count, digest.hexdigest())


def _check_opens(target: _Target) -> None:
    """A few of each table, from the new database with the key that the bot will use. Raises VerhuisError."""
    db: Database = target.store._db
    for name in sealed_tables(db):
        columns = [column for column in db.table(name).columns_dict if column.endswith("_geheim")]
        key = db.table(name).pks[0]
        for column in columns:
            soort: Soort = "identiteit" if column in IDENTITY else "inhoud"
            for way in ("asc", "desc"):
                rows = db.execute(
                    f"select {column} from {name} where {column} <> '' order by {key} {way} limit {SAMPLE}"  # noqa: S608
                ).fetchall()
                for (token,) in rows:
                    try:
                        target.store.crypt.unseal(token, soort)
                    except KeyLostError:
                        raise VerhuisError(
                            f"Tabel {name}, kolom {column}: de sleutel opent niet alles. Zet het goede sleutelbestand"
                            " terug. De oude database is niet veranderd."
                        ) from None


# --- backups that the server makes ---


def erase_again(store: Store, beside: Path, since: datetime) -> tuple[int, int]:
    """Write down beside the database who was erased, and erase who came back with a backup.

    beside: the name of the list, as of a file of SQLite. since: what is older than any backup is left out.
    Gives how many stand on the list, and how many were erased again.
    """
    rows = {str(id): str(op) for id, op in store._db.execute("select gesprek_id, op from gewist").fetchall()}
    keep_gewist(beside, rows, since)
    listed, count = read_gewist(beside), 0
    for id, op in sorted(listed.items()):
        with store.transaction():
            if store._db.execute("select 1 from gesprek where id = ?", [id]).fetchone() is not None:
                count += 1
            store.gesprekken.erase(id, moment(op))
    store.scrub()
    return len(listed), count
