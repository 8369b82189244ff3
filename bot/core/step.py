"""step(gesprek, event): the whole conversation as one pure function."""

from dataclasses import replace
from typing import assert_never

from bot.core import commands, kaartmelding, knoppen, listen, opvolging, team
from bot.core.effects import (
    MOST_LISTED,
    Effect,
    Knop,
    Knoppen,
    PlanOpvolging,
    SendContact,
    SendTekst,
    SendVoorstel,
    ShowGegevens,
    ShowPakket,
    ShowStatus,
    ShowToestemmingen,
    WithdrawElsewhere,
)
from bot.core.events import (
    BerichtReceived,
    CommandGiven,
    Event,
    FromMedewerker,
    KanaalStopped,
    KnopPressed,
    MedewerkerAnswered,
    MedewerkerAsked,
    MedewerkerClosed,
    MedewerkerProposed,
    MedewerkerReopened,
    MedewerkerSpoke,
    MedewerkerTookUp,
    MediaReceived,
    OpvolgingDue,
    TermijnPassed,
)
from bot.core.gesprek import Fase, Gesprek, Outcome, say
from bot.core.prompts import prompt
from bot.core.signaal import Signaal, Status

FROM_RESIDENT = BerichtReceived | KnopPressed | CommandGiven | MediaReceived
FromTeam = FromMedewerker | TermijnPassed
TALKING = (
    SendTekst
    | SendVoorstel
    | SendContact
    | ShowPakket
    | ShowStatus
    | ShowGegevens
    | ShowToestemmingen
    | WithdrawElsewhere
)


def step(gesprek: Gesprek, event: Event) -> Outcome:
    """What becomes of the conversation, and what must be done, when this happens.

    Never raises on anything a resident may do. Raises SignaalMoveError when the shell breaks a rule.
    """
    if isinstance(event, FROM_RESIDENT) and (gesprek.gestopt or gesprek.onbereikbaar):
        # Who writes to us may be answered.
        gesprek = replace(gesprek, gestopt=False, onbereikbaar=False)
    gesprek, effects = _handle(gesprek, event)
    gesprek, effects = _resume(gesprek, _wanted(gesprek, event, effects))
    offered = _offered(effects)
    return (replace(gesprek, knoppen=offered) if offered else gesprek), effects


def _handle(gesprek: Gesprek, event: Event) -> Outcome:
    meldt = gesprek.meldt
    if isinstance(event, FROM_RESIDENT):
        gesprek = replace(gesprek, meldt=None)  # whatever he does now, that question is behind us
    match event:
        case BerichtReceived() if meldt and gesprek.nood is None and kaartmelding.answers(event):
            return kaartmelding.take(gesprek, meldt, event)
        case BerichtReceived():
            return listen.on_bericht(gesprek, event)
        case KnopPressed():
            return knoppen.on_knop(gesprek, event)
        case CommandGiven():
            return commands.on_command(gesprek, event)
        case MediaReceived():
            return commands.on_media(gesprek, event)
        case OpvolgingDue():
            return opvolging.due(gesprek, event)
        case KanaalStopped():
            return commands.channel_stopped(gesprek, event)
        case _:
            return _from_team(gesprek, event)


def _from_team(gesprek: Gesprek, event: FromTeam) -> Outcome:
    match event:
        case MedewerkerTookUp():
            return team.took_up(gesprek, event)
        case MedewerkerAnswered():
            return team.answered(gesprek, event)
        case MedewerkerAsked():
            return team.asked(gesprek, event)
        case MedewerkerProposed():
            return team.proposed(gesprek, event)
        case MedewerkerClosed():
            return team.closed(gesprek, event)
        case MedewerkerReopened():
            return team.reopened(gesprek, event)
        case MedewerkerSpoke():
            return team.spoke(gesprek, event)
        case TermijnPassed():
            return team.late(gesprek, event)
        case _:
            assert_never(event)


def _resume(gesprek: Gesprek, effects: tuple[Effect, ...]) -> Outcome:
    """When one thing is done, come back to the talk that was put aside for it."""
    gesprek = replace(gesprek, apart=tuple(one for one in gesprek.apart if not _withdrawn(one.signaal)))
    if gesprek.fase != Fase.RUST or not gesprek.apart:
        return gesprek, effects
    *rest, back = gesprek.apart
    gesprek = replace(
        gesprek, fase=back.fase, vraag=back.vraag, signaal=back.signaal, apart=tuple(rest), daarna="plekken"
    )
    return gesprek, (*effects, say("verder.met"), *prompt(gesprek))


def _withdrawn(signaal: Signaal | None) -> bool:
    return signaal is not None and signaal.status == Status.INGETROKKEN


def _wanted(gesprek: Gesprek, event: Event, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Without the plan to ask about a signaal of which the resident took that back."""
    about = (gesprek.signaal, getattr(event, "signaal", None), *(one.signaal for one in gesprek.apart))
    unasked = {one.id for one in about if one is not None and one.geen_opvolging}
    if gesprek.signaal is not None and not gesprek.signaal.geen_opvolging:
        unasked.discard(gesprek.signaal.id)  # he has just agreed again
    return tuple(e for e in effects if not (isinstance(e, PlanOpvolging) and e.signaal in unasked))


def _offered(effects: tuple[Effect, ...]) -> Knoppen:
    """All buttons of this reply, each once."""
    talking = [e for e in effects if isinstance(e, TALKING)]
    shown = [knop for effect in talking for knop in effect.knoppen]
    if any(isinstance(effect, ShowToestemmingen) for effect in talking):
        shown += [Knop("intrekken", str(n + 1)) for n in range(MOST_LISTED)]
    return tuple(dict.fromkeys(shown))
