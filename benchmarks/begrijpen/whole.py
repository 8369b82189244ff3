"""Elke Deur as it runs: rules, spelling, trained part and all. Trained here, on what the others learn from."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.begrijpen.contract import LEEFGEBIED, NOOD, ROL, ROUTE, Context, Floats, Labels, Scores
from intents.begrip import Begrip
from intents.lezer import Lezer

ALARM = 0.5  # between "no nood" (0) and "nood, shown or asked on" (1)


@dataclass
class Whole:
    """Keeps the files of the trained model, so that a new process loads it as in use."""

    context: Context
    files: dict[str, bytes] = field(default_factory=dict)
    lezer: Lezer | None = None

    def fit(self, texts: Sequence[str], labels: Labels) -> None:
        """Trains on the parts train and dev of the examples' folder, which are the texts given."""
        from intents.train import train

        with tempfile.TemporaryDirectory() as folder:
            train(Path(self.context.examples), Path(folder))
            self.files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}

    def predict(self, texts: Sequence[str]) -> Scores:
        """Nood is 0 or 1; of route and rol the one that was chosen has 1."""
        if self.lezer is None:
            self.lezer = _load(self.files)
        begrippen = [self.lezer.read(text) for text in texts]
        return {name: np.stack([self._row(name, one) for one in begrippen]) for name in self.context.choices}

    def _row(self, name: str, begrip: Begrip) -> Floats:
        found: dict[str, dict[str, float]] = {
            LEEFGEBIED: {one.id: one.score for one in begrip.leefgebieden},
            NOOD: {NOOD: float(begrip.nood is not None)},
            ROUTE: {begrip.route: 1.0},
            ROL: {begrip.rol: 1.0},
        }
        return np.array([found[name].get(choice, 0.0) for choice in self.context.choices[name]], np.float32)

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "lezer": None}


def _load(files: dict[str, bytes]) -> Lezer:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return Lezer.load(Path(folder))


def make(context: Context) -> Whole:
    """A fresh one."""
    return Whole(context)
