"""How heavy the chat page is and how soon it stands there, on a slow phone; and how soon the first reply does."""

import asyncio
import html
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, async_playwright

from benchmarks.chat.server import Server, bare, elkedeur, load
from tests.e2e.chromium import ARGUMENTS, executable

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "nl-NL",
}
SLOWER = 4  # times as slow as this processor
STORY = "sinds de kinderen uit huis zijn is het hier zo stil, ik spreek soms dagen niemand"
DEMAND, LIGHT = 1000.0, 60_000  # milliseconds, bytes
TRIPS = 2  # that https needs before it asks anything: TCP and TLS 1.3
CHAT, FORM, CONTROL = "chatpagina", "chatpagina zonder script", "kale pagina met dezelfde tekst"
# On the page itself, since only there is known when something stands on the screen.
WATCH = """() => {
  window.meting = {};
  document.addEventListener("click", (event) => {
    if (event.target.closest(".verstuur")) meting.tik = event.timeStamp;
  }, true);
  new MutationObserver(() => {
    if (meting.antwoord || !document.querySelector("#verloop > .ons")) return;
    requestAnimationFrame(() => setTimeout(() => { meting.antwoord ||= performance.now(); }));
  }).observe(document.getElementById("verloop"), { childList: true });
}"""
PAINTED = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const page = performance.getEntriesByType("navigation")[0];
  return paint && page.loadEventEnd ? [paint.startTime, page.domContentLoadedEventEnd, page.loadEventEnd] : null;
}"""


@dataclass(frozen=True)
class Net:
    """down, up: bits per second; delay: milliseconds there and back."""

    naam: str
    down: float
    up: float
    delay: float

    def conditions(self) -> dict[str, Any]:
        """As Chromium takes them."""
        speeds = {"downloadThroughput": self.down / 8, "uploadThroughput": self.up / 8}
        return {"offline": False, "latency": self.delay} | speeds


NETS = (Net("trage 4G", 1.6e6, 750e3, 150.0), Net("3G", 400e3, 400e3, 400.0))


@dataclass
class Verkeer:
    """What one page asked for. bytes: with headers, packed, by kind."""

    bytes: Counter[str] = field(default_factory=Counter)
    hosts: set[str] = field(default_factory=set)
    count: int = 0


@dataclass
class Tijden:
    """Milliseconds of every time, by what was measured."""

    of: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, painted: list[float]) -> None:
        """What PAINTED gave."""
        for name, value in zip(("eerste woorden", "DOM klaar", "alles geladen"), painted, strict=True):
            self.of[name].append(value)

    def shown(self, name: str) -> str:
        """Median and worst."""
        found = self.of.get(name)
        return f"{statistics.median(found):.0f} / {max(found):.0f}" if found else "-"


@asynccontextmanager
async def phone(browser: Browser, net: Net, **more: Any) -> AsyncIterator[tuple[Page, Verkeer]]:
    """A slow phone that was never here before."""
    context = await browser.new_context(**PHONE, **more)
    page = await context.new_page()
    cdp = await context.new_cdp_session(page)
    traffic, kinds = Verkeer(), {}

    def asked(event: dict[str, Any]) -> None:
        url = urlsplit(event["request"]["url"])
        if url.scheme != "data":
            traffic.count += 1
            traffic.hosts.add(url.netloc)

    def answered(event: dict[str, Any]) -> None:
        picture = urlsplit(event["response"]["url"]).path.endswith(".svg")
        kinds[event["requestId"]] = "plaatjes" if picture else event["type"]

    def ended(event: dict[str, Any]) -> None:
        if event["requestId"] in kinds:
            traffic.bytes[kinds[event["requestId"]]] += int(event["encodedDataLength"])

    cdp.on("Network.requestWillBeSent", asked)
    cdp.on("Network.responseReceived", answered)
    cdp.on("Network.loadingFinished", ended)
    await cdp.send("Network.enable")
    await cdp.send("Network.emulateNetworkConditions", net.conditions())
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    try:
        yield page, traffic
    finally:
        await context.close()


async def _opened(page: Page, url: str, times: Tijden) -> None:
    await page.goto(url)
    times.add(await _painted(page))


async def _painted(page: Page) -> list[float]:
    while (found := await page.evaluate(PAINTED)) is None:
        await asyncio.sleep(0.05)
    return list(found)


async def _with_script(browser: Browser, net: Net, url: str, times: Tijden) -> Verkeer:
    async with phone(browser, net) as (page, traffic):
        await _opened(page, url, times)
        first = Verkeer(Counter(traffic.bytes), set(traffic.hosts), traffic.count)
        await page.evaluate(WATCH)
        await page.locator("#tekst").fill(STORY)
        await page.locator(".verstuur").tap()
        await page.wait_for_function("() => meting.antwoord")
        times.of["antwoord"].append(await page.evaluate("() => meting.antwoord - meting.tik"))
        first.hosts |= traffic.hosts  # also what the conversation itself asked for
        return first


async def _with_form(browser: Browser, net: Net, url: str, times: Tijden) -> Verkeer:
    async with phone(browser, net, java_script_enabled=False) as (page, traffic):
        await _opened(page, url, times)
        first = Verkeer(Counter(traffic.bytes), set(traffic.hosts), traffic.count)
        await page.locator("#tekst").fill(STORY)
        await page.locator(".verstuur").tap()
        await page.locator("#verloop > .ons").first.wait_for()
        # The new page counts from the tap: sending and being sent on belong to it.
        times.of["antwoord"].append((await _painted(page))[0])
        first.hosts |= traffic.hosts
        return first


async def _control(browser: Browser, net: Net, url: str, times: Tijden) -> Verkeer:
    async with phone(browser, net) as (page, traffic):
        await _opened(page, url, times)
        return traffic


async def _bare_page(browser: Browser, url: str, file: Path) -> None:
    """What there is to read on the page, and nothing else."""
    context = await browser.new_context(**PHONE)
    page = await context.new_page()
    await page.goto(url)
    text = await page.locator("body").inner_text()
    await context.close()
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    head = '<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    file.write_text(f'{head}<link rel="icon" href="data:,"><title>kaal</title>\n{lines}\n', encoding="utf-8")


async def pagina(times: int) -> None:
    """Every network, every page, by turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with elkedeur(folder / "chat") as chat:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
                await _bare_page(browser, chat.url, folder / "kaal.html")
                with bare(folder / "kaal", folder / "kaal.html") as control:
                    for net in NETS:
                        await _measure(browser, net, chat, control, times)
                await browser.close()


async def _measure(browser: Browser, net: Net, chat: Server, control: Server, count: int) -> None:
    busy = load()
    found = {name: Tijden() for name in (CHAT, FORM, CONTROL)}
    for _ in range(count):
        seen = {
            CHAT: await _with_script(browser, net, chat.url, found[CHAT]),
            FORM: await _with_form(browser, net, chat.url, found[FORM]),
            CONTROL: await _control(browser, net, control.url, found[CONTROL]),
        }
    ours = {urlsplit(chat.url).netloc}
    assert seen[CHAT].hosts == seen[FORM].hosts == ours, "somebody else was asked"
    sys.stdout.write(_report(net, found, seen, count, busy))
    sys.stdout.flush()


def _report(net: Net, found: dict[str, Tijden], seen: dict[str, Verkeer], count: int, busy: str) -> str:
    names = ("eerste woorden", "DOM klaar", "alles geladen", "antwoord")
    lines = [
        f"{net.naam} ({net.down / 1e6:.1f} Mbit/s, {net.delay:.0f} ms), processor {SLOWER}x trager, {count} keer, "
        f"belasting vooraf {busy}; mediaan / traagste in ms",
        "",
        f"| pagina | {' | '.join(names)} | kB | zonder plaatjes | verzoeken | andere sites |",
        "|---|" + "---|" * (len(names) + 4),
    ]
    for name, times in found.items():
        traffic = seen[name]
        whole = traffic.bytes.total()
        shown = " | ".join(times.shown(one) for one in names)
        others = len(traffic.hosts) - 1
        sizes = f"{whole / 1000:.1f} | {(whole - traffic.bytes['plaatjes']) / 1000:.1f}"
        lines.append(f"| {name} | {shown} | {sizes} | {traffic.count} | {others} |")
    first = found[CHAT].of["eerste woorden"]
    kinds = ", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in seen[CHAT].bytes.items())
    light = seen[CHAT].bytes.total() - seen[CHAT].bytes["plaatjes"]
    https = statistics.median(first) + TRIPS * net.delay
    return "\n".join(
        [
            *lines,
            "",
            f"Per soort: {kinds}.",
            f"Eerste woorden met de {TRIPS} rondjes van https erbij: {https:.0f} ms (eis {DEMAND:.0f} ms). "
            f"Gewicht zonder plaatjes {light / 1000:.1f} kB (eis {LIGHT / 1000:.0f} kB).",
            "\n",
        ]
    )
