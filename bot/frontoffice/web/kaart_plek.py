"""One place of the sociale kaart: as residents see it, as it is stored, what was ever changed; check off, take away."""

from collections.abc import Mapping

from starlette.responses import Response

from bot import kaartwerk
from bot.frontoffice import kaartbeheer, kaartvelden, kaartzoek
from bot.frontoffice.functies import Recht
from bot.frontoffice.web.kaart_lijst import today
from bot.frontoffice.web.visit import Page, Visit, whole
from bot.kaartwerk import KaartwerkRefusedError
from bot.store.errors import KaartChangedError
from sociale_kaart.parse import voorziening
from sociale_kaart.present import contact_lines
from sociale_kaart.row import Row
from sociale_kaart.uitwisseling.verschil import Wijziging
from sociale_kaart.werklijst import said

Cells = Mapping[str, str]
DONE = {
    "nagekeken": "Deze plek is nagekeken.",
    "bewerkt": "Opgeslagen. De bot gebruikt dit nu ook.",
    "nieuw": "Deze plek staat op de kaart.",
    "terug": "De laatste verandering is teruggedraaid.",
    "gelijk": "Er was niets veranderd.",
    "weg": "Deze plek is van de kaart gehaald.",
}
CHANGED = (
    "Een collega heeft deze plek intussen veranderd. Er is niets opgeslagen. Kijk eerst wat er nu staat."
)


def version_seen(visit: Visit) -> int:
    """The version of the kaart that the form was made from; one that never was counts as the first."""
    return whole(visit.text("versie"), -1)


async def place(visit: Visit) -> Response:
    """Everything about one place; also of one that is gone and has a history."""
    await visit.app.kaart.take_up()
    return _page(visit, DONE.get(visit.request.query_params.get("gedaan", ""), ""))


def _page(visit: Visit, gedaan: str = "", fouten: tuple[str, ...] = (), status: int = 200) -> Response:
    store, id = visit.app.store, visit.request.path_params["id"]
    versie, cells = store.kaart.version(), kaartbeheer.cells_now(store).get(id)
    steps = kaartbeheer.steps(store, id)
    if cells is None and not steps:
        return visit.page("nergens.html.jinja", status=404)
    row = None if cells is None else voorziening(Row(cells, None))
    return visit.page(
        "kaart/plek.html.jinja",
        status=status,
        plek=row,
        id=id,
        cellen=kaartvelden.shown(cells or {}),
        naam=row.naam if row else _last_name(steps),
        regels=() if row is None else contact_lines(row, visit.app.kaart.nu, today(visit)),
        bevindingen=() if row is None else kaartzoek.to_do(row, today(visit)),
        twijfel=() if row is None else kaartbeheer.in_doubt(row),
        said=said,
        gemeld=[one for one in kaartwerk.open_gemeld(store) if one.voorziening == id],
        groepen=kaartvelden.sections(),
        kop=kaartvelden.kop,
        stappen=steps,
        versie=versie,
        gedaan=gedaan,
        fouten=fouten,
    )


def _last_name(steps: tuple[kaartbeheer.Step, ...]) -> str:
    last = steps[0].verandering.wijziging
    return (last.nieuw or last.oud or {}).get("naam", "")


async def check_off(visit: Visit) -> Response:
    """It was checked with the organisation: the day and the status change, and can be put back."""
    cells = _cells(visit)
    if cells is None:
        return visit.page("nergens.html.jinja", status=404)
    also = [value for value in visit.form.getlist("ook") if isinstance(value, str)]
    new = kaartbeheer.checked(cells, today(visit), also)
    return await _done(visit, Wijziging(cells["id"], cells, new), "kaart_nagekeken", "nagekeken")


async def remove(visit: Visit) -> Response:
    """Asks once. Its history stays, and it can be put back."""
    cells = _cells(visit)
    if cells is None:
        return visit.page("nergens.html.jinja", status=404)
    one = Wijziging(cells["id"], cells, None)
    if visit.request.method == "POST":
        return await _done(visit, one, "kaart_weggehaald", "weg")
    return visit.page(
        "kaart/weghalen.html.jinja",
        plek=cells,
        versie=visit.app.store.kaart.version(),
        nodig=kaartwerk.needed_lost([one], kaartbeheer.needed()) is not None,
    )


async def put_back(visit: Visit) -> Response:
    """Take the last change back, whoever made it."""
    number, id = visit.text("nummer"), visit.request.path_params["id"]
    try:
        back = kaartbeheer.put_back(visit.app.store, id, whole(number, 0))
    except KaartChangedError:
        return _page(visit, fouten=(CHANGED,), status=409)
    except KaartwerkRefusedError as error:
        return _page(visit, fouten=(str(error),), status=422)
    return await _done(visit, back, "kaart_teruggezet", "terug")


def _cells(visit: Visit) -> Cells | None:
    return kaartbeheer.cells_now(visit.app.store).get(visit.request.path_params["id"])


async def _done(visit: Visit, one: Wijziging, logged: str, gedaan: str) -> Response:
    """Make the change and show what came of it."""
    if one.oud == one.nieuw:
        return visit.to(f"/kaart/plek/{one.id}?gedaan=gelijk")
    try:
        with visit.app.store.transaction():
            kaartbeheer.change(visit.app.store, one, version_seen(visit), visit.me.naam, visit.now)
            visit.log(logged)
    except KaartChangedError:
        return _page(visit, fouten=(CHANGED,), status=409)
    except KaartwerkRefusedError as error:
        return _page(visit, fouten=(str(error),), status=422)
    await visit.app.kaart.take_up()
    return visit.to(f"/kaart/plek/{one.id}?gedaan={gedaan}")


PAGES: tuple[Page, ...] = (
    Page("/kaart/plek/{id}", place, Recht.KAART),
    Page("/kaart/plek/{id}/klopt", check_off, Recht.KAART, ("POST",)),
    Page("/kaart/plek/{id}/weghalen", remove, Recht.KAART, ("GET", "POST")),
    Page("/kaart/plek/{id}/terug", put_back, Recht.KAART, ("POST",)),
)
