"""Accounts of colleagues, for who keeps them. Shows no signaal and nothing of a resident."""

from starlette.responses import Response

from bot.frontoffice import wachtwoord
from bot.frontoffice.accounts import (
    Account,
    AccountRefusedError,
    Done,
    add,
    change,
    renew_code,
    renew_password,
)
from bot.frontoffice.functies import Functie, Recht
from bot.frontoffice.web.visit import Page, Visit
from bot.frontoffice.web.wijken import known_wijken
from bot.store.medewerkers import Medewerker

_NEW = Account("", "", frozenset({str(Functie.MEDEWERKER)}))


async def overview(visit: Visit) -> Response:
    """All colleagues, also who may no longer get in."""
    return visit.page("beheer/lijst.html.jinja", collegas=visit.app.store.medewerkers.all())


async def new(visit: Visit) -> Response:
    """A new colleague."""
    if visit.request.method != "POST":
        return _form(visit, None, _NEW)
    given = _given(visit)
    start = wachtwoord.made_up()
    hash = await wachtwoord.hashed(start)
    store = visit.app.store
    try:
        with store.transaction():
            id = add(store, visit.text("login"), given, hash, known_wijken(visit.app), _done(visit))
    except AccountRefusedError as error:
        return _form(visit, None, given, error.faults)
    return _start_page(visit, store.medewerkers.load(id), start)


async def one(visit: Visit) -> Response:
    """Change a colleague."""
    colleague = _colleague(visit)
    if colleague is None:
        return _nobody(visit)
    if visit.request.method != "POST":
        return _form(visit, colleague, Account.of(colleague))
    given = _given(visit)
    store = visit.app.store
    try:
        with store.transaction():
            change(store, colleague.id, given, known_wijken(visit.app), _done(visit))
    except AccountRefusedError as error:
        return _form(visit, colleague, given, error.faults)
    return visit.to("/beheer")


async def new_password(visit: Visit) -> Response:
    """A new start password, shown once."""
    colleague = _colleague(visit)
    if colleague is None:
        return _nobody(visit)
    if colleague.id == visit.me.id:
        return visit.to("/mij")
    start = wachtwoord.made_up()
    hash = await wachtwoord.hashed(start)
    with visit.app.store.transaction():
        renew_password(visit.app.store, colleague.id, hash, _done(visit))
    return _start_page(visit, colleague, start)


async def new_code(visit: Visit) -> Response:
    """The second factor anew: another telephone, or it is lost."""
    colleague = _colleague(visit)
    if colleague is None:
        return _nobody(visit)
    with visit.app.store.transaction():
        renew_code(visit.app.store, colleague.id, _done(visit))
    return visit.to("/beheer")


def _colleague(visit: Visit) -> Medewerker | None:
    try:
        return visit.app.store.medewerkers.load(visit.request.path_params["id"])
    except KeyError:
        return None


def _nobody(visit: Visit) -> Response:
    return visit.page("nergens.html.jinja", status=404)


def _done(visit: Visit) -> Done:
    return Done(visit.me.id, visit.now)


def _given(visit: Visit) -> Account:
    functies = frozenset(str(value) for value in visit.form.getlist("functie"))
    return Account(visit.text("naam"), visit.text("wijk"), functies, visit.text("actief") != "nee")


def _form(
    visit: Visit, colleague: Medewerker | None, account: Account, faults: list[str] | None = None
) -> Response:
    return visit.page(
        "beheer/collega.html.jinja",
        status=422 if faults else 200,
        fouten=faults or [],
        collega=colleague,
        zelf=colleague is not None and colleague.id == visit.me.id,
        account=account,
        login=visit.text("login"),
        functies=list(Functie),
        wijken=known_wijken(visit.app, "" if colleague is None else colleague.wijk),
    )


def _start_page(visit: Visit, colleague: Medewerker, start: str) -> Response:
    return visit.page("beheer/startwachtwoord.html.jinja", collega=colleague, start=start)


_BOTH = ("GET", "POST")
PAGES = (
    Page("/beheer", overview, Recht.BEHEER),
    Page("/beheer/nieuw", new, Recht.BEHEER, _BOTH),
    Page("/beheer/collega/{id}", one, Recht.BEHEER, _BOTH),
    Page("/beheer/collega/{id}/wachtwoord", new_password, Recht.BEHEER, ("POST",)),
    Page("/beheer/collega/{id}/code", new_code, Recht.BEHEER, ("POST",)),
)
