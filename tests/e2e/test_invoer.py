"""Whatever a phone can send: said kindly, not kept, and never in the way of danger."""

from typing import Any

import pytest

from tests.e2e.chat import STORY, Colleague, NewPhone, Phone, is_tekst
from tests.e2e.process import TOKEN, Process, quiet

pytestmark = pytest.mark.e2e

FILE = {"file_id": "f1", "file_unique_id": "u1"}
PICTURE = {**FILE, "width": 90, "height": 90}
CONTACT = {"phone_number": "+31612345678", "first_name": "mevrouw", "last_name": "Jansen"}
SECRET_FILE = "zebrapad-jansen.pdf"
MEDIA: dict[str, tuple[dict[str, Any], str]] = {
    "voice": ({"voice": {**FILE, "duration": 3}}, "media.spraak"),
    "photo": ({"photo": [PICTURE]}, "media.foto"),
    "sticker": (
        {"sticker": {**PICTURE, "type": "regular", "is_animated": False, "is_video": False}},
        "media.sticker",
    ),
    "location": ({"location": {"latitude": 51.64, "longitude": 4.86}}, "media.locatie"),
    "document": ({"document": {**FILE, "file_name": SECRET_FILE}}, "media.bestand"),
    "contact": ({"contact": CONTACT}, "media.contact"),
    "video": ({"video": {**PICTURE, "duration": 3}}, "media.video"),
    "round_video": ({"video_note": {**FILE, "length": 90, "duration": 3}}, "media.video"),
    "dice": ({"dice": {"emoji": "🎲", "value": 4}}, "media.overig"),
}


@pytest.mark.parametrize("kind", MEDIA)
def test_what_is_no_text_is_answered_and_not_kept(process: Process, phone: Phone, kind: str) -> None:
    content, key = MEDIA[kind]
    phone.send(**content)
    phone.expect(key)
    quiet(process)
    ((soort, status, inhoud),) = process.berichten(phone.id)
    assert (soort, status, inhoud) == ("media", "verwerkt", {"soort": key.removeprefix("media.")})
    assert not [call for call in process.peer.calls if call.method == "getFile"]


def test_caption_of_a_photo_is_read(process: Process, phone: Phone) -> None:
    phone.send(photo=[PICTURE], caption=STORY)
    phone.expect_knop("past", "voor_mij")
    phone.expect("media.foto")
    with process.store() as store:
        (signaal,) = store.signalen.all_of(process.gesprek_of(phone.id) or "")
    assert signaal.verhaal == (STORY,)


def test_danger_in_a_caption_is_seen(phone: Phone) -> None:
    phone.send(photo=[PICTURE], caption="Ik wil een eind aan mijn leven maken")
    phone.expect("nood.kaart.suicide")


def test_voice_in_the_middle_of_the_form_loses_nothing(process: Process, phone: Phone) -> None:
    phone.to_pakket()
    phone.send(voice={**FILE, "duration": 3})
    phone.expect("media.spraak")
    phone.expect("pakket.wacht")
    phone.tap("verstuur")
    phone.expect("afspraak.team")


def test_forwarded_message_is_not_kept_as_a_story(process: Process, phone: Phone) -> None:
    sender = {"id": 5559000002, "is_bot": False, "first_name": "Iemand"}
    phone.send(
        text="Mevrouw Jansen heeft schulden",
        forward_origin={"type": "user", "date": 1, "sender_user": sender},
    )
    phone.expect("media.doorgestuurd")
    quiet(process)
    assert process.statuses(phone.id) == []


def test_very_long_message_is_read_whole(process: Process, phone: Phone) -> None:
    long = ("Ik wil graag leren lezen. " * 160 + "Waar kan dat?")[-4096:].strip()
    phone.text(long)
    phone.walk("past", "voor_mij")
    quiet(process)
    assert [inhoud["tekst"] for soort, _, inhoud in process.berichten(phone.id) if soort == "tekst"] == [long]


def test_ten_messages_in_a_row_get_one_answer(process: Process, phone: Phone) -> None:
    texts = [f"Ik kan rekening {n} niet betalen." for n in range(10)]
    phone.burst(*texts)
    phone.expect_knop("past", "voor_mij")
    quiet(process)
    # Each step names its rows after the message it began with. The webhook lets them in one by one.
    answers = {sleutel.rsplit(":", 1)[0] for sleutel in _sleutels(process, phone)}
    assert len(answers) == 1 if process.mode == "polling" else len(answers) < 5
    assert [inhoud["tekst"] for _, _, inhoud in process.berichten(phone.id)] == texts
    with process.store() as store:
        signalen = store.signalen.all_of(process.gesprek_of(phone.id) or "")
    assert len(signalen) == 1
    assert "\n".join(signalen[0].verhaal) == "\n".join(texts)


def _sleutels(process: Process, phone: Phone) -> list[str]:
    query = "select sleutel from outbox where gesprek_id = ? and soort = 'bewoner'"
    return [row[0] for row in process.rows(query, process.gesprek_of(phone.id))]


def test_strange_group_gets_silence(process: Process, phone: Phone) -> None:
    before = process.rows("select (select count(*) from gesprek), (select count(*) from bericht)")
    strange = {"id": -100777, "type": "supergroup", "title": "Buurtapp"}
    for content in ({"text": STORY}, {"text": "/start"}, {"voice": {**FILE, "duration": 3}}):
        process.peer.push(TOKEN, {"message": phone.message(**content) | {"chat": strange}})
    tap = {"id": "1", "from": phone.who, "chat_instance": "1", "data": "mens:"}
    where = {"message_id": 1, "date": 1, "chat": strange, "text": "x"}
    process.peer.push(TOKEN, {"callback_query": tap | {"message": where}})
    quiet(process)
    assert not process.peer.said(-100777)
    assert process.rows("select (select count(*) from gesprek), (select count(*) from bericht)") == before


def test_small_talk_of_colleagues_stays_among_them(process: Process, phone: Phone, group: Colleague) -> None:
    phone.forward()
    quiet(process)
    phone.catch_up()
    group.seen = len(group.all)
    before = process.rows("select count(*) from bericht")
    group.write("Wie is er vandaag?")
    group.write("/start")
    quiet(process)
    assert not phone.catch_up()
    assert not group.catch_up()
    assert process.rows("select count(*) from bericht") == before


@pytest.mark.parametrize(
    "text",
    [f"{before}ik wil een eind aan mijn leven maken" for before in ("/mens ", "/start ", "/ ", "/help\n")],
    ids=["mens", "start", "slash", "help"],
)
def test_danger_behind_a_command_is_seen_first(phone: Phone, text: str) -> None:
    phone.text(text)
    phone.expect("nood.team_weet")
    assert is_tekst(phone.all[0].text, "nood.kaart.suicide")


def test_words_behind_a_command_are_masked(process: Process, phone: Phone) -> None:
    phone.text("/mens bel mij op 06-12345678")
    phone.expect("mens.bellen")
    quiet(process)
    assert "12345678" not in str(process.berichten(phone.id))


def test_unknown_command_explains_itself(phone: Phone) -> None:
    phone.command("opties")
    phone.expect("help")


def test_broken_update_holds_up_nobody(
    process: Process, phone: Phone, group: Colleague, new_phone: NewPhone
) -> None:
    """A row that may not be as it is stands for any bug: the others are still served."""
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    process.write("update signaal set status = 'ontvangen' where nummer = ?", nummer)
    group.tap("oppakken", notice)
    other = new_phone(process)
    other.command("help")
    other.expect("help")
    assert "update_given_up" in process.log
    process.write("update signaal set status = 'overgedragen' where nummer = ?", nummer)


def test_broken_bericht_is_told_to_the_resident_and_kept(
    process: Process, phone: Phone, new_phone: NewPhone
) -> None:
    phone.to_places()
    gesprek = process.gesprek_of(phone.id)
    (whole,) = process.rows("select toestand_geheim from gesprek where id = ?", gesprek)[0]
    process.write("update gesprek set toestand_geheim = 'kapot' where id = ?", gesprek)
    phone.text("Is daar iemand?")
    given_up = "select count(*) from bericht where gesprek_id = ? and status = 'mislukt'"
    process.peer.wait(lambda: process.rows(given_up, gesprek)[0][0], lambda: "not given up")
    other = new_phone(process)
    other.command("help")
    other.expect("help")
    process.write("update gesprek set toestand_geheim = ? where id = ?", whole, gesprek)
    phone.expect("storing")
