"""Schemathesis at all pages of our three sites, in this process: no server error, locked down, and words stay words.

Schemathesis makes the cases and judges the answers; they go to the application itself, without a network.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from starlette.applications import Starlette
from starlette.routing import Route

from benchmarks.fuzz import schema
from bot.app import App, build
from bot.bewaking.site import make_bewaking
from bot.chatpagina import zeggen
from bot.chatpagina.site import make_chat
from bot.config import load_settings
from bot.drempel import Drempel
from bot.frontoffice.functies import Functie
from bot.frontoffice.web.guard import SESSION
from bot.frontoffice.web.site import make_site
from bot.store.gesprekken import Adres
from intents.lezer import Lezer

logger = logging.getLogger(__name__)

BASE = "http://localhost"
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")
STORY = "ik heb schulden en kan de huur niet betalen"
# Opens for as long as somebody listens; makes a hash of a tenth of a second; shows a file or leads outside.
SLOW = ("/live", "/aanmelden", "/beheer/nieuw", "/beheer/collega/{id}/wachtwoord", "/mij/wachtwoord")
TO_TEAM = ("doorgeven", "urgentie_week", "wijk_overslaan", "bereik_gesprek", "verstuur", "opvolging_ja")


class BrokenError(AssertionError):
    """An answer that may not be given."""


@dataclass
class Sites:
    """One bot with its pages, a colleague who may do everything, and a resident with a conversation."""

    app: App
    wait: Callable[[Any], Any]
    frontoffice: Starlette
    chat: Starlette
    bewaking: Starlette
    answers: Counter[int] = field(default_factory=Counter)
    tried: int = 0

    def __post_init__(self) -> None:
        self._clients = {id(site): self._client(site) for site in self.all}
        self._colleague = ""
        self._token = ""

    def _client(self, site: Starlette) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=site, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=False)

    @property
    def all(self) -> tuple[Starlette, ...]:
        return self.frontoffice, self.chat, self.bewaking

    def begin(self) -> None:
        """Somebody handed something over, and a colleague is in."""
        adres = Adres("telegram", "1")
        self._receive(adres, "tekst", tekst=STORY)
        for knop in TO_TEAM:
            self._receive(adres, "knop", id=knop, arg="")
        store, now = self.app.store, self.app.clock.now()
        with store.transaction():
            self._colleague = store.medewerkers.add("noor", "Noor de Wit", list(Functie), now)
            store.medewerkers.add("sam", "Sam Smit", ["medewerker"], now)
        self.enter()
        self.wait(self._clients[id(self.chat)].post("/zeg", data={"tekst": STORY}, headers={"Origin": BASE}))
        self.wait(self.app.settle())

    def _receive(self, adres: Adres, soort: str, **inhoud: Any) -> None:
        self.tried += 1
        self.app.service.receive(adres, f"fuzz:{self.tried}", soort, inhoud)
        self.wait(self.app.settle())

    def enter(self) -> None:
        """A new session for the colleague: pages that log out were called."""
        store, now = self.app.store, self.app.clock.now()
        with store.transaction():
            store.medewerkers.change(
                self._colleague, naam="Noor de Wit", wijk="", functies=list(Functie), actief=True
            )
            cookie = store.sessies.open(self._colleague, now, bewezen=True)
        client = self._clients[id(self.frontoffice)]
        client.cookies.clear()
        client.cookies.set(SESSION, cookie)
        self._token = store.crypt.lookup("csrf", cookie)

    def known(self, site: Starlette) -> schema.Known:
        """All forms and links, found by walking from page to page."""
        known, seen = schema.Known(), set[str]()
        waiting = [
            "/",
            *(route.path for route in site.routes if isinstance(route, Route) and "{" not in route.path),
        ]
        client = self._clients[id(site)]
        while waiting and len(seen) < 60:
            path = waiting.pop(0)
            if path in seen or path in SLOW:
                continue
            seen.add(path)
            answer = self.wait(client.get(path))
            if "html" in answer.headers.get("content-type", ""):
                known.learn(site, answer.text, path)
                links = [one.partition("#")[0] for one in schema._links(answer.text)]
                waiting += [one for one in links if one.count("/") < 4][:30]
        return known

    def call(self, site: Starlette, case: schemathesis.Case) -> httpx.Response:
        """One case, sent as a browser of ours would."""
        self.tried += 1
        client = self._clients[id(site)]
        query = [(name, str(value)) for name, value in (case.query or {}).items()]
        content, headers = b"", {"Origin": BASE}
        if case.method == "POST":
            body = case.body if isinstance(case.body, dict) else {}
            fields = {name: str(value) for name, value in body.items()} | {"csrf": self._token}
            content = urlencode(fields, errors="surrogatepass").encode()
            headers["Content-Type"] = schema.FORM
        asked = client.request(
            case.method, case.formatted_path, params=query or None, content=content, headers=headers
        )
        answer: httpx.Response = self.wait(asked)
        self.answers[answer.status_code] += 1
        if self.tried % 25 == 0:
            self.wait(self.app.settle())
            self.enter()
        return answer


def locked_down(ctx: Any, response: Any, case: Any) -> None:
    """Our own check: the headers, and nothing of the program in the page."""
    missing = [name for name in HEADERS if name not in response.headers]
    if missing:
        raise BrokenError(f"{case.method} {case.path}: {missing}")
    text = response.content.decode("utf-8", "replace")
    if "Traceback (most recent" in text or 'File "/' in text:
        raise BrokenError(f"{case.method} {case.path}: a traceback")


def words_stay_words(ctx: Any, response: Any, case: Any) -> None:
    """Our own check: what was sent never comes back as a tag, an attribute, an address or a header."""
    if "a=b" in str(response.headers.get("set-cookie", "")):
        raise BrokenError(f"{case.method} {case.path}: a header was slipped in")
    if "html" not in str(response.headers.get("content-type", "")):
        return
    wrong = schema.unescaped(response.content.decode("utf-8", "replace"))
    if wrong:
        raise BrokenError(f"{case.method} {case.path}: {wrong} by {case.body!r} {case.query!r}")


def no_server_error(ctx: Any, response: Any, case: Any) -> None:
    """As schemathesis has it. 503 is right where no loop runs: wiping is not done yet, and we are not alive."""
    if response.status_code != 503 or case.path not in ("/wis", "/livez", "/readyz"):
        not_a_server_error(ctx, response, case)


CHECKS = [no_server_error, locked_down, words_stay_words]


@contextmanager
def opened(folder: Path, lezer: Any) -> Iterator[Sites]:
    """All sites on a new database; nobody there is told to wait."""
    patience, many, too_many = zeggen.LONGEST_WAIT, zeggen.MANY, zeggen.TOO_MANY
    zeggen.LONGEST_WAIT, zeggen.MANY, zeggen.TOO_MANY = 0.0, 10**9, 10**9
    most, Drempel.is_shut = Drempel.is_shut, lambda self, address, now: False  # type: ignore[method-assign]
    given_ = load_settings(
        gegevens=folder, pakket_map=folder / "pakketten", frontoffice_https=False, chat_https=False,
        frontoffice_poort=0, chat_poort=0, chat_url=BASE, smtp_host="mail.test", wacht_op_vervolg=0,
    )  # fmt: skip
    with asyncio.Runner() as runner:
        app = build(given_, lezer=lezer)
        app.channels["mail"] = app.channels["seintje_mail"] = app.residents["telegram"] = _swallow
        try:
            sites = Sites(app, runner.run, make_site(app), make_chat(app), make_bewaking(app.bewaking()))
            sites.begin()
            yield sites
        finally:
            zeggen.LONGEST_WAIT, zeggen.MANY, zeggen.TOO_MANY = patience, many, too_many
            Drempel.is_shut = most  # type: ignore[method-assign]
            app.store.close()


async def _swallow(row: Any, begin: Callable[[], None]) -> str | None:
    return None


def throw(sites: Sites, site: Starlette, examples: int, number: int = 1) -> None:
    """So many cases at each operation of a site. Raises the first failure, made as small as can be."""
    raw = schema.openapi(site, sites.known(site), without=SLOW)
    for found in schemathesis.openapi.from_dict(raw).get_all_operations():
        operation = found.ok()

        @seed(number)
        @settings(
            max_examples=examples, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def one(case: schemathesis.Case) -> None:
            answer = sites.call(site, case)
            case.validate_response(answer, checks=CHECKS)

        one()


def main(given_: list[str]) -> int:
    """Rounds with other numbers until the time is over; prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz web")
    parser.add_argument("--seconden", type=int, default=120)
    parser.add_argument("--per-pagina", type=int, default=40)
    parser.add_argument("--begin", type=int, default=1, help="het eerste getal waaruit gevallen komen")
    asked = parser.parse_args(given_)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    end, rounds, broken, lezer = time.monotonic() + asked.seconden, 0, 0, Lezer.load()
    total, tried = Counter[int](), 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder), lezer) as sites:
            for site in sites.all:
                broken += _tried(sites, site, asked.per_pagina, asked.begin + rounds)
            total, tried, rounds = total + sites.answers, tried + sum(sites.answers.values()), rounds + 1
    sys.stdout.write(f"{rounds} rondes, {tried} gevallen, gebroken: {broken}\n")
    sys.stdout.write(", ".join(f"{status}: {count}" for status, count in sorted(total.items())) + "\n")
    return int(broken > 0)


def _tried(sites: Sites, site: Starlette, examples: int, number: int) -> int:
    try:
        throw(sites, site, examples, number)
    except (Exception, FailureGroup) as error:
        sys.stdout.write(f"ronde {number}: {type(error).__name__}: {error}\n"[:3000])
        return 1
    return 0
