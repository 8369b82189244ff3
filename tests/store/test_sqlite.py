"""What only a file of SQLite has: its journal, its pragmas, a disk that is full, a lock on all of it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.errors import StoreUnavailableError
from bot.store.gesprekken import Adres
from bot.store.gewist import read_gewist
from bot.store.migrations import m002_herziening, m004_kaartmelding
from bot.store.wachtrij import Wachtrij

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE = Adres("telegram", "1")


def opened(folder: Path) -> Store:
    return Store.open(folder / "e.db", folder / "e.sleutel")


def test_a_database_that_is_made_beside_a_key_of_before_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def said() -> list[str]:
        return [record.levelname for record in caplog.records if record.msg == "database_made_anew"]

    opened(tmp_path).close()
    opened(tmp_path).close()
    assert said() == []
    for path in tmp_path.glob("e.db*"):
        path.unlink()
    opened(tmp_path).close()
    assert said() == ["CRITICAL"]


def test_after_erasing_a_journal_that_cannot_be_emptied_now_is_emptied_later(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ids = [store.gesprekken.find_or_open(Adres("telegram", str(n)), NOW) for n in range(3)]
        reading = store._db.conn.execute("select id from gesprek")
        assert reading.fetchone() is not None
        store._db.execute("pragma busy_timeout = 1234")
        with store.transaction():
            store.gesprekken.erase(ids[0], NOW)
        store.scrub()
        assert list(read_gewist(store.plek)) == [ids[0]]
        assert store._db.execute("pragma busy_timeout").fetchone() == (1234,)
        reading.close()
        store.scrub()
        assert (tmp_path / "e.db-wal").stat().st_size == 0


def test_wal_and_foreign_keys_are_on(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert store._db.execute("pragma journal_mode").fetchone() == ("wal",)
        assert store._db.execute("pragma foreign_keys").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError):
            store.signalen.open("bestaat-niet", "s", "12345678", NOW)


def test_looking_for_what_may_go_does_not_walk_through_all_that_went(tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(tmp_path) as store:
        store._db.conn.set_trace_callback(asked.append)
        assert Wachtrij(store).claim("me", NOW) is None
        store._db.conn.set_trace_callback(None)
        plan = "\n".join(row[3] for row in store._db.execute(f"explain query plan {asked[-1]}"))
    assert "outbox_spoed" in plan
    assert "SCAN" not in plan.replace("SCAN o USING INDEX outbox_spoed", "")


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.gesprekken.find_or_open(HERE, NOW)
        pages = store._db.execute("pragma page_count").fetchone()[0]
        store._db.execute(f"pragma max_page_count = {pages}")

        def fill_up() -> None:
            with store.transaction():
                for n in range(1000):
                    store.outbox.put(f"k{n}", "a", "bewoner", {"tekst": "x" * 1000}, NOW)

        with pytest.raises(StoreUnavailableError):
            fill_up()
        assert store.outbox.counts() == {}


def test_a_locked_database_is_said(tmp_path: Path) -> None:
    with opened(tmp_path) as store, sqlite3.connect(tmp_path / "e.db", isolation_level=None) as other:
        store._db.execute("pragma busy_timeout = 10")
        other.execute("begin immediate")

        def write() -> None:
            with store.transaction():
                store.gesprekken.find_or_open(HERE, NOW)

        with pytest.raises(StoreUnavailableError):
            write()
        other.execute("rollback")
    other.close()


def test_a_journal_that_somebody_was_reading_is_emptied_at_the_next_occasion(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        with store.transaction():
            id = store.gesprekken.find_or_open(HERE, NOW)
        with closing(sqlite3.connect(store.plek)) as reader:
            reader.execute("begin")
            reader.execute("select * from gesprek").fetchall()
            with store.transaction():
                store.gesprekken.erase(id, NOW)
            store.scrub()
            assert store.plek.with_name(f"{store.plek.name}-wal").stat().st_size > 0
        store.scrub_again()
        assert store.plek.with_name(f"{store.plek.name}-wal").stat().st_size == 0


@pytest.mark.parametrize(
    ("table", "step"),
    [("herziening", m002_herziening.__name__), ("kaartmelding", m004_kaartmelding.__name__)],
)
def test_a_database_of_before_gets_the_table_and_keeps_what_it_held(
    tmp_path: Path, table: str, step: str
) -> None:
    with opened(tmp_path) as store:
        store.signalen.open(store.gesprekken.find_or_open(HERE, NOW), "s", "12345678", NOW)
        store._db.execute(f"drop table {table}")
        store._db.execute("delete from _sqlite_migrations where name = ?", [step])
    with opened(tmp_path) as store:
        assert store.signalen.load("s").nummer == "12345678"
        assert store._db.execute(f"select count(*) from {table}").fetchone() == (0,)
