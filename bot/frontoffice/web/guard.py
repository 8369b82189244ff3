"""Stands before every page: who is it, may he, was it he who sent this; and nothing is cached or framed."""

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from bot.frontoffice.functies import Recht
from bot.frontoffice.web.cookies import BEFORE, SESSION
from bot.frontoffice.web.visit import Page, Site, Visit
from bot.serving import HTTPS_HEADERS, called
from bot.store.errors import BehandelingChangedError

logger = logging.getLogger(__name__)

# After half an hour of doing nothing, and after a working day at the latest, one logs in again.
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
        " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guarded(page: Page, site: Site) -> Callable[[Request], Awaitable[Response]]:
    """The page behind its guard, as Starlette wants it."""

    async def endpoint(request: Request) -> Response:
        visit = Visit(request, site, site.app.clock.now())
        try:
            response = await _answer(page, visit)
        except BehandelingChangedError:
            response = visit.page("anders.html.jinja", status=409)
        except Exception as error:  # said in a sentence, logged without its message
            logger.error("page_failed", extra={"error": type(error).__name__})
            response = visit.page("storing.html.jinja", status=500)
        finally:
            await visit.form.close()  # a file that was sent along
        _finish(visit, response)
        return response

    return endpoint


async def _answer(page: Page, visit: Visit) -> Response:
    refusal = _let_in(page, visit)
    if refusal is None and visit.request.method == "POST":
        refusal = await _read_form(page, visit)
        if refusal is None:
            # Whoever sends slowly may have been put out, or lost a functie, before the form was whole.
            refusal = _let_in(page, visit) or _forged(visit)
    return await page.view(visit) if refusal is None else refusal


def _let_in(page: Page, visit: Visit) -> Response | None:
    visit.sessie = visit.medewerker = None
    if page.recht is not Recht.IEDEREEN or visit.cookie(SESSION) is not None:
        _recognise(page, visit)
    visit.token = _token(visit)
    return _refused(page, visit)


def _recognise(page: Page, visit: Visit) -> None:
    """Fill in who it is."""
    store = visit.app.store
    cookie = visit.cookie(SESSION)
    if cookie is None:
        return
    with store.transaction():
        sessie = store.sessies.find(cookie, visit.wall, rust=IDLE, langst=LONGEST)
        if sessie is None:
            return
        medewerker = store.medewerkers.load(sessie.medewerker_id)
        if not medewerker.actief:
            return
        if not page.quiet:
            store.sessies.seen(sessie.merk, visit.wall)
    visit.sessie, visit.medewerker = sessie, medewerker


def _refused(page: Page, visit: Visit) -> Response | None:
    """The way to log in for a stranger, a closed door for who may not come here."""
    if page.recht is Recht.IEDEREEN:
        return None
    if page.recht is Recht.HALF and visit.sessie is not None:
        return None
    if visit.sessie is None or not visit.sessie.bewezen:
        if visit.partial:  # a page that stood open: let the whole page go to the door
            return Response(status_code=401, headers={"HX-Redirect": "/aanmelden"})
        return visit.to("/aanmelden" if visit.sessie is None else "/aanmelden/code")
    if page.recht not in visit.rechten:
        with visit.app.store.transaction():
            visit.log("geweigerd")
        return visit.page("mag_niet.html.jinja", status=403)
    return None


async def _read_form(page: Page, visit: Visit) -> Response | None:
    """Read what was posted, unless it is too much."""
    length = visit.request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > page.largest:
        return visit.page("te_groot.html.jinja", status=413)
    try:
        visit.form = await visit.request.form(max_files=1, max_fields=500, max_part_size=page.largest)
    except MultiPartException:
        return visit.page("anders_verstuurd.html.jinja", status=400)
    return None


def _forged(visit: Visit) -> Response | None:
    """Make sure that what was posted came from our own page."""
    given = visit.form.get("csrf", "")
    same = isinstance(given, str) and hmac.compare_digest(given.encode(), visit.token.encode())
    if not same or not _from_here(visit.request):
        return visit.page("anders_verstuurd.html.jinja", status=403)
    return None


def _from_here(request: Request) -> bool:
    """Browsers say where a form stood; those that do not are judged by the token alone."""
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return urlsplit(origin).netloc == request.headers.get("host")


def _token(visit: Visit) -> str:
    """Belongs to the session, or before that to a cookie of its own."""
    lookup = visit.app.store.crypt.lookup
    session = visit.cookie(SESSION)
    if visit.sessie is not None and session is not None:
        return lookup("csrf", session)
    before = visit.cookie(BEFORE) or visit.cookies.get(BEFORE)
    if not before:
        before = secrets.token_urlsafe(16)
        visit.cookies[BEFORE] = before
    return lookup("csrf", before)


def _finish(visit: Visit, response: Response) -> None:
    response.headers.update(HEADERS)
    if visit.site.framed_by is not None:
        _allow_frame(response, visit.site.framed_by)
    secure = visit.app.settings.frontoffice_https
    if secure:
        response.headers.update(HTTPS_HEADERS)
    for plain, value in visit.cookies.items():
        name = called(plain, https=secure)
        if value is None:
            response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
        else:
            response.set_cookie(name, value, path="/", secure=secure, httponly=True, samesite="lax")


def _allow_frame(response: Response, by: str) -> None:
    """Only in the demo: by the page that stands beside the chat."""
    policy = HEADERS["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'none'", f"frame-ancestors {by}"
    )
    del response.headers["X-Frame-Options"]
