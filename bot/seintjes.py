"""A seintje: a mail or text message that says only that something waits on the chat page, with the way there."""

from collections.abc import Callable
from datetime import datetime, timedelta

import phonenumbers

from bot import toestemming
from bot.adapters.smtp import is_address
from bot.config import Settings
from bot.render import Renderer
from bot.store import Store
from bot.store.chats import Seintje

LINK_LASTS = timedelta(days=14)
QUIET = timedelta(hours=1)  # what comes in so short a time is read at once


class SeintjeRefusedError(Exception):
    """What was typed is no mail address or number that can be used; `key` is the text that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Seintjes:
    """Writes the outbox rows."""

    def __init__(self, store: Store, renderer: Renderer, settings: Settings) -> None:
        self._store = store
        self._render = renderer
        self._settings = settings

    def send(self, gesprek_id: str, sleutel: str, now: datetime, *, signaal_id: str | None = None) -> None:
        """Say that something waits, if the resident asked for it and did not just hear it."""
        chat = self._store.chats.load(gesprek_id)
        if chat is None or chat.seintje is None or chat.seintje.soort not in self._settings.seintjes:
            return
        if chat.gestuurd is not None and chat.gezien < chat.gestuurd and now - chat.gestuurd < QUIET:
            return
        self._store.chats.sent(gesprek_id, now)
        secret = self._store.chats.let_in(gesprek_id, "link", now + LINK_LASTS)
        self._store.outbox.put(
            f"{sleutel}:seintje",
            _lane(gesprek_id),
            f"seintje_{chat.seintje.soort}",
            self._inhoud(chat.seintje, secret, sleutel),
            now,
            gesprek_id=gesprek_id,
            signaal_id=signaal_id,
        )

    def stop(self, gesprek_id: str) -> None:
        """No more of them; one that waits does not go either."""
        self._store.chats.set_seintje(gesprek_id, None)
        self._store.outbox.drop_lane(_lane(gesprek_id))

    def _inhoud(self, seintje: Seintje, secret: str, sleutel: str) -> dict[str, str]:
        fill, link = self._render.teksten.fill, f"{(self._settings.chat_url or '').rstrip('/')}/k/{secret}"
        text = fill(f"seintje.{seintje.soort}", link=link)
        if seintje.soort == "sms":
            return {"aan": seintje.waar, "tekst": text}
        return {
            "aan": seintje.waar,
            "onderwerp": fill("seintje.onderwerp"),
            "tekst": text,
            "message_id": f"<{sleutel.replace(':', '-')}-seintje@elkedeur>",
        }


def _lane(gesprek_id: str) -> str:
    return f"seintje:{gesprek_id}"


def agree(
    store: Store, gesprek_id: str, wish: Seintje | None, read_there: Callable[[str], str], now: datetime
) -> None:
    """What the resident chose on the page, and that he did. read_there: a text of the page as he read it."""
    store.chats.set_seintje(gesprek_id, wish)
    if wish is None:
        store.toestemmingen.withdraw(gesprek_id, "seintje", now)
        store.outbox.drop_lane(_lane(gesprek_id))
        return
    version = toestemming.mark(read_there(key) for key in toestemming.PAGE)
    store.toestemmingen.give(gesprek_id, "seintje", version, now)


def read(soort: str, typed: str) -> Seintje:
    """What a resident typed. Raises SeintjeRefusedError."""
    if soort == "mail":
        return Seintje("mail", _mail(typed))
    if soort == "sms":
        return Seintje("sms", _mobile(typed))
    raise SeintjeRefusedError("seintje_soort")


def _mail(typed: str) -> str:
    mail = typed.strip()
    if not is_address(mail):
        raise SeintjeRefusedError("seintje_geen_mail")
    return mail


def _mobile(typed: str) -> str:
    """In the form +31..., of the Netherlands when no country was typed."""
    try:
        number = phonenumbers.parse(typed, "NL")
    except phonenumbers.NumberParseException:
        raise SeintjeRefusedError("seintje_geen_nummer") from None
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in kinds:
        raise SeintjeRefusedError("seintje_geen_nummer")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
