"""The whole round: told on the page, answered in the inbox, read without reloading, and asked after two weeks later."""

import re
from itertools import pairwise

import pyotp
import pytest
from playwright.async_api import Page, expect

from bot.frontoffice.wachtwoord import hash_now
from tests.adapters.mailserver import ReceivedMail
from tests.e2e.chatpage import STORY, TEKSTEN, Pagina, Resident, second_device, words
from tests.e2e.chromium import fresh
from tests.e2e.process import quiet
from tests.e2e.test_inbox_round import ANSWER, PASSWORD, Office, log_in

pytestmark = pytest.mark.e2e

MAIL = "bewoner@post.example"
PATIENCE = 20_000  # milliseconds


@pytest.fixture
def office(pagina: Pagina) -> Office:
    """The inbox beside the page, and one colleague."""
    process, secret = pagina.process, pyotp.random_base32()
    with process.store() as store, store.transaction():
        id = store.medewerkers.add(
            "noor", "Noor", ["medewerker"], process.now(), wachtwoord=hash_now(PASSWORD)
        )
        store.medewerkers.set_totp(id, secret)
    return Office(process, pagina.inbox_url, secret)


def test_a_resident_reads_the_answer_and_is_asked_how_it_goes(pagina: Pagina, office: Office) -> None:
    async def go(resident: Resident) -> None:
        page = resident.page
        await resident.opens()
        nummer = await resident.forwards()
        code = await resident.code()
        await _wants_mail(resident)
        await page.evaluate("window.same = 'page'")
        async with fresh(pagina.browser, office.url) as desk:
            await log_in(desk, office)
            await desk.get_by_role("link", name=nummer).click()
            await desk.get_by_role("button", name="Pak op").click()
            await expect(resident.ours.last).to_contain_text("opgepakt", timeout=PATIENCE)
            await _answers(desk)
        await expect(resident.ours.last).to_contain_text(ANSWER, timeout=PATIENCE)
        assert await page.evaluate("window.same") == "page"

        mail = _seintje(pagina, 0)
        _says_nothing(mail, nummer, code)
        async with second_device(resident) as other:
            await _opens_by_mail(other, mail)
            await expect(other.page.locator("#verloop")).to_contain_text(ANSWER)
            await _is_asked(other, code)
        # Nobody was at this page for two weeks.
        await expect(page.get_by_role("heading", level=1)).to_have_text(words("gesloten"), timeout=PATIENCE)
        _says_nothing(_seintje(pagina, -1), nummer, code)
        raw, log = pagina.process.raw(), pagina.process.log
        for secret in (code, MAIL, ANSWER):
            assert secret not in log
            assert secret.encode() not in raw
        # One word of the code may be one of the program's own.
        parts = code.split(" ")
        assert all(sum(part in line for part in parts) < 2 for line in log.splitlines())
        assert not any(" ".join(pair).encode() in raw for pair in pairwise(parts))

    pagina.play(go)


async def _wants_mail(resident: Resident) -> None:
    page = resident.page
    await resident.opens_menu()
    await page.get_by_label(words("seintje_waar")).fill(MAIL)
    await page.get_by_role("button", name=words("seintje_bewaar")).click()
    await expect(page.get_by_text(words("seintje_aan_mail"))).to_be_attached()


async def _answers(desk: Page) -> None:
    await desk.get_by_label("Uw antwoord").fill(ANSWER)
    await desk.get_by_role("button", name="Bekijk eerst").first.click()
    await desk.get_by_role("button", name="Verstuur").click()
    await expect(desk.get_by_text("Uw antwoord is onderweg")).to_be_visible()


def _seintje(pagina: Pagina, which: int) -> ReceivedMail:
    """A mail to the resident, once it has come."""
    process = pagina.process
    quiet(process)
    return [mail for mail in process.mail.mails if mail.recipients == (MAIL,)][which]


def _says_nothing(mail: ReceivedMail, nummer: str, code: str) -> None:
    """Only that something waits, and the way there."""
    body = mail.message.get_content()
    assert TEKSTEN.fill("seintje.onderwerp") == mail.message["Subject"]
    told = re.sub(r"http\S+", "{link}", body).splitlines()
    assert told == TEKSTEN.text("seintje.mail").tekst.strip().splitlines()
    whole = mail.raw.decode() + body
    for word in (nummer, nummer.replace("-", ""), ANSWER[:20], "Noor", "Zebrapad", STORY[:20], code):
        assert word not in whole


async def _opens_by_mail(other: Resident, mail: ReceivedMail) -> None:
    """Looking alone opens nothing: mail servers look too."""
    link = re.search(r"http\S+/k/\S+", mail.message.get_content())
    assert link
    await other.opens(link[0])
    await expect(other.page.get_by_role("heading", level=1)).to_have_text(words("link_kop"))
    assert await other.page.context.cookies() == []
    await other.page.get_by_role("button", name=words("link_open")).click()


async def _is_asked(other: Resident, code: str) -> None:
    """Two weeks later, on return with the four words."""
    process, before = other.pagina.process, _mails(other.pagina)
    process.restart(days=15)
    process.peer.wait(lambda: _mails(other.pagina) > before, lambda: "no seintje came")
    await other.returns(code)
    await expect(other.ours.last).to_contain_text("Hoe gaat het nu", timeout=PATIENCE)
    await expect(other.page.locator("#verloop")).to_contain_text(ANSWER)
    await other.taps("beter")
    await expect(other.mine.last).to_contain_text("Beter")


def _mails(pagina: Pagina) -> int:
    return sum(mail.recipients == (MAIL,) for mail in pagina.process.mail.mails)
