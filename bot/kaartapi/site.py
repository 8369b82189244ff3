"""The API as a web application: reads only, says when nothing changed, and refuses in a sentence.

Making records happens on another thread: whoever asks for all of the kaart holds up no resident.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.drempel import Drempel
from bot.kaartapi import lijsten
from bot.kaartapi.beeld import Beeld, Beelden
from bot.kaartapi.openapi import VERSION, describe, errors
from bot.kaartapi.vraag import DETAILS, LISTS, Vraag, VraagError, read
from bot.serving import HTTPS_HEADERS, address_of
from bot.store.errors import StoreError

if TYPE_CHECKING:
    from bot.app import App
    from bot.config import Settings

logger = logging.getLogger(__name__)

MOST_ASKED = 600  # from one address, within the time of a Drempel
RETRY_AFTER = 60  # seconds
LINES_AT_ONCE = 50
METHODS = "GET, HEAD, OPTIONS"
PROFILE = "https://docs.openreferral.org/"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# A number that was put right must be right elsewhere within a minute.
CACHED = {"Cache-Control": "public, max-age=60"}
NEVER_CACHED = {"Cache-Control": "no-store"}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Uitgave:
    """Under what name an answer goes out, so that who has it already need not get it again."""

    etag: str
    since: datetime

    @property
    def headers(self) -> dict[str, str]:
        moment = self.since.astimezone(UTC).replace(microsecond=0)
        return CACHED | {"ETag": self.etag, "Last-Modified": format_datetime(moment, usegmt=True)}

    def is_known(self, request: Request) -> bool:
        """Whether the one who asks has this already; what it names goes before the moment it names."""
        named = request.headers.get("if-none-match")
        if named is not None:
            tags = {tag.strip().removeprefix("W/") for tag in named.split(",")}
            return "*" in tags or self.etag.removeprefix("W/") in tags
        try:
            moment = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        except (ValueError, IndexError, OverflowError):
            return False
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return self.since.replace(microsecond=0) <= moment


def make_kaart(app: "App", *, most: int = MOST_ASKED) -> Starlette:
    """The whole API. most: so many questions from one address, within ten minutes."""
    site = KaartSite(app, most)
    routes = [Route("/", site.guarded(site.about), methods=["GET", "OPTIONS"])]
    routes.append(Route("/openapi.json", site.guarded(site.openapi), methods=["GET", "OPTIONS"]))
    routes += [Route(path, site.guarded(site.listed(path)), methods=["GET", "OPTIONS"]) for path in LISTS]
    routes += [Route(path, site.guarded(site.detail(path)), methods=["GET", "OPTIONS"]) for path in DETAILS]
    made = Starlette(
        routes=routes,
        exception_handlers={404: site.failed, 405: site.failed},
        middleware=[Middleware(GZipMiddleware, minimum_size=800)],
    )
    made.router.redirect_slashes = False
    return made


class KaartSite:
    """What every answer shares."""

    def __init__(self, app: "App", most: int) -> None:
        self._app = app
        self._beelden = Beelden(app.kaart, app.store.kaart, app.clock)
        self._asked = Drempel(most=most)
        self._url = public_url(app.settings)
        self._always = HEADERS | (HTTPS_HEADERS if self._url.startswith("https://") else {})
        self._words = errors()
        described = describe(self._url)
        self._openapi = json.dumps(described, ensure_ascii=False, indent=1).encode()
        self._openapi_tag = hashlib.sha256(self._openapi).hexdigest()[:32]

    # --- before and after every answer ---

    def guarded(self, answer: Answer) -> Answer:
        """Bounded, never broken, and with its headers."""

        async def endpoint(request: Request) -> Response:
            try:
                response = await self._answer(answer, request)
            except VraagError as error:
                response = self.problem("parameter", 400, error.remedie, parameter=error.naam)
            except StoreError:
                response = self.problem("even_niet", 503)
            except Exception as error:  # said in a sentence, logged without its message
                logger.error("kaartapi_failed", extra={"error": type(error).__name__})
                response = self.problem("fout", 500)
            response.headers.update(self._always)
            return response

        return endpoint

    async def _answer(self, answer: Answer, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        address, now = address_of(request, proxy=self._app.settings.kaart_proxy), self._app.clock.now()
        if self._asked.is_shut(address, now):
            return self.problem("te_vaak", 429)
        self._asked.count(address, now)
        return await answer(request)

    def problem(self, key: str, status: int, detail: str = "", **more: str) -> Response:
        """What went wrong and what to do, as RFC 9457 has it."""
        words = self._words[key]
        body = {"type": "about:blank", "title": words["titel"], "status": status} | more
        content = json.dumps(body | {"detail": detail or words["remedie"]}, ensure_ascii=False).encode()
        response = Response(content, status, NEVER_CACHED, "application/problem+json")
        if status in (429, 503):
            response.headers["Retry-After"] = str(RETRY_AFTER)
        return response

    async def failed(self, request: Request, error: Exception) -> Response:
        """An address that is not there, or another method than reading."""
        assert isinstance(error, HTTPException)
        key = "methode" if error.status_code == 405 else "nergens"
        response = self.problem(key, error.status_code)
        response.headers.update(self._always)
        if error.status_code == 405:
            response.headers["Allow"] = METHODS
        return response

    # --- the answers ---

    async def about(self, request: Request) -> Response:
        """What this is."""
        _nothing_asked(request)
        about = {"version": VERSION, "profile": PROFILE, "openapi_url": f"{self._url}/openapi.json"}
        return await self._given(request, lambda beeld, vraag: about, Vraag(sleutel=self._url))

    async def openapi(self, request: Request) -> Response:
        """How it is described."""
        _nothing_asked(request)
        uitgave = Uitgave(f'W/"{self._openapi_tag}"', (await self._beelden.now()).since)
        if uitgave.is_known(request):
            return Response(status_code=304, headers=uitgave.headers)
        return Response(self._openapi, headers=uitgave.headers, media_type="application/json")

    def listed(self, path: str) -> Answer:
        """A list, in pages or all at once."""

        async def answer(request: Request) -> Response:
            vraag = read(path, request.query_params.multi_items())
            found = lijsten.LISTS[path]
            if vraag.format == "json":
                return await self._given(request, lambda beeld, vraag: found(beeld, vraag).page(vraag), vraag)
            beeld = await self._beelden.now()
            uitgave = _uitgave(request, beeld, vraag)
            if uitgave.is_known(request):
                return Response(status_code=304, headers=uitgave.headers)
            lijst = await asyncio.to_thread(found, beeld, vraag)
            return StreamingResponse(
                _bundled(lijst.lines()), headers=uitgave.headers, media_type="application/x-ndjson"
            )

        return answer

    def detail(self, path: str) -> Answer:
        """One of a list."""

        async def answer(request: Request) -> Response:
            vraag = read(path, request.query_params.multi_items())
            id = request.path_params["id"].lower()
            return await self._given(request, lambda beeld, vraag: lijsten.one(beeld, path, id, vraag), vraag)

        return answer

    async def _given(
        self,
        request: Request,
        make: Callable[[Beeld, Vraag], dict[str, Any] | None],
        vraag: Vraag,
    ) -> Response:
        beeld = await self._beelden.now()
        uitgave = _uitgave(request, beeld, vraag)
        record = await asyncio.to_thread(make, beeld, vraag)
        if record is None:
            return self.problem("onbekend", 404)
        if uitgave.is_known(request):
            return Response(status_code=304, headers=uitgave.headers)
        content = await asyncio.to_thread(lijsten.as_bytes, record)
        return Response(content, headers=uitgave.headers, media_type="application/json")


def _uitgave(request: Request, beeld: Beeld, vraag: Vraag) -> Uitgave:
    # Weak, since what goes out packed has the same name as what does not.
    named = f"{beeld.version} {request.url.path.lower()} {vraag.sleutel}"
    return Uitgave(f'W/"{hashlib.sha256(named.encode()).hexdigest()[:32]}"', beeld.since)


def _nothing_asked(request: Request) -> None:
    read("", request.query_params.multi_items())


def _bundled(lines: Iterator[bytes]) -> Iterator[bytes]:
    """A few at a time: each goes through a thread of its own."""
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) == LINES_AT_ONCE:
            yield b"".join(held)
            held.clear()
    yield b"".join(held)


def public_url(settings: "Settings") -> str:
    """Where others reach it: as configured, else where it listens. Never what a request calls it."""
    if settings.kaart_url is not None:
        return settings.kaart_url.rstrip("/")
    host = f"[{settings.kaart_adres}]" if ":" in settings.kaart_adres else settings.kaart_adres
    return f"http://{host}:{settings.kaart_poort or 80}"
