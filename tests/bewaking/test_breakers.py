"""A channel that is away is left alone, and everything goes, in order, as soon as it is back."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.adapters.errors import ChannelStoppedError, DeliveryError, GiveUpError, RetryLaterError
from bot.bewaking import waits
from bot.bewaking.breakers import Breaker, Breakers
from bot.bewaking.meters import Meters
from bot.bewaking.toestand import Onderdelen
from bot.frontoffice.notices import Notices
from bot.sender import Sender
from bot.store import Store
from bot.store.errors import StoreUnavailableError
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing
from tests.fakes import SetClock

CHATS = 20


class Away:
    """A channel that fails as long as `error` gives something for a row, and remembers every attempt."""

    def __init__(self) -> None:
        self.error: Callable[[Outgoing], DeliveryError | None] = lambda row: None
        self.tried: list[Outgoing] = []
        self.arrived: list[Outgoing] = []

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        self.tried.append(row)
        error = self.error(row)
        await asyncio.sleep(0)  # as a real one: others get their turn meanwhile
        if error is not None:
            raise error
        self.arrived.append(row)
        return f"m{row.id}"

    def down(self, code: str = "network", after: float | None = None) -> None:
        self.error = lambda row: RetryLaterError(code, after=after)

    def up(self) -> None:
        self.error = lambda row: None


class Office:
    """A sender on a real database, whose residents and mail server can be away."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.path = folder / "elkedeur.db"
        self.store = Store.open(self.path, folder / "sleutel")
        self.telegram, self.mail = Away(), Away()
        self.channels = {"bewoner": self.telegram.send, "mail": self.mail.send}
        self.onderdelen = Onderdelen(self.clock)
        self.onderdelen.add("telegram_sturen", "mail")
        self.begin()
        with self.store.transaction():
            self.gesprekken = [
                self.store.gesprekken.find_or_open(Adres("telegram", str(n)), self.clock.now())
                for n in range(CHATS)
            ]

    def begin(self) -> None:
        """As a new process does."""
        self.breakers = Breakers(self.onderdelen)
        nobody = cast(Notices, None)  # no row of these tests is about a signaal
        self.sender = Sender(self.store, self.channels, self.clock, nobody, self.breakers, Meters())
        self.sender.recover()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self.store._db.execute(sql).fetchall())

    def put(self, chat: int, text: str, soort: str = "bewoner") -> None:
        gesprek = self.gesprekken[chat]
        with self.store.transaction():
            self.store.outbox.put(
                f"{soort}:{chat}:{text}",
                f"{soort}:{gesprek}",
                soort,
                {"tekst": text, "knoppen": []},
                self.clock.now(),
                gesprek_id=gesprek,
            )

    def put_everywhere(self, *texts: str) -> None:
        for text in texts:
            for chat in range(CHATS):
                self.put(chat, text)

    def send(self, **later: float) -> None:
        """What may go, after so much time."""
        self.clock.pass_(**later)
        asyncio.run(self.sender.send_waiting())

    def state(self, deel: str = "telegram_sturen") -> str:
        return {part.naam: part.toestand for part in self.onderdelen.all()}[deel]

    def breaker(self, deel: str = "telegram_sturen") -> Breaker:
        return next(one for one in self.breakers.all if one.deel == deel)

    def waiting(self) -> int:
        return int(self.rows("select count(*) from outbox where status = 'wacht'")[0][0])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.store.close()


def test_hours_without_telegram_cost_few_attempts_and_no_row(office: Office) -> None:
    office.telegram.down()
    office.put_everywhere("een", "twee", "drie")
    rounds = 30
    for _ in range(rounds):
        office.send(minutes=6)
    # At most the eight that were under way when it broke, and one each time that we looked after that.
    assert len(office.telegram.tried) <= 8 + rounds
    assert office.state() == "stuk"
    untouched = office.rows("select count(*) from outbox where pogingen = 0")[0][0]
    assert untouched >= 2 * CHATS  # no attempt is used up by waiting
    assert office.waiting() == 3 * CHATS
    office.telegram.up()
    office.telegram.tried.clear()
    office.send(minutes=1)
    assert office.waiting() == 0
    assert office.state() == "goed"


def test_when_it_comes_back_one_row_goes_first_and_order_is_kept(office: Office) -> None:
    office.telegram.down()
    office.put_everywhere("een", "twee", "drie")
    office.send()
    office.send(hours=1)
    office.telegram.tried.clear()
    office.send(hours=1)
    assert len(office.telegram.tried) == 1  # still away: one try, not eight
    office.telegram.up()
    office.send(minutes=1)
    for gesprek in office.gesprekken:
        texts = [row.inhoud["tekst"] for row in office.telegram.arrived if row.gesprek_id == gesprek]
        assert texts == ["een", "twee", "drie"]


def test_everything_goes_at_once_not_at_the_time_of_each_row(office: Office) -> None:
    office.telegram.down()
    office.put_everywhere("een")
    for _ in range(30):
        office.send(minutes=1)
    office.telegram.up()
    office.send(seconds=40)
    assert office.waiting() == 0


def test_other_channels_go_on(office: Office) -> None:
    office.telegram.down()
    office.put_everywhere("een")
    office.send()
    office.put(0, "melding", "mail")
    office.send()
    assert [row.inhoud["tekst"] for row in office.mail.arrived] == ["melding"]
    assert (office.state("telegram_sturen"), office.state("mail")) == ("stuk", "goed")


@pytest.mark.parametrize(
    "error", [ChannelStoppedError("forbidden"), GiveUpError("bad_request"), GiveUpError("smtp_550")]
)
def test_refusal_of_a_message_says_nothing_of_the_channel(office: Office, error: DeliveryError) -> None:
    refused = set(office.gesprekken[:10])
    office.telegram.error = lambda row: error if row.gesprek_id in refused else None
    office.put_everywhere("een")
    office.send()
    assert office.breaker().is_closed
    assert office.state() == "goed"
    assert len(office.telegram.arrived) == CHATS - 10


@pytest.mark.parametrize("code", ["flood", "network"])
def test_one_chat_that_always_fails_opens_nothing_and_holds_up_nobody(office: Office, code: str) -> None:
    bad = office.gesprekken[0]
    office.telegram.error = lambda row: RetryLaterError(code) if row.gesprek_id == bad else None
    for number in range(10):
        office.put(0, f"slecht{number}")
        office.send(minutes=2)
        office.put(1 + number % 5, f"goed{number}")
        office.send()
        assert office.breaker().is_closed
    assert len(office.telegram.arrived) == 10
    for _ in range(5):  # nobody else writes meanwhile
        office.send(minutes=2)
        assert office.breaker().is_closed


def test_one_chat_that_keeps_failing_does_not_keep_the_channel_shut(office: Office) -> None:
    bad = office.gesprekken[0]
    office.telegram.down()
    office.put_everywhere("een")
    office.send()
    assert not office.breaker().is_closed
    office.telegram.error = lambda row: RetryLaterError("network") if row.gesprek_id == bad else None
    for _ in range(10):
        office.send(minutes=1)
    assert office.breaker().is_closed
    assert len(office.telegram.arrived) == CHATS - 1


def test_not_so_fast_in_many_chats_at_once_is_the_channel(office: Office) -> None:
    office.telegram.down("flood", after=30)
    office.put_everywhere("een")
    office.send()
    assert len(office.telegram.tried) <= 8
    assert not office.breaker().is_closed
    office.telegram.up()
    office.send(seconds=20)
    assert office.telegram.arrived == []  # it asked for thirty
    office.send(seconds=20)
    office.send(seconds=20)
    assert office.waiting() == 0


def test_clock_that_is_set_back_keeps_nothing_shut(office: Office) -> None:
    office.telegram.down()
    office.put_everywhere("een")
    office.send()
    office.telegram.up()
    office.send(days=-30)
    assert office.waiting() == 0


def test_new_process_begins_without_the_waits_of_the_one_before(office: Office) -> None:
    office.telegram.down()
    office.put(0, "een")
    for _ in range(5):
        office.send(minutes=5)
    office.send()
    office.telegram.up()
    office.begin()
    office.send()
    assert office.waiting() == 0


def test_what_arrived_is_written_down_later_and_not_sent_again(office: Office) -> None:
    """The database is locked in the moment in which Telegram answers."""
    office.put(0, "een")
    store = office.store
    db = store._db.conn
    db.execute("pragma busy_timeout = 0")
    other = sqlite3.connect(office.path, isolation_level=None)

    async def send(row: Outgoing, begin: Callable[[], None]) -> str | None:
        other.execute("begin immediate")
        return await office.telegram.send(row, begin)

    office.channels["bewoner"] = send
    with pytest.raises(StoreUnavailableError):
        office.send()
    assert len(office.telegram.arrived) == 1
    other.execute("rollback")
    other.close()
    office.send(hours=1)
    assert len(office.telegram.arrived) == 1
    assert office.rows("select status from outbox") == [("bezorgd",)]


def test_row_made_when_the_clock_was_ahead_still_goes(office: Office) -> None:
    office.clock.pass_(days=400)
    office.put(0, "een")
    office.clock.pass_(days=-400)
    office.send()
    assert office.waiting() == 0


def test_waits_grow_differ_and_stay_bounded() -> None:
    assert 2 <= waits.seconds(waits.ROW, 1) <= 3
    assert waits.seconds(waits.ROW, 5000) == 60
    assert len({waits.seconds(waits.OPEN, 1) for _ in range(20)}) > 1


def test_state_since_is_the_first_failure(office: Office) -> None:
    office.telegram.down()
    office.put_everywhere("een")
    office.send()
    began = office.clock.now()
    office.send(hours=5)
    part = next(one for one in office.onderdelen.all() if one.naam == "telegram_sturen")
    assert (part.sinds, part.code) == (began, "network")
    assert office.clock.now() - part.sinds == timedelta(hours=5)
