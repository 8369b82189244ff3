"""The web part of `elkedeur demo`: the chat page, the inbox, and both side by side. Only on this computer."""

import asyncio
import contextlib
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette

from bot.app import App
from bot.chatpagina.site import make_chat
from bot.clock import SystemClock
from bot.demo_samen import make_samen
from bot.frontoffice.web.site import make_site
from bot.serving import serve

HOST, PORT = "127.0.0.1", 8090
PORTS_TRIED = 100


@dataclass(frozen=True)
class Door:
    """One address. held: keeps the port for us until something of ours listens there."""

    port: int
    held: socket.socket

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"


@dataclass(frozen=True)
class Doors:
    """Where everything is going to be."""

    chat: Door
    inbox: Door
    samen: Door

    @property
    def settings(self) -> dict[str, Any]:
        """What the bot must know of it."""
        return {
            "chat_poort": self.chat.port,
            "chat_url": self.chat.url,
            "chat_insluiten": [self.samen.url],
        }


@contextlib.contextmanager
def doors(first: int) -> Iterator[Doors]:
    """The chat page at this port, the others after it; what is taken is passed by."""
    with contextlib.ExitStack() as stack:
        found: list[Door] = []
        for _ in range(3):
            held = stack.enter_context(_next_free(first))
            found.append(Door(held.getsockname()[1], held))
            first = found[-1].port + 1
        yield Doors(*found)


def _next_free(first: int) -> socket.socket:
    """Any free port when all those from here on are taken."""
    for port in (*range(first, min(first + PORTS_TRIED, 65536)), 0):
        with contextlib.suppress(OSError):
            return socket.create_server((HOST, port))
    raise OSError("no port is free")


@contextlib.asynccontextmanager
async def served(app: App, doors: Doors, week_later: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """All pages, for as long as the conversation in the terminal lasts."""
    samen = make_samen(app, doors.samen.url, doors.chat.url, doors.inbox.url, week_later)
    async with contextlib.AsyncExitStack() as stack:
        for door, site in (
            (doors.chat, make_chat(app, wall=SystemClock())),
            (doors.inbox, make_site(app, demo=True, framed_by=doors.samen.url)),
            (doors.samen, samen),
        ):
            await stack.enter_async_context(_open(door, site))
        yield


@contextlib.asynccontextmanager
async def _open(door: Door, site: Starlette) -> AsyncIterator[None]:
    door.held.close()
    serving = asyncio.create_task(serve(site, HOST, door.port))
    try:
        await _until_it_listens(door.port)
        yield
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


async def _until_it_listens(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection(HOST, port)
                writer.close()
                await writer.wait_closed()
                return
            await asyncio.sleep(0.05)


def show(url: str) -> None:
    """Open it on the desktop of who sits at the terminal, if there is one; otherwise the address says enough."""
    if has_desktop(sys.platform, os.environ):
        threading.Thread(target=_open_quietly, args=(url,), daemon=True).start()


def has_desktop(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a browser could have a window here."""
    return platform in ("darwin", "win32") or any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _open_quietly(url: str) -> None:
    with contextlib.suppress(webbrowser.Error, OSError):
        browser = webbrowser.get()
        # Those of exactly this kind are read in the terminal itself, and there the conversation is going on.
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(url)
