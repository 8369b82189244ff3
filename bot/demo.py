"""`elkedeur chat` and `elkedeur demo`: a conversation in the terminal, beside it the inbox of the colleagues.

From a pipe the demo runs with fast time and without the inbox, unless a port is asked for.
"""

import asyncio
import contextlib
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import demo_maanden, demo_play, demo_week
from bot.adapters.terminal import Terminal, lines
from bot.app import App, build
from bot.clock import Clock, FastClock, SystemClock
from bot.config import load_settings
from bot.demo_medewerker import ExampleMedewerker
from bot.frontoffice.web.site import make_site
from bot.kalender import Kalender
from bot.sender import Channel
from bot.serving import serve
from bot.store.outbox import Outgoing

# A day of the demo lasts fifteen seconds, and one line skips a whole week. Beside the inbox time runs as it does
# for people: who reads there for two minutes must not find every term passed.
DEMO_SPEED = 24 * 3600 / 15
INBOX_SPEED = 1.0
SKIP, SKIP_DAYS = "/week", 8
HOST, PORT = "127.0.0.1", 8090
PORTS_TRIED = 100


@dataclass(frozen=True)
class Wish:
    """What was asked for. poort: of the inbox; None: no inbox."""

    demo: bool
    poort: int | None = None
    seconds_after_end: float = 0.0


async def converse(*, demo: bool, seconds_after_end: float = 0.0, poort: int | None = None) -> None:
    """One conversation on standard input and output. With demo: planner, example colleague, and the inbox.

    poort: where the inbox comes, or the next free one; without it the inbox comes only in a real terminal.
    """
    if demo and poort is None and sys.stdin.isatty():
        poort = PORT
    wish = Wish(demo, poort, seconds_after_end)
    home = Path(tempfile.mkdtemp(prefix="elkedeur-", dir=_in_memory()))
    try:
        app, end = _build(home, wish)
        try:
            await _talk(app, wish, end)
        finally:
            app.store.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _in_memory() -> str | None:
    """Where Linux keeps files without a disk: what is thrown away at the end need never be on one."""
    memory = Path("/dev/shm")  # noqa: S108 -- mkdtemp makes a folder of our own in it
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def _build(home: Path, wish: Wish) -> tuple[App, datetime]:
    """The bot, and the moment at which the conversation begins."""
    # At an hour at which we write to people: at night nothing would be asked.
    morning = Kalender().delivery_moment(datetime.now(UTC), 10)
    clock: Clock = SystemClock()
    if wish.demo:
        inbox = wish.poort is not None
        start = demo_week.begin(morning) if inbox else morning
        clock = FastClock(INBOX_SPEED if inbox else DEMO_SPEED, start)
    settings = load_settings(
        gegevens=home,
        pakket_map=home / "pakketten",
        groep=1,
        wacht_op_vervolg=0,
        planner_seconden=1.0,
        frontoffice_https=False,
    )
    return build(settings, clock=clock), morning


async def _talk(app: App, wish: Wish, end: datetime) -> None:
    interactive = sys.stdin.isatty()
    terminal = Terminal(app.service, sys.stdout, echo=not interactive)
    await _prepare(app, wish, terminal, end)
    if wish.poort is None and (wish.demo or interactive):
        terminal.show(app.renderer.teksten.fill("demo.uitleg" if wish.demo else "demo.uitleg_chat"))
    async with app.planner(), _inbox(app, wish, terminal):
        if interactive:
            terminal.take("/start")
            await app.settle()
        background = asyncio.gather(app.handle(), app.send(), app.follow_kaart())
        try:
            await _read_all(app, terminal)
            if not interactive:
                await asyncio.sleep(wish.seconds_after_end)
                await app.settle()
        finally:
            background.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await background


async def _prepare(app: App, wish: Wish, terminal: Terminal, end: datetime) -> None:
    """The channels, and the months and the week that lie behind the colleagues."""
    as_colleague = None
    if wish.poort is not None:
        week = demo_week.load()
        app.channels.update(dict.fromkeys(("bewoner", "groep", "pakket_map"), _nowhere))
        demo_maanden.fill(app, end)
        await demo_play.play(app, week, end)
        as_colleague = app.store.medewerkers.by_login(week.collega[0].id)
    medewerker = ExampleMedewerker(app, terminal.show, None if as_colleague is None else as_colleague.id)
    app.channels["bewoner"] = _unless_invented(app, terminal.deliver)
    app.channels["groep"] = app.channels["pakket_map"] = _unless_invented(app, medewerker.receive)


async def _nowhere(row: Outgoing, begin: Callable[[], None]) -> str | None:
    return None


def _unless_invented(app: App, channel: Channel) -> Channel:
    """What is for, or about, the invented residents of before goes nowhere."""

    async def route(row: Outgoing, begin: Callable[[], None]) -> str | None:
        gesprek_id = row.gesprek_id
        if gesprek_id is None and row.signaal_id is not None:
            gesprek_id = app.store.signalen.gesprek_of(row.signaal_id)
        if gesprek_id is not None and app.store.gesprekken.adres(gesprek_id).kanaal == demo_play.KANAAL:
            return None
        return await channel(row, begin)

    return route


@contextlib.asynccontextmanager
async def _inbox(app: App, wish: Wish, terminal: Terminal) -> AsyncIterator[None]:
    """The pages of the colleagues as long as the conversation lasts; says where they are."""
    if wish.poort is None:
        yield
        return
    port = free_port(wish.poort)
    serving = asyncio.create_task(serve(make_site(app, demo=True), HOST, port))
    try:
        await _until_it_listens(port)
        terminal.show(app.renderer.teksten.fill("demo.uitleg_inbox", adres=f"http://{HOST}:{port}/"))
        yield
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


def free_port(first: int) -> int:
    """This port, or the next one that nobody listens at; any free one when all those are taken."""
    for port in (*range(first, min(first + PORTS_TRIED, 65536)), 0):
        with contextlib.suppress(OSError), socket.create_server((HOST, port)) as found:
            return int(found.getsockname()[1])
    raise OSError("no port is free")


async def _until_it_listens(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection(HOST, port)
                writer.close()
                await writer.wait_closed()
                return
            await asyncio.sleep(0.05)


def _skip(clock: FastClock) -> None:
    """A week on, to the next hour at which we write to people."""
    now = clock.now()
    later = Kalender().delivery_moment(now + timedelta(days=SKIP_DAYS), 11)
    clock.skip((later - now) / timedelta(days=1))


async def _read_all(app: App, terminal: Terminal) -> None:
    """Line after line; from a pipe each is answered before the next is read."""
    queue = await lines(sys.stdin)
    while (line := await queue.get()) is not None:
        if isinstance(app.clock, FastClock) and line.strip() == SKIP:
            _skip(app.clock)
            terminal.show(app.renderer.teksten.fill("demo.week_later"))
            app.look()
            await app.settle()
        elif terminal.take(line):
            app.wake()
            await app.settle()
