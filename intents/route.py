"""Which way a question goes on: rules for what is clear, the learned score for the rest. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from intents.begrip import Bedoeling, Nood, Route
from intents.features import subjects
from intents.phrases import Phrases
from intents.product import Product
from intents.tables import leefgebied_ids, table

_HEAVY = 0.3  # probability from which a leefgebied counts as one of the problems
_MANY = 3  # so many problems at once need one who keeps the overview
# How likely the learned part must find a way before a rule may choose it; without a model the rules decide.
_PRODUCT_FROM, _MANY_FROM, _BUITEN_FROM = 0.1, 0.3, 0.15


# From which learned probability a message is outside the sociaal domein, without and with a word of our field in it.
_OUTSIDE, _OUTSIDE_DESPITE_WORDS = 0.4, 0.5


class _Signs:
    """The word lists of route.toml, compiled."""

    def __init__(self) -> None:
        data = table("route")
        self.klacht = Phrases({"klacht": data["klacht"]["zeker"]})
        self.perhaps = Phrases({"klacht": data["klacht"]["misschien"]})
        self.office = Phrases({"instantie": data["klacht"]["instantie"]})
        self.buiten = Phrases({"buiten": data["buiten"]["zeker"]})

    def complains(self, tokens: Sequence[str]) -> bool:
        return self.klacht.any(tokens) or (self.perhaps.any(tokens) and self.office.any(tokens))


_signs = cache(_Signs)


@dataclass(frozen=True)
class Evidence:
    """What the parts before found. learned and leefgebieden are empty without a model."""

    nood: Nood | None
    product: Product | None
    bedoeling: Bedoeling
    learned: Mapping[Route, float]
    leefgebieden: Mapping[str, float]


def route(tokens: Sequence[str], evidence: Evidence) -> Route:
    """The way on. Danger before everything; a complaint before a product; in doubt a free-access voorziening."""
    if evidence.nood is not None:
        return Route.NOOD
    if evidence.bedoeling in (Bedoeling.GROET, Bedoeling.DANKT, Bedoeling.WIE):
        return Route.BUITEN
    if _signs().complains(tokens):
        return Route.KLACHT
    learned = {one: score for one, score in evidence.learned.items() if one is not Route.NOOD}
    if not _surely_outside(tokens, learned.get(Route.BUITEN, 0.0)):
        learned.pop(Route.BUITEN, None)
    likely = max(learned, key=lambda one: learned[one], default=Route.VOORZIENING)
    return _by_product(evidence, likely) or _by_content(tokens, evidence) or likely


def _surely_outside(tokens: Sequence[str], learned: float) -> bool:
    """To be turned away by mistake hurts more than to be asked on: a word of our own field is a reason to stay."""
    named = {found.label.partition(".")[0] for found in subjects().find(tokens)}
    return learned >= (_OUTSIDE if named.isdisjoint(leefgebied_ids()) else _OUTSIDE_DESPITE_WORDS)


def _by_product(evidence: Evidence, likely: Route) -> Route | None:
    """A product that needs a decision goes to the frontoffice, a free one is a voorziening."""
    if evidence.product is None or likely is Route.KLACHT:
        return None
    if evidence.product.besluit:
        return Route.FRONTOFFICE if _allows(evidence, Route.FRONTOFFICE, _PRODUCT_FROM) else None
    return None if likely is Route.FRONTOFFICE else Route.VOORZIENING


def _by_content(tokens: Sequence[str], evidence: Evidence) -> Route | None:
    """Streets, passports and the weather are outside; many problems at once are the frontoffice's."""
    if _signs().buiten.any(tokens) and _allows(evidence, Route.BUITEN, _BUITEN_FROM):
        return Route.BUITEN
    heavy = sum(score >= _HEAVY for score in evidence.leefgebieden.values())
    many = heavy >= _MANY and _allows(evidence, Route.FRONTOFFICE, _MANY_FROM)
    return Route.FRONTOFFICE if many else None


def _allows(evidence: Evidence, one: Route, least: float) -> bool:
    """Whether the learned part does not contradict; it has no say when there is no model."""
    return not evidence.learned or evidence.learned[one] >= least
