"""Puts the pages together into one web application."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import js_lib_htmx
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.clock import SystemClock
from bot.frontoffice.desk import Desk
from bot.frontoffice.functies import Recht
from bot.frontoffice.kaartimport import Shelf
from bot.frontoffice.web import filters
from bot.frontoffice.web.guard import HEADERS, guarded
from bot.frontoffice.web.routes import PAGES
from bot.frontoffice.web.visit import Page, Site, Visit
from bot.frontoffice.work import Work
from bot.serving import templates_of
from sociale_kaart.pagina import SHEET

if TYPE_CHECKING:
    from bot.app import App

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 3600.0
_STATIC = Path(str(files("bot.frontoffice.web"))) / "static"
# Third-party JavaScript comes out of its package as it was installed.
_HTMX = Path(js_lib_htmx.__file__).parent / "static" / "htmx" / "htmx.min.js"
FILES = {
    "htmx.js": _HTMX,
    "frontoffice.js": _STATIC / "frontoffice.js",
    "frontoffice.css": _STATIC / "frontoffice.css",
    "bewoners.css": SHEET,
    "merk.svg": _STATIC / "merk.svg",
}


def make_site(app: "App", *, demo: bool = False, framed_by: str | None = None) -> Starlette:
    """All pages. demo: example colleagues may log in with one click; never outside `elkedeur demo`.

    framed_by: the address of the page that may show these in a frame; counts in the demo only.
    """
    work = Work(app.service, app.notices, app.kaart, app.settings)
    wall = SystemClock() if demo else app.clock
    framed_by = framed_by if demo else None
    site = Site(app, templates(app), Desk(app.service), work, wall, demo, framed_by)
    pages = [
        Route(page.path, guarded(page, site), methods=list(page.methods))
        for page in PAGES
        if demo or not page.path.startswith("/aanmelden/proef")
    ]
    nowhere = guarded(Page("", _nowhere, Recht.IEDEREEN), site)

    async def not_found(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = await nowhere(request)
        response.status_code = error.status_code
        return response

    made = Starlette(
        routes=[*pages, Route("/static/{name}", _static)],
        exception_handlers={404: not_found, 405: not_found},
        lifespan=lambda _: _swept(app),
    )
    # Else "/inbox/" leads to the host that the asker named; and what is not there is said by a page of ours.
    made.router.redirect_slashes = False
    return made


def templates(app: "App") -> Environment:
    """The templates with their filters."""
    made = templates_of("bot.frontoffice.web")
    filters.add_to(made, app)
    return made


async def _nowhere(visit: Visit) -> Response:
    visit.request.scope["method"] = "GET"
    return visit.page("nergens.html.jinja", status=404)


async def _static(request: Request) -> Response:
    path = FILES.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    # Nothing personal, and named in no cache longer than an hour: a new release is seen soon.
    headers = HEADERS | {"Cache-Control": "public, max-age=3600"}
    return FileResponse(path, headers=headers)


@contextlib.asynccontextmanager
async def _swept(app: "App") -> AsyncIterator[None]:
    """As long as it is served, files of who closed his browser go within an hour after their day."""
    sweeping = asyncio.create_task(_sweep(app))
    try:
        yield
    finally:
        sweeping.cancel()
        await asyncio.wait([sweeping])


async def _sweep(app: "App") -> None:
    shelf = Shelf(app.settings.gegevens)
    while True:
        try:
            shelf.sweep(app.clock.now())
        except OSError as error:  # the pages go on; it is tried again
            logger.error("sweep_failed", extra={"error": type(error).__name__})
        await asyncio.sleep(SWEEP_SECONDS)
