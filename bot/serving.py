"""What our web applications share: templates, who asks, and being served beside the bot in the same loop."""

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request

# Only over https; elsewhere browsers pass it by.
HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}


class Server(uvicorn.Server):
    """Leaves SIGTERM to the process: the loops must end in order, not only the web part."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(site: Starlette, address: str, port: int) -> None:
    """Until cancelled; what the site does beside its pages goes on as long."""
    config = uvicorn.Config(
        site,
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
    """The templates in a package, as every site of ours reads them: a name that was forgotten is an error."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


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
