"""What only a server has: roles, walls between municipalities, connections that break, a server that cannot."""

import logging
import re
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bewaking.watch import store_code
from bot.config import load_settings
from bot.store import ROWS, Store
from bot.store.errors import (
    KeyLostError,
    NewerDatabaseError,
    QueryRefusedError,
    ServerUnreadableError,
    StoreError,
    StoreUnavailableError,
    SuperuserError,
)
from bot.store.gesprekken import Adres
from bot.store.plek import Postgres
from bot.store.postgres.dialect import translate
from bot.store.postgres.verbinding import Verbinding
from bot.store.stand import look, prove_writable
from tests.plekken import Plekken, opened, raw
from tests.postgres import Database, PostgresServer

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE = Adres("telegram", "4242")


@pytest.fixture
def plek(tmp_path: Path, postgres_plekken: Plekken) -> Postgres:
    """A database with empty tables."""
    return postgres_plekken.at(tmp_path)


def write(store: Store, name: str = "k", of: str | None = None) -> None:
    with store.transaction(of):
        store.outbox.put(name, "a", "bewoner", {"tekst": "hoi"}, NOW)


def cut(database: Database) -> None:
    """Comes back when the server is done with it."""
    database.cut()
    others = (
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    )
    while database.sql(others) != "0":
        pass


def written(store: Store) -> int:
    return sum(store.outbox.counts().values())


# --- the role, and whose rows they are ---


@pytest.mark.parametrize("right", ["superuser", "bypassrls"])
def test_a_role_that_may_see_all_municipalities_is_refused(
    postgres_database: Database, tmp_path: Path, right: str
) -> None:
    postgres_database.sql(f"alter role {postgres_database.role} {right}")
    with pytest.raises(SuperuserError):
        opened(Postgres(postgres_database.url, tmp_path))
    assert postgres_database.sql("select count(*) from pg_class where relname = 'gesprek'") == "0"
    assert not (tmp_path / "e.sleutel").exists()


def test_the_role_that_made_the_tables_sees_no_rows_of_another(plek: Postgres, database: Database) -> None:
    with opened(plek) as store:
        write(store)
        database.sql(
            "insert into outbox (sleutel, baan, soort, inhoud_geheim, volgende, aangemaakt, gemeente)"
            " values ('k', 'a', 'bewoner', 'x', '2026', '2026', 'een_ander')"
        )
        assert database.sql("select count(*) from outbox") == "2"
        assert written(store) == 1
        assert store._db.execute("delete from outbox").rowcount == 1
        with pytest.raises(QueryRefusedError, match="42501"):
            store._db.execute("insert into kenmerk (naam, waarde, gemeente) values ('a', 'b', 'een_ander')")
        assert database.sql("select count(*) from outbox") == "1"


def test_every_table_with_rows_of_a_municipality_is_behind_the_wall(
    plek: Postgres, database: Database
) -> None:
    opened(plek).close()
    bare = database.sql(
        "select relname from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and not"
        " (relrowsecurity and relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))"
    )
    assert bare == "migratie"
    open_keys = database.sql(
        "select conrelid::regclass from pg_constraint k where contype in ('p', 'u', 'f')"
        " and connamespace = 'public'::regnamespace and not exists (select 1 from pg_attribute a"
        " where a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname = 'gemeente')"
    )
    assert open_keys == "migratie"


# --- a connection that breaks ---


def test_a_connection_that_was_cut_between_two_transactions_is_made_again(
    plek: Postgres, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(plek) as store:
        write(store)
        for name in "lm":
            cut(database)
            write(store, name)
            cut(database)
            assert store.outbox.next_due() is not None
        assert written(store) == 3
    assert "database_connected_again" in caplog.text


def test_what_was_written_in_a_transaction_that_was_cut_is_not_there(
    plek: Postgres, database: Database
) -> None:
    with opened(plek) as store:

        def cut_halfway() -> None:
            with store.transaction():
                store.outbox.put("k", "a", "bewoner", {}, NOW)
                database.cut()
                store.outbox.put("l", "a", "bewoner", {}, NOW)

        with pytest.raises(StoreUnavailableError):
            cut_halfway()
        assert written(store) == 0
        write(store)
        assert written(store) == 1


def test_after_the_cut_nothing_of_that_transaction_is_written_by_a_fresh_connection(
    plek: Postgres, database: Database
) -> None:
    """Also when whoever writes does not mind the first error."""
    with opened(plek) as store:

        def goes_on() -> None:
            with store.transaction(ROWS):
                database.cut()
                for name in ("k", "l", "m"):
                    try:
                        store.outbox.put(name, "a", "bewoner", {}, NOW)
                    except StoreUnavailableError:
                        continue

        with pytest.raises(StoreUnavailableError):
            goes_on()
        assert written(store) == 0


def test_a_lock_that_is_waited_for_in_vain_leaves_the_connection_usable(plek: Postgres) -> None:
    with opened(plek) as store, opened(plek) as other:
        store.wait_at_most(0.02)
        gesprek = other.gesprekken.find_or_open(HERE, NOW)
        with other.transaction(gesprek):
            write(store, "k", "een ander gesprek")
            write(store, "l", ROWS)
            for of in (gesprek, None):
                with pytest.raises(StoreUnavailableError, match="55P03"):
                    write(store, "m", of)
            assert written(store) == 2


# --- a server that cannot ---


def test_what_was_committed_is_there_after_a_crash_and_the_same_store_goes_on(tmp_path: Path) -> None:
    with PostgresServer() as server, server.database() as made, opened(Postgres(made.url, tmp_path)) as store:
        write(store, "voor")

        def crashes_halfway() -> None:
            with store.transaction():
                store.outbox.put("half", "a", "bewoner", {}, NOW)
                server.crash()

        with pytest.raises(StoreUnavailableError):
            crashes_halfway()
        for _ in range(2):
            with pytest.raises(StoreUnavailableError) as said:
                write(store, "weg")
            assert store_code(said.value) not in (None, "anders")
        with pytest.raises(StoreUnavailableError):
            look(store.plek, NOW)
        with pytest.raises(ServerUnreadableError) as refused:
            opened(Postgres(made.url, tmp_path))
        assert made.password not in str(refused.value)
        server.start()
        write(store, "na")
        assert store._db.execute("select sleutel from outbox order by id").fetchall() == [("voor",), ("na",)]


def test_where_nothing_may_be_written_that_is_said_by_a_code_and_reading_goes_on(
    plek: Postgres, database: Database
) -> None:
    database.server.sql(f"alter database {database.name} set default_transaction_read_only = on")
    try:
        with pytest.raises(StoreUnavailableError):
            prove_writable(plek, NOW)
        with pytest.raises(ServerUnreadableError):
            opened(plek)  # a new one must write its proof
    finally:
        database.server.sql(f"alter database {database.name} reset default_transaction_read_only")
    with opened(plek) as store:
        write(store)
        database.server.sql(f"alter database {database.name} set default_transaction_read_only = on")
        database.cut()
        try:
            for _ in range(2):
                with pytest.raises(StoreUnavailableError) as said:
                    write(store, "l")
                assert store_code(said.value) not in (None, "anders")
            assert written(store) == 1
        finally:
            database.server.sql(f"alter database {database.name} reset default_transaction_read_only")
            database.cut()


def test_a_server_without_room_for_one_more_connection_is_one_to_try_again(
    plek: Postgres, database: Database
) -> None:
    with opened(plek) as store:
        database.sql(f"alter role {database.role} connection limit 0")
        try:
            database.cut()
            for _ in range(2):
                with pytest.raises(StoreUnavailableError):
                    write(store)
        finally:
            database.sql(f"alter role {database.role} connection limit -1")
        write(store)


@pytest.mark.parametrize(
    ("state", "known"),
    [
        ("53100", True),  # disk full
        ("53300", True),  # too many connections
        ("25006", True),  # read-only
        ("57P01", True),  # the server stops
        ("55P03", True),  # a lock
        ("40P01", True),  # deadlock
        ("XX001", True),  # damaged
        ("23505", False),
        ("42601", False),
        ("22003", False),
    ],
)
def test_what_the_server_says_is_either_its_state_or_a_bug(plek: Postgres, state: str, known: bool) -> None:
    db = Verbinding(plek.url)
    with pytest.raises(StoreError) as said:
        db.as_it_is(f"do $$ begin raise exception 'Zwiebertje' using errcode = '{state}'; end $$")
    db.close()
    assert isinstance(said.value, StoreUnavailableError if known else QueryRefusedError)
    assert state in str(said.value)
    assert "Zwiebertje" not in str(said.value)
    assert (store_code(said.value) == f"postgres_{state.lower()}") is known


def test_a_sentence_that_never_came_to_the_server_is_a_bug_and_no_storm(plek: Postgres) -> None:
    db = Verbinding(plek.url)
    for sentence, given in (("select ?", []), ("select :a", {"b": 1}), ("select ?", [object()])):
        with pytest.raises(QueryRefusedError):
            db.execute(sentence, given)
    assert db.execute("select 1").fetchone() == (1,)
    db.close()


# --- nothing leaks ---


def test_a_refused_row_says_nothing_of_what_stood_in_it(
    plek: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with opened(plek) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.toestemmingen.give(gesprek, "contact", "Zwiebertje", NOW)
        for statement in (
            "update toestemming set doel = 'Zwiebertje'",
            "update toestemming set gesprek_id = 'Zwiebertje'",
            "insert into kenmerk (naam, waarde) values ('Zwiebertje', null)",
            "select 'Zwiebertje'::int",
            "select Zwiebertje",
        ):
            with pytest.raises(QueryRefusedError) as said:
                store._db.execute(statement)
            assert re.fullmatch(r"POSTGRES_\w{5}", str(said.value))
            assert said.value.__cause__ is None
            assert said.value.__suppress_context__
    assert "Zwiebertje" not in caplog.text


def test_the_password_is_shown_nowhere(
    postgres_database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    password = postgres_database.password
    settings = load_settings(gegevens=tmp_path, database=postgres_database.url)
    assert isinstance(settings.database, Postgres)
    assert settings.database.url == postgres_database.url
    shown = [
        repr(settings),
        str(settings),
        settings.model_dump_json(),
        repr(settings.database),
        str(settings.database),
    ]
    with opened(settings.database) as store:
        shown += [repr(store), repr(store._db), repr(store.werk)]
        postgres_database.sql(f"alter role {postgres_database.role} password 'x'")
        postgres_database.cut()
        for _ in range(2):
            with pytest.raises(StoreUnavailableError) as said:
                write(store)
            shown += [repr(said.value), str(said.value), repr(said.value.__cause__)]
    for url in (postgres_database.url, postgres_database.url.replace("127.0.0.1", "bestaat-niet.invalid")):
        with pytest.raises(ServerUnreadableError) as refused:
            opened(Postgres(url, tmp_path))
        shown += [repr(refused.value), str(refused.value), repr(refused.value.__cause__)]
    assert not [one for one in [*shown, caplog.text] if password in one]


# --- opening ---


def test_a_database_of_a_newer_program_is_left_alone(postgres_database: Database, tmp_path: Path) -> None:
    plek = Postgres(postgres_database.url, tmp_path)
    opened(plek).close()
    postgres_database.sql("insert into migratie values ('m999_later')")
    with pytest.raises(NewerDatabaseError):
        opened(plek)
    assert postgres_database.sql("select count(*) from pg_locks where locktype = 'advisory'") == "0"


def test_tables_that_were_made_half_are_made_by_the_next(
    postgres_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plek = Postgres(postgres_database.url, tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr("bot.store.postgres.schema._GUARDS", ("create nonsense",))
        with pytest.raises(QueryRefusedError):
            opened(plek)
    assert postgres_database.sql("select count(*) from pg_class where relname = 'gesprek'") == "0"
    with opened(plek) as store:
        write(store)


def test_processes_that_open_an_empty_database_at_one_moment_all_come_in(
    postgres_database: Database, tmp_path: Path
) -> None:
    plek, stores, faults = Postgres(postgres_database.url, tmp_path), [], []
    start = threading.Barrier(4)

    def comes() -> None:
        start.wait(20)
        try:
            stores.append(opened(plek))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=comes) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert faults == []
    for number, store in enumerate(stores):
        write(store, f"k{number}")
    assert written(stores[0]) == 4
    assert stores[0]._db.execute("select count(*) from proef").fetchone() == (1,)
    for store in stores:
        store.close()


def test_with_another_key_nothing_is_changed_and_no_key_is_made(plek: Postgres, tmp_path: Path) -> None:
    opened(plek).close()
    before = raw(plek)
    with pytest.raises(KeyLostError):
        Store.open(plek, tmp_path / "geen.sleutel")
    assert not (tmp_path / "geen.sleutel").exists()
    opened(tmp_path / "ander" / "e.db").close()
    with pytest.raises(KeyLostError):
        Store.open(plek, tmp_path / "ander" / "e.sleutel")
    assert raw(plek) == before


# --- the sentences ---

TRICKY = {
    "select 'vraag? en :naam en 100%' where a = ?": "select 'vraag? en :naam en 100%%' where a = %s",
    "select 'O''Neill?' || :naam": "select 'O''Neill?' || %(naam)s",
    "select a % 5, ?::text, :x::jsonb": "select a %% 5, %s::text, %(x)s::jsonb",
    "insert into t values (?) on conflict (a, b) do nothing": "insert into t values (%s)"
    " on conflict (gemeente, a, b) do nothing",
    "insert into t values (?) on conflict do nothing": "insert into t values (%s) on conflict do nothing",
    "select 1 /*for update of o skip locked*/": "select 1 for update of o skip locked",
    "from signaal s indexed by signaal_inbox where 1": "from signaal s where 1",
    "x in (select value from json_each(?))": "x in (select jsonb_array_elements_text(%s::jsonb))",
    "select '' || '?' || ?": "select '' || '?' || %s",
    "select 'a:b', '12:30:00', b.c": "select 'a:b', '12:30:00', b.c",
}


@pytest.mark.parametrize(("there", "here"), TRICKY.items())
def test_a_sentence_is_put_over(there: str, here: str) -> None:
    assert translate(there) == here


def test_what_is_put_over_means_the_same_on_the_server(plek: Postgres) -> None:
    lite = sqlite3.connect(":memory:")
    for sentence, given in (
        ("select 'vraag? :naam 100% ''ja''' || ?, 17 % 5", ["%s ? :x 'q' \\ \n é 😀"]),
        ("select ?, ?, ?, ?", [None, True, False, 10**15]),
        ("select case when ? is null then 'leeg' else ? end", [None, "x"]),
        ("select substr(?, 1, length(?)) = ?, instr(?, ?) > 0", ["abc", "ab", "ab", "abc", "c"]),
        (
            "select count(*) from (select 1 where ? in (select value from json_each(?))) x",
            ["b", '["a", "b"]'],
        ),
        ("select 17 % 5, 'tien%'", None),
        ("select coalesce(max(x), 0) from (select 1 as x where 1 = 0) y", []),
        (
            "select round(julianday(?) * 86400) = round((julianday(?) - 1) * 86400)",
            [f"2026-11-{day}T09:00:00.000000+00:00" for day in (24, 25)],
        ),
    ):
        db = Verbinding(plek.url)
        theirs = db.execute(sentence, given).fetchone()
        db.close()
        ours = lite.execute(sentence, given or []).fetchone()
        assert [one if not isinstance(one, bool) else int(one) for one in theirs or ()] == list(ours)
    lite.close()


def test_names_of_parameters_may_be_given_more_than_once_and_too_many(plek: Postgres) -> None:
    db = Verbinding(plek.url)
    assert db.execute("select :a || :a", {"a": "x", "b": "y"}).fetchone() == ("xx",)
    db.close()


def test_order_of_text_is_that_of_bytes_whatever_the_database_is_used_to(
    postgres_server: PostgresServer, postgres_database: Database, tmp_path: Path
) -> None:
    """A database with the alphabet of people: there "a" comes before "B" and "é" beside "e"."""
    name = f"{postgres_database.name}_nl"
    postgres_server.sql(
        f"create database {name} owner {postgres_database.role} template template0"
        " locale_provider icu icu_locale 'nl-NL'"
    )
    try:
        url = postgres_database.url.rsplit("/", 1)[0] + f"/{name}"
        words = ["Zuid", "a", "B", "é", "e", "Z-2", "Z 1", "ij", "IJ", "_", "1", "01", "😀", "￥"]
        asked = (
            "select naam from kenmerk where naam != 'apart' order by naam",
            "select min(naam), max(naam) from kenmerk",
            "select naam from kenmerk where naam > 'Z' and naam < 'a' order by 1 desc",
        )
        order = []
        for number, plek in enumerate((Postgres(url, tmp_path), tmp_path / "e.db")):
            with Store.open(plek, tmp_path / f"{number}.sleutel") as store:
                for word in words:
                    store.set_kenmerk(word, "x")
                order.append([store._db.execute(one).fetchall() for one in asked])
        assert order[0] == order[1]
        assert [row[0] for row in order[0][0]] == sorted(words, key=str.encode)
    finally:
        postgres_server.sql(f"drop database {name} with (force)")


def test_a_sign_that_postgres_cannot_keep_is_kept_as_the_sign_for_that(plek: Postgres) -> None:
    with opened(plek) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        for name in ("web:\x00:1", "web:�:1"):  # the second is now the same as the first
            store.berichten.receive(gesprek, name, "tekst", {"tekst": "a\x00b"}, NOW)
        (one,) = store.berichten.open_of(gesprek)
        assert one.inhoud == {"tekst": "a\x00b"}  # what is sealed keeps every sign
        assert store.signalen.id_of("1234\x00") is None


def test_every_column_is_text_in_bytes_or_a_number_that_holds_all_of_sqlite(
    plek: Postgres, database: Database
) -> None:
    opened(plek).close()
    odd = database.sql(
        "select c.table_name || '.' || column_name from information_schema.columns c where table_schema = 'public'"
        " and table_name not in ('werker', 'migratie') and not (data_type = 'bigint'"
        " or data_type = 'text' and collation_name = 'C')"
    )
    assert odd == ""


def test_no_number_comes_back_as_something_else_than_in_sqlite(plek: Postgres) -> None:
    """No Decimal out of sums, whatever is summed."""
    with opened(plek) as store:
        write(store)
        row = store._db.execute(
            "select count(*), max(id), min(pogingen), coalesce(max(spoed), 0) from outbox"
        ).fetchone()
        assert [type(one) for one in row] == [int] * 4
        assert isinstance(row, tuple)
