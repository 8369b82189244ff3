"""Telegram, outgoing: one outbox row becomes one message. Failures are sorted by what comes next."""

from collections.abc import Callable
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.adapters.errors import ChannelStoppedError, GiveUpError, RetryLaterError
from bot.adapters.telegram_updates import PollRequest
from bot.store.outbox import Outgoing
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Message

# Long enough for a long poll of 25 seconds, short enough to notice that the network is gone.
READ_SECONDS = 40.0
CONNECT_SECONDS = 10.0
CONNECTIONS = 16
TOKEN_WAIT = 60.0


def make_bot(token: str, api: str, unreadable: Callable[[], None] = lambda: None) -> Bot:
    """A client for the public Bot API or another server that speaks it. unreadable: see PollRequest."""
    request = HTTPXRequest(
        connection_pool_size=CONNECTIONS, read_timeout=READ_SECONDS, connect_timeout=CONNECT_SECONDS
    )
    polling = PollRequest(unreadable, read_timeout=READ_SECONDS, connect_timeout=CONNECT_SECONDS)
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=request,
        get_updates_request=polling,
    )


class TelegramSender:
    """Sends to residents and to the group of colleagues."""

    def __init__(self, bot: Bot, address_of: Callable[[str], str], groep: int | None) -> None:
        """address_of: id of a gesprek -> chat id, raises KeyError when it is gone."""
        self._bot = bot
        self._address_of = address_of
        self._groep = groep

    async def to_resident(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Raises the errors of bot.adapters.errors."""
        try:
            chat = self._address_of(row.gesprek_id or "")
        except KeyError:
            raise GiveUpError("gesprek_gone") from None
        return await self._send(chat, row.inhoud)

    async def to_group(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Raises the errors of bot.adapters.errors; a group that is gone waits for the operator."""
        if self._groep is None:
            raise GiveUpError("no_group")
        try:
            return await self._send(str(self._groep), row.inhoud)
        except GiveUpError as error:  # removed from the group, or the group has moved: nothing may get lost
            raise RetryLaterError("group_" + error.code, after=TOKEN_WAIT) from None

    async def _send(self, chat: str, inhoud: dict[str, Any]) -> str:
        try:
            sent = await self._sent(int(chat), inhoud)
        except TelegramError as error:
            raise _sorted(error) from None
        return str(sent.message_id)

    async def _sent(self, chat: int, inhoud: dict[str, Any]) -> Message:
        """A file goes with its words below it. Raises TelegramError."""
        keyboard, file = _keyboard(inhoud["knoppen"]), inhoud.get("bestand")
        if file is None:
            return await self._bot.send_message(chat, inhoud["tekst"], reply_markup=keyboard)
        document = file["tekst"].encode()
        return await self._bot.send_document(
            chat, document, filename=file["naam"], caption=inhoud["tekst"], reply_markup=keyboard
        )


def _keyboard(knoppen: list[list[str]]) -> InlineKeyboardMarkup | None:
    """One button a row: labels are sentences, and phones are narrow."""
    if not knoppen:
        return None
    rows = [[InlineKeyboardButton(tekst, callback_data=f"{id}:{arg}")] for tekst, id, arg in knoppen]
    return InlineKeyboardMarkup(rows)


def _sorted(error: TelegramError) -> RetryLaterError | GiveUpError:
    """What a failure of Telegram means for the row. BadRequest and others are subclasses: order matters."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            return RetryLaterError(
                "flood", after=wait if isinstance(wait, int | float) else wait.total_seconds()
            )
        case Forbidden() if error.message.startswith("Forbidden:"):
            return ChannelStoppedError("forbidden")
        case Forbidden():  # not Telegram's own words: a gateway in between, and that says nothing of a resident
            return RetryLaterError("gateway", after=TOKEN_WAIT)
        case BadRequest() | ChatMigrated():
            return GiveUpError("bad_request")
        case InvalidToken():
            return RetryLaterError("token", after=TOKEN_WAIT)
        case NetworkError():
            return RetryLaterError("network")
        case _:
            return RetryLaterError("telegram")


async def register_commands(bot: Bot, commands: dict[str, str]) -> None:
    """Show the commands in the menu of the app. Raises TelegramError."""
    await bot.set_my_commands([BotCommand(name, text) for name, text in commands.items()])
