"""A resident, a neighbour and somebody in danger talk with the real process, by polling and by webhook."""

from typing import Any

import pytest
import vobject

from sociale_kaart.load import load
from sociale_kaart.uitwisseling.bewaren import may_keep
from tests.e2e.chat import MARKED, TO_PAKKET, WORRY, Colleague, Phone, filled, is_tekst
from tests.e2e.process import Process

pytestmark = pytest.mark.e2e

DANGER = "Ik wil een eind aan mijn leven maken"


def numbers_of(process: Process, *ids: str) -> list[str]:
    """The numbers that belong to these rows of the sociale kaart."""
    kaart = load()
    return [kaart.get(id).telefoon for id in ids]


def test_resident_finds_a_place_and_agrees_to_be_asked(process: Process, phone: Phone) -> None:
    phone.start()
    phone.expect("groet.vraag")
    places = phone.to_places()
    labels = [label for label, data in places.knoppen if data.startswith("past:")]
    assert 1 <= len(labels) <= 3
    assert all(label.startswith(f"{n}. ") for n, label in enumerate(labels, 1))
    assert process.statuses(phone.id) == ["voorgesteld"]

    phone.tap("past")
    name = next(line for line in places.text.splitlines() if line.startswith("1. ")).removeprefix("1. ")
    assert phone.expect_words(name).text.startswith(name)  # how to get there, once more
    phone.expect("afspraak.plek")
    assert process.statuses(phone.id) == ["verbonden"]

    phone.tap("opvolging_ja")
    phone.expect("afspraak.ja_plek")
    assert process.statuses(phone.id) == ["in_opvolging"]
    assert process.opvolgingen(phone.id) == [("afspraak", "gepland")]
    chosen = process.rows(
        "select plaats, keuze from voorstel join signaal on signaal.id = signaal_id"
        " where gesprek_id = ? order by plaats",
        process.gesprek_of(phone.id),
    )
    assert chosen[0] == (1, "past")
    assert [keuze for _, keuze in chosen[1:]] == [None] * (len(chosen) - 1)


def test_who_starts_with_the_problem_is_greeted_shortly_and_once(phone: Phone) -> None:
    phone.to_places()
    phone.text("En de verwarming is ook nog afgesloten.")
    phone.expect_knop("past", "doorgeven", "voor_mij")
    assert sum(is_tekst(said.text, "groet.kort") for said in phone.all) == 1


def test_typed_words_count_as_a_tap(process: Process, phone: Phone) -> None:
    phone.to_places()
    phone.text("1")
    phone.expect("afspraak.plek")
    phone.text("ja graag")
    phone.expect("afspraak.ja_plek")
    assert process.statuses(phone.id) == ["in_opvolging"]


def test_old_button_does_no_harm(process: Process, phone: Phone) -> None:
    places = phone.to_places()
    phone.tap("past", places)
    phone.expect("afspraak.plek")
    phone.tap("opvolging_nee")
    phone.expect("afspraak.nee_plek")
    assert process.statuses(phone.id) == ["afgesloten"]
    phone.tap("meer", places)
    phone.expect("knop.oud")
    assert process.statuses(phone.id) == ["afgesloten"]


def test_neighbour_is_asked_what_he_sees_and_gets_tips(
    process: Process, phone: Phone, group: Colleague
) -> None:
    phone.start("buur")
    phone.expect("vraag.zie")
    phone.text(WORRY)
    phone.expect("vraag.gevaar")
    phone.tap("gevaar_nee")
    phone.expect("vraag.sinds")
    phone.tap("sinds_weken")
    phone.expect("buur.begrepen")
    tips = phone.expect("buur.tips")
    for number in numbers_of(process, "meldpunt-crisiszorg", "meldpunt-zorgwekkend-gedrag"):
        assert number
        assert number in tips.text
    phone.expect_knop("doorgeven")

    phone.tap("doorgeven")
    pakket = phone.walk("verstuur", *TO_PAKKET)
    for key, word in (("voor", "ander"), ("sinds", "weken"), ("gevaar", "nee")):
        assert filled(f"pakket.{key}", tekst=_word(key, word)) in pakket.text
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    group.expect_about("nieuw", process.nummers(phone.id)[0])
    assert not [said.text for said in phone.all if "naam" in said.text.lower() and _asks_a_name(said.text)]


def _word(table: str, id: str) -> str:
    from bot.teksten import Teksten

    return Teksten.load().word(table, id)


def _asks_a_name(text: str) -> bool:
    """A question sentence about a name; "hoeft niet" and "liever geen" are no questions."""
    sentences = [part for part in text.replace("?", "?\n").splitlines() if part.endswith("?")]
    return any("naam" in sentence.lower() or "heet" in sentence.lower() for sentence in sentences)


def test_danger_now_at_the_neighbours_is_alarm_at_once(
    process: Process, phone: Phone, group: Colleague
) -> None:
    phone.start("buur")
    phone.text(WORRY)
    phone.expect("vraag.gevaar")
    phone.text("ja")
    card = phone.expect("nood.kaart.gevaar")
    assert "112" in card.text
    alarm = group.expect_about("alarm", process.nummers(phone.id)[0])
    assert "urgentie" not in alarm.text
    assert not any(word in alarm.text for word in MARKED)


def test_danger_in_the_middle_of_the_form_comes_first(
    process: Process, phone: Phone, group: Colleague
) -> None:
    pakket = phone.to_pakket()
    phone.text(DANGER)
    first = phone.peer.wait(lambda: phone.all[phone.seen :], lambda: phone._missing("anything"))[0]
    assert is_tekst(first.text, "nood.kaart.suicide")
    for number in numbers_of(process, "113", "alarmnummer"):
        assert number
        assert number in first.text
    phone.expect("nood.team_weet")
    group.expect_about("alarm", process.nummers(phone.id)[0], soort="suicide")

    phone.expect("pakket.wacht")
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    nummer = process.nummers(phone.id)[0]
    group.expect_about("nieuw", nummer)
    delivered = process.peer.wait(lambda: process.files(nummer), lambda: "no file")
    assert delivered[0].read_text(encoding="utf-8").endswith(f"{pakket.text}\n")
    assert DANGER not in pakket.text  # what was shown is what goes, and nothing else


def test_danger_in_the_very_first_message_comes_before_the_greeting(phone: Phone) -> None:
    phone.text(DANGER)
    phone.expect("groet.na_nood")
    assert is_tekst(phone.all[0].text, "nood.kaart.suicide")
    phone.expect("nood.team_weet")


def test_a_place_is_kept_in_the_telephone_by_one_tap(process: Process, phone: Phone) -> None:
    offered = [data for _, data in phone.to_places().knoppen if data.startswith("past:")]
    place = next(id for id in (data[5:] for data in offered) if may_keep(load().get(id)))
    phone.tap(f"past:{place}")
    phone.expect_knop("bewaar")
    phone.tap("bewaar")

    def sent() -> dict[str, Any] | None:
        calls = [call for call in process.peer.calls if call.method == "sendDocument"]
        return next((call.answer for call in calls if str(call.fields["chat_id"]) == str(phone.id)), None)

    answer = process.peer.wait(sent, lambda: f"no document came:\n{process.log[-2000:]}")
    file = process.peer.assets[answer["document"]["file_id"]]
    assert file["filename"] == f"{place}.vcf"
    assert vobject.readOne(file["data"].decode()).fn.value == load().get(place).naam
    assert answer["caption"] == filled("bewaar.kaartje")
    phone.tap("opvolging_ja")
    phone.expect("afspraak.ja_plek")
