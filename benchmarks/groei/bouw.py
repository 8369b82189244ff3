"""Fills a store with as much as a year brings: conversations that were really held, copied as often as the model says.

Of each example is kept how it stood at several ages, up to and after the day on which the job of bot/bewaren.py
erases it. So a copy of one that is a month old is an example of a month old, and no rule is told twice.
"""

import asyncio
import bisect
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from benchmarks.groei.aannames import Aannames
from benchmarks.groei.jaar import Jaar, Verloop
from benchmarks.groei.spelen import Gespeeld, Speler
from benchmarks.kopieren import Kopieerder, Lezing, Row, Sjabloon, insert
from bot import bewaren
from bot.store import Store
from bot.store.crypt import Crypt
from tests.bot.conftest import Bot

VOORBEELDEN = 200
# Days after the first word at which an example is read again; 3 hours is the first.
JONG = (0.125, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
OPGERUIMD, COMPLEET = JONG[-2:]  # from the one on nothing is left lying; at the other all has been said
VOORBIJ = 120.0  # days after which nothing happens any more but that it goes
LEEWAY = 1.0  # a day after its term ends it is gone
AT_ONCE = 500
ADRES = "groei-{:020d}"


class Doel(Protocol):
    """A store that rows can be written into by the hundred. SQLite stands below; PostgreSQL is one more class."""

    def write(self, rows: Iterable[tuple[str, Row]]) -> None:
        """All rows of one conversation, parents first."""
        ...

    def done(self) -> None:
        """Nothing more comes."""
        ...


class SqliteDoel:
    """Writes beside the store, without waiting for the disk: what is being filled may be lost."""

    def __init__(self, database: Path) -> None:
        self._db = sqlite3.connect(database, isolation_level=None)
        self._db.execute("pragma synchronous = off")
        self._db.execute("pragma cache_size = -400000")
        self._db.execute("begin")
        self._rows: dict[tuple[str, tuple[str, ...]], list[list[Any]]] = defaultdict(list)
        self._count = 0

    def write(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Kept back until there are some hundreds."""
        for table, row in rows:
            self._rows[table, tuple(row)].append(list(row.values()))
        self._count += 1
        if self._count % AT_ONCE == 0:
            self._flush()

    def _flush(self) -> None:
        for (table, columns), rows in self._rows.items():
            marks = ",".join("?" * len(columns))
            self._db.executemany(f"insert into {table} ({','.join(columns)}) values ({marks})", rows)  # noqa: S608
        self._rows.clear()
        self._db.execute("commit")
        self._db.execute("begin")

    def done(self) -> None:
        """Writes the rest, and leaves the file as a bot would find it."""
        self._flush()
        self._db.execute("commit")
        self._db.execute("pragma optimize")
        self._db.execute("pragma wal_checkpoint(truncate)")
        self._db.close()


@dataclass(frozen=True)
class Boek:
    """The examples. stand: age in days -> each example as it stood then, in the order of `gespeeld`.

    medewerkers: rows that all of them point to. sleutel: the key file that belongs to them.
    """

    gespeeld: Sequence[Gespeeld]
    standen: dict[float, tuple[Sjabloon, ...]]
    medewerkers: tuple[Row, ...]
    sleutel: Path

    @property
    def leeftijden(self) -> list[float]:
        return sorted(self.standen)

    def like(
        self, verloop: Verloop, leeftijd: timedelta, *, hoogstens: float = 1e9
    ) -> tuple[Gespeeld, Sjabloon] | None:
        """An example of the same kind, as it stood at that age; None when it is younger than any."""
        days = min(leeftijd / timedelta(days=1), hoogstens)
        place = bisect.bisect_right(self.leeftijden, days) - 1
        if place < 0:
            return None
        nr = self._nearest(verloop)
        return self.gespeeld[nr], self.standen[self.leeftijden[place]][nr]

    def _nearest(self, verloop: Verloop) -> int:
        """On the same channel, and then by what makes most difference first."""
        found = list(range(len(self.gespeeld)))
        for wanted in (_kanaal, _einde, _antwoord, _contact):
            fits = [nr for nr in found if wanted(self.gespeeld[nr].verloop) == wanted(verloop)]
            found = fits or found
        return found[verloop.toeval % len(found)]


def _einde(one: Verloop) -> object:
    return one.einde


def _kanaal(one: Verloop) -> object:
    return one.kanaal


def _antwoord(one: Verloop) -> object:
    return (one.opvolging, one.hoe)


def _contact(one: Verloop) -> object:
    return min(one.contact, 3)


def voorbeelden(folder: Path, lezer: Any, jaar: Jaar, count: int = VOORBEELDEN) -> Boek:
    """Play so many out of the year, evenly over it, and read them at each age. Takes a minute."""
    every = max(round(jaar.verwacht / count), 1)
    chosen = [one for nr, one in enumerate(jaar) if nr % every == 0]
    folder.mkdir(parents=True, exist_ok=True)
    bot = Bot(folder, lezer=lezer)
    try:
        return asyncio.run(_grown(bot, chosen))
    finally:
        bot.app.store.close()


async def _grown(bot: Bot, chosen: Sequence[Verloop]) -> Boek:
    store, bewaar = bot.app.store, bot.settings.bewaar
    speler = Speler(bot, chosen)
    begin = speler.begin
    standen: dict[float, tuple[Sjabloon, ...]] = {}
    with closing(sqlite3.connect(bot.settings.database, isolation_level=None)) as connection:
        lezing = Lezing(connection, store.crypt, whole=True)
        known: Sequence[Sjabloon | None] = [None] * len(chosen)
        for age in _ages(bot):
            moment = begin + timedelta(days=age) + (timedelta(hours=1) if age >= 1 else timedelta(0))
            if age < VOORBIJ:
                await speler.tot(moment)
            else:
                bot.clock.pass_(seconds=(moment - bot.clock.now()).total_seconds())
                bot.app.look()
            if OPGERUIMD <= age < VOORBIJ:
                speler.left()
            if age > COMPLEET:
                bewaren.sweep_all(store, bewaar, bot.clock.now())
            await bot.app.settle()
            standen[age] = known = tuple(
                _read(lezing, one, earlier) for one, earlier in zip(speler.gespeeld, known, strict=True)
            )
        columns = [row[1] for row in connection.execute("pragma table_info(medewerker)")]
        rows = connection.execute(f"select {','.join(columns)} from medewerker").fetchall()  # noqa: S608
    medewerkers = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    return Boek(speler.gespeeld, standen, medewerkers, bot.settings.key_file)


def _ages(bot: Bot) -> list[float]:
    """The young ones, and a day after each term; a year and more is looked at again some weeks on."""
    bewaar = bot.settings.bewaar
    terms = {
        bewaar.bericht,
        bewaar.verstuurd,
        bewaar.herziening,
        bewaar.gesprek,
        bewaar.gezien,
        bewaar.inzage,
    }
    after = {
        bewaar.bericht + 9,
        *(bewaar.gesprek + days for days in (10, 20, bewaar.kopie + bewaren.MARGIN.days + 10)),
    }
    return [*JONG, *sorted(one + LEEWAY for one in terms | after)]


def _read(lezing: Lezing, one: Gespeeld, earlier: Sjabloon | None) -> Sjabloon:
    if earlier is None:
        return lezing.read(one.gesprek_id, one.bronnen)
    return lezing.read(one.gesprek_id, [*earlier.bronnen, *one.bronnen], earlier.signalen)


@dataclass(frozen=True)
class Gevuld:
    """gesprekken: how many the model gave; bewaard: of how many there still is anything. rijen: written, by table."""

    gesprekken: int
    bewaard: int
    rijen: dict[str, int]


def fill(
    doel: Doel, boek: Boek, crypt: Crypt, verlopen: Iterable[Verloop], nu: datetime, *, compleet: bool = False
) -> Gevuld:
    """Write what a store holds of these at that moment. compleet: all of it, as if nothing was ever erased."""
    kopieerder, rijen, many, kept = Kopieerder(crypt), defaultdict[str, int](int), 0, 0
    for one in verlopen:
        many += 1
        age = timedelta(days=COMPLEET) if compleet else nu - one.op
        found = boek.like(one, age, hoogstens=COMPLEET if compleet else 1e9)
        if found is None:
            continue
        gespeeld, sjabloon = found
        moved = partial(_moved, by=one.op - gespeeld.begin)
        rows = list(kopieerder.rows(sjabloon, one.nummer, ADRES.format(one.nummer), moved))
        for table, _ in rows:
            rijen[table] += 1
        kept += bool(rows)
        doel.write(rows)
    doel.done()
    return Gevuld(many, kept, dict(rijen))


def _moved(op: datetime, by: timedelta) -> datetime:
    return op + by


def empty(folder: Path, boek: Boek) -> Path:
    """A store without conversations, with the key and the colleagues of the examples; gives its file."""
    folder.mkdir(parents=True)
    key, database = folder / boek.sleutel.name, folder / "elkedeur.db"
    shutil.copy2(boek.sleutel, key)
    Store.open(database, key).close()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for row in boek.medewerkers:
            insert(connection, "medewerker", row)
    return database


def year_before(nu: datetime, inwoners: Sequence[int], aannames: Aannames, zaad: int, dagen: int) -> Jaar:
    """The conversations of that many days up to a moment."""
    return Jaar(inwoners, aannames, zaad, begin=nu.date() - timedelta(days=dagen), dagen=dagen)


def remove(folder: Path) -> None:
    """A full store takes room that the next one may need."""
    shutil.rmtree(folder)
