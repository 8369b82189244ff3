"""The sociale kaart as a list: find a place, see what needs a look first, read it whole, take it along as CSV."""

import asyncio
from datetime import date
from functools import partial
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from bot import kaartwerk
from bot.frontoffice import kaartzoek
from bot.frontoffice.functies import Recht
from bot.frontoffice.kaartzoek import Filter
from bot.frontoffice.web.visit import Page, Visit, whole
from bot.kaart_bron import rows_that_hold, shipped_rows
from bot.kalender import LOCAL
from intents.tables import leefgebied_names
from sociale_kaart.model import Status
from sociale_kaart.pagina import page as whole_page
from sociale_kaart.uitwisseling.csv_vorm import csv_bytes
from sociale_kaart.werklijst import said

PER_PAGE = 50
MOST_WORK, MOST_OLD = 50, 20
MOST_NUMBER = 2**62  # beyond this the database has no number
SHEET = "/static/bewoners.css"
DONE = {"klaar": "De melding is klaar. De woorden zijn gewist."}


def today(visit: Visit) -> date:
    """The day for who lives here."""
    return visit.now.astimezone(LOCAL).date()


async def overview(visit: Visit) -> Response:
    """Everything, or what fits the filters. Words to look for are posted, and so stay out of the address."""
    await visit.app.kaart.take_up()
    posted = visit.request.method == "POST"
    if posted and not visit.text("zoek"):
        return visit.to(_address(visit))
    kaart = visit.app.kaart.nu
    gemeld = kaartwerk.open_gemeld(visit.app.store)
    wanted, number = _filter(visit), _field(visit, "bladzijde")
    ids = [one.voorziening for one in gemeld]
    found = await asyncio.to_thread(kaartzoek.found, kaart, visit.text("zoek"))
    rows = [row for row in found if wanted.fits(row, ids, today(visit))]
    shown, here, last = kaartzoek.pages(rows, whole(number, 1), PER_PAGE)
    return visit.page(
        "kaart/lijst.html.jinja",
        rijen=[(row, kaartzoek.to_do(row, today(visit)), ids.count(row.id)) for row in shown],
        aantal=len(rows),
        alles=len(kaart),
        open=len(gemeld),
        bladzijde=here,
        bladzijden=last,
        zoek=visit.text("zoek"),
        filter=wanted,
        leefgebieden=leefgebied_names(),
        statussen=[str(status) for status in Status],
    )


def _field(visit: Visit, name: str) -> str:
    """From the form, or from the address: filters hold nothing of a resident."""
    return visit.text(name) if visit.request.method == "POST" else visit.request.query_params.get(name, "")


def _filter(visit: Visit) -> Filter:
    return Filter(
        _field(visit, "leefgebied"),
        _field(visit, "status"),
        _field(visit, "oud") == "ja",
        _field(visit, "gemeld") == "ja",
    )


def _address(visit: Visit) -> str:
    names = ("leefgebied", "status", "oud", "gemeld", "bladzijde")
    fields = {name: value for name in names if (value := _field(visit, name))}
    return f"/kaart?{urlencode(fields)}" if fields else "/kaart"


async def work(visit: Visit) -> Response:
    """What to look at first: what was called wrong, what the check finds, what was looked at longest ago."""
    await visit.app.kaart.take_up()
    kaart = visit.app.kaart.nu
    with visit.app.store.transaction():
        visit.log("kaart_werklijst")
        gemeld = kaartwerk.open_gemeld(visit.app.store)
    found = await asyncio.to_thread(kaartwerk.findings, kaart, today(visit), (), quick=True)
    rows = kaartzoek.work(kaart, found)
    return visit.page(
        "kaart/werklijst.html.jinja",
        gemeld=gemeld,
        said=said,
        kaart=kaart,
        werk=rows[:MOST_WORK],
        meer=len(rows) - MOST_WORK,
        heel=kaartzoek.whole(kaart, found),
        oudste=kaartzoek.oldest(kaart, MOST_OLD),
        gedaan=DONE.get(visit.request.query_params.get("gedaan", ""), ""),
    )


async def close(visit: Visit) -> Response:
    """A melding is done; who closed it already is not told off."""
    number = visit.request.path_params["nummer"]
    with visit.app.store.transaction():
        done = number < MOST_NUMBER and visit.app.store.kaartmeldingen.close(number, visit.now)
        if done:
            visit.log("kaartmelding_klaar")
    if done:
        visit.app.store.scrub()  # its words are wiped: from the journal too
    return visit.to("/kaart/werklijst?gedaan=klaar")


async def residents(visit: Visit) -> Response:
    """The whole kaart as residents see it. Its style comes apart, since pages here hold none."""
    await visit.app.kaart.take_up()
    named = partial(whole_page, sheet=SHEET, gemeente=visit.app.settings.gemeente)
    return HTMLResponse(await asyncio.to_thread(named, visit.app.kaart.nu, today(visit)))


async def export(visit: Visit) -> Response:
    """The kaart of now, as a spreadsheet opens it and as the import takes it back."""
    stored = visit.app.store.kaart.rows()
    content = await asyncio.to_thread(lambda: csv_bytes(rows_that_hold(stored, shipped_rows)))
    with visit.app.store.transaction():
        visit.log("kaart_geexporteerd")
    headers = {"Content-Disposition": f'attachment; filename="sociale-kaart-{today(visit).isoformat()}.csv"'}
    return Response(content, media_type="text/csv", headers=headers)


PAGES: tuple[Page, ...] = (
    Page("/kaart", overview, Recht.KAART, ("GET", "POST")),
    Page("/kaart/werklijst", work, Recht.KAART),
    Page("/kaart/melding/{nummer:int}/klaar", close, Recht.KAART, ("POST",)),
    Page("/kaart/bewoners", residents, Recht.KAART),
    Page("/kaart/export", export, Recht.KAART),
)
