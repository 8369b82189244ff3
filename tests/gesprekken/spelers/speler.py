"""Plays a conversation of tests/gesprekken turn by turn. How a resident does it and sees it is left to a face."""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from bot.core import effects as e
from tests.bot.conftest import LAST_MADE, Bot

# What happens in a turn, and what is expected of it.
DAAD = ("zegt", "tikt", "opdracht", "stuurt", "dagen", "collega")
KNOWN = {*DAAD, "antwoord", "status", "nood", "groep"}
BUTTONS_OF_GROUP = ("oppakken", "afsluiten")
BETWEEN = 20  # seconds in which a person reads the reply, and types or taps


@dataclass(frozen=True)
class Gezien:
    """A message of the bot as a resident has it before him. knoppen: (label, id and arg)."""

    tekst: str
    knoppen: tuple[tuple[str, str], ...] = ()


class Speler(ABC):
    """One conversation being played."""

    bot: Bot

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.keys: list[str] = []
        performer = bot.app.performer
        perform = performer.perform
        performer.perform = lambda step, effect: (self._note(effect), perform(step, effect))[1]  # type: ignore[method-assign]

    @contextlib.asynccontextmanager
    async def playing(self) -> AsyncIterator[None]:
        """What must run beside it."""
        yield

    # --- what a resident does ---

    @abstractmethod
    async def zegt(self, tekst: str) -> None: ...

    @abstractmethod
    async def tikt(self, id: str) -> None:
        """The newest button with this id that is before him."""

    @abstractmethod
    async def opdracht(self, opdracht: str) -> None: ...

    @abstractmethod
    async def stuurt(self, soort: str) -> None: ...

    @abstractmethod
    def gezien(self) -> list[Gezien]:
        """All that stands before him of the bot, oldest first."""

    # --- what happens besides ---

    async def dagen(self, count: float) -> None:
        self.bot.clock.pass_(days=count)
        await self.bot.look()

    async def collega(self, what: str) -> None:
        """A button below a notice in the group, or words in reply to the first one."""
        bron = f"tg:collega{len(self.groep())}{what}"
        if what in BUTTONS_OF_GROUP:
            self.bot.app.group.button(bron, what, self._signaal("id"))
        else:
            self.bot.app.group.reply(bron, f"m{self.bot.group.rows[0].id}", what)
        await self.bot.settle()

    def groep(self) -> list[str]:
        """All that colleagues read in the group."""
        return self.bot.group.texts

    # --- playing ---

    async def play(self, beurt: dict[str, Any]) -> None:
        assert beurt.keys() <= KNOWN, f"onbekend veld: {beurt.keys() - KNOWN}"
        self.keys.clear()
        self.bot.clock.pass_(seconds=BETWEEN)
        (daad,) = beurt.keys() & set(DAAD)
        await getattr(self, daad)(beurt[daad])

    def check(self, beurt: dict[str, Any]) -> None:
        if "antwoord" in beurt:
            assert self.keys == beurt["antwoord"]
        if "nood" in beurt:
            assert self.keys[0].startswith("nood.")
            assert self.keys[0].split(".")[2].removesuffix("_ander") == beurt["nood"]
        if "status" in beurt:
            assert self._signaal("status") == beurt["status"]
        if "groep" in beurt:
            assert any(beurt["groep"] in text for text in self.groep())
        assert self.gezien() == self.gezegd()

    def gezegd(self) -> list[Gezien]:
        """All that the core said to this resident, as he must have it before him."""
        ((gesprek_id,),) = self.bot.rows("select id from gesprek")
        said = [one.inhoud for one in self.bot.app.store.outbox.said(gesprek_id, 0)]
        return [
            Gezien(
                self.shown(inhoud["tekst"]),
                tuple((label, f"{id}:{arg}") for label, id, arg in inhoud["knoppen"]),
            )
            for inhoud in said
        ]

    def shown(self, tekst: str) -> str:
        """A text of the core as this face shows it."""
        return tekst

    def knop(self, id: str) -> tuple[str, str]:
        """(label, id and arg) of the newest button with this id."""
        for one in reversed(self.gezien()):
            for label, value in one.knoppen:
                if value.partition(":")[0] == id:
                    return label, value
        raise AssertionError(f"geen knop {id} in beeld")

    def _signaal(self, column: str) -> Any:
        return self.bot.rows(f"select {column} from signaal order by {LAST_MADE} desc limit 1")[0][0]

    def _note(self, effect: e.Effect) -> None:
        match effect:
            case e.SendTekst():
                self.keys.append(effect.key)
            case e.SendVoorstel():
                self.keys.append("voorstel")
            case e.ShowPakket():
                self.keys.append("pakket")
            case e.SendContact():
                self.keys.append("contact")
            case e.SendKaartje():
                self.keys.append("kaartje")
            case e.ShowStatus() | e.ShowGegevens():
                self.keys.append("overzicht")
            case e.ShowToestemmingen():
                self.keys.append("toestemmingen")
            case e.WithdrawElsewhere(silent=False):
                self.keys.append("elders")
