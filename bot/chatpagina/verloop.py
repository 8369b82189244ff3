"""What was said on both sides, in order, as the page shows it."""

from collections.abc import Iterable, Iterator
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

KEEP = "bewaar"  # the button below one place


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
class Deel:
    """A part of what was said, and below it the place or the file that can be kept, by id or name; else ""."""

    inhoud: Markup
    plek: str = ""
    bestand: str = ""


@dataclass(frozen=True)
class Regel:
    """One thing that was said. bron: the id that the page itself gave it. knoppen: (label, id, arg)."""

    sleutel: str
    van_mij: bool
    delen: tuple[Deel, ...]
    op: datetime
    bron: str = ""
    knoppen: tuple[tuple[str, str, str], ...] = ()

    @property
    def inhoud(self) -> Markup:
        """All of it."""
        return Markup().join(deel.inhoud for deel in self.delen)


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
    return Regel(f"b{told.id}", True, (Deel(opmaak.plain(tekst)),), told.op, bron)


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
    # On a page there are links to keep a place, so a button for it would be double.
    knoppen = tuple((label, id, arg) for label, id, arg in said.inhoud["knoppen"] if id != KEEP)
    return Regel(f"o{said.id}", False, tuple(_parts(said.inhoud)), said.op, knoppen=knoppen)


def _parts(inhoud: dict[str, Any]) -> Iterator[Deel]:
    """A place that was offered is known by its button, and stands in a part with the same number."""
    offered = [arg for _, id, arg in inhoud["knoppen"] if id == "past"]
    only = next((arg for _, id, arg in inhoud["knoppen"] if id == KEEP), "")
    blocks = list(opmaak.blocks(inhoud["tekst"]))
    for nr, (block, place) in enumerate(blocks, start=1):
        plek = offered[place - 1] if 0 < place <= len(offered) else ""
        last = nr == len(blocks)
        yield Deel(
            block, only if last and only else plek, inhoud.get("bestand", {}).get("naam", "") if last else ""
        )
