"""A new key, while the bot runs: everything sealed again, then the old key is dropped.

Each step is done when it can be seen in the file or the database, so after a kill -9 the next call goes on from there:
1. the new key is announced in the key file, and everybody works with that file;
2. the database cannot be opened any more without it;
3. it seals, and everybody works with that;
4. every sealed column and every mark is made again, a few rows at a time;
5. nothing sealed with an old key is left: the old key leaves the database's proof, and then the file.
A running bot takes up a new key file at its next transaction; nobody drops a key before that (bot/store/sleutel.py).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.store import apart
from bot.store.crypt import Crypt, Soort
from bot.store.database import Store
from bot.store.engine import Database, columns
from bot.store.errors import KeyBusyError
from bot.store.postgres.verbinding import Verbinding

ROWS = 100  # at a time: so long a resident waits at most
SECONDS = 60.0  # that other programs get to take up a new key file

IDENTITY = frozenset({"adres_geheim", "contact_geheim"})
# A mark that is made again, since what it is made of stands beside it: column -> how.
MARKS: dict[tuple[str, str], Callable[[Crypt, dict[str, Any]], str]] = {
    ("adres", "adres_hash"): lambda crypt, row: crypt.lookup(row["kanaal"], row["adres_geheim"]),
    ("chat", "code_hash"): lambda crypt, row: crypt.lookup("chat code", row["code_geheim"]),
    ("medewerker", "login_hash"): lambda crypt, row: crypt.lookup(
        "medewerker", row["login_geheim"].strip().casefold()
    ),
}
# Of these nothing but the mark is kept: found with the old look-up key, and made anew at the next occasion.
CARRIED = frozenset({("medewerker", "oidc_hash"), ("sessie", "merk"), ("chatsessie", "merk")})


def renew(
    store: Store, *, seconds: float = SECONDS, told: Callable[[str, int], None] = lambda table, rows: None
) -> int:
    """Make a new key, or finish what was broken off. Gives how many rows were sealed again.

    told: hears of every batch. Raises KeyBusyError when another program holds on to the old key, KeyFileError when the
    file cannot be written: nothing is lost then, and the same call goes on later.
    """
    if store.werk.elsewhere():  # waiting for who reads the key file reaches only this machine
        raise KeyBusyError
    file = store.key_file
    _take_up(store)
    broken_off = file.wait_for_others(seconds)
    if broken_off and not file.ring.nieuw and len(file.ring.keys) == 1:
        return 0  # only the file before was still there
    if not file.ring.nieuw and len(file.ring.keys) == 1:
        file.replace(file.ring.announced(), seconds)
    if file.ring.nieuw:
        with store.transaction():
            apart.prove(store._db, Crypt(file.ring.begun()))
        file.replace(file.ring.begun(), seconds)
    _take_up(store)
    with store.transaction():  # whoever put two keys in the file himself: the first is needed from now on
        apart.prove(store._db, store.crypt)
    count = sum(_batches(store, told))
    with store.transaction():
        store._db.execute("delete from proef where merk != ?", [store.crypt.merk])
    file.replace(file.ring.ended(), seconds)
    _take_up(store)
    store.scrub()
    return count


def _take_up(store: Store) -> None:
    """The same keys as in the file."""
    store.key_file.refresh()
    store.crypt.use(store.key_file.ring)


def _batches(store: Store, told: Callable[[str, int], None]) -> Iterator[int]:
    for table in sealed_tables(store._db):
        last: Any = None
        while True:
            with store.transaction():
                last, count, more = _batch(store._db, store.crypt, table, last)
            told(table, count)
            yield count
            if not more:
                break


def sealed_tables(db: Database) -> tuple[str, ...]:
    """Every table with something sealed in it, but the proof."""
    names = (name for name in db.table_names() if name != "proef")
    return tuple(name for name in names if any(column.endswith("_geheim") for column in columns(db, name)))


def _batch(db: Database, crypt: Crypt, table: str, last: Any) -> tuple[Any, int, bool]:
    """Seal the next rows again. Gives the last of them, how many changed, and whether there are more."""
    key, names = db.table(table).pks[0], columns(db, table)
    rows = db.execute(
        f"select {key}, {', '.join(names)} from {table} where ? is null or {key} > ? order by {key} limit {ROWS}",  # noqa: S608
        [last, last],
    ).fetchall()
    changes = [(row[0], _changes(crypt, table, dict(zip(names, row[1:], strict=True)))) for row in rows]
    with _unguarded(db, table):
        for id, change in changes:
            if change:
                sets = ", ".join(f"{name} = ?" for name in change)
                db.execute(f"update {table} set {sets} where {key} = ?", [*change.values(), id])  # noqa: S608
    return rows[-1][0] if rows else None, sum(1 for _, change in changes if change), len(rows) == ROWS


def _changes(crypt: Crypt, table: str, row: dict[str, Any]) -> dict[str, str]:
    """The columns of one row that must be written again."""
    changed = {}
    for name, token in row.items():
        if not name.endswith("_geheim") or not token:  # empty: its words are no longer kept
            continue
        soort: Soort = "identiteit" if name in IDENTITY else "inhoud"
        row[name] = crypt.unseal(token, soort)
        if not crypt.is_fresh(token, soort):
            changed[name] = crypt.seal(row[name], soort)
    for (of, name), made in MARKS.items():
        if of == table and row[name] != (mark := made(crypt, row)):
            changed[name] = mark
    return changed


@contextmanager
def _unguarded(db: Database, table: str) -> Iterator[None]:
    """What may only be added to is sealed again all the same: its guards stand aside within this transaction."""
    if isinstance(db, Verbinding):
        db.as_it_is("set local elkedeur.vernieuwt = '1'")
        yield
        db.as_it_is("set local elkedeur.vernieuwt = ''")
        return
    guards = db.execute(
        "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ? and sql like '%before update%'",
        [table],
    ).fetchall()
    for name, _ in guards:
        db.execute(f"drop trigger {name}")
    yield
    for _, sql in guards:
        db.execute(sql)
