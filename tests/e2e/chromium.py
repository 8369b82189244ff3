"""A real browser: the Chromium of Debian, without a window and without looking anything up elsewhere."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """Where it is; `make test` installs it where it is missing."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found is not None, "no Chromium: run `make browser`, or install it by hand"
    return found


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A browser without any page yet."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def fresh(browser: Browser, url: str, **context: Any) -> AsyncIterator[Page]:
    """As if it was just installed. Whatever a page writes to the console as an error fails the test."""
    made = await browser.new_context(base_url=url, locale="nl-NL", **context)
    page = await made.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    try:
        yield page
    finally:
        await made.close()
    assert wrong == []


@asynccontextmanager
async def opened(url: str, **context: Any) -> AsyncIterator[Page]:
    """A browser of its own, at this address; see `fresh`."""
    async with launched() as browser, fresh(browser, url, **context) as page:
        yield page
