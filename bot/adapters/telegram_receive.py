"""The receiving loops: long polling and webhook. An update is acknowledged only after it is stored."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.adapters.telegram_intake import ALLOWED_UPDATES, TelegramIntake
from bot.bewaking import waits
from bot.bewaking.toestand import OTHER, Onderdelen
from bot.bewaking.watch import store_code
from telegram import Bot, Update

logger = logging.getLogger(__name__)

POLL_SECONDS = 25
LONGEST_ASKED = 600.0  # seconds that Telegram may ask us to stay away
PART = "telegram_ontvangen"
WAIT_FOR_STORE = 2.0
# The first that fits: some are kinds of another.
CODES: tuple[tuple[type[Exception], str], ...] = (
    (RetryAfter, "flood"),
    (Conflict, "conflict"),
    (InvalidToken, "token"),
    (TimedOut, "timeout"),
    (NetworkError, "network"),
    (TelegramError, "telegram"),
)
TAP_SECONDS = 3.0  # nobody else waits longer than this for a courtesy
LARGEST_UPDATE = 1_000_000  # bytes; Telegram's own updates are far smaller
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header


@dataclass(frozen=True)
class Ontvangst:
    """Who hears how receiving goes.

    trouble: told of every failure, since some are the database's. turn: called before each question to Telegram.
    """

    onderdelen: Onderdelen
    trouble: Callable[[BaseException], None]
    turn: Callable[[], Awaitable[None]]

    def fine(self) -> None:
        """Telegram answered."""
        self.onderdelen.goed(PART)

    def failed(self, error: Exception) -> None:
        """It did not work; whose fault it is, follows from the error."""
        self.trouble(error)
        if store_code(error) is None:
            self.onderdelen.hapert(PART, code_of(error))


class Poller:
    """Long polling. The offset goes up, and so acknowledges, only after everything before it is stored."""

    def __init__(
        self, bot: Bot, intake: TelegramIntake, wake: Callable[[], None], ontvangst: Ontvangst
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._wake = wake
        self._ontvangst = ontvangst
        self._offset: int | None = None
        self._failures = 0
        self._said = ""

    async def run(self) -> None:
        """Until cancelled. Failures are waited out: nothing is lost, since nothing was acknowledged."""
        while True:
            await self._ontvangst.turn()
            try:
                await self._once()
            except Exception as error:
                await asyncio.sleep(self._failed(error))
            else:
                self._failures, self._said = 0, ""
                self._ontvangst.fine()

    def _failed(self, error: Exception) -> float:
        """Said once as long as it stays the same. Gives how long to wait."""
        self._failures += 1
        event = _event_of(error)
        if event != self._said:
            self._said = event
            logger.warning(event, extra={"error": type(error).__name__})
        self._ontvangst.failed(error)
        if store_code(error) is not None:
            return WAIT_FOR_STORE
        wait = waits.seconds(waits.POLL, self._failures)
        return max(wait, _asked(error.retry_after)) if isinstance(error, RetryAfter) else wait

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


def _asked(seconds: float | timedelta) -> float:
    return min(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds, LONGEST_ASKED)


def _event_of(error: Exception) -> str:
    if isinstance(error, Conflict):
        return "poll_conflict"  # another process polls with this token
    # Else the disk is full, say: not stored, so not acknowledged, so it comes again.
    return "poll_failed" if isinstance(error, TelegramError) else "intake_failed"


def code_of(error: Exception) -> str:
    """A short word for what Telegram, or the way to it, did to us."""
    return next((code for kind, code in CODES if isinstance(error, kind)), OTHER)


async def answer_taps(bot: Bot, updates: tuple[Update, ...] | list[Update]) -> None:
    """Stop the little clock on a tapped button. Courtesy only: a failure changes nothing."""
    taps = [update.callback_query.id for update in updates if update.callback_query is not None]
    with suppress(TimeoutError):
        async with asyncio.timeout(TAP_SECONDS):
            await asyncio.gather(*(_answer_tap(bot, id) for id in taps))


async def _answer_tap(bot: Bot, id: str) -> None:
    try:
        await bot.answer_callback_query(id, read_timeout=TAP_SECONDS, connect_timeout=TAP_SECONDS)
    except TelegramError as error:
        logger.info("tap_unanswered", extra={"error": type(error).__name__})


def webhook_app(
    bot: Bot,
    intake: TelegramIntake,
    secret: str,
    wake: Callable[[], None],
    ontvangst: Ontvangst | None = None,
) -> Starlette:
    """The webhook at /telegram. 200 means stored; anything else makes Telegram send it again."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_UPDATE:
            return Response(status_code=413)
        update = _parse(await request.body(), bot)
        if update is None:
            return Response(status_code=400)
        try:
            intake.take(update)
        except Exception as error:  # it comes again
            logger.error("intake_failed", extra={"error": type(error).__name__})
            if ontvangst is not None:
                ontvangst.failed(error)
            return Response(status_code=503)
        wake()
        if ontvangst is not None:
            ontvangst.fine()
        await answer_taps(bot, [update])
        return Response(status_code=200)

    return Starlette(routes=[Route("/telegram", receive, methods=["POST"])])


def _parse(body: bytes, bot: Bot) -> Update | None:
    try:
        update = Update.de_json(json.loads(body), bot)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError, OSError):
        update = None
    if update is None or type(update.update_id) is not int:  # anything else could never be given up
        logger.warning("webhook_unreadable")
        return None
    return update
