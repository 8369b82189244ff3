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
    SendVoorstel,
    StartTermijn,
    StopTermijnen,
)
from bot.core.events import (
    MedewerkerAnswered,
    MedewerkerAsked,
    MedewerkerClosed,
    MedewerkerProposed,
    MedewerkerReopened,
    MedewerkerSpoke,
    MedewerkerTookUp,
    TermijnPassed,
)
from bot.core.gesprek import MENS, Fase, Gesprek, Outcome, is_current, move, say
from bot.core.opvolging import DAYS_AFTER_PLACE
from bot.core.signaal import WITH_TEAM, Signaal, Status

# A person is busy with it and the resident has been told so.
_IN_HANDS = (Status.OPGEPAKT, Status.BEANTWOORD)


def _current(gesprek: Gesprek, signaal: Signaal) -> Gesprek:
    return replace(gesprek, signaal=signaal) if is_current(gesprek, signaal) else gesprek


def wants_silence(gesprek: Gesprek, signaal: Signaal) -> bool:
    """The resident wants no message at all about this, or nothing can reach him."""
    unasked = gesprek.gestopt and not signaal.wil_opvolging and signaal.bereik is None
    return gesprek.onbereikbaar or signaal.bereik == "geen" or unasked


def took_up(gesprek: Gesprek, event: MedewerkerTookUp) -> Outcome:
    """A person has it now: the bot keeps quiet, unless the resident is busy with another thing.

    The clock runs on until he says something. When one colleague takes it over from another the resident has
    nothing new to hear, and the clock stays as it is.
    """
    signaal, moved = move(event.signaal, Status.OPGEPAKT)
    effects: tuple[Effect, ...] = (*moved, RecordContactmoment(signaal.id, "opgepakt"))
    gesprek = _current(gesprek, signaal)
    if event.signaal.status in _IN_HANDS:
        return gesprek, effects
    effects = (*effects, StartTermijn(signaal.id, signaal.clock, sooner=True))
    if wants_silence(gesprek, signaal):
        return gesprek, effects
    return _listening(gesprek, signaal), (
        *effects,
        say("team.opgepakt", Knop("reageer", signaal.id), nummer=signaal.nummer),
    )


def _listening(gesprek: Gesprek, signaal: Signaal) -> Gesprek:
    """What the resident types now goes to the colleague, unless he is busy with another thing."""
    free = is_current(gesprek, signaal) and gesprek.free_for_colleague(signaal)
    return replace(gesprek, fase=Fase.BIJ_TEAM) if free else gesprek


def answered(gesprek: Gesprek, event: MedewerkerAnswered) -> Outcome:
    """The colleague's own words, marked as theirs."""
    said = say(
        "team.antwoord",
        Knop("reageer", event.signaal.id),
        nummer=event.signaal.nummer,
        tekst=event.tekst,
    )
    return _wrote(gesprek, event.signaal, Status.BEANTWOORD, "antwoord_team", said)


def _wrote(
    gesprek: Gesprek, signaal: Signaal, naar: Status, moment: str, *said: Effect
) -> tuple[Gesprek, tuple[Effect, ...]]:
    signaal, moved = move(signaal, naar)
    effects = (*moved, StopTermijnen(signaal.id), RecordContactmoment(signaal.id, moment))
    gesprek = _current(gesprek, signaal)
    return gesprek, (effects if wants_silence(gesprek, signaal) else (*effects, *said))


def asked(gesprek: Gesprek, event: MedewerkerAsked) -> Outcome:
    """The colleague's own question, and until when it can be answered. Who is at rest can just type."""
    signaal = event.signaal
    fields = {"nummer": signaal.nummer, "tekst": event.tekst, "dag": event.dag}
    said = say("team.vraag", Knop("reageer", signaal.id), **fields)
    at_rest = gesprek.fase == Fase.RUST and not wants_silence(gesprek, signaal)
    if at_rest:
        gesprek = replace(gesprek, signaal=signaal)
    gesprek, effects = _wrote(gesprek, signaal, Status.OPGEPAKT, "vraag_team", said)
    return _listening(gesprek, signaal), effects


def proposed(gesprek: Gesprek, event: MedewerkerProposed) -> Outcome:
    """The colleague's own words, and the place as the kaart knows it."""
    signaal = event.signaal
    intro = say("team.voorstel", nummer=signaal.nummer)
    if event.tekst:
        intro = say("team.voorstel_met_tekst", nummer=signaal.nummer, tekst=event.tekst)
    shown = SendVoorstel(signaal.id, (event.plek,), (Knop("reageer", signaal.id),))
    return _wrote(gesprek, signaal, Status.BEANTWOORD, "voorstel_team", intro, shown)


def closed(gesprek: Gesprek, event: MedewerkerClosed) -> Outcome:
    """Done, says the colleague. Whether it helped is asked later, unless the resident stopped us."""
    signaal, asks = event.signaal, event.signaal.wil_opvolging and not gesprek.gestopt
    signaal, moved = move(signaal, Status.IN_OPVOLGING if asks else Status.AFGESLOTEN, "team")
    planned: tuple[Effect, ...] = (PlanOpvolging(signaal.id, DAYS_AFTER_PLACE),) if asks else ()
    gesprek = _current(gesprek, signaal)
    if is_current(gesprek, signaal):
        gesprek = replace(gesprek, fase=Fase.RUST, afgerond=signaal.id)
    effects: tuple[Effect, ...] = (*moved, StopTermijnen(signaal.id), *planned)
    if wants_silence(gesprek, signaal):
        return gesprek, effects
    key = "team.afgesloten_opvolging" if asks else "team.afgesloten"
    return gesprek, (*effects, say(key, Knop("niet_klaar", signaal.id), Knop("nieuw"), nummer=signaal.nummer))


def reopened(gesprek: Gesprek, event: MedewerkerReopened) -> Outcome:
    """The colleague goes on with it, and has a term for that."""
    signaal, moved = move(event.signaal, Status.OPGEPAKT, "team")
    effects = (
        *moved,
        StartTermijn(signaal.id, signaal.clock),
        RecordContactmoment(signaal.id, "heropend_team"),
    )
    gesprek = _current(gesprek, signaal)
    if wants_silence(gesprek, signaal):
        return gesprek, effects
    said = say("team.weer_open", Knop("reageer", signaal.id), nummer=signaal.nummer)
    return _listening(gesprek, signaal), (*effects, said)


def spoke(gesprek: Gesprek, event: MedewerkerSpoke) -> Outcome:
    """By phone or at home: the resident has heard something, and the bot adds nothing to it."""
    return _wrote(gesprek, event.signaal, Status.BEANTWOORD, "gesproken")


def late(gesprek: Gesprek, event: TermijnPassed) -> Outcome:
    """We promised a time and it has passed: say so, and name who can be called.

    Not to who left our own question unanswered: he does not wait for us.
    """
    if event.onbeantwoord or gesprek.gestopt or wants_silence(gesprek, event.signaal):
        return gesprek, ()
    return gesprek, (say("team.te_laat", MENS, nummer=event.signaal.nummer),)


def relay(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    """Words for the colleague. Confirmed once, then quiet: a person is talking to a person."""
    assert gesprek.signaal is not None
    bedankt = _only_thanks(gesprek.signaal, begrip)
    signaal, back = (gesprek.signaal, ()) if bedankt else _back_to_team(gesprek.signaal, begrip)
    effects: tuple[Effect, ...] = (
        *back,
        RelayToFrontoffice(signaal.id, begrip.tekst, bedankt),
        RecordContactmoment(signaal.id, "bericht_bewoner"),
    )
    if "erbij" not in signaal.vragen:
        effects = (*effects, say("team.erbij", Knop("nieuw"), nummer=signaal.nummer))
        signaal = replace(signaal, vragen=(*signaal.vragen, "erbij"))
    return replace(gesprek, signaal=signaal.told(begrip.tekst)), effects


def _only_thanks(signaal: Signaal, begrip: Begrip) -> bool:
    """Thanks ask for nothing, unless nobody has looked at it yet."""
    plain = begrip.nood is None and not begrip.dreiging
    return begrip.bedoeling == "dankt" and plain and signaal.status != Status.OVERGEDRAGEN


def _back_to_team(signaal: Signaal, begrip: Begrip) -> tuple[Signaal, tuple[Effect, ...]]:
    """Somebody must look at what was said: what had ended is open again, and the clock runs.

    A term that runs already is not made longer by another message.
    """
    was = signaal.status
    signaal = replace(signaal, dreiging=signaal.dreiging or begrip.dreiging)
    signaal, moved = move(signaal, Status.OPGEPAKT if was in _IN_HANDS else Status.OVERGEDRAGEN, "bewoner")
    told = () if was in WITH_TEAM else (NotifyFrontoffice(signaal.id, "heropend"),)
    return signaal, (*moved, StartTermijn(signaal.id, signaal.clock, sooner=True), *told)


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
    effects: tuple[Effect, ...] = (
        *moved,
        StartTermijn(signaal.id, signaal.clock),
        NotifyFrontoffice(signaal.id, "heropend"),
        say("team.heropend", MENS, nummer=signaal.nummer),
    )
    gesprek = replace(gesprek, fase=Fase.BIJ_TEAM)
    if gesprek.gaat_over is None:
        return gesprek, effects
    # What he said before he tapped was about this: nobody tells it twice.
    gesprek, relayed = relay(replace(gesprek, gaat_over=None), gesprek.gaat_over.begrip)
    return gesprek, (*effects, *relayed)
