"""The outcome as Markdown. Numbers as a Dutch reader writes them."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.maskeren.berichten import KINDS, Marked, Span
from benchmarks.maskeren.lezers import TOOLS
from benchmarks.maskeren.meten import Count, Score, score

_COSTS: tuple[tuple[str, Callable[[Mapping[str, Any]], float], str], ...] = (
    ("per bericht, de middelste", lambda one: statistics.median(one["ms"]), "{:.2f} ms"),
    ("bericht van 5.000 tekens", lambda one: one["lang_ms"]["5000"], "{:.0f} ms"),
    ("tekst van 100.000 tekens", lambda one: one["lang_ms"]["100000"], "{:.0f} ms"),
    ("klaar voor het eerste bericht", lambda one: one["klaar_s"], "{:.1f} s"),
    ("geheugen", lambda one: one["geheugen_mb"], "{:.0f} MB"),
)


def markdown(messages: Sequence[Marked], outcomes: Mapping[str, Mapping[str, Any]], title: str) -> str:
    """Tables of found, hidden by mistake and costs; a tool without an outcome is named below them."""
    measured = {tool: one for tool, one in outcomes.items() if "gevonden" in one}
    scores = {tool: score(messages, _spans(one)) for tool, one in measured.items()}
    lines = [f"## {title}: {len(messages)} berichten", ""]
    if scores:
        lines += [*_found(scores), "", *_mistakes(scores), ""]
    absent = [tool for tool in outcomes if tool not in measured]
    lines += [f"- {TOOLS[tool][0]}: niet gemeten: {outcomes[tool]['niet_gemeten']}" for tool in absent]
    return "\n".join(lines).rstrip() + "\n"


def costs(outcomes: Mapping[str, Mapping[str, Any]]) -> str:
    """The table of time and memory."""
    measured = {tool: one for tool, one in outcomes.items() if "gevonden" in one}
    rows = [
        (name, *(_dutch(form.format(get(one))) for one in measured.values())) for name, get, form in _COSTS
    ]
    return "\n".join(["## Tijd en geheugen", "", *_table(["", *_names(measured)], rows)]) + "\n"


def slips(messages: Sequence[Marked], outcome: Mapping[str, Any]) -> list[str]:
    """The messages in which one measured tool missed a detail or hid too much, for whoever improves it."""
    lines = []
    for message, found in zip(messages, _spans(outcome), strict=True):
        one = score([message], [found])
        if one.total.whole < one.total.there or one.false_characters.total():
            shown = ", ".join(f"{span.kind}: {message.tekst[span.start : span.end]}" for span in found)
            lines.append(f"{message.tekst!r}\n    verborgen: {shown or 'niets'}")
    return lines


def _spans(outcome: Mapping[str, Any]) -> list[list[Span]]:
    return [[Span(*one) for one in found] for found in outcome["gevonden"]]


def _found(scores: Mapping[str, Score]) -> list[str]:
    counts = {kind: [one.kinds[kind] for one in scores.values()] for kind in KINDS}
    counts["samen"] = [one.total for one in scores.values()]
    rows = [(kind, str(some[0].there), *map(_shown, some)) for kind, some in counts.items()]
    return _table(["gevonden / deels / gemist (juiste soort)", "aantal", *_names(scores)], rows)


def _mistakes(scores: Mapping[str, Score]) -> list[str]:
    rows = [(kind, *(_wrong(one, kind) for one in scores.values())) for kind in (*KINDS, "anders")]
    totals = (f"{one.false_spans.total()} ({one.false_characters.total()})" for one in scores.values())
    clean = (f"{one.clean_touched} van {one.clean}" for one in scores.values())
    rows += [("samen", *totals), ("berichten zonder gegevens waarin toch iets verborgen is", *clean)]
    return _table(["ten onrechte verborgen: stukken (tekens)", *_names(scores)], rows)


def _shown(count: Count) -> str:
    return f"{count.whole} / {count.part} / {count.missed} ({count.named})"


def _wrong(one: Score, kind: str) -> str:
    names = {name for name in one.false_spans if name not in KINDS} if kind == "anders" else {kind}
    spans, characters = (
        sum(counter[name] for name in names) for counter in (one.false_spans, one.false_characters)
    )
    return f"{spans} ({characters})"


def _names(tools: Mapping[str, Any]) -> list[str]:
    return [TOOLS[tool][0] for tool in tools]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _dutch(number: str) -> str:
    return number.replace(".", ",")
