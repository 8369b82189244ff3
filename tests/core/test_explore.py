"""Everything a resident or colleague can do, from every state that can be reached."""

from collections import deque
from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.begrip import Nood
from bot.core.events import BerichtReceived, Event, KnopPressed, NewIds
from bot.core.gesprek import MENS, Fase, Gesprek
from bot.core.intrekken import KNOP_OF
from bot.core.signaal import Doel
from bot.core.step import step
from bot.diagrams import (
    DEPTH,
    IDS,
    PLACES,
    STORY,
    _possible,
    _status,
    explore,
    gesprek_diagram,
    signaal_diagram,
)


def test_no_order_of_taps_and_words_breaks_a_rule() -> None:
    found = explore()
    assert {van for van, _, _ in found} == {fase.value for fase in Fase}


def test_every_state_can_be_left() -> None:
    found = explore()
    for fase in Fase:
        assert any(van == fase and naar != fase for van, naar, _ in found), fase


def test_diagrams_show_every_state() -> None:
    drawn = gesprek_diagram()
    assert all(fase.value in drawn for fase in Fase)
    assert "ingetrokken" in signaal_diagram()


# --- what was taken back stays back, until he says yes again ---

DOELEN_OF_SIGNAAL: tuple[Doel, ...] = ("doorgeven", "contact", "opvolging")
WORDS = {
    "doorgeven": "ik wil niet meer dat jullie mijn vraag doorgeven",
    "contact": "haal mijn nummer weg",
    "opvolging": "vraag maar niet meer hoe het gaat",
}
STEPS_AFTER = 4
FORWARDING = {Fase.VRAAGT_BEREIK, Fase.VRAAGT_CONTACT, Fase.TOONT_PAKKET, Fase.WIJZIGT_PAKKET}
FRESH = NewIds("s2", "22222222")


def taking_back(gesprek: Gesprek, doel: Doel) -> list[Event]:
    """By button for what is talked about, and by words."""
    read = replace(STORY, tekst=WORDS[doel])
    said: list[Event] = [BerichtReceived(read, read, PLACES, FRESH)]
    if gesprek.signaal is not None:
        said.append(KnopPressed(KNOP_OF[doel], gesprek.signaal.id, PLACES, FRESH))
    return said


def rests_on(doel: Doel, effect: e.Effect) -> bool:
    """Whether this is done for that purpose."""
    kinds: dict[str, tuple[type, ...]] = {
        "doorgeven": (e.DeliverOverdracht, e.RelayToFrontoffice, e.StartTermijn),
        "opvolging": (e.PlanOpvolging, e.RemindOpvolging),
    }
    return isinstance(effect, kinds.get(doel, ()))


def states() -> list[Gesprek]:
    """One conversation for each state that differs in what was agreed to, as far as can be reached."""
    found: dict[object, Gesprek] = {}
    todo = deque([(Gesprek("g"), 0)])
    while todo:
        gesprek, depth = todo.popleft()
        agreed = tuple(gesprek.signaal.agreed(doel) for doel in DOELEN_OF_SIGNAAL) if gesprek.signaal else ()
        mark = (gesprek.fase, gesprek.vraag, gesprek.daarna, gesprek.nood, _status(gesprek), agreed)
        if mark in found or depth > DEPTH + 2:
            continue
        found[mark] = gesprek
        todo.extend((step(gesprek, event)[0], depth + 1) for _, event in _possible(gesprek))
    return list(found.values())


STATES = states()


def test_every_purpose_is_agreed_to_somewhere() -> None:
    for doel in DOELEN_OF_SIGNAAL:
        assert sum(one.signaal is not None and one.signaal.agreed(doel) for one in STATES) > 10


@pytest.mark.parametrize("doel", DOELEN_OF_SIGNAAL)
def test_after_taking_back_a_purpose_nothing_is_done_for_it_any_more(doel: Doel) -> None:
    taken_back: list[Gesprek] = []
    for gesprek in STATES:
        signaal = gesprek.signaal
        if signaal is None or not signaal.agreed(doel):
            continue
        for event in taking_back(gesprek, doel):
            after, effects = step(gesprek, event)
            if not any(isinstance(one, e.EndToestemming) and one.doel == doel for one in effects):
                # His own words for a colleague are no wish, or are about the text on the screen: the button is one.
                assert isinstance(event, BerichtReceived)
                assert gesprek.fase in FORWARDING, gesprek
                continue
            # Of danger the team goes on knowing, under a number of its own.
            own = {one.signaal for one in effects if isinstance(one, e.OpenSignaal)}
            assert not [
                one for one in effects if rests_on(doel, one) and getattr(one, "signaal", "") not in own
            ]
            taken_back.append(after)
    assert len(taken_back) > 20
    nothing_follows(taken_back, doel)


def nothing_follows(starts: list[Gesprek], doel: Doel) -> None:
    """Whatever happens next, for some steps; a new yes or another signaal is another matter."""
    seen: set[object] = set()
    todo = deque((start, 0) for start in starts)
    while todo:
        gesprek, depth = todo.popleft()
        held = gesprek.signaal
        yes = tuple(held.agreed(one) for one in DOELEN_OF_SIGNAAL) if held else ()
        asked = (gesprek.fase, gesprek.vraag, gesprek.daarna, gesprek.knoppen, gesprek.opvolging is None)
        mark = (*asked, _status(gesprek), yes, len(gesprek.apart))
        if depth > STEPS_AFTER or mark in seen:
            continue
        seen.add(mark)
        assert held is None or not held.agreed(doel), gesprek
        for label, event in _possible(gesprek):
            after, effects = step(gesprek, event)
            again = [one for one in effects if isinstance(one, e.RecordToestemming) and one.doel == doel]
            if again or any(isinstance(one, e.OpenSignaal) for one in effects):
                continue
            about = [one for one in effects if getattr(one, "signaal", "") != FRESH.signaal]
            assert not [one for one in about if rests_on(doel, one)], (label, gesprek)
            todo.append((after, depth + 1))


def test_danger_comes_first_also_when_something_is_taken_back_in_the_same_words() -> None:
    for gesprek in STATES:
        for doel in DOELEN_OF_SIGNAAL:
            read = replace(
                STORY, tekst=f"{WORDS[doel]}. ik wil niet meer leven", nood=Nood("suicide", zeker=True)
            )
            after, effects = step(gesprek, BerichtReceived(read, read, PLACES, IDS))
            said = [one.key for one in effects if isinstance(one, e.SendTekst)]
            assert said[0].startswith("nood."), gesprek
            assert any(MENS in getattr(one, "knoppen", ()) for one in effects)
            assert after.fase != Fase.NIEUW


def test_who_takes_something_back_keeps_a_way_to_a_person() -> None:
    for gesprek in STATES:
        for doel in DOELEN_OF_SIGNAAL:
            for event in taking_back(gesprek, doel):
                after, _ = step(gesprek, event)
                after, effects = step(after, KnopPressed("mens", "", PLACES, IDS))
                keys = [one.key for one in effects if isinstance(one, e.SendTekst)]
                assert keys[0] in ("mens.bellen", "mens.al_bij_team"), gesprek
