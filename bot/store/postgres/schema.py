"""The tables on PostgreSQL: those of the migrations, put over, with the municipality in every key.

The database begins at BASELINE; every later step of bot/store/migrations.py runs here too. Each municipality has a
role of its own on the server, and the server shows it only the rows that this role wrote. The role that made the
tables is bound to that as well.
"""

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlite_utils import Database

from bot.store.errors import NewerDatabaseError, OlderDatabaseError, SuperuserError
from bot.store.migrations import migrations
from bot.store.postgres import dialect

if TYPE_CHECKING:
    from bot.store.postgres.verbinding import Verbinding

BASELINE = "m012_eerder_en_spoed"
# Not of a municipality's residents: how far the tables are, and who is at work.
OURS_ALONE = frozenset({"migratie", "werker", "beurt"})
# Whoever may work with the tables: the roles of the municipalities are members of this one.
GROUP = "elkedeur_gemeenten"
_LOCK = 7_305_812_001  # one at a time brings the tables up to date

_FUNCTIONS = (
    "create function instr(text, text) returns integer language sql immutable as 'select strpos($1, $2)'",
    "create function julianday(text) returns double precision language sql stable as"
    " $$select extract(julian from $1::timestamptz at time zone 'UTC')::double precision$$",
    # Sealing anew with another key is no change of what happened.
    """create function alleen_erbij() returns trigger language plpgsql as $$ begin
        if coalesce(current_setting('elkedeur.vernieuwt', true), '') <> '1' then raise exception 'append only'; end if;
        return new; end $$""",
    "create function nooit_weg() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$",
    """create function een_jaar() returns trigger language plpgsql as $$ begin
        if julianday(old.op) > julianday((select max(op) from inzage)) - 365 then raise exception 'kept a year'; end if;
        return old; end $$""",
)
_GUARDS = (
    *(
        f"create trigger {table}_blijft before update on {table} for each row execute function alleen_erbij()"
        for table in ("kaart_import", "kaart_wijziging", "inzage", "cijfer", "cijferperiode")
    ),
    *(
        f"create trigger {table}_weg before delete on {table} for each row execute function nooit_weg()"
        for table in ("kaart_import", "kaart_wijziging")
    ),
    "create trigger inzage_weg before delete on inzage for each row execute function een_jaar()",
)
# Who is at work, by the connection that it works through; and which gesprek is whose turn.
_WORKERS = (
    """create table werker (
        naam text collate "C" not null, pid integer not null, gezien timestamptz not null default clock_timestamp(),
        gemeente text collate "C" not null default current_user, primary key (gemeente, naam))""",
    """create unlogged table beurt (
        gesprek_id text collate "C" not null, werker text collate "C" not null,
        gemeente text collate "C" not null default current_user, primary key (gemeente, gesprek_id))""",
    "create index beurt_werker on beurt (gemeente, werker)",
)


def check_gebruiker(db: "Verbinding") -> None:
    """Rows are only kept apart from a role that may not pass over it. Raises SuperuserError."""
    ((above,),) = db.as_it_is(
        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
    ).fetchall()
    if above:
        raise SuperuserError


def bring_up_to_date(db: "Verbinding") -> None:
    """All steps that are missing, or none; who comes at the same moment waits. Raises NewerDatabaseError."""
    db.as_it_is("select pg_advisory_lock(%s)", [_LOCK])
    try:
        _steps(db)
    finally:
        db.as_it_is("select pg_advisory_unlock(%s)", [_LOCK])


def _steps(db: "Verbinding") -> None:
    names = [step.name for step in migrations._migrations]
    done = _applied(db)
    if done - set(names):
        raise NewerDatabaseError
    missing = [name for name in names if name not in done]
    if not missing:
        return
    if done and not _is_ours(db):
        raise OlderDatabaseError
    db.as_it_is("begin")
    try:
        if not done:
            for statement in baseline():
                db.as_it_is(statement)
        for name in missing:
            if name > BASELINE:
                for statement in step_of(name):
                    db.as_it_is(statement)
            db.as_it_is("insert into migratie (naam) values (%s)", [name])
        _share(db)
        db.as_it_is("commit")
    except BaseException:
        db.rollback()
        raise


def _is_ours(db: "Verbinding") -> bool:
    """Whether this role may change the tables."""
    ((ours,),) = db.as_it_is(
        "select pg_has_role(current_user, tableowner, 'member') from pg_tables where tablename = 'migratie'"
    ).fetchall()
    return bool(ours)


def _applied(db: "Verbinding") -> set[str]:
    ((there,),) = db.as_it_is("select to_regclass('migratie')").fetchall()
    if there is None:
        return set()
    return {name for (name,) in db.as_it_is("select naam from migratie").fetchall()}


def _share(db: "Verbinding") -> None:
    """The municipalities that are there already may work with what came."""
    if db.as_it_is("select 1 from pg_roles where rolname = %s", [GROUP]).fetchone() is not None:
        for statement in grants():
            db.as_it_is(statement)


def grants() -> tuple[str, ...]:
    """What a municipality may do: everything with its own rows, nothing with the tables themselves."""
    return (
        f"grant usage on schema public to {GROUP}",
        f"grant select, insert, update, delete on all tables in schema public to {GROUP}",
        f"grant usage on all sequences in schema public to {GROUP}",
        f"revoke insert, update, delete on migratie from {GROUP}",
    )


def baseline() -> list[str]:
    """Everything that the migrations up to BASELINE made."""
    made, points, indexes = [], [], []
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute("pragma foreign_keys = off")
        migrations.apply(Database(memory), stop_before=_after_baseline())
        rows = memory.execute(
            "select type, sql from sqlite_master where sql is not null and name not like '%sqlite%' order by rowid"
        ).fetchall()
    for kind, sql in rows:
        if kind == "table":
            own, later = dialect.table(sql)
            made += own
            points += later
        elif kind == "index":
            indexes.append(dialect.index(sql))
    workers = [*_WORKERS, *(line for table in ("werker", "beurt") for line in dialect.apart(table))]
    return [
        "create table migratie (naam text primary key)",
        *_FUNCTIONS,
        *made,
        *points,
        *indexes,
        *_GUARDS,
        *workers,
    ]


def _after_baseline() -> str | None:
    later = [step.name for step in migrations._migrations if step.name > BASELINE]
    return min(later, default=None)


def step_of(name: str) -> list[str]:
    """What one later migration does, put over. Such a step changes tables, not rows."""
    recorded = _Recorder()
    next(step for step in migrations._migrations if step.name == name).fn(recorded)  # type: ignore[arg-type]
    return recorded.statements


class _Recorder:
    """Stands in for a database: keeps what a migration wants done."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def execute(self, sql: str) -> None:
        """Put over, by what it begins with."""
        head = sql.strip().lower()
        if head.startswith("create table"):
            own, later = dialect.table(sql.strip())
            self.statements += [*own, *later]
        elif head.startswith(("create index", "create unique index")):
            self.statements.append(dialect.index(sql.strip()))
        else:
            self.statements.append(sql)
