"""What our web applications share: templates, who asks, and being served beside the bot in the same loop."""

import asyncio
import contextlib
import re
from collections.abc import Iterator
from typing import Any

import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Only over https; elsewhere browsers pass it by.
HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}

# So long what is posted may be on its way. Who sends slower only wants to keep a place occupied.
BODY_SECONDS = 30.0

# Signs that turn the reading direction round, or that no person types: they can make a text look like another one.
_TURNING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Hurried:
    """Before an application: whose body is not whole in time counts as gone, and who says two lengths gets nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI wants it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}:
            # The server reads by the second, our pages judge by the first: that would be a way round every limit.
            await Response(status_code=400)(scope, receive, send)
            return
        until, whole = 0.0, False

        async def hurried() -> Message:
            nonlocal until, whole
            if whole:  # from now on there is only waiting for the other side to go
                return await receive()
            until = until or asyncio.get_running_loop().time() + BODY_SECONDS
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                return {"type": "http.disconnect"}
            whole = not message.get("more_body", False)
            return message

        await self._app(scope, hurried, send)


class Server(uvicorn.Server):
    """Leaves SIGTERM to the process: the loops must end in order, not only the web part."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(site: Starlette, address: str, port: int) -> None:
    """Until cancelled; what the site does beside its pages goes on as long."""
    config = uvicorn.Config(
        Hurried(site),
        host=address,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = Server(config)
    # Uvicorn would leave this behind when it is cancelled while it starts.
    async with site.router.lifespan_context(site):
        try:
            await server.serve()
        except asyncio.CancelledError:  # what is being answered is answered, and no socket stays behind
            if server.started:
                await server.shutdown()
            raise


def templates_of(package: str) -> Environment:
    """The templates in a package, as every site of ours reads them: a name that was forgotten is an error.

    What they are given is text, whatever stands in it: escaped, and without signs that make it look like another.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_straight,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _straight(value: Any) -> Any:
    return _TURNING.sub("", value) if type(value) is str else _straight_markup(value)


def _straight_markup(value: Any) -> Any:
    """What is HTML already keeps being so."""
    if isinstance(value, Markup) and _TURNING.search(value):
        return Markup(_TURNING.sub("", str(value)))  # noqa: S704 -- less of what was safe already
    return value


def address_of(request: Request, *, proxy: bool) -> str:
    """Who asks. proxy: the one before us writes the address last in X-Forwarded-For; else that is not believed."""
    if proxy:
        told = ",".join(request.headers.getlist("x-forwarded-for"))
        if told:
            return told.rpartition(",")[2].strip()
    return request.client.host if request.client else ""


def called(name: str, *, https: bool) -> str:
    """Over https with a prefix by which browsers take it from this very address only, and encrypted."""
    return f"__Host-{name}" if https else name
