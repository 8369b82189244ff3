"""The trained part at run time: arrays and word lists from a folder, no training library and no pickle."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from intents.begrip import NoodSoort, Rol, Route
from intents.errors import ModelUnreadableError
from intents.features import features
from intents.tables import PACKAGE, leefgebied_ids, table
from intents.vectors import Floats, Vocabulary

FOLDER = PACKAGE / "model"
WEIGHTS, VOCABULARY, SETTINGS = "weights.npz", "vocabulary.json", "settings.json"
# Log-odds that seen nood adds to its leefgebieden; 2 to 5 do equally well in cross-validation.
_LIFT = 3.0


@dataclass(frozen=True)
class Settings:
    """What training chose beside the weights. `fingerprint` ties the three files of one training together.

    slopes, offsets: turn the raw scores of the leefgebieden into probabilities.
    certainty: weights of (best score, lead over the next, coverage, 1) for "the first leefgebied is right".
    nood_alarm: the learned nood score from which a message is asked on; ander: the same for rol "ander".
    """

    fingerprint: str
    slopes: tuple[float, ...]
    offsets: tuple[float, ...]
    certainty: tuple[float, ...]
    nood_alarm: float
    ander: float


@dataclass(frozen=True)
class Scores:
    """What the trained part makes of a text. Probabilities by id, except `nood`, a raw score.

    known: share of the text's words that training had seen.
    """

    leefgebieden: Mapping[str, float]
    route: Mapping[Route, float]
    rol: Mapping[Rol, float]
    nood: float
    soort: NoodSoort
    zekerheid: float
    known: float


def outputs() -> tuple[str, ...]:
    """The columns of the weights, in order."""
    return (
        *(f"leefgebied:{one}" for one in leefgebied_ids()),
        *(f"route:{one}" for one in Route),
        *(f"rol:{one}" for one in Rol),
        "nood",
        *(f"soort:{one}" for one in NoodSoort),
    )


class Model:
    """Weights with their vocabulary. Safe to share; scoring changes nothing."""

    def __init__(self, vocabulary: Vocabulary, weights: Floats, bias: Floats, settings: Settings) -> None:
        if weights.shape != (len(vocabulary.keys), len(outputs())) or bias.shape != (len(outputs()),):
            raise ModelUnreadableError("de gewichten passen niet bij de woorden")
        self.vocabulary, self.settings = vocabulary, settings
        self._weights, self._bias = weights, bias

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """The model in a folder. Raises ModelUnreadableError."""
        try:
            keys = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
            settings = _settings(json.loads((folder / SETTINGS).read_text(encoding="utf-8")))
            # Opened here, since numpy leaves a damaged archive open.
            with (folder / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                idf, bias = arrays["idf"].astype(np.float32), arrays["bias"].astype(np.float32)
                weights = arrays["weights"].astype(np.float32)
            if fingerprint(keys) != settings.fingerprint:
                raise ModelUnreadableError("de bestanden horen niet bij elkaar")
            return cls(Vocabulary(keys, idf), weights, bias, settings)
        except ModelUnreadableError:
            raise
        except Exception as error:  # a damaged archive fails in many ways; every one means the same here
            raise ModelUnreadableError(type(error).__name__) from error

    def save(self, folder: Path) -> None:
        """Writes the three files; weights in half precision."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / VOCABULARY).write_text(self.vocabulary.to_json() + "\n", encoding="utf-8")
        (folder / SETTINGS).write_text(json.dumps(vars(self.settings), indent=1) + "\n", encoding="utf-8")
        np.savez_compressed(
            folder / WEIGHTS,
            weights=self._weights.astype(np.float16),
            bias=self._bias,
            idf=self.vocabulary.idf,
        )

    def score(self, tokens: Sequence[str]) -> Scores:
        """Reads the folded words of a text."""
        vector = self.vocabulary.vector(features(tokens))
        raw = vector.values @ self._weights[vector.places] + self._bias
        split = {name: raw[mine] for name, mine in self._columns.items()}
        leefgebieden = _sigmoid(split["leefgebied"] * self.settings.slopes + self.settings.offsets)
        return Scores(
            leefgebieden=dict(zip(leefgebied_ids(), map(float, leefgebieden), strict=True)),
            route=dict(zip(Route, map(float, _softmax(split["route"])), strict=True)),
            rol=dict(zip(Rol, map(float, _softmax(split["rol"])), strict=True)),
            nood=nood_score(float(split["nood"][0]), split["soort"]),
            soort=tuple(NoodSoort)[int(split["soort"].argmax())],
            zekerheid=self._zekerheid(leefgebieden, vector.coverage),
            known=vector.coverage,
        )

    def lifted(self, scores: Scores, soort: NoodSoort) -> Scores:
        """The scores of a text in which nood was seen: its leefgebieden weigh more, whoever saw it."""
        concerned = table("nood_leefgebieden")[soort]
        odds = np.array(
            [_log_odds(score) + _LIFT * (key in concerned) for key, score in scores.leefgebieden.items()]
        )
        chances = _sigmoid(odds.astype(np.float32))
        leefgebieden = dict(zip(scores.leefgebieden, map(float, chances), strict=True))
        return replace(scores, leefgebieden=leefgebieden, zekerheid=self._zekerheid(chances, scores.known))

    def _zekerheid(self, leefgebieden: Floats, known: float) -> float:
        return float(_sigmoid(certainty_inputs(leefgebieden, known) @ self._certainty))

    @cached_property
    def _columns(self) -> dict[str, slice]:
        groups = [name.partition(":")[0] for name in outputs()]
        return {name: slice(groups.index(name), groups.index(name) + groups.count(name)) for name in groups}

    @cached_property
    def _certainty(self) -> Floats:
        return np.array(self.settings.certainty, np.float32)


def _settings(read: Mapping[str, Any]) -> Settings:
    lists = {name: tuple(map(float, read[name])) for name in ("slopes", "offsets", "certainty")}
    return Settings(
        str(read["fingerprint"]), **lists, nood_alarm=float(read["nood_alarm"]), ander=float(read["ander"])
    )


def fingerprint(keys: Sequence[str]) -> str:
    """Names the vocabulary that a set of files belongs to."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def nood_score(binary: float, kinds: Floats) -> float:
    """One score from "is this nood" and the best of the kinds; the sum does better than either."""
    return binary + float(kinds.max())


def certainty_inputs(probabilities: Floats, coverage: float) -> Floats:
    """What the certainty is computed from: log-odds of the best, its lead, and how much was known."""
    best, second = np.sort(np.clip(probabilities, 1e-4, 1 - 1e-4))[-1:-3:-1]
    return np.array([np.log(best / (1 - best)), np.log(best / second), coverage, 1.0], np.float32)


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def _sigmoid(raw: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(raw, -30, 30))), np.float32)


def _softmax(raw: Floats) -> Floats:
    powers = np.exp(raw - raw.max())
    return np.asarray(powers / powers.sum(), np.float32)
