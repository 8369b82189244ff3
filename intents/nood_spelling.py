"""What a badly spelled word may have been meant as, for the words that the nood rules know. Pure.

A word that is right in itself is left alone: `plain` lists the ordinary words that look like one of ours
("vermoeid" beside "vermoord"), so that a correction never makes a danger sign out of a good word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeAlias

from rapidfuzz.distance import OSA

from intents.normalize import plain_letters

Phrase: TypeAlias = tuple[str, ...]
Readings: TypeAlias = frozenset[str]

SHORTEST_BY_SOUND, SHORTEST_BY_DISTANCE, SHORTEST_FOR_TWO, SHORTEST_GLUED = 5, 6, 9, 5
SHORTEST_PLAIN = 6  # "verdwaalt" may stand for "verdwaald", but "moet" not for "moed"
MOST_REMEMBERED = 20_000
LONGEST = 40  # no word of ours is longer; keeps strange input cheap

_LEET = str.maketrans("013457@$", "oieastas")
_ENDS = (("dt", "t"), ("d", "t"), ("en", "e"))
_SOUNDS = (
    *(
        ("ei", "y"),
        ("ij", "y"),
        ("auw", "ou"),
        ("ouw", "ou"),
        ("au", "ou"),
        ("ch", "g"),
        ("ph", "f"),
        ("th", "t"),
    ),
    *(("ck", "k"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"), ("ie", "i")),
)
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A rough spelling by ear, the same for "mishandelt", "mishandeld" and "mishandelld"."""
    for end, letters in _ENDS:
        if word.endswith(end):
            word = word.removesuffix(end) + letters
            break
    for written, letters in _SOUNDS:
        word = word.replace(written, letters)
    return _DOUBLE.sub(r"\1", word)


@dataclass(frozen=True)
class Spelling:
    """How words may be misspelt.

    lexicon: all words of the rules. targets: those that a slip may be meant for. variants: other spellings
    (dialect, chat) and what they stand for. apart: compounds that are often written as two words, the first
    part and the rest. glue: short words that are often written together. plain: ordinary words, left alone.
    """

    lexicon: frozenset[str]
    targets: frozenset[str]
    variants: Mapping[str, tuple[Phrase, ...]]
    apart: frozenset[Phrase]
    glue: frozenset[str]
    plain: frozenset[str]
    _seen: dict[str, tuple[Readings, ...]] = field(default_factory=dict, compare=False, repr=False)

    def readings(self, word: str) -> tuple[Readings, ...]:
        """What a folded word may be read as: mostly one place, more for words written together."""
        if word not in self._seen:
            if len(self._seen) >= MOST_REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._read(plain_letters(word)[:LONGEST])
        return self._seen[word]

    def joined(self, words: Iterable[str]) -> list[str]:
        """The words, with what was written apart put together ("zelf moord")."""
        out: list[str] = []
        for word in words:
            whole = self._whole(out[-1], word) if out else None
            if whole is None:
                out.append(word)
            else:
                out[-1] = whole
        return out

    def corrections(self, word: str) -> frozenset[str]:
        """The words that a word may be a slip for, apart from glued ones. An ordinary one only errs at its end."""
        if word in self.lexicon or len(word) > LONGEST:
            return frozenset()
        close = frozenset(other for other in _endings(word) if other in self.targets)
        if word in self.plain:
            return close if len(word) >= SHORTEST_PLAIN or word.endswith("e") else frozenset()
        return close or self._by_sound.get(sound(word), frozenset()) or self._by_distance(word)

    def _read(self, word: str) -> tuple[Readings, ...]:
        if word.isdigit():
            return (frozenset((word, "#")),)
        whole = frozenset(self._compounds(word))
        return tuple(readings | whole for readings in self._meanings(word))

    def _meanings(self, word: str) -> tuple[Readings, ...]:
        meanings = self.variants.get(word, ())
        if any(len(meaning) > 1 for meaning in meanings):
            return tuple(frozenset((part,)) for part in meanings[0])
        readings = frozenset((word, *(meaning[0] for meaning in meanings)))
        if len(readings) == 1:
            readings |= self.corrections(word) or self._of_leet(word)
        if len(readings) == 1 and (parts := self._unglued(word)):
            return tuple(frozenset((part,)) for part in parts)
        return (readings,)

    def _compounds(self, word: str) -> Iterator[str]:
        """The words with a star that stand for this one: "*vloer" for "keukenvloer", "zelfmoord*"."""
        for star in self._stars:
            part = star.strip("*")
            if word == part or (len(word) > len(part) + 1 and _fits_star(word, star, part)):
                yield star

    @cached_property
    def _stars(self) -> tuple[str, ...]:
        return tuple(word for word in sorted(self.lexicon) if "*" in word)

    def _of_leet(self, word: str) -> frozenset[str]:
        """The same for a word with figures or stars for letters ("z3lfm00rd", "zelfm**rd")."""
        if word.isalpha() or sum(letter.isalpha() for letter in word) < 2:
            return frozenset()
        plain = word.translate(_LEET)
        return frozenset((plain,)) if plain in self.lexicon else self.corrections(plain)

    def _whole(self, first: str, second: str) -> str | None:
        for rest in self._apart_by_first.get(first, ()):
            if second == rest or (sound(second) == sound(rest) and second not in self.plain):
                return first + rest
        return None

    def _unglued(self, word: str) -> Phrase | None:
        if len(word) < SHORTEST_GLUED or word in self.lexicon or word in self.plain:
            return None
        return next(self._splits(word), None)

    def _splits(self, word: str) -> Iterator[Phrase]:
        for end in range(len(word) - 2, 1, -1):
            if word[:end] in self.glue:
                rest = word[end:]
                if rest in self.glue:
                    yield word[:end], rest
                yield from ((word[:end], *parts) for parts in self._splits(rest))

    def _by_distance(self, word: str) -> frozenset[str]:
        heard = sound(word)
        if len(heard) < SHORTEST_BY_DISTANCE:
            return frozenset()
        most = 2 if len(heard) >= SHORTEST_FOR_TWO else 1
        near = [
            (OSA.distance(heard, key, score_cutoff=most), other)
            for key, other in self._by_letter.get(heard[0], ())
            if abs(len(key) - len(heard)) <= most
        ]
        best = min((distance for distance, _ in near), default=most + 1)
        return frozenset(other for distance, other in near if distance == best <= most)

    @cached_property
    def _by_sound(self) -> dict[str, frozenset[str]]:
        by_sound: dict[str, frozenset[str]] = {}
        for word in self.targets:
            if len(word) >= SHORTEST_BY_SOUND:
                by_sound[sound(word)] = by_sound.get(sound(word), frozenset()) | {word}
        return by_sound

    @cached_property
    def _by_letter(self) -> dict[str, list[Phrase]]:
        by_letter: dict[str, list[Phrase]] = {}
        for word in sorted(self.targets):
            if len(sound(word)) >= SHORTEST_BY_DISTANCE - 1:
                by_letter.setdefault(sound(word)[0], []).append((sound(word), word))
        return by_letter

    @cached_property
    def _apart_by_first(self) -> dict[str, tuple[str, ...]]:
        by_first: dict[str, tuple[str, ...]] = {}
        for first, rest in sorted(self.apart):
            by_first[first] = (*by_first.get(first, ()), rest)
        return by_first


def _fits_star(word: str, star: str, part: str) -> bool:
    return word.endswith(part) if star.startswith("*") else word.startswith(part)


def _endings(word: str) -> Iterator[str]:
    """Other ways to end (or, in Brabant, to say) a word: d or t, with or without the last n, "ao"."""
    if len(word) < 4:
        return
    stem = re.sub("dt$|[dt]$", "", word)
    if stem != word:
        yield from (stem + "d", stem + "t")
    if word.endswith("e"):
        yield word + "n"
    if "ao" in word:
        yield word.replace("ao", "aa")
