"""Two quiet links below each place: its number and address, and its times when somebody checked those."""

import asyncio
import re
from typing import Any

import icalendar
import pytest
import vobject

from sociale_kaart.uitwisseling.bewaren import may_keep
from tests.bot.test_bewaar import CHECKED, edit
from tests.chatpagina.conftest import Browser, ChatSite

STORY = "ik zie de hele week niemand"


def links(browser: Browser) -> list[tuple[str, str]]:
    """(address, words) of every link to keep something."""
    found = [one for one in browser.tree().iter("a") if (one.get("href") or "").startswith("/plek/")]
    return [(one.get("href"), " ".join("".join(one.itertext()).split())) for one in found]


def offered(browser: Browser) -> list[str]:
    return [value.partition(":")[2] for value in browser.knoppen() if value.startswith("past:")]


async def told(chat: ChatSite) -> Browser:
    browser = chat.browser()
    await browser.get()
    async with chat.running():
        await browser.says(STORY)
    return browser


def names(chat: ChatSite, ids: list[str]) -> list[str]:
    return [chat.bot.app.kaart.nu.get(id).naam for id in ids]


def test_below_each_place_stands_how_to_keep_it(chat: ChatSite) -> None:
    async def go() -> None:
        browser = await told(chat)
        ids = offered(browser)
        assert len(ids) > 1
        can = [id for id in ids if may_keep(chat.bot.app.kaart.nu.get(id))]
        assert links(browser) == [
            (f"/plek/{id}.vcf", f"Bewaar nummer en adres: {naam}")
            for id, naam in zip(can, names(chat, can), strict=True)
        ]
        html = browser.page.text
        for id in can:  # below its own words, above those of the next
            at = html.index(f"/plek/{id}.vcf")
            before = [
                html.rindex(f". {naam}", 0, at) for naam in names(chat, ids) if f". {naam}" in html[:at]
            ]
            assert max(before) == html.rindex(f". {names(chat, [id])[0]}", 0, at)

    asyncio.run(go())


def test_the_chosen_place_has_links_and_not_the_button_for_telegram(chat: ChatSite) -> None:
    async def go() -> None:
        browser = await told(chat)
        place = next(id for id in offered(browser) if may_keep(chat.bot.app.kaart.nu.get(id)))
        async with chat.running():
            await browser.post("/knop", knop=f"past:{place}")
        assert links(browser)[-1][0] == f"/plek/{place}.vcf"
        assert not [value for value in browser.knoppen() if value.startswith("bewaar:")]
        assert [value for value in browser.knoppen() if value.startswith("plek_fout:")]
        async with chat.running():
            await browser.says("bewaar dit adres")  # who types it gets the link once more
        assert [href for href, _ in links(browser)].count(f"/plek/{place}.vcf") == 3

    asyncio.run(go())


def test_the_files_are_what_they_say_and_nobody_keeps_them_on_the_way(chat: ChatSite) -> None:
    async def go() -> Any:
        browser = await told(chat)
        place = next(id for id in offered(browser) if may_keep(chat.bot.app.kaart.nu.get(id)))
        edit(chat.bot, place, **CHECKED)
        await chat.bot.app.kaart.take_up()
        await browser.get()
        assert [href for href, _ in links(browser) if place in href] == [
            f"/plek/{place}.vcf",
            f"/plek/{place}.ics",
        ]
        stranger = chat.browser("192.0.2.9")
        return place, await stranger.get(f"/plek/{place}.vcf"), await stranger.get(f"/plek/{place}.ics")

    place, card, plan = asyncio.run(go())
    for answer, kind in ((card, "vcf"), (plan, "ics")):
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="{place}.{kind}"'
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
    assert card.headers["content-type"] == "text/vcard; charset=utf-8"
    assert plan.headers["content-type"] == "text/calendar; charset=utf-8"
    assert vobject.readOne(card.text).fn.value == chat.bot.app.kaart.nu.get(place).naam
    assert icalendar.Calendar.from_ical(plan.text).walk("VEVENT")


@pytest.mark.parametrize(
    "name",
    [
        "vrouwenopvang.vcf", "alarmnummer.vcf", "veilig-thuis.vcf", "voedselbank.ics", "voedselbank.exe", "voedselbank",
        "bestaat-niet.vcf", ".vcf", "voedselbank.vcf.ics", "%2e%2e%2fetc", "VOEDSELBANK.VCF",
    ],
)  # fmt: skip
def test_what_is_not_there_or_not_to_be_kept_is_said_on_a_page(shared: ChatSite, name: str) -> None:
    answer = asyncio.run(shared.browser().get(f"/plek/{name}"))
    assert answer.status_code == 404
    assert "html" in answer.headers["content-type"]
    assert not re.search("BEGIN:V", answer.text)


def test_the_words_of_the_links_are_in_the_language_of_the_page(chat: ChatSite) -> None:
    async def go() -> None:
        browser = await told(chat)
        await browser.post("/weergave", taal="en")
        assert links(browser)[0][1].startswith("Save number and address: ")
        part = next(one for one in browser.tree().iter("p") if one.get("class") == "bewaar")
        assert (part.get("lang"), part.get("dir")) == ("en", "ltr")

    asyncio.run(go())


def test_a_place_that_went_off_the_kaart_has_no_link_any_more(chat: ChatSite) -> None:
    async def go() -> None:
        browser = await told(chat)
        place = links(browser)[0][0].removeprefix("/plek/").removesuffix(".vcf")
        edit(chat.bot, place, leefgebieden="veiligheid:0.9")
        await chat.bot.app.kaart.take_up()
        await browser.get()
        assert place not in str(links(browser))

    asyncio.run(go())
