"""Who was erased, beside the database: for the day it cannot be read any more and a copy is put back.

Random ids and moments, nothing of a person.
"""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.store.times import moment, stamp

UNFINISHED = ".deel"  # ends the name of a file that is being written


def gewist_file(database: Path) -> Path:
    """Where they stand."""
    return database.with_suffix(".gewist")


def read_gewist(database: Path) -> dict[str, str]:
    """id of a gesprek -> when it was erased. A line that is no such pair is passed by."""
    try:
        lines = gewist_file(database).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    return _sound(pair for pair in map(str.split, lines) if len(pair) == 2)


def _sound(pairs: Iterable[Iterable[str]]) -> dict[str, str]:
    """Without those of which the moment is none."""
    found = {}
    for id, op in pairs:
        with contextlib.suppress(ValueError, TypeError):
            if moment(op).tzinfo is not None:
                found[id] = op
    return found


def keep_gewist(database: Path, rows: Mapping[str, str], since: datetime) -> None:
    """Write them to that file, with those that stood there; what is older than any copy goes."""
    with _alone(database.parent):
        _keep(database, rows, since)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Another process that writes one down at this moment waits: neither loses what the other wrote."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _keep(database: Path, rows: Mapping[str, str], since: datetime) -> None:
    known = read_gewist(database)
    all_ = {id: op for id, op in (known | dict(rows)).items() if op >= stamp(since)}
    if all_ == known:
        return
    path = gewist_file(database)
    fresh = path.with_name(f"{path.name}{UNFINISHED}")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{id} {op}\n" for id, op in sorted(all_.items()))
        file.flush()
        os.fsync(handle)
    fresh.rename(path)
    sync(path.parent)


def gewist_rows(connection: sqlite3.Connection) -> dict[str, str]:
    """Who was erased, by this database; nobody when it is from before that was kept."""
    there = "select 1 from sqlite_master where type = 'table' and name = 'gewist'"
    if connection.execute(there).fetchone() is None:
        return {}
    return _sound(connection.execute("select gesprek_id, op from gewist"))


def sync(path: Path) -> None:
    """What was written to this file or folder stands on the disk, also after a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
