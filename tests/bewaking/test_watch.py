"""The one who looks after the database: says what is wrong, holds the loops back, and lets them go again."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.bewaking import watch as module
from bot.bewaking.toestand import Onderdelen
from bot.bewaking.watch import Watch, store_code
from bot.store import Store
from bot.store.errors import StoreUnavailableError
from bot.store.stand import look, prove_writable
from tests.fakes import SetClock


class Place:
    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.path = folder / "elkedeur.db"
        self.store = Store.open(self.path, folder / "sleutel")
        self.onderdelen = Onderdelen(self.clock)
        self.watch = Watch(self.store, self.path, self.onderdelen, self.clock)

    def database(self) -> tuple[str, str | None]:
        (part,) = [one for one in self.onderdelen.all() if one.naam == "database"]
        return part.toestand, part.code


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr("bot.store.stand.PATIENCE", 0.05)
    monkeypatch.setattr(module, "REST_IN_TROUBLE", 0.02)
    monkeypatch.setattr(module, "CALM", 0.0)
    made = Place(tmp_path)
    yield made
    made.store.close()


def test_lock_is_told_and_passes(place: Place) -> None:
    async def course() -> None:
        with closing(sqlite3.connect(place.path, isolation_level=None)) as other:
            other.execute("begin immediate")
            await place.watch.check()
            assert place.database() == ("hapert", "sqlite_busy")
            waiting = asyncio.create_task(place.watch.ready("verwerken"))
            await asyncio.sleep(0.1)
            assert not waiting.done()
            assert place.onderdelen.ages()["verwerken"] < 0.1  # its heart beats while it waits
            other.execute("rollback")
        await place.watch.check()
        await waiting
        assert place.database() == ("goed", None)

    asyncio.run(course())


def test_trouble_of_a_loop_holds_all_loops_until_it_is_over(place: Place) -> None:
    async def course() -> None:
        running = asyncio.create_task(place.watch.run())
        await asyncio.sleep(0.05)
        place.watch.trouble(StoreUnavailableError("SQLITE_FULL"))
        assert place.database() == ("hapert", "sqlite_full")
        await place.watch.ready("planner")  # it can be written, as the look shows
        await place.watch.check()
        assert place.database() == ("goed", None)
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(course())


def test_without_a_watch_nobody_is_held_back(place: Place) -> None:
    place.watch.trouble(StoreUnavailableError("SQLITE_FULL"))
    asyncio.run(asyncio.wait_for(place.watch.ready("verwerken"), 1))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreUnavailableError("SQLITE_READONLY"), "sqlite_readonly"),
        (StoreUnavailableError("SQLITE_ERROR"), None),  # a sentence of ours that is wrong
        (sqlite3.OperationalError("x"), None),
        (ValueError("x"), None),
    ],
)
def test_only_the_database_itself_is_trouble_of_the_database(error: Exception, code: str | None) -> None:
    assert store_code(error) == code


def test_a_broken_read_names_its_kind(place: Place) -> None:
    place.path.write_bytes(b"geen database, maar wel lang genoeg om er een te zijn" * 100)
    with pytest.raises(StoreUnavailableError, match="SQLITE_NOTADB"):
        look(place.path, place.clock.now())


def test_missing_file_is_no_empty_database(place: Place, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="SQLITE_CANTOPEN"):
        prove_writable(tmp_path / "weg.db", place.clock.now())
    assert not (tmp_path / "weg.db").exists()


def test_old_row_that_waits_is_told(place: Place) -> None:
    place.onderdelen.add("outbox")
    with place.store.transaction():
        place.store.outbox.put("k", "b", "mail", {"tekst": "x"}, place.clock.now())
    asyncio.run(place.watch.check())
    assert [one.toestand for one in place.onderdelen.all() if one.naam == "outbox"] == ["goed"]
    place.clock.pass_(minutes=20)
    asyncio.run(place.watch.check())
    assert [one.code for one in place.onderdelen.all() if one.naam == "outbox"] == ["wacht_lang"]
