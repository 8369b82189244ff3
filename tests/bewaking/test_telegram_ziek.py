"""Telegram answers with anything but what we asked, for hours: it is tried again, in order, and told."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Update

from bot.adapters import telegram as adapter
from bot.adapters import telegram_receive as receiving
from bot.adapters.telegram import TelegramSender, make_bot
from bot.adapters.telegram_intake import TelegramIntake
from bot.adapters.telegram_receive import Ontvangst, Poller
from bot.bewaking import waits
from bot.bewaking.breakers import Breakers
from bot.bewaking.meters import Meters
from bot.bewaking.toestand import Onderdelen
from bot.frontoffice.notices import Notices
from bot.sender import Sender
from bot.store import Store
from bot.store.errors import StoreUnavailableError
from bot.store.gesprekken import Adres
from tests.bewaking.wire import ANSWERS, Wire
from tests.fakes import SetClock

ILL = sorted(set(ANSWERS) - {"fine"})
CHATS = 4
TOKEN = "7000001:geheim-token-van-de-proef"


class Place:
    """A store with rows to residents, and a clock."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.store = Store.open(folder / "elkedeur.db", folder / "sleutel")
        self.onderdelen = Onderdelen(self.clock)
        self.onderdelen.add("telegram_sturen", "telegram_ontvangen")
        with self.store.transaction():
            for text in ("een", "twee"):
                for chat in range(CHATS):
                    self._put(chat + 1, text)

    def _put(self, chat: int, text: str) -> None:
        now = self.clock.now()
        gesprek = self.store.gesprekken.find_or_open(Adres("telegram", str(chat)), now)
        inhoud = {"tekst": f"{chat} {text}", "knoppen": []}
        self.store.outbox.put(
            f"{chat}:{text}", f"bewoner:{gesprek}", "bewoner", inhoud, now, gesprek_id=gesprek
        )

    def sender(self, url: str) -> tuple[Sender, Any]:
        bot = make_bot(TOKEN, url)
        out = TelegramSender(bot, lambda id: self.store.gesprekken.adres(id).adres, None)
        sender = Sender(
            self.store,
            {"bewoner": out.to_resident},
            self.clock,
            cast(Notices, None),
            Breakers(self.onderdelen),
            Meters(),
        )
        return sender, bot

    def state(self, deel: str) -> tuple[str, str | None]:
        (part,) = [one for one in self.onderdelen.all() if one.naam == deel]
        return part.toestand, part.code

    def statuses(self) -> dict[str, int]:
        return self.store.outbox.counts()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(adapter, "READ_SECONDS", 0.2)
    made = Place(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize("mode", ILL)
def test_rows_wait_for_hours_and_go_in_order(place: Place, mode: str) -> None:
    async def course() -> list[bytes]:
        async with Wire() as wire:
            wire.mode = mode
            sender, bot = place.sender(wire.url)
            for _ in range(3):
                await sender.send_waiting()
                place.clock.pass_(hours=1)
            assert place.statuses() == {"wacht": 2 * CHATS}
            assert place.state("telegram_sturen")[0] == "stuk"
            wire.mode = "fine"
            wire.bodies.clear()
            await sender.send_waiting()
            await bot.shutdown()
            return wire.bodies

    bodies = asyncio.run(course())
    assert place.statuses() == {"bezorgd": 2 * CHATS}
    assert place.state("telegram_sturen") == ("goed", None)
    for chat in range(1, CHATS + 1):
        mine = [body for body in bodies if f"{chat}+een".encode() in body or f"{chat}+twee".encode() in body]
        assert [b"twee" in body for body in mine] == [False, True]


class Intake(TelegramIntake):
    """Takes nothing as long as the database cannot be written."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.full = False

    def take(self, update: Update) -> None:
        if self.full:
            raise StoreUnavailableError("SQLITE_FULL")
        self.taken.append(update.update_id)


class Gate:
    """Lets the poller through until it is shut, so that it ends between two questions."""

    def __init__(self) -> None:
        self.shut = asyncio.Event()
        self.reached = asyncio.Event()

    async def turn(self) -> None:
        if self.shut.is_set():
            self.reached.set()
            await asyncio.Event().wait()

    async def end(self, polling: asyncio.Task[None]) -> None:
        self.shut.set()
        await self.reached.wait()
        polling.cancel()
        await asyncio.wait({polling})


@pytest.mark.parametrize("mode", ILL)
def test_poller_goes_on_asking_and_says_what_is_wrong(
    place: Place, mode: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(waits, "POLL", lambda state: 0.0)
    monkeypatch.setattr(receiving, "POLL_SECONDS", 0)
    monkeypatch.setattr(receiving, "LONGEST_ASKED", 0.0)
    empty = b'{"ok":true,"result":[]}'
    fine = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    monkeypatch.setitem(ANSWERS, "fine", fine % len(empty) + empty)
    trouble: list[BaseException] = []

    async def course() -> tuple[str, str | None]:
        async with Wire() as wire:
            wire.mode = mode
            bot = make_bot(TOKEN, wire.url)
            gate = Gate()
            ontvangst = Ontvangst(place.onderdelen, trouble.append, gate.turn)
            polling = asyncio.create_task(Poller(bot, Intake(), lambda: None, ontvangst).run())
            while len(wire.asked) < 4:
                await asyncio.sleep(0.005)
            ill = place.state("telegram_ontvangen")
            wire.mode = "fine"
            while place.state("telegram_ontvangen")[0] != "goed":
                await asyncio.sleep(0.005)
            await gate.end(polling)
            await bot.shutdown()
            return ill

    state, code = asyncio.run(asyncio.wait_for(course(), 30))
    assert state == "hapert"
    assert code
    said = [record.message for record in caplog.records if record.name == "bot.adapters.telegram_receive"]
    assert len(said) == 1  # once, not at each attempt
    assert len(trouble) >= 3


def test_update_that_cannot_be_stored_is_not_acknowledged_and_comes_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "POLL", lambda state: 0.0)
    monkeypatch.setattr(receiving, "POLL_SECONDS", 0)
    monkeypatch.setattr(receiving, "WAIT_FOR_STORE", 0.0)
    update = b'{"ok":true,"result":[{"update_id":41}]}'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    monkeypatch.setitem(ANSWERS, "fine", head % len(update) + update)
    intake, trouble = Intake(), list[BaseException]()
    intake.full = True

    async def course() -> list[bytes]:
        async with Wire() as wire:
            bot = make_bot(TOKEN, wire.url)
            gate = Gate()
            ontvangst = Ontvangst(place.onderdelen, trouble.append, gate.turn)
            polling = asyncio.create_task(Poller(bot, intake, lambda: None, ontvangst).run())
            while len(wire.asked) < 10:  # far more often than a broken update is tried
                await asyncio.sleep(0.005)
            full = len(wire.asked)
            intake.full = False
            while not intake.taken:
                await asyncio.sleep(0.005)
            await gate.end(polling)
            await bot.shutdown()
            return wire.bodies[:full]

    bodies = asyncio.run(asyncio.wait_for(course(), 30))
    assert not [body for body in bodies if b"offset" in body]
    assert intake.taken[0] == 41
    assert trouble
    assert place.state("telegram_ontvangen") == ("goed", None)  # Telegram is well: it is the database


FROM = {"id": 5, "is_bot": False, "first_name": "Wie"}
CHAT = {"id": 5, "type": "private"}
UNREADABLE: dict[str, object] = {
    "a chat that is none": {"message": {"message_id": 1, "date": 1, "chat": "geheim-verhaal"}},
    "no message at all": {"message": "geheim-verhaal"},
    "a date that is none": {"message": {"message_id": 1, "date": "geheim-verhaal", "chat": CHAT}},
    "a date out of time": {
        "message": {"message_id": 1, "date": 10**18, "chat": CHAT, "text": "geheim-verhaal"}
    },
    "a tap that is none": {"callback_query": ["geheim-verhaal"]},
    "a list of pictures that is none": {
        "message": {"message_id": 1, "date": 1, "chat": CHAT, "photo": "geheim-verhaal"}
    },
}


@pytest.mark.parametrize("broken", sorted(UNREADABLE))
def test_an_update_that_cannot_be_read_holds_up_nobody_who_wrote_after_it(
    place: Place, broken: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(receiving, "POLL_SECONDS", 0)
    good = {"message": {"message_id": 2, "date": 1, "chat": CHAT, "from": FROM, "text": "hallo"}}
    updates = [{"update_id": 41} | cast(dict[str, object], UNREADABLE[broken]), {"update_id": 42} | good]
    body = json.dumps({"ok": True, "result": updates}).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    monkeypatch.setitem(ANSWERS, "fine", head % len(body) + body)
    meters, heard = Meters(), list[Update]()
    intake = Intake()
    monkeypatch.setattr(intake, "take", heard.append)

    async def course() -> list[bytes]:
        async with Wire() as wire:
            bot = make_bot(TOKEN, wire.url, meters.update_unreadable)
            gate = Gate()
            ontvangst = Ontvangst(place.onderdelen, lambda error: None, gate.turn)
            polling = asyncio.create_task(Poller(bot, intake, lambda: None, ontvangst).run())
            while len(wire.asked) < 2:
                await asyncio.sleep(0.005)
            await gate.end(polling)
            await bot.shutdown()
            return wire.bodies

    bodies = asyncio.run(asyncio.wait_for(course(), 30))
    assert [(one.update_id, one.message is not None) for one in heard[:2]] == [(41, False), (42, True)]
    assert b"offset=43" in bodies[1]  # both are acknowledged
    assert meters.registry.get_sample_value("elkedeur_updates_onleesbaar_total") == len(bodies)
    assert {record.getMessage() for record in caplog.records if record.levelname != "INFO"} == {
        "update_unreadable"
    }
    assert "geheim" not in caplog.text
    assert place.state("telegram_ontvangen") == ("goed", None)
