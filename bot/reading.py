"""Joins intents and sociale_kaart to the core: text -> Begrip, signaal -> Voorstel."""

import hashlib
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import intents.begrip
from bot.clock import Clock
from bot.core.begrip import Begrip, Nood, Plek, Voorstel
from bot.core.signaal import Signaal
from bot.kaart_bron import KaartBron
from bot.kalender import LOCAL
from intents.bedoeling import asks_about_place
from intents.begrip import LeefgebiedScore
from intents.dreiging import dreiging
from intents.lezer import Lezer
from intents.nood import NoodRules
from intents.normalize import words
from intents.persoonsgegevens import mask
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.search import Vondst, Zoekvraag

logger = logging.getLogger(__name__)

# Enough for three rounds of three.
MOST_FOUND = 9
MOST_SHOWN = 3
# The first leefgebied weighs most; the signaal keeps their order, not their scores.
WEIGHTS = (1.0, 0.7, 0.5, 0.3)
CONTACT_KINDS = ("telefoon", "e-mail")


# What is said back to the resident: a guess below this does more harm than good. On the separate tests a leefgebied
# besides the first one is right in one of three times between 0.3 and 0.4.
WORTH_SAYING = 0.4

# A message is looked at more than once: while somebody may still be typing, and when it is handled.
MOST_REMEMBERED = 4096


class Readings:
    """The last readings, within this process, found by a mark of their text that nobody can turn back.

    No text stands here: what was read from it does, and that is nothing without the text.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._key = os.urandom(32)
        self._known: OrderedDict[bytes, Begrip] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tekst: str) -> Begrip | None:
        """How this text was read; None when that is forgotten or never was."""
        mark = self._mark(tekst)
        with self._lock:
            found = self._known.get(mark)
            if found is None:
                return None
            self._known.move_to_end(mark)
        return replace(found, tekst=tekst)

    def keep(self, tekst: str, begrip: Begrip) -> None:
        """Only of a text that was masked before, and of a whole reading: what broke may be better in a moment."""
        if begrip.tekst != tekst or begrip.zekerheid == 0.0:
            return
        mark = self._mark(tekst)
        with self._lock:
            self._known[mark] = replace(begrip, tekst="")
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def _mark(self, tekst: str) -> bytes:
        return hashlib.blake2b(tekst.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()


@cache
def _rules() -> NoodRules:
    return NoodRules.load()


@dataclass(frozen=True)
class MaskedText:
    """The text as it may be kept, and a contact that stood in it (to be used only when asked for)."""

    tekst: str
    contact: str | None


class Reader:
    """The one way in which the bot reads a text or looks for a place."""

    def __init__(self, lezer: Lezer, bron: KaartBron, clock: Clock) -> None:
        self._lezer = lezer
        self._bron = bron
        self._clock = clock
        self._readings = Readings()
        self._rules = _rules()

    def alarms(self, tekst: str) -> bool:
        """Whether the rules alone see danger: half a millisecond, to know who goes first. Never raises."""
        try:
            return self._rules.find(tekst) is not None
        except (
            Exception
        ) as error:  # only the order hangs on it: the text itself is read later, with all parts
            logger.error("alarm_failed", extra={"error": type(error).__name__})
            return True

    def mask(self, tekst: str) -> MaskedText:
        """Before anything is stored."""
        masked = mask(tekst)
        found = [value for kind in CONTACT_KINDS for value in masked.found.get(kind, ())]
        return MaskedText(masked.tekst, found[0] if found else None)

    def read(self, tekst: str, contact: str | None = None) -> Begrip:
        """A masked text, understood."""
        begrip = self.remembered(tekst)
        if begrip is None:
            begrip = self._read(tekst)
            self._readings.keep(tekst, begrip)
        return replace(begrip, contact=contact)

    def remembered(self, tekst: str) -> Begrip | None:
        """How it was read, if that was not long ago."""
        return self._readings.get(tekst)

    def _read(self, tekst: str) -> Begrip:
        begrip = self._lezer.read(tekst)
        return Begrip(
            tekst=begrip.tekst,
            leefgebieden=worth_saying(begrip.leefgebieden),
            zekerheid=begrip.zekerheid,
            rol=begrip.rol.value,
            route=begrip.route.value,
            bedoeling=begrip.bedoeling.value,
            product=begrip.product,
            nood=None if begrip.nood is None else _nood(begrip.nood),
            taal=begrip.taal,
            dreiging=dreiging(begrip.tekst),
            over_plek=asks_about_place(words(begrip.tekst)),
        )

    def plek(self, voorziening: str) -> Plek | None:
        """A place that a colleague chose: he gives the reason himself. None when it is not on the kaart."""
        kaart = self._bron.nu
        return Plek(voorziening, kaart.get(voorziening).naam, "") if voorziening in kaart else None

    def find(
        self, signaal: Signaal | None, taal: str, tekst: str = "", begrip: Begrip | None = None
    ) -> Voorstel:
        """Places for the whole story, best first, without those that were shown or refused.

        taal: in which the resident writes, as the conversation has heard it.
        """
        story = signaal.verhaal[signaal.lees_vanaf :] if signaal else ()
        whole = "\n".join([*story, tekst]).strip()
        ids = begrip.leefgebieden if begrip else signaal.leefgebieden if signaal else ()
        rol = begrip.rol if begrip else "onbekend"
        if signaal is not None and signaal.rol != "onbekend":
            rol = signaal.rol
        seen = frozenset((*signaal.getoond, *signaal.afgewezen)) if signaal else frozenset()
        vraag = Zoekvraag(
            tekst=whole,
            leefgebieden=weighed(ids),
            rol=rol,
            niet=seen,
            wijk=(signaal.wijk or None) if signaal else None,
            taal=taal,
            moment=self._clock.now().astimezone(LOCAL),
        )
        found = self._bron.nu.zoek(vraag, MOST_FOUND)
        return tuple(Plek(v.voorziening.id, v.voorziening.naam, v.reden) for v in found)


def _nood(nood: intents.begrip.Nood) -> Nood:
    """A danger sign as the talk needs it; "model": no rule saw it."""
    return Nood(nood.soort.value, nood.zekerheid == "zeker", nood.over_ander, nood.regel == "model")


def asked(begrip: intents.begrip.Begrip, moment: datetime) -> Zoekvraag:
    """What a first message asks of the kaart, as in a conversation. moment: now, in any time zone."""
    return Zoekvraag(
        tekst=begrip.tekst,
        leefgebieden=weighed(worth_saying(begrip.leefgebieden)),
        rol=begrip.rol.value,
        taal=begrip.taal,
        moment=moment.astimezone(LOCAL),
    )


def asked_of_places(begrip: intents.begrip.Begrip, moment: datetime) -> Zoekvraag | None:
    """The same; None for who asks about the weather or his passport: the conversation offers him no place."""
    return None if begrip.route is intents.begrip.Route.BUITEN else asked(begrip, moment)


def offered(kaart: SocialeKaart, begrip: intents.begrip.Begrip, moment: datetime) -> tuple[Vondst, ...]:
    """The first places for a single message."""
    vraag = asked_of_places(begrip, moment)
    return kaart.zoek(vraag, MOST_SHOWN) if vraag is not None else ()


def weighed(ids: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Leefgebieden, most important first, with what each counts in the search."""
    return tuple(zip(ids, WEIGHTS, strict=False))


def worth_saying(scores: tuple[LeefgebiedScore, ...]) -> tuple[str, ...]:
    """The first leefgebied, and the others that are likely too."""
    return tuple(score.id for nr, score in enumerate(scores) if nr == 0 or score.score >= WORTH_SAYING)
