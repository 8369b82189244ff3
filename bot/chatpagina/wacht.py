"""Stands before every page: whose is it, did it come from our own page, is it not too much; nothing is cached."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.chatpagina import stijl
from bot.chatpagina import weergave as cookie
from bot.chatpagina.bezoek import Bezoek, Site, View
from bot.config import Settings
from bot.serving import HTTPS_HEADERS, called
from bot.store.errors import StoreUnavailableError

logger = logging.getLogger(__name__)

LARGEST_FORM = 64 * 1024  # bytes
LEAVING = "/weg"  # is never refused for having been quick


def headers(settings: Settings) -> dict[str, str]:
    """On every answer. Only the sites that were named may show the page in a frame."""
    exit_ = urlsplit(settings.chat_snel_weg)
    frames = " ".join(settings.chat_insluiten) or "'none'"
    made = {
        "Content-Security-Policy": (
            f"default-src 'none'; script-src 'self'; style-src {stijl.SOURCE}; img-src 'self' data:;"
            " connect-src 'self';"
            f" form-action 'self' {exit_.scheme}://{exit_.netloc}; frame-ancestors {frames}; base-uri 'none'"
        ),
        "Cache-Control": "no-store",
        # Old browsers tell with a form where it stood in this way only.
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
        "X-Robots-Tag": "noindex",
    }
    if not settings.chat_insluiten:
        made["X-Frame-Options"] = "DENY"
    return made | (HTTPS_HEADERS if settings.chat_https else {})


def guarded(view: View, site: Site) -> Callable[[Request], Awaitable[Response]]:
    """The view behind its guard, as Starlette wants it."""
    always = headers(site.app.settings)

    async def endpoint(request: Request) -> Response:
        bezoek = Bezoek(request, site, site.app.clock.now(), site.wall.now())
        try:
            response = await _answer(view, bezoek)
        except StoreUnavailableError:  # nothing was lost: what was typed still stands there
            bezoek.cookie = None  # of what was not written
            response = sorry(bezoek, "niet_bewaard", 503)
        except Exception as error:  # said in a sentence, logged without its message
            logger.error("chat_failed", extra={"error": type(error).__name__})
            response = sorry(bezoek, "niet_bewaard", 500)
        finally:
            await bezoek.form.close()
        for name, value in always.items():
            response.headers.setdefault(name, value)
        _set_cookie(bezoek, response)
        return response

    return endpoint


async def _answer(view: View, bezoek: Bezoek) -> Response:
    bezoek.recognise()
    if bezoek.request.method == "POST":
        refusal = await _read(bezoek)
        if refusal is not None:
            return refusal
    return await view(bezoek)


async def _read(bezoek: Bezoek) -> Response | None:
    """Read what was posted, unless it is too much or from elsewhere."""
    request = bezoek.request
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > LARGEST_FORM:
        return sorry(bezoek, "te_lang", 413)
    try:
        bezoek.form = await request.form(max_files=0, max_fields=30, max_part_size=LARGEST_FORM)
    except HTTPException:  # a file, or too many fields: Starlette's own refusal
        return sorry(bezoek, "van_elders", 400)
    if request.url.path == LEAVING:
        return None
    return _too_many(bezoek) if stood_here(request, bezoek.app.settings) else sorry(bezoek, "van_elders", 403)


def _too_many(bezoek: Bezoek) -> Response | None:
    messages = bezoek.site.messages
    if messages.is_shut(bezoek.address, bezoek.wall):
        return sorry(bezoek, "te_snel", 429)
    messages.count(bezoek.address, bezoek.wall)
    return None


def stood_here(request: Request, settings: Settings) -> bool | None:
    """Whether our own page sent this, in one of the three ways in which browsers say so; None: it says nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    for name in ("origin", "referer"):
        said = request.headers.get(name)
        if said not in (None, "", "null"):
            return _is_ours(str(said), request, settings)
    return None if site is None else True


def _is_ours(url: str, request: Request, settings: Settings) -> bool:
    return _host(url) in {request.headers.get("host", ""), _host(settings.chat_url or "")} - {""}


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def sorry(bezoek: Bezoek, key: str, status: int) -> Response:
    """What could not be done, in a sentence; what was typed stays, and a person is named."""
    try:
        if bezoek.by_script:
            response: Response = PlainTextResponse(bezoek.taal(key), status)
        else:
            response = bezoek.page("helaas.html.jinja", status=status, key=key, getypt=bezoek.text("tekst"))
    except Exception as error:
        logger.error("chat_sorry_failed", extra={"error": type(error).__name__})
        dutch = bezoek.site.talen["nl"]
        response = PlainTextResponse(f"{dutch('niet_bewaard')} {dutch('nood')}", status)
    if status in (429, 503):
        response.headers["Retry-After"] = "20"
    return response


def _set_cookie(bezoek: Bezoek, response: Response) -> None:
    if bezoek.cookie is None:
        return
    settings = bezoek.app.settings
    name = called(cookie.COOKIE, https=settings.chat_https)
    line = cookie.header(
        name, bezoek.cookie or None, https=settings.chat_https, embedded=bool(settings.chat_insluiten)
    )
    response.headers.append("set-cookie", line)
