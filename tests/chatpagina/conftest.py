"""The chat page in process: real SQLite, real core, and browsers that keep their cookie."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Self

import html5lib
import httpx
import pytest

from bot.chatpagina import nieuws, zeggen
from bot.chatpagina.site import make_chat
from tests.bot.conftest import Bot

BASE = "http://chat.test"
PATIENCE = 10.0  # seconds; only so that a test that hangs ends


class Browser:
    """One browser without a script: it reads pages and sends the forms that stand on them."""

    def __init__(self, chat: "ChatSite", address: str = "192.0.2.1") -> None:
        self.chat, self.address = chat, address
        transport = httpx.ASGITransport(app=chat.site, client=(address, 5000))
        self.client = httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=False)
        self.page: httpx.Response = httpx.Response(200, text="<html></html>")

    async def get(self, path: str = "/", **headers: str) -> httpx.Response:
        self.page = await self.client.get(path, headers=headers)
        return self.page

    async def post(
        self, path: str, *, follow: bool = True, headers: dict[str, str] | None = None, **fields: str
    ) -> httpx.Response:
        sent = {"Origin": BASE} if headers is None else headers
        self.page = await self.client.post(path, data=fields, headers=sent)
        if follow and self.page.status_code == 303 and self.page.headers["location"].startswith("/"):
            await self.get(self.page.headers["location"])
        return self.page

    async def says(self, tekst: str) -> httpx.Response:
        return await self.post("/zeg", tekst=tekst)

    async def taps(self, id: str) -> httpx.Response:
        """The button that stands on the page."""
        value = next(value for value in self.knoppen() if value.startswith(f"{id}:"))
        return await self.post("/knop", knop=value)

    def tree(self) -> Any:
        return html5lib.parse(self.page.text, namespaceHTMLElements=False)

    def knoppen(self) -> list[str]:
        return [str(one.get("value")) for one in self.tree().iter("button") if one.get("name") == "knop"]

    def said(self, who: str = "ons") -> list[str]:
        """The words in the clouds of one side, blanks made one."""
        items = [li for li in self.tree().iter("li") if li.get("class") == who]
        clouds = [next(one for one in li.iter("div") if one.get("class") == "wolk") for li in items]
        return [" ".join(" ".join(cloud.itertext()).split()) for cloud in clouds]

    def code(self) -> str:
        found = self.tree().find(".//div[@id='terugkomen']/p[@class='code']")
        return "" if found is None else str(found.text)

    @property
    def cookie(self) -> str | None:
        return self.client.cookies.get("elkedeur")


class Live:
    """One open /live: what the server says, as it says it. httpx would wait for the end of it."""

    def __init__(self, browser: Browser, path: str = "/live", **headers: str) -> None:
        self._chat = browser.chat
        self._gone = asyncio.Event()
        self._said: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._rest = b""
        self.status, self.headers = 0, []
        given = {"cookie": f"elkedeur={browser.cookie}"} if browser.cookie else {}
        path, _, query = path.partition("?")
        self._scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
            "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in (given | headers).items()],
            "client": (browser.address, 5000), "server": ("chat.test", 80),
        }  # fmt: skip

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._gone.set()
        async with asyncio.timeout(PATIENCE):
            await self._task

    async def _run(self) -> None:
        try:
            await self._chat.site(self._scope, self._receive, self._send)
        finally:
            self._said.put_nowait(None)

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
        elif message.get("body"):
            self._said.put_nowait(message["body"])

    async def next(self) -> dict[str, str] | None:
        """The next event, by its fields; None when the server shut it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                while b"\n\n" not in self._rest:
                    more = await self._said.get()
                    if more is None:
                        return None
                    self._rest += more
                block, _, self._rest = self._rest.partition(b"\n\n")
                fields = dict(line.split(": ", 1) for line in block.decode().split("\n") if line[0] != ":")
                if fields.keys() - {"retry"}:
                    return fields


class ChatSite:
    """The page, with the bot behind it."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        given = {"chat_poort": 0, "chat_https": False} | settings
        self.bot = Bot(folder, **given)
        self.site = make_chat(self.bot.app)
        self.store = self.bot.app.store

    def browser(self, address: str = "192.0.2.1") -> Browser:
        return Browser(self, address)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["ChatSite"]:
        """The loops that handle and send."""
        loops = [asyncio.create_task(self.bot.app.handle()), asyncio.create_task(self.bot.app.send())]
        try:
            yield self
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)

    def gesprek(self, browser: Browser) -> str:
        """The gesprek that this browser holds."""
        secret = (browser.cookie or "").partition(".")[0]
        found = self.store.chats.find("sessie", secret, self.bot.clock.now())
        assert found is not None
        return found


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[ChatSite]:
    made = ChatSite(tmp_path)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatSite]:
    """One site for tests that bring their own browsers and count nothing."""
    made = ChatSite(tmp_path_factory.mktemp("samen"))
    yield made
    made.store.close()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody handles what comes in, so no page waits for it."""
    monkeypatch.setattr(zeggen, "LONGEST_WAIT", 0.0)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody pokes for is looked at soon."""
    monkeypatch.setattr(nieuws, "LOOK_AGAIN", 0.01)
