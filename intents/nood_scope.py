"""What the words around a danger sign do to it: denied, long ago, or the words of somebody else. Pure."""

from dataclasses import dataclass

from intents.nood_pattern import Hit, Pattern
from intents.nood_text import COMMA, JOINT, LINK, SENTENCE, Text

REACH = 3  # words that a "niet" before or after a sign carries
LEAD = 2  # words between "hij zegt" and what he says
WIDEST_LEAD = 6  # the same with the marks between them


@dataclass(frozen=True, eq=False)
class Scope:
    """The words and patterns of bereik.toml; its comments say what each is for."""

    negations: frozenset[str]
    negations_after: frozenset[str]
    no_negation: tuple[Pattern, ...]
    denied_before: tuple[Pattern, ...]
    told_before: tuple[Pattern, ...]
    past: tuple[Pattern, ...]
    present: tuple[Pattern, ...]
    subjects: frozenset[str]
    breaks: frozenset[str]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns together."""
        return self.no_negation + self.denied_before + self.told_before + self.past + self.present

    def denies(self, text: Text, hit: Hit) -> bool:
        """Whether the sign is denied: "hij slaat me niet", "ik zeg niet dat ik dood wil"."""
        places = self._negations(text)
        return (
            any(self._inside(text, hit, place) for place in places)
            or any(
                place in self._after(text, hit) for place in places & self._places(text, self.negations_after)
            )
            or any(place in self._before(text, hit) for place in places)
            or _just_before(text, hit, self.denied_before)
        )

    def is_past(self, text: Text, hit: Hit) -> bool:
        """Whether the sentence says that it was long ago, and nothing in it says that it is now."""
        sentence = text.sentence(hit.start)
        return _in(text, self.past, sentence) and not _in(text, self.present, sentence)

    def tells_of_other(self, text: Text, hit: Hit) -> bool:
        """Whether the words are somebody else's: "mijn zoon zegt: ik wil dood"."""
        return _just_before(text, hit, self.told_before)

    def _negations(self, text: Text) -> set[int]:
        if self not in text.memo:
            places = self._places(text, self.negations)
            for pattern in self.no_negation if places else ():
                for hit in pattern.hits(text):
                    places.difference_update(hit.taken)
            text.memo[self] = places
        found: set[int] = text.memo[self]
        return found

    @staticmethod
    def _places(text: Text, words: frozenset[str]) -> set[int]:
        return {place for word in words & text.where.keys() for place in text.where[word]}

    @staticmethod
    def _inside(text: Text, hit: Hit, place: int) -> bool:
        """Between words of the sign, and in the same part of the sentence as the nearest of them."""
        if not hit.start < place < hit.end or place in hit.taken:
            return False
        before = max(taken for taken in hit.taken if taken < place)
        after = min((taken for taken in hit.taken if taken > place), default=hit.end)
        return max(text.edges[before + 1 : place + 1]) < JOINT or max(text.edges[place:after]) < JOINT

    def _before(self, text: Text, hit: Hit) -> range:
        """The words before; none if the sign begins with its own subject ("ik slaap niet hij slaat me")."""
        start = hit.start
        if text.readings[start] & self.subjects:
            return range(start, start)
        while start > 0 and hit.start - start < REACH and not self._breaks(text, start - 1):
            start -= 1
        return range(start, hit.start)

    def _after(self, text: Text, hit: Hit) -> range:
        end = hit.end
        while end < len(text) and end - hit.end < REACH and not self._breaks(text, end):
            end += 1
        return range(hit.end, end)

    def _breaks(self, text: Text, place: int) -> bool:
        return text.edges[place] >= LINK or bool(text.readings[place] & self.breaks)


def _in(text: Text, patterns: tuple[Pattern, ...], places: range) -> bool:
    return any(pattern.fits(text, places) for pattern in patterns)


def _just_before(text: Text, hit: Hit, patterns: tuple[Pattern, ...]) -> bool:
    """Whether one of these ends where the sign starts, two words and a comma in between at most."""
    return any(_leads_to(text, span, hit.start) for pattern in patterns for span in pattern.spans(text))


def _leads_to(text: Text, span: range, start: int) -> bool:
    if not span.start < start or not 0 <= start - span.stop <= WIDEST_LEAD:
        return False
    between = text.edges[span.stop : start]
    return SENTENCE not in between and sum(edge < COMMA for edge in between) <= LEAD
