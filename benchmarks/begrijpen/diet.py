"""Rasa's DIET classifier as a peer, one model for each question. Runs under a Python of its own: see rasa.md.

DIET gives one intent a message, so of several leefgebieden it learns the first, and "geen" stands for no nood.
"""

import asyncio
import json
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.begrijpen.contract import Context, Floats, Labels, Scores

_EPOCHS = 30
_NONE = "geen"
_MARKS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "\n": " "})  # Rasa reads brackets as entities
_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "language": "nl",
    "assistant_id": "vergelijking",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {
            "name": "DIETClassifier",
            "epochs": _EPOCHS,
            "entity_recognition": False,
            "ranking_length": 0,
            "random_seed": 0,
        },
    ],
}


@dataclass
class Diet:
    """Kept as Rasa's own archives."""

    context: Context
    archives: dict[str, bytes] = field(default_factory=dict)
    agents: dict[str, Any] = field(default_factory=dict)

    def fit(self, texts: Sequence[str], labels: Labels) -> None:
        """Trains with the settings that Rasa's own template gives, but fewer rounds."""
        self.agents = {}
        self.archives = {name: _train(texts, found) for name, found in labels.items()}

    def predict(self, texts: Sequence[str]) -> Scores:
        """Confidences; 0 for a choice that was never seen."""
        if not self.agents:
            self.agents = {name: _load(archive) for name, archive in self.archives.items()}
            self.archives = {}
        return asyncio.run(self._predict(texts))

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "agents": {}}

    async def _predict(self, texts: Sequence[str]) -> Scores:
        found: dict[str, Floats] = {}
        for name, agent in self.agents.items():
            parsed = [await agent.parse_message(text.translate(_MARKS)) for text in texts]
            found[name] = np.stack([self._row(name, one) for one in parsed])
        return found

    def _row(self, name: str, parsed: dict[str, Any]) -> Floats:
        found = {one["name"]: one["confidence"] for one in parsed["intent_ranking"]}
        return np.array([found.get(choice, 0.0) for choice in self.context.choices[name]], np.float32)


def _train(texts: Sequence[str], found: Sequence[tuple[str, ...]]) -> bytes:
    """Rasa's archive of a model. JSON is YAML too, which is what Rasa reads."""
    from rasa.model_training import train_nlu  # type: ignore[import-not-found]  # another Python's package

    by_intent: dict[str, list[dict[str, str]]] = {}
    for text, right in zip(texts, found, strict=True):
        by_intent.setdefault(right[0] if right else _NONE, []).append({"text": text.translate(_MARKS)})
    nlu = [{"intent": name, "examples": examples} for name, examples in sorted(by_intent.items())]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.yml").write_text(json.dumps(_CONFIG), encoding="utf-8")
        # Rasa looks for a line that begins with "nlu:" before it takes a file for training data.
        (folder / "nlu.yml").write_text(f'version: "3.1"\nnlu: {json.dumps(nlu)}\n', encoding="utf-8")
        made = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
        if made is None:
            raise RuntimeError("Rasa trained nothing")
        return Path(made).read_bytes()


def _load(archive: bytes) -> Any:
    """Rasa's own reader; it would print every message otherwise."""
    from rasa.core.agent import Agent  # type: ignore[import-not-found]  # another Python's package
    from rasa.utils.log_utils import configure_structlog  # type: ignore[import-not-found]  # the same

    configure_structlog(logging.ERROR)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nlu.tar.gz"
        path.write_bytes(archive)
        return Agent.load(str(path))


def make(context: Context) -> Diet:
    """A fresh one."""
    return Diet(context)
