"""The first words after colleagues had closed it: asked about once, told once, and danger first."""

from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.events import MedewerkerClosed, MedewerkerReopened
from bot.core.gesprek import Fase
from bot.core.signaal import Status
from tests.core.conftest import Talk
from tests.core.test_team import handed_over


def closed(talk: Talk) -> Talk:
    return handed_over(talk).happens(MedewerkerClosed(talk.signaal))


def test_words_after_closing_are_asked_about_and_go_to_the_team_on_a_yes(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest")
    assert talk.keys == ["terug.vraag"]
    assert talk.did(e.OpenSignaal) == []
    talk.taps("over_ja")
    assert talk.keys == ["terug.ja"]
    assert talk.did(e.RelayToFrontoffice) == [e.RelayToFrontoffice(talk.signaal.id, "er is niemand geweest")]
    assert talk.did(e.StartTermijn)
    assert talk.signaal.status == Status.OVERGEDRAGEN
    assert talk.gesprek.fase == Fase.BIJ_TEAM


def test_on_a_no_they_begin_another_story_and_are_not_asked_again(talk: Talk) -> None:
    old = closed(talk).signaal
    talk.says("ik heb ook geen werk").taps("over_nee")
    assert talk.did(e.RelayToFrontoffice) == []
    assert talk.did(e.OpenSignaal)
    assert talk.signaal.id != old.id
    assert talk.signaal.verhaal == ("ik heb ook geen werk",)
    assert talk.gesprek.gaat_over is None


def test_more_words_before_the_answer_go_along(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest").says("ook niet gebeld").taps("over_ja")
    (relayed,) = talk.did(e.RelayToFrontoffice)
    assert relayed.tekst == "er is niemand geweest\nook niet gebeld"


@pytest.mark.parametrize("bedoeling", ["dankt", "groet"])
def test_thanks_and_a_greeting_are_not_asked_about(talk: Talk, bedoeling: str) -> None:
    closed(talk).says("dank u", bedoeling=bedoeling)
    assert "terug.vraag" not in talk.keys


def test_danger_is_never_asked_about_and_takes_the_waiting_words_along(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest").danger("ik wil dood", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"
    assert "er is niemand geweest" in talk.signaal.verhaal[-1]


def test_an_old_yes_or_no_does_no_harm(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest").taps("over_ja").taps("over_ja")
    assert talk.did(e.RelayToFrontoffice) == []
    assert talk.taps("over_nee").did(e.OpenSignaal) == []


def test_a_yes_holds_when_a_colleague_went_on_in_the_meantime(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest")
    talk.happens(MedewerkerReopened(talk.signaal)).taps("over_ja")
    assert talk.did(e.RelayToFrontoffice)
    assert talk.signaal.status == Status.OPGEPAKT


def test_waiting_words_go_along_when_the_next_ones_go_to_the_colleague(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest")
    talk.happens(MedewerkerReopened(talk.signaal)).says("hallo?")
    (relayed,) = talk.did(e.RelayToFrontoffice)
    assert relayed.tekst == "er is niemand geweest\nhallo?"
    closed_again = talk.happens(MedewerkerClosed(talk.signaal)).says("weer niemand")
    closed_again.taps("reageer", talk.signaal.id, talk.signaal).says("hoort u mij?")
    (relayed,) = talk.did(e.RelayToFrontoffice)
    assert relayed.tekst == "weer niemand\nhoort u mij?"


def test_waiting_words_go_at_once_with_the_button_that_it_is_not_done(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest")
    talk.taps("niet_klaar", talk.signaal.id, talk.signaal)
    (relayed,) = talk.did(e.RelayToFrontoffice)
    assert relayed.tekst == "er is niemand geweest"
    assert talk.gesprek.gaat_over is None


def test_a_no_then_leaves_that_one_with_the_colleague(talk: Talk) -> None:
    old = closed(talk).says("ik heb geen werk").signaal
    talk.happens(MedewerkerReopened(talk.signaal)).taps("over_nee")
    assert talk.signaal.id != old.id


def test_a_new_question_that_was_asked_for_is_not_asked_about(talk: Talk) -> None:
    closed(talk).taps("nieuw").says("ik heb geen werk")
    assert "terug.vraag" not in talk.keys


def test_what_was_withdrawn_cannot_be_opened_by_a_yes(talk: Talk) -> None:
    closed(talk).says("er is niemand geweest")
    gone = replace(talk.signaal, status=Status.INGETROKKEN)
    talk.gesprek = replace(talk.gesprek, signaal=gone)
    assert talk.taps("over_ja").did(e.MoveSignaal) == []
