"""`elkedeur start`: the channels that are configured, the pages, the planner, and an orderly end."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Coroutine
from pathlib import Path
from typing import Any

from bot import gemeenten, logs
from bot.adapters.telegram_run import telegram
from bot.app import App, build
from bot.bewaking.site import make_bewaking, serve_apart
from bot.chatpagina.site import make_chat
from bot.config import ConfigError, Settings, check_production
from bot.core.errors import IntrekwoordenError
from bot.core.intrekzinnen import zinnen
from bot.frontoffice.web.site import make_site
from bot.kaartapi.site import make_kaart
from bot.koppelen.ontvangst import make_ontvangst
from bot.serving import serve
from bot.store.errors import StoreError
from bot.teksten import TekstenError
from intents.errors import IntentsError
from intents.lezer import Lezer
from intents.nood_rules import NoodRuleError
from sociale_kaart.errors import SocialeKaartError

logger = logging.getLogger(__name__)

# Seconds before one of several municipalities that failed is started anew: longer each time.
AGAIN, LONGEST_REST = 1.0, 60.0


async def start(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises ConfigError, errors of `build`."""
    _check(settings)
    app = _built(settings)
    try:
        await _until_stopped(_run(app))
    finally:
        app.store.close()


async def start_all(folder: Path) -> None:
    """All municipalities of this folder in one process, until SIGTERM or SIGINT. Raises ConfigError when none can.

    One that cannot start, or fails, is tried again by itself with its settings as they are then; the others hear
    nothing of it.
    """
    if not gemeenten.look(folder).goed:
        raise ConfigError(f"In {folder} staat geen gemeente die kan starten. Zie: elkedeur gemeente lijst.")
    lezer = Lezer.load()
    await _until_stopped(_all(folder, lezer))


async def _all(folder: Path, lezer: Lezer) -> None:
    async with asyncio.TaskGroup() as group:
        for naam in gemeenten.names(folder):
            group.create_task(_kept_running(folder, naam, lezer))


async def _kept_running(folder: Path, naam: str, lezer: Lezer) -> None:
    logs.GEMEENTE.set(naam)  # of this task, and of all that come of it
    rest = AGAIN
    while True:
        began = time.monotonic()
        try:
            await _run_one(folder, naam, lezer)
        except (ConfigError, StoreError, TekstenError) as error:
            logger.critical("gemeente_cannot_start", extra={"error": type(error).__name__})
            sys.stderr.write(f"{naam} start nog niet: {error}\n")  # as the command itself would say
        except Exception as error:  # the others go on; this one is tried again
            logger.critical("gemeente_failed", extra={"error": _kind(error)})
        if time.monotonic() - began > LONGEST_REST:
            rest = AGAIN
        await asyncio.sleep(rest)
        rest = min(LONGEST_REST, 2 * rest)


async def _run_one(folder: Path, naam: str, lezer: Lezer) -> None:
    """Raises ConfigError, errors of `build` and of what breaks while it runs."""
    found = await asyncio.to_thread(gemeenten.look, folder)
    settings = next((one.settings for one in found.goed if one.naam == naam), None)
    if settings is None:
        raise ConfigError(found.mis.get(naam, f"{naam} is er niet meer."))
    _check(settings)
    app = _built(settings, lezer)
    try:
        await _run(app)
    finally:
        app.store.close()


def _kind(error: Exception) -> str:
    """Of what broke first, when several parts end together."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__


def _check(settings: Settings) -> None:
    check_production(settings)
    _check_port("frontoffice", settings.frontoffice_adres, settings.frontoffice_poort)
    _check_port("chat", settings.chat_adres, settings.chat_poort)
    _check_port("kaart", settings.kaart_adres, settings.kaart_poort)
    _check_port("bewaking", settings.bewaking_adres, settings.bewaking_poort)
    _check_port("webhook_in", settings.webhook_in_adres, settings.webhook_in_poort)


def _built(settings: Settings, lezer: Lezer | None = None) -> App:
    """Raises ConfigError too for a file of the program that is missing or damaged; its message names the file."""
    try:
        zinnen()
        return build(settings, lezer=lezer)
    except (SocialeKaartError, IntentsError, NoodRuleError, IntrekwoordenError) as error:
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


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    running = asyncio.create_task(work)
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
    if settings.kaart_poort is not None:
        parts.append(serve(make_kaart(app), settings.kaart_adres, settings.kaart_poort))
        logger.info("kaart_started", extra={"port": settings.kaart_poort})
    if settings.webhook_in_poort is not None:
        taking = make_ontvangst(app, settings.webhook_in_secrets)
        parts.append(serve(taking, settings.webhook_in_adres, settings.webhook_in_poort))
        logger.info("ontvangst_started", extra={"port": settings.webhook_in_poort})
    if settings.bewaking_poort is not None:
        pages = make_bewaking(app.bewaking())
        parts.append(serve_apart(pages, settings.bewaking_adres, settings.bewaking_poort))
        logger.info("bewaking_started", extra={"port": settings.bewaking_poort})
    async with contextlib.AsyncExitStack() as stack:
        if settings.telegram_token is not None:
            parts.extend(await stack.enter_async_context(telegram(app)))
        logger.info("started")
        await app.run(*parts)
