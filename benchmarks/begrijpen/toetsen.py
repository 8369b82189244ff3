"""Measures the shipped model on every separate test, as typed and spoiled, and writes the figures for the docs.

python -m benchmarks.begrijpen.toetsen     # some seven minutes; writes toetsen.json, which docs/begrijpen.md shows
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from intents.dataset import read_file
from intents.evaluate import (
    STEPS,
    Figure,
    Reading,
    Table,
    coverage,
    measure,
    read_all,
    spoiled,
    strata,
    tabled,
)
from intents.lezer import Lezer

HERE = Path(__file__).parent
FIGURES = HERE / "toetsen.json"
# The last two have nothing but orders to a device.
TESTS = (
    "toets",
    "slot",
    "kort",
    "vers",
    "eind",
    "fris",
    "laatst",
    "blind",
    "proef",
    "tegenproef",
    "naproef",
    "verhaal",
    "spraak",
    "gesproken",
)
_DEVICE = frozenset({"spraak", "gesproken"})  # these say little about anything but false alarms

Rows = dict[str, list[int]]


def measured(name: str, lezer: Lezer) -> dict[str, object]:
    """The figures of one test: in all, by the part that the file names, and spoiled."""
    examples = list(read_file(HERE / f"{name}.jsonl"))
    readings = read_all(examples, lezer)
    parts = {
        part.removeprefix("deel: "): _rows(tabled(group))
        for part, group in strata(readings)
        if part.startswith("deel: ")
    }
    found = {"berichten": len(examples), "alles": _rows(tabled(readings)), "delen": parts}
    if name in _DEVICE:
        return found
    sure = [
        [point.certainty, *_pair(point.covered), *_pair(point.right)] for point in coverage(readings, STEPS)
    ]
    worse = {way: _rows(measure(some, lezer)) for way, some in spoiled(examples)}
    return {**found, "slordig": worse, "zeker": sure, "erbij": besides(readings)}


def besides(readings: Sequence[Reading]) -> dict[str, list[int]]:
    """Of the leefgebieden after the first: how many are right, by tenths of their chance. [right, all]."""
    counted: dict[str, list[int]] = {}
    for one in readings:
        for score in one.begrip.leefgebieden[1:]:
            pair = counted.setdefault(f"{int(score.score * 10) / 10}", [0, 0])
            pair[0] += score.id in one.example.leefgebieden
            pair[1] += 1
    return dict(sorted(counted.items()))


def _rows(table: Table) -> Rows:
    return {figure.name: _pair(figure) for figure in table.figures if figure.n}


def _pair(figure: Figure) -> list[int]:
    return [figure.hits, figure.n]


def _lines(found: dict[str, dict[str, object]]) -> str:
    """JSON with a line for each test, so that a change shows which."""
    rows = (f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in found.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


# --- for the docs ---


def share(pair: Sequence[int] | None) -> str:
    """35,3% for [12, 34]; nothing where there was nothing to count."""
    return f"{pair[0] / pair[1]:.1%}".replace(".", ",") if pair and pair[1] else ""


def row(name: str, rows: Rows, wanted: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return f"| {name} | " + " | ".join(share(rows.get(one)) for one in wanted) + " |"


def together(tests: Sequence[Rows], wanted: str) -> list[int]:
    """One measure over several tests: [hits, n]."""
    pairs = [rows[wanted] for rows in tests if wanted in rows]
    return [sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)]


def main() -> None:
    """Measures and writes."""
    lezer = Lezer.load()
    if not lezer.has_encoder:
        sys.exit("Zonder de zinsvector zijn dit andere cijfers. Installeer eerst alle pakketten.")
    found = {name: measured(name, lezer) for name in TESTS}
    FIGURES.write_text(_lines(found), encoding="utf-8")


if __name__ == "__main__":
    main()
