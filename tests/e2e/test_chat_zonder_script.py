"""Everything goes without JavaScript too: forms and pages are enough."""

import re

import pytest
from playwright.async_api import expect

from tests.e2e.chatpage import (
    STORY,
    TEKSTEN,
    TO_PAKKET,
    TO_PLACES,
    Pagina,
    Resident,
    second_device,
    words,
)

pytestmark = pytest.mark.e2e


def test_the_whole_round_goes_without_javascript(pagina: Pagina) -> None:
    pagina.play(_round, java_script_enabled=False)


async def _round(resident: Resident) -> None:
    page = resident.page
    await resident.opens()
    await expect(page.locator("#voorlezen, #spreek")).to_have_count(2)
    for hidden in await page.locator("#voorlezen, #spreek").all():
        await expect(hidden).to_be_hidden()  # nothing is offered that does not work
    await page.get_by_label(words("voor_ander")).check()
    await page.locator("button[name=kies][value=geld]").click()
    await expect(resident.mine).to_contain_text(TEKSTEN.word("kies", "geld"))
    code = await resident.code()

    nummer = await _forwards(resident)
    await _asks_and_looks(resident, nummer)
    await _changes_how_it_looks(resident)
    await _wants_a_seintje(resident)
    async with second_device(resident, java_script_enabled=False) as other:
        await _comes_back(other, code, nummer)
    await _wipes(resident, code)


async def _forwards(resident: Resident) -> str:
    page = resident.page
    await resident.types(STORY)
    await expect(resident.mine.last).to_contain_text(STORY)
    await _walks(resident, "past", *TO_PLACES)
    await resident.types("ik wil iemand spreken")
    await _walks(resident, "verstuur", *TO_PAKKET)
    # What was offered before is over: only the choices of now can be pressed.
    assert (
        await page.locator("button[name=knop]:visible").count()
        < await page.locator("button[name=knop]").count()
    )
    await _presses(resident, "verstuur")
    await expect(page.locator("#verloop")).to_contain_text("nummer is")
    await _presses(resident, "opvolging_ja")
    await expect(page.locator("#terugkaart")).to_be_visible()
    found = re.search(r"nummer is (\d{4}-\d{4})", await page.locator("#verloop").inner_text())
    assert found
    return found[1]


async def _presses(resident: Resident, knop: str) -> None:
    """A button below the newest words; each is a page of its own."""
    before = await resident.mine.count()
    await resident.knop(knop).first.click()
    await expect(resident.mine).to_have_count(before + 1)


async def _walks(resident: Resident, target: str, *on_the_way: str) -> None:
    for _ in range(12):
        if await resident.knop(target).count():
            return
        offered = [id for id in on_the_way if await resident.knop(id).count()]
        await _presses(resident, offered[0])
    raise AssertionError(target)


async def _asks_and_looks(resident: Resident, nummer: str) -> None:
    page = resident.page
    before = await resident.ours.count()
    await resident.goes(words("status"))
    await expect(resident.mine.last).to_contain_text(words("status"))
    await expect(resident.ours.last).to_contain_text(nummer)
    await page.get_by_role("link", name=words("kijk")).click()
    assert await resident.ours.count() > before


async def _changes_how_it_looks(resident: Resident) -> None:
    page, root = resident.page, resident.page.locator("html")
    await resident.opens_menu()
    await page.get_by_label(words("letters")).check()
    await resident.goes(words("pas_toe"))
    await expect(root).to_have_class(re.compile("groot"))
    await resident.goes("Українська")
    await expect(root).to_have_attribute("lang", "uk")
    await expect(root).to_have_class(re.compile("groot"))
    await resident.goes("Nederlands")
    await expect(resident.mine.first).to_be_attached()


async def _wants_a_seintje(resident: Resident) -> None:
    page = resident.page
    await resident.opens_menu()
    await page.get_by_label(words("seintje_waar")).fill("geen adres")
    await resident.goes(words("seintje_bewaar"))
    await expect(page.get_by_role("alert")).to_have_text(words("seintje_geen_mail"))
    await expect(page.get_by_role("alert")).to_be_visible()  # not shut away in the menu
    await page.get_by_label(words("seintje_waar")).fill("bewoner@post.example")
    await resident.goes(words("seintje_bewaar"))
    await expect(page.get_by_text(words("seintje_aan_mail"))).to_be_attached()
    await resident.goes(words("seintje_uit"))
    await expect(page.get_by_text(words("seintje_aan_mail"))).to_have_count(0)


async def _comes_back(other: Resident, code: str, nummer: str) -> None:
    page = other.page
    await other.opens()
    await page.get_by_role("link", name=words("code_heb_ik")).last.click()
    await page.get_by_label(words("code_typ")).fill("een twee drie vier")
    await page.get_by_role("button", name=words("code_open")).click()
    await expect(page.get_by_role("alert")).to_have_text(words("code_fout"))
    await page.get_by_label(words("code_typ")).fill(code.upper())
    await page.get_by_role("button", name=words("code_open")).click()
    await expect(page.locator("#verloop")).to_contain_text(nummer)


async def _wipes(resident: Resident, code: str) -> None:
    page = resident.page
    await resident.goes(words("wis"))
    await page.get_by_role("button", name=words("wis_ja")).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(words("gewist"))
    assert await page.context.cookies() == []
    await resident.returns(code)
    await expect(page.get_by_role("alert")).to_have_text(words("code_fout"))
