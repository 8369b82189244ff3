"""What our HTTP channels share: one question and its answer within a time, and what an answer means for a row."""

import asyncio
import re
import ssl
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, cast

import httpx

from bot.adapters.errors import GiveUpError, RetryLaterError

OPERATOR_WAIT = 600.0
LONGEST_WAIT = 3600.0  # of what the other side may ask
SHORTEST_WAIT = 1.0
# No key, no credit, no such address: the operator's to mend, not the message's fault.
OPERATORS = frozenset({401, 402, 403, 404, 405})
# Busy, or too early: the same question may be answered later.
LATER = frozenset({408, 425, 429})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SECONDS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Answer:
    """What came back. body: its beginning, as far as it was asked for. again: the header Retry-After."""

    status: int
    body: bytes
    again: str


class Asker:
    """Puts questions to one server. name: begins the codes of its failures."""

    def __init__(
        self,
        name: str,
        *,
        timeout: float,
        tls: Any = None,
        trust_env: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """timeout: seconds for the whole of an answer. trust_env: through the proxy of the machine."""
        self._name = name
        self._timeout = timeout
        self._tls = tls or _certificates()
        self._trust_env = trust_env
        self._now = now

    async def ask(self, method: str, url: httpx.URL | str, *, most: int = 0, **request: Any) -> Answer:
        """The answer, whatever its status. most: bytes of the body that are read; a longer one counts as broken.

        Raises RetryLaterError when there is none in time. Never follows a redirect.
        """
        try:
            async with asyncio.timeout(self._timeout), self._client() as http:
                return await self._answer(http, http.build_request(method, url, **request), most)
        except TimeoutError:
            failure = RetryLaterError(f"{self._name}_timeout")
        except (httpx.HTTPError, OSError):
            failure = RetryLaterError(f"{self._name}_connection")
        # Raised out here, so that the library's words, with address and all, do not travel along.
        raise failure

    def check(self, answer: Answer) -> None:
        """Raises what an answer other than 2xx means: later, never, or when the operator has mended it."""
        check(self._name, answer, self._now())

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=self._tls,
            timeout=None,  # noqa: S113 - the wait here is for the whole of an answer
            follow_redirects=False,
            trust_env=self._trust_env,
        )

    async def _answer(self, http: httpx.AsyncClient, request: httpx.Request, most: int) -> Answer:
        answer = await http.send(request, stream=True)
        try:
            body = await beginning_of(answer, most) if most else b""
            return Answer(answer.status_code, body, answer.headers.get("Retry-After", ""))
        finally:
            with suppress(httpx.HTTPError, OSError):
                await answer.aclose()


@cache
def _certificates() -> ssl.SSLContext:
    """Those that this machine trusts; reading them all is too slow for each question."""
    return httpx.create_ssl_context()


def check(name: str, answer: Answer, now: datetime) -> None:
    """As Asker.check, for who asks in another way. name: begins the codes."""
    status = answer.status
    if status // 100 == 2:
        return
    if status in OPERATORS:
        raise RetryLaterError(f"{name}_auth", after=OPERATOR_WAIT)
    if status // 100 == 4 and status not in LATER:
        raise GiveUpError(f"{name}_{status}")
    code = "flood" if status == 429 else "redirect" if status // 100 == 3 else f"{name}_{status}"
    raise RetryLaterError(code, after=asked_wait(answer.again, now))


async def beginning_of(answer: httpx.Response, most: int) -> bytes:
    """The body, up to so many bytes. Raises httpx.DecodingError when it is longer."""
    body = b""
    chunks = cast(AsyncGenerator[bytes, None], answer.aiter_raw())
    async with aclosing(chunks):
        async for chunk in chunks:
            body += chunk
            if len(body) > most:
                raise httpx.DecodingError("too long", request=answer.request)
    return body


def headers(given: Mapping[str, str]) -> dict[str, str]:
    """For a JSON body. Unpacking could make a small answer enormous, so none is asked for."""
    return {"Content-Type": "application/json", "Accept-Encoding": "identity", **given}


def asked_wait(asked: str, now: datetime) -> float | None:
    """Seconds, from the header Retry-After: a number or a date (RFC 9110, 10.2.3); None when it says nothing."""
    if SECONDS.fullmatch(asked):
        seconds = float(asked)
    else:
        try:
            until = parsedate_to_datetime(asked)
        except (ValueError, OverflowError):
            return None
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def address_problems(name: str, given: str, *, http_here: bool, secret: str) -> tuple[str, ...]:
    """What is wrong with the setting `name` as an address, in sentences for the operator that hold no value of it.

    http_here: on this machine itself http will do. secret: the setting in which a password belongs instead.
    """
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL:
        url = httpx.URL("")
    port = 443 if url.port is None else url.port
    if not url.host or url.scheme not in ("http", "https") or not 0 < port < 65536:
        return (f"{name}: dit is geen volledig webadres. Begin met https://.",)
    if url.userinfo:
        return (f"{name}: zet hier geen naam of wachtwoord in. Gebruik {secret}.",)
    if url.scheme != "https" and not (http_here and url.host in LOOPBACK):
        here = " Alleen op deze computer zelf mag http." if http_here else ""
        return (f"{name}: gebruik https.{here}",)
    return ()
