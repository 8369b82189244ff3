"""Measures the inbox with 10,000 open signalen and 50 colleagues who work in it at the same time.

Run with `.venv/bin/python -m benchmarks.frontoffice`. The pages run under uvicorn in a process of their own, on a
real SQLite file; so does the control: a bare Starlette page that reads one row from the same file. One minute, as
many requests as fifty colleagues make. Not measured: the network, the browser, the bot handling residents beside it.
"""

import argparse
import asyncio
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.app import build
from bot.config import Settings, Termijnen, load_settings
from bot.core.begrip import NoodSoort, Urgentie
from bot.core.signaal import Signaal, Status
from bot.frontoffice.web.guard import SESSION
from bot.frontoffice.web.site import make_site
from bot.kalender import Kalender
from bot.render import readable
from bot.serving import serve
from bot.store import Store
from bot.store.behandelingen import Lijst
from bot.store.gesprekken import Adres
from intents.tables import leefgebied_ids

SIGNALEN, COLLEAGUES, SECONDS = 10_000, 50, 60
HOST = "127.0.0.1"
DEMAND = 150.0  # milliseconds, p95 of a list
CONTROL = "kale Starlette-pagina met een rij uit SQLite"
# What one colleague asks for in a minute: an open list refreshes by itself every eight seconds.
MINUTE = {"lijst": 4, "rijen": 7, "vraag": 4, "zoek op nummer": 1, "zoek op woorden": 1, CONTROL: 6}
WIJKEN = ("", *Settings().wijken)
WORDS = (
    "huur",
    "brief",
    "moeder",
    "alleen",
    "werk",
    "schuld",
    "trap",
    "school",
    "buren",
    "zorg",
    "fiets",
    "kapot",
)


# --- the data ---


def fill(store: Store, chance: random.Random) -> tuple[list[str], list[str]]:
    """Everything in one transaction, through the store; gives cookies of the colleagues and numbers of the signalen."""
    now = datetime.now(UTC)
    with store.transaction():
        colleagues = [
            store.medewerkers.add(f"collega{n}", f"Collega {n}", ["medewerker"], now)
            for n in range(COLLEAGUES)
        ]
        cookies = [store.sessies.open(id, now, bewezen=True) for id in colleagues]
        nummers = [_signaal(store, n, colleagues, now, chance) for n in range(SIGNALEN)]
    return cookies, nummers


def _signaal(store: Store, n: int, colleagues: list[str], now: datetime, chance: random.Random) -> str:
    nummer, op = str(10_000_000 + n), now - timedelta(hours=chance.randrange(1, 24 * 40))
    gesprek = store.gesprekken.find_or_open(Adres("meting", str(n)), op)
    nood: NoodSoort | None = "geweld" if chance.random() < 0.03 else None
    urgentie: Urgentie = chance.choice(("vandaag", "week", "rustig"))
    verhaal = " ".join(chance.choices(WORDS, k=25))
    given = {"verhaal": (verhaal,), "nood": nood, "urgentie": urgentie, "rol": "zelf", "overgedragen": True}
    signaal = Signaal(f"s{n}", nummer, leefgebieden=tuple(chance.sample(leefgebied_ids(), 2)), **given)  # type: ignore[arg-type]
    store.signalen.open(gesprek, signaal.id, nummer, op)
    store.signalen.save(signaal, op)
    for status in (Status.IN_GESPREK, Status.OVERGEDRAGEN):
        store.signalen.move(signaal.id, status, "", op)
    store.overdrachten.show(signaal.id, f"Wat er speelt: {verhaal}", op)
    store.overdrachten.send(signaal.id, op)
    store.behandelingen.open(signaal.id, chance.choice(WIJKEN), op)
    store.behandelingen.record(signaal.id, "pakket", None, op, tekst=f"Wat er speelt: {verhaal}")
    if chance.random() < 0.6:
        _treated(store, signaal.id, chance.choice(colleagues), op, chance)
    else:
        days = Termijnen().of(urgentie)
        store.termijnen.start(signaal.id, urgentie, Kalender().add_working_days(op, days), op)
    return nummer


def _treated(store: Store, id: str, colleague: str, op: datetime, chance: random.Random) -> None:
    store.signalen.move(id, Status.OPGEPAKT, "", op)
    store.behandelingen.assign(id, colleague)
    store.behandelingen.record(id, "opgepakt", colleague, op)
    store.behandelingen.record(id, "antwoord", colleague, op, tekst=" ".join(chance.choices(WORDS, k=20)))
    store.behandelingen.record(id, "bericht", None, op, tekst=" ".join(chance.choices(WORDS, k=15)))
    if chance.random() < 0.2:
        store.behandelingen.wait_until(id, op + timedelta(days=5))


# --- what is asked ---


@dataclass
class Times:
    """Milliseconds by kind."""

    of: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def line(self, kind: str) -> str:
        times, control = sorted(self.of[kind]), sorted(self.of[CONTROL])
        median, p95 = statistics.median(times), _p95(times)
        ratio, ratio95 = median / statistics.median(control), p95 / _p95(control)
        return f"| {kind} | {len(times)} | {median:.1f} | {p95:.1f} | {max(times):.0f} | {ratio:.1f} | {ratio95:.1f} |"


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


@dataclass
class Colleague:
    """One session at one computer."""

    site: httpx.AsyncClient
    bare: httpx.AsyncClient
    cookie: str
    nummers: list[str]
    chance: random.Random
    times: Times
    token: str = ""

    async def open_inbox(self) -> None:
        """Before the minute begins: the first page, where the token of the search form comes from."""
        await self._ask("", "/inbox/nieuw", "data-rij")

    async def work(self) -> None:
        """A minute, with everything at its own moment."""
        moments = sorted(
            (self.chance.uniform(0, SECONDS), kind) for kind, count in MINUTE.items() for _ in range(count)
        )
        start = time.perf_counter()
        for at, kind in moments:
            await asyncio.sleep(max(at - (time.perf_counter() - start), 0))
            await self._one(kind)

    async def _one(self, kind: str) -> None:
        nummer = self.chance.choice(self.nummers)
        shown = readable(nummer)
        lijst = self.chance.choice(
            (Lijst.NIEUW, Lijst.NIEUW, Lijst.MIJN, Lijst.NOOD, Lijst.TE_LAAT, Lijst.ALLE)
        )
        match kind:
            case "lijst":
                await self._ask(kind, f"/inbox/{lijst}", "data-rij")
            case "rijen":
                await self._ask(kind, f"/inbox/{lijst}/rijen", "data-rij")
            case "vraag":
                await self._ask(kind, f"/signaal/{nummer}", shown)
            case "zoek op nummer":
                await self._ask(kind, "/inbox/zoek", shown, woorden=shown)
            case "zoek op woorden":
                await self._ask(
                    kind, "/inbox/zoek", "data-rij", woorden=" ".join(self.chance.sample(WORDS, 3))
                )
            case _:
                await self._timed(kind, self.bare.get("/"), "1")

    async def _ask(self, kind: str, path: str, holds: str, **form: str) -> None:
        headers = {"Cookie": f"{SESSION}={self.cookie}"} | ({"HX-Request": "true"} if "rijen" in path else {})
        if form:
            data = form | {"csrf": self.token}
            await self._timed(kind, self.site.post(path, data=data, headers=headers), holds)
            return
        text = await self._timed(kind, self.site.get(path, headers=headers), holds)
        found = re.search(r'name="csrf" value="([^"]+)"', text)
        self.token = found[1] if found else self.token

    async def _timed(self, kind: str, asking: "object", holds: str) -> str:
        start = time.perf_counter()
        answer: httpx.Response = await asking  # type: ignore[misc]
        took = (time.perf_counter() - start) * 1000
        assert answer.status_code == 200, f"{kind}: {answer.status_code}"
        assert holds in answer.text, f"{kind}: not what was asked for"
        if kind:
            self.times.of[kind].append(took)
        return answer.text


async def measure(site: str, bare: str, cookies: list[str], nummers: list[str]) -> Times:
    """Everybody works for a minute."""
    times = Times()
    limits = httpx.Limits(max_connections=None)
    async with (
        httpx.AsyncClient(base_url=site, limits=limits, timeout=60) as inbox,
        httpx.AsyncClient(base_url=bare, limits=limits, timeout=60) as control,
    ):
        seeds = [random.Random(n) for n in range(len(cookies))]  # noqa: S311 -- the same day every time
        people = [
            Colleague(inbox, control, cookie, nummers, seed, times)
            for cookie, seed in zip(cookies, seeds, strict=True)
        ]
        for one in people:
            await one.open_inbox()
        await asyncio.gather(*(one.work() for one in people))
    return times


# --- the processes ---


def _settings(folder: Path) -> Settings:
    return load_settings(gegevens=folder, frontoffice_https=False)


async def _serve(folder: Path, port: int) -> None:
    await serve(make_site(build(_settings(folder))), HOST, port)


async def _serve_bare(folder: Path, port: int) -> None:
    settings = _settings(folder)
    store = Store.open(settings.database, settings.key_file)

    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse(store.kenmerk("meting") or "")

    await serve(Starlette(routes=[Route("/", page)]), HOST, port)


@contextmanager
def process(kind: str, folder: Path) -> Iterator[str]:
    """A server of its own; gives its address once it listens."""
    with socket.create_server((HOST, 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.frontoffice", kind, str(folder), str(port)]
    running = subprocess.Popen(command)  # noqa: S603 -- this very file
    try:
        for _ in range(600):
            with socket.socket() as door:
                if door.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://{HOST}:{port}"
    finally:
        running.terminate()
        running.wait(20)


def _report(times: Times) -> str:
    lines = [
        "| wat | keer | mediaan (ms) | p95 (ms) | langste (ms) | x controle, mediaan | x controle, p95 |",
        "|---|---|---|---|---|---|---|",
        *(times.line(kind) for kind in MINUTE),
    ]
    lists = _p95(times.of["lijst"] + times.of["rijen"])
    verdict = "gehaald" if lists < DEMAND else "NIET gehaald"
    return "\n".join([*lines, "", f"Lijsten samen: p95 {lists:.0f} ms; eis {DEMAND:.0f} ms: {verdict}."])


def main() -> None:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", nargs="?", choices=("site", "kaal"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("port", nargs="?", type=int)
    given = parser.parse_args()
    if given.kind is not None:
        asyncio.run((_serve if given.kind == "site" else _serve_bare)(given.folder, given.port))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings, start = _settings(folder), time.perf_counter()
        with Store.open(settings.database, settings.key_file) as store:
            cookies, nummers = fill(store, random.Random(1))  # noqa: S311
            with store.transaction():
                store.set_kenmerk("meting", "1")
        sys.stdout.write(f"{SIGNALEN} vragen gemaakt in {time.perf_counter() - start:.0f} s\n")
        with process("site", folder) as site, process("kaal", folder) as bare:
            times = asyncio.run(measure(site, bare, cookies, nummers))
        sys.stdout.write(_report(times) + "\n")


if __name__ == "__main__":
    main()
