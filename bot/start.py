"""`elkedeur start`: the channels that are configured, the pages, the planner, and an orderly end."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable

from bot.adapters.telegram_run import telegram
from bot.app import App, build
from bot.bewaking.site import make_bewaking, serve_apart
from bot.chatpagina.site import make_chat
from bot.config import ConfigError, Settings, check_production
from bot.frontoffice.web.site import make_site
from bot.serving import serve
from intents.errors import IntentsError
from intents.nood_rules import NoodRuleError
from sociale_kaart.errors import SocialeKaartError

logger = logging.getLogger(__name__)


async def start(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises ConfigError, errors of `build`."""
    check_production(settings)
    _check_port("frontoffice", settings.frontoffice_adres, settings.frontoffice_poort)
    _check_port("chat", settings.chat_adres, settings.chat_poort)
    _check_port("bewaking", settings.bewaking_adres, settings.bewaking_poort)
    app = _built(settings)
    try:
        await _until_stopped(app)
    finally:
        app.store.close()


def _built(settings: Settings) -> App:
    """Raises ConfigError too for a file of the program that is missing or damaged; its message names the file."""
    try:
        return build(settings)
    except (SocialeKaartError, IntentsError, NoodRuleError) as error:
        raise ConfigError(
            f"{error}\nEen bestand van Elke Deur is weg of beschadigd. Installeer Elke Deur opnieuw."
        ) from None


def _check_port(name: str, address: str, port: int | None) -> None:
    """Said in a sentence before anything starts. Raises ConfigError."""
    if port is None:
        return
    try:
        socket.create_server((address, port)).close()
    except OSError:
        raise ConfigError(
            f"Op {name}_adres en {name}_poort {port} kan niets luisteren."
            " Kies een andere poort, of kijk het adres na."
        ) from None


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
    parts: list[Awaitable[None]] = []
    if settings.frontoffice_poort is not None:
        site = make_site(app)
        parts.append(serve(site, settings.frontoffice_adres, settings.frontoffice_poort))
        logger.info("frontoffice_started", extra={"port": settings.frontoffice_poort})
    if settings.chat_poort is not None:
        chat = make_chat(app)
        parts.append(serve(chat, settings.chat_adres, settings.chat_poort))
        logger.info("chat_started", extra={"port": settings.chat_poort})
    if settings.bewaking_poort is not None:
        pages = make_bewaking(app.bewaking())
        parts.append(serve_apart(pages, settings.bewaking_adres, settings.bewaking_poort))
        logger.info("bewaking_started", extra={"port": settings.bewaking_poort})
    async with contextlib.AsyncExitStack() as stack:
        if settings.telegram_token is not None:
            parts.extend(await stack.enter_async_context(telegram(app)))
        logger.info("started")
        await app.run(*parts)
