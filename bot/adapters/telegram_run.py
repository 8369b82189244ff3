"""Telegram as one of the channels: getting ready, receiving by polling or webhook."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable

from telegram.error import TelegramError

from bot.adapters.telegram import TelegramSender, make_bot, register_commands
from bot.adapters.telegram_intake import ALLOWED_UPDATES, TelegramIntake
from bot.adapters.telegram_receive import Poller, webhook_app
from bot.app import App
from bot.serving import serve
from telegram import Bot

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5.0


@contextlib.asynccontextmanager
async def telegram(app: App) -> AsyncIterator[list[Awaitable[None]]]:
    """The channel, ready to receive; gives the loops that must run beside the others."""
    settings = app.settings
    assert settings.telegram_token is not None
    bot = make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api)
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
        await Poller(bot, intake, app.wake).run()
        return
    async with asyncio.TaskGroup() as group:
        group.create_task(_serve(app, bot, intake))
        group.create_task(_announce(app, bot))


async def _ready(bot: Bot, app: App) -> None:
    """Wait until Telegram knows us; it may be down when we start."""
    while True:
        try:
            await bot.initialize()
            await register_commands(bot, dict(app.renderer.teksten.words("opdrachten")))
            if app.settings.telegram_webhook_url is None:
                await bot.delete_webhook()
        except TelegramError as error:
            logger.warning("telegram_not_ready", extra={"error": type(error).__name__})
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return


async def _announce(app: App, bot: Bot) -> None:
    """Tell Telegram where the webhook is, once the server listens."""
    settings = app.settings
    assert settings.telegram_webhook_geheim is not None
    while True:
        try:
            await bot.set_webhook(
                f"{settings.telegram_webhook_url}/telegram",
                secret_token=settings.telegram_webhook_geheim.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )
        except TelegramError as error:
            logger.warning("webhook_not_set", extra={"error": type(error).__name__})
            await asyncio.sleep(RETRY_SECONDS)
        else:
            logger.info("webhook_set")
            return


async def _serve(app: App, bot: Bot, intake: TelegramIntake) -> None:
    settings = app.settings
    assert settings.telegram_webhook_geheim is not None
    web = webhook_app(bot, intake, settings.telegram_webhook_geheim.get_secret_value(), app.wake)
    await serve(web, settings.telegram_webhook_adres, settings.telegram_webhook_poort)
