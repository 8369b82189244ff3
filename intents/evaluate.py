"""Measures a Lezer on a file of labelled messages: how often it is right, with what certainty, and how fast."""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from intents.begrip import Begrip, Rol, Route
from intents.dataset import NO_NOOD, Example, read_file
from intents.lezer import Lezer

Pair = tuple[Example, Begrip]
Test = Callable[[Example, Begrip], bool]
_Z = 1.96  # for an interval of 95%
NOOD_SEEN, MAIN_IN_THREE = "nood gezien", "hoofdgebied bij eerste drie"


@dataclass(frozen=True)
class Figure:
    """hits of n, with the 95% Wilson interval of the share."""

    name: str
    hits: int
    n: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 when there was nothing to measure."""
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end."""
        if not self.n:
            return 0.0, 1.0
        middle = (self.share + _Z**2 / (2 * self.n)) / (1 + _Z**2 / self.n)
        spread = math.sqrt(self.share * (1 - self.share) / self.n + _Z**2 / (4 * self.n**2))
        half = _Z * spread / (1 + _Z**2 / self.n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Table:
    """Figures by name, and the time one message takes in milliseconds."""

    figures: tuple[Figure, ...]
    ms_median: float
    ms_p95: float

    def __getitem__(self, name: str) -> Figure:
        """The figure with this name. Raises KeyError."""
        return {figure.name: figure for figure in self.figures}[name]

    def __str__(self) -> str:
        """Plain text, one figure a line."""
        lines = [f"{'maat':<34}{'goed':>6}{'van':>6}{'deel':>8}   95%-interval"]
        for figure in self.figures:
            low, high = figure.interval
            share = f"{figure.hits:>6}{figure.n:>6}{figure.share:>8.1%}   {low:.1%} - {high:.1%}"
            lines.append(f"{figure.name:<34}{share}")
        lines.append(f"tijd per bericht: mediaan {self.ms_median:.1f} ms, p95 {self.ms_p95:.1f} ms")
        return "\n".join(lines)


def evaluate(path: Path, lezer: Lezer) -> Table:
    """Reads every message of a JSONL file and compares. Raises ExampleInvalidError on a bad line."""
    return measure(list(read_file(path)), lezer)


def measure(examples: Sequence[Example], lezer: Lezer) -> Table:
    """The same for examples in memory."""
    pairs: list[Pair] = []
    times: list[float] = []
    for example in examples:
        start = time.perf_counter()
        pairs.append((example, lezer.read(example.tekst)))
        times.append((time.perf_counter() - start) * 1000)
    ranked = sorted(times) or [0.0]
    figures = tuple(_figure(name, pairs, of, right) for name, of, right in _MEASURES)
    return Table(figures, statistics.median(ranked), ranked[int(0.95 * (len(ranked) - 1))])


def _figure(name: str, pairs: Iterable[Pair], of: Test, right: Test) -> Figure:
    counted = [right(example, begrip) for example, begrip in pairs if of(example, begrip)]
    return Figure(name, sum(counted), len(counted))


def _all(example: Example, begrip: Begrip) -> bool:
    return True


def _in_nood(example: Example, begrip: Begrip) -> bool:
    return example.nood != NO_NOOD


def _harmless(example: Example, begrip: Begrip) -> bool:
    return example.nood == NO_NOOD


def _caught(example: Example, begrip: Begrip) -> bool:
    """Showing help at once and asking on both count."""
    return begrip.nood is not None


def _right_kind(example: Example, begrip: Begrip) -> bool:
    return begrip.nood is not None and begrip.nood.soort == example.nood


def _first_right(example: Example, begrip: Begrip) -> bool:
    """The top answer stands anywhere in the list of the labels."""
    return bool(begrip.leefgebieden) and begrip.leefgebieden[0].id in example.leefgebieden


def _main_in_three(example: Example, begrip: Begrip) -> bool:
    return example.leefgebieden[0] in [one.id for one in begrip.leefgebieden[:3]]


_MEASURES: tuple[tuple[str, Test, Test], ...] = (
    (NOOD_SEEN, _in_nood, _caught),
    ("nood: juiste soort", _in_nood, _right_kind),
    ("vals alarm", _harmless, _caught),
    ("eerste leefgebied goed", _all, _first_right),
    (MAIN_IN_THREE, _all, _main_in_three),
    ("rol goed", _all, lambda example, begrip: begrip.rol == example.rol),
    (
        "rol 'ander' herkend",
        lambda example, _: example.rol == Rol.ANDER,
        lambda _, begrip: begrip.rol is Rol.ANDER,
    ),
    ("route goed", _all, lambda example, begrip: begrip.route == example.route),
    *(
        (
            f"route '{one}' herkend",
            lambda example, _, one=one: example.route == one,
            lambda _, begrip, one=one: begrip.route is one,
        )
        for one in Route
        if one is not Route.NOOD
    ),
)


def main(path: Path | str, folder: Path | None = None) -> Table:
    """Prints the table of a file; used by `elkedeur model evalueer`."""
    table = evaluate(Path(path), Lezer.load(folder))
    sys.stdout.write(f"{table}\n")
    return table


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Meet de lezer op een bestand met voorbeelden (JSONL).")
    arguments.add_argument("bestand", type=Path)
    main(arguments.parse_args().bestand)
