"""The lists: what stands where, in which order, and what a colleague may not see at all."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.signaal import Status
from bot.render import readable
from bot.store.behandelingen import PAGE, Lijst
from bot.store.gesprekken import Adres
from tests.frontoffice.conftest import Browser, Frontoffice

_ROW = re.compile(r'id="rij-(\d{8})"')


async def forward(site: Frontoffice, who: int, tekst: str = "ik wil bijstand") -> str:
    """A resident hands something over; gives the number."""
    site.clock.pass_(minutes=1)
    await site.bot.forward(tekst, Adres("telegram", f"bewoner{who}"))
    return site.nummer()


async def listed(browser: Browser, lijst: str, **given: Any) -> list[str]:
    """The numbers in this list, from top to bottom."""
    query = "&".join(f"{name}={value}" for name, value in given.items())
    page = await browser.get(f"/inbox/{lijst}?{query}")
    assert page.status_code == 200
    return _ROW.findall(page.text)


def test_what_was_handed_over_is_new_until_somebody_has_it(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1)
        noor, sam = site.browser().login_as("medewerker"), site.browser().login_as("medewerker", naam="Sam")
        assert await listed(noor, "nieuw") == await listed(noor, "alle") == [nummer]
        assert "vr 27 nov 17:00" in (await noor.get("/inbox/nieuw")).text  # by when, before it has passed
        await noor.get(f"/signaal/{nummer}")
        await noor.post(f"/signaal/{nummer}/oppakken", versie=site.rij(nummer).versie, sleutel="a")
        assert await listed(noor, "nieuw") == []
        assert await listed(noor, "mijn") == [nummer]
        assert await listed(sam, "mijn") == []
        assert await listed(sam, "alle") == [nummer]

    asyncio.run(go())


def test_danger_and_worse_stand_above_what_came_first(site: Frontoffice) -> None:
    async def go() -> None:
        first, second, third = [await forward(site, who) for who in range(3)]
        store, now = site.store, site.clock.now()
        with store.transaction():
            store.behandelingen.attend(site.rij(third).signaal_id, "slechter", now)
        noor = site.browser().login_as("medewerker")
        assert await listed(noor, "nieuw") == [third, first, second]
        assert await listed(noor, "terugkerend") == [third]

    asyncio.run(go())


def test_a_passed_term_shows_and_stays_shown_after_the_reminder(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1)
        noor = site.browser().login_as("medewerker")
        assert await listed(noor, "te_laat") == []
        site.clock.pass_(days=7)
        noor.enter(noor.colleague)
        assert await listed(noor, "te_laat") == [nummer]
        await site.bot.look()
        assert await listed(noor, "te_laat") == [nummer]
        assert "te laat" in (await noor.get("/inbox/te_laat")).text

    asyncio.run(go())


def test_the_list_narrows_by_what_is_chosen(site: Frontoffice) -> None:
    async def go() -> None:
        own, other = await forward(site, 1), await forward(site, 2)
        with site.store.transaction():
            read = site.store.signalen.load(site.rij(other).signaal_id)
            site.store.signalen.save(replace(read, rol="ander"), site.clock.now())
        noor = site.browser().login_as("medewerker")
        assert set(await listed(noor, "nieuw")) == {own, other}
        assert await listed(noor, "nieuw", rol="ander") == [other]
        assert await listed(noor, "nieuw", leefgebied="werk") == []
        assert set(await listed(noor, "nieuw", leefgebied="contact")) == {own, other}
        assert await listed(noor, "nieuw", dagen=3) == []
        site.clock.pass_(days=3)
        noor.enter(noor.colleague)
        assert set(await listed(noor, "nieuw", dagen=3)) == {own, other}
        # What nobody can have chosen is no error.
        assert set(await listed(noor, "nieuw", dagen="x", pagina="-1")) == {own, other}
        assert set(await listed(noor, "nieuw", sinds="2026-11-01")) == {own, other}

    asyncio.run(go())


def test_a_long_list_goes_by_pages_and_loses_none(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1)
        store, now = site.store, site.clock.now()
        gesprek = store.signalen.gesprek_of(site.rij(nummer).signaal_id)
        with store.transaction():
            for nr in range(PAGE + 4):
                store.signalen.open(gesprek, f"s{nr}", str(20_000_000 + nr), now)
                store.behandelingen.open(f"s{nr}", "", now + timedelta(seconds=nr))
        noor = site.browser().login_as("medewerker")
        first, second = await listed(noor, "nieuw"), await listed(noor, "nieuw", pagina=2)
        assert len(first) == PAGE
        assert len({*first, *second}) == PAGE + 5
        assert await listed(noor, "nieuw", pagina=3) == second  # it became shorter while the page stood open

    asyncio.run(go())


def test_who_lives_in_the_wijk_of_the_resident_does_not_see_that_it_exists(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1)
        with site.store.transaction():
            site.store.behandelingen.open(site.rij(nummer).signaal_id, "Dorst", site.clock.now())
        near = site.browser().login_as("medewerker", "regisseur", wijk="Dorst")
        far = site.browser().login_as("medewerker", wijk="Den Hout")
        assert await listed(near, "alle") == []
        assert (await near.get(f"/signaal/{nummer}")).status_code == 404
        assert (await near.post("/inbox/zoek", woorden=readable(nummer))).text.count("rij-") == 0
        assert await listed(far, "alle") == [nummer]

    asyncio.run(go())


def test_what_is_shielded_is_seen_by_its_colleague_and_the_regisseur_only(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1)
        noor, sam = site.browser().login_as("medewerker"), site.browser().login_as("medewerker", naam="Sam")
        regie = site.browser().login_as("regisseur")
        with site.store.transaction():
            site.store.behandelingen.assign(site.rij(nummer).signaal_id, noor.colleague)
            site.store.behandelingen.shield(site.rij(nummer).signaal_id, afgeschermd=True)
        assert await listed(noor, "mijn") == await listed(regie, "alle") == [nummer]
        assert await listed(sam, "alle") == []
        assert (await sam.get(f"/signaal/{nummer}")).status_code == 404

    asyncio.run(go())


def test_search_finds_by_number_and_by_words_and_keeps_words_out_of_the_address(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1, "ik wil bijstand want de kachel is stuk")
        await forward(site, 2)
        noor = site.browser().login_as("medewerker")
        for words in (nummer, readable(nummer), "KACHEL stuk"):
            found = await noor.post("/inbox/zoek", woorden=words)
            assert _ROW.findall(found.text) == [nummer], words
            assert "kachel" not in str(found.url)
        assert _ROW.findall((await noor.post("/inbox/zoek", woorden="kachel fiets")).text) == []
        assert [look.wat for look in site.store.inzagen.latest()] == ["gezocht"] * 4
        assert "Typ een nummer" in (await noor.post("/inbox/zoek", woorden="")).text

    asyncio.run(go())


def test_an_open_list_is_told_what_is_new_and_does_not_keep_the_session_alive(site: Frontoffice) -> None:
    async def go() -> None:
        noor = site.browser().login_as("medewerker")
        page = await noor.get("/inbox/nieuw")
        address = re.search(r'hx-get="([^"]+)"', page.text)
        assert address is not None
        again = address[1].replace("&amp;", "&")
        assert "iets nieuws" not in (await noor.get(again, htmx=True)).text
        await forward(site, 1)
        told = await noor.get(again, htmx=True)
        assert "1 vraag heeft iets nieuws" in told.text
        assert 'data-titel="(1) Nieuw - Elke Deur"' in told.text
        for _ in range(4):
            site.clock.pass_(minutes=10)
            last = await noor.get(again, htmx=True, follow=False)
        assert (last.status_code, last.headers["HX-Redirect"]) == (401, "/aanmelden")

    asyncio.run(go())


def test_what_was_withdrawn_is_found_by_nobody(site: Frontoffice) -> None:
    async def go() -> None:
        nummer = await forward(site, 1)
        with site.store.transaction():
            site.store.signalen.move(
                site.rij(nummer).signaal_id, Status.INGETROKKEN, "bewoner", site.clock.now()
            )
        noor = site.browser().login_as("medewerker")
        for lijst in Lijst:
            assert await listed(noor, lijst) == []
        assert _ROW.findall((await noor.post("/inbox/zoek", woorden=nummer)).text) == []

    asyncio.run(go())


@pytest.mark.parametrize(
    "path", ["/inbox/anders", "/inbox/anders/rijen", "/signaal/123", "/signaal/00000000"]
)
def test_what_is_not_there_is_said_in_a_sentence(site: Frontoffice, path: str) -> None:
    async def go() -> None:
        page = await site.browser().login_as("medewerker").get(path)
        assert page.status_code == 404
        assert "Deze pagina is er niet" in page.text

    asyncio.run(go())
