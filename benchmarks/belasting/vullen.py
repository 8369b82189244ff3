"""Fills a database: a few dozen conversations that were really held, each copied thousands of times.

Every copy has its own ids, numbers, address and moments, and is sealed by the store's own keys. What was made is kept
in the cache of this user, since a hundred thousand take minutes.
"""

import asyncio
import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.chat.bewoner import NOT_PRESSED, ONWARD, verhalen
from benchmarks.kopieren import Kopieerder, Lezing, insert
from bot.store import Store
from bot.store.crypt import Crypt
from bot.store.gesprekken import Adres
from intents.lezer import Lezer
from tests.bot.conftest import Bot
from tests.e2e.process import START
from tests.fakes import SetClock

EERDER = 6_000_000_000  # chat ids of those in the store, from here on
SJABLONEN = 40
TURNS = 5
DAYS = 55  # over which they are spread: nothing is old enough to be thrown away yet
AT_ONCE = 500
VORM = b"2"  # another when what is made here changes
_MIGRATIONS = Path(__file__).parents[2] / "bot" / "store" / "migrations.py"


def cache() -> Path:
    """Where filled databases are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "elkedeur-belasting"


def filled(gesprekken: int, folder: Path) -> None:
    """Put a database with so many conversations in `folder`/gegevens, made now or before."""
    shape = hashlib.sha256(_MIGRATIONS.read_bytes() + VORM).hexdigest()[:12]
    kept = cache() / f"{shape}-{gesprekken}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as name:
            _make(gesprekken, Path(name) / "vol")
            (Path(name) / "vol").rename(kept)
    shutil.copytree(kept, folder / "gegevens", dirs_exist_ok=True)


def _make(gesprekken: int, folder: Path) -> None:
    bot = _bot(folder)
    asyncio.run(_talk(bot))
    bot.app.store.close()
    for extra in ("pakketten",):
        shutil.rmtree(folder / extra, ignore_errors=True)
    with Store.open(bot.settings.database, bot.settings.key_file) as store:
        crypt = store.crypt
        with closing(sqlite3.connect(bot.settings.database, isolation_level=None)) as connection:
            connection.execute("pragma synchronous = off")
            copier = Copier(connection, crypt)
            for first in range(SJABLONEN, gesprekken, AT_ONCE):
                copier.write(range(first, min(first + AT_ONCE, gesprekken)))
            connection.execute("pragma optimize")
    _count_months(bot)


def _count_months(bot: Bot) -> None:
    """The figures of the months that have ended, which cost seconds once a month: they were made long ago."""
    bot.start()
    bot.app.look()
    bot.app.store.scrub()
    bot.app.store.close()


def _bot(folder: Path) -> Bot:
    folder.mkdir(parents=True)
    bot = Bot(folder, lezer=Lezer.load())
    bot.clock = SetClock(START)
    bot.start()
    return bot


async def _talk(bot: Bot) -> None:
    """The conversations that are copied: some short, some handed over."""
    chance, woorden = random.Random(7), verhalen()  # noqa: S311 -- the same ones every time
    for nr in range(SJABLONEN):
        adres = Adres("telegram", str(EERDER + nr))
        await bot.says(chance.choice(woorden["begin"]), adres)
        for _ in range(chance.randint(0, TURNS)):
            knoppen = [id for _, id, _ in bot.resident.rows[-1].inhoud["knoppen"] if id not in NOT_PRESSED]
            onward = [id for id in knoppen if id in ONWARD]
            if knoppen and chance.random() < 0.8:
                id = onward[0] if onward and nr % 2 else chance.choice(knoppen)
                arg = next(arg for _, one, arg in bot.resident.rows[-1].inhoud["knoppen"] if one == id)
                await bot.taps(id, arg, adres)
            else:
                await bot.says(chance.choice(woorden["later"]), adres)


class Copier:
    """Writes copies of the conversations that stand in the database when it is made."""

    def __init__(self, connection: sqlite3.Connection, crypt: Crypt) -> None:
        self._db, self._kopieerder = connection, Kopieerder(crypt)
        self._chance = random.Random(11)  # noqa: S311 -- the same ones every time
        ids = [row[0] for row in connection.execute("select id from gesprek order by rowid")]
        lezing = Lezing(connection, crypt)
        self._sjablonen = [lezing.read(id) for id in ids]

    def write(self, numbers: range) -> None:
        """One copy for each number, all in one transaction."""
        self._db.execute("begin")
        for number in numbers:
            like = self._sjablonen[number % len(self._sjablonen)]
            back = timedelta(seconds=self._chance.uniform(0, DAYS * 86_400))
            moved = partial(_moved, back=back)
            for table, row in self._kopieerder.rows(like, number, str(EERDER + number), moved):
                insert(self._db, table, row)
        self._db.execute("commit")


def _moved(op: datetime, back: timedelta) -> datetime:
    """The past lies further back; what has to come still has to come, a day later at least."""
    return op - back if op <= START else op + timedelta(days=1) + back / 2
