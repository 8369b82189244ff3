"""Every page, for every way of looking: axe finds nothing, and nothing is lost on a small screen or in large letters.

A page without a sample here fails, so that a new page cannot be forgotten.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import html5lib
import pyotp
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright
from starlette.responses import HTMLResponse

from bot.frontoffice.web import filters
from bot.frontoffice.web.routes import PAGES
from bot.frontoffice.web.site import make_site
from bot.frontoffice.web.visit import Visit
from bot.store.behandelingen import Lijst
from tests.e2e.cases import ANSWER, Cases, of_every_kind
from tests.e2e.chromium import ARGUMENTS, executable, opened
from tests.e2e.desk import enter, served
from tests.frontoffice.conftest import Frontoffice

pytestmark = pytest.mark.e2e

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
LOOK = (Path(__file__).with_name("look.js")).read_text(encoding="utf-8")
DESKTOP, PHONE, REFLOW, ZOOMED = (1280, 1024), (360, 740), (320, 640), (640, 512)
# WCAG 1.4.12. A sheet of the reader himself is not stopped by the rules of our pages.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true })"
POST = """([path, fields]) => {
  const form = document.querySelector("form[method=post]").cloneNode(true);
  const token = form.elements.csrf.value;
  form.replaceChildren();
  for (const [name, value] of Object.entries({ csrf: token, ...fields })) {
    const input = document.createElement("input");
    input.type = "hidden"; input.name = name; input.value = value;
    form.append(input);
  }
  form.action = path; form.method = "post"; form.enctype = "application/x-www-form-urlencoded";
  document.body.append(form); form.submit();
}"""
# No pages: what they give is kept as a file, or stands in another page.
FILES = {"/kaart/export", "/inzicht/tabel/{tabel}"}
# One heading and one sentence, as the pages of the same shape that are seen.
UNSEEN = {"anders", "anders_verstuurd", "login/onbekend", "signaal/weg", "storing"}


@dataclass
class Walk:
    """One browser that goes from page to page and keeps what is wrong, by page."""

    url: str
    page: Page
    wrong: dict[str, list[str]]

    async def at(self, what: str) -> None:
        """Look in every way at the page that stands open."""
        faults = self.wrong.setdefault(what, [])
        await self.page.evaluate(OPEN_ALL)
        found = await Axe().run(self.page, options=AXE)
        faults += [
            f"{one['id']}: {node['html'][:160]}"
            for one in found.response["violations"]
            for node in one["nodes"][:3]
        ]
        everything = await self._look(DESKTOP, faults)
        for size in (ZOOMED, PHONE, REFLOW):
            missing = everything - await self._look(size, faults)
            faults += [f"{size}: gone: {one}" for one in sorted(missing)]
        await self.page.evaluate(SPACED)
        for size in (REFLOW, DESKTOP):
            await self._look(size, faults, " spaced")

    async def _look(self, size: tuple[int, int], faults: list[str], how: str = "") -> set[str]:
        """The controls that can be seen."""
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})
        seen = await self.page.evaluate(LOOK)
        faults += [f"{size}{how}: {one}" for one in seen["faults"][:4]]
        return set(seen["controls"])

    async def get(self, path: str) -> None:
        """Open a page and look."""
        await self.page.goto(self.url + path)
        await self.at(path)

    async def post(self, what: str, path: str, start: str = "/mij", **fields: str) -> None:
        """Send a form with the token of the page at `start`, and look at what comes of it."""
        await self.page.goto(self.url + start)
        async with self.page.expect_navigation():
            await self.page.evaluate(POST, [path, fields])
        await self.at(what)


@asynccontextmanager
async def walking(
    browser: Browser, url: str, site: Frontoffice, wrong: dict[str, list[str]], who: str = "", **more: bool
) -> AsyncIterator[Walk]:
    """As this colleague; as a stranger when nobody is named."""
    context = await browser.new_context(locale="nl-NL", reduced_motion="reduce")
    if who:
        await enter(context, site.app, url, who, **more)
    yield Walk(url, await context.new_page(), wrong)
    await context.close()


def samples(cases: Cases) -> Mapping[str, tuple[str, ...]]:
    """The path of every page that is opened by GET -> addresses that show all it can show."""
    plek = next(one.id for one in cases.site.app.kaart.nu if one.omschrijving)
    return {
        "/": ("/",),
        "/inbox/{lijst}": (*(f"/inbox/{lijst}" for lijst in Lijst), "/inbox/alle?rol=zelf"),
        "/signaal/{nummer}": tuple(f"/signaal/{nummer}" for nummer in cases.nummers.values()),
        "/signaal/{nummer}/gegevens": tuple(
            f"/signaal/{nummer}/gegevens" for nummer in cases.nummers.values()
        ),
        "/kaart": ("/kaart", "/kaart?oud=ja&bladzijde=2"),
        "/kaart/werklijst": ("/kaart/werklijst",),
        "/kaart/bewoners": ("/kaart/bewoners",),
        "/kaart/nieuw": ("/kaart/nieuw",),
        "/kaart/import": ("/kaart/import",),
        "/kaart/import/proef": ("/kaart/import/proef",),
        "/kaart/plek/{id}": (f"/kaart/plek/{plek}",),
        "/kaart/plek/{id}/bewerken": (f"/kaart/plek/{plek}/bewerken",),
        "/kaart/plek/{id}/weghalen": (f"/kaart/plek/{plek}/weghalen", "/kaart/plek/112/weghalen"),
        "/inzicht": ("/inzicht", "/inzicht?periode=1999"),
        "/inzicht/jaarverslag": ("/inzicht/jaarverslag",),
        "/beheer": ("/beheer",),
        "/beheer/nieuw": ("/beheer/nieuw",),
        "/beheer/collega/{id}": tuple(
            f"/beheer/collega/{one.id}" for one in cases.site.store.medewerkers.all()
        ),
        "/beheer/inzage": ("/beheer/inzage",),
        "/beheer/inzage/{id}": (f"/beheer/inzage/{cases.noor.colleague}",),
        "/mij": ("/mij",),
        # Of a stranger, and of who is half in: see the walks of their own.
        "/aanmelden": (),
        "/aanmelden/gemeente": (),
        "/aanmelden/terug": (),
        "/aanmelden/code": (),
        "/aanmelden/instellen": (),
        "/aanmelden/wachtwoord": (),
    }


async def _pages(walk: Walk, cases: Cases) -> None:
    """Everything that a colleague with all functies can open."""
    given = samples(cases)
    opened = {page.path for page in PAGES if "GET" in page.methods and not page.quiet} - FILES
    assert set(given) == opened, "a page without a sample, or a sample without a page"
    await walk.page.goto(f"{walk.url}/kaart/import")
    csv = b"id,naam\n"
    await walk.page.set_input_files("#bestand", {"name": "kaart.csv", "mimeType": "text/csv", "buffer": csv})
    await walk.page.get_by_role("button", name="Laat zien wat er verandert").click()
    await walk.at("what is wrong with a file")
    await _send_kaart(walk)
    for path in (path for paths in given.values() for path in paths):
        await walk.get(path)


async def _send_kaart(walk: Walk) -> None:
    """The kaart as it was downloaded, with one word changed."""
    answer = await walk.page.request.get(f"{walk.url}/kaart/export")
    csv = (await answer.body()).replace(b"Inloop De Pastorie", b"Inloop De Nieuwe Pastorie")
    await walk.page.goto(f"{walk.url}/kaart/import")
    await walk.page.set_input_files("#bestand", {"name": "kaart.csv", "mimeType": "text/csv", "buffer": csv})
    await walk.page.get_by_role("button", name="Laat zien wat er verandert").click()


async def _parts(walk: Walk, cases: Cases) -> None:
    """What comes into a page that stands open, when it asks again by itself."""
    path = f"/signaal/{cases.nummers['nieuw']}"
    sam = next(one.id for one in cases.site.store.medewerkers.all() if one.naam.startswith("Sam"))
    await walk.page.clock.install()
    await walk.page.goto(f"{walk.url}/inbox/alle")
    await cases.forward("net binnen")
    await walk.page.clock.fast_forward(9_000)
    await walk.page.get_by_text("iets nieuws").wait_for()
    await walk.at("a list that was told of something new")
    await walk.page.goto(walk.url + path)
    await cases.site.browser().enter(sam).get(path)
    await cases.do("nieuw", "notitie", tekst="Even gebeld.")
    await walk.page.clock.fast_forward(9_000)
    await walk.page.get_by_text("Er is iets veranderd").wait_for()
    await walk.at("a signaal that somebody else looks at and changed")


async def _forms(walk: Walk, cases: Cases) -> None:
    """The pages that come after a form: what is asked once, what was found, what is wrong."""
    path = f"/signaal/{cases.nummers['nieuw']}"
    plek = next(one.id for one in cases.site.app.kaart.nu if one.omschrijving)
    for actie, fields in {
        "antwoord": {"tekst": ANSWER},
        "vraag": {"tekst": "Heeft u een brief gekregen?"},
        "plek": {"plek": plek},
        "opschalen": {"niveau": "1", "reden": "Niemand belt terug."},
        "doorsturen": {"partij": "Woningbedrijf", "mail": "post@wonen.example", "tekst": "Kunt u bellen?"},
        "afsluiten": {"uitkomst": "geholpen"},
    }.items():
        await walk.post(f"asked once: {actie}", f"{path}/{actie}", path, **fields)
    await walk.post("asked once: wissen", f"{path}/gegevens/wissen", path)
    await walk.post("refused: antwoord", f"{path}/antwoord", path, tekst="")
    await walk.post("refused: changed meanwhile", f"{path}/notitie", path, tekst="Gebeld.", versie="1")
    await walk.post("standard text", f"{path}/antwoord", path, standaard="bellen")
    await walk.post("found", "/inbox/zoek", woorden="kachel")
    await walk.post("not found", "/inbox/zoek", woorden="zeppelin")
    await walk.post("kaart, found", "/kaart", zoek="inloop")
    await walk.post("kaart, not found", "/kaart", zoek="zeppelin")
    await walk.post("kaart, refused", f"/kaart/plek/{plek}/bewerken", f"/kaart/plek/{plek}", naam="")
    await walk.post("mij, refused", "/mij/wachtwoord", nieuw="kort", nogmaals="anders")
    await walk.post("beheer, refused", "/beheer/nieuw", naam="")
    await walk.post(
        "beheer, start password",
        "/beheer/nieuw",
        login="sara@gemeente.example",
        naam="Sara",
        functie="medewerker",
    )
    await walk.post("too large", "/mij/wijk", wijk="x" * 9_000_000)


async def _door(browser: Browser, url: str, site: Frontoffice, wrong: dict[str, list[str]]) -> None:
    """What a stranger sees, and who is half in."""
    async with walking(browser, url, site, wrong) as walk:
        await walk.get("/aanmelden")
        await walk.post("door, refused", "/aanmelden", "/aanmelden", login="noor", wachtwoord="fout")
        await walk.get("/aanmelden/gemeente")
        await walk.get("/aanmelden/terug")
    async with walking(browser, url, site, wrong, _colleague(site, "beleid")) as walk:
        await walk.get("/inbox/nieuw")
        await walk.get("/bestaat-niet")
    async with walking(browser, url, site, wrong, _colleague(site, "nieuw"), bewezen=False) as walk:
        await walk.get("/aanmelden/instellen")
        await walk.post("set up, refused", "/aanmelden/instellen", "/aanmelden/instellen", code="1")
    secret = pyotp.random_base32()
    async with walking(browser, url, site, wrong, _colleague(site, "half", secret), bewezen=False) as walk:
        await walk.get("/aanmelden/code")
        await walk.post("code, refused", "/aanmelden/code", "/aanmelden/code", code="1")
        await walk.page.goto(f"{url}/aanmelden/code")
        await walk.page.get_by_label("Code").fill(pyotp.TOTP(secret).at(site.clock.now()))
        await walk.page.get_by_role("button", name="Inloggen").click()
        await walk.at("/aanmelden/wachtwoord")
        await walk.post("own password, refused", "/aanmelden/wachtwoord", "/aanmelden/wachtwoord", nieuw="x")
    async with walking(browser, url, site, wrong, _colleague(site, "dicht", secret), bewezen=False) as walk:
        for _ in range(5):
            await walk.page.goto(f"{url}/aanmelden/code")
            await walk.page.get_by_label("Code").fill("000000")
            await walk.page.get_by_role("button", name="Inloggen").click()
        await walk.at("shut")


def _colleague(site: Frontoffice, login: str, secret: str | None = None) -> str:
    """Somebody from policy who must still choose an own password."""
    store = site.store
    with store.transaction():
        id = store.medewerkers.add(
            login, login, ["beleid"], site.clock.now(), wachtwoord="", nieuw_wachtwoord=True
        )
        store.medewerkers.set_totp(id, secret)
    return id


def test_every_page_is_right_for_axe_and_whole_on_every_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[str] = set()
    invalid: set[tuple[str, str]] = set()
    page = Visit.page

    def noted(self: Visit, template: str, /, status: int = 200, **fields: object) -> HTMLResponse:
        answer = page(self, template, status, **fields)
        seen.add(template.removesuffix(".html.jinja"))
        invalid.update((template, fault) for fault in _invalid(bytes(answer.body).decode()))
        return answer

    monkeypatch.setattr(Visit, "page", noted)
    assert asyncio.run(_walk_everything(tmp_path)) == {}
    assert invalid == set()
    assert _page_templates() - seen == UNSEEN


async def _walk_everything(folder: Path) -> dict[str, list[str]]:
    """What is wrong, by page."""
    wrong: dict[str, list[str]] = {}
    site = Frontoffice(
        folder,
        smtp_host="127.0.0.1",
        oidc_url="http://127.0.0.1:9",
        oidc_client="elkedeur",
        frontoffice_url="http://127.0.0.1",
    )
    cases = await of_every_kind(site)
    proef = make_site(site.app, demo=True)
    async with served(site.asgi) as url, served(proef) as demo, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        async with walking(browser, url, site, wrong, cases.noor.colleague) as walk:
            await _pages(walk, cases)
            await _forms(walk, cases)
            await _parts(walk, cases)
        await _door(browser, url, site, wrong)
        async with walking(browser, demo, site, wrong) as walk:
            await walk.get("/aanmelden")
        await browser.close()
    site.store.close()
    return {what: faults for what, faults in wrong.items() if faults}


def _invalid(html: str) -> list[str]:
    """What is no HTML: where, and what."""
    if "<!doctype" not in html:
        return []  # a part that comes into a page
    parser = html5lib.HTMLParser()
    parser.parse(html)
    lines = html.splitlines()
    return [f"{what}: {lines[where[0] - 1].strip()[:120]}" for where, what, _ in parser.errors]


def _page_templates() -> set[str]:
    """Those that make a whole page of ours."""
    folder = Path(filters.__file__).with_name("templates")
    return {
        str(path.relative_to(folder)).removesuffix(".html.jinja")
        for path in folder.rglob("*.jinja")
        if '{% extends "basis' in path.read_text(encoding="utf-8")
    }


FAULTY = """<!doctype html><meta charset=utf-8><title>Fout</title><style>
body { margin: 0 } button { min-height: 30px } .wide { margin-top: 100px; width: 2000px }
.over { position: absolute; top: 0; left: 0; width: 90px; height: 90px }
.cut { width: 40px; overflow: hidden; white-space: nowrap }
button.tiny { width: 10px; height: 10px; min-height: 0; padding: 0; border: 0; font-size: 20px }</style>
<button>Bedekt</button><div class=over></div><p class=wide>breed</p><p class=cut>een zin die niet past</p>
<button class=tiny>mm</button><p><a href="#">een gewone link</a></p>"""


def test_the_look_itself_sees_what_is_lost() -> None:
    async def go() -> list[str]:
        async with opened("about:blank") as page:
            await page.set_content(FAULTY)
            seen = await page.evaluate(LOOK)
            return [one.partition(":")[0].partition(" because")[0] for one in seen["faults"]]

    found = asyncio.run(go())
    assert sorted(found) == [
        "10 by 10",
        "cut off",
        "does not hold its words",
        "lies under another",
        "the page scrolls sideways",
    ]
