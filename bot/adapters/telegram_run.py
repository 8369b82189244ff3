"""`elkedeur start`: the channels that are configured, the planner, and an orderly end."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette
from telegram.error import TelegramError

from bot.adapters.telegram import TelegramSender, make_bot, register_commands
from bot.adapters.telegram_intake import ALLOWED_UPDATES, TelegramIntake
from bot.adapters.telegram_receive import Poller, webhook_app
from bot.app import App, build
from bot.config import ConfigError, Settings, check_production
from bot.frontoffice.web.site import make_site, serve
from telegram import Bot

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5.0


async def start(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT, the inbox beside it if it has a port. Raises ConfigError, errors of `build`."""
    check_production(settings)
    _check_port(settings)
    app = build(settings)
    try:
        await _until_stopped(app)
    finally:
        app.store.close()


async def _until_stopped(app: App) -> None:
    running = asyncio.create_task(_run(app))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        logger.info("stopped")


async def _run(app: App) -> None:
    settings = app.settings
    assert settings.telegram_token is not None
    bot = make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api)
    sender = TelegramSender(bot, lambda id: app.store.gesprekken.adres(id).adres, settings.groep)
    app.channels["bewoner"] = sender.to_resident
    app.channels["groep"] = sender.to_group
    intake = TelegramIntake(app.service, app.group, settings.groep)
    try:
        await _ready(bot, app)
        logger.info("started")
        more = [] if settings.frontoffice_poort is None else [_frontoffice(app, settings.frontoffice_poort)]
        if settings.telegram_webhook_url is None:
            await app.run(Poller(bot, intake, app.wake).run(), *more)
        else:
            await app.run(_serve(app, bot, intake), _announce(app, bot), *more)
    finally:
        await bot.shutdown()


async def _frontoffice(app: App, port: int) -> None:
    """The pages of the colleagues."""
    site = make_site(app)
    logger.info("frontoffice_started", extra={"port": port})
    await serve(site, app.settings.frontoffice_adres, port)


def _check_port(settings: Settings) -> None:
    """Said in a sentence before anything starts. Raises ConfigError."""
    if settings.frontoffice_poort is None:
        return
    try:
        socket.create_server((settings.frontoffice_adres, settings.frontoffice_poort)).close()
    except OSError:
        raise ConfigError(
            f"Op frontoffice_adres en frontoffice_poort {settings.frontoffice_poort} kan niets luisteren."
            " Kies een andere poort, of kijk het adres na."
        ) from None


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
    web: Starlette = webhook_app(bot, intake, settings.telegram_webhook_geheim.get_secret_value(), app.wake)
    config = uvicorn.Config(
        web,
        host=settings.telegram_webhook_adres,
        port=settings.telegram_webhook_poort,
        log_config=None,
        access_log=False,
        lifespan="off",
    )
    await _Server(config).serve()


class _Server(uvicorn.Server):
    """Leaves SIGTERM to us: the loops must end in order, not only the web part."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
