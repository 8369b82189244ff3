"""Which words made a text read as it was: by leaving out a word and reading again. Knows no model.

Works on the masked text, so that no explanation holds personal data. Meant for a person at a terminal, who
knows the text already; nothing of it goes to a log.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from intents.begrip import Begrip, Nood, Route
from intents.normalize import fold

_MOST_READINGS = 40
_PIECES = 24  # parts that are left out one by one; that leaves readings to search for rows of them
_MOST_TOGETHER = 6  # more parts than this together explain nothing
_MOST_SHOWN = 5
_LEAST_DROP = 0.02  # probability below which a word hardly matters
# A word, or what stands for a hidden detail ("[telefoon]"), which weighs nothing and is not left out.
_WORD = re.compile(r"(?P<hidden>\[[a-z-]+\])|[^\W_]+(?:['’][^\W_]+)*")


class Reads(Protocol):
    """What this module asks of a Lezer."""

    def read(self, tekst: str) -> Begrip:
        """What the text gives."""


Words = tuple[str, ...]
Fired = Callable[[str], Iterable[tuple[Nood, Words]]]
Outcome = Callable[[Begrip], object]


@dataclass(frozen=True)
class Cause:
    """Words that were left out together, and the chance (0..1) of the first leefgebied without them.

    Read without a model there are no chances: then these are the words without which another one comes first.
    """

    words: Words
    without: float


@dataclass(frozen=True)
class FiredRule:
    """A rule that saw a sign of nood, and the words it fired on. nood: what this rule alone says."""

    nood: Nood
    words: Words


@dataclass(frozen=True)
class Explanation:
    """Why a text was read as it was.

    begrip: the reading. leefgebied: what weighs most for the first leefgebied, heaviest first; where no word does
    so alone, a few in a row. route, nood: groups
    of words; without any one of these groups that outcome is another. Empty when no few words decide it, and
    route also when nood decides it. rules: every rule that fired, the deciding one first.
    """

    begrip: Begrip
    leefgebied: tuple[Cause, ...]
    route: tuple[Words, ...]
    nood: tuple[Words, ...]
    rules: tuple[FiredRule, ...]


@dataclass(frozen=True)
class _Piece:
    """A word, or a few that follow each other, with all places where they stand."""

    words: Words
    spans: tuple[tuple[int, int], ...]


def explain(lezer: Reads, tekst: str, fired: Fired) -> Explanation:
    """The words behind the first leefgebied, the route and the nood, in at most forty readings.

    fired: gives the danger rules that fire on a text, with the words on which (`Lezer.fired`).
    """
    begrip = lezer.read(tekst)
    trial = _Trial(lezer, begrip.tekst, begrip if begrip.tekst == tekst else None)
    route = () if begrip.route is Route.NOOD else trial.deciding(lambda read: read.route, begrip)
    nood = trial.deciding(_kind_of_nood, begrip) if begrip.nood else ()
    return Explanation(
        begrip=begrip,
        leefgebied=trial.causes()[:_MOST_SHOWN],
        route=route,
        nood=nood,
        rules=_in_order(fired(tekst), begrip.nood),
    )


def _kind_of_nood(begrip: Begrip) -> object:
    return begrip.nood and (begrip.nood.soort, begrip.nood.zekerheid)


class _Trial:
    """One text, read again and again without some of its words."""

    def __init__(self, lezer: Reads, tekst: str, whole: Begrip | None) -> None:
        self._lezer = lezer
        self._tekst = tekst
        self._count = 1  # readings so far: of the text as it came in
        self._whole = whole or self._read(tekst)
        self._pieces = _pieces(tekst)
        self._left = [self._without([piece]) for piece in self._pieces]

    def causes(self) -> tuple[Cause, ...]:
        """By how much the chance of the first leefgebied falls, the deepest fall first."""
        if not self._whole.leefgebieden:
            return ()
        first = self._whole.leefgebieden[0]
        pairs = list(zip(self._pieces, self._left, strict=True))
        if first.score == 0.0:  # read without a model, so without chances: yes or no
            return tuple(Cause(piece.words, 0.0) for piece, read in pairs if _first(read) != first.id)
        found = [Cause(piece.words, _chance(read, first.id)) for piece, read in pairs]
        heavy = [cause for cause in found if first.score - cause.without >= _LEAST_DROP]
        return tuple(sorted(heavy, key=lambda cause: cause.without)) or self._joint_cause(first.id)

    def _joint_cause(self, leefgebied: str) -> tuple[Cause, ...]:
        """When so much points the same way that no word is missed by itself."""
        row = self._row(_first)
        return (Cause(_words(row), _chance(self._without(row), leefgebied)),) if row else ()

    def deciding(self, outcome: Outcome, begrip: Begrip) -> tuple[Words, ...]:
        """The words without which the outcome changes: each group by itself, or else a few in a row together."""
        if outcome(self._whole) != outcome(begrip):
            return ()  # it hangs on what was hidden as personal, and that is not shown
        changed = [
            piece.words
            for piece, read in zip(self._pieces, self._left, strict=True)
            if outcome(read) != outcome(self._whole)
        ]
        if changed:
            return tuple(changed[:_MOST_SHOWN])
        row = self._row(outcome)
        return (_words(row),) if row else ()

    def _row(self, outcome: Outcome) -> Sequence[_Piece]:
        """The shortest row of pieces that changes the outcome, sought by halving from the end and the start."""

        def changes(start: int, end: int) -> bool:
            return outcome(self._without(self._pieces[start:end])) != outcome(self._whole)

        count = len(self._pieces)
        needed = 2 * count.bit_length() + 2
        if count < 2 or self._count >= _MOST_READINGS or not changes(0, count):
            return ()
        if self._count + needed > _MOST_READINGS:
            return ()
        end = bisect_left(range(count), True, lo=1, key=lambda end: changes(0, end))
        start = bisect_left(range(end), True, lo=1, key=lambda start: not changes(start, end)) - 1
        return self._pieces[start:end] if end - start <= _MOST_TOGETHER else ()

    def _without(self, pieces: Sequence[_Piece]) -> Begrip:
        """Read without these words; the signs between them stay, since they end a sentence."""
        tekst = self._tekst
        for start, end in sorted((span for piece in pieces for span in piece.spans), reverse=True):
            tekst = tekst[:start] + tekst[end:]
        return self._read(tekst)

    def _read(self, tekst: str) -> Begrip:
        self._count += 1
        return self._lezer.read(tekst)


def _words(pieces: Sequence[_Piece]) -> Words:
    return tuple(word for piece in pieces for word in piece.words)


def _chance(begrip: Begrip, leefgebied: str) -> float:
    """The chance of this leefgebied; 0 when it is not mentioned."""
    return {score.id: score.score for score in begrip.leefgebieden}.get(leefgebied, 0.0)


def _first(begrip: Begrip) -> str | None:
    return begrip.leefgebieden[0].id if begrip.leefgebieden else None


def _pieces(tekst: str) -> list[_Piece]:
    """Each different word with all its places; in a long text some words that follow each other at a time."""
    places: dict[str, list[re.Match[str]]] = {}
    for found in _WORD.finditer(tekst):
        if not found["hidden"]:
            places.setdefault(fold(found[0]), []).append(found)
    groups = list(places.values())
    count = min(len(groups), _PIECES)
    edges = [n * len(groups) // count for n in range(count + 1)] if count else []
    return [_piece(groups[start:end]) for start, end in pairwise(edges)]


def _piece(groups: Sequence[Sequence[re.Match[str]]]) -> _Piece:
    spans = tuple(found.span() for group in groups for found in group)
    return _Piece(tuple(group[0][0] for group in groups), spans)


def _in_order(fired: Iterable[tuple[Nood, Words]], nood: Nood | None) -> tuple[FiredRule, ...]:
    """Each once, the one that decided first."""
    rules = dict.fromkeys(FiredRule(sign, said) for sign, said in fired)
    return tuple(sorted(rules, key=lambda rule: nood is None or rule.nood.regel != nood.regel))


def sentences(explanation: Explanation) -> list[str]:
    """The explanation in plain Dutch, a line for each thing."""
    if not explanation.begrip.leefgebieden:
        return ["Er staan geen woorden die iets zeggen."]
    return [*_on_leefgebied(explanation), _on_route(explanation), *_on_nood(explanation)]


def _on_leefgebied(explanation: Explanation) -> list[str]:
    first = explanation.begrip.leefgebieden[0]
    if first.score == 0.0:
        groups = tuple(cause.words for cause in explanation.leefgebied)
        return [f"Leefgebied {first.id}, zonder model gelezen. {_decided(groups, 'een ander leefgebied')}"]
    head = f"Leefgebied {first.id}, kans {first.score:.0%}."
    if not explanation.leefgebied:
        return [f"{head} Geen enkel woord geeft de doorslag."]
    causes = "; ".join(f"{_quoted(c.words)} (zonder: {c.without:.0%})" for c in explanation.leefgebied)
    return [f"{head} Het meest wegen: {causes}."]


def _on_route(explanation: Explanation) -> str:
    head = f"Route {explanation.begrip.route}."
    if explanation.begrip.route is Route.NOOD:
        return f"{head} Nood gaat voor alles."
    return f"{head} {_decided(explanation.route, 'een andere route')}"


def _on_nood(explanation: Explanation) -> list[str]:
    nood = explanation.begrip.nood
    fired = [
        f"Regel {rule.nood.regel} ({rule.nood.soort}, {rule.nood.zekerheid}) sloeg aan op: {_quoted(rule.words)}."
        for rule in explanation.rules
    ]
    if nood is None:
        return ["Nood: geen.", *fired, *(["De rest van de tekst sprak dat tegen."] if fired else [])]
    head = f"Nood {nood.soort}, {nood.zekerheid}."
    learned = ["Geen regel sloeg aan: dit is een geleerd vermoeden."] if not fired else []
    return [f"{head} {_decided(explanation.nood, 'een andere uitkomst')}", *learned, *fired]


def _decided(groups: tuple[Words, ...], other: str) -> str:
    if not groups:
        return "Geen paar woorden geven de doorslag: het is het geheel."
    return f"Zonder {' of zonder '.join(map(_quoted, groups))} werd het {other}."


def _quoted(group: Words) -> str:
    return f'"{" ".join(group)}"'
