"""Several processes on one PostgreSQL database: who is at work, whose turn it is, and who is cut off.

Two stores stand in for two processes.
"""

import contextlib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import ROWS, Store
from bot.store.errors import KeyBusyError, QueryRefusedError, StoreUnavailableError
from bot.store.gesprekken import Adres
from bot.store.plek import Postgres
from bot.store.postgres import werkers
from bot.store.postgres.sloten import key
from bot.store.postgres.verbinding import Verbinding
from bot.store.vernieuwen import renew
from tests.plekken import Plekken, opened
from tests.postgres import Database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE = Adres("telegram", "4242")
LATE = "update werker set gezien = gezien - interval '1 hour'"


@pytest.fixture
def plek(tmp_path: Path, postgres_plekken: Plekken) -> Postgres:
    return postgres_plekken.at(tmp_path)


@pytest.fixture
def one(plek: Postgres) -> Iterator[Store]:
    with opened(plek) as store:
        yield store


@pytest.fixture
def other(plek: Postgres) -> Iterator[Store]:
    with opened(plek) as store:
        yield store


def pid(store: Store) -> int:
    """Of the connection that it works through now."""
    return int(store._db.execute("select pg_backend_pid()").fetchone()[0])


def cut(database: Database, store: Store) -> None:
    """Comes back when the server is done with that connection."""
    number = pid(store)
    database.sql(f"select pg_terminate_backend({number})")
    while database.sql(f"select count(*) from pg_stat_activity where pid = {number}") != "0":
        pass


def held(store: Store, name: str) -> list[object]:
    """What takes the lock with this name."""
    return [key(store._gebruiker, name)]  # type: ignore[attr-defined]


@contextlib.contextmanager
def locked_elsewhere(plek: Postgres, store: Store, name: str) -> Iterator[None]:
    """Somebody else holds that lock, through a connection of his own."""
    holder = Verbinding(plek.url)
    with contextlib.closing(holder):
        holder.as_it_is("select pg_advisory_lock(%s)", held(store, name))
        yield


# --- whose turn it is ---


def test_a_gesprek_that_nobody_at_work_holds_is_free_after_a_look(one: Store) -> None:
    """Taken by who was cut off between two sentences."""
    gesprek = one.gesprekken.find_or_open(HERE, NOW)
    one.berichten.receive(gesprek, "a", "tekst", {"tekst": "hoi"}, NOW)
    one._db.execute("insert into beurt (gesprek_id, werker) values (?, 'weg:1:abc')", [gesprek])
    assert one.werk.waiting() == ()
    one.werk.look()
    assert one.werk.waiting() == (gesprek,)


def test_a_task_that_is_given_up_is_for_whoever_asks_next(one: Store, other: Store) -> None:
    assert one.werk.leads("telegram")
    assert not other.werk.leads("telegram")
    other.werk.give_up("telegram")  # it was not his
    assert not other.werk.leads("telegram")
    one.werk.give_up("telegram")
    assert other.werk.leads("telegram")
    assert not one.werk.leads("telegram")
    other.werk.give_up("telegram")
    assert one.werk.leads("telegram")  # nobody else wanted it


# --- who is at work ---


def test_after_a_cut_a_process_keeps_its_name_and_what_it_is_sending(
    one: Store, other: Store, database: Database
) -> None:
    naam = one.werk.naam
    cut(database, one)
    assert one.werk.naam == naam
    other.werk.look()
    assert other.werk.gone([naam]) == ()


def test_who_cannot_have_his_name_back_takes_another_and_leaves_what_he_had(
    one: Store, other: Store, database: Database, plek: Postgres
) -> None:
    naam = one.werk.naam
    gesprek = one.gesprekken.find_or_open(HERE, NOW)
    assert one.werk.take(gesprek)
    cut(database, one)
    with locked_elsewhere(plek, one, f"werker:{naam}"):  # as when the server did not notice the cut
        assert one.werk.naam != naam
        other.werk.look()
        assert not other.werk.take(gesprek)
    while not other.werk.gone([naam]):
        other.werk.look()
    assert other.werk.take(gesprek)


def test_a_sign_of_life_within_long_work_keeps_the_others_from_cutting_off(
    one: Store, other: Store, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, naam = pid(one), one.werk.naam
    database.sql(LATE)
    monkeypatch.setattr(werkers, "SIGN", -1.0)
    one.werk.alive()
    other.werk.look()
    assert (pid(one), one.werk.naam) == (number, naam)


def test_who_hangs_is_cut_off_but_never_who_does_not_hold_that_name(
    one: Store, other: Store, plek: Postgres, database: Database
) -> None:
    """After a restart of the server the number of a connection may be another's."""
    assert one.werk.naam
    with opened(plek) as innocent:
        real, number = pid(one), pid(innocent)
        database.sql(LATE, f"update werker set pid = {number}")
        other.werk.look()
        assert pid(innocent) == number
        assert pid(one) == real
        database.sql(LATE, f"update werker set pid = {real} where naam = '{one.werk.naam}'")
        other.werk.look()
        assert pid(innocent) == number
        while database.sql(f"select count(*) from pg_stat_activity where pid = {real}") != "0":
            pass


def test_a_key_is_not_renewed_while_somebody_works_on_another_machine(
    one: Store, plek: Postgres, tmp_path: Path
) -> None:
    before = (tmp_path / "e.sleutel").read_bytes()
    one._db.execute("insert into werker (naam, pid) values ('elders:1:abc', 0)")
    with locked_elsewhere(plek, one, "werker:elders:1:abc"), pytest.raises(KeyBusyError):
        renew(one, seconds=0.5)
    assert (tmp_path / "e.sleutel").read_bytes() == before


def test_who_was_stopped_on_another_machine_holds_up_no_new_key(
    one: Store, other: Store, tmp_path: Path
) -> None:
    before = (tmp_path / "e.sleutel").read_bytes()
    assert other.werk.naam.startswith(socket.gethostname())
    one._db.execute("insert into werker (naam, pid) values ('elders:1:abc', 0)")
    other.close()
    renew(one, seconds=5)
    assert (tmp_path / "e.sleutel").read_bytes() != before


# --- the connection ---


def test_how_long_is_waited_stays_so_after_a_cut(one: Store, database: Database) -> None:
    one.wait_at_most(0.02)
    for _ in range(2):
        assert one._db.execute("select current_setting('lock_timeout')").fetchone() == ("20ms",)
        cut(database, one)


def test_a_change_that_the_server_turned_back_is_not_called_done(one: Store) -> None:
    """Whoever caught a refusal on the way goes on, and the server does nothing of it any more."""

    def goes_on() -> None:
        with one.transaction(ROWS):
            one.outbox.put("k", "a", "bewoner", {}, NOW)
            with contextlib.suppress(QueryRefusedError):
                one._db.execute("select 1/0")

    with pytest.raises(StoreUnavailableError):
        goes_on()
    assert one.outbox.counts() == {}


def test_a_transaction_within_a_transaction_is_refused(one: Store) -> None:
    """Else the inner one would end the outer one halfway."""

    def twice() -> None:
        with one.transaction(ROWS):
            one.outbox.put("k", "a", "bewoner", {}, NOW)
            with one.transaction(ROWS):
                one.outbox.put("l", "a", "bewoner", {}, NOW)

    with pytest.raises(RuntimeError, match="within"):
        twice()
    assert one.outbox.counts() == {}
    with one.transaction(ROWS):
        one.outbox.put("m", "a", "bewoner", {}, NOW)
    assert one.outbox.counts() == {"wacht": 1}
