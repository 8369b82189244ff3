"""The control: a bare Starlette page and an echo over server-sent events. Understands nothing, stores nothing.

Run with `python -m benchmarks.chat.kaal PORT [PAGE]`. PAGE: the HTML that `/` gives.
"""

import asyncio
import html
import json
import secrets
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from benchmarks.chat.server import HOST
from bot.chatpagina.weergave import COOKIE
from bot.serving import serve

KNOPPEN = '<button name="knop" value="meer:">Laat meer zien</button>'


def site(page: str) -> Starlette:
    """The same forms and events as the chat page, without what they are for."""
    said: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    more: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
    count = 0

    async def home(request: Request) -> Response:
        return HTMLResponse(page)

    async def take(request: Request) -> Response:
        nonlocal count
        form, count = await request.form(), count + 1
        who = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        text = html.escape(str(form.get("tekst") or form.get("knop") or form.get("kies")))
        mine = f'<li class="mij" data-sleutel="b{count}" data-bron="{form["id"]}">{text}</li>'
        ours = f'<li class="ons" data-sleutel="o{count}">U zei: {text} {KNOPPEN}</li>'
        message = {"tot": f"{count}-{count}", "html": mine + ours}
        said[who].append((count, f"id: {count}-{count}\ndata: {json.dumps(message)}\n\n"))
        more[who].set()
        answer = Response(status_code=204)
        answer.set_cookie(COOKIE, who)
        return answer

    async def live(request: Request) -> Response:
        who, last = request.cookies[COOKIE], request.headers.get("last-event-id", "0").partition("-")[0]

        async def events() -> AsyncIterator[str]:
            seen = int(last)
            while True:
                more[who].clear()
                for number, message in [one for one in said[who] if one[0] > seen]:
                    seen = number
                    yield message
                await more[who].wait()

        return StreamingResponse(events(), media_type="text/event-stream")

    return Starlette(
        routes=[
            Route("/", home),
            Route("/live", live),
            *(Route(path, take, methods=["POST"]) for path in ("/zeg", "/kies", "/knop", "/vraag")),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=800)],
    )


def main() -> None:
    """Serve until told to stop."""
    port, *page = sys.argv[1:]
    text = Path(page[0]).read_text(encoding="utf-8") if page else "<!doctype html><title>kaal</title>"
    asyncio.run(serve(site(text), HOST, int(port)))


if __name__ == "__main__":
    main()
