"""What the tables need of a database: the same sentences of SQL go to SQLite and to PostgreSQL.

They are written as SQLite reads them, with ? or :name, and only with what both understand; the few words that differ
are put over in bot/store/postgres/dialect.py.
"""

from collections.abc import Mapping, Sequence, Sized
from typing import Any, Protocol

Parameters = Sequence[Any] | Mapping[str, Any]


class Rows(Protocol):
    """What a sentence gave."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Table(Protocol):
    """What is known of a table. pks: its key, as this program knows it."""

    @property
    def columns_dict(self) -> Mapping[str, Any]: ...
    @property
    def pks(self) -> Sequence[str]: ...


class Database(Protocol):
    """One connection. conn: the same, for many rows at once."""

    @property
    def conn(self) -> Any: ...

    def execute(self, sql: str, parameters: Any = None, /) -> Rows:
        """Raises StoreUnavailableError or an error of sqlite3."""
        ...

    def table_names(self) -> list[str]:
        """All tables of ours."""
        ...

    def table(self, table_name: str, /) -> Any:
        """A Table."""
        ...


def columns(db: Database, table: str) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(db.table(table).columns_dict)


def marks(values: Sized) -> str:
    """A place for each of these in `in (…)`. None: a null, that nothing equals; PostgreSQL knows no empty list."""
    return ", ".join("?" * len(values)) or "null"
