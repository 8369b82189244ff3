"""On another site of the municipality by one line of script: only where it may, and only when somebody asks for it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Error, FrameLocator, Page, expect

from tests.e2e.chatpage import STORY, Pagina, Resident, chatting, words

pytestmark = pytest.mark.e2e

SITE = "/gemeente"
OPEN, SHUT = words("insluiten_open"), words("insluiten_sluit")


@pytest.fixture(scope="module")
def pagina(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pagina]:
    """One that a site elsewhere may show."""
    with chatting(tmp_path_factory.mktemp("insluiten"), embedded=True) as it:
        it.elsewhere.pages[SITE] = (
            '<!doctype html><html lang="nl"><meta name="viewport" content="width=device-width"><title>Gemeente</title>'
            f'<h1>Onze gemeente</h1><script src="{it.url}/insluiten.js" defer></script>'
        )
        it.elsewhere.pages["/kader"] = f'<h1>Kader</h1><iframe src="{it.url}/?in" title="kader"></iframe>'
        yield it


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


async def says(frame: FrameLocator, tekst: str) -> None:
    await frame.locator("#tekst").fill(tekst)
    await frame.get_by_role("button", name=words("verstuur"), exact=True).click()
    await expect(frame.locator("#verloop > li").last).to_have_class("ons")
    await expect(frame.locator("#stand")).to_have_text("")


def test_a_button_opens_the_whole_conversation_on_another_site(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page, here = resident.page, f"{pagina.elsewhere.other_url}{SITE}"
        await page.goto(here)
        button = page.get_by_role("button", name=OPEN)
        await expect(button).to_have_attribute("aria-expanded", "false")
        ours = [url for url in resident.requests if urlsplit(url).netloc == urlsplit(pagina.url).netloc]
        assert ours == [f"{pagina.url}/insluiten.js"]  # whoever only reads that site is not seen here
        assert await page.context.cookies() == []
        await button.click()
        frame = frame_of(page)
        await says(frame, STORY)
        await expect(frame.locator("#verloop .mij")).to_contain_text(STORY)
        assert await _inside(page, "innerWidth <= 360 && document.documentElement.scrollWidth <= innerWidth")
        (cookie,) = await page.context.cookies()
        assert cookie.get("name") == "__Host-elkedeur"
        assert cookie.get("partitionKey")  # of that site only: elsewhere nobody is recognised by it
        with pytest.raises(Error, match=re.compile("SecurityError|Blocked a frame")):
            await page.evaluate("document.querySelector('iframe').contentWindow.document.body.innerText")

        shut = page.get_by_role("button", name=SHUT)
        await expect(shut).to_have_attribute("aria-expanded", "true")
        await shut.click()
        await expect(page.locator("iframe")).to_be_hidden()
        await button.click()
        await expect(frame.locator("#verloop .mij")).to_contain_text(STORY)
        await page.goto(here)  # the next page of that site
        await button.click()
        await expect(frame.locator("#verloop .mij")).to_contain_text(STORY)
        known = {urlsplit(one).netloc for one in (pagina.url, here)}
        assert {urlsplit(url).netloc for url in resident.requests} == known

    pagina.play(go)


async def _inside(page: Page, what: str) -> object:
    return await page.frames[-1].evaluate(what)


def test_quick_exit_takes_the_whole_site_along(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await page.goto(f"{pagina.elsewhere.url}/voor")
        await page.goto(f"{pagina.elsewhere.other_url}{SITE}")
        await page.get_by_role("button", name=OPEN).click()
        frame = frame_of(page)
        await says(frame, STORY)
        await frame.locator("#menu summary").click()
        await frame.get_by_role("link", name=words("wis")).click()
        await expect(frame.get_by_role("heading", name=words("wis"))).to_be_visible()
        await frame.get_by_role("button", name=words("snel_weg"), exact=True).click()
        await expect(page.get_by_role("heading", name="/weer")).to_be_visible()
        await page.evaluate("history.back()")
        await expect(page.get_by_role("heading", name="/voor")).to_be_visible()
        await page.goto(f"{pagina.elsewhere.other_url}{SITE}")
        await page.get_by_role("button", name=OPEN).click()
        await expect(frame.locator("#begin")).to_be_visible()

    pagina.play(go)


def test_a_site_that_was_not_named_shows_an_empty_frame(pagina: Pagina) -> None:
    async def go() -> None:
        context = await pagina.browser.new_context()  # what the browser says about it is no fault here
        page = await context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        async with page.expect_event("requestfailed"):
            await page.goto(f"{pagina.elsewhere.url}/kader")
        await expect(page.get_by_role("heading", name="Kader")).to_be_visible()
        await expect(frame_of(page).locator("#tekst")).to_have_count(0)
        assert any("frame-ancestors" in one for one in said)
        await context.close()

    pagina.runner.run(go())
