"""Every page of the table: who may not come in does not, and what goes out is locked down."""

import asyncio
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.frontoffice.functies import RECHTEN, Functie, Recht
from bot.frontoffice.web.guard import HEADERS
from bot.frontoffice.web.routes import PAGES
from bot.frontoffice.web.visit import Page
from tests.frontoffice.conftest import BASE, Browser, Frontoffice

DOORS = [(page, method) for page in PAGES for method in page.methods]
CLOSED = [(page, method) for page, method in DOORS if page.recht not in (Recht.IEDEREEN, Recht.HALF)]
READ = [page for page, method in DOORS if method == "GET"]
POSTS = [(page, method) for page, method in DOORS if method == "POST"]
# What a page may never hold: the CSP would refuse it, and it would be ours.
FORBIDDEN = re.compile(
    r"\sstyle=|<style|<script(?![^>]*\ssrc=)|<script[^>]*>[^<]|\son[a-z]+=|javascript:", re.I
)
# What needs more than a place, a signaal and a colleague; everything else is shown to who may come.
OTHERWISE = {
    "/": 303,  # to the first room
    "/aanmelden/code": 303,  # to set one up
    "/aanmelden/wachtwoord": 303,  # no start password was given
    "/aanmelden/gemeente": 404,  # there is no such door
    "/aanmelden/terug": 404,
    "/inzicht/tabel/{tabel}": 404,  # no month has ended
    "/kaart/import/proef": 422,  # no file waits
}
Given = dict[str, str]  # the first part of an address -> what stands in it for an id or a number
SECRET = "Zonnebloempitten"  # stands in the story of the resident


def name(value: object) -> str:
    return value.path if isinstance(value, Page) else str(value)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frontoffice]:
    """One site for all doors, with one signaal and one account in it: nothing here may change that signaal."""
    made = Frontoffice(tmp_path_factory.mktemp("deuren"), demo=True)  # the demo has a door more
    asyncio.run(made.bot.forward(f"ik wil bijstand {SECRET}"))
    with made.store.transaction():
        made.store.medewerkers.add("sam", "Sam Smit", ["medewerker"], made.clock.now())
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def there(front: Frontoffice) -> Given:
    """What is asked for in an address, by the room it is of: all of it is really there."""
    sam = next(one for one in front.store.medewerkers.all() if one.login == "sam")
    return {"signaal": front.nummer(), "kaart": next(iter(front.app.kaart.nu)).id, "beheer": sam.id}


def path_of(page: Page, there: Given) -> str:
    """The address, with what is really there where something is asked."""
    room = page.path.split("/")[1]
    given = {"lijst": "nieuw", "actie": "oppakken", "tabel": "leefgebied", "nummer:int": "1"}
    return re.sub(r"\{([^}]+)\}", lambda place: given.get(place[1]) or there[room], page.path)


async def call(browser: Browser, page: Page, method: str, there: Given, **more: str) -> httpx.Response:
    path = path_of(page, there)
    if method == "GET":
        return await browser.get(path, follow=False, htmx="htmx" in more)
    return await browser.post(path, follow=False, htmx="htmx" in more, tekst="iets")


def contents(front: Frontoffice) -> str:
    """Everything that a page could have changed; looks and sessions grow by being refused."""
    kept = [
        one for one in front.bot.tables() if one not in ("inzage", "sessie", "aanwezig", "sqlite_sequence")
    ]
    rows = [sorted(front.bot.rows(f"select * from {one}"), key=repr) for one in kept]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def locked_down(answer: httpx.Response) -> None:
    for header, value in HEADERS.items():
        assert answer.headers[header] == value
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    # A file to keep is read outside our pages, so it brings its own looks.
    if not answer.headers.get("content-disposition", "").startswith("attachment"):
        assert not FORBIDDEN.search(answer.text), FORBIDDEN.search(answer.text)


@pytest.mark.parametrize(("page", "method"), CLOSED, ids=name)
def test_a_stranger_is_sent_to_the_door(front: Frontoffice, there: Given, page: Page, method: str) -> None:
    before = contents(front)
    answer = asyncio.run(call(front.browser(), page, method, there))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden"
    assert answer.text == ""
    part = asyncio.run(call(front.browser(), page, method, there, htmx="ja"))
    assert part.status_code == 401
    assert part.headers["HX-Redirect"] == "/aanmelden"
    assert part.text == ""
    locked_down(answer)
    locked_down(part)
    assert contents(front) == before


@pytest.mark.parametrize(
    ("page", "method"), [door for door in DOORS if door[0].recht is Recht.HALF], ids=name
)
def test_a_stranger_has_no_second_step_either(
    front: Frontoffice, there: Given, page: Page, method: str
) -> None:
    answer = asyncio.run(call(front.browser(), page, method, there))
    assert answer.headers["location"] == "/aanmelden"
    locked_down(answer)


@pytest.mark.parametrize(("page", "method"), CLOSED, ids=name)
def test_half_a_login_is_sent_to_the_code(front: Frontoffice, there: Given, page: Page, method: str) -> None:
    half = front.browser().login_as(*Functie, bewezen=False)
    before = contents(front)
    answer = asyncio.run(call(half, page, method, there))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden/code"
    assert answer.text == ""
    locked_down(answer)
    assert contents(front) == before


@pytest.mark.parametrize(
    ("page", "method"), [door for door in CLOSED if door[0].recht is not Recht.INGELOGD], ids=name
)
def test_every_functie_without_the_right_gets_no_content(
    front: Frontoffice, there: Given, page: Page, method: str
) -> None:
    for functie in (functie for functie in Functie if page.recht not in RECHTEN[functie]):
        browser = front.browser().login_as(functie)
        before = contents(front)
        answer = asyncio.run(call(browser, page, method, there))
        assert answer.status_code == 403, functie
        assert "hoort niet bij uw functie" in answer.text
        assert SECRET not in answer.text
        locked_down(answer)
        assert contents(front) == before


def everybody(front: Frontoffice, page: Page) -> Browser:
    """Who may come here; for a door of strangers a stranger."""
    browser = front.browser()
    if page.recht is Recht.IEDEREEN:
        return browser
    return browser.login_as(*Functie, bewezen=page.recht is not Recht.HALF)


@pytest.mark.parametrize(("page", "method"), POSTS, ids=name)
def test_a_form_that_is_not_ours_changes_nothing(
    front: Frontoffice, there: Given, page: Page, method: str
) -> None:
    async def forge() -> list[httpx.Response]:
        browser = everybody(front, page)
        path = path_of(page, there)
        other = front.browser().login_as("medewerker")
        await other.get("/nergens")
        right, token = {"Origin": BASE}, await browser._csrf()
        before = contents(front)
        wrong = [{}, {"csrf": ""}, {"csrf": "x"}, {"csrf": "é"}, {"csrf": other.token}]
        answers = [await browser.client.post(path, data=fields, headers=right) for fields in wrong]
        for headers in (
            {"Origin": "https://elders.test"},
            {"Origin": f"{BASE}.elders.test"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ):
            answers.append(await browser.client.post(path, data={"csrf": token}, headers=headers))
        assert contents(front) == before
        return answers

    for answer in asyncio.run(forge()):
        assert answer.status_code == 403, answer.request.headers
        assert "niet van deze pagina" in answer.text
        locked_down(answer)


@pytest.mark.parametrize(("page", "method"), DOORS, ids=name)
def test_every_answer_to_who_may_come_is_locked_down(
    front: Frontoffice, there: Given, page: Page, method: str
) -> None:
    if method == "POST" and page.recht in (Recht.SIGNALEN, Recht.REGIE, Recht.KAART):
        # Only without what they need: here nothing may change the one signaal and the kaart that all doors share.
        there = {"signaal": "0" * 16, "kaart": "0" * 16}
    answer = asyncio.run(call(everybody(front, page), page, method, there))
    assert answer.status_code < 500 or page.path.startswith("/aanmelden/terug")
    if method == "GET":
        assert answer.status_code == OTHERWISE.get(page.path, 200)
    locked_down(answer)


@pytest.mark.parametrize("page", READ, ids=name)
def test_asking_for_the_head_of_a_page_changes_nothing(front: Frontoffice, there: Given, page: Page) -> None:
    browser = everybody(front, page)
    if browser.colleague:
        with front.store.transaction():  # as of everybody who came in once: then a code is asked for
            front.store.medewerkers.set_totp(browser.colleague, "JBSWY3DPEHPK3PXP")
    before, looks = contents(front), front.bot.rows("select wat from inzage where wat like '%fout'")
    answer = asyncio.run(browser.client.head(path_of(page, there), follow_redirects=False))
    assert answer.text == ""
    locked_down(answer)
    assert contents(front) == before
    assert front.bot.rows("select wat from inzage where wat like '%fout'") == looks
    shown = asyncio.run(browser.client.get(path_of(page, there), follow_redirects=False))
    assert answer.status_code == shown.status_code


@pytest.mark.parametrize(("page", "method"), POSTS, ids=name)
def test_a_form_that_is_too_large_is_not_read(
    front: Frontoffice, there: Given, page: Page, method: str
) -> None:
    browser = everybody(front, page)
    before = contents(front)
    answer = asyncio.run(browser.post(path_of(page, there), tekst="x" * page.largest))
    assert answer.status_code == 413
    assert "Dit is te groot" in answer.text
    assert page.largest == (8_000_000 if page.path == "/kaart/import/bestand" else 65_536)
    assert contents(front) == before


def test_pages_that_are_not_there_are_locked_down_too(front: Frontoffice) -> None:
    async def look() -> None:
        browser = front.browser().login_as("medewerker")
        for answer in (await browser.get("/bestaat-niet"), await browser.client.put("/mij")):
            assert answer.status_code in (404, 405)
            locked_down(answer)

    asyncio.run(look())


def test_every_path_stands_once_in_the_table_and_writes_by_post_only() -> None:
    paths = [page.path for page in PAGES]
    assert len(paths) == len(set(paths))
    assert {method for page in PAGES for method in page.methods} <= {"GET", "POST"}


def test_no_template_holds_style_or_script() -> None:
    templates = list(
        (Path(__file__).parents[2] / "bot" / "frontoffice" / "web" / "templates").rglob("*.jinja")
    )
    assert len(templates) > 10
    for path in templates:
        text = path.read_text(encoding="utf-8")
        # Whatever is a whole document of its own is a file to keep, not a page.
        if path.name == "basis.html.jinja" or "<!doctype" not in text:
            assert not FORBIDDEN.search(text), path.name
