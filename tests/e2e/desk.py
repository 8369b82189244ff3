"""The frontoffice for a real browser, in the process of the test: that moves its clock and looks into it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import uvicorn
from playwright.async_api import BrowserContext
from starlette.applications import Starlette

from bot.app import App
from bot.frontoffice.web.guard import SESSION
from bot.serving import Server


@contextlib.asynccontextmanager
async def served(asgi: Starlette) -> AsyncIterator[str]:
    """The pages on a free port of this machine; gives the address."""
    config = uvicorn.Config(
        asgi, port=0, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    server = Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task


async def enter(context: BrowserContext, app: App, url: str, colleague: str, *, bewezen: bool = True) -> None:
    """Be this colleague in this browser. No password, no code: test_inbox_round.py has the door."""
    with app.store.transaction():
        cookie = app.store.sessies.open(colleague, app.clock.now(), bewezen=bewezen)
    await context.add_cookies([{"name": SESSION, "value": cookie, "url": url}])
