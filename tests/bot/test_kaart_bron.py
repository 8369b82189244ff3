"""An import while the bot runs: the next bericht is answered from the new kaart, without a restart."""

import asyncio
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.kaart_bron import KaartBron, rows_now
from bot.store import Store
from bot.store.kaart import Herkomst, Rijwijziging
from sociale_kaart.cells import to_cells
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import DEFAULT, load, read_csv
from sociale_kaart.search import Zoekvraag
from sociale_kaart.uitwisseling.schrijven import Vorm, write
from tests.bot.conftest import Bot
from tests.sociale_kaart.goede_rij import kaart_of, rows_of
from tests.sociale_kaart.vreemde_rij import full_row

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def imported(folder: Path, bot: Bot, *args: str) -> int:
    """`elkedeur kaart importeer` beside the running bot, with one place more than the program has."""
    write(
        (*read_csv(DEFAULT).rijen, full_row(vrij_toegankelijk="ja", trede="3")), folder / "in.csv", Vorm.CSV
    )
    config = folder / "config.toml"
    config.write_text(f'gegevens = "{bot.settings.gegevens}"\n', encoding="utf-8")
    return main(["kaart", "importeer", str(folder / "in.csv"), "--ja", "--config", str(config), *args])


def test_a_running_bot_takes_up_an_import_and_its_undoing(bot: Bot, tmp_path: Path) -> None:
    assert imported(tmp_path, bot) == 0
    assert not bot.app.renderer.known("fietsclub")
    asyncio.run(bot.says("hallo"))
    assert bot.app.renderer.known("fietsclub")
    assert bot.app.kaart.nu.zoek(Zoekvraag("fietstocht fietsen"))[0].voorziening.id == "fietsclub"
    config = str(tmp_path / "config.toml")
    assert main(["kaart", "ongedaan", "--ja", "--config", config]) == 0
    asyncio.run(bot.says("hallo"))
    assert not bot.app.renderer.known("fietsclub")
    assert list(bot.app.kaart.nu) == list(load())


def test_after_a_restart_the_imported_kaart_is_there(bot: Bot, tmp_path: Path) -> None:
    imported(tmp_path, bot)
    assert bot.start().renderer.known("fietsclub")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "e.db", tmp_path / "e.sleutel")


def change(store: Store, *changes: Rijwijziging) -> None:
    base = [to_cells(row) for row in rows_of({}, {"id": "tweede"})]
    with store.transaction():
        store.kaart.apply(changes, base, Herkomst("bewerkt", "redactie"), NOW)


def test_nothing_is_read_again_as_long_as_nothing_changed(store: Store) -> None:
    bron = KaartBron(kaart_of({}, {"id": "tweede"}), store.kaart)
    before = bron.nu
    assert (bron.refresh(), bron.nu is before) == (False, True)
    with store:
        old = to_cells(rows_of({})[0])
        change(store, Rijwijziging("fietsclub", old, old | {"naam": "Anders"}))
        assert (bron.refresh(), bron.refresh()) == (True, False)
        assert (bron.nu.get("fietsclub").naam, before.get("fietsclub").naam) == ("Anders", "Fietsclub")
        assert rows_now(store) == tuple(bron.nu)


def test_rows_that_cannot_be_read_leave_the_kaart_as_it_was(store: Store) -> None:
    with store:
        bron = KaartBron(kaart_of({}, {"id": "tweede"}), store.kaart)
        change(store, Rijwijziging("derde", None, {"id": "derde", "naam": "Zonder de rest"}))
        assert not bron.refresh()
        assert [row.id for row in bron.nu] == ["fietsclub", "tweede"]
        assert KaartBron(kaart_of({}), store.kaart).nu.get("fietsclub").naam == "Fietsclub"


def test_without_a_store_the_kaart_stays_as_it_is() -> None:
    bron = KaartBron(kaart_of({}))
    assert not bron.refresh()
    assert len(bron.nu) == 1


def test_what_texts_need_comes_from_the_program_when_editors_rows_lack_it(store: Store) -> None:
    with store:
        old = to_cells(rows_of({"id": "tweede"})[0])
        change(store, Rijwijziging("tweede", old, None))
        shipped = kaart_of({}, {"id": "tweede", "telefoon": "112"})
        assert "tweede" in KaartBron(shipped, store.kaart, needed={"tweede", "onbekend"}).nu
        assert "tweede" not in KaartBron(shipped, store.kaart).nu


def test_a_version_on_which_something_broke_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store:
        bron = KaartBron(kaart_of({}, {"id": "tweede"}), store.kaart)
        change(store, Rijwijziging("tweede", to_cells(rows_of({"id": "tweede"})[0]), None))
        with monkeypatch.context() as broken:
            broken.setattr(KaartBron, "_next", lambda self, rows: 1 / 0)
            assert not bron.refresh()
        assert bron.refresh()
        assert [row.id for row in bron.nu] == ["fietsclub"]


def test_a_bericht_is_answered_from_the_old_kaart_while_the_new_one_is_made(store: Store) -> None:
    made = threading.Event()

    async def meanwhile(bron: KaartBron) -> bool:
        taking = asyncio.create_task(bron.take_up())
        await asyncio.sleep(0)
        before = "tweede" in bron.nu
        made.set()
        return before and await taking and "tweede" not in bron.nu

    class Slow(KaartBron):
        def _next(self, stored: Iterable[Mapping[str, str]]) -> SocialeKaart | None:
            assert made.wait(10)
            return super()._next(stored)

    with store:
        bron = Slow(kaart_of({}, {"id": "tweede"}), store.kaart)
        change(store, Rijwijziging("tweede", to_cells(rows_of({"id": "tweede"})[0]), None))
        assert asyncio.run(meanwhile(bron))
