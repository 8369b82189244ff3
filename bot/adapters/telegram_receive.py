"""The receiving loops: long polling and webhook. An update is acknowledged only after it is stored."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.adapters.telegram_intake import ALLOWED_UPDATES, TelegramIntake
from telegram import Bot, Update

logger = logging.getLogger(__name__)

POLL_SECONDS = 25
WAIT_AFTER_ERROR = 2.0
WAIT_AFTER_CONFLICT = 5.0
TAP_SECONDS = 3.0  # nobody else waits longer than this for a courtesy
LARGEST_UPDATE = 1_000_000  # bytes; Telegram's own updates are far smaller
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header


class Poller:
    """Long polling. The offset goes up, and so acknowledges, only after everything before it is stored."""

    def __init__(self, bot: Bot, intake: TelegramIntake, wake: Callable[[], None]) -> None:
        self._bot = bot
        self._intake = intake
        self._wake = wake
        self._offset: int | None = None

    async def run(self) -> None:
        """Until cancelled. Failures are waited out: nothing is lost, since nothing was acknowledged."""
        while True:
            try:
                await self._once()
            except RetryAfter as error:
                wait = error.retry_after
                await asyncio.sleep(wait if isinstance(wait, int | float) else wait.total_seconds())
            except Conflict:
                logger.error("poll_conflict")  # another process polls with this token
                await asyncio.sleep(WAIT_AFTER_CONFLICT)
            except (TelegramError, InvalidToken) as error:
                logger.warning("poll_failed", extra={"error": type(error).__name__})
                await asyncio.sleep(WAIT_AFTER_ERROR)
            except (
                Exception
            ) as error:  # the disk is full, say: not stored, so not acknowledged, so it comes again
                logger.error("intake_failed", extra={"error": type(error).__name__})
                await asyncio.sleep(WAIT_AFTER_ERROR)

    async def _once(self) -> None:
        updates = await self._bot.get_updates(
            offset=self._offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
        )
        for update in updates:
            self._intake.take(update)
            self._offset = update.update_id + 1
        if updates:
            self._wake()
            await answer_taps(self._bot, updates)


async def answer_taps(bot: Bot, updates: tuple[Update, ...] | list[Update]) -> None:
    """Stop the little clock on a tapped button. Courtesy only: a failure changes nothing."""
    for update in updates:
        if update.callback_query is not None:
            try:
                await bot.answer_callback_query(
                    update.callback_query.id, read_timeout=TAP_SECONDS, connect_timeout=TAP_SECONDS
                )
            except TelegramError as error:
                logger.info("tap_unanswered", extra={"error": type(error).__name__})


def webhook_app(bot: Bot, intake: TelegramIntake, secret: str, wake: Callable[[], None]) -> Starlette:
    """The webhook at /telegram. 200 means stored; anything else makes Telegram send it again."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or LARGEST_UPDATE + 1) > LARGEST_UPDATE:
            return Response(status_code=413)
        update = _parse(await request.body(), bot)
        if update is None:
            return Response(status_code=400)
        intake.take(update)
        wake()
        await answer_taps(bot, [update])
        return Response(status_code=200)

    return Starlette(routes=[Route("/telegram", receive, methods=["POST"])])


def _parse(body: bytes, bot: Bot) -> Update | None:
    try:
        return Update.de_json(json.loads(body), bot)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        logger.warning("webhook_unreadable")
        return None
