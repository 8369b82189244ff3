"""What a resident who writes another language hears: one sentence in it, and 112 above danger."""

import pytest

from bot.core.begrip import Nood, NoodSoort
from bot.core.effects import Knop, SendTekst, SendVoorstel
from bot.core.gesprek import MENS, Fase
from bot.core.taal import SPOKEN
from tests.core.conftest import Talk


def warned(talk: Talk) -> list[str]:
    """The texts of the last reply that carry the sentence about 112, with the language."""
    return [f"{e.key} {dict(e.fields)['taal']}" for e in talk.did(SendTekst) if "taal" in dict(e.fields)]


@pytest.mark.parametrize("taal", sorted(SPOKEN))
def test_the_sentence_comes_first_with_the_way_to_a_person(talk: Talk, taal: str) -> None:
    talk.says("a story", taal=taal)
    first = talk.effects[0]
    assert isinstance(first, SendTekst)
    assert (first.key, first.knoppen) == (f"taal.{taal}", (MENS,))
    assert talk.keys[1:] == ["groet.kort", "begrepen.gewoon"]


def test_the_places_are_offered_too_without_questions_in_dutch(talk: Talk) -> None:
    talk.says("a story", taal="en", rol="onbekend")
    assert len(talk.did(SendVoorstel)) == 1
    assert talk.gesprek.fase == Fase.STELT_VOOR


def test_the_sentence_is_said_once(talk: Talk) -> None:
    talk.says("a story", taal="en").says("more of it", taal="en")
    assert "taal.en" not in talk.keys


def test_a_word_of_dutch_in_between_changes_nothing(talk: Talk) -> None:
    talk.says("a story", taal="en").says("ja graag").says("and more", taal="en")
    assert "taal.en" not in talk.keys
    assert talk.gesprek.taal == "en"


def test_who_goes_on_in_dutch_is_answered_as_anybody(talk: Talk) -> None:
    talk.says("a story", taal="en").says("ik ga het nu toch maar in het nederlands proberen", rol="onbekend")
    assert talk.gesprek.taal == "nl"
    talk.danger("ik wil dood", "suicide")
    assert warned(talk) == []


def test_after_dutch_in_between_the_sentence_is_said_again(talk: Talk) -> None:
    talk.says("a story", taal="en").says("ik ga het nu toch maar in het nederlands proberen", rol="onbekend")
    talk.says("sorry, this is too hard for me", taal="en")
    assert "taal.en" in talk.keys


def test_another_language_gets_its_own_sentence(talk: Talk) -> None:
    talk.says("a story", taal="en").says("bir hikaye", taal="tr")
    assert talk.keys[0] == "taal.tr"


def test_dutch_and_unknown_languages_get_no_sentence(talk: Talk) -> None:
    talk.says("een verhaal").says("xx", taal="xx")
    assert not [e.key for e in talk.history if isinstance(e, SendTekst) and e.key.startswith("taal.")]


def test_what_is_not_understood_leads_to_a_person_at_once(talk: Talk) -> None:
    talk.says("a story", taal="ti", zekerheid=0.0)
    assert talk.keys == ["taal.ti", "groet.kort", "niet_begrepen"]
    assert Knop("doorgeven") in talk.gesprek.knoppen
    assert MENS in talk.gesprek.knoppen


def test_the_card_comes_before_the_sentence_and_names_112_in_the_language(talk: Talk) -> None:
    talk.says("my husband hits me", taal="en", nood=_nood("geweld"), route="nood")
    assert talk.keys == ["nood.kaart.geweld", "taal.en", "groet.na_nood", "nood.mag_team_weten"]
    assert warned(talk) == ["nood.kaart.geweld en"]


def test_the_calm_question_and_the_card_after_it_too(talk: Talk) -> None:
    talk.says("beze mnie będzie lepiej", taal="pl", nood=_nood("suicide", zeker=False), route="nood")
    assert warned(talk) == ["nood.vraag.suicide pl"]
    talk.taps("nood_ja")
    assert warned(talk) == ["nood.kaart.suicide pl"]
    talk.says("dziękuję bardzo", taal="pl")
    assert talk.keys[0] == "taal.pl"


def test_danger_in_a_later_message_is_warned_of_in_the_language_heard_before(talk: Talk) -> None:
    talk.says("a story", taal="en").danger("ik wil dood", "suicide")
    assert warned(talk) == ["nood.kaart.suicide en"]


def test_the_question_about_danger_for_another_carries_112(talk: Talk) -> None:
    talk.says("my neighbour is in trouble", taal="en", rol="ander")
    assert warned(talk) == ["vraag.gevaar en"]
    talk.taps("gevaar_nee")
    assert len(talk.did(SendVoorstel)) == 1


def test_the_menu_of_danger_is_warned_of_in_the_language(talk: Talk) -> None:
    talk.says("a story", taal="ar").command("nood")
    assert warned(talk) == ["nood.menu ar"]


@pytest.mark.parametrize("way", [(), ("doorgeven",), ("doorgeven", "urgentie_week", "wijk_overslaan")])
def test_in_every_part_of_the_talk_the_sentence_is_said(talk: Talk, way: tuple[str, ...]) -> None:
    talk.says("een verhaal")
    for knop in way:
        talk.taps(knop)
    talk.says("I do not understand you", taal="en")
    assert talk.keys[0] == "taal.en"
    assert any(e.knoppen for e in talk.did(SendTekst))


def _nood(soort: NoodSoort, *, zeker: bool = True) -> Nood:
    return Nood(soort, zeker)
