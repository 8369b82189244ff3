"""Compares ways to represent a text, by grouped cross-validation on what may be learned from; never on the test part.

Run with `python -m intents.compare`; docs/begrijpen.md holds the outcome.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intents.dataset import Example, Split, read_folder
from intents.fit import Counted, out_of_fold
from intents.model import outputs
from intents.tables import leefgebied_ids
from intents.vectors import Floats

VARIANTS = {
    "woorden": "w",
    "stukjes van woorden": "c",
    "onderwerpen uit de lijsten": "l",
    "woorden en stukjes": "wc",
    "woorden en onderwerpen": "wl",
    "woorden, stukjes en onderwerpen": "wcl",
}


@dataclass(frozen=True)
class Outcome:
    """Shares of held-out messages that were right."""

    variant: str
    first: float
    main_in_three: float
    route: float


def compare(examples: Sequence[Example]) -> list[Outcome]:
    """One outcome for each variant, on the same folds."""
    data = Counted.of(examples)
    return [_outcome(name, data, blocks) for name, blocks in VARIANTS.items()]


def _outcome(name: str, data: Counted, blocks: str) -> Outcome:
    kept = [Counter({key: n for key, n in counts.items() if key[0] in blocks}) for counts in data.counts]
    scores, _ = out_of_fold(Counted(data.examples, kept))
    return Outcome(
        name,
        _share(
            _ranked(row, "leefgebied")[0] in one.leefgebieden
            for row, one in zip(scores, data.examples, strict=True)
        ),
        _share(
            one.leefgebieden[0] in _ranked(row, "leefgebied")[:3]
            for row, one in zip(scores, data.examples, strict=True)
        ),
        _share(_ranked(row, "route")[0] == one.route for row, one in zip(scores, data.examples, strict=True)),
    )


def _ranked(row: Floats, group: str) -> list[str]:
    """The choices of a group of outputs, best first."""
    scored = [
        (score, name.partition(":")[2])
        for score, name in zip(row, outputs(), strict=True)
        if name.startswith(group)
    ]
    return [name for _, name in sorted(scored, reverse=True)]


def _share(hits: Iterable[bool]) -> float:
    right = list(hits)
    return sum(right) / len(right)


def main() -> None:
    """Prints the comparison."""
    examples = [example for example in read_folder() if example.split is not Split.TEST]
    sys.stdout.write(
        f"{len(examples)} berichten, {len(leefgebied_ids())} leefgebieden, vijf delen zonder gedeelde scene\n"
    )
    for one in compare(examples):
        sys.stdout.write(f"{one.variant:<34}{one.first:>8.1%}{one.main_in_three:>8.1%}{one.route:>8.1%}\n")


if __name__ == "__main__":
    main()
