"""How much room each table and index takes, and what a copy costs. One class for each kind of store."""

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.store import kopie


@dataclass(frozen=True)
class Tabel:
    """bytes: of the rows themselves; indexen: of each index."""

    rijen: int
    bytes: int
    indexen: Mapping[str, int]

    @property
    def samen(self) -> int:
        return self.bytes + sum(self.indexen.values())


@dataclass(frozen=True)
class Kopie:
    """What it cost to make one."""

    bytes: int
    seconden: float


class Omvang(Protocol):
    """A store that can be measured. For PostgreSQL: pg_total_relation_size, pg_indexes_size and pg_dump."""

    def tabellen(self) -> dict[str, Tabel]:
        """Those that hold anything."""
        ...

    def bestand(self) -> int:
        """All that stands on the disk, free room in it too."""
        ...

    def kopie(self, folder: Path, now: datetime) -> Kopie:
        """Make one as the bot does, and check it."""
        ...


class SqliteOmvang:
    """Counts pages, by the table dbstat of SQLite itself."""

    def __init__(self, database: Path, key_file: Path) -> None:
        self.database, self._key_file = database, key_file

    def tabellen(self) -> dict[str, Tabel]:
        """Those that hold anything."""
        with closing(sqlite3.connect(self.database)) as db:
            used = dict(db.execute("select name, pgsize from dbstat where aggregate = true").fetchall())
            named = db.execute(
                "select name, tbl_name, type from sqlite_master where type in ('table', 'index')"
            ).fetchall()
            found: dict[str, Tabel] = {}
            for name, _, _ in (
                one for one in named if one[2] == "table" and not one[0].startswith(("sqlite_", "_"))
            ):
                rows = db.execute(f"select count(*) from {name}").fetchone()[0]  # noqa: S608
                indexes = {
                    one: used.get(one, 0) for one, table, soort in named if table == name and soort == "index"
                }
                if rows:
                    found[name] = Tabel(rows, used.get(name, 0), indexes)
        return found

    def bestand(self) -> int:
        """The file; its journal is emptied."""
        return self.database.stat().st_size

    def kopie(self, folder: Path, now: datetime) -> Kopie:
        """Make one as the bot does, and check it."""
        begin = time.process_time()
        made = kopie.make(self.database, self._key_file, folder, now, days=30)
        return Kopie(made.path.stat().st_size, time.process_time() - begin)
