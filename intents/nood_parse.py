"""Reads a pattern as somebody wrote it in the rule files, and says in Dutch what is wrong with it. Pure.

woord           that word               (a|b c)     one of these, more words allowed
*woord woord*   any word that ends, or begins, in this one, or is it
<lijst>         a word of that list     woord?      may be missing
..  ..5         up to 3 (5) other words, inside one part of the sentence
...  ...12      up to 8 (12) other words, past commas and joining words, never past the sentence
[a + b + c]     in any order, as if .. stood between them; [a + b]5 and [a + b]...12 as with the puntjes
@x              this word says whom it is about
<begin> <eind>  the part of the sentence begins or ends here
"""

import re
from functools import cache

from intents.nood_pattern import AnyOrder, Edge, Element, Gap, Lists, Maybe, Pattern, Words
from intents.nood_spelling import Phrase
from intents.normalize import fold

EDGES = ("begin", "eind")
NEAR, FAR = 3, 8
MOST_GAP, MOST_PARTS = 15, 4
_PIECE = re.compile(r"\s*(\.{2,3}\d*|\[|\](?:\.{3})?\d*|\+|@?\([^()]*\)\??|@?<\w+>\??|@?[\w'#*]+\??)")
_PHRASE = re.compile(r"[\w'#*]+(\s+[\w'#*]+)*")


class PatternError(ValueError):
    """The pattern cannot be read; the message says why, in Dutch."""


def parse(source: str, lists: Lists) -> Pattern:
    """A pattern as written, with the lists it may name. Raises PatternError."""
    pieces = _pieces(source)
    elements: list[Element] = []
    while pieces:
        elements.append(_any_order(pieces, lists) if pieces[0] == "[" else _element(pieces.pop(0), lists))
    pattern = Pattern(source, tuple(elements))
    _check(pattern)
    return pattern


def _pieces(source: str) -> list[str]:
    pieces, at, source = [], 0, fold(source)
    while at < len(source):
        found = _PIECE.match(source, at)
        if found is None:
            raise PatternError(f"onleesbaar vanaf: {source[at:]}")
        pieces.append(found[1])
        at = found.end()
    return pieces


def _element(piece: str, lists: Lists) -> Element:
    if piece.startswith(".."):
        return _gap(piece)
    if piece.strip("<>") in EDGES and piece.startswith("<"):
        return Edge(end=piece == "<eind>")
    words = _words(piece.removesuffix("?"), lists)
    return Maybe(words) if piece.endswith("?") else words


def _gap(piece: str) -> Gap:
    far = piece.startswith("...")
    most = int(piece.lstrip(".") or (FAR if far else NEAR))
    if most > MOST_GAP:
        raise PatternError(f"{piece}: hoogstens {MOST_GAP} woorden ertussen")
    return Gap(most, far)


def _words(piece: str, lists: Lists) -> Words:
    bare = piece.removeprefix("@")
    phrases: set[Phrase] = set()
    for choice in bare.strip("()").split("|"):
        phrases |= _phrases(choice.strip(), lists)
    return _shared(frozenset(phrases), bare != piece)


@cache
def _shared(phrases: frozenset[Phrase], about: bool) -> Words:
    return Words(phrases, about)


def _phrases(choice: str, lists: Lists) -> frozenset[Phrase]:
    if choice.startswith("<"):
        name = choice.strip("<>")
        if name not in lists:
            raise PatternError(f"de lijst <{name}> bestaat niet")
        return lists[name]
    if not _PHRASE.fullmatch(choice):
        raise PatternError(f"geen woord: {choice!r}")
    return frozenset({tuple(choice.split())})


def _any_order(pieces: list[str], lists: Lists) -> AnyOrder:
    pieces.pop(0)
    parts: list[Words] = []
    while pieces and not pieces[0].startswith("]"):
        part = _element(pieces.pop(0), lists)
        if not isinstance(part, Words):
            raise PatternError("tussen [ en ] staan alleen woorden en lijsten, met + ertussen")
        parts.append(part)
        if pieces and pieces[0] == "+":
            pieces.pop(0)
    if not pieces or not 2 <= len(parts) <= MOST_PARTS:
        raise PatternError(f"tussen [ en ] staan twee tot {MOST_PARTS} delen")
    return AnyOrder(tuple(parts), _gap(pieces.pop(0)[1:]))


def _check(pattern: Pattern) -> None:
    if not pattern.needed:
        raise PatternError(
            "een patroon heeft ten minste een woord, een lijst of [ ] nodig, zonder ? erachter"
        )
    if any(isinstance(end, Gap) for end in (pattern.elements[0], pattern.elements[-1])):
        raise PatternError("een patroon begint of eindigt niet met puntjes")
