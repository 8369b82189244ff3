"""Danger first: the card, the calm question, and who is told. Pure; finding danger is the job of intents."""

from dataclasses import replace

from bot.core.begrip import Begrip, Nood, NoodSoort
from bot.core.effects import AlertFrontoffice, Effect, Knop, SendTekst, StartTermijn
from bot.core.gesprek import MENS, Fase, Gesprek, NoodOpen, Outcome, say
from bot.core.signaal import ALARM, ALARM_ASKED, ENDS, IN_TALK, Signaal
from bot.core.taal import warn

# Danger to a child or to life: the team is told at once, without the name being asked.
AT_ONCE: frozenset[str] = frozenset({"suicide", "medisch", "kind"})
LIGHTER: frozenset[str] = frozenset({"dakloos", "verward"})
HEARD, OF_ANOTHER = "gehoord", "_ander"
KINDS: tuple[NoodSoort, ...] = ("medisch", "suicide", "geweld", "kind", "verward", "dakloos")


def hear(gesprek: Gesprek, told: Nood) -> Outcome:
    """Danger in what was said: it goes into the signaal, if there is one, and the reply begins with it."""
    asked = gesprek.asked_danger
    another = asked is not None and asked.soort != told.soort
    if (signaal := gesprek.signaal) is not None:
        if asked is not None and another and asked.geleerd:
            signaal = signaal.out_of_danger(asked.soort)  # a guess that was passed over
        # Only what was not known yet may be forgotten as a guess.
        told = replace(told, geleerd=told.geleerd and told.soort not in signaal.dangers)
        guess = told.geleerd and asks(gesprek, told)
        gesprek = replace(gesprek, signaal=signaal.in_danger(told.soort, urgent=not guess))
    gesprek, shown = respond(gesprek, told)
    if asked is None or asked.geleerd or not another:
        return gesprek, shown
    in_sight = warn(
        gesprek, say(f"nood.kort.{asked.soort}", MENS)
    )  # of what was asked before, and not answered
    return gesprek, (in_sight, *shown) if gesprek.asked_danger else (*shown, in_sight)


def respond(gesprek: Gesprek, nood: Nood) -> Outcome:
    """The first part of the reply to a danger sign; the talk goes on after it."""
    if asks(gesprek, nood):
        opened = NoodOpen(nood.soort, "vraag", nood.over_ander, nood.geleerd)
        name = named(nood.soort, nood.over_ander)
        text = say(f"nood.vraag.{name}", Knop("nood_ja", name), Knop("nood_nee", name), MENS)
        return replace(gesprek, nood=opened), (warn(gesprek, text),)
    return card(gesprek, nood.soort, nood.over_ander)


def asks(gesprek: Gesprek, nood: Nood) -> bool:
    """Whether it is asked first if it is meant so.

    Not of who answers that question with the same danger, nor when colleagues were told of it in this signaal, or it
    was asked whether they may be: then he has said it.
    """
    asked, signaal = gesprek.asked_danger, gesprek.signaal
    again = asked is not None and asked.soort == nood.soort
    done = () if signaal is None else signaal.vragen
    name = named(nood.soort, nood.over_ander)
    return not (nood.zeker or again or _told(name) in done or _asked(name) in done)


def weighed(gesprek: Gesprek, begrip: Begrip) -> Begrip:
    """While one danger is talked about, a guess at another is most likely about that one: then it is left out.

    Not where that one is lighter: who has no bed tonight may want to die as well.
    """
    guess = begrip.nood
    if guess is None or guess.zeker or not guess.geleerd:
        return begrip
    about = _talked_about(gesprek)
    graver = guess.soort in AT_ONCE and about <= LIGHTER
    return replace(begrip, nood=None) if about and guess.soort not in about and not graver else begrip


def _talked_about(gesprek: Gesprek) -> frozenset[str]:
    """The kinds of danger that are open now, or of which this talk is."""
    signaal, asked = gesprek.signaal, gesprek.asked_danger
    about: set[str] = set() if asked is None else {asked.soort}
    if gesprek.fase != Fase.RUST and signaal is not None and signaal.status in IN_TALK:
        about.update(signaal.dangers)
    return frozenset(about)


def named(soort: str, over_ander: bool) -> str:
    """A danger by its kind and whom it is about, as in the names of the texts: "suicide", "suicide_ander"."""
    return f"{soort}{OF_ANOTHER}" if over_ander else soort


def kind_of(name: str) -> NoodSoort | None:
    """The kind in such a name; None when there is none."""
    soort = name.removesuffix(OF_ANOTHER)
    return next((kind for kind in KINDS if kind == soort), None)


def _told(name: str) -> str:
    """In `vragen`: colleagues were told of this danger."""
    return f"{ALARM}:{name}"


def _asked(name: str) -> str:
    """In `vragen`: it was asked whether colleagues may be told of this danger."""
    return f"{ALARM_ASKED}:{name}"


def _refused(name: str) -> str:
    """In `vragen`: colleagues may not know of this danger."""
    return f"{ALARM}_nee:{name}"


def is_sure(signaal: Signaal, soort: NoodSoort) -> bool:
    """Whether this danger was told of for certain, of the sender or of another: then colleagues were spoken of."""
    names = (named(soort, ander) for ander in (False, True))
    return any(_told(one) in signaal.vragen or _asked(one) in signaal.vragen for one in names)


def card(gesprek: Gesprek, soort: NoodSoort, over_ander: bool) -> Outcome:
    """The numbers, at length once; and then the team: told at once, or asked whether it may know."""
    name, signaal = named(soort, over_ander), gesprek.signaal
    known = name in gesprek.noodkaarten
    shown = warn(gesprek, say(f"nood.kort.{soort}", MENS) if known else say(f"nood.kaart.{name}"))
    gesprek = gesprek if known else replace(gesprek, noodkaarten=(*gesprek.noodkaarten, name))
    done = () if signaal is None else signaal.vragen
    if _told(name) in done or _asked(name) in done:
        still = gesprek.nood if gesprek.nood is not None and gesprek.nood.stap == "alarm" else None
        return replace(gesprek, nood=still), (shown,)
    open_ = gesprek.nood if gesprek.nood is not None and gesprek.nood.stap == "alarm" else None
    # Who has told nothing may only be looking at what stands in the menu: then the team is asked for, of every kind.
    if soort in AT_ONCE and signaal is not None:
        gesprek, told = alert(gesprek, signaal, soort, name)
        return replace(gesprek, nood=open_ if open_ and open_.soort != soort else None), (shown, *told)
    if signaal is not None and soort in signaal.dangers:  # else he looks in the menu, and that is not telling
        gesprek = replace(gesprek, signaal=replace(signaal, vragen=(*done, _asked(name))))
    return replace(gesprek, nood=NoodOpen(soort, "alarm", over_ander)), (shown, may_know())


def may_know() -> SendTekst:
    """Whether the team may be told."""
    return say("nood.mag_team_weten", Knop("alarm_ja"), Knop("alarm_nee"), MENS)


def not_told(signaal: Signaal | None, *, refused: bool = True) -> tuple[str, ...]:
    """Of which dangers it was asked whether the team may know, and it does not; the gravest first.

    refused: also those to which the answer was no.
    """
    if signaal is None or signaal.status in ENDS:
        return ()
    names = (named(soort, ander) for soort in signaal.dangers for ander in (False, True))
    left = (one for one in names if _asked(one) in signaal.vragen and _told(one) not in signaal.vragen)
    return tuple(one for one in left if refused or _refused(one) not in signaal.vragen)


def refuse(gesprek: Gesprek) -> Gesprek:
    """The team may not know of what was asked; a yes of later still counts."""
    signaal = gesprek.signaal
    if signaal is not None:
        told_no = tuple(map(_refused, not_told(signaal, refused=False)))
        signaal = replace(signaal, vragen=(*signaal.vragen, *told_no))
    return replace(gesprek, signaal=signaal, nood=gesprek.asked_danger)


def alert(gesprek: Gesprek, signaal: Signaal, soort: str, *names: str) -> Outcome:
    """Tell the team, and tell the resident that they know. names: of the dangers that they know of by this."""
    signaal = replace(signaal, vragen=(*signaal.vragen, ALARM, *map(_told, names)))
    told: tuple[Effect, ...] = (
        AlertFrontoffice(signaal.id, soort),
        StartTermijn(signaal.id, "vandaag"),
        say("nood.team_weet", MENS, nummer=signaal.nummer),
    )
    return replace(gesprek, signaal=signaal, nood=None), told


def listen_on(gesprek: Gesprek) -> Outcome:
    """More of the story after danger: no list of places, but nearness and a person. Not twice the same words."""
    signaal = gesprek.signaal
    assert signaal is not None
    assert signaal.nood is not None
    first = HEARD not in signaal.vragen
    signaal = replace(signaal, vragen=(*signaal.vragen, HEARD)) if first else signaal
    gesprek = replace(gesprek, signaal=signaal, fase=Fase.STELT_VOOR, vraag=None)
    other = () if first else (Knop("nieuw"),)
    return gesprek, (say(_near(signaal, first=first), Knop("doorgeven"), Knop("meer"), *other, MENS),)


def _near(signaal: Signaal, *, first: bool) -> str:
    if not first:
        return "nood.luistert_nog"
    if signaal.about_another:
        return "nood.luistert_ander"
    return "nood.luistert_geweld" if signaal.nood == "geweld" else "nood.luistert"


def danger_seen(gesprek: Gesprek) -> Outcome:
    """The neighbour says that there is danger now; what kind does not matter for the first step."""
    assert gesprek.signaal is not None
    gesprek, told = alert(gesprek, gesprek.signaal, "gevaar")
    return gesprek, (warn(gesprek, say("nood.kaart.gevaar")), *told)


def menu(gesprek: Gesprek) -> Outcome:
    """/nood: the numbers that always hold, and a button for each kind."""
    shown = say("nood.menu", *(Knop("nood_soort", kind) for kind in KINDS), MENS)
    return gesprek, (warn(gesprek, shown),)
