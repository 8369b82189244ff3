"""Slash commands, and what is not text. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.core import forward, intrekken, nood
from bot.core.begrip import Rol
from bot.core.effects import (
    CancelOpvolgingen,
    EndToestemming,
    Erase,
    Knop,
    NotifyFrontoffice,
    ShowGegevens,
    ShowStatus,
)
from bot.core.events import CommandGiven, KanaalStopped, MediaReceived
from bot.core.gesprek import MENS, Fase, Gesprek, Outcome, question, say
from bot.core.prompts import prompt
from bot.core.signaal import WITH_TEAM

# Payloads of /start, as posters with a QR code carry them; any other payload is an ordinary start.
LEEFGEBIED_PAYLOADS = frozenset(
    {"geld", "werk", "wonen", "contact", "psychisch", "gezondheid", "huishouden", "mantelzorg", "gezin"}
    | {"veiligheid", "verslaving", "meedoen", "taal", "verlies", "regelen"}
)

# What may stand behind /start in a link; anything else behind a command is what somebody tells us.
NAME = re.compile(r"[a-z_]{1,32}")
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def on_command(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    """One of COMMANDS; an unknown one is answered like /help."""
    gesprek = replace(gesprek, begroet=True)
    return COMMANDS.get(event.command, _help)(gesprek, event)


def _start(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    """A fresh story. What was under way stays a signaal of its own, and its silence is noticed."""
    rol: Rol = "ander" if event.payload == "buur" else "onbekend"
    fresh = replace(
        gesprek, fase=Fase.LUISTERT, gestopt=False, vraag=None, daarna="plekken", signaal=None, rol_vooraf=rol
    )
    greeting = say("groet.lang")
    if rol == "ander":
        return replace(fresh, fase=Fase.VRAAGT, vraag="zie"), (greeting, question("zie"))
    if event.payload in LEEFGEBIED_PAYLOADS:
        return fresh, (greeting, say("groet.onderwerp", MENS, onderwerp=event.payload))
    return fresh, (greeting, say("groet.vraag", Knop("voor_mij"), Knop("voor_ander"), MENS))


def _help(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    return gesprek, (say("help"), *prompt(gesprek))


def _nood(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    return nood.menu(gesprek)


def _mens(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    return forward.wants_person(gesprek)


def _status(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    return gesprek, (ShowStatus((Knop("nieuw"), MENS)),)


def _gegevens(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    return gesprek, (ShowGegevens((Knop("intrekken"), Knop("vergeet"), MENS)),)


def erase(gesprek: Gesprek) -> Outcome:
    """Forget everything and start as strangers; the shell takes care of what was handed over."""
    return Gesprek(gesprek.id), (Erase(), say("vergeet.gedaan", MENS))


def _stop(gesprek: Gesprek, event: CommandGiven) -> Outcome:
    """No messages of our own accord. An answer of a colleague that was asked for may still come."""
    gesprek = replace(gesprek, gestopt=True, opvolging=None, apart=())
    signaal = next((s for s in (gesprek.signaal, *event.elsewhere) if s and s.status in WITH_TEAM), None)
    ended = (EndToestemming("opvolging"), CancelOpvolgingen())
    if signaal is not None:
        # The answer that is promised here may come, also to who never said how.
        signaal = replace(signaal.without("opvolging"), bereik=signaal.bereik or "gesprek")
        gesprek = replace(gesprek, signaal=signaal, fase=Fase.BIJ_TEAM)
        knoppen = (Knop("stop_ook_team"), MENS)
        return gesprek, (*ended, say("stop.bij_team", *knoppen, nummer=signaal.nummer))
    gesprek = replace(gesprek, fase=Fase.RUST, signaal=None)
    return gesprek, (*ended, say("stop.klaar", MENS))


def stop_answers(gesprek: Gesprek) -> Outcome:
    """Not even the answer of the team: they are told that none can be given here."""
    signaal = gesprek.signaal
    if signaal is None:
        return gesprek, (say("stop.klaar", MENS),)
    gesprek = replace(gesprek, signaal=replace(signaal, bereik="geen"))
    return gesprek, (NotifyFrontoffice(signaal.id, "geen_antwoord_gewenst"), say("stop.klaar", MENS))


def channel_stopped(gesprek: Gesprek, event: KanaalStopped) -> Outcome:
    """The resident blocked the bot: nothing can be said any more, and colleagues must know."""
    told = tuple(NotifyFrontoffice(signaal.id, "kanaal_gestopt") for signaal in event.elsewhere)
    gesprek = replace(gesprek, gestopt=True, onbereikbaar=True, opvolging=None)
    return gesprek, (CancelOpvolgingen(), *told)


COMMANDS: dict[str, Callable[[Gesprek, CommandGiven], Outcome]] = {
    "start": _start,
    "nood": _nood,
    "mens": _mens,
    "status": _status,
    "mijngegevens": _gegevens,
    "intrekken": lambda gesprek, event: intrekken.show(gesprek),
    "vergeet": lambda gesprek, event: intrekken.ask_erase(gesprek),
    "stop": _stop,
    "help": _help,
}


def on_media(gesprek: Gesprek, event: MediaReceived) -> Outcome:
    """Not looked at and not kept: say so, and what does work."""
    return replace(gesprek, begroet=True), (say(f"media.{event.soort}", MENS), *prompt(gesprek))


def split(text: str) -> tuple[dict[str, str] | None, str]:
    """The command, and the words behind it, which are read and masked like any other message.

    "/start@bot buur" -> start with buur, no words. "/mens ik ben bang" -> mens, "ik ben bang".
    "/start ik ben bang" and "/ik ben bang" -> no command at all: who tells something has begun.
    """
    head, words = (*text[1:].split(maxsplit=1), "", "")[:2]
    name, words = head.partition("@")[0].lower(), words.strip()
    if not NAME.fullmatch(name):  # "/06-12345678": nothing that is stored unread
        return None, text
    if name == "start" and START_PAYLOAD.fullmatch(words):
        return {"naam": name, "payload": words}, ""
    if words and name == "start":
        return None, words
    if words and name not in COMMANDS:
        return None, text[1:].strip()
    return {"naam": name, "payload": ""}, words


def whole(text: str) -> str:
    """Half a letter (a lone surrogate) can be sent, but neither stored nor shown."""
    return text.encode("utf-8", "replace").decode()
