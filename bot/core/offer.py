"""From a signaal that is understood to places, or to the question that is still needed. Pure."""

from dataclasses import replace

from bot.core import nood
from bot.core.begrip import Plek, Voorstel
from bot.core.effects import (
    CancelOpvolgingen,
    Effect,
    Knop,
    Knoppen,
    RecordHerziening,
    RecordKeuze,
    SendContact,
    SendTekst,
    SendVoorstel,
)
from bot.core.gesprek import MENS, Fase, Gesprek, Outcome, Vraag, ask, may_ask, move_if_free, say
from bot.core.signaal import Signaal, Status
from bot.core.taal import DUTCH, warn

MOST_PLACES = 3
MANY_LEEFGEBIEDEN = 3


def advance(gesprek: Gesprek, voorstel: Voorstel) -> Outcome:
    """Ask what changes the answer, or give the answer."""
    signaal = gesprek.signaal
    assert signaal is not None
    if signaal.danger_in_talk:
        return nood.listen_on(gesprek)
    if signaal.route == "klacht":
        return _complaint(gesprek)
    vraag = _needed(signaal, only_danger=gesprek.taal != DUTCH)
    if vraag == "gevaar":
        gesprek, (asked,) = ask(gesprek, vraag)
        return gesprek, (warn(gesprek, asked) if isinstance(asked, SendTekst) else asked,)
    return ask(gesprek, vraag) if vraag else offer(gesprek, voorstel, _reflect(signaal))


def _needed(signaal: Signaal, *, only_danger: bool) -> Vraag | None:
    """The question that is still needed; of who reads no Dutch only the one about danger is worth asking."""
    if signaal.rol == "onbekend" and may_ask(signaal, "rol") and not only_danger:
        return "rol"
    if signaal.about_another and signaal.gevaar is None and may_ask(signaal, "gevaar"):
        return "gevaar"
    if signaal.about_another and signaal.sinds is None and may_ask(signaal, "sinds") and not only_danger:
        return "sinds"
    return None


def _complaint(gesprek: Gesprek) -> Outcome:
    """Somebody who is stuck gets a person, not a list of places."""
    return replace(gesprek, fase=Fase.STELT_VOOR, vraag=None), (complaint(),)


def complaint() -> SendTekst:
    """That he should not have to begin again, and who may take it up."""
    return say("klacht.begrepen", Knop("doorgeven"), Knop("klopt_niet"), MENS)


def _reflect(signaal: Signaal) -> tuple[Effect, ...]:
    """Say back in plain words what was understood; each variant leaves room to say it is not right."""
    onderwerp = ",".join(signaal.leefgebieden[:MANY_LEEFGEBIEDEN])
    if signaal.about_another:
        tips = say("buur.tips_naaste" if "mantelzorg" in signaal.leefgebieden else "buur.tips")
        return (say("buur.begrepen", onderwerp=onderwerp), tips)
    if signaal.product is not None and signaal.route == "frontoffice":
        return (say("product.begrepen", product=signaal.product),)
    if signaal.route == "frontoffice" and len(signaal.leefgebieden) >= MANY_LEEFGEBIEDEN:
        return (say("begrepen.veel", onderwerp=onderwerp),)
    if signaal.route == "frontoffice":
        return (say("begrepen.besluit", onderwerp=onderwerp),)
    return (say("begrepen.gewoon", onderwerp=onderwerp),)


def fresh(signaal: Signaal, voorstel: Voorstel) -> tuple[Plek, ...]:
    """The first three places that were not shown or refused before."""
    seen = {*signaal.getoond, *signaal.afgewezen}
    return tuple(plek for plek in voorstel if plek.id not in seen)[:MOST_PLACES]


def offer(gesprek: Gesprek, voorstel: Voorstel, intro: tuple[Effect, ...]) -> Outcome:
    """Show up to three places, or say honestly that there is none and name the person."""
    signaal = gesprek.signaal
    assert signaal is not None
    plekken = fresh(signaal, voorstel)
    gesprek = replace(gesprek, fase=Fase.STELT_VOOR, vraag=None, daarna="plekken")
    if not plekken:
        key = "plekken.op" if signaal.getoond else "plekken.geen"
        return gesprek, (*intro, say(key, Knop("doorgeven"), Knop("klopt_niet"), MENS))
    shown = (*signaal.getoond, *(plek.id for plek in plekken))
    signaal = replace(signaal, getoond=shown, laatst=len(plekken))
    moved: tuple[Effect, ...] = ()
    if signaal.status not in (Status.VOORGESTELD, Status.VERBONDEN):
        signaal, moved = move_if_free(signaal, Status.VOORGESTELD)
    sent = SendVoorstel(signaal.id, plekken, choices(signaal, plekken))
    return replace(gesprek, signaal=signaal), (*intro, *moved, sent)


def choices(signaal: Signaal, plekken: tuple[Plek, ...]) -> Knoppen:
    """The buttons below a proposal."""
    forward = (Knop("doorgeven"),) if signaal.route == "frontoffice" or signaal.about_another else ()
    past = tuple(Knop("past", plek.id) for plek in plekken)
    return (*past, Knop("meer"), Knop("past_niet"), Knop("klopt_niet"), *forward, MENS)


def show_more(gesprek: Gesprek, voorstel: Voorstel) -> Outcome:
    """The next three."""
    return offer(gesprek, voorstel, ())


def about_shown(signaal: Signaal) -> tuple[Effect, ...]:
    """What we know stands with the places, and they know the rest; nothing when all of them were refused."""
    last = signaal.getoond[-(signaal.laatst or MOST_PLACES) :]
    past = tuple(Knop("past", id) for id in last if id not in signaal.afgewezen)
    return (say("plekken.vraag", *past, Knop("meer"), Knop("past_niet"), MENS),) if past else ()


def about_chosen(voorziening: str) -> tuple[Effect, ...]:
    """The same of the one that was chosen: what we know, once more."""
    return (reach(voorziening), say("plekken.vraag_een", MENS))


def refuse(gesprek: Gesprek) -> Outcome:
    """None of those shown fits: remember it and ask what would."""
    signaal = gesprek.signaal
    assert signaal is not None
    refused = tuple(id for id in signaal.getoond if id not in signaal.afgewezen)
    effects = tuple(RecordKeuze(signaal.id, id, "past_niet") for id in refused)
    signaal = replace(signaal, afgewezen=(*signaal.afgewezen, *refused))
    text = say("plekken.past_niet", Knop("meer"), Knop("doorgeven"), MENS)
    return replace(gesprek, signaal=signaal), (*effects, text)


def reach(voorziening: str) -> SendContact:
    """How to reach one place, with below it the ways to keep that, and to say that something there is wrong."""
    return SendContact(voorziening, (Knop("bewaar", voorziening), Knop("plek_fout", voorziening)))


def choose(gesprek: Gesprek, voorziening: str) -> Outcome:
    """This place fits: how to get there, and may we ask later how it went?"""
    signaal = gesprek.signaal
    assert signaal is not None
    signaal, moved = move_if_free(replace(signaal, gekozen=voorziening), Status.VERBONDEN)
    effects = (
        RecordKeuze(signaal.id, voorziening, "past"),
        *moved,
        CancelOpvolgingen(signaal.id),
        reach(voorziening),
        say("afspraak.plek", Knop("opvolging_ja"), Knop("opvolging_nee"), MENS),
    )
    return replace(gesprek, signaal=signaal, fase=Fase.AFSPRAAK), effects


def misread(gesprek: Gesprek) -> Outcome:
    """ "Klopt niet": the story stays, the resident says it in other words; what was read is looked at later."""
    signaal = gesprek.signaal
    assert signaal is not None
    wrong = RecordHerziening(signaal)
    signaal = replace(signaal, lees_vanaf=len(signaal.verhaal), leefgebieden=(), product=None, getoond=())
    signaal = replace(signaal, route="voorziening", onduidelijk=0)
    return replace(gesprek, signaal=signaal, fase=Fase.VRAAGT, vraag="meer"), (wrong, say("klopt_niet", MENS))
