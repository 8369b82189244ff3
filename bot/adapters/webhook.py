"""Posts a message to the one address that the municipality named, signed. Decides nothing of what or when.

The receiver may get it twice, with the same webhook-id: it is tried again until they say that they have it.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpx

from bot.adapters.errors import GiveUpError, RetryLaterError
from bot.adapters.handtekening import message_id, secret_problems, sign
from bot.adapters.http import OPERATOR_WAIT, Asker, address_problems, headers
from bot.store.outbox import Outgoing

NAME = "webhook"
TIMEOUT = 15.0  # seconds for the whole of an answer
GONE = 410
INSIDE = "webhook_intern"
_GIVEN_OUT = IPv6Network("2000::/3")

Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class WebhookTarget:
    """Where messages go. secrets: each signs. intern: the receiver may stand in the municipality's own network."""

    url: str = field(repr=False)  # some receivers want a key in it
    secrets: tuple[str, ...] = field(repr=False)
    intern: bool = False

    def problems(self) -> tuple[str, ...]:
        """What is wrong with these settings, in sentences for the operator that hold no value of them."""
        found = list(address_problems("webhook_url", self.url, http_here=False, secret="webhook_geheim"))  # noqa: S106
        found += secret_problems("webhook_geheim", self.secrets)
        if not found and not self.intern and _is_inside_by_name(httpx.URL(self.url).host):
            found.append("webhook_url: dit adres is van binnen. Klopt dat? Zet dan webhook_intern aan.")
        return tuple(found)


class WebhookChannel:
    """Sends rows of the kind pakket_webhook."""

    def __init__(
        self,
        target: WebhookTarget,
        *,
        timeout: float = TIMEOUT,
        tls: Any = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """now: by the clock of the machine, since the receiver judges how old a message is by his.

        Raises ValueError when the settings have problems.
        """
        if problems := target.problems():
            raise ValueError("\n".join(problems))
        self._target = target
        self._url = httpx.URL(target.url)
        self._timeout = timeout
        self._now = now
        # Not through a proxy: then the proxy would look the name up, and not we.
        self._asker = Asker(NAME, timeout=timeout, tls=tls, trust_env=False, now=now)
        self._gone = False

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Gives no id: ours is theirs. row.inhoud: the message as it goes, as bot/koppelen/rijen.py makes it.

        Raises the errors of bot.adapters.errors.
        """
        if self._gone:
            raise GiveUpError("webhook_410")
        body = json.dumps(row.inhoud, ensure_ascii=False, separators=(",", ":"))
        signed = sign(self._target.secrets, message_id(row.sleutel), self._now(), body)
        address = await self._looked_up()
        begin()
        answer = await self._asker.ask(
            "POST",
            self._url.copy_with(host=str(address)),
            content=body.encode(),
            headers=headers({**signed, "Host": self._url.netloc.decode()}),
            # The address was judged, so it is the one that is called; the certificate is still that of the name.
            extensions={"sni_hostname": self._url.host},
        )
        if (
            answer.status == GONE
        ):  # they want nothing more of us, until the operator has looked and starts anew
            self._gone = True
        self._asker.check(answer)
        return None

    async def try_out(self) -> None:
        """Whether the address leads somewhere we may call; nothing is sent. Raises RetryLaterError."""
        await self._looked_up()

    async def _looked_up(self) -> Address:
        """Where the name leads now. Raises RetryLaterError, also when it leads inside and that was not said."""
        try:
            async with asyncio.timeout(self._timeout):
                found = await asyncio.get_running_loop().getaddrinfo(
                    self._url.host, self._url.port or 443, type=socket.SOCK_STREAM
                )
        except TimeoutError:
            failure = "webhook_timeout"
        except OSError:
            failure = "webhook_dns"
        else:
            addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
            if self._target.intern or not any(map(is_inside, addresses)):
                return addresses[0]
            raise RetryLaterError(INSIDE, after=OPERATOR_WAIT)
        raise RetryLaterError(failure)


def _is_inside_by_name(host: str) -> bool:
    """Whether an address in figures or the name of this machine leads inside; any other name shows when it is used."""
    try:
        return is_inside(ip_address(host))
    except ValueError:
        return host.lower().rstrip(".") == "localhost" or host.lower().rstrip(".").endswith(".localhost")


def is_inside(address: Address) -> bool:
    """Whether it is anything but one machine on the internet: this one, our network, a group, or not given out.

    Of the long addresses only those that are given out as such; not those with a short one hidden in them.
    """
    if isinstance(address, IPv4Address):
        return not address.is_global or address.is_multicast
    if address.ipv4_mapped is not None:
        return is_inside(address.ipv4_mapped)
    hides = address.sixtofour is not None or address.teredo is not None
    return hides or address not in _GIVEN_OUT or not address.is_global
