"""The PostgreSQL that other tests lean on: closed between tests, honest about rights, and what it promised stays."""

import subprocess

import pytest

from tests.postgres import Database, PostgresServer, binaries


def as_role(
    database: Database, statement: str, password: str | None = None
) -> subprocess.CompletedProcess[str]:
    """As the bot would come in: over the network, with the password."""
    url = database.url if password is None else database.url.replace(database.password, password)
    words = [str(binaries() / "psql"), "-X", "-A", "-t", "-q", url, "-c", statement]
    return subprocess.run(words, capture_output=True, text=True, check=False, env={"PATH": ""})


def test_role_of_a_test_owns_its_database_and_nothing_more(postgres_database: Database) -> None:
    assert as_role(postgres_database, "create table brief (tekst text)").returncode == 0
    rights = "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = user"
    assert as_role(postgres_database, rights).stdout.strip() == "f|f|f|f"
    assert "password authentication failed" in as_role(postgres_database, "select 1", "anders").stderr


def test_database_of_another_test_is_closed(
    postgres_server: PostgresServer, postgres_database: Database
) -> None:
    with postgres_server.database() as other:
        trespasser = Database(postgres_server, other.name, postgres_database.role, postgres_database.password)
        assert "permission denied for database" in as_role(trespasser, "select 1").stderr
    assert postgres_server.sql(f"select 1 from pg_database where datname = '{other.name}'") == ""


def test_copy_of_a_template_has_its_tables_and_leaves_it_alone(
    postgres_server: PostgresServer, postgres_database: Database
) -> None:
    as_role(postgres_database, "create table brief as select 'een' tekst")
    with postgres_server.database(postgres_database) as copy:
        assert as_role(copy, "insert into brief values ('twee') returning tekst").stdout.strip() == "twee"
        assert copy.sql("select count(*) from brief") == "2"
    assert postgres_database.sql("select count(*) from brief") == "1"


def test_cut_ends_the_connections_of_that_database(postgres_database: Database) -> None:
    words = [str(binaries() / "psql"), "-X", postgres_database.url, "-c", "select pg_sleep(60)"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as waiting:
        busy = "select count(*) from pg_stat_activity where query like 'select pg_sleep%' and datname = "
        while postgres_database.server.sql(f"{busy}'{postgres_database.name}'") == "0":
            assert waiting.poll() is None
        postgres_database.cut()
        _, said = waiting.communicate(timeout=20)
    assert "terminating connection" in said


def test_durable_server_has_after_a_crash_what_was_committed() -> None:
    with PostgresServer(durable=True) as server:
        assert server.sql("show fsync") == "on"
        server.sql("create table brief as select 'bewaard' tekst")
        server.crash()
        with pytest.raises(RuntimeError, match="psql"):
            server.sql("select 1")
        server.start()
        assert server.sql("select tekst from brief") == "bewaard"
    assert not server.folder.exists()
