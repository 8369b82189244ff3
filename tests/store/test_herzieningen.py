"""The review list on both engines: unreadable, gone with its resident, empty when an editor is done."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.signaal import Signaal
from bot.store import Store
from bot.store.gesprekken import Adres
from bot.store.plek import Plek
from bot.store.times import stamp
from tests.plekken import opened, raw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
READ = Signaal(
    "s",
    "12345678",
    verhaal=("eerst zebrapad", "toen lantaarn", "nu brievenbus"),
    lees_vanaf=1,
    leefgebieden=("geld", "wonen"),
    rol="zelf",
    route="frontoffice",
    nood="suicide",
)


def with_signaal(store: Store, adres: str = "1") -> str:
    gesprek = store.gesprekken.find_or_open(Adres("telegram", adres), NOW)
    store.signalen.open(gesprek, "s", "12345678", NOW)
    return gesprek


def test_a_row_holds_what_was_read_and_only_the_words_that_were_read(plek: Plek) -> None:
    with opened(plek) as store:
        with_signaal(store)
        assert store.herzieningen.add(READ, "collega", "gaat over contact", NOW)
        (row,) = store.herzieningen.open_rows()
        assert row == store.herzieningen.load(row.nummer)
        assert (row.door, row.leefgebieden, row.rol, row.route, row.nood) == (
            *("collega", ("geld", "wonen"), "zelf", "frontoffice", "suicide"),
        )
        assert (row.tekst, row.opmerking, row.op) == (
            "toen lantaarn\nnu brievenbus",
            "gaat over contact",
            NOW,
        )


def test_when_nothing_new_was_read_the_whole_story_is_kept(plek: Plek) -> None:
    with opened(plek) as store:
        with_signaal(store)
        store.herzieningen.add(replace(READ, lees_vanaf=3), "collega", "", NOW)
        assert store.herzieningen.open_rows()[0].tekst.startswith("eerst zebrapad")


def test_without_words_there_is_no_row(plek: Plek) -> None:
    with opened(plek) as store:
        with_signaal(store)
        assert not store.herzieningen.add(Signaal("s", "12345678"), "collega", "", NOW)
        assert store.herzieningen.open_rows() == ()


def test_the_file_holds_no_readable_word(plek: Plek) -> None:
    with opened(plek) as store:
        with_signaal(store)
        store.herzieningen.add(READ, "collega", "kabouter", NOW)
        store.scrub()
        stored = raw(plek)
        assert b"12345678" in stored
        assert b"zebrapad" not in stored
        assert b"brievenbus" not in stored
        assert b"kabouter" not in stored


@pytest.mark.parametrize("status", ["gebruikt", "weggegooid"])
def test_when_an_editor_is_done_the_words_go_and_the_row_stays_for_the_figures(
    plek: Plek, status: str
) -> None:
    with opened(plek) as store:
        with_signaal(store)
        store.herzieningen.add(READ, "bewoner", "", NOW)
        nummer = store.herzieningen.open_rows()[0].nummer
        store.herzieningen.settle(nummer, status, NOW)  # type: ignore[arg-type]
        assert store.herzieningen.open_rows() == ()
        assert store.herzieningen.load(nummer) is None
        assert store._db.execute(
            "select status, afgehandeld, tekst_geheim, opmerking_geheim from herziening"
        ).fetchall() == [(status, stamp(NOW), None, None)]
        store.herzieningen.settle(nummer, "gebruikt", NOW)
        assert store._db.execute("select status from herziening").fetchall() == [(status,)]


def test_erasing_the_resident_erases_his_rows_and_their_number_is_not_given_again(plek: Plek) -> None:
    with opened(plek) as store:
        gesprek = with_signaal(store)
        store.herzieningen.add(READ, "bewoner", "", NOW)
        first = store.herzieningen.open_rows()[0].nummer
        assert store.herzieningen.count(gesprek) == 1
        store.gesprekken.erase(gesprek, NOW)
        assert store._db.execute("select count(*) from herziening").fetchone() == (0,)
        other = with_signaal(store, "2")
        assert store.herzieningen.count(other) == 0
        store.herzieningen.add(READ, "bewoner", "", NOW)
        assert store.herzieningen.open_rows()[0].nummer > first
