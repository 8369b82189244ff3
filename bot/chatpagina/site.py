"""Puts the chat page together into one web application."""

import json
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.chatpagina import bladen, nieuws, opmaak, plek, stijl, talen, zeggen
from bot.chatpagina.bezoek import Site, View
from bot.chatpagina.talen import Taal
from bot.chatpagina.wacht import guarded, headers
from bot.clock import Clock
from bot.core.commands import LEEFGEBIED_PAYLOADS
from bot.render import number_line
from bot.serving import templates_of
from sociale_kaart.present import GEMEENTE

if TYPE_CHECKING:
    from bot.app import App

_STATIC = Path(str(files("bot.chatpagina"))) / "static"
FILES = {name: _STATIC / name for name in ("chat.js", "pictogrammen.svg")}
CACHED = {"Cache-Control": "public, max-age=3600"}
# What stands with every sorry and in the menu: who can be called, from the kaart.
NUMBERS = ("alarmnummer", GEMEENTE)

PAGES: tuple[tuple[str, View, tuple[str, ...]], ...] = (
    ("/", bladen.home, ("GET",)),
    ("/zeg", zeggen.text, ("POST",)),
    ("/kies", zeggen.choice, ("POST",)),
    ("/knop", zeggen.knop, ("POST",)),
    ("/vraag", zeggen.command, ("POST",)),
    ("/nieuw", nieuws.once, ("GET",)),
    ("/live", nieuws.stream, ("GET",)),
    ("/weergave", bladen.look, ("POST",)),
    ("/terug", bladen.back, ("GET", "POST")),
    ("/k/{secret}", bladen.link, ("GET", "POST")),
    ("/seintje", bladen.seintje, ("POST",)),
    ("/wis", bladen.wipe, ("GET", "POST")),
    ("/weg", bladen.leave, ("POST",)),
    ("/gewist", bladen.gone, ("GET",)),
    ("/plek/{bestand}", plek.file, ("GET",)),
)


def make_chat(app: "App", *, wall: Clock | None = None) -> Starlette:
    """All pages of the chat. wall: of sessions, when the clock of the bot jumps, as in the demo.

    Raises TekstenError when a translation cannot be read.
    """
    known = talen.load(app.renderer.teksten, gemeente=app.settings.gemeente)
    site = Site(
        app=app,
        templates=templates(app, known),
        talen=known,
        wall=wall or app.clock,
    )
    nowhere = guarded(bladen.nowhere, site)

    async def not_found(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = await nowhere(request)
        response.status_code = error.status_code
        return response

    routes = [Route(path, guarded(view, site), methods=list(methods)) for path, view, methods in PAGES]
    made = Starlette(
        routes=[
            *routes,
            Route("/static/{name}", _static(app)),
            Route("/insluiten.js", _embedding(app, known["nl"])),
        ],
        exception_handlers={404: not_found, 405: not_found},
        # Nothing that somebody else chose stands on these pages, so what is packed gives nothing away.
        middleware=[Middleware(GZipMiddleware, minimum_size=800)],
    )
    made.router.redirect_slashes = False  # what is not there is said by a page of ours
    return made


def templates(app: "App", known: Mapping[str, Taal]) -> Environment:
    """The templates, with what all of them use."""
    made = templates_of("bot.chatpagina")
    made.filters["getikt"] = opmaak.linked
    made.globals.update(
        plaatje=_picture,
        stijl=stijl.ELEMENT,
        knoptekst=_label,
        talen=tuple(known.values()),
        leefgebieden=tuple(
            id for id in app.renderer.teksten.words("leefgebied") if id in LEEFGEBIED_PAYLOADS
        ),
        te_bewaren=lambda deel: plek.files_of(app, deel),
        nummers=lambda: [number_line(app.kaart.nu.get(id)) for id in NUMBERS],
    )
    return made


def _picture(id: str) -> Markup:
    return Markup(
        '<svg class="plaatje" aria-hidden="true"><use href="/static/pictogrammen.svg#{}"></use></svg>'
    ).format(id)


def _label(taal: Taal, label: str, id: str, arg: str) -> str:
    """In Dutch as it was said; in another language that language, with what stood in it."""
    if taal.id == "nl":
        return label
    number = label.partition(". ")[0]
    return taal.word("knoppen", id).format(n=number, soort=taal.word("nood_soorten", arg))


def _static(app: "App") -> Callable[[Request], Awaitable[Response]]:
    always = headers(app.settings) | CACHED

    async def endpoint(request: Request) -> Response:
        path = FILES.get(request.path_params["name"])
        if path is None:
            raise HTTPException(404)
        return FileResponse(path, headers=always)

    return endpoint


def _embedding(app: "App", dutch: Taal) -> Callable[[Request], Awaitable[Response]]:
    """The script that stands on other sites of the municipality, with its two words before it."""
    words = json.dumps({name: dutch(f"insluiten_{name}") for name in ("open", "sluit")})
    script = f"window.elkedeurWoorden = {words};\n" + (_STATIC / "insluiten.js").read_text(encoding="utf-8")
    always = headers(app.settings) | CACHED | {"Cross-Origin-Resource-Policy": "cross-origin"}

    async def endpoint(request: Request) -> Response:
        return Response(script, media_type="text/javascript", headers=always)

    return endpoint
