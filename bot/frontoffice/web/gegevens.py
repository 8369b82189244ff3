"""What is held about the resident of a signaal, in counts and dates; and erasing it when he asks for that.

For who has the regie. No words: those of the resident stay where he sent them (docs/adr/0005).
"""

from starlette.responses import Response

from bot import gegevens
from bot.frontoffice.functies import Recht
from bot.frontoffice.web import signaal as signaal_page
from bot.frontoffice.web.visit import Page, Visit


async def show(visit: Visit) -> Response:
    """How much of what, and since when."""
    rij = signaal_page.row(visit)
    if rij is None:
        return visit.page("nergens.html.jinja", status=404)
    store = visit.app.store
    gesprek_id = store.signalen.gesprek_of(rij.signaal_id)
    with store.transaction():
        visit.log("gegevens_bekeken", rij.signaal_id)
    held = gegevens.counts(gegevens.everything(store, gesprek_id))
    return visit.page("gegevens/gegevens.html.jinja", rij=rij, held=held, bewaar=visit.app.settings.bewaar)


async def erase(visit: Visit) -> Response:
    """Asks once; then it goes the way of /vergeet. Who comes second finds that it is gone."""
    rij = signaal_page.row(visit)
    if rij is None:
        return visit.page("signaal/weg.html.jinja", status=410)
    store = visit.app.store
    gesprek_id = store.signalen.gesprek_of(rij.signaal_id)
    sure = bool(visit.text("zeker"))
    if not sure:
        gone = gegevens.outside(store, gesprek_id)
    else:
        with store.transaction():
            visit.log("gegevens_gewist", rij.signaal_id)
            gone = gegevens.erase(visit.app.service, gesprek_id)
        store.scrub()
        visit.app.wake()
    return visit.page(
        "gegevens/wissen.html.jinja", rij=rij, gone=gone, sure=sure, bewaar=visit.app.settings.bewaar
    )


PAGES = (
    Page("/signaal/{nummer}/gegevens", show, Recht.REGIE),
    Page("/signaal/{nummer}/gegevens/wissen", erase, Recht.REGIE, ("POST",)),
)
