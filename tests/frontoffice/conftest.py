"""The frontoffice as a browser sees it: a whole bot on a real file, and browsers that keep cookies and tokens."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from bot.app import App
from bot.clock import Clock, SystemClock
from bot.frontoffice.web.cookies import SESSION
from bot.frontoffice.web.site import make_site
from bot.store import Store
from bot.store.behandelingen import Rij
from tests.bot.conftest import LAST_MADE, Bot
from tests.fakes import SetClock

HOST = "frontoffice.test"
BASE = f"http://{HOST}"
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Browser:
    """One colleague at one computer. Follows redirects unless told otherwise; every answer stays in `last`."""

    def __init__(self, frontoffice: "Frontoffice", address: str) -> None:
        self._frontoffice = frontoffice
        transport = httpx.ASGITransport(app=frontoffice.asgi, client=(address, 4242))
        self.client = httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=True)
        self.colleague = ""
        self.token = ""
        self.last: httpx.Response | None = None

    def login_as(
        self, *functies: str, wijk: str = "", naam: str = "Noor de Wit", bewezen: bool = True
    ) -> Self:
        """A new colleague with these functies, who is in at once. No password, no code: see test_login_pages.py."""
        store, now = self._frontoffice.store, self._frontoffice.clock.now()
        number = len(store.medewerkers.all()) + 1
        with store.transaction():
            self.colleague = store.medewerkers.add(f"collega{number}", naam, functies, now, wijk=wijk)
        return self.enter(self.colleague, bewezen=bewezen)

    def enter(self, colleague: str, *, bewezen: bool = True) -> Self:
        """Open a session for a colleague who exists already."""
        store, now = self._frontoffice.store, self._frontoffice.wall.now()
        with store.transaction():
            cookie = store.sessies.open(colleague, now, bewezen=bewezen)
        self.colleague, self.token = colleague, ""
        self.client.cookies.set(SESSION, cookie, domain=HOST, path="/")
        return self

    async def get(self, path: str, *, follow: bool = True, htmx: bool = False) -> httpx.Response:
        headers = {"HX-Request": "true"} if htmx else {}
        return self._seen(await self.client.get(path, headers=headers, follow_redirects=follow))

    async def post(
        self,
        path: str,
        /,
        *,
        follow: bool = True,
        htmx: bool = False,
        files: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        **fields: Any,
    ) -> httpx.Response:
        """Send a form, with the token of the last page that had one. A list gives one field several values.

        files: name -> (file name, bytes, type), for an upload.
        """
        if "csrf" not in fields:
            fields["csrf"] = await self._csrf()
        headers = {"Origin": BASE} | ({"HX-Request": "true"} if htmx else {}) | (headers or {})
        return self._seen(
            await self.client.post(path, data=fields, files=files, headers=headers, follow_redirects=follow)
        )

    async def _csrf(self) -> str:
        if not self.token:  # every page of who is in has the form to log out; a stranger has the door
            await self.get("/nergens" if SESSION in self.client.cookies else "/aanmelden")
        return self.token

    def _seen(self, answer: httpx.Response) -> httpx.Response:
        self.last = answer
        found = _TOKEN.search(answer.text)
        if found:
            self.token = found[1]
        assert answer.status_code != 500, f"{answer.request.method} {answer.request.url.path} broke"
        return answer


class Frontoffice:
    """The bot of `bot` (see tests/bot/conftest.py) with its pages."""

    def __init__(self, folder: Path, *, demo: bool = False, **settings: Any) -> None:
        self.bot = Bot(folder, **({"frontoffice_https": False} | settings))
        self.asgi = make_site(self.bot.app, demo=demo)
        # Sessions and codes live by the time on the wall, which only in the demo is not that of the bot.
        self.wall: Clock = SystemClock() if demo else self.bot.clock

    @property
    def app(self) -> App:
        return self.bot.app

    @property
    def store(self) -> Store:
        return self.bot.app.store

    @property
    def clock(self) -> SetClock:
        return self.bot.clock

    def nummer(self, id: str = "") -> str:
        """The number of this signaal; of the newest when none is named."""
        if id:
            return self.store.signalen.load(id).nummer
        return str(self.bot.rows(f"select nummer from signaal order by {LAST_MADE} desc limit 1")[0][0])

    def rij(self, nummer: str) -> Rij:
        """How the signaal with this number stands."""
        rij = self.store.behandelingen.load(self.store.signalen.id_of(nummer) or "")
        assert rij is not None
        return rij

    def browser(self, address: str = "127.0.0.1") -> Browser:
        """A new browser, of a stranger."""
        return Browser(self, address)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Frontoffice]:
    made = Frontoffice(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def demo_site(tmp_path: Path) -> Iterator[Frontoffice]:
    """The pages as `elkedeur demo` shows them."""
    made = Frontoffice(tmp_path, demo=True)
    yield made
    made.store.close()
