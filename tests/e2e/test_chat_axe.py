"""Every state of the chat page, in every look: axe finds nothing, and nothing is lost on a small screen."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from bot.chatpagina.wacht import LARGEST_FORM
from tests.e2e.chatpage import STORY, Pagina, Resident, words
from tests.e2e.test_inbox_axe import AXE, LOOK, SPACED

pytestmark = pytest.mark.e2e

PHONE, REFLOW, DESKTOP = (360, 740), (320, 640), (1280, 1024)
CONTRAST: dict[str, Any] = {
    **AXE,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
# By the class of the page; dark also when the device says so.
LOOKS = ("", "donker", "contrast", "contrast donker", "groot")
LOOSE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".boven, .onder { position: static !important; max-height: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""
DRESS = "(look) => { document.documentElement.className = `${look} met-script` }"


@dataclass
class Walk:
    """One resident who goes from state to state; what is wrong, by state."""

    resident: Resident
    wrong: dict[str, list[str]] = field(default_factory=dict)

    async def at(self, what: str, *, menu: bool = False) -> None:
        """Look in every way at what stands there."""
        page, faults = self.resident.page, self.wrong.setdefault(what, [])
        if menu:
            await self.resident.opens_menu()
        await self._size(PHONE)
        faults += await self._axe("", AXE)
        if menu or what == "begin":
            for size in (REFLOW, DESKTOP):
                await self._size(size)
                faults += await self._axe(f"{size}", AXE)
        for look in LOOKS[1:]:
            await page.evaluate(DRESS, look)
            faults += await self._axe(look, AXE if menu else CONTRAST)
        await self._whole(faults)  # in large type still
        await page.evaluate(DRESS, "")
        await page.emulate_media(color_scheme="dark")
        faults += await self._axe("the device is dark", CONTRAST)
        await page.emulate_media(color_scheme="light")
        everything = await self._whole(faults)
        for size in (PHONE, REFLOW):
            await self._size(size)
            missing = everything - await self._whole(faults)
            faults += [f"{size}: gone: {one}" for one in sorted(missing)]

    async def _whole(self, faults: list[str]) -> set[str]:
        """The controls that can be seen."""
        seen = await self.resident.page.evaluate(LOOK)
        faults += seen["faults"][:4]
        return set(seen["controls"])

    async def _size(self, size: tuple[int, int]) -> None:
        await self.resident.page.set_viewport_size({"width": size[0], "height": size[1]})

    async def _axe(self, look: str, options: dict[str, Any]) -> list[str]:
        page = self.resident.page
        await page.evaluate(LOOSE)  # it takes what lies below a bar just now for too small to press
        found = await Axe().run(page, options=options)
        await page.evaluate("document.adoptedStyleSheets = []")
        return [
            f"{look} {one['id']}: {node['html'][:160]}"
            for one in found.response["violations"]
            for node in one["nodes"][:3]
        ]

    async def get(self, path: str) -> None:
        """Open a page and look."""
        await self.resident.opens(path)
        await self.at(path)


def seen(pagina: Pagina, go: Callable[[Walk], Awaitable[None]]) -> list[str]:
    """What is wrong in the states that this walk comes to, each fault once."""
    walks: list[Walk] = []

    async def whole(resident: Resident) -> None:
        walks.append(Walk(resident))
        await go(walks[0])

    pagina.play(whole, is_mobile=False, has_touch=False, reduced_motion="reduce")
    assert len(walks[0].wrong) > 1
    where = {fault: what for what, faults in walks[0].wrong.items() for fault in faults}
    return [f"{what}: {fault}" for fault, what in where.items()]


def test_the_conversation_is_right_for_axe_and_whole_on_every_screen(pagina: Pagina) -> None:
    assert seen(pagina, _talk) == []


async def _talk(walk: Walk) -> None:
    resident = walk.resident
    page = resident.page
    await resident.opens()
    await walk.at("begin")
    await walk.at("begin, menu", menu=True)
    await resident.says(STORY)
    await walk.at("plekken, menu", menu=True)
    await page.get_by_label(words("seintje_waar")).fill("geen adres")
    await page.get_by_role("button", name=words("seintje_bewaar")).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await walk.at("a seintje to nowhere", menu=True)
    await resident.says("ik wil dood")
    await walk.at("nood")
    await page.locator("#spreek").click()
    await page.evaluate("document.getElementById('nieuw').hidden = false")
    await page.route("**/zeg", lambda route: route.abort())
    await resident.types("dit komt nog niet aan\nen dit ook niet")
    await expect(resident.stand).to_have_text(words("nog_niet"))
    await walk.at("waiting, asked for the ear, told of news below")


def test_the_other_pages_are_right_for_axe_and_whole_on_every_screen(pagina: Pagina) -> None:
    assert seen(pagina, _pages) == []


async def _pages(walk: Walk) -> None:
    resident = walk.resident
    page = resident.page
    await walk.get("/terug")
    await page.get_by_label(words("code_typ")).fill("dit is geen code")
    await page.get_by_role("button", name=words("code_open")).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await walk.at("no such code")
    await resident.opens("/?in")
    await resident.says(STORY)
    await walk.at("in a frame")
    await walk.get("/wis")
    await walk.get(f"/k/{_link(resident.pagina)}")
    await walk.get("/k/oud")
    await walk.get("/bestaat-niet")
    await resident.opens()
    await page.evaluate(
        "(much) => { document.getElementById('tekst').value = much; document.getElementById('zeg').submit() }",
        "x" * (LARGEST_FORM + 1),
    )
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("te_lang"))
    await walk.at("too long")
    await page.context.clear_cookies()
    await walk.get("/gewist")


def _link(pagina: Pagina) -> str:
    """The end of the address in a seintje."""
    process = pagina.process
    with process.store() as store, store.transaction():
        gesprek = process.rows("select gesprek_id from chat order by gezien desc limit 1")[0][0]
        return store.chats.let_in(gesprek, "link", process.now().replace(year=2099))


def test_from_right_to_left_it_is_right_too(pagina: Pagina) -> None:
    assert seen(pagina, _arabic) == []


async def _arabic(walk: Walk) -> None:
    resident = walk.resident
    await resident.opens()
    await resident.goes("العربية")
    await expect(resident.page.locator("html")).to_have_attribute("dir", "rtl")
    await walk.at("begin")
    await resident.field.fill(STORY)
    await resident.page.locator("button.verstuur").click()
    await resident.hears()
    await walk.at("plekken, menu", menu=True)
    await walk.get("/wis")
    await walk.get("/terug")


def test_large_spacing_loses_nothing(pagina: Pagina) -> None:
    async def go(walk: Walk) -> None:
        resident = walk.resident
        await resident.opens()
        await resident.says(STORY)
        await resident.opens_menu()
        await resident.page.evaluate(SPACED)
        for size in (REFLOW, DESKTOP):
            await walk._size(size)
            await walk._whole(walk.wrong.setdefault(f"{size}", []))

    assert seen(pagina, go) == []
