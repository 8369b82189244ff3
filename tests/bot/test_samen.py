"""Two processes in one database: what one does between two steps of the other.

Two bots in one folder stand in for two processes.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters import smtp
from bot.adapters.errors import (
    ChannelStoppedError,
    DeliveryError,
    DeliveryUnknownError,
    GiveUpError,
    RetryLaterError,
)
from bot.adapters.mail_channel import MailChannel
from bot.cli import main
from bot.clock import SystemClock
from bot.service import MOST_TRIES
from bot.store import ROWS
from bot.store.errors import StoreUnavailableError, TablesDifferError
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing
from bot.store.postgres import werkers
from bot.store.signalen import SignaalStore
from bot.store.wachtrij import Wachtrij
from tests.adapters.mailserver import LoopbackMailServer
from tests.bot.conftest import RESIDENT, Bot
from tests.fakes import WordLezer
from tests.postgres import Database

OTHER = Adres("telegram", "7777")


@pytest.fixture
def ander(bot: Bot, tmp_path: Path) -> Iterator[Bot]:
    """Beside bot, in the same database, at the same moment."""
    made = Bot(tmp_path)
    made.clock._now = bot.clock.now()
    yield made
    made.app.store.close()


def pass_(*bots: Bot, **delta: float) -> None:
    for one in bots:
        one.clock.pass_(**delta)


def once(act: Callable[[], object]) -> Callable[[], None]:
    todo = [act]

    def do() -> None:
        if todo:
            todo.pop()()

    return do


def after_the_list(bot: Bot, act: Callable[[], object]) -> None:
    """act happens when the look has read what is due, before it takes up the first of it."""
    bot.app.store.werk.alive = once(act)  # type: ignore[method-assign]


# --- what is due ---


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("asked", [1, 2])
def test_who_answers_the_follow_up_at_that_moment_is_not_asked_again_nor_given_up(
    bot: Bot, ander: Bot, asked: int
) -> None:
    """Once when he would have been asked again, once when it would have been closed without an answer."""
    known = (
        "select id, status, hoe, keer, op from opvolging order by id",
        "select sleutel from outbox order by id",
    )
    answered: list[list[tuple[Any, ...]]] = []

    async def go() -> None:
        await bot.says("ik ben alleen")
        await bot.taps("past", bot.rows("select voorziening from voorstel limit 1")[0][0])
        await bot.taps("opvolging_ja")
        pass_(bot, ander, days=8)
        await bot.look()
        if asked == 2:
            pass_(bot, ander, days=7)
            await bot.look()
        pass_(bot, ander, days=7)
        (opvolging,) = bot.rows("select id from opvolging where op is not null")[0]

        def answers() -> None:
            ander.receive("knop", bron="antwoord", id="beter", arg=opvolging)
            ander.app.service.handle_waiting()
            answered.extend(map(ander.rows, known))

        after_the_list(bot, answers)
        assert "fijn" in (await bot.look())[0]

    asyncio.run(go())
    assert "beter" in repr(answered)
    assert list(map(bot.rows, known)) == answered
    assert bot.rows("select count(*) from zet where reden = 'geen_antwoord'") == [(0,)]


@pytest.mark.usefixtures("engine")
def test_a_term_that_is_stopped_at_that_moment_warns_nobody(bot: Bot, ander: Bot) -> None:
    async def go() -> None:
        signaal = await bot.forward()
        pass_(bot, ander, days=4)

        def answers() -> None:
            ander.app.group.button("tg:50", "oppakken", signaal)
            ander.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "Ik bel u morgen.")

        after_the_list(bot, answers)
        await bot.look()

    asyncio.run(go())
    assert not any("wacht nog op ons" in text for text in bot.group.texts)
    assert bot.rows("select niveau, op from termijn") == [(0, None)]


@pytest.mark.usefixtures("engine")
def test_a_reply_at_that_moment_is_not_taken_for_silence(bot: Bot, ander: Bot) -> None:
    async def go() -> str:
        signaal = await bot.forward()
        with bot.app.store.transaction():
            bot.app.store.behandelingen.wait_until(signaal, bot.clock.now())
        pass_(bot, ander, seconds=1)

        def replies() -> None:
            ander.receive("knop", bron="r1", id="reageer", arg=signaal)
            ander.receive("tekst", bron="r2", tekst="hier is mijn antwoord")
            ander.app.service.handle_waiting()

        after_the_list(bot, replies)
        await bot.look()
        return signaal

    signaal = asyncio.run(go())
    assert bot.rows("select aandacht, wacht_tot from behandeling") == [("reactie", None)]
    kinds = [one.soort for one in bot.app.store.behandelingen.handelingen(signaal)]
    assert "geen_reactie" not in kinds


@pytest.mark.usefixtures("on_postgres")
def test_in_a_long_look_a_process_says_that_it_is_alive(
    bot: Bot, ander: Bot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two rows the others look, long after the last sign before it."""
    monkeypatch.setattr(werkers, "SIGN", -1.0)
    naam = bot.app.store.werk.naam
    pids = [database.sql(f"select pid from werker where naam = '{naam}'")]

    async def go() -> None:
        for adres in (None, OTHER):
            await bot.says("ik ben alleen", *([adres] if adres else []))
        pass_(bot, ander, days=4)
        real = bot.app.store.opvolgingen.load
        looks = []

        def load(id: str) -> Any:
            looks.append(id)
            ander.app.store.werk.look()
            database.sql("update werker set gezien = gezien - interval '1 hour'")
            return real(id)

        monkeypatch.setattr(bot.app.store.opvolgingen, "load", load)
        await bot.look()
        assert len(looks) == 2

    asyncio.run(go())
    pids.append(database.sql(f"select pid from werker where naam = '{naam}'"))
    assert pids[0] == pids[1] != ""


# --- what goes out ---


def waiting_pakket(bot: Bot) -> None:
    inhoud = {"aan": "pakket@gemeente.example", "onderwerp": "x", "tekst": "x", "message_id": "<x@elkedeur>"}
    with bot.app.store.transaction():
        bot.app.store.outbox.put("k", "a", "pakket_mail", inhoud, bot.clock.now())


@pytest.mark.usefixtures("engine")
def test_a_pakket_that_may_be_out_stays_so_when_a_later_attempt_fails_before_its_channel(bot: Bot) -> None:
    async def away(row: Outgoing, begin: Callable[[], None]) -> str | None:
        assert row.begonnen
        raise RetryLaterError("network")

    waiting_pakket(bot)
    store = bot.app.store
    with store.transaction(ROWS):
        row = Wachtrij(store).claim("weg:1:abc", bot.clock.now())
        assert row is not None
        assert store.outbox.begin(row, bot.clock.now())
        store.outbox.release("weg:1:abc", bot.clock.now())
    bot.app.channels["pakket_mail"] = away
    assert asyncio.run(bot.app.sender.send_waiting()) == 1
    assert bot.rows("select status from outbox") == [("wacht",)]
    pass_(bot, hours=2)
    with LoopbackMailServer() as mail:
        server = smtp.MailServer("127.0.0.1", mail.port, sender="post@gemeente.example")
        bot.app.channels["pakket_mail"] = MailChannel(server).send
        asyncio.run(bot.app.sender.send_waiting())
        assert mail.mails == []
    assert bot.rows("select status, fout from outbox") == [("onzeker", "unknown")]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("soort", ["bewoner", "pakket_map"])
@pytest.mark.parametrize(
    "error",
    [RetryLaterError("x"), GiveUpError("x"), ChannelStoppedError("x"), DeliveryUnknownError("x")],
    ids=lambda error: type(error).__name__,
)
def test_what_became_of_an_attempt_that_was_taken_over_says_nothing_of_the_row(
    bot: Bot, error: DeliveryError, soort: str
) -> None:
    async def slow(row: Outgoing, begin: Callable[[], None]) -> str | None:
        store = bot.app.store
        with store.transaction(ROWS):
            store.outbox.release(store.werk.naam, bot.clock.now())
            again = Wachtrij(store).claim("ander:1:abc", bot.clock.now())
            assert again is not None
            store.outbox.delivered(again, "aangekomen", bot.clock.now())
        raise error

    signaal = asyncio.run(bot.forward())
    gesprek = bot.app.store.signalen.gesprek_of(signaal)
    with bot.app.store.transaction():
        bot.app.store.outbox.put(
            "laatste", "z", soort, {"tekst": "x"}, bot.clock.now(), gesprek_id=gesprek, signaal_id=signaal
        )
    before = bot.rows("select sleutel, status from outbox where sleutel <> 'laatste' order by id")
    bot.app.channels[soort] = slow
    asyncio.run(bot.app.sender.send_waiting())
    assert bot.rows("select status, extern_id, fout, pogingen from outbox where sleutel = 'laatste'") == [
        ("bezorgd", "aangekomen", None, 2)
    ]
    assert bot.rows("select sleutel, status from outbox where sleutel <> 'laatste' order by id") == before
    assert bot.app.service.is_reachable(bot.app.store.signalen.load(signaal))


@pytest.mark.usefixtures("on_postgres")
def test_a_row_that_the_server_gave_us_without_our_hearing_of_it_is_sent_all_the_same(
    bot: Bot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks after the commit and before its answer."""
    bot.receive("tekst", tekst="ik ben alleen")
    bot.app.service.handle_waiting()
    pg = bot.app.store._db
    real = pg.as_it_is  # type: ignore[attr-defined]
    broken: list[bool] = []

    def breaks(sql: str, *rest: Any) -> Any:
        done = real(sql, *rest)
        if sql == "commit" and not broken:
            broken.append(True)
            database.cut()
            raise StoreUnavailableError("POSTGRES_WEG")
        return done

    monkeypatch.setattr(pg, "as_it_is", breaks)
    naam = bot.app.store.werk.naam
    with pytest.raises(StoreUnavailableError):
        bot.app.sender._claim()
    while bot.app.store.werk.naam != naam:  # the server needs a moment to let go of the name
        database.cut()
    assert bot.rows("select count(*) from outbox where status = 'bezig'") == [(1,)]
    assert bot.app.sender.take_over() == 1
    assert asyncio.run(bot.settle())[0].startswith("Goed dat u dit vertelt")


@pytest.mark.usefixtures("engine")
def test_what_is_being_sent_here_is_not_taken_over_by_ourselves(bot: Bot) -> None:
    async def slow(row: Outgoing, begin: Callable[[], None]) -> str | None:
        taken.append(bot.app.sender.take_over() if not bot.app.store.werk.alone else 0)
        return "m"

    taken: list[int] = []
    waiting_pakket(bot)
    bot.app.channels["pakket_mail"] = slow
    assert asyncio.run(bot.app.sender.send_waiting()) == 1
    assert taken == [0]
    assert bot.rows("select status, pogingen from outbox") == [("bezorgd", 1)]


def test_sent_again_twice_at_once_goes_again(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two colleagues give the same command: each stands for an attempt of its own, and the last one goes."""
    monkeypatch.setattr("bot.app.Lezer.load", WordLezer)
    for name in ("gegevens", "pakket_map", "klok"):
        monkeypatch.setenv(f"ELKEDEUR_{name.upper()}", str(getattr(bot.settings, name) or ""))
    monkeypatch.delenv("ELKEDEUR_KLOK")
    monkeypatch.setenv("ELKEDEUR_GROEP", "-100")
    signaal = asyncio.run(bot.forward())
    nummer = bot.app.store.signalen.load(signaal).nummer
    the_other = once(lambda: main(["frontoffice", "opnieuw", nummer]))
    found: list[str | None] = []
    id_of, now = SignaalStore.id_of, SystemClock.now

    def finds(self: SignaalStore, nummer: str) -> str | None:
        found.append(id_of(self, nummer))
        return found[-1]

    def looks_at_the_clock(self: SystemClock) -> Any:
        if found:
            the_other()
        return now(self)

    monkeypatch.setattr(SignaalStore, "id_of", finds)
    monkeypatch.setattr(SystemClock, "now", looks_at_the_clock)
    assert main(["frontoffice", "opnieuw", nummer]) == 0
    assert len(found) == 2
    keys = {row[0] for row in bot.rows("select sleutel from outbox where soort = 'pakket_map'")}
    assert len(keys) == 3
    monkeypatch.undo()
    bot.clock._now = SystemClock().now() + timedelta(minutes=1)
    asyncio.run(bot.settle())
    assert len(bot.folder_channel.rows) == 2  # the first time, and once more


# --- what comes in while it is erased ---


def wiped(bot: Bot) -> None:
    """He erased everything; the last word still has to go out."""
    asyncio.run(bot.says("ik ben alleen"))
    asyncio.run(bot.command("vergeet"))
    bot.receive("knop", id="vergeet_ja", arg="")
    bot.app.service.handle_waiting()


def beside(act: Callable[[], object], database: Database) -> tuple[threading.Thread, list[BaseException]]:
    """act has begun, and has ended or waits for somebody; and what it raised, by the time it has ended."""
    raised: list[BaseException] = []

    def do() -> None:
        try:
            act()
        except BaseException as error:
            raised.append(error)

    doing = threading.Thread(target=do)
    doing.start()
    while doing.is_alive() and database.sql("select count(*) from pg_locks where not granted") == "0":
        pass
    return doing, raised


@pytest.mark.usefixtures("on_postgres")
def test_who_writes_in_the_moment_of_our_last_word_is_not_erased_with_it(
    database: Database, bot: Bot, ander: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiped(bot)
    real, sending = ander.app.store.gesprekken.heard, []

    def heard(*given: Any) -> None:
        real(*given)
        sending.append(beside(lambda: asyncio.run(bot.app.sender.send_waiting()), database))

    monkeypatch.setattr(ander.app.store.gesprekken, "heard", heard)
    assert ander.receive("tekst", bron="nieuw", tekst="ik wil bijstand")
    ((doing, raised),) = sending
    doing.join(60)
    assert raised == []
    assert bot.resident.texts[-1] == bot.app.renderer.teksten.fill("vergeet.gedaan")
    assert bot.rows("select bericht.status from bericht join adres using (gesprek_id)") == [("ontvangen",)]


@pytest.mark.usefixtures("on_postgres")
def test_who_writes_just_after_our_last_word_begins_one_gesprek_and_not_two(
    database: Database, bot: Bot, ander: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is erased after it was looked up and before it is written in; meanwhile he writes to the other process."""
    wiped(bot)
    store = ander.app.store
    find, heard = store.gesprekken.find, store.gesprekken.heard
    goes_out = once(lambda: asyncio.run(bot.app.sender.send_waiting()))
    beside_it = []

    def finds(adres: Adres) -> str | None:
        found = find(adres)
        goes_out()
        return found

    def hears(*given: Any) -> None:
        heard(*given)
        beside_it.append(beside(lambda: bot.receive("tekst", bron="tweede", tekst="ik ben alleen"), database))

    monkeypatch.setattr(store.gesprekken, "find", finds)
    monkeypatch.setattr(store.gesprekken, "heard", hears)
    assert ander.receive("tekst", bron="eerste", tekst="ik wil bijstand")
    ((doing, raised),) = beside_it
    doing.join(60)
    assert raised == []
    assert bot.rows("select count(*) from gesprek") == [(1,)]
    assert bot.rows("select count(*) from bericht join adres using (gesprek_id)") == [(2,)]


# --- while the tables are brought up to date ---


@pytest.mark.usefixtures("on_postgres")
def test_in_an_upgrade_no_bericht_is_given_up(database: Database, bot: Bot) -> None:
    """A right that this program needs is not there for a moment."""
    bot.receive("tekst", tekst="ik ben alleen")
    with _without(database, "update on signaal"):
        for _ in range(MOST_TRIES + 1):
            with pytest.raises(StoreUnavailableError):
                bot.app.service.handle_waiting()
    assert bot.rows("select status, pogingen from bericht") == [("ontvangen", 0)]
    assert asyncio.run(bot.settle())[0].startswith("Goed dat u dit vertelt")


@contextlib.contextmanager
def _without(database: Database, right: str) -> Iterator[None]:
    database.sql(f"revoke {right} from {database.role}")
    try:
        yield
    finally:
        database.sql(f"grant {right} to {database.role}")


def test_a_gesprek_that_cannot_be_handled_in_an_upgrade_holds_up_no_other(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for adres in (OTHER, None):
        bot.receive("tekst", *([adres] if adres else []), tekst="ik ben alleen")
    stuck = bot.app.store.gesprekken.find(OTHER)
    real = bot.app.store.gesprekken.load

    def load(id: str) -> Any:
        if id == stuck:
            raise TablesDifferError("42P01")
        return real(id)

    monkeypatch.setattr(bot.app.store.gesprekken, "load", load)
    with pytest.raises(StoreUnavailableError):
        bot.app.service.handle_waiting()
    told = bot.rows(f"select status from bericht where gesprek_id <> '{stuck}'")
    assert told == [("verwerkt",)]


@pytest.mark.usefixtures("on_postgres")
@pytest.mark.parametrize(("state", "usable"), [("40P01", True), ("40001", True), ("53100", False)])
def test_two_that_were_in_each_others_way_are_no_trouble_of_the_database(
    bot: Bot, state: str, usable: bool
) -> None:
    with pytest.raises(StoreUnavailableError) as said:
        bot.app.store._db.execute(f"do $$ begin raise exception 'x' using errcode = '{state}'; end $$")

    async def go() -> bool:
        running = asyncio.create_task(bot.app.watch.run())
        await asyncio.sleep(0)
        bot.app.watch.trouble(said.value)
        found = bot.app.onderdelen.is_goed("database")
        running.cancel()
        await asyncio.wait({running})
        return found

    assert asyncio.run(go()) is usable


def test_a_result_that_does_not_fit_the_tables_holds_up_no_other_and_is_written_later(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.receive("tekst", tekst="ik ben alleen")
    bot.receive("tekst", OTHER, tekst="ik wil bijstand")
    bot.app.service.handle_waiting()
    outbox = bot.app.store.outbox
    real, first = outbox.delivered, bot.rows("select min(id) from outbox where status = 'wacht'")[0][0]

    def delivered(row: Outgoing, *given: Any) -> None:
        if row.id == first:
            raise TablesDifferError("42501")
        real(row, *given)

    monkeypatch.setattr(outbox, "delivered", delivered)
    asyncio.run(bot.app.sender.send_waiting())
    assert bot.rows("select id from outbox where status = 'bezig'") == [(first,)]
    monkeypatch.setattr(outbox, "delivered", real)
    bot.app.sender.take_over()  # it is known here that it went out: nobody sends it again
    asyncio.run(bot.app.sender.send_waiting())
    assert bot.rows("select count(*) from outbox where status <> 'bezorgd' and soort = 'bewoner'") == [(0,)]
    assert len({row.id for row in bot.resident.rows}) == len(bot.resident.rows)


def test_a_row_that_does_not_fit_the_tables_holds_up_no_other_that_is_due(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> list[str]:
        for adres in (RESIDENT, OTHER):
            await bot.says("ik ben alleen", adres)
            await bot.taps("past", bot.rows("select voorziening from voorstel order by id desc")[0][0], adres)
            await bot.taps("opvolging_ja", adres=adres)
        bot.clock.pass_(days=8)
        return await bot.look()

    opvolgingen = bot.app.store.opvolgingen
    real = opvolgingen.load
    seen: list[str] = []

    def load(id: str) -> Any:
        seen.append(id)
        if id == seen[0]:
            raise TablesDifferError("42703")
        return real(id)

    monkeypatch.setattr(opvolgingen, "load", load)
    said = asyncio.run(go())
    assert len(set(seen)) == 2
    assert len(said) == 1
    monkeypatch.setattr(opvolgingen, "load", real)
    assert len(asyncio.run(bot.look())) == 1  # and the first is asked when its table is there


@pytest.mark.usefixtures("engine")
def test_what_we_ended_once_is_no_longer_held_when_it_gets_lost_on_its_next_way(bot: Bot) -> None:
    waiting_pakket(bot)
    bot.mail.fail = [RetryLaterError("network", after=1)]
    assert asyncio.run(bot.app.sender.send_waiting()) == 1
    bot.clock.pass_(seconds=2)
    store = bot.app.store
    with store.transaction(ROWS):  # ours by the server, without our hearing of it
        assert Wachtrij(store).claim(store.werk.naam, bot.clock.now()) is not None
    assert bot.app.sender.take_over() == 1
    assert asyncio.run(bot.app.sender.send_waiting()) == 1
    assert bot.rows("select status from outbox") == [("bezorgd",)]
