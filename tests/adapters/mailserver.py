"""A real mail server on this machine, for tests: free port, own thread, misbehaves when told to.

with LoopbackMailServer() as server:
    server.behaviour.rcpt = "550 5.1.1 No such user"
    ... send to server.config() ...
    assert server.mails == []
"""

import asyncio
import logging
import socket
import ssl
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.adapters.smtp import MailServer

HOST = "127.0.0.1"
SENDER = "Elke Deur <post@gemeente.example>"
OK = "250 OK"
HANG = "hang"  # never answer
DROP = "drop"  # break the connection instead of answering
DEAF = "deaf"  # only for `data`: say 354, then read nothing until `hear_again`
PATIENCE = 10.0  # seconds for the thread to start or stop

# aiosmtpd logs addresses and content; tests that look for personal data in our log must not meet those.
logging.getLogger("mail.log").disabled = True


@dataclass
class Behaviour:
    """What the server does at each step: a reply line ("451 4.3.0 Later"), HANG or DROP."""

    greeting: str = OK  # OK stands for the usual greeting; a reply line is not possible here
    mail: str = OK
    rcpt: str = OK
    data: str = OK  # the answer to the command DATA, before any content; OK stands for 354
    content: str = OK
    quit: str = "221 2.0.0 Bye"


@dataclass(frozen=True)
class ReceivedMail:
    """A mail whose whole content came in, whatever the server then answered."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    encrypted: bool
    login: str | None

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        return message_from_bytes(self.raw, policy=policy.default)


@dataclass(frozen=True)
class Certificate:
    """PEM files. The certificate vouches for itself, so a client takes it as `cafile`."""

    file: Path
    key: Path

    def to_context(self) -> ssl.SSLContext:
        """The server's side of TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def make_certificate(folder: Path, host: str = HOST) -> Certificate:
    """Write a certificate for the IP address `host`, valid for a day, into `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.example")])
    now = datetime.now(UTC)
    public = key.public_key()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    made = Certificate(folder / "post.crt", folder / "post.key")
    made.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    made.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return made


class LoopbackMailServer:
    """Collects mails in `mails`; `behaviour` may change at any time, also while a client waits.

    certificate: offer STARTTLS, or speak TLS from the first byte with `tls`.
    login: (username, password) that a client must give before it may send.
    """

    def __init__(
        self,
        *,
        certificate: Certificate | None = None,
        tls: bool = False,
        login: tuple[str, str] | None = None,
    ) -> None:
        self.behaviour = Behaviour()
        self.mails: list[ReceivedMail] = []
        self.port = 0
        self._certificate, self._tls, self._login = certificate, tls, login
        self._connections: set[_Connection] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def config(self, **changes: Any) -> MailServer:
        """How the product reaches this server: encrypted if there is a certificate, trusting it."""
        settings = {
            "host": HOST,
            "port": self.port,
            "sender": SENDER,
            "timeout": 5.0,
            "tls": self._tls,
            "starttls": self._certificate is not None and not self._tls,
            "cafile": None if self._certificate is None else self._certificate.file,
        }
        if self._login is not None:
            settings |= dict(zip(("username", "password"), self._login, strict=True))
        return MailServer(**(settings | changes))  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(PATIENCE), "the mail server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the mail server did not stop"

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        context = None if self._certificate is None else self._certificate.to_context()
        door = socket.create_server((HOST, 0))
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)  # so that DEAF soon stops a client
        self.port = door.getsockname()[1]
        listener = await self._loop.create_server(
            lambda: _Connection(self, None if self._tls else context),
            sock=door,
            ssl=context if self._tls else None,
        )
        self._ready.set()
        await self._stop.wait()
        listener.close()
        for connection in tuple(self._connections):
            connection.abort()
        await listener.wait_closed()
        while self._connections:
            await asyncio.sleep(0.01)

    def hear_again(self) -> None:
        """Read on after DEAF."""
        for connection in tuple(self._connections):
            self._loop.call_soon_threadsafe(connection.resume)

    def opened(self, connection: "_Connection") -> None:
        """A connection begins."""
        self._connections.add(connection)

    def closed(self, connection: "_Connection") -> None:
        """A connection ended."""
        self._connections.discard(connection)

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Check the login. handled=True would leave the client without any answer."""
        given = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else None
        return AuthResult(success=given == self._login, handled=False, auth_data=data)

    async def handle_MAIL(
        self, server: "_Connection", session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._login is not None and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return await server.play("mail")

    async def handle_RCPT(
        self, server: "_Connection", session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await server.play("rcpt")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: "_Connection", session: Session, envelope: Envelope) -> str:
        login = session.auth_data.login.decode() if session.authenticated and session.auth_data else None
        self.mails.append(
            ReceivedMail(
                sender=envelope.mail_from or "",
                recipients=tuple(envelope.rcpt_tos),
                raw=envelope.original_content or b"",
                encrypted=server.is_encrypted(),
                login=login,
            )
        )
        return await server.play("content")

    async def handle_QUIT(self, server: "_Connection", session: Session, envelope: Envelope) -> str:
        return await server.play("quit")


class _Connection(SMTP):
    """One client. aiosmtpd names the hooks."""

    def __init__(self, owner: LoopbackMailServer, starttls: ssl.SSLContext | None) -> None:
        super().__init__(
            owner,
            hostname="post.example",
            tls_context=starttls,
            auth_require_tls=starttls is not None,
            authenticator=owner.authenticate,
            loop=asyncio.get_running_loop(),
        )
        self._owner = owner

    async def play(self, step: str) -> str:
        """The answer for this step; stays away when the server is to hang or to drop."""
        answer = getattr(self._owner.behaviour, step)
        if answer == DROP:
            self.abort()
        if answer in (DROP, HANG):
            await asyncio.Event().wait()  # until the end of the connection cancels this
        return str(answer)

    def is_encrypted(self) -> bool:
        """Whether TLS is on."""
        return self.transport is not None and self.transport.get_extra_info("sslcontext") is not None

    def abort(self) -> None:
        """Break the connection at once."""
        assert self.transport is not None
        # Over TLS, Python 3.11 has nothing left to break where a connection was closed twice; it is ending already.
        if getattr(self.transport, "_ssl_protocol", self.transport) is not None:
            cast(asyncio.WriteTransport, self.transport).abort()

    def resume(self) -> None:
        """Read on."""
        cast(asyncio.ReadTransport, self.transport).resume_reading()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._owner.opened(self)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._owner.closed(self)

    async def _handle_client(self) -> None:
        await self.play("greeting")
        await super()._handle_client()

    async def smtp_DATA(self, arg: str | None) -> None:
        answer = await self.play("data")
        if answer == DEAF:
            cast(asyncio.ReadTransport, self.transport).pause_reading()
            answer = OK
        await (super().smtp_DATA(arg) if answer == OK else self.push(answer))
