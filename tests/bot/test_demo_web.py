"""The pages of the demo: where they come, who may show them in a frame, and the button that skips a week."""

import asyncio
import io
import re
import socket
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import demo, demo_play, demo_web
from bot.adapters.terminal import ADRES, Terminal
from bot.app import App
from bot.chatpagina.site import make_chat
from bot.clock import FastClock, SystemClock
from bot.dagen import day_in_words
from bot.demo_samen import make_samen
from bot.demo_settings import demo_settings
from bot.frontoffice.web.guard import HEADERS
from bot.frontoffice.web.site import make_site
from bot.store.gesprekken import Adres
from intents.lezer import Lezer
from tests.bot.test_demo import Screen

OWN, CHAT, INBOX = (f"http://127.0.0.1:{port}" for port in (8293, 8290, 8291))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lezer: Lezer) -> Iterator[App]:
    """The bot as the demo builds it."""
    monkeypatch.setattr(Lezer, "load", lambda: lezer)
    with demo_web.doors(0) as doors:
        made, _ = demo._build(tmp_path, demo.Wish(demo=True, doors=doors))
    yield made
    made.store.close()


def call(site: Any, method: str, path: str, base: str = OWN, **more: Any) -> httpx.Response:
    """One request to these pages."""

    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport, base_url=base) as browser:
            return await browser.request(method, path, **more)

    return asyncio.run(once())


# --- where they come ---


def test_the_pages_come_at_the_first_ports_that_are_free() -> None:
    with socket.create_server((demo_web.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with demo_web.doors(port) as first, demo_web.doors(port) as second:
            ports = [door.port for one in (first, second) for door in (one.chat, one.inbox, one.samen)]
        assert port not in ports
        assert len(set(ports)) == 6
        assert ports[:3] == sorted(ports[:3])


def test_the_last_port_there_is_leaves_room_for_the_others() -> None:
    with demo_web.doors(65535) as found:
        assert len({found.chat.port, found.inbox.port, found.samen.port}) == 3


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, lezer: Lezer) -> Iterator[Screen]:
    monkeypatch.setattr(Lezer, "load", lambda: lezer)
    made = Screen(monkeypatch, terminal=True)
    yield made
    made.close()


def test_in_a_terminal_three_addresses_are_said_and_the_first_is_opened(
    terminal: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(demo_web, "show", opened.append)
    answers = asyncio.run(_look_and_leave(terminal))
    shown = terminal.out.getvalue()
    assert opened == re.findall(r"http://\S+", shown)[:1]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    samen, chat, inbox = (answer.text for answer in answers)
    assert "<iframe" in samen
    assert "Vertel wat er speelt" in chat
    assert "Dit is een proef" in inbox


async def _look_and_leave(terminal: Screen) -> list[httpx.Response]:
    talk = asyncio.create_task(demo.converse(demo=True))
    shown = await terminal.waits_for("Zorgen om iemand")
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        answers = [await browser.get(url) for url in re.findall(r"http://\S+", shown)]
    terminal.end()
    await talk
    return answers


def test_from_a_pipe_nothing_is_opened(monkeypatch: pytest.MonkeyPatch, lezer: Lezer) -> None:
    monkeypatch.setattr(Lezer, "load", lambda: lezer)
    opened: list[str] = []
    monkeypatch.setattr(demo_web, "show", opened.append)
    screen = Screen(monkeypatch)
    screen.end()
    asyncio.run(demo.converse(demo=True, poort=demo_web.PORT))
    screen.close()
    assert len(re.findall(r"http://\S+", screen.out.getvalue())) == 3
    assert opened == []


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_browser_needs_a_desktop(platform: str, environ: dict[str, str], expected: bool) -> None:
    assert demo_web.has_desktop(platform, environ) is expected


class Window(webbrowser.BaseBrowser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return True


def test_a_browser_that_is_not_there_or_needs_the_terminal_is_let_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, trace = Window(), tmp_path / "opened"
    monkeypatch.setattr(webbrowser, "get", lambda: window)
    demo_web._open_quietly(OWN)
    assert window.opened == [OWN]

    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(["touch", str(trace)]))
    demo_web._open_quietly(OWN)
    assert not trace.exists()

    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    demo_web._open_quietly(OWN)


# --- what the environment says ---


def test_no_database_mailbox_or_sms_service_of_the_municipality_ends_up_in_a_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {
        "gegevens": "/srv/elkedeur",
        "smtp_host": "mail.test",
        "pakket_mail": "team@mail.test",
        "chat_url": "https://praat.test",
        "sms_url": "https://sms.test",
        "frontoffice_https": "true",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"ELKEDEUR_{name.upper()}", value)
    settings = demo_settings(tmp_path, chat_url=CHAT)
    assert settings.gegevens == tmp_path
    assert settings.chat_url == CHAT
    assert settings.seintjes == ()
    assert (settings.mail_server, settings.sms_gateway, settings.pakket_mail) == (None, None, None)
    assert not settings.frontoffice_https


# --- frames ---


def frames(answer: httpx.Response) -> tuple[str, str | None]:
    found = re.search(r"frame-ancestors ([^;]+)", answer.headers["Content-Security-Policy"])
    assert found
    return found[1], answer.headers.get("X-Frame-Options")


def test_only_the_page_of_the_demo_may_show_the_inbox(app: App) -> None:
    site = make_site(app, demo=True, framed_by=OWN)
    for path in ("/aanmelden", "/inbox/nieuw", "/bestaat/niet"):
        assert frames(call(site, "GET", path, INBOX)) == (OWN, None)
    answer = call(site, "GET", "/aanmelden", INBOX)
    rest = {"Content-Security-Policy", "X-Frame-Options"}
    assert all(answer.headers[name] == value for name, value in HEADERS.items() if name not in rest)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.replace(OWN, "'none'") == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("more", [{"demo": True}, {"framed_by": OWN}], ids=["alone", "no_demo"])
def test_nowhere_else_is_the_inbox_shown_in_a_frame(app: App, more: dict[str, Any]) -> None:
    assert frames(call(make_site(app, **more), "GET", "/aanmelden", INBOX)) == ("'none'", "DENY")


def test_the_chat_may_be_shown_by_the_page_of_the_demo_and_no_other(app: App) -> None:
    (samen,) = app.settings.chat_insluiten
    assert frames(call(make_chat(app), "GET", "/?in", CHAT)) == (samen, None)
    assert not re.search(r"(mail|sms)", call(make_chat(app), "GET", "/?in", CHAT).text)


# --- side by side ---


def samen(app: App, calls: list[str]) -> Any:
    async def week_later() -> None:
        assert isinstance(app.clock, FastClock)
        app.clock.skip(8)
        calls.append("week")

    return make_samen(app, OWN, CHAT, INBOX, week_later)


def test_the_page_shows_both_and_may_itself_be_shown_by_nobody(app: App) -> None:
    answer = call(samen(app, []), "GET", "/")
    assert re.findall(r'<iframe src="([^"]+)"', answer.text) == [f"{CHAT}/?in", f"{INBOX}/"]
    assert frames(answer) == ("'none'", "DENY")
    assert f"frame-src {CHAT} {INBOX};" in answer.headers["Content-Security-Policy"]
    assert day_in_words(app.clock.now()) in answer.text
    for path in re.findall(r'(?:href|src)="(/[^"]+)"', answer.text):
        assert call(samen(app, []), "GET", path).status_code == 200


def test_the_button_skips_a_week_and_says_which_day_it_is_then(app: App) -> None:
    calls: list[str] = []
    site = samen(app, calls)
    answer = call(site, "POST", "/week", headers={"Origin": OWN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert calls == ["week"]
    assert day_in_words(app.clock.now()) in call(site, "GET", "/").text


@pytest.mark.parametrize("origin", [None, "null", CHAT, INBOX, "https://elders.test"])
def test_no_other_page_skips_a_week(app: App, origin: str | None) -> None:
    calls: list[str] = []
    headers = {} if origin is None else {"Origin": origin}
    assert call(samen(app, calls), "POST", "/week", headers=headers).status_code == 403
    assert call(samen(app, calls), "GET", "/week", headers={"Origin": OWN}).status_code == 405
    assert calls == []


def test_the_cookie_of_an_earlier_demo_goes_and_that_of_this_one_stays(app: App) -> None:
    now = app.clock.now()
    with app.store.transaction():
        gesprek = app.store.gesprekken.find_or_open(Adres("web", "x"), now)
        app.store.chats.open(gesprek, "een twee drie vier", now)
        secret = app.store.chats.let_in(gesprek, "sessie", SystemClock().now().replace(year=2999))
    site = samen(app, [])
    for cookie, goes in (
        ("een-gesprek-van-vroeger.nl.", True),
        (f"{secret}.nl.", False),
        ("-.tr.g", False),
        ("", False),
    ):
        answer = call(site, "GET", "/", headers={"Cookie": f"elkedeur={cookie}"})
        assert ("elkedeur=" in answer.headers.get("set-cookie", "")) is goes, cookie


def test_every_resident_is_answered_where_he_talks(app: App) -> None:
    """The terminal, the chat page, and the invented ones of the week, whom nobody hears."""
    out = io.StringIO()
    terminal = Terminal(app.service, out, echo=False)

    async def talk() -> None:
        with demo_web.doors(0) as doors:
            await demo._prepare(app, demo.Wish(demo=True, doors=doors), terminal, app.clock.now())
        assert out.getvalue() == ""
        for adres in (ADRES, Adres(demo_play.KANAAL, "nieuw"), Adres("web", "iemand")):
            app.service.receive(adres, f"{adres.kanaal}:1", "commando", {"naam": "help", "payload": ""})
        await app.settle()

    asyncio.run(talk())
    assert out.getvalue().count("/mijngegevens") == 1
    left = app.store._db.execute("select status, count(*) from outbox group by 1").fetchall()
    assert [status for status, _ in left] == ["bezorgd"]
