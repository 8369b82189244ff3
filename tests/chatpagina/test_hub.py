"""Waking who waits, and counting who comes too often."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import pytest

from bot import drempel
from bot.drempel import Drempel, whose
from bot.hub import Hub

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


# --- hub ---


def test_a_poke_wakes_all_who_listen_there_and_nobody_else() -> None:
    async def talk() -> list[bool]:
        hub = Hub()
        with hub.listening("a") as one, hub.listening("a") as two, hub.listening("b") as other:
            hub.poke("a")
            return [one.is_set(), two.is_set(), other.is_set()]

    assert asyncio.run(talk()) == [True, True, False]


def test_after_listening_nothing_is_kept_also_when_it_ends_badly() -> None:
    async def talk() -> tuple[int, int]:
        hub = Hub()
        during = 0
        with contextlib.suppress(ZeroDivisionError), hub.listening("a"), hub.listening("a"):
            during = hub.count("a")
            raise ZeroDivisionError
        hub.poke("a")
        hub.poke("nobody")
        return during, hub.count("a")

    assert asyncio.run(talk()) == (2, 0)


def test_who_is_poked_may_stop_listening_at_once() -> None:
    async def talk() -> int:
        hub = Hub()

        async def wait() -> None:
            with hub.listening("a") as news:
                await news.wait()

        waiting = [asyncio.create_task(wait()) for _ in range(3)]
        await asyncio.sleep(0)
        hub.poke("a")
        await asyncio.gather(*waiting)
        return hub.count("a")

    assert asyncio.run(talk()) == 0


# --- drempel ---


def test_the_threshold_is_reached_at_so_many_within_that_time() -> None:
    door = Drempel(most=3, within=timedelta(minutes=1))
    for second in (0, 10, 20):
        assert not door.is_shut("192.0.2.1", NOW)
        door.count("192.0.2.1", NOW + timedelta(seconds=second))
    assert door.is_shut("192.0.2.1", NOW + timedelta(seconds=20))
    assert door.is_shut("192.0.2.1", NOW + timedelta(seconds=59))
    assert not door.is_shut("192.0.2.1", NOW + timedelta(seconds=60))
    assert not door.is_shut("192.0.2.2", NOW + timedelta(seconds=20))


def test_who_comes_back_all_the_time_stays_shut_out_only_while_he_counts() -> None:
    door = Drempel(most=2, within=timedelta(minutes=1))
    for second in range(0, 120, 10):
        door.count("a", NOW + timedelta(seconds=second))
    assert door.is_shut("a", NOW + timedelta(seconds=120))
    assert not door.is_shut("a", NOW + timedelta(seconds=160))


def test_what_went_well_does_not_count() -> None:
    door = Drempel(most=2)
    for _ in range(5):
        door.count("a", NOW)
        door.take_back("a")
    door.take_back("nobody")
    assert not door.is_shut("a", NOW)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1:5000", True),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:DB8:1:2::1", True),
        ("2001:db8:1:2::1", "[2001:db8:1:2::1]:443", True),
        ("2001:db8:1:2::1", "[2001:db8:1:2::7]", True),
        ("2001:db8:1:2::1", "2001:db8:1:2::1%eth0", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "unknown", False),
    ],
)
def test_one_connection_is_one_address_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert (whose(one) == whose(other)) is same


def test_addresses_that_no_longer_count_are_thrown_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drempel, "_MANY", 10)
    door = Drempel(most=2, within=timedelta(minutes=1))
    for n in range(20):
        door.count(f"192.0.2.{n}", NOW)
    door.count("198.51.100.1", NOW + timedelta(minutes=2))
    assert len(door._counted) == 1


def test_all_who_wait_are_counted_together() -> None:
    hub = Hub()
    with hub.listening("a"), hub.listening("a"), hub.listening("b"):
        assert (hub.count("a"), hub.all()) == (2, 3)
    assert hub.all() == 0
