"""A whole conversation on the chat page, on a phone: typed, chosen, heard, spoken, found again and wiped."""

import asyncio
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import vobject
from playwright.async_api import Locator, Page, Route, expect

from bot.core.commands import LEEFGEBIED_PAYLOADS
from tests.e2e.chatpage import (
    NOTHING,
    STORY,
    TEKSTEN,
    TO_PLACES,
    Pagina,
    Resident,
    second_device,
    words,
)

pytestmark = pytest.mark.e2e


def test_a_whole_conversation_asks_nobody_else_and_leaves_one_cookie(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await resident.opens()
        assert await resident.kept() == {**NOTHING, "cookies": []}
        await expect(page.get_by_role("link", name=words("nood"))).to_have_attribute("href", "tel:112")
        nummer = await resident.forwards()
        await page.evaluate("window.same = 'page'")
        await resident.goes(words("status"))
        await resident.hears()
        await expect(resident.ours.last).to_contain_text(nummer)
        await expect(resident.mine.last).to_contain_text(words("status"))
        await expect(page.locator("#menu")).not_to_have_attribute("open", "")
        card = page.locator("#terugkaart")
        await expect(card).to_be_visible()  # now that nothing is asked any more
        await expect(card.locator(".code")).to_have_text(re.compile(r"^[a-z]+( [a-z]+){3}$"))
        assert await resident.code() == await card.locator(".code").inner_text()

        assert await page.evaluate("window.same") == "page"  # never loaded anew
        assert await resident.kept() == {**NOTHING, "cookies": ["elkedeur"]}
        (cookie,) = await page.context.cookies()
        assert (cookie.get("expires"), cookie.get("httpOnly")) == (-1, True)
        assert {urlsplit(url).netloc for url in resident.requests} == {urlsplit(pagina.url).netloc}

    pagina.play(go)


def test_every_leefgebied_has_a_button_with_a_picture_that_says_its_sentence(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await resident.opens()
        buttons = page.locator("button[name=kies]")
        assert set(await buttons.evaluate_all("all => all.map((one) => one.value)")) == set(
            LEEFGEBIED_PAYLOADS
        )
        for button in await buttons.all():
            await expect(button).to_have_text(re.compile(r"\w"))
            await _is_drawn(page, button)
        await page.get_by_label(words("voor_ander")).check()
        await buttons.and_(page.locator("[value=contact]")).click()
        await resident.hears()
        sentence = f"{TEKSTEN.word('kies', 'ander')} {TEKSTEN.word('kies', 'contact')}"
        await expect(resident.mine).to_contain_text(sentence)
        await expect(page.locator("#begin")).to_have_count(0)

    pagina.play(go)


async def _is_drawn(page: Page, where: Locator) -> None:
    """The picture stands in another file, that must have come in."""
    await page.wait_for_function(
        "at => { const box = at.querySelector('use').getBBox(); return box.width > 0 && box.height > 0 }",
        arg=await where.element_handle(),
    )


def test_one_sees_that_words_are_being_read(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page, may_go, may_come = resident.page, asyncio.Event(), asyncio.Event()

        async def held(route: Route) -> None:
            await (may_go if route.request.method == "POST" else may_come).wait()
            await route.continue_()

        await page.route("**/zeg", held)
        await page.route("**/live?*", held)
        await resident.opens()
        await resident.types(STORY)
        await expect(resident.mine).to_have_class(re.compile("wacht"))
        await expect(resident.mine).to_contain_text(STORY)
        await expect(resident.stand).to_have_text(words("wordt_verstuurd"))
        await expect(resident.stand).to_have_class(re.compile("denkt"))
        await expect(resident.field).to_have_value("")
        may_go.set()
        await expect(resident.stand).to_have_text(words("denkt"))
        await expect(resident.stand).to_have_class(re.compile("denkt"))
        may_come.set()
        await resident.hears()
        await expect(resident.mine).to_have_class("mij")
        await expect(resident.stand).to_have_class("stand")

    pagina.play(go)


def test_the_four_words_open_it_on_another_device_and_both_go_on(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        await resident.opens()
        await resident.says(STORY)
        await resident.walks("past", *TO_PLACES)
        told = await resident.page.locator("#verloop").inner_text()
        code = await resident.code()
        async with second_device(resident) as other:
            await _refused(other, "appel peer zonnetje qqqq")
            first, rest = code.split(" ", 1)
            await other.page.get_by_label(words("code_typ")).fill(
                f"  {first[:-1]}{first[-1]}{first[-1]} {rest}"
            )
            await other.page.get_by_role("button", name=words("code_open")).click()
            await expect(other.ours.first).to_be_attached()
            assert await other.page.locator("#verloop").inner_text() == told
            await expect(other.mine.last).to_be_in_viewport()
            await _news_leaves_the_place(resident, other)

    pagina.play(go)


async def _refused(other: Resident, code: str) -> None:
    await other.opens()
    await other.page.get_by_role("link", name=words("code_heb_ik")).first.click()
    await other.page.get_by_label(words("code_typ")).fill(code)
    await other.page.get_by_role("button", name=words("code_open")).click()
    await expect(other.page.get_by_role("alert")).to_have_text(words("code_fout"))
    await expect(other.page.get_by_role("alert")).to_be_focused()
    await expect(other.page.get_by_label(words("code_typ"))).to_have_value(code)


async def _news_leaves_the_place(reader: Resident, other: Resident) -> None:
    """Who reads back stays where he is, and hears that there is something new below."""
    page = reader.page
    await page.evaluate("scrollTo(0, 0)")
    await other.says("ik ken hier bijna niemand meer")
    await expect(reader.mine.last).to_contain_text("bijna niemand meer")
    below = page.get_by_role("link", name=words("nieuw_hieronder"))
    await expect(below).to_be_visible()
    assert await page.evaluate("scrollY") == 0
    await below.click()
    await expect(below).to_be_hidden()
    await expect(reader.ours.last).to_be_in_viewport()
    await other.says("bellen kan ook")  # who is at the end is taken along
    await expect(reader.mine.last).to_contain_text("bellen kan ook")
    await expect(reader.ours.last).to_be_in_viewport()
    await expect(below).to_be_hidden()


def test_it_can_be_large_dark_in_contrast_and_in_another_language(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page, root = resident.page, resident.page.locator("html")
        await resident.opens()
        await resident.says(STORY)
        plain = await _look(page)
        await resident.opens_menu()
        await page.get_by_label(words("letters")).check()
        await page.get_by_label(words("contrast")).check()
        await page.get_by_label(words("licht_donker")).check()
        await resident.goes(words("pas_toe"))
        await expect(root).to_have_class(re.compile("donker"))
        look = await _look(page)
        assert look["size"] > 1.25 * plain["size"]
        assert (look["back"], look["ink"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
        await expect(resident.mine).to_contain_text(STORY)

        await resident.goes("العربية")
        await expect(root).to_have_attribute("dir", "rtl")
        await expect(root).to_have_attribute("lang", "ar")
        assert (await _look(page))["back"] == "rgb(0, 0, 0)"  # a language changes nothing else
        cloud = resident.ours.last.locator(".wolk")
        await expect(cloud).to_have_attribute("lang", "nl")
        assert await cloud.evaluate("at => getComputedStyle(at).direction") == "ltr"
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await resident.opens_menu()
        await page.get_by_role("button", name="Nederlands").click()
        await expect(root).to_have_attribute("dir", "ltr")
        await expect(page.get_by_role("button", name=words("verstuur"), exact=True)).to_be_visible()
        assert await resident.kept() == {**NOTHING, "cookies": ["elkedeur"]}

    pagina.play(go)


async def _look(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = await page.evaluate(
        """() => { const style = getComputedStyle(document.body);
            return { size: parseFloat(style.fontSize), back: style.backgroundColor, ink: style.color } }"""
    )
    return found


# A voice that speaks for as long as the test wants, and tells what it was given.
VOICE = """
  window.spoken = []; window.hushed = 0;
  const voice = { speaking: false, pending: false,
    speak(part) { this.speaking = true; window.spoken.push(part); },
    cancel() { this.speaking = false; window.hushed += 1; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
"""


def test_the_newest_words_are_read_aloud_in_dutch(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await page.add_init_script(VOICE)
        await resident.opens()
        button = page.locator("#voorlezen")
        await button.click()
        assert words("welkom") in await _spoken(page, "nl")
        await expect(button).to_have_accessible_name(words("stop_voorlezen"))
        await button.click()
        await expect(button).to_have_accessible_name(words("voorlezen"))

        await resident.says(STORY)
        await resident.says("bedankt")
        await page.evaluate("window.spoken.length = 0")
        await button.click()
        heard = await _spoken(page, "nl-NL")
        newest = await resident.ours.last.locator(".wolk p").first.inner_text()
        assert newest.split("\n")[0] in heard
        assert STORY not in heard  # what one said oneself is known
        await page.evaluate("spoken.forEach((part) => part.onend())")
        await expect(button).to_have_accessible_name(words("voorlezen"))

    pagina.play(go)


async def _spoken(page: Page, lang: str) -> str:
    """What is being said, all of it in this language."""
    parts: list[list[str]] = await page.evaluate("spoken.map((part) => [part.lang, part.text])")
    assert {spoken for spoken, _ in parts} == {lang}
    return "\n".join(text for _, text in parts)


# An ear of the browser that hears what the test says.
EAR = """
  window.ears = [];
  class Ear { constructor() { ears.push(this); } start() { this.on = true; } }
  window.webkitSpeechRecognition = window.SpeechRecognition = Ear;
  window.hear = (...texts) => {
    const results = texts.map((transcript) => Object.assign([{ transcript }], { isFinal: true }));
    ears.at(-1).onresult({ results }); ears.at(-1).onend();
  };
"""


def test_dictation_asks_first_and_adds_to_what_stands_there(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await page.add_init_script(EAR)
        await resident.opens()
        await resident.field.fill("Hallo.")
        button = page.get_by_role("button", name=words("inspreken"), exact=True)
        await button.click()
        await expect(page.get_by_text(words("inspreken_let_op"))).to_be_visible()
        await page.get_by_role("button", name=words("inspreken_nee")).click()
        await expect(page.get_by_text(words("inspreken_let_op"))).to_be_hidden()
        assert await page.evaluate("ears.length") == 0
        await button.click()
        await page.get_by_role("button", name=words("inspreken_ja")).click()
        assert await page.evaluate("ears.map((ear) => [ear.on, ear.lang])") == [[True, "nl-NL"]]
        await expect(resident.stand).to_have_text(words("luistert"))
        await expect(button).to_have_attribute("aria-pressed", "true")
        await page.evaluate("hear('ik zie de hele ', 'week niemand')")
        await expect(resident.field).to_have_value("Hallo. ik zie de hele week niemand")
        await expect(button).not_to_have_attribute("aria-pressed", "true")
        await expect(resident.stand).to_have_text("")
        await button.click()  # asked once
        assert await page.evaluate("ears.length") == 2

    pagina.play(go)


def test_a_browser_without_voice_and_ear_offers_neither(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await page.add_init_script(
            """for (const name of ["speechSynthesis", "SpeechRecognition", "webkitSpeechRecognition"])
                Object.defineProperty(window, name, { value: undefined });"""
        )
        await resident.opens()
        await resident.says(STORY)
        await expect(page.locator("#voorlezen")).to_be_hidden()
        await expect(page.locator("#spreek")).to_be_hidden()

    pagina.play(go)


def test_wiping_takes_it_from_every_device_and_from_the_database(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page, before = resident.page, _gesprekken(pagina)
        await resident.opens()
        await resident.says(STORY)
        code = await resident.code()
        await resident.goes(words("wis"))
        await page.get_by_role("link", name=words("wis_nee")).click()
        await expect(resident.mine).to_contain_text(STORY)
        async with second_device(resident) as other:
            await other.returns(code)
            await expect(other.mine).to_contain_text(STORY)
            await resident.goes(words("wis"))
            await page.get_by_role("button", name=words("wis_ja")).click()
            await expect(page.get_by_role("heading", level=1)).to_have_text(words("gewist"))
            assert await resident.kept() == {**NOTHING, "cookies": []}
            # The other page stood open: it goes by itself.
            await expect(other.page.get_by_role("heading", level=1)).to_have_text(
                words("gesloten"), timeout=20_000
            )
            await other.returns(code)
            await expect(other.page.get_by_role("alert")).to_have_text(words("code_fout"))
        assert _gesprekken(pagina) == before
        await page.get_by_role("link", name=words("opnieuw")).click()
        await expect(page.locator("#begin")).to_be_visible()

    pagina.play(go)


def _gesprekken(pagina: Pagina) -> list[tuple[Any, ...]]:
    return pagina.process.rows("select count(*) from gesprek")


def test_what_is_half_typed_stays_when_something_else_is_refused(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await resident.opens()
        await resident.says(STORY)
        await resident.field.fill("half getypt")
        await resident.opens_menu()
        await page.get_by_label(words("seintje_waar")).fill("geen adres")
        await page.get_by_role("button", name=words("seintje_bewaar")).click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await expect(resident.field).to_have_value("half getypt")

    pagina.play(go)


def test_a_place_is_kept_by_a_link_and_the_conversation_stays(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await resident.opens()
        await resident.says(STORY)
        await resident.walks("past", *TO_PLACES)
        link = resident.lines.last.get_by_role("link", name=words("bewaar_kaartje")).first
        await page.evaluate("window.same = 'page'")
        async with page.expect_download() as download:
            await link.click()
        kept = await download.value
        assert kept.suggested_filename.endswith(".vcf")
        card = vobject.readOne((await kept.path()).read_text(encoding="utf-8"))
        assert card.fn.value in await resident.lines.last.inner_text()
        assert await page.evaluate("window.same") == "page"
        await resident.taps("past")  # still there, and still connected

    pagina.play(go)
