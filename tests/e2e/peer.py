"""The Telegram server of these tests: lo-bot-api-emulator, which is not ours, in a thread of its own.

Added to it: the username that it leaves out of getMe, a memory of every request and answer, faults on
demand, and a webhook that is tried again like the real one. All that passes is checked by aiogram's models.
"""

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self

import aiogram.methods
from aiogram.types import Message, Update, User
from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator

PATIENCE = 20.0  # seconds; only reached when something is broken
RETRY_WEBHOOK = 0.1
COMPLEX = ("reply_markup", "commands", "allowed_updates")  # fields that travel as JSON inside a form


@dataclass(frozen=True)
class Call:
    """One request of the bot. answer is None when it was refused."""

    method: str
    fields: dict[str, Any]
    answer: Any


@dataclass(frozen=True)
class Said:
    """One message of the bot, as it stands in a chat. knoppen: (label, callback_data)."""

    id: int
    chat: int
    text: str
    knoppen: tuple[tuple[str, str], ...]

    def data_of(self, knop: str) -> str | None:
        """The callback data of the first button with this id (or this whole data)."""
        return next((d for _, d in self.knoppen if d == knop or d.partition(":")[0] == knop), None)


@dataclass(frozen=True)
class Fault:
    """What goes wrong at one request.

    how: "refuse" answers with status, text and parameters; "before" breaks the connection instead of
    looking at the request; "after" does what is asked and loses the answer; "slow" only takes its time.
    chat: only there. act: called first, in the thread of the server.
    """

    how: Literal["refuse", "before", "after", "slow"] = "refuse"
    status: int = 500
    text: str = "Internal Server Error"
    parameters: dict[str, Any] | None = None
    chat: int | None = None
    act: Callable[[], None] | None = None


class _ConnectionBrokenError(Exception):
    """The answer stays away."""


class Peer(LoBotApiEmulator):
    """A running server on a free port, until the end of the with statement."""

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.port = 0
        self.calls: list[Call] = []
        self.pushed: list[dict[str, Any]] = []
        self.faults: dict[str, list[Fault]] = {}
        self.tokens: set[str] = set()
        self._changed = threading.Condition()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(PATIENCE), "the Telegram server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the Telegram server did not stop"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        retrying = asyncio.create_task(self._retry_webhooks())
        self._ready.set()
        await self._stop.wait()
        retrying.cancel()
        await runner.cleanup()

    async def _retry_webhooks(self) -> None:
        """The emulator offers an update once; the real server keeps trying until it is accepted."""
        while True:
            await asyncio.sleep(RETRY_WEBHOOK)
            for token in tuple(self.tokens):
                await self.deliver_updates(token=token)

    # --- what the bot asks ---

    async def handle(self, request: web.Request) -> web.Response:
        """As the emulator does, unless the connection is to break."""
        try:
            return await super().handle(request)
        except _ConnectionBrokenError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        """The emulator's own checks, then remember."""
        raw = {name: _decoded(name, value) for name, value in fields.items()}
        raw |= {name: upload["filename"] for name, upload in uploads.items()}
        fault = self._take_fault(method, raw)
        if fault is not None and fault.act is not None:
            fault.act()
        if fault is not None and fault.how in ("refuse", "before"):
            self._remember(Call(method, raw, None))
            if fault.how == "before":
                raise _ConnectionBrokenError
            raise ApiRefusal(fault.text, fault.status, fault.parameters)
        answer = self._answer(method, fields, uploads, raw)
        if fault is not None and fault.how == "after":
            raise _ConnectionBrokenError
        return answer

    def _answer(
        self, method: str, fields: dict[str, Any], uploads: dict[str, Any], raw: dict[str, Any]
    ) -> Any:
        try:
            answer = super().validate(method, fields, uploads)
        except ApiRefusal:
            self._remember(Call(method, raw, None))
            raise
        if method == "getMe":
            answer["username"] = "fixture_bot"
        self._remember(Call(method, raw, answer))
        return answer

    def _take_fault(self, method: str, raw: dict[str, Any]) -> Fault | None:
        waiting = self.faults.get(method, [])
        for fault in waiting:
            if fault.chat is None or str(fault.chat) == str(raw.get("chat_id")):
                waiting.remove(fault)
                return fault
        return None

    def _remember(self, call: Call) -> None:
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()

    # --- what the tests do ---

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next requests to this method fail, one after the other."""
        self.faults.setdefault(method, []).extend(faults)

    def push(self, token: str, update: dict[str, Any]) -> int:
        """One update to the bot; its update_id."""
        return self.push_all(token, [update])[0]

    def push_all(self, token: str, updates: list[dict[str, Any]]) -> list[int]:
        """Updates that come in at one moment: a poll finds all of them together."""
        self.tokens.add(token)

        async def enqueue() -> list[int]:
            return [await self.enqueue_update(update, token=token) for update in updates]

        ids = asyncio.run_coroutine_threadsafe(enqueue(), self._loop).result(PATIENCE)
        self.pushed += [{"update_id": id, **update} for id, update in zip(ids, updates, strict=True)]
        return ids

    def pending(self, token: str) -> int:
        """How many updates the bot has not acknowledged yet."""
        return int(self._update_queues.info(token)["pending_update_count"])

    def said(self, chat: int) -> list[Said]:
        """Every message in a chat, oldest first."""
        return [
            _said(c) for c in list(self.calls) if _is_message(c) and str(c.fields["chat_id"]) == str(chat)
        ]

    def count(self, method: str) -> int:
        """How often this was asked."""
        return sum(call.method == method for call in list(self.calls))

    def wait(self, condition: Callable[[], Any], what: Callable[[], str], patience: float = PATIENCE) -> Any:
        """The value of the condition as soon as it is true; fails with `what` when that never comes."""
        with self._changed:
            # Not everything that is waited for is a request: look again now and then.
            for _ in range(int(patience / 0.05)):
                if value := condition():
                    return value
                self._changed.wait(0.05)
        raise AssertionError(what())

    def check(self) -> None:
        """aiogram's models accept all that passed. Fails on the first that they do not."""
        for call in list(self.calls):
            model = getattr(aiogram.methods, call.method[0].upper() + call.method[1:])
            model.model_validate(call.fields)
            if call.method == "sendMessage" and call.answer is not None:
                Message.model_validate(call.answer)
            if call.method == "getMe" and call.answer is not None:
                User.model_validate(call.answer)
        for update in self.pushed:
            Update.model_validate(update)


def _decoded(name: str, value: Any) -> Any:
    return json.loads(value) if name in COMPLEX and isinstance(value, str) else value


def _is_message(call: Call) -> bool:
    return call.method == "sendMessage" and call.answer is not None


def _said(call: Call) -> Said:
    rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard", [])
    knoppen = tuple((knop["text"], knop["callback_data"]) for row in rows for knop in row)
    chat = int(call.fields["chat_id"])
    return Said(call.answer["message_id"], chat, call.fields["text"], knoppen)
