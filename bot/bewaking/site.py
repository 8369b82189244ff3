"""The pages of the administrator and his monitoring: health, readiness, figures. Reads only, and nothing personal.

Served from a thread of its own, so that it answers also when the rest of the process stands still.
"""

import asyncio
import logging
import threading
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from jinja2 import Environment
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.bewaking.breakers import Breakers
from bot.bewaking.meters import Gauges, Meters
from bot.bewaking.toestand import Onderdeel, Onderdelen
from bot.bewaking.watch import LIMITS, LOOP
from bot.clock import Clock
from bot.kalender import LOCAL
from bot.serving import serve, templates_of
from bot.store.errors import StoreUnavailableError
from bot.store.plek import Plek
from bot.store.stand import Stand, look

logger = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HERE = Path(str(files("bot.bewaking")))
SHEET = _HERE / "static" / "bewaking.css"
UITLEG = _HERE / "uitleg.toml"

View = Callable[[Request], Response]


@dataclass(frozen=True)
class Bewaking:
    """What the pages show. database: its file. adres: the host name at which the pages may be asked, besides
    addresses in figures and localhost."""

    onderdelen: Onderdelen
    breakers: Breakers
    meters: Meters
    clock: Clock
    database: Plek
    adres: str

    def stand(self) -> Stand | None:
        """What stands in the database; None when it cannot be read."""
        try:
            return look(self.database, self.clock.now())
        except StoreUnavailableError:
            return None

    def is_alive(self) -> bool:
        """Whether every loop turned lately."""
        ages = self.onderdelen.ages()
        return all(loop in ages and ages[loop] <= limit for loop, limit in LIMITS.items())

    def is_ready(self) -> bool:
        """Whether the database could be written when that was last tried, and that is not long ago."""
        fresh = self.onderdelen.ages().get(LOOP, LIMITS[LOOP]) < LIMITS[LOOP]
        return fresh and self.onderdelen.is_goed("database")


def make_bewaking(bewaking: Bewaking) -> Starlette:
    """All pages."""
    templates = templates_of("bot.bewaking")
    uitleg = tomllib.loads(UITLEG.read_text(encoding="utf-8"))
    pages: dict[str, View] = {
        "/": lambda _: _page(bewaking, templates, uitleg),
        "/livez": lambda _: _livez(bewaking),
        "/readyz": lambda _: _readyz(bewaking),
        "/metrics": lambda _: _metrics(bewaking),
        "/bewaking.css": lambda _: Response(SHEET.read_bytes(), media_type="text/css"),
    }

    async def failed(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return PlainTextResponse(str(status), status, HEADERS)

    return Starlette(
        routes=[Route(path, _guarded(view, bewaking.adres), methods=["GET"]) for path, view in pages.items()],
        exception_handlers={404: failed, 405: failed, 500: failed},
    )


def _guarded(view: View, adres: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        # A page elsewhere may point its own name at our address, and read us through the administrator's browser.
        known = is_known_host(request.headers.get("host", ""), adres)
        response = view(request) if known else PlainTextResponse("421", 421)
        response.headers.update(HEADERS)
        return response

    return endpoint


def is_known_host(host: str, adres: str) -> bool:
    """Whether a request for this host (with or without a port) is meant for us."""
    name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    if name.lower() in ("localhost", adres.lower()):
        return name != ""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _livez(bewaking: Bewaking) -> Response:
    alive = bewaking.is_alive()
    ages = {loop: round(age, 1) for loop, age in bewaking.onderdelen.ages().items()}
    return JSONResponse({"leeft": alive, "hartslag": ages}, 200 if alive else 503)


def _readyz(bewaking: Bewaking) -> Response:
    ready = bewaking.is_ready()
    parts = {one.naam: one.toestand for one in bewaking.onderdelen.all()}
    return JSONResponse({"klaar": ready, "onderdelen": parts}, 200 if ready else 503)


def _metrics(bewaking: Bewaking) -> Response:
    now = CollectorRegistry()
    now.register(Gauges(bewaking.onderdelen, bewaking.breakers, bewaking.stand(), bewaking.clock.now()))
    text = generate_latest(bewaking.meters.registry) + generate_latest(now)
    return Response(text, media_type=CONTENT_TYPE_PLAIN_0_0_4)


def _page(bewaking: Bewaking, templates: Environment, uitleg: dict[str, Any]) -> Response:
    now, stand = bewaking.clock.now(), bewaking.stand()
    alle = [_shown(one, now, uitleg) for one in bewaking.onderdelen.all()]
    mis = [een for een in alle if een["toestand"] != "goed"]
    html = templates.get_template("bewaking.html.jinja").render(
        kop=_headline(len(mis), alive=bewaking.is_alive()),
        nu=_moment(now),
        alle=alle,
        mis=sorted(mis, key=lambda een: een["toestand"] != "stuk"),
        stand=stand,
        wacht=_waiting(stand, now),
        lussen=[(loop, round(age)) for loop, age in sorted(bewaking.onderdelen.ages().items())],
    )
    return HTMLResponse(html)


def _headline(wrong: int, *, alive: bool) -> str:
    if not alive:
        return "Elke Deur staat stil"
    if wrong == 0:
        return "Alles werkt"
    return (
        "Er is 1 onderdeel dat niet goed werkt"
        if wrong == 1
        else f"Er zijn {wrong} onderdelen die niet goed werken"
    )


def _shown(part: Onderdeel, now: datetime, uitleg: dict[str, Any]) -> dict[str, str]:
    words = uitleg[part.naam]
    return {
        "naam": words["naam"],
        "gevolg": words["gevolg"],
        "wat": words["kop"],
        "toestand": part.toestand,
        "sinds": _moment(part.sinds),
        "duur": _duration(now - part.sinds),
        "code": part.code or "",
    }


def _waiting(stand: Stand | None, now: datetime) -> list[dict[str, str]]:
    """Per soort how many rows still have to go out, and since when the oldest waits."""
    soorten: dict[str, list[tuple[int, datetime]]] = {}
    for row in stand.waiting if stand else ():
        soorten.setdefault(row.soort, []).append((row.count, row.oldest))
    return [
        {
            "soort": soort,
            "aantal": str(sum(count for count, _ in rows)),
            "oudste": _duration(now - min(oldest for _, oldest in rows)),
        }
        for soort, rows in soorten.items()
    ]


def _moment(moment: datetime) -> str:
    return moment.astimezone(LOCAL).strftime("%d-%m-%Y %H:%M")


def _duration(passed: timedelta) -> str:
    minutes = max(int(passed.total_seconds() // 60), 0)
    if minutes < 1:
        return "minder dan een minuut"
    if minutes < 120:
        return "1 minuut" if minutes == 1 else f"{minutes} minuten"
    hours = minutes // 60
    return f"{hours} uur" if hours < 48 else f"{hours // 24} dagen"


async def serve_apart(site: Starlette, address: str, port: int) -> None:
    """As bot.serving.serve, on a thread of its own. Until cancelled."""
    loop = asyncio.new_event_loop()
    serving = loop.create_task(serve(site, address, port))
    thread = threading.Thread(target=_run, args=(loop, serving), name="bewaking")
    thread.start()
    try:
        await asyncio.Event().wait()
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        await asyncio.to_thread(thread.join)
        loop.close()


def _run(loop: asyncio.AbstractEventLoop, serving: asyncio.Task[None]) -> None:
    try:
        loop.run_until_complete(serving)
    except asyncio.CancelledError:
        pass
    except (Exception, SystemExit) as error:  # the bot goes on without these pages
        logger.error("bewaking_failed", extra={"error": type(error).__name__})
