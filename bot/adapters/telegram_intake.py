"""Telegram, incoming: an update becomes a stored bericht or an action of a colleague. Never decides."""

import logging
from collections import Counter
from typing import Any

from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType

from bot.core.commands import split, whole
from bot.frontoffice.group import Group
from bot.service import Service
from bot.store.errors import StoreUnavailableError
from bot.store.gesprekken import Adres
from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]

# Attribute of a message -> what it is to us. The first that is set decides.
MEDIA = {
    "voice": "spraak",
    "audio": "spraak",
    "video_note": "video",
    "photo": "foto",
    "video": "video",
    "animation": "sticker",
    "sticker": "sticker",
    "location": "locatie",
    "venue": "locatie",
    "document": "bestand",
    "contact": "contact",
}

MOST_TRIES = 3


def source(update_id: int) -> str:
    """The id under which an update is known here."""
    return f"tg:{update_id}"


class TelegramIntake:
    """Stores updates. When `take` returns, the update may be acknowledged."""

    def __init__(self, service: Service, group: Group, groep: int | None) -> None:
        self._service = service
        self._group = group
        self._groep = groep
        self._failures: Counter[int] = Counter()

    def take(self, update: Update) -> None:
        """Handle one update; what we do not know is left alone.

        Raises StoreUnavailableError when it could not be stored: a full disk, say. It must come again.
        Raises whatever a bug raises, but not for ever: one update may not hold up all that wait behind it.
        """
        try:
            self._take(update)
        except StoreUnavailableError:
            raise
        except Exception as error:
            self._failures[update.update_id] += 1
            if self._failures[update.update_id] < MOST_TRIES:
                raise
            logger.critical("update_given_up", extra={"error": type(error).__name__})

    def _take(self, update: Update) -> None:
        bron = source(update.update_id)
        if update.callback_query is not None:
            self._button(bron, update.callback_query)
        elif (message := update.message or update.edited_message) is not None:
            self._message(bron, message, edited=update.edited_message is not None)
        elif (change := update.my_chat_member) is not None and _blocked(change):
            self._service.receive(_adres(change.chat.id), bron, "stop", {})

    def _button(self, bron: str, query: CallbackQuery) -> None:
        id, _, arg = whole(query.data or "").partition(":")
        chat = query.message.chat if query.message is not None else None
        if chat is not None and chat.id == self._groep:
            if not query.from_user.is_bot:
                self._group.button(bron, id, arg, door=query.from_user.id)
        elif chat is None or chat.type == ChatType.PRIVATE:
            self._service.receive(_adres(query.from_user.id), bron, "knop", {"id": id, "arg": arg})

    def _message(self, bron: str, message: Message, *, edited: bool) -> None:
        if message.chat.id == self._groep:
            self._from_group(bron, message)
        elif message.chat.type == ChatType.PRIVATE:
            self._from_resident(bron, message, edited=edited)
        # Any other group: polite silence. Nothing is stored of people who did not write to us.

    def _from_group(self, bron: str, message: Message) -> None:
        answered = message.reply_to_message
        if answered is None or not message.text or _is_machine(message):
            return
        ours = answered.from_user is None or answered.from_user.is_bot
        self._group.reply(
            bron,
            str(answered.message_id) if ours else "",
            whole(message.text),
            door=_person(message),
            beantwoord=answered.text or "",
        )

    def _from_resident(self, bron: str, message: Message, *, edited: bool) -> None:
        adres = _adres(message.chat.id)
        text = whole(message.text or message.caption or "")
        command, told = split(text) if not edited and _is_command(message) else (None, text)
        if told:
            inhoud: dict[str, Any] = {"tekst": told, "bewerkt": edited}
            inhoud["doorgestuurd"] = message.forward_origin is not None
            self._service.receive(adres, bron, "tekst", inhoud)
        if command is not None:
            self._service.receive(adres, f"{bron}:commando", "commando", command)
        media = next((kind for name, kind in MEDIA.items() if getattr(message, name)), None)
        # An edit without words is a place that moves along, or another picture: said once is enough.
        if not edited and (media is not None or not text):
            self._service.receive(adres, f"{bron}:media", "media", {"soort": media or "overig"})


def _adres(chat_id: int) -> Adres:
    return Adres("telegram", str(chat_id))


def _person(message: Message) -> int | None:
    """The Telegram number of who writes; nobody for an administrator without a name, who writes as the group."""
    return None if message.sender_chat is not None or message.from_user is None else message.from_user.id


def _is_machine(message: Message) -> bool:
    """Another bot, or a channel that shows its posts in the group: never a colleague."""
    if message.sender_chat is not None:
        return message.sender_chat.id != message.chat.id
    return message.from_user is not None and message.from_user.is_bot


def _blocked(change: ChatMemberUpdated) -> bool:
    return change.chat.type == ChatType.PRIVATE and change.new_chat_member.status == ChatMemberStatus.BANNED


def _is_command(message: Message) -> bool:
    """A leading slash; Telegram marks it, and some clients and gateways do not."""
    marked = any(e.type == MessageEntityType.BOT_COMMAND and e.offset == 0 for e in message.entities)
    return marked or (message.text or "").startswith("/")
