"""Danger first: the card, the calm question, and who is told. Pure; finding danger is the job of intents."""

from dataclasses import replace

from bot.core.begrip import Begrip, Nood, NoodSoort, Urgentie
from bot.core.effects import AlertFrontoffice, Effect, Knop, SendTekst, StartTermijn
from bot.core.gesprek import MENS, Fase, Gesprek, NoodOpen, Outcome, say
from bot.core.signaal import ALARM, ALARM_ASKED, ENDS, Signaal
from bot.core.taal import warn

# Danger to a child or to life: the team is told at once, without the name being asked.
AT_ONCE: frozenset[str] = frozenset({"suicide", "medisch", "kind"})
LIGHTER: frozenset[str] = frozenset({"dakloos", "verward"})
HEARD = "gehoord"
KINDS: tuple[NoodSoort, ...] = ("medisch", "suicide", "geweld", "kind", "verward", "dakloos")


def hear(gesprek: Gesprek, told: Nood) -> Outcome:
    """Danger in what was said: it goes into the signaal, if there is one, and the reply begins with it."""
    asked, before = gesprek.asked_danger, None
    if (signaal := gesprek.signaal) is not None and signaal.status not in ENDS:
        # Only what was not known yet may be forgotten as a guess.
        told = replace(told, geleerd=told.geleerd and told.soort not in signaal.dangers)
        before = None if signaal.dangers else signaal.urgentie
        guess = told.geleerd and asks(gesprek, told)
        signaal = signaal.in_danger(told.soort)
        gesprek = replace(gesprek, signaal=signaal if guess else replace(signaal, urgentie="vandaag"))
    gesprek, shown = respond(gesprek, told, before)
    if asked is None or asked.geleerd or asked.soort == told.soort:
        return gesprek, shown
    in_sight = warn(
        gesprek, say(f"nood.kort.{asked.soort}", MENS)
    )  # of what was asked before, and not answered
    return gesprek, (in_sight, *shown) if gesprek.asked_danger else (*shown, in_sight)


def respond(gesprek: Gesprek, nood: Nood, before: Urgentie | None = None) -> Outcome:
    """The first part of the reply to a danger sign; the talk goes on after it. before: how urgent it was."""
    if asks(gesprek, nood):
        opened = NoodOpen(nood.soort, "vraag", nood.over_ander, nood.geleerd, before)
        text = say(_key("nood.vraag", nood.soort, nood.over_ander), Knop("nood_ja"), Knop("nood_nee"), MENS)
        return replace(gesprek, nood=opened), (warn(gesprek, text),)
    return card(gesprek, nood.soort, nood.over_ander)


def asks(gesprek: Gesprek, nood: Nood) -> bool:
    """Whether it is asked first if it is meant so. Who answers that question with the same danger has said it."""
    asked = gesprek.asked_danger
    again = asked is not None and asked.soort == nood.soort
    return not (nood.zeker or again or _name(nood.soort, nood.over_ander) in gesprek.noodkaarten)


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
    if gesprek.fase != Fase.RUST and signaal is not None and signaal.danger_in_talk:
        about.update(signaal.dangers)
    return frozenset(about)


def _name(soort: str, over_ander: bool) -> str:
    return f"{soort}_ander" if over_ander else soort


def _key(prefix: str, soort: str, over_ander: bool) -> str:
    return f"{prefix}.{_name(soort, over_ander)}"


def card(gesprek: Gesprek, soort: NoodSoort, over_ander: bool) -> Outcome:
    """The numbers, at length once; and then the team: told at once, or asked whether it may know."""
    name, signaal = _name(soort, over_ander), gesprek.signaal
    known = name in gesprek.noodkaarten
    shown = warn(gesprek, say(f"nood.kort.{soort}", MENS) if known else say(f"nood.kaart.{name}"))
    gesprek = gesprek if known else replace(gesprek, noodkaarten=(*gesprek.noodkaarten, name))
    done = (
        () if signaal is None else signaal.vragen
    )  # what colleagues heard of an earlier signaal is not about this
    # Who has told nothing may only be looking at what stands in the menu: then the team is asked for, of every kind.
    if soort in AT_ONCE and signaal is not None:
        if known and ALARM in done:
            return replace(gesprek, nood=None), (shown,)
        gesprek, told = alert(gesprek, signaal, soort)
        return gesprek, (shown, *told)
    if known and (signaal is None or ALARM in done or ALARM_ASKED in done):
        still = gesprek.nood if gesprek.nood is not None and gesprek.nood.stap == "alarm" else None
        return replace(gesprek, nood=still), (shown,)
    if signaal is not None:
        gesprek = replace(gesprek, signaal=replace(signaal, vragen=(*signaal.vragen, ALARM_ASKED)))
    opened = NoodOpen(soort, "alarm", over_ander)
    return replace(gesprek, nood=opened), (shown, may_know())


def may_know() -> SendTekst:
    """Whether the team may be told."""
    return say("nood.mag_team_weten", Knop("alarm_ja"), Knop("alarm_nee"), MENS)


def may_still_know(signaal: Signaal | None) -> bool:
    """Whether a yes to that question, however late, still says something."""
    if signaal is None or signaal.nood is None or signaal.status in ENDS:
        return False
    return ALARM_ASKED in signaal.vragen and ALARM not in signaal.vragen


def alert(gesprek: Gesprek, signaal: Signaal, soort: str) -> Outcome:
    """Tell the team, and tell the resident that they know."""
    signaal = replace(signaal, vragen=(*signaal.vragen, ALARM))
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
    return gesprek, (say(_near(signaal, first=first), Knop("doorgeven"), Knop("meer"), MENS),)


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
