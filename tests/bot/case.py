"""One signaal that was handed over, and who works on it: what the tests of the desk share."""

import asyncio
from datetime import datetime

from bot.core.signaal import Signaal
from bot.frontoffice.desk import Desk
from bot.store.behandelingen import Handeling, Lijst, Oog, Rij
from tests.bot.conftest import Bot

PLACE = "gemeente"


class HandedOver:
    """How one signaal stands now."""

    def __init__(self, bot: Bot, signaal_id: str) -> None:
        self.bot = bot
        self.id = signaal_id
        self.desk = Desk(bot.app.service)
        self.store = bot.app.store

    @property
    def signaal(self) -> Signaal:
        return self.desk.load(self.id)

    @property
    def rij(self) -> Rij:
        found = self.store.behandelingen.load(self.id)
        assert found is not None
        return found

    @property
    def now(self) -> datetime:
        return self.bot.clock.now()

    def colleague(self, login: str, functie: str = "medewerker", wijk: str = "") -> str:
        with self.store.transaction():
            return self.store.medewerkers.add(login, login.title(), (functie,), self.now, wijk=wijk)


class Case(HandedOver):
    """With one colleague, and keys for what she does."""

    def __init__(self, bot: Bot, signaal_id: str) -> None:
        super().__init__(bot, signaal_id)
        self.me = self.colleague("noor")
        self._count = 0

    @property
    def key(self) -> str:
        self._count += 1
        return f"web:{self._count}"

    def done(self, soort: str) -> list[Handeling]:
        return [one for one in self.store.behandelingen.handelingen(self.id) if one.soort == soort]

    def lists(self) -> dict[Lijst, int]:
        return self.store.behandelingen.counts(Oog(self.me), self.now)


def handed_over(bot: Bot, tekst: str = "ik wil bijstand") -> Case:
    return Case(bot, asyncio.run(bot.forward(tekst)))


def settled(case: Case) -> list[str]:
    return asyncio.run(case.bot.settle())
