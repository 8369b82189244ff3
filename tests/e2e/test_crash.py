"""kill -9 at any moment: no word, no signaal and no follow-up is lost, and no overdracht goes twice."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.times import stamp
from tests.adapters.mailserver import HANG, OK
from tests.e2e.chat import STORY, Colleague, NewPhone, Phone, readable
from tests.e2e.conftest import running
from tests.e2e.peer import Fault
from tests.e2e.process import GROUP, PAKKET_MAIL, TOKEN, Process, quiet

pytestmark = pytest.mark.e2e

SEED = 20270302
CHATS, MESSAGES, KILLS = 8, 5, 5
STORIES = (
    "Ik kan mijn huur niet betalen",
    "Ik krijg brieven van een deurwaarder",
    "Ik slaap slecht van de zorgen over geld",
    "Ik heb geen geld meer voor boodschappen",
    "Ik weet niet waar ik moet beginnen",
)


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A bot that is killed again and again."""
    with running(tmp_path_factory.mktemp("fragile")) as process:
        yield process


def mails_with_pakket(process: Process, nummer: str) -> int:
    return sum(
        mail.recipients == (PAKKET_MAIL,) and "Overdracht" in str(mail.message["Subject"])
        for mail in process.mail.mails
        if readable(nummer) in str(mail.message["Subject"])
    )


def handed_over_once(process: Process, group: Colleague, nummer: str) -> None:
    """One file and one mail; where nobody can know, colleagues are told to look."""
    told = [said for said in group.about(nummer) if "mailserver gaf geen antwoord" in said.text]
    files, mails = len(process.files(nummer)), mails_with_pakket(process, nummer)
    assert files <= 1
    assert mails <= 1
    assert 2 - files - mails <= len(told)


class Killer:
    """Strikes at a random request or after a random while, and starts the bot again."""

    def __init__(self, process: Process, chance: random.Random) -> None:
        self._process = process
        self._chance = chance

    def strike(self) -> None:
        if self._chance.random() < 0.5:
            self._at_a_message()
        else:
            time.sleep(self._chance.uniform(0, 0.6))  # the moment is the point, not the length
            self._process.strike()
        self._process.bury()
        self._process.start()

    def _at_a_message(self) -> None:
        """While the answer to a message is on its way; half of these messages did arrive."""
        how = self._chance.choice(("before", "after"))
        self._process.peer.fail("sendMessage", Fault(how, act=self._process.strike))
        try:
            self._process.peer.wait(lambda: not self._process.peer.faults["sendMessage"], lambda: "", 3)
        except AssertionError:  # nothing was being said any more
            self._process.peer.faults["sendMessage"].clear()
            self._process.strike()


def test_burst_survives_five_kills(fragile: Process, new_phone: NewPhone) -> None:
    chance = random.Random(SEED)  # noqa: S311 -- the same kills every time
    group = Colleague(fragile)
    phones = [new_phone(fragile) for _ in range(CHATS)]
    senders = [new_phone(fragile) for _ in range(3)]
    for sender in senders:
        sender.to_pakket()
    promised = new_phone(fragile)
    promised.choose_place()

    texts = {(c, m): f"{STORIES[m]}. Kenmerk k{c}x{m}." for c in range(CHATS) for m in range(MESSAGES)}
    order = [c for c in range(CHATS) for _ in range(MESSAGES)]
    chance.shuffle(order)
    pusher = threading.Thread(target=_push_all, args=(phones, senders, order, texts, chance.random()))
    pusher.start()
    killer = Killer(fragile, chance)
    for _ in range(KILLS):
        killer.strike()
    pusher.join()
    quiet(fragile)

    for c, phone in enumerate(phones):
        mine = [texts[c, m] for m in range(MESSAGES)]
        kept = [inhoud["tekst"] for soort, status, inhoud in fragile.berichten(phone.id)]
        assert kept == mine  # all of them, each once, in order
        assert {status for _, status, _ in fragile.berichten(phone.id)} == {"verwerkt"}
        with fragile.store() as store:
            signalen = store.signalen.all_of(fragile.gesprek_of(phone.id) or "")
        story = " ".join(" ".join((*s.verhaal, s.wijk or "", s.sinds or "")) for s in signalen)
        assert all(f"k{c}x{m}" in story for m in range(MESSAGES))
        assert phone.all, "this resident got no answer"
        last = fragile.rows(
            "select count(*) from outbox where gesprek_id = ? and status != 'bezorgd'",
            fragile.gesprek_of(phone.id),
        )
        assert last == [(0,)]
        assert ("stilte", "gepland") in fragile.opvolgingen(phone.id)
    for sender in senders:
        nummer = fragile.nummers(sender.id)[0]
        assert fragile.statuses(sender.id) == ["overgedragen"]
        handed_over_once(fragile, group, nummer)
        group.seen = 0
        group.expect_about("nieuw", nummer)

    seen = fragile.rows("select count(*), count(distinct bron) from gezien")[0]
    assert seen == (len(fragile.peer.pushed),) * 2

    # A week later every promise is kept, also after one more kill.
    fragile.kill()
    fragile.pass_days(8)
    fragile.start()
    promised.expect("opvolging.zelf")
    for phone in phones:
        phone.expect("opvolging.stilte")


def _push_all(
    phones: list[Phone], senders: list[Phone], order: list[int], texts: dict[tuple[int, int], str], at: float
) -> None:
    """The whole burst, slowly enough to run through all the kills."""
    count = dict.fromkeys(range(len(phones)), 0)
    send_at = {int(len(order) * (n + at) / len(senders)): sender for n, sender in enumerate(senders)}
    for index, chat in enumerate(order):
        if index in send_at:
            send_at[index].tap("verstuur")
        phones[chat].text(texts[chat, count[chat]])
        count[chat] += 1
        time.sleep(0.15)


def test_kill_before_the_poll_is_acknowledged_handles_it_once(fragile: Process, new_phone: NewPhone) -> None:
    phone = new_phone(fragile)
    fragile.peer.fail("getUpdates", Fault("before", act=fragile.strike))
    phone.text(STORY)
    fragile.bury()
    assert fragile.peer.pending(TOKEN) == 1  # Telegram will send it again
    fragile.start()
    phone.walk("past", "voor_mij")
    quiet(fragile)
    assert [inhoud["tekst"] for _, _, inhoud in fragile.berichten(phone.id)][:1] == [STORY]
    assert sum(soort == "tekst" for soort, _, _ in fragile.berichten(phone.id)) == 1
    with fragile.store() as store:
        (signaal,) = store.signalen.all_of(fragile.gesprek_of(phone.id) or "")
    assert signaal.verhaal == (STORY,)


def test_kill_while_the_mail_server_is_thinking_sends_no_second_mail(
    fragile: Process, new_phone: NewPhone
) -> None:
    group, phone = Colleague(fragile), new_phone(fragile)
    phone.to_pakket()
    fragile.mail.behaviour.content = HANG
    phone.tap("verstuur")
    nummer = fragile.nummers(phone.id)[0]
    fragile.peer.wait(lambda: mails_with_pakket(fragile, nummer), lambda: "no mail went out")
    fragile.kill()
    fragile.mail.behaviour.content = OK
    fragile.start()
    group.expect_about("onzeker", nummer)
    quiet(fragile)
    assert mails_with_pakket(fragile, nummer) == 1
    assert len(fragile.files(nummer)) == 1
    assert fragile.rows("select status from outbox where soort = 'pakket_mail' order by id desc limit 1") == [
        ("onzeker",)
    ]


def test_kill_before_the_mail_went_out_still_sends_it(fragile: Process, new_phone: NewPhone) -> None:
    group, phone = Colleague(fragile), new_phone(fragile)
    phone.to_pakket()
    fragile.mail.behaviour.mail = HANG
    phone.tap("verstuur")
    nummer = fragile.nummers(phone.id)[0]
    busy = "select count(*) from outbox where soort = 'pakket_mail' and status = 'bezig'"
    fragile.peer.wait(lambda: fragile.rows(busy)[0][0], lambda: "no mail was begun")
    fragile.kill()
    fragile.mail.behaviour.mail = OK
    fragile.start()
    fragile.peer.wait(lambda: mails_with_pakket(fragile, nummer), lambda: "the mail was lost")
    quiet(fragile)
    assert mails_with_pakket(fragile, nummer) == 1
    assert not [said for said in group.about(nummer) if "mailserver gaf geen antwoord" in said.text]


def test_row_of_a_process_on_a_machine_that_is_gone_goes_out(fragile: Process, new_phone: NewPhone) -> None:
    """A container that is made anew has another host name."""
    phone = new_phone(fragile)
    phone.start()
    fragile.stop()
    fragile.write(
        "update outbox set status = 'bezig', eigenaar = 'een-eerdere-machine:1'"
        " where id = (select max(id) from outbox where gesprek_id = ?)",
        fragile.gesprek_of(phone.id),
    )
    fragile.start()
    phone.catch_up()
    phone.command("help")
    phone.expect("help")


def test_due_question_waits_for_a_stopped_bot_and_for_the_morning(
    fragile: Process, new_phone: NewPhone
) -> None:
    phone = new_phone(fragile)
    phone.choose_place()
    fragile.restart(days=7.5)  # due since ten, but it is late in the evening now
    query = "select op from opvolging where gesprek_id = ? and op is not null"
    gesprek, late = fragile.gesprek_of(phone.id), stamp(fragile.now())
    fragile.peer.wait(lambda: fragile.rows(query, gesprek)[0][0] > late, lambda: "it was not put off")
    quiet(fragile)
    assert not phone.catch_up()
    fragile.restart(days=0.5)
    phone.expect("opvolging.zelf")


def test_stop_is_never_missed(tmp_path: Path, new_phone: NewPhone) -> None:
    """Also in the very moment in which something comes up: a planner that never sleeps makes that likely."""
    with running(tmp_path, planner_seconden="0.01") as busy:
        phone = new_phone(busy)
        phone.command("help")
        phone.expect("help")
        busy.restart()  # and stopped once more at the end


def test_restart_does_not_repeat_anything(fragile: Process, new_phone: NewPhone) -> None:
    phone = new_phone(fragile)
    phone.forward()
    quiet(fragile)
    before = (len(phone.all), len(fragile.peer.said(GROUP)), len(fragile.mail.mails))
    fragile.restart()
    quiet(fragile)
    phone.command("status")
    phone.expect_words("team")
    assert (len(phone.all) - 1, len(fragile.peer.said(GROUP)), len(fragile.mail.mails)) == before
