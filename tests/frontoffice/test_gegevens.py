"""What is held about a resident, for who has the regie: counts without words, and erasing that asks once."""

import asyncio

from bot.store.gesprekken import Adres
from tests.bot.conftest import RESIDENT
from tests.frontoffice.conftest import Browser, Frontoffice

MARK = "Zonnebloempitten"


async def _handed_over(site: Frontoffice) -> tuple[str, Browser]:
    """The number of a signaal of somebody who told something else as well, and a regisseur."""
    await site.bot.forward(f"ik wil bijstand {MARK}")
    return site.nummer(), site.browser().login_as("regisseur", naam="Roos")


def looks(site: Frontoffice) -> list[str]:
    return [row[0] for row in site.bot.rows("select wat from inzage where wat like 'gegevens%' order by id")]


def test_it_shows_how_much_of_what_and_no_word(site: Frontoffice) -> None:
    async def go() -> None:
        nummer, roos = await _handed_over(site)
        assert f'href="/signaal/{nummer}/gegevens"' in (await roos.get(f"/signaal/{nummer}")).text
        page = (await roos.get(f"/signaal/{nummer}/gegevens")).text
        count = site.bot.rows("select count(*) from bericht")[0][0]
        assert f'<th scope="row">Berichten van de bewoner</th><td>{count}</td>' in page
        assert "Wat is doorgegeven" in page
        assert MARK not in page
        assert RESIDENT.adres not in page
        assert looks(site) == ["gegevens_bekeken"]

    asyncio.run(go())


def test_only_who_has_the_regie_sees_it(site: Frontoffice) -> None:
    async def go() -> None:
        nummer, _ = await _handed_over(site)
        for functie in ("medewerker", "beheerder", "beleid", "kaartbeheerder"):
            noor = site.browser().login_as(functie)
            assert (await noor.get(f"/signaal/{nummer}/gegevens")).status_code == 403
            answer = await noor.post(f"/signaal/{nummer}/gegevens/wissen", zeker="1")
            assert answer.status_code == 403
        noor = site.browser().login_as("medewerker")
        assert "Gegevens van deze bewoner" not in (await noor.get(f"/signaal/{nummer}")).text
        assert site.bot.rows("select count(*) from signaal") == [(1,)]
        assert looks(site) == []

    asyncio.run(go())


def test_what_she_may_not_see_she_may_not_erase(site: Frontoffice) -> None:
    async def go() -> None:
        nummer, _ = await _handed_over(site)
        site.store._db.execute("update behandeling set wijk = 'Dorst'")
        near = site.browser().login_as("regisseur", wijk="Dorst")
        assert (await near.get(f"/signaal/{nummer}/gegevens")).status_code == 404
        assert (await near.post(f"/signaal/{nummer}/gegevens/wissen", zeker="1")).status_code == 410
        assert site.bot.rows("select count(*) from signaal") == [(1,)]

    asyncio.run(go())


def test_it_asks_once_and_erases_once(site: Frontoffice) -> None:
    async def go() -> None:
        other = Adres("telegram", "77")
        await site.bot.says("hallo", other)
        nummer, roos = await _handed_over(site)
        path = f"/signaal/{nummer}/gegevens/wissen"
        asked = await roos.post(path)
        assert "Er is nog niets gebeurd" in asked.text
        assert site.bot.rows("select count(*) from signaal") == [(1,)]
        assert looks(site) == []
        before = len(site.bot.resident.texts)
        done = await roos.post(path, zeker="1")
        assert "Alles is gewist" in done.text
        again = await roos.post(path, zeker="1")
        assert again.status_code == 410
        await site.bot.settle()
        assert len(site.bot.resident.texts) == before + 1
        assert "gewist" in site.bot.resident.texts[-1]
        assert site.store.gesprekken.find(RESIDENT) is None
        assert site.store.gesprekken.find(other) is not None
        assert site.bot.rows("select count(*) from signaal") == [(0,)]
        assert looks(site) == ["gegevens_gewist"]
        assert (await roos.get(f"/signaal/{nummer}/gegevens")).status_code == 404

    asyncio.run(go())


def test_who_else_has_something_is_said_before_and_after(site: Frontoffice) -> None:
    async def go() -> None:
        nummer, roos = await _handed_over(site)
        with site.store.transaction():
            id = site.store.signalen.id_of(nummer) or ""
            site.store.behandelingen.record(
                id, "doorgestuurd", roos.colleague, site.clock.now(), partij="Voorbeeldhulp <b>", tekst="x"
            )
        for fields in ({}, {"zeker": "1"}):
            page = (await roos.post(f"/signaal/{nummer}/gegevens/wissen", **fields)).text
            assert "Voorbeeldhulp &lt;b&gt;" in page

    asyncio.run(go())


def test_a_form_from_elsewhere_erases_nothing(site: Frontoffice) -> None:
    async def go() -> None:
        nummer, roos = await _handed_over(site)
        answer = await roos.post(f"/signaal/{nummer}/gegevens/wissen", zeker="1", csrf="verzonnen")
        assert answer.status_code == 403
        assert site.bot.rows("select count(*) from signaal") == [(1,)]

    asyncio.run(go())
