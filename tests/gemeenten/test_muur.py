"""The wall in the database itself: as the role of B, past the program, with all that SQL has, for every table.

Whatever is tried gives an error or nothing, and the rows of A are the same afterwards.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from bot.gemeenten import gebruiker_of
from bot.store import Store
from tests.gemeenten.conftest import A, B, Gevuld, tables

Rij = dict[str, Any]
OF_A, OF_B = gebruiker_of(A), gebruiker_of(B)
SHARED = {"migratie"}  # how far the tables are: of nobody
NO_SUCH = (errors.ForeignKeyViolation, errors.RaiseException)  # the second: rows that are kept as they are
REFUSED = (errors.InsufficientPrivilege, errors.FeatureNotSupported)


class Dief:
    """Who has the password of B and a console."""

    def __init__(self, gevuld: Gevuld, raw: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self.gevuld, self.raw = gevuld, raw
        self.before = gevuld.installatie.dump()
        self.tables = [table for table in tables(raw) if table not in SHARED]

    def run(self, statement: str, *given: Any) -> "psycopg.Cursor[tuple[Any, ...]]":
        return self.raw.execute(statement, given or None)

    def undone(self, statement: str, *given: Any) -> int:
        """How many rows it touched; nothing of it stays."""
        with self.raw.transaction(force_rollback=True):
            return self.run(statement, *given).rowcount

    def refused(self, statement: str, *given: Any, more: tuple[type[Exception], ...] = ()) -> None:
        with pytest.raises((*REFUSED, *more)):
            self.undone(statement, *given)

    def names(self, table: str) -> list[str]:
        return [one.name for one in self.run(f"select * from {table} limit 0").description or ()]

    def rows(self, table: str, role: str) -> list[Rij]:
        """Of this role, as the administrator sees them."""
        return [row for row in self.before[table] if row["gemeente"] == role]


@pytest.fixture(scope="module")
def dief(gevuld: Gevuld) -> Iterator[Dief]:
    name = gevuld.installatie.database.name
    gevuld.installatie.database.sql(
        f"grant temporary on database {name} to {OF_B}"
    )  # as where nobody forbade it
    with gevuld.installatie.as_role(B) as raw:
        yield Dief(gevuld, raw)


@pytest.fixture(autouse=True)
def _unchanged(dief: Dief) -> Iterator[None]:
    """After every test."""
    yield
    assert dief.gevuld.installatie.dump() == dief.before


def put(table: str, row: Rij) -> tuple[str, list[Any]]:
    names = sql.SQL(", ").join(map(sql.Identifier, row)).as_string()
    places = ", ".join(["%s"] * len(row))
    return f"insert into {table} ({names}) overriding system value values ({places})", list(row.values())


def test_both_have_rows_in_every_table(dief: Dief) -> None:
    """Or what follows would prove nothing."""
    for role in (OF_A, OF_B):
        assert [table for table in dief.tables if not dief.rows(table, role)] == []


def test_every_way_to_read_shows_its_own_rows_only(dief: Dief) -> None:
    for table in dief.tables:
        own = len(dief.rows(table, OF_B))
        read = [
            f"select * from {table}",
            f"select * from only {table} for update",
            f"select * from {table} tablesample system (100)",
            f"select * from {table} where ctid is not null",
            f"with x as (select * from {table}) select * from x",
            f"select (select t) from {table} t",
        ]
        for statement in read:
            with dief.raw.transaction(force_rollback=True):
                found = dief.run(statement).fetchall()
            assert len(found) == own, statement
            assert OF_A not in repr(found), statement
        for statement in (
            f"select * from {table} where gemeente = '{OF_A}'",
            f"select * from {table} where gemeente <> current_user",
            f"select * from {table} x right join {table} y on true where y.gemeente = '{OF_A}'",
            f"select 1 where exists (select from {table} where gemeente = '{OF_A}')",
            f"select * from {table} where gemeente in (select rolname from pg_roles where rolname <> current_user)",
        ):
            assert dief.run(statement).fetchall() == [], statement
        with dief.raw.cursor().copy(f"copy {table} to stdout") as copied:
            lines = list(copied.rows())
        assert len(lines) == own
        assert OF_A not in repr(lines)


def test_turning_the_wall_off_for_oneself_is_an_error(dief: Dief) -> None:
    for table in dief.tables:
        dief.refused(f"set local row_security = off; select * from {table}")


def test_functions_and_views_of_ones_own_get_no_other_rows(dief: Dief) -> None:
    """A condition that tells what it is given is asked after the wall, not before."""
    told: list[str] = []
    dief.raw.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
    with dief.raw.transaction(force_rollback=True):
        dief.run(
            "create function pg_temp.verklap(text) returns boolean language plpgsql cost 0.0000001 security definer"
            " as $$ begin raise notice '%', $1; return true; end $$"
        )
        for number, table in enumerate(dief.tables):
            told.clear()
            own = len(dief.rows(table, OF_B))
            assert len(dief.run(f"select * from {table} t where pg_temp.verklap(t::text)").fetchall()) == own
            assert len(told) == own
            assert OF_A not in repr(told)
            dief.run(f"create temp view kijk{number} as select * from {table}")
            assert len(dief.run(f"select * from kijk{number}").fetchall()) == own
            dief.run(
                f"create function pg_temp.tel{number}() returns bigint language sql security definer"
                f" as 'select count(*) from public.{table}'"
            )
            assert dief.run(f"select pg_temp.tel{number}()").fetchall() == [(own,)]
            dief.run(f"create temp table mijn{number} as select * from {table}")
            assert OF_A not in repr(dief.run(f"select * from mijn{number}").fetchall())
    with pytest.raises(REFUSED), dief.raw.transaction():
        dief.run(
            "create function pg_temp.dicht(text) returns boolean language sql leakproof as 'select true'"
        )


def test_no_row_goes_over_the_border(dief: Dief) -> None:
    for table in dief.tables:
        theirs = dief.rows(table, OF_A)[0]
        keys = [
            name
            for (name,) in dief.run(
                "select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)"
                " where indrelid = %s::regclass and indisprimary",
                table,
            )
        ]
        statement, given = put(table, theirs)
        dief.refused(statement, *given)
        dief.refused(f"{statement} returning *", *given)
        dief.refused(f"{statement} on conflict do nothing", *given)
        conflict = f"on conflict ({', '.join(keys)}) do update set gemeente = excluded.gemeente returning *"
        dief.refused(f"{statement} {conflict}", *given)
        with pytest.raises(REFUSED), dief.raw.cursor().copy(f"copy {table} from stdin") as copy:
            copy.write_row(list(theirs.values()))


def test_what_belongs_to_another_cannot_be_changed_or_removed_or_taken(dief: Dief) -> None:
    for table in dief.tables:
        own = len(dief.rows(table, OF_B))
        column = next(name for name in dief.names(table) if name != "gemeente")
        for statement in (
            f"update {table} set {column} = {column} where gemeente = '{OF_A}' returning *",
            f"update {table} set gemeente = current_user where gemeente = '{OF_A}' returning *",
            f"update {table} t set {column} = t.{column} from {table} o where o.gemeente = '{OF_A}' returning *",
            f"delete from {table} where gemeente = '{OF_A}' returning *",
            f"delete from {table} t using {table} o where o.gemeente = '{OF_A}' returning *",
        ):
            assert dief.undone(statement) == 0, statement
        assert (
            dief.undone(
                f"merge into {table} t using (select 1) x on t.gemeente = '{OF_A}' when matched then delete"
            )
            == 0
        )
        for statement in (f"delete from {table}", f"update {table} set {column} = {column}"):
            with contextlib.suppress(*NO_SUCH):  # what others hang on, and what is kept as it is
                assert dief.undone(statement) == own
        dief.refused(f"update {table} set gemeente = '{OF_A}'", more=NO_SUCH)


def test_a_row_of_ones_own_can_point_at_nothing_of_another(dief: Dief) -> None:
    """The same error as for an id that does not exist, so it does not tell either that this one does."""
    points = dief.run(
        "select conrelid::regclass::text, confrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'f' and connamespace = 'public'::regnamespace"
    ).fetchall()
    assert len(points) > 10
    for table, to, how in points:
        column = how.partition("gemeente, ")[2].partition(")")[0]
        key = how.rpartition("gemeente, ")[2].partition(")")[0]
        theirs = dief.rows(to, OF_A)[0][key]
        assert dief.rows(table, OF_B), table
        dief.refused(
            f"update {table} set {column} = %s where ctid = (select min(ctid) from {table})",
            theirs,
            more=NO_SUCH,
        )


def test_the_tables_themselves_are_not_ours_to_change(dief: Dief) -> None:
    for table in dief.tables:
        for statement in (
            f"truncate {table}",
            f"truncate {table} cascade",
            f"alter table {table} disable row level security",
            f"alter table {table} no force row level security",
            f"alter table {table} owner to current_user",
            f"alter table {table} disable trigger all",
            f"alter table {table} add van_mij text",
            f"alter table {table} alter gemeente set default '{OF_A}'",
            f"drop policy eigen on {table}",
            f"alter policy eigen on {table} using (true)",
            f"create policy open on {table} using (true)",
            f"create rule r as on select to {table} do instead select 1",
            f"create index on {table} (gemeente)",
            f"create trigger t before insert on {table} for each row execute function nooit_weg()",
            f"drop table {table} cascade",
            f"comment on table {table} is 'x'",
            f"create publication p for table {table}",
        ):
            dief.refused(statement, more=(errors.WrongObjectType,))
        assert dief.undone(f"grant select on {table} to public") == -1  # a warning: there is nothing to give
        rights = f"select has_table_privilege('public', '{table}', 'select')"
        assert dief.gevuld.installatie.database.sql(rights) == "f"


EVERYWHERE = [
    f"set role {OF_A}",
    "set role elkedeur_tabellen",
    "set role postgres",
    f"set session authorization {OF_A}",
    "set session authorization postgres",
    "set session_replication_role = replica",
    f"grant {OF_A} to current_user",
    "grant elkedeur_tabellen to current_user",
    f"alter role {OF_A} password 'x'",
    f"alter role {OF_A} set role to {OF_B}",
    "alter role current_user bypassrls",
    "alter role current_user superuser",
    "alter role current_user createrole",
    f"drop role {OF_A}",
    "create role van_mij",
    f"drop owned by {OF_A}",
    f"reassign owned by {OF_A} to current_user",
    "reassign owned by elkedeur_tabellen to current_user",
    "create table public.van_mij (a text)",
    "create view public.van_mij as select 1",
    "create function public.instr(integer, integer) returns integer language sql as 'select 1'",
    "create or replace function public.instr(text, text) returns integer language sql as 'select 1'",
    "alter function public.julianday(text) security definer",
    "create schema van_mij",
    "drop schema public cascade",
    "alter schema public owner to current_user",
    "create extension dblink",
    "select pg_read_file('pg_hba.conf')",
    "select pg_ls_dir('.')",
    "select lo_import('/etc/passwd')",
    "copy (select 1) to program 'id'",
    "copy (select 1) to '/tmp/van_mij'",
    "select * from pg_authid",
    "select * from pg_shadow",
    "select * from pg_statistic",
    "select * from pg_statistic_ext_data",
    "select pg_create_physical_replication_slot('van_mij')",
    "insert into migratie (naam) values ('van_mij')",
    "delete from migratie",
    "update migratie set naam = naam",
]


@pytest.mark.parametrize("statement", EVERYWHERE)
def test_nobody_becomes_another_or_more_than_he_is(dief: Dief, statement: str) -> None:
    dief.refused(statement)


def test_the_database_is_not_ours_to_drop_or_change(dief: Dief) -> None:
    name = dief.gevuld.installatie.database.name
    for statement in (
        f"drop database {name}",
        f"alter database {name} set row_security = off",
        "alter system set row_security = off",
    ):
        with pytest.raises(REFUSED):
            dief.run(statement)


def test_figures_about_values_are_of_nobody(dief: Dief) -> None:
    """The administrator has them made: without the wall they would hold the most common values."""
    for table in dief.tables:
        where = f"schemaname = 'public' and tablename = '{table}'"
        assert dief.run(f"select * from pg_stats where {where}").fetchall() == []
        assert dief.gevuld.installatie.database.sql(f"select count(*) from pg_stats where {where}") != "0"
    assert dief.run("select * from pg_stats_ext").fetchall() == []


def test_numbers_cannot_be_set_back(dief: Dief) -> None:
    names = dief.run("select oid::regclass::text from pg_class where relkind = 'S'").fetchall()
    assert len(names) > 3
    for (name,) in names:
        dief.refused(f"select setval('{name}', 1)")
        dief.refused(f"select last_value from {name}")


def test_what_another_is_doing_is_not_seen_and_not_stopped(dief: Dief) -> None:
    found = dief.run(
        f"select pid, query, client_addr, application_name from pg_stat_activity where usename = '{OF_A}'"
    ).fetchall()
    assert found
    for pid, query, address, _ in found:
        assert query == "<insufficient privilege>"
        assert address is None
        dief.refused("select pg_terminate_backend(%s)", pid)
        dief.refused("select pg_cancel_backend(%s)", pid)


def test_on_what_they_call_each_other_cannot_be_guessed(dief: Dief) -> None:
    """Made with the key of the municipality; what is called is an id."""
    with Store.open(*dief.gevuld.place(A)) as a, Store.open(*dief.gevuld.place(B)) as b:
        assert a.werk.channel != b.werk.channel  # type: ignore[attr-defined]
        known = repr(dief.run("select * from pg_roles").fetchall())
        assert a.werk.channel.rpartition("_")[2] not in known  # type: ignore[attr-defined]
        guesses = {
            b.crypt.lookup("berichten", one)[:32]
            for one in (OF_A, OF_B, A, "", dief.gevuld.installatie.database.name)
        }
        assert not any(guess in a.werk.channel for guess in guesses)  # type: ignore[attr-defined]
