"""Plays the invented week with the real bot: what residents wrote, and what colleagues did with it.

Every row comes from the same calls as in real life; only the clock is moved. Never outside `elkedeur demo`.
"""

from datetime import datetime, timedelta

from bot.app import App
from bot.clock import FastClock
from bot.core.effects import Knop
from bot.core.gesprek import Gesprek
from bot.demo_collegas import DOES, Doing
from bot.demo_week import ONE_DAY, Scene, Stap, Week, in_order
from bot.frontoffice.desk import Desk
from bot.frontoffice.work import Work
from bot.store.gesprekken import Adres

KANAAL = "voorbeeld"
MOST_ANSWERS = 8  # to the questions on the way to the team
STEP = timedelta(minutes=1)


class NotPlayedError(Exception):
    """A line of the file cannot be played; the message says why."""


async def play(app: App, week: Week, end: datetime) -> tuple[str, ...]:
    """Live through the week up to `end`; gives what could not be played, which is nothing (a test sees to it)."""
    return await _Player(app, week, end).play()


class _Player:
    def __init__(self, app: App, week: Week, end: datetime) -> None:
        assert isinstance(app.clock, FastClock)
        self._app, self._clock, self._week, self._end = app, app.clock, week, end
        self._desk = Desk(app.service)
        self._work = Work(app.service, app.notices, app.kaart, app.settings)
        self._count = 0
        self._collegas: dict[str, str] = {}

    async def play(self) -> tuple[str, ...]:
        self._add_colleagues()
        wrong: dict[str, str] = {}
        for scene in in_order(self._week, self._end):
            await self._go_to(scene.op)
            if scene.bewoner in wrong:
                continue  # what follows hangs on what failed
            try:
                await self._scene(scene)
            except Exception as error:  # an example less is no reason to stop a demo; a test stops
                wrong[scene.bewoner] = (
                    f"{scene.bewoner}, {scene.op:%d-%m %H:%M}: {type(error).__name__} {error}"
                )
        await self._go_to(self._end)
        return tuple(wrong.values())

    def _add_colleagues(self) -> None:
        with self._app.store.transaction():
            for one in self._week.collega:
                self._collegas[one.id] = self._app.store.medewerkers.add(
                    one.id, one.naam, one.functies, self._clock.now(), wijk=one.wijk
                )

    async def _go_to(self, moment: datetime) -> None:
        """As the planner would: everything that is due on the way happens on its own day."""
        now = self._clock.now()
        if moment > now:
            self._clock.skip((moment - now) / ONE_DAY)
        self._app.look()
        await self._app.sender.send_waiting()

    async def _scene(self, scene: Scene) -> None:
        for nr, stap in enumerate(scene.stappen):
            if nr:
                self._clock.skip(STEP / ONE_DAY)
            if stap.doet is None:
                self._resident(Adres(KANAAL, scene.bewoner), stap)
            else:
                self._colleague(scene.bewoner, stap)
        await self._app.sender.send_waiting()

    # --- residents ---

    def _resident(self, adres: Adres, stap: Stap) -> None:
        if stap.geeft_door:
            self._forward(adres, stap)
        elif stap.zegt:
            self._receive(adres, "tekst", tekst=stap.zegt)
        elif stap.tikt:
            self._tap(adres, stap.tikt)
        elif stap.opdracht:
            naam, _, payload = stap.opdracht.partition(" ")
            self._receive(adres, "commando", naam=naam, payload=payload)
        else:
            raise NotPlayedError("geen zegt, tikt, opdracht, geeft_door of doet")

    def _receive(self, adres: Adres, soort: str, **inhoud: str) -> None:
        self._count += 1
        self._app.service.receive(adres, f"{KANAAL}:{self._count}", soort, inhoud)
        self._app.service.handle_waiting()

    def _tap(self, adres: Adres, id: str) -> None:
        """A button that stands below the last message."""
        found = next((knop for knop in self._offered(adres) if knop.id == id), None)
        if found is None:
            raise NotPlayedError(f"de knop {id} staat er niet")
        self._receive(adres, "knop", id=found.id, arg=found.arg)

    def _forward(self, adres: Adres, stap: Stap) -> None:
        """Answer what is asked on the way to the team, whatever the reading made of the words."""
        self._tap(adres, "doorgeven" if self._offers(adres, "doorgeven") else "mens")
        for _ in range(MOST_ANSWERS):
            if self._offers(adres, "wijk_overslaan") and stap.wijk:
                self._receive(adres, "tekst", tekst=stap.wijk)
            elif knop := next((k for k in _answers(stap) if self._offers(adres, k)), None):
                self._tap(adres, knop)
                if knop.startswith("opvolging"):
                    return
            elif stap.contact:
                self._receive(adres, "tekst", tekst=stap.contact)
        raise NotPlayedError("de vraag kwam niet bij het team")

    def _offers(self, adres: Adres, id: str) -> bool:
        return any(knop.id == id for knop in self._offered(adres))

    def _offered(self, adres: Adres) -> tuple[Knop, ...]:
        return self._gesprek(adres).knoppen

    def _gesprek(self, adres: Adres) -> Gesprek:
        store = self._app.store.gesprekken
        return store.load(store.find_or_open(adres, self._clock.now()))

    # --- colleagues ---

    def _colleague(self, bewoner: str, stap: Stap) -> None:
        """As the page of a signaal does it: on what was last seen, and noted in the list of looks."""
        assert stap.doet is not None
        self._count += 1
        now, store = self._clock.now(), self._app.store
        doing = Doing(
            desk=self._desk,
            work=self._work,
            signaal_id=self._signaal(bewoner),
            me=self._collegas[stap.wie],
            key=f"{KANAAL}:{self._count}",
            now=now,
            stap=stap,
            aan=self._other(stap.aan),
        )
        rij = store.behandelingen.load(doing.signaal_id)
        if rij is None:
            raise NotPlayedError("het team weet hier niet van")
        with store.transaction():
            store.behandelingen.claim(doing.signaal_id, rij.versie, now)
            DOES[stap.doet](doing)
            store.inzagen.add(doing.me, stap.doet, doing.signaal_id, now)

    def _signaal(self, bewoner: str) -> str:
        gesprek = self._gesprek(Adres(KANAAL, bewoner))
        return self._app.store.signalen.all_of(gesprek.id)[-1].id

    def _other(self, name: str) -> str:
        """The id of a colleague, or the number of another resident's signaal."""
        if not name or name in self._collegas:
            return self._collegas.get(name, "")
        return self._app.store.signalen.load(self._signaal(name)).nummer


def _answers(stap: Stap) -> tuple[str, ...]:
    """The buttons on the way to the team; of those that stand there one is tapped."""
    return (
        f"urgentie_{stap.geeft_door}",
        "wijk_overslaan",
        f"bereik_{stap.bereik}",
        "verstuur",
        "opvolging_ja" if stap.opvolging else "opvolging_nee",
    )
