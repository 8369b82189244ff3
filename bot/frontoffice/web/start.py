"""The first page: whoever logs in comes where his work is."""

from starlette.responses import Response

from bot.frontoffice.functies import Recht
from bot.frontoffice.web.visit import Page, Visit

_FIRST = (
    (Recht.SIGNALEN, "/inbox/nieuw"),
    (Recht.KAART, "/kaart"),
    (Recht.INZICHT, "/inzicht"),
    (Recht.BEHEER, "/beheer"),
)


async def first(visit: Visit) -> Response:
    """To the first page that this colleague may see."""
    for recht, path in _FIRST:
        if recht in visit.rechten:
            return visit.to(path)
    return visit.page("mag_niet.html.jinja", status=403)


PAGES = (Page("/", first, Recht.INGELOGD),)
