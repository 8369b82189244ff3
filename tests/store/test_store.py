"""What a store promises, on real files and on a real server: keys, transactions, order, once only."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.bewaking.watch import store_code
from bot.core.errors import SignaalMoveError
from bot.core.signaal import Status
from bot.store.errors import KeyLostError, NummerTakenError, StoreUnavailableError
from bot.store.gesprekken import Adres
from bot.store.plek import Plek
from bot.store.times import stamp
from bot.store.wachtrij import Wachtrij
from tests.plekken import REFUSED, key_of, opened, raw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE = Adres("telegram", "1")


def test_without_its_key_a_database_is_not_opened_and_not_changed(plek: Plek) -> None:
    with opened(plek) as store:
        store.gesprekken.find_or_open(HERE, NOW)
    before = raw(plek)
    key_of(plek).rename(key_of(plek).with_name("weg"))
    with pytest.raises(KeyLostError, match=r"e\.sleutel"):
        opened(plek)
    assert not key_of(plek).exists()
    assert raw(plek) == before


def test_another_key_is_refused_and_nothing_is_changed(plek: Plek, tmp_path: Path) -> None:
    opened(plek).close()
    before = raw(plek)
    opened(tmp_path / "ander" / "e.db").close()
    (tmp_path / "ander" / "e.sleutel").replace(key_of(plek))
    with pytest.raises(KeyLostError):
        opened(plek)
    assert raw(plek) == before


def test_a_row_of_what_does_not_exist_is_refused(plek: Plek) -> None:
    with opened(plek) as store, pytest.raises(REFUSED):
        store.signalen.open("bestaat-niet", "s", "12345678", NOW)


def test_where_nothing_can_be_written_that_is_said_and_nothing_is_half_written(plek: Plek) -> None:
    """Beside another one who writes, for longer than is waited."""
    with opened(plek) as store, opened(plek) as other:
        store.wait_at_most(0.02)

        def write() -> None:
            with store.transaction():
                store.gesprekken.find_or_open(HERE, NOW)

        with other.transaction(), pytest.raises(StoreUnavailableError) as said:
            write()
        assert store_code(said.value) not in (None, "anders")
        assert store.gesprekken.find(HERE) is None
        write()
        assert store.gesprekken.knows(HERE)


def test_a_transaction_is_all_or_nothing(plek: Plek) -> None:
    with opened(plek) as store:
        ids: list[str] = []

        def breaks_halfway() -> None:
            with store.transaction():
                ids.append(store.gesprekken.find_or_open(HERE, NOW))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            breaks_halfway()
        with pytest.raises(KeyError):
            store.gesprekken.load(ids[0])


def test_a_signaal_moves_only_as_allowed_and_leaves_an_audit_line(plek: Plek) -> None:
    with opened(plek) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        with pytest.raises(SignaalMoveError):
            store.signalen.move("s", Status.OPGEPAKT, "", NOW)
        store.signalen.move("s", Status.IN_GESPREK, "bericht", NOW)
        assert store.signalen.moves_of("s") == (
            ("", "ontvangen", "nieuw"),
            ("ontvangen", "in_gesprek", "bericht"),
        )


def test_two_signalen_never_share_a_number(plek: Plek) -> None:
    with opened(plek) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        with pytest.raises(NummerTakenError):
            store.signalen.open(gesprek, "t", "12345678", NOW)


def test_the_outbox_keeps_order_within_a_lane_and_not_between_lanes(plek: Plek) -> None:
    with opened(plek) as store:
        for n, lane in enumerate(["a", "a", "b"]):
            store.outbox.put(f"k{n}", lane, "bewoner", {"n": n}, NOW)
        first, second = Wachtrij(store).claim("me", NOW), Wachtrij(store).claim("me", NOW)
        assert first is not None
        assert second is not None
        assert [first.inhoud["n"], second.inhoud["n"]] == [0, 2]
        assert Wachtrij(store).claim("me", NOW) is None
        store.outbox.delivered(first, None, NOW)
        third = Wachtrij(store).claim("me", NOW)
        assert third is not None
        assert third.inhoud["n"] == 1


def test_danger_goes_out_first_but_not_before_what_was_said_before_it(plek: Plek) -> None:
    with opened(plek) as store:
        for n, lane in enumerate(["a", "b", "c", "c"]):
            store.outbox.put(f"k{n}", lane, "bewoner", {"n": n}, NOW)
        store.outbox.hurry("c")
        went = []
        while (row := Wachtrij(store).claim("me", NOW)) is not None:
            went.append(row.inhoud["n"])
            store.outbox.delivered(row, None, NOW)
        assert went == [2, 3, 0, 1]


def test_a_row_that_must_wait_holds_back_its_lane(plek: Plek) -> None:
    with opened(plek) as store:
        store.outbox.put("k1", "a", "bewoner", {}, NOW)
        store.outbox.put("k2", "a", "bewoner", {}, NOW)
        row = Wachtrij(store).claim("me", NOW)
        assert row is not None
        store.outbox.retry(row, "flood", NOW + timedelta(seconds=5))
        assert Wachtrij(store).claim("me", NOW) is None
        again = Wachtrij(store).claim("me", NOW + timedelta(seconds=6))
        assert again is not None
        assert again.id == row.id


def test_only_the_attempt_that_holds_a_row_says_what_became_of_it(plek: Plek) -> None:
    """Not an earlier one, nor one of a row that had this number before: numbers are given out again."""
    with opened(plek) as store:
        store.outbox.put("nu", "a", "bewoner", {}, NOW)
        first = Wachtrij(store).claim("een", NOW)
        store.outbox.release("een", NOW)
        now = Wachtrij(store).claim("twee", NOW)
        assert first is not None
        assert now is not None
        before = store._db.execute("select * from outbox").fetchall()
        for stale in (first, replace(now, sleutel="toen")):
            assert not store.outbox.begin(stale, NOW)
            assert not store.outbox.retry(stale, "x", NOW)
            assert not store.outbox.close(stale, "mislukt", "x")
            store.outbox.delivered(stale, "x", NOW)
            assert store._db.execute("select * from outbox").fetchall() == before
        assert store.outbox.begin(now, NOW)
        assert store.outbox.retry(now, "x", NOW)
        store.outbox.delivered(replace(now, sleutel="toen"), "x", NOW)
        assert store.outbox.counts() == {"wacht": 1}
        store.outbox.delivered(first, "x", NOW)  # it did arrive, and nobody sends it at this moment
        assert store.outbox.counts() == {"bezorgd": 1}


def test_what_a_process_is_sending_all_the_same_is_not_given_back(plek: Plek) -> None:
    with opened(plek) as store:
        for lane in ("a", "b"):
            store.outbox.put(lane, lane, "bewoner", {}, NOW)
        kept, lost = Wachtrij(store).claim("me", NOW), Wachtrij(store).claim("me", NOW)
        assert kept is not None
        assert lost is not None
        assert store.outbox.release("me", NOW, but={kept.id}) == 1
        assert store.outbox.begin(kept, NOW)
        assert not store.outbox.begin(lost, NOW)
        assert store.outbox.release("me", NOW) == 1


def test_one_key_is_one_row(plek: Plek) -> None:
    with opened(plek) as store:
        for _ in range(2):
            store.outbox.put("same", "a", "bewoner", {}, NOW)
        assert store.outbox.counts() == {"wacht": 1}


def test_a_new_promise_to_ask_replaces_the_one_that_was_not_kept_yet(plek: Plek) -> None:
    with opened(plek) as store:
        gesprek = store.gesprekken.find_or_open(HERE, NOW)
        store.signalen.open(gesprek, "s", "12345678", NOW)
        store.opvolgingen.plan("s", gesprek, "stilte", NOW, NOW)
        second = store.opvolgingen.plan("s", gesprek, "afspraak", NOW, NOW)
        assert [row.id for row in store.opvolgingen.due(NOW)] == [second]


def test_times_need_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001 -- the mistake this is about
