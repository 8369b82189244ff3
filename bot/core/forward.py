"""The forward to the frontoffice: what is still needed, the exact text, consent. Pure."""

from dataclasses import replace

from bot.core.begrip import Begrip
from bot.core.effects import (
    CancelOpvolgingen,
    DeliverOverdracht,
    Effect,
    EndToestemming,
    Knop,
    RecordContactmoment,
    RecordToestemming,
    ShowPakket,
    StartTermijn,
)
from bot.core.gesprek import MENS, Fase, Gesprek, Outcome, ask, may_ask, move_if_free, say
from bot.core.signaal import WITH_TEAM, Bereik, Status

PAKKET_KNOPPEN = (Knop("verstuur"), Knop("verander"), Knop("annuleer"))
BEREIK_KNOPPEN = (Knop("bereik_gesprek"), Knop("bereik_contact"), Knop("bereik_geen"), Knop("annuleer"))


def wants_person(gesprek: Gesprek) -> Outcome:
    """ "Ik wil iemand spreken": with a number to call now, and the forward for who prefers that."""
    if gesprek.signaal is not None and gesprek.signaal.status in WITH_TEAM:
        return gesprek, (say("mens.al_bij_team", Knop("nieuw"), nummer=gesprek.signaal.nummer),)
    gesprek = replace(gesprek, daarna="overdracht")
    if gesprek.signaal is None or not gesprek.signaal.verhaal:
        gesprek, question = ask(gesprek, "verhaal")
        return gesprek, (say("mens.bellen"), *question)
    gesprek, effects = prepare(gesprek)
    return gesprek, (say("mens.bellen"), *effects)


def prepare(gesprek: Gesprek) -> Outcome:
    """Ask what the frontoffice needs to act in time, then show the text."""
    signaal = gesprek.signaal
    assert signaal is not None
    gesprek = replace(gesprek, daarna="overdracht")
    if signaal.urgentie is None and may_ask(signaal, "urgentie"):
        return ask(gesprek, "urgentie")
    if signaal.wijk is None and may_ask(signaal, "wijk"):
        return ask(gesprek, "wijk")
    if signaal.bereik is None:
        gesprek = replace(gesprek, fase=Fase.VRAAGT_BEREIK, vraag=None)
        return gesprek, (say("bereik.vraag", *BEREIK_KNOPPEN),)
    return show(gesprek)


def show(gesprek: Gesprek) -> Outcome:
    """The pakket, word for word as it will go."""
    signaal = gesprek.signaal
    assert signaal is not None
    gesprek = replace(gesprek, fase=Fase.TOONT_PAKKET, vraag=None)
    return gesprek, (say("pakket.uitleg"), ShowPakket(signaal.id, PAKKET_KNOPPEN))


def set_reach(gesprek: Gesprek, bereik: Bereik) -> Outcome:
    """Answer in this talk, by phone or mail, or no answer at all."""
    signaal = gesprek.signaal
    assert signaal is not None
    if bereik == "contact":
        gesprek = replace(gesprek, signaal=replace(signaal, bereik=bereik), fase=Fase.VRAAGT_CONTACT)
        return gesprek, (say("bereik.contact", Knop("bereik_gesprek")),)
    # A number that he gave an earlier time is no longer the way.
    ended = (EndToestemming("contact", signaal.id),) if signaal.contact is not None else ()
    signaal = replace(signaal, bereik=bereik, contact=None)
    gesprek, effects = show(replace(gesprek, signaal=signaal))
    return gesprek, (*ended, *effects)


def take_contact(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    """A phone number or e-mail address, given on purpose; anything else is asked once more."""
    assert gesprek.signaal is not None
    if begrip.contact is None:
        return gesprek, (say("bereik.niet_gezien", Knop("bereik_gesprek"), Knop("annuleer")),)
    signaal = replace(gesprek.signaal, contact=begrip.contact)
    gesprek, effects = show(replace(gesprek, signaal=signaal))
    return gesprek, (RecordToestemming("contact", signaal.id), *effects)


def change(gesprek: Gesprek) -> Outcome:
    """The resident writes it in his own words."""
    return replace(gesprek, fase=Fase.WIJZIGT_PAKKET), (say("pakket.verander", Knop("annuleer")),)


def take_own_text(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    """The resident's wording replaces the story in the pakket."""
    assert gesprek.signaal is not None
    signaal = replace(gesprek.signaal.told(begrip.tekst), eigen_tekst=begrip.tekst)
    return show(replace(gesprek, signaal=signaal))


def add_to_text(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    """More words while the text is on the screen: put them in, and show it again."""
    assert gesprek.signaal is not None
    signaal = gesprek.signaal
    own = None if signaal.eigen_tekst is None else f"{signaal.eigen_tekst}\n{begrip.tekst}"
    signaal = replace(signaal.told(begrip.tekst), eigen_tekst=own)
    return show(replace(gesprek, signaal=signaal))


def cancel(gesprek: Gesprek) -> Outcome:
    """Nothing goes; the talk stays open."""
    gesprek = replace(gesprek, fase=Fase.STELT_VOOR, vraag=None, daarna="plekken")
    return gesprek, (say("pakket.niet_verstuurd", Knop("meer"), Knop("doorgeven"), Knop("klaar"), MENS),)


def send(gesprek: Gesprek) -> Outcome:
    """Consent was given on the text that was shown."""
    signaal = gesprek.signaal
    assert signaal is not None
    signaal, moved = move_if_free(replace(signaal, overgedragen=True), Status.OVERGEDRAGEN)
    told: tuple[Effect, ...] = (say("doorgegeven.geen_antwoord", nummer=signaal.nummer),)
    knoppen = (Knop("opvolging_ja"), Knop("opvolging_nee"))
    if signaal.bereik != "geen":
        how = "" if signaal.contact is None else "_contact"
        told = (say(f"doorgegeven.{signaal.clock}{how}", nummer=signaal.nummer),)
    effects = (
        *moved,
        RecordToestemming("doorgeven", signaal.id),
        DeliverOverdracht(signaal.id),
        StartTermijn(signaal.id, signaal.clock),
        RecordContactmoment(signaal.id, "overdracht"),
        CancelOpvolgingen(signaal.id),
        *told,
        say("afspraak.team", *knoppen),
    )
    return replace(gesprek, signaal=signaal, fase=Fase.AFSPRAAK, vraag=None), effects
