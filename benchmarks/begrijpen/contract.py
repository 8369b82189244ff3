"""What every candidate can do, and the files through which a worker process is given work and hands it back.

Knows nothing of the project, so that a candidate may run under another Python with packages of its own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

LEEFGEBIED, NOOD, ROUTE, ROL = "leefgebied", "nood", "route", "rol"
EXCLUSIVE = frozenset({ROUTE, ROL})  # of these exactly one choice is right
LEARN, READ, TASK = "leer.jsonl", "lees.jsonl", "taak.json"
MODEL, SCORES, HELD_OUT, COSTS = "geleerd.pickle", "scores.npz", "achtergehouden.npz", "kosten.json"

Floats = NDArray[np.float32]
# For each question the labels of each text; for `NOOD` that is ("nood",) or nothing.
Labels = Mapping[str, Sequence[tuple[str, ...]]]
# For each question an array [texts, choices]; higher is likelier, comparable within one question only.
Scores = Mapping[str, Floats]


class Candidate(Protocol):
    """One way to understand. Survives pickle; loads what is large when it first reads."""

    def fit(self, texts: Sequence[str], labels: Labels) -> None:
        """Learns the questions that `labels` has, and forgets what it learned before."""

    def predict(self, texts: Sequence[str]) -> Scores:
        """Scores for each question that was learned. One text alone is always computed, never looked up."""


@dataclass(frozen=True)
class Context:
    """What a candidate is made with.

    choices: for each question its possible answers, in the order of the scores. examples: folder with the
    project's examples. cache: folder that outlives the run. setting: what this candidate may vary.
    """

    choices: Mapping[str, tuple[str, ...]]
    examples: str
    cache: str
    setting: str


@dataclass(frozen=True)
class Row:
    """A text to learn from; `part` is the number of the fold it is held out in."""

    text: str
    part: int
    labels: Mapping[str, tuple[str, ...]]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")


def read_rows(path: Path) -> list[Row]:
    """What `write_rows` wrote."""
    return [
        Row(one["text"], one["part"], {name: tuple(found) for name, found in one["labels"].items()})
        for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def labels_of(rows: Sequence[Row], *questions: str) -> Labels:
    """The labels of the rows, by question; all questions when none is named."""
    return {name: [row.labels[name] for row in rows] for name in questions or rows[0].labels}


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Readable, and the same for the same value."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_json(path: Path) -> dict[str, Any]:
    """What `write_json` wrote, or nothing when there is no file."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
