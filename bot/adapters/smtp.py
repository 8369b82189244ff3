"""Sends one plain mail through the municipality's mail server. Decides nothing about when or what.

The answer that matters is the one to the content. Everything that fails before the content went out may
be tried again; what breaks between the content and its answer may have arrived, and is reported so.
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import TypeVar

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponse,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from aiosmtplib.protocol import SMTPProtocol

from bot.adapters.errors import DeliveryError, DeliveryUnknownError, GiveUpError, RetryLaterError

GO_AHEAD = 354
ASKS_LOGIN = frozenset({530, 534, 535, 538})  # RFC 4954: the operator's to mend, not the mail's fault
GOODBYE_SECONDS = 2.0
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
# One that a person typed: also what stands behind the @ must be able to exist.
LONGEST_MAIL = 254  # signs
_NAME = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_MAIL = re.compile(rf"{_NAME}(?:\.{_NAME})*@(?:{_LABEL}\.)+{_LABEL}", re.ASCII | re.IGNORECASE)
MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
LINE_ENDS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")  # and all that may pass for one

T = TypeVar("T")


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out.

    starttls: never go on unencrypted; of no account with `tls`, which is encrypted from the first byte.
    timeout: seconds to wait for each single answer.
    cafile: certificates (PEM) to trust besides those of the machine.
    sender: ASCII address, with or without a name ("Elke Deur <post@...>").
    Raises ValueError for a sender that is no address and a password that would travel unencrypted.
    """

    host: str
    port: int
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    starttls: bool = True
    tls: bool = False
    timeout: float = 20
    cafile: Path | None = None
    sender: str = field(kw_only=True)

    def __post_init__(self) -> None:
        if LINE_ENDS.search(self.sender) or not ADDRESS.fullmatch(self.sender_address):
            raise ValueError("sender is no mail address")
        if self.username is not None and not (self.starttls or self.tls):
            raise ValueError("a password needs starttls or tls")

    @property
    def sender_address(self) -> str:
        """The bare address of `sender`."""
        return parseaddr(self.sender)[1]


@dataclass(frozen=True)
class Mail:
    """One mail to one address.

    message_id: "<...@...>"; the same at every attempt, so that a second copy can be recognised.
    headers: further header lines, as pairs of name and value.
    """

    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    message_id: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


async def send(server: MailServer, mail: Mail, *, commit_point: Callable[[], None]) -> None:
    """Deliver `mail`; returns once the server has taken responsibility for it.

    commit_point: called when the envelope is accepted and before DATA, to record for good that the
        delivery began. What it raises passes through, and then no content is sent.
    Raises RetryLaterError, GiveUpError or DeliveryUnknownError, all without address or text. When
    cancelled after commit_point, the mail may have arrived.
    """
    content = _to_bytes(server, mail)
    client = await _translated(_open(server), _before_content)
    transport = client.transport  # the library forgets it when an answer stays away
    try:
        await _translated(_offer(client, server, mail), _before_content)
        commit_point()
        protocol = await _translated(_hand_over(client, content), _before_content)
        answer = await _translated(protocol.read_response(server.timeout), _after_content)
        _check(answer)
        await _say_goodbye(client)
    finally:
        client.close()
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()  # else a silent server keeps the connection, and what we still had to send


def _to_bytes(server: MailServer, mail: Mail) -> bytes:
    if not ADDRESS.fullmatch(mail.to):
        raise GiveUpError("mail_address")
    message = EmailMessage(policy=policy.SMTP)
    try:
        for name, value in _headers(server, mail):
            message[name] = value
        # Quoted-printable keeps every line short and ASCII, whatever the server can do.
        message.set_content(mail.body, cte="quoted-printable")
        return message.as_bytes()
    except ValueError:
        code = "mail_content"
    raise GiveUpError(code)


def _headers(server: MailServer, mail: Mail) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("From", server.sender),
        ("To", mail.to),
        ("Subject", mail.subject),
        ("Date", format_datetime(datetime.now(UTC))),
        ("Message-ID", mail.message_id),
        ("Auto-Submitted", "auto-generated"),
        *mail.headers,
    )
    safe = all(HEADER_NAME.fullmatch(name) and not LINE_ENDS.search(value) for name, value in pairs)
    if not safe or not MESSAGE_ID.fullmatch(mail.message_id):
        raise GiveUpError("mail_header")
    return pairs


async def _open(server: MailServer) -> SMTP:
    client = SMTP(
        hostname=server.host,
        port=server.port,
        local_hostname=server.sender_address.partition("@")[2],  # the machine's own name needs slow DNS
        timeout=server.timeout,
        use_tls=server.tls,
        start_tls=server.starttls and not server.tls,
        cert_bundle=None if server.cafile is None else str(server.cafile),
    )
    await client.connect()
    return client


async def _offer(client: SMTP, server: MailServer, mail: Mail) -> None:
    if server.username is not None:
        await client.login(server.username, server.password or "")
    await client.mail(server.sender_address)
    await client.rcpt(mail.to)


async def _hand_over(client: SMTP, content: bytes) -> SMTPProtocol:
    # client.data() would do, but cannot tell a break before the content from one after it.
    answer = await client.execute_command(b"DATA")
    if answer.code != GO_AHEAD:
        raise SMTPDataError(answer.code, "")
    if client.protocol is None:
        raise SMTPServerDisconnected("")
    protocol = client.protocol
    protocol.write(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
    return protocol


async def _say_goodbye(client: SMTP) -> None:
    with suppress(SMTPException, OSError):  # the mail is theirs already
        await client.quit(timeout=GOODBYE_SECONDS)


async def _translated(work: Awaitable[T], translate: Callable[[Exception], DeliveryError]) -> T:
    try:
        return await work
    except (SMTPException, OSError, ValueError) as exc:
        error = translate(exc)
    # Raised out here, so that the library's words, with address and all, do not travel along.
    raise error


def _before_content(exc: Exception) -> DeliveryError:
    match exc:
        case SMTPAuthenticationError():
            return RetryLaterError("smtp_auth")
        case SMTPRecipientRefused(code=code) | SMTPDataError(code=code):
            return _refusal(code)
        case SMTPResponseException(code=code) if code > 0:
            return RetryLaterError(f"smtp_{code}")
    return RetryLaterError(_code_of(exc))


def _after_content(exc: Exception) -> DeliveryError:
    return DeliveryUnknownError(_code_of(exc))


def _code_of(exc: Exception) -> str:
    if isinstance(exc, TimeoutError):
        return "smtp_timeout"
    if isinstance(exc, SMTPResponseException):
        return "smtp_garbled"
    if isinstance(exc, ssl.SSLError | FileNotFoundError) or isinstance(exc.__cause__, ssl.SSLError):
        return "smtp_tls"
    # The library has no class of its own for STARTTLS or AUTH that is not on offer.
    return "smtp_unsupported" if type(exc) is SMTPException else "smtp_connection"


def _check(answer: SMTPResponse) -> None:
    match answer.code // 100:
        case 2:
            return
        case 4 | 5:
            raise _refusal(answer.code)
    raise DeliveryUnknownError("smtp_garbled")


def _refusal(code: int) -> DeliveryError:
    final = code // 100 == 5 and code not in ASKS_LOGIN
    return GiveUpError(f"smtp_{code}") if final else RetryLaterError(f"smtp_{code}")


def is_address(mail: str) -> bool:
    """One mail address that can be sent to."""
    return len(mail) <= LONGEST_MAIL and _MAIL.fullmatch(mail) is not None
