"""A resident says that something shown of a place is wrong: ask what, in one tap or a few words. Pure.

Apart from "u begrijpt me verkeerd" (offer.misread): that is about how we read him, this about the place.
"""

from dataclasses import replace

from bot.core import forward, offer
from bot.core.begrip import Begrip
from bot.core.effects import CancelOpvolgingen, Knop, PlanOpvolging, RecordKaartmelding, Wat
from bot.core.events import BerichtReceived, KnopPressed
from bot.core.gesprek import MENS, Gesprek, Outcome, say
from bot.core.intrekwoorden import wish
from bot.core.opvolging import DAYS_OF_SILENCE
from bot.core.prompts import prompt
from bot.core.signaal import WITH_TEAM, Status

# What can be wrong, one button each. After the first two the resident still has no place to go to.
WAT: dict[str, Wat] = {"plek_bereik": "bereik", "plek_weg": "weg", "plek_gegevens": "gegevens"}
NO_USE: frozenset[Wat] = frozenset({"bereik", "weg"})


def begin(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """The button below the place. Who typed what is wrong need not say it again."""
    if event.told and event.begrip is not None:
        if event.begrip.nood is not None:
            return gesprek, ()  # it was answered already, and the words belong to the story
        if not about_place(event.begrip):
            return forward.wants_person(gesprek)
        return _record(gesprek, event.arg, "anders", event.begrip.tekst)
    wrong = tuple(Knop(id, event.arg) for id in WAT)
    vraag = say("plek_fout.vraag", *wrong, Knop("plek_klopt", event.arg), MENS)
    return replace(gesprek, meldt=event.arg), (vraag,)


def chosen(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """One of WAT."""
    return _record(gesprek, event.arg, WAT[event.id], "")


def right_after_all(gesprek: Gesprek) -> Outcome:
    """Nothing is wrong: back to where we were."""
    return gesprek, (say("plek_fout.toch_goed", MENS), *prompt(gesprek))


def answers(event: BerichtReceived) -> bool:
    """Whether free text is the answer to "wat klopt er niet?"."""
    return about_place(event.begrip) and not event.doorgestuurd and wish(event.begrip.tekst) is None


def about_place(begrip: Begrip) -> bool:
    """Danger and a wish for a person are never words about a place."""
    return begrip.nood is None and begrip.bedoeling != "mens"


def take(gesprek: Gesprek, voorziening: str, event: BerichtReceived) -> Outcome:
    """The resident's own (masked) words about the place."""
    return _record(gesprek, voorziening, "anders", event.begrip.tekst)


def _record(gesprek: Gesprek, voorziening: str, wat: Wat, tekst: str) -> Outcome:
    """Keep it, thank, and go on where we were; with another place when this one is of no use."""
    looks_on = wat in NO_USE and _was_offered(gesprek, voorziening)
    thanks = say("plek_fout.verder", Knop("plek_anders"), MENS) if looks_on else say("plek_fout.dank", MENS)
    return gesprek, (RecordKaartmelding(voorziening, wat, tekst), thanks, *prompt(gesprek))


def _was_offered(gesprek: Gesprek, voorziening: str) -> bool:
    """Whether it was a place for what is being talked about now, and that is still the resident's own."""
    signaal = gesprek.signaal
    if signaal is None or signaal.status in WITH_TEAM | {Status.INGETROKKEN}:
        return False
    return voorziening in signaal.getoond


def other_place(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Look on; whoever falls silent here is asked after, whatever was agreed about the place that failed."""
    assert gesprek.signaal is not None
    id = gesprek.signaal.id
    gesprek, effects = offer.show_more(gesprek, event.voorstel)
    return gesprek, (*effects, CancelOpvolgingen(id), PlanOpvolging(id, DAYS_OF_SILENCE, "stilte"))
