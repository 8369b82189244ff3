"""What colleagues do, as the resident hears it, and when the clock of the frontoffice starts again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.begrip import Plek
from bot.core.events import (
    Event,
    MedewerkerAnswered,
    MedewerkerAsked,
    MedewerkerClosed,
    MedewerkerProposed,
    MedewerkerReopened,
    MedewerkerTookUp,
    OpvolgingDue,
)
from bot.core.gesprek import Fase
from bot.core.signaal import Signaal, Status
from tests.core.conftest import Talk

PLEK = Plek("plek-9", "Plek 9", "")


def handed_over(talk: Talk, urgentie: str = "urgentie_rustig", **begrip: object) -> Talk:
    talk.says("ik kom er niet uit", route="frontoffice", **begrip).taps("doorgeven").taps(urgentie)
    return talk.taps("wijk_overslaan").taps("bereik_gesprek").taps("verstuur").taps("opvolging_nee")


@pytest.mark.parametrize(
    "happens", [MedewerkerTookUp, lambda signaal: MedewerkerAnswered(signaal, "Ik bel u.")]
)
def test_a_colleague_who_is_quicker_does_not_take_the_yes_away(
    talk: Talk, happens: Callable[[Signaal], Event]
) -> None:
    talk.says("ik kom er niet uit", route="frontoffice").taps("doorgeven").taps("urgentie_rustig")
    talk.taps("wijk_overslaan").taps("bereik_gesprek").taps("verstuur").happens(happens(talk.signaal))
    talk.taps("opvolging_ja")
    assert talk.did(e.PlanOpvolging)
    assert talk.signaal.wil_opvolging


def test_an_answer_to_the_answer_comes_back_with_a_new_term(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerAnswered(talk.signaal, "Wat is er gebeurd?"))
    talk.says("de brief kwam te laat")
    assert talk.signaal.status == Status.OPGEPAKT
    assert talk.did(e.StartTermijn) == [e.StartTermijn(talk.signaal.id, "rustig", sooner=True)]


def test_thanks_for_an_answer_ask_for_nothing(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerAnswered(talk.signaal, "Het is geregeld."))
    talk.says("dank u wel", bedoeling="dankt")
    assert talk.signaal.status == Status.BEANTWOORD
    assert talk.did(e.StartTermijn) == []
    assert talk.did(e.RelayToFrontoffice)


def test_the_clock_of_what_nobody_took_up_yet_goes_on(talk: Talk) -> None:
    handed_over(talk).says("en nog iets")
    assert talk.signaal.status == Status.OVERGEDRAGEN
    # Sooner: one that runs already stays as it is (tests/bot/test_niets_valt_weg.py).
    assert talk.did(e.StartTermijn) == [e.StartTermijn("s1", "rustig", sooner=True)]


@pytest.mark.parametrize("wil_opvolging", [True, False])
def test_a_reply_to_what_was_closed_opens_it_again(talk: Talk, wil_opvolging: bool) -> None:
    handed_over(talk)
    talk.happens(MedewerkerClosed(replace(talk.signaal, wil_opvolging=wil_opvolging)))
    talk.taps("reageer", talk.signaal.id).says("er is niemand geweest")
    assert talk.signaal.status == Status.OVERGEDRAGEN
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice(talk.signaal.id, "heropend")]
    assert talk.did(e.StartTermijn)


@pytest.mark.parametrize(
    ("urgentie", "dreiging", "clock"),
    [
        ("urgentie_rustig", False, "rustig"),
        ("urgentie_rustig", True, "week"),
        ("urgentie_week", True, "week"),
        ("urgentie_vandaag", True, "vandaag"),
    ],
)
def test_a_threat_of_eviction_does_not_wait(talk: Talk, urgentie: str, dreiging: bool, clock: str) -> None:
    handed_over(talk, urgentie, dreiging=dreiging)
    started = [one for one in talk.history if isinstance(one, e.StartTermijn)]
    assert started == [e.StartTermijn(talk.signaal.id, clock)]


def test_a_threat_that_is_told_later_makes_the_term_shorter(talk: Talk) -> None:
    handed_over(talk).says("nu komt de ontruiming", dreiging=True)
    assert talk.did(e.StartTermijn) == [e.StartTermijn(talk.signaal.id, "week", sooner=True)]


def test_a_question_of_a_colleague_says_until_when_and_stops_the_clock(talk: Talk) -> None:
    handed_over(talk).taps("klaar")
    talk.happens(MedewerkerAsked(talk.signaal, "Welke brief?", "dinsdag 1 december"))
    assert talk.keys == ["team.vraag"]
    assert talk.did(e.StopTermijnen)
    assert talk.signaal.status == Status.OPGEPAKT
    talk.says("die van de huur")
    assert talk.did(e.RelayToFrontoffice) == [e.RelayToFrontoffice(talk.signaal.id, "die van de huur")]


def test_a_place_of_a_colleague_comes_with_his_words_and_a_way_to_answer(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerProposed(talk.signaal, "Hier helpen ze u.", PLEK))
    assert talk.keys == ["team.voorstel_met_tekst"]
    assert talk.did(e.SendVoorstel) == [
        e.SendVoorstel(talk.signaal.id, (PLEK,), (e.Knop("reageer", talk.signaal.id),))
    ]
    talk.happens(MedewerkerProposed(talk.signaal, "", PLEK))
    assert talk.keys == ["team.voorstel"]


def test_what_a_colleague_reopens_has_a_term_and_the_resident_hears_it(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(talk.signaal))
    talk.happens(MedewerkerReopened(talk.signaal))
    assert talk.keys == ["team.weer_open"]
    assert talk.signaal.status == Status.OPGEPAKT
    assert talk.did(e.StartTermijn)
    assert talk.gesprek.fase == Fase.BIJ_TEAM


def test_who_takes_over_from_a_colleague_says_nothing_new(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerTookUp(talk.signaal))
    assert talk.keys == ["team.opgepakt"]
    talk.happens(MedewerkerTookUp(talk.signaal))
    assert talk.keys == []


def test_who_wants_no_messages_gets_none(talk: Talk) -> None:
    handed_over(talk)
    silent: Signaal = replace(talk.signaal, bereik="geen")
    for event in (
        MedewerkerTookUp(silent),
        MedewerkerAnswered(silent, "Dag"),
        MedewerkerAsked(silent, "Wat?", "dinsdag"),
        MedewerkerProposed(silent, "", PLEK),
        MedewerkerClosed(silent),
        MedewerkerReopened(replace(silent, status=Status.AFGESLOTEN)),
    ):
        talk.happens(event)
        assert not talk.keys, event
        assert talk.did(e.SendVoorstel) == [], event


def test_no_answer_leaves_what_colleagues_have_with_them(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerTookUp(talk.signaal))
    talk.happens(OpvolgingDue("o", talk.signaal, "afspraak", 2))
    assert talk.did(e.MoveSignaal) == []
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice(talk.signaal.id, "geen_antwoord")]


def test_a_worry_that_was_handed_over_comes_back_when_nobody_answers(talk: Talk) -> None:
    handed_over(talk)
    worry = replace(talk.signaal, rol="ander", status=Status.IN_OPVOLGING)
    talk.happens(OpvolgingDue("o", worry, "afspraak", 2))
    assert talk.did(e.MoveSignaal)[-1].naar == Status.OVERGEDRAGEN
    assert talk.did(e.StartTermijn)
