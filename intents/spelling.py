"""Repairs misspelled words towards the words of the domain, for reading only: what is stored keeps its spelling.

Only long words that nobody knows are touched, and only when one known word is clearly nearest. In doubt the word
stays as it is, since the pieces of words that the model reads survive most mistakes anyway.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intents.features import stem
from intents.normalize import words
from intents.tables import table
from intents.vocabulary import function_words

_SHORTEST = 5  # letters of a word that may be repaired
_SLIP = 7  # from here on one letter too many, too few or swapped
_LONG = 10  # from here on one wrong letter as well
_FARTHEST = 2  # letters that may differ at most, however alike it sounds
_CLEARLY = 4  # times as frequent as the runner-up at the same distance
_FREQUENT = 3  # occurrences in the examples that make a word something to repair towards
_AT_MOST = 25  # words looked up in one text


class Speller:
    """Built from word counts; loading no file itself."""

    def __init__(self, counts: Mapping[str, int], listed: Collection[str]) -> None:
        targets = {word: count for word, count in counts.items() if count >= _FREQUENT}
        targets = {**dict.fromkeys(listed, 1), **targets}
        self._targets = {
            word: count for word, count in targets.items() if len(word) >= _SHORTEST and word.isalpha()
        }
        self._known = (
            frozenset(listed) | function_words() | {word for word, count in counts.items() if count > 1}
        )
        self._known_stems = frozenset(map(stem, self._known))
        self._sounds: dict[str, list[str]] = {}
        for word in self._targets:
            self._sounds.setdefault(sound(word), []).append(word)
        self.correct = lru_cache(maxsize=5_000)(self._correct)

    @classmethod
    def from_counts(cls, counts: Mapping[str, int]) -> Self | None:
        """With the words of the lists as well; None when nothing was trained, since then all seems unknown."""
        return cls(counts, listed_words()) if counts else None

    def correct_all(self, tokens: Sequence[str]) -> list[str]:
        """The words of a text, repaired; only the first unknown ones of a long text."""
        left = _AT_MOST
        repaired: list[str] = []
        for token in tokens:
            unknown = left > 0 and self._is_unknown(token)
            left -= unknown
            repaired.append(self.correct(token) if unknown else token)
        return repaired

    def _is_unknown(self, word: str) -> bool:
        long_enough = _SHORTEST <= len(word) <= 30 and word.isalpha() and word.isascii()
        return long_enough and word not in self._known and stem(word) not in self._known_stems

    def _correct(self, word: str) -> str:
        """The word it was meant to be, or the word itself."""
        if self._is_compound(word):
            return word
        same = [
            one for one in self._alike(sound(word), word) if len(word) > _SHORTEST or len(one) == len(word)
        ]
        if same:
            return self._best(same)
        return (self._nearest(word) if len(word) >= _SLIP else None) or word

    def _is_compound(self, word: str) -> bool:
        """Dutch glues words together: two known halves make a word that is right."""
        cuts = range(4, len(word) - 3)
        return any(word[:cut] in self._known and word[cut:].removeprefix("s") in self._known for cut in cuts)

    def _nearest(self, word: str) -> str | None:
        """The known word that sounds one slip away, when no other comes close to it."""
        heard = sound(word)
        near = process.extract(heard, self._sounds.keys(), scorer=OSA.distance, score_cutoff=1, limit=6)
        fitting = [
            key for key, _, _ in near if key[0] == heard[0] and (len(word) >= _LONG or _is_slip(heard, key))
        ]
        alike = filter(None, (self._alike(key, word) for key in fitting))
        ranked = sorted(map(self._best, alike), key=self._count, reverse=True)
        if not ranked:
            return None
        clear = len(ranked) == 1 or self._count(ranked[0]) >= _CLEARLY * self._count(ranked[1])
        return ranked[0] if clear else None

    def _alike(self, heard: str, word: str) -> list[str]:
        """The words with this sound that are also spelled nearly like the word."""
        return [one for one in self._sounds.get(heard, ()) if OSA.distance(one, word) <= _FARTHEST]

    def _best(self, candidates: Iterable[str]) -> str:
        return max(candidates, key=lambda word: (self._count(word), word))

    def _count(self, word: str) -> int:
        return self._targets[word]


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter is missing, doubled or swapped, and none is another letter: "hoest" is not "hoeft"."""
    return len(one) != len(other) or sorted(one) == sorted(other)


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
