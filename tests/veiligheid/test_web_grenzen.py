"""What stands around the pages: slow, lying and oversized requests, other hosts, ways that lead elsewhere, caches."""

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot import serving
from bot.adapters.telegram_receive import LARGEST_UPDATE, SECRET_HEADER, webhook_app
from bot.chatpagina.site import PAGES as CHAT_PAGES
from bot.chatpagina.site import make_chat
from bot.frontoffice.functies import Functie
from bot.frontoffice.web.routes import PAGES
from bot.frontoffice.web.site import make_site
from bot.serving import serve
from tests.bot.conftest import Bot
from tests.frontoffice.conftest import Frontoffice

PATIENCE = 20.0  # only reached when something is broken
EVIL = "evil.test"
SECRET = "lang-geheim-van-de-webhook"


class _Untouched:
    """An intake that may not be reached."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    def take(self, update: Any) -> None:
        self.taken.append(update)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    made = Bot(tmp_path_factory.mktemp("grenzen"), frontoffice_https=False, chat_https=False)
    yield made
    made.app.store.close()


def sites(bot: Bot) -> dict[str, tuple[Starlette, str]]:
    """Every site of ours that takes a body, and a path of it that does."""
    anything: Any = _Untouched()
    return {
        "frontoffice": (make_site(bot.app), "/aanmelden"),
        "chat": (make_chat(bot.app), "/zeg"),
        "webhook": (webhook_app(anything, anything, SECRET, lambda: None), "/telegram"),
    }


SITES = ("frontoffice", "chat", "webhook")


@contextlib.asynccontextmanager
async def listening(site: Starlette) -> AsyncIterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    task = asyncio.create_task(serve(site, "127.0.0.1", port))
    async with asyncio.timeout(PATIENCE):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            await asyncio.sleep(0.01)
    try:
        yield port
    finally:
        task.cancel()
        await asyncio.wait([task])


async def said(port: int, request: bytes) -> bytes:
    """All that comes back until the other side ends it, without ever sending more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    async with asyncio.timeout(PATIENCE):
        answer = await reader.read()
    writer.close()
    return answer


def request(path: str, length: str, body: bytes = b"") -> bytes:
    lines = (
        f"POST {path} HTTP/1.1", "Host: x", f"{SECRET_HEADER}: {SECRET}", "Origin: http://x",
        "Content-Type: application/x-www-form-urlencoded", length,
    )  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize("name", SITES)
def test_who_sends_his_form_too_slowly_is_put_off(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(serving, "BODY_SECONDS", 0.05)
    site, path = sites(bot)[name]

    async def go() -> bytes:
        async with listening(site) as port:
            sent = request(path, "Connection: close\r\nContent-Length: 1000", b"tekst=half")
            return await said(port, sent)

    answer = asyncio.run(go())
    assert not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 303"))
    assert bot.rows("select count(*) from bericht") == [(0,)]


WRONG = {
    "none": ("", b"tekst=hoi", (400, 411, 413)),
    "negative": ("Content-Length: -1", b"tekst=hoi", (400,)),
    "no_number": ("Content-Length: veel", b"tekst=hoi", (400,)),
    "two": ("Content-Length: 3\r\nContent-Length: 9", b"tekst=hoi", (400,)),
    "both": ("Content-Length: 9\r\nTransfer-Encoding: chunked", b"9\r\ntekst=hoi\r\n0\r\n\r\n", (400, 411, 413)),
    "chunked": ("Transfer-Encoding: chunked", b"9\r\ntekst=hoi\r\n0\r\n\r\n", (400, 411, 413)),
    "huge": ("Content-Length: 99999999999", b"tekst=hoi", (413,)),
    "large": (f"Content-Length: {LARGEST_UPDATE + 1}", b"tekst=hoi", (413,)),
    "digits": (f"Content-Length: {'9' * 5000}", b"tekst=hoi", (400, 413)),
}  # fmt: skip


@pytest.mark.parametrize(("length", "body", "allowed"), WRONG.values(), ids=WRONG)
def test_a_length_that_is_missing_lying_or_too_much_is_refused(
    bot: Bot, length: str, body: bytes, allowed: tuple[int, ...]
) -> None:
    async def go(site: Starlette, path: str) -> int:
        async with listening(site) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(
                request(path, f"Connection: close\r\n{length}" if length else "Connection: close", body)
            )
            async with asyncio.timeout(PATIENCE):
                line = await reader.readline()
            writer.close()
            return int(line.split()[1])

    found = {name: asyncio.run(go(site, path)) for name, (site, path) in sites(bot).items()}
    assert set(found.values()) <= set(allowed), found
    assert bot.rows("select count(*) from bericht") == [(0,)]


def test_more_than_was_said_is_no_part_of_the_form(bot: Bot) -> None:
    """What stands behind the body would be the next request, and is none."""

    async def go() -> list[bytes]:
        async with listening(make_chat(bot.app)) as port:
            length = "Connection: close\r\nContent-Length: 6"
            sent = request("/zeg", length, b"tekst=" + b"verborgen" * 20)
            return re.findall(rb"HTTP/1.1 (\d+)", await said(port, sent))

    assert asyncio.run(go())[0] == b"422"  # nothing was typed
    assert bot.rows("select count(*) from bericht") == [(0,)]


# --- the webhook without its server: each answer, and that nothing came through ---


def knock(secret: str | None, body: bytes, **headers: str) -> tuple[int, list[Any]]:
    intake: Any = _Untouched()
    app = webhook_app(intake, intake, SECRET, lambda: None)

    async def go() -> int:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            given = headers | ({} if secret is None else {SECRET_HEADER: secret})
            return (await http.post("/telegram", content=body, headers=given)).status_code

    return asyncio.run(go()), intake.taken


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), " " + SECRET, "é"])
def test_an_update_without_the_secret_is_forged(secret: str | None) -> None:
    if secret == "é":  # a header travels as bytes
        secret = None
    assert knock(secret, b'{"update_id": 1}') == (403, [])


@pytest.mark.parametrize("length", ["veel", "-5", "1e3", "٣", ""])
def test_a_length_that_is_no_number_is_no_accident_of_ours(length: str) -> None:
    sent = length.encode().decode("latin-1") if length.isascii() else "x"
    assert knock(SECRET, b'{"update_id": 1}', **{"content-length": sent}) == (413, [])


@pytest.mark.parametrize("date", [10**20, -(10**20), 10**12])
def test_a_moment_that_cannot_be_is_refused_and_does_not_come_back_for_ever(date: int) -> None:
    """Found by fuzzing: python-telegram-bot raises OverflowError, and what is answered with 500 is sent again."""
    body = b'{"update_id": 1, "message": {"message_id": 1, "date": %d, "chat": {"id": 1, "type": "private"}}}'
    assert knock(SECRET, body % date) == (400, [])


@pytest.mark.parametrize("id", ['{"id": 5}', "[1]", "true", '"1"', "1.5", "null"])
def test_an_update_without_a_number_is_refused(id: str) -> None:
    """Found by fuzzing: what cannot be counted could never be given up, and held up all that wait behind it."""
    body = b'{"update_id": %s, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}'
    assert knock(SECRET, body % id.encode()) == (400, [])


# --- Host, and ways that lead elsewhere ---

ELSEWHERE = ("terug", "next", "url", "redirect", "return_to", "naar", "in")


def given(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "1", path)


def test_no_parameter_leads_to_another_site(bot: Bot) -> None:
    ways = (f"https://{EVIL}/", f"//{EVIL}", f"/\\{EVIL}", f"javascript:{EVIL}")
    fields = {name: ways[nr % len(ways)] for nr, name in enumerate(ELSEWHERE)}

    async def go() -> list[str]:
        found = []
        calls = [(make_site(bot.app), given(page.path), page.methods) for page in PAGES]
        calls += [
            (make_chat(bot.app), given(path), methods) for path, _, methods in CHAT_PAGES if path != "/live"
        ]
        for site, path, methods in calls:
            transport = httpx.ASGITransport(app=site)
            async with httpx.AsyncClient(transport=transport, base_url="http://ours.test") as http:
                for method in methods:
                    answer = await http.request(
                        method, path, params=fields, data=fields if method == "POST" else None,
                        headers={"Origin": "http://ours.test"},
                    )  # fmt: skip
                    found.append(answer.headers.get("location", ""))
        return found

    led = [one for one in asyncio.run(go()) if one]
    assert led
    # Away is the one way out, to the page that was set.
    assert {one for one in led if not re.match(r"/(?![/\\])", one)} <= {bot.settings.chat_snel_weg}


@pytest.mark.parametrize(
    "path", ["/", "/aanmelden", "/aanmelden/", "/inbox/nieuw/", "//evil.test/inbox/nieuw/", "/x"]
)
def test_the_host_that_somebody_names_stands_in_no_answer(bot: Bot, path: str) -> None:
    async def go(site: Starlette) -> httpx.Response:
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport) as http:
            headers = {"Host": EVIL, "X-Forwarded-Host": EVIL, "Forwarded": f"host={EVIL}"}
            return await http.request(
                "GET", httpx.URL("http://ours.test").copy_with(raw_path=path.encode()), headers=headers
            )

    for site in (make_site(bot.app), make_chat(bot.app)):
        answer = asyncio.run(go(site))
        assert EVIL not in answer.text
        assert EVIL not in str(answer.headers)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_of_a_person_is_kept_by_no_browser_and_no_proxy(tmp_path: Path) -> None:
    front = Frontoffice(tmp_path)

    async def go() -> set[str]:
        await front.bot.forward()
        noor = front.browser().login_as(*Functie)
        pages = [page.path for page in PAGES if "GET" in page.methods and "{" not in page.path]
        answers = [await noor.get(path) for path in [*pages, f"/signaal/{front.nummer()}", "/inbox/nieuw"]]
        return {answer.headers["cache-control"] for answer in answers}

    assert asyncio.run(go()) == {"no-store"}
    front.store.close()


def test_numbers_of_signalen_lead_nowhere_by_counting(tmp_path: Path) -> None:
    """Not known, withdrawn, shielded: the same answer; and a number is drawn, not counted."""
    front = Frontoffice(tmp_path)

    async def go() -> set[tuple[int, str]]:
        first = await front.bot.forward()
        nummer = front.nummer()
        owner = front.browser().login_as("medewerker")
        with front.store.transaction():
            front.app.desk.take_up(first, "web:1", owner.colleague)
            front.app.work.shield(first, owner.colleague, True, front.clock.now())
        other = front.browser().login_as("medewerker", naam="Sam Smit")
        answers = []
        for one in (
            nummer,
            f"{int(nummer) + 1:08}",
            f"{int(nummer) - 1:08}",
            "10000000",
            "0",
            "9" * 40,
            "abc",
            "%00",
        ):
            answer = await other.get(f"/signaal/{one}")
            page = re.sub(r'value="[^"]+"', "", answer.text)
            answers.append((answer.status_code, page))
        return set(answers)

    assert len(set(asyncio.run(go()))) == 1
    front.store.close()
