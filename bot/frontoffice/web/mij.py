"""One's own account: password, wijk, and out everywhere."""

from dataclasses import replace

from starlette.responses import Response

from bot.frontoffice import toegang, wachtwoord
from bot.frontoffice.accounts import Account, AccountRefusedError, Done, change
from bot.frontoffice.functies import Recht
from bot.frontoffice.web.login import NOT_THE_OLD, end_session, open_session, password_faults
from bot.frontoffice.web.visit import Page, Visit
from bot.frontoffice.web.wijken import known_wijken

_WRONG = (
    "Uw huidige wachtwoord klopt niet. Na vijf keer fout gaat uw wachtwoord een kwartier of langer dicht."
)


async def me(visit: Visit) -> Response:
    """What is known of me here."""
    return _page(visit)


async def password(visit: Visit) -> Response:
    """Another password, for who knows the present one."""
    store = visit.app.store
    wrong = password_faults(visit)
    if not wrong and visit.text("nieuw") == visit.text("huidig"):
        wrong.append(NOT_THE_OLD)
    if not wrong and not await toegang.knows_password(store, visit.me, visit.text("huidig"), visit.wall):
        wrong.append(_WRONG)
    if wrong:
        return _page(visit, wrong)
    hash = await wachtwoord.hashed(visit.text("nieuw"))
    with store.transaction():
        store.medewerkers.set_wachtwoord(visit.me.id, hash)  # ends all sessions, also of who knew the old one
        visit.log("wachtwoord_gekozen")
        open_session(visit, visit.me, bewezen=True)
    return visit.to("/mij")


async def wijk(visit: Visit) -> Response:
    """Where I live: signalen from there I do not see. Filled in once; to lift the shield takes a beheerder."""
    store, id, given = visit.app.store, visit.me.id, visit.text("wijk")
    if not given:
        return _page(visit, ["Kies een wijk uit de lijst."])
    try:
        with store.transaction():
            mine = replace(Account.of(store.medewerkers.load(id)), wijk=given)
            change(store, id, mine, known_wijken(visit.app), Done(id, visit.now))
    except AccountRefusedError as error:
        return _page(visit, error.faults)
    return visit.to("/mij")


async def out_everywhere(visit: Visit) -> Response:
    """End every session of mine, also on another computer."""
    with visit.app.store.transaction():
        visit.log("overal_uitgelogd")
        visit.app.store.sessies.end_all(visit.me.id)
        end_session(visit)
    return visit.to("/aanmelden")


def _page(visit: Visit, faults: list[str] | None = None) -> Response:
    return visit.page(
        "mij/mij.html.jinja",
        status=422 if faults else 200,
        fouten=faults or [],
        wijken=known_wijken(visit.app),
    )


PAGES = (
    Page("/mij", me, Recht.INGELOGD),
    Page("/mij/wachtwoord", password, Recht.INGELOGD, ("POST",)),
    Page("/mij/wijk", wijk, Recht.INGELOGD, ("POST",)),
    Page("/mij/overal-uit", out_everywhere, Recht.INGELOGD, ("POST",)),
)
