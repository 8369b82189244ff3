"""The people on the chat page: a real browser with the screen of a phone, against the real process."""

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from benchmarks.beproef.zygote import Zygote
from playwright.async_api import Browser, Locator, Page, expect

from bot.teksten import Teksten
from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.chat import MARKED
from tests.e2e.chromium import fresh, launched
from tests.e2e.peer import Peer
from tests.e2e.process import Process, _free_port, quiet

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}
STORY = "Ik krijg steeds brieven over de huur en kan de rekeningen niet meer betalen. Het woord is Zebrapad."
# On the way to the pakket: which button to take when it is offered.
TO_PLACES = ("voor_mij", "gevaar_nee", "sinds_weken")
TO_PAKKET = ("doorgeven", "urgentie_week", "wijk_overslaan", "bereik_gesprek", *TO_PLACES)
MOST_STEPS = 12
TEKSTEN = Teksten.load()
# Everywhere a page can put something away.
KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length, readable: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": 0, "session": 0, "readable": "", "databases": 0, "caches": 0, "workers": 0}


def words(key: str) -> str:
    """A fixed text of the page, in Dutch."""
    return TEKSTEN.word("pagina", key)


class Elsewhere:
    """Other sites: the one that "snel weg" leads to, the one before, and those that show our page in a frame.

    pages: path -> HTML; every other path is a plain page with its path as heading.
    """

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self._open = threading.Event()
        self._open.set()
        elsewhere = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                elsewhere.asked.append(self.path)
                elsewhere._open.wait(20)
                html = elsewhere.pages.get(self.path, f"<title>Elders</title><h1>{self.path}</h1>").encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(html)))
                self.end_headers()
                self.wfile.write(html)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def other_url(self) -> str:
        """The same by another name: for a browser that is another site."""
        return f"http://localhost:{self.port}"

    @contextmanager
    def slow(self) -> Iterator[None]:
        """Nothing is answered before the end of the with statement."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()


@dataclass
class Pagina:
    """The process, with the inbox of the colleagues, sites elsewhere, and one browser for all."""

    process: Process
    elsewhere: Elsewhere
    inbox_port: int
    runner: asyncio.Runner
    browser: Browser

    @property
    def url(self) -> str:
        return self.process.chat_url

    @property
    def inbox_url(self) -> str:
        return f"http://127.0.0.1:{self.inbox_port}"

    def play(self, go: "Go", url: str = "", **context: Any) -> None:
        """Let a resident with a fresh phone do this."""

        async def whole() -> None:
            async with visiting(self, url, **context) as resident:
                await go(resident)

        self.runner.run(whole())


@contextmanager
def chatting(home: Path, *, embedded: bool = False, zygote: Zygote | None = None) -> Iterator[Pagina]:
    """`elkedeur start` without Telegram. Afterwards: an orderly end, and nothing leaked.

    embedded: as on the internet, where a site that may show the page in a frame is another site altogether.
    """
    with Elsewhere() as elsewhere, LoopbackMailServer() as mail:
        inbox_port = _free_port()
        given = {
            "frontoffice_poort": str(inbox_port),
            "frontoffice_https": "false",
            "chat_snel_weg": f"{elsewhere.url}/weer",
        }
        if embedded:
            given |= {"chat_https": "true", "chat_insluiten": json.dumps([elsewhere.other_url])}
        # A Telegram that never begins: nobody may ask it anything.
        process = Process(home, Peer(), mail, "chat", given, zygote)
        process.start()
        try:
            with asyncio.Runner() as runner:
                launch = launched()
                browser = runner.run(launch.__aenter__())
                try:
                    yield Pagina(process, elsewhere, inbox_port, runner, browser)
                finally:
                    runner.run(launch.__aexit__(None, None, None))
            quiet(process)
            process.stop()
            raw = process.raw()
            for secret in MARKED:
                assert secret not in process.log, f"in the log: {secret}"
                assert secret.encode() not in raw, f"readable in the database: {secret}"
            assert '"level": "error"' not in process.log.lower(), process.log[-3000:]
            assert process.peer.calls == []
        finally:
            process.kill()


@dataclass
class Resident:
    """Somebody at the page. requests: every address that the browser asked, of any page."""

    page: Page
    pagina: Pagina
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.requests.append(request.url))

    # --- what stands there ---

    @property
    def lines(self) -> Locator:
        return self.page.locator("#verloop > li")

    @property
    def mine(self) -> Locator:
        return self.page.locator("#verloop > li.mij")

    @property
    def ours(self) -> Locator:
        return self.page.locator("#verloop > li.ons")

    @property
    def field(self) -> Locator:
        return self.page.locator("#tekst")

    @property
    def stand(self) -> Locator:
        """The line that says what is happening."""
        return self.page.locator("#stand")

    def knop(self, id: str) -> Locator:
        """A button below the newest words."""
        return self.lines.last.locator(f'button[name=knop][value^="{id}:"]')

    async def code(self) -> str:
        """The four words, as they stand in the menu."""
        return (await self.page.locator("#terugkomen .code").text_content() or "").strip()

    # --- what one does ---

    async def opens(self, path: str = "/") -> None:
        await self.page.goto(path)

    async def says(self, tekst: str) -> None:
        """Type, send, and wait for the answer."""
        await self.types(tekst)
        await self.hears()

    async def types(self, tekst: str) -> None:
        """Type and send."""
        await self.field.fill(tekst)
        await self.page.get_by_role("button", name=words("verstuur"), exact=True).click()

    async def hears(self) -> None:
        """Until everything is answered."""
        await expect(self.lines.last).to_have_class("ons")
        await expect(self.stand).to_have_text("")

    async def taps(self, id: str) -> None:
        """A button below the newest words."""
        await self.knop(id).first.click()
        await self.hears()

    async def walks(self, target: str, *on_the_way: str) -> None:
        """Take the buttons on the way until the target is offered."""
        for _ in range(MOST_STEPS):
            if await self.knop(target).count():
                return
            offered = [id for id in on_the_way if await self.knop(id).count()]
            assert offered, f"no way on to {target}: {await self.lines.last.inner_text()}"
            await self.taps(offered[0])
        raise AssertionError(f"{target} was not reached in {MOST_STEPS} steps")

    async def forwards(self, story: str = STORY) -> str:
        """Tell a story and hand it over; gives the number as people read it."""
        await self.says(story)
        await self.walks("past", *TO_PLACES)
        await self.says("ik wil iemand spreken")
        await self.walks("verstuur", *TO_PAKKET)
        await self.taps("verstuur")
        found = re.search(r"nummer is (\d{4}-\d{4})", await self.page.locator("#verloop").inner_text())
        assert found, "no number was said"
        await self.taps("opvolging_ja")
        return found[1]

    async def goes(self, name: str) -> None:
        """By a link or button that stands on the page, seen or in the menu."""
        await self.opens_menu()
        await self.page.locator("a, button").get_by_text(name, exact=True).first.click()

    async def opens_menu(self) -> None:
        menu = self.page.locator("#menu")
        if await menu.get_attribute("open") is None:
            await menu.locator("summary").click()

    async def returns(self, code: str) -> None:
        """From the first page, with the four words."""
        await self.opens("/terug")
        await self.page.get_by_label(words("code_typ")).fill(code)
        await self.page.get_by_role("button", name=words("code_open")).click()

    async def kept(self) -> dict[str, Any]:
        """What this browser holds of our site, the cookie by its name."""
        cookies = await self.page.context.cookies(self.pagina.url)
        stored: dict[str, Any] = await self.page.evaluate(KEPT)
        return {**stored, "cookies": [one.get("name") for one in cookies]}

    async def leaves(self) -> None:
        """Snel weg, up to the page there."""
        await self.page.get_by_role("button", name=words("snel_weg"), exact=True).click()
        await expect(self.page.get_by_role("heading", name="/weer")).to_be_visible()


@asynccontextmanager
async def visiting(pagina: Pagina, url: str = "", **context: Any) -> AsyncIterator[Resident]:
    """A phone with a fresh browser; nothing is opened yet. url: by which way, when not straight."""
    async with fresh(pagina.browser, url or pagina.url, **(PHONE | context)) as page:
        yield Resident(page, pagina)


@asynccontextmanager
async def second_device(resident: Resident, **context: Any) -> AsyncIterator[Resident]:
    """Another phone: it shares nothing with the first but the site."""
    async with visiting(resident.pagina, **context) as other:
        yield other


Go = Callable[[Resident], Awaitable[None]]
