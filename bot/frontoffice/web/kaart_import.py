"""Import with a look first: send a file, see what it would change, store it or not, and take the last one back."""

from starlette.responses import Response

from bot.frontoffice import kaartvelden
from bot.frontoffice.functies import Recht
from bot.frontoffice.kaartimport import Shelf, Trial, compared, last_import, store_it
from bot.frontoffice.web.visit import Page, Visit, whole
from bot.kaartwerk import KaartwerkRefusedError
from bot.store.errors import KaartChangedError, UndoRefusedError
from sociale_kaart.errors import KaartError

MOST_SHOWN = 100  # changes on one page
MOST_FINDINGS = 50
DONE = {
    "klaar": "De import is klaar. De bot gebruikt deze kaart nu.",
    "terug": "De import is teruggedraaid.",
    "gestopt": "Er is niets veranderd. Het bestand is weggegooid.",
}
CHANGED = "De kaart is intussen veranderd. Er is niets opgeslagen. Kijk opnieuw wat dit bestand verandert."
GONE = "Er staat geen bestand klaar. Kies het bestand opnieuw."
OTHER = "U heeft daarna een ander bestand gekozen. Kijk eerst wat dat bestand verandert."
CLASH, WRONG = 409, 422
LARGEST_FILE = 8_000_000  # bytes: the kaart of a large region as CSV


def _shelf(visit: Visit) -> Shelf:
    return Shelf(visit.app.settings.gegevens)


async def start(visit: Visit) -> Response:
    """Choose a file, or take the last import back."""
    return _start(visit, DONE.get(visit.request.query_params.get("gedaan", ""), ""))


def _start(visit: Visit, gedaan: str = "", fouten: tuple[str, ...] = (), status: int = 200) -> Response:
    laatste = last_import(visit.app.store)
    return visit.page(
        "kaart/import.html.jinja",
        status=status,
        gedaan=gedaan,
        fouten=fouten,
        laatste=laatste,
        terug=laatste.terug[:MOST_SHOWN] if laatste else (),
        meer=len(laatste.terug) - MOST_SHOWN if laatste else 0,
        kop=kaartvelden.kop,
    )


async def send(visit: Visit) -> Response:
    """Keep the file aside and show what it would change."""
    upload = visit.upload("bestand")
    if upload is None:
        return _start(visit, fouten=("Kies een bestand.",), status=WRONG)
    shelf = _shelf(visit)
    try:
        content = await upload.read()
        shelf.put(
            visit.me.id,
            upload.filename or "",
            content,
            weghalen=visit.text("weghalen") == "ja",
            now=visit.now,
        )
    except KaartwerkRefusedError as error:
        return _start(visit, fouten=(str(error),), status=WRONG)
    finally:
        await upload.close()
    return visit.to("/kaart/import/proef")


async def trial(visit: Visit) -> Response:
    """What would be new, different and gone. Nothing is stored yet."""
    return await _trial(visit)


async def _trial(visit: Visit, fouten: tuple[str, ...] = (), status: int = 200) -> Response:
    proef = await _compared(visit)
    if not isinstance(proef, Trial):
        return proef
    return visit.page(
        "kaart/proef.html.jinja",
        status=status,
        fouten=fouten,
        proef=proef,
        getoond=proef.wijzigingen[:MOST_SHOWN],
        meer=len(proef.wijzigingen) - MOST_SHOWN,
        bevindingen=proef.bevindingen[:MOST_FINDINGS],
        meer_bevindingen=len(proef.bevindingen) - MOST_FINDINGS,
        kop=kaartvelden.kop,
    )


async def _compared(visit: Visit) -> Trial | Response:
    """What the file that waits would change, or the page that says why that cannot be said. That file goes then."""
    shelf = _shelf(visit)
    opzij = shelf.get(visit.me.id, visit.now)
    if opzij is None:
        return _start(visit, fouten=(GONE,), status=WRONG)
    try:
        return await compared(visit.app.store, shelf, opzij)
    except KaartwerkRefusedError as error:
        refused: tuple[str, ...] = (str(error),)
    except KaartError as error:
        refused = tuple(map(str, error.bevindingen[:MOST_FINDINGS]))
        if (more := len(error.bevindingen) - MOST_FINDINGS) > 0:
            refused += (f"En nog {more} andere. Verbeter eerst deze.",)
    shelf.remove(visit.me.id)
    return _start(visit, fouten=refused, status=WRONG)


async def carry_out(visit: Visit) -> Response:
    """Store exactly what was shown, or nothing."""
    proef = await _compared(visit)
    if not isinstance(proef, Trial):
        return proef
    if visit.text("merk") != proef.opzij.merk:
        return await _trial(visit, (OTHER,), CLASH)
    if visit.text("versie") != str(proef.versie):
        return await _trial(visit, (CHANGED,), CLASH)
    try:
        with visit.app.store.transaction():
            store_it(visit.app.store, proef, visit.me.naam, visit.now)
            visit.log("kaart_ingelezen")
    except KaartChangedError:
        return await _trial(visit, (CHANGED,), CLASH)
    _shelf(visit).remove(visit.me.id)
    await visit.app.kaart.take_up()
    return visit.to("/kaart/import?gedaan=klaar")


async def stop(visit: Visit) -> Response:
    """Throw the file away."""
    _shelf(visit).remove(visit.me.id)
    return visit.to("/kaart/import?gedaan=gestopt")


async def undo(visit: Visit) -> Response:
    """Take the last import back, if it is still the one that was looked at."""
    number = visit.text("nummer")
    try:
        with visit.app.store.transaction():
            visit.app.store.kaart.undo(visit.me.naam, visit.now, number=whole(number, -1))
            visit.log("kaart_import_terug")
    except KaartChangedError:
        return _start(
            visit, fouten=("Dit is niet meer de laatste import. Er is niets veranderd.",), status=CLASH
        )
    except UndoRefusedError as error:
        return _start(visit, fouten=(str(error),), status=CLASH)
    await visit.app.kaart.take_up()
    return visit.to("/kaart/import?gedaan=terug")


PAGES: tuple[Page, ...] = (
    Page("/kaart/import", start, Recht.KAART),
    Page("/kaart/import/bestand", send, Recht.KAART, ("POST",), largest=LARGEST_FILE),
    Page("/kaart/import/proef", trial, Recht.KAART),
    Page("/kaart/import/doorvoeren", carry_out, Recht.KAART, ("POST",)),
    Page("/kaart/import/stop", stop, Recht.KAART, ("POST",)),
    Page("/kaart/import/terug", undo, Recht.KAART, ("POST",)),
)
