"""Five hundred conversations at once: how soon a reply comes, and whether anything is lost or mixed up."""

import asyncio
import itertools
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp

from benchmarks.chat.bewoner import Beurt, Bewoner, Ritme, verhalen
from benchmarks.chat.controle import Bevinding, check
from benchmarks.chat.server import Server, bare, elkedeur, load

DEMAND = 300.0  # milliseconds, p95 of a reply
WATCH = 5.0  # seconds over which the peak of computing is taken
CEILING = (20, 25, 30, 35, 40, 50, 60, 80)  # turns a second that are tried
SHORT = 4  # turns of each then
REAL, CONTROL = "elkedeur start", "kale echo (Starlette, uvicorn, SSE)"


@dataclass
class Uitkomst:
    """One run. cpu: percent of one core, on average and at its busiest."""

    naam: str
    last: str
    duur: float
    bewoners: list[Bewoner]
    cpu: list[float] = field(default_factory=list)
    client: float = 0.0
    geheugen: int = 0

    @property
    def beurten(self) -> list[Beurt]:
        return [beurt for one in self.bewoners for beurt in one.beurten]

    def middle(self) -> list[Beurt]:
        """The turns while everybody takes part: not the beginning, not the end."""
        start = min(beurt.at for beurt in self.beurten)
        span = max(beurt.at for beurt in self.beurten) - start
        return [beurt for beurt in self.beurten if 0.25 <= (beurt.at - start) / span <= 0.75]

    def rate(self) -> float:
        """Turns a second in the middle."""
        at = [beurt.at for beurt in self.middle()]
        return len(at) / (max(at) - min(at))


def times(beurten: Iterable[Beurt]) -> list[float]:
    """Milliseconds of the turns that were answered, shortest first."""
    return sorted(beurt.took * 1000 for beurt in beurten if beurt.took is not None)


def part(sorted_: list[float], share: float) -> float:
    """The time within which that share was answered."""
    return sorted_[min(math.ceil(share * len(sorted_)), len(sorted_)) - 1]


async def converse(server: Server, ritme: Ritme, naam: str) -> Uitkomst:
    """Everybody talks. Nothing of it runs in the process that is measured."""
    last, woorden = load(), verhalen()
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=60)
    timeout = aiohttp.ClientTimeout(total=None, connect=30)
    async with aiohttp.ClientSession(
        server.url, connector=connector, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()
    ) as client:
        bewoners = [Bewoner(nummer, client, ritme, woorden) for nummer in range(ritme.gesprekken)]
        cpu: list[float] = []
        watching = asyncio.create_task(_watch(server, cpu))
        start, mine = time.perf_counter(), time.process_time()
        await asyncio.gather(*(one.praat() for one in bewoners))
        duur, used = time.perf_counter() - start, time.process_time() - mine
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    return Uitkomst(naam, last, duur, bewoners, cpu, 100 * used / duur, server.memory())


async def _watch(server: Server, cpu: list[float]) -> None:
    while True:
        before, start = server.cpu(), time.perf_counter()
        await asyncio.sleep(WATCH)
        cpu.append(100 * (server.cpu() - before) / (time.perf_counter() - start))


def run(
    make: Callable[[Path], AbstractContextManager[Server]], ritme: Ritme, naam: str
) -> tuple[Uitkomst, Bevinding | None]:
    """A fresh server, the conversations, and afterwards what its database holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make(folder) as server:
            found = asyncio.run(converse(server, ritme, naam))
        return found, check(found.bewoners, server) if server.database.exists() else None


# --- what is told ---


def _line(found: Uitkomst, kind: str, beurten: list[Beurt], control: list[float]) -> str:
    took = times(beurten)
    shown = " | ".join(f"{part(took, share):.0f}" for share in (0.5, 0.95, 0.99, 1.0))
    ratio = f"{part(took, 0.5) / part(control, 0.5):.1f} | {part(took, 0.95) / part(control, 0.95):.1f}"
    return f"| {found.naam}: {kind} | {len(took)} | {shown} | {ratio} |"


def table(found: Uitkomst, control: Uitkomst) -> str:
    """Times of both, by kind of turn."""
    base = times(control.beurten)
    kinds = sorted({beurt.soort for beurt in found.beurten})
    return "\n".join(
        [
            "| wat | beurten | mediaan (ms) | p95 | p99 | langste | x echo, mediaan | x echo, p95 |",
            "|---|---|---|---|---|---|---|---|",
            _line(found, "alle beurten", found.beurten, base),
            *(_line(found, kind, [b for b in found.beurten if b.soort == kind], base) for kind in kinds),
            _line(found, "eerste beurt", [one.beurten[0] for one in found.bewoners], base),
            _line(control, "alle beurten", control.beurten, base),
        ]
    )


def facts(found: Uitkomst) -> str:
    """The circumstances of one run."""
    silent = sum(beurt.took is None for beurt in found.beurten)
    wrong = list(itertools.chain.from_iterable(one.fouten for one in found.bewoners))
    return (
        f"{found.naam}: {len(found.bewoners)} gesprekken in {found.duur:.0f} s, {found.rate():.1f} beurten per tel; "
        f"belasting vooraf {found.last}; server {statistics.fmean(found.cpu):.0f}% van een kern "
        f"(drukste {WATCH:.0f} tellen {max(found.cpu):.0f}%), {found.geheugen} MB; bewoners {found.client:.0f}%; "
        f"zonder antwoord {silent}; fouten {len(wrong)} {sorted(set(wrong))[:5]}; "
        f"dubbel verstuurd {sum(one.dubbel for one in found.bewoners)}, "
        f"verbinding verbroken {sum(one.verbroken for one in found.bewoners)}"
    )


def drukte(ritme: Ritme) -> None:
    """The control first, then the real thing, both with the same residents."""
    control, _ = run(bare, ritme, CONTROL)
    found, bevinding = run(elkedeur, ritme, REAL)
    assert bevinding is not None
    p95 = part(times(found.beurten), 0.95)
    verdict = "gehaald" if p95 < DEMAND else "NIET gehaald"
    out = [facts(control), facts(found), "", table(found, control), "", str(bevinding), ""]
    out.append(f"p95 {p95:.0f} ms; eis {DEMAND:.0f} ms: {verdict}.\n")
    sys.stdout.write("\n".join(out))
    sys.stdout.flush()


def plafond(ritme: Ritme) -> None:
    """Ever faster, each time anew, until p95 passes what is demanded; then the control at that same pace."""
    out = sys.stdout.write
    out(
        "| beurten per tel | mediaan (ms) | p95 | p99 | server (kern) | bewoners (kern) | belasting | klopt |\n"
    )
    out("|---|---|---|---|---|---|---|---|\n")
    for rate in CEILING:
        pause = ritme.gesprekken / rate
        faster = replace(ritme, beurten=SHORT, instap=pause, pauze=(0.5 * pause, 1.5 * pause))
        found, bevinding = run(elkedeur, faster, REAL)
        whole = "ja" if bevinding is not None and bevinding.klopt else f"NEE: {bevinding}"
        out(_pace(found, whole))
        sys.stdout.flush()
        if part(times(found.middle()), 0.95) > DEMAND:
            break
    out(_pace(run(bare, faster, CONTROL)[0], "echo"))
    sys.stdout.flush()


def _pace(found: Uitkomst, whole: str) -> str:
    took = times(found.middle())
    shown = " | ".join(f"{part(took, share):.0f}" for share in (0.5, 0.95, 0.99))
    return f"| {found.rate():.1f} | {shown} | {max(found.cpu):.0f}% | {found.client:.0f}% | {found.last} | {whole} |\n"
