""" "Hoe gaat het nu?": the asking, the answer, and what follows from it. Pure."""

from dataclasses import replace

from bot.core import nood
from bot.core.begrip import Voorstel
from bot.core.effects import (
    CancelOpvolgingen,
    Effect,
    EndToestemming,
    Knop,
    NotifyFrontoffice,
    PlanOpvolging,
    RecordContactmoment,
    RecordOpvolging,
    RecordToestemming,
    RemindOpvolging,
    StartTermijn,
    StopTermijnen,
)
from bot.core.events import KnopPressed, OpvolgingDue
from bot.core.gesprek import MENS, Fase, Gesprek, OpvolgingOpen, Outcome, is_current, move, say
from bot.core.offer import offer
from bot.core.signaal import ALARM, ENDS, IN_TALK, WITH_TEAM, Signaal, Status

DAYS_AFTER_PLACE = 7
DAYS_AFTER_TEAM = 14
DAYS_OF_SILENCE = 3
DAYS_TO_REMINDER = 3

HOE = ("beter", "hetzelfde", "slechter")
CONTACT = ("contact_hielp", "contact_hielp_niet", "geen_contact")


def agree(gesprek: Gesprek, yes: bool) -> Outcome:
    """May we ask later? A no is an outcome too, unless colleagues have the signaal."""
    signaal = gesprek.signaal
    assert signaal is not None
    signaal, given = _agreed(signaal, yes)
    with_team = signaal.status in WITH_TEAM
    effects: tuple[Effect, ...]
    if yes and with_team:
        effects = (PlanOpvolging(signaal.id, DAYS_AFTER_TEAM), say("afspraak.ja_team", Knop("nieuw")))
    elif yes:
        signaal, moved = move(signaal, Status.IN_OPVOLGING)
        effects = (*moved, PlanOpvolging(signaal.id, DAYS_AFTER_PLACE), say("afspraak.ja_plek", MENS))
    elif with_team:
        effects = (say("afspraak.nee_team", Knop("nieuw")),)
    else:
        signaal, moved = move(signaal, Status.AFGESLOTEN, "verbonden")
        effects = (*moved, say("afspraak.nee_plek", MENS))
    fase = Fase.BIJ_TEAM if with_team else Fase.RUST
    return replace(gesprek, signaal=signaal, fase=fase), (*given, *effects)


def _agreed(signaal: Signaal, yes: bool) -> tuple[Signaal, tuple[Effect, ...]]:
    """A no after an earlier yes takes that back."""
    if yes:
        signaal = replace(signaal, wil_opvolging=True, geen_opvolging=False)
        return signaal, (RecordToestemming("opvolging", signaal.id),)
    if signaal.wil_opvolging:
        return signaal.without("opvolging"), (EndToestemming("opvolging", signaal.id),)
    return signaal, ()


def due(gesprek: Gesprek, event: OpvolgingDue) -> Outcome:
    """Ask; remind once; then write down that nobody answered, and tell someone if there was a worry."""
    over = event.signaal.geen_opvolging or event.signaal.status in (Status.INGETROKKEN, Status.AFGESLOTEN)
    if gesprek.gestopt or over:
        return _lapsed(gesprek, event)
    if event.keer > 1:
        return _unanswered(gesprek, event)
    signaal = event.signaal
    opened = OpvolgingOpen(event.opvolging, signaal.id, signaal.about_another)
    key = "opvolging.herinnering" if event.keer == 1 else _opening(event)
    effects = (say(key, *_how(event.opvolging)), RemindOpvolging(event.opvolging, DAYS_TO_REMINDER))
    return replace(gesprek, opvolging=opened), effects


def _lapsed(gesprek: Gesprek, event: OpvolgingDue) -> Outcome:
    """He does not want to be asked, or it is over: what waited for this question waits no longer."""
    moved: tuple[Effect, ...] = ()
    if event.signaal.status == Status.IN_OPVOLGING:
        signaal, moved = move(event.signaal, Status.AFGESLOTEN, "gestopt")
        gesprek = replace(gesprek, signaal=signaal) if is_current(gesprek, signaal) else gesprek
    return gesprek, (RecordOpvolging(event.opvolging, "vervallen", done=True), *moved)


def _opening(event: OpvolgingDue) -> str:
    if event.soort == "stilte":
        return "opvolging.stilte"
    return "opvolging.ander" if event.signaal.about_another else "opvolging.zelf"


def _how(opvolging: str) -> tuple[Knop, ...]:
    return (*(Knop(id, opvolging) for id in HOE), MENS)


def _unanswered(gesprek: Gesprek, event: OpvolgingDue) -> Outcome:
    """It ends here, unless colleagues have it: then it is for them to say."""
    done = RecordOpvolging(event.opvolging, "geen_antwoord", done=True)
    gesprek = replace(gesprek, opvolging=None)
    if event.signaal.status in WITH_TEAM:
        return gesprek, (done, NotifyFrontoffice(event.signaal.id, "geen_antwoord"))
    if event.signaal.overgedragen and (event.signaal.worrying or event.signaal.status in IN_TALK):
        return _back_to_team(gesprek, event.signaal, done)
    signaal, moved = move(event.signaal, Status.AFGESLOTEN, "geen_antwoord")
    worry: tuple[Effect, ...] = ()
    if signaal.worrying:
        worry = (NotifyFrontoffice(signaal.id, "geen_antwoord"),)
    if is_current(gesprek, signaal):
        gesprek = replace(gesprek, signaal=signaal, fase=Fase.RUST)
    return gesprek, (done, *moved, *worry)


def _back_to_team(gesprek: Gesprek, signaal: Signaal, done: Effect) -> Outcome:
    """Colleagues know the story, and nobody knows how it went on: somebody must look."""
    signaal, moved = move(signaal, Status.OVERGEDRAGEN, "geen_antwoord")
    if is_current(gesprek, signaal):
        gesprek = replace(gesprek, signaal=signaal)
    told = NotifyFrontoffice(signaal.id, "geen_antwoord")
    return gesprek, (done, *moved, StartTermijn(signaal.id, signaal.clock), told)


def on_stop(signaal: Signaal) -> tuple[Effect, ...]:
    """Nobody asks any more: what was not over after colleagues had it is theirs again, the rest ends here."""
    if signaal.overgedragen and signaal.status in IN_TALK:
        _, moved = move(signaal, Status.OVERGEDRAGEN, "gestopt")
        clock = StartTermijn(signaal.id, signaal.clock, sooner=True)
        return (*moved, clock, NotifyFrontoffice(signaal.id, "gestopt"))
    if signaal.status in IN_TALK | {Status.VERBONDEN, Status.IN_OPVOLGING}:
        return move(signaal, Status.AFGESLOTEN, "gestopt")[1]
    return ()


def answered_how(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Beter, hetzelfde or slechter: one more tap tells whether there was contact and help."""
    signaal = _living(gesprek, event)
    if signaal is None:
        return gesprek, (say("opvolging.voorbij", Knop("nieuw"), MENS),)
    moved: tuple[Effect, ...] = ()
    if event.id != "beter" and signaal.status in ENDS:  # an old button, and it is not over
        signaal, moved = move(signaal, Status.HEROPEND, event.id)
        gesprek = replace(gesprek, signaal=signaal) if is_current(gesprek, signaal) else gesprek
    opened = OpvolgingOpen(event.arg, signaal.id, signaal.about_another, "contact", event.id)
    knoppen = (*(Knop(id, event.arg) for id in CONTACT), MENS)
    effects = (
        RecordOpvolging(event.arg, event.id),
        RecordContactmoment(signaal.id, "opvolging"),
        *moved,
        *_team_hears(signaal, event.id),
        # Who does not tap a second time is asked again: a "slechter" may not end here.
        PlanOpvolging(signaal.id, DAYS_TO_REMINDER),
        say(f"opvolging.{event.id}", *knoppen),
    )
    return replace(gesprek, opvolging=opened), effects


def _team_hears(signaal: Signaal, hoe: str) -> tuple[Effect, ...]:
    """Colleagues who know the story hear at once that it is no better, and have a term for it."""
    if hoe == "beter" or not (signaal.overgedragen or signaal.status in WITH_TEAM):
        return ()
    clock = "vandaag" if hoe == "slechter" else signaal.clock
    return (
        NotifyFrontoffice(signaal.id, f"opvolging_{hoe}"),
        StartTermijn(signaal.id, clock, sooner=True),
    )


def _living(gesprek: Gesprek, event: KnopPressed) -> Signaal | None:
    """The signaal this answer is about; None when it is gone or was withdrawn."""
    signaal = event.signaal or gesprek.signaal
    return None if signaal is None or signaal.status == Status.INGETROKKEN else signaal


def answered_contact(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Close what is better; go on with what is not."""
    signaal = _living(gesprek, event)
    opened = gesprek.opvolging
    if signaal is None or opened is None or opened.id != event.arg:
        return gesprek, (say("opvolging.voorbij", Knop("nieuw"), MENS),)
    done = RecordOpvolging(event.arg, event.id, done=True)
    gesprek = replace(gesprek, opvolging=None)
    hoe = opened.hoe or "hetzelfde"
    if hoe == "beter":
        return _better(gesprek, signaal, done)
    if signaal.status in WITH_TEAM:
        return _with_team(gesprek, signaal, hoe, done)
    return _not_better(gesprek, signaal, hoe, done, event.voorstel)


def _better(gesprek: Gesprek, signaal: Signaal, done: Effect) -> Outcome:
    told: tuple[Effect, ...] = ()
    if signaal.overgedragen or signaal.status in WITH_TEAM:
        told = (StopTermijnen(signaal.id), NotifyFrontoffice(signaal.id, "opvolging_beter"))
    signaal, moved = move(signaal, Status.AFGESLOTEN, "beter")
    if is_current(gesprek, signaal):
        gesprek = replace(gesprek, signaal=signaal, fase=Fase.RUST)
    over = CancelOpvolgingen(signaal.id)
    return gesprek, (done, *told, *moved, over, say("opvolging.fijn", Knop("nieuw"), MENS))


def _with_team(gesprek: Gesprek, signaal: Signaal, hoe: str, done: Effect) -> Outcome:
    """Colleagues have it, and have heard that it is no better; we ask again."""
    if hoe == "slechter":
        signaal = replace(signaal, urgentie="vandaag")
        gesprek = replace(gesprek, signaal=signaal) if is_current(gesprek, signaal) else gesprek
    # Who does not want to be asked is not promised it either.
    key = "opvolging.team_hoort_het" if signaal.geen_opvolging else "opvolging.team_weet_het"
    effects = (
        done,
        PlanOpvolging(signaal.id, DAYS_AFTER_PLACE),
        say(key, MENS, nummer=signaal.nummer),
    )
    return gesprek, effects


def _not_better(gesprek: Gesprek, signaal: Signaal, hoe: str, done: Effect, voorstel: Voorstel) -> Outcome:
    """Back to the resident's problem: another place, or people. Whatever was under way is put aside."""
    if not is_current(gesprek, signaal):
        gesprek = gesprek.put_aside()
    moved: tuple[Effect, ...] = ()
    if signaal.status not in IN_TALK:
        signaal, moved = move(signaal, Status.HEROPEND, hoe)
    # The pakket will be shown afresh: what did not help belongs in it. That colleagues know of danger stays.
    vragen = tuple(one for one in signaal.vragen if one == ALARM)
    signaal = replace(signaal, bereik=None, vragen=vragen, urgentie="vandaag" if hoe == "slechter" else None)
    # What colleagues were told of danger was weeks ago: if it is told again, they hear it again.
    gesprek = replace(gesprek, signaal=signaal, noodkaarten=())
    said = say(f"opvolging.verder_{hoe}", Knop("doorgeven"), MENS)
    if signaal.danger_in_talk:
        gesprek, effects = nood.listen_on(gesprek)
        effects = (said, *effects)
    else:
        gesprek, effects = offer(gesprek, voorstel, (said,))
    silence = PlanOpvolging(signaal.id, DAYS_OF_SILENCE, "stilte")
    return gesprek, (done, *moved, *effects, silence)
