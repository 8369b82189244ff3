"""`elkedeur chat` and `elkedeur demo`: a conversation in the terminal, beside it the pages of bot/demo_web.py.

From a pipe the demo runs with fast time and without pages, unless a port is asked for.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import demo_maanden, demo_play, demo_web, demo_week
from bot.adapters.terminal import ADRES, Terminal, lines
from bot.app import App, build
from bot.clock import Clock, FastClock, SystemClock
from bot.demo_medewerker import ExampleMedewerker
from bot.demo_settings import demo_settings
from bot.demo_web import Doors
from bot.kalender import Kalender
from bot.sender import Channel
from bot.store.outbox import Outgoing

# A day of the demo lasts fifteen seconds, and one line skips a whole week. Beside the pages time runs as it
# does for people: who reads there for two minutes must not find every term passed.
DEMO_SPEED = 24 * 3600 / 15
PAGES_SPEED = 1.0
SKIP, SKIP_DAYS = "/week", 8
ENDS = (signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Wish:
    """What was asked for. doors: where the pages come; None: no pages."""

    demo: bool
    doors: Doors | None = None
    seconds_after_end: float = 0.0


async def converse(*, demo: bool, seconds_after_end: float = 0.0, poort: int | None = None) -> None:
    """One conversation on standard input and output. With demo: planner, example colleague, and the pages.

    poort: where the first page comes, or the next free one; without it they come only in a real terminal.
    """
    if demo and poort is None and sys.stdin.isatty():
        poort = demo_web.PORT
    with contextlib.nullcontext() if poort is None else demo_web.doors(poort) as doors, _ends_in_order():
        await _converse(Wish(demo, doors, seconds_after_end))


@contextlib.contextmanager
def _ends_in_order() -> Iterator[None]:
    """A window that is shut ends the demo like any other end: everything is wiped, as was said."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    for name in ENDS:
        loop.add_signal_handler(name, task.cancel)
    try:
        yield
    finally:
        for name in ENDS:
            loop.remove_signal_handler(name)


async def _converse(wish: Wish) -> None:
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
    if wish.demo and wish.doors is not None:
        clock = FastClock(PAGES_SPEED, demo_week.begin(morning))
    elif wish.demo:
        clock = FastClock(DEMO_SPEED, morning)
    pages = {} if wish.doors is None else wish.doors.settings
    return build(demo_settings(home, **pages), clock=clock), morning


async def _talk(app: App, wish: Wish, end: datetime) -> None:
    interactive = sys.stdin.isatty()
    terminal = Terminal(app.service, sys.stdout, echo=not interactive)
    await _prepare(app, wish, terminal, end)
    async with app.planner(), _pages(app, wish.doors, terminal):
        _explain(app, wish, terminal)
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


def _explain(app: App, wish: Wish, terminal: Terminal) -> None:
    """What one can do here; and the pages come up where there is a desktop."""
    fill, doors = app.renderer.teksten.fill, wish.doors
    if doors is not None:
        urls = {"samen": doors.samen.url, "chat": doors.chat.url, "inbox": doors.inbox.url}
        terminal.show(fill("demo.uitleg_samen", **urls))
        if sys.stdin.isatty():
            demo_web.show(doors.samen.url)
    elif wish.demo:
        terminal.show(fill("demo.uitleg"))
    elif sys.stdin.isatty():
        terminal.show(fill("demo.uitleg_chat"))


def _pages(app: App, doors: Doors | None, terminal: Terminal) -> contextlib.AbstractAsyncContextManager[None]:
    if doors is None:
        return contextlib.nullcontext()
    return demo_web.served(app, doors, lambda: _week_later(app, terminal))


async def _prepare(app: App, wish: Wish, terminal: Terminal, end: datetime) -> None:
    """The channels, and the months and the week that lie behind the colleagues."""
    app.residents.update({ADRES.kanaal: terminal.deliver, demo_play.KANAAL: _nowhere})
    as_colleague = None
    if wish.doors is not None:
        week = demo_week.load()
        app.channels.update(dict.fromkeys(("groep", "pakket_map"), _nowhere))
        demo_maanden.fill(app, end)
        await demo_play.play(app, week, end)
        as_colleague = app.store.medewerkers.by_login(week.collega[0].id)
    medewerker = ExampleMedewerker(app, terminal.show, None if as_colleague is None else as_colleague.id)
    app.channels["groep"] = app.channels["pakket_map"] = _unless_invented(app, medewerker.receive)


async def _nowhere(row: Outgoing, begin: Callable[[], None]) -> str | None:
    return None


def _unless_invented(app: App, channel: Channel) -> Channel:
    """What is about the invented residents of before goes nowhere."""

    async def route(row: Outgoing, begin: Callable[[], None]) -> str | None:
        gesprek_id = row.gesprek_id
        if gesprek_id is None and row.signaal_id is not None:
            gesprek_id = app.store.signalen.gesprek_of(row.signaal_id)
        if gesprek_id is not None and app.store.gesprekken.adres(gesprek_id).kanaal == demo_play.KANAAL:
            return None
        return await channel(row, begin)

    return route


async def _week_later(app: App, terminal: Terminal) -> None:
    """A week on, to the next hour at which we write to people, and everything that is due by then."""
    assert isinstance(app.clock, FastClock)
    now = app.clock.now()
    later = Kalender().delivery_moment(now + timedelta(days=SKIP_DAYS), 11)
    app.clock.skip((later - now) / timedelta(days=1))
    terminal.show(app.renderer.teksten.fill("demo.week_later"))
    app.look()
    await app.settle()


async def _read_all(app: App, terminal: Terminal) -> None:
    """Line after line; from a pipe each is answered before the next is read."""
    queue = await lines(sys.stdin)
    while (line := await queue.get()) is not None:
        if isinstance(app.clock, FastClock) and line.strip() == SKIP:
            await _week_later(app, terminal)
        elif terminal.take(line):
            app.wake()
            await app.settle()
