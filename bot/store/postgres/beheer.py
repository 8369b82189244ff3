"""What only the administrator of the server does: make the tables, and a role for each municipality.

Where several share the tables, none of them owns any: who owns a table may take its wall away. So the tables, and the
database itself, go to a role as which nobody logs in.
"""

import contextlib
from collections.abc import Iterator
from contextlib import closing

import psycopg

from bot.store.errors import GemeenteExistsError, QueryRefusedError, StoreError, StoreUnavailableError
from bot.store.postgres import schema
from bot.store.postgres.verbinding import Verbinding, connect

OWNER = "elkedeur_tabellen"  # nobody logs in as this one
_TAKEN, _NOT_ALLOWED = "42710", "42501"


class BeheerError(StoreError):
    """The administrator's address cannot be used for this; the message says why, and never names a password."""


def add_gemeente(url: str, gebruiker: str, password: str) -> None:
    """A role that sees its own rows only. url: as who may make roles. Raises GemeenteExistsError, BeheerError.

    Tables that a single municipality made for itself are no longer its own from then on; its rows are.
    """
    with _as_beheerder(url) as db:
        if _there(db, gebruiker):
            raise GemeenteExistsError
        with _whole(db):
            _prepare(db)
            _take_over(db)
        _update(db)
        with _whole(db):
            _make_gebruiker(db, gebruiker, _sealed(url, gebruiker, password))


def update(url: str) -> None:
    """Bring the tables up to date. A municipality may not do that by itself once there are several.

    Raises BeheerError, NewerDatabaseError.
    """
    with _as_beheerder(url) as db:
        if not _there(db, OWNER):
            raise BeheerError("In deze database staan geen gemeenten. Maak er een: elkedeur gemeente erbij.")
        with _whole(db):
            _take_over(db)
        _update(db)


@contextlib.contextmanager
def _as_beheerder(url: str) -> Iterator[Verbinding]:
    try:
        with closing(Verbinding(url)) as db:
            yield db
    except QueryRefusedError as error:
        if error.code == _TAKEN:
            raise GemeenteExistsError from None
        if error.code == _NOT_ALLOWED:
            raise BeheerError(
                "Deze gebruiker mag dit niet in de database. Neem de beheerder van PostgreSQL zelf (postgres)."
            ) from None
        raise
    except StoreUnavailableError as error:
        raise BeheerError(
            f"De server van de database geeft geen antwoord, of laat u niet binnen ({error}). Kijk het adres na."
        ) from None


@contextlib.contextmanager
def _whole(db: Verbinding) -> Iterator[None]:
    """All or nothing."""
    db.as_it_is("begin")
    try:
        yield
        db.as_it_is("commit")
    except BaseException:
        db.rollback()
        raise


def _prepare(db: Verbinding) -> None:
    """The two roles that all share, and as who may make a role we may become the owner."""
    for name in (schema.GROUP, OWNER):
        if not _there(db, name):
            db.as_it_is(f"create role {name} nologin")
    db.as_it_is(f"grant {OWNER} to current_user")
    db.as_it_is(f"grant create, usage on schema public to {OWNER}")
    # A function with the name of one of ours, made by another, would run with the rights of who calls it.
    db.as_it_is("revoke create on schema public from public")


def _take_over(db: Verbinding) -> None:
    """What a single municipality made for itself; it goes on with its rows as one of several."""
    row = db.as_it_is(
        "select tableowner from pg_tables where tablename = 'migratie' and schemaname = current_schema()"
    ).fetchone()
    if row is None or row[0] == OWNER:
        return
    before = row[0]
    ((name, mine),) = db.as_it_is(
        "select quote_ident(datname), pg_get_userbyid(datdba) = %s from pg_database where datname = current_database()",
        [before],
    ).fetchall()
    ((quoted, above),) = db.as_it_is(
        "select quote_ident(rolname), rolsuper from pg_roles where rolname = %s", [before]
    ).fetchall()
    for statement in _belongings(db, before):
        db.as_it_is(statement)
    if mine and not above:
        db.as_it_is(f"alter database {name} owner to {OWNER}")
    if not above:
        db.as_it_is(f"grant connect on database {name} to {quoted}")
        db.as_it_is(f"grant {schema.GROUP} to {quoted}")
    for statement in schema.grants():
        db.as_it_is(statement)


def _belongings(db: Verbinding, gebruiker: str) -> list[str]:
    """What gives each table and function of this role to OWNER. Numbers go with their table."""
    rows = db.as_it_is(
        "select format('alter table %%s owner to %%I', oid::regclass, %(owner)s::text) from pg_class"
        " where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace"
        " and pg_get_userbyid(relowner) = %(before)s union all"
        " select format('alter function %%s owner to %%I', oid::regprocedure, %(owner)s::text) from pg_proc"
        " where pronamespace = current_schema()::regnamespace and pg_get_userbyid(proowner) = %(before)s",
        {"before": gebruiker, "owner": OWNER},
    ).fetchall()
    return [statement for (statement,) in rows]


def _update(db: Verbinding) -> None:
    db.as_it_is(f"set role {OWNER}")
    try:
        schema.bring_up_to_date(db)
    finally:
        db.as_it_is("reset role")
    with _whole(db):
        for statement in schema.grants():
            db.as_it_is(statement)


def _make_gebruiker(db: Verbinding, gebruiker: str, sealed: str) -> None:
    db.as_it_is(
        f'create role "{gebruiker}" login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password %s',
        [sealed],
    )
    ((name,),) = db.as_it_is("select quote_ident(current_database())").fetchall()
    db.as_it_is(f'grant connect on database {name} to "{gebruiker}"')
    db.as_it_is(f'grant {schema.GROUP} to "{gebruiker}"')


def _sealed(url: str, gebruiker: str, password: str) -> str:
    """As the server keeps it. The password itself never goes there, so no log of the server can hold it."""
    try:
        with closing(connect(url)) as connection:
            made = connection.pgconn.encrypt_password(password.encode(), gebruiker.encode(), b"scram-sha-256")
    except psycopg.Error:
        raise StoreUnavailableError("POSTGRES_WEG") from None
    return made.decode()


def _there(db: Verbinding, gebruiker: str) -> bool:
    return db.as_it_is("select 1 from pg_roles where rolname = %s", [gebruiker]).fetchone() is not None
