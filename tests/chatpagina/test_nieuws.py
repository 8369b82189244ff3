"""What is new since a page last looked: in order, once, of this conversation alone, until it is gone."""

import asyncio
import itertools
import json
import re
from typing import Any

import html5lib
import pytest

from bot.chatpagina import nieuws
from bot.chatpagina.verloop import Cursor
from tests.chatpagina.conftest import BASE, Browser, ChatSite, Live

SCRIPT = {"Origin": BASE, "X-ElkeDeur": "1"}


async def told(chat: ChatSite, *texts: str) -> Browser:
    """Said one after the other, each handled before the next."""
    browser = chat.browser()
    for text in texts:
        chat.bot.clock.pass_(seconds=1)
        await say(browser, text)
        await chat.bot.settle()
    return browser


async def say(browser: Browser, text: str) -> None:
    answer = await browser.client.post("/zeg", data={"tekst": text}, headers=SCRIPT)
    assert answer.status_code == 204


def items(html: str) -> list[tuple[str, str]]:
    """(key, who) of each line."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        (str(li.get("data-sleutel")), str(li.get("class")))
        for li in tree.iter("li")
        if li.get("data-sleutel")
    ]


def numbers(id: str) -> tuple[int, int]:
    left, _, right = id.partition("-")
    return int(left), int(right)


def heard(event: dict[str, str] | None) -> dict[str, Any]:
    assert event is not None
    return dict(json.loads(event["data"]))


# --- asked for once ---


def test_a_stranger_hears_that_there_is_nothing_here(shared: ChatSite) -> None:
    async def ask() -> list[int]:
        browser = shared.browser()
        return [
            (await browser.get(path)).status_code
            for path in ("/nieuw", "/live", "/nieuw?na=0-0", "/live?na=1-1")
        ]

    assert asyncio.run(ask()) == [410] * 4
    assert not shared.browser().cookie


def test_news_comes_once_and_then_there_is_none(chat: ChatSite) -> None:
    async def ask() -> tuple[dict[str, Any], int, dict[str, Any]]:
        browser = await told(chat, "hoi")
        first = (await browser.get("/nieuw?na=0-0")).json()
        again = (await browser.get(f"/nieuw?na={first['tot']}")).status_code
        await say(browser, "en nog iets")
        await chat.bot.settle()
        return first, again, (await browser.get(f"/nieuw?na={first['tot']}")).json()

    first, again, later = asyncio.run(ask())
    assert again == 204
    assert [who for _, who in items(first["html"])][:1] == ["mij"]
    assert not set(items(first["html"])) & set(items(later["html"]))
    assert "en nog iets" in later["html"]
    assert numbers(first["tot"]) < numbers(later["tot"])


def test_while_something_is_read_that_is_said(chat: ChatSite) -> None:
    async def ask() -> dict[str, Any]:
        browser = chat.browser()
        await say(browser, "hoi")
        tot = (await browser.get("/nieuw")).json()["tot"]
        return dict((await browser.get(f"/nieuw?na={tot}")).json())

    found = asyncio.run(ask())
    assert found["bezig"] is True
    assert found["html"].strip() == ""


@pytest.mark.parametrize(
    "na",
    [
        "",
        "x",
        "-",
        "1",
        "-1",
        "1-",
        "--1-1",
        "1e3-1",
        "٣-٣",
        "0x1-0",
        "9" * 400 + "-1",
        "1-1-1",
        "%00",
        "1.5-2",
    ],
)
def test_a_place_that_was_made_up_is_the_beginning(shared: ChatSite, na: str) -> None:
    cursor = Cursor.read(na)
    assert cursor == (Cursor(10**15 - 1, 1) if na.startswith("999") else Cursor())

    async def ask() -> int:
        browser = shared.browser()
        await say(browser, "hoi")
        return (await browser.client.get("/nieuw", params={"na": na})).status_code

    assert asyncio.run(ask()) == 200


def test_nothing_of_another_conversation_comes_along(chat: ChatSite) -> None:
    async def ask() -> tuple[str, str]:
        one, other = await told(chat, "Zonnebloem"), await told(chat, "Dahlia")
        return (await one.get("/nieuw?na=0-0")).text, (await other.get("/nieuw?na=0-0")).text

    one, other = asyncio.run(ask())
    assert not set(items(json.loads(one)["html"])) & set(items(json.loads(other)["html"]))
    assert ("Zonnebloem" in one, "Dahlia" in one) == (True, False)
    assert ("Zonnebloem" in other, "Dahlia" in other) == (False, True)


# --- kept coming ---


def test_what_was_missed_comes_first_whichever_way_the_browser_asks(chat: ChatSite) -> None:
    async def listen() -> list[tuple[str, dict[str, Any]]]:
        browser = await told(chat, "hoi")
        seen = (await browser.get("/nieuw")).json()["tot"]
        await say(browser, "gemist")
        await chat.bot.settle()
        found = []
        for live in (
            Live(browser, f"/live?na={seen}"),
            Live(browser, "/live", **{"Last-Event-ID": seen}),
            # A browser that connects again asks the old address; its header is newer.
            Live(browser, "/live?na=0-0", **{"Last-Event-ID": seen}),
        ):
            async with live:
                event = await live.next()
                assert event is not None
                assert live.status == 200
                found.append((event["id"], heard(event)))
        return found

    found = asyncio.run(listen())
    assert len({id for id, _ in found}) == 1
    for id, news in found:
        assert id == news["tot"]
        assert "gemist" in news["html"]
        assert "hoi" not in news["html"]


def test_the_stream_says_what_it_is_and_is_not_held_up(chat: ChatSite) -> None:
    async def listen() -> dict[str, str]:
        browser = await told(chat, "hoi")
        async with Live(browser, **{"Accept-Encoding": "gzip"}) as live:
            await live.next()
            return {k.decode(): v.decode() for k, v in live.headers}

    headers = asyncio.run(listen())
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers
    assert "content-security-policy" in headers


def came(text: str, events: list[dict[str, str]]) -> bool:
    """Whether this line has come; the words to come back by, and our own lines, may hold the same word."""
    return any(f"<p>{text}</p>" in heard(event)["html"] for event in events)


def test_each_thing_that_is_said_comes_once_and_the_numbers_only_grow(chat: ChatSite) -> None:
    async def listen() -> list[dict[str, str]]:
        events = []
        async with chat.running():
            browser = chat.browser()
            await browser.says("hoi")
            async with Live(browser, "/live?na=0-0") as live:
                for text in ("een", "twee", "drie"):
                    chat.bot.clock.pass_(seconds=1)
                    await say(browser, text)
                    while not came(text, events) or heard(events[-1])["bezig"]:
                        event = await live.next()
                        assert event is not None
                        events.append(event)
        return events

    events = asyncio.run(listen())
    places = [numbers(event["id"]) for event in events]
    assert places == sorted(set(places))
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(places))
    keys = [key for event in events for key, _ in items(heard(event)["html"])]
    assert len(keys) == len(set(keys))
    everything = asyncio.run(all_of(chat))
    assert set(keys) == everything


async def all_of(chat: ChatSite) -> set[str]:
    rows = chat.bot.rows(
        "select 'b' || id from bericht union all select 'o' || id from outbox where soort = 'bewoner'"
    )
    return {row[0] for row in rows}


def test_what_a_colleague_does_in_another_process_comes_too(chat: ChatSite, quick: None) -> None:
    """Nobody pokes for that: it is looked at now and then."""

    async def listen() -> str:
        browser = await told(chat, "hoi")
        gesprek = chat.gesprek(browser)
        async with Live(browser, "/live?na=0-0") as live:
            await live.next()
            with chat.store.transaction():
                inhoud = {"tekst": "Groeten van Sam", "knoppen": [], "afscheid": False}
                chat.store.outbox.lay_down("anders", gesprek, inhoud, chat.bot.clock.now(), None)
            return str(heard(await live.next())["html"])

    assert "Groeten van Sam" in asyncio.run(listen())


def test_a_listener_hears_nothing_of_the_neighbours(
    chat: ChatSite, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nieuws, "KEEP_ALIVE", 0.01)

    async def listen() -> str:
        async with chat.running():
            one, other = chat.browser(), chat.browser()
            await one.says("hoi")
            await other.says("hallo")
            async with Live(one, "/live?na=0-0") as live:
                whole = str(await live.next())
                await other.says("Dahlia")
                await say(one, "Zonnebloem")
                while "Zonnebloem" not in whole:
                    whole += str(await live.next())
        return whole

    assert "Dahlia" not in asyncio.run(listen())


@pytest.mark.parametrize("how", ["wiped", "left", "old"])
def test_a_stream_ends_when_the_conversation_or_the_session_does(
    chat: ChatSite, quick: None, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(nieuws, "KEEP_ALIVE", 0.01)

    async def listen() -> list[dict[str, str] | None]:
        browser = await told(chat, "hoi")
        async with Live(browser, "/live?na=0-0") as live:
            assert await live.next()
            if how == "wiped":
                with chat.store.transaction():
                    chat.store.gesprekken.erase(chat.gesprek(browser), chat.bot.clock.now())
            elif how == "left":
                await browser.client.post("/weg", headers=SCRIPT)
            else:
                with chat.store.transaction():
                    chat.store.chats.put_out_old(chat.bot.clock.now().replace(year=2030))
            return [await live.next(), await live.next()]

    assert asyncio.run(listen()) == [{"event": "gewist", "data": "1"}, None]


def test_who_goes_away_is_no_longer_waited_for(chat: ChatSite) -> None:
    async def listen() -> tuple[int, int]:
        browser = await told(chat, "hoi")
        gesprek = chat.gesprek(browser)
        async with Live(browser, "/live?na=0-0") as one, Live(browser, "/live?na=0-0") as other:
            await one.next()
            await other.next()
            during = chat.bot.app.hub.count(gesprek)
        return during, chat.bot.app.hub.count(gesprek)

    assert asyncio.run(listen()) == (2, 0)


def test_the_way_back_is_shown_when_nothing_is_being_asked(chat: ChatSite) -> None:
    """With the words, so that who began on this page sees them too."""

    async def listen() -> tuple[dict[str, Any], dict[str, Any], str]:
        browser = await told(chat, "ik zie niemand")
        asked = (await browser.get("/nieuw")).json()
        await browser.client.post("/vraag", data={"opdracht": "stop"}, headers=SCRIPT)
        await chat.bot.settle()
        rest = (await browser.get("/nieuw")).json()
        await browser.get()
        return asked, rest, browser.code()

    asked, rest, words = asyncio.run(listen())
    assert (asked["kaart"], rest["kaart"]) == (False, True)
    assert words in asked["terug"]
    assert re.fullmatch(r"[a-z]+( [a-z]+){3}", words)


@pytest.mark.parametrize("limit", ["MOST_PAGES", "MOST_STREAMS"])
def test_one_page_too_many_is_told_to_ask_now_and_then(
    alone: None, chat: ChatSite, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(nieuws, limit, 1)

    async def listen() -> list[int]:
        one, other = chat.browser(), chat.browser("203.0.113.5")
        await one.says("hoi")
        await other.says("hallo")
        async with Live(one, "/live?na=0-0") as first:
            assert await first.next()
            async with Live(one, "/live?na=0-0") as again:
                await again.next()
            news = await one.client.get("/nieuw?na=0-0")
            async with Live(other, "/live?na=0-0") as elsewhere:
                await elsewhere.next()
        async with Live(one, "/live?na=0-0") as later:
            assert await later.next()
        return [again.status, news.status_code, elsewhere.status, later.status]

    assert asyncio.run(listen()) == [204, 200, 204 if limit == "MOST_STREAMS" else 200, 200]
