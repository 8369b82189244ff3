"""In by the municipality's own sign-on, which counts as password and second factor together."""

import logging

from starlette.responses import Response

from bot.frontoffice import toegang
from bot.frontoffice.functies import Recht
from bot.frontoffice.oidc import Attempt, Oidc, OidcError, Proved
from bot.frontoffice.web import sealed
from bot.frontoffice.web.login import enter
from bot.frontoffice.web.visit import Page, Visit

logger = logging.getLogger(__name__)

_ON_THE_WAY = "deur_gemeente"


async def there(visit: Visit) -> Response:
    """Send the browser to the sign-on."""
    oidc = Oidc.of(visit.app.settings)
    if oidc is None:
        return visit.page("nergens.html.jinja", status=404)
    attempt = Attempt.new()
    try:
        address = await oidc.way_out(attempt)
    except OidcError as error:
        return _failed(visit, error)
    sealed.put(visit, _ON_THE_WAY, state=attempt.state, nonce=attempt.nonce, verifier=attempt.verifier)
    return visit.to(address)


async def back(visit: Visit) -> Response:
    """The sign-on sends the browser back, with what proves who it is."""
    oidc = Oidc.of(visit.app.settings)
    if oidc is None:
        return visit.page("nergens.html.jinja", status=404)
    kept = sealed.get(visit, _ON_THE_WAY)
    sealed.drop(visit, _ON_THE_WAY)
    try:
        if not kept:
            raise OidcError("no_attempt")
        proved = await oidc.who(Attempt(**kept), visit.request.query_params, visit.wall)
    except OidcError as error:
        return _failed(visit, error)
    return _enter(visit, oidc.issuer, proved)


def _enter(visit: Visit, issuer: str, proved: Proved) -> Response:
    """In, when this is one of the colleagues."""
    store = visit.app.store
    with store.transaction():
        found = toegang.by_sign_on(store, proved.mail, issuer, proved.sub, visit.now)
        if found is None:
            return visit.page("login/onbekend.html.jinja", status=403)
        enter(visit, found)
    return visit.to("/")


def _failed(visit: Visit, error: OidcError) -> Response:
    logger.warning("sign_on_failed", extra={"code": str(error)})
    return visit.page("login/gemeente_mislukt.html.jinja", status=502)


PAGES = (
    Page("/aanmelden/gemeente", there, Recht.IEDEREEN),
    Page("/aanmelden/terug", back, Recht.IEDEREEN),
)
