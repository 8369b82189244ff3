""" "Hoe gaat het nu?": asked when it is time, answered with a tap or in words, and what comes of it."""

import pytest

from tests.e2e.chat import TO_PAKKET, WORRY, Colleague, NewPhone, Phone, readable
from tests.e2e.process import Process, quiet

pytestmark = pytest.mark.e2e

OTHER_STORY = "Mijn zoon van 15 gaat niet meer naar school en luistert niet."


def hoe_and_contact(process: Process, phone: Phone) -> list[tuple[str | None, str | None, str]]:
    """What was written down of the opvolgingen that were answered."""
    return process.rows(
        "select hoe, contact, status from opvolging where gesprek_id = ? and hoe is not null order by rowid",
        process.gesprek_of(phone.id),
    )


def asked(phone: Phone) -> None:
    """A place was chosen, a week went by, and the question came."""
    phone.choose_place()
    phone.process.make_due(phone.id)
    phone.expect("opvolging.zelf")


def test_nothing_is_asked_before_its_time(process: Process, phone: Phone, new_phone: NewPhone) -> None:
    phone.choose_place()
    other = new_phone(process)
    asked(other)  # many looks of the planner later
    quiet(process)
    assert not phone.catch_up()


def test_worse_is_asked_on_and_leads_to_places_and_the_team(process: Process, phone: Phone) -> None:
    asked(phone)
    phone.tap("slechter")
    phone.expect("opvolging.slechter")
    phone.tap("contact_hielp_niet")
    phone.expect("opvolging.verder_slechter")
    assert hoe_and_contact(process, phone) == [("slechter", "contact_hielp_niet", "klaar")]
    phone.expect_knop("past", "doorgeven")
    assert process.statuses(phone.id)[0] in ("voorgesteld", "heropend")
    assert process.opvolgingen(phone.id) == [("stilte", "gepland")]

    phone.tap("doorgeven")
    phone.walk("verstuur", *TO_PAKKET)
    phone.tap("verstuur")
    phone.expect("doorgegeven.vandaag")
    assert process.statuses(phone.id) == ["overgedragen"]


def test_better_closes_it(process: Process, phone: Phone) -> None:
    asked(phone)
    phone.text("het gaat beter")
    phone.expect("opvolging.beter")
    phone.text("ja, en dat hielp")
    phone.expect("opvolging.fijn")
    assert process.statuses(phone.id) == ["afgesloten"]
    assert hoe_and_contact(process, phone) == [("beter", "contact_hielp", "klaar")]
    assert process.opvolgingen(phone.id) == []


def test_team_hears_that_it_got_worse(process: Process, phone: Phone, group: Colleague) -> None:
    nummer = phone.forward()
    process.make_due(phone.id)
    phone.expect("opvolging.zelf")
    phone.tap("slechter")
    phone.expect("opvolging.slechter")
    phone.tap("geen_contact")
    phone.expect("opvolging.team_weet_het", nummer=readable(nummer))
    group.expect_about("opvolging_slechter", nummer)
    assert process.statuses(phone.id) == ["overgedragen"]
    assert process.opvolgingen(phone.id) == [("afspraak", "gepland")]


def test_words_answer_it_in_the_middle_of_another_talk(process: Process, phone: Phone) -> None:
    phone.choose_place()
    phone.tap("mens")
    phone.expect("mens.bellen")
    phone.command("start")
    phone.expect("groet.vraag")
    phone.to_pakket(OTHER_STORY)
    process.write(
        "update opvolging set op = '2027-01-01T00:00:00.000000+00:00' where gesprek_id = ? and soort = 'afspraak'",
        process.gesprek_of(phone.id),
    )
    phone.expect("opvolging.zelf")
    phone.text("slechter")
    phone.expect("opvolging.slechter")
    phone.text("geen contact")
    phone.expect("opvolging.verder_slechter")
    assert hoe_and_contact(process, phone) == [("slechter", "geen_contact", "klaar")]
    # The pakket that was on the screen comes back when this is done.
    phone.expect_knop("past", "doorgeven")
    phone.tap("klaar") if phone.all[-1].data_of("klaar") else phone.tap("past")
    phone.expect_knop("opvolging_ja")
    phone.tap("opvolging_ja")
    phone.expect("verder.met")
    phone.expect("pakket.wacht")
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    quiet(process)
    (file,) = process.files(process.nummers(phone.id)[-1])
    assert OTHER_STORY in file.read_text(encoding="utf-8")


def test_who_falls_silent_is_asked_reminded_and_then_left_alone(process: Process, phone: Phone) -> None:
    phone.to_places()
    assert process.opvolgingen(phone.id) == [("stilte", "gepland")]
    process.make_due(phone.id)
    phone.expect("opvolging.stilte")
    process.make_due(phone.id)
    phone.expect("opvolging.herinnering")
    process.make_due(phone.id)
    process.peer.wait(
        lambda: process.statuses(phone.id) == ["afgesloten"], lambda: str(process.statuses(phone.id))
    )
    quiet(process)
    assert process.opvolgingen(phone.id) == []
    assert not phone.catch_up()


def test_silence_after_worry_about_a_neighbour_is_told_to_the_team(
    process: Process, phone: Phone, group: Colleague
) -> None:
    phone.start("buur")
    phone.to_places(WORRY)
    for key in ("opvolging.stilte", "opvolging.herinnering"):
        process.make_due(phone.id)
        phone.expect(key)
    process.make_due(phone.id)
    group.expect_about("geen_antwoord", process.nummers(phone.id)[0])


def test_late_frontoffice_is_reminded_and_then_the_next_level_hears(
    process: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    late = "update termijn set op = '2027-01-01T00:00:00.000000+00:00' where signaal_id = ?"
    (signaal_id,) = process.rows("select id from signaal where nummer = ?", nummer)[0]
    process.write(late, signaal_id)
    group.expect_about("herinnering", nummer)
    process.write(late, signaal_id)
    group.expect_about("opgeschaald", nummer, niveau="team")
    phone.expect("team.te_laat", nummer=readable(nummer))
    group.tap("oppakken", group.all[-1])
    notice = group.expect_about("opgepakt", nummer)
    running = "select op is null from termijn where signaal_id = ?"
    assert process.rows(running, signaal_id) == [(0,)]  # taking up is not yet an answer
    group.reply(notice, "Ik bel u morgen.")
    group.expect_about("antwoord_verstuurd", nummer)
    assert process.rows(running, signaal_id) == [(1,)]
