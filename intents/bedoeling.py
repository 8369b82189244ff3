"""What the sender wants of the bot itself: a greeting, thanks, a person, or to tell something. Pure."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from intents.begrip import Bedoeling
from intents.phrases import Phrases
from intents.tables import table

_SHORT = 8  # a greeting or thanks has no more words than this


class _Wishes:
    """The word lists of bedoeling.toml, compiled."""

    def __init__(self) -> None:
        data = table("bedoeling")
        self.groet = _Small(data["groet"], needed=data["groet"]["kern"])
        self.dankt = _Small(data["dankt"], needed=data["dankt"]["nodig"])
        self.antwoord = _Small(data["antwoord"], needed=data["antwoord"]["nodig"])
        mens = data["mens"]
        self.always = Phrases({"mens": mens["altijd"]})
        self.short = Phrases({"mens": mens["kort"]})
        self.never = Phrases({"niet": mens["niet"]})
        self.short_words = int(mens["kort_woorden"])

    def mens(self, tokens: Sequence[str]) -> bool:
        if self.never.any(tokens):
            return False
        return self.always.any(tokens) or (len(tokens) <= self.short_words and self.short.any(tokens))


class _Small:
    """A message of only these words, with at least one of the needed ones."""

    def __init__(self, lists: dict[str, Any], needed: Sequence[str]) -> None:
        self._all = frozenset(lists["kern"]) | frozenset(lists["erbij"])
        self._needed = frozenset(needed)

    def fits(self, tokens: Sequence[str]) -> bool:
        inside = 0 < len(tokens) <= _SHORT and self._all.issuperset(tokens)
        return inside and not self._needed.isdisjoint(tokens)


_wishes = cache(_Wishes)


def bedoeling(tokens: Sequence[str]) -> Bedoeling:
    """Reads the folded words of a text."""
    wishes = _wishes()
    if wishes.mens(tokens):
        return Bedoeling.MENS
    if wishes.dankt.fits(tokens):
        return Bedoeling.DANKT
    return Bedoeling.GROET if wishes.groet.fits(tokens) else Bedoeling.VERTELT


def is_plain_answer(tokens: Sequence[str]) -> bool:
    """Whether the folded words only answer a question of the bot, such as "zeg ik liever niet"."""
    return _wishes().antwoord.fits(tokens)
