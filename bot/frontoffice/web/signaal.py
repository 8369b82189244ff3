"""The page of one signaal: the warm handover on top, then what was said, what was done, and what to do next."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import Response

from bot.core.signaal import Signaal
from bot.frontoffice.desk import UITKOMSTEN
from bot.frontoffice.functies import Functie, Recht, rechten
from bot.frontoffice.web.filters import GESPROKEN
from bot.frontoffice.web.visit import Page, Visit
from bot.store.behandelingen import Handeling, Rij
from bot.store.medewerkers import Medewerker
from bot.teksten.standaard import standard_texts
from intents.tables import leefgebied_names

# Who asked for the page less than this ago counts as looking at it; an open page asks every eight seconds.
HERE = timedelta(seconds=25)
SAID = ("pakket", "bericht", "antwoord", "vraag", "voorstel")
Typed = Mapping[str, str]


async def show(visit: Visit) -> Response:
    """The whole page."""
    rij = row(visit)
    if rij is None:
        return visit.page("nergens.html.jinja", status=404)
    return page(visit, rij)


async def live(visit: Visit) -> Response:
    """Who else looks, and whether anything changed: asked again and again by a page that is open."""
    rij = row(visit)
    if rij is None:
        return visit.page("nergens.html.jinja", status=404)
    seen = visit.request.query_params.get("versie", "")
    return visit.page(
        "signaal/levend.html.jinja", rij=rij, changed=seen != str(rij.versie), **_others(visit, rij)
    )


def row(visit: Visit) -> Rij | None:
    """The signaal of the address, if this colleague may see it."""
    nummer = visit.request.path_params["nummer"]
    return visit.app.store.behandelingen.find(nummer, visit.oog, visit.now)


def page(
    visit: Visit,
    rij: Rij,
    *,
    fouten: Sequence[str] = (),
    actie: str = "",
    typed: Typed | None = None,
    status: int = 200,
) -> Response:
    """The page; with what is wrong and what was typed in the form of `actie`, when it comes back."""
    store, id = visit.app.store, rij.signaal_id
    with store.transaction():
        visit.log("bekeken", id)
    signaal = store.signalen.load(id)
    done = store.behandelingen.handelingen(id)
    pakket = _last(done, "pakket")
    colleagues = _colleagues(store.medewerkers.all())
    return visit.page(
        "signaal/signaal.html.jinja",
        status=status,
        rij=rij,
        signaal=signaal,
        pakket=pakket,
        said=[one for one in done if one.soort in SAID],
        done=done,
        happened=_happened(done, store.outbox.failures_of(id)),
        steps=store.signalen.steps_of(id) if pakket else (),
        notes=[one for one in done if one.soort == "notitie" and not one.ongedaan],
        linked=store.behandelingen.linked(id, visit.oog, visit.now),
        earlier=store.behandelingen.of_same_person(id, visit.oog, visit.now),
        colleagues=colleagues,
        names=store.medewerkers.names(),
        regisseurs=[one for one in colleagues if Functie.REGISSEUR in one.functies],
        # What would fit his story tells of a story that he did not hand over.
        places=visit.app.service.places(signaal) if pakket else (),
        shown=_shown(visit, signaal, pakket, done),
        why_not_write=visit.site.desk.why_not_write(signaal),
        spoken=GESPROKEN,
        levels=visit.app.settings.opschaling,
        standard=standard_texts(),
        leefgebieden=leefgebied_names(),
        uitkomsten=UITKOMSTEN,
        did=visit.request.query_params.get("gedaan", ""),
        fouten=fouten,
        actie=actie,
        typed=typed or {},
        changed=False,
        **_others(visit, rij),
    )


def _shown(
    visit: Visit, signaal: Signaal, pakket: Handeling | None, done: Sequence[Handeling]
) -> dict[str, str]:
    """The places that the pakket names, and those that colleagues proposed; not what the bot showed him besides."""
    told = pakket.inhoud["tekst"] if pakket else ""
    named = {id: naam for id, naam in _names(visit, signaal.getoond).items() if naam in told}
    return named | _names(visit, _proposed(done))


def _proposed(done: Sequence[Handeling]) -> tuple[str, ...]:
    return tuple(one.inhoud["voorziening"] for one in done if one.soort == "voorstel")


def _happened(
    done: Sequence[Handeling], failures: Sequence[tuple[str, str, datetime]]
) -> list[tuple[datetime, Handeling | None, str]]:
    """What was done, and what could not be delivered (as soort and status), by time."""
    lines: list[tuple[datetime, Handeling | None, str]] = [(one.op, one, "") for one in done]
    lines += [(op, None, f"{soort}:{status}") for soort, status, op in failures]
    return sorted(lines, key=lambda line: line[0])


def _others(visit: Visit, rij: Rij) -> dict[str, Any]:
    store = visit.app.store
    with store.transaction():
        ids = store.behandelingen.present(rij.signaal_id, visit.me.id, visit.now, HERE)
    names = store.medewerkers.names() if ids else {}
    return {"others": [names[id] for id in ids if id in names]}


def _colleagues(all_: Sequence[Medewerker]) -> list[Medewerker]:
    """Those who may have a signaal."""
    return [one for one in all_ if one.actief and Recht.SIGNALEN in rechten(Functie(f) for f in one.functies)]


def _last(done: Sequence[Handeling], soort: str) -> Handeling | None:
    return next((one for one in reversed(done) if one.soort == soort), None)


def _names(visit: Visit, ids: Sequence[str]) -> dict[str, str]:
    """id -> name of places that were shown, as far as they are still on the kaart."""
    kaart = visit.app.kaart.nu
    return {id: kaart.get(id).naam for id in dict.fromkeys(ids) if id in kaart}


PAGES = (
    Page("/signaal/{nummer}", show, Recht.SIGNALEN),
    Page("/signaal/{nummer}/levend", live, Recht.SIGNALEN, quiet=True),
)
