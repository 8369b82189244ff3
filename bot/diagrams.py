"""State diagrams for the documentation, made from the core itself: the table of moves, and by playing it."""

from collections import deque
from dataclasses import replace

from bot.core.begrip import Begrip, Nood, Plek
from bot.core.commands import COMMANDS
from bot.core.events import (
    BerichtReceived,
    CommandGiven,
    Event,
    KnopPressed,
    MedewerkerAnswered,
    MedewerkerAsked,
    MedewerkerClosed,
    MedewerkerProposed,
    MedewerkerReopened,
    MedewerkerSpoke,
    MedewerkerTookUp,
    NewIds,
    OpvolgingDue,
)
from bot.core.gesprek import Fase, Gesprek
from bot.core.signaal import MOVES
from bot.core.step import step

IDS = NewIds("s", "10000000")
PLACES = tuple(Plek(f"p{n}", f"Plek {n}", "") for n in range(5))
STORY = Begrip("verhaal", ("geld",), 0.9, "zelf", "frontoffice")
# Enough to come from the first word to the end of every way through the conversation.
DEPTH = 9


def signaal_diagram() -> str:
    """Mermaid, from MOVES."""
    lines = [f"    {van} --> {naar}" for van, targets in MOVES.items() for naar in sorted(targets)]
    return "\n".join(["stateDiagram-v2", "    [*] --> ontvangen", *lines])


def gesprek_diagram() -> str:
    """Mermaid, from what `step` does with everything a resident or a colleague can do."""
    edges: dict[tuple[str, str], set[str]] = {}
    for van, naar, label in sorted(explore()):
        if van != naar:
            edges.setdefault((van, naar), set()).add(label)
    lines = [f"    {van} --> {naar}: {', '.join(sorted(labels))}" for (van, naar), labels in edges.items()]
    return "\n".join(["stateDiagram-v2", "    [*] --> nieuw", *lines])


def explore() -> set[tuple[str, str, str]]:
    """All (fase, fase, what happened) that can be reached from the first word."""
    found: set[tuple[str, str, str]] = set()
    seen: set[object] = set()
    todo = deque([(Gesprek("g"), 0)])
    while todo:
        gesprek, depth = todo.popleft()
        mark = (*_mark(gesprek), _status(gesprek))
        if mark in seen or depth > DEPTH:
            continue
        seen.add(mark)
        for label, event in _possible(gesprek):
            after, _ = step(gesprek, event)
            found.add((gesprek.fase.value, after.fase.value, label))
            todo.append((after, depth + 1))
    return found


def _mark(gesprek: Gesprek) -> tuple[object, ...]:
    """What makes two conversations the same state, but for their signaal."""
    asked = (gesprek.fase, gesprek.vraag, gesprek.daarna)
    return (*asked, gesprek.knoppen, gesprek.nood, gesprek.meldt)


def _status(gesprek: Gesprek) -> object:
    return None if gesprek.signaal is None else gesprek.signaal.status


def _possible(gesprek: Gesprek) -> list[tuple[str, Event]]:
    """Everything that can happen here, with a short name for the picture."""
    contact = replace(STORY, contact="06") if gesprek.fase == Fase.VRAAGT_CONTACT else STORY
    danger = replace(STORY, nood=Nood("suicide", zeker=True))
    events: list[tuple[str, Event]] = [
        ("tekst", BerichtReceived(contact, contact, PLACES, IDS)),
        ("nood", BerichtReceived(danger, danger, PLACES, IDS)),
    ]
    knoppen = [knop for knop in gesprek.knoppen if knop.id != "past" or knop.arg == "p0"]
    events += [(knop.id, KnopPressed(knop.id, knop.arg, PLACES, IDS)) for knop in knoppen]
    events += [(f"/{name}", CommandGiven(name, "", IDS)) for name in COMMANDS]
    return events + _from_outside(gesprek)


def _from_outside(gesprek: Gesprek) -> list[tuple[str, Event]]:
    signaal = gesprek.signaal
    if signaal is None:
        return []
    if gesprek.fase == Fase.BIJ_TEAM:
        return [
            ("collega pakt op", MedewerkerTookUp(signaal)),
            ("collega antwoordt", MedewerkerAnswered(signaal, "antwoord")),
            ("collega vraagt iets", MedewerkerAsked(signaal, "vraag", "dinsdag 1 december")),
            ("collega noemt een plek", MedewerkerProposed(signaal, "", PLACES[-1])),
            ("collega sprak de bewoner", MedewerkerSpoke(signaal)),
            ("collega sluit af", MedewerkerClosed(signaal)),
        ]
    if gesprek.fase == Fase.RUST:
        return [
            ("hoe gaat het nu?", OpvolgingDue("o", signaal, "afspraak", 0)),
            ("geen antwoord", OpvolgingDue("o", signaal, "afspraak", 2)),
            ("collega heropent", MedewerkerReopened(signaal)),
        ]
    return []
