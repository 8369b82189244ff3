"""`elkedeur chat` and `elkedeur demo`: a conversation in the terminal, example colleagues, fast time."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.adapters.terminal import Terminal, lines
from bot.app import App, build
from bot.clock import Clock, FastClock, SystemClock
from bot.config import load_settings
from bot.frontoffice.desk import Desk, SignaalGoneError
from bot.kalender import Kalender
from bot.store.outbox import Outgoing

# A day of the demo lasts fifteen seconds, and one line skips a whole week.
DEMO_SPEED = 24 * 3600 / 15
SKIP, SKIP_DAYS = "/week", 8
# Real seconds until the example colleague takes up a signaal, and then answers.
TAKES_UP_AFTER = 5.0
ANSWERS_AFTER = 8.0


class ExampleMedewerker:
    """Stands in for the frontoffice: shows what it receives, takes it up, answers once."""

    def __init__(self, app: App, show: Callable[[str], None]) -> None:
        self._app = app
        self._show = show
        self._desk = Desk(app.service)
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """The mailbox, the folder and the group of the demo: the screen."""
        text = self._app.renderer.teksten.fill("demo.ontvangt", tekst=row.inhoud["tekst"])
        self._show("\n".join(f"   | {line}" for line in text.splitlines()))
        if row.soort == "pakket_map" and row.signaal_id is not None and "reactie" not in row.inhoud["naam"]:
            task = asyncio.create_task(self._work(row.signaal_id, row.sleutel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return row.sleutel

    async def _work(self, signaal_id: str, key: str) -> None:
        await asyncio.sleep(TAKES_UP_AFTER)
        self._act(lambda: self._desk.take_up(signaal_id, f"{key}:op"))
        await asyncio.sleep(ANSWERS_AFTER)
        answer = self._app.renderer.teksten.fill("demo.antwoord")
        self._act(lambda: self._desk.answer(signaal_id, answer, f"{key}:antwoord"))

    def _act(self, act: Callable[[], object]) -> None:
        try:
            with self._app.store.transaction():
                act()
        except SignaalGoneError:
            return
        self._app.wake()

    def busy(self) -> bool:
        """Whether something is still to be taken up or answered."""
        return bool(self._tasks)


async def converse(*, demo: bool, seconds_after_end: float = 0.0) -> None:
    """One conversation on standard input and output. With demo: fast time, planner, example colleague."""
    home = Path(tempfile.mkdtemp(prefix="elkedeur-"))
    try:
        app = _build(home, demo=demo)
        try:
            await _talk(app, demo=demo, seconds_after_end=seconds_after_end)
        finally:
            app.store.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _build(home: Path, *, demo: bool) -> App:
    # The demo begins at an hour at which we write to people: at night nothing would be asked.
    morning = Kalender().delivery_moment(datetime.now(UTC), 10)
    clock: Clock = FastClock(DEMO_SPEED, morning) if demo else SystemClock()
    settings = load_settings(
        gegevens=home, pakket_map=home / "pakketten", groep=1, wacht_op_vervolg=0, planner_seconden=1.0
    )
    return build(settings, clock=clock)


async def _talk(app: App, *, demo: bool, seconds_after_end: float) -> None:
    interactive = sys.stdin.isatty()
    terminal = Terminal(app.service, sys.stdout, echo=not interactive)
    medewerker = ExampleMedewerker(app, terminal.show)
    app.channels.update(bewoner=terminal.deliver, groep=medewerker.receive, pakket_map=medewerker.receive)
    if demo or interactive:
        terminal.show(app.renderer.teksten.fill("demo.uitleg" if demo else "demo.uitleg_chat"))
    if interactive:
        terminal.take("/start")
        await app.settle()
    async with app.planner():
        background = asyncio.gather(app.handle(), app.send())
        try:
            await _read_all(app, terminal)
            if not interactive:
                await asyncio.sleep(seconds_after_end)
                await app.settle()
        finally:
            background.cancel()


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
