"""Taking back what one agreed to, purpose by purpose: what that means for the signaal and for the talk. Pure.

It never costs the resident the talk: he may go on, and has a way to a person.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.core import forward, opvolging
from bot.core.effects import (
    CancelOpvolgingen,
    Effect,
    EndToestemming,
    HideContact,
    Knop,
    Knoppen,
    MoveSignaal,
    NotifyFrontoffice,
    PressListed,
    RecallOverdracht,
    ShowToestemmingen,
    StopTermijnen,
    WithdrawElsewhere,
)
from bot.core.events import KnopPressed, NewIds
from bot.core.gesprek import MENS, Fase, Gesprek, Outcome, move, say
from bot.core.intrekwoorden import Wens, fits
from bot.core.opening import keep_alarm
from bot.core.prompts import IN_FORM, prompt
from bot.core.signaal import WITH_TEAM, Doel, Signaal, Status
from bot.core.taal import warn

# One button for each purpose; behind it stands the signaal, if it is about one.
KNOP_OF: dict[Doel, str] = {
    "doorgeven": "intrek_doorgeven",
    "contact": "intrek_contact",
    "opvolging": "intrek_opvolging",
    "seintje": "intrek_seintje",
}
DOEL_OF: dict[str, Doel] = {knop: doel for doel, knop in KNOP_OF.items()}
# What hangs on the pakket ends with it.
_WITH_PAKKET: tuple[Doel, ...] = ("doorgeven", "contact", "opvolging")

_FORWARDING = (Fase.VRAAGT_BEREIK, Fase.VRAAGT_CONTACT, Fase.TOONT_PAKKET, Fase.WIJZIGT_PAKKET)


def show(gesprek: Gesprek) -> Outcome:
    """What there is to take back."""
    return gesprek, (ShowToestemmingen((MENS,)), *_again(gesprek))


def ask_erase(gesprek: Gesprek) -> Outcome:
    """Erasing cannot be undone, so it asks once."""
    return gesprek, (say("vergeet.vraag", Knop("vergeet_ja"), Knop("vergeet_nee"), MENS),)


def listed(gesprek: Gesprek, n: str) -> Outcome:
    """The number that stands before it in the list of `show`."""
    offered = Knop("intrekken", n) in gesprek.knoppen
    return (gesprek, (PressListed(int(n)),)) if offered else show(gesprek)


def pressed(gesprek: Gesprek, event: KnopPressed) -> Outcome:
    """One of DOEL_OF."""
    return withdraw(gesprek, DOEL_OF[event.id], event.nieuw, event.arg)


def heard(gesprek: Gesprek, wens: Wens, nieuw: NewIds) -> Outcome:
    """The same in his own words."""
    if wens.everything:
        return ask_erase(gesprek)
    return show(gesprek) if wens.doel is None else withdraw(gesprek, wens.doel, nieuw, way=wens.way)


def _again(gesprek: Gesprek) -> tuple[Effect, ...]:
    return prompt(gesprek) if gesprek.fase in IN_FORM else ()


# --- one signaal ---


def taken_back(signaal: Signaal, doel: Doel) -> tuple[Signaal, tuple[Effect, ...]]:
    """The signaal after it, and what must be done for that; the same for one that is talked about as for another."""
    match doel:
        case "doorgeven":
            return _pakket_back(signaal)
        case "contact":
            hidden: tuple[Effect, ...] = (HideContact(signaal.id),) if signaal.overgedragen else ()
            return signaal.without(doel), (EndToestemming(doel, signaal.id), *hidden)
        case "opvolging":
            return _no_more_asking(signaal)
        case _:
            return signaal, (EndToestemming(doel),)


def _pakket_back(signaal: Signaal) -> tuple[Signaal, tuple[Effect, ...]]:
    ends = tuple(EndToestemming(doel, signaal.id) for doel in _WITH_PAKKET)
    stops = (CancelOpvolgingen(signaal.id), StopTermijnen(signaal.id), RecallOverdracht(signaal.id))
    signaal, moved = move(signaal.without("doorgeven"), Status.INGETROKKEN, "bewoner")
    return signaal, (*ends, *moved, *stops)


def _no_more_asking(signaal: Signaal) -> tuple[Signaal, tuple[Effect, ...]]:
    """What waited for the answer waits no longer: it is over, or again for colleagues who had it before."""
    follows = opvolging.on_stop(signaal) if signaal.wil_opvolging else ()
    signaal = signaal.without("opvolging")
    for effect in follows:
        if isinstance(effect, MoveSignaal):
            signaal = signaal.moved(effect.naar)
    why = tuple(
        replace(effect, key="geen_opvolging") if isinstance(effect, NotifyFrontoffice) else effect
        for effect in follows
    )
    return signaal, (EndToestemming("opvolging", signaal.id), CancelOpvolgingen(signaal.id), *why)


# --- what is not being talked about ---


def concerned(asked: WithdrawElsewhere, own: Iterable[Signaal]) -> tuple[Signaal, ...] | None:
    """Of which of his own signalen he takes it back; None when he must choose from the list of `show`."""
    may = [
        signaal
        for signaal in own
        if signaal.may_take_back(asked.doel)
        and signaal.id != asked.not_this
        and asked.signaal in ("", signaal.id)
    ]
    found = tuple(signaal for signaal in may if fits(asked.way, signaal.contact))
    several = asked.doel == "doorgeven" and not asked.signaal and len(found) > 1
    other_way = bool(may) and not found  # "bel niet", and there is only an address
    return None if not asked.silent and (several or other_way) else found


def danger_stays(gesprek: Gesprek, old: Signaal, nieuw: NewIds) -> tuple[Signaal | None, tuple[Effect, ...]]:
    """Nobody is left alone with danger for taking his words back. old: as it was before that.

    What the team was told of it, and has not ended, it goes on knowing: under a number of its own, which is given.
    """
    near = (warn(gesprek, say(f"nood.kort.{old.nood}", MENS)),) if old.nood is not None else ()
    if not old.alarm_open:
        return None, near
    fresh, told = keep_alarm(gesprek, old, nieuw)
    return fresh, (*told, *near, say("ingetrokken.alarm_blijft", MENS, nummer=fresh.nummer))


# --- the talk ---


def withdraw(gesprek: Gesprek, doel: Doel, nieuw: NewIds, signaal_id: str = "", way: str = "") -> Outcome:
    """For one signaal, or for what the resident means when he does not say which.

    nieuw: for a signaal of its own, when colleagues must go on knowing of danger. way: see WithdrawElsewhere.
    """
    signaal = gesprek.signaal
    if not signaal_id and gesprek.fase in _FORWARDING and doel == "doorgeven":
        return forward.cancel(gesprek)  # the text on the screen, not one that went before
    here = signaal is not None and signaal_id in ("", signaal.id) and fits(way, signaal.contact)
    if here and signaal is not None and signaal.agreed(doel):
        others = WithdrawElsewhere(doel, not_this=signaal.id, silent=True, way=way)
        asked = not signaal_id and doel != "doorgeven"
        return _here(gesprek, signaal, doel, nieuw, others=(others,) if asked else ())
    if not signaal_id:
        before = _nothing_yet(gesprek, doel)
        if before is not None:
            return before
    return gesprek, (WithdrawElsewhere(doel, signaal_id, knoppen=_after(doel), way=way), *_again(gesprek))


def _after(doel: Doel) -> Knoppen:
    return (Knop("nieuw"), MENS) if doel == "doorgeven" else (MENS,)


def _here(
    gesprek: Gesprek, signaal: Signaal, doel: Doel, nieuw: NewIds, *, others: tuple[Effect, ...]
) -> Outcome:
    after, effects = taken_back(signaal, doel)
    key = "contact_nog_hier" if doel == "contact" and not signaal.overgedragen else doel
    said = say(f"ingetrokken.{key}", *_after(doel), nummer=signaal.nummer)
    if gesprek.opvolging is not None and gesprek.opvolging.signaal == signaal.id and doel != "contact":
        gesprek = replace(gesprek, opvolging=None)
    moved = after.status != signaal.status
    gesprek, again = _go_on(gesprek, after, doel, nieuw, moved=moved)
    return gesprek, (*effects, *others, said, *again)


def _go_on(gesprek: Gesprek, signaal: Signaal, doel: Doel, nieuw: NewIds, *, moved: bool) -> Outcome:
    """Where the talk stands when this is gone from the signaal that it was about."""
    if doel == "doorgeven":
        assert gesprek.signaal is not None
        fresh, stays = danger_stays(gesprek, gesprek.signaal, nieuw)
        return replace(_listening(gesprek), signaal=fresh), stays
    gesprek = replace(gesprek, signaal=signaal)
    if doel == "contact":
        # The text on the screen held the number.
        return forward.show(gesprek) if gesprek.fase == Fase.TOONT_PAKKET else (gesprek, _again(gesprek))
    if gesprek.fase in IN_FORM - {Fase.AFSPRAAK}:
        return gesprek, prompt(gesprek)
    if not moved and gesprek.fase != Fase.AFSPRAAK:
        return gesprek, ()
    fase = Fase.BIJ_TEAM if signaal.status in WITH_TEAM else Fase.RUST
    return replace(gesprek, fase=fase, vraag=None), ()


def _listening(gesprek: Gesprek) -> Gesprek:
    return replace(
        gesprek,
        fase=Fase.LUISTERT,
        vraag=None,
        daarna="plekken",
        signaal=None,
        afgerond=None,
        gaat_over=None,
        rol_vooraf="onbekend",
    )


def _nothing_yet(gesprek: Gesprek, doel: Doel) -> Outcome | None:
    """He says no before he said yes: to the text on the screen, or to being asked later. None when he does not."""
    signaal = gesprek.signaal
    if signaal is None:
        return None
    asked = gesprek.fase == Fase.VRAAGT and gesprek.daarna == "overdracht"
    if doel == "doorgeven" and (asked or gesprek.fase in _FORWARDING):
        return forward.cancel(gesprek)
    if doel != "opvolging" or signaal.status == Status.INGETROKKEN:
        return None
    if gesprek.fase == Fase.AFSPRAAK:
        return opvolging.agree(gesprek, False)
    after, effects = taken_back(signaal, doel)
    elsewhere = WithdrawElsewhere(doel, not_this=signaal.id, silent=True)
    said = say(f"ingetrokken.{doel}", *_after(doel))
    return replace(gesprek, signaal=after), (*effects, elsewhere, said, *_again(gesprek))
