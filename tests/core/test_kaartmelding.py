"""Below one place: "klopt hier iets niet?" Kept apart from being read wrongly, and never in the way."""

from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.begrip import Begrip, Nood
from bot.core.events import KnopPressed
from bot.core.gesprek import Fase
from bot.core.signaal import Status
from tests.core.conftest import Talk

NEXT = ("opvolging_ja", "opvolging_nee")


@pytest.fixture
def shown(talk: Talk) -> Talk:
    """A resident who was shown how to reach the place he chose."""
    return talk.says("ik ben alleen").taps("past", "plek-2")


def offered(talk: Talk) -> set[str]:
    return {knop.id for knop in talk.gesprek.knoppen}


def recorded(talk: Talk) -> list[tuple[str, str, str]]:
    return [(r.voorziening, r.wat, r.tekst) for r in talk.did(e.RecordKaartmelding)]


def test_the_button_stands_below_one_place_and_not_below_the_list(talk: Talk) -> None:
    talk.says("ik ben alleen")
    assert "plek_fout" not in offered(talk)
    talk.taps("past", "plek-2")
    assert talk.did(e.SendContact) == [
        e.SendContact("plek-2", (e.Knop("bewaar", "plek-2"), e.Knop("plek_fout", "plek-2")))
    ]


def test_one_tap_asks_and_one_tap_tells(shown: Talk) -> None:
    shown.taps("plek_fout", "plek-2")
    assert shown.keys == ["plek_fout.vraag"]
    shown.taps("plek_gegevens", "plek-2")
    assert recorded(shown) == [("plek-2", "gegevens", "")]
    assert shown.keys == ["plek_fout.dank", "afspraak.nog"]
    assert set(NEXT) <= offered(shown)


def test_own_words_are_kept_with_the_place_and_are_no_new_story(shown: Talk) -> None:
    shown.taps("plek_fout", "plek-2").says("daar woont nu iemand anders")
    assert recorded(shown) == [("plek-2", "anders", "daar woont nu iemand anders")]
    assert shown.signaal.verhaal == ("ik ben alleen",)
    assert shown.keys == ["plek_fout.dank", "afspraak.nog"]


def test_only_the_very_next_words_are_the_answer(shown: Talk) -> None:
    shown.taps("plek_fout", "plek-2").taps("plek_klopt", "plek-2")
    assert shown.keys == ["plek_fout.toch_goed", "afspraak.nog"]
    shown.says("ik heb ook schulden")
    assert recorded(shown) == []
    assert shown.signaal.verhaal[-1] == "ik heb ook schulden"


@pytest.mark.parametrize("button", ["plek_bereik", "plek_weg"])
def test_who_is_left_without_a_place_is_offered_another_and_asked_after(shown: Talk, button: str) -> None:
    shown.taps("plek_fout", "plek-2").taps(button, "plek-2")
    assert shown.keys == ["plek_fout.verder", "afspraak.nog"]
    shown.taps("plek_anders")
    (list_,) = shown.did(e.SendVoorstel)
    assert "plek-2" not in [plek.id for plek in list_.plekken]
    assert shown.did(e.PlanOpvolging) == [e.PlanOpvolging("s1", 3, "stilte")]


def test_a_week_later_the_button_still_works(shown: Talk) -> None:
    shown.taps("opvolging_nee")
    assert shown.signaal.status == Status.AFGESLOTEN
    shown.taps("plek_fout", "plek-2").taps("plek_weg", "plek-2").taps("plek_anders")
    assert shown.did(e.SendVoorstel)
    assert shown.signaal.status == Status.VOORGESTELD
    assert shown.did(e.PlanOpvolging)


def test_danger_and_a_wish_for_a_person_come_before_the_place(shown: Talk) -> None:
    shown.taps("plek_fout", "plek-2").danger("ik wil dood", "suicide")
    assert recorded(shown) == []
    assert shown.keys[0] == "nood.kaart.suicide"
    shown.taps("plek_fout", "plek-2").says("ik wil een mens", bedoeling="mens")
    assert recorded(shown) == []
    assert shown.gesprek.fase in (Fase.VRAAGT, Fase.VRAAGT_BEREIK)


def test_danger_typed_together_with_the_button_is_no_report_and_stays_in_the_story(shown: Talk) -> None:
    said = Begrip(tekst="niemand neemt op en hij slaat mij", nood=Nood("geweld", True, False), rol="zelf")
    shown.happens(replace(KnopPressed("plek_fout", "plek-2", (), shown.ids(), said), told=True))
    assert recorded(shown) == []
    assert shown.keys[0] == "nood.kaart.geweld"
    assert "plek_fout.dank" not in shown.keys
    assert shown.signaal.verhaal[-1] == said.tekst


def test_while_colleagues_have_it_no_other_place_is_pushed(talk: Talk) -> None:
    talk.says("ik wil bijstand", route="frontoffice").taps("past", "plek-1").taps("mens")
    for knop in ("urgentie_week", "wijk_overslaan", "bereik_gesprek", "verstuur", "opvolging_ja"):
        talk.taps(knop)
    talk.taps("plek_fout", "plek-1").taps("plek_bereik", "plek-1")
    assert talk.keys == ["plek_fout.dank"]
    assert "plek_anders" not in offered(talk)
    assert talk.gesprek.fase == Fase.BIJ_TEAM


def test_who_types_the_button_and_wants_a_person_gets_one(shown: Talk) -> None:
    asked = Begrip("verkeerd nummer, ik wil iemand spreken", bedoeling="mens")
    shown.happens(replace(KnopPressed("plek_fout", "plek-2", (), shown.ids(), asked), told=True))
    assert recorded(shown) == []
    assert shown.keys[0] == "mens.bellen"
