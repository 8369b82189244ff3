"""Taking back in one's own words, and what it does to the talk."""

from dataclasses import replace

import pytest

from bot.core import effects as e
from bot.core.begrip import Begrip
from bot.core.events import KnopPressed, MedewerkerAnswered, MedewerkerClosed, MedewerkerTookUp
from bot.core.gesprek import Fase
from bot.core.intrekwoorden import wish
from bot.core.signaal import Doel, Status
from tests.core.conftest import PLACES, Talk


@pytest.mark.parametrize(
    ("tekst", "doel"),
    [
        ("ik trek mijn toestemming in", None),
        ("Ik trek hierbij m'n toestemming weer in.", None),
        ("hoe kan ik mijn toestemming intrekken?", None),
        ("ik wil niet meer dat jullie dit doorgeven", "doorgeven"),
        ("Geef mijn verhaal toch maar niet door", "doorgeven"),
        ("nee, haal mijn vraag terug", "doorgeven"),
        ("jullie mogen mijn gegevens niet meer delen", "doorgeven"),
        ("haal mijn nummer weg", "contact"),
        ("Haal mijn nummer [telefoon] er maar uit alstublieft", "contact"),
        ("bel mij niet meer", "contact"),
        ("ik wil niet meer gebeld worden door jullie", "contact"),
        ("vraag maar niet meer hoe het gaat", "opvolging"),
        ("U hoeft me niet meer te vragen hoe het met me gaat!", "opvolging"),
        ("geen seintjes meer graag", "seintje"),
        ("ik wil nie dat jullie dit weten", "doorgeven"),
        ("bel mij nie meer", "contact"),
        ("kan iemand dit lezen?", None),
        ("leest er iemand mee", None),
    ],
)
def test_a_resident_takes_back_in_his_own_words(tekst: str, doel: Doel | None) -> None:
    found = wish(tekst)
    assert found is not None
    assert found.doel == doel
    assert found.only


@pytest.mark.parametrize(
    "tekst",
    [
        "ik wil niet meer gebeld worden door deurwaarders",
        "mijn zoon vraagt nooit meer hoe het gaat",
        "niemand vraagt hoe het met me gaat",
        "ik heb toestemming nodig voor een traplift",
        "de school trekt de toestemming in",
        "ik mag dit niet doorgeven van mijn man",
        "ik wil niet dat iemand dit ziet",
        "mijn nummer is weg",
        "ik trek het niet meer",
        "ik wil niet meer",
        "ik wil nie meer",
        "kan iemand mij helpen dit te lezen",
        "",
        "...",
    ],
)
def test_what_only_looks_like_it_is_a_story(tekst: str) -> None:
    assert wish(tekst) is None


def test_more_than_the_wish_is_heard_as_well() -> None:
    found = wish("Haal mijn nummer weg. Ik ben nu ook mijn huis kwijt en heb veel schulden")
    assert found is not None
    assert not found.only


def handed_over(talk: Talk, *, contact: bool = False) -> Talk:
    talk.says("verhaal", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    if contact:
        talk.taps("bereik_contact").says("06", contact="0612345678")
    else:
        talk.taps("bereik_gesprek")
    return talk.taps("verstuur").taps("opvolging_ja")


def test_each_yes_is_written_down_with_what_it_causes(talk: Talk) -> None:
    handed_over(talk, contact=True)
    given = [one for one in talk.history if isinstance(one, e.RecordToestemming)]
    assert [one.doel for one in given] == ["contact", "doorgeven", "opvolging"]
    before = talk.history.index(e.RecordToestemming("doorgeven", "s1"))
    assert before < talk.history.index(e.DeliverOverdracht("s1"))


def test_the_whole_pakket_comes_back_and_the_talk_stays(talk: Talk) -> None:
    handed_over(talk, contact=True).says("haal mijn vraag terug")
    assert talk.keys == ["ingetrokken.doorgeven"]
    assert talk.did(e.RecallOverdracht) == [e.RecallOverdracht("s1")]
    assert talk.did(e.StopTermijnen)
    assert talk.did(e.CancelOpvolgingen) == [e.CancelOpvolgingen("s1")]
    assert [one.naar for one in talk.did(e.MoveSignaal)] == [Status.INGETROKKEN]
    assert {one.doel for one in talk.did(e.EndToestemming)} == {"doorgeven", "contact", "opvolging"}
    assert (talk.gesprek.fase, talk.gesprek.signaal) == (Fase.LUISTERT, None)
    talk.says("ik heb nog een vraag")
    assert talk.did(e.OpenSignaal)


def test_after_danger_the_number_stays_in_sight(talk: Talk) -> None:
    handed_over(talk).danger("ik wil niet meer leven", "suicide").says("haal mijn vraag terug")
    assert talk.keys == ["ingetrokken.doorgeven", "nood.kort.suicide", "ingetrokken.alarm_blijft"]


def test_the_team_goes_on_knowing_of_danger_without_a_word_of_the_story(talk: Talk) -> None:
    handed_over(talk).danger("ik wil niet meer leven", "suicide").says("haal mijn vraag terug")
    assert talk.signaal.id != "s1"
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice(talk.signaal.id, "suicide")]
    assert talk.did(e.StartTermijn) == [e.StartTermijn(talk.signaal.id, "vandaag")]
    assert talk.signaal.verhaal == ()


@pytest.mark.parametrize("knop", ["nood_ja", "alarm_ja"])
def test_a_yes_to_danger_after_taking_back_reaches_the_team(talk: Talk, knop: str) -> None:
    handed_over(talk).danger("hij slaat me", "geweld", zeker=knop == "alarm_ja")
    talk.taps("intrek_doorgeven", "s1").taps(knop)
    if knop == "nood_ja":
        talk.taps("alarm_ja")
    assert talk.signaal.id != "s1"
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice(talk.signaal.id, "geweld")]


@pytest.mark.parametrize("tekst", ["sorry, ik trek mijn woorden terug", "geef dat niet door"])
def test_what_may_be_about_one_word_is_asked_with_a_button(talk: Talk, tekst: str) -> None:
    handed_over(talk).says(tekst)
    assert talk.did(e.ShowToestemmingen)
    assert not talk.did(e.RecallOverdracht)


def test_a_new_number_is_no_taking_back(talk: Talk) -> None:
    handed_over(talk, contact=True).says("gebruik dat nummer niet meer, bel het andere", contact="0687654321")
    assert not talk.did(e.EndToestemming)
    assert talk.did(e.RelayToFrontoffice)


def test_what_is_said_besides_still_reaches_the_colleague(talk: Talk) -> None:
    handed_over(talk, contact=True).says("bel me niet, ik durf niet")
    assert talk.did(e.HideContact)
    assert talk.did(e.RelayToFrontoffice)


def test_words_in_danger_begin_something_of_their_own(talk: Talk) -> None:
    """What was taken back is out of reach before the team is told of the danger."""
    handed_over(talk).danger("haal mijn vraag terug. ik wil niet meer leven", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"
    assert [one.signaal for one in talk.did(e.AlertFrontoffice)] == [talk.signaal.id]
    assert talk.signaal.id != "s1"
    assert not talk.did(e.RelayToFrontoffice)


def test_a_number_that_is_taken_back_is_gone_from_the_text_on_the_screen(talk: Talk) -> None:
    talk.says("verhaal", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    talk.taps("bereik_contact").says("06", contact="0612345678").says("haal mijn nummer weg")
    assert talk.signaal.contact is None
    assert talk.signaal.bereik == "gesprek"
    assert talk.did(e.ShowPakket)
    assert not talk.did(e.HideContact)  # nobody has it yet


def test_another_way_to_answer_ends_the_earlier_one(talk: Talk) -> None:
    handed_over(talk, contact=True).happens(MedewerkerClosed(talk.signaal))
    talk.taps("slechter", "o", talk.signaal)
    talk.taps("geen_contact", "o", talk.signaal).taps("doorgeven").taps("wijk_overslaan")
    talk.taps("bereik_gesprek")
    assert talk.did(e.EndToestemming) == [e.EndToestemming("contact", "s1")]
    assert talk.signaal.contact is None


def test_a_no_after_a_yes_takes_the_yes_back(talk: Talk) -> None:
    talk.says("verhaal").taps("past", "plek-1").taps("opvolging_ja")
    talk.gesprek = replace(talk.gesprek, fase=Fase.AFSPRAAK, knoppen=(e.Knop("opvolging_nee"),))
    talk.taps("opvolging_nee")
    assert talk.did(e.EndToestemming) == [e.EndToestemming("opvolging", "s1")]
    assert talk.signaal.geen_opvolging


def test_what_waited_for_the_question_waits_no_longer(talk: Talk) -> None:
    talk.says("verhaal").taps("past", "plek-1").taps("opvolging_ja").says("vraag maar niet meer hoe het gaat")
    assert talk.keys == ["ingetrokken.opvolging"]
    assert talk.signaal.status == Status.AFGESLOTEN


def test_who_has_it_after_a_reopening_is_the_team_again(talk: Talk) -> None:
    handed_over(talk).happens(MedewerkerClosed(talk.signaal))
    talk.taps("slechter", "o", talk.signaal).taps("geen_contact", "o", talk.signaal)
    talk.says("vraag niet meer hoe het gaat")
    assert talk.signaal.status == Status.OVERGEDRAGEN
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice("s1", "geen_opvolging")]
    assert talk.gesprek.fase == Fase.BIJ_TEAM


def test_an_old_answer_still_counts_but_plans_nothing(talk: Talk) -> None:
    handed_over(talk).says("vraag niet meer hoe het gaat")
    talk.taps("slechter", "o", talk.signaal)
    assert talk.did(e.NotifyFrontoffice) == [e.NotifyFrontoffice("s1", "opvolging_slechter")]
    assert not talk.did(e.PlanOpvolging)
    talk.taps("geen_contact", "o", talk.signaal)
    assert talk.keys == ["opvolging.team_hoort_het"]
    assert not talk.did(e.PlanOpvolging)


def test_words_for_a_colleague_who_has_no_number_go_to_the_colleague(talk: Talk) -> None:
    handed_over(talk).says("bel mij niet meer")
    assert [one.tekst for one in talk.did(e.RelayToFrontoffice)] == ["bel mij niet meer"]


def test_a_sentence_within_his_own_text_is_text(talk: Talk) -> None:
    talk.says("verhaal", route="frontoffice").taps("doorgeven").taps("urgentie_week").taps("wijk_overslaan")
    talk.taps("bereik_gesprek").taps("verander")
    talk.says("Mijn dak lekt al weken en ik word er ziek van. Bel mij niet.")
    assert talk.signaal.eigen_tekst is not None
    assert talk.keys == ["pakket.uitleg"]


def test_nothing_goes_back_to_a_talk_about_what_was_taken_back(talk: Talk) -> None:
    handed_over(talk)
    apart = talk.gesprek.put_aside()
    gone = tuple(
        replace(one, signaal=one.signaal and one.signaal.moved(Status.INGETROKKEN)) for one in apart.apart
    )
    assert gone
    talk.gesprek = replace(talk.gesprek, apart=gone, signaal=None, fase=Fase.LUISTERT)
    talk.says("ik ken niemand").taps("past", "plek-1").taps("opvolging_nee")
    assert "verder.met" not in talk.keys


def test_typed_words_with_a_button_are_a_wish_as_well(talk: Talk) -> None:
    from bot.core.begrip import Begrip
    from bot.core.events import KnopPressed
    from tests.core.conftest import PLACES

    handed_over(talk)
    read = Begrip("nee, ik trek mijn toestemming in")
    talk.happens(KnopPressed("mens", "", PLACES, talk.ids(), read, None, told=True))
    assert talk.did(e.ShowToestemmingen)


def test_after_stop_the_promised_answer_still_comes(talk: Talk) -> None:
    """Also to who was asked nothing: colleagues came to know of him by an alert."""
    talk.danger("ik wil niet meer leven", "suicide").happens(MedewerkerTookUp(talk.signaal))
    talk.command("stop")
    assert talk.keys == ["stop.bij_team"]
    assert talk.did(e.EndToestemming) == [e.EndToestemming("opvolging")]
    talk.happens(MedewerkerAnswered(talk.signaal, "antwoord"))
    assert talk.keys == ["team.antwoord"]


# --- an alarm that was given ---


def test_an_alarm_to_which_he_said_yes_stays_as_well(talk: Talk) -> None:
    handed_over(talk).danger("hij slaat me", "geweld").taps("alarm_ja").says("haal mijn vraag terug")
    assert talk.did(e.AlertFrontoffice) == [e.AlertFrontoffice(talk.signaal.id, "geweld")]
    assert talk.signaal.id != "s1"


def test_what_the_team_was_not_told_is_not_told_by_taking_back(talk: Talk) -> None:
    handed_over(talk).danger("het hoeft niet meer", "suicide", zeker=False).says("haal mijn vraag terug")
    assert talk.keys[-2:] == ["ingetrokken.doorgeven", "nood.kort.suicide"]
    assert not talk.did(e.AlertFrontoffice)
    assert talk.gesprek.signaal is None


def test_after_a_yes_to_danger_what_he_tells_belongs_to_it(talk: Talk) -> None:
    handed_over(talk).danger("hij slaat me", "geweld").command("stop")
    talk.gesprek = replace(talk.gesprek, signaal=None, fase=Fase.RUST)
    talk.taps("alarm_ja")
    told = talk.signaal.id
    talk.says("hij komt zo thuis")
    assert talk.signaal.id == told


# --- which way, which number, and all of it ---


@pytest.mark.parametrize("tekst", ["bel me niet, mail mij", "niet bellen. stuur liever een sms"])
def test_who_asks_for_another_way_takes_nothing_back(tekst: str) -> None:
    assert wish(tekst) is None


@pytest.mark.parametrize(
    "tekst", ["haal mijn nummer weg. ik hoef geen mail", "haal mijn nummer weg, de mail mag blijven"]
)
def test_who_only_names_another_way_takes_it_back(tekst: str) -> None:
    assert wish(tekst) is not None


def test_the_number_that_must_go_may_stand_in_the_wish(talk: Talk) -> None:
    handed_over(talk, contact=True).taps("nieuw")
    talk.says("haal mijn nummer [telefoon] weg", contact="0612345678")
    assert [one.doel for one in talk.did(e.WithdrawElsewhere)] == ["contact"]


@pytest.mark.parametrize(
    "tekst",
    [
        *("wis mijn gegevens", "verwijder al mijn gegevens", "ik wil dat u alles wist"),
        *("hoe wis ik dit", "wis dit gesprek", "kan ik dit wegdoen?", "hoe kan ik dit hele gesprek wissen"),
    ],
)
def test_who_wants_all_gone_is_asked_once(talk: Talk, tekst: str) -> None:
    handed_over(talk).says(tekst)
    assert talk.keys == ["vergeet.vraag"]


@pytest.mark.parametrize(
    "tekst",
    [
        "haal mijn nummer weg bij de huisarts",
        "ik wil niet meer dat mijn man belt",
        "bel mij niet meer op mijn werk",
        "de gemeente wil alles",
        "ik wil alles kwijt",
        "kan ik dit bankstel wegdoen",
        "hoe verwijder ik schimmel",
    ],
)
def test_ordinary_sentences_take_nothing_back(tekst: str) -> None:
    assert wish(tekst) is None


def test_a_number_is_that_line_of_the_list_and_only_right_after_it(talk: Talk) -> None:
    handed_over(talk).command("intrekken").taps("intrekken", "2")
    assert talk.did(e.PressListed) == [e.PressListed(2)]
    talk.taps("mens").taps("intrekken", "2")
    assert not talk.did(e.PressListed)
    assert talk.did(e.ShowToestemmingen)


def test_danger_is_not_answered_with_a_question_about_erasing(talk: Talk) -> None:
    handed_over(talk).danger("wis mijn gegevens, ik wil dood", "suicide")
    assert talk.keys[0] == "nood.kaart.suicide"
    assert "vergeet.vraag" not in talk.keys
    assert not talk.did(e.RecallOverdracht)


def with_no(talk: Talk, tekst: str, contact: str | None = None) -> Talk:
    """A no to being asked how it goes, with words besides."""
    said = Begrip(tekst, contact=contact)
    return talk.happens(KnopPressed("opvolging_nee", "", PLACES, talk.ids(), said, told=True))


@pytest.mark.parametrize("said", ["0612345678", None])
def test_beside_a_no_his_own_number_takes_nothing_away_from_the_wish(talk: Talk, said: str | None) -> None:
    handed_over(talk, contact=True)
    talk.gesprek = replace(talk.gesprek, fase=Fase.AFSPRAAK, knoppen=(e.Knop("opvolging_nee"),))
    with_no(talk, "nee. haal mijn nummer weg. dat is [telefoon]", said)
    assert e.EndToestemming("contact", "s1") in talk.did(e.EndToestemming)


def test_beside_a_no_not_calling_says_nothing_of_a_mail_address(talk: Talk) -> None:
    handed_over(talk, contact=True)
    signaal = replace(talk.signaal, contact="jan@voorbeeld.nl")
    talk.gesprek = replace(
        talk.gesprek, signaal=signaal, fase=Fase.AFSPRAAK, knoppen=(e.Knop("opvolging_nee"),)
    )
    with_no(talk, "nee. bel me niet")
    assert not [one for one in talk.did(e.EndToestemming) if one.doel == "contact"]
    assert [one.way for one in talk.did(e.WithdrawElsewhere)] == ["bel"]
