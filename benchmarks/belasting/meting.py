"""One run: a bot, a queue of residents, and what there is to say of it afterwards."""

import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.belasting.controle import Bevinding, check
from benchmarks.belasting.lijn import Bericht, Lijn
from benchmarks.belasting.proces import Proces

TO_REST = 600.0  # seconds that a backlog may take afterwards
QUIET = 2.0  # seconds without a new answer, by which a bare bot is done


@dataclass
class Uitkomst:
    """One run.

    cpu: percent of one core, while messages came. per_bericht: milliseconds of computing for one message, all in all;
    what else runs on the machine hardly changes that. rust: seconds after the last message until all was done.
    """

    naam: str
    belasting: float
    berichten: list[Bericht]
    seconden: float
    rust: float
    cpu: float
    server_cpu: float
    per_bericht: float
    geheugen: int
    antwoorden: int
    bevinding: Bevinding | None = None
    open: int = 0

    def times(self, *soorten: str) -> list[float]:
        """Milliseconds until the first answer, shortest first."""
        return sorted(
            one.took * 1000
            for one in self.berichten
            if one.took is not None and (not soorten or one.soort in soorten)
        )

    @property
    def per_seconde(self) -> float:
        return len(self.berichten) / self.seconden

    @property
    def zonder(self) -> int:
        """How many never got an answer."""
        return sum(one.took is None for one in self.berichten)


def part(sorted_: list[float], share: float) -> float:
    """The time within which that share was answered; 0 when there is none."""
    if not sorted_:
        return 0.0
    return sorted_[min(math.ceil(share * len(sorted_)), len(sorted_)) - 1]


def median(values: Iterable[float]) -> float:
    """0 when there is none."""
    found = list(values)
    return statistics.median(found) if found else 0.0


Make = Callable[[Path, Lijn], AbstractContextManager[Proces]]


@contextmanager
def folder() -> Iterator[Path]:
    """For one run, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="belasting-") as name:
        yield Path(name)


def measure(make: Make, where: Path, ride: Callable[[Lijn], list[Bericht]]) -> Uitkomst:
    """Start it, let everybody speak, wait until it is done, and compare what both sides hold."""
    busy = os.getloadavg()[0]
    with Lijn() as lijn, make(where, lijn) as proces:
        own, server, begin = proces.cpu(), lijn.cpu(), time.monotonic()
        sent = ride(lijn)
        spent = time.monotonic() - begin
        start, own, server = own, proces.cpu() - own, lijn.cpu() - server
        open_ = proces.open_rows() + lijn.pending_()
        rust = _rest(proces, lijn)
        each = 1000 * (proces.cpu() - start) / len(sent)
        memory = proces.memory()
    found = Uitkomst(
        naam=proces.naam,
        belasting=busy,
        berichten=sent,
        seconden=spent,
        rust=rust,
        cpu=100 * own / spent,
        server_cpu=100 * server / spent,
        per_bericht=each,
        geheugen=memory,
        antwoorden=sum(len(one.antwoorden) for one in lijn.gesprekken.values()),
        open=open_,
    )
    if proces.bewaart:
        found.bevinding = check(lijn, proces, sent)
    return found


def _rest(proces: Proces, lijn: Lijn) -> float:
    """Seconds until nothing waits any more, on either side."""
    begin = quiet = time.monotonic()
    seen = -1
    while time.monotonic() - begin < TO_REST:
        count = sum(len(one.antwoorden) for one in lijn.gesprekken.values())
        if lijn.pending_() or count != seen or proces.open_rows():
            seen, quiet = count, time.monotonic()
        elif time.monotonic() - quiet > QUIET:
            return quiet - begin
        time.sleep(0.2)
    sys.stderr.write("it never came to rest\n")
    return TO_REST
