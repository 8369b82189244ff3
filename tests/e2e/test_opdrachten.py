"""The commands: announced, answered in every state, and erasing really erases."""

import pytest

from bot.core.commands import COMMANDS
from bot.teksten import Teksten
from tests.e2e.chat import MARKED, STORY, Colleague, NewPhone, Phone, filled, is_tekst, readable
from tests.e2e.process import NOTICE_MAIL, PAKKET_MAIL, Process, quiet

pytestmark = pytest.mark.e2e

TABLES_OF_A_GESPREK = ("adres", "bericht", "signaal", "opvolging", "outbox", "toestemming")


def test_all_commands_are_announced(process: Process) -> None:
    call = next(call for call in process.peer.calls if call.method == "setMyCommands")
    announced = {command["command"]: command["description"] for command in call.fields["commands"]}
    assert announced == dict(Teksten.load().words("opdrachten"))
    assert set(announced) == set(COMMANDS)


@pytest.mark.parametrize("form", ["/{}", "/{}@fixture_bot", "{}", "{}!"])
def test_help_is_understood_in_every_spelling(phone: Phone, form: str) -> None:
    phone.text(form.format("Help"))
    phone.expect("help")


def test_danger_menu_shows_the_card_of_each_kind(phone: Phone) -> None:
    phone.command("nood")
    menu = phone.expect("nood.menu")
    kinds = [data for _, data in menu.knoppen if data.startswith("nood_soort:")]
    assert len(kinds) == 6
    for kind in kinds:
        phone._tap(phone.who, phone.chat, menu, kind)
        card = phone.expect(f"nood.kaart.{kind.partition(':')[2]}")
        assert any(c.isdigit() for c in card.text)


def test_person_is_reached_without_a_story(process: Process, phone: Phone) -> None:
    phone.command("mens")
    phone.expect("mens.bellen")
    phone.expect("vraag.verhaal")
    phone.tap("zonder_uitleg")
    phone.walk("verstuur", "urgentie_week", "wijk_overslaan", "bereik_gesprek")
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    assert process.statuses(phone.id) == ["overgedragen"]


def test_status_and_data_tell_what_there_is(process: Process, phone: Phone) -> None:
    phone.command("status")
    phone.expect("status.geen")
    nummer = phone.forward()
    phone.command("status")
    status = phone.expect_words(readable(nummer))
    assert filled("status.overgedragen") in status.text
    phone.command("mijngegevens")
    data = phone.expect_words(filled("gegevens.kop"))
    assert STORY in data.text
    assert readable(nummer) in data.text


def test_data_that_is_longer_than_one_message_is_shown_whole(process: Process, phone: Phone) -> None:
    for n in (1, 2):
        phone.text(f"Deel {n}. " + f"Ik zoek een cursus Nederlands {n}. " * 200)
        phone.walk("past", "voor_mij")
    phone.command("mijngegevens")
    phone.expect_words(filled("gegevens.kop"))
    phone.expect_knop("vergeet")
    everything = "".join(said.text for said in phone.all)
    assert all(f"Deel {n}." in everything for n in (1, 2))


def sealed(process: Process, gesprek: str) -> list[bytes]:
    """Everything encrypted that belongs to this gesprek."""
    queries = (
        "select adres_geheim from adres where gesprek_id = ?",
        "select toestand_geheim from gesprek where id = ?",
        "select adres_hash from adres where gesprek_id = ?",
        "select inhoud_geheim from bericht where gesprek_id = ?",
        "select toestand_geheim from signaal where gesprek_id = ?",
        "select tekst_geheim from overdracht join signaal on id = signaal_id where gesprek_id = ?",
        "select inhoud_geheim from outbox where gesprek_id = ?",
        "select inhoud_geheim from outbox join signaal s on s.id = signaal_id where s.gesprek_id = ?",
    )
    return [str(row[0]).encode() for query in queries for row in process.rows(query, gesprek)]


def test_erasing_leaves_nothing(process: Process, phone: Phone, group: Colleague) -> None:
    nummer = phone.forward()
    quiet(process)
    gesprek = process.gesprek_of(phone.id) or ""
    secrets = sealed(process, gesprek)
    signaal_ids = [row[0] for row in process.rows("select id from signaal where gesprek_id = ?", gesprek)]
    assert len(secrets) > 10

    phone.command("vergeet")
    phone.expect("vergeet.vraag")
    phone.tap("vergeet_ja")
    phone.expect("vergeet.gedaan")
    process.peer.wait(lambda: process.gesprek_of(phone.id) is None, lambda: "the address is still there")
    group.expect_about("gewist", nummer)
    quiet(process)
    for table in TABLES_OF_A_GESPREK:
        assert process.rows(f"select count(*) from {table} where gesprek_id = ?", gesprek) == [(0,)]
    # Its random id alone stays, so that no backup brings it back.
    assert process.rows("select count(*) from gewist where gesprek_id = ?", gesprek) == [(1,)]
    # Somebody may have been reading when it went: then the journal is emptied at the next look.
    process.peer.wait(
        lambda: not any(id.encode() in process.raw() for id in signaal_ids),
        lambda: "the journal still holds it",
    )
    raw = process.raw()
    assert not any(secret in raw for secret in secrets)  # nor may who holds the key ever read it again
    told = [
        mail
        for mail in process.mail.mails
        if filled("collega.gewist", nummer=readable(nummer)) in _body(mail)
    ]
    assert {mail.recipients for mail in told} == {(PAKKET_MAIL,), (NOTICE_MAIL,)}
    assert any("gewist" in path.name for path in process.files(nummer))

    phone.command("status")  # strangers from here on
    phone.expect("status.geen")


def _body(mail: object) -> str:
    return str(mail.message.get_content()).replace("\r\n", "\n")  # type: ignore[attr-defined]


def test_nothing_of_another_is_lost_when_one_is_erased(
    process: Process, phone: Phone, group: Colleague, new_phone: NewPhone
) -> None:
    """What comes after an erasure takes the place of what is gone; it must not be taken for the same."""
    other = new_phone(process)
    nummer = other.forward()
    phone.forward()
    phone.command("vergeet")
    phone.expect("vergeet.vraag")
    other.text("Ik wil nog iets zeggen: woord0")
    group.expect_words("woord0")
    phone.tap("vergeet_ja")
    phone.expect("vergeet.gedaan")
    quiet(process)
    for n in range(1, 6):
        other.text(f"En dan nog woord{n}")
        group.expect_words(f"woord{n}")
    quiet(process)
    relayed = [path for path in process.files(nummer) if "reactie" in path.name]
    assert len(relayed) == 6


def test_who_thinks_again_keeps_everything(process: Process, phone: Phone) -> None:
    phone.to_places()
    phone.command("vergeet")
    phone.tap("vergeet_nee") if phone.expect("vergeet.vraag") else None
    phone.expect("vergeet.nee")
    assert process.statuses(phone.id) == ["voorgesteld"]


def test_stop_ends_every_question(process: Process, phone: Phone) -> None:
    phone.choose_place()
    assert process.opvolgingen(phone.id)
    phone.command("stop")
    phone.expect("stop.klaar")
    assert process.opvolgingen(phone.id) == []
    assert process.statuses(phone.id) == ["afgesloten"]
    phone.text("Ik wil toch nog wat vragen over mijn schulden")  # whoever writes is answered
    phone.expect_knop("past", "voor_mij")


def test_stop_lets_the_answer_of_the_team_through(process: Process, phone: Phone, group: Colleague) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    phone.command("stop")
    phone.expect("stop.bij_team", nummer=readable(nummer))
    assert process.opvolgingen(phone.id) == []
    group.reply(notice, "Uw antwoord")
    phone.expect("team.antwoord", tekst="Uw antwoord")


def test_stop_while_busy_with_something_else_names_the_question_at_the_team(
    process: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    phone.tap("nieuw")
    phone.expect("groet.nieuw")
    phone.command("stop")
    phone.expect("stop.bij_team", nummer=readable(nummer))


def test_nobody_reaches_the_talk_of_another(process: Process, phone: Phone, new_phone: NewPhone) -> None:
    other = new_phone(process)
    nummer = other.forward()
    (signaal_id,) = process.rows("select id from signaal where nummer = ?", nummer)[0]
    (opvolging_id,) = process.rows(
        "select id from opvolging where signaal_id = ? and op is not null", signaal_id
    )[0]
    phone.start()
    here = phone.expect("groet.vraag")
    for data in (f"niet_klaar:{signaal_id}", f"reageer:{signaal_id}", f"oppakken:{signaal_id}"):
        phone._tap(phone.who, phone.chat, here, data)
        phone.expect("knop.oud")
    phone._tap(phone.who, phone.chat, here, f"slechter:{opvolging_id}")
    phone.expect("opvolging.voorbij")
    assert process.statuses(other.id) == ["overgedragen"]
    assert process.rows("select hoe from opvolging where id = ?", opvolging_id) == [(None,)]
    assert not any(readable(nummer) in said.text or STORY in said.text for said in phone.all)


def test_buttons_of_colleagues_do_nothing_for_a_resident(process: Process, phone: Phone) -> None:
    nummer = phone.forward()
    (signaal_id,) = process.rows("select id from signaal where nummer = ?", nummer)[0]
    phone._tap(phone.who, phone.chat, phone.all[-1], f"afsluiten:{signaal_id}")
    phone.expect("knop.oud")
    assert process.statuses(phone.id) == ["overgedragen"]


def test_marked_words_are_nowhere_but_in_the_pakket(process: Process, phone: Phone, group: Colleague) -> None:
    story = "Mijn naam is mevrouw Jansen van het Zebrapad, 06-12345678. Ik heb schulden en kan de huur niet betalen."
    shown = phone.to_pakket(story).text
    assert "12345678" not in shown  # a number that was not asked for is masked
    assert "Zebrapad" in shown or "[" in shown
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    quiet(process)
    nummer = process.nummers(phone.id)[0]
    raw = process.raw()
    notices = "".join(said.text for said in group.about(nummer))
    for word in (*MARKED, str(phone.id)):
        assert word not in process.log
        assert word.encode() not in raw
        assert word not in notices
    assert "12345678" not in str(process.berichten(phone.id))
    (file,) = process.files(nummer)
    assert str(phone.id) not in file.read_text(encoding="utf-8")
    assert is_tekst(phone.all[-1].text, "afspraak.team")
