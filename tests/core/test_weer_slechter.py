"""Worse, or silence, after colleagues had it: never lost; and thanks, which ask for nothing."""

from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.events import (
    KanaalStopped,
    MedewerkerAnswered,
    MedewerkerClosed,
    MedewerkerTookUp,
    OpvolgingDue,
    TermijnPassed,
)
from bot.core.signaal import Status
from tests.core.conftest import Talk
from tests.core.test_team import handed_over


def answers(talk: Talk, hoe: str) -> Talk:
    talk.happens(OpvolgingDue("o", talk.signaal, "afspraak", 0))
    return talk.taps(hoe, "o", talk.signaal).taps("geen_contact", "o", talk.signaal)


def test_silence_after_worse_goes_back_to_the_team(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(replace(talk.signaal, wil_opvolging=True)))
    answers(talk, "slechter").happens(OpvolgingDue("p", talk.signaal, "stilte", 2))
    assert talk.did(e.MoveSignaal)[-1].naar == Status.OVERGEDRAGEN
    assert talk.did(e.StartTermijn)
    assert talk.did(e.NotifyFrontoffice)


def test_better_stops_the_clock_of_what_colleagues_once_had(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(replace(talk.signaal, wil_opvolging=True)))
    answers(talk, "slechter").taps("past", "plek-1").taps("opvolging_ja")
    answers(talk, "beter")
    assert talk.did(e.StopTermijnen)
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice(talk.signaal.id, "opvolging_beter")]


@pytest.mark.parametrize(("hoe", "clock"), [("slechter", "vandaag"), ("hetzelfde", "rustig")])
def test_no_better_while_the_team_has_it_starts_a_clock(talk: Talk, hoe: str, clock: str) -> None:
    handed_over(talk).happens(MedewerkerAnswered(talk.signaal, "Dag"))
    talk.happens(OpvolgingDue("o1", talk.signaal, "afspraak", 0)).taps(hoe, "o1", talk.signaal)
    assert talk.did(e.StartTermijn) == [e.StartTermijn(talk.signaal.id, clock, sooner=True)]
    talk.taps("contact_hielp_niet", "o1", talk.signaal)
    assert talk.did(e.StartTermijn) == []
    assert talk.signaal.urgentie == clock


def test_an_old_button_opens_what_had_ended_at_the_first_tap(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(talk.signaal))
    assert talk.signaal.status == Status.AFGESLOTEN
    talk.happens(OpvolgingDue("o1", replace(talk.signaal, status=Status.IN_OPVOLGING), "afspraak", 0))
    talk.taps("slechter", "o1", talk.signaal)
    assert talk.signaal.status == Status.HEROPEND
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice(talk.signaal.id, "opvolging_slechter")]


def test_taking_up_keeps_or_starts_the_clock_and_taking_over_leaves_it(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerTookUp(talk.signaal))
    assert talk.did(e.StopTermijnen) == []
    assert talk.did(e.StartTermijn) == [e.StartTermijn(talk.signaal.id, "rustig", sooner=True)]
    talk.happens(MedewerkerTookUp(talk.signaal))
    assert talk.did(e.StopTermijnen) == talk.did(e.StartTermijn) == []


def test_who_stopped_us_is_promised_no_question_and_hears_of_no_delay(talk: Talk) -> None:
    handed_over(talk)
    talk.gesprek = replace(talk.gesprek, gestopt=True)
    asked_for = replace(talk.signaal, wil_opvolging=True)
    talk.happens(TermijnPassed(asked_for))
    assert talk.keys == []
    talk.happens(MedewerkerClosed(asked_for))
    assert talk.keys == ["team.afgesloten"]
    assert talk.did(e.PlanOpvolging) == []
    assert talk.did(e.MoveSignaal)[-1].naar == Status.AFGESLOTEN


def test_what_waited_for_a_question_that_will_not_come_ends(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(replace(talk.signaal, wil_opvolging=True)))
    talk.gesprek = replace(talk.gesprek, gestopt=True)
    talk.happens(OpvolgingDue("o", talk.signaal, "afspraak", 0))
    assert talk.did(e.MoveSignaal)[-1].naar == Status.AFGESLOTEN


@pytest.mark.parametrize("event", [MedewerkerTookUp, MedewerkerClosed])
def test_thanks_for_what_a_colleague_did_reopen_nothing(talk: Talk, event: type) -> None:
    handed_over(talk).happens(event(talk.signaal))
    before = talk.signaal.status
    talk.taps("reageer", talk.signaal.id).says("bedankt", bedoeling="dankt")
    assert talk.signaal.status == before
    assert talk.did(e.StartTermijn) == talk.did(e.NotifyFrontoffice) == []
    assert talk.did(e.RelayToFrontoffice) == [e.RelayToFrontoffice(talk.signaal.id, "bedankt", bedankt=True)]


def test_thanks_before_anybody_looked_count_as_a_message(talk: Talk) -> None:
    handed_over(talk).taps("klaar").says("bedankt", bedoeling="dankt")
    assert [one.bedankt for one in talk.did(e.RelayToFrontoffice)] == [False]


def test_thanks_with_danger_are_no_mere_thanks(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(talk.signaal)).taps("reageer", talk.signaal.id)
    talk.says("bedankt, maar ze zetten mij uit huis", bedoeling="dankt", dreiging=True)
    assert talk.signaal.status == Status.OVERGEDRAGEN


def test_a_blocked_bot_says_nothing_until_the_resident_writes_again(talk: Talk) -> None:
    handed_over(talk, "urgentie_week").happens(KanaalStopped())
    talk.happens(MedewerkerAnswered(talk.signaal, "Dag"))
    assert talk.keys == []
    talk.says("ik ben er weer").happens(MedewerkerAnswered(talk.signaal, "Dag"))
    assert talk.keys == ["team.antwoord"]
