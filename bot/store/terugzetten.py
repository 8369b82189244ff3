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
from bot.store import apart
from bot.store.crypt import Crypt
from bot.store.database import Store
from bot.store.errors import KeyLostError
from bot.store.gewist import UNFINISHED, gewist_file, gewist_rows, read_gewist, sync
from bot.store.kopie import Inhoud, KopieError, free_name, in_words, inspect, journals
from bot.store.times import stamp

# The bytes that SQLite locks, as its file format lays down; every open connection in WAL mode holds some of them.
_LOCK_START, _LOCK_LENGTH = 0x40000000, 512
PUT_BACK = "teruggezet"  # the kenmerk in a database: when it was put back

# What colleagues may and how they log in is as it is now, not as it was. Once at most: the same login or mark.
_ACCOUNT = (
    "naam_geheim",
    "wijk_geheim",
    "oidc_hash",
    "wachtwoord",
    "totp_geheim",
    "totp_stap",
    "functies",
    "actief",
    "pogingen",
    "dicht_tot",
    "nieuw_wachtwoord",
)

# All that colleagues have of a signaal, and how it came to stand as it does.
_OF_SIGNAAL = ("bereik", "overdracht", "handeling", "behandeling", "termijn", "zet")
_STAYS = frozenset({"id", "nummer", "gesprek_id", "aangemaakt"})


class InUseError(KopieError):
    """The bot runs, or another command works with the database."""

    def __init__(self) -> None:
        super().__init__(
            "Elke Deur draait nog, of een andere opdracht gebruikt de database. Stop die eerst. Er is niets veranderd."
        )


class OtherKeyError(KopieError):
    """What must be taken along from the database before was sealed with a key that is not in the key file."""

    def __init__(self) -> None:
        super().__init__(
            "De database van zojuist past niet bij deze sleutel. Er is niets veranderd. Zet de sleutel van zojuist"
            " terug en noem de oude met --sleutel. Is die van zojuist kwijt? Verplaats dan eerst de database."
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
        readable = _carry(work, database, Crypt.from_file(key_file, may_create=False))
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


def _carry(work: Path, database: Path, crypt: Crypt) -> bool:
    """Take along from the database before what may not be turned back; whether it could all be read.

    Accounts that were closed, consent that was withdrawn with all that followed from it, ways in that were shut, and
    who looked at what. Raises OtherKeyError.
    """
    if not database.exists():
        return False
    with closing(sqlite3.connect(work.resolve().as_uri(), uri=True, isolation_level=None)) as copy:
        try:
            copy.execute("attach ? as nu", [_untouched(database)])
            if copy.execute("pragma nu.quick_check(1)").fetchone() != ("ok",):
                return False
            tables = {
                row[0] for row in copy.execute("select name from nu.sqlite_master where type = 'table'")
            }
            copy.execute("begin immediate")
            for table, act in (
                ("proef", lambda copy: _carry_proof(copy, crypt)),
                ("medewerker", _carry_accounts),
                ("toestemming", _carry_consent),
                ("signaal", _carry_withdrawn),
                ("outbox", _carry_lapsed),
                ("chat", _carry_seintjes),
                ("chatsessie", _carry_ways_in),
                ("inzage", _carry_looks),
            ):
                if table in tables:
                    act(copy)
            copy.execute("commit")
        except sqlite3.DatabaseError:
            copy.rollback()
            return False
    return True


def _untouched(database: Path) -> str:
    """To read it with its journal and leave both as they are, which SQLite otherwise tidies up when it closes."""
    return f"{database.resolve().as_uri()}?mode=ro"


def _columns(copy: sqlite3.Connection, schema: str, table: str) -> set[str]:
    return {row[1] for row in copy.execute(f"pragma {schema}.table_info({table})")}


def _carry_accounts(copy: sqlite3.Connection) -> None:
    there = _columns(copy, "nu", "medewerker")
    for column in _ACCOUNT:
        if column in there:
            copy.execute(
                f"update medewerker set {column} = m.{column} from nu.medewerker m where m.id = medewerker.id"  # noqa: S608
            )
    names = ", ".join(sorted(there & _columns(copy, "main", "medewerker")))
    copy.execute(f"insert or ignore into medewerker ({names}) select {names} from nu.medewerker")  # noqa: S608


def _carry_proof(copy: sqlite3.Connection, crypt: Crypt) -> None:
    """What is sealed there is taken along sealed: its keys are needed from now on too. Raises OtherKeyError."""
    try:
        for (sealed,) in copy.execute("select waarde_geheim from nu.proef").fetchall():
            crypt.unseal(sealed)
    except KeyLostError:
        raise OtherKeyError from None
    if "merk" in _columns(copy, "nu", "proef"):
        copy.execute("insert or ignore into proef select merk, waarde_geheim from nu.proef")


def _carry_consent(copy: sqlite3.Connection) -> None:
    # By what it is: in a copy of an older version the same yes has another id. A no ends whatever was given before it.
    copy.execute(
        "update toestemming set ingetrokken = n.op from (select gesprek_id, signaal_id, doel, max(ingetrokken) op"
        " from nu.toestemming where ingetrokken is not null group by 1, 2, 3) n"
        " where n.gesprek_id = toestemming.gesprek_id and n.doel = toestemming.doel"
        " and n.signaal_id is toestemming.signaal_id and n.op >= toestemming.gegeven"
        " and toestemming.ingetrokken is null"
    )
    # Who said no since is not asked how it goes.
    copy.execute(
        "update opvolging set status = 'vervallen', op = null where op is not null and exists ("
        " select 1 from nu.toestemming n where n.gesprek_id = opvolging.gesprek_id and n.doel = 'opvolging'"
        " and n.ingetrokken is not null and (n.signaal_id is null or n.signaal_id = opvolging.signaal_id)"
        " and not exists (select 1 from nu.toestemming r where r.gesprek_id = n.gesprek_id and r.doel = n.doel"
        " and r.ingetrokken is null and (r.signaal_id is null or r.signaal_id = opvolging.signaal_id)))"
    )


def _carry_withdrawn(copy: sqlite3.Connection) -> None:
    """A signaal that was withdrawn, or of a gesprek that took back the pakket or a number, is as it is now."""
    copy.execute("create temp table terug (id text primary key)")
    copy.execute(
        "insert into terug select s.id from nu.signaal s join main.signaal m on m.id = s.id"
        " where s.status = 'ingetrokken'"
    )
    if _columns(copy, "nu", "toestemming"):
        copy.execute(
            "insert or ignore into terug select s.id from nu.signaal s join main.signaal m on m.id = s.id"
            " where s.gesprek_id in (select gesprek_id from nu.toestemming"
            " where ingetrokken is not null and doel in ('doorgeven', 'contact'))"
        )
    _carry_alarms(copy)
    known = _shared(copy, "signaal") - _STAYS
    if not _columns(copy, "nu", "bereik"):  # so old that the number still stands inside
        known -= {"toestand_geheim"}
    sets = ", ".join(f"{name} = n.{name}" for name in sorted(known))
    copy.execute(
        f"update signaal set {sets} from nu.signaal n where n.id = signaal.id and n.id in (select id from terug)"  # noqa: S608
    )
    for table in _OF_SIGNAAL:
        _as_now(copy, table)
    copy.execute(
        "update opvolging set status = 'vervallen', op = null where op is not null"
        " and signaal_id in (select id from signaal where status = 'ingetrokken')"
    )


def _carry_alarms(copy: sqlite3.Connection) -> None:
    """Who took back a signaal about danger is known to colleagues under a new number, which the copy does not have."""
    names = ", ".join(sorted(_shared(copy, "signaal")))
    copy.execute(
        f"insert or ignore into main.signaal ({names}) select {names} from nu.signaal where nood is not null"  # noqa: S608
        " and status != 'ingetrokken' and gesprek_id in (select m.gesprek_id from main.signaal m"
        " join nu.signaal s on s.id = m.id where s.status = 'ingetrokken')"
    )
    copy.execute(
        "insert or ignore into terug select s.id from nu.signaal s join main.signaal m on m.id = s.id"
        " where s.gesprek_id in (select gesprek_id from nu.signaal where status = 'ingetrokken') and s.nood is not null"
    )


def _as_now(copy: sqlite3.Connection, table: str) -> None:
    """The rows of those signalen, in the place of what the copy had of them."""
    copy.execute(f"delete from main.{table} where signaal_id in (select id from terug)")  # noqa: S608
    shared = _shared(copy, table)
    if names := ", ".join(sorted(shared - {"id"})):
        copy.execute(
            f"insert into main.{table} ({names}) select {names} from nu.{table}"  # noqa: S608
            f" where signaal_id in (select id from terug) order by {'id' if 'id' in shared else 'signaal_id'}"
        )


def _shared(copy: sqlite3.Connection, table: str) -> set[str]:
    return _columns(copy, "nu", table) & _columns(copy, "main", table)


def _carry_lapsed(copy: sqlite3.Connection) -> None:
    """What lapsed goes no more; of what was withdrawn nothing goes that went, and all goes that still waits."""
    copy.execute(
        "update outbox set status = n.status, fout = n.fout, extern_id = n.extern_id, bezorgd = n.bezorgd,"
        " eigenaar = null from nu.outbox n where n.sleutel = outbox.sleutel and outbox.status in ('wacht', 'bezig')"
        " and (n.status = 'vervallen'"
        " or (n.signaal_id in (select id from terug) and n.status not in ('wacht', 'bezig')))"
    )
    names = ", ".join(sorted(_shared(copy, "outbox") - {"id"}))
    copy.execute(
        f"insert or ignore into main.outbox ({names}) select {names} from nu.outbox"  # noqa: S608
        " where signaal_id in (select id from terug) and status in ('wacht', 'bezig')"
        " and (gesprek_id is null or gesprek_id in (select id from main.gesprek)) order by id"
    )


def _carry_seintjes(copy: sqlite3.Connection) -> None:
    copy.execute(
        "update chat set seintje_geheim = null where gesprek_id in"
        " (select gesprek_id from nu.chat where seintje_geheim is null)"
    )


def _carry_ways_in(copy: sqlite3.Connection) -> None:
    copy.execute(
        "delete from chatsessie where gesprek_id in (select id from nu.gesprek)"
        " and merk not in (select merk from nu.chatsessie)"
    )


def _carry_looks(copy: sqlite3.Connection) -> None:
    names = ", ".join(sorted(_columns(copy, "nu", "inzage") & _columns(copy, "main", "inzage")))
    copy.execute(
        f"insert into inzage ({names}) select {names} from nu.inzage"  # noqa: S608
        " where id > (select coalesce(max(id), 0) from main.inzage)"
    )


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
        with closing(sqlite3.connect(_untouched(database), uri=True)) as connection:
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
        with closing(sqlite3.connect(_untouched(database), uri=True)) as connection:
            whole = connection.execute("pragma quick_check(1)").fetchone() == ("ok",)
        if whole:
            with closing(sqlite3.connect(database)) as connection:
                connection.execute("pragma wal_checkpoint(truncate)")
