"""A whole bot on a real SQLite file, with a clock that stands still and channels that only remember."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.errors import DeliveryError
from bot.app import App, build
from bot.config import load_settings
from bot.store.engine import columns
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing
from tests import plekken
from tests.fakes import SetClock, WordLezer

RESIDENT = Adres("telegram", "4242")


# By when a signaal was made, also when the clock stands still.
LAST_MADE = "(select min(id) from zet where signaal_id = signaal.id)"


class Remembering:
    """A channel that keeps what it is given; `fail` holds errors to raise first."""

    def __init__(self) -> None:
        self.rows: list[Outgoing] = []
        self.fail: list[DeliveryError] = []

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        if self.fail:
            raise self.fail.pop(0)
        begin()
        self.rows.append(row)
        return f"m{row.id}"

    @property
    def texts(self) -> list[str]:
        return [row.inhoud["tekst"] for row in self.rows]


# The buttons on the whole way to an overdracht.
TO_TEAM = ("doorgeven", "urgentie_week", "wijk_overslaan", "bereik_gesprek", "verstuur", "opvolging_ja")


class Bot:
    """A bot to talk with."""

    def __init__(self, folder: Path, *, lezer: Any = None, **settings: Any) -> None:
        self.folder = folder
        self._lezer = lezer or WordLezer()
        self.clock = SetClock()
        given = {"groep": -100, "pakket_map": folder / "pakketten", "wacht_op_vervolg": 0}
        given |= plekken.settings_at(folder) | settings
        self.settings = load_settings(gegevens=folder, **given)
        self.resident, self.group, self.folder_channel, self.mail = (Remembering() for _ in range(4))
        self._count = 0
        self.app = self.start()

    def start(self) -> App:
        """Start, or start again after a crash: everything that is not in the file is gone."""
        self.app = build(self.settings, clock=self.clock, lezer=self._lezer)
        plekken.close_later(self.app.store)
        self.app.channels.update(
            bewoner=self.resident.send,
            groep=self.group.send,
            pakket_map=self.folder_channel.send,
            mail=self.mail.send,
            pakket_mail=self.mail.send,
        )
        return self.app

    def restart(self) -> App:
        """As after a crash, with the next process there when the database knows that the one before is gone."""
        before = self.app.store.werk.naam
        self.app.store.close()
        werk = self.start().store.werk
        while not werk.gone([before]):  # a server needs a moment to see it
            werk.look()
        return self.app

    def receive(self, kind: str, adres: Adres = RESIDENT, bron: str | None = None, **inhoud: Any) -> bool:
        self._count += 1
        return self.app.service.receive(adres, bron or f"u{self._count}", kind, inhoud)

    async def says(self, tekst: str, adres: Adres = RESIDENT) -> list[str]:
        """One message; gives the texts of the reply."""
        self.receive("tekst", adres, tekst=tekst)
        return await self.settle()

    async def taps(self, id: str, arg: str = "", adres: Adres = RESIDENT) -> list[str]:
        self.receive("knop", adres, id=id, arg=arg)
        return await self.settle()

    async def command(self, naam: str, payload: str = "") -> list[str]:
        self.receive("commando", naam=naam, payload=payload)
        return await self.settle()

    async def settle(self) -> list[str]:
        before = len(self.resident.rows)
        await self.app.settle()
        return self.resident.texts[before:]

    async def look(self) -> list[str]:
        self.app.look()
        return await self.settle()

    async def forward(self, tekst: str = "ik wil bijstand", adres: Adres = RESIDENT) -> str:
        """The whole way to an overdracht; gives the id of the signaal."""
        await self.says(tekst, adres)
        for knop in TO_TEAM:
            await self.taps(knop, adres=adres)
        return self.rows(f"select id from signaal order by {LAST_MADE} desc")[0][0]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        done = self.app.store._db.execute(sql)
        return [] if done.description is None else list(done.fetchall())

    def tables(self) -> list[str]:
        """All tables."""
        return sorted(self.app.store._db.table_names())

    def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        return list(columns(self.app.store._db, table))

    def stored(self) -> bytes:
        """Everything that stands in the database, as it lies there."""
        return plekken.raw(self.settings.database)


def go(bot: Bot, *acts: str) -> list[str]:
    """Taps by name, or words (those with a space); gives the texts of the last reply."""

    async def play() -> list[str]:
        last: list[str] = []
        for act in acts:
            last = await (bot.says(act) if " " in act else bot.taps(*act.split(":")))
        return last

    return asyncio.run(play())


def forward_with(bot: Bot, contact: str) -> str:
    """The whole way to an overdracht, to be answered there; gives the id of the signaal."""
    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", contact, *TO_TEAM[4:])
    return str(bot.rows(f"select id from signaal order by {LAST_MADE} desc")[0][0])


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    made = Bot(tmp_path)
    yield made
    made.app.store.close()
