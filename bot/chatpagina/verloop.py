"""What was said on both sides, in order, as the page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.chatpagina import opmaak
from bot.store import Store
from bot.store.berichten import Told
from bot.store.chats import KANAAL
from bot.store.outbox import Said
from bot.teksten import Teksten


@dataclass(frozen=True)
class Cursor:
    """How far a page has read: the last row of each side."""

    bericht: int = 0
    gezegd: int = 0

    def __str__(self) -> str:
        return f"{self.bericht}-{self.gezegd}"

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """What __str__ wrote; anything else is the beginning."""
        head, _, tail = text.partition("-")
        if not (head.isascii() and tail.isascii() and head.isdecimal() and tail.isdecimal()):
            return cls()
        return cls(int(head[:15]), int(tail[:15]))


@dataclass(frozen=True)
class Regel:
    """One thing that was said. bron: the id that the page itself gave it. knoppen: (label, id, arg)."""

    sleutel: str
    van_mij: bool
    inhoud: Markup
    op: datetime
    bron: str = ""
    knoppen: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Label:
    """What stood on a button, and when."""

    op: datetime
    id: str
    arg: str
    tekst: str


@dataclass(frozen=True)
class Verloop:
    """What is new, and how far it reaches. bezig: something of the resident is still being read."""

    regels: tuple[Regel, ...]
    tot: Cursor
    bezig: bool


def read(store: Store, teksten: Teksten, gesprek_id: str, na: Cursor) -> Verloop:
    """Everything after `na`."""
    told, said = store.berichten.told(gesprek_id, na.bericht), store.outbox.said(gesprek_id, na.gezegd)
    labels = _labels(store, gesprek_id, said, na) if any(one.soort == "knop" for one in told) else []
    regels = [*(_mine(one, teksten, labels) for one in told), *(_ours(one) for one in said)]
    regels.sort(key=lambda regel: (regel.op, not regel.van_mij))
    tot = Cursor(
        max((one.id for one in told), default=na.bericht), max((one.id for one in said), default=na.gezegd)
    )
    return Verloop(tuple(regels), tot, store.berichten.open_count(gesprek_id) > 0)


def _labels(store: Store, gesprek_id: str, said: Iterable[Said], na: Cursor) -> list[Label]:
    """Every button that was shown, oldest first: its words may differ from one time to the next."""
    shown = store.outbox.said(gesprek_id, 0) if na.gezegd else said
    return [Label(one.op, id, arg, label) for one in shown for label, id, arg in one.inhoud["knoppen"]]


def _mine(told: Told, teksten: Teksten, labels: list[Label]) -> Regel:
    tekst = _words(told, teksten, labels)
    bron = told.bron.rpartition(":")[2] if told.bron.startswith(f"{KANAAL}:") else ""
    return Regel(f"b{told.id}", True, opmaak.plain(tekst), told.op, bron)


def _words(told: Told, teksten: Teksten, labels: list[Label]) -> str:
    inhoud: dict[str, Any] = told.inhoud
    match told.soort:
        case "tekst":
            return str(inhoud["tekst"])
        case "knop":
            id, arg = inhoud["id"], inhoud.get("arg", "")
            last = next(
                (one for one in reversed(labels) if (one.id, one.arg) == (id, arg) and one.op <= told.op),
                None,
            )
            return _bare(teksten, id) if last is None else last.tekst
        case "commando":
            return teksten.word("opdrachten", inhoud["naam"])
        case _:
            return ""


def _bare(teksten: Teksten, id: str) -> str:
    return (
        teksten.button(id).tekst.replace("{n}. ", "").replace("{soort}", "")
        if id in teksten.all_buttons()
        else ""
    )


def _ours(said: Said) -> Regel:
    tekst = said.inhoud["tekst"]
    knoppen = tuple((label, id, arg) for label, id, arg in said.inhoud["knoppen"])
    return Regel(f"o{said.id}", False, opmaak.shown(tekst), said.op, knoppen=knoppen)
