"""The door: password, second factor, the first own password, and out again. Decides nothing itself: see toegang.py."""

from starlette.responses import Response

from bot.frontoffice import toegang, tweede, wachtwoord
from bot.frontoffice.functies import Recht
from bot.frontoffice.oidc import Oidc
from bot.frontoffice.web import sealed
from bot.frontoffice.web.cookies import BEFORE, SESSION
from bot.frontoffice.web.guard import LONGEST
from bot.frontoffice.web.visit import Page, Visit
from bot.store.medewerkers import Medewerker

# A second factor that is not confirmed yet: the same picture stays when the page is loaded again.
_SETTING_UP = "deur_instellen"
# The code was right, and only an own password is still to be chosen.
_CODE_GIVEN = "deur_code"

WRONG, TOO_OFTEN = 422, 429
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het nog een keer."
NOT_TWICE = "De twee wachtwoorden zijn niet hetzelfde. Typ twee keer hetzelfde nieuwe wachtwoord."
NOT_THE_OLD = "Kies een ander wachtwoord dan het wachtwoord dat u nu heeft."


async def login(visit: Visit) -> Response:
    """The first page: who are you."""
    if visit.request.method != "POST":
        return visit.to("/") if _is_in(visit) else _login_page(visit)
    if _too_often(visit):
        return _login_page(visit, toegang.NEUTRAL, TOO_OFTEN)
    visit.site.drempel.count(visit.address, visit.wall)
    found = await toegang.by_password(
        visit.app.store, visit.text("login"), visit.text("wachtwoord"), visit.wall
    )
    if found is None:
        return _login_page(visit, toegang.NEUTRAL)
    visit.site.drempel.take_back(visit.address)
    with visit.app.store.transaction():
        open_session(visit, found, bewezen=False)
    return visit.to("/aanmelden/code")


async def code(visit: Visit) -> Response:
    """The second factor."""
    if _is_in(visit):
        return visit.to("/")
    if visit.me.totp is None:
        return visit.to("/aanmelden/instellen")
    if visit.request.method != "POST":
        return visit.to("/aanmelden/wachtwoord") if _code_given(visit) else _code_page(visit)
    if _too_often(visit):
        return _code_page(visit, toegang.NEUTRAL, TOO_OFTEN)
    store = visit.app.store
    with store.transaction():
        right = toegang.by_code(store, visit.me.id, visit.text("code"), visit.wall)
        if right:
            return _go_on(visit)
        visit.site.drempel.count(visit.address, visit.wall)
        if toegang.is_shut(store.medewerkers.load(visit.me.id), visit.wall):
            end_session(visit)
            return visit.page("login/dicht.html.jinja", status=403)
    return _code_page(visit, WRONG_CODE)


async def set_up(visit: Visit) -> Response:
    """A second factor for who has none yet: a picture to scan, and a code to prove that it worked."""
    if _is_in(visit):
        return visit.to("/")
    if visit.me.totp is not None:
        return visit.to("/aanmelden/code")
    kept = sealed.get(visit, _SETTING_UP)
    secret = kept["geheim"] if kept.get("wie") == visit.me.id else tweede.new_secret()
    if visit.request.method != "POST":
        return _set_up_page(visit, secret)
    store = visit.app.store
    with store.transaction():
        if toegang.confirm_secret(store, visit.me.id, secret, visit.text("code"), visit.wall):
            sealed.drop(visit, _SETTING_UP)
            return _go_on(visit)
    return _set_up_page(visit, secret, WRONG_CODE)


async def own_password(visit: Visit) -> Response:
    """Whoever was given a password chooses his own before anything else; the code was right already."""
    if _is_in(visit):
        return visit.to("/")
    if not _code_given(visit):
        return visit.to("/aanmelden/code")
    if visit.request.method != "POST":
        return visit.page("login/wachtwoord.html.jinja", fouten=[])
    wrong = password_faults(visit)
    if not wrong and await wachtwoord.fits(visit.me.wachtwoord, visit.text("nieuw")):
        wrong.append(NOT_THE_OLD)
    if wrong:
        return visit.page("login/wachtwoord.html.jinja", status=WRONG, fouten=wrong)
    hash = await wachtwoord.hashed(visit.text("nieuw"))
    with visit.app.store.transaction():
        visit.app.store.medewerkers.set_wachtwoord(visit.me.id, hash)
        visit.log("wachtwoord_gekozen")
        enter(visit, visit.me)
    return visit.to("/")


async def logout(visit: Visit) -> Response:
    """Out. Also right for who was out already."""
    if visit.sessie is not None:
        with visit.app.store.transaction():
            visit.log("uitgelogd")
            end_session(visit)
    return visit.to("/aanmelden")


async def demo_login(visit: Visit) -> Response:
    """An example colleague, with one click. The table of routes leaves this out of every real site."""
    store = visit.app.store
    chosen = next((one for one in store.medewerkers.all() if one.id == visit.text("collega")), None)
    if not visit.site.demo or chosen is None or not chosen.actief:
        return _login_page(visit, "Kies een collega uit de lijst.")
    with store.transaction():
        enter(visit, chosen)
    return visit.to("/")


def password_faults(visit: Visit) -> list[str]:
    """What is wrong with the posted fields `nieuw` and `nogmaals`."""
    new = visit.text("nieuw")
    wrong = wachtwoord.faults(new, visit.me.login, visit.me.naam)
    if new != visit.text("nogmaals"):
        wrong.append(NOT_TWICE)
    return wrong


def open_session(visit: Visit, medewerker: Medewerker, *, bewezen: bool) -> None:
    """A new cookie at every step: one that was slipped in before is worth nothing. Inside a transaction."""
    end_session(visit)
    visit.cookies[SESSION] = visit.app.store.sessies.open(medewerker.id, visit.wall, bewezen=bewezen)


def enter(visit: Visit, medewerker: Medewerker) -> None:
    """Everything was proved. Inside a transaction."""
    store = visit.app.store
    store.medewerkers.forget_failures(medewerker.id)
    store.sessies.forget(visit.wall - LONGEST)
    store.inzagen.add(medewerker.id, "ingelogd", None, visit.now)
    open_session(visit, medewerker, bewezen=True)
    sealed.drop(visit, _CODE_GIVEN)


def end_session(visit: Visit) -> None:
    """Forget this session, and the token of before it. Inside a transaction."""
    cookie = visit.cookie(SESSION)
    if cookie:
        visit.app.store.sessies.end(cookie)
    visit.cookies |= {SESSION: None, BEFORE: None}


def _go_on(visit: Visit) -> Response:
    """The code was right: in, or first an own password."""
    if visit.me.nieuw_wachtwoord:
        sealed.put(visit, _CODE_GIVEN, wie=visit.me.id, sessie=_merk(visit))
        return visit.to("/aanmelden/wachtwoord")
    enter(visit, visit.me)
    return visit.to("/")


def _code_given(visit: Visit) -> bool:
    given = {"wie": visit.me.id, "sessie": _merk(visit)}
    return visit.me.nieuw_wachtwoord and sealed.get(visit, _CODE_GIVEN) == given


def _merk(visit: Visit) -> str:
    return "" if visit.sessie is None else visit.sessie.merk


def _is_in(visit: Visit) -> bool:
    return visit.sessie is not None and visit.sessie.bewezen


def _too_often(visit: Visit) -> bool:
    return visit.site.drempel.is_shut(visit.address, visit.wall)


def _login_page(visit: Visit, fout: str = "", status: int = WRONG) -> Response:
    everybody = visit.app.store.medewerkers.all() if visit.site.demo else ()
    return visit.page(
        "login/aanmelden.html.jinja",
        status=status if fout else 200,
        fouten=[fout] if fout else [],
        login=visit.text("login"),
        gemeente=Oidc.of(visit.app.settings) is not None,
        collegas=[one for one in everybody if one.actief],
    )


def _code_page(visit: Visit, fout: str = "", status: int = WRONG) -> Response:
    return visit.page("login/code.html.jinja", status=status if fout else 200, fouten=[fout] if fout else [])


def _set_up_page(visit: Visit, secret: str, fout: str = "") -> Response:
    sealed.put(visit, _SETTING_UP, wie=visit.me.id, geheim=secret)
    return visit.page(
        "login/instellen.html.jinja",
        status=WRONG if fout else 200,
        fouten=[fout] if fout else [],
        qr=tweede.qr(secret, visit.me.login),
        geheim=tweede.in_groups(secret),
    )


_BOTH = ("GET", "POST")
PAGES = (
    Page("/aanmelden", login, Recht.IEDEREEN, _BOTH),
    Page("/aanmelden/code", code, Recht.HALF, _BOTH),
    Page("/aanmelden/instellen", set_up, Recht.HALF, _BOTH),
    Page("/aanmelden/wachtwoord", own_password, Recht.HALF, _BOTH),
    Page("/aanmelden/proef", demo_login, Recht.IEDEREEN, ("POST",)),
    Page("/afmelden", logout, Recht.IEDEREEN, ("POST",)),
)
