"""Free text: danger first, then what the resident wants, then the story. Pure."""

from dataclasses import replace

from bot.core import forward, intrekken, nood, offer, taal, team, terug
from bot.core.begrip import Begrip
from bot.core.effects import Effect, Knop
from bot.core.events import BerichtReceived
from bot.core.gesprek import MENS, Fase, Gesprek, NoodOpen, Outcome, ask, say
from bot.core.intrekwoorden import Wens, wish
from bot.core.opening import open_signaal
from bot.core.prompts import prompt
from bot.core.signaal import WITH_TEAM, Signaal, Status

# Below this the reading is a guess, right one time in five: ask, and the second time name a person. Chosen on the
# development data; docs/begrijpen.md shows how many messages fall below it.
CLEAR_ENOUGH = 0.4

FORM = (Fase.VRAAGT_CONTACT, Fase.WIJZIGT_PAKKET, Fase.TOONT_PAKKET)
OPEN_INVITATIONS = ("verhaal", "meer", "zie")
FEW_WORDS = 2
SURE_IN_FEW_WORDS = 0.7
LONGEST_WISH = 10  # words; longer than this there is a story with it
LONGEST_WIJK = 5  # words; longer than this is a story, not the name of a wijk


def on_bericht(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """One free text, from any state."""
    event = replace(event, begrip=nood.weighed(gesprek, event.begrip))
    if not event.doorgestuurd or event.begrip.nood is not None:
        gesprek = taal.hear(gesprek, event.begrip)
    if event.begrip.nood is not None and not _its_own_words(gesprek, event):
        return _danger_and_wish(gesprek, event)
    gesprek, spoken = taal.speak(gesprek)
    gesprek, effects = _outside_danger(gesprek, event)
    return gesprek, (*spoken, *effects)


def _outside_danger(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    before: tuple[Effect, ...] = ()
    if (asked := gesprek.asked_danger) is not None:
        # No yes and no no: keep the number in sight and listen on.
        stands = event.begrip.bedoeling in ("groet", "wie")  # those are no answer, so the question stays open
        name = nood.named(asked.soort, asked.over_ander)
        knoppen = (Knop("nood_ja", name), Knop("nood_nee", name), MENS) if stands else (MENS,)
        before = (taal.warn(gesprek, say(f"nood.kort.{asked.soort}", *knoppen)),)
        if stands:
            who = (say("mens.nee", MENS),) if event.begrip.bedoeling == "wie" else ()
            return gesprek, (*who, *before)
        gesprek = _passed_over(gesprek, asked, event.begrip)
    gesprek, greeting = _greet(gesprek, event.begrip)
    wens = _wish(gesprek, event)
    if wens is None:
        gesprek, effects = _listen(gesprek, event)
        return gesprek, (*before, *greeting, *effects)
    gesprek, taken_back = intrekken.heard(gesprek, wens, event.nieuw)
    gesprek, effects = (gesprek, ()) if wens.only else _listen(gesprek, event)
    return gesprek, (*before, *greeting, *taken_back, *effects)


def _passed_over(gesprek: Gesprek, asked: NoodOpen, begrip: Begrip) -> Gesprek:
    """Another story instead of a yes or no: then what a rule saw still counts, and a guess does not."""
    gesprek, signaal = replace(gesprek, nood=None), gesprek.signaal
    if signaal is None or not asked.geleerd or begrip.antwoord:  # "dat zeg ik liever niet" is no other story
        return gesprek
    return replace(gesprek, signaal=signaal.out_of_danger(asked.soort))


def _wish(gesprek: Gesprek, event: BerichtReceived) -> Wens | None:
    """Whether he takes back what he agreed to."""
    wens = None if event.doorgestuurd else wish(event.begrip.tekst)
    if wens is None or (gesprek.fase == Fase.WIJZIGT_PAKKET and not wens.only):
        return None  # a sentence within the text that he writes for the colleague
    signaal = gesprek.signaal
    if gives_another(signaal, wens, event.begrip) or not (signaal is None or wens.fits(signaal.contact)):
        return None  # a new number, or the other way to reach him: that must be heard
    if _with_team(gesprek) and signaal is not None and wens.doel in ("doorgeven", "contact"):
        if not signaal.agreed(wens.doel):
            return None  # then it is the colleague who must read it
        # "Ik trek dat terug" may be about one word: what cannot be undone is asked with a button.
        return replace(wens, doel=None) if wens.vague and signaal.overgedragen else wens
    return wens


def gives_another(signaal: Signaal | None, wens: Wens, begrip: Begrip) -> bool:
    """A number besides the wish, other than the one that he gave; within it, it is the one that must go."""
    contact = begrip.contact
    if wens.doel != "contact" or contact is None or wens.number:
        return False
    return signaal is None or contact != signaal.contact


def _its_own_words(gesprek: Gesprek, event: BerichtReceived) -> bool:
    """ "Ik wil niet meer dat u dit doorgeeft", and nothing besides, holds no ambiguous danger; a sure one counts."""
    wens = _wish(gesprek, event)
    doubtful = event.begrip.nood is not None and not event.begrip.nood.zeker
    return wens is not None and not wens.besides and doubtful


def _danger_and_wish(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """The card first. What is taken back is out of reach before the danger is told of, and said after it."""
    wens = _wish(gesprek, event)
    taken_back: tuple[Effect, ...] = ()
    if wens is not None and not wens.everything:  # one question at a time, and that one is not now
        gesprek, taken_back = intrekken.heard(gesprek, wens, event.nieuw)
    gesprek, effects = _in_danger(gesprek, event)
    return gesprek, (*effects, *taken_back)


def _greet(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    """Once: who starts with the problem gets the short greeting, who says hello hears what this is."""
    if gesprek.begroet:
        return gesprek, ()
    key = "groet.lang" if begrip.bedoeling == "groet" else "groet.kort"
    return replace(gesprek, begroet=True), (say(key),)


def _in_danger(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """The card before anything else; what was told is kept; the form or talk stays where it was."""
    assert event.begrip.nood is not None
    kind = event.begrip.nood
    gesprek, event = terug.take(gesprek, event)
    invited = gesprek.fase == Fase.VRAAGT and gesprek.vraag in OPEN_INVITATIONS  # and now it has been told
    at_rest = gesprek.fase in (Fase.NIEUW, Fase.LUISTERT, Fase.RUST, Fase.BIJ_TEAM)
    # A list of places is no form: nobody in danger is asked again which one fits.
    in_form = not (invited or at_rest or gesprek.fase == Fase.STELT_VOOR)
    gesprek, opened = _remember(gesprek, event)
    assert gesprek.signaal is not None
    gesprek, shown = nood.hear(gesprek, kind)
    relayed: tuple[Effect, ...] = ()
    if gesprek.fase == Fase.BIJ_TEAM:
        gesprek, relayed = team.relay(gesprek, event.begrip)
    elif invited or at_rest:
        gesprek = replace(gesprek, fase=Fase.LUISTERT, vraag=None)
    if gesprek.asked_danger is not None:
        return gesprek, (*opened, *shown, *relayed)  # one question at a time; who we are comes later
    gesprek, spoken = taal.speak(gesprek)
    greeting = (say("groet.na_nood"),) if not gesprek.begroet else ()
    again: tuple[Effect, ...] = ()
    if in_form:
        gesprek, again = _again(gesprek)
    return replace(gesprek, begroet=True), (
        *opened,
        shown[0],
        *spoken,
        *greeting,
        *shown[1:],
        *relayed,
        *again,
    )


def _again(gesprek: Gesprek) -> Outcome:
    """What we were busy with, once more; how urgent it is need not be asked after danger."""
    if gesprek.vraag == "urgentie" and gesprek.fase == Fase.VRAAGT:
        return forward.prepare(gesprek)
    return gesprek, prompt(gesprek)


def _listen(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    begrip = event.begrip
    if event.doorgestuurd:
        return gesprek, (say("media.doorgestuurd", MENS),)
    if _with_team(gesprek):
        gesprek, event = terug.take(gesprek, event)
        return team.relay(replace(gesprek, fase=Fase.BIJ_TEAM), event.begrip)
    if gesprek.fase == Fase.VRAAGT_BEREIK and begrip.contact is not None:
        return forward.take_contact(_with(gesprek, bereik="contact"), begrip)  # how, and where, at once
    if begrip.bedoeling == "mens":
        return _person(*terug.take(gesprek, event))
    if begrip.bedoeling == "wie":
        fase = Fase.LUISTERT if gesprek.fase == Fase.NIEUW else gesprek.fase
        return replace(gesprek, fase=fase), (say("mens.nee", MENS), *prompt(gesprek))
    if gesprek.fase in FORM:
        return _in_form(gesprek, begrip)
    if (aside := _aside(gesprek, begrip)) is not None:
        return aside
    if terug.may_be_about_closed(gesprek):
        return terug.ask(gesprek, event)
    if gesprek.fase == Fase.VRAAGT:
        return _answer(gesprek, event)
    return understand(gesprek, event)


def _with_team(gesprek: Gesprek) -> bool:
    """Colleagues have what is being talked about; a form that is open is finished first."""
    signaal = gesprek.signaal
    has = signaal is not None and signaal.status in WITH_TEAM and gesprek.free_for_colleague(signaal)
    return has or gesprek.fase == Fase.BIJ_TEAM


def _person(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """A wish to speak a person; a longer message also holds the story."""
    opened: tuple[Effect, ...] = ()
    if len(event.begrip.tekst.split()) > LONGEST_WISH:
        gesprek, opened = _remember(gesprek, event)
    gesprek, effects = forward.wants_person(gesprek)
    return gesprek, (*opened, *effects)


def _in_form(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    if gesprek.fase == Fase.VRAAGT_CONTACT:
        return forward.take_contact(gesprek, begrip)
    if gesprek.fase == Fase.WIJZIGT_PAKKET:
        return forward.take_own_text(gesprek, begrip)
    return forward.add_to_text(gesprek, begrip)


def _aside(gesprek: Gesprek, begrip: Begrip) -> Outcome | None:
    """The answer to words that tell nothing; None when they do."""
    little = gesprek.fase == Fase.STELT_VOOR and _says_little(begrip)
    if _in_danger_now(gesprek) and (little or begrip.bedoeling == "groet"):
        return nood.listen_on(gesprek)  # no cheerful hello, and no places to come back to
    if begrip.over_plek and (about := _about_place(gesprek)):
        return gesprek, about
    if begrip.bedoeling in ("groet", "dankt"):
        return _courtesy(gesprek, begrip)
    return (gesprek, prompt(gesprek)) if little else None


def _about_place(gesprek: Gesprek) -> tuple[Effect, ...]:
    """ "Wat kost dat?": the answer where places were shown or one was chosen; nothing where that is not so."""
    signaal = gesprek.signaal
    if signaal is None or _in_danger_now(gesprek):
        return ()
    if gesprek.fase == Fase.AFSPRAAK and signaal.gekozen is not None:
        return (*offer.about_chosen(signaal.gekozen), *prompt(gesprek))
    return offer.about_shown(signaal) if gesprek.fase == Fase.STELT_VOOR else ()


def _in_danger_now(gesprek: Gesprek) -> bool:
    """Danger was told of in the talk that is going on."""
    signaal = gesprek.signaal
    return signaal is not None and signaal.danger_in_talk and gesprek.fase in (Fase.LUISTERT, Fase.STELT_VOOR)


def _courtesy(gesprek: Gesprek, begrip: Begrip) -> Outcome:
    if begrip.bedoeling == "dankt":
        return gesprek, (say("dank", Knop("nieuw"), MENS),)
    fase = Fase.LUISTERT if gesprek.fase == Fase.NIEUW else gesprek.fase
    return replace(gesprek, fase=fase), (say("groet.terug", Knop("voor_mij"), Knop("voor_ander"), MENS),)


def _says_little(begrip: Begrip) -> bool:
    """ "hm" or "snel" below a list of places is no new story."""
    doubtful = begrip.zekerheid < SURE_IN_FEW_WORDS or begrip.route == "buiten"
    return len(begrip.tekst.split()) <= FEW_WORDS and doubtful


def _answer(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """Words typed where a question is open; a story is welcome there too."""
    vraag = gesprek.vraag
    if vraag in OPEN_INVITATIONS or gesprek.signaal is None:
        return understand(gesprek, event)
    short = len(event.begrip.tekst.split()) <= LONGEST_WIJK
    if vraag == "wijk" and event.begrip.tekst.strip().isdecimal():
        return gesprek, prompt(gesprek)  # a number that no button has
    if vraag == "wijk" and short:
        return go_on(_with(gesprek, wijk=event.begrip.tekst), event)
    if vraag == "sinds":
        return go_on(_with(gesprek, sinds=event.begrip.tekst), event)
    return understand(gesprek, event)


def _with(gesprek: Gesprek, **fields: str) -> Gesprek:
    assert gesprek.signaal is not None
    return replace(gesprek, signaal=replace(gesprek.signaal, **fields))  # type: ignore[arg-type]


def go_on(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """After an answer: further on the way that the question belonged to."""
    if gesprek.daarna == "overdracht":
        return forward.prepare(gesprek)
    return offer.advance(gesprek, event.voorstel)


def understand(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """The story, or more of it."""
    outside = event.geheel.route == "buiten" and gesprek.signaal is None and gesprek.daarna == "plekken"
    again = outside and event.begrip.antwoord and gesprek.vraag == "meer"
    if outside and event.begrip.antwoord and not again:
        return replace(gesprek, fase=Fase.VRAAGT, vraag="meer"), (say("groet.vertel", MENS),)
    if outside and not again:
        return replace(gesprek, fase=Fase.LUISTERT, vraag=None), (say("buiten", Knop("nieuw"), MENS),)
    gesprek, opened = _remember(gesprek, event)
    if gesprek.daarna == "overdracht":
        gesprek, effects = forward.prepare(gesprek)
    elif gesprek.signaal is not None and gesprek.signaal.nood is not None:
        gesprek, effects = nood.listen_on(gesprek)
    elif _unclear(event.geheel):
        gesprek, effects = _ask_more(gesprek, again=again)
    else:
        gesprek, effects = offer.advance(gesprek, event.voorstel)
    return gesprek, (*opened, *effects)


def _unclear(begrip: Begrip) -> bool:
    decided = begrip.route in ("klacht", "frontoffice")
    return begrip.route == "buiten" or (begrip.zekerheid < CLEAR_ENOUGH and not decided)


def _ask_more(gesprek: Gesprek, *, again: bool) -> Outcome:
    """Once "tell me more"; the second time, or at once in another language, a person is named."""
    assert gesprek.signaal is not None
    times = gesprek.signaal.onduidelijk
    gesprek = replace(gesprek, signaal=replace(gesprek.signaal, onduidelijk=times + 1))
    if times == 0 and not again and gesprek.taal == taal.DUTCH:
        return ask(gesprek, "meer")
    fase = replace(gesprek, fase=Fase.STELT_VOOR, vraag=None)
    return fase, (say("niet_begrepen", Knop("doorgeven"), Knop("nieuw"), MENS),)


def _remember(gesprek: Gesprek, event: BerichtReceived) -> Outcome:
    """Keep what was told, in the signaal that is being talked about or in a new one."""
    effects: tuple[Effect, ...] = ()
    signaal = gesprek.signaal
    at_rest = gesprek.fase in (Fase.NIEUW, Fase.LUISTERT, Fase.RUST)
    if signaal is None or (at_rest and not _still_telling(gesprek)):
        signaal, effects = open_signaal(gesprek, event.nieuw)
        gesprek = replace(gesprek, daarna="plekken") if gesprek.fase != Fase.VRAAGT else gesprek
    if event.bewerkt and signaal.verhaal:
        signaal = replace(signaal, verhaal=signaal.verhaal[:-1])
    signaal = _absorb(signaal.told(event.begrip.tekst), event.geheel)
    return replace(gesprek, signaal=signaal), effects


def _still_telling(gesprek: Gesprek) -> bool:
    """Listening on after danger was spoken of: that is the same signaal."""
    signaal = gesprek.signaal
    return gesprek.fase == Fase.LUISTERT and signaal is not None and signaal.status == Status.IN_GESPREK


def _absorb(signaal: Signaal, geheel: Begrip) -> Signaal:
    """Take over what the reading says; a rol that the resident chose himself stays."""
    rol = signaal.rol if signaal.rol != "onbekend" else geheel.rol
    route = geheel.route if geheel.route not in ("nood", "buiten") else signaal.route
    return replace(
        signaal,
        rol=rol,
        route=route,
        leefgebieden=geheel.leefgebieden,
        product=geheel.product or signaal.product,
        dreiging=signaal.dreiging or geheel.dreiging,
    )
