"""What is thrown at, one function for each kind of input: bytes in, AssertionError or any exception when it breaks."""

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.adapters import http, sms
from bot.adapters.smtp import is_address
from bot.adapters.telegram_intake import TelegramIntake
from bot.adapters.telegram_receive import _parse
from bot.chatpagina import code, opmaak, weergave, zeggen
from bot.chatpagina.verloop import Cursor
from bot.core.commands import NAME, split, whole
from bot.drempel import whose
from bot.frontoffice import kaartbeheer, kaartvelden
from bot.frontoffice.web import visit
from bot.seintjes import SeintjeRefusedError
from bot.seintjes import read as read_seintje
from sociale_kaart.cells import COLUMNS
from sociale_kaart.errors import KaartError
from sociale_kaart.load import load
from sociale_kaart.names import place_and_remark
from sociale_kaart.uitwisseling.csv_vorm import csv_bytes
from sociale_kaart.uitwisseling.datapakket import package_zip
from sociale_kaart.uitwisseling.formules import defuse, restore
from sociale_kaart.uitwisseling.hsds import hsds_bytes
from sociale_kaart.uitwisseling.lezen import read

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
GROUP = -100
# What may stand in words that were made into HTML; everything else must have been escaped.
_TAGS = re.compile(
    r"</?(?:p|br|ul|li|strong)>|<a href=\"(?:tel:\d+|mailto:[^\"<>]+|https://[^\"<>]+)\"[^<>\"]*(?:\"[^<>\"]*\"[^<>\"]*)*>|</a>"
)


@dataclass(frozen=True)
class Doel:
    """One kind of input. try_: raises when something breaks. seeds: good examples to begin with."""

    try_: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def _text(data: bytes) -> str:
    """Also with halves of letters, as JSON of a stranger may hold them."""
    if data[:1] == b"\xff":
        return data[1 : len(data) - (len(data) + 1) % 2].decode("utf-16-le", "surrogatepass")
    return data.decode("utf-8", "replace")


def _clean(text: str) -> None:
    text.encode()  # raises when half a letter came through


# --- Telegram ---


class _Remembers:
    """Stands for service and group; looks at what it is given."""

    def receive(self, adres: Any, bron: str, soort: str, inhoud: dict[str, Any]) -> bool:
        assert adres.kanaal == "telegram"
        assert int(adres.adres) or True
        assert soort in {"tekst", "knop", "commando", "media", "stop"}
        assert re.fullmatch(r"tg:-?\d+(:\w+)?", bron), bron
        _clean(json.dumps(inhoud, ensure_ascii=False))
        return True

    def button(self, bron: str, button: str, signaal_id: str, *, door: int | None) -> None:
        assert door is not None
        _clean(button + signaal_id)

    def reply(self, bron: str, to: str, tekst: str, *, door: int | None, beantwoord: str) -> None:
        assert door is None or isinstance(door, int)
        _clean(to + tekst)


def telegram(data: bytes) -> None:
    """The body of a webhook, up to what is stored of it."""
    nobody: Any = None
    update = _parse(data, nobody)
    if update is None:
        return
    double: Any = _Remembers()
    intake = TelegramIntake(double, double, GROUP)
    for _ in range(3):  # the third time it is given up, and never holds up those behind it
        try:
            intake.take(update)
        except Exception:  # noqa: S112 -- the third time must do
            continue
        return
    raise AssertionError("an update holds up the queue")


def _updates() -> list[bytes]:
    who = {"id": 5, "is_bot": False, "first_name": "X"}
    private = {"id": 5, "type": "private", "first_name": "X"}
    group = {"id": GROUP, "type": "supergroup", "title": "X"}
    us = {"id": 7, "is_bot": True, "first_name": "B"}
    said = {"message_id": 1, "date": 1, "from": who, "chat": private, "text": "ik heb schulden"}
    notice = {"message_id": 2, "date": 1, "from": us, "chat": group, "text": "Nieuwe vraag 1234-5678."}
    slash = {"text": "/start geld", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    tap = {"id": "1", "from": who, "chat_instance": "1", "data": "past:plek"}
    kinds: list[dict[str, Any]] = [
        {"message": said},
        {"message": said | slash},
        {"edited_message": said | {"edit_date": 2}},
        {"message": {**said, "text": None, "voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}},
        {"message": said | {"chat": group, "reply_to_message": notice}},
        {"message": said | {"chat": group, "sender_chat": group, "reply_to_message": notice}},
        {"callback_query": tap | {"message": said}},
        {"callback_query": tap | {"message": notice, "data": "oppakken:0011223344556677"}},
        {"my_chat_member": {
            "chat": private, "from": who, "date": 1,
            "old_chat_member": {"status": "member", "user": us},
            "new_chat_member": {"status": "kicked", "user": us, "until_date": 0},
        }},
    ]  # fmt: skip
    return [json.dumps({"update_id": 1, **one}).encode() for one in kinds]


# --- files of the sociale kaart ---


def _file(ending: str) -> Callable[[bytes], None]:
    place = Path(tempfile.mkdtemp()) / f"kaart{ending}"

    def try_(data: bytes) -> None:
        place.write_bytes(data)
        try:
            read(place)
        except KaartError as error:
            refused = error
        else:
            return
        if not refused.bevindingen or not str(refused):
            raise AssertionError("refused without a reason")

    return try_


def _rows(count: int = 3) -> Any:
    return tuple(load())[:count]


def formules(data: bytes) -> None:
    """A cell for a spreadsheet."""
    text = _text(data)
    safe = defuse(text)
    assert restore(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert place_and_remark(text) is not None


# --- forms ---


def velden(data: bytes) -> None:
    """The form for one voorziening, with something else in every field."""
    parts = _text(data).split("\x1e")
    given = {
        name: parts[nr % len(parts)] for nr, name in enumerate(kaartvelden.shown(dict.fromkeys(COLUMNS, "")))
    }
    cells, faults = kaartbeheer.judged(
        kaartvelden.read(lambda name: given.get(name, ""), {}) | {"id": "x"}, None, NOW.date()
    )
    assert faults or cells["naam"]
    kaartvelden.shown(cells)
    kaartbeheer.free_id(parts[0], ())


def formulier(data: bytes) -> None:
    """The small things: numbers, mail addresses, telephone numbers, cookies, places in a conversation, buttons."""
    text = _text(data)
    assert isinstance(visit.whole(text, 1), int)
    for soort in ("mail", "sms", text[:3]):
        try:
            wish = read_seintje(soort, text)
        except SeintjeRefusedError:
            continue
        assert is_address(wish.waar) if wish.soort == "mail" else sms.NUMBER.fullmatch(wish.waar)
    secret, look = weergave.parts(text, frozenset({"nl", "en"}))
    assert secret is None or re.fullmatch(r"[\w-]+", secret)
    assert weergave.parts(weergave.value(secret, look), frozenset({"nl", "en"})) == (secret, look)
    Cursor.read(text)
    whose(text)
    found = zeggen._KNOP.fullmatch(text)
    assert found is None or ":" in text


def codes(data: bytes) -> None:
    """The four words."""
    found = code.read(_text(data))
    assert found is None or (
        len(found.split()) == code.COUNT and set(found.split()) <= set(code.known_words())
    )
    assert found is None or code.read(found) == found


def opdrachten(data: bytes) -> None:
    """A slash command, and whatever stands behind it."""
    text = whole(_text(data))
    _clean(text)
    command, told = split("/" + text)
    assert command is None or NAME.fullmatch(command["naam"])
    # Nothing that a person said goes: what is no command, and no payload, is told.
    kept = (command or {}).get("payload", "") + told
    said = text.split(maxsplit=1)
    assert command is not None or told or not text.strip(), text
    assert len(said) < 2 or said[1].strip() in kept or said[1].strip() in text


def opmaken(data: bytes) -> None:
    """Words of a resident or of the bot as HTML."""
    text = whole(_text(data))
    for html in (str(opmaak.shown(text)), str(opmaak.plain(text)), str(opmaak.linked(text))):
        rest = _TAGS.sub("", html)
        assert "<" not in rest, rest
        assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', html)).lower()


# --- answers of others ---


def antwoorden(data: bytes) -> None:
    """What a gateway for text messages answers."""
    id = sms._id_in(data)
    assert id is None or sms.ID.fullmatch(id)
    wait = http.asked_wait(data.decode("latin-1"), NOW)
    assert wait is None or http.SHORTEST_WAIT <= wait <= http.LONGEST_WAIT
    assert isinstance(is_address(_text(data)), bool)


def _words(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


DOELEN = {
    "telegram": Doel(telegram, _updates),
    "csv": Doel(_file(".csv"), lambda: [csv_bytes(_rows()), csv_bytes(_rows(), ",")]),
    "hsds": Doel(_file(".json"), lambda: [hsds_bytes(_rows(1))]),
    "zip": Doel(_file(".zip"), lambda: [package_zip(_rows(1))]),
    "formules": Doel(formules, _words("=1+1", "'=1", "+31 6", "a;=b", "-x\t@y")),
    "velden": Doel(velden, _words("Plek\x1ema 09:00-12:00\x1e0162 123456\x1ebevestigd\x1e2026-01-01\x1e4900 AA")),
    "formulier": Doel(formulier, _words("12", "a@b.nl", "06-12345678", "abc.nl.gcd", "12-3", "mens:", "[::1]:8")),
    "codes": Doel(codes, lambda: [" ".join(code.known_words()[:4]).encode(), b"appel-peer, banaan kers"]),
    "opdrachten": Doel(opdrachten, _words("start geld", "mens ik ben bang", "stop@bot", "06-12345678", "help")),
    "opmaak": Doel(opmaken, _words("Bel 112.\n\n• www.a.nl\n• a@b.nl", "1. Plek", "https://x.nl/'\"<>")),
    "antwoorden": Doel(antwoorden, _words('{"id": "a1"}', '{"message_id": 5}', "120", "Wed, 21 Oct 2026 07:28:00 GMT")),
}  # fmt: skip
