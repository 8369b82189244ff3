"""Accounts and who looked at what, as a beheerder sees them."""

import asyncio
import re

import pytest

from bot.frontoffice import wachtwoord
from bot.frontoffice.web.beheer_inzage import PER_PAGE
from bot.store.medewerkers import Medewerker
from tests.frontoffice.conftest import Frontoffice

NEW = {"login": "sam@gemeente.test", "naam": "Sam Smit", "wijk": "", "functie": ["medewerker", "beleid"]}


def by_login(site: Frontoffice, login: str = "sam@gemeente.test") -> Medewerker:
    found = site.store.medewerkers.by_login(login)
    assert found is not None
    return found


def start_of(page: str) -> str:
    found = re.search(r'<dd class="sleutel">([^<]+)<', page)
    assert found
    return found[1]


def test_a_new_colleague_gets_a_start_password_that_is_shown_once(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        start = start_of((await browser.post("/beheer/nieuw", **NEW)).text)
        sam = by_login(site)
        assert sam.nieuw_wachtwoord
        assert sam.functies == {"medewerker", "beleid"}
        assert await wachtwoord.fits(sam.wachtwoord, start)
        overview = (await browser.get("/beheer")).text
        assert "Sam Smit" in overview
        assert "heeft een startwachtwoord" in overview
        for path in ("/beheer", f"/beheer/collega/{sam.id}"):
            text = (await browser.get(path)).text
            assert start not in text
            assert "argon2" not in text
        assert [
            (one.wat, one.medewerker_id, one.over_id) for one in reversed(site.store.inzagen.latest())
        ] == [
            (wat, browser.colleague, sam.id)
            for wat in ("collega_toegevoegd", "functie_beleid_gegeven", "functie_medewerker_gegeven")
        ]

    asyncio.run(round())


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("login", "", "Vul een inlognaam in"),
        ("login", "sam smit", "Vul een inlognaam in"),
        ("login", "COLLEGA1", "Er is al een medewerker"),
        ("naam", "", "Vul een naam in"),
        ("functie", [], "minstens één functie"),
        ("functie", ["burgemeester"], "Kies alleen uit deze functies"),
    ],
)
def test_a_form_that_is_wrong_keeps_what_was_typed(
    site: Frontoffice, field: str, value: object, words: str
) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        answer = await browser.post("/beheer/nieuw", **(NEW | {field: value}))
        assert answer.status_code == 422
        assert words in answer.text
        assert ("Sam Smit" in answer.text) is (field != "naam")
        assert len(site.store.medewerkers.all()) == 1

    asyncio.run(round())


def test_a_colleague_can_be_changed_and_is_out_at_once_when_switched_off(site: Frontoffice) -> None:
    async def round() -> None:
        sam = site.browser().login_as("medewerker", naam="Sam Smit")
        browser = site.browser().login_as("beheerder")
        path = f"/beheer/collega/{sam.colleague}"
        await browser.post(path, naam="Sam de Smit", wijk="", functie="beleid", actief="nee")
        changed = site.store.medewerkers.load(sam.colleague)
        assert (changed.naam, changed.functies, changed.actief) == ("Sam de Smit", {"beleid"}, False)
        assert (await sam.get("/mij")).url.path == "/aanmelden"
        await browser.post(path, naam="Sam de Smit", wijk="", functie="beleid", actief="ja")
        assert site.store.medewerkers.load(sam.colleague).actief  # and back again

    asyncio.run(round())


def test_nobody_switches_himself_off_or_takes_away_the_last_beheerder(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder", naam="Bo")
        mine = f"/beheer/collega/{browser.colleague}"
        last = await browser.post(mine, naam="Bo", wijk="", functie="beleid", actief="ja")
        assert "laatste beheerder" in last.text
        assert "eigen functies niet veranderen" in last.text
        other = site.browser().login_as("beheerder", naam="Ali")
        himself = await browser.post(mine, naam="Bo", wijk="", functie="beheerder", actief="nee")
        assert "uzelf niet uitzetten" in himself.text
        step_down = await other.post(mine, naam="Bo", wijk="", functie="beleid", actief="ja", follow=False)
        assert step_down.status_code == 303
        assert (await browser.get("/beheer")).status_code == 403
        last = await other.post(
            f"/beheer/collega/{other.colleague}", naam="Ali", wijk="", functie="medewerker", actief="ja"
        )
        assert "laatste beheerder" in last.text

    asyncio.run(round())
    assert [one.naam for one in site.store.medewerkers.all() if "beheerder" in one.functies] == ["Ali"]


def test_a_new_start_password_and_a_code_anew_end_the_sessions_and_open_a_shut_door(
    site: Frontoffice,
) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        await browser.post("/beheer/nieuw", **NEW)
        sam = by_login(site)
        with site.store.transaction():
            site.store.medewerkers.set_totp(sam.id, "JBSWY3DPEHPK3PXP")
            site.store.medewerkers.count_failure(sam.id, site.clock.now().replace(year=2999))
        hers = site.browser().enter(sam.id)
        page = await browser.post(f"/beheer/collega/{sam.id}/wachtwoord")
        now = by_login(site)
        assert await wachtwoord.fits(now.wachtwoord, start_of(page.text))
        assert (now.nieuw_wachtwoord, now.pogingen, now.dicht_tot) == (True, 0, None)
        assert (await hers.get("/mij")).url.path == "/aanmelden"
        hers.enter(sam.id)
        await browser.post(f"/beheer/collega/{sam.id}/code")
        assert by_login(site).totp is None
        assert (await hers.get("/mij")).url.path == "/aanmelden"

    asyncio.run(round())
    sam = by_login(site).id
    told = {one.wat: one.over_id == sam != one.medewerker_id for one in site.store.inzagen.latest()}
    assert told["startwachtwoord_gegeven"]
    assert told["code_teruggezet"]


def test_nobody_gives_himself_a_functie_or_lifts_his_own_shield(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder", "medewerker", naam="Bo", wijk="Dorst")
        site.browser().login_as("beheerder", naam="Ali")
        mine, fields = f"/beheer/collega/{browser.colleague}", {"naam": "Bo", "actief": "ja"}
        both = ["beheerder", "medewerker"]
        more = await browser.post(mine, wijk="Dorst", functie=[*both, "regisseur"], **fields)
        assert more.status_code == 422
        assert "eigen functies niet veranderen" in more.text
        for wijk in ("", "Den Hout"):
            out = await browser.post(mine, wijk=wijk, functie=both, **fields)
            assert out.status_code == 422
            assert "eigen wijk niet veranderen" in out.text
        assert (
            await browser.post(mine, wijk="Dorst", functie=both, **(fields | {"naam": "Bob"}))
        ).url.path == ("/beheer")

    asyncio.run(round())
    bo = next(one for one in site.store.medewerkers.all() if one.naam == "Bob")
    assert (bo.wijk, bo.functies) == ("Dorst", {"beheerder", "medewerker"})


def test_the_list_of_looks_names_which_functie_was_given_or_taken_and_to_whom(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder", naam="Bo Beheer")
        sam = site.browser().login_as("medewerker", "beleid", naam="Sam Smit")
        path = f"/beheer/collega/{sam.colleague}"
        await browser.post(path, naam="Sam Smit", wijk="", functie=["medewerker", "regisseur"], actief="ja")
        await browser.post(f"{path}/code")
        for page in ("/beheer/inzage", f"/beheer/inzage/{sam.colleague}"):
            rows = re.findall(r"<tr><td>.*</tr>", (await browser.get(page)).text)
            for words in ("functie regisseur gegeven", "functie beleid weggenomen", "code van een collega"):
                row = next(row for row in rows if words in row)
                assert row.index("Bo Beheer") < row.index(words) < row.index("Sam Smit")

    asyncio.run(round())


def test_a_wijk_that_is_not_known_is_refused_and_a_known_one_is_spelled_right(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        wrong = await browser.post("/beheer/nieuw", **(NEW | {"wijk": "Verzonnenwijk"}))
        assert wrong.status_code == 422
        assert "Deze wijk is niet bekend. Kies een van deze: Den Hout, " in wrong.text
        assert "<option selected>Verzonnenwijk" not in wrong.text
        await browser.post("/beheer/nieuw", **(NEW | {"wijk": " denHOUT"}))
        assert by_login(site).wijk == "Den Hout"

    asyncio.run(round())


def test_a_wijk_that_left_the_kaart_does_not_hold_up_switching_off(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        sam = site.browser().login_as("medewerker", naam="Sam", wijk="Vroeger")
        path = f"/beheer/collega/{sam.colleague}"
        assert "<option selected>Vroeger</option>" in (await browser.get(path)).text
        await browser.post(path, naam="Sam", wijk="Vroeger", functie="medewerker", actief="nee")
        assert not site.store.medewerkers.load(sam.colleague).actief

    asyncio.run(round())


def test_who_is_switched_off_leaves_his_open_signalen_to_the_others(site: Frontoffice) -> None:
    signaal = asyncio.run(site.bot.forward())

    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        sam = site.browser().login_as("medewerker", naam="Sam")
        with site.store.transaction():
            site.store.behandelingen.assign(signaal, sam.colleague)
        path, fields = f"/beheer/collega/{sam.colleague}", {"wijk": "", "functie": "medewerker"}
        await browser.post(path, naam="Sam S", actief="ja", **fields)
        assert whose(site, signaal) == sam.colleague
        await browser.post(path, naam="Sam S", actief="nee", **fields)
        assert whose(site, signaal) is None

    asyncio.run(round())


def whose(site: Frontoffice, signaal: str) -> str | None:
    return site.rij(site.nummer(signaal)).medewerker_id


def test_the_title_of_a_page_names_no_colleague(site: Frontoffice) -> None:
    async def title() -> str:
        browser = site.browser().login_as("beheerder", naam="Bo Beheer")
        return (await browser.get(f"/beheer/collega/{browser.colleague}")).text

    page = asyncio.run(title())
    assert "Bo" not in page[page.index("<title>") : page.index("</title>")]
    assert "<h1>Bo Beheer</h1>" in page


def test_ones_own_start_password_is_not_made_here(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beheerder")
        answer = await browser.post(f"/beheer/collega/{browser.colleague}/wachtwoord", follow=False)
        assert answer.headers["location"] == "/mij"

    asyncio.run(round())


def test_a_colleague_who_is_not_there_gives_no_page(site: Frontoffice) -> None:
    async def round() -> list[int]:
        browser = site.browser().login_as("beheerder")
        answers = [await browser.get("/beheer/collega/x"), await browser.get("/beheer/inzage/x")]
        answers += [await browser.post(f"/beheer/collega/x{rest}") for rest in ("", "/wachtwoord", "/code")]
        return [answer.status_code for answer in answers]

    assert asyncio.run(round()) == [404] * 5


def test_looks_are_shown_newest_first_with_numbers_and_names(site: Frontoffice) -> None:
    signaal = asyncio.run(site.bot.forward())
    nummer = site.nummer(signaal)

    async def round() -> None:
        browser = site.browser().login_as("beheerder", naam="Bo Beheer")
        noor = site.browser().login_as("medewerker", naam="Noor de Wit")
        with site.store.transaction():
            site.store.inzagen.add(noor.colleague, "signaal_bekeken", signaal, site.clock.now())
            site.store.inzagen.add(noor.colleague, "signaal_bekeken", "weg", site.clock.now())
            site.store.inzagen.add("", "wachtwoord_fout", None, site.clock.now())
        rows = re.findall(r"<tr><td>.*</tr>", (await browser.get("/beheer/inzage")).text)
        assert "onbekende inlognaam" in rows[0]
        assert "gewist" in rows[1]
        assert "Noor de Wit" in rows[2]
        assert nummer in rows[2].replace("-", "")
        assert signaal not in "".join(rows)
        chosen = await browser.post("/beheer/inzage", collega=browser.colleague)
        assert chosen.url.path == f"/beheer/inzage/{browser.colleague}"
        assert "signaal bekeken" not in chosen.text
        assert (await browser.post("/beheer/inzage", collega="")).url.path == "/beheer/inzage"

    asyncio.run(round())


def test_looks_come_a_hundred_a_page(site: Frontoffice) -> None:
    with site.store.transaction():
        for _ in range(PER_PAGE + 20):
            site.store.inzagen.add("", "wachtwoord_fout", None, site.clock.now())

    async def round() -> list[int]:
        browser = site.browser().login_as("beheerder")
        pages = [await browser.get(f"/beheer/inzage?blad={n}") for n in ("1", "2", "99", "x", "²")]
        return [page.text.count("verkeerd wachtwoord") for page in pages]

    assert asyncio.run(round()) == [100, 21, 0, 97, 96]
