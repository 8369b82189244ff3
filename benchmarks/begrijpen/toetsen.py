"""Measures the shipped model on every separate test, as typed and spoiled, and writes the figures for the docs.

python -m benchmarks.begrijpen.toetsen     # some five minutes; writes toetsen.json, which docs/begrijpen.md shows
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from intents.dataset import Example, read_file
from intents.evaluate import Figure, Table, coverage, read_all, spoiled, strata, tabled
from intents.lezer import Lezer

HERE = Path(__file__).parent
FIGURES = HERE / "toetsen.json"
# In the order in which they were written. The last two have nothing but orders to a device.
TESTS = ("toets", "slot", "kort", "vers", "eind", "fris", "laatst", "blind", "spraak", "gesproken")
_DEVICE = frozenset({"spraak", "gesproken"})  # these say little about anything but false alarms
_TYPED = "zoals getypt"
_STEPS = tuple(nr / 10 for nr in range(10))

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
        [point.certainty, *_pair(point.covered), *_pair(point.right)] for point in coverage(readings, _STEPS)
    ]
    return {**found, "slordig": _spoiled(examples, lezer), "zeker": sure}


def _spoiled(examples: Sequence[Example], lezer: Lezer) -> dict[str, Rows]:
    return {name: _rows(tabled(read_all(worse, lezer))) for name, worse in spoiled(examples)}


def _rows(table: Table) -> Rows:
    return {figure.name: _pair(figure) for figure in table.figures if figure.n}


def _pair(figure: Figure) -> list[int]:
    return [figure.hits, figure.n]


# --- for the docs ---


def share(pair: Sequence[int] | None) -> str:
    """ "35,3%" for [12, 34]; nothing where there was nothing to count."""
    return f"{pair[0] / pair[1]:.1%}".replace(".", ",") if pair and pair[1] else ""


def row(name: str, rows: Rows, wanted: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return f"| {name} | " + " | ".join(share(rows.get(one)) for one in wanted) + " |"


def together(tests: Sequence[dict[str, Rows]], wanted: str) -> list[int]:
    """One measure over several tests: [hits, n]."""
    pairs = [one["alles"][wanted] for one in tests if wanted in one["alles"]]
    return [sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)]


def main() -> None:
    """Measures and writes."""
    lezer = Lezer.load()
    if not lezer.has_encoder:
        sys.exit("Zonder de zinsvector zijn dit andere cijfers. Installeer eerst alle pakketten.")
    found = {name: measured(name, lezer) for name in TESTS}
    FIGURES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
