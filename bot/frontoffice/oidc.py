"""The municipality's own sign-on: authorization code flow with PKCE (OpenID Connect). Knows no pages, no store.

Everything is asked again at each login: that is rare, and so a new key or address is known at once.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.config import Settings

BACK = "/aanmelden/terug"
_TIMEOUT = httpx.Timeout(5.0)
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_LEEWAY = 60  # seconds that two clocks may differ
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class OidcError(Exception):
    """The sign-on gave nothing that can be trusted; the message is a code, nothing personal."""


@dataclass(frozen=True)
class Attempt:
    """One login on its way: what must come back unchanged, and what only this browser knows."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True)
class Proved:
    """Who came back. sub: who it is at this sign-on for ever, whatever becomes of the mail address."""

    mail: str
    sub: str


@dataclass(frozen=True)
class Oidc:
    """One sign-on. issuer: its address. back: where it sends the browser afterwards.

    mail_is_true: it never says whether a mail address was verified, and is believed all the same.
    """

    issuer: str
    client: str
    secret: str | None = field(repr=False)
    back: str
    mail_is_true: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """As set up, or None where the municipality has none."""
        if not (settings.oidc_url and settings.oidc_client and settings.frontoffice_url):
            return None
        secret = None if settings.oidc_geheim is None else settings.oidc_geheim.get_secret_value()
        back = settings.frontoffice_url.rstrip("/") + BACK
        issuer = settings.oidc_url.rstrip("/")
        return cls(issuer, settings.oidc_client, secret, back, settings.oidc_mail_altijd_waar)

    async def way_out(self, attempt: Attempt) -> str:
        """Where the browser goes to log in. Raises OidcError."""
        async with httpx.AsyncClient(timeout=_TIMEOUT) as http:
            found = await self._discover(http)
        query = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": self.back,
            "scope": "openid email",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        address = _address(found, "authorization_endpoint")
        return address + ("&" if urlsplit(address).query else "?") + urlencode(query)

    async def who(self, attempt: Attempt, answer: Mapping[str, str], now: datetime) -> Proved:
        """Who came back with this answer. Raises OidcError."""
        if not hmac.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise OidcError("state")
        if answer.get("iss", self.issuer).rstrip("/") != self.issuer:
            raise OidcError("issuer")
        if "error" in answer or not answer.get("code"):
            raise OidcError("refused")
        async with httpx.AsyncClient(timeout=_TIMEOUT) as http:
            found = await self._discover(http)
            token = await self._exchange(http, found, attempt, answer["code"])
            keys = await _json(http.get(_address(found, "jwks_uri")))
        return self._proved(self._claims(token, keys, str(found["issuer"]), attempt, now))

    async def _discover(self, http: httpx.AsyncClient) -> dict[str, Any]:
        found = await _json(http.get(f"{_safe(self.issuer)}/.well-known/openid-configuration"))
        if str(found.get("issuer", "")).rstrip("/") != self.issuer:
            raise OidcError("issuer")
        return found

    async def _exchange(
        self, http: httpx.AsyncClient, found: dict[str, Any], attempt: Attempt, code: str
    ) -> str:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": attempt.verifier,
        }
        auth: httpx.BasicAuth | None = None
        # Basic is what holds when the sign-on says nothing; the parts are encoded as in a form (RFC 6749, 2.3.1).
        if self.secret is None:
            fields["client_id"] = self.client
        elif "client_secret_basic" in found.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        ):
            auth = httpx.BasicAuth(quote(self.client, safe=""), quote(self.secret, safe=""))
        else:
            fields |= {"client_id": self.client, "client_secret": self.secret}
        address = _address(found, "token_endpoint")
        asked = http.post(address, data=fields, auth=auth or httpx.USE_CLIENT_DEFAULT)
        token = (await _json(asked)).get("id_token")
        if not isinstance(token, str):
            raise OidcError("no_token")
        return token

    def _claims(
        self, token: str, keys: dict[str, Any], issuer: str, attempt: Attempt, now: datetime
    ) -> dict[str, Any]:
        """What the token says, when it is signed by this sign-on, for us, for this attempt, and not too old."""
        must = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": self.client},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        try:
            claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims  # type: ignore[arg-type]
            must.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise OidcError(type(error).__name__) from None
        if isinstance(claims["nonce"], list) or claims.get("azp", self.client) != self.client:
            raise OidcError("azp")
        return claims

    def _proved(self, claims: dict[str, Any]) -> Proved:
        mail, sub = claims.get("email"), claims["sub"]
        # Some write it as text.
        verified = str(claims.get("email_verified", self.mail_is_true)).lower()
        if verified != "true":
            raise OidcError("email_not_verified")
        if not isinstance(mail, str) or not mail.strip():
            raise OidcError("no_email")
        if not isinstance(sub, str) or not sub:
            raise OidcError("no_sub")
        return Proved(mail, sub)


async def _json(asked: Any) -> dict[str, Any]:
    """The answer as a JSON object. Raises OidcError."""
    try:
        answer = await asked
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise OidcError(type(error).__name__) from None
    if not isinstance(found, dict):
        raise OidcError("no_object")
    return found


def _address(found: dict[str, Any], name: str) -> str:
    return _safe(str(found.get(name, "")))


def _safe(address: str) -> str:
    """Secrets travel encrypted, or stay on this computer."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise OidcError("no_https")
    return address
