"""How the page looks: one cookie that may hold anything, and every language with every button."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chatpagina import talen, weergave
from bot.chatpagina.site import templates
from bot.chatpagina.talen import FOLDER
from bot.chatpagina.weergave import LICHT, Weergave
from bot.teksten import Teksten, TekstenError
from tests.chatpagina.conftest import Browser, ChatSite

TALEN = ["nl", *sorted(file.stem for file in FOLDER.glob("*.toml"))]
KNOWN = frozenset(TALEN)
VIEWS = st.builds(Weergave, st.sampled_from(TALEN), st.booleans(), st.booleans(), st.sampled_from(LICHT))


# --- the cookie ---


@given(st.text(max_size=200))
def test_whatever_the_cookie_holds_is_read_as_something_known(cookie: str) -> None:
    secret, view = weergave.parts(cookie, KNOWN)
    assert secret is None or (secret and "." not in secret)
    assert view.taal in KNOWN
    assert view.licht in LICHT


@given(VIEWS, st.one_of(st.none(), st.from_regex(r"[A-Za-z0-9_-]{32}", fullmatch=True)))
def test_what_was_written_is_read_back(view: Weergave, secret: str | None) -> None:
    assert weergave.parts(weergave.value(secret, view), KNOWN) == (secret, view)


@given(VIEWS)
def test_the_cookie_line_holds_nothing_that_could_end_it(view: Weergave) -> None:
    line = weergave.header("elkedeur", weergave.value("a" * 32, view), https=True, embedded=True)
    assert re.fullmatch(r"elkedeur=[A-Za-z0-9_.-]+(; [A-Za-z-]+(=[A-Za-z0-9/]+)?)+", line)


def test_a_language_that_is_gone_becomes_dutch() -> None:
    assert weergave.parts("-.xx.gcd", KNOWN) == (None, Weergave("nl", True, True, "donker"))


# --- choosing how it looks ---


def test_choosing_how_it_looks_needs_no_conversation_and_opens_none(chat: ChatSite) -> None:
    async def choose() -> Browser:
        browser = chat.browser()
        await browser.post("/weergave", leesbaar="ja", groot="on", contrast="on", licht="donker")
        await browser.post("/weergave", taal="pl")
        return browser

    browser = asyncio.run(choose())
    assert browser.cookie == "-.pl.gcd"
    root = browser.tree()
    assert (root.get("lang"), root.get("class").split()) == ("pl", ["groot", "contrast", "donker"])
    assert chat.bot.rows("select count(*) from gesprek") == [(0,)]


def test_what_is_unticked_is_off_and_what_is_unknown_changes_nothing(shared: ChatSite) -> None:
    async def choose() -> tuple[str | None, str | None]:
        browser = shared.browser()
        await browser.post("/weergave", leesbaar="ja", groot="on", contrast="on", licht="licht")
        await browser.post("/weergave", taal="<script>", licht="roze")
        first = browser.cookie
        await browser.post("/weergave", leesbaar="ja")
        return first, browser.cookie

    assert asyncio.run(choose()) == ("-.nl.gcl", "-.nl.l")


def test_the_view_stays_when_the_first_message_is_sent(alone: None, shared: ChatSite) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        await browser.post("/weergave", taal="en")
        await browser.says("hoi")
        return browser

    browser = asyncio.run(talk())
    assert str(browser.cookie).endswith(".en.")
    assert browser.tree().get("lang") == "en"


# --- languages ---


@pytest.mark.parametrize("taal", TALEN)
def test_every_page_renders_in_every_language(shared: ChatSite, taal: str) -> None:
    async def walk() -> list[httpx.Response]:
        pages: list[httpx.Response] = []
        async with shared.running():
            stranger, holder = shared.browser(), shared.browser("192.0.2.2")
            for browser in (stranger, holder):
                await browser.post("/weergave", taal=taal)
            await holder.says("ik zie de hele week niemand")
            for browser, path in (
                *((stranger, path) for path in ("/", "/terug", "/wis", "/k/x", "/bestaat-niet")),
                *((holder, path) for path in ("/", "/wis")),
            ):
                await browser.get(path)
                pages.append(browser.page)
            pages.append(await stranger.post("/zeg"))
            pages.append(await stranger.post("/terug", code="fout"))
            pages.append(await stranger.get("/gewist"))
        return pages

    for page in asyncio.run(walk()):
        assert page.status_code < 500
        assert f'<html lang="{taal}" dir="{"rtl" if taal == "ar" else "ltr"}"' in page.text
        assert 'href="tel:112"' in page.text


@pytest.mark.parametrize("taal", TALEN)
def test_every_button_has_words_in_every_language_whatever_stands_in_it(shared: ChatSite, taal: str) -> None:
    app = shared.bot.app
    made = templates(app, talen.load(app.renderer.teksten))
    language = talen.load(app.renderer.teksten)[taal]
    label = made.globals["knoptekst"]
    soorten = [*app.renderer.teksten.words("nood_soorten"), "onbekend", "{x}", "%s"]
    for id in app.renderer.teksten.all_buttons():
        for arg in soorten:
            for shown in ("1. Een plek", "Zomaar", "{n}. {soort}", ""):
                found = label(language, shown, id, arg)  # type: ignore[operator]
                assert found or not shown
                assert "{n}" not in found or "{n}" in shown


@pytest.mark.parametrize("taal", TALEN)
def test_what_the_bot_says_is_marked_as_dutch_in_every_language(shared: ChatSite, taal: str) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        async with shared.running():
            await browser.post("/weergave", taal=taal)
            await browser.says("ik zie de hele week niemand")
        return browser

    browser = asyncio.run(talk())
    clouds = [one for one in browser.tree().iter("div") if one.get("class") == "wolk"]
    assert clouds
    assert {one.get("lang") for one in clouds} == {"nl"}
    warned = [one for one in browser.tree().iter("p") if one.get("class") == "let-op"]
    assert bool(warned) == (taal != "nl")


@pytest.mark.parametrize(
    "broken", ["", "naam = 'X'", "naam = ", "naam='X'\nnagekeken=true\n[pagina]\ntitel='x'", "\xff"]
)
def test_a_translation_that_cannot_be_read_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "xx.toml").write_text(broken, encoding="latin-1")
    with pytest.raises(TekstenError, match=r"xx\.toml"):
        talen.load(Teksten.load(), tmp_path)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(TALEN), st.booleans(), st.booleans(), st.sampled_from(LICHT))
def test_no_view_breaks_the_first_page(
    shared: ChatSite, taal: str, groot: bool, contrast: bool, licht: str
) -> None:
    cookie = weergave.value(None, Weergave(taal, groot, contrast, licht))  # type: ignore[arg-type]
    page = asyncio.run(shared.browser().get("/", Cookie=f"elkedeur={cookie}"))
    assert page.status_code == 200
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("secret", ["abc\r\nX-Evil: 1", "kort", "a" * 65, "met spatie met spatie"])
def test_a_secret_that_we_did_not_make_is_none_and_goes_into_no_header(secret: str) -> None:
    assert weergave.parts(f"{secret}.nl.g", frozenset({"nl"}))[0] is None
