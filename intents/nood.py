"""The danger check: which signs of nood a text holds. Rules are data (intents/nood), no model, no network."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

from intents import nood_talen
from intents.begrip import Nood, NoodSoort, Zekerheid
from intents.nood_load import FOLDER, Loaded, load
from intents.nood_pattern import Hit, Pattern, PatternIndex
from intents.nood_reach import pieces
from intents.nood_rules import IGNORED, NOTHING, NoodRuleError, Rule
from intents.nood_text import Text

__all__ = ["NoodRuleError", "NoodRules"]

# What comes first when a text holds several signs that are as certain as each other.
GRAVEST_FIRST = (
    NoodSoort.MEDISCH,
    NoodSoort.SUICIDE,
    NoodSoort.KIND,
    NoodSoort.GEWELD,
    NoodSoort.VERWARD,
    NoodSoort.DAKLOOS,
)
OBJECTS = frozenset({"mij", "me", "ons"})
AROUND = (
    6  # so many words around a sign may take it away ("behalve"); further on they are about something else
)
_MOST_HITS = 40  # per pattern: enough for any message, and a bound for a text of nonsense


@dataclass(frozen=True)
class Sign:
    """A rule that fired, and on which places of the text: to explain it, never for a log."""

    nood: Nood
    places: tuple[int, ...]


class NoodRules:
    """All rules together. Safe to share once loaded."""

    def __init__(self, loaded: Loaded, talen: "NoodRules | None" = None) -> None:
        """talen: the rules of other languages, which read every text as well."""
        self.rules: tuple[Rule, ...] = (*loaded.rules, *(talen.rules if talen else ()))
        self._talen = talen
        self._loaded = loaded
        owned = [(rule, pattern) for rule in loaded.rules for pattern in rule.patterns["patronen"]]
        self._owners = tuple(rule for rule, _ in owned)
        self._patterns = PatternIndex(pattern for _, pattern in owned)
        self._idioms = PatternIndex(loaded.idioms)

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """The rules in a folder, by default the project's own. Raises NoodRuleError."""
        folder = folder or FOLDER
        rules = cls(load(folder), cls(nood_talen.load(folder)))
        rules.find(
            "xyzzyx"
        )  # an unknown word builds the tables of the spelling, before anybody waits for them
        return rules

    def find(self, tekst: str, *, talen: bool = True) -> Nood | None:
        """The gravest sign of the most certain ones, or None. talen: in other languages too. Never raises."""
        return next(iter(self.find_all(tekst, talen=talen)), None)

    def find_all(self, tekst: str, *, talen: bool = True) -> tuple[Nood, ...]:
        """All signs, one a rule, the most certain first and of those the gravest. Never raises."""
        by_rule: dict[str, Nood] = {}
        for sign in sorted((sign for sign, _ in self._found(tekst, talen=talen)), key=_rank):
            by_rule.setdefault(sign.nood.regel, sign.nood)
        return tuple(by_rule.values())

    def explain(self, tekst: str, *, talen: bool = True) -> tuple[tuple[Nood, tuple[str, ...]], ...]:
        """As `find_all`, each with the words it fired on. For whoever reviews the rules; never log this."""
        found = [(sign, tuple(map(text.word, sign.places))) for sign, text in self._found(tekst, talen=talen)]
        return tuple((sign.nood, said) for sign, said in sorted(found, key=lambda one: _rank(one[0])))

    def figurative(self, tekst: str) -> tuple[frozenset[str], ...]:
        """For each word that is part of a way of speaking ("me dood schrikken"): how it may be read."""
        texts = map(self._loaded.reader.read, pieces(tekst, self._weight))
        return tuple(text.readings[place] for text in texts for place in sorted(self._idiom(text)))

    def _idiom(self, text: Text) -> frozenset[int]:
        return frozenset(place for n in self._idioms.possible(text) for place in self._idiom_places(text, n))

    def _found(self, tekst: str, *, talen: bool = True) -> Iterator[tuple[Sign, Text]]:
        """Each sign with the stretch of text that it stands in, those of other languages last."""
        stretches = tuple(pieces(tekst, self._weight))
        for rules in (self, self._talen) if self._talen and talen else (self,):
            for text in map(rules._loaded.reader.read, stretches):
                yield from ((sign, text) for sign in rules.signs(text))

    def _weight(self, said: frozenset[str]) -> int:
        """How much the rules, those of other languages included, have to do with a set of words."""
        return self._patterns.weight(said) + (self._talen._patterns.weight(said) if self._talen else 0)

    def signs(self, text: Text) -> list[Sign]:
        """The signs in a text that was read, in the order of `find_all`."""
        idiom = self._idiom(text)
        by_rule: dict[str, Sign] = {}
        for number in self._patterns.possible(text):
            rule = self._owners[number]
            sign = self._best(text, rule, self._patterns[number], idiom)
            # Of two patterns of one rule the tighter one names the right person: "my dad threw me out".
            if sign and (rule.id not in by_rule or _tightest(sign) < _tightest(by_rule[rule.id])):
                by_rule[rule.id] = sign
        return sorted(by_rule.values(), key=_rank)

    def _idiom_places(self, text: Text, number: int) -> Iterator[int]:
        for hit in islice(self._idioms[number].hits(text), _MOST_HITS):
            yield from hit.taken

    def _best(self, text: Text, rule: Rule, pattern: Pattern, idiom: frozenset[int]) -> Sign | None:
        """The surest sign that this pattern gives; of equals the tightest, which names the right person."""
        hits = list(islice(pattern.hits(text), _MOST_HITS))
        if rule.heeds_idioms:
            hits = [hit for hit in hits if idiom.isdisjoint(hit.taken)]
        if not hits or not _applies(text, rule):
            return None
        signs = [
            (zekerheid, hit.end - hit.start, hit)
            for hit in hits
            if (zekerheid := self._zekerheid(text, rule, hit))
        ]
        if not signs:
            return None
        zekerheid, _, hit = min(signs, key=lambda sign: (sign[0] is Zekerheid.VRAAG_NA, sign[1]))
        nood = Nood(rule.soort, zekerheid, rule.id, self._is_other(text, rule, hit))
        return Sign(nood, hit.taken)

    def _zekerheid(self, text: Text, rule: Rule, hit: Hit) -> Zekerheid | None:
        """How sure this hit is, after what stands around it; None if it is no sign at all."""
        sentence = text.sentence(hit.start)
        if any(_near(hit, span) for pattern in rule.patterns["behalve"] for span in pattern.spans(text)):
            return None
        if self._is_story(text, hit, sentence):
            return None
        scope = self._loaded.scope
        outcomes = {
            rule.denied if rule.denied != IGNORED and scope.denies(text, hit) else IGNORED,
            rule.past if rule.past != IGNORED and scope.is_past(text, hit) else IGNORED,
        }
        if NOTHING in outcomes:
            return None
        doubt = any(pattern.fits(text, sentence) for pattern in rule.patterns["twijfel"])
        return Zekerheid.VRAAG_NA if doubt or Zekerheid.VRAAG_NA in outcomes else rule.zekerheid

    def _is_story(self, text: Text, hit: Hit, sentence: range) -> bool:
        if any(not text.readings[place].isdisjoint(self._loaded.selves) for place in hit.taken):
            return False
        return any(pattern.fits(text, sentence) for pattern in self._loaded.stories)

    def _is_other(self, text: Text, rule: Rule, hit: Hit) -> bool:
        if rule.over == "ander":
            return True
        about = text.readings[hit.about] if hit.about is not None else self._loaded.selves
        if rule.over == "beide" and about.isdisjoint(self._loaded.selves):
            return not self._together(text, hit.about)
        if "dat" in text.readings[max(hit.start - 1, 0)] and not about.isdisjoint(OBJECTS):
            return False  # "hij zegt dat hij mij ...": who reports it is the one it happens to
        return self._loaded.scope.tells_of_other(text, hit)

    def _together(self, text: Text, place: int | None) -> bool:
        """Whether the sender is named in one breath with that person: "mij en mijn kind", "mijn man en ik"."""
        if place is None:
            return False
        readings, selves = text.readings, self._loaded.selves
        before = range(max(place - 3, 1), place)
        pairs = [(at, at - 1) for at in before] + [(place + 1, place + 2)]
        return any(
            "en" in readings[joint] and not readings[me].isdisjoint(selves)
            for joint, me in pairs
            if me < len(readings)
        )


def _applies(text: Text, rule: Rule) -> bool:
    """Whether the message as a whole lets the rule speak."""
    needed, against = rule.patterns["alleen_als"], rule.patterns["behalve_in_bericht"]
    if needed and not any(pattern.fits(text) for pattern in needed):
        return False
    return not any(pattern.fits(text) for pattern in against)


def _near(hit: Hit, span: range) -> bool:
    return span.start < hit.end + AROUND and span.stop > hit.start - AROUND


def rank(nood: Nood) -> tuple[bool, int]:
    """What comes first: the most certain, and of those the gravest."""
    return nood.zekerheid is not Zekerheid.ZEKER, GRAVEST_FIRST.index(nood.soort)


def _rank(sign: Sign) -> tuple[bool, int]:
    return rank(sign.nood)


def _tightest(sign: Sign) -> tuple[tuple[bool, int], int]:
    return _rank(sign), max(sign.places) - min(sign.places)
