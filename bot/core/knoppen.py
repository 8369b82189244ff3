"""What each button does. Pure. A button that belongs to an earlier message never does harm."""

from collections.abc import Callable
from dataclasses import replace

from bot.core import commands, forward, intrekken, kaartmelding, nood, offer, opvolging, team, terug
from bot.core.begrip import GRAVEST_FIRST, NoodSoort, Rol, Urgentie
from bot.core.effects import Effect, Knop, SendKaartje
from bot.core.events import KnopPressed
from bot.core.gesprek import MENS, Fase, Gesprek, NoodOpen, Outcome, Vraag, is_current, question, say
from bot.core.intrekwoorden import wish
from bot.core.listen import gives_another, understand
from bot.core.opening import open_signaal
from bot.core.prompts import IN_FORM, prompt
from bot.core.signaal import ENDS, IN_TALK, WITH_TEAM
from bot.core.taal import warn

# These carry their own meaning and hold at any time, however old the message they stand under.
ALWAYS = frozenset(
    {"mens", "nieuw", "reageer", "niet_klaar", "nood_soort", "vergeet", "voor_mij", "voor_ander"}
    | {"beter", "hetzelfde", "slechter", "contact_hielp", "contact_hielp_niet", "geen_contact"}
    | {"bewaar", "plek_fout", "plek_klopt", "over_ja", "over_nee", *kaartmelding.WAT}
    | {"intrekken", *intrekken.DOEL_OF}
)


def on_knop(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """A button, pressed or typed."""
    if event.begrip is not None:
        event = replace(event, begrip=nood.weighed(gesprek, event.begrip))
    gesprek, before = _danger_in_words(_with_words(gesprek, event), event)
    if event.signaal is not None and is_current(gesprek, event.signaal):
        event = replace(event, signaal=gesprek.signaal)  # with what was said just now in it
    if not _valid(gesprek, event):
        gesprek, effects = _stale(gesprek, event)
    else:
        gesprek, effects = HANDLERS[event.id](gesprek, event)
        if not gesprek.begroet and event.id in ("nood_ja", "nood_nee"):
            # Danger came before the greeting: who we are is said now, after the first words about it.
            effects = (effects[0], say("groet.na_nood"), *effects[1:])
    gesprek, taken_back = _taken_back_in_words(gesprek, event)
    return replace(gesprek, begroet=True), (*before, *effects, *taken_back)


def _taken_back_in_words(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """ "Nee, ik trek mijn toestemming in" is more than that no."""
    if event.begrip is None or not event.told:
        return gesprek, ()
    wens = wish(event.begrip.tekst)
    if wens is None or (wens.everything and event.begrip.nood is not None):
        return gesprek, ()
    if gives_another(gesprek.signaal, wens, event.begrip):
        return gesprek, ()
    return intrekken.heard(gesprek, wens, event.nieuw)


def _with_words(gesprek: Gesprek, event: KnopPressed) -> Gesprek:
    """ "Nee, maar ik slaap er niet van" is a no and a piece of the story; what is wrong with a place is not."""
    if event.begrip is None or not event.told or gesprek.signaal is None:
        return gesprek
    if event.id == "plek_fout" and kaartmelding.about_place(event.begrip):
        return gesprek
    return replace(gesprek, signaal=gesprek.signaal.told(event.begrip.tekst))


def _danger_in_words(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Typed words may hold danger even when they also mean a button."""
    if event.begrip is None or event.begrip.nood is None or event.id in ("nood_ja", "nood_nee"):
        return gesprek, ()
    danger = event.begrip.nood
    opened: tuple[Effect, ...] = ()
    if danger.zeker and event.told and gesprek.signaal is None:
        asked = NoodOpen(danger.soort, "alarm", danger.over_ander)
        gesprek, opened = _with_signaal(replace(gesprek, nood=asked), event)
        gesprek = _with_words(gesprek, event)
    gesprek, effects = nood.hear(gesprek, danger)
    return gesprek, (*opened, *effects)


def _valid(gesprek: Gesprek, event: KnopPressed) -> bool:
    if event.id not in HANDLERS:
        return False
    if event.id in ALARM_STEP:
        # However much was said in between, a yes to help counts; only the matter must still be open.
        here = gesprek.nood is not None and gesprek.nood.stap == "alarm"
        return here or bool(nood.not_told(gesprek.signaal))
    if event.id in NOOD_STEP:
        return _meant(gesprek, event) is not None
    if event.id in ALWAYS or (event.id in AFSPRAAK and _may_we_ask(gesprek)):
        return True
    return Knop(event.id, event.arg) in gesprek.knoppen and (gesprek.signaal is not None or event.id in LOOSE)


def _may_we_ask(gesprek: Gesprek) -> bool:
    """Whether "may we ask how it goes?" still stands: a word of a colleague in between does not answer it."""
    signaal = gesprek.signaal
    if signaal is None or signaal.wil_opvolging or signaal.geen_opvolging:
        return False
    return gesprek.fase == Fase.AFSPRAAK or (gesprek.fase == Fase.BIJ_TEAM and signaal.status in WITH_TEAM)


def _stale(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """An old button: a place is still worth showing; otherwise say where we are."""
    if event.id == "past":
        return gesprek, (offer.reach(event.arg), say("knop.plek", Knop("nieuw"), MENS))
    again = prompt(gesprek) or (say("knop.verder", Knop("nieuw"), MENS),)
    return gesprek, (say("knop.oud"), *again)


def _for_whom(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    rol: Rol = "zelf" if event.id == "voor_mij" else "ander"
    signaal = gesprek.signaal
    if signaal is None or signaal.status not in IN_TALK:
        vraag: Vraag = "verhaal" if rol == "zelf" else "zie"
        text = question("zie") if rol == "ander" else say("groet.vertel", MENS)
        fresh = replace(
            gesprek, rol_vooraf=rol, signaal=None, fase=Fase.VRAAGT, vraag=vraag, daarna="plekken"
        )
        return fresh, (text,)
    gesprek = replace(gesprek, signaal=replace(signaal, rol=rol))
    return offer.advance(gesprek, event.voorstel)


def _gevaar(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    assert gesprek.signaal is not None
    answer = event.id.removeprefix("gevaar_")
    gesprek = replace(gesprek, signaal=replace(gesprek.signaal, gevaar=answer))
    if answer == "ja":
        assert gesprek.signaal is not None
        gesprek = replace(gesprek, signaal=replace(gesprek.signaal, urgentie="vandaag"))
        gesprek, shown = nood.danger_seen(gesprek)
        gesprek, effects = offer.advance(gesprek, event.voorstel)
        return gesprek, (*shown, *effects)
    return offer.advance(gesprek, event.voorstel)


def _sinds(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    assert gesprek.signaal is not None
    sinds = event.id.removeprefix("sinds_")
    return offer.advance(replace(gesprek, signaal=replace(gesprek.signaal, sinds=sinds)), event.voorstel)


_URGENTIE: dict[str, Urgentie] = {
    "urgentie_vandaag": "vandaag",
    "urgentie_week": "week",
    "urgentie_rustig": "rustig",
}


def _urgentie(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    assert gesprek.signaal is not None
    signaal = replace(gesprek.signaal, urgentie=_URGENTIE[event.id])
    return forward.prepare(replace(gesprek, signaal=signaal))


def _then_back(outcome: Outcome) -> Outcome:
    """After danger was spoken of: what we were busy with, put once more."""
    gesprek, effects = outcome
    return gesprek, (*effects, *prompt(gesprek))


def _meant(gesprek: Gesprek, event: KnopPressed) -> NoodOpen | None:
    """The danger that this yes or no is about; None when a no says nothing any more. Older buttons name none.

    A yes holds at any time.
    """
    asked, signaal = gesprek.asked_danger, gesprek.signaal
    if asked is not None and event.arg in ("", nood.named(asked.soort, asked.over_ander)):
        return asked
    soort = nood.kind_of(event.arg)
    known = signaal is not None and signaal.status not in ENDS and soort in signaal.dangers
    if soort is None or not (known or event.id == "nood_ja"):
        return None
    return NoodOpen(soort, "vraag", event.arg.endswith(nood.OF_ANOTHER))


def _nood_ja(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    meant = _meant(gesprek, event)
    assert meant is not None
    return _in_danger(gesprek, event, meant)


def _in_danger(gesprek: Gesprek, event: KnopPressed, meant: NoodOpen) -> Outcome:
    """It is so. What else was being asked is still asked."""
    asked = gesprek.asked_danger
    still = asked if asked is not None and asked.soort != meant.soort else None
    gesprek, opened = _with_signaal(replace(gesprek, nood=meant), event)
    assert gesprek.signaal is not None
    gesprek = replace(gesprek, signaal=gesprek.signaal.in_danger(meant.soort))
    gesprek, effects = nood.card(gesprek, meant.soort, meant.over_ander)
    gesprek, more = _other_danger(gesprek, event, meant.soort)
    if nood.may_know() in more:
        effects = tuple(effect for effect in effects if effect != nood.may_know())  # asked once, at the end
    gesprek, effects = _then_back((replace(gesprek, nood=still or gesprek.nood), (*effects, *more)))
    return gesprek, (effects[0], *opened, *effects[1:])


def _other_danger(gesprek: Gesprek, event: KnopPressed, soort: NoodSoort) -> Outcome:
    """ "Ja, en ik wil dood": what is sure in those words has its own card; of what is doubtful the number is named."""
    said = None if event.begrip is None else event.begrip.nood
    assert gesprek.signaal is not None
    if said is None or said.soort == soort:
        return gesprek, ()
    asked = gesprek.nood
    gesprek = replace(gesprek, signaal=gesprek.signaal.in_danger(said.soort))
    if not said.zeker:
        return gesprek, (warn(gesprek, say(f"nood.kort.{said.soort}", MENS)),)
    gesprek, effects = nood.card(gesprek, said.soort, said.over_ander)
    return replace(gesprek, nood=gesprek.nood or asked), effects


def _with_signaal(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Who took his question back, or began another, is still in danger: that is told of as well."""
    if gesprek.nood is None or not _at_rest(gesprek):
        return gesprek, ()
    signaal, opened = open_signaal(gesprek, event.nieuw)
    signaal = signaal.in_danger(gesprek.nood.soort)
    # What he tells now belongs to it.
    fase = gesprek.fase if gesprek.fase == Fase.VRAAGT else Fase.LUISTERT
    return replace(gesprek, signaal=signaal, fase=fase), opened


def _nood_nee(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Not meant so: believe it, leave the number in sight, and go on with the story."""
    opened = _meant(gesprek, event)
    assert opened is not None
    said = None if event.begrip is None else event.begrip.nood
    gesprek = _denied(gesprek, opened)
    if said is not None and said.zeker:  # "nee, maar ik heb pillen klaarliggen" is no no
        return _in_danger(gesprek, event, replace(opened, soort=said.soort, over_ander=said.over_ander))
    if said is not None and said.soort == opened.soort:
        return _doubted(gesprek, opened)
    if said is not None:  # "nee, maar hij leest mijn berichten": not that, and something else to ask about
        gesprek, effects = nood.hear(gesprek, said)
        return (gesprek, effects) if gesprek.asked_danger else _then_back((gesprek, effects))
    believed, signaal = say(f"nood.niet.{opened.soort}", MENS), gesprek.signaal
    if _busy(gesprek) or signaal is None or signaal.status in ENDS:
        return _then_back((gesprek, (believed,)))
    if gesprek.daarna == "overdracht" and signaal.nood is None:  # he wanted a person
        gesprek, effects = forward.prepare(gesprek)
    else:
        gesprek, effects = offer.advance(gesprek, event.voorstel)
    return gesprek, (believed, *effects)


def _denied(gesprek: Gesprek, opened: NoodOpen) -> Gesprek:
    """Without that danger. Not when it was sure before, perhaps of another, nor when colleagues have it in hand."""
    if gesprek.nood is not None and gesprek.nood.soort == opened.soort:
        gesprek = replace(gesprek, nood=None)
    signaal = gesprek.signaal
    if signaal is None or signaal.status in WITH_TEAM or nood.is_sure(signaal, opened.soort):
        return gesprek
    return replace(gesprek, signaal=signaal.out_of_danger(opened.soort))


def _busy(gesprek: Gesprek) -> bool:
    """In the middle of a form, or colleagues have it: then there is something to go back to."""
    with_team = gesprek.signaal is not None and gesprek.signaal.status in WITH_TEAM
    return with_team or gesprek.fase in IN_FORM


def _doubted(gesprek: Gesprek, opened: NoodOpen) -> Outcome:
    """A no with the same worry in what follows it: no alarm against his word, but no list of places either."""
    near = (warn(gesprek, say(f"nood.kort.{opened.soort}", MENS)),)
    if (signaal := gesprek.signaal) is not None:
        gesprek = replace(gesprek, signaal=signaal.in_danger(opened.soort))
    if _busy(gesprek) or signaal is None:
        return _then_back((gesprek, near))
    gesprek, effects = nood.listen_on(gesprek)
    return gesprek, (*near, *effects)


def _nood_soort(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    soort = nood.kind_of(event.arg)
    if soort is None or event.arg != soort:
        return _stale(gesprek, event)
    gesprek = replace(gesprek, noodkaarten=tuple(k for k in gesprek.noodkaarten if k != soort))
    if _at_rest(gesprek):  # what was told before is not what is looked for now
        looked, effects = nood.card(replace(gesprek, signaal=None), soort, over_ander=False)
        return replace(looked, signaal=gesprek.signaal), effects
    if gesprek.signaal is not None and soort in nood.AT_ONCE:  # in a talk it is said with that tap
        gesprek = replace(gesprek, signaal=gesprek.signaal.in_danger(soort))
    return nood.card(gesprek, soort, over_ander=False)


def _at_rest(gesprek: Gesprek) -> bool:
    """Nothing is being talked about: what comes now begins a signaal of its own."""
    return gesprek.signaal is None or gesprek.signaal.status in ENDS or gesprek.fase == Fase.RUST


def _alarm_ja(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """What the team may know now, by the gravest of it; what is still being asked stays asked."""
    open_, asked = gesprek.nood, gesprek.asked_danger
    gesprek, opened = _with_signaal(gesprek, event)
    assert gesprek.signaal is not None
    names = nood.not_told(gesprek.signaal, refused=open_ is None or asked is not None)
    if open_ is not None and asked is None:  # this one was asked last; from the menu it was not told before
        names = tuple(dict.fromkeys((*names, nood.named(open_.soort, open_.over_ander))))
        gesprek = replace(gesprek, signaal=gesprek.signaal.in_danger(open_.soort))
    assert gesprek.signaal is not None
    soort = min(filter(None, map(nood.kind_of, names)), key=GRAVEST_FIRST.index)
    gesprek, effects = nood.alert(gesprek, gesprek.signaal, soort, *names)
    gesprek, effects = _then_back((replace(gesprek, nood=asked), effects))
    return gesprek, (*opened, *effects)


def _alarm_nee(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    return _then_back((nood.refuse(gesprek), (say("nood.team_niet", MENS),)))


def _without_story(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Nothing to explain in writing: the wish to speak somebody is enough."""
    opened: tuple[Effect, ...] = ()
    if gesprek.signaal is None or gesprek.signaal.status not in IN_TALK:
        signaal, opened = open_signaal(gesprek, event.nieuw)
        gesprek = replace(gesprek, signaal=replace(signaal, rol="zelf"))
    gesprek, effects = forward.prepare(gesprek)
    return gesprek, (*opened, *effects)


def _new(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    fresh = replace(
        gesprek, fase=Fase.LUISTERT, vraag=None, daarna="plekken", signaal=None, rol_vooraf="onbekend"
    )
    return fresh, (say("groet.nieuw", Knop("voor_mij"), Knop("voor_ander"), MENS),)


def _over_ja(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    return terug.yes(gesprek) or _stale(gesprek, event)


def _over_nee(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """Something new: the words that were kept begin another story."""
    words = gesprek.gaat_over
    if words is None:
        return _stale(gesprek, event)
    fresh = replace(gesprek.put_aside(), fase=Fase.RUST, afgerond=None, gaat_over=None)
    return understand(fresh, replace(words, nieuw=event.nieuw))


def _done(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """ "Ik ben klaar": may we ask later how it goes?"""
    return replace(gesprek, fase=Fase.AFSPRAAK), (
        say("afspraak.klaar", Knop("opvolging_ja"), Knop("opvolging_nee"), MENS),
    )


def _tips(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    return gesprek, (say("buur.tips"), *prompt(gesprek))


def _skip_wijk(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    return forward.prepare(gesprek)


NOOD_STEP, ALARM_STEP = frozenset({"nood_ja", "nood_nee"}), frozenset({"alarm_ja", "alarm_nee"})

Handler = Callable[[Gesprek, KnopPressed], Outcome]

HANDLERS: dict[str, Handler] = {
    "voor_mij": _for_whom,
    "voor_ander": _for_whom,
    "gevaar_ja": _gevaar,
    "gevaar_nee": _gevaar,
    "gevaar_weet_niet": _gevaar,
    "sinds_dagen": _sinds,
    "sinds_weken": _sinds,
    "sinds_lang": _sinds,
    "urgentie_vandaag": _urgentie,
    "urgentie_week": _urgentie,
    "urgentie_rustig": _urgentie,
    "wijk_overslaan": _skip_wijk,
    "zonder_uitleg": _without_story,
    "nood_ja": _nood_ja,
    "nood_nee": _nood_nee,
    "nood_soort": _nood_soort,
    "alarm_ja": _alarm_ja,
    "alarm_nee": _alarm_nee,
    "past": lambda g, e: offer.choose(g, e.arg),
    "meer": lambda g, e: offer.show_more(g, e.voorstel),
    "past_niet": lambda g, e: offer.refuse(g),
    "klopt_niet": lambda g, e: offer.misread(g),
    "tips": _tips,
    "bewaar": lambda g, e: (g, (SendKaartje(e.arg),)),
    "plek_fout": kaartmelding.begin,
    **dict.fromkeys(kaartmelding.WAT, kaartmelding.chosen),
    "plek_anders": kaartmelding.other_place,
    "plek_klopt": lambda g, e: kaartmelding.right_after_all(g),
    "mens": lambda g, e: forward.wants_person(g),
    "doorgeven": lambda g, e: forward.prepare(g),
    "bereik_gesprek": lambda g, e: forward.set_reach(g, "gesprek"),
    "bereik_contact": lambda g, e: forward.set_reach(g, "contact"),
    "bereik_geen": lambda g, e: forward.set_reach(g, "geen"),
    "verstuur": lambda g, e: forward.send(g),
    "verander": lambda g, e: forward.change(g),
    "annuleer": lambda g, e: forward.cancel(g),
    "opvolging_ja": lambda g, e: opvolging.agree(g, True),
    "opvolging_nee": lambda g, e: opvolging.agree(g, False),
    **dict.fromkeys(opvolging.HOE, opvolging.answered_how),
    **dict.fromkeys(opvolging.CONTACT, opvolging.answered_contact),
    "reageer": lambda g, e: team.reply_to(g, e.signaal or g.signaal),
    "niet_klaar": lambda g, e: team.not_done(g, e.signaal or g.signaal),
    "over_ja": _over_ja,
    "over_nee": _over_nee,
    "nieuw": _new,
    "klaar": _done,
    "intrekken": lambda g, e: intrekken.listed(g, e.arg) if e.arg else intrekken.show(g),
    **dict.fromkeys(intrekken.DOEL_OF, intrekken.pressed),
    "vergeet": lambda g, e: intrekken.ask_erase(g),
    "vergeet_ja": lambda g, e: commands.erase(g),
    "vergeet_nee": lambda g, e: (g, (say("vergeet.nee", MENS), *prompt(g))),
    "stop_ook_team": lambda g, e: commands.stop_answers(g),
}

AFSPRAAK = frozenset({"opvolging_ja", "opvolging_nee"})

# Buttons that make sense without a signaal under way.
LOOSE = frozenset({"zonder_uitleg", "vergeet_ja", "vergeet_nee", "stop_ook_team"})
