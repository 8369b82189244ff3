"""What the sender wants of the bot itself: a greeting, thanks, a person, who it is, or to tell something. Pure."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from intents.begrip import Bedoeling
from intents.phrases import Phrases
from intents.tables import table

_LITTLE = 3  # words besides the question what the bot is
_SHORT = 8  # a greeting or thanks has no more words than this


class _Wishes:
    """The word lists of bedoeling.toml, compiled."""

    def __init__(self) -> None:
        data = table("bedoeling")
        self.groet = _Small(data["groet"], needed=data["groet"]["kern"])
        self.dankt = _Small(data["dankt"], needed=data["dankt"]["nodig"])
        self.antwoord = _Small(data["antwoord"], needed=data["antwoord"]["nodig"])
        place = data["over_plek"]
        self.over_plek = _Small(place, needed=place["kern"])
        self.begins, self.people, self.along = map(frozenset, (place["begin"], place["mensen"], place["mee"]))
        mens = data["mens"]
        self.always = Phrases({"mens": mens["altijd"]})
        self.short = Phrases({"mens": mens["kort"]})
        self.never = Phrases({"niet": mens["niet"]})
        self.asks = Phrases({"vraagt": mens["vraagt"]})
        self.asked, self.between = frozenset(mens["vraagt_naar"]), frozenset(mens["vraagt_ertussen"])
        self.short_words = int(mens["kort_woorden"])

    def mens(self, said: Sequence[str]) -> bool:
        tokens = self.without_question(said)
        if self.never.any(tokens):
            return False
        return self.always.any(tokens) or (len(tokens) <= self.short_words and self.short.any(tokens))

    def without_question(self, tokens: Sequence[str]) -> Sequence[str]:
        """Without "bent u een mens of een robot", which asks what the bot is and wishes nothing."""
        for found in self.asks.find(tokens):
            words, end = self.asked | self.between, found.end
            while end < len(tokens) and tokens[end] in words:
                end += 1
            if not self.asked.isdisjoint(tokens[found.end : end]):
                return self.without_question([*tokens[: found.start], *tokens[end:]])
        return tokens


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
    besides = wishes.without_question(tokens)
    if len(besides) < len(tokens) and len(besides) <= _LITTLE:
        return Bedoeling.WIE
    if wishes.dankt.fits(tokens):
        return Bedoeling.DANKT
    return Bedoeling.GROET if wishes.groet.fits(tokens) else Bedoeling.VERTELT


def is_plain_answer(tokens: Sequence[str]) -> bool:
    """Whether the folded words only answer a question of the bot, such as "zeg ik liever niet"."""
    return _wishes().antwoord.fits(tokens)


def asks_about_place(tokens: Sequence[str]) -> bool:
    """Whether the folded words ask something of a place that was shown, such as "wat kost dat"; no story does."""
    wishes = _wishes()
    if not tokens or tokens[0] not in wishes.begins:
        return False
    without = [word for word in tokens if word not in wishes.people]
    along = len(without) == len(tokens) or not wishes.along.isdisjoint(tokens)
    return along and wishes.over_plek.fits(without)


def after_no(tokens: Sequence[str]) -> list[str]:
    """The folded words behind "nee hoor", or all of them when nothing stands behind or before it."""
    lists = table("bedoeling")["nee"]
    if not tokens or tokens[0] not in lists["begin"]:
        return list(tokens)
    start = next((at for at, word in enumerate(tokens) if at and word not in lists["erbij"]), 0)
    return list(tokens[start:])
