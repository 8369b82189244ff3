"""Turns the words of a text into counted features, the same way in training and in reading. Pure.

Three blocks, told apart by the first letter of the key: "w:" stems and pairs of stems, with what a negation
denies; "c:" pieces of words of 3 to 5 letters, which survive spelling mistakes; "l:" the subjects that the word
lists know, and which people are named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

import snowballstemmer

from intents.phrases import Found, Phrases
from intents.tables import leefgebied_ids, table

BLOCKS = ("w", "c", "l")
PEOPLE = "rol."
_PIECES = (3, 4, 5)
_LONGEST = 40  # of a word, letters that count
_NEGATIONS = frozenset(
    {"niet", "geen", "nooit", "niemand", "nergens", "niks", "niets", "zonder", "nauwelijks", "amper"}
)
_DENIED = 3  # words after a negation that it is taken to deny


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Dutch stem of a folded word."""
    # Made per word: the library's object holds the word it works on, so two threads would spoil each other's.
    return str(snowballstemmer.stemmer("dutch").stemWord(word))


@cache
def subjects() -> Phrases:
    """The word lists that count as features, each under its own name ("geld.schuld", "rol.buren")."""
    tables = (*table("leefwoorden").items(), *table("woordgroepen").items(), ("rol", table("rol")["wie"]))
    return Phrases({f"{group}.{name}": words for group, lists in tables for name, words in lists.items()})


def features(tokens: Sequence[str]) -> Counter[str]:
    """How often each feature occurs in the folded words of a text."""
    found = subjects().find(tokens)
    length = f"l:lengte.{min(6, len(tokens).bit_length())}"
    return Counter(chain(_stems(tokens), _pieces(tokens), _subjects(found), _people(found), [length]))


def _stems(tokens: Sequence[str]) -> Iterator[str]:
    stems = ["#" if token.isdigit() else stem(token[:_LONGEST]) for token in tokens]
    yield from (f"w:{one}" for one in stems)
    yield from (f"w:{one}_{two}" for one, two in pairwise(["<", *stems, ">"]))
    for at, token in enumerate(tokens):
        if token in _NEGATIONS:
            yield from (f"w:!{one}" for one in stems[at + 1 : at + 1 + _DENIED])


def _pieces(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        edged = f" {token[:_LONGEST]} "
        for size in _PIECES:
            yield from (f"c:{edged[at : at + size]}" for at in range(len(edged) - size + 1))


def _subjects(found: Sequence[Found]) -> Iterator[str]:
    yield from (f"l:{one.label}" for one in found)
    groups = {one.label.partition(".")[0] for one in found}
    yield from (f"l:{group}" for group in groups)
    yield f"l:gebieden.{min(7, len(groups.intersection(leefgebied_ids())))}"


def _people(found: Sequence[Found]) -> Iterator[str]:
    """Who is named first, who besides the sender, and which people occur together."""
    named = [one.label.removeprefix(PEOPLE) for one in found if one.label.startswith(PEOPLE)]
    others = [who for who in named if who != "ik"]
    yield f"l:eerst.{named[0] if named else 'niemand'}"
    yield f"l:ander.{others[0] if others else 'niemand'}"
    yield f"l:samen.{'+'.join(sorted(set(named)))}"
    yield f"l:ik.{min(3, named.count('ik'))}"
