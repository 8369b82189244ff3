"""A server on this machine that answers as Telegram does when it is not well: plain sockets, any bytes."""

import asyncio
import json
from types import TracebackType
from typing import Self

SENT = {"message_id": 77, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}


def _http(status: str, body: bytes, kind: str = "application/json", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def _json(status: str, **said: object) -> bytes:
    return _http(status, json.dumps(said).encode())


FLOOD = {"retry_after": 20}
# None: take the question and never answer.
ANSWERS: dict[str, bytes | None] = {
    "fine": _json("200 OK", ok=True, result=SENT),
    "flood": _json(
        "429 Too Many Requests", ok=False, error_code=429, description="Too Many", parameters=FLOOD
    ),
    "error": _json("500 Internal Server Error", ok=False, error_code=500, description="Internal"),
    "gateway": _http("502 Bad Gateway", b"<html><body><h1>502</h1></body></html>", "text/html"),
    "page": _http("200 OK", b"<html><body>Log in on this network</body></html>", "text/html"),
    "garbage": b"\x00\xff\x16\x03\x01 zomaar wat \r\n\r\n",
    "half": _http("200 OK", b'{"ok":true,"result":{"mess', length=4000),
    "shape": _json("200 OK", ok=True, result=["een", {"ander": "ding"}]),
    "list": _http("200 OK", b"[1, 2, 3]"),
    "number": _http("200 OK", b"7"),
    "utf8": _http("200 OK", b'{"ok":true,"result":"\xff\xfe"}'),
    "cut": b"",
    "silence": None,
}


class Wire:
    """Answers every question in the way of `mode`, until the end of the async with statement."""

    def __init__(self) -> None:
        self.mode = "fine"
        self.asked: list[str] = []
        self.bodies: list[bytes] = []
        self._open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for writer in tuple(self._open):
            writer.transport.abort()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(
                (int(one[15:]) for one in head.splitlines() if one.lower().startswith("content-length:")), 0
            )
            self.bodies.append(await reader.readexactly(length))
            self.asked.append(head.split()[1].rpartition("/")[2])
            said = ANSWERS[self.mode]
            if said is None:
                await reader.read()
            else:
                writer.write(said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()
