"""The round of a signaal without a mouse, and without JavaScript: a keyboard and a plain browser are enough."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from bot.render import readable
from bot.store.gesprekken import Adres
from tests.e2e.cases import ANSWER, Cases
from tests.e2e.chromium import opened
from tests.e2e.desk import enter, served
from tests.frontoffice.conftest import Frontoffice

pytestmark = pytest.mark.e2e

MOST_TABS = 90
REFRESHED = 9_000  # milliseconds: an open page asks every eight seconds
# Whether who looks can see where he is: something stands around it, and it is on the screen.
SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return drawn && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


@dataclass
class Desk:
    """One colleague with a keyboard."""

    cases: Cases
    page: Page

    @property
    def here(self) -> Locator:
        """What has the focus."""
        return self.page.locator(":focus")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def type(self, words: str) -> None:
        await self.page.keyboard.type(words)

    async def tab_to(self, words: str) -> None:
        """On with Tab; every place on the way can be seen."""
        for _ in range(MOST_TABS):
            await self.press("Tab")
            assert await self.page.evaluate(SEEN), await self.here.evaluate(
                "at => at.outerHTML.slice(0, 200)"
            )
            if words in await self.here.evaluate(
                "at => at.innerText || at.labels?.[0]?.innerText || at.name || ''"
            ):
                return
        raise AssertionError(f"no way by Tab to: {words}")

    async def lands_on(self, words: str) -> None:
        """Where the focus comes after a step; a reader with a screen reader hears it."""
        await expect(self.here).to_contain_text(words)
        assert await self.page.evaluate(SEEN)


@asynccontextmanager
async def at_the_desk(folder: Path, **context: Any) -> AsyncIterator[Desk]:
    """With one signaal under "nieuw"."""
    site = Frontoffice(folder)
    cases = Cases(site, site.browser().login_as("medewerker", naam="Noor de Wit"))
    await cases.forward("bewoner")
    async with served(site.asgi) as url, opened(url, **context) as page:
        await enter(page.context, site.app, url, cases.noor.colleague)
        yield Desk(cases, page)
    site.store.close()


def play(folder: Path, go: Callable[[Desk], Awaitable[None]], **context: Any) -> None:
    async def whole() -> None:
        async with at_the_desk(folder, **context) as desk:
            await go(desk)

    asyncio.run(whole())


def test_the_whole_round_goes_by_keyboard(tmp_path: Path) -> None:
    play(tmp_path, _by_keyboard)


async def _by_keyboard(desk: Desk) -> None:
    page, nummer = desk.page, readable(desk.cases.nummers["bewoner"])
    await page.goto("/inbox/nieuw")
    await desk.press("j")
    await expect(desk.here).to_have_text(nummer)
    await desk.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(nummer)
    await desk.press("o")
    await desk.lands_on("U heeft deze vraag opgepakt")

    await _refused_for_an_empty_answer(desk)
    await desk.press("a")
    await desk.type(ANSWER)
    await desk.tab_to("Bekijk eerst")
    await desk.press("Enter")
    await desk.lands_on("Dit gaat naar de bewoner")
    await desk.tab_to("Terug, ik wil het veranderen")
    await desk.press("Enter")
    await expect(desk.here).to_have_value(ANSWER)  # nothing was sent, and nothing was lost
    assert desk.cases.rij("bewoner").status == "opgepakt"
    await desk.tab_to("Bekijk eerst")
    await desk.press("Enter")
    await desk.lands_on("Dit gaat naar de bewoner")
    await desk.tab_to("Verstuur")
    await desk.press("Enter")
    await desk.lands_on("Uw antwoord is onderweg")

    await desk.press("n")
    await desk.type("Belt liever na elven.")
    await desk.tab_to("Bewaar")
    await desk.press("Enter")
    await desk.lands_on("De notitie staat erbij")

    await desk.tab_to("Sluit de vraag af")
    await desk.press("Enter")
    await desk.tab_to("de bewoner is geholpen")
    await desk.press("Space", "ArrowDown", "ArrowUp")
    await desk.tab_to("Bekijk eerst")
    await desk.press("Enter")
    await desk.lands_on("Vraag afsluiten")
    await desk.press("v")
    await desk.lands_on("De vraag is afgesloten")
    assert desk.cases.rij("bewoner").uitkomst == "geholpen"

    await desk.tab_to("Open de vraag weer")
    await desk.press("Enter")
    await desk.lands_on("De vraag weer openen")
    await desk.press("v")
    await desk.lands_on("De vraag is weer open")
    await desk.press("u")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Van mij")


async def _refused_for_an_empty_answer(desk: Desk) -> None:
    """The faults are read first; from there the field is near."""
    await desk.press("a")
    await desk.tab_to("Bekijk eerst")
    await desk.press("Enter")
    await desk.lands_on("De tekst ontbreekt")


def test_the_keys_rest_in_a_field_and_can_be_switched_off(tmp_path: Path) -> None:
    async def go(desk: Desk) -> None:
        page = desk.page
        await page.goto("/inbox/nieuw")
        await desk.press("/")
        await desk.type("ja 12 fiets")
        await expect(desk.here).to_have_value("ja 12 fiets")
        await desk.press("Escape")
        await expect(page.locator("body")).to_be_focused()
        await desk.tab_to("Toetsen")
        await desk.press("Enter")
        await desk.tab_to("Zet de toetsen uit")
        await desk.press("Space", "2")
        await page.reload()
        await desk.press("2", "j")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw")
        await expect(page.locator("body")).to_be_focused()
        await desk.tab_to("Toetsen")
        await desk.press("Enter")
        await expect(page.get_by_label("Zet de toetsen uit")).to_be_checked()
        await desk.tab_to("Zet de toetsen uit")
        await desk.press("Space", "2")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Van mij")

    play(tmp_path, go)


def test_a_list_that_refreshes_leaves_who_works_in_it_alone(tmp_path: Path) -> None:
    async def go(desk: Desk) -> None:
        page, nummer = desk.page, readable(desk.cases.nummers["bewoner"])
        await page.clock.install()
        await page.goto("/inbox/nieuw")
        await expect(page).to_have_title("Nieuw - Elke Deur")
        await page.get_by_label("Zoek op nummer").fill("kach")
        await desk.tab_to(nummer)
        await desk.cases.forward("tweede")
        await page.clock.fast_forward(REFRESHED)
        await expect(page).to_have_title("(1) Nieuw - Elke Deur")
        await expect(page.get_by_role("status")).to_have_text(re.compile("^1 vraag heeft iets nieuws"))
        await expect(desk.here).to_have_text(nummer)
        await expect(page.get_by_label("Zoek op nummer")).to_have_value("kach")
        # The same answer again changes nothing on the page, so that nothing is read aloud twice.
        await desk.here.evaluate("at => { at.dataset.mark = 'same' }")
        async with page.expect_response(re.compile("/rijen")):
            await page.clock.fast_forward(REFRESHED)
        await desk.cases.forward("derde")
        await expect(page.locator("[data-mark]")).to_be_focused()
        await page.clock.fast_forward(REFRESHED)
        await expect(page).to_have_title("(2) Nieuw - Elke Deur")
        await expect(desk.here).to_have_text(nummer)

    play(tmp_path, go)


def test_the_whole_round_goes_without_javascript(tmp_path: Path) -> None:
    play(tmp_path, _without_javascript, java_script_enabled=False)


async def _without_javascript(desk: Desk) -> None:
    page, nummer = desk.page, readable(desk.cases.nummers["bewoner"])
    await page.goto("/")
    await page.get_by_role("link", name=nummer).click()
    await page.get_by_role("button", name="Pak op").click()
    await desk.lands_on("U heeft deze vraag opgepakt")

    await page.get_by_role("button", name="Bekijk eerst").first.click()
    await desk.lands_on("De tekst ontbreekt")
    await page.get_by_label("Uw antwoord").fill(ANSWER)
    await page.get_by_role("button", name="Bekijk eerst").first.click()
    await desk.lands_on("Dit gaat naar de bewoner")
    await page.get_by_role("button", name="Verstuur").click()
    await desk.lands_on("Uw antwoord is onderweg")
    await desk.cases.site.bot.settle()
    desk.cases.site.bot.receive("tekst", Adres("telegram", "bewoner"), tekst="ja graag")
    await desk.cases.site.bot.settle()
    await page.reload()
    await expect(page.get_by_text("ja graag")).to_be_visible()

    await page.get_by_text("Schrijf een notitie").click()
    await page.get_by_label("Notitie, alleen").fill("Belt liever na elven.")
    await page.get_by_role("button", name="Bewaar").first.click()
    await desk.lands_on("De notitie staat erbij")
    await page.get_by_text("Sluit de vraag af").click()
    await page.get_by_label("de bewoner is geholpen").check()
    await page.locator("form[action$=afsluiten] button").click()
    await desk.lands_on("Vraag afsluiten")
    await page.get_by_role("button", name="Sluit af").click()
    await desk.lands_on("De vraag is afgesloten")
    await page.get_by_role("button", name="Open de vraag weer").click()
    await desk.lands_on("De vraag weer openen")
    await page.get_by_role("button", name="Open de vraag weer").click()
    await desk.lands_on("De vraag is weer open")
