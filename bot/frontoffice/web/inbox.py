"""The lists: what is new, what is mine, what cannot wait. Reads only; the work is done on the page of a signaal."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from bot.frontoffice.functies import Recht
from bot.frontoffice.web.visit import Page, Visit, whole
from bot.store.behandelingen import PAGE, Filter, Lijst, Rij
from intents.tables import leefgebied_names

AGES = (1, 3, 7, 14, 30)  # days
MOST_FOUND = 50
_MOST_DAYS = 3650
_AT_A_TIME = 200  # texts read before others get their turn


@dataclass(frozen=True)
class Asked:
    """What of which list is wanted. since: when this colleague opened the list; what came after it is news."""

    lijst: Lijst
    filter: Filter
    page: int
    since: datetime

    @property
    def query(self) -> str:
        """The same as parameters of an address, without the page."""
        given = {"leefgebied": self.filter.leefgebied, "wijk": self.filter.wijk, "rol": self.filter.rol}
        given |= {"dagen": str(self.filter.dagen or "")}
        return urlencode({name: value for name, value in given.items() if value})


async def lists(visit: Visit) -> Response:
    """A whole list."""
    asked = _asked(visit)
    return _nowhere(visit) if asked is None else visit.page("inbox/lijst.html.jinja", **_shown(visit, asked))


async def rows(visit: Visit) -> Response:
    """Only what changes: asked again every few seconds by a list that is open."""
    asked = _asked(visit)
    return _nowhere(visit) if asked is None else visit.page("inbox/rijen.html.jinja", **_shown(visit, asked))


def _nowhere(visit: Visit) -> Response:
    return visit.page("nergens.html.jinja", status=404)


def _asked(visit: Visit) -> Asked | None:
    name, given = visit.request.path_params["lijst"], visit.request.query_params
    if name not in set(Lijst):
        return None
    filter = Filter(
        leefgebied=given.get("leefgebied", ""),
        wijk=given.get("wijk", ""),
        rol=given.get("rol", ""),
        dagen=min(whole(given.get("dagen", ""), 0), _MOST_DAYS),
    )
    return Asked(Lijst(name), filter, max(whole(given.get("pagina", ""), 1), 1), _since(visit))


def _since(visit: Visit) -> datetime:
    try:
        since = datetime.fromisoformat(visit.request.query_params.get("sinds", ""))
    except ValueError:
        return visit.now
    return since if since.tzinfo is not None else visit.now


def _shown(visit: Visit, asked: Asked) -> dict[str, Any]:
    store, oog, now = visit.app.store.behandelingen, visit.oog, visit.now
    filtered = asked.filter != Filter()
    counts = store.counts(oog, now)
    total = store.count(asked.lijst, oog, now, asked.filter) if filtered else counts[asked.lijst]
    pages = max(ceil(total / PAGE), 1)
    # A page that became empty while it stood open: the last one that there is.
    asked = replace(asked, page=min(asked.page, pages))
    return {
        "asked": asked,
        "counts": counts,
        "total": total,
        "pages": pages,
        "rijen": store.rows(asked.lijst, oog, now, asked.filter, page=asked.page),
        "names": visit.app.store.medewerkers.names(),
        "news": store.news(oog, asked.since),
        "filtered": filtered,
        "leefgebieden": leefgebied_names(),
        "wijken": store.wijken(),
        "ages": AGES,
    }


async def search(visit: Visit) -> Response:
    """By number, or by words of what was handed over. The words stay out of the address and out of the log."""
    words = visit.text("woorden")
    with visit.app.store.transaction():
        visit.log("gezocht")
    found = await _found(visit, words) if words else ()
    return visit.page(
        "inbox/gevonden.html.jinja",
        words=words,
        rijen=found,
        names=visit.app.store.medewerkers.names(),
        most=MOST_FOUND,
    )


async def _found(visit: Visit, words: str) -> tuple[Rij, ...]:
    store = visit.app.store.behandelingen
    nummer = "".join(c for c in words if c.isdecimal())
    if nummer and not any(c.isalpha() for c in words):
        row = store.find(nummer, visit.oog, visit.now)
        return () if row is None else (row,)
    numbers = await _holding(visit, words.casefold().split())
    rows = (store.find(number, visit.oog, visit.now) for number in numbers)
    return tuple(row for row in rows if row is not None)


async def _holding(visit: Visit, words: list[str]) -> list[str]:
    """Numbers of those whose pakket holds all words. Texts are sealed, so each must be opened to look."""
    found: list[str] = []
    for nr, (nummer, sealed) in enumerate(visit.app.store.behandelingen.texts(visit.oog, visit.now)):
        if nr % _AT_A_TIME == 0:
            await asyncio.sleep(0)  # a resident who writes meanwhile does not wait for this
        tekst = str(visit.app.store.crypt.unseal(sealed)).casefold()
        if all(word in tekst for word in words):
            found.append(nummer)
        if len(found) == MOST_FOUND:
            break
    return found


PAGES = (
    Page("/inbox/zoek", search, Recht.SIGNALEN, ("POST",)),
    Page("/inbox/{lijst}", lists, Recht.SIGNALEN),
    Page("/inbox/{lijst}/rijen", rows, Recht.SIGNALEN, quiet=True),
)
