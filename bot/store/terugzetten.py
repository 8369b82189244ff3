"""Puts a copy back in the place of the database. Nothing is thrown away, and nothing comes back that may not.

The copy is worked on beside the database, and only swapped in when it is ready: until then a kill changes nothing.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import struct
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.core.gesprek import Fase
from bot.store import apart, meenemen
from bot.store.crypt import Crypt
from bot.store.database import Store
from bot.store.gewist import UNFINISHED, gewist_file, gewist_rows, read_gewist, sync
from bot.store.kopie import Inhoud, KopieError, free_name, in_words, inspect, journals, untouched
from bot.store.times import stamp

# The bytes that SQLite locks, as its file format lays down; every open connection in WAL mode holds some of them.
_LOCK_START, _LOCK_LENGTH = 0x40000000, 512
PUT_BACK = "teruggezet"  # the kenmerk in a database: when it was put back


class InUseError(KopieError):
    """The bot runs, or another command works with the database."""

    def __init__(self) -> None:
        super().__init__(
            "Elke Deur draait nog, of een andere opdracht gebruikt de database. Stop die eerst. Er is niets veranderd."
        )


@dataclass(frozen=True)
class Onzeker:
    """A row that waited in the copy and may have gone out since; it does not go again by itself."""

    sleutel: str
    signaal_id: str | None


@dataclass(frozen=True)
class Teruggezet:
    """What was done. opzij: where the database before is now, None when there was none.

    gewist: how many were erased again. leesbaar: whether the database before could tell what happened since.
    onzeker: numbers of signalen of which the pakket may be out already.
    """

    opzij: Path | None
    gewist: int
    leesbaar: bool
    onzeker: tuple[str, ...]


def check_not_too_old(inhoud: Inhoud, now: datetime, days: int) -> None:
    """Raises KopieError: of who was erased after such a copy nothing is known any more, and he would come back."""
    made = max((at for at in (inhoud.gemaakt, inhoud.laatst) if at is not None), default=None)
    if made is None or made < now - timedelta(days=days):
        raise KopieError(
            f"Deze kopie is ouder dan {days} dagen, of het is niet te zien hoe oud. Wie zich intussen liet wissen,"
            " komt dan terug. Neem een nieuwere kopie. Moet het toch deze zijn? Zet er --te-oud bij."
        )


def check_not_in_use(database: Path) -> None:
    """Raises InUseError when anybody has the database open."""
    with contextlib.suppress(FileNotFoundError), _alone(database):
        pass


@contextlib.contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Nobody else has it open, nor can open it until the end. Works on a damaged file too."""
    handle = os.open(database, os.O_RDWR)
    try:
        lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _LOCK_START, _LOCK_LENGTH, 0)
        # Of this one open file, not of the process: another connection in this very process counts as another.
        try:
            fcntl.fcntl(handle, fcntl.F_OFD_SETLK, lock)
        except (BlockingIOError, PermissionError):
            raise InUseError from None
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def taken_out(bestand: Path, database: Path, key_file: Path) -> Iterator[tuple[Path, Inhoud]]:
    """A checked copy of the copy, beside the database, and what is in it. It is gone afterwards if it was not used.

    Raises KopieError, KeyLostError.
    """
    if not bestand.is_file():
        raise KopieError(f"{bestand} bestaat niet. Kies een kopie uit de map met kopieën.")
    crypt = Crypt.from_file(key_file, may_create=False)
    work = database.with_name(f".{database.name}{UNFINISHED}")
    with in_words(database.parent):
        database.parent.mkdir(parents=True, exist_ok=True)
        _remove(work)
        try:
            _lay_beside(bestand, work)
            yield work, inspect(work, crypt)
        finally:
            _remove(work)


def _lay_beside(bestand: Path, work: Path) -> None:
    """With its journal, if it was copied by hand from a database that was open."""
    for end in ("", "-wal"):
        source, target = Path(f"{bestand}{end}"), Path(f"{work}{end}")
        if source.exists():
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            shutil.copyfile(source, target)
    _fold(work)


def _fold(path: Path) -> None:
    """Everything in one file."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("pragma journal_mode = delete")
    except sqlite3.DatabaseError:
        raise KopieError("Dit is geen hele kopie van Elke Deur. Neem een andere.") from None


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    gewist_file(path).unlink(missing_ok=True)


def put_back(
    work: Path,
    database: Path,
    key_file: Path,
    now: datetime,
    *,
    once: Collection[str],
    tell: Callable[[Store, Onzeker], None],
) -> Teruggezet:
    """Make it today's, and swap it in. now: in the administrator's zone.

    once: kinds of rows that may never go twice. tell: writes to colleagues about one that waited.
    Raises InUseError, KopieError, KeyLostError; the database is as it was then.
    """
    with in_words(database.parent):
        check_not_in_use(database)
        Store.open(work, key_file).close()  # brings its tables up to date
        readable = meenemen.carry(work, database, Crypt.from_file(key_file, may_create=False))
        waiting = _settle_outbox(work, once)
        with Store.open(work, key_file) as store:
            with store.transaction():
                apart.prove(store._db, store.crypt)
            _leave_withdrawn(store)
            erased = _erase_again(store, work, database)
            numbers = _tell_all(store, waiting, tell)
            store.set_kenmerk(PUT_BACK, stamp(now))
        _fold(work)
        sync(work)
        aside = _swap(work, database, now)
    return Teruggezet(aside, erased, readable, numbers)


def _settle_outbox(work: Path, once: Collection[str]) -> list[Onzeker]:
    """What waits goes out, if need be twice; but what may go only once is left to people."""
    kinds = ", ".join("?" for _ in once)
    with closing(sqlite3.connect(work)) as copy, copy:
        query = (
            "update outbox set status = 'onzeker', fout = 'teruggezet'"  # noqa: S608  (only question marks come in)
            f" where status in ('wacht', 'bezig') and soort in ({kinds}) returning sleutel, signaal_id"
        )
        rows = copy.execute(query, list(once)).fetchall()
        copy.execute("update outbox set status = 'wacht', eigenaar = null where status = 'bezig'")
        copy.execute("delete from sessie")  # who logged out stays out; colleagues log in anew
    return [Onzeker(*row) for row in rows]


def _leave_withdrawn(store: Store) -> None:
    """Who was talking about what is withdrawn now is asked nothing about it any more."""
    rows = store._db.execute("select gesprek_id, id from signaal where status = 'ingetrokken'").fetchall()
    with store.transaction():
        for gesprek_id, id in rows:
            before = gesprek = store.gesprekken.load(gesprek_id)
            if gesprek.opvolging is not None and gesprek.opvolging.signaal == id:
                gesprek = replace(gesprek, opvolging=None)
            if gesprek.signaal is not None and gesprek.signaal.id == id:
                gesprek = replace(gesprek, fase=Fase.LUISTERT, vraag=None, daarna="plekken", signaal=None)
                gesprek = replace(gesprek, afgerond=None, gaat_over=None, rol_vooraf="onbekend", knoppen=())
            if gesprek != before:
                store.gesprekken.save(gesprek)


def _erase_again(store: Store, work: Path, database: Path) -> int:
    """Who was erased after the copy was made stays erased; gives how many that were."""
    count = 0
    with store.transaction():
        for id, op in sorted((read_gewist(database) | _salvaged(database)).items()):
            with contextlib.suppress(KeyError):
                store.gesprekken.load(id)
                count += 1
            store.gesprekken.erase(id, datetime.fromisoformat(op))
    store.scrub()
    return count


def _salvaged(database: Path) -> dict[str, str]:
    """As far as the database before can still be read."""
    try:
        with closing(sqlite3.connect(untouched(database), uri=True)) as connection:
            return gewist_rows(connection)
    except sqlite3.DatabaseError:
        return {}


def _tell_all(
    store: Store, waiting: list[Onzeker], tell: Callable[[Store, Onzeker], None]
) -> tuple[str, ...]:
    """Those that were not erased in the meantime. Gives the numbers of their signalen."""
    numbers: list[str] = []
    with store.transaction():
        for row in waiting:
            with contextlib.suppress(KeyError):
                numbers.append(store.signalen.load(row.signaal_id or "").nummer)
                tell(store, row)
    return tuple(dict.fromkeys(numbers))


def _swap(work: Path, database: Path, now: datetime) -> Path | None:
    """Put the one before aside with its journal, and the new one in its place in one move."""
    aside = free_name(database.parent, f"{database.name}.opzij-", now)
    if not database.exists():
        # A journal without its database: SQLite would play it into whatever has this name.
        _put_aside_journals(database, aside)
        sync(database.parent)
        work.rename(database)
        sync(database.parent)
        return None
    _empty_journal(database)
    with _alone(database):
        os.link(database, aside)
        _put_aside_journals(database, aside)
        work.rename(database)
        sync(database.parent)
    return aside


def _put_aside_journals(database: Path, aside: Path) -> None:
    for journal in journals(database):
        journal.rename(f"{aside}{journal.name.removeprefix(database.name)}")
    Path(f"{database}-shm").unlink(missing_ok=True)


def _empty_journal(database: Path) -> None:
    """So that a kill in the middle of the swap leaves a whole database. What is damaged stays as it is."""
    with contextlib.suppress(sqlite3.DatabaseError):
        with closing(sqlite3.connect(untouched(database), uri=True)) as connection:
            whole = connection.execute("pragma quick_check(1)").fetchone() == ("ok",)
        if whole:
            with closing(sqlite3.connect(database)) as connection:
                connection.execute("pragma wal_checkpoint(truncate)")
