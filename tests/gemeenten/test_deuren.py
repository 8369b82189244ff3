"""Every address that B answers at, with the ids, cookies, codes and signatures of A: never a word of A, A unchanged.

B has a copy of A's key as well: what keeps them apart here is whose rows they are, and nothing else.
"""

import asyncio
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.adapters.handtekening import sign
from bot.bewaking.site import make_bewaking
from bot.chatpagina.site import make_chat
from bot.frontoffice.functies import Functie
from bot.frontoffice.web.cookies import SESSION
from bot.frontoffice.web.routes import PAGES
from bot.kaartapi.site import make_kaart
from bot.koppelen.ontvangst import PATH, make_ontvangst
from bot.store.kaart import Herkomst, Rijwijziging
from sociale_kaart.cells import to_cells
from sociale_kaart.uitwisseling.hsds_maken import organization_id, service_id
from tests.chatpagina.conftest import ChatSite
from tests.frontoffice.conftest import HOST, Browser, Frontoffice
from tests.gemeenten.conftest import MARK, A, B, Installatie, made
from tests.postgres import PostgresServer
from tests.sociale_kaart.goede_rij import rows_of

SECRET_A = "whsec_" + "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH"
SECRET_B = "whsec_" + "ZZZZBBBBCCCCDDDDEEEEFFFFGGGGHHHH"


@dataclass
class Paar:
    """A, in which all has been said; and B, at whose doors is knocked."""

    installatie: Installatie
    a: Frontoffice
    b: Frontoffice
    cookie: str = ""  # of a colleague of A
    chat: dict[str, str] = field(default_factory=dict)  # of a resident of A on the page
    ids: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)  # at A's own doors


def settings(installatie: Installatie, naam: str) -> dict[str, Any]:
    folder = installatie.folder / naam / "gegevens"
    return {
        "database": installatie.url(naam),
        "sleutelbestand": folder / "elkedeur.sleutel",
        "gemeente": naam.title(),
        "chat_poort": 0,
        "chat_https": False,
        "kaart_poort": 0,
        "kaart_url": "http://kaart.test",
    }


@pytest.fixture(scope="module")
def paar(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paar]:
    for installatie in made(postgres_server, tmp_path_factory.mktemp("deuren") / "gemeenten", A, B):
        a = Frontoffice(installatie.folder / A / "gegevens", **settings(installatie, A))
        keys = [installatie.folder / naam / "gegevens" / "elkedeur.sleutel" for naam in (A, B)]
        shutil.copy(*keys)
        b = Frontoffice(installatie.folder / B / "gegevens", **settings(installatie, B))
        pair = Paar(installatie, a, b)
        asyncio.run(_fill(pair))
        yield pair
        a.store.close()
        b.store.close()


async def _fill(pair: Paar) -> None:
    a = pair.a
    id = await a.bot.forward(f"ik wil bijstand {MARK}")
    colleague = a.browser().login_as(*(one.value for one in Functie), naam=f"{MARK} de Wit")
    pair.cookie = colleague.client.cookies[SESSION]
    chat = ChatSite.__new__(ChatSite)
    chat.bot, chat.site, chat.store = a.bot, make_chat(a.app), a.store
    resident = chat.browser()
    async with chat.running():
        await resident.says(f"ik zie niemand {MARK}")
        await resident.get()
    pair.chat = {"cookie": str(resident.cookie), "code": resident.code()}
    (row,) = rows_of({"id": "van-a", "naam": f"{MARK} club", "organisatie": f"{MARK} vereniging"})
    with a.store.transaction():
        a.store.kaart.apply(
            [Rijwijziging("van-a", None, to_cells(row))], [], Herkomst("bewerkt", MARK), a.clock.now()
        )
        a.store.kaartmeldingen.add("van-a", "bewoner", "anders", MARK, a.clock.now())
        link = a.store.chats.let_in(chat.gesprek(resident), "link", a.clock.now().replace(year=2030))
    await a.app.kaart.take_up()
    pair.ids = {
        "signaal": a.nummer(id), "beheer": colleague.colleague, "kaart": "van-a", "secret": link,
        "service": service_id(row), "organization": organization_id(row), "bestand": "van-a.vcf",
    }  # fmt: skip
    pair.shown = await _look(pair)


async def _look(pair: Paar) -> list[str]:
    browser = pair.a.browser()
    browser.client.cookies.set(SESSION, pair.cookie, domain=HOST, path="/")
    rooms = ("signaal", "kaart", "beheer")
    shown = [(await browser.get(f"/{room}/{pair.ids[room]}")).text for room in rooms]
    kaart = await ask(make_kaart(pair.a.app), "GET", f"/services/{pair.ids['service']}")
    chat = await ask(make_chat(pair.a.app), "GET", "/", cookies={"elkedeur": pair.chat["cookie"]})
    return [*shown, kaart.text, chat.text]


@pytest.fixture(autouse=True)
def _a_is_as_it_was(paar: Paar) -> Iterator[None]:
    role = f"elkedeur_{A}"
    before = paar.installatie.dump(role)
    yield
    assert paar.installatie.dump(role) == before


def test_a_sees_its_own_words_at_these_doors(paar: Paar) -> None:
    """Or what follows would find them nowhere."""

    assert [MARK in text for text in paar.shown] == [True] * 5


async def ask(
    site: Starlette, method: str, path: str, cookies: dict[str, str] | None = None, **more: Any
) -> httpx.Response:
    transport = httpx.ASGITransport(app=site, client=("127.0.0.1", 4242))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", cookies=cookies) as client:
        async with asyncio.timeout(20):
            return await client.request(method, path, **more)


def filled(path: str, ids: dict[str, str]) -> str:
    """The address, with what is of A wherever something is asked."""
    room = path.split("/")[1]
    given = {"lijst": "nieuw", "actie": "oppakken", "tabel": "leefgebied", "nummer:int": "1", "name": "chat.js"} | {
        "secret": ids["secret"], "bestand": ids["bestand"],
    }  # fmt: skip
    kinds = {"organizations": ids["organization"]}
    return re.sub(
        r"\{([^}]+)\}",
        lambda hole: given.get(hole[1]) or ids.get(room) or kinds.get(room) or ids["service"],
        path,
    )


def clean(answer: httpx.Response) -> None:
    said = answer.text + repr(answer.headers)
    assert MARK not in said
    assert "Bladel" not in said, "the other municipality"


@pytest.mark.parametrize("who", ["collega van B", "cookie van A", "allebei"])
def test_every_page_of_colleagues(paar: Paar, who: str) -> None:
    async def knock() -> None:
        for page in PAGES:
            for method in page.methods:
                browser = _visitor(paar, who)
                path = filled(page.path, paar.ids)
                if method == "GET":
                    answer = await browser.get(path, follow=False)
                    if who == "cookie van A":
                        assert answer.status_code in (303, 404) or page.path.startswith("/aanmelden"), path
                else:
                    answer = await browser.post(
                        path, follow=False, nummer=paar.ids["signaal"], ander=paar.ids["signaal"], tekst="x",
                        medewerker=paar.ids["beheer"], versie="1", collega=paar.ids["beheer"], plek="van-a",
                    )  # fmt: skip
                clean(answer)

    asyncio.run(knock())


def _visitor(paar: Paar, who: str) -> Browser:
    browser = paar.b.browser()
    if who != "cookie van A":
        browser.login_as(*(one.value for one in Functie))
    if who != "collega van B":
        if who == "allebei":
            browser.client.cookies.set(f"{SESSION}_voor", paar.cookie, domain=HOST, path="/")
        else:
            browser.client.cookies.set(SESSION, paar.cookie, domain=HOST, path="/")
    return browser


def routes(site: Starlette) -> Iterator[tuple[str, str]]:
    for route in site.routes:
        assert isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, route.path


def test_every_page_of_residents(paar: Paar) -> None:
    site = make_chat(paar.b.app)
    forms = {"code": paar.chat["code"], "tekst": "hallo", "knop": "doorgeven:", "wat": "terug", "naar": "x"}

    async def knock() -> None:
        for method, path in routes(site):
            if path == "/live":  # never ends by itself; it tells what /nieuw tells
                continue
            answer = await ask(
                site, method, filled(path, paar.ids), cookies={"elkedeur": paar.chat["cookie"]},
                **({"data": forms, "headers": {"Origin": "http://127.0.0.1"}} if method == "POST" else {}),
            )  # fmt: skip
            clean(answer)
            followed = await ask(
                site, "GET", "/", cookies=dict(answer.cookies) or {"elkedeur": paar.chat["cookie"]}
            )
            clean(followed)

    asyncio.run(knock())


def test_every_address_for_machines(paar: Paar) -> None:
    async def knock() -> None:
        for site in (make_kaart(paar.b.app), make_bewaking(paar.b.app.bewaking())):
            for method, path in routes(site):
                clean(await ask(site, method, filled(path, paar.ids)))
        for query in (
            f"search={MARK}",
            f"organization_id={paar.ids['organization']}",
            "per_page=100",
            "format=ndjson",
        ):
            clean(await ask(make_kaart(paar.b.app), "GET", f"/services?{query}"))

    asyncio.run(knock())


def test_what_another_system_tells_of_a_signaal_of_a(paar: Paar) -> None:
    site = make_ontvangst(paar.b.app, (SECRET_B,))
    body = json.dumps(
        {"type": "signaal.status", "data": {"nummer": paar.ids["signaal"], "status": "opgepakt"}}
    )
    for secret, status in ((SECRET_B, 404), (SECRET_A, 401)):
        headers = sign((secret,), f"bericht-{status}", datetime.now(UTC), body)
        answer = asyncio.run(ask(site, "POST", PATH, content=body, headers=headers))
        assert answer.status_code == status
        clean(answer)
    assert [path for _, path in routes(site)] == [PATH]
