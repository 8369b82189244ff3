"""Sends one text message (sms) through the HTTP gateway that the municipality has. Decides nothing of when or what.

The status of the answer says how it ended; what follows it can only add an id. A message that may have
gone out already is tried again: twice does little harm, not at all does.
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlencode

import httpx

from bot.adapters.errors import GiveUpError, RetryLaterError
from bot.adapters.http import LOOPBACK, Answer, beginning_of, check
from bot.store.outbox import Outgoing

NAME = "sms"
TIMEOUT = 20.0  # seconds for the answer, and as many for what comes with it
LONGEST_ANSWER = 64 * 1024  # bytes
BEARER = "Authorization"
OWN_HEADERS = frozenset({"host", "connection", "content-length", "content-type", "transfer-encoding"})

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
KNOWN = ("{nummer}", "{tekst}")
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")  # E.164
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
SECRET = re.compile(r"[!-~](?:[ -~]*[!-~])?")
ID = re.compile(r"[A-Za-z0-9._:@/+=-]{1,64}")


@dataclass(frozen=True)
class SmsGateway:
    """Where text messages go out, and how this gateway wants to be asked.

    form: the body as JSON or as a web form.
    fields: what the body holds, by name; "{nummer}" and "{tekst}" in a value are filled in.
    header: carries the secret, as "Bearer ..." in Authorization and bare in any other.
    """

    url: str = field(repr=False)  # some gateways want a key in it
    secret: str | None = field(default=None, repr=False)
    form: Literal["json", "formulier"] = "json"
    fields: Mapping[str, str] = field(kw_only=True, repr=False)  # the same
    header: str = BEARER

    def problems(self) -> tuple[str, ...]:
        """What is wrong with these settings, in sentences for the operator that hold no value of them."""
        return (*self._url_problems(), *self._field_problems(), *self._secret_problems())

    def _url_problems(self) -> tuple[str, ...]:
        try:
            url = httpx.URL(self.url)
        except httpx.InvalidURL:
            url = httpx.URL("")
        port = 443 if url.port is None else url.port
        if not url.host or url.scheme not in ("http", "https") or not 0 < port < 65536:
            return ("sms_url: dit is geen volledig webadres. Begin met https://.",)
        if url.userinfo:  # it would take the place of the secret
            return ("sms_url: zet hier geen naam of wachtwoord in. Gebruik sms_geheim.",)
        if url.scheme != "https" and url.host not in LOOPBACK:
            return ("sms_url: gebruik https. Alleen op deze computer zelf mag http.",)
        return ()

    def _field_problems(self) -> tuple[str, ...]:
        used = {name: set(PLACEHOLDER.findall(value)) for name, value in self.fields.items()}
        everywhere = set().union(*used.values())
        missing = [f"sms_velden: zet {known} in een veld." for known in KNOWN if known not in everywhere]
        unknown = [
            f"sms_velden: veld “{name}” is niet goed. Tussen accolades mag alleen nummer of tekst."
            for name, found in used.items()
            if found - set(KNOWN)
        ]
        return (*missing, *unknown)

    def _secret_problems(self) -> tuple[str, ...]:
        found = []
        if not HEADER_NAME.fullmatch(self.header) or self.header.lower() in OWN_HEADERS:
            found.append("sms_kop: deze naam kan niet. Kijk in de uitleg van uw sms-dienst.")
        if self.secret is not None and not SECRET.fullmatch(self.secret):
            found.append("sms_geheim: hierin staat een teken dat niet kan, of het is leeg.")
        return tuple(found)


class SmsChannel:
    """Sends a row through the gateway."""

    def __init__(
        self,
        gateway: SmsGateway,
        *,
        timeout: float = TIMEOUT,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """now: what the time is, for a gateway that says until when to wait.

        Raises ValueError when the gateway has problems.
        """
        if problems := gateway.problems():
            raise ValueError("\n".join(problems))
        self._gateway = gateway
        self._timeout = timeout
        self._now = now
        self._tls = httpx.create_ssl_context()  # reading all certificates is too slow for each message

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Gives the id that the gateway has for the message, if it says one.

        row.inhoud: "aan", the number as +316..., and "tekst".
        Raises the errors of bot.adapters.errors, without number or text; `begin` is called just before
        the content goes out, and what it raises passes through.
        """
        number, text = _read(row.inhoud)
        content = _body(self._gateway, number, text)
        begin()
        try:
            found = await self._post(content)
        except TimeoutError:
            failure = RetryLaterError("sms_timeout")
        except (httpx.HTTPError, OSError):
            failure = RetryLaterError("sms_connection")
        else:
            # An id is kept in the open, so it may not hold the number, with or without its country.
            return None if found is None or number[-7:] in found else found
        # Raised out here, so that the library's words, with address and all, do not travel along.
        raise failure

    async def _post(self, content: bytes) -> str | None:
        async with self._client() as http:
            request = http.build_request("POST", self._gateway.url, content=content, headers=self._headers())
            async with asyncio.timeout(self._timeout):
                answer = await http.send(request, stream=True)
            try:
                again = answer.headers.get("Retry-After", "")
                check(NAME, Answer(answer.status_code, b"", again), self._now())
                return _id_in(await self._beginning_of(answer))
            finally:
                with suppress(httpx.HTTPError, OSError):
                    await answer.aclose()

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=self._tls,
            timeout=None,  # noqa: S113 - the waits here are for the whole of an answer
            follow_redirects=False,
            # Through the proxy of the machine, but never with what is not encrypted.
            trust_env=httpx.URL(self._gateway.url).scheme == "https",
        )

    def _headers(self) -> dict[str, str]:
        gateway = self._gateway
        kind = "json" if gateway.form == "json" else "x-www-form-urlencoded"
        # Unpacking could make a small answer enormous.
        headers = {"Content-Type": f"application/{kind}", "Accept-Encoding": "identity"}
        if gateway.secret is not None:
            bearer = gateway.header.lower() == BEARER.lower()
            headers[gateway.header] = f"Bearer {gateway.secret}" if bearer else gateway.secret
        return headers

    async def _beginning_of(self, answer: httpx.Response) -> bytes:
        """The body, or nothing when it is too long or breaks off: the message is theirs already."""
        with suppress(httpx.HTTPError, OSError):
            async with asyncio.timeout(self._timeout):
                return await beginning_of(answer, LONGEST_ANSWER)
        return b""


def _read(inhoud: dict[str, Any]) -> tuple[str, str]:
    """Number and text. Raises GiveUpError."""
    number, text = inhoud.get("aan"), inhoud.get("tekst")
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise GiveUpError("bad_number")
    # Half a character (a lone surrogate) cannot be sent.
    if not isinstance(text, str) or not text.strip() or re.search("[\ud800-\udfff]", text):
        raise GiveUpError("bad_text")
    return number, text


def _body(gateway: SmsGateway, number: str, text: str) -> bytes:
    values = dict(zip(KNOWN, (number, text), strict=True))
    # In one go: what is filled in is not looked at again, whatever it holds.
    filled = {
        name: PLACEHOLDER.sub(lambda found: values[found[0]], value) for name, value in gateway.fields.items()
    }
    return (json.dumps(filled) if gateway.form == "json" else urlencode(filled)).encode()


def _id_in(body: bytes) -> str | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    for name in ("id", "message_id"):
        value = found.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and ID.fullmatch(str(value)):
            return str(value)
    return None
