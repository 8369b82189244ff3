"""The store on real files: keys, transactions, order, once only."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.errors import SignaalMoveError
from bot.core.signaal import Status
from bot.store import Store
from bot.store.errors import KeyLostError, NummerTakenError, StoreUnavailableError
from bot.store.gesprekken import Adres
from bot.store.gewist import read_gewist
from bot.store.times import stamp
from bot.store.wachtrij import Wachtrij

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE = Adres("telegram", "1")


def opened(folder: Path) -> Store:
    return Store.open(folder / "e.db", folder / "e.sleutel")


def test_without_its_key_a_database_is_not_opened_and_not_changed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.gesprekken.find_or_open(HERE, NOW)
    before = (tmp_path / "e.db").read_bytes()
    (tmp_path / "e.sleutel").rename(tmp_path / "weg")
    with pytest.raises(KeyLostError, match=r"e\.sleutel"):
        opened(tmp_path)
    assert not (tmp_path / "e.sleutel").exists()
    assert (tmp_path / "e.db").read_bytes() == before


def test_another_key_is_refused(tmp_path: Path) -> None:
    opened(tmp_path).close()
    other = tmp_path / "other"
    other.mkdir()
    opened(other).close()
    (other / "e.sleutel").replace(tmp_path / "e.sleutel")
    with pytest.raises(KeyLostError):
        opened(tmp_path)


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
        assert list(read_gewist(store.path)) == [ids[0]]
        assert store._db.execute("pragma busy_timeout").fetchone() == (1234,)
        reading.close()
        store.scrub()
        assert (tmp_path / "e.db-wal").stat().st_size == 0


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ids: list[str] = []

        def breaks_halfway() -> None:
            with store.transaction():
                ids.append(store.gesprekken.find_or_open(HERE, NOW))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            breaks_halfway()
        with pytest.raises(KeyError):
            store.gesprekken.load(ids[0])


def test_wal_and_foreign_keys_are_on(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert store._db.execute("pragma journal_mode").fetchone() == ("wal",)
        assert store._db.execute("pragma foreign_keys").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError):
            store.signalen.open("bestaat-niet", "s", "12345678", NOW)


def test_a_signaal_moves_only_as_allowed_and_leaves_an_audit_line(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        with pytest.raises(SignaalMoveError):
            store.signalen.move("s", Status.OPGEPAKT, "", NOW)
        store.signalen.move("s", Status.IN_GESPREK, "bericht", NOW)
        assert store.signalen.moves_of("s") == (
            ("", "ontvangen", "nieuw"),
            ("ontvangen", "in_gesprek", "bericht"),
        )


def test_two_signalen_never_share_a_number(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        with pytest.raises(NummerTakenError):
            store.signalen.open(gesprek, "t", "12345678", NOW)


def test_the_outbox_keeps_order_within_a_lane_and_not_between_lanes(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for n, lane in enumerate(["a", "a", "b"]):
            store.outbox.put(f"k{n}", lane, "bewoner", {"n": n}, NOW)
        first, second = Wachtrij(store).claim("me", NOW), Wachtrij(store).claim("me", NOW)
        assert first is not None
        assert second is not None
        assert [first.inhoud["n"], second.inhoud["n"]] == [0, 2]
        assert Wachtrij(store).claim("me", NOW) is None
        store.outbox.delivered(first.id, None, NOW)
        third = Wachtrij(store).claim("me", NOW)
        assert third is not None
        assert third.inhoud["n"] == 1


def test_danger_goes_out_first_but_not_before_what_was_said_before_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for n, lane in enumerate(["a", "b", "c", "c"]):
            store.outbox.put(f"k{n}", lane, "bewoner", {"n": n}, NOW)
        store.outbox.hurry("c")
        went = []
        while (row := Wachtrij(store).claim("me", NOW)) is not None:
            went.append(row.inhoud["n"])
            store.outbox.delivered(row.id, None, NOW)
        assert went == [2, 3, 0, 1]


def test_looking_for_what_may_go_does_not_walk_through_all_that_went(tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(tmp_path) as store:
        store._db.conn.set_trace_callback(asked.append)
        assert Wachtrij(store).claim("me", NOW) is None
        store._db.conn.set_trace_callback(None)
        plan = "\n".join(row[3] for row in store._db.execute(f"explain query plan {asked[-1]}"))
    assert "outbox_spoed" in plan
    assert "SCAN" not in plan.replace("SCAN o USING INDEX outbox_spoed", "")


def test_a_row_that_must_wait_holds_back_its_lane(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.outbox.put("k1", "a", "bewoner", {}, NOW)
        store.outbox.put("k2", "a", "bewoner", {}, NOW)
        row = Wachtrij(store).claim("me", NOW)
        assert row is not None
        store.outbox.retry(row.id, "flood", NOW + timedelta(seconds=5))
        assert Wachtrij(store).claim("me", NOW) is None
        again = Wachtrij(store).claim("me", NOW + timedelta(seconds=6))
        assert again is not None
        assert again.id == row.id


def test_one_key_is_one_row(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for _ in range(2):
            store.outbox.put("same", "a", "bewoner", {}, NOW)
        assert store.outbox.counts() == {"wacht": 1}


def test_a_new_promise_to_ask_replaces_the_one_that_was_not_kept_yet(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        store.opvolgingen.plan("s", gesprek, "stilte", NOW, NOW)
        second = store.opvolgingen.plan("s", gesprek, "afspraak", NOW, NOW)
        assert [row.id for row in store.opvolgingen.due(NOW)] == [second]


def test_times_need_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001 -- the mistake this is about


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
        with closing(sqlite3.connect(store.path)) as reader:
            reader.execute("begin")
            reader.execute("select * from gesprek").fetchall()
            with store.transaction():
                store.gesprekken.erase(id, NOW)
            store.scrub()
            assert store.path.with_name(f"{store.path.name}-wal").stat().st_size > 0
        store.scrub_again()
        assert store.path.with_name(f"{store.path.name}-wal").stat().st_size == 0
