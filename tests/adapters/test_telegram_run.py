"""Who asks Telegram: one process of several, and another one when that one gets no answer."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Bot as TelegramBot
from telegram.error import Conflict, NetworkError, RetryAfter

from bot.adapters import telegram_receive, telegram_run
from bot.adapters.telegram_receive import PART, Poller
from bot.adapters.telegram_run import MOST_FAILURES, TelegramIntake, _ontvangst
from bot.bewaking import waits
from bot.store.errors import StoreUnavailableError
from tests.bot.conftest import Bot


class Telegram:
    """As one process meets it: fails so many times (or for ever), and then has nothing new."""

    def __init__(self, error: Exception | None = None, times: int = 10**9) -> None:
        self.error, self.left, self.asked = error, times, 0
        self.fine = asyncio.Event()

    async def get_updates(self, **_: Any) -> tuple[()]:
        self.asked += 1
        if self.error is not None and self.left > 0:
            self.left -= 1
            raise self.error
        self.fine.set()
        await asyncio.sleep(0)
        return ()


def polling(bot: Bot, telegram: Telegram) -> asyncio.Task[None]:
    intake = TelegramIntake(bot.app.service, bot.app.group, -100)
    ontvangst = _ontvangst(bot.app)
    return asyncio.create_task(
        Poller(cast(TelegramBot, telegram), intake, lambda: None, ontvangst).run(), name="polling"
    )


async def end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def state(bot: Bot) -> tuple[str, str | None]:
    (part,) = [one for one in bot.app.onderdelen.all() if one.naam == PART]
    return part.toestand, part.code


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_run, "WAIT_FOR_TURN", 0.0)
    monkeypatch.setattr(telegram_receive, "WAIT_FOR_STORE", 0.0)
    monkeypatch.setattr(waits, "POLL", lambda state: 0.0)


@pytest.fixture
def two(on_postgres: None, tmp_path: Path) -> Iterator[list[Bot]]:
    """Two processes on one database."""
    made = [Bot(tmp_path), Bot(tmp_path)]
    for bot in made:
        bot.app.onderdelen.add(PART)
    yield made
    for bot in made:
        bot.app.store.close()


def test_who_gets_no_answer_for_long_lets_another_ask(two: list[Bot]) -> None:
    async def course() -> int:
        away, there = Telegram(NetworkError("weg")), Telegram()
        assert two[0].app.store.werk.leads(telegram_run.POLLER)
        tasks = [polling(two[0], away), polling(two[1], there)]
        await there.fine.wait()
        asked = there.asked
        while there.asked < asked + 20:  # and keeps it
            await asyncio.sleep(0)
        await end(*tasks)
        return away.asked

    assert asyncio.run(asyncio.wait_for(course(), 30)) == MOST_FAILURES
    assert [one.app.store.werk.leads(telegram_run.POLLER) for one in two] == [False, True]


def test_a_few_failures_or_those_of_the_database_are_no_reason_to_leave_it(two: list[Bot]) -> None:
    errors = [(NetworkError("weg"), MOST_FAILURES - 1), (StoreUnavailableError("POSTGRES_57P01"), 50)]

    async def course(error: Exception, times: int) -> int:
        away, there = Telegram(error, times), Telegram()
        tasks = [polling(two[0], away), polling(two[1], there)]
        await away.fine.wait()
        away.fine.clear()
        away.left = times  # and the same once more: what failed before it went well does not count
        while away.left > 0:
            await asyncio.sleep(0)
        await away.fine.wait()
        await end(*tasks)
        return there.asked

    assert two[0].app.store.werk.leads(telegram_run.POLLER)
    for error, times in errors:
        assert asyncio.run(asyncio.wait_for(course(error, times), 30)) == 0


def test_alone_it_goes_on_asking_and_says_that_it_gets_no_answer(two: list[Bot]) -> None:
    """Also between two questions: it is not well again because it may ask once more."""
    bot, seen = two[0], set[tuple[str, str | None]]()

    class Away(Telegram):
        async def get_updates(self, **_: Any) -> tuple[()]:
            if self.asked:
                seen.add(state(bot))
            return await super().get_updates()

    async def course() -> None:
        away = Away(NetworkError("weg"))
        task = polling(bot, away)
        while away.asked < 3 * MOST_FAILURES:
            await asyncio.sleep(0)
        await end(task)

    asyncio.run(asyncio.wait_for(course(), 30))
    assert seen == {("hapert", "network")}


def test_who_stands_by_is_well_whatever_it_met_before(two: list[Bot]) -> None:
    for bot in two:
        bot.app.onderdelen.hapert(PART, "network")
    assert two[0].app.store.werk.leads(telegram_run.POLLER)

    async def course() -> None:
        task = polling(two[1], Telegram())
        while state(two[1])[0] != "goed":
            await asyncio.sleep(0)
        await end(task)

    asyncio.run(asyncio.wait_for(course(), 30))
    assert state(two[0])[0] == "hapert"


def test_while_telegram_is_away_for_all_none_of_them_is_well(two: list[Bot]) -> None:
    """Whoever gave up asking does not know that another one is answered."""
    seen = set[str]()
    order: list[Telegram] = []

    class Away(Telegram):
        async def get_updates(self, **_: Any) -> tuple[()]:
            order.append(self)
            if all(one.asked >= MOST_FAILURES for one in away):
                seen.update(state(bot)[0] for bot in two)
            return await super().get_updates()

    away = [Away(NetworkError("weg")), Away(NetworkError("weg"))]

    async def course() -> None:
        tasks = [polling(bot, one) for bot, one in zip(two, away, strict=True)]
        while not all(one.asked > 2 * MOST_FAILURES for one in away):
            await asyncio.sleep(0)
        await end(*tasks)

    asyncio.run(asyncio.wait_for(course(), 30))
    assert seen == {"hapert"}
    turns = [len(list(asked)) for _, asked in itertools.groupby(order, key=id)][:-1]
    assert turns  # each asks as often as the other before it gives up, the second time too
    assert not any(turn % MOST_FAILURES for turn in turns)


def test_who_gave_up_is_well_when_another_has_asked_for_long(
    two: list[Bot], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_run, "ANOTHER_IS_WELL", 0.0)

    async def course() -> None:
        away, there = Telegram(NetworkError("weg")), Telegram()
        assert two[0].app.store.werk.leads(telegram_run.POLLER)
        tasks = [polling(two[0], away), polling(two[1], there)]
        await there.fine.wait()
        while state(two[0])[0] != "goed":
            await asyncio.sleep(0)
        await end(*tasks)

    asyncio.run(asyncio.wait_for(course(), 30))


def test_who_was_answered_after_a_failure_is_well_as_soon_as_another_asks(two: list[Bot]) -> None:
    bot, other = two
    assert bot.app.store.werk.leads(telegram_run.POLLER)

    async def course() -> None:
        telegram = Telegram(NetworkError("weg"), 1)
        task = polling(bot, telegram)
        await telegram.fine.wait()
        await asyncio.sleep(0)
        bot.app.store.werk.give_up(telegram_run.POLLER)
        assert other.app.store.werk.leads(telegram_run.POLLER)
        bot.app.onderdelen.hapert(PART, "network")
        while state(bot)[0] != "goed":
            await asyncio.sleep(0)
        await end(task)

    asyncio.run(asyncio.wait_for(course(), 30))


@pytest.mark.parametrize("made", [lambda: RetryAfter(timedelta(0)), lambda: Conflict("another program")])
def test_an_answer_that_others_would_get_too_is_no_reason_to_leave_it(
    two: list[Bot], made: Callable[[], Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it the library warns of a later version
    error = made()

    async def course() -> int:
        busy, there = Telegram(error, 2 * MOST_FAILURES), Telegram()
        assert two[0].app.store.werk.leads(telegram_run.POLLER)
        tasks = [polling(two[0], busy), polling(two[1], there)]
        await busy.fine.wait()
        await end(*tasks)
        return there.asked

    assert asyncio.run(asyncio.wait_for(course(), 30)) == 0
