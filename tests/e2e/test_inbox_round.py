"""The whole round in a real browser: told in Telegram, taken up and answered at the desk, read, and back on top."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyotp
import pytest
from playwright.async_api import Page, expect

from bot.frontoffice.wachtwoord import hash_now
from tests.e2e.chat import NewPhone, Phone, readable
from tests.e2e.chromium import opened
from tests.e2e.conftest import running
from tests.e2e.process import Process, _free_port

pytestmark = pytest.mark.e2e

PASSWORD = "vier losse woorden fietsbel"
ANSWER = "Dag, ik bel u morgen om tien uur. Is dat goed?"
REPLY = "Ja dat is goed, liever na elven."


@dataclass
class Office:
    """A bot with its pages, and one colleague with a password and a second factor."""

    process: Process
    url: str
    secret: str

    def code(self) -> str:
        """What her phone shows now."""
        return pyotp.TOTP(self.secret).at(self.process.now())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    port = _free_port()
    home = tmp_path_factory.mktemp("office")
    with running(home, frontoffice_poort=str(port), frontoffice_https="false") as process:
        secret = pyotp.random_base32()
        with process.store() as store, store.transaction():
            id = store.medewerkers.add(
                "noor", "Noor", ["medewerker"], process.now(), wachtwoord=hash_now(PASSWORD)
            )
            store.medewerkers.set_totp(id, secret)
        yield Office(process, f"http://127.0.0.1:{port}", secret)


async def log_in(page: Page, office: Office) -> None:
    """With password and code, as on an ordinary morning."""
    await page.goto("/")
    await page.get_by_label("Inlognaam").fill("noor")
    await page.get_by_role("textbox", name="Wachtwoord").fill(PASSWORD)
    await page.get_by_role("button", name="Verder").click()
    await page.get_by_label(re.compile("code", re.IGNORECASE)).fill(office.code())
    await page.get_by_role("button", name="Inloggen").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Nieuw")


def test_a_resident_is_answered_and_comes_back_on_top(office: Office, new_phone: NewPhone) -> None:
    asyncio.run(_round(office, new_phone(office.process)))


async def _round(office: Office, phone: Phone) -> None:
    nummer = phone.forward()
    async with opened(office.url) as page:
        await log_in(page, office)
        await page.get_by_role("link", name=readable(nummer)).click()
        await page.get_by_role("button", name="Pak op").click()
        phone.expect("team.opgepakt", nummer=readable(nummer))

        await page.get_by_label("Uw antwoord").fill(ANSWER)
        await page.get_by_role("button", name="Bekijk eerst").first.click()
        await expect(page.get_by_text(ANSWER)).to_be_visible()
        await page.get_by_role("button", name="Verstuur").click()
        said = phone.expect("team.antwoord", nummer=readable(nummer))
        assert ANSWER in said.text

        phone.tap("reageer", said)
        phone.expect("team.typ_maar")
        phone.text(REPLY)
        await page.get_by_role("link", name="Laat het nieuwste zien").click(timeout=30_000)
        await expect(page.get_by_text(REPLY)).to_be_visible()

        await page.get_by_text("Sluit de vraag af").click()
        await page.get_by_label("de bewoner is geholpen").check()
        await page.locator("form[action$=afsluiten] button").click()
        await page.get_by_role("button", name="Sluit af").click()
        await expect(page.get_by_text("De vraag is afgesloten.")).to_be_visible()

        office.process.make_due(phone.id)
        phone.walk("slechter")
        phone.tap("slechter")
        phone.walk("contact_hielp_niet")
        phone.tap("contact_hielp_niet")
        await page.goto("/inbox/alle")
        first = page.locator("[data-rij]").first
        await expect(first).to_contain_text(readable(nummer))
        await expect(first).to_contain_text("gaat slechter")
