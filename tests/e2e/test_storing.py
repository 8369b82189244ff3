"""Telegram refuses, breaks off or is away: nothing is lost, nothing is out of order, nobody is pestered."""

import json
import signal
import time

import pytest

from tests.adapters.mailserver import HANG, OK
from tests.e2e.chat import STORY, Colleague, NewPhone, Phone, is_tekst
from tests.e2e.peer import Fault
from tests.e2e.process import TOKEN, Process, quiet

pytestmark = pytest.mark.e2e

BLOCKED = "Forbidden: bot was blocked by the user"


@pytest.fixture
def phone(shaken: Process, new_phone: NewPhone) -> Phone:
    return new_phone(shaken)


@pytest.fixture
def group(shaken: Process) -> Colleague:
    return Colleague(shaken)


def flood(chat: int) -> Fault:
    return Fault("refuse", 429, "Too Many Requests: retry after 1", {"retry_after": 1}, chat=chat)


def blocked(chat: int) -> Fault:
    return Fault("refuse", 403, BLOCKED, chat=chat)


def asked_of_chat(process: Process, chat: int) -> int:
    """How often the bot tried to say something there."""
    return sum(str(call.fields.get("chat_id")) == str(chat) for call in list(process.peer.calls))


def keys_of(phone: Phone, *keys: str) -> list[str]:
    """Which of these texts stand in the chat, in order."""
    return [key for said in phone.all for key in keys if is_tekst(said.text, key)]


@pytest.mark.parametrize(
    "faults",
    [
        (Fault("refuse", 429, "Too Many Requests: retry after 1", {"retry_after": 1}),),
        (Fault("refuse", 500),),
        (Fault("before"),),
        (Fault("before"), Fault("refuse", 429, "Too Many Requests: retry after 1", {"retry_after": 1})),
    ],
    ids=["flood", "error", "dropped", "dropped_then_flood"],
)
def test_text_arrives_afterwards_once_and_in_order(phone: Phone, faults: tuple[Fault, ...]) -> None:
    phone.peer.fail("sendMessage", *faults)
    phone.command("start")
    phone.expect("groet.lang")
    phone.expect("groet.vraag")
    assert keys_of(phone, "groet.lang", "groet.vraag") == ["groet.lang", "groet.vraag"]


def test_lost_answer_may_repeat_a_text_but_loses_none(phone: Phone) -> None:
    phone.peer.fail("sendMessage", Fault("after", chat=phone.id))
    phone.command("start")
    phone.expect("groet.vraag")
    assert keys_of(phone, "groet.lang", "groet.vraag") == ["groet.lang", "groet.lang", "groet.vraag"]


def test_flood_of_one_chat_holds_up_no_other(phone: Phone, shaken: Process, new_phone: NewPhone) -> None:
    shaken.peer.fail("sendMessage", *[flood(phone.id)] * 2)
    other = new_phone(shaken)
    phone.command("help")
    other.command("help")
    other.expect("help")
    assert not phone.all
    phone.expect("help")


def test_who_blocked_the_bot_is_left_alone(shaken: Process, phone: Phone) -> None:
    phone.choose_place()
    shaken.peer.fail("sendMessage", blocked(phone.id))
    phone.command("start")  # two messages: the second may not even be tried
    shaken.peer.wait(lambda: not shaken.opvolgingen(phone.id), lambda: str(shaken.opvolgingen(phone.id)))
    quiet(shaken)
    assert not phone.catch_up()
    tried = asked_of_chat(shaken, phone.id)
    shaken.write(
        "update opvolging set op = '2027-01-01T00:00:00.000000+00:00', status = 'gepland'"
        " where gesprek_id = ? and soort = 'afspraak'",
        shaken.gesprek_of(phone.id),
    )
    shaken.peer.wait(lambda: not shaken.opvolgingen(phone.id), lambda: "the question was not dropped")
    quiet(shaken)
    assert asked_of_chat(shaken, phone.id) == tried

    phone.command("help")  # who comes back is welcome
    phone.expect("help")


def test_refusal_by_a_gateway_is_no_word_of_the_resident(shaken: Process, phone: Phone) -> None:
    phone.choose_place()
    shaken.peer.fail("sendMessage", Fault("refuse", 403, "Access denied", chat=phone.id))
    phone.command("help")
    failed = "select count(*) from outbox where status = 'wacht' and fout = 'gateway'"
    shaken.peer.wait(lambda: shaken.rows(failed)[0][0] == 1, lambda: "it is not tried again")
    shaken.write("update outbox set volgende = aangemaakt where fout = 'gateway'")
    phone.expect("help")
    assert shaken.opvolgingen(phone.id) == [("afspraak", "gepland")]


def test_team_hears_that_the_resident_is_gone(shaken: Process, phone: Phone, group: Colleague) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    shaken.peer.fail("sendMessage", blocked(phone.id))
    group.reply(notice, "Zullen we bellen?")
    group.expect_about("kanaal_gestopt", nummer)
    assert shaken.opvolgingen(phone.id) == []


def test_team_hears_it_also_when_the_resident_was_busy_with_something_else(
    shaken: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    phone.tap("nieuw")
    phone.expect("groet.nieuw")
    shaken.peer.fail("sendMessage", blocked(phone.id))
    group.reply(notice, "Zullen we bellen?")
    group.expect_about("kanaal_gestopt", nummer)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("refuse", 403, "Forbidden: bot was kicked from the supergroup chat"),
        Fault("refuse", 400, "Bad Request: chat not found"),
        Fault("refuse", 400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1009}),
    ],
    ids=["kicked", "not_found", "migrated"],
)
def test_notice_to_a_group_that_is_gone_is_kept(
    shaken: Process, phone: Phone, group: Colleague, fault: Fault
) -> None:
    phone.to_pakket()
    quiet(shaken)
    shaken.peer.fail("sendMessage", Fault(fault.how, fault.status, fault.text, fault.parameters, group.id))
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    waiting = "select count(*) from outbox where soort = 'groep' and status = 'wacht' and fout is not null"
    shaken.peer.wait(lambda: shaken.rows(waiting)[0][0] == 1, lambda: "the notice is not kept")
    # The operator mends it; the next attempt would come within a minute.
    shaken.write("update outbox set volgende = aangemaakt where soort = 'groep' and status = 'wacht'")
    group.expect_about("nieuw", shaken.nummers(phone.id)[0])


def test_second_poller_is_waited_out(shaken: Process, phone: Phone) -> None:
    conflict = Fault("refuse", 409, "Conflict: terminated by other getUpdates request")
    shaken.peer.fail("getUpdates", conflict)
    phone.command("help")
    phone.expect("help")  # the poll that was open before
    shaken.peer.wait(lambda: not shaken.peer.faults["getUpdates"], lambda: "no poll came")
    phone.command("nood")
    phone.expect("nood.menu")
    assert "poll_conflict" in shaken.log


@pytest.mark.parametrize("fault", [Fault("refuse", 502), Fault("before")], ids=["gateway", "dropped"])
def test_broken_poll_is_tried_again(shaken: Process, phone: Phone, fault: Fault) -> None:
    shaken.peer.fail("getUpdates", Fault(fault.how, fault.status, fault.text, fault.parameters))
    phone.command("help")
    phone.expect("help")
    phone.command("nood")
    phone.expect("nood.menu")
    assert not shaken.peer.faults["getUpdates"]


def test_tap_is_answered_also_when_telegram_refuses_the_courtesy(shaken: Process, phone: Phone) -> None:
    phone.start()
    phone.expect("groet.vraag")
    shaken.peer.fail("answerCallbackQuery", Fault("refuse", 400, "Bad Request: query is too old"))
    phone.tap("voor_mij")
    phone.expect("groet.vertel")
    assert not shaken.peer.faults["answerCallbackQuery"]


def test_row_that_was_tried_for_weeks_still_goes_out(shaken: Process, phone: Phone) -> None:
    shaken.peer.fail("sendMessage", *[Fault("refuse", 500, chat=phone.id)] * 2)
    phone.command("help")
    failing = "select count(*) from outbox where gesprek_id = ? and status = 'wacht' and fout is not null"
    gesprek = shaken.peer.wait(lambda: shaken.gesprek_of(phone.id), lambda: "no gesprek")
    shaken.peer.wait(lambda: shaken.rows(failing, gesprek)[0][0], lambda: "nothing failed")
    shaken.write(
        "update outbox set pogingen = 5000, volgende = aangemaakt where gesprek_id = ? and status = 'wacht'",
        gesprek,
    )
    shaken.peer.wait(lambda: not shaken.peer.faults["sendMessage"], lambda: "not tried again")
    shaken.peer.wait(lambda: shaken.rows(failing, gesprek)[0][0], lambda: "the row got stuck")
    shaken.write("update outbox set volgende = aangemaakt where gesprek_id = ? and status = 'wacht'", gesprek)
    phone.expect("help")


def test_stop_finishes_what_is_being_sent_and_start_waits_for_telegram(shaken: Process, phone: Phone) -> None:
    def stop_now() -> None:
        assert shaken._running is not None
        shaken._running.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # the answer takes longer than the signal

    shaken.peer.fail("sendMessage", Fault("slow", act=stop_now, chat=phone.id))
    phone.command("help")
    phone.expect("help")
    shaken.stop()
    shaken.peer.fail("getMe", Fault("refuse", 502, "Bad Gateway"))
    shaken.start()
    assert "telegram_not_ready" in shaken.log
    phone.command("nood")
    phone.expect("nood.menu")
    quiet(shaken)
    assert keys_of(phone, "help", "nood.menu") == ["help", "nood.menu"]


def test_full_disk_loses_no_message(shaken: Process, phone: Phone) -> None:
    phone.start()
    phone.expect("groet.vraag")
    quiet(shaken)
    with shaken.full_disk():
        polls = shaken.peer.count("getUpdates")
        phone.text(STORY)
        # Far more attempts than a broken update would get.
        shaken.peer.wait(lambda: shaken.peer.count("getUpdates") > polls + 3, lambda: "it gave up")
        assert shaken.peer.pending(TOKEN) == 1
        assert not phone.catch_up()
    phone.walk("past", "voor_mij")
    assert [inhoud for soort, _, inhoud in shaken.berichten(phone.id) if soort == "tekst"] == [
        {"tekst": STORY, "bewerkt": False, "doorgestuurd": False}
    ]


def test_silent_mail_server_holds_up_no_resident(shaken: Process, phone: Phone, new_phone: NewPhone) -> None:
    phone.to_pakket()
    shaken.mail.behaviour.greeting = HANG
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    busy = "select count(*) from outbox where soort in ('mail', 'pakket_mail') and status = 'bezig'"
    shaken.peer.wait(lambda: shaken.rows(busy)[0][0], lambda: "no mail was begun")
    other = new_phone(shaken)
    other.text("Ik wil een eind aan mijn leven maken")
    other.expect("nood.kaart.suicide")
    still_hanging = shaken.rows(busy)[0][0]
    shaken.mail.behaviour.greeting = OK
    shaken.mail._loop.call_soon_threadsafe(hang_up, shaken)
    assert still_hanging


def hang_up(process: Process) -> None:
    """The silent server ends its connections at last."""
    for connection in tuple(process.mail._connections):
        connection.abort()


def test_log_holds_events_and_nothing_else(shaken: Process, phone: Phone) -> None:
    phone.to_places()
    lines = [json.loads(line) for line in shaken.log.splitlines()]
    assert {line["message"] for line in lines} >= {"started", "step", "send_retry", "channel_stopped"}
    assert not [line for line in lines if line["message"] == "library"]
    # Numbers of signalen are no secret, but they do not belong in a log either.
    nummers = [nummer for (nummer,) in shaken.rows("select nummer from signaal")]
    assert not any(nummer in shaken.log for nummer in nummers)
