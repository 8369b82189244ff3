"""`elkedeur gemeente erbij` and `bijwerken` on a real server: what is made, what is refused, what never leaks."""

import os
import re
import stat
from pathlib import Path

import psycopg
import pytest

from bot.cli import main
from bot.cli_gemeente import BEHEER
from bot.config import ConfigError
from bot.gemeenten import gebruiker_of, url_of
from bot.store import Store
from bot.store.errors import OlderDatabaseError
from bot.store.plek import Postgres
from bot.store.postgres import schema
from tests.gemeenten.conftest import A, B, Installatie, tables
from tests.postgres import Database


def place(installatie: Installatie, naam: str) -> Postgres:
    return Postgres(installatie.url(naam), installatie.folder / naam / "gegevens")


def opened(installatie: Installatie, naam: str) -> Store:
    return Store.open(place(installatie, naam), installatie.folder / naam / "gegevens" / "elkedeur.sleutel")


def roles(installatie: Installatie) -> set[str]:
    return set(installatie.database.sql("select rolname from pg_roles").split())


def test_a_municipality_comes_in_an_empty_database_and_can_work_at_once(installatie: Installatie) -> None:
    assert installatie.erbij(A) == 0
    with opened(installatie, A) as store, store.transaction():
        store.set_kenmerk("a", "b")
    (row,) = [row for row in installatie.dump()["kenmerk"] if row["naam"] == "a"]
    assert row["gemeente"] == gebruiker_of(A)
    rights = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin"
    assert (
        installatie.database.sql(f"select {rights} from pg_roles where rolname = '{gebruiker_of(A)}'")
        == "f|f|f|f|f|t"
    )
    owners = installatie.database.sql("select distinct tableowner from pg_tables where schemaname = 'public'")
    assert owners == "elkedeur_tabellen"
    assert (
        installatie.database.sql("select rolcanlogin from pg_roles where rolname = 'elkedeur_tabellen'")
        == "f"
    )


def test_what_it_makes_is_closed_to_others_on_the_machine(installatie: Installatie) -> None:
    before = os.umask(0)
    try:
        assert installatie.erbij(A) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(installatie.settings_file(A).stat().st_mode) == 0o600
    assert stat.S_IMODE(installatie.settings_file(A).parent.stat().st_mode) == 0o700


def test_a_password_stands_in_its_file_and_nowhere_else(
    installatie: Installatie, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    installatie.database.server.sql("alter system set log_statement = 'all'", "select pg_reload_conf()")
    try:
        assert installatie.erbij(A) == 0
        assert installatie.erbij(A) == 2
    finally:
        installatie.database.server.sql("alter system reset log_statement", "select pg_reload_conf()")
    password = psycopg.conninfo.conninfo_to_dict(installatie.url(A))["password"]
    assert len(str(password)) > 40
    log = installatie.database.server.log()
    assert "create role" in log
    said = capfd.readouterr()
    assert str(password) not in log + said.out + said.err + caplog.text
    assert str(password) in installatie.settings_file(A).read_text("utf-8")


def test_the_address_of_a_municipality_says_nothing_of_the_administrator() -> None:
    given = (
        "postgresql://chef:geheim@db.example:5433/deur?sslmode=verify-full&password=ook&user=chef&passfile=/x"
    )
    assert (
        url_of(given, "elkedeur_a", "w/w")
        == "postgresql://elkedeur_a:w%2Fw@db.example:5433/deur?sslmode=verify-full"
    )


def test_the_same_name_twice_is_refused_and_changes_nothing(
    installatie: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installatie.erbij(A) == 0
    before, text = installatie.dump(), installatie.settings_file(A).read_text("utf-8")
    assert installatie.erbij(A) == 2
    assert "bestaat al" in capsys.readouterr().err
    elsewhere = Installatie(installatie.database, installatie.folder.parent / "andere")
    assert elsewhere.erbij(A) == 2
    assert "heeft al een gebruiker" in capsys.readouterr().err
    assert not (elsewhere.folder / A).exists()
    assert installatie.dump() == before
    assert installatie.settings_file(A).read_text("utf-8") == text
    opened(installatie, A).close()


ODD = (
    "",
    "A",
    "Bladel",
    "a",
    "1a",
    "a_b",
    "a b",
    "a'b",
    'a"b',
    "a;drop",
    "../weg",
    "a/b",
    "a--b",
    "a-",
    "één",
    "a\n",
)


@pytest.mark.parametrize("naam", [*ODD, "tabellen", "gemeenten", "x" * 41, "bladel\x00"])
def test_odd_names_are_refused_before_anything_is_made(naam: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="kan niet"):
        gebruiker_of(naam)
    assert main(["gemeente", "erbij", naam, "--gemeente", "X", "--map", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_names_that_differ_have_roles_that_differ() -> None:
    namen = ["bergen", "bergen-op-zoom", "bergenopzoom", "s-hertogenbosch", "x" * 40]
    made = {gebruiker_of(naam) for naam in namen}
    assert len(made) == len(namen)
    assert all(re.fullmatch("[a-z_0-9]{1,63}", role) for role in made)


def test_a_folder_that_exists_is_refused_before_the_database_is_touched(
    installatie: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    (installatie.folder / A).mkdir(parents=True)
    (installatie.folder / A / "mijn.txt").write_text("van mij", encoding="utf-8")
    before = roles(installatie)
    assert installatie.erbij(A) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert roles(installatie) == before
    assert (installatie.folder / A / "mijn.txt").read_text(encoding="utf-8") == "van mij"
    assert installatie.dump() == {}


def test_a_name_with_odd_signs_comes_back_as_it_was_given(installatie: Installatie) -> None:
    from bot.gemeenten import _settings, make_folder

    given = "'s-\"Hert\\ogen{bosch}\x7f\t"
    file = make_folder(installatie.folder, "proef", given, "postgresql://a:b@c/d")
    assert _settings(file).gemeente == given
    with pytest.raises(ConfigError):
        make_folder(installatie.folder, "leeg", "", "postgresql://a:b@c/d")
    assert not (installatie.folder / "leeg").exists()


@pytest.mark.parametrize(
    "wrong", ["geheim-zonder-vorm", "postgresql://x:geheim@127.0.0.1", "mysql://x:geheim@y/z"]
)
def test_an_address_that_is_none_is_refused_without_saying_it(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BEHEER, wrong)
    assert main(["gemeente", "erbij", A, "--gemeente", "X", "--map", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert "geen adres van PostgreSQL" in said.err
    assert "geheim" not in said.out + said.err
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_lets_nobody_in_leaves_no_folder_and_no_password_in_the_message(
    installatie: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    database = installatie.database
    wrong = f"postgresql://{database.role}:geheim-fout@127.0.0.1:{database.server.port}/{database.name}"
    assert installatie.erbij(A, wrong) == 2
    said = capsys.readouterr()
    assert "laat u niet binnen" in said.err
    assert "geheim-fout" not in said.out + said.err
    assert not (installatie.folder / A).exists()


def test_who_may_make_no_roles_is_told_so_and_nothing_is_left(
    installatie: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    before = roles(installatie)
    assert installatie.erbij(A, installatie.database.url) == 2
    assert "beheerder van PostgreSQL" in capsys.readouterr().err
    assert roles(installatie) == before
    assert not (installatie.folder / A).exists()


def test_the_owner_of_the_database_who_may_make_roles_is_administrator_enough(
    installatie: Installatie,
) -> None:
    installatie.database.sql(f"alter role {installatie.database.role} createrole")
    assert installatie.erbij(A, installatie.database.url) == 0
    assert installatie.erbij(B, installatie.database.url) == 0
    opened(installatie, A).close()
    opened(installatie, B).close()


def test_the_tables_of_a_single_municipality_are_no_longer_its_own_but_its_rows_are(
    installatie: Installatie, tmp_path: Path
) -> None:
    first = installatie.database
    key = tmp_path / "eerste.sleutel"
    with Store.open(Postgres(first.url, tmp_path), key) as store, store.transaction():
        store.set_kenmerk("van", "de eerste")
    assert installatie.erbij(B) == 0
    with Store.open(Postgres(first.url, tmp_path), key) as store:
        assert store.kenmerk("van") == "de eerste"
        with store.transaction():
            store.set_kenmerk("nog", "meer")
    with opened(installatie, B) as store:
        assert store.kenmerk("van") is None
    with psycopg.connect(first.url, autocommit=True) as raw:
        for one in tables(raw):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute(f"alter table {one} disable row level security")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(f"drop database {first.name}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("create table public.van_mij (a text)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("drop schema public cascade")


def test_after_a_new_version_only_the_administrator_changes_the_tables(
    installatie: Installatie, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for naam in (A, B):
        assert installatie.erbij(naam) == 0
    with opened(installatie, A) as store, store.transaction():
        store.set_kenmerk("van", "eerder")
    new = type(
        "Step",
        (),
        {
            "name": "m999_proef",
            "fn": staticmethod(lambda db: db.execute("create table nieuw (id text primary key, wat text)")),
        },
    )
    monkeypatch.setattr(schema.migrations, "_migrations", [*schema.migrations._migrations, new])
    for naam in (A, B):
        with pytest.raises(OlderDatabaseError, match="gemeente bijwerken"):
            opened(installatie, naam)
    assert installatie.bijwerken() == 0
    assert "zijn klaar" in capsys.readouterr().out
    assert installatie.bijwerken() == 0
    with opened(installatie, A) as store, opened(installatie, B) as other:
        assert store.kenmerk("van") == "eerder"
        with store.transaction():
            store._db.execute("insert into nieuw (id, wat) values ('1', 'van a')")
        assert other._db.execute("select * from nieuw").fetchall() == []
        assert len(store._db.execute("select id from nieuw").fetchall()) == 1


def test_bijwerken_where_there_are_no_municipalities_changes_nothing(
    installatie: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installatie.bijwerken() == 2
    assert "geen gemeenten" in capsys.readouterr().err
    assert installatie.dump() == {}


def test_databases_of_two_installations_on_one_server_are_told_apart(
    installatie: Installatie, postgres_database: Database
) -> None:
    """The two roles that all share are of the server; the tables of the second are made as well."""
    assert installatie.erbij(A) == 0
    second = Installatie(postgres_database, installatie.folder.parent / "tweede")
    try:
        assert second.erbij(B) == 0
        opened(second, B).close()
        wrong = installatie.url(A).replace(installatie.database.name, postgres_database.name)
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(wrong)
    finally:
        postgres_database.sql(
            f"alter database {postgres_database.name} owner to postgres",
            *(
                f"drop owned by {role}"
                for role in (gebruiker_of(B), "elkedeur_gemeenten", "elkedeur_tabellen")
            ),
            f"drop role {gebruiker_of(B)}",
        )
