"""SQLite, PostgreSQL with one, two and four processes, and the bare echo bot in one run; and one long steady run."""

import json
import os
import statistics
from dataclasses import dataclass
from functools import partial

from benchmarks.belasting import tabel
from benchmarks.belasting.meting import Make, Uitkomst, folder, measure, part
from benchmarks.belasting.proces import elkedeur, kaal, ploeg
from benchmarks.belasting.rit import Stoet
from benchmarks.groei.maat import WERKERS
from tests.postgres import PostgresServer

INEENS = 300  # residents at one moment: enough to keep four processes at work for a while
RONDES = 3
AANTALLEN = (1, 2, 4)
# A second, for so many minutes: all that the whole country asks in its busiest minute, many times over, and still
# under what two processes can do on two cores that also play Telegram and hold the server.
CALM, MINUTEN = 15.0, 10.0


@dataclass(frozen=True)
class Kandidaat:
    """One of those that are measured. werkers: 0 when it is not on PostgreSQL."""

    naam: str
    make: Make | None = None
    werkers: int = 0


def candidates() -> list[Kandidaat]:
    """In the order in which they come by, round after round."""
    return [
        Kandidaat("kale echo", kaal),
        Kandidaat("SQLite, 1 proces", elkedeur),
        *(Kandidaat(f"PostgreSQL, {one} {_processes(one)}", werkers=one) for one in AANTALLEN),
    ]


def _processes(count: int) -> str:
    return "proces" if count == 1 else "processen"


def werkers(aantal: int = INEENS, rondes: int = RONDES) -> dict[str, str]:
    """The parts `werkers` and `naast` of docs/groei.md; the rates go to a file that the sizes are worked out from."""
    found: dict[str, list[Uitkomst]] = {}
    with PostgresServer(durable=True) as server:
        these = candidates()
        for _ in range(rondes):
            for one in these:
                found.setdefault(one.naam, []).append(_round(one, server, aantal))
    _keep(these, found)
    return {"werkers": _workers(these, found), "naast": _beside(found, aantal, rondes)}


def _round(one: Kandidaat, server: PostgresServer, aantal: int) -> Uitkomst:
    """Each on an empty database, which is looked at once more when the processes have ended."""
    with folder() as where, server.database() as database:
        make = one.make or partial(ploeg, url=database.url, aantal=one.werkers)
        return measure(make, where, lambda lijn: Stoet(lijn).ineens(aantal))


def gestaag(per_seconde: float = CALM, minuten: float = MINUTEN) -> dict[str, str]:
    """The part `gestaag` of docs/groei.md: so many a second, for long, by two processes on one database."""
    with PostgresServer(durable=True) as server, folder() as where, server.database() as database:
        make = partial(ploeg, url=database.url, aantal=2)
        found = measure(make, where, lambda lijn: Stoet(lijn).gestaag(per_seconde, 60 * minuten))
    rows = [
        tabel.row("alle berichten", found),
        tabel.row("getypte tekst (wacht eerst 1,2 tel op meer)", found, "tekst"),
        tabel.row("knop", found, "knop"),
    ]
    return {"gestaag": "\n\n".join([tabel.stamped(), tabel.table(rows), tabel.facts(found)])}


def rate(one: Uitkomst) -> float:
    """Messages a second: from the moment they were there until the last was answered."""
    return len(one.berichten) / max(took for m in one.berichten if (took := m.took) is not None)


def _median(runs: list[Uitkomst]) -> float:
    return statistics.median(map(rate, runs))


def _beside(found: dict[str, list[Uitkomst]], aantal: int, rondes: int) -> str:
    first = _median(found["SQLite, 1 proces"])
    lines = [
        "| wat | berichten per tel, mediaan | laagste en hoogste | naast SQLite | rekenwerk per bericht | p95 |",
        "|---|---|---|---|---|---|",
    ]
    for naam, runs in found.items():
        rates = sorted(map(rate, runs))
        times = [part(one.times(), 0.95) for one in runs]
        lines.append(
            f"| {naam} | {tabel.n(_median(runs), 1)} | {tabel.n(rates[0], 1)} tot {tabel.n(rates[-1], 1)}"
            f" | {tabel.n(_median(runs) / first, 2)} keer"
            f" | {tabel.n(statistics.median(one.per_bericht for one in runs), 1)} ms"
            f" | {tabel.seconds(statistics.median(times))} |"
        )
    checks = [f"{naam}: {runs[-1].bevinding}" for naam, runs in found.items() if runs[-1].bevinding]
    how = f"{aantal} bewoners schrijven op hetzelfde moment; {rondes} rondes om en om. {' '.join(checks)}"
    return "\n\n".join([tabel.stamped(), "\n".join(lines), how])


def _workers(these: list[Kandidaat], found: dict[str, list[Uitkomst]]) -> str:
    lines = ["| processen | berichten per tel | per proces | geheugen samen |", "|---|---|---|---|"]
    for one in these:
        if one.werkers:
            runs = found[one.naam]
            memory = statistics.median(run.geheugen for run in runs)
            lines.append(
                f"| {one.werkers} | {tabel.n(_median(runs), 1)} | {tabel.n(_median(runs) / one.werkers, 1)}"
                f" | {tabel.n(memory)} MB |"
            )
    return "\n\n".join([tabel.stamped(), "\n".join(lines)])


def _keep(these: list[Kandidaat], found: dict[str, list[Uitkomst]]) -> None:
    runs = {one.werkers: found[one.naam] for one in these if one.werkers}
    kept = {
        "bron": "python -m benchmarks.groei werkers",
        "kernen": os.cpu_count(),
        "berichten_per_seconde": {str(count): round(_median(of), 2) for count, of in runs.items()},
        "ms_per_bericht": round(statistics.median(one.per_bericht for one in runs[1]), 2),
        "mb_per_werker": statistics.median(one.geheugen for one in runs[1]),
    }
    WERKERS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
