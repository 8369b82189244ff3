"""Copies of the database, made while the bot runs: whole, checked, readable to nobody without the key.

By VACUUM INTO: one read of a moment that stands still, beside which everybody can go on writing. (The backup API in
steps begins anew at every write of another process, and so never ends on a busy day.)
"""

import contextlib
import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.crypt import Crypt
from bot.store.errors import StoreError
from bot.store.gewist import UNFINISHED, gewist_rows, keep_gewist, sync
from bot.store.migrations import migrations
from bot.store.times import moment, stamp

# Only files with these names are ever removed.
_COPY = re.compile(r"elkedeur-(\d{8}-\d{6})\.db")
_ASIDE = re.compile(r"elkedeur\.db\.opzij-(\d{8}-\d{6})(-wal|-journal)?")
_WHEN = "%Y%m%d-%H%M%S"
ALL_COPIES = 2  # days in which every copy is kept; after that one a day
MADE = "kopie"  # the kenmerk in a copy: when it was made
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class KopieError(StoreError):
    """A copy cannot be made or used; the message says why, and what to do."""


@dataclass(frozen=True)
class Inhoud:
    """What a database holds. gemaakt: when it was copied, if it is a copy; laatst: when something last came in.

    wachtend: what still had to go out.
    """

    versie: str
    gemaakt: datetime | None
    laatst: datetime | None
    gesprekken: int
    signalen: int
    opvolgingen: int
    wachtend: int


@dataclass(frozen=True)
class Kopie:
    """A copy that was made, and how many old ones were removed for it."""

    path: Path
    inhoud: Inhoud
    weg: int


def make(database: Path, key_file: Path, folder: Path, now: datetime, days: int) -> Kopie:
    """Copy, check, and only then give it its name. What is older than so many days goes: before, for room, and after.

    now: in the zone in which the administrator lives: the name tells it. Raises KopieError, KeyLostError.
    """
    if not database.exists():
        raise KopieError(f"{database} bestaat niet. Noem met --config de configuratie van de bot.")
    crypt = Crypt.from_file(key_file, may_create=False)
    with in_words(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        gone = _clean(folder, database.parent, now, days)
        target = free_name(folder, "elkedeur-", now, ".db")
        unfinished = folder / f".{target.name}{UNFINISHED}"
        try:
            _copy(database, unfinished, now)
            inhoud = inspect(unfinished, crypt)
            sync(unfinished)
            unfinished.rename(target)
            sync(folder)
        finally:
            unfinished.unlink(missing_ok=True)
        keep_gewist(database, _gewist_of(target), now - timedelta(days=days))
        return Kopie(target, inhoud, gone + _clean(folder, database.parent, now, days))


def newest(folder: Path) -> Path | None:
    """The last copy, if there is any."""
    found = sorted(path for path in folder.glob("elkedeur-*.db") if _COPY.fullmatch(path.name))
    return found[-1] if found else None


def inspect(path: Path, crypt: Crypt) -> Inhoud:
    """What stands in a copy, after checking that it is whole, ours, and readable with this key.

    Raises KopieError, KeyLostError.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            whole = copy.execute("pragma integrity_check(1)").fetchone() == ("ok",)
            if not whole or copy.execute("pragma foreign_key_check").fetchone() is not None:
                raise KopieError(f"{path.name} is beschadigd. Neem een andere kopie.")
            versie = _versie(copy, path.name)
            for (sealed,) in copy.execute("select waarde_geheim from proef").fetchall():
                crypt.unseal(sealed)
            return _inhoud(copy, versie)
    except sqlite3.DatabaseError:
        raise KopieError(f"{path.name} is geen hele kopie van Elke Deur. Neem een andere.") from None


def _versie(copy: sqlite3.Connection, name: str) -> str:
    """The last step of its tables. Raises KopieError when this program does not know all of them."""
    rows = copy.execute(
        "select name from _sqlite_migrations where migration_set = ? order by id", ["elkedeur"]
    )
    steps = [str(row[0]) for row in rows]
    known = {step.name for step in migrations._migrations}
    if not steps or set(steps) - known:
        raise KopieError(f"{name} komt uit een nieuwere versie van Elke Deur. Installeer eerst die versie.")
    return steps[-1]


def _inhoud(copy: sqlite3.Connection, versie: str) -> Inhoud:
    def one(query: str) -> str | None:
        row = copy.execute(query).fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def count(query: str) -> int:
        return int(one(f"select count(*) from {query}") or 0)  # noqa: S608  (our own text)

    made, last = (
        one(f"select waarde from kenmerk where naam = '{MADE}'"),  # noqa: S608
        one("select max(ontvangen) from bericht"),
    )
    return Inhoud(
        versie=versie,
        gemaakt=None if made is None else moment(made),
        laatst=None if last is None else moment(last),
        gesprekken=count("gesprek"),
        signalen=count("signaal"),
        opvolgingen=count("opvolging where op is not null"),
        wachtend=count("outbox where status in ('wacht', 'bezig')"),
    )


def free_name(folder: Path, start: str, now: datetime, end: str = "") -> Path:
    """A path that tells the moment, or the first second after it that is not taken."""
    while (path := folder / f"{start}{now:{_WHEN}}{end}").exists() or any(journals(path)):
        now += timedelta(seconds=1)
    return path


def journals(database: Path) -> Iterator[Path]:
    """What SQLite would play into a database of this name when it is opened."""
    return (path for end in ("-wal", "-journal") if (path := Path(f"{database}{end}")).exists())


def untouched(database: Path) -> str:
    """To read it with its journal and leave both as they are, which SQLite otherwise tidies up when it closes."""
    return f"{database.resolve().as_uri()}?mode=ro"


def _copy(database: Path, target: Path, now: datetime) -> None:
    """Without erased rows: what was wiped is not in the free pages either."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source = sqlite3.connect(
        f"{database.resolve().as_uri()}?mode=rw", uri=True, timeout=30, isolation_level=None
    )
    with closing(source):
        source.execute("vacuum into ?", [str(target)])
    with closing(sqlite3.connect(target)) as copy, copy:
        copy.execute("insert or replace into kenmerk (naam, waarde) values (?, ?)", [MADE, stamp(now)])


def _clean(folder: Path, home: Path, now: datetime, days: int) -> int:
    """Remove what is too old, and of days past all copies but the last; never the newest copy of all."""
    last, gone = newest(folder), 0
    last_of_day = {path.name[:17]: path for path in sorted(folder.iterdir()) if _COPY.fullmatch(path.name)}
    kept = {last, *(path for path in last_of_day.values() if not _older(path, now, days))}
    for path in folder.iterdir():
        if _COPY.fullmatch(path.name) and path not in kept and _older(path, now, min(days, ALL_COPIES)):
            path.unlink()
            gone += 1
    for path in home.iterdir():  # a database that was put aside
        if _ASIDE.fullmatch(path.name) and _older(path, now, days):
            path.unlink()
            gone += 1
    for path in folder.glob(f".elkedeur-*{UNFINISHED}"):  # broken off by a kill or a power cut
        if path.stat().st_mtime < now.timestamp() - timedelta(days=1).total_seconds():
            path.unlink()
    return gone


def _older(path: Path, now: datetime, days: int) -> bool:
    named = _COPY.fullmatch(path.name) or _ASIDE.fullmatch(path.name)
    try:
        made = datetime.strptime(f"{named[1]}+0000", f"{_WHEN}%z") if named else None
    except ValueError:  # eight digits that are no day: not ours
        made = None
    return made is not None and made.replace(tzinfo=now.tzinfo) < now - timedelta(days=days)


# --- who was erased since ---


def _gewist_of(copy: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return gewist_rows(connection)


# --- what goes wrong ---


@contextlib.contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Every failure of disk or database as one sentence. folder: where is written."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise KopieError(_reason(getattr(error, "sqlite_errorname", ""), folder)) from None
    except OSError as error:
        if error.errno in NO_ROOM:
            raise KopieError(_reason("SQLITE_FULL", folder)) from None
        raise KopieError(
            f"{folder} kan niet worden gebruikt ({type(error).__name__}). Geef er schrijfrecht op."
        ) from None


def _reason(name: str, folder: Path) -> str:
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return f"Schrijven in {folder} lukt niet: de schijf is vol of stuk. Maak ruimte en doe het opnieuw."
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CONSTRAINT")):
        return "De database is beschadigd. Zet de laatste goede kopie terug."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "De database is bezet. Er is niets veranderd. Doe het zo opnieuw."
    return f"De database kan niet worden gelezen of {folder} niet beschreven. Kijk de rechten na."
