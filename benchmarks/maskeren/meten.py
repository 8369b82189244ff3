"""Counts what was found, missed and hidden by mistake. Pure.

A detail counts as found when each of its letters and digits is hidden, under whatever name: then nothing leaks.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.maskeren.berichten import KINDS, NEUTRAL, Marked, Span


@dataclass
class Count:
    """Of one kind: details that are there, found whole, found in part, and found whole under the right name."""

    there: int = 0
    whole: int = 0
    part: int = 0
    named: int = 0

    @property
    def missed(self) -> int:
        return self.there - self.whole - self.part


@dataclass
class Score:
    """Of one tool on some messages. `false_*`: hidden where nothing was marked, by the name the tool gave it."""

    kinds: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    false_spans: Counter[str] = field(default_factory=Counter)
    false_characters: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    clean_touched: int = 0

    @property
    def total(self) -> Count:
        counts = self.kinds.values()
        return Count(
            *(sum(getattr(one, name) for one in counts) for name in ("there", "whole", "part", "named"))
        )


def score(messages: Sequence[Marked], found: Sequence[Iterable[Span]]) -> Score:
    """The messages beside what a tool found in each."""
    result = Score()
    for message, spans in zip(messages, found, strict=True):
        _add(result, message, tuple(spans))
    return result


def _add(result: Score, message: Marked, found: tuple[Span, ...]) -> None:
    hidden = _letters(message.tekst, found)
    wanted = [span for span in message.spans if span.kind != NEUTRAL]
    for span in wanted:
        _count(result.kinds[span.kind], span, _letters(message.tekst, [span]), hidden, found)
    meant = _letters(message.tekst, message.spans)
    for one in found:
        own = _letters(message.tekst, [one])
        result.false_characters[one.kind] += len(own - meant)
        result.false_spans[one.kind] += not own & meant
    if not wanted:
        result.clean += 1
        result.clean_touched += bool(hidden - meant)


def _count(count: Count, span: Span, own: set[int], hidden: set[int], found: tuple[Span, ...]) -> None:
    count.there += 1
    if own <= hidden:
        count.whole += 1
        count.named += any(one.kind == span.kind and _overlap(one, span) for one in found)
    elif own & hidden:
        count.part += 1


def _letters(tekst: str, spans: Iterable[Span]) -> set[int]:
    """Where the letters and digits of these spans stand: blanks and marks give nothing away."""
    return {at for span in spans for at in range(span.start, span.end) if tekst[at].isalnum()}


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
