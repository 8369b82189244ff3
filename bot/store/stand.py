"""What monitoring asks of the database: numbers only, through a connection of its own, so from any thread."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.store.errors import StoreUnavailableError
from bot.store.plek import Plek, Postgres
from bot.store.postgres.verbinding import Verbinding
from bot.store.times import moment, stamp

PATIENCE = 1.0  # seconds for a lock
MARK = "bewaking"


@dataclass(frozen=True)
class Waiting:
    """Rows of the outbox of one soort and status, and when the oldest of them was made."""

    soort: str
    status: str
    count: int
    oldest: datetime


@dataclass(frozen=True)
class Stand:
    """How the database stands. berichten: came in and not handled yet; opvolgingen: should be asked by now."""

    outbox: tuple[Waiting, ...]
    berichten: int
    opvolgingen: int
    database_bytes: int
    wal_bytes: int

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What still has to go out."""
        return tuple(row for row in self.outbox if row.status in ("wacht", "bezig"))

    @property
    def oldest(self) -> datetime | None:
        """When the oldest row that still has to go out was made."""
        return min((row.oldest for row in self.waiting), default=None)


def look(plek: Plek, now: datetime) -> Stand:
    """Raises StoreUnavailableError."""
    with _connected(plek) as db:
        rows = db.execute(
            "select soort, status, count(*), min(aangemaakt) from outbox group by soort, status"
        ).fetchall()
        berichten = db.execute("select count(*) from bericht where status = 'ontvangen'").fetchone()[0]
        opvolgingen = db.execute(
            "select count(*) from opvolging where op is not null and op <= ?", [stamp(now)]
        ).fetchone()[0]
        sizes = _sizes(plek, db)
    return Stand(
        tuple(Waiting(row[0], row[1], row[2], moment(row[3])) for row in rows),
        berichten,
        opvolgingen,
        *sizes,
    )


def prove_writable(plek: Plek, now: datetime) -> None:
    """Write something small for good. Raises StoreUnavailableError: full, locked, read-only, damaged or gone."""
    with _connected(plek) as db:
        db.execute(
            "insert into kenmerk (naam, waarde) values (?, ?)"
            " on conflict (naam) do update set waarde = excluded.waarde",
            [MARK, stamp(now)],
        )


@contextmanager
def _connected(plek: Plek) -> Iterator[Any]:
    if isinstance(plek, Postgres):
        with closing(Verbinding(plek.url)) as server:
            yield server
        return
    try:
        with closing(
            sqlite3.connect(
                f"{plek.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None
            )
        ) as db:
            db.execute("pragma synchronous = full")
            yield db
    except sqlite3.DatabaseError as error:
        raise StoreUnavailableError(getattr(error, "sqlite_errorname", None) or "sqlite_error") from None


def _sizes(plek: Plek, db: Any) -> tuple[int, int]:
    """Bytes of the database, and of its journal where that is ours to look after."""
    if isinstance(plek, Postgres):
        return int(db.execute("select pg_database_size(current_database())").fetchone()[0]), 0
    return _size(plek), _size(plek.with_name(plek.name + "-wal"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
