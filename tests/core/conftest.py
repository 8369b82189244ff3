"""Small makers for the core's values, so that a test says only what matters."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.begrip import Begrip, Nood, NoodSoort, Plek
from bot.core.effects import Effect, SendTekst
from bot.core.events import BerichtReceived, CommandGiven, Event, KnopPressed, NewIds
from bot.core.gesprek import Gesprek
from bot.core.signaal import Signaal
from bot.core.step import step

PLACES = tuple(Plek(f"plek-{i}", f"Plek {i}", "Dit past.") for i in range(1, 10))


class Talk:
    """Plays a resident against the pure core and remembers every effect."""

    def __init__(self) -> None:
        self.gesprek = Gesprek("g")
        self.effects: tuple[Effect, ...] = ()
        self.history: list[Effect] = []
        self._count = 0

    def happens(self, event: Event) -> "Talk":
        self.gesprek, self.effects = step(self.gesprek, event)
        self.history.extend(self.effects)
        return self

    def ids(self) -> NewIds:
        self._count += 1
        return NewIds(f"s{self._count}", f"{self._count:08d}")

    def says(self, tekst: str, **begrip: Any) -> "Talk":
        given = {"leefgebieden": ("geld",), "zekerheid": 0.9, "rol": "zelf"} | begrip
        read = Begrip(tekst, **given)
        return self.happens(BerichtReceived(read, replace(read, nood=None), PLACES, self.ids()))

    def danger(self, tekst: str, soort: Any, *, zeker: bool = True, over_ander: bool = False) -> "Talk":
        nood = Nood(soort, zeker, over_ander)
        return self.says(tekst, nood=nood, route="nood", rol="ander" if over_ander else "zelf")

    def guess(self, tekst: str, soort: NoodSoort) -> "Talk":
        """A message in which only the model sees danger."""
        return self.says(tekst, nood=Nood(soort, zeker=False, geleerd=True), route="nood")

    def typed(self, id: str, tekst: str, nood: Nood | None) -> "Talk":
        """A button in words, with more besides."""
        said = Begrip(tekst, nood=nood, rol="zelf")
        return self.happens(KnopPressed(id, "", PLACES, self.ids(), said, told=True))

    def taps(self, id: str, arg: str = "", signaal: Signaal | None = None) -> "Talk":
        return self.happens(KnopPressed(id, arg, PLACES, self.ids(), None, signaal))

    def command(self, name: str, payload: str = "") -> "Talk":
        return self.happens(CommandGiven(name, payload, self.ids()))

    @property
    def signaal(self) -> Signaal:
        assert self.gesprek.signaal is not None
        return self.gesprek.signaal

    @property
    def keys(self) -> list[str]:
        """The texts of the last reply."""
        return [e.key for e in self.effects if isinstance(e, SendTekst)]

    def did(self, kind: type) -> list[Any]:
        """The effects of this kind in the last step."""
        return [e for e in self.effects if isinstance(e, kind)]


@pytest.fixture
def talk() -> Talk:
    return Talk()
