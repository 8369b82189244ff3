"""A resident who writes another language: one sentence in it, once, and which sentence goes above danger. Pure."""

from dataclasses import replace

from bot.core.begrip import Begrip
from bot.core.effects import SendTekst
from bot.core.gesprek import MENS, Gesprek, Outcome, say

DUTCH = "nl"
# The languages of talen.toml. In any other there is nothing to say.
SPOKEN = frozenset({"en", "tr", "pl", "ar", "uk", "ti", "de", "fr"})
FEW_WORDS = 6


def hear(gesprek: Gesprek, begrip: Begrip) -> Gesprek:
    """Remember the language. A few words of Dutch in between ("ja, graag") change nothing."""
    known = begrip.taal in SPOKEN or (begrip.taal == DUTCH and len(begrip.tekst.split()) > FEW_WORDS)
    if not known:
        return gesprek
    # After Dutch in between the sentence may be said again.
    said = DUTCH if begrip.taal == DUTCH else gesprek.taal_gezegd
    return replace(gesprek, taal=begrip.taal, taal_gezegd=said)


def speak(gesprek: Gesprek) -> Outcome:
    """The sentence in the resident's language, with the way to a person; nothing when it was said before."""
    if gesprek.taal in (DUTCH, gesprek.taal_gezegd):
        return gesprek, ()
    return replace(gesprek, taal_gezegd=gesprek.taal), (say(f"taal.{gesprek.taal}", MENS),)


def warn(gesprek: Gesprek, tekst: SendTekst) -> SendTekst:
    """A text about danger, with the sentence about 112 in the resident's language above it."""
    if gesprek.taal == DUTCH:
        return tekst
    return replace(tekst, fields=(*tekst.fields, ("taal", gesprek.taal)))
