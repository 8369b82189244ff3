"""Every door of the page: what strangers and other sites get, what goes with every answer, and what is logged."""

import asyncio
import base64
import contextlib
import hashlib
import itertools
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.chatpagina import nieuws, zeggen
from bot.chatpagina.bezoek import Bezoek
from bot.chatpagina.site import FILES, PAGES, make_chat
from bot.store.errors import StoreUnavailableError
from tests.chatpagina.conftest import BASE, Browser, ChatSite, Live

STORY = "Zonnebloempitten in de Dahliastraat"
HERE = {"Origin": BASE}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# By which a page of ours is filled in, so that a POST would do something.
FULL = {"tekst": "hoi", "kies": "geld", "knop": "mens:", "opdracht": "help", "taal": "en", "code": "a b c d",
        "soort": "mail", "waar": "a@b.nl", "ja": "ja"}  # fmt: skip
DOORS = [(path, method) for path, *_ in PAGES for method in METHODS]
TAKES = {path: methods for path, _, methods in PAGES}
POSTS = [path for path, _, methods in PAGES if "POST" in methods]
FORBIDDEN = re.compile(r"\sstyle=|<script(?![^>]*\ssrc=)|<script[^>]*>[^<]|\son[a-z]+=|javascript:", re.I)


def filled(path: str) -> str:
    return path.replace("{secret}", "x" * 32)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatSite]:
    made = ChatSite(tmp_path_factory.mktemp("deuren"), chat_url=f"{BASE}/", smtp_host="mail.test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zeggen, "LONGEST_WAIT", 0.0)
        yield made
    made.store.close()


NEIGHBOURS = itertools.count(1)


async def holder(chat: ChatSite) -> Browser:
    """With a gesprek, from an address of his own."""
    number = next(NEIGHBOURS)
    browser = chat.browser(f"10.1.{number // 250}.{number % 250}")
    await browser.post("/zeg", tekst=STORY)
    return browser


async def ask(browser: Browser, method: str, path: str, headers: dict[str, str] = HERE) -> httpx.Response:
    body = FULL if method in ("POST", "PUT", "PATCH") else None
    if path == "/live" and method == "GET" and browser.cookie:
        return await live_headers(browser)
    return await browser.client.request(method, path, data=body, headers=headers)


async def live_headers(browser: Browser) -> httpx.Response:
    async with Live(browser) as live:
        await live.next()
        return httpx.Response(live.status, headers=live.headers)


def locked(answer: httpx.Response) -> None:
    """What goes with every answer that is not a file."""
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert re.fullmatch(r"'sha256-[\w+/]+='", policy["style-src"])
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self' https://www.buienradar.nl"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "server" not in answer.headers


# --- every door ---


@pytest.mark.parametrize("path", TAKES)
def test_every_method_of_every_door_is_locked_down_and_shows_a_stranger_nothing(
    site: ChatSite, path: str
) -> None:
    async def knock() -> list[tuple[str, str, httpx.Response]]:
        answers = []
        for method in METHODS:
            owner, stranger = await holder(site), site.browser("203.0.113.5")
            answers.append(("stranger", method, await ask(stranger, method, filled(path))))
            answers.append(("holder", method, await ask(owner, method, filled(path))))
        return answers

    for who, method, answer in asyncio.run(knock()):
        case = f"{method} {path} by {who}: {answer.status_code}"
        locked(answer)
        assert answer.headers["cache-control"] == "no-store", case
        # Nobody handles anything here, so wiping cannot be done yet, and that is said.
        assert answer.status_code < 500 or (
            case.startswith("POST /wis by holder") and answer.status_code == 503
        ), case
        allowed = {*TAKES[path], *(("HEAD",) if "GET" in TAKES[path] else ())}
        assert (answer.status_code == 405) == (method not in allowed), case
        if who == "stranger":
            assert "Zonnebloem" not in answer.text, case
        assert not FORBIDDEN.search(answer.text), case


@pytest.mark.parametrize(
    "path",
    [
        *("/bestaat-niet", "/k", "/k/a/b", "/zeg/", "/.git/config", "/%00"),
        *("/static/", "/static/..%2fsite.py", "/static/../site.py"),
    ],
)
def test_an_address_that_is_not_there_is_locked_down_too(site: ChatSite, path: str) -> None:
    async def knock() -> list[httpx.Response]:
        return [await ask(site.browser(), method, path) for method in ("GET", "POST")]

    for answer in asyncio.run(knock()):
        locked(answer)
        assert answer.status_code in (404, 405)
        assert answer.headers["cache-control"] == "no-store"
        assert "import " not in answer.text


def test_files_are_locked_down_and_only_the_part_for_other_sites_may_be_loaded_there(site: ChatSite) -> None:
    async def load() -> dict[str, httpx.Response]:
        client = site.browser().client
        return {
            name: await client.get(f"/static/{name}", headers={"Origin": "https://elders.nl"})
            for name in FILES
        } | {"insluiten.js": await client.get("/insluiten.js", headers={"Origin": "https://elders.nl"})}

    for name, answer in asyncio.run(load()).items():
        locked(answer)
        assert answer.status_code == 200
        assert answer.headers["cross-origin-resource-policy"] == (
            "cross-origin" if name == "insluiten.js" else "same-origin"
        )
        assert "set-cookie" not in answer.headers


def test_no_preflight_of_another_site_is_answered(site: ChatSite) -> None:
    headers = {
        "Origin": "https://elders.nl",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-elkedeur",
    }
    for path in TAKES:
        answer = asyncio.run(site.browser().client.options(filled(path), headers=headers))
        assert answer.status_code == 405
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_only_the_sites_that_were_named_may_show_the_page(tmp_path: Path) -> None:
    sites = ["https://www.oosterhout.nl", "https://jeugd.oosterhout.nl:8443"]
    chat = ChatSite(tmp_path, chat_insluiten=sites, chat_https=True)
    answer = asyncio.run(chat.browser().get("/?in"))
    chat.store.close()
    assert f"frame-ancestors {' '.join(sites)};" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers  # it cannot name sites, and old browsers would obey it
    assert answer.headers["strict-transport-security"]
    assert 'action="/zeg?in"' in answer.text


def test_in_a_frame_every_form_and_link_stays_in_the_frame(site: ChatSite) -> None:
    async def walk() -> list[Browser]:
        browsers = []
        for path in ("/?in", "/terug?in", "/wis?in", "/gewist?in"):
            browser = site.browser()
            await browser.get(path)
            browsers.append(browser)
        owner = await holder(site)
        await owner.get("/?in")
        return [*browsers, owner]

    for browser in asyncio.run(walk()):
        hrefs = [a.get("href") for a in browser.tree().iter("a")] + [
            f.get("action") for f in browser.tree().iter("form")
        ]
        inside = [href for href in hrefs if href and href.startswith("/") and href != "/weg"]
        assert inside
        assert all("?in" in href for href in inside), inside


# --- from where ---

SAID: list[tuple[dict[str, str], bool]] = [
    ({"Origin": BASE}, True),
    ({"Origin": BASE, "Sec-Fetch-Site": "same-origin"}, True),
    ({"Referer": f"{BASE}/"}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
    ({"Origin": "null", "Referer": f"{BASE}/"}, True),
    ({}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
    ({"Origin": "https://elders.nl"}, False),
    ({"Origin": "https://elders.nl", "Referer": f"{BASE}/"}, False),
    ({"Origin": f"{BASE}.elders.nl"}, False),
    ({"Origin": "https://elders.nl/chat.test"}, False),
    ({"Origin": "http://chat.test@elders.nl"}, False),
    ({"Origin": "http://chat.test:81"}, False),
    ({"Origin": "http://[kapot"}, False),
    ({"Origin": "chat.test"}, False),
    ({"Referer": "https://elders.nl/?http://chat.test/"}, False),
    ({"Referer": "http://[kapot"}, False),
    ({"Origin": BASE, "Sec-Fetch-Site": "cross-site"}, False),
    ({"Origin": BASE, "Sec-Fetch-Site": "same-site"}, False),
    ({"Origin": BASE, "Sec-Fetch-Site": "none"}, False),
]


@pytest.mark.parametrize(("headers", "ours"), SAID, ids=[json.dumps(row[0]) for row in SAID])
def test_a_form_counts_only_when_it_stood_on_our_page(
    site: ChatSite, caplog: pytest.LogCaptureFixture, headers: dict[str, str], ours: bool
) -> None:
    async def send() -> tuple[httpx.Response, int]:
        browser = await holder(site)
        before = count(site)
        answer = await browser.client.post("/zeg", data={"tekst": "van elders"}, headers=headers)
        return answer, count(site) - before

    answer, kept = asyncio.run(send())
    assert (answer.status_code, kept) == ((303, 1) if ours else (403, 0))
    assert not [record for record in caplog.records if record.message == "chat_failed"]


def count(chat: ChatSite) -> int:
    return int(chat.bot.rows("select count(*) from bericht")[0][0])


ELSEWHERE = [
    {"Origin": "https://elders.nl", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://elders.nl"},  # as browsers said it before
]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_site_can_press_nothing(site: ChatSite, path: str, headers: dict[str, str]) -> None:
    async def press() -> tuple[httpx.Response, str | None, int]:
        browser = await holder(site)
        cookie, before = browser.cookie, count(site)
        answer = await browser.client.post(filled(path), data=FULL, headers=headers)
        assert site.gesprek(browser)
        return answer, cookie, count(site) - before

    answer, cookie, kept = asyncio.run(press())
    assert kept == 0
    assert "set-cookie" not in answer.headers
    # Who wants to be gone is let go, whatever his browser says; but another site puts nobody out.
    assert answer.status_code == (303 if path == "/weg" else 403)
    assert cookie


def test_the_address_that_was_set_counts_as_ours_behind_a_proxy_that_changes_the_host(site: ChatSite) -> None:
    answer = asyncio.run(
        site.browser().client.post(
            "/vraag", data={"opdracht": "help"}, headers={"Origin": BASE, "Host": "10.0.0.7:8000"}
        )
    )
    assert answer.status_code == 303


# --- by whom ---


@pytest.mark.parametrize(
    "cookie",
    [
        "x",
        "-",
        "",
        ".",
        "..",
        "....",
        "-.nl.",
        "x.nl.gcl",
        "é.ü.ñ",
        "a" * 3000,
        '"',
        "x; elkedeur=y",
        "%00.%ff",
        "\x7f",
    ],
)
def test_a_cookie_that_is_none_of_ours_opens_nothing_and_breaks_nothing(site: ChatSite, cookie: str) -> None:
    async def look() -> list[httpx.Response]:
        client = site.browser().client
        headers = {"Cookie": f"elkedeur={cookie}".encode("latin-1")}
        return [
            await client.get(path, headers=headers) for path in ("/", "/nieuw", "/live", "/wis", "/terug")
        ]

    answers = asyncio.run(look())
    assert [answer.status_code for answer in answers] == [200, 410, 410, 200, 200]
    assert "Zonnebloem" not in "".join(answer.text for answer in answers)


def test_neither_the_number_of_a_conversation_nor_a_part_of_a_secret_opens_it(site: ChatSite) -> None:
    async def look() -> list[str]:
        owner = await holder(site)
        secret = str(owner.cookie).partition(".")[0]
        with site.store.transaction():
            link = site.store.chats.let_in(
                site.gesprek(owner), "link", site.bot.clock.now().replace(year=2030)
            )
        guesses = [
            site.gesprek(owner),
            secret[:-1],
            secret + "A",
            secret.swapcase(),
            link,
            "%",
            "' or 1=1 --",
            owner.code(),
        ]
        pages = []
        for guess in guesses:
            browser = site.browser()
            pages.append((await browser.get("/", Cookie=f"elkedeur={guess}.nl.")).text)
            pages.append((await browser.get(f"/k/{httpx.URL('/' + guess).raw_path.decode()[1:]}")).text)
        pages.append((await site.browser().get(f"/k/{secret}")).text)  # a session is no link
        return pages

    assert not any("Zonnebloem" in page for page in asyncio.run(look()))


def test_the_id_of_the_first_message_opens_nothing_later_however_long_the_page_is_open(
    site: ChatSite,
) -> None:
    """It stands on the page and, readable, in the database; only a second tap may be taken for the first."""

    async def look() -> str:
        owner, id = site.browser("10.2.0.1"), "0123456789abcdef01234567"
        await owner.post("/zeg", id=id, tekst=STORY)
        for _ in range(10):
            site.bot.clock.pass_(minutes=1)
            await owner.get("/nieuw?na=0-0")
        stranger = site.browser("10.2.0.2")
        await stranger.post("/zeg", id=id, tekst="hoi")
        return stranger.page.text

    assert "Zonnebloem" not in asyncio.run(look())


def test_nothing_of_the_server_stands_on_the_page_that_could_lead_to_another(site: ChatSite) -> None:
    owner = asyncio.run(holder(site))
    text = owner.page.text
    assert site.gesprek(owner) not in text
    assert str(owner.cookie).partition(".")[0] not in text
    assert site.store.gesprekken.adres(site.gesprek(owner)).adres not in text


# --- from which address ---


@pytest.mark.parametrize("proxy", [True, False])
def test_the_address_that_a_proxy_wrote_counts_only_when_there_is_a_proxy(
    tmp_path: Path, proxy: bool
) -> None:
    chat = ChatSite(tmp_path, chat_proxy=proxy)

    async def guess(told: str) -> int:
        headers = {**HERE, "X-Forwarded-For": told}
        return (
            await chat.browser().client.post("/terug", data={"code": "fout"}, headers=headers)
        ).status_code

    async def many() -> tuple[list[int], int, int]:
        statuses = [await guess(f"10.9.9.{n}, 198.51.100.1") for n in range(31)]
        return statuses, await guess("198.51.100.1"), await guess("198.51.100.1, 198.51.100.2")

    statuses, same, other = asyncio.run(many())
    chat.store.close()
    assert statuses == [422] * 30 + [429]  # what a visitor wrote himself comes before what the proxy wrote
    assert (same, other) == (429, 422 if proxy else 429)


# --- leaving comes first ---


def test_who_wants_to_be_gone_is_let_go_also_when_nothing_can_be_written(
    site: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> httpx.Response:
        owner = await holder(site)
        with monkeypatch.context() as broken:
            broken.setattr(site.store, "transaction", unavailable)
            return await owner.post("/weg", follow=False)

    answer = asyncio.run(go())
    assert (answer.status_code, answer.headers["location"]) == (303, "https://www.buienradar.nl/")
    assert "Max-Age=0" in answer.headers["set-cookie"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "none"}])
def test_who_wants_to_be_gone_is_let_go_whatever_his_browser_says(
    site: ChatSite, headers: dict[str, str]
) -> None:
    answer = asyncio.run(site.browser().client.post("/weg", headers=headers))
    assert (answer.status_code, answer.headers["location"]) == (303, "https://www.buienradar.nl/")


def test_who_wants_to_be_gone_is_let_go_also_from_a_busy_address(tmp_path: Path) -> None:
    chat = ChatSite(tmp_path)

    async def go() -> list[int]:
        client = chat.browser().client
        return [(await client.post("/weg", headers=HERE)).status_code for _ in range(602)]

    statuses = asyncio.run(go())
    chat.store.close()
    assert set(statuses) == {303}


@contextlib.contextmanager
def unavailable() -> Iterator[None]:
    raise StoreUnavailableError("SQLITE_FULL")
    yield


def test_what_was_said_can_be_read_also_when_nothing_can_be_written(
    site: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read() -> tuple[httpx.Response, httpx.Response, dict[str, str] | None]:
        owner = await holder(site)
        site.bot.clock.pass_(minutes=2)  # long enough to want to write down that somebody was here
        with monkeypatch.context() as broken:
            broken.setattr(site.store, "transaction", unavailable)
            page, news = await owner.get(), await owner.get("/nieuw?na=0-0")
            async with Live(owner, "/live?na=0-0") as live:
                return page, news, await live.next()

    page, news, event = asyncio.run(read())
    assert (page.status_code, news.status_code) == (200, 200)
    assert "Zonnebloem" in page.text
    assert "Zonnebloem" in news.json()["html"]
    assert event is not None
    assert "Zonnebloem" in event["data"]


# --- the log ---


MARK = "Zebrapad"


def breaks(*_: Any, **__: Any) -> Any:
    raise RuntimeError(f"kapot bij {MARK} 06-12345678 a@b.nl")


@pytest.mark.parametrize("path", [path for path in TAKES if path != "/live"])
def test_a_page_that_breaks_says_so_in_a_sentence_and_logs_nothing_personal(
    site: ChatSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    pages = tuple((p, _broken if p == path else view, methods) for p, view, methods in PAGES)
    monkeypatch.setattr("bot.chatpagina.site.PAGES", pages)
    app = make_chat(site.bot.app)

    async def send() -> list[httpx.Response]:
        given = {"tekst": MARK, "code": MARK, "waar": MARK}
        transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 5000))
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return [
                await client.request(method, filled(path), data=given, headers=HERE) for method in TAKES[path]
            ]

    with caplog.at_level(logging.DEBUG):
        answers = asyncio.run(send())
    for answer in answers:
        assert answer.status_code == 500
        assert "06-1234" not in answer.text
        locked(answer)
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert {record.message for record in ours} == {"chat_failed"}
    clean(ours)


async def _broken(_: Any) -> Any:
    breaks()


def clean(records: list[logging.LogRecord]) -> None:
    whole = " ".join(f"{record.__dict__}" for record in records)
    for secret in (MARK, "12345678", "a@b.nl", "192.0.2", "elkedeur="):
        assert secret not in whole


def test_when_even_the_sorry_page_breaks_there_is_a_sentence_with_112(
    chat: ChatSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.chatpagina.bezoek.Bezoek.page", breaks)
    answer = asyncio.run(chat.browser().get())
    assert answer.status_code == 500
    assert "112" in answer.text
    clean(caplog.records)


def test_no_line_of_a_whole_visit_holds_anything_of_the_resident(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chat = ChatSite(tmp_path, chat_url=BASE, smtp_host="mail.test")
    mark = f"{MARK} op 06-12345678"

    async def visit() -> list[str]:
        browser = chat.browser()
        async with chat.running():
            await browser.says(mark)
            words = browser.code().split()
            secret = str(browser.cookie).partition(".")[0]
            await browser.says(f"{mark} kapot!")
            await browser.says(mark * 400)
            await browser.post("/seintje", soort="mail", waar="a@b.nl")
            await browser.post("/seintje", soort="mail", waar=MARK)
            await browser.post("/terug", code=MARK)
            await browser.post("/knop", knop=MARK)
            await browser.post("/zeg", headers={"Origin": f"https://{MARK}.nl"}, tekst=MARK)
            await browser.get(f"/k/{MARK}")
            await browser.get(f"/{MARK}")
            await browser.post("/wis", ja="ja")
            await browser.post("/terug", code=" ".join(words))
        return [*words, secret]

    with caplog.at_level(logging.DEBUG):
        secrets = asyncio.run(visit())
    chat.store.close()
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert {"step", "bericht_failed"} <= {record.message for record in ours}
    clean(ours)
    whole = " ".join(f"{record.__dict__}" for record in ours)
    assert not [secret for secret in secrets if re.search(rf"\b{re.escape(secret)}\b", whole)]


def test_an_error_that_is_raised_while_news_is_streamed_breaks_no_server(
    site: ChatSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The page asks again by itself; nothing of what went wrong is told."""

    async def listen() -> list[dict[str, str] | None]:
        owner = await holder(site)
        with monkeypatch.context() as broken:
            broken.setattr(nieuws, "since", breaks)
            async with Live(owner) as live:
                return [await live.next()]

    assert asyncio.run(listen()) == [None]
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert "chat_failed" in {record.message for record in ours}
    clean(ours)


def test_the_views_that_are_walked_here_are_all_there_are(site: ChatSite) -> None:
    """A new route must stand in PAGES, or be a file."""
    paths = {route.path for route in site.site.routes}  # type: ignore[attr-defined]
    assert paths == {*TAKES, "/static/{name}", "/insluiten.js"}


def test_the_one_style_of_a_page_is_the_one_that_its_policy_lets_in(site: ChatSite) -> None:
    answer = asyncio.run(site.browser().get())
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.headers["content-security-policy"]


def test_when_not_even_a_page_can_be_made_a_sentence_and_112_are_left(
    site: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bezoek, "page", breaks)
    answer = asyncio.run(site.browser().get())
    locked(answer)
    assert answer.status_code == 500
    assert "Probeer het zo weer" in answer.text
    assert "Bel 112" in answer.text
    assert MARK not in answer.text
