"""Who looked at what, for who keeps the accounts: names of colleagues and numbers, never a story."""

from collections.abc import Mapping

from starlette.responses import Response

from bot.frontoffice.accounts import COMMAND_LINE
from bot.frontoffice.functies import Functie, Recht
from bot.frontoffice.toegang import NOBODY
from bot.frontoffice.web.visit import Page, Visit, whole
from bot.store import Store

PER_PAGE = 100
_MOST_PAGES = 10_000
GONE = "gewist"

WORDS = {
    "ingelogd": "ingelogd",
    "uitgelogd": "uitgelogd",
    "overal_uitgelogd": "overal uitgelogd",
    "wachtwoord_fout": "verkeerd wachtwoord",
    "code_fout": "verkeerde code",
    "buitengesloten": "buitengesloten: te vaak fout, of uitgezet",
    "code_ingesteld": "code ingesteld",
    "wachtwoord_gekozen": "eigen wachtwoord gekozen",
    "wijk_gewijzigd": "eigen wijk ingevuld",  # in older rows only
    "gemeente_onbekend": "via de gemeente, maar zonder toegang",
    "gemeente_ander": "geweigerd: iemand anders bij de gemeente met dit mailadres",
    "geweigerd": "pagina geweigerd: hoort niet bij de functie",
    "collega_toegevoegd": "collega toegevoegd",
    "collega_gewijzigd": "gegevens van een collega gewijzigd",
    "startwachtwoord_gegeven": "nieuw startwachtwoord gegeven",
    "code_teruggezet": "code van een collega teruggezet",
    "wijk_veranderd": "wijk van een collega veranderd",
    "toegang_gegeven": "collega mag weer inloggen",
    "toegang_ontnomen": "collega uitgezet",
    **{f"functie_{one}_gegeven": f"functie {one} gegeven" for one in Functie},
    **{f"functie_{one}_ontnomen": f"functie {one} weggenomen" for one in Functie},
    "inzage_bekeken": "deze lijst bekeken",
}


async def looks(visit: Visit) -> Response:
    """The newest first; those of one colleague after a choice."""
    names = visit.app.store.medewerkers.names()
    if visit.request.method == "POST":
        chosen = visit.text("collega")
        return visit.to(f"/beheer/inzage/{chosen}" if chosen in names else "/beheer/inzage")
    return _page(visit, None, names)


async def looks_of(visit: Visit) -> Response:
    """Those of one colleague."""
    id, names = visit.request.path_params["id"], visit.app.store.medewerkers.names()
    if id not in names:
        return visit.page("nergens.html.jinja", status=404)
    return _page(visit, id, names)


def _page(visit: Visit, id: str | None, collegas: Mapping[str, str]) -> Response:
    store, number = visit.app.store, _number(visit)
    found = store.inzagen.latest(PER_PAGE + 1, skip=(number - 1) * PER_PAGE, medewerker_id=id)
    names = {NOBODY: "onbekende inlognaam", COMMAND_LINE: "op de computer van de bot", **collegas}
    nummers = {one.signaal_id: _nummer(store, one.signaal_id) for one in found if one.signaal_id}
    rows = [
        {
            "op": one.op,
            "naam": names.get(one.medewerker_id, GONE),
            "over": "" if one.over_id is None else names.get(one.over_id, GONE),
            "wat": WORDS.get(one.wat, one.wat.replace("_", " ")),
            "nummer": nummers.get(one.signaal_id or "", ""),
        }
        for one in found[:PER_PAGE]
    ]
    with store.transaction():
        visit.log("inzage_bekeken")
    return visit.page(
        "beheer/inzage.html.jinja",
        rijen=rows,
        collegas=sorted(collegas.items(), key=lambda pair: pair[1].casefold()),
        gekozen=id,
        blad=number,
        meer=len(found) > PER_PAGE,
        gewist=GONE,
    )


def _number(visit: Visit) -> int:
    return max(1, min(whole(visit.request.query_params.get("blad", ""), 1), _MOST_PAGES))


def _nummer(store: Store, id: str) -> str:
    try:
        return store.signalen.load(id).nummer
    except KeyError:
        return GONE


PAGES = (
    Page("/beheer/inzage", looks, Recht.BEHEER, ("GET", "POST")),
    Page("/beheer/inzage/{id}", looks_of, Recht.BEHEER),
)
