"""What is new since a page last looked: asked for once, or kept coming as server-sent events."""

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import AsyncIterator
from typing import Any

from markupsafe import Markup
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.chatpagina import verloop
from bot.chatpagina.bezoek import SESSION_LASTS, Bezoek
from bot.chatpagina.verloop import Cursor, Regel, Verloop
from bot.store.errors import StoreUnavailableError

logger = logging.getLogger(__name__)

LOOK_AGAIN = 1.5  # seconds; a colleague in another process pokes nobody here
MOST_PAGES = 8  # of one gesprek at a time
MOST_STREAMS = 2000  # of all together; the others ask now and then
KEEP_ALIVE = 15.0  # seconds; less than any proxy waits


def since(bezoek: Bezoek, na: Cursor) -> Verloop:
    """What was said after `na`."""
    assert bezoek.gesprek_id is not None
    return verloop.read(bezoek.app.store, bezoek.app.renderer.teksten, bezoek.gesprek_id, na)


def may_leave(bezoek: Bezoek) -> bool:
    """Whether this is a moment to say how one comes back."""
    assert bezoek.gesprek_id is not None
    return bezoek.app.store.gesprekken.load(bezoek.gesprek_id).may_leave


def rendered(bezoek: Bezoek, regels: tuple[Regel, ...]) -> Markup:
    """Those lines as HTML."""
    template = bezoek.site.templates.get_template("regels.html.jinja")
    return Markup(  # noqa: S704 -- the template escapes
        template.render(regels=regels, t=bezoek.taal, embedded=bezoek.embedded, nieuw_id=secrets.token_hex)
    )


def _message(bezoek: Bezoek, found: Verloop) -> dict[str, Any]:
    """What the script puts in its place. terug: how to come back, since that began with the first message."""
    assert bezoek.gesprek_id is not None
    chat = bezoek.app.store.chats.load(bezoek.gesprek_id)
    part = bezoek.site.templates.get_template("terugkomen.html.jinja")
    context = {"bezoek": bezoek, "t": bezoek.taal, "s": bezoek.app.settings, "chat": chat}
    return {
        "tot": str(found.tot),
        "html": rendered(bezoek, found.regels),
        "bezig": found.bezig,
        "terug": part.render(**context),
        "kaart": may_leave(bezoek),
    }


async def once(bezoek: Bezoek) -> Response:
    """For a page that cannot be kept informed. 204: nothing new. 410: this gesprek is gone."""
    if bezoek.gesprek_id is None:
        return Response(status_code=410)
    here(bezoek)
    found = since(bezoek, Cursor.read(bezoek.request.query_params.get("na", "")))
    return JSONResponse(_message(bezoek, found)) if found.regels or found.bezig else Response(status_code=204)


async def stream(bezoek: Bezoek) -> Response:
    """Until the page is shut. What was missed while the connection was broken comes first."""
    if bezoek.gesprek_id is None:
        return Response(status_code=410)
    if bezoek.request.method == "HEAD" or _crowded(bezoek):
        return Response(status_code=204)  # a browser then no longer tries; the script asks now and then
    given = bezoek.request.headers.get("last-event-id") or bezoek.request.query_params.get("na", "")
    return StreamingResponse(
        _unbroken(_events(bezoek, Cursor.read(given))),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _crowded(bezoek: Bezoek) -> bool:
    hub = bezoek.app.hub
    return hub.count(bezoek.gesprek_id or "") >= MOST_PAGES or hub.all() >= MOST_STREAMS


async def _unbroken(events: AsyncIterator[str]) -> AsyncIterator[str]:
    """A stream that fails ends, and the page asks again; the error is logged without its message."""
    try:
        async for event in events:
            yield event
    except Exception as error:
        logger.error("chat_failed", extra={"error": type(error).__name__})


async def _events(bezoek: Bezoek, na: Cursor) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    gesprek_id, quiet = bezoek.gesprek_id or "", 0.0
    with bezoek.app.hub.listening(gesprek_id) as news:
        while _still_open(bezoek):
            # Before reading: what comes in meanwhile is looked at again.
            last = bezoek.app.store.outbox.last_of(gesprek_id)
            found = since(bezoek, na)
            if found.regels:
                na, quiet = found.tot, 0.0
                yield f"id: {na}\ndata: {json.dumps(_message(bezoek, found))}\n\n"
            if quiet >= KEEP_ALIVE:
                quiet = 0.0
                yield ": hier\n\n"
            quiet = await _until_news(bezoek, news, quiet, last)
    yield "event: gewist\ndata: 1\n\n"


def _still_open(bezoek: Bezoek) -> bool:
    """False when it was wiped, or left on purpose."""
    bezoek.now, bezoek.wall = bezoek.app.clock.now(), bezoek.site.wall.now()
    if not bezoek.recognise():
        return False
    here(bezoek)
    return True


async def _until_news(bezoek: Bezoek, news: asyncio.Event, quiet: float, last: int) -> float:
    """Rest until something may be new, or it is time to say that we are still there; gives how long it is quiet."""
    outbox, gesprek_id = bezoek.app.store.outbox, bezoek.gesprek_id or ""
    while quiet < KEEP_ALIVE and outbox.last_of(gesprek_id) == last:
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await news.wait()
        except TimeoutError:
            quiet += LOOK_AGAIN
        else:
            news.clear()
            return quiet
    return quiet


def here(bezoek: Bezoek) -> None:
    """The page is open: the session goes on."""
    assert bezoek.gesprek_id is not None
    assert bezoek.secret is not None
    chats, until = bezoek.app.store.chats, bezoek.wall + SESSION_LASTS
    if chats.was_here(bezoek.secret, until):
        return
    # Reading goes on when nothing can be written.
    with contextlib.suppress(StoreUnavailableError), bezoek.app.store.transaction():
        chats.here(bezoek.gesprek_id, bezoek.secret, until, bezoek.now)
