"""Which municipal product a message asks for. Mentioning one is not asking for it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from intents.phrases import Found, Phrases
from intents.tables import table

_NEAR = 2  # words before a product in which "mijn" or "heb al" speak about it
_BARE = 4  # a message of so few words that names a product asks for it


@dataclass(frozen=True)
class Product:
    """A municipal product: id, name in the UPL, leefgebied, and whether the municipality must decide on it."""

    id: str
    naam: str
    leefgebied: str
    besluit: bool


@cache
def products() -> dict[str, Product]:
    """All products by id."""
    return {
        key: Product(key, row["naam"], row["leefgebied"], row["besluit"])
        for key, row in table("producten").items()
    }


class _Asking:
    """The word lists of producten.toml and productvraag.toml, compiled."""

    def __init__(self) -> None:
        rows, cues = table("producten"), table("productvraag")
        self.named = Phrases({key: [row["naam"], *row["woorden"]] for key, row in rows.items()})
        self.unless = {key: Phrases({"niet": row.get("niet", [])}) for key, row in rows.items()}
        self.strong = Phrases({"vraagt": cues["vraagt_sterk"]})
        self.weak = Phrases({"vraagt": cues["vraagt_zwak"]})
        self.about = Phrases({"over": cues["over"]})
        self.refused = Phrases({"weigert": cues["weigert"]})
        self.owned = Phrases({"heeft": cues["heeft_al"]})

    def asks(self, tokens: Sequence[str], found: Found) -> bool:
        """Whether the words ask for the product found in them."""
        if self.about.any(tokens) or self.unless[found.label].any(tokens):
            return False
        before = tokens[max(0, found.start - _NEAR) : found.start]
        if self.refused.any(before):
            return False
        if len(tokens) <= _BARE or self.strong.any(tokens):
            return True
        return self.weak.any(tokens) and not self.owned.any(before)


_asking = cache(_Asking)


def product(tokens: Sequence[str]) -> Product | None:
    """The product that the folded words of a text ask for; the longest name wins ("bijzondere bijstand")."""
    asking = _asking()
    found = [one for one in asking.named.find(tokens) if asking.asks(tokens, one)]
    longest = max(found, key=lambda one: (one.end - one.start, -one.start), default=None)
    return products()[longest.label] if longest else None
