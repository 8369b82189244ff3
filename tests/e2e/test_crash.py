"""kill -9 at any moment: no word, no signaal and no follow-up is lost, and no overdracht goes twice."""

import asyncio
import math
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from benchmarks.beproef.zygote import Zygote

from bot.app import _wait
from bot.store.times import stamp
from tests.adapters.mailserver import HANG, OK
from tests.e2e.chat import STORY, Colleague, NewPhone, Phone, is_tekst, readable
from tests.e2e.conftest import running
from tests.e2e.peer import Fault
from tests.e2e.process import GROUP, PAKKET_MAIL, TOKEN, Process, quiet

pytestmark = pytest.mark.e2e

SEED = 20270302
CHATS, MESSAGES, SENDERS, KILLS = 8, 5, 3, 5
STORIES = (
    "Ik kan mijn huur niet betalen",
    "Ik krijg brieven van een deurwaarder",
    "Ik slaap slecht van de zorgen over geld",
    "Ik heb geen geld meer voor boodschappen",
    "Ik weet niet waar ik moet beginnen",
)


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Iterator[Process]:
    """A bot that is killed again and again.

    Its planner never sleeps: then it is likely that a stop comes in the very moment something comes up,
    which may not be missed.
    """
    with running(tmp_path_factory.mktemp("fragile"), zygote=zygote, planner_seconden="0.01") as process:
        yield process


def mails_with_pakket(process: Process, nummer: str) -> int:
    return sum(
        mail.recipients == (PAKKET_MAIL,) and "Overdracht" in str(mail.message["Subject"])
        for mail in process.mail.mails
        if readable(nummer) in str(mail.message["Subject"])
    )


def handed_over_once(process: Process, group: Colleague, nummer: str) -> None:
    """One file and one mail; where nobody can know, colleagues are told to look."""
    told = sum(is_tekst(said.text, "collega.onzeker") for said in group.about(nummer))
    files, mails = len(process.files(nummer)), mails_with_pakket(process, nummer)
    assert files <= 1
    assert mails <= 1
    assert 2 - files - mails <= told


def nothing_lost(process: Process, phone: Phone, texts: list[str]) -> None:
    """All of them were kept, once each and in order, are part of the story, and were answered."""
    gesprek = process.gesprek_of(phone.id) or ""
    berichten = process.berichten(phone.id)
    assert [inhoud["tekst"] for _, _, inhoud in berichten] == texts
    assert {status for _, status, _ in berichten} == {"verwerkt"}
    with process.store() as store:
        signalen = store.signalen.all_of(gesprek)
    story = " ".join(" ".join((*s.verhaal, s.wijk or "", s.sinds or "")) for s in signalen)
    assert all(text.split()[-1] in story for text in texts)
    assert phone.all
    unsent = "select count(*) from outbox where gesprek_id = ? and status != 'bezorgd'"
    assert process.rows(unsent, gesprek) == [(0,)]
    assert ("stilte", "gepland") in process.opvolgingen(phone.id)


class Killer:
    """Strikes at a random moment of one of three kinds, and starts the bot again."""

    def __init__(self, process: Process, chance: random.Random) -> None:
        self._process = process
        self._chance = chance

    def strike(self) -> None:
        self._chance.choice((self._at_a_message, self._at_an_acknowledgement, self._any_time))()
        self._process.bury()
        self._process.start()

    def _any_time(self) -> None:
        time.sleep(self._chance.uniform(0, 0.6))  # the moment is the point, not the length
        self._process.strike()

    def _at_an_acknowledgement(self) -> None:
        """As soon as Telegram has thrown away what it gave: from here on only the bot has it."""
        peer = self._process.peer
        enough = len(peer.pushed) + self._chance.randrange(1, 6)
        with suppress(AssertionError):  # this share of the burst was shorter
            peer.wait(lambda: len(peer.pushed) >= enough, lambda: "", 5)
        peer.wait(lambda: peer.pending(TOKEN) == 0, lambda: "never acknowledged")
        self._process.strike()

    def _at_a_message(self) -> None:
        """While the answer to a message is on its way; half of these messages did arrive."""
        peer, faults = self._process.peer, self._process.peer.faults
        skip = [Fault("slow")] * self._chance.randrange(3)
        strike = Fault("before" if self._chance.random() < 0.5 else "after", act=self._process.strike)
        peer.fail("sendMessage", *skip, strike)
        try:
            peer.wait(lambda: not faults["sendMessage"], lambda: "", 5)
        except AssertionError:  # nothing is being said any more
            faults["sendMessage"].clear()
            self._process.strike()


def test_burst_survives_five_kills(fragile: Process, new_phone: NewPhone) -> None:
    chance = random.Random(SEED)  # noqa: S311 -- the same kills every time
    group, promised = Colleague(fragile), new_phone(fragile)
    promised.choose_place()
    phones = [new_phone(fragile) for _ in range(CHATS)]
    senders = [new_phone(fragile) for _ in range(SENDERS)]
    for sender in senders:
        sender.to_pakket()
    burst_with_kills(fragile, chance, phones, senders, messages=MESSAGES, kills=KILLS)
    for sender in senders:
        assert fragile.statuses(sender.id) == ["overgedragen"]
        nummer = fragile.nummers(sender.id)[0]
        handed_over_once(fragile, group, nummer)
        assert any(is_tekst(said.text, "collega.nieuw") for said in group.about(nummer))
    seen = fragile.rows("select count(*), count(distinct bron) from gezien")[0]
    assert seen == (len(fragile.peer.pushed),) * 2
    _promises_are_kept(fragile, promised, phones)


def burst_with_kills(
    process: Process,
    chance: random.Random,
    phones: list[Phone],
    senders: list[Phone],
    *,
    messages: int,
    kills: int,
) -> None:
    """Everybody says so much, all mixed up, while it is killed so often; nothing of it is lost."""
    texts = {
        phone: [f"{STORIES[m]}. Kenmerk k{c}x{m}" for m in range(messages)] for c, phone in enumerate(phones)
    }
    waiting = {phone: list(mine) for phone, mine in texts.items()}
    order = phones * messages
    chance.shuffle(order)
    killer, share = Killer(process, chance), math.ceil(len(order) / kills)
    for kill in range(kills):
        turn = order[kill * share : (kill + 1) * share]
        pusher = threading.Thread(
            target=_push, args=(turn, waiting, senders[kill : kill + 1], chance.random())
        )
        pusher.start()
        killer.strike()
        pusher.join()
    quiet(process)
    assert not any(waiting.values())
    for phone, mine in texts.items():
        nothing_lost(process, phone, mine)


def _push(turn: list[Phone], waiting: dict[Phone, list[str]], senders: list[Phone], at: float) -> None:
    """A share of the burst: each phone says its next words; somebody agrees to a forward in between."""
    for index, phone in enumerate(turn):
        if index == int(at * len(turn)):
            for sender in senders:
                sender.tap("verstuur")
        phone.text(waiting[phone].pop(0))
        time.sleep(0.05)


def _promises_are_kept(process: Process, promised: Phone, phones: list[Phone]) -> None:
    """A week later, after one more kill, everybody is asked; but not in the evening, when it is due."""
    process.kill()
    process.pass_days(8.5)
    process.start()
    late = stamp(process.now())
    due = "select count(*) from opvolging where op is not null and op <= ?"
    process.peer.wait(lambda: process.rows(due, late) == [(0,)], lambda: "the questions were not put off")
    quiet(process)
    assert not any(is_tekst(said.text, "opvolging.zelf") for said in promised.all)
    process.restart(days=0.5)
    promised.expect("opvolging.zelf")
    for phone in phones:
        phone.expect("opvolging.stilte")


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


def test_mail_that_went_out_is_not_repeated_and_one_that_did_not_is_sent(
    fragile: Process, new_phone: NewPhone
) -> None:
    """One kill while the mail server thinks about the one and has not even greeted for the other."""
    group, one, other = Colleague(fragile), new_phone(fragile), new_phone(fragile)
    one.to_pakket()
    other.to_pakket()
    nummers = [fragile.nummers(phone.id)[0] for phone in (one, other)]
    fragile.mail.behaviour.content = HANG
    one.tap("verstuur")
    fragile.peer.wait(lambda: mails_with_pakket(fragile, nummers[0]), lambda: "no mail went out")
    fragile.mail.behaviour.mail = HANG
    other.tap("verstuur")
    # Only the mails: a file that is being written at that moment would have to be looked for by a person.
    busy = (
        "select soort, status, count(*) from outbox"
        " where soort in ('pakket_mail', 'pakket_map') and status in ('wacht', 'bezig') group by 1, 2"
    )
    fragile.peer.wait(
        lambda: fragile.rows(busy) == [("pakket_mail", "bezig", 2)],
        lambda: f"not only both mails were begun: {fragile.rows(busy)}",
    )
    fragile.kill()
    fragile.mail.behaviour.content = fragile.mail.behaviour.mail = OK
    fragile.start()
    group.expect_about("onzeker", nummers[0])
    fragile.peer.wait(lambda: mails_with_pakket(fragile, nummers[1]), lambda: "the second mail was lost")
    quiet(fragile)
    assert [mails_with_pakket(fragile, nummer) for nummer in nummers] == [1, 1]
    assert [len(fragile.files(nummer)) for nummer in nummers] == [1, 1]
    assert not any(is_tekst(said.text, "collega.onzeker") for said in group.about(nummers[1]))


def test_stop_in_the_middle_of_work_is_orderly_and_nothing_stays_behind(
    fragile: Process, new_phone: NewPhone
) -> None:
    phone, moved = new_phone(fragile), new_phone(fragile)
    moved.start()
    phone.command("start")
    fragile.peer.wait(lambda: phone.all, lambda: "no answer")  # and the next message is on its way
    fragile.stop()
    # A container that is made anew has another host name; what it was sending is not lost either.
    fragile.write(
        "update outbox set status = 'bezig', eigenaar = 'een-eerdere-machine:1'"
        " where id = (select max(id) from outbox where gesprek_id = ?)",
        fragile.gesprek_of(moved.id),
    )
    fragile.start()
    phone.expect("groet.vraag")
    moved.command("help")
    moved.expect("help")


def test_waiting_can_be_stopped_in_the_very_moment_something_comes_up() -> None:
    """What an orderly stop meets by chance."""

    async def stop_at_once() -> bool:
        event = asyncio.Event()
        waiting = asyncio.create_task(_wait(event, 10))
        for _ in range(3):
            await asyncio.sleep(0)
        event.set()
        waiting.cancel()
        await asyncio.wait({waiting})
        return waiting.cancelled()

    assert asyncio.run(stop_at_once())


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
