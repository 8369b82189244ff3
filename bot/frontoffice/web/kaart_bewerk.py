"""The form to change a place of the sociale kaart or to add one. What was typed is never lost to a refusal."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from starlette.responses import Response

from bot.frontoffice import kaartbeheer, kaartvelden
from bot.frontoffice.functies import Recht
from bot.frontoffice.kaartbeheer import Fault, Seen
from bot.frontoffice.web.kaart_lijst import today
from bot.frontoffice.web.kaart_plek import version_seen
from bot.frontoffice.web.visit import Page, Visit
from bot.kaartwerk import KaartwerkRefusedError
from bot.store.errors import KaartChangedError, StoreUnavailableError
from sociale_kaart.cells import whole_cells
from sociale_kaart.model import Status
from sociale_kaart.uitwisseling.verschil import Wijziging

Cells = Mapping[str, str]
# What most places are, so that little has to be chosen.
USUAL = {
    "voor_naasten": "nee",
    "vrij_toegankelijk": "ja",
    "trede": "3",
    "gebied": "oosterhout",
    "per_wijk": "nee",
    "soort": "plek",
    "status": "nakijken",
}
EMPTY = whole_cells(USUAL)
CHANGED = (
    "Een collega heeft deze plek intussen veranderd. Er is nog niets opgeslagen. Wat de collega veranderde,"
    " staat nu ook in dit formulier. Kijk het na en sla het opnieuw op."
)
REMOVED = (
    "Een collega heeft deze plek intussen van de kaart gehaald. Er is niets opgeslagen. Wat u invulde, staat er nog."
    " Slaat u het op, dan komt de plek terug."
)
NOT_NOW = "Opslaan lukt nu niet. Wat u heeft ingevuld, staat er nog. Probeer het over een minuut opnieuw."
CLASH, WRONG, LATER = 409, 422, 503


async def edit(visit: Visit) -> Response:
    """Change one place."""
    before = kaartbeheer.cells_now(visit.app.store).get(visit.request.path_params["id"])
    if visit.request.method == "POST":
        return await _take(visit, before)
    if before is None:
        return visit.page("nergens.html.jinja", status=404)
    return _form(visit, before, kaartvelden.shown(before))


async def _take(visit: Visit, before: Cells | None) -> Response:
    """What was typed, unless a colleague was at this place meanwhile: then the two come together in the form."""
    id, store = visit.request.path_params["id"], visit.app.store
    if before is None:
        if not store.kaart.history(id):
            return visit.page("nergens.html.jinja", status=404)
        return _form(visit, None, _typed(visit) | {"id": id}, fouten=(Fault("", REMOVED),), status=CLASH)
    typed = kaartvelden.read(visit.text, before)
    seen = kaartbeheer.before_others(store, id, version_seen(visit))
    return await _save(visit, before, typed) if seen is None else _clash(visit, before, seen, typed)


async def add(visit: Visit) -> Response:
    """A new place. Who leaves its id empty gets one made of the name."""
    if visit.request.method != "POST":
        return _form(visit, None, kaartvelden.shown(EMPTY))
    typed = kaartvelden.read(visit.text, {})
    there = kaartbeheer.cells_now(visit.app.store)
    typed["id"] = typed["id"] or kaartbeheer.free_id(typed["naam"], there)
    if typed["id"] in there:
        fout = Fault("id", f"Het kenmerk {typed['id']} bestaat al. Kies een ander kenmerk.")
        return _form(visit, None, _typed(visit), fouten=(fout,))
    return await _save(visit, None, typed)


async def _save(visit: Visit, before: Cells | None, typed: Cells) -> Response:
    """Check, then store; every refusal shows the form again as it was."""
    day, gezien = today(visit), _gezien(visit)
    new, wrong = kaartbeheer.judged(typed, before, day)
    if not wrong and before is not None:
        new, wrong = kaartbeheer.with_source(before, new, gezien, day)
    if wrong:
        return _form(visit, before, _typed(visit), fouten=wrong)
    if new == before:
        return visit.to(f"/kaart/plek/{new['id']}?gedaan=gelijk")
    try:
        with visit.app.store.transaction():
            one = Wijziging(new["id"], before, new)
            kaartbeheer.change(visit.app.store, one, version_seen(visit), visit.me.naam, visit.now)
            visit.log("kaart_bewerkt" if before is not None else "kaart_toegevoegd")
    except KaartwerkRefusedError as error:
        return _form(visit, before, _typed(visit), fouten=(Fault("telefoon", str(error)),))
    except (KaartChangedError, StoreUnavailableError):  # in this very moment
        return _form(visit, before, _typed(visit), fouten=(Fault("", NOT_NOW),), status=LATER)
    await visit.app.kaart.take_up()
    return visit.to(f"/kaart/plek/{new['id']}?gedaan={'bewerkt' if before is not None else 'nieuw'}")


def _clash(visit: Visit, before: Cells, seen: Cells, typed: Cells) -> Response:
    """Both changes in one form, and what both changed beside it; the form now belongs to the kaart as it is."""
    both, clash = kaartbeheer.merged(seen, typed, before)
    anders = [(kaartvelden.kop(kolom), before[kolom], both[kolom]) for kolom in clash]
    fouten = (Fault("", CHANGED),)
    return _form(visit, before, kaartvelden.shown(both), fouten=fouten, anders=anders, status=CLASH)


def _form(
    visit: Visit,
    before: Cells | None,
    waarden: Mapping[str, str],
    *,
    fouten: Sequence[Fault] = (),
    anders: Sequence[tuple[str, str, str]] = (),
    status: int | None = None,
) -> Response:
    per_veld: dict[str, list[str]] = {}
    for fout in fouten:
        per_veld.setdefault(fout.kolom, []).append(fout.zin)
    keep_version = visit.request.method == "POST" and status != CLASH
    return visit.page(
        "kaart/bewerken.html.jinja",
        status=status or (WRONG if fouten else 200),
        id="" if before is None else before["id"],
        naam="" if before is None else before["naam"],
        groepen=kaartvelden.sections(),
        waarden=waarden,
        fouten=[_named(fout) for fout in fouten],
        per_veld=per_veld,
        anders=anders,
        versie=visit.text("versie") if keep_version else visit.app.store.kaart.version(),
        gezien=_gezien(visit),
        vandaag=today(visit).isoformat(),
        zeker=(
            (str(Status.BEVESTIGD), "Bij de organisatie zelf: gebeld, gemaild of op hun eigen website"),
            (str(Status.DEELS), "Ergens anders: in een gids, in de krant of van horen zeggen"),
        ),
    )


NAMES = {
    "gezien_bron": "Waar heeft u dit gezien?",
    "gezien_op": "Wanneer heeft u dit gezien?",
    "gezien_zeker": "Hoe zeker is het?",
}


def _named(fout: Fault) -> str:
    """The sentence with a link to its field."""
    if not fout.kolom:
        return fout.zin
    name = NAMES.get(fout.kolom) or kaartvelden.kop(fout.kolom)
    return Markup('<a href="#veld-{}">{}</a>: {}').format(fout.kolom, name, fout.zin)


def _gezien(visit: Visit) -> Seen:
    return Seen(visit.text("gezien_bron"), visit.text("gezien_op"), visit.text("gezien_zeker"))


def _typed(visit: Visit) -> dict[str, str]:
    """What stood in the fields, as it was typed."""
    return {name: visit.text(name) for name in kaartvelden.shown(EMPTY)}


PAGES: tuple[Page, ...] = (
    Page("/kaart/nieuw", add, Recht.KAART, ("GET", "POST")),
    Page("/kaart/plek/{id}/bewerken", edit, Recht.KAART, ("GET", "POST")),
)
