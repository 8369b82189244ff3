"""Fills a database: a few dozen conversations that were really held, each copied thousands of times.

Every copy has its own ids, numbers, address and moments, and is sealed by the store's own keys. What was made is kept
in the cache of this user, since a hundred thousand take minutes.
"""

import asyncio
import hashlib
import json
import os
import random
import re
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.chat.bewoner import NOT_PRESSED, ONWARD, verhalen
from bot.store import Store
from bot.store.crypt import Crypt
from bot.store.gesprekken import Adres
from bot.store.times import moment, stamp
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
_TIME = re.compile(r"\d{4}-\d\d-\d\dT")
_MIGRATIONS = Path(__file__).parents[2] / "bot" / "store" / "migrations.py"
Row = dict[str, Any]


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


@dataclass(frozen=True)
class Sealed:
    """A value that was opened once, to be sealed again with other ids in it."""

    tekst: str
    soort: Any


class Copier:
    """Writes copies of the conversations that stand in the database when it is made."""

    def __init__(self, connection: sqlite3.Connection, crypt: Crypt) -> None:
        self._db, self._crypt = connection, crypt
        self._chance = random.Random(11)  # noqa: S311 -- the same ones every time
        self._tables = list(_tables(connection))
        ids = [row[0] for row in connection.execute("select id from gesprek order by rowid")]
        self._sjablonen = [self._read(id) for id in ids]

    def write(self, numbers: range) -> None:
        """One copy for each number, all in one transaction."""
        self._db.execute("begin")
        for number in numbers:
            for table, row in self._copy(number):
                into = f"insert into {table} ({','.join(row)})"  # names from the database itself
                self._db.execute(f"{into} values ({','.join('?' * len(row))})", list(row.values()))
        self._db.execute("commit")

    def _read(self, id: str) -> list[tuple[str, Row]]:
        """Every row of one conversation, parents first."""
        signalen = [row[0] for row in self._db.execute("select id from signaal where gesprek_id = ?", [id])]
        found: list[tuple[str, Row]] = []
        for table, columns, own in self._tables:
            keys = [id] if own in ("gesprek_id", "id") and table != "signaal" else signalen
            if table == "signaal":
                own, keys = "gesprek_id", [id]
            for key in keys:
                rows = self._db.execute(f"select {','.join(columns)} from {table} where {own} = ?", [key])  # noqa: S608
                found += [(table, self._opened(dict(zip(columns, row, strict=True)))) for row in rows]
        return found

    def _opened(self, row: Row) -> Row:
        return {name: self._open(value) if name.endswith("_geheim") else value for name, value in row.items()}

    def _open(self, value: Any) -> Any:
        """Whatever key it was sealed with; what is empty stays so."""
        if not value:
            return value
        for soort in ("inhoud", "identiteit"):
            try:
                return Sealed(json.dumps(self._crypt.unseal(value, soort), ensure_ascii=False), soort)  # type: ignore[arg-type]
            except Exception:  # noqa: S112 -- the other one, then
                continue
        raise ValueError("sealed with a key that is not here")

    def _copy(self, number: int) -> Iterator[tuple[str, Row]]:
        rows = self._sjablonen[number % len(self._sjablonen)]
        names: dict[str, str] = {}
        for _, row in rows:
            names |= {row[name]: secrets.token_hex(8) for name in ("id",) if isinstance(row.get("id"), str)}
            if "nummer" in row and "status" in row and "rol" in row:
                names[row["nummer"]] = (
                    f"{number:08d}" if number >= 10_000_000 else f"{10_000_000 + number:08d}"
                )
        names |= {str(EERDER + number % len(self._sjablonen)): str(EERDER + number)}
        back = timedelta(seconds=self._chance.uniform(0, DAYS * 86_400))
        for count, (table, row) in enumerate(rows):
            made = {name: self._value(name, value, names, back) for name, value in row.items()}
            if "adres_hash" in made:
                made["adres_hash"] = self._crypt.lookup("telegram", str(EERDER + number))
            if "bron" in made:
                made["bron"] = f"vul:{number}:{count}"
                yield "gezien", {"bron": made["bron"], "op": made["ontvangen"]}
            if "sleutel" in made and table == "outbox":
                made["sleutel"] = f"vul{number}:{count}"
            yield table, made

    def _value(self, name: str, value: Any, names: dict[str, str], back: timedelta) -> Any:
        if isinstance(value, Sealed):
            return self._crypt.seal(json.loads(_renamed(value.tekst, names)), value.soort)
        if isinstance(value, str) and _TIME.match(value):
            return _moved(moment(value), back)
        return names.get(value, value) if isinstance(value, str) else value


def _renamed(tekst: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        tekst = tekst.replace(old, new)
    return tekst


def _moved(op: datetime, back: timedelta) -> str:
    """The past lies further back; what has to come still has to come, a day later at least."""
    return stamp(op - back if op <= START else op + timedelta(days=1) + back / 2)


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str], str]]:
    """Parents first: name, columns without the number that the database gives, and the column that says whose."""
    names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    first = ("gesprek", "adres", "signaal", "behandeling")
    for table in sorted(names, key=lambda name: (first.index(name) if name in first else len(first), name)):
        info = connection.execute(f"pragma table_info({table})").fetchall()
        columns = [row[1] for row in info if not (row[5] == 1 and row[2].lower() == "integer")]
        own = next((name for name in ("gesprek_id", "signaal_id") if name in columns), None)
        if table in ("gesprek", "adres") and own is None:
            own = "id"
        if own is not None and table not in ("chat", "chatsessie", "gewist"):
            yield table, columns, own
