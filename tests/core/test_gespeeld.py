"""What went wrong in conversations that were played: an answer to the question about danger, and what follows it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core import effects as e
from bot.core.begrip import Begrip, Nood
from bot.core.events import BerichtReceived, KnopPressed
from bot.core.gesprek import Fase
from tests.core.conftest import PLACES, Talk


def test_the_same_danger_as_an_answer_is_a_yes(talk: Talk) -> None:
    talk.danger("ik heb een plan", "suicide", zeker=False)
    talk.danger("vannacht ga ik het doen", "suicide", zeker=False)
    assert talk.keys[0] == "nood.kaart.suicide"
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice("s1", "suicide")]


def test_another_danger_seen_by_a_rule_is_asked_about_as_well(talk: Talk) -> None:
    talk.danger("ik heb een plan", "suicide", zeker=False)
    talk.danger("hij leest mijn berichten", "geweld", zeker=False)
    assert talk.keys == ["nood.kort.suicide", "nood.vraag.geweld"]


@pytest.mark.parametrize("geleerd", [True, False])
def test_hello_or_goodbye_leaves_the_question_open(talk: Talk, geleerd: bool) -> None:
    talk.says("ik heb een plan", nood=Nood("suicide", zeker=False, geleerd=geleerd), route="nood")
    assert talk.says("dag", bedoeling="groet", route="buiten").keys == ["nood.kort.suicide"]
    assert e.Knop("nood_ja", "suicide") in talk.gesprek.knoppen
    assert talk.taps("nood_ja").keys[0] == "nood.kaart.suicide"


def test_hello_or_goodbye_after_danger_is_no_cheerful_hello(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide")
    assert talk.says("dag", bedoeling="groet", route="buiten").keys == ["nood.luistert"]


def test_a_guess_at_another_danger_does_not_replace_the_question(talk: Talk) -> None:
    talk.danger("ik wil naar haar toe", "suicide", zeker=False)
    talk.guess("de kinders wone ver weg", "kind")
    assert talk.keys[0] == "nood.kort.suicide"
    assert "nood.vraag.kind" not in [one.key for one in talk.history if isinstance(one, e.SendTekst)]
    talk.taps("nood_ja")
    assert not [one for one in talk.history if isinstance(one, e.AlertFrontoffice)]


def test_a_guess_at_another_danger_does_not_follow_a_card(talk: Talk) -> None:
    talk.danger("mijn vader slaat mij", "geweld")
    talk.guess("ik wil nie dat ie der achter komt", "suicide")
    assert talk.keys == ["nood.luistert_geweld"]


def test_what_is_sure_or_seen_by_a_rule_does_follow_a_card(talk: Talk) -> None:
    talk.danger("mijn vader slaat mij", "geweld").danger("ik heb een plan", "suicide", zeker=False)
    assert talk.keys == ["nood.vraag.suicide"]
    assert talk.danger("ik wil dood", "suicide").keys[0] == "nood.kaart.suicide"


def test_a_guess_in_another_talk_is_asked_about(talk: Talk) -> None:
    talk.danger("mijn vader slaat mij", "geweld").taps("nieuw")
    assert talk.guess("ik heb een plan", "suicide").keys == ["nood.vraag.suicide"]


def test_a_guess_that_was_passed_over_is_forgotten(talk: Talk) -> None:
    talk.guess("ken ik dan me huis kwijt rake", "geweld")
    assert talk.signaal.nood == "geweld"  # who falls silent here is looked after
    talk.says("mn man weet nergens van")
    assert talk.keys == ["nood.kort.geweld", "groet.kort", "begrepen.gewoon"]
    assert (talk.signaal.nood, talk.signaal.urgentie) == (None, None)


def test_what_a_rule_saw_is_not_forgotten_when_it_is_passed_over(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).says("alles is te veel")
    assert talk.keys[-1] == "nood.luistert"
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("suicide", "vandaag")


def test_a_guess_that_gets_a_yes_is_danger(talk: Talk) -> None:
    talk.guess("hij leest me berichten", "geweld").taps("nood_ja")
    assert talk.keys[0] == "nood.kaart.geweld"
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("geweld", "vandaag")


def test_a_no_with_the_worry_still_in_it_gets_no_places(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee ik wil gewoon bij haar zijn", Nood("suicide", zeker=False))
    assert talk.keys == ["nood.kort.suicide", "groet.na_nood", "nood.luistert"]
    assert not talk.did(e.SendVoorstel)
    assert talk.signaal.nood == "suicide"


def test_a_plain_no_is_believed(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee ik ben gewoon moe", None)
    assert talk.keys[0] == "nood.niet.suicide"
    assert talk.did(e.SendVoorstel)
    assert talk.signaal.nood is None


def test_a_yes_with_another_sure_danger_shows_both_cards(talk: Talk) -> None:
    talk.danger("hij leest mijn berichten", "geweld", zeker=False)
    talk.typed("nood_ja", "ja en ik wil dood", Nood("suicide", zeker=True))
    assert {"nood.kaart.geweld", "nood.kaart.suicide"} <= set(talk.keys)
    assert [one.soort for one in talk.did(e.AlertFrontoffice)] == ["suicide"]
    assert "nood.team_weet" in talk.taps("alarm_ja").keys  # and that question was not lost


@pytest.mark.parametrize("soort", ["suicide", "geweld"])
def test_little_said_after_danger_is_not_sent_back_to_places(talk: Talk, soort: Any) -> None:
    talk.danger("het is erg", soort).says("meer erover")
    talk.says("laat maar", zekerheid=0.1, route="buiten")
    assert talk.gesprek.fase == Fase.STELT_VOOR
    assert talk.keys == ["nood.luistert_nog"]


def test_little_said_after_a_complaint_is_not_sent_back_to_places(talk: Talk) -> None:
    talk.says("van het kastje naar de muur", route="klacht").says("laat maar", zekerheid=0.1)
    assert talk.keys == ["klacht.begrepen"]


def test_a_number_where_the_way_to_answer_is_asked_is_that_way(talk: Talk) -> None:
    talk.says("bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    talk.says("nee niet hier bel mij [telefoon]", bedoeling="mens", contact="0612345678")
    assert talk.keys == ["pakket.uitleg"]
    assert (talk.signaal.bereik, talk.signaal.contact) == ("contact", "0612345678")
    assert talk.did(e.RecordToestemming) == [e.RecordToestemming("contact", "s1")]


def test_only_an_answer_is_asked_for_the_story_and_then_a_person_is_named(talk: Talk) -> None:
    nothing: dict[str, Any] = {"route": "buiten", "antwoord": True}
    assert talk.says("weet niet", **nothing).keys == ["groet.kort", "groet.vertel"]
    assert talk.gesprek.signaal is None
    assert talk.says("ja", **nothing).keys == ["niet_begrepen"]
    assert e.Knop("doorgeven") in talk.gesprek.knoppen
    assert talk.says("ok", **nothing).keys == ["knop.verder"]  # no places were shown


def test_what_is_not_for_us_is_still_said(talk: Talk) -> None:
    assert talk.says("rijbewijs verlengen", route="buiten").keys[-1] == "buiten"
    talk.says("ok", route="buiten", antwoord=True)
    assert talk.says("rijbewijs verlengen", route="buiten").keys == ["buiten"]
    assert talk.says("ok", route="buiten", antwoord=True).keys == ["groet.vertel"]


def test_a_guess_does_not_replace_the_question_of_who_began_anew(talk: Talk) -> None:
    talk.danger("ik wil naar haar toe", "suicide", zeker=False).taps("nieuw")
    assert talk.guess("de kinders wone ver weg", "kind").keys[0] == "nood.kort.suicide"


def shown_places(talk: Talk) -> Talk:
    talk.says("ik ben alleen", leefgebieden=("contact",))
    assert talk.did(e.SendVoorstel)
    return talk


def test_a_question_about_the_places_brings_no_others(talk: Talk) -> None:
    shown = shown_places(talk).signaal.getoond
    talk.says("wat kost dat", over_plek=True)
    assert talk.keys == ["plekken.vraag"]
    assert talk.signaal.getoond == shown
    talk.says("en waar is dat", over_plek=True)
    assert talk.keys == ["plekken.vraag"]
    assert [knop.arg for knop in talk.gesprek.knoppen if knop.id == "past"] == list(shown)
    assert talk.taps("past", shown[1]).did(e.SendContact)[0].voorziening == shown[1]


def test_after_something_else_the_last_places_are_meant(talk: Talk) -> None:
    shown = shown_places(talk).signaal.getoond
    talk.says("dankjewel", bedoeling="dankt")
    talk.says("wat kost dat", over_plek=True)
    assert [knop.arg for knop in talk.gesprek.knoppen if knop.id == "past"] == list(shown)


def test_a_question_about_the_chosen_place_is_about_that_one(talk: Talk) -> None:
    shown = shown_places(talk).signaal.getoond
    talk.taps("past", shown[0]).says("hoe laat is dat open", over_plek=True)
    assert talk.did(e.SendContact)[0].voorziening == shown[0]
    assert talk.keys == ["plekken.vraag_een", "afspraak.nog"]


def test_weeks_later_it_is_a_story_of_its_own(talk: Talk) -> None:
    shown = shown_places(talk).signaal.getoond
    talk.taps("past", shown[0]).taps("opvolging_ja").says("waar is dat", over_plek=True)
    assert "plekken.vraag_een" not in talk.keys


def test_a_number_after_that_question_is_the_number_on_the_screen(talk: Talk) -> None:
    """Of the second list two were left, and what was refused is not offered again."""
    told = Begrip("ik ben alleen", rol="zelf", zekerheid=0.9)
    talk.happens(BerichtReceived(told, told, PLACES[:5], talk.ids()))
    talk.happens(KnopPressed("meer", "", PLACES[:5], talk.ids(), None))
    talk.says("dankjewel", bedoeling="dankt")
    talk.says("wat kost dat", over_plek=True)
    assert [knop.arg for knop in talk.gesprek.knoppen if knop.id == "past"] == ["plek-4", "plek-5"]
    talk.taps("past_niet").says("wat kost dat", over_plek=True)
    assert not {knop.arg for knop in talk.gesprek.knoppen if knop.id == "past"} & {"plek-4", "plek-5"}


def test_of_a_list_that_was_stored_before_it_was_counted_the_last_three_are_meant(talk: Talk) -> None:
    shown_places(talk).taps("meer")
    talk.gesprek = replace(talk.gesprek, signaal=replace(talk.signaal, laatst=0))
    talk.says("wat kost dat", over_plek=True)
    assert [knop.arg for knop in talk.gesprek.knoppen if knop.id == "past"] == ["plek-4", "plek-5", "plek-6"]


def test_without_places_it_is_a_story(talk: Talk) -> None:
    talk.says("waar is dat", over_plek=True)
    assert "plekken.vraag" not in talk.keys
    assert talk.gesprek.signaal is not None


def test_after_danger_no_places_are_named(talk: Talk) -> None:
    shown_places(talk).danger("ik wil dood", "suicide").says("en nog iets")
    talk.says("wat kost dat", over_plek=True)
    assert talk.keys == ["nood.luistert_nog"]
    assert not talk.did(e.SendVoorstel)


def test_danger_goes_before_a_question_about_places(talk: Talk) -> None:
    shown_places(talk).says("wat kost dat", over_plek=True, nood=Nood("suicide", zeker=True), route="nood")
    assert talk.keys[0] == "nood.kaart.suicide"
