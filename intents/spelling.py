"""Repairs misspelled words, for reading only: what is stored keeps its spelling.

For each word it weighs what may have been meant (the noisy channel of Kernighan, Church and Gale 1990): how usual a
word is in Dutch and in the example messages, how likely the mistake is, and which words stand beside it. The most
likely row of words wins (Viterbi). A word that is usual enough as it stands is never touched.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Self

from rapidfuzz.distance import OSA
from wordfreq import get_frequency_dict

from intents.normalize import words
from intents.taal import DUTCH
from intents.tables import table
from intents.vocabulary import START, Counts, function_words

_LONGEST = 30  # letters of a word that is looked at
_AT_MOST = 300  # words of one text that are repaired
_FREQUENT = 3  # examples that hold a word, before it is something to repair towards
_MOST_WAYS = 5  # readings of one word that are weighed
_FARTHEST = 3  # letters in which a word that sounds the same may differ
_DOMAIN = 0.6  # share of the example messages in how usual a word is; the rest is Dutch at large
_UNSEEN = 3e-8  # how usual a word is that nobody counted, as a share of all words
_USUAL = 2e-5  # from here on a word is taken as it stands
_BESIDE = 0.4  # share of the word before it in how likely a word is
# Costs of mistakes, as minus the logarithm of their share. Chosen on the dev split with slips of their own kind.
_BY_EAR, _PER_LETTER, _SLIP, _KEY, _OTHER, _FIRST_LETTER = 2.5, 0.7, 4.5, 5.5, 8.0, 2.0
_RIGHT = 3.0  # on top, for a word that is right in itself: "fan" where "van" was meant
_SHORTEST_SLIP = 3  # letters of a word in which a slip of the finger is looked for


class Speller:
    """Built from counts. Safe to share between threads."""

    def __init__(self, counts: Counts, listed: Collection[str]) -> None:
        self._words = {**dict.fromkeys(listed, _FREQUENT), **counts.words}
        self._pairs = counts.pairs
        self._total = max(1, sum(self._words.values()))
        targets = {word for word, count in self._words.items() if count >= _FREQUENT}
        self._targets = frozenset(word for word in targets if word.isalpha() and word.isascii())
        self._sounds: dict[str, list[str]] = {}
        for word in sorted(self._targets):
            self._sounds.setdefault(sound(word), []).append(word)
        self._by_shorter = _by_shorter(self._targets)
        self._ways = lru_cache(maxsize=5_000)(self._weighed)

    @classmethod
    def from_counts(cls, counts: Counts) -> Self | None:
        """With the words of the lists as well; None when nothing was trained, since then all seems unknown."""
        return cls(counts, listed_words()) if counts.words else None

    def correct_all(self, tokens: Sequence[str]) -> list[str]:
        """The words of a text, repaired; those beyond the first 300 stay."""
        best: dict[str, tuple[float, tuple[str, ...]]] = {START: (0.0, ())}
        for token in tokens[:_AT_MOST]:
            best = dict(self._on(best, token))
        _, said = max(best.values())
        return [*said, *tokens[_AT_MOST:]]

    def _on(
        self, best: Mapping[str, tuple[float, tuple[str, ...]]], token: str
    ) -> Iterable[tuple[str, tuple[float, tuple[str, ...]]]]:
        """The best row that ends with each reading of the next word."""
        for word, cost in self._ways(token):
            score, row = max((score - self._cost(before, word), row) for before, (score, row) in best.items())
            yield word, (score - cost, (*row, word))

    def _cost(self, before: str, word: str) -> float:
        """Minus the logarithm of how likely the word is after the one before."""
        pair = self._pairs.get((before, word), 0)
        after = pair / self._words[before] if pair else 0.0
        return -math.log(_BESIDE * min(1.0, after) + (1 - _BESIDE) * self._usual(word))

    def _usual(self, word: str) -> float:
        own = self._words.get(word, 0) / self._total
        return max(_UNSEEN, _DOMAIN * own + (1 - _DOMAIN) * _dutch().get(word, 0.0))

    def _weighed(self, word: str) -> tuple[tuple[str, float], ...]:
        """What may have been meant, with the cost of the mistake; the word itself for nothing."""
        if not (2 <= len(word) <= _LONGEST and word.isalpha() and word.isascii()) or word in function_words():
            return ((word, 0.0),)
        if self._is_right(word):
            costs = {other: _RIGHT + self._mistake(word, other) for other in self._alike(word)}
        else:
            costs = {other: self._mistake(word, other) for other in self._near(word)}
        ranked = sorted(costs.items(), key=lambda way: (way[1] - math.log(self._usual(way[0])), way[0]))
        return ((word, 0.0), *ranked[:_MOST_WAYS])

    def _is_right(self, word: str) -> bool:
        return self._usual(word) >= _USUAL or self._is_compound(word)

    def _is_compound(self, word: str) -> bool:
        """Dutch glues words together: two usual halves make a word that is right."""
        cuts = range(4, len(word) - 3)
        return any(
            self._usual(word[:cut]) > _USUAL / 10 and self._usual(word[cut:].removeprefix("s")) > _USUAL / 10
            for cut in cuts
        )

    def _alike(self, word: str) -> set[str]:
        heard = self._sounds.get(sound(word), ())
        return {one for one in heard if OSA.distance(one, word) <= _FARTHEST} - {word}

    def _near(self, word: str) -> set[str]:
        slips = {
            one
            for key in (_shorter(word) if len(word) >= _SHORTEST_SLIP else ())
            for one in self._by_shorter.get(key, ())
            if OSA.distance(one, word) == 1
        }
        return (self._alike(word) | slips) - {word}

    def _mistake(self, word: str, meant: str) -> float:
        first = 0.0 if word[0] == meant[0] else _FIRST_LETTER
        by_ear = (
            _BY_EAR + _PER_LETTER * OSA.distance(word, meant) if sound(word) == sound(meant) else math.inf
        )
        return min(by_ear, first + _slip(word, meant))


def repaired(tokens: Sequence[str], taal: str, speller: Speller | None) -> list[str]:
    """The words as the trained parts read them: Dutch with its spelling repaired, another language as it is."""
    return speller.correct_all(tokens) if speller and taal == DUTCH else list(tokens)


def _slip(word: str, meant: str) -> float:
    """The cost of one wrong letter; endless when it is more than that."""
    if OSA.distance(word, meant) != 1:
        return math.inf
    if len(word) != len(meant) or sorted(word) == sorted(meant):
        return _SLIP
    wrong, right = next((a, b) for a, b in zip(word, meant, strict=True) if a != b)
    return _KEY if wrong in table("spelling")["toetsen"].get(right, "") else _OTHER


def _by_shorter(targets: Iterable[str]) -> dict[str, list[str]]:
    """Each word under itself and under itself less one letter (symmetric delete)."""
    found: dict[str, list[str]] = {}
    for word in targets:
        if len(word) >= _SHORTEST_SLIP:
            for key in _shorter(word):
                found.setdefault(key, []).append(word)
    return found


def _shorter(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def _dutch() -> dict[str, float]:
    """How usual the words of Dutch are, as a share of all words (the package wordfreq)."""
    return dict(get_frequency_dict("nl", "small"))


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """How a word sounds, roughly, so that usual mistakes disappear."""
    rules = table("spelling")
    for written, heard in rules["klanken"]:
        word = word.replace(written, heard)
    for written, heard in rules["einden"]:
        if len(word) > 3 and word.endswith(written):
            word = word.removesuffix(written) + heard
    return word


def listed_words() -> frozenset[str]:
    """Every whole word in the lists of subjects and products."""
    lists = [
        phrases
        for group in ("leefwoorden", "woordgroepen")
        for named in table(group).values()
        for phrases in named.items()
    ]
    phrases = [phrase for name, entries in lists if name != "vreemd" for phrase in entries]
    phrases += [phrase for row in table("producten").values() for phrase in row["woorden"]]
    whole = (part for phrase in phrases for part in phrase.split() if not part.startswith("*"))
    return frozenset(word for part in whole if not part.endswith("*") for word in words(part))
