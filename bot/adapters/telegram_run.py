"""Telegram as one of the channels: getting ready, receiving by polling or webhook."""

import asyncio
import contextlib
import itertools
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from telegram.error import Conflict, RetryAfter

from bot.adapters.telegram import TelegramSender, make_bot, register_commands
from bot.adapters.telegram_intake import ALLOWED_UPDATES, TelegramIntake
from bot.adapters.telegram_receive import PART, Ontvangst, Poller, code_of, webhook_app
from bot.app import App
from bot.bewaking import waits
from bot.bewaking.watch import store_code
from bot.serving import serve
from bot.store.errors import StoreUnavailableError
from telegram import Bot

logger = logging.getLogger(__name__)

POLLER = "telegram"
WAIT_FOR_TURN = 1.0  # seconds
# Seconds. Who leads for so long gets answers: else it would have let us ask again. Until then it may be away for all.
ANOTHER_IS_WELL = 600.0
MOST_FAILURES = 5  # questions in a row without an answer: half a minute, or more


@contextlib.asynccontextmanager
async def telegram(app: App) -> AsyncIterator[list[Awaitable[None]]]:
    """The channel, ready to receive; gives the loops that must run beside the others."""
    settings = app.settings
    assert settings.telegram_token is not None
    bot = make_bot(
        settings.telegram_token.get_secret_value(), settings.telegram_api, app.meters.update_unreadable
    )
    sender = TelegramSender(bot, lambda id: app.store.gesprekken.adres(id).adres, settings.groep)
    app.residents["telegram"] = sender.to_resident
    app.channels["groep"] = sender.to_group
    intake = TelegramIntake(app.service, app.group, settings.groep)
    try:
        yield [_receive(app, bot, intake)]
    finally:
        await bot.shutdown()


async def _receive(app: App, bot: Bot, intake: TelegramIntake) -> None:
    """Telegram may be down when we start: that holds up no other channel."""
    await _ready(bot, app)
    logger.info("telegram_ready")
    if app.settings.telegram_webhook_url is None:
        await Poller(bot, intake, app.wake, _ontvangst(app)).run()
        return
    async with asyncio.TaskGroup() as group:
        group.create_task(_serve(app, bot, intake))
        group.create_task(_announce(app, bot))


def _ontvangst(app: App) -> Ontvangst:
    turn = _Turn(app)
    return Ontvangst(app.onderdelen, turn.failed, turn.come)


class _Turn:
    """One process asks Telegram; the others are ready to. Who gets no answer for long lets another one ask."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._failures = 0  # in a row, that were not the database's
        self._failed = False
        self._doubtful_until = 0.0

    def failed(self, error: BaseException) -> None:
        """The question of this turn."""
        self._app.watch.trouble(error)
        if store_code(error) is None:
            self._doubtful_until = time.monotonic() + ANOTHER_IS_WELL
            self._failed = True
            # It did answer, and would answer another one the same.
            self._failures += not isinstance(error, RetryAfter | Conflict)

    async def come(self) -> None:
        """Comes back when it is this process that asks."""
        self._app.onderdelen.beat("ontvangen")
        if not self._failed:
            self._failures, self._doubtful_until = 0, 0.0
        self._failed = False
        if self._failures >= MOST_FAILURES and self._surely(self._give_up):
            self._failures = 0
            await asyncio.sleep(2 * WAIT_FOR_TURN)  # the others look that often
        while not self._surely(self._asks):
            self._app.onderdelen.beat("ontvangen")
            await asyncio.sleep(WAIT_FOR_TURN)

    def _give_up(self) -> bool:
        self._app.store.werk.give_up(POLLER)
        return not self._app.store.werk.alone

    def _asks(self) -> bool:
        leads = self._app.store.werk.leads(POLLER)
        if (
            not leads and time.monotonic() >= self._doubtful_until
        ):  # another one does, and tells how that goes
            self._app.onderdelen.goed(PART)
        return leads

    def _surely(self, act: Callable[[], bool]) -> bool:
        """Whoever has the database asks; that may be us again in a moment."""
        try:
            return act()
        except StoreUnavailableError as error:
            self._app.watch.trouble(error)
            return False


async def _ready(bot: Bot, app: App) -> None:
    """Wait until Telegram knows us; it may be down when we start."""
    for attempt in itertools.count(1):
        try:
            await bot.initialize()
            await register_commands(bot, dict(app.renderer.teksten.words("opdrachten")))
            if app.settings.telegram_webhook_url is None:
                await bot.delete_webhook()
        except Exception as error:  # an answer of another shape, too: Telegram may be anything but well
            await _not_yet(app, "telegram_not_ready", error, attempt)
        else:
            app.onderdelen.goed(PART)
            return


async def _not_yet(app: App, event: str, error: Exception, attempt: int) -> None:
    """Said once: from then on the state of the part tells it."""
    if attempt == 1:
        logger.warning(event, extra={"error": type(error).__name__})
    app.onderdelen.hapert(PART, code_of(error))
    await asyncio.sleep(waits.seconds(waits.POLL, attempt))


async def _announce(app: App, bot: Bot) -> None:
    """Tell Telegram where the webhook is, once the server listens."""
    settings = app.settings
    assert settings.telegram_webhook_geheim is not None
    for attempt in itertools.count(1):
        try:
            await bot.set_webhook(
                f"{settings.telegram_webhook_url}/telegram",
                secret_token=settings.telegram_webhook_geheim.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )
        except Exception as error:  # an answer of another shape, too: Telegram may be anything but well
            await _not_yet(app, "webhook_not_set", error, attempt)
        else:
            app.onderdelen.goed(PART)
            logger.info("webhook_set")
            return


async def _serve(app: App, bot: Bot, intake: TelegramIntake) -> None:
    settings = app.settings
    assert settings.telegram_webhook_geheim is not None
    secret = settings.telegram_webhook_geheim.get_secret_value()
    web = webhook_app(bot, intake, secret, app.wake, _ontvangst(app))
    await serve(web, settings.telegram_webhook_adres, settings.telegram_webhook_poort)
