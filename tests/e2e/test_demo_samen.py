"""`elkedeur demo` as it runs: the resident left, the colleague right, and weeks that pass at the press of a button."""

import asyncio
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import FrameLocator, Page, expect

from bot.teksten import Teksten
from tests.e2e.chromium import opened
from tests.e2e.process import COMMAND, _free_port

pytestmark = pytest.mark.e2e

TEKSTEN = Teksten.load()
TO_THE_TEAM = ("ik wil bijstand aanvragen", "doorgeven", "deze week", "overslaan", "hier", "ja", "ja")
ANSWER = "Dag, ik bel u morgen om tien uur. Is dat goed?"
WEEK = TEKSTEN.fill("demo.samen_week")


@dataclass
class Demo:
    """Where its pages are, and the folder that somebody else's real data would be in."""

    elsewhere: Path
    samen: str
    chat: str
    inbox: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """As if somebody sat at the other end of the pipe. Afterwards: an orderly end, and nothing left behind."""
    made = tmp_path_factory.mktemp("demo")
    with _begin(made) as process:
        try:
            assert process.stdout
            assert process.stdin
            urls: list[str] = []
            while len(urls) < 3:
                line = process.stdout.readline()
                assert line, "it ended before its pages were there"
                urls += re.findall(r"http://\S+", line)
            yield Demo(made / "echt", *urls)
            process.stdin.close()
            assert process.wait(30) == 0
        finally:
            process.kill()


def _begin(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, "demo", "--poort", str(_free_port())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=home,
        # Whoever has a real one configured must not meet it here.
        env=os.environ | {"ELKEDEUR_GEGEVENS": str(home / "echt"), "ELKEDEUR_SMTP_HOST": "mail.invalid"},
    )


@dataclass
class Samen:
    """The page, with what stands in its two frames."""

    page: Page

    @property
    def resident(self) -> FrameLocator:
        return self.page.frame_locator(".bewoner iframe")

    @property
    def colleague(self) -> FrameLocator:
        return self.page.frame_locator(".collega iframe")

    async def says(self, tekst: str) -> None:
        """The resident types, sends, and is answered."""
        await self.resident.locator("#tekst").fill(tekst)
        await self.resident.get_by_role("button", name="Verstuur", exact=True).click()
        await expect(self.resident.locator("#verloop > li").last).to_have_class("ons")
        await expect(self.resident.locator("#stand")).to_have_text("")

    async def is_sanne(self) -> None:
        """The colleague chooses who she is."""
        await self.colleague.get_by_role("button", name=re.compile("^Sanne")).click()
        await expect(self.colleague.get_by_role("heading", level=1)).to_contain_text("Nieuw")

    async def answers(self, tekst: str) -> None:
        """The colleague writes back, reads it over and sends it."""
        await self.colleague.get_by_label("Uw antwoord").fill(tekst)
        await self.colleague.get_by_role("button", name="Bekijk eerst").first.click()
        await self.colleague.get_by_role("button", name="Verstuur").click()

    async def passes_a_week(self) -> None:
        """The button, until another day is said."""
        day = (await self.page.locator("#nu").text_content() or "").strip()
        await self.page.get_by_role("button", name=WEEK).click()
        await expect(self.page.locator("#nu")).not_to_have_text(day)


def test_a_resident_at_the_left_is_answered_from_the_right_and_asked_two_weeks_later(demo: Demo) -> None:
    asyncio.run(_round(demo))
    assert not demo.elsewhere.exists()


async def _round(demo: Demo) -> None:
    async with opened(demo.samen, viewport={"width": 1400, "height": 850}) as page:
        samen = Samen(page)
        await page.goto("/")
        await expect(page.get_by_text(TEKSTEN.fill("demo.samen_uitleg"))).to_be_visible()
        await expect(samen.resident.get_by_role("heading", name="Vertel wat er speelt")).to_be_visible()
        await samen.is_sanne()

        for tekst in TO_THE_TEAM:
            await samen.says(tekst)
        said = await samen.resident.locator("#verloop").inner_text()
        (nummer,) = set(re.findall(r"\b\d{4}-\d{4}\b", said))
        await samen.colleague.get_by_role("link", name=nummer).click(timeout=30_000)
        await samen.colleague.get_by_role("button", name="Pak op").click()
        await samen.answers(ANSWER)
        last = samen.resident.locator("#verloop > li").last
        await expect(last).to_contain_text(ANSWER)

        await samen.resident.locator("#tekst").fill("half getypt")
        for _ in range(2):
            await samen.passes_a_week()
        await expect(last).to_contain_text("Hoe gaat het nu met u?")
        await expect(samen.resident.locator("#tekst")).to_have_value("half getypt")
        await expect(samen.colleague.get_by_role("heading", level=1)).to_contain_text(nummer)


def test_without_a_script_the_button_works_as_well(demo: Demo) -> None:
    asyncio.run(_by_form(demo))


async def _by_form(demo: Demo) -> None:
    async with opened(demo.samen, java_script_enabled=False) as page:
        samen = Samen(page)
        await page.goto("/")
        await samen.passes_a_week()
        await expect(samen.resident.get_by_role("heading", name="Vertel wat er speelt")).to_be_visible()


def test_on_a_narrow_screen_they_stand_below_each_other(demo: Demo) -> None:
    asyncio.run(_narrow(demo))


async def _narrow(demo: Demo) -> None:
    async with opened(demo.samen, viewport={"width": 360, "height": 740}) as page:
        await page.goto("/")
        await expect(Samen(page).colleague.get_by_role("heading", name="Inloggen")).to_be_visible()
        above, below = [await page.locator(f".{who} iframe").bounding_box() for who in ("bewoner", "collega")]
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"]
        assert above["x"] == below["x"]
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.set_viewport_size({"width": 1280, "height": 740})
        left, right = [await page.locator(f".{who} iframe").bounding_box() for who in ("bewoner", "collega")]
        assert left
        assert right
        assert left["x"] + left["width"] <= right["x"]
        assert 320 <= left["width"] <= 430  # as a phone
        assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_window_that_is_shut_leaves_nothing_behind(tmp_path: Path) -> None:
    with _begin(tmp_path) as process:
        try:
            assert process.stdout
            while "http://" not in process.stdout.readline():
                assert process.poll() is None
            (home,) = {path.parent for path in _opened(process.pid) if path.name == "elkedeur.db"}
            process.send_signal(signal.SIGHUP)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert not home.exists()


def _opened(pid: int) -> set[Path]:
    """The files that a process has open."""
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # shut between seeing and reading it
            found.add(Path(link.readlink()))
    return found
