"""One invented resident at one phone: types, taps, waits like a person, and keeps all that comes in on his stream."""

import asyncio
import contextlib
import html
import json
import random
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot.chatpagina.weergave import COOKIE

PATIENCE = 30.0  # seconds that a reply may take; longer is lost
READING = 1.0  # seconds that the page stays open after the last reply
FALTERS = 0.05  # how often a message goes twice, or the stream breaks off
MARK = re.compile(r"mrk[a-z]{4}k")
LEEFGEBIEDEN = (
    "geld",
    "werk",
    "wonen",
    "contact",
    "psychisch",
    "gezondheid",
    "huishouden",
    "gezin",
    "regelen",
)
COMMANDS = ("status", "help", "mens")
# Who erases everything leaves nothing to compare, and who wants silence gets no replies.
NOT_PRESSED = ("vergeet", "vergeet_ja", "stop_ook_team", "klaar")
# Every fourth goes straight for somebody to speak to: that takes the longest steps.
RESOLUTE, ONWARD = 4, ("mens", "doorgeven", "bereik_gesprek", "verstuur")
_ITEM = re.compile(r'(?=<li class="(?:mij|ons)" data-sleutel=)')
_HEAD = re.compile(r'<li class="(mij|ons)" data-sleutel="([bo]\d+)"(?: data-bron="([^"]*)")?>')
_KNOP = re.compile(r'name="knop" value="([^"]+)"')


@dataclass(frozen=True)
class Ritme:
    """How it goes. Seconds: instap, within which everybody begins; pauze, between a reply and the next message."""

    gesprekken: int = 500
    beurten: int = 6
    instap: float = 30.0
    pauze: tuple[float, float] = (15.0, 45.0)


def verhalen() -> dict[str, tuple[str, ...]]:
    """What residents type, by the moment in the conversation."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "verhalen.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            part.append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def mark(number: int) -> str:
    """A word that nobody else types."""
    letters = [chr(ord("a") + number // 26**place % 26) for place in range(4)]
    return f"mrk{''.join(letters)}k"


@dataclass(frozen=True)
class Regel:
    """One line on the page."""

    sleutel: str
    van_mij: bool
    bron: str
    html: str


@dataclass
class Beurt:
    """One turn. at: when it was sent; took: seconds until the first line of the reply stood there."""

    soort: str
    id: str
    at: float
    took: float | None = None


@dataclass
class Bewoner:
    """What he was, sent and saw. kreeg: the lines in the order in which they came."""

    nummer: int
    client: aiohttp.ClientSession
    ritme: Ritme
    woorden: dict[str, tuple[str, ...]]
    beurten: list[Beurt] = field(default_factory=list)
    kreeg: list[Regel] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    dubbel: int = 0
    verbroken: int = 0
    cookie: str = ""

    def __post_init__(self) -> None:
        self.merk = mark(self.nummer)
        self._chance = random.Random(self.nummer)  # noqa: S311 -- the same day every time
        self._tot = "0-0"
        self._knoppen: list[str] = []
        self._reply = asyncio.Event()
        self._stream: asyncio.Task[None] | None = None

    async def praat(self) -> None:
        """The whole conversation."""
        await asyncio.sleep(self._chance.uniform(0, self.ritme.instap))
        await self._get("/")
        for nr in range(self.ritme.beurten):
            await self._turn(nr)
            last = nr == self.ritme.beurten - 1
            await asyncio.sleep(READING if last else self._chance.uniform(*self.ritme.pauze))
            if not last and self._chance.random() < FALTERS:
                await self._hang_up()
                self.verbroken += 1
                self._listen()
        await self._hang_up()

    async def _turn(self, nr: int) -> None:
        path, soort, fields = self._next(nr)
        beurt = Beurt(soort, self._chance.randbytes(12).hex(), 0.0)
        self.beurten.append(beurt)
        self._reply.clear()
        beurt.at = time.perf_counter()
        await self._post(path, fields | {"id": beurt.id})
        if self._stream is None:
            self._listen()
        if self._chance.random() < FALTERS:
            self.dubbel += 1
            await self._post(path, fields | {"id": beurt.id})
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._reply.wait()

    # --- what he does ---

    def _next(self, nr: int) -> tuple[str, str, dict[str, str]]:
        dice = self._chance.random()
        knoppen = [one for one in self._knoppen if one.partition(":")[0] not in NOT_PRESSED]
        onward = [one for one in knoppen if one.partition(":")[0] in ONWARD]
        if nr == 0:
            if dice < 0.2:
                return "/kies", "keuze", {"kies": self._chance.choice(LEEFGEBIEDEN), "wie": "mij"}
            return "/zeg", "tekst", {"tekst": self._typed("begin")}
        if dice < 0.05:
            return "/vraag", "menu", {"opdracht": self._chance.choice(COMMANDS)}
        if self.nummer % RESOLUTE == 0 and onward:
            return "/knop", "knop", {"knop": self._chance.choice(onward)}
        if dice < 0.55 and knoppen:
            return "/knop", "knop", {"knop": self._chance.choice(knoppen)}
        return "/zeg", "tekst", {"tekst": self._typed("later" if dice < 0.9 else "begin")}

    def _typed(self, moment: str) -> str:
        return f"{self._chance.choice(self.woorden[moment])} {self.merk}"

    # --- the line ---

    @property
    def _headers(self) -> dict[str, str]:
        """Each from an address of his own, as the proxy tells it."""
        made = {
            "X-Forwarded-For": f"10.{self.nummer >> 16 & 255}.{self.nummer >> 8 & 255}.{self.nummer & 255}"
        }
        return made | ({"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {})

    async def _get(self, path: str) -> None:
        async with self.client.get(path, headers=self._headers) as answer:
            await answer.read()
            if answer.status != 200:
                self.fouten.append(f"{path} {answer.status}")

    async def _post(self, path: str, fields: dict[str, str]) -> None:
        from_here = {"X-ElkeDeur": "1", "Sec-Fetch-Site": "same-origin"}
        async with self.client.post(path, data=fields, headers=self._headers | from_here) as answer:
            text = await answer.text()
            if answer.status != 204:
                self.fouten.append(f"{path} {answer.status} {text[:60]}")
            if COOKIE in answer.cookies:
                self.cookie = answer.cookies[COOKIE].value

    def _listen(self) -> None:
        self._stream = asyncio.create_task(self._follow())

    async def _hang_up(self) -> None:
        if self._stream is not None:
            self._stream.cancel()
            await asyncio.gather(self._stream, return_exceptions=True)

    async def _follow(self) -> None:
        headers = self._headers | ({"Last-Event-ID": self._tot} if self._tot != "0-0" else {})
        try:
            async with self.client.get("/live", params={"na": "0-0"}, headers=headers) as answer:
                async for block in _blocks(answer.content):
                    self._take(block)
                self.fouten.append(f"/live {answer.status} ended")
        except aiohttp.ClientError as error:
            self.fouten.append(f"/live {type(error).__name__}")

    def _take(self, block: str) -> None:
        fields = dict(line.split(": ", 1) for line in block.split("\n") if line and line[0] != ":")
        if "id" not in fields:
            return
        self._tot = fields["id"]
        regels = lines(json.loads(fields["data"])["html"])
        self.kreeg += regels
        self._knoppen = [found for regel in regels for found in _KNOP.findall(regel.html)] or self._knoppen
        self._answered(regels)

    def _answered(self, regels: list[Regel]) -> None:
        """The clock of a turn stops at the first line of ours after his own."""
        beurt = self.beurten[-1]
        mine = next((nr for nr, regel in enumerate(self.kreeg) if regel.bron == beurt.id), None)
        if beurt.took is None and mine is not None and any(not one.van_mij for one in self.kreeg[mine:]):
            beurt.took = time.perf_counter() - beurt.at
            self._reply.set()


def lines(markup: str) -> list[Regel]:
    """The lines in a piece of the page."""
    made = []
    for part in _ITEM.split(markup):
        head = _HEAD.match(part)
        if head is not None:
            made.append(Regel(head[2], head[1] == "mij", head[3] or "", html.unescape(part)))
    return made


async def _blocks(content: aiohttp.StreamReader) -> AsyncIterator[str]:
    rest = b""
    async for chunk in content.iter_any():
        *whole, rest = (rest + chunk).split(b"\n\n")
        for block in whole:
            yield block.decode()
