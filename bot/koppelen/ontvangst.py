"""Where another system of the municipality tells us how a signaal is doing: one address, signed messages only.

Answers 2xx when what was told is stored, never before. Nothing of a message comes back in an answer or in the log.
"""

import logging
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.adapters.handtekening import HandtekeningError, check
from bot.app import App
from bot.frontoffice.errors import SignaalGoneError, WorkRefusedError
from bot.koppelen.van_buiten import Stand, VanBuiten
from bot.store.errors import StoreUnavailableError

logger = logging.getLogger(__name__)

PATH = "/status"
MOST = 16 * 1024  # bytes
STORED, REFUSED, FORGED, UNKNOWN, TOO_LATE, TOO_MUCH, AWAY = 204, 400, 401, 404, 408, 413, 503


class _Data(BaseModel):
    nummer: Annotated[str, Field(pattern=r"^[0-9]{4}-?[0-9]{4}$")]
    status: Stand
    uitkomst: str = "geholpen"


class _Message(BaseModel):
    """As docs/koppelen/status.schema.json says; what stands in it besides is passed by."""

    type: Literal["signaal.status"]
    data: _Data


class Ontvangst:
    """Takes the messages."""

    def __init__(self, app: App, secrets: tuple[str, ...]) -> None:
        self._app = app
        self._service = app.service
        self._store = app.store
        self._buiten = VanBuiten(app.service, app.notices)
        self._secrets = secrets

    async def status(self, request: Request) -> Response:
        """One message, in one answer."""
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=TOO_LATE)
        if body is None:
            return Response(status_code=TOO_MUCH)
        try:
            id = check(self._secrets, request.headers, body)
        except HandtekeningError:
            logger.warning("webhook_forged")
            return Response(status_code=FORGED)
        return Response(status_code=self._take(id, body))

    def _take(self, id: str, body: bytes) -> int:
        try:
            data = _Message.model_validate_json(body).data
        except ValidationError:
            logger.warning("webhook_refused", extra={"id": id})
            return REFUSED
        try:
            with self._store.transaction():
                self._move(f"webhook:{id}", data)
        except SignaalGoneError:
            return UNKNOWN
        except WorkRefusedError:
            return REFUSED
        except StoreUnavailableError:
            return AWAY
        self._app.wake()
        return STORED

    def _move(self, key: str, data: _Data) -> None:
        """Raises SignaalGoneError, WorkRefusedError: then it was not seen either, and may come again."""
        signaal_id = self._store.signalen.id_of(data.nummer.replace("-", ""))
        if signaal_id is None:
            raise SignaalGoneError
        if self._store.berichten.mark_seen(key, self._service.clock.now()):
            self._buiten.moved(signaal_id, data.status, key, data.uitkomst)


async def _body(request: Request) -> bytes | None:
    """None when it is too much: then no more of it is read. Raises ClientDisconnect."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return None
    return body


def make_ontvangst(app: App, secrets: tuple[str, ...]) -> Starlette:
    """The one address, and nothing beside it."""
    taking = Ontvangst(app, secrets)
    return Starlette(routes=[Route(PATH, taking.status, methods=["POST"])])
