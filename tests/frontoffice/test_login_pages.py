"""The door as a colleague sees it."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pyotp
import pytest

from bot.frontoffice import toegang, wachtwoord
from bot.frontoffice.web.cookies import SESSION
from tests.frontoffice.conftest import BASE, HOST, Browser, Frontoffice

GOOD, OWN = "paars anker lepel", "groene kachel op wielen"
LOGIN = "noor@gemeente.test"
GOOD_HASH = wachtwoord.hash_now(GOOD)


def colleague(site: Frontoffice, *, nieuw: bool = False, totp: str | None = None) -> str:
    store = site.store
    with store.transaction():
        id = store.medewerkers.add(
            LOGIN, "Noor", ["beleid"], site.clock.now(), wachtwoord=GOOD_HASH, nieuw_wachtwoord=nieuw
        )
        store.medewerkers.set_totp(id, totp)
    return id


def code_of(secret: str, site: Frontoffice) -> str:
    return pyotp.TOTP(secret).at(int(site.clock.now().timestamp()))


def cookie(browser: Browser) -> str | None:
    return browser.client.cookies.get(SESSION)


def shown_secret(answer: httpx.Response) -> str:
    found = re.search(r'class="sleutel">([A-Z2-7 ]+)<', answer.text)
    assert found
    return found[1].replace(" ", "")


def where(answer: httpx.Response) -> str:
    return answer.url.path


def seen(site: Frontoffice) -> list[str]:
    return [one.wat for one in reversed(site.store.inzagen.latest())]


def test_first_login_sets_up_a_code_and_an_own_password(site: Frontoffice) -> None:
    id = colleague(site, nieuw=True)

    async def round() -> None:
        browser = site.browser()
        await browser.get("/aanmelden")
        page = await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert where(page) == "/aanmelden/instellen"
        half, secret = cookie(browser), shown_secret(page)
        assert (
            shown_secret(await browser.get("/aanmelden/instellen")) == secret
        )  # the same after loading again
        wrong = await browser.post("/aanmelden/instellen", code="000000")
        assert wrong.status_code == 422
        assert shown_secret(wrong) == secret
        page = await browser.post("/aanmelden/instellen", code=code_of(secret, site))
        assert where(page) == "/aanmelden/wachtwoord"
        assert where(await browser.get("/mij")) == "/aanmelden/wachtwoord"  # no way round it
        for new, again in (
            ("kort", "kort"),
            (OWN, "iets anders"),
            (GOOD, GOOD),
            ("Welkom123456", "Welkom123456"),
        ):
            refused = await browser.post("/aanmelden/wachtwoord", nieuw=new, nogmaals=again)
            assert refused.status_code == 422, new
        page = await browser.post("/aanmelden/wachtwoord", follow=False, nieuw=OWN, nogmaals=OWN)
        assert page.headers["location"] == "/"
        assert cookie(browser) != half
        assert where(await browser.get("/mij")) == "/mij"

    asyncio.run(round())
    now = site.store.medewerkers.load(id)
    assert not now.nieuw_wachtwoord
    assert asyncio.run(wachtwoord.fits(now.wachtwoord, OWN))
    assert seen(site) == ["code_ingesteld", "wachtwoord_gekozen", "ingelogd"]


def test_password_then_code_gives_a_new_cookie_at_each_step(site: Frontoffice) -> None:
    secret = pyotp.random_base32()
    colleague(site, totp=secret)

    async def round() -> None:
        browser = site.browser()
        browser.client.cookies.set(SESSION, "door-een-ander-gekozen", domain=HOST, path="/")
        await browser.get("/aanmelden")
        page = await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert where(page) == "/aanmelden/code"
        half = cookie(browser)
        assert half != "door-een-ander-gekozen"
        assert where(await browser.get("/mij")) == "/aanmelden/code"
        await browser.post("/aanmelden/code", follow=False, code=code_of(secret, site))
        whole = cookie(browser)
        assert whole not in (None, half)
        assert (await browser.get("/mij")).status_code == 200
        stale = site.browser()
        stale.client.cookies.set(SESSION, half or "", domain=HOST, path="/")
        assert where(await stale.get("/mij")) == "/aanmelden"
        for path in ("/aanmelden", "/aanmelden/code", "/aanmelden/instellen", "/aanmelden/wachtwoord"):
            assert (await browser.get(path, follow=False)).headers["location"] == "/"

    asyncio.run(round())


def test_a_code_cannot_be_used_a_second_time(site: Frontoffice) -> None:
    secret = pyotp.random_base32()
    colleague(site, totp=secret)

    async def round() -> None:
        for expected in (303, 422):
            browser = site.browser()
            await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
            answer = await browser.post("/aanmelden/code", follow=False, code=code_of(secret, site))
            assert answer.status_code == expected

    asyncio.run(round())


def test_one_sentence_whatever_was_wrong(site: Frontoffice) -> None:
    id = colleague(site)
    texts = []

    async def tries(login: str, password: str) -> None:
        answer = await site.browser().post("/aanmelden", login=login, wachtwoord=password)
        assert answer.status_code == 422
        texts.append(re.sub(r'value="[^"]*"', "", answer.text))

    asyncio.run(tries("niemand@gemeente.test", GOOD))
    asyncio.run(tries(LOGIN, "verkeerd"))
    with site.store.transaction():
        site.store.medewerkers.change(id, naam="Noor", wijk="", functies=["beleid"], actief=False)
    asyncio.run(tries(LOGIN, GOOD))
    assert len(set(texts)) == 1
    assert toegang.NEUTRAL in texts[0]


def test_five_wrong_codes_end_the_session_and_shut_the_door(site: Frontoffice) -> None:
    secret = pyotp.random_base32()
    colleague(site, totp=secret)

    async def round() -> None:
        browser = site.browser()
        await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        answers = [await browser.post("/aanmelden/code", code="000000") for _ in range(5)]
        assert [a.status_code for a in answers] == [422, 422, 422, 422, 403]
        assert cookie(browser) is None
        again = await browser.post("/aanmelden", csrf=await fresh(browser), login=LOGIN, wachtwoord=GOOD)
        assert toegang.NEUTRAL in again.text
        site.clock.pass_(minutes=15)
        page = await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert where(page) == "/aanmelden/code"

    asyncio.run(round())
    assert seen(site) == [*["code_fout"] * 5, "buitengesloten", "buitengesloten"]


async def fresh(browser: Browser) -> str:
    await browser.get("/aanmelden")
    return browser.token


def test_a_half_session_cannot_set_up_another_telephone_or_skip_the_code(site: Frontoffice) -> None:
    secret = pyotp.random_base32()
    id = colleague(site, nieuw=True, totp=secret)

    async def round() -> None:
        browser = site.browser()
        await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert where(await browser.get("/aanmelden/instellen")) == "/aanmelden/code"
        assert where(await browser.post("/aanmelden/instellen", code="123456")) == "/aanmelden/code"
        assert (
            where(await browser.post("/aanmelden/wachtwoord", nieuw=OWN, nogmaals=OWN)) == "/aanmelden/code"
        )
        # A cookie that was sealed for something else, or for another session, opens nothing.
        for token in (
            site.store.crypt.seal({"wie": id}),
            site.store.crypt.seal(
                {"cookie": "deur_code", "until": 1e12, "values": {"wie": id, "sessie": "x"}}
            ),
            "onzin",
        ):
            browser.client.cookies.set("deur_code", token, domain=HOST, path="/")
            assert where(await browser.get("/aanmelden/wachtwoord")) == "/aanmelden/code"

    asyncio.run(round())
    assert site.store.medewerkers.load(id).totp == secret


def test_out_is_out_also_with_the_old_cookie(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beleid")
        old = cookie(browser)
        assert where(await browser.post("/afmelden")) == "/aanmelden"
        assert cookie(browser) is None
        browser.client.cookies.set(SESSION, old or "", domain=HOST, path="/")
        assert where(await browser.get("/mij")) == "/aanmelden"

    asyncio.run(round())


def test_a_session_ends_after_half_an_hour_of_rest_and_after_ten_hours(site: Frontoffice) -> None:
    async def round() -> None:
        browser = site.browser().login_as("beleid")
        site.clock.pass_(minutes=31)
        assert where(await browser.get("/mij")) == "/aanmelden"
        browser.enter(browser.colleague)
        for _ in range(24):
            site.clock.pass_(minutes=25)
            assert where(await browser.get("/mij")) == "/mij"
        site.clock.pass_(minutes=1)
        assert where(await browser.get("/mij")) == "/aanmelden"

    asyncio.run(round())


def test_cookies_are_kept_from_scripts_and_other_sites_and_travel_encrypted(tmp_path: Path) -> None:
    site = Frontoffice(tmp_path, frontoffice_https=True)
    colleague(site)

    async def round() -> None:
        browser = site.browser()
        browser.client.base_url = httpx.URL(f"https://{HOST}")
        headers = {"Origin": f"https://{HOST}"}
        answer = await browser.get("/aanmelden")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        entered = await browser.post(
            "/aanmelden", login=LOGIN, wachtwoord=GOOD, follow=False, headers=headers
        )
        assert entered.headers["location"] == "/aanmelden/code"
        # A cookie under the name of without https, which another site of the municipality could set, is nothing.
        stray = site.browser()
        stray.client.base_url = browser.client.base_url
        stray.enter(site.store.medewerkers.all()[0].id)
        assert where(await stray.get("/mij")) == "/aanmelden"
        assert where(await browser.get("/mij")) == "/aanmelden/instellen"  # half in, with the right name
        assert browser.last is not None
        for set_cookie in (
            *answer.headers.get_list("set-cookie"),
            *entered.headers.get_list("set-cookie"),
            *browser.last.headers.get_list("set-cookie"),
        ):
            assert set_cookie.startswith("__Host-deur")
            assert {"httponly", "secure", "samesite=lax", "path=/"} <= {
                part.strip().lower() for part in set_cookie.split(";")
            }

    asyncio.run(round())
    site.store.close()


def test_without_https_nothing_asks_for_it(site: Frontoffice) -> None:
    answer = asyncio.run(site.browser().get("/aanmelden"))
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["set-cookie"].startswith("deur_voor=")


async def fail(browser: Browser, count: int, **headers: str) -> list[int]:
    fields = {"login": "niemand@gemeente.test", "wachtwoord": "verkeerd"}
    answers = [await browser.post("/aanmelden", headers=headers, **fields) for _ in range(count)]
    return [answer.status_code for answer in answers]


def test_from_one_address_thirty_logins_may_fail_in_ten_minutes(site: Frontoffice) -> None:
    id = colleague(site)

    async def round() -> None:
        browser = site.browser("192.0.2.7")
        assert set(await fail(browser, 30)) == {422}
        shut = await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert shut.status_code == 429
        assert toegang.NEUTRAL in shut.text
        # The header is written by whoever likes.
        assert await fail(browser, 1, **{"X-Forwarded-For": "192.0.2.99"}) == [429]
        elsewhere = await site.browser("192.0.2.8").post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert where(elsewhere) == "/aanmelden/instellen"
        site.clock.pass_(minutes=10)
        opened = await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert where(opened) == "/aanmelden/instellen"

    asyncio.run(round())
    assert site.store.medewerkers.load(id).pogingen == 0


def test_wrong_codes_count_for_the_address_too(site: Frontoffice) -> None:
    secret = pyotp.random_base32()
    colleague(site, totp=secret)

    async def round() -> None:
        browser = site.browser("192.0.2.7")
        await fail(browser, 29)
        await browser.post("/aanmelden", login=LOGIN, wachtwoord=GOOD)
        assert (await browser.post("/aanmelden/code", code="000000")).status_code == 422
        shut = await browser.post("/aanmelden/code", code=code_of(secret, site))
        assert shut.status_code == 429
        assert toegang.NEUTRAL in shut.text

    asyncio.run(round())


def test_a_thousand_knocks_at_once_are_no_way_round_the_thirty(site: Frontoffice) -> None:
    async def storm() -> list[int]:
        browser = site.browser("192.0.2.7")
        await browser.get("/aanmelden")
        body = urlencode({"csrf": browser.token, "login": "niemand", "wachtwoord": "verkeerd"})
        headers = {"Origin": BASE, "Content-Type": "application/x-www-form-urlencoded"}
        knocks = [browser.client.post("/aanmelden", content=body, headers=headers) for _ in range(40)]
        return sorted(answer.status_code for answer in await asyncio.gather(*knocks))

    assert asyncio.run(storm()) == [422] * 30 + [429] * 10


def test_behind_a_proxy_its_last_word_on_the_address_counts(tmp_path: Path) -> None:
    site = Frontoffice(tmp_path, frontoffice_proxy=True)

    async def round() -> None:
        browser = site.browser("10.0.0.1")
        assert set(await fail(browser, 30, **{"X-Forwarded-For": "made up, 192.0.2.7"})) == {422}
        assert await fail(browser, 1, **{"X-Forwarded-For": "192.0.2.9, 192.0.2.7"}) == [429]
        assert await fail(browser, 1, **{"X-Forwarded-For": "192.0.2.7, 192.0.2.8"}) == [422]

    asyncio.run(round())
    site.store.close()


def test_who_is_put_out_while_his_form_is_still_coming_does_nothing_with_it(site: Frontoffice) -> None:
    async def slow(browser: Browser, meanwhile: dict[str, object]) -> httpx.Response:
        await browser.get("/beheer/nieuw")
        fields = {"csrf": browser.token, "login": "x@gemeente.test", "naam": "X", "functie": "beleid"}
        body = urlencode(fields | {"wijk": ""}).encode()

        async def drip() -> AsyncIterator[bytes]:
            yield body[:10]
            with site.store.transaction():
                site.store.medewerkers.change(browser.colleague, naam="Bo", wijk="", **meanwhile)  # type: ignore[arg-type]
            yield body[10:]

        headers = {
            "Origin": BASE,
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
        }
        return await browser.client.post(
            "/beheer/nieuw", content=drip(), headers=headers, follow_redirects=False
        )

    off = asyncio.run(
        slow(site.browser().login_as("beheerder"), {"functies": ["beheerder"], "actief": False})
    )
    assert (off.status_code, off.headers["location"]) == (303, "/aanmelden")
    less = asyncio.run(slow(site.browser().login_as("beheerder"), {"functies": ["beleid"], "actief": True}))
    assert less.status_code == 403
    assert site.store.medewerkers.by_login("x@gemeente.test") is None


def test_own_password_asks_the_present_one_and_ends_all_other_sessions(site: Frontoffice) -> None:
    id = colleague(site)

    async def round() -> None:
        here, there = site.browser().enter(id), site.browser().enter(id)
        fields = {"nieuw": OWN, "nogmaals": OWN}
        assert (await here.post("/mij/wachtwoord", huidig="verkeerd", **fields)).status_code == 422
        assert (await here.post("/mij/wachtwoord", huidig=GOOD, nieuw=GOOD, nogmaals=GOOD)).status_code == 422
        assert where(await here.post("/mij/wachtwoord", huidig=GOOD, **fields)) == "/mij"
        assert where(await here.get("/mij")) == "/mij"
        assert where(await there.get("/mij")) == "/aanmelden"

    asyncio.run(round())
    assert asyncio.run(wachtwoord.fits(site.store.medewerkers.load(id).wachtwoord, OWN))


def test_the_new_password_is_no_way_to_guess_the_present_one(site: Frontoffice) -> None:
    id = colleague(site)

    async def round() -> None:
        browser = site.browser().enter(id)
        for _ in range(5):
            answer = await browser.post("/mij/wachtwoord", huidig="verkeerd", nieuw=GOOD, nogmaals=GOOD)
            assert "huidige wachtwoord klopt niet" in answer.text
        shut = await browser.post("/mij/wachtwoord", huidig=GOOD, nieuw=OWN, nogmaals=OWN)
        assert shut.status_code == 422

    asyncio.run(round())


def test_own_wijk_is_filled_in_once_and_from_the_known_ones(site: Frontoffice) -> None:
    async def round() -> str:
        browser = site.browser().login_as("medewerker")
        known = re.findall(r"<option>([^<]+)</option>", (await browser.get("/mij")).text)
        for wijk in ("Verzonnenwijk", ""):
            assert (await browser.post("/mij/wijk", wijk=wijk)).status_code == 422
        assert where(await browser.post("/mij/wijk", wijk=known[0])) == "/mij"
        assert site.store.medewerkers.load(browser.colleague).wijk == known[0]
        page = (await browser.get("/mij")).text
        assert "De beheerder verandert uw wijk." in page
        assert "/mij/wijk" not in page
        for wijk in ("", known[1]):
            answer = await browser.post("/mij/wijk", wijk=wijk)
            assert answer.status_code == 422
        assert "Vraag de beheerder" in answer.text
        return known[0] if site.store.medewerkers.load(browser.colleague).wijk == known[0] else ""

    assert asyncio.run(round())
    assert [(one.wat, one.over_id == one.medewerker_id) for one in site.store.inzagen.latest()] == [
        ("wijk_veranderd", True),
        ("collega_gewijzigd", True),
    ]


def test_out_everywhere_ends_every_session(site: Frontoffice) -> None:
    async def round() -> None:
        here = site.browser().login_as("beleid")
        there = site.browser().enter(here.colleague)
        assert where(await here.post("/mij/overal-uit")) == "/aanmelden"
        assert where(await there.get("/mij")) == "/aanmelden"

    asyncio.run(round())


def test_the_demo_lets_in_with_one_click_and_nothing_else_does(
    demo_site: Frontoffice, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def click(site: Frontoffice, shown: bool) -> int:
        id = colleague(site)
        browser = site.browser()
        assert ("/aanmelden/proef" in (await browser.get("/aanmelden")).text) is shown
        answer = await browser.post("/aanmelden/proef", follow=False, collega=id)
        return answer.status_code

    assert asyncio.run(click(demo_site, True)) == 303
    real = Frontoffice(tmp_path_factory.mktemp("echt"))
    assert asyncio.run(click(real, False)) == 404
    real.store.close()


def test_the_demo_refuses_who_is_unknown_or_switched_off(demo_site: Frontoffice) -> None:
    id = colleague(demo_site)
    with demo_site.store.transaction():
        demo_site.store.medewerkers.change(id, naam="Noor", wijk="", functies=["beleid"], actief=False)

    async def click(given: str) -> int:
        return (await demo_site.browser().post("/aanmelden/proef", collega=given)).status_code

    assert [asyncio.run(click(given)) for given in (id, "", "x")] == [422] * 3
