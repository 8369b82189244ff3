"""Where the database stands: a file of SQLite, or a PostgreSQL server."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Postgres:
    """A database on a server. url: postgresql://…; it may hold a password, so it is never shown.

    map: the folder of this installation, for what stands beside the database.
    """

    url: str = field(repr=False)
    map: Path

    def exists(self) -> bool:
        """As of a file: whether there is anything to open. That shows when it is opened."""
        return True

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.hostname or 'postgresql'}{parts.path}"


Plek = Path | Postgres
