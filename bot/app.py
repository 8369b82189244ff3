"""Wires everything together and runs the loops. Reads the configuration once; decides nothing."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import kaart_gemeente
from bot.adapters.errors import GiveUpError, RetryLaterError
from bot.adapters.mail_channel import FolderChannel, MailChannel
from bot.adapters.openklant import OpenKlantChannel
from bot.adapters.sms import SmsChannel
from bot.adapters.webhook import WebhookChannel
from bot.betekenis import Meaning
from bot.bewaking.breakers import Breakers
from bot.bewaking.geteld import CountedReader, CountedService, WatchedKaart
from bot.bewaking.meters import Meters
from bot.bewaking.site import Bewaking
from bot.bewaking.toestand import Onderdelen
from bot.bewaking.watch import Watch, store_code
from bot.bewaking.watch import wait as _wait
from bot.clock import Clock, FastClock, SystemClock
from bot.config import Settings
from bot.due import DueLook
from bot.frontoffice.desk import Desk
from bot.frontoffice.group import Group
from bot.frontoffice.notices import Notices
from bot.frontoffice.work import Work
from bot.hub import Hub
from bot.kaart_bron import KaartBron, needed_ids
from bot.kalender import Kalender
from bot.koppelen.openklant_stand import STAND, OpenKlantStand
from bot.koppelen.rijen import OPENKLANT, WEBHOOK
from bot.koppelen.van_buiten import VanBuiten
from bot.perform import Performer
from bot.render import Renderer
from bot.sender import NO_CHANNEL, NO_CHANNEL_WAIT, WORKERS, Channel, Sender
from bot.service import Service
from bot.store import Store
from bot.store.chats import KANAAL
from bot.store.outbox import Outgoing
from bot.store.werk import ALARM, SAID
from bot.teksten import Teksten
from intents.lezer import Lezer
from intents.product import products
from sociale_kaart.load import load as load_kaart

logger = logging.getLogger(__name__)

# Nothing is ever waited for longer than this: rows of another process may have come in.
LONGEST_REST = 1.0
REST_AFTER_FAILURE = 1.0
STAND_BY = 2.0  # seconds between two signs of life
PLANNER = "planner"  # what one process does for all


@dataclass
class App:
    """The parts of one running process.

    channels: soort of an outbox row -> how it goes out. residents: the channel of a gesprek -> how it goes there.
    hub: who waits for something new in a gesprek. onderdelen, meters: how all of this is doing.
    """

    settings: Settings
    store: Store
    service: Service
    performer: Performer
    renderer: Renderer
    notices: Notices
    group: Group
    desk: Desk
    work: Work
    due: DueLook
    kaart: KaartBron
    channels: dict[str, Channel]
    clock: Clock
    onderdelen: Onderdelen
    meters: Meters
    residents: dict[str, Channel] = field(default_factory=dict)
    hub: Hub = field(default_factory=Hub)

    def __post_init__(self) -> None:
        self.channels.setdefault("bewoner", self._to_resident)
        self.breakers = Breakers(self.onderdelen)
        self.watch = Watch(self.store, self.settings.database, self.onderdelen, self.clock)
        self.sender = Sender(self.store, self.channels, self.clock, self.notices, self.breakers, self.meters)
        self.sender.on_channel_stopped(self.service.stop_channel)
        self._work = asyncio.Event()
        self._mail = [asyncio.Event() for _ in range(WORKERS)]

    async def _to_resident(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """By the channel on which this resident talks. Raises the errors of bot.adapters.errors."""
        try:
            kanaal = self.store.gesprekken.adres(row.gesprek_id or "").kanaal
        except KeyError:
            raise GiveUpError("gesprek_gone") from None
        if kanaal not in self.residents:
            raise RetryLaterError(NO_CHANNEL, after=NO_CHANNEL_WAIT)
        return await self.residents[kanaal](row, begin)

    def wake(self) -> None:
        """Something came in."""
        self._work.set()

    async def handle(self) -> None:
        """Handle what came in, as long as the process lives."""
        while True:
            await self.watch.ready("verwerken")
            self._work.clear()
            rest = REST_AFTER_FAILURE
            with self._surviving("handle_failed"):
                rest = min(await self._handle_waiting() or LONGEST_REST, LONGEST_REST)
            await _wait(self._work, rest)

    async def _handle_waiting(self) -> float | None:
        """One gesprek after the other; in between what is ready goes out, and what comes in is taken."""
        waits: list[float] = []
        for gesprek_id, wait in self.service.handle_each():
            if wait is not None:  # he is still typing: nothing was said
                waits.append(wait)
            else:
                self._post()
                self.hub.poke(gesprek_id)
                self.store.werk.tell(SAID, gesprek_id)
            self.onderdelen.beat("verwerken")
            await asyncio.sleep(0)
        return min(waits, default=None)

    async def follow_kaart(self) -> None:
        """Take up what editors make of the kaart, as long as the process lives. A large one holds up no resident."""
        while True:
            await self.kaart.take_up()
            await asyncio.sleep(LONGEST_REST)

    async def send(self) -> None:
        """Send what must go out, as long as the process lives. A slow mail server holds up no resident."""
        async with asyncio.TaskGroup() as group:
            for wake in self._mail:
                group.create_task(self._send(wake))

    async def _send(self, wake: asyncio.Event) -> None:
        while True:
            await self.watch.ready("versturen")
            wake.clear()
            with self._surviving("send_failed"):
                await self.sender.work()
            await _wait(wake, LONGEST_REST)

    def _post(self) -> None:
        """Something must go out."""
        self.sender.look_again()
        for wake in self._mail:
            wake.set()

    async def settle(self) -> None:
        """Handle and send until nothing is left that can be done now."""
        while True:
            await self.kaart.take_up()
            wait = self.service.handle_waiting()
            if await self.sender.send_waiting() == 0 and wait is None:
                return
            await asyncio.sleep(min(wait or 0, LONGEST_REST))

    async def count(self) -> None:
        """Fix the figures of months that have ended, as long as the process lives. It holds up no resident."""
        while True:
            with self._surviving("cijfers_failed"):
                if self.store.werk.leads(PLANNER):
                    await self.due.count()
            await asyncio.sleep(self.settings.planner_seconden)

    async def stand_by(self) -> None:
        """Say that we are alive, and go on with what others of us left who are not, as long as the process lives."""
        while True:
            with self._surviving("stand_by_failed"):
                self.store.werk.look()
                if self.sender.take_over():
                    self._post()
            await asyncio.sleep(STAND_BY)

    def _told(self, wat: str, gesprek_id: str) -> None:
        """Another process says that there is something in this gesprek."""
        if wat == SAID:
            self.hub.poke(gesprek_id)
        else:
            self.service.heard(gesprek_id, alarm=wat == ALARM)
            self.wake()

    async def follow_openklant(self) -> None:
        """Take up what is done in Open Klant, as long as the process lives. It holds up no resident."""
        if self.settings.openklant is None:
            return
        channel = OpenKlantChannel(self.settings.openklant)
        stand = OpenKlantStand(channel, self.service, VanBuiten(self.service, self.notices), self.onderdelen)
        while True:
            with self._surviving("openklant_look_failed"):
                if self.store.werk.leads(PLANNER) and await stand.look():
                    self._post()
            await asyncio.sleep(self.settings.openklant_seconden)

    def look(self, *, count: bool = True) -> None:
        """What is due. count: the figures of months that have ended too, while everybody waits."""
        self.due.look(count=count)
        self._post()

    @contextlib.asynccontextmanager
    async def planner(self) -> AsyncIterator[None]:
        """APScheduler wakes the look-out; what is due stands in rows, not in its memory."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self._look_async, "interval", seconds=self.settings.planner_seconden, max_instances=1
        )
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)

    async def _look_async(self) -> None:
        await self.watch.ready("planner")
        with self._surviving("look_failed", deel="planner"):
            if self.store.werk.leads(PLANNER):
                self.look(count=False)

    async def run(self, *more: Awaitable[None]) -> None:
        """Everything together until one part ends or fails."""
        loop = asyncio.get_running_loop()

        def told(wat: str, gesprek_id: str) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._told, wat, gesprek_id)

        with self.service.reading_ahead(self.wake), self.store.werk.listening(told):
            await self._run(*more)

    async def _run(self, *more: Awaitable[None]) -> None:
        self.store.werk.look()  # first, so that what the dead were sending is free
        self.sender.recover()
        self.onderdelen.beat("planner")
        try:
            async with self.planner(), asyncio.TaskGroup() as group:
                group.create_task(self.watch.run())
                group.create_task(self.handle())
                group.create_task(self.follow_kaart())
                group.create_task(self.count())
                group.create_task(self.follow_openklant())
                if not self.store.werk.alone:
                    group.create_task(self.stand_by())
                group.create_task(self.send())
                for part in more:
                    group.create_task(_as_coroutine(part))
        finally:
            self.sender.finish()

    def bewaking(self) -> Bewaking:
        """What the pages of the administrator show."""
        settings = self.settings
        return Bewaking(
            self.onderdelen,
            self.breakers,
            self.meters,
            self.clock,
            settings.database,
            settings.bewaking_adres,
        )

    @contextlib.contextmanager
    def _surviving(self, event: str, deel: str | None = None) -> Iterator[None]:
        """A full disk or a locked database is logged and tried again: what was not committed is still waiting."""
        try:
            yield
        except Exception as error:
            logger.error(event, extra={"error": type(error).__name__})
            self.watch.trouble(error)
            if deel is not None and store_code(error) is None:
                self.onderdelen.hapert(deel, "fout")
        else:
            if deel is not None:
                self.onderdelen.goed(deel)


async def _as_coroutine(part: Awaitable[None]) -> None:
    await part


def build(settings: Settings, *, clock: Clock | None = None, lezer: Lezer | None = None) -> App:
    """Make all parts. Raises the errors of the store, the texts, the kaart and the configuration."""
    clock = clock or (FastClock(1.0, settings.klok) if settings.klok else SystemClock())
    teksten = _teksten(settings)
    lezer = lezer or Lezer.load()
    shipped = load_kaart() if settings.kaart is None else kaart_gemeente.national()
    store = Store.open(settings.database, settings.key_file)
    if settings.kaart is not None:
        kaart_gemeente.fit(store, settings.kaart, needed_ids(teksten), clock.now())
    meaning = Meaning(lezer.encoder, settings.gegevens)
    onderdelen = _parts(settings, lezer, clock)
    kaart = WatchedKaart(
        onderdelen,
        meaning.lent_to(shipped),
        store.kaart,
        needed=needed_ids(teksten),
        keep=meaning.keep,
    )
    renderer = Renderer(teksten, kaart, {id: product.naam for id, product in products().items()})
    kalender = Kalender()
    notices = Notices(store, renderer, settings)
    performer = Performer(store, renderer, kalender, notices, settings, kaart)
    meters = Meters()
    reader = CountedReader(meters, lezer, kaart, clock)
    service = CountedService(meters, store, reader, performer, teksten, clock, settings)
    return App(
        settings=settings,
        store=store,
        service=service,
        performer=performer,
        renderer=renderer,
        notices=notices,
        group=Group(service, renderer, notices, kaart),
        desk=Desk(service),
        work=Work(service, notices, kaart, settings),
        due=DueLook(service, notices, kalender, settings),
        kaart=kaart,
        channels=_channels(settings),
        clock=clock,
        onderdelen=onderdelen,
        meters=meters,
        residents={KANAAL: _nobody_left},
    )


def _teksten(settings: Settings) -> Teksten:
    teksten = Teksten.load(gemeente=settings.gemeente)
    return teksten if settings.teksten is None else teksten.with_own(settings.teksten, settings.gemeente)


async def _nobody_left(row: Outgoing, begin: Callable[[], None]) -> str | None:
    """What is said on the page stands there; a row only goes out as the last word after wiping, with nobody there."""
    return None


def _parts(settings: Settings, lezer: Lezer, clock: Clock) -> Onderdelen:
    """The parts that this process has, and what is known of them before it begins."""
    parts = Onderdelen(clock)
    parts.add("database", "begrijpen", "kaart", "planner", "outbox")
    for given, names in (
        (settings.telegram_token, ("telegram_ontvangen", "telegram_sturen")),
        (settings.mail_server, ("mail",)),
        (settings.sms_gateway, ("sms",)),
        (settings.pakket_map, ("map",)),
        (settings.openklant, ("openklant", STAND)),
        (settings.webhook, ("webhook",)),
    ):
        if given is not None:
            parts.add(*names)
    if not getattr(lezer, "has_model", True):
        parts.stuk("begrijpen", "alleen_regels")
    elif not getattr(lezer, "has_encoder", True):
        parts.hapert("begrijpen", "zonder_betekenis")
    return parts


def _channels(settings: Settings) -> dict[str, Channel]:
    channels: dict[str, Channel] = {}
    if settings.pakket_map is not None:
        settings.pakket_map.mkdir(parents=True, exist_ok=True)
        channels["pakket_map"] = FolderChannel(settings.pakket_map).send
    if settings.mail_server is not None:
        mail = MailChannel(settings.mail_server)
        channels["mail"] = channels["pakket_mail"] = channels["seintje_mail"] = mail.send
    if settings.sms_gateway is not None:
        channels["seintje_sms"] = SmsChannel(settings.sms_gateway).send
    if settings.openklant is not None:
        channels[OPENKLANT] = OpenKlantChannel(settings.openklant).send
    if settings.webhook is not None:
        channels[WEBHOOK] = WebhookChannel(settings.webhook).send
    return channels
