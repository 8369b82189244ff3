"""Quick exit: away at once, nothing behind the back button, nothing on the device, and the session is closed."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest
from playwright.async_api import Error, Page, Route, expect

from tests.e2e.chatpage import NOTHING, STORY, Pagina, Resident, second_device, words

pytestmark = pytest.mark.e2e

COOKIE = "elkedeur"


async def _typed(resident: Resident) -> None:
    """In the middle of typing."""
    await resident.field.fill("Mijn man komt er")


async def _moved_about(resident: Resident) -> None:
    """By every link within the page."""
    page = resident.page
    await page.get_by_role("link", name=words("naar_typen")).focus()
    await page.keyboard.press("Enter")
    await expect(resident.field).to_be_focused()
    await resident.opens_menu()
    await page.evaluate("document.querySelectorAll('a[href^=\"#\"]').forEach((link) => link.click())")


async def _at(resident: Resident, name: str) -> None:
    await resident.goes(words(name))
    await expect(resident.page.locator("main.blad")).to_be_visible()


async def _asked_to_wipe(resident: Resident) -> None:
    await _at(resident, "wis")


async def _wrong_code(resident: Resident) -> None:
    await resident.page.goto("/terug")  # an entry of its own, made by who typed the address
    await resident.page.get_by_label(words("code_typ")).fill("dit is geen code")
    await resident.page.get_by_role("button", name=words("code_open")).click()
    await expect(resident.page.get_by_role("alert")).to_be_visible()


async def _new_look(resident: Resident) -> None:
    await resident.goes("English")
    await expect(resident.page.locator("html")).to_have_attribute("lang", "en")
    await resident.goes("Nederlands")
    await expect(resident.page.locator("html")).to_have_attribute("lang", "nl")


@pytest.mark.parametrize("there", [_typed, _moved_about, _asked_to_wipe, _new_look])
def test_nothing_stays_in_the_history(pagina: Pagina, there: Callable[[Resident], Awaitable[None]]) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await page.goto(f"{pagina.elsewhere.url}/voor")
        await resident.opens()
        await resident.says(STORY)
        entries = await page.evaluate("history.length")
        code = await resident.code()
        await there(resident)
        session = await _session(page)
        await resident.leaves()
        assert await page.evaluate("history.length") == entries
        await _back_to(page, "/voor")
        await page.go_forward()
        await expect(page.get_by_role("heading", name="/weer")).to_be_visible()
        await _is_closed(resident, session)
        await resident.returns(code)
        await expect(resident.mine).to_contain_text(STORY)

    pagina.play(go)


async def _session(page: Page) -> str:
    (cookie,) = await page.context.cookies()
    return str(cookie.get("value"))


async def _back_to(page: Page, path: str) -> None:
    await page.evaluate("history.back()")
    await expect(page.get_by_role("heading", name=path, exact=True)).to_be_visible()


async def _is_closed(resident: Resident, session: str) -> None:
    """The browser has nothing, and who kept the cookie gets nothing with it."""
    assert await resident.page.context.cookies() == []
    async with httpx.AsyncClient(base_url=resident.pagina.url, cookies={COOKIE: session}) as thief:
        assert (await thief.get("/live")).status_code == 410
        assert words("gesloten") in (await thief.get("/")).text
    await resident.opens()
    assert await resident.kept() == {**NOTHING, "cookies": []}
    await expect(resident.page.locator("#begin")).to_be_visible()
    assert STORY not in await resident.page.content()


@pytest.mark.parametrize("there", [None, _asked_to_wipe, _wrong_code])
def test_without_a_script_going_back_shows_nothing_either(
    pagina: Pagina, there: Callable[[Resident], Awaitable[None]] | None
) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await page.goto(f"{pagina.elsewhere.url}/voor")
        await resident.opens()
        await resident.types(STORY)
        await expect(resident.mine).to_contain_text(STORY)
        code, session = await resident.code(), await _session(page)
        if there is not None:
            await there(resident)
        await resident.leaves()
        assert await page.context.cookies() == []
        for _ in range(4):
            with suppress(Error):  # the browser itself does not send a form again
                await page.go_back()
            shown = await page.locator("html").inner_html()
            assert STORY not in shown
            assert code not in shown
        async with httpx.AsyncClient(base_url=pagina.url, cookies={COOKIE: session}) as thief:
            assert (await thief.get("/live")).status_code == 410
        async with second_device(resident) as other:
            await other.returns(code)
            await expect(other.mine).to_contain_text(STORY)

    pagina.play(go, java_script_enabled=False)


# Tells the test what becomes of the page that is left, for as long as the other site does not answer.
LEFT = """
  Object.defineProperty(window, "speechSynthesis", { value: {
    speaking: false, pending: false,
    speak() { this.speaking = true; }, cancel() { window.tell({ hushed: this.speaking }); },
  } });
  document.addEventListener("submit", (event) => event.target.id === "weg" && setTimeout(() => {
    window.tell({ hidden: document.body.hidden, typed: document.getElementById("tekst").value });
    // The page would hear that its session is closed.
    setInterval(() => dispatchEvent(new Event("online")), 100);
  }));
"""


def test_it_is_away_at_once_however_slow_the_other_site_is(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        told: list[dict[str, Any]] = []
        await page.expose_function("tell", lambda what: told.append(what))
        await page.add_init_script(LEFT)
        await resident.opens()
        await resident.says(STORY)
        await resident.field.fill("Mijn man komt er")
        await page.locator("#voorlezen").click()
        with pagina.elsewhere.slow():
            async with page.expect_response(lambda answer: answer.status == 410):
                await page.locator("#weg button").dispatch_event("click")
        await expect(page.get_by_role("heading", name="/weer")).to_be_visible()
        assert {"hushed": True} in told
        assert {"hidden": True, "typed": ""} in told

    pagina.play(go)


def test_another_page_of_the_same_browser_shuts_too(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        await resident.opens()
        await resident.says(STORY)
        second = Resident(await resident.page.context.new_page(), pagina)
        await second.opens()
        await expect(second.mine).to_contain_text(STORY)
        await resident.leaves()
        gone: dict[str, Any] = {"name": words("gesloten"), "level": 1}
        await expect(second.page.get_by_role("heading", **gone)).to_be_visible(timeout=20_000)
        assert STORY not in await second.page.content()

    pagina.play(go)


# For as long as the other site does not answer, everything there is tells the page to send again.
AGAIN = """addEventListener("submit", (event) => event.target.id === "weg"
  && setInterval(() => dispatchEvent(new Event("online")), 100));"""


@pytest.mark.parametrize("what", ["zeg", "weergave"])
def test_what_is_under_way_is_called_back_and_nothing_follows_it(pagina: Pagina, what: str) -> None:
    async def go(resident: Resident) -> None:
        page, posted = resident.page, list[Route]()

        async def held(route: Route) -> None:
            posted.append(route)  # neither answered nor refused

        await page.add_init_script(AGAIN)
        await resident.opens()
        await resident.says(STORY)
        await page.route(f"**/{what}", held)
        if what == "zeg":
            for text in ("Mijn man komt er", "Ik moet weg"):
                await resident.types(text)
            await expect(page.locator(".wacht")).to_have_count(2)
        else:
            await resident.goes("English")
        with pagina.elsewhere.slow():
            # Less than the other site takes: leaving itself would break it off too.
            async with (
                page.expect_event("requestfailed", lambda one: one.url.endswith(f"/{what}"), timeout=10_000),
                page.expect_response(lambda answer: answer.status == 410, timeout=10_000),
            ):
                await page.locator("#weg button").dispatch_event("click")
        await expect(page.get_by_role("heading", name="/weer")).to_be_visible()
        assert len(posted) == 1
        assert await page.context.cookies() == []

    pagina.play(go)
