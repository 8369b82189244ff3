"""The pages with figures for policy and council. They read fixed figures only: no person, no text, no running month."""

from starlette.responses import Response

from bot.frontoffice.functies import Recht
from bot.frontoffice.inzicht import periode
from bot.frontoffice.inzicht.beeld import picture
from bot.frontoffice.inzicht.periode import Periode
from bot.frontoffice.inzicht.tabellen import HIDDEN, all_tables
from bot.frontoffice.inzicht.uitvoer import as_csv
from bot.frontoffice.inzicht.verslag import chapters
from bot.frontoffice.web.visit import Page, Visit

_UNKNOWN = "inzicht/geen.html.jinja"


def _known(visit: Visit) -> tuple[Periode, ...]:
    """Every period that was fixed, oldest first."""
    return periode.read_all(visit.app.store.cijfers.periods())


def _choices(known: tuple[Periode, ...]) -> tuple[Periode, ...]:
    """What can be chosen, newest first: of a year so far only the latest."""
    years = periode.latest_years(known).values()
    some = [one for one in known if one.soort != "jaar" or one in years]
    order = {"jaar": 0, "kwartaal": 1, "maand": 2}
    return tuple(sorted(some, key=lambda one: (-one.jaar, order[one.soort], -one.tot)))


def _chosen(visit: Visit, choices: tuple[Periode, ...]) -> Periode | None:
    """What was asked for; the latest year when nothing was; None when it is not there."""
    asked = visit.request.query_params.get("periode", "")
    if not asked:
        return choices[0] if choices else None
    return next((one for one in choices if one.id == asked), None)


async def overview(visit: Visit) -> Response:
    """All tables of a period, each with its picture."""
    choices = _choices(_known(visit))
    chosen = _chosen(visit, choices)
    if chosen is None:
        return visit.page(_UNKNOWN, status=404 if choices else 200, keuzes=choices)
    return visit.page(
        "inzicht/overzicht.html.jinja",
        keuzes=choices,
        periode=chosen,
        tabellen=all_tables(chosen, visit.app.store.cijfers.read),
        beeld=picture,
        verborgen=HIDDEN,
    )


async def download(visit: Visit) -> Response:
    """One table as CSV."""
    choices = _choices(_known(visit))
    chosen = _chosen(visit, choices)
    if chosen is None:
        return visit.page(_UNKNOWN, status=404, keuzes=choices)
    tables = {one.id: one for one in all_tables(chosen, visit.app.store.cijfers.read)}
    tabel = tables.get(visit.request.path_params["tabel"])
    if tabel is None:
        return visit.page(_UNKNOWN, status=404, keuzes=choices)
    name = f"elkedeur-{tabel.id}-{chosen.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_csv(tabel), media_type="text/csv", headers=headers)


async def year(visit: Visit) -> Response:
    """The year report, to read or to print."""
    known = _known(visit)
    years = periode.latest_years(known)
    asked = visit.request.query_params.get("jaar", "")
    jaar = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else max(years, default=0)
    if (asked and str(jaar) != asked) or jaar not in years:
        return visit.page(_UNKNOWN, status=404 if known else 200, keuzes=_choices(known))
    return visit.page(
        "inzicht/jaarverslag.html.jinja",
        periode=years[jaar],
        hoofdstukken=chapters(all_tables(years[jaar], visit.app.store.cijfers.read)),
        beeld=picture,
        verborgen=HIDDEN,
    )


PAGES = (
    Page("/inzicht", overview, Recht.INZICHT),
    Page("/inzicht/jaarverslag", year, Recht.INZICHT),
    Page("/inzicht/tabel/{tabel}", download, Recht.INZICHT),
)
