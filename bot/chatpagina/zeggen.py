"""What a resident sends from the page: a text, a choice, a button. Stored first, then answered."""

import asyncio
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.responses import Response

from bot.chatpagina import code
from bot.chatpagina.bezoek import Bezoek
from bot.chatpagina.wacht import sorry
from bot.core.commands import COMMANDS, LEEFGEBIED_PAYLOADS, split, whole
from bot.store.chats import KANAAL
from bot.store.gesprekken import Adres

LONGEST_TEXT = 4000  # characters; more than anybody types on a phone
# Of one gesprek, in a minute. Above the first the answer comes slower, above the second not at all.
MANY, TOO_MANY = 12, 40
SLOWER = 1.5  # seconds
LONGEST_WAIT = 4.0  # seconds that a page without a script waits for the reply
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_HARD_TO_GUESS = 16  # signs of an id
SAME_TAP = timedelta(minutes=2)
_KNOP = re.compile(r"([a-z_]{1,40}):([A-Za-z0-9_-]{0,64})")


@dataclass(frozen=True)
class Zegt:
    """One thing to store, as bot.store.berichten.Bericht has it."""

    soort: str
    inhoud: dict[str, Any]


async def text(bezoek: Bezoek) -> Response:
    """Free text."""
    typed = whole(bezoek.text("tekst")).replace("\r\n", "\n").strip()
    if not typed:
        return sorry(bezoek, "leeg", 422)
    if len(typed) > LONGEST_TEXT:
        return sorry(bezoek, "te_lang", 413)
    command, told = split(typed) if typed.startswith("/") else (None, typed)
    said = [Zegt("tekst", {"tekst": told, "meteen": True})] if told else []
    return await take(bezoek, *said, *([Zegt("commando", command)] if command is not None else []))


async def choice(bezoek: Bezoek) -> Response:
    """A leefgebied, chosen instead of typed: the same as typing its sentence."""
    id, word = bezoek.text("kies"), bezoek.app.renderer.teksten.word
    if id not in LEEFGEBIED_PAYLOADS:
        return sorry(bezoek, "leeg", 422)
    sentence = word("kies", id)
    if bezoek.text("wie") == "ander":
        sentence = f"{word('kies', 'ander')} {sentence}"
    return await take(bezoek, Zegt("tekst", {"tekst": sentence, "meteen": True}))


async def knop(bezoek: Bezoek) -> Response:
    """A button below a message."""
    found = _KNOP.fullmatch(bezoek.text("knop"))
    if found is None or found[1] not in bezoek.app.renderer.teksten.all_buttons():
        return sorry(bezoek, "van_elders", 422)
    return await take(bezoek, Zegt("knop", {"id": found[1], "arg": found[2]}))


async def command(bezoek: Bezoek) -> Response:
    """One of the fixed questions in the menu."""
    name = bezoek.text("opdracht")
    if name not in COMMANDS:
        return sorry(bezoek, "van_elders", 422)
    return await take(bezoek, Zegt("commando", {"naam": name, "payload": ""}))


async def wipe(bezoek: Bezoek) -> Response:
    """The question and its yes at once: the page itself has asked. However much was sent before."""
    asked, yes = {"naam": "vergeet", "payload": ""}, {"id": "vergeet_ja", "arg": ""}
    return await take(bezoek, Zegt("commando", asked), Zegt("knop", yes), at_once=True)


async def take(bezoek: Bezoek, *said: Zegt, at_once: bool = False) -> Response:
    """Store it once, begin a gesprek with it if there is none, and let it be answered."""
    if bezoek.gesprek_id is None and bezoek.secret is not None and said[0].soort != "tekst":
        return gone(bezoek)  # a button of what is no longer there
    given = bezoek.text("id")
    id = given if _ID.fullmatch(given) else secrets.token_hex(8)
    refusal = None if at_once else await _too_much(bezoek)
    if refusal is not None:
        return refusal
    gesprek_id = bezoek.gesprek_id or _begun(bezoek, id) or _begin(bezoek, id)
    adres = bezoek.app.store.gesprekken.adres(gesprek_id)
    for nr, one in enumerate(said):
        bron = f"{KANAAL}:{gesprek_id}:{id}{f'-{nr}' if nr else ''}"
        bezoek.app.service.receive(adres, bron, one.soort, one.inhoud)
    bezoek.app.wake()
    if bezoek.by_script:
        return Response(status_code=204)
    await _answered(bezoek, gesprek_id)
    return bezoek.to("/")


async def _too_much(bezoek: Bezoek) -> Response | None:
    """Instead of a puzzle that keeps people out: who sends very fast waits."""
    if bezoek.gesprek_id is None:
        if bezoek.site.beginnings.is_shut(bezoek.address, bezoek.wall):
            return sorry(bezoek, "te_snel", 429)
        bezoek.site.beginnings.count(bezoek.address, bezoek.wall)
        return None
    lately = bezoek.app.store.berichten.since(bezoek.gesprek_id, bezoek.now - timedelta(minutes=1))
    if lately >= TOO_MANY:
        return sorry(bezoek, "te_snel", 429)
    if lately >= MANY:
        await asyncio.sleep(SLOWER)
    return None


def gone(bezoek: Bezoek) -> Response:
    """This browser held a gesprek that is wiped, or was away for longer than a day."""
    bezoek.forget()
    return Response(status_code=410) if bezoek.by_script else bezoek.page("gewist.html.jinja", gewist=False)


def _begun(bezoek: Bezoek, id: str) -> str | None:
    """The gesprek that this very message began a moment ago: a second tap comes without the cookie of the first."""
    found = bezoek.app.store.chats.find("begin", id, bezoek.wall)
    if found is not None:
        with bezoek.app.store.transaction():
            bezoek.let_in(found)
    return found


def _begin(bezoek: Bezoek, id: str) -> str:
    """A new gesprek, at an address that nobody can guess, with its four words."""
    store = bezoek.app.store
    with store.transaction():
        gesprek_id = store.gesprekken.find_or_open(Adres(KANAAL, secrets.token_urlsafe(24)), bezoek.now)
        words = code.make()
        while store.chats.by_code(words) is not None:
            words = code.make()
        store.chats.open(gesprek_id, words, bezoek.now)
        bezoek.let_in(gesprek_id)
        if len(id) >= _HARD_TO_GUESS:
            store.chats.admit(gesprek_id, "begin", id, bezoek.wall + SAME_TAP)
    return gesprek_id


async def _answered(bezoek: Bezoek, gesprek_id: str) -> None:
    """Until everything is handled, but not for ever."""
    app = bezoek.app
    with app.hub.listening(gesprek_id) as news:
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                while app.store.berichten.open_count(gesprek_id):
                    await news.wait()
                    news.clear()
        except TimeoutError:
            return
