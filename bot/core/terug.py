""" "Gaat dit over uw vraag?": the first words after colleagues had closed it. Asked, never guessed. Pure."""

from dataclasses import replace

from bot.core import team
from bot.core.effects import Knop
from bot.core.events import BerichtReceived
from bot.core.gesprek import Fase, Gesprek, Outcome, say
from bot.core.signaal import Status


def may_be_about_closed(gesprek: Gesprek) -> bool:
    """Colleagues closed it, and nothing else has come up since."""
    signaal = gesprek.signaal
    return gesprek.fase == Fase.RUST and signaal is not None and signaal.id == gesprek.afgerond


def ask(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """Keep the words, so that nothing is told twice, whatever the answer is."""
    signaal = gesprek.signaal
    assert signaal is not None
    gesprek, event = take(gesprek, event)
    said = say("terug.vraag", Knop("over_ja"), Knop("over_nee"), nummer=signaal.nummer)
    # A number that stood in them was not asked for, and does not wait along.
    kept = replace(
        event, begrip=replace(event.begrip, contact=None), geheel=replace(event.geheel, contact=None)
    )
    return replace(gesprek, gaat_over=kept), (said,)


def take(gesprek: Gesprek, event: BerichtReceived) -> tuple[Gesprek, BerichtReceived]:
    """These words together with those that still waited for an answer; they wait no longer."""
    earlier = gesprek.gaat_over
    if earlier is None:
        return gesprek, event
    gesprek = replace(gesprek, gaat_over=None)
    if event.bewerkt:
        return gesprek, event
    whole = f"{earlier.begrip.tekst}\n{event.begrip.tekst}"
    threat = earlier.begrip.dreiging or event.begrip.dreiging
    return gesprek, replace(
        event,
        begrip=replace(event.begrip, tekst=whole, dreiging=threat),
        geheel=replace(event.geheel, tekst=whole, dreiging=threat),
    )


def yes(gesprek: Gesprek) -> Outcome | None:
    """It is open again and colleagues read the words; None when there is nothing to open."""
    signaal, event = gesprek.signaal, gesprek.gaat_over
    if event is None or signaal is None or signaal.id != gesprek.afgerond:
        return None
    if signaal.status == Status.INGETROKKEN:
        return None
    known = replace(signaal, vragen=(*signaal.vragen, "erbij"))  # that they get it is said once, below
    gesprek = replace(gesprek, fase=Fase.BIJ_TEAM, signaal=known, afgerond=None, gaat_over=None)
    gesprek, effects = team.relay(gesprek, event.begrip)
    return gesprek, (*effects, say("terug.ja", nummer=signaal.nummer))
