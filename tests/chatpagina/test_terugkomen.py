"""Coming back with four words or a link, being away too long, leaving at once, and wiping."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.chatpagina import code
from bot.seintjes import Seintjes
from bot.store.chats import Seintje
from bot.store.errors import StoreUnavailableError
from tests.chatpagina.conftest import BASE, Browser, ChatSite, Live

STORY = "ik zie de hele week niemand, zei Zonnebloem"
HERE = {"Origin": BASE}
# Every table in which something of a conversation can stand.
TABLES = ("gesprek", "bericht", "outbox", "signaal", "chat", "chatsessie", "opvolging", "overdracht", "kaartmelding",
          "behandeling", "herziening", "adres", "bereik", "toestemming")  # fmt: skip


async def told(chat: ChatSite, address: str = "192.0.2.1") -> Browser:
    browser = chat.browser(address)
    await browser.says(STORY)
    return browser


def slips(word: str) -> Iterator[str]:
    """All that is one slip away: a letter more, less, another, or two turned round."""
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]
        yield word[:n] + "x" + word[n:]
        yield word[:n] + "x" + word[n + 1 :]
        if n:
            yield word[: n - 1] + word[n] + word[n - 1] + word[n + 1 :]


# --- the four words ---


def test_the_words_bring_another_device_back_to_the_same_conversation(chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, Browser]:
        async with chat.running():
            phone, library = await told(chat), chat.browser("203.0.113.9")
            await library.get("/terug")
            await library.post("/terug", code=phone.code())
            await library.says("ik ben nu in de bibliotheek")
            await phone.get()
        return phone, library

    phone, library = asyncio.run(talk())
    assert chat.gesprek(phone) == chat.gesprek(library)
    assert phone.cookie != library.cookie
    assert phone.said("mij") == library.said("mij") == [f"U: {STORY}", "U: ik ben nu in de bibliotheek"]
    assert phone.said() == library.said()
    assert chat.bot.rows("select count(*) from gesprek") == [(1,)]


def test_the_words_may_be_typed_as_people_do(alone: None, shared: ChatSite) -> None:
    async def talk() -> list[str]:
        browser = await told(shared)
        words = browser.code().split()
        ways = [
            " ".join(words).upper(),
            "-".join(words).title(),
            ", ".join(words) + ".",
            "\t" + "\n".join(words) + "  ",
            "1. " + " 2. ".join(words),
            " ".join(w[0] + "\u0301" + w[1:] for w in words),
            " ".join(f"\u201c{w}\u201d" for w in words),
            " ".join("".join(chr(ord(c) + 0xFEE0) for c in w) for w in words),  # as some keyboards write them
        ]
        wrong = []
        for n, way in enumerate(ways):
            other = shared.browser(f"203.0.113.{n}")
            await other.post("/terug", code=way)
            if not other.cookie or shared.gesprek(other) != shared.gesprek(browser):
                wrong.append(way)
        return wrong

    assert asyncio.run(talk()) == []


def test_one_slip_in_every_word_is_forgiven(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, Browser]:
        browser, other = await told(chat), chat.browser()
        typed = " ".join(f"{word[:2]}x{word[2:]}" for word in browser.code().split())
        assert typed != browser.code()
        await other.post("/terug", code=typed)
        return browser, other

    browser, other = asyncio.run(talk())
    assert chat.gesprek(browser) == chat.gesprek(other)


def test_a_slip_leads_to_the_word_that_was_meant_or_to_none() -> None:
    """Of every twentieth word; where two words are as near, nothing is guessed, and that is seldom."""
    same = f" {code.known_words()[0]}" * 3
    repaired = [
        {word + same: True, None: False}[code.read(slip + same)]
        for word in code.known_words()[::20]
        for slip in {*slips(word)} - {word}
    ]
    assert sum(repaired) / len(repaired) > 0.9


@pytest.mark.parametrize(
    "typed",
    ["", " ", "een", "a b c d", "%s", "%s %s", "\x00", "<b>", "x" * 5000, "🏠 🏠 🏠 🏠", "' or 1=1 --"],
)
def test_words_that_are_none_open_nothing(shared: ChatSite, typed: str) -> None:
    browser = shared.browser("203.0.113.77")
    asyncio.run(browser.post("/terug", code=typed))
    assert browser.page.status_code == 422
    assert browser.cookie is None
    assert "Met deze woorden vind ik geen gesprek" in browser.page.text
    assert not list(browser.tree().iter("b"))


def test_too_few_too_many_or_turned_round_open_nothing(alone: None, shared: ChatSite) -> None:
    async def talk() -> list[int]:
        words = (await told(shared)).code().split()
        assert len(set(words)) > 1
        tries = [
            words[:3],
            [*words, words[0]],
            [*words[1:], words[0]],
            [*words[:3], "xxxxxxxx"],
            ["".join(words)],
        ]
        browser = shared.browser("203.0.113.78")
        return [(await browser.post("/terug", code=" ".join(one))).status_code for one in tries]

    assert asyncio.run(talk()) == [422] * 5


def test_after_thirty_wrong_tries_an_address_waits_and_another_does_not(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[list[int], int, int, int]:
        owner, guesser = await told(chat), chat.browser("203.0.113.66")
        words = owner.code()
        statuses = [(await guesser.post("/terug", code="fout")).status_code for _ in range(31)]
        shut = (await guesser.post("/terug", follow=False, code=words)).status_code
        other = (await chat.browser("203.0.113.67").post("/terug", follow=False, code=words)).status_code
        chat.bot.clock.pass_(minutes=10)
        later = (await guesser.post("/terug", follow=False, code=words)).status_code
        return statuses, shut, other, later

    statuses, shut, other, later = asyncio.run(talk())
    assert statuses == [422] * 30 + [429]
    assert (shut, other, later) == (429, 303, 303)


def test_who_knows_the_words_is_never_shut_out(alone: None, chat: ChatSite) -> None:
    async def talk() -> set[int]:
        words = (await told(chat)).code()
        return {
            (await chat.browser().post("/terug", follow=False, code=words)).status_code for _ in range(40)
        }

    assert asyncio.run(talk()) == {303}


def test_coming_back_with_other_words_lets_go_of_the_first_conversation(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, str | None, Browser]:
        one, other = await told(chat), await told(chat)
        before = one.cookie
        await one.post("/terug", code=other.code())
        return one, before, other

    one, before, other = asyncio.run(talk())
    assert chat.gesprek(one) == chat.gesprek(other)
    secret = str(before).partition(".")[0]
    assert chat.store.chats.find("sessie", secret, chat.bot.clock.now()) is None


def test_how_the_page_looks_is_kept_when_coming_back(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser, other = await told(chat), chat.browser()
        await other.post("/weergave", taal="ar")
        await other.post("/terug", code=browser.code())
        return other

    assert asyncio.run(talk()).tree().get("dir") == "rtl"


# --- how long ---


def test_a_day_without_the_page_ends_the_session_but_not_the_conversation(
    alone: None, chat: ChatSite
) -> None:
    async def talk() -> Browser:
        browser = await told(chat)
        words = browser.code()
        chat.bot.clock.pass_(hours=23, minutes=59)
        await browser.get()
        assert "Zonnebloem" in browser.page.text
        chat.bot.clock.pass_(hours=24, minutes=1)
        await browser.get()
        assert "Zonnebloem" not in browser.page.text
        assert "Dit gesprek staat hier niet meer open" in browser.page.text
        assert browser.cookie is None
        await browser.post("/terug", code=words)
        return browser

    assert "Zonnebloem" in asyncio.run(talk()).page.text


@pytest.mark.parametrize("how", ["page", "text", "news", "live"])
def test_who_uses_the_page_every_day_stays_in(alone: None, chat: ChatSite, how: str) -> None:
    """Also without a script: then the page itself is all he looks at."""

    async def talk() -> Browser:
        browser = await told(chat)
        for _ in range(3):
            chat.bot.clock.pass_(hours=20)
            if how == "text":
                await browser.says("nog iets")
            elif how == "live":
                async with Live(browser) as live:
                    assert await live.next()
            else:
                await browser.get("/" if how == "page" else "/nieuw?na=0-0")
            assert browser.page.status_code in (200, 303)
        return browser

    browser = asyncio.run(talk())
    assert chat.gesprek(browser)
    asyncio.run(browser.get())
    assert "Zonnebloem" in browser.page.text


def test_a_text_from_a_page_that_was_open_for_too_long_is_not_lost(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = await told(chat)
        chat.bot.clock.pass_(hours=25)
        await browser.says("ik schreef lang")
        return browser

    assert asyncio.run(talk()).said("mij") == ["U: ik schreef lang"]


@pytest.mark.parametrize(
    ("path", "fields"), [("/knop", {"knop": "mens:"}), ("/vraag", {"opdracht": "status"})]
)
def test_a_button_of_a_conversation_that_is_gone_begins_no_other(
    alone: None, chat: ChatSite, path: str, fields: dict[str, str]
) -> None:
    async def talk() -> Browser:
        browser = await told(chat)
        chat.bot.clock.pass_(hours=25)
        await browser.post(path, **fields)
        return browser

    browser = asyncio.run(talk())
    assert chat.bot.rows("select count(*) from gesprek") == [(1,)]
    assert "Dit gesprek staat hier niet meer open" in browser.page.text


# --- the link of a seintje ---


async def linked(chat: ChatSite) -> tuple[Browser, str]:
    browser = await told(chat)
    with chat.store.transaction():
        until = chat.bot.clock.now().replace(year=2026, month=12, day=8)
        return browser, f"/k/{chat.store.chats.let_in(chat.gesprek(browser), 'link', until)}"


def test_a_link_that_was_used_opens_nothing_an_hour_later(alone: None, chat: ChatSite) -> None:
    """It stands in the history of the browser, for whoever looks there."""

    async def press(path: str) -> str | None:
        browser = chat.browser("203.0.113.5")
        await browser.post(path, follow=False)
        return browser.cookie

    _, path = asyncio.run(linked(chat))
    assert asyncio.run(press(path))
    assert asyncio.run(press(path))  # a second tap
    chat.bot.clock.pass_(hours=1)
    assert asyncio.run(press(path)) is None


def test_looking_at_a_link_opens_nothing_and_pressing_the_button_does(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, Browser]:
        browser, path = await linked(chat)
        other = chat.browser("203.0.113.5")
        await other.get(path)
        looked = await other.client.head(path)
        assert (looked.status_code, other.cookie) == (200, None)
        assert "Zonnebloem" not in other.page.text
        form = other.tree().find(".//main//form")
        assert form.get("method") == "post"
        await other.post(form.get("action") or path)
        return browser, other

    browser, other = asyncio.run(talk())
    assert "Zonnebloem" in other.page.text
    assert chat.gesprek(other) == chat.gesprek(browser)


def test_a_link_is_good_for_its_days_and_not_longer(alone: None, chat: ChatSite) -> None:
    async def talk() -> list[int]:
        _, path = await linked(chat)
        statuses = []
        for days in (13, 2):
            chat.bot.clock.pass_(days=days)
            other = chat.browser()
            statuses += [
                (await other.get(path)).status_code,
                (await other.post(path, follow=False)).status_code,
            ]
        assert other.cookie is None
        assert "Deze weg werkt niet meer" in other.page.text
        return statuses

    assert asyncio.run(talk()) == [200, 303, 410, 410]


@pytest.mark.parametrize("secret", ["x", "%2e", "%00", "a" * 3000, "é", "<b>"])
def test_a_link_that_is_none_says_so(shared: ChatSite, secret: str) -> None:
    async def talk() -> list[int]:
        browser = shared.browser("203.0.113.99")
        return [
            (await browser.get(f"/k/{secret}")).status_code,
            (await browser.post(f"/k/{secret}")).status_code,
        ]

    assert set(asyncio.run(talk())) <= {410, 404, 405}


# --- hoe gaat het nu? ---


def test_hoe_gaat_het_nu_waits_on_the_page_for_who_comes_back_with_the_words(chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = await told(chat)
        words, adres = browser.code(), chat.store.gesprekken.adres(chat.gesprek(browser))
        await browser.post("/weg", follow=False)
        await chat.bot.settle()
        await chat.bot.forward("ik wil bijstand", adres)
        chat.bot.clock.pass_(days=15)
        await chat.bot.look()
        later = chat.browser("203.0.113.5")
        async with chat.running():
            await later.post("/terug", code=words)
            assert "Hoe gaat het nu" in later.said()[-1]
            chat.bot.clock.pass_(seconds=1)
            await later.taps("beter")
        return later

    later = asyncio.run(talk())
    assert any("Beter" in text for text in later.said("mij"))
    assert chat.bot.rows("select hoe from opvolging where hoe is not null") == [("beter",)]
    assert chat.bot.resident.rows == []  # it went out by no other way


# --- asking for a seintje ---


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatSite]:
    """A municipality that can send mail and text messages."""
    given = {"chat_url": BASE, "smtp_host": "mail.test", "sms_url": "https://sms.test/stuur"}
    made = ChatSite(tmp_path_factory.mktemp("seintjes"), **given)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("soort", "waar", "kept"), [("mail", "a@b.nl", "a@b.nl"), ("sms", "06-12345678", "+31612345678")]
)
def test_a_seintje_is_asked_for_and_taken_back_with_plain_forms(
    alone: None, both: ChatSite, soort: str, waar: str, kept: str
) -> None:
    async def talk() -> tuple[Seintje | None, str, Seintje | None]:
        browser = await told(both)
        await browser.post("/seintje", soort=soort, waar=waar)
        first, page = wish(both, browser), browser.page.text
        await browser.post("/seintje", uit="ja")
        return first, page, wish(both, browser)

    first, page, last = asyncio.run(talk())
    assert first is not None
    assert (first.soort, first.waar) == (soort, kept)
    assert waar not in page  # who looks over his shoulder reads no address
    assert kept not in page
    assert last is None


def wish(chat: ChatSite, browser: Browser) -> Seintje | None:
    found = chat.store.chats.load(chat.gesprek(browser))
    assert found is not None
    return found.seintje


@pytest.mark.parametrize(
    ("soort", "waar", "said"),
    [
        ("mail", "geen adres", "Dit lijkt geen mailadres"),
        ("sms", "0162-489010", "Dit lijkt geen mobiel nummer"),
        ("post", "a@b.nl", "Kies mail of sms"),
        ("", "", "Kies mail of sms"),
    ],
)
def test_what_cannot_be_a_seintje_is_said_where_it_was_typed(
    alone: None, both: ChatSite, soort: str, waar: str, said: str
) -> None:
    async def talk() -> Browser:
        browser = await told(both)
        await browser.post("/seintje", soort=soort, waar=waar)
        return browser

    browser = asyncio.run(talk())
    alert = next(one for one in browser.tree().iter("p") if one.get("role") == "alert")
    assert browser.page.status_code == 422
    assert said in "".join(alert.itertext())
    assert "Zonnebloem" in browser.page.text
    assert wish(both, browser) is None


def test_where_no_seintje_can_be_sent_none_is_offered_or_taken(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = await told(chat)
        assert not [one for one in browser.tree().iter("form") if "/seintje" in one.get("action", "")]
        await browser.post("/seintje", soort="mail", waar="a@b.nl")
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 422
    assert wish(chat, browser) is None


# --- leaving ---


def test_leaving_closes_this_browser_only_and_leads_away(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[Any, Browser, Browser]:
        one, other = await told(chat), chat.browser()
        await other.post("/terug", code=one.code())
        secret = str(one.cookie).partition(".")[0]
        answer = await one.post("/weg", follow=False)
        assert chat.store.chats.find("sessie", secret, chat.bot.clock.now()) is None
        return answer, one, other

    answer, one, other = asyncio.run(talk())
    assert (answer.status_code, answer.headers["location"]) == (303, "https://www.buienradar.nl/")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert (
        "https://www.buienradar.nl"
        in re.search(r"form-action ([^;]*)", answer.headers["content-security-policy"])[1]
    )  # type: ignore[index]
    assert one.cookie is None
    assert chat.gesprek(other)


def test_leaving_by_script_asks_for_no_page(alone: None, chat: ChatSite) -> None:
    async def talk() -> Any:
        browser = await told(chat)
        return await browser.post("/weg", headers={**HERE, "X-ElkeDeur": "1"})

    answer = asyncio.run(talk())
    assert (answer.status_code, answer.content) == (204, b"")
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_after_leaving_there_is_nothing_behind_the_back_button(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, str]:
        browser = await told(chat)
        words = browser.code()
        await browser.post("/weg", follow=False)
        await browser.get()
        return browser, words

    browser, words = asyncio.run(talk())
    assert "Zonnebloem" not in browser.page.text
    assert words not in browser.page.text


# --- wiping ---


async def wipe(browser: Browser) -> None:
    await browser.get("/wis")
    form = browser.tree().find(".//main//form")
    button = form.find(".//button")
    await browser.post(form.get("action"), **{button.get("name"): button.get("value")})


def left(chat: ChatSite) -> dict[str, int]:
    """How many rows there still are, by table."""
    counts = {table: chat.bot.rows(f"select count(*) from {table}")[0][0] for table in TABLES}
    return {table: count for table, count in counts.items() if count}


def settled(chat: ChatSite) -> None:
    asyncio.run(chat.bot.settle())


@pytest.mark.usefixtures("on_sqlite")
def test_the_tables_that_are_looked_at_are_all_that_hang_on_a_conversation(chat: ChatSite) -> None:
    names = [row[0] for row in chat.bot.rows("select name from sqlite_master where type = 'table'")]
    hang = {
        n
        for n in names
        for row in chat.bot.rows(f"pragma foreign_key_list({n})")
        if row[2] in ("gesprek", "chat")
    }
    assert hang <= set(TABLES)


def test_wiping_asks_once_and_then_leaves_nothing(chat: ChatSite) -> None:
    async def talk() -> Browser:
        async with chat.running():
            browser = await told(chat)
            await browser.taps("mens")
            asked = await browser.post("/wis")  # without a yes
            assert "Ja, wis alles" in asked.text
            assert chat.gesprek(browser)
            await wipe(browser)
        return browser

    browser = asyncio.run(talk())
    settled(chat)
    assert browser.page.status_code == 200
    assert "Dit gesprek is er niet meer" in browser.page.text
    assert browser.page.headers["clear-site-data"] == '"cache", "storage"'
    assert browser.cookie is None
    assert left(chat) == {}


TO_PAKKET = ("doorgeven", "urgentie_week", "wijk_overslaan", "bereik_gesprek")
MOMENTS: dict[str, tuple[str, ...]] = {
    "while places are shown": ("ik zie de hele week niemand",),
    "while something is asked": ("ik wil bijstand", "doorgeven"),
    "in danger": ("ik wil dood",),
    "before consent": ("ik wil bijstand", *TO_PAKKET),
    "while he words it himself": ("ik wil bijstand", *TO_PAKKET, "verander"),
    "with the team": ("ik wil bijstand", *TO_PAKKET, "verstuur", "opvolging_ja"),
    "after stop": ("ik zie de hele week niemand", "/stop"),
    "after something that broke": ("het is kapot!",),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_wiping_works_at_every_moment(chat: ChatSite, moment: str) -> None:
    async def talk() -> Browser:
        browser = chat.browser()
        async with chat.running():
            for one in MOMENTS[moment]:
                chat.bot.clock.pass_(seconds=1)
                known = one in chat.bot.app.renderer.teksten.all_buttons()
                await (browser.taps(one) if known else browser.says(one))
            await wipe(browser)
        return browser

    browser = asyncio.run(talk())
    assert (browser.page.status_code, browser.cookie) == (200, None)
    assert "Dit gesprek is er niet meer" in browser.page.text
    settled(chat)
    assert {table: count for table, count in left(chat).items() if table != "outbox"} == {}
    # What stays is the word to the colleagues that they must throw theirs away.
    assert {row[0] for row in chat.bot.rows("select soort from outbox")} <= {"groep", "mail", "pakket_map"}
    assert chat.bot.rows("select count(*) from outbox where gesprek_id is not null") == [(0,)]


def test_wiping_leaves_nothing_in_the_files(chat: ChatSite) -> None:
    """What was there was sealed; even the seals go."""

    async def talk() -> list[bytes]:
        async with chat.running():
            browser = await told(chat)
            (sealed,) = chat.bot.rows("select code_geheim from chat")
            marks = chat.bot.rows("select merk from chatsessie")
            await wipe(browser)
        return [sealed[0].encode(), *(mark[0].encode() for mark in marks)]

    traces = asyncio.run(talk())
    settled(chat)
    raw = chat.bot.stored()
    assert not [trace for trace in traces if trace in raw]


def test_wiping_by_button_or_by_words_leaves_nothing_either(chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, Browser]:
        async with chat.running():
            one, other = await told(chat), await told(chat)
            for browser in (one, other):
                await browser.post("/vraag", opdracht="vergeet")
            await one.taps("vergeet_ja")
            chat.bot.clock.pass_(seconds=1)
            await other.says("Ja, wis alles")
        return one, other

    for browser in asyncio.run(talk()):
        assert "Dit gesprek staat hier niet meer open" in browser.page.text
    settled(chat)
    assert left(chat) == {}


def test_after_wiping_the_words_the_links_and_the_other_browser_open_nothing(chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, str, dict[str, str] | None]:
        async with chat.running():
            browser, path = await linked(chat)
            words, other = browser.code(), chat.browser("203.0.113.5")
            await other.post("/terug", code=words)
            async with Live(other, "/live?na=0-0") as live:
                assert await live.next()
                await wipe(browser)
                event = await live.next()
                while event is not None and "event" not in event:  # what was still being said before it
                    event = await live.next()
            for again in (browser, chat.browser()):
                await again.post("/terug", code=words)
                assert again.page.status_code == 422
            assert (await browser.get(path)).status_code == 410
            news = await other.client.get("/nieuw")
            assert news.status_code == 410
            await other.get()
        return other, words, event

    other, words, event = asyncio.run(talk())
    assert event is not None
    assert event["event"] == "gewist"
    assert "Dit gesprek staat hier niet meer open" in other.page.text
    assert "Zonnebloem" not in other.page.text
    assert words not in other.page.text
    assert other.cookie is None


def test_wiping_one_conversation_leaves_that_of_another(chat: ChatSite) -> None:
    async def talk() -> Browser:
        async with chat.running():
            browser, neighbour = await told(chat), await told(chat, "203.0.113.5")
            await wipe(browser)
            await neighbour.get()
        return neighbour

    neighbour = asyncio.run(talk())
    settled(chat)
    assert "Zonnebloem" in neighbour.page.text
    assert left(chat)["gesprek"] == left(chat)["chat"] == 1


def test_wiping_that_is_not_done_yet_says_so_and_is_done_later(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = await told(chat)
        await wipe(browser)
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 503
    assert "Ik ben nog aan het wissen" in browser.page.text
    settled(chat)
    assert left(chat) == {}


def test_wiping_that_cannot_be_kept_says_so_and_loses_nothing(
    alone: None, chat: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise StoreUnavailableError("SQLITE_FULL")

    async def talk() -> Browser:
        browser = await told(chat)
        with monkeypatch.context() as broken:
            broken.setattr(chat.store, "transaction", full)
            await wipe(browser)
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 503
    assert browser.cookie is not None
    assert chat.gesprek(browser)


def test_who_has_sent_a_lot_can_still_wipe_at_once(chat: ChatSite) -> None:
    """Somebody may be standing behind him."""

    async def talk() -> Browser:
        async with chat.running():
            browser = await told(chat)
            script = {**HERE, "X-ElkeDeur": "1"}
            for n in range(60):
                await browser.client.post("/zeg", data={"tekst": f"en {n}"}, headers=script)
            await wipe(browser)
        return browser

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.chatpagina.zeggen.SLOWER", 0)
        browser = asyncio.run(talk())
    assert "Dit gesprek is er niet meer" in browser.page.text


def test_wiping_where_nothing_stands_open_does_not_say_that_it_was_wiped(shared: ChatSite) -> None:
    browser = shared.browser()
    asyncio.run(wipe(browser))
    assert browser.page.status_code == 410
    assert "Hier staat geen gesprek open" in browser.page.text


@pytest.mark.parametrize("way", ["words", "link"])
def test_who_came_back_after_a_seintje_hears_of_the_next(alone: None, tmp_path: Path, way: str) -> None:
    chat = ChatSite(tmp_path, chat_url=BASE, smtp_host="mail.test")
    clock, store = chat.bot.clock, chat.store
    sender = Seintjes(store, chat.bot.app.renderer, chat.bot.settings)

    def waits(gesprek: str, key: str) -> int:
        """Something comes in; how many seintjes there are then."""
        clock.pass_(minutes=5)
        with store.transaction():
            sender.send(gesprek, key, clock.now())
        return int(chat.bot.rows("select count(*) from outbox where soort = 'seintje_mail'")[0][0])

    async def talk() -> list[int]:
        browser, other = chat.browser(), chat.browser("203.0.113.5")
        await browser.says("ik heb schulden")
        await browser.post("/seintje", soort="mail", waar="a@b.nl")
        gesprek = chat.gesprek(browser)
        counts = [waits(gesprek, "een"), waits(gesprek, "twee")]
        clock.pass_(minutes=5)
        if way == "words":
            await other.post("/terug", code=browser.code())
        else:
            with store.transaction():
                secret = store.chats.let_in(gesprek, "link", clock.now().replace(year=2030))
            await other.post(f"/k/{secret}")
        return [*counts, waits(gesprek, "drie")]

    counts = asyncio.run(talk())
    store.close()
    assert counts == [1, 1, 2]


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        (Seintje("mail", "zonnebloem@voorbeeld.nl"), "zo…@voorbeeld.nl"),
        (Seintje("sms", "+31612345678"), "…5678"),
    ],
)
def test_of_a_seintje_only_a_part_is_shown(alone: None, tmp_path: Path, wish: Seintje, shown: str) -> None:
    chat = ChatSite(tmp_path, chat_url=BASE, smtp_host="mail.test", sms_url="https://sms.test/x")

    async def talk() -> Browser:
        browser = chat.browser()
        await browser.says("ik heb schulden")
        await browser.post("/seintje", soort=wish.soort, waar=wish.waar)
        return browser

    browser = asyncio.run(talk())
    chat.store.close()
    place = browser.tree().find(".//div[@id='terugkomen']")
    assert [one.text for one in place.iter("span")] == [shown]
    assert wish.waar not in browser.page.text
