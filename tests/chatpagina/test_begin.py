"""The first visit: nothing is set, everything is offered, and the first message opens a session."""

import asyncio
from pathlib import Path

import pytest

from bot.chatpagina import code
from bot.core.commands import COMMANDS, LEEFGEBIED_PAYLOADS
from tests.chatpagina.conftest import BASE, Browser, ChatSite

STORY = "ik zie de hele week niemand"
SVG = "{http://www.w3.org/2000/svg}"


def attributes(line: str) -> set[str]:
    """Of a Set-Cookie line, without the name and the value."""
    return {part.strip() for part in line.split(";")[1:]}


def test_the_first_page_sets_no_cookie_and_leaves_no_row(chat: ChatSite) -> None:
    browser = chat.browser()
    page = asyncio.run(browser.get())
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert chat.bot.rows("select count(*) from gesprek") == [(0,)]


def test_the_first_page_has_the_way_back_112_and_every_leefgebied(chat: ChatSite) -> None:
    browser = chat.browser()
    asyncio.run(browser.get())
    hrefs = {a.get("href") for a in browser.tree().iter("a")}
    assert {"/terug", "/wis", "tel:112"} <= hrefs
    kinds = [b.get("value") for b in browser.tree().iter("button") if b.get("name") == "kies"]
    assert sorted(kinds) == sorted(LEEFGEBIED_PAYLOADS)
    assert len(kinds) == 15
    assert {r.get("value") for r in browser.tree().iter("input") if r.get("name") == "wie"} == {
        "mij",
        "ander",
    }


def test_every_form_is_sent_by_a_button_to_a_page_that_takes_it(chat: ChatSite) -> None:
    """Without a script there is nothing else."""

    async def talk() -> list[tuple[str, int]]:
        browser = chat.browser()
        answers = []
        async with chat.running():
            await browser.get()
            await browser.says(STORY)
            forms = list(browser.tree().iter("form"))
            for form in forms:
                assert form.get("method") == "post"
                assert [b for b in form.iter("button") if b.get("type", "submit") == "submit"]
                answer = await browser.client.post(form.get("action"), data={}, headers={"Origin": BASE})
                answers.append((form.get("action"), answer.status_code))
        return answers

    answers = asyncio.run(talk())
    assert {path for path, _ in answers} >= {"/zeg", "/knop", "/vraag", "/weergave", "/weg"}
    assert all(status in (303, 422) for _, status in answers), answers


def test_what_the_browser_is_asked_to_load_is_there(chat: ChatSite) -> None:
    async def load() -> dict[str, int]:
        browser = chat.browser()
        await browser.get()
        tree = browser.tree()
        wanted = [one.get("src") for one in tree.iter("script")]
        wanted += [one.get("href").partition("#")[0] for one in tree.iter(f"{SVG}use")]
        return {path: (await browser.client.get(path)).status_code for path in {*wanted, "/insluiten.js"}}

    found = asyncio.run(load())
    assert len(found) >= 3
    assert set(found.values()) == {200}, found


def test_the_first_message_opens_a_session_and_shows_both_sides(chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, str]:
        browser = chat.browser()
        async with chat.running():
            await browser.get()
            answer = await browser.post("/zeg", follow=False, tekst=STORY)
            await browser.get()
        return browser, answer.headers["set-cookie"]

    browser, line = asyncio.run(talk())
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= attributes(line)
    assert not any(part.startswith(("Max-Age", "Expires", "Domain")) for part in attributes(line))
    assert browser.said("mij") == [f"U: {STORY}"]
    assert len(browser.said()) >= 2
    assert browser.knoppen()


def test_there_is_one_cookie_and_it_holds_nothing_of_the_story(chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = chat.browser()
        async with chat.running():
            for tekst in (STORY, "06-12345678", "Zebrapad"):
                await browser.says(tekst)
            await browser.post("/weergave", taal="en")
        return browser

    browser = asyncio.run(talk())
    assert [one.name for one in browser.client.cookies.jar] == ["elkedeur"]
    secret, taal, flags = (browser.cookie or "").split(".")
    assert len(secret) >= 32
    assert (taal, flags) == ("en", "")
    assert chat.gesprek(browser) not in secret


@pytest.mark.parametrize(
    ("settings", "named", "extra", "absent"),
    [
        ({"chat_https": True}, "__Host-elkedeur", {"Secure", "SameSite=Lax"}, {"Partitioned"}),
        (
            {"chat_https": True, "chat_insluiten": ["https://www.oosterhout.nl"]},
            "__Host-elkedeur",
            {"Secure", "SameSite=None", "Partitioned"},
            set(),
        ),
        (
            {"chat_https": False, "chat_insluiten": ["https://www.oosterhout.nl"]},
            "elkedeur",
            {"SameSite=Lax"},
            {"Secure", "Partitioned", "SameSite=None"},
        ),
    ],
)
def test_the_cookie_is_as_strict_as_the_way_the_page_is_served(
    alone: None, tmp_path: Path, settings: dict[str, object], named: str, extra: set[str], absent: set[str]
) -> None:
    chat = ChatSite(tmp_path, **settings)
    try:
        answer = asyncio.run(chat.browser().post("/vraag", follow=False, opdracht="help"))
    finally:
        chat.store.close()
    line = answer.headers["set-cookie"]
    assert line.startswith(f"{named}=")
    assert {"HttpOnly", "Path=/", *extra} <= attributes(line)
    assert not attributes(line) & absent


def test_over_https_a_cookie_without_the_prefix_opens_nothing(alone: None, tmp_path: Path) -> None:
    """Another site of the municipality could have planted it."""
    chat = ChatSite(tmp_path, chat_https=True)

    async def talk() -> tuple[str, str]:
        browser = chat.browser()
        answer = await browser.post("/zeg", follow=False, tekst="Zebrapad")
        value = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
        plain = await chat.browser().get("/", Cookie=f"elkedeur={value}")
        right = await chat.browser().get("/", Cookie=f"__Host-elkedeur={value}")
        return plain.text, right.text

    plain, right = asyncio.run(talk())
    chat.store.close()
    assert "Zebrapad" not in plain
    assert "Zebrapad" in right


def test_the_code_is_on_the_page_from_the_first_message_and_four_words_long(
    alone: None, chat: ChatSite
) -> None:
    browser = chat.browser()
    asyncio.run(browser.says(STORY))
    assert len(browser.code().split()) == code.COUNT == 4
    assert set(browser.code().split()) <= set(code.known_words())
    assert chat.store.chats.by_code(browser.code()) == chat.gesprek(browser)


def test_a_telephone_number_is_shown_masked(alone: None, shared: ChatSite) -> None:
    browser = shared.browser()
    asyncio.run(browser.says("bel mij op 06-12345678, mijn bsn is 123456782"))
    assert "12345678" not in browser.page.text
    assert browser.said("mij")[0].startswith("U: bel mij op [")


def test_what_was_typed_stays_text(alone: None, shared: ChatSite) -> None:
    browser = shared.browser()
    asyncio.run(browser.says("<b onclick=1>x</b>\n<script>1</script> &amp;"))
    assert browser.said("mij") == ["U: <b onclick=1>x</b> <script>1</script> &amp;"]
    assert not list(browser.tree().iter("b"))


@pytest.mark.parametrize("naam", sorted(COMMANDS))
def test_every_command_is_answered_and_shown_in_words(shared: ChatSite, naam: str) -> None:
    async def talk() -> tuple[Browser, Browser]:
        one, other = shared.browser(), shared.browser("192.0.2.2")
        async with shared.running():
            await one.post("/vraag", opdracht=naam)
            await other.says(f"/{naam.upper()}")
        return one, other

    one, other = asyncio.run(talk())
    word = shared.bot.app.renderer.teksten.word("opdrachten", naam)
    for browser in (one, other):
        assert browser.page.status_code == 200
        assert browser.said("mij") == [f"U: {word}"]
        assert browser.said()


@pytest.mark.parametrize("where", ["begin", "menu", "wis"])
def test_who_can_be_called_stands_in_the_menu_and_beside_wiping(
    alone: None, shared: ChatSite, where: str
) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        if where == "menu":
            await browser.says(STORY)
        await browser.get("/wis" if where == "wis" else "/")
        return browser

    tree = asyncio.run(talk()).tree()
    place = tree.find(".//main" if where == "wis" else ".//details[@id='menu']")
    (part,) = (one for one in place.iter("p") if one.get("class") == "bellen")
    assert [a.get("href") for a in part.iter("a")] == ["tel:112", "tel:140162"]
