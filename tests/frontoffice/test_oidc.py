"""In by the municipality's own sign-on, against a real provider on this computer."""

import asyncio
import time
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from bot.frontoffice.accounts import Done, renew_code
from bot.frontoffice.oidc import Attempt, Oidc, OidcError
from bot.frontoffice.web.cookies import SESSION
from bot.store.inzagen import Inzage
from tests.frontoffice.conftest import BASE, Frontoffice

with warnings.catch_warnings():
    import authlib.deprecate  # noqa: F401  # sets its warnings on; only after that they can be set off

    warnings.simplefilter("ignore")
    from oidc_provider_mock import User, run_server_in_thread

# The provider warns of its own libraries, also while it answers.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

MAIL = "noor@gemeente.test"
USERS = (
    User(sub="noor", claims={"email": MAIL.upper(), "email_verified": True}),
    User(sub="onbekend", claims={"email": "wie@gemeente.test", "email_verified": True}),
    User(sub="ander", claims={"email": MAIL, "email_verified": True}),
    User(sub="ongezegd", claims={"email": MAIL}),
    User(sub="zonder", claims={}),
    User(sub="ongezien", claims={"email": MAIL, "email_verified": False}),
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with run_server_in_thread(user_claims=USERS, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def site(tmp_path: Path, provider: str) -> Iterator[Frontoffice]:
    made = opened(tmp_path, provider)
    yield made
    made.store.close()


def opened(folder: Path, provider: str, **settings: Any) -> Frontoffice:
    own = {"frontoffice_url": f"{BASE}/", "oidc_url": provider, "oidc_client": "deur", "oidc_geheim": "g&h:e"}
    made = Frontoffice(folder, **(own | settings))
    # The provider reads the clock on the wall.
    made.clock.pass_(seconds=(datetime.now(UTC) - made.clock.now()).total_seconds())
    with made.store.transaction():
        made.store.medewerkers.add(MAIL, "Noor", ["beleid"], made.clock.now())
    return made


async def log_in_there(address: str, sub: str) -> str:
    """What the colleague does at the provider; gives where she is sent back to."""
    async with httpx.AsyncClient() as http:
        answer = await http.post(address, data={"sub": sub})
    assert answer.status_code == 302
    return answer.headers["location"]


async def round_trip(
    site: Frontoffice, sub: str, change: Any = lambda back: back
) -> tuple[httpx.Response, Any]:
    browser = site.browser()
    there = await browser.get("/aanmelden/gemeente", follow=False)
    back = change(await log_in_there(there.headers["location"], sub))
    assert back.startswith(f"{BASE}/aanmelden/terug?")
    return await browser.get(back, follow=False), browser


def looks(site: Frontoffice) -> list[Inzage]:
    return list(site.store.inzagen.latest())


def test_a_known_colleague_is_in_without_password_or_code(site: Frontoffice) -> None:
    answer, browser = asyncio.run(round_trip(site, "noor"))
    assert answer.headers["location"] == "/"
    assert asyncio.run(browser.get("/mij")).status_code == 200
    assert [one.wat for one in looks(site)] == ["ingelogd"]


def test_the_way_out_carries_pkce_state_and_nonce_and_asks_only_the_mail_address(site: Frontoffice) -> None:
    answer = asyncio.run(site.browser().get("/aanmelden/gemeente", follow=False))
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert all(len(query[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    assert query["scope"] == ["openid email"]
    again = asyncio.run(site.browser().get("/aanmelden/gemeente", follow=False))
    assert parse_qs(urlsplit(again.headers["location"]).query)["state"] != query["state"]


@pytest.mark.parametrize(
    ("sub", "status", "words"),
    [
        ("onbekend", 403, "Vraag de beheerder"),
        ("zonder", 502, "lukte niet"),
        ("ongezien", 502, "lukte niet"),
        ("ongezegd", 502, "lukte niet"),
    ],
)
def test_who_is_not_known_here_stays_out(site: Frontoffice, sub: str, status: int, words: str) -> None:
    answer, browser = asyncio.run(round_trip(site, sub))
    assert answer.status_code == status
    assert words in answer.text
    assert "gemeente.test" not in answer.text
    assert SESSION not in browser.client.cookies


def test_a_sign_on_that_never_says_that_mail_is_verified_can_be_believed_by_choice(
    tmp_path: Path, provider: str
) -> None:
    site = opened(tmp_path, provider, oidc_mail_altijd_waar=True)
    answer, _ = asyncio.run(round_trip(site, "ongezegd"))
    assert answer.headers["location"] == "/"
    refused, _ = asyncio.run(round_trip(site, "ongezien"))  # it says no: then it is no
    assert refused.status_code == 502
    site.store.close()


def test_only_who_came_first_comes_in_again_as_this_colleague(site: Frontoffice) -> None:
    asyncio.run(round_trip(site, "noor"))
    answer, browser = asyncio.run(round_trip(site, "ander"))
    assert answer.status_code == 403
    assert SESSION not in browser.client.cookies
    assert looks(site)[0].wat == "gemeente_ander"
    again, _ = asyncio.run(round_trip(site, "noor"))
    assert again.headers["location"] == "/"
    noor = site.store.medewerkers.by_login(MAIL)
    assert noor is not None
    assert noor.oidc is not None
    assert "noor" not in noor.oidc
    with site.store.transaction():
        renew_code(site.store, noor.id, Done("beheerder", site.clock.now()))
    answer, _ = asyncio.run(
        round_trip(site, "ander")
    )  # another account of the municipality, said the beheerder
    assert answer.headers["location"] == "/"


def test_who_is_switched_off_stays_out(site: Frontoffice) -> None:
    store = site.store
    noor = store.medewerkers.by_login(MAIL)
    assert noor is not None
    with store.transaction():
        store.medewerkers.change(noor.id, naam="Noor", wijk="", functies=["beleid"], actief=False)
    answer, browser = asyncio.run(round_trip(site, "noor"))
    assert answer.status_code == 403
    assert SESSION not in browser.client.cookies


@pytest.mark.parametrize(
    "change",
    [
        lambda back: back.replace("state=", "state=x"),
        lambda back: back.replace("code=", "code=x"),
        lambda back: back.replace("code=", "error=access_denied&x="),
        lambda back: back + "&iss=https://elders.test",
    ],
)
def test_an_answer_that_was_tampered_with_is_refused(site: Frontoffice, change: Any) -> None:
    answer, browser = asyncio.run(round_trip(site, "noor", change))
    assert answer.status_code == 502
    assert SESSION not in browser.client.cookies


def test_an_answer_is_good_for_one_browser_and_one_time(site: Frontoffice) -> None:
    async def steal() -> list[int]:
        hers, his = site.browser(), site.browser()
        there = await hers.get("/aanmelden/gemeente", follow=False)
        back = await log_in_there(there.headers["location"], "noor")
        await his.get("/aanmelden/gemeente", follow=False)
        answers = [await his.get(back), await hers.get(back, follow=False), await hers.get(back)]
        return [answer.status_code for answer in answers]

    assert asyncio.run(steal()) == [502, 303, 502]


def test_an_answer_after_a_quarter_of_an_hour_is_too_late(site: Frontoffice) -> None:
    async def late() -> int:
        browser = site.browser()
        there = await browser.get("/aanmelden/gemeente", follow=False)
        back = await log_in_there(there.headers["location"], "noor")
        site.clock.pass_(minutes=16)
        return (await browser.get(back)).status_code

    assert asyncio.run(late()) == 502


def test_a_door_shut_by_wrong_passwords_does_not_shut_out_the_sign_on(site: Frontoffice) -> None:
    noor = site.store.medewerkers.by_login(MAIL)
    assert noor is not None
    with site.store.transaction():
        site.store.medewerkers.count_failure(noor.id, datetime(2999, 1, 1, tzinfo=UTC))
    answer, _ = asyncio.run(round_trip(site, "noor"))
    assert answer.headers["location"] == "/"


def test_without_a_sign_on_the_pages_are_not_there(tmp_path: Path) -> None:
    site = Frontoffice(tmp_path)

    async def look() -> list[int]:
        assert "/aanmelden/gemeente" not in (await site.browser().get("/aanmelden")).text
        paths = ("/aanmelden/gemeente", "/aanmelden/terug?code=1&state=2")
        return [(await site.browser().get(path)).status_code for path in paths]

    assert asyncio.run(look()) == [404, 404]
    site.store.close()


def test_a_sign_on_that_does_not_answer_gives_a_sentence(tmp_path: Path) -> None:
    site = Frontoffice(tmp_path, frontoffice_url=BASE, oidc_url="http://localhost:9", oidc_client="deur")
    answer = asyncio.run(site.browser().get("/aanmelden/gemeente"))
    assert answer.status_code == 502
    assert "lukte niet" in answer.text
    site.store.close()


def test_no_secret_travels_unencrypted_to_another_computer() -> None:
    oidc = Oidc("http://elders.test", "deur", "geheim", f"{BASE}/aanmelden/terug")
    with pytest.raises(OidcError, match="no_https"):
        asyncio.run(oidc.way_out(Attempt.new()))


KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "een"}) for _ in range(2))
ISSUER = "https://inloggen.gemeente.test"
ATTEMPT = Attempt("s", "n", "v")


def token(key: RSAKey = KEY, **change: Any) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "deur", "sub": "noor", "exp": now + 60, "iat": now, "nonce": "n"} | change
    return jwt.encode(
        {"alg": "RS256", "kid": "een"}, {name: value for name, value in claims.items() if value != ""}, key
    )


def claims_of(text: str) -> dict[str, Any]:
    oidc = Oidc(ISSUER, "deur", None, f"{BASE}/aanmelden/terug")
    keys = {"keys": [KEY.as_dict(private=False)]}
    return oidc._claims(text, keys, ISSUER, ATTEMPT, datetime.now(UTC))


def test_a_good_token_is_taken() -> None:
    assert claims_of(token())["sub"] == "noor"
    assert claims_of(token(aud=["deur"], azp="deur"))["sub"] == "noor"


@pytest.mark.parametrize(
    "bad",
    [
        {"iss": "https://elders.test"},
        {"iss": ""},
        {"aud": "ander"},
        {"aud": ["ander"]},
        {"aud": ["deur", "ander"], "azp": "ander"},
        {"exp": int(time.time()) - 3600},
        {"exp": ""},
        {"iat": int(time.time()) + 3600},
        {"nonce": "m"},
        {"nonce": ""},
        {"nonce": ["n"]},
        {"key": OTHER},
    ],
)
def test_a_token_for_another_from_another_or_too_old_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(OidcError):
        claims_of(token(**bad))


def test_a_token_without_signature_is_refused() -> None:
    head, body, _ = token().split(".")
    none = "eyJhbGciOiJub25lIn0"  # {"alg":"none"}
    for text in (f"{head}.{body}.", f"{none}.{body}.", "onzin"):
        with pytest.raises(OidcError):
            claims_of(text)
