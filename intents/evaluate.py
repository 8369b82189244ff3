"""Measures a Lezer on a file of labelled messages: how often it is right, with what certainty, and how fast.

Also in strata (each kind of nood, route, rol, leefgebied, and the parts that the file itself names), for the same
messages spoiled by typing errors, and how much is right where the Lezer says that it is sure.
"""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from intents.begrip import Begrip, Rol, Route
from intents.dataset import NO_NOOD, Example, read_file
from intents.lezer import Lezer
from intents.noise import SPOILED

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

    def __str__(self) -> str:
        """One line of plain text."""
        low, high = self.interval
        return f"{self.name:<34}{self.hits:>6}{self.n:>6}{self.share:>8.1%}   {low:.1%} - {high:.1%}"


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
        head = f"{'maat':<34}{'goed':>6}{'van':>6}{'deel':>8}   95%-interval"
        took = f"tijd per bericht: mediaan {self.ms_median:.1f} ms, p95 {self.ms_p95:.1f} ms"
        return "\n".join((head, *map(str, self.figures), took))

    @property
    def brief(self) -> str:
        """The figures that have something to count, one a line."""
        return "\n".join(str(figure) for figure in self.figures if figure.n)


def evaluate(path: Path, lezer: Lezer) -> Table:
    """Reads every message of a JSONL file and compares. Raises ExampleInvalidError on a bad line."""
    return measure(list(read_file(path)), lezer)


def measure(examples: Sequence[Example], lezer: Lezer) -> Table:
    """The same for examples in memory."""
    return tabled(read_all(examples, lezer))


@dataclass(frozen=True)
class Reading:
    """One example, what was read in it, and the milliseconds that took."""

    example: Example
    begrip: Begrip
    ms: float


def read_all(examples: Iterable[Example], lezer: Lezer) -> list[Reading]:
    """Reads every example once."""
    readings: list[Reading] = []
    for example in examples:
        start = time.perf_counter()
        begrip = lezer.read(example.tekst)
        readings.append(Reading(example, begrip, (time.perf_counter() - start) * 1000))
    return readings


def tabled(readings: Sequence[Reading]) -> Table:
    """The figures of what was read."""
    pairs = [(one.example, one.begrip) for one in readings]
    ranked = sorted(one.ms for one in readings) or [0.0]
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


def strata(readings: Sequence[Reading]) -> Iterator[tuple[str, list[Reading]]]:
    """The readings by what their examples have in common, under its name; no group that holds all of them."""
    ways: tuple[tuple[str, Callable[[Example], str]], ...] = (
        ("deel", lambda one: one.deel),
        ("nood", lambda one: one.nood),
        ("route", lambda one: one.route),
        ("rol", lambda one: one.rol),
        ("leefgebied", lambda one: one.leefgebieden[0]),
    )
    for name, way in ways:
        for value in sorted({way(one.example) for one in readings} - {""}):
            group = [one for one in readings if way(one.example) == value]
            if len(group) < len(readings):
                yield f"{name}: {value}", group


def spoiled(examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    """The same examples with typing errors, under the name of the way they were spoiled."""
    for name, spoil in SPOILED.items():
        yield name, [replace(one, tekst=spoil(one.tekst)) for one in examples]


@dataclass(frozen=True)
class Covered:
    """How many messages are read with at least this certainty, and how often the first leefgebied is then right."""

    certainty: float
    covered: Figure
    right: Figure


def coverage(readings: Sequence[Reading], steps: Sequence[float]) -> list[Covered]:
    """The coverage curve: one point for each certainty in `steps`."""
    points = []
    for step in steps:
        sure = [one for one in readings if one.begrip.zekerheid >= step]
        hits = sum(_first_right(one.example, one.begrip) for one in sure)
        name = f"zekerheid vanaf {step:.1f}"
        points.append(Covered(step, Figure(name, len(sure), len(readings)), Figure(name, hits, len(sure))))
    return points


STEPS = tuple(nr / 10 for nr in range(10))


def main(path: Path | str, folder: Path | None = None) -> Table:
    """Prints the tables of a file; used by `elkedeur model evalueer`. Raises ExampleInvalidError on a bad line."""
    lezer, examples = Lezer.load(folder), list(read_file(Path(path)))
    readings = read_all(examples, lezer)
    table = tabled(readings)
    head = "met de zinsvector" if lezer.has_encoder else "zonder de zinsvector"
    sys.stdout.write(f"{len(examples)} berichten, gelezen {head}\n{table}\n")
    for name, group in strata(readings):
        sys.stdout.write(f"\n{name} ({len(group)})\n{tabled(group).brief}\n")
    for name, worse in spoiled(examples):
        sys.stdout.write(f"\n{name} ({len(worse)})\n{measure(worse, lezer).brief}\n")
    sys.stdout.write("\nzekerheid vanaf    gelezen   eerste leefgebied goed\n")
    for point in coverage(readings, STEPS):
        sys.stdout.write(f"{point.certainty:>15.1f}{point.covered.share:>11.1%}{point.right.share:>25.1%}\n")
    return table


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Meet de lezer op een bestand met voorbeelden (JSONL).")
    arguments.add_argument("bestand", type=Path)
    main(arguments.parse_args().bestand)
