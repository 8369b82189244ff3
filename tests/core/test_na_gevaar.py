"""After the question about danger: a yes or a no with more in it, another danger, and words that are no answer."""

from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.begrip import Begrip, Nood, NoodSoort
from bot.core.events import KnopPressed, MedewerkerTookUp
from bot.core.gesprek import Fase
from bot.core.opening import keep_alarm
from bot.core.signaal import Signaal, Status
from tests.core.conftest import PLACES, Talk


def asked(talk: Talk) -> str | None:
    """Of which danger it is asked now whether it is meant so."""
    return None if talk.gesprek.asked_danger is None else talk.gesprek.asked_danger.soort


# --- yes, and more ---


def test_a_yes_with_a_doubtful_other_danger_shows_one_card(talk: Talk) -> None:
    talk.danger("hij leest mijn berichten", "geweld", zeker=False)
    talk.typed("nood_ja", "ja ik zie het niet meer zitten", Nood("suicide", zeker=False))
    assert talk.keys[0] == "nood.kaart.geweld"
    assert "nood.kaart.suicide" not in talk.keys


def test_a_yes_with_the_same_danger_says_it_once(talk: Talk) -> None:
    talk.danger("ik heb een plan", "suicide", zeker=False)
    talk.typed("nood_ja", "ja ik wil dood", Nood("suicide", zeker=True))
    assert talk.keys.count("nood.kaart.suicide") == 1
    assert "nood.kort.suicide" not in talk.keys


def test_a_yes_with_sure_danger_of_another_person(talk: Talk) -> None:
    talk.danger("hij leest mijn berichten", "geweld", zeker=False)
    talk.typed("nood_ja", "ja en mijn zus wil dood", Nood("suicide", zeker=True, over_ander=True))
    assert "nood.kaart.suicide_ander" in talk.keys


@pytest.mark.parametrize(
    ("first", "more", "known"),
    [
        ("geweld", "suicide", "suicide"),
        ("suicide", "geweld", "suicide"),
        ("dakloos", "medisch", "medisch"),
        ("dakloos", "geweld", "geweld"),
        ("suicide", "kind", "suicide"),
    ],
)
def test_of_two_dangers_colleagues_hear_the_graver(
    talk: Talk, first: NoodSoort, more: NoodSoort, known: str
) -> None:
    talk.danger("het gaat niet", first, zeker=False)
    talk.typed("nood_ja", "ja en nog iets", Nood(more, zeker=True))
    assert talk.signaal.nood == known


# --- no, and more ---


def test_a_no_with_another_sure_danger_shows_the_card_of_that_one(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee maar mijn man slaat haar", Nood("geweld", zeker=True, over_ander=True))
    assert talk.keys[0] == "nood.kaart.geweld_ander"
    assert talk.signaal.nood == "geweld"
    assert "nood.kaart.suicide" not in talk.keys


def test_a_no_with_another_doubtful_danger_is_asked_about(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee maar hij leest mijn berichten", Nood("geweld", zeker=False))
    assert talk.keys[0] == "nood.vraag.geweld"
    assert (asked(talk), talk.signaal.nood) == ("geweld", "geweld")
    assert not talk.did(e.SendVoorstel)
    talk.taps("nood_nee")
    assert talk.keys[0] == "nood.niet.geweld"
    assert talk.signaal.nood is None


def test_a_no_to_who_began_anew_with_another_doubtful_danger_is_asked_about(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nieuw")
    talk.typed("nood_nee", "nee maar hij leest mijn berichten", Nood("geweld", zeker=False))
    assert talk.keys[0] == "nood.vraag.geweld"


def test_a_no_with_a_danger_that_was_told_of_before_names_its_number_again(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee maar hij leest mijn berichten", Nood("geweld", zeker=False))
    assert talk.keys[0] == "nood.kort.geweld"
    assert asked(talk) is None


def test_a_guess_typed_with_a_button_is_left_out_too(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee de kinders wone ver weg", Nood("kind", zeker=False, geleerd=True))
    assert talk.keys[0] == "nood.niet.suicide"
    assert talk.did(e.SendVoorstel)


def test_a_doubtful_no_within_a_form_goes_back_to_the_form(talk: Talk) -> None:
    talk.says("bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee ik wil bij haar zijn", Nood("suicide", zeker=False))
    assert talk.gesprek.fase == Fase.VRAAGT_BEREIK
    assert [key for key in talk.keys if key != "groet.na_nood"] == ["nood.kort.suicide", "bereik.vraag"]


def test_a_doubtful_no_to_who_began_anew_breaks_nothing(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nieuw")
    assert talk.gesprek.signaal is None
    talk.typed("nood_nee", "nee ik wil bij haar zijn", Nood("suicide", zeker=False))
    assert talk.keys[0] == "nood.kort.suicide"


def test_a_doubtful_no_names_the_number_in_his_language(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.gesprek = replace(talk.gesprek, taal="pl")
    talk.typed("nood_nee", "nee ik wil bij haar zijn", Nood("suicide", zeker=False))
    (near,) = [text for text in talk.did(e.SendTekst) if text.key == "nood.kort.suicide"]
    assert ("taal", "pl") in near.fields


def test_a_no_to_one_danger_takes_nothing_back_of_the_other(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee")
    assert talk.keys == ["nood.niet.suicide", "nood.luistert_geweld"]
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("geweld", "vandaag")
    assert not talk.did(e.SendVoorstel)


def test_a_no_to_the_same_doubt_twice_is_believed(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).says("alles is te veel")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee")
    assert talk.signaal.nood is None
    assert talk.did(e.SendVoorstel)


# --- no yes and no no ---


@pytest.mark.parametrize("geleerd", [True, False])
def test_asking_what_we_are_leaves_the_question_open(talk: Talk, geleerd: bool) -> None:
    talk.says("ik heb een plan", nood=Nood("suicide", zeker=False, geleerd=geleerd), route="nood")
    talk.says("bent u een mens", bedoeling="wie", route="buiten")
    assert talk.keys == ["mens.nee", "nood.kort.suicide"]
    assert asked(talk) == "suicide"
    assert {e.Knop("nood_ja", "suicide"), e.Knop("nood_nee", "suicide")} <= set(talk.gesprek.knoppen)
    assert talk.taps("nood_ja").keys[0] == "nood.kaart.suicide"


def test_hello_leaves_the_no_to_press(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.says("hallo", bedoeling="groet", route="buiten")
    assert {e.Knop("nood_ja", "suicide"), e.Knop("nood_nee", "suicide")} <= set(talk.gesprek.knoppen)
    assert talk.taps("nood_nee").keys[0] == "nood.niet.suicide"


def test_asking_what_we_are_after_danger_names_no_places(talk: Talk) -> None:
    talk.danger("het is erg", "suicide").says("meer erover")
    assert talk.says("bent u een mens", bedoeling="wie").keys == ["mens.nee"]


def test_who_would_rather_not_say_took_nothing_back(talk: Talk) -> None:
    talk.guess("hij leest me berichten", "geweld")
    talk.says("dat zeg ik liever niet", route="buiten", antwoord=True)
    assert talk.signaal.nood == "geweld"
    assert not talk.did(e.SendVoorstel)


def test_a_guess_that_is_passed_over_leaves_what_is_known(talk: Talk) -> None:
    """After dakloos the question about wanting to die, and then more of the story: no places."""
    talk.danger("ik slaap vannacht buiten", "dakloos").taps("alarm_nee")
    assert talk.guess("ik hoef niet meer", "suicide").keys[0] == "nood.vraag.suicide"
    talk.says("het regent zo hard")
    assert "nood.kort.suicide" in talk.keys
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("dakloos", "vandaag")
    assert not talk.did(e.SendVoorstel)


def test_a_guess_after_what_a_rule_saw_is_not_forgotten_either(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).says("alles is te veel")
    talk.guess("ik hoef niet meer", "suicide").says("en moe")
    assert talk.signaal.nood == "suicide"


# --- another danger in the same talk ---


def test_who_heard_the_card_is_not_asked_again(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").danger("ik heb een plan", "suicide", zeker=False)
    assert talk.keys == ["nood.kort.suicide"]


def test_what_was_learned_and_is_sure_is_never_left_out(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.says("hij slaat", nood=Nood("geweld", zeker=True, geleerd=True), route="nood")
    assert talk.keys[0] == "nood.kaart.geweld"


def test_a_guess_at_the_same_danger_is_an_answer(talk: Talk) -> None:
    talk.danger("ik heb een plan", "suicide", zeker=False)
    assert talk.guess("vannacht", "suicide").keys[0] == "nood.kaart.suicide"


@pytest.mark.parametrize("lighter", ["dakloos", "verward"])
@pytest.mark.parametrize("graver", ["suicide", "medisch", "kind"])
def test_a_guess_at_what_is_graver_is_asked_about(talk: Talk, lighter: NoodSoort, graver: NoodSoort) -> None:
    talk.danger("het gaat niet", lighter).taps("alarm_nee")
    assert talk.guess("ik hoef niet meer", graver).keys[0] == f"nood.vraag.{graver}"


@pytest.mark.parametrize(
    ("known", "other"), [("dakloos", "geweld"), ("geweld", "suicide"), ("kind", "medisch")]
)
def test_a_guess_at_another_danger_is_left_out(talk: Talk, known: NoodSoort, other: NoodSoort) -> None:
    talk.danger("het gaat niet", known).taps("alarm_nee")
    assert talk.guess("nog iets", other).keys[0].startswith("nood.luistert")


@pytest.mark.parametrize("status", [Status.OVERGEDRAGEN, Status.INGETROKKEN])
def test_a_guess_after_the_talk_has_ended_is_asked_about(talk: Talk, status: Status) -> None:
    talk.danger("mijn vader slaat mij", "geweld").taps("alarm_nee")
    talk.gesprek = replace(talk.gesprek, signaal=replace(talk.signaal, status=status))
    assert talk.guess("ik heb een plan", "suicide").keys[0] == "nood.vraag.suicide"


def test_a_guess_at_rest_is_asked_about(talk: Talk) -> None:
    talk.danger("mijn vader slaat mij", "geweld").taps("alarm_nee")
    talk.gesprek = replace(talk.gesprek, fase=Fase.RUST)
    assert talk.guess("ik heb een plan", "suicide").keys[0] == "nood.vraag.suicide"


# --- several dangers in one story ---


def test_a_no_after_it_was_passed_over_takes_back_that_one_alone(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).says("het regent zo")
    assert talk.signaal.nood == "suicide"
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee")
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("geweld", "vandaag")
    assert talk.keys == ["nood.niet.suicide", "nood.luistert_nog"]


def test_a_guess_behind_a_no_that_is_passed_over_leaves_what_was_sure(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("waar slaap ik", "dakloos", zeker=False)
    talk.typed("nood_nee", "nee maar ik hoef niet meer", Nood("suicide", zeker=False))
    assert asked(talk) == "suicide"
    talk.says("het regent")
    assert "geweld" in talk.signaal.dangers
    assert talk.signaal.urgentie == "vandaag"
    assert not talk.did(e.SendVoorstel)


def test_three_dangers_and_a_no_to_the_last(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.danger("ik weet niet waar ik ben", "verward", zeker=False)
    assert talk.keys == ["nood.kort.suicide", "nood.vraag.verward"]
    talk.taps("nood_nee")
    assert set(talk.signaal.dangers) == {"geweld", "suicide"}


def test_under_a_lighter_danger_the_question_about_life_stays_in_sight(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.danger("ik slaap vannacht buiten", "dakloos")
    assert talk.keys[0] == "nood.kaart.dakloos"
    assert "nood.kort.suicide" in talk.keys
    assert talk.signaal.nood == "suicide"
    talk.says("het is koud")
    assert talk.keys == ["nood.luistert"]


def test_after_two_guesses_that_were_passed_over_nothing_is_left(talk: Talk) -> None:
    talk.guess("waar slaap ik", "dakloos").guess("ik hoef niet meer", "suicide").says("het regent")
    assert (talk.signaal.dangers, talk.signaal.urgentie) == ((), None)


def test_a_doubtful_danger_beside_a_yes_is_known_and_its_number_named(talk: Talk) -> None:
    talk.danger("hij leest mijn berichten", "geweld", zeker=False)
    talk.typed("nood_ja", "ja ik zie het niet meer zitten", Nood("suicide", zeker=False))
    assert "nood.kort.suicide" in talk.keys
    assert talk.signaal.nood == "suicide"


def test_danger_typed_with_another_button_is_in_what_goes_to_colleagues(talk: Talk) -> None:
    talk.says("bijstand", route="frontoffice")
    talk.typed("doorgeven", "ja doe maar, mijn man slaat mij", Nood("geweld", zeker=True))
    assert talk.keys[0] == "nood.kaart.geweld"
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("geweld", "vandaag")


def test_danger_with_an_answer_to_how_it_goes_is_not_overwritten(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    before = talk.signaal
    said = Begrip("slechter, ik wil dood", nood=Nood("suicide", zeker=True))
    talk.happens(KnopPressed("slechter", "o1", PLACES, talk.ids(), said, before, told=True))
    assert talk.keys[0] == "nood.kaart.suicide"
    talk.happens(KnopPressed("geen_contact", "o1", PLACES, talk.ids(), None, talk.signaal))
    assert talk.signaal.nood == "suicide"


def test_a_no_within_a_form_gives_back_how_urgent_it_was(talk: Talk) -> None:
    talk.says("bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee")
    assert (talk.signaal.nood, talk.signaal.urgentie) == (None, "week")


# --- colleagues hear of it ---


def alarms(talk: Talk) -> list[str]:
    return [one.soort for one in talk.history if isinstance(one, e.AlertFrontoffice)]


def test_who_looked_at_the_menu_before_is_told_of_all_the_same(talk: Talk) -> None:
    talk.command("nood").taps("nood_soort", "suicide").taps("alarm_nee").danger("ik wil dood", "suicide")
    assert talk.keys[0] == "nood.kort.suicide"
    assert alarms(talk) == ["suicide"]


@pytest.mark.parametrize("soort", ["suicide", "geweld"])
def test_in_a_new_talk_it_is_told_anew(talk: Talk, soort: NoodSoort) -> None:
    talk.danger("het is erg", soort).taps("alarm_ja").taps("nieuw").danger("het is erg", soort).taps(
        "alarm_ja"
    )
    assert [one.signaal for one in talk.history if isinstance(one, e.AlertFrontoffice)] == [
        "s1",
        talk.signaal.id,
    ]


def test_danger_of_another_is_not_that_of_himself(talk: Talk) -> None:
    talk.danger("mijn zus wil dood", "suicide", over_ander=True).danger("ik wil dood", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"
    assert alarms(talk) == ["suicide", "suicide"]


def test_the_same_danger_again_in_one_talk_is_told_once(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").danger("ik wil dood", "suicide")
    assert alarms(talk) == ["suicide"]


def test_a_yes_that_the_team_may_know_holds_after_more_of_the_story(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").danger("hij slaat me elke dag", "geweld").taps("alarm_ja")
    assert "nood.team_weet" in talk.keys
    assert alarms(talk) == ["geweld"]


@pytest.mark.parametrize("first", ["nood_nee", None])
def test_a_yes_that_the_team_may_know_holds_beside_another_question(talk: Talk, first: str | None) -> None:
    talk.danger("mijn man slaat mij", "geweld").danger("ik zie het niet meer zitten", "suicide", zeker=False)
    if first:
        talk.taps(first)
    talk.taps("alarm_ja")
    assert "nood.team_weet" in talk.keys
    assert len(alarms(talk)) == 1
    assert asked(talk) == (None if first else "suicide")


def test_who_said_no_is_not_asked_again_for_the_same_and_may_still_say_yes(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee").danger("hij slaat me elke dag", "geweld")
    assert "nood.mag_team_weten" not in talk.keys
    assert "nood.team_weet" in talk.taps("alarm_ja").keys
    assert "nood.team_weet" not in talk.taps("alarm_ja").keys  # once


def test_a_kind_from_the_menu_in_a_talk_without_danger_may_be_told(talk: Talk) -> None:
    talk.says("ik ben alleen").command("nood").taps("nood_soort", "geweld").taps("alarm_ja")
    assert alarms(talk) == ["geweld"]
    assert talk.signaal.nood == "geweld"


def test_two_lighter_dangers_get_one_question(talk: Talk) -> None:
    talk.danger("waar slaap ik", "dakloos", zeker=False)
    talk.typed("nood_ja", "ja en mijn man slaat mij", Nood("geweld", zeker=True))
    assert talk.keys.count("nood.mag_team_weten") == 1
    assert alarms(talk.taps("alarm_ja")) == ["geweld"]


def test_told_again_after_a_follow_up_colleagues_hear_it_again(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide")
    talk.happens(KnopPressed("slechter", "o1", PLACES, talk.ids(), None, talk.signaal))
    talk.happens(KnopPressed("geen_contact", "o1", PLACES, talk.ids(), None, talk.signaal))
    talk.danger("ik wil dood", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"  # weeks later at length again
    assert alarms(talk) == ["suicide", "suicide"]


def test_a_guess_in_a_later_talk_is_asked_about_and_told_to_nobody(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").taps("nieuw").guess("ik hoef niet meer", "suicide")
    assert talk.keys == ["nood.vraag.suicide"]
    assert alarms(talk) == ["suicide"]


def test_each_danger_is_told_of_by_itself(talk: Talk) -> None:
    talk.command("nood").taps("nood_soort", "suicide").taps("alarm_nee")
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_ja").danger("ik wil dood", "suicide")
    assert alarms(talk) == ["geweld", "suicide"]


@pytest.mark.parametrize("between", [True, False])
def test_a_yes_tells_of_what_was_asked(talk: Talk, between: bool) -> None:
    """Whether the question stood there before the graver danger or came after it."""
    if between:
        talk.danger("mijn man slaat mij", "geweld").danger("ik wil dood", "suicide")
    else:
        talk.danger("ik wil dood", "suicide").danger("mijn man slaat mij", "geweld")
    talk.taps("alarm_ja")
    assert alarms(talk) == ["suicide", "geweld"]


def test_a_yes_does_not_tell_of_what_is_still_being_asked(talk: Talk) -> None:
    talk.danger("ik slaap vannacht buiten", "dakloos").danger("ik hoef niet meer", "suicide", zeker=False)
    assert alarms(talk.taps("alarm_ja")) == ["dakloos"]
    assert asked(talk) == "suicide"
    assert alarms(talk.taps("nood_ja", "suicide")) == ["dakloos", "suicide"]


def test_a_kind_from_the_menu_in_a_talk_is_told_once_and_stays_known(talk: Talk) -> None:
    talk.says("ik ben alleen").command("nood").taps("nood_soort", "suicide").taps("nood_soort", "suicide")
    assert alarms(talk) == ["suicide"]
    assert talk.signaal.nood == "suicide"
    assert not talk.says("en nog iets").did(e.SendVoorstel)


def test_danger_told_about_what_was_closed_stands_in_it(talk: Talk) -> None:
    talk.says("ik ben alleen")
    closed = replace(talk.signaal, status=Status.AFGESLOTEN)
    talk.gesprek = replace(talk.gesprek, signaal=closed, fase=Fase.BIJ_TEAM)
    talk.danger("ik wil dood", "suicide")
    assert (talk.signaal.nood, talk.signaal.urgentie) == ("suicide", "vandaag")


def test_a_late_yes_after_it_was_closed_begins_a_signaal_in_which_it_stands(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    closed = replace(talk.signaal, status=Status.AFGESLOTEN)
    talk.gesprek = replace(talk.gesprek, signaal=closed, fase=Fase.RUST)
    talk.taps("nood_ja", "suicide")
    assert talk.signaal.id != closed.id
    assert talk.signaal.nood == "suicide"
    assert not talk.says("en nog iets").did(e.SendVoorstel)


# --- no places while danger stands ---


def test_after_a_place_was_chosen(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").danger("ik wil dood", "suicide").says("ik ben zo bang")
    assert talk.says("wat kost dat", over_plek=True).keys == ["nood.luistert_nog"]
    assert talk.says("hm", zekerheid=0.1).keys == ["nood.luistert_nog"]
    assert talk.says("hallo", bedoeling="groet").keys == ["nood.luistert_nog"]


def test_after_the_question_for_whom_it_is(talk: Talk) -> None:
    talk.says("het gaat niet goed", rol="onbekend")
    assert talk.gesprek.vraag == "rol"
    talk.danger("ik wil dood", "suicide").taps("voor_mij")
    assert not talk.did(e.SendVoorstel)
    assert talk.keys[-1].startswith("nood.luistert")


def test_after_an_answer_to_how_it_goes(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    said = Begrip("slechter, ik wil dood", nood=Nood("suicide", zeker=True))
    talk.happens(KnopPressed("slechter", "o1", PLACES, talk.ids(), said, talk.signaal, told=True))
    talk.happens(KnopPressed("geen_contact", "o1", PLACES, talk.ids(), None, talk.signaal))
    assert talk.keys == ["opvolging.verder_slechter", "nood.luistert"]
    assert not talk.did(e.SendVoorstel)


# --- each question about danger has its own buttons ---


def test_a_yes_to_an_earlier_question_is_heard(talk: Talk) -> None:
    talk.danger("ik hoef niet meer", "suicide", zeker=False).danger("ik slaap vannacht buiten", "dakloos")
    talk.taps("nood_ja", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"
    assert "suicide" in alarms(talk)


def test_a_no_to_an_earlier_question_answers_that_one(talk: Talk) -> None:
    talk.danger("ik weet niet waar ik ben", "verward", zeker=False)
    talk.danger("ik hoef niet meer", "suicide", zeker=False).taps("nood_nee", "verward")
    assert talk.keys[0] == "nood.niet.verward"
    assert talk.signaal.dangers == ("suicide",)
    assert asked(talk) == "suicide"


def test_a_no_that_was_given_before_is_old_and_a_yes_never_is(talk: Talk) -> None:
    talk.danger("ik hoef niet meer", "suicide", zeker=False).taps("nood_nee", "suicide")
    assert talk.taps("nood_nee", "suicide").keys[0] == "knop.oud"
    assert talk.taps("nood_ja", "brood").keys[0] == "knop.oud"
    assert talk.taps("nood_ja", "suicide").keys[0] == "nood.kaart.suicide"
    assert alarms(talk) == ["suicide"]


@pytest.mark.parametrize("then", ["says", "nieuw"])
def test_a_yes_to_a_guess_that_was_passed_over_is_heard(talk: Talk, then: str) -> None:
    talk.guess("ik hoef niet meer", "suicide")
    talk.taps("nieuw") if then == "nieuw" else talk.says("het regent")
    assert talk.taps("nood_ja", "suicide").keys[0] == "nood.kaart.suicide"
    assert alarms(talk) == ["suicide"]
    assert talk.signaal.nood == "suicide"


def test_a_yes_about_another_is_about_that_other(talk: Talk) -> None:
    talk.danger("mijn zus ziet het niet meer zitten", "suicide", zeker=False, over_ander=True).says(
        "en ik ook moe"
    )
    assert talk.taps("nood_ja", "suicide_ander").keys[0] == "nood.kaart.suicide_ander"


# --- how urgent it is ---


def test_a_doubtful_no_is_not_put_off(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    talk.typed("nood_nee", "nee ik wil bij haar zijn", Nood("suicide", zeker=False))
    assert talk.signaal.urgentie == "vandaag"


def test_what_he_chose_himself_is_not_lost(talk: Talk) -> None:
    talk.says("bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_vandaag").taps(
        "wijk_overslaan"
    )
    for _ in range(2):
        talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).says("het regent")
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee")
    assert (talk.signaal.nood, talk.signaal.urgentie) == (None, "vandaag")


# --- what is sure stays, and colleagues hear what they may hear ---


def test_a_no_about_himself_takes_nothing_back_of_another(talk: Talk) -> None:
    talk.danger("mijn zus wil dood", "suicide", over_ander=True)
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee", "suicide")
    assert talk.signaal.nood == "suicide"
    assert not talk.did(e.SendVoorstel)


def test_an_old_no_after_a_yes_takes_nothing_back(talk: Talk) -> None:
    talk.danger("ik hoef niet meer", "suicide", zeker=False).taps("nood_ja", "suicide")
    talk.taps("nood_nee", "suicide")
    assert talk.signaal.nood == "suicide"
    assert not talk.did(e.SendVoorstel)


def test_a_look_in_the_menu_after_all_was_over_asks_first_and_begins_anew(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_nee")
    over = talk.signaal
    talk.command("nood").taps("nood_soort", "suicide")
    assert alarms(talk) == []
    assert talk.signaal == over
    talk.taps("alarm_ja")
    assert alarms(talk) == ["suicide"]
    assert talk.signaal.id != over.id
    assert not talk.says("ik ben bang").did(e.SendVoorstel)


def test_what_was_refused_is_not_told_with_another(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("ik slaap vannacht buiten", "dakloos").taps("alarm_ja")
    assert alarms(talk) == ["dakloos"]


def test_what_is_looked_up_in_the_menu_is_what_is_told(talk: Talk) -> None:
    talk.danger("ik slaap vannacht buiten", "dakloos").taps("alarm_nee")
    talk.command("nood").taps("nood_soort", "geweld").taps("alarm_ja")
    assert alarms(talk) == ["geweld"]
    assert set(talk.signaal.dangers) == {"geweld", "dakloos"}


def test_a_look_in_the_menu_that_was_refused_leaves_the_question_for_later(talk: Talk) -> None:
    talk.says("ik ben alleen").command("nood").taps("nood_soort", "geweld").taps("alarm_nee")
    talk.danger("mijn man slaat mij", "geweld")
    assert "nood.mag_team_weten" in talk.keys


def test_a_question_from_the_menu_stays_beside_a_graver_danger(talk: Talk) -> None:
    talk.says("ik ben alleen").command("nood").taps("nood_soort", "geweld").danger("ik wil dood", "suicide")
    assert alarms(talk.taps("alarm_ja")) == ["suicide", "geweld"]


def test_a_colleague_who_took_up_the_danger_hears_what_follows(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").says("ik ben bang")
    assert talk.gesprek.fase == Fase.STELT_VOOR
    talk.happens(MedewerkerTookUp(talk.signaal))
    talk.says("hij is er nog niet")
    assert talk.did(e.RelayToFrontoffice)


def test_who_asked_for_a_person_still_gets_one_after_a_no(talk: Talk) -> None:
    talk.taps("mens")
    assert talk.gesprek.daarna == "overdracht"
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_nee", "suicide")
    assert not talk.did(e.SendVoorstel)
    assert talk.gesprek.vraag == "urgentie"


def test_a_late_no_opens_nothing_that_was_closed(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").danger("ik hoef niet meer", "suicide", zeker=False)
    talk.gesprek = replace(
        talk.gesprek, signaal=replace(talk.signaal, status=Status.AFGESLOTEN), fase=Fase.RUST
    )
    talk.taps("nood_nee", "suicide")
    assert talk.signaal.status == Status.AFGESLOTEN
    assert not talk.did(e.SendVoorstel)


def test_what_colleagues_know_they_know_after_the_words_were_taken_back(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide")
    kept, _ = keep_alarm(talk.gesprek, talk.signaal, talk.ids())
    talk.gesprek = replace(talk.gesprek, signaal=kept, fase=Fase.LUISTERT)
    talk.danger("ik wil nog steeds dood", "suicide")
    assert alarms(talk) == ["suicide"]


def test_every_danger_is_known_after_the_words_were_taken_back(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").danger("mijn man slaat mij", "geweld")
    kept, _ = keep_alarm(talk.gesprek, talk.signaal, talk.ids())
    assert kept.dangers == ("suicide", "geweld")


# --- a guess, and a question that stands beside another ---


def test_a_guess_makes_nothing_urgent_until_it_is_confirmed(talk: Talk) -> None:
    assert talk.guess("hij leest me berichten", "geweld").signaal.urgentie is None
    assert talk.taps("nood_ja", "geweld").signaal.urgentie == "vandaag"


def test_a_guess_that_another_danger_passes_over_is_not_named_again(talk: Talk) -> None:
    talk.guess("hij leest me berichten", "geweld").danger("ik wil dood", "suicide")
    assert "nood.kort.geweld" not in talk.keys
    assert talk.signaal.dangers == ("suicide",)


def test_a_yes_for_the_team_about_what_was_closed_is_old(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.gesprek = replace(talk.gesprek, signaal=replace(talk.signaal, status=Status.AFGESLOTEN))
    assert talk.taps("alarm_ja").keys[0] == "knop.oud"
    assert alarms(talk) == []


def test_a_no_for_the_team_leaves_another_question_open(talk: Talk) -> None:
    talk.danger("mijn man slaat mij", "geweld").danger("ik hoef niet meer", "suicide", zeker=False)
    talk.taps("alarm_nee")
    assert talk.keys[0] == "nood.team_niet"
    assert asked(talk) == "suicide"


def test_a_graver_guess_beside_a_yes_is_known_and_its_number_named(talk: Talk) -> None:
    talk.danger("waar slaap ik", "dakloos", zeker=False)
    talk.typed("nood_ja", "ja en ik hoef niet meer", Nood("suicide", zeker=False, geleerd=True))
    assert "nood.kort.suicide" in talk.keys
    assert talk.signaal.nood == "suicide"


def test_a_yes_to_the_first_leaves_the_second_question_open(talk: Talk) -> None:
    talk.danger("ik weet niet waar ik ben", "verward", zeker=False)
    talk.danger("ik hoef niet meer", "suicide", zeker=False).taps("nood_ja", "verward")
    assert talk.keys[0] == "nood.kaart.verward"
    assert asked(talk) == "suicide"


def test_what_colleagues_have_in_hand_is_theirs_to_judge(talk: Talk) -> None:
    talk.says("ik ben alleen")
    talk.gesprek = replace(
        talk.gesprek, signaal=replace(talk.signaal, status=Status.OPGEPAKT), fase=Fase.BIJ_TEAM
    )
    talk.danger("ik hoef niet meer", "suicide", zeker=False).taps("nood_nee", "suicide")
    assert talk.keys[0] == "nood.niet.suicide"
    assert talk.signaal.nood == "suicide"


def test_who_asked_for_a_person_and_is_in_danger_is_listened_to_first(talk: Talk) -> None:
    talk.taps("mens").danger("mijn man slaat mij", "geweld").taps("alarm_nee")
    talk.danger("ik hoef niet meer", "suicide", zeker=False).taps("nood_nee", "suicide")
    assert talk.signaal.nood == "geweld"
    assert e.Knop("doorgeven") in talk.gesprek.knoppen


def test_danger_beside_the_last_answer_to_how_it_goes_is_kept(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    talk.happens(KnopPressed("slechter", "o1", PLACES, talk.ids(), None, talk.signaal))
    said = Begrip("nee niemand, en ik wil dood", nood=Nood("suicide", zeker=True))
    talk.happens(KnopPressed("geen_contact", "o1", PLACES, talk.ids(), said, talk.signaal, told=True))
    assert talk.signaal.nood == "suicide"
    assert talk.signaal.verhaal[-1] == said.tekst
    assert not talk.did(e.SendVoorstel)


def test_a_look_in_the_menu_at_rest_is_not_telling_either(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    assert (talk.gesprek.fase, talk.signaal.status) == (Fase.RUST, Status.IN_OPVOLGING)
    talk.command("nood").taps("nood_soort", "suicide")
    assert (alarms(talk), talk.signaal.dangers) == ([], ())


def test_after_two_denials_it_is_as_urgent_as_he_said(talk: Talk) -> None:
    talk.says("bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    talk.danger("ik hoef niet meer", "suicide", zeker=False)
    talk.danger("ik weet niet waar ik ben", "verward", zeker=False)
    talk.taps("nood_nee", "verward").taps("nood_nee", "suicide")
    assert (talk.signaal.dangers, talk.signaal.urgentie) == ((), "week")


def test_what_he_chose_while_danger_stood_open_stays() -> None:
    told = replace(Signaal("s", "12345678").in_danger("suicide"), urgentie="week")
    assert told.out_of_danger("suicide").urgentie == "week"


def test_a_danger_that_was_stored_before_there_could_be_more_is_one_of_them() -> None:
    stored = Signaal("s", "12345678", nood="geweld")
    assert stored.in_danger("suicide").dangers == ("suicide", "geweld")
    assert stored.in_danger("suicide").out_of_danger("suicide").nood == "geweld"


def test_an_answer_after_a_colleague_took_the_danger_up_brings_no_places(talk: Talk) -> None:
    talk.says("de buurvrouw eet niet meer", rol="ander")
    talk.taps("gevaar_nee")
    assert talk.gesprek.vraag == "sinds"
    talk.danger("zij wil dood", "suicide", over_ander=True).happens(MedewerkerTookUp(talk.signaal))
    assert talk.signaal.status == Status.OPGEPAKT
    talk.says("al drie weken")
    assert talk.keys == ["nood.luistert_ander"]
    assert not talk.did(e.SendVoorstel)
