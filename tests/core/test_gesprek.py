"""The conversation, as a pure function."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from bot.core import effects as e
from bot.core.begrip import Begrip, Nood
from bot.core.events import (
    KanaalStopped,
    KnopPressed,
    MedewerkerAnswered,
    MedewerkerClosed,
    MedewerkerTookUp,
    MediaReceived,
    OpvolgingDue,
    TermijnPassed,
)
from bot.core.gesprek import CLARIFYING, Fase, Gesprek
from bot.core.nood import KINDS
from bot.core.signaal import Status
from tests.core.conftest import PLACES, Talk


def test_a_story_in_the_first_message_gets_a_greeting_and_places(talk: Talk) -> None:
    talk.says("mijn koelkast is leeg")
    assert talk.keys == ["groet.kort", "begrepen.gewoon"]
    (shown,) = talk.did(e.SendVoorstel)
    assert [plek.id for plek in shown.plekken] == ["plek-1", "plek-2", "plek-3"]
    assert talk.signaal.status == Status.VOORGESTELD


def test_a_greeting_opens_no_signaal(talk: Talk) -> None:
    talk.says("hoi", bedoeling="groet", route="buiten")
    assert talk.gesprek.signaal is None
    assert talk.keys == ["groet.lang", "groet.terug"]


def test_a_word_or_two_below_the_places_is_no_new_story(talk: Talk) -> None:
    talk.says("ik ben alleen").says("hm", zekerheid=0.1)
    assert talk.keys == ["plekken.nog"]
    assert talk.signaal.verhaal == ("ik ben alleen",)


def test_first_unclear_bericht_is_asked_on_and_the_second_offers_a_person(talk: Talk) -> None:
    talk.says("tja", zekerheid=0.1)
    assert talk.keys[-1] == "vraag.meer"
    talk.says("weet niet", zekerheid=0.1)
    assert talk.keys == ["niet_begrepen"]
    assert e.Knop("mens") in talk.gesprek.knoppen


def test_at_most_two_clarifying_questions_are_asked_on_any_way(talk: Talk) -> None:
    talk.says("ik zie iets", rol="onbekend").taps("voor_ander").taps("gevaar_nee").taps("doorgeven")
    talk.taps("bereik_gesprek")
    asked = [v for v in talk.signaal.vragen if v in CLARIFYING]
    assert len(asked) <= 2
    assert talk.gesprek.fase == Fase.TOONT_PAKKET


def test_more_shows_others_and_ends_with_a_person(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("meer")
    (second,) = talk.did(e.SendVoorstel)
    assert [plek.id for plek in second.plekken] == ["plek-4", "plek-5", "plek-6"]
    talk.taps("meer").taps("meer")
    assert talk.keys == ["plekken.op"]
    assert e.Knop("doorgeven") in talk.gesprek.knoppen


def test_a_chosen_place_is_followed_up_after_a_week(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-2")
    assert [shown.voorziening for shown in talk.did(e.SendContact)] == ["plek-2"]
    assert talk.signaal.status == Status.VERBONDEN
    talk.taps("opvolging_ja")
    assert talk.did(e.PlanOpvolging) == [e.PlanOpvolging("s1", 7)]
    assert talk.signaal.status == Status.IN_OPVOLGING


def test_without_follow_up_the_signaal_still_ends_with_an_outcome(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-2").taps("opvolging_nee")
    assert talk.did(e.MoveSignaal)[-1].reden == "verbonden"
    assert talk.signaal.status == Status.AFGESLOTEN


def test_what_does_not_fit_is_remembered_and_not_offered_again(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past_niet")
    assert talk.signaal.afgewezen == ("plek-1", "plek-2", "plek-3")
    talk.says("ik wil liever iets voor jongeren")
    (shown,) = talk.did(e.SendVoorstel)
    assert not {plek.id for plek in shown.plekken} & set(talk.signaal.afgewezen)


def test_misread_keeps_the_story_but_reads_on_from_here(talk: Talk) -> None:
    talk.says("ik zit met mijn moeder").taps("klopt_niet")
    assert talk.keys == ["klopt_niet"]
    assert talk.signaal.verhaal == ("ik zit met mijn moeder",)
    assert talk.signaal.lees_vanaf == 1


def forward(talk: Talk) -> Talk:
    talk.says("ik wil bijstand", route="frontoffice", product="bijstand").taps("doorgeven")
    return talk.taps("urgentie_week").says("Dorst").taps("bereik_gesprek").taps("verstuur")


def test_a_forward_shows_the_text_before_it_goes(talk: Talk) -> None:
    talk.says("ik wil bijstand", route="frontoffice", product="bijstand").taps("doorgeven")
    assert talk.keys == ["vraag.urgentie"]
    assert talk.taps("urgentie_week").keys == ["vraag.wijk"]
    assert talk.says("3").keys == ["vraag.wijk"]  # a number that no button has is no wijk
    talk.says("Dorst")
    assert talk.keys == ["bereik.vraag"]
    talk.taps("bereik_gesprek")
    assert talk.did(e.ShowPakket)
    assert not [x for x in talk.history if isinstance(x, e.DeliverOverdracht)]
    talk.taps("verstuur")
    assert talk.did(e.DeliverOverdracht) == [e.DeliverOverdracht("s1")]
    assert talk.did(e.StartTermijn) == [e.StartTermijn("s1", "week")]
    assert talk.signaal.wijk == "Dorst"


def test_a_forward_can_be_cancelled_and_nothing_goes(talk: Talk) -> None:
    talk.says("ik wil bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_week")
    talk.taps("wijk_overslaan").taps("bereik_geen").taps("annuleer")
    assert talk.keys == ["pakket.niet_verstuurd"]
    assert not [x for x in talk.history if isinstance(x, e.DeliverOverdracht)]


def test_sending_twice_by_tapping_twice_is_not_possible(talk: Talk) -> None:
    forward(talk).taps("verstuur")
    assert "knop.oud" in talk.keys
    assert len([x for x in talk.history if isinstance(x, e.DeliverOverdracht)]) == 1


def test_a_phone_number_is_used_only_when_it_was_asked_for(talk: Talk) -> None:
    talk.says("bel me op [telefoon]", contact="0612345678", route="frontoffice")
    assert talk.signaal.contact is None
    talk.taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan").taps("bereik_contact")
    talk.says("weet ik niet uit mijn hoofd")
    assert talk.keys == ["bereik.niet_gezien"]
    talk.says("[telefoon]", contact="0612345678")
    assert talk.signaal.contact == "0612345678"


def test_while_colleagues_have_it_the_bot_is_quiet_and_passes_words_on(talk: Talk) -> None:
    forward(talk).taps("opvolging_ja").says("ik was nog iets vergeten")
    assert talk.keys == ["team.erbij"]
    talk.says("en nog iets")
    assert talk.keys == []
    assert talk.did(e.RelayToFrontoffice) == [e.RelayToFrontoffice("s1", "en nog iets")]


def test_danger_is_answered_even_while_colleagues_have_it(talk: Talk) -> None:
    forward(talk).taps("opvolging_ja").danger("ik wil dood", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"
    assert talk.did(e.RelayToFrontoffice)


def test_the_resident_hears_that_it_is_taken_up_answered_and_closed(talk: Talk) -> None:
    forward(talk).taps("opvolging_ja").happens(MedewerkerTookUp(talk.signaal))
    assert talk.keys == ["team.opgepakt"]
    talk.happens(MedewerkerAnswered(talk.signaal, "Dag, kan ik bellen?"))
    assert talk.keys == ["team.antwoord"]
    talk.happens(MedewerkerClosed(talk.signaal))
    assert talk.keys == ["team.afgesloten_opvolging"]
    assert talk.did(e.PlanOpvolging)


def test_not_done_yet_brings_it_back_to_the_team_with_a_new_clock(talk: Talk) -> None:
    forward(talk).taps("opvolging_nee").happens(MedewerkerClosed(talk.signaal)).taps("niet_klaar", "s1")
    assert talk.did(e.StartTermijn)
    assert talk.signaal.status == Status.OVERGEDRAGEN


def test_a_colleague_may_come_back_to_what_was_closed(talk: Talk) -> None:
    forward(talk).taps("opvolging_nee").happens(MedewerkerClosed(talk.signaal))
    talk.happens(MedewerkerAnswered(talk.signaal, "Nog iets vergeten"))
    assert talk.signaal.status == Status.BEANTWOORD


def test_who_wants_no_answer_gets_none(talk: Talk) -> None:
    talk.says("ik wil bijstand", route="frontoffice").taps("doorgeven").taps("urgentie_week")
    talk.taps("wijk_overslaan").taps("bereik_geen").taps("verstuur").taps("opvolging_nee")
    assert talk.happens(MedewerkerTookUp(talk.signaal)).keys == []
    assert talk.happens(TermijnPassed(talk.signaal)).keys == []


def test_a_late_frontoffice_is_admitted(talk: Talk) -> None:
    forward(talk)
    assert talk.happens(TermijnPassed(talk.signaal)).keys == ["team.te_laat"]


# --- the worried neighbour ---


def test_the_neighbour_is_asked_about_danger_and_time_and_gets_tips(talk: Talk) -> None:
    talk.command("start", "buur")
    assert talk.keys == ["groet.lang", "vraag.zie"]
    talk.says("de gordijnen blijven dicht", rol="onbekend", leefgebieden=("contact",))
    assert talk.keys == ["vraag.gevaar"]
    assert talk.taps("gevaar_nee").keys == ["vraag.sinds"]
    talk.taps("sinds_weken")
    assert talk.keys == ["buur.begrepen", "buur.tips"]
    assert e.Knop("doorgeven") in talk.gesprek.knoppen


def test_danger_seen_by_the_neighbour_is_told_to_the_team_at_once(talk: Talk) -> None:
    talk.says("mijn buurman", rol="ander").taps("gevaar_ja")
    assert talk.keys[0] == "nood.kaart.gevaar"
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice("s1", "gevaar")]


# --- danger ---


@pytest.mark.parametrize("soort", ["suicide", "medisch", "kind"])
def test_danger_to_life_or_a_child_is_told_at_once(talk: Talk, soort: str) -> None:
    talk.danger("...", soort)
    assert talk.keys == [f"nood.kaart.{soort}", "groet.na_nood", "nood.team_weet"]
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice("s1", soort)]


@pytest.mark.parametrize("soort", ["geweld", "verward", "dakloos"])
def test_other_danger_is_told_only_when_the_resident_agrees(talk: Talk, soort: str) -> None:
    talk.danger("...", soort)
    assert talk.keys == [f"nood.kaart.{soort}", "groet.na_nood", "nood.mag_team_weten"]
    assert not talk.did(e.AlertFrontoffice)
    talk.taps("alarm_ja")
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice("s1", soort)]


@pytest.mark.parametrize("soort", KINDS)
def test_who_taps_a_kind_of_danger_and_told_nothing_is_asked_whether_the_team_may_know(
    talk: Talk, soort: str
) -> None:
    talk.command("nood").taps("nood_soort", soort)
    assert talk.keys == [f"nood.kaart.{soort}", "nood.mag_team_weten"]
    assert not talk.did(e.AlertFrontoffice)
    talk.taps("alarm_ja")
    assert talk.did(e.OpenSignaal)
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice(talk.signaal.id, soort)]
    assert talk.keys[0] == "nood.team_weet"
    assert talk.says("ik weet het niet meer").gesprek.signaal == talk.signaal
    assert talk.signaal.verhaal == ("ik weet het niet meer",)


@pytest.mark.parametrize("soort", KINDS)
def test_who_looks_in_the_menu_and_says_no_is_known_to_nobody(talk: Talk, soort: str) -> None:
    talk.command("nood").taps("nood_soort", soort).taps("alarm_nee")
    assert talk.keys == ["nood.team_niet"]
    assert talk.gesprek.signaal is None
    assert not talk.did(e.AlertFrontoffice)


def test_danger_told_beside_a_button_before_any_story_is_told_to_the_team(talk: Talk) -> None:
    talk.command("start")
    read = Begrip("voor mij, ik wil dood", rol="zelf", nood=Nood("suicide", zeker=True))
    talk.happens(KnopPressed("voor_mij", "", PLACES, talk.ids(), read, told=True))
    assert "nood.kaart.suicide" in talk.keys
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice(talk.signaal.id, "suicide")]
    assert talk.signaal.verhaal == ("voor mij, ik wil dood",)


def test_ambiguous_words_are_asked_on_and_believed(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False)
    assert talk.keys[0] == "nood.vraag.suicide"
    talk.taps("nood_nee")
    assert talk.keys[:2] == ["nood.niet.suicide", "groet.na_nood"]
    assert talk.did(e.SendVoorstel)


def test_ambiguous_words_that_were_meant_show_the_card(talk: Talk) -> None:
    talk.danger("ik zie het niet meer zitten", "suicide", zeker=False).taps("nood_ja")
    assert talk.keys == ["nood.kaart.suicide", "groet.na_nood", "nood.team_weet"]


def test_the_long_card_is_not_repeated_at_every_message(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").danger("ik wil echt dood", "suicide")
    assert talk.keys[0] == "nood.kort.suicide"


def test_what_is_told_after_danger_belongs_to_the_same_signaal(talk: Talk) -> None:
    talk.danger("ik wil dood", "suicide").says("het is allemaal begonnen met schulden")
    assert talk.signaal.id == "s1"
    assert len(talk.signaal.verhaal) == 2


def test_danger_below_a_list_of_places_does_not_bring_the_list_back(talk: Talk) -> None:
    talk.says("ik ben alleen").danger("ik wil niet meer leven", "suicide")
    assert talk.keys == ["nood.kaart.suicide", "nood.team_weet"]
    talk.says("het is zo stil in huis")
    assert talk.keys == ["nood.luistert"]
    assert talk.signaal.id == "s1"


def test_after_danger_there_is_nearness_and_a_person_and_no_list(talk: Talk) -> None:
    talk.danger("hij slaat me", "geweld").says("ik durf niet te bellen, hij is thuis")
    assert talk.keys == ["nood.luistert_geweld"]
    talk.says("het is al zo lang zo")
    assert talk.keys == ["nood.luistert_nog"]
    assert e.Knop("doorgeven") in talk.gesprek.knoppen
    assert talk.taps("meer").did(e.SendVoorstel)


def test_danger_told_on_the_invitation_is_the_story_and_is_not_asked_again(talk: Talk) -> None:
    talk.command("start", "buur").danger("ik zie haar al dagen niet", "medisch", over_ander=True)
    assert "vraag.zie" not in talk.keys
    assert talk.says("ze is al oud", rol="ander").keys == ["nood.luistert_ander"]


def every_fase() -> dict[Fase, Talk]:
    """One talk in each fase."""
    talks = {Fase.NIEUW: Talk(), Fase.LUISTERT: Talk().command("start")}
    told = {"route": "frontoffice"}
    talks[Fase.VRAAGT] = Talk().says("x", **told).taps("doorgeven")
    talks[Fase.STELT_VOOR] = Talk().says("x", **told)
    talks[Fase.VRAAGT_BEREIK] = (
        Talk().says("x", **told).taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    )
    reach = talks[Fase.VRAAGT_BEREIK].gesprek
    for fase, knop in ((Fase.VRAAGT_CONTACT, "bereik_contact"), (Fase.TOONT_PAKKET, "bereik_gesprek")):
        talks[fase] = Talk()
        talks[fase].gesprek = reach
        talks[fase].taps(knop)
    talks[Fase.WIJZIGT_PAKKET] = Talk()
    talks[Fase.WIJZIGT_PAKKET].gesprek = talks[Fase.TOONT_PAKKET].gesprek
    talks[Fase.WIJZIGT_PAKKET].taps("verander")
    talks[Fase.AFSPRAAK] = Talk().says("x").taps("past", "plek-1")
    talks[Fase.BIJ_TEAM] = forward(Talk()).taps("opvolging_ja")
    talks[Fase.RUST] = Talk().says("x").taps("past", "plek-1").taps("opvolging_ja")
    return talks


FASES = list(Fase)


def test_there_is_a_talk_for_every_fase() -> None:
    assert {fase: talk.gesprek.fase for fase, talk in every_fase().items()} == {fase: fase for fase in Fase}


@pytest.mark.parametrize("fase", FASES)
@pytest.mark.parametrize("soort", ["suicide", "geweld", "kind", "medisch", "verward", "dakloos"])
def test_danger_comes_first_in_every_state(fase: Fase, soort: str) -> None:
    talk = every_fase()[fase].danger("...", soort)
    texts = [x for x in talk.effects if isinstance(x, e.SendTekst | e.SendVoorstel | e.ShowPakket)]
    assert isinstance(texts[0], e.SendTekst)
    assert texts[0].key == f"nood.kaart.{soort}"


@pytest.mark.parametrize("fase", FASES)
@pytest.mark.parametrize("how", ["/mens", "words", "knop"])
def test_every_state_has_a_way_to_a_person(fase: Fase, how: str) -> None:
    talk = every_fase()[fase]
    if how == "/mens":
        talk.command("mens")
    elif how == "knop":
        talk.taps("mens")
    else:
        talk.says("ik wil een mens spreken", bedoeling="mens")
        if fase == Fase.BIJ_TEAM:  # a person has it: the wish goes there
            assert talk.did(e.RelayToFrontoffice)
            return
    assert {"mens.bellen", "mens.al_bij_team"} & set(talk.keys)


@pytest.mark.parametrize("fase", FASES)
def test_every_reply_to_a_story_leaves_a_button_or_goes_to_a_person(fase: Fase) -> None:
    talk = every_fase()[fase].says("er is nog iets met de rekeningen")
    assert talk.gesprek.knoppen or talk.did(e.RelayToFrontoffice)


@pytest.mark.parametrize("fase", FASES)
@pytest.mark.parametrize("soort", ["spraak", "foto", "sticker", "locatie", "overig"])
def test_media_get_an_answer_and_nothing_gets_lost(fase: Fase, soort: str) -> None:
    talk = every_fase()[fase]
    before = talk.gesprek
    talk.happens(MediaReceived(soort))  # type: ignore[arg-type]
    assert talk.keys[0] == f"media.{soort}"
    assert talk.gesprek.fase == before.fase
    assert talk.gesprek.signaal == before.signaal


@pytest.mark.parametrize("fase", FASES)
def test_any_old_button_is_harmless_in_any_state(fase: Fase) -> None:
    from bot.core.knoppen import HANDLERS

    for id in HANDLERS:
        every_fase()[fase].taps(id, "iets-van-vroeger")


@pytest.mark.parametrize("fase", FASES)
def test_state_survives_json(fase: Fase) -> None:
    adapter = TypeAdapter(Gesprek)
    gesprek = every_fase()[fase].gesprek
    assert adapter.validate_json(adapter.dump_json(gesprek)) == gesprek


def test_effects_and_events_survive_json() -> None:
    talk = forward(Talk()).taps("opvolging_ja")
    for effect in talk.history:
        adapter = TypeAdapter(type(effect))
        assert adapter.validate_json(adapter.dump_json(effect)) == effect


FORMS = [Fase.VRAAGT, Fase.VRAAGT_BEREIK, Fase.VRAAGT_CONTACT, Fase.TOONT_PAKKET, Fase.WIJZIGT_PAKKET]


@pytest.mark.parametrize("fase", FORMS)
@pytest.mark.parametrize("soort", ["suicide", "geweld"])
def test_after_danger_the_form_is_still_there(fase: Fase, soort: str) -> None:
    talk = every_fase()[fase].danger("...", soort)
    assert talk.gesprek.fase == fase
    assert talk.gesprek.vraag != "urgentie", "danger has answered that"
    again = [k for k in talk.keys if not k.startswith("nood.")]
    assert again, "the question is put once more"


@pytest.mark.parametrize("fase", FORMS)
def test_after_ambiguous_words_the_form_is_still_there(fase: Fase) -> None:
    talk = every_fase()[fase].danger("...", "suicide", zeker=False).taps("nood_nee")
    assert talk.gesprek.fase == fase
    assert talk.keys[0] == "nood.niet.suicide"
    assert len(talk.keys) > 1


# --- hoe gaat het nu? ---


def asked(talk: Talk, keer: int = 0) -> Talk:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    return talk.happens(OpvolgingDue("o1", talk.signaal, "afspraak", keer))


def test_follow_up_better_ends_well(talk: Talk) -> None:
    asked(talk).taps("beter", "o1", talk.signaal).taps("contact_hielp", "o1", talk.signaal)
    assert talk.signaal.status == Status.AFGESLOTEN
    assert talk.did(e.RecordOpvolging) == [e.RecordOpvolging("o1", "contact_hielp", done=True)]


@pytest.mark.parametrize("hoe", ["hetzelfde", "slechter"])
def test_follow_up_not_better_goes_on(talk: Talk, hoe: str) -> None:
    asked(talk).taps(hoe, "o1", talk.signaal).taps("geen_contact", "o1", talk.signaal)
    assert talk.keys == [f"opvolging.verder_{hoe}"]
    assert talk.did(e.SendVoorstel)
    assert Status.HEROPEND in [move.naar for move in talk.did(e.MoveSignaal)]
    assert e.Knop("doorgeven") in talk.gesprek.knoppen


def test_follow_up_worse_with_the_team_is_told_to_the_team(talk: Talk) -> None:
    forward(talk).taps("opvolging_ja").happens(OpvolgingDue("o1", talk.signaal, "afspraak", 0))
    talk.taps("slechter", "o1", talk.signaal)
    # At the first tap: the second may never come.
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice("s1", "opvolging_slechter")]
    assert talk.did(e.PlanOpvolging) == [e.PlanOpvolging("s1", 3)]
    talk.taps("geen_contact", "o1", talk.signaal)
    assert talk.did(e.NotifyFrontoffice) == []


def test_no_answer_is_reminded_once_and_then_written_down(talk: Talk) -> None:
    asked(talk)
    assert talk.did(e.RemindOpvolging)
    talk.happens(OpvolgingDue("o1", talk.signaal, "afspraak", 1))
    assert talk.keys == ["opvolging.herinnering"]
    talk.happens(OpvolgingDue("o1", talk.signaal, "afspraak", 2))
    assert talk.keys == []
    assert talk.did(e.MoveSignaal)[0].reden == "geen_antwoord"
    assert not talk.did(e.NotifyFrontoffice)


def test_no_answer_where_there_was_a_worry_is_told_to_the_team(talk: Talk) -> None:
    talk.says("mijn buurman", rol="ander").taps("gevaar_nee").taps("sinds_weken").taps("past", "plek-1")
    talk.taps("opvolging_ja").happens(OpvolgingDue("o1", talk.signaal, "afspraak", 2))
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice("s1", "geen_antwoord")]


def test_the_neighbours_follow_up_tells_nothing_about_the_other(talk: Talk) -> None:
    talk.says("mijn buurman", rol="ander").taps("gevaar_nee").taps("sinds_weken").taps("past", "plek-1")
    talk.taps("opvolging_ja").happens(OpvolgingDue("o1", talk.signaal, "afspraak", 0))
    (asked_,) = talk.did(e.SendTekst)
    assert asked_.key == "opvolging.ander"
    assert asked_.fields == ()


def test_a_follow_up_in_the_middle_of_another_talk_comes_back_to_it(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    old = talk.signaal
    talk.says("nu iets anders", leefgebieden=("wonen",)).taps("doorgeven").taps("mens")
    other = talk.signaal
    talk.happens(OpvolgingDue("o1", old, "afspraak", 0)).taps("slechter", "o1", old)
    talk.taps("geen_contact", "o1", old)
    assert talk.signaal.id == old.id
    talk.taps("past", "plek-4").taps("opvolging_nee")
    assert "verder.met" in talk.keys
    assert talk.signaal.id == other.id


def test_stop_ends_follow_up_and_a_later_word_is_welcome(talk: Talk) -> None:
    asked(talk).command("stop")
    assert talk.did(e.CancelOpvolgingen) == [e.CancelOpvolgingen(None)]
    assert talk.gesprek.gestopt
    talk.says("toch nog iets")
    assert not talk.gesprek.gestopt


def test_a_stopped_resident_is_never_asked(talk: Talk) -> None:
    talk.says("ik ben alleen").taps("past", "plek-1").taps("opvolging_ja")
    signaal = talk.signaal
    talk.command("stop").happens(OpvolgingDue("o1", signaal, "afspraak", 0))
    assert talk.keys == []


def test_a_blocked_bot_tells_the_team_when_they_have_something(talk: Talk) -> None:
    forward(talk).taps("opvolging_ja").happens(KanaalStopped((talk.signaal,)))
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice("s1", "kanaal_gestopt")]


def test_erasing_asks_first(talk: Talk) -> None:
    talk.says("x").command("vergeet")
    assert not talk.did(e.Erase)
    talk.taps("vergeet_ja")
    assert talk.did(e.Erase)
    assert talk.gesprek.signaal is None


def test_a_complaint_goes_to_a_person_with_the_route(talk: Talk) -> None:
    talk.says("ik word van het kastje naar de muur gestuurd", route="klacht", leefgebieden=("regelen",))
    assert talk.keys[-1] == "klacht.begrepen"
    assert e.Knop("doorgeven") in talk.gesprek.knoppen
    assert not talk.did(e.SendVoorstel)


def test_outside_the_sociaal_domein_opens_no_signaal(talk: Talk) -> None:
    talk.says("mijn rijbewijs is verlopen", route="buiten")
    assert talk.keys[-1] == "buiten"
    assert talk.gesprek.signaal is None


def test_three_leefgebieden_at_once_go_to_one_person_after_what_is_free(talk: Talk) -> None:
    talk.says("alles tegelijk", route="frontoffice", leefgebieden=("gezin", "geld", "werk"))
    assert talk.keys[-1] == "begrepen.veel"
    assert talk.did(e.SendVoorstel)
    assert e.Knop("doorgeven") in talk.gesprek.knoppen


def test_a_forwarded_bericht_is_not_kept_as_a_story(talk: Talk) -> None:
    talk.says("x")
    from bot.core.begrip import Begrip
    from bot.core.events import BerichtReceived

    other = Begrip("van een ander", ("geld",), 0.9)
    before = talk.signaal
    talk.happens(BerichtReceived(other, other, (), talk.ids(), doorgestuurd=True))
    assert talk.keys == ["media.doorgestuurd"]
    assert talk.signaal == before


def test_an_edited_bericht_replaces_the_last_words(talk: Talk) -> None:
    from bot.core.begrip import Begrip
    from bot.core.events import BerichtReceived
    from tests.core.conftest import PLACES

    talk.says("ik heb schulde").happens(
        BerichtReceived(
            Begrip("ik heb schulden", ("geld",), 0.9),
            Begrip("ik heb schulden", ("geld",), 0.9),
            PLACES,
            talk.ids(),
            True,
        )
    )
    assert talk.signaal.verhaal == ("ik heb schulden",)


def test_core_never_changes_a_state_in_place() -> None:
    talk = Talk().says("x")
    before = replace(talk.gesprek)
    talk.taps("past", "plek-1")
    assert before.fase == Fase.STELT_VOOR
