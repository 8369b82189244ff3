"""Measures stores of several sizes: room, questions, erasing, counting, a copy. What was found is kept as JSON.

All times are of the processor, without waiting for the disk or for what else runs on the machine.
"""

import json
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.groei import bouw
from benchmarks.groei.aannames import Aannames
from benchmarks.groei.bouw import Boek, Gevuld
from benchmarks.groei.jaar import Jaar
from benchmarks.groei.omvang import Kopie, SqliteOmvang, Tabel
from benchmarks.groei.vragen import Tijd, Vragen
from bot import bewaren
from bot.config import Bewaar, Settings
from bot.frontoffice.inzicht import periode, vastleggen
from bot.store import Store
from bot.store.crypt import Crypt

UITKOMST = Path(__file__).with_name("uitkomst.json")
NU = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a friday
WEEK = timedelta(days=7)
HANDFULS, LONG_ENOUGH = 40, 30_000.0  # so many, or milliseconds
DAGEN = Bewaar().inzage + 10  # everything that is kept at all began within so many days


@dataclass(frozen=True)
class Grootte:
    """A store of one size. keer: how many times the municipality. wissen: milliseconds to erase a handful of each kind.

    tellen: seconds to count the figures of the last month. vullen: seconds that it took to make this store.
    """

    keer: int
    gevuld: Gevuld
    tabellen: dict[str, Tabel]
    bestand: int
    tijden: list[Tijd]
    kopie: Kopie
    wissen: float
    tellen: float
    vullen: float


def say(words: str) -> None:
    """A long wait is easier with a word now and then."""
    sys.stderr.write(f"{words}\n")


@contextmanager
def folder() -> Iterator[Path]:
    """Gone afterwards."""
    with TemporaryDirectory(prefix="elkedeur-groei-") as name:
        yield Path(name)


def year_without_erasing(where: Path, boek: Boek, jaar: Jaar) -> dict[str, Tabel]:
    """What one year brings when nothing ever goes."""
    database = bouw.empty(where, boek)
    key = where / boek.sleutel.name
    crypt = Crypt.from_file(key, may_create=False)
    bouw.fill(bouw.SqliteDoel(database), boek, crypt, jaar, NU, compleet=True)
    return SqliteOmvang(database, key).tabellen()


def erased_by_the_job(
    where: Path, boek: Boek, verlopen: Jaar
) -> tuple[dict[str, int], float, dict[str, int]]:
    """Two years of which nothing was erased, and then the real job at once: rows that are left, seconds, what went."""
    database = bouw.empty(where, boek)
    key = where / boek.sleutel.name
    crypt = Crypt.from_file(key, may_create=False)
    bouw.fill(bouw.SqliteDoel(database), boek, crypt, verlopen, NU, compleet=True)
    with Store.open(database, key) as store:
        _as_if_counted(store, NU)
        begin = time.process_time()
        gone = bewaren.sweep_all(store, Bewaar(), NU)
        took = time.process_time() - begin
    return {name: one.rijen for name, one in SqliteOmvang(database, key).tabellen().items()}, took, gone


def size(
    where: Path, boek: Boek, inwoners: Sequence[int], aannames: Aannames, zaad: int, keer: int
) -> Grootte:
    """A store as it is after years of use, so many times as large."""
    database = bouw.empty(where, boek)
    key = where / boek.sleutel.name
    jaar = bouw.year_before(NU, [keer * one for one in inwoners], aannames, zaad, DAGEN)
    begin = time.process_time()
    gevuld = bouw.fill(bouw.SqliteDoel(database), boek, Crypt.from_file(key, may_create=False), jaar, NU)
    took = time.process_time() - begin
    say(
        f"{keer} keer: {gevuld.gesprekken} gesprekken in {took:.0f} s, {database.stat().st_size / 1e6:.0f} MB"
    )
    omvang = SqliteOmvang(database, key)
    tabellen, bestand = omvang.tabellen(), omvang.bestand()
    made = omvang.kopie(where / "kopieen", NU)
    shutil.rmtree(where / "kopieen")
    with Store.open(database, key) as store:
        tellen = _count_month(store)
        _as_if_counted(store, NU + WEEK)
        who = list(_last(jaar, days=300))
        tijden = Vragen(store, who, str(boek.medewerkers[0]["id"]), NU).all()
        say(f"{keer} keer: vragen gesteld, een maand geteld in {tellen:.1f} s")
        wissen = _handful(store)
    return Grootte(keer, gevuld, tabellen, bestand, tijden, made, wissen, tellen, took)


def _last(jaar: Jaar, days: int) -> Iterator[Any]:
    """Of the year that was written, those of the last days before it ends; none of the last day itself."""
    return (one for one in jaar if NU - timedelta(days=days) < one.op < NU - timedelta(days=1))


def _count_month(store: Store) -> float:
    """Seconds for the month before."""
    maand = periode.month_of(periode.month_of(NU).begin - timedelta(days=1))
    begin = time.process_time()
    vastleggen.count(store, Settings(), maand, NU)
    return time.process_time() - begin


def _as_if_counted(store: Store, now: datetime) -> None:
    """The months that have ended were counted when they did: nothing waits for that."""
    maand = periode.month_of(now - timedelta(days=DAGEN + 40))
    with store.transaction():
        while maand.end <= now:
            store.cijfers.fix(maand.id, maand.id, {}, now)
            maand = periode.next_month(maand)


def _handful(store: Store) -> float:
    """Milliseconds for one look of the planner at a time when there is enough to erase of every kind."""
    times: list[float] = []
    while len(times) < HANDFULS and sum(times) < LONG_ENOUGH:
        begin = time.process_time()
        if not bewaren.sweep(store, Bewaar(), NU + WEEK):
            break
        times.append(1000 * (time.process_time() - begin))
    return statistics.mean(times)


def keep(naam: str, found: Any, file: Path = UITKOMST) -> None:
    """Beside what was kept before under another name."""
    kept = read(file) | {naam: found}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1, default=asdict) + "\n", encoding="utf-8")


def read(file: Path = UITKOMST) -> dict[str, Any]:
    """What was kept; nothing when nothing was measured yet."""
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
