"""What colleagues do, as the resident hears it; and what the resident says while they have it. Pure."""

from dataclasses import replace

from bot.core.begrip import Begrip
from bot.core.effects import (
    Effect,
    Knop,
    NotifyFrontoffice,
    PlanOpvolging,
    RecordContactmoment,
    RelayToFrontoffice,
    StartTermijn,
    StopTermijnen,
)
from bot.core.events import MedewerkerAnswered, MedewerkerClosed, MedewerkerTookUp, TermijnPassed
from bot.core.gesprek import MENS, Fase, Gesprek, Outcome, is_current, move, say
from bot.core.opvolging import DAYS_AFTER_PLACE
from bot.core.signaal import Signaal, Status


def _current(gesprek: Gesprek, signaal: Signaal) -> Gesprek:
    return replace(gesprek, signaal=signaal) if is_current(gesprek, signaal) else gesprek


def _silent(gesprek: Gesprek, signaal: Signaal) -> bool:
    """The resident wants no message at all about this."""
    return signaal.bereik == "geen" or (
        gesprek.gestopt and not signaal.wil_opvolging and signaal.bereik is None
    )


def took_up(gesprek: Gesprek, event: MedewerkerTookUp) -> Outcome:
    """A person has it now: the bot keeps quiet, unless the resident is busy with another thing."""
    signaal, moved = move(event.signaal, Status.OPGEPAKT)
    effects: tuple[Effect, ...] = (
        *moved,
        StopTermijnen(signaal.id),
        RecordContactmoment(signaal.id, "opgepakt"),
    )
    gesprek = _current(gesprek, signaal)
    if _silent(gesprek, signaal):
        return gesprek, effects
    if is_current(gesprek, signaal) and gesprek.fase in (Fase.AFSPRAAK, Fase.RUST, Fase.LUISTERT):
        gesprek = replace(gesprek, fase=Fase.BIJ_TEAM)
    return gesprek, (*effects, say("team.opgepakt", Knop("reageer", signaal.id), nummer=signaal.nummer))


def answered(gesprek: Gesprek, event: MedewerkerAnswered) -> Outcome:
    """The colleague's own words, marked as theirs."""
    signaal, moved = move(event.signaal, Status.BEANTWOORD)
    gesprek = _current(gesprek, signaal)
    effects = (
        *moved,
        StopTermijnen(signaal.id),
        RecordContactmoment(signaal.id, "antwoord_team"),
        say("team.antwoord", Knop("reageer", signaal.id), nummer=signaal.nummer, tekst=event.tekst),
    )
    return gesprek, effects


def closed(gesprek: Gesprek, event: MedewerkerClosed) -> Outcome:
    """Done, says the colleague. Whether it helped is asked later."""
    signaal = event.signaal
    naar = Status.IN_OPVOLGING if signaal.wil_opvolging else Status.AFGESLOTEN
    signaal, moved = move(signaal, naar, "team")
    planned: tuple[Effect, ...] = ()
    if signaal.wil_opvolging:
        planned = (PlanOpvolging(signaal.id, DAYS_AFTER_PLACE),)
    gesprek = _current(gesprek, signaal)
    if is_current(gesprek, signaal):
        gesprek = replace(gesprek, fase=Fase.RUST)
    effects: tuple[Effect, ...] = (*moved, StopTermijnen(signaal.id), *planned)
    if _silent(gesprek, signaal):
        return gesprek, effects
    key = "team.afgesloten_opvolging" if signaal.wil_opvolging else "team.afgesloten"
    return gesprek, (*effects, say(key, Knop("niet_klaar", signaal.id), Knop("nieuw"), nummer=signaal.nummer))


def late(gesprek: Gesprek, event: TermijnPassed) -> Outcome:
    """We promised a time and it has passed: say so, and name who can be called."""
    if _silent(gesprek, event.signaal):
        return gesprek, ()
    return gesprek, (say("team.te_laat", MENS, nummer=event.signaal.nummer),)


def relay(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    """Words for the colleague. Confirmed once, then quiet: a person is talking to a person."""
    assert gesprek.signaal is not None
    signaal = gesprek.signaal
    effects: tuple[Effect, ...] = (
        RelayToFrontoffice(signaal.id, begrip.tekst),
        RecordContactmoment(signaal.id, "bericht_bewoner"),
    )
    if "erbij" not in signaal.vragen:
        effects = (*effects, say("team.erbij", Knop("nieuw"), nummer=signaal.nummer))
        signaal = replace(signaal, vragen=(*signaal.vragen, "erbij"))
    return replace(gesprek, signaal=signaal.told(begrip.tekst)), effects


def reply_to(gesprek: Gesprek, signaal: Signaal | None) -> Outcome:
    """The resident wants to answer the colleague: what is typed now goes there."""
    if signaal is None or signaal.status == Status.INGETROKKEN:
        return gesprek, (say("knop.oud", Knop("nieuw"), MENS),)
    if not is_current(gesprek, signaal):
        gesprek = replace(gesprek.put_aside(), signaal=signaal)
    return replace(gesprek, fase=Fase.BIJ_TEAM), (say("team.typ_maar", Knop("nieuw"), nummer=signaal.nummer),)


def not_done(gesprek: Gesprek, signaal: Signaal | None) -> Outcome:
    """ "Het is nog niet klaar": the signaal comes back to the team."""
    if signaal is None or signaal.status not in (Status.AFGESLOTEN, Status.IN_OPVOLGING):
        return gesprek, (say("knop.oud", Knop("nieuw"), MENS),)
    signaal, moved = move(signaal, Status.OVERGEDRAGEN, "bewoner")
    gesprek = replace(gesprek.put_aside() if not is_current(gesprek, signaal) else gesprek, signaal=signaal)
    effects = (
        *moved,
        StartTermijn(signaal.id, signaal.urgentie or "week"),
        NotifyFrontoffice(signaal.id, "heropend"),
        say("team.heropend", MENS, nummer=signaal.nummer),
    )
    return replace(gesprek, fase=Fase.BIJ_TEAM), effects
