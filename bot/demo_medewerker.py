"""The example colleague of the demo: takes up and answers what comes in, until a person sits at the inbox."""

import asyncio
from collections.abc import Callable

from bot.app import App
from bot.frontoffice.desk import Desk
from bot.frontoffice.errors import FrontofficeError
from bot.render import readable
from bot.store.outbox import Outgoing

# Real seconds until he takes up a signaal, and then answers.
TAKES_UP_AFTER = 5.0
ANSWERS_AFTER = 8.0


class ExampleMedewerker:
    """Stands in for the frontoffice: shows what it receives, takes it up, answers once."""

    def __init__(self, app: App, show: Callable[[str], None], id: str | None = None) -> None:
        """id: the colleague as whom he acts in the inbox; None when there is no inbox."""
        self._app = app
        self._show = show
        self._id = id
        self._desk = Desk(app.service)
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """The mailbox, the folder and the group of the demo: the screen."""
        is_pakket = row.soort == "pakket_map" and "reactie" not in row.inhoud["naam"]
        if self._aside():
            if is_pakket and row.signaal_id is not None:
                self._say_where(row.signaal_id)
            return row.sleutel
        text = self._app.renderer.teksten.fill("demo.ontvangt", tekst=row.inhoud["tekst"])
        self._show("\n".join(f"   | {line}" for line in text.splitlines()))
        if is_pakket and row.signaal_id is not None:
            task = asyncio.create_task(self._work(row.signaal_id, row.sleutel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return row.sleutel

    def _aside(self) -> bool:
        """Somebody is logged in to the inbox: the work is his."""
        return self._app.store.sessies.anybody_in()

    def _say_where(self, signaal_id: str) -> None:
        nummer = readable(self._app.store.signalen.load(signaal_id).nummer)
        self._show(self._app.renderer.teksten.fill("demo.wacht_in_inbox", nummer=nummer))

    async def _work(self, signaal_id: str, key: str) -> None:
        await asyncio.sleep(TAKES_UP_AFTER)
        if not self._act(signaal_id, lambda: self._desk.take_up(signaal_id, f"{key}:op", self._id)):
            return
        await asyncio.sleep(ANSWERS_AFTER)
        answer = self._app.renderer.teksten.fill("demo.antwoord")
        self._act(signaal_id, lambda: self._desk.answer(signaal_id, answer, f"{key}:antwoord", self._id))

    def _act(self, signaal_id: str, act: Callable[[], object]) -> bool:
        """False when the work is no longer his."""
        try:
            if self._aside():
                self._say_where(signaal_id)
                return False
            with self._app.store.transaction():
                act()
        except (FrontofficeError, KeyError):  # withdrawn, erased, or the resident wants no messages
            return False
        self._app.wake()
        return True
