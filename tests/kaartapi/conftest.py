"""The API on a real store, in process; and the same site behind a real server on loopback."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.kaart_bron import shipped_rows
from bot.kaartapi.site import make_kaart
from bot.serving import serve
from bot.store.kaart import Herkomst, Rijwijziging
from sociale_kaart.cells import to_cells
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.hsds_maken import service_id
from tests.bot.conftest import Bot
from tests.sociale_kaart.goede_rij import rows_of

BASE = "http://kaart.test"
ENOUGH = 10**9


class Kaart:
    """The API with the bot behind it, and editors who change the kaart."""

    def __init__(self, folder: Path, *, most: int = ENOUGH, **settings: Any) -> None:
        self.bot = Bot(folder, **({"kaart_poort": 0, "kaart_url": BASE} | settings))
        self.site = make_kaart(self.bot.app, most=most)

    def ask(
        self, path: str, method: str = "GET", *, address: str = "192.0.2.1", **more: Any
    ) -> httpx.Response:
        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self.site, client=(address, 5000))
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, **more)

        return self.wait(asking())

    def wait(self, awaitable: Any) -> Any:
        """One loop for all that is asked, as in the process itself."""
        return self._runner.run(awaitable)

    def __enter__(self) -> "Kaart":
        self._runner = asyncio.Runner()
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()
        self.bot.app.store.close()

    def json(self, path: str, **more: Any) -> Any:
        answer = self.ask(path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ids(self, path: str, **params: str) -> set[str]:
        """The ids on the first page, with as many on it as may be."""
        found = self.json(path, params={"per_page": "100"} | params)
        assert found["total_pages"] == 1
        return {one["id"] for one in found["contents"]}

    def change(self, *new: Mapping[str, str], gone: Sequence[str] = ()) -> tuple[Voorziening, ...]:
        """What an editor does: these rows (the good row with other cells) come, in the place of what has their id."""
        store, now = self.bot.app.store, self.bot.clock.now()
        there = {str(cells["id"]): cells for cells in store.kaart.rows()} or {
            row.id: to_cells(row) for row in shipped_rows()
        }
        rows = rows_of(*new) if new else ()
        changes = [Rijwijziging(row.id, there.get(row.id), to_cells(row)) for row in rows]
        changes += [Rijwijziging(id, there[id], None) for id in gone]
        with store.transaction():
            store.kaart.apply(changes, map(to_cells, shipped_rows()), Herkomst("bewerkt", "Sanne Zebra"), now)
        assert self.wait(self.bot.app.kaart.take_up())
        return rows

    def service(self, row: Voorziening) -> Any:
        return self.json(f"/services/{service_id(row)}")


@pytest.fixture
def kaart(tmp_path: Path) -> Iterator[Kaart]:
    with Kaart(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kaart]:
    """For tests that change nothing."""
    with Kaart(tmp_path_factory.mktemp("kaart")) as made:
        yield made


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the site behind uvicorn, as `elkedeur start` serves it, in a loop and thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url, up, loops = f"http://127.0.0.1:{port}", threading.Event(), []

    async def run() -> None:
        bot = Bot(folder, kaart_poort=port)
        site: Starlette = make_kaart(bot.app, most=ENOUGH)
        task = asyncio.current_task()
        loops.append((asyncio.get_running_loop(), task))
        up.set()
        try:
            await serve(site, "127.0.0.1", port)
        finally:
            bot.app.store.close()

    def whole() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(run())

    thread = threading.Thread(target=whole)
    thread.start()
    assert up.wait(30)
    try:
        transport = httpx.HTTPTransport(retries=5)
        with httpx.Client(transport=transport, trust_env=False) as client:
            assert client.get(url).status_code == 200
        yield url
    finally:
        (loop, task) = loops[0]
        loop.call_soon_threadsafe(task.cancel)
        thread.join(30)
        assert not thread.is_alive()
