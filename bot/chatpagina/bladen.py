"""The page itself and what hangs on it: how it looks, coming back, a seintje, wiping, and leaving at once."""

import contextlib
import secrets
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from bot import seintjes
from bot.chatpagina import code, nieuws, verloop, zeggen
from bot.chatpagina.bezoek import SEE_OTHER, Bezoek
from bot.chatpagina.verloop import Cursor
from bot.chatpagina.wacht import sorry, stood_here
from bot.chatpagina.weergave import LICHT, Weergave
from bot.seintjes import SeintjeRefusedError
from bot.store.errors import StoreUnavailableError

# A link stands in the history of the browser; who taps twice, or opens it in another one at once, still comes in.
LINK_WHEN_USED = timedelta(hours=1)
# Takes from the browser what it kept of us, so that nobody finds it behind the back button.
CLEAR = {"Clear-Site-Data": '"cache", "storage"'}


async def home(bezoek: Bezoek) -> Response:
    """The conversation, or the beginning of one."""
    if bezoek.gesprek_id is None and bezoek.secret is not None:
        return zeggen.gone(bezoek)
    return _home(bezoek)


def _home(bezoek: Bezoek, *, seintje_fout: str = "", status: int = 200) -> Response:
    found, chat, kaart = verloop.Verloop((), Cursor(), bezig=False), None, False
    if bezoek.gesprek_id is not None:
        nieuws.here(bezoek)
        found = nieuws.since(bezoek, Cursor())
        chat = bezoek.app.store.chats.load(bezoek.gesprek_id)
        kaart = nieuws.may_leave(bezoek) and bool(found.regels)
    return bezoek.page(
        "gesprek.html.jinja",
        status=status,
        verloop=found,
        regels=nieuws.rendered(bezoek, found.regels),
        chat=chat,
        kaart=kaart,
        seintje_fout=seintje_fout,
        wie=bezoek.request.query_params.get("wie", ""),  # a poster for worried neighbours: /?wie=ander
        nieuw_id=secrets.token_hex,
    )


async def gone(bezoek: Bezoek) -> Response:
    """Where a page that stood open goes when the gesprek is wiped."""
    return zeggen.gone(bezoek) if bezoek.gesprek_id is None else bezoek.to("/")


# --- how it looks ---


async def look(bezoek: Bezoek) -> Response:
    """Language, size, contrast, light; nothing of it is stored but in the cookie."""
    form, now = bezoek.form, bezoek.weergave
    taal = bezoek.text("taal") if bezoek.text("taal") in bezoek.site.talen else now.taal
    licht = next((one for one in LICHT if one == bezoek.text("licht")), now.licht)
    groot, contrast = now.groot, now.contrast
    if "leesbaar" in form:  # boxes that are not ticked are not sent
        groot, contrast = "groot" in form, "contrast" in form
    bezoek.weergave = Weergave(taal, groot, contrast, licht)
    bezoek.remember()
    return bezoek.to("/")


# --- coming back ---


async def back(bezoek: Bezoek) -> Response:
    """The four words."""
    if bezoek.request.method != "POST":
        return bezoek.page("terug.html.jinja", fout="", getypt="")
    codes = bezoek.site.codes
    if codes.is_shut(bezoek.address, bezoek.wall):
        return bezoek.page("terug.html.jinja", status=429, fout="code_vaak", getypt="")
    codes.count(bezoek.address, bezoek.wall)
    typed = bezoek.text("code")
    words = code.read(typed)
    found = None if words is None else bezoek.app.store.chats.by_code(words)
    if found is None:
        return bezoek.page("terug.html.jinja", status=422, fout="code_fout", getypt=typed[:100])
    codes.take_back(bezoek.address)
    with bezoek.app.store.transaction():
        bezoek.let_in(found)
    return bezoek.to("/")


async def link(bezoek: Bezoek) -> Response:
    """From a seintje. Looking alone opens nothing: mail servers look too."""
    secret = bezoek.request.path_params["secret"]
    found = bezoek.app.store.chats.find("link", secret, bezoek.now)
    if found is None:
        return bezoek.page("terug.html.jinja", status=410, fout="link_oud", getypt="")
    if bezoek.request.method != "POST":
        return bezoek.page("link.html.jinja")
    with bezoek.app.store.transaction():
        bezoek.let_in(found)
        bezoek.app.store.chats.end_soon("link", secret, bezoek.now + LINK_WHEN_USED)
    return bezoek.to("/")


# --- a seintje ---


async def seintje(bezoek: Bezoek) -> Response:
    """Whether and how to say that a message waits."""
    if bezoek.gesprek_id is None:
        return bezoek.to("/")
    try:
        wish = None if "uit" in bezoek.form else seintjes.read(bezoek.text("soort"), bezoek.text("waar"))
        if wish is not None and wish.soort not in bezoek.app.settings.seintjes:
            raise SeintjeRefusedError("seintje_soort")
    except SeintjeRefusedError as error:
        return _home(bezoek, seintje_fout=error.key, status=422)
    with bezoek.app.store.transaction():
        seintjes.agree(bezoek.app.store, bezoek.gesprek_id, wish, bezoek.taal, bezoek.now)
    return bezoek.to("/")


# --- leaving ---


async def wipe(bezoek: Bezoek) -> Response:
    """Asks once; then the same erasing as by typing it, and this browser keeps nothing."""
    if bezoek.request.method != "POST" or "ja" not in bezoek.form:
        return bezoek.page("wis.html.jinja")
    if bezoek.gesprek_id is None:  # nothing was wiped, so that is not said
        return bezoek.page("terug.html.jinja", status=410, fout="wis_niet", getypt="")
    answer = await zeggen.wipe(bezoek)
    if answer.status_code >= 400:
        return answer
    if bezoek.app.store.chats.knows(bezoek.gesprek_id):  # not handled yet: it will be, but it is not done
        return sorry(bezoek, "wis_bezig", 503)
    bezoek.forget()
    response = bezoek.page("gewist.html.jinja", gewist=True)
    response.headers.update(CLEAR)
    return response


async def leave(bezoek: Bezoek) -> Response:
    """Away at once, to a page that everybody opens; with the four words the gesprek can be found again."""
    held = bezoek.gesprek_id
    if stood_here(bezoek.request, bezoek.app.settings) is not False:  # no other site puts anybody out
        with contextlib.suppress(StoreUnavailableError):  # leaving comes first
            bezoek.forget()
    if held is not None:
        bezoek.app.hub.poke(held)  # other pages of this browser shut too
    if bezoek.by_script:
        return Response(status_code=204, headers=CLEAR)
    return RedirectResponse(bezoek.app.settings.chat_snel_weg, SEE_OTHER, headers=CLEAR)


async def nowhere(bezoek: Bezoek) -> Response:
    """An address that is not there."""
    return sorry(bezoek, "nergens", 404)
