"""The write-ahead log of SQLite as bytes: where its frames are, and how a crash or a bad disk leaves them.

The format is described at sqlite.org/fileformat2.html, section 4.
"""

import random
import shutil
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADER, FRAME = 32, 24


@dataclass(frozen=True)
class Wal:
    """page: the size of a page. commits: the numbers (from 0) of the frames that end a transaction."""

    page: int
    commits: tuple[int, ...]

    def end(self, frame: int) -> int:
        """Where this frame ends."""
        return HEADER + (frame + 1) * (FRAME + self.page)


def journal(database: Path) -> Path:
    """The log beside the database."""
    return database.with_name(database.name + "-wal")


def read(database: Path) -> Wal | None:
    """The frames that count; None when there is no log or nothing in it."""
    path = journal(database)
    raw = path.read_bytes() if path.exists() else b""
    if len(raw) < HEADER:
        return None
    page, salt = struct.unpack(">I", raw[8:12])[0], raw[16:24]
    commits, at, number = [], HEADER, 0
    while at + FRAME + page <= len(raw) and raw[at + 8 : at + 16] == salt:
        if struct.unpack(">I", raw[at + 4 : at + 8])[0]:
            commits.append(number)
        at, number = at + FRAME + page, number + 1
    return Wal(page, tuple(commits)) if commits else None


def tear(database: Path, chance: random.Random) -> str:
    """What a crash may leave behind the last transaction that was written whole. Gives what was done."""
    wal = read(database)
    if wal is None:
        return "geen logboek"
    path = journal(database)
    raw = path.read_bytes()
    end = wal.end(wal.commits[-1])
    frame = bytearray(raw[end - wal.page - FRAME : end])
    kind = chance.choice(("half", "onzin", "geknipt", "gedraaid"))
    if kind == "half":  # half a frame of the next transaction
        tail = bytes(frame[: chance.randrange(1, len(frame))])
    elif kind == "onzin":  # room that was taken and never written
        tail = chance.randbytes(chance.randrange(1, 3 * len(frame)))
    elif kind == "gedraaid":  # a whole frame whose sum is wrong, since one bit is
        frame[chance.randrange(len(frame))] ^= 1 << chance.randrange(8)
        frame[4:8] = b"\0\0\0\0"
        tail = bytes(frame)
    else:
        tail = b""
    path.write_bytes(raw[:end] + tail)
    return f"{kind}, {len(tail)} bytes achter {len(wal.commits)} transacties"


def damage(database: Path, chance: random.Random) -> tuple[str, dict[str, list[Any]]] | None:
    """Turn one bit in one of the last transactions that were written whole, as a bad disk does.

    Gives what was done and the tables as they must be now: those before the damaged transaction, no more and no
    less. None when there is no log.
    """
    wal = read(database)
    if wal is None or len(wal.commits) < 2:
        return None
    hit = chance.randrange(max(1, len(wal.commits) - 12), len(wal.commits))
    first, last = wal.commits[hit - 1] + 1, wal.commits[hit]
    frame = chance.randrange(first, last + 1)
    path = journal(database)
    raw = bytearray(path.read_bytes())
    at = wal.end(frame) - chance.randrange(1, wal.page + 1)
    raw[at] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)
    words = f"transactie {len(wal.commits) - hit} van achteren beschadigd"
    return words, _as_before(database, bytes(raw[: wal.end(wal.commits[hit - 1])]))


def _as_before(database: Path, log: bytes) -> dict[str, list[Any]]:
    folder = database.parent / "zoals-het-was"
    folder.mkdir(exist_ok=True)
    copy = folder / database.name
    shutil.copyfile(database, copy)
    journal(copy).write_bytes(log)
    tables = dump(copy)
    shutil.rmtree(folder)
    return tables


def dump(database: Path) -> dict[str, list[Any]]:
    """All rows of the tables in which the conversations stand."""
    with closing(sqlite3.connect(database)) as db:
        names = [row[0] for row in db.execute("select name from sqlite_master where type = 'table'")]
        return {name: db.execute(f"select * from {name} order by 1").fetchall() for name in names}  # noqa: S608


def dump_copy(database: Path) -> dict[str, list[Any]]:
    """The same of a copy, so that looking changes nothing."""
    log = journal(database)
    return _as_before(database, log.read_bytes() if log.exists() else b"")
