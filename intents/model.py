"""The trained part at run time: arrays and word lists from a folder, no training library and no pickle.

There are two heads: one for machines where the sentence encoder runs, one for words alone.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from intents.begrip import Nood, NoodSoort, Rol, Route, Zekerheid
from intents.encoder import Encoder
from intents.errors import ModelUnreadableError
from intents.features import features
from intents.kept_landmarks import KeptLandmarks
from intents.landmarks import Landmarks
from intents.tables import PACKAGE, leefgebied_ids, table
from intents.vectors import Floats, Vector, Vocabulary

FOLDER = PACKAGE / "model"
WEIGHTS, VOCABULARY, SETTINGS, LANDMARKS = "weights.npz", "vocabulary.json", "settings.json", "landmarks.npz"
# Log-odds that seen nood adds to its leefgebieden; 2 to 5 do equally well in cross-validation.
_LIFT = 3.0
# Log-odds by which the kind of a rule goes before the learned one; chosen on held-out answers.
_RULE_LEADS = 2.0


@dataclass(frozen=True)
class Settings:
    """What goes with the weights of one head.

    slopes, offsets: turn each raw output into log-odds. certainty: weights of (best score, lead over the next,
    coverage, 1) for "the first leefgebied is right". nood: weights of (learned score, best kind, a rule is sure,
    a rule doubts, 1) for "this is nood". nood_alarm: the chance from which what no rule saw is asked on;
    nood_quiet: the chance below which no rule is believed. ander: the chance from which the rol is "ander".
    """

    slopes: tuple[float, ...]
    offsets: tuple[float, ...]
    certainty: tuple[float, ...]
    nood: tuple[float, ...]
    nood_alarm: float
    nood_quiet: float
    ander: float


@dataclass(frozen=True)
class Scores:
    """What the trained part makes of a text: chances by id.

    nood: (learned score, best kind), as log-odds, for `Model.nood_chance`. known: share of the text's words that
    training had seen.
    """

    leefgebieden: Mapping[str, float]
    route: Mapping[Route, float]
    rol: Mapping[Rol, float]
    nood: tuple[float, float]
    soorten: Mapping[NoodSoort, float]
    zekerheid: float
    known: float

    def soort(self, rule: Nood | None) -> NoodSoort:
        """The likeliest kind, if it is nood at all; the kind that a rule saw has a lead."""
        lead = {rule.soort: _RULE_LEADS} if rule else {}
        return max(self.soorten, key=lambda one: self.soorten[one] + lead.get(one, 0.0))


def outputs() -> tuple[str, ...]:
    """The columns of the weights, in order."""
    return (
        *(f"leefgebied:{one}" for one in leefgebied_ids()),
        *(f"route:{one}" for one in Route),
        *(f"rol:{one}" for one in Rol),
        "nood",
        *(f"soort:{one}" for one in NoodSoort),
    )


@dataclass(frozen=True)
class Head:
    """Weights of the words [features, outputs], the bias [outputs], the landmarks if it has any, the settings.

    The weights stay in half precision, as they are kept: a text needs some hundred rows of them.
    """

    weights: Floats | NDArray[np.float16]
    bias: Floats
    landmarks: Landmarks | KeptLandmarks | None
    settings: Settings

    def raw(self, vector: Vector, meaning: Floats | None) -> Floats:
        """The raw outputs of a text."""
        found: Floats = vector.values @ self.weights[vector.places].astype(np.float32) + self.bias
        if self.landmarks is not None and meaning is not None:
            found = found + self.landmarks.outputs(meaning)
        return found


class Model:
    """A vocabulary and two heads. Safe to share; scoring changes nothing."""

    def __init__(
        self, vocabulary: Vocabulary, plain: Head, full: Head | None = None, encoder: Encoder | None = None
    ) -> None:
        for head in (plain, *((full,) if full else ())):
            if head.weights.shape != (len(vocabulary.keys), len(outputs())):
                raise ModelUnreadableError("de gewichten passen niet bij de woorden")
        self.vocabulary, self.plain, self.full = vocabulary, plain, full
        self.encoder = encoder if full else None

    @property
    def head(self) -> Head:
        """The head that reads on this machine."""
        return self.full if self.full and self.encoder else self.plain

    @property
    def settings(self) -> Settings:
        """Those of the head that reads."""
        return self.head.settings

    @cached_property
    def words_alone(self) -> "Model":
        """This model without comparing meanings: a tenth of the time."""
        return Model(self.vocabulary, self.plain)

    @classmethod
    def load(cls, folder: Path = FOLDER, encoder: Encoder | None = None) -> Self:
        """The model in a folder. Raises ModelUnreadableError."""
        try:
            read = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            used = (VOCABULARY, WEIGHTS, *((LANDMARKS,) if encoder else ()))
            if any(_fingerprint(folder / name) != read["bestanden"][name] for name in used):
                raise ModelUnreadableError("de bestanden horen niet bij elkaar")
            keys = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
            # Opened here, since numpy leaves a damaged archive open.
            with (folder / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                idf = arrays["idf"].astype(np.float32)
                plain, full = (_head(arrays, read, name) for name in ("plain", "full"))
            landmarks = KeptLandmarks.load(folder / LANDMARKS) if encoder else None
            return cls(Vocabulary(keys, idf), plain, replace(full, landmarks=landmarks), encoder)
        except ModelUnreadableError:
            raise
        except Exception as error:  # a damaged archive fails in many ways; every one means the same here
            raise ModelUnreadableError(type(error).__name__) from error

    def save(self, folder: Path) -> None:
        """Writes the four files; weights in half precision. Raises ValueError without a full head."""
        if self.full is None or not isinstance(self.full.landmarks, Landmarks):
            raise ValueError("only a model that was just trained, with the encoder, is written")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / VOCABULARY).write_text(self.vocabulary.to_json() + "\n", encoding="utf-8")
        np.savez_compressed(
            folder / WEIGHTS,
            idf=self.vocabulary.idf,
            plain=self.plain.weights.astype(np.float16),
            plain_bias=self.plain.bias,
            full=self.full.weights.astype(np.float16),
            full_bias=self.full.bias,
        )
        self.full.landmarks.save(folder / LANDMARKS)
        files = {name: _fingerprint(folder / name) for name in (VOCABULARY, WEIGHTS, LANDMARKS)}
        kept = {"bestanden": files, "plain": asdict(self.plain.settings), "full": asdict(self.full.settings)}
        (folder / SETTINGS).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")

    def score(self, tokens: Sequence[str]) -> Scores:
        """Reads a text, given as its folded words with the spelling repaired."""
        vector = self.vocabulary.vector(features(tokens))
        meaning = self.encoder.vector(tokens) if self.encoder else None
        return self.scores(self.head.raw(vector, meaning), vector.coverage)

    def scores(self, raw: Floats, known: float) -> Scores:
        """The chances that go with raw outputs; known: the share of the words that training had seen."""
        odds = raw * self._slopes + self._offsets
        split = {name: odds[mine] for name, mine in _columns().items()}
        leefgebieden = _sigmoid(split["leefgebied"])
        return Scores(
            leefgebieden=dict(zip(leefgebied_ids(), map(float, leefgebieden), strict=True)),
            route=dict(zip(Route, map(float, _shares(split["route"])), strict=True)),
            rol=dict(zip(Rol, map(float, _shares(split["rol"])), strict=True)),
            nood=(float(split["nood"][0]), float(split["soort"].max())),
            soorten=dict(zip(NoodSoort, map(float, split["soort"]), strict=True)),
            zekerheid=self._zekerheid(leefgebieden, known),
            known=known,
        )

    def nood_chance(self, scores: Scores, rule: Nood | None) -> float:
        """How likely this is nood, given what was learned and what a rule saw."""
        return float(_sigmoid(nood_inputs(scores.nood, rule) @ np.array(self.settings.nood, np.float32)))

    def lifted(self, scores: Scores, soort: NoodSoort, sure: float) -> Scores:
        """The scores of a text in which nood was seen: its leefgebieden weigh more, the surer the more.

        sure: 1 for what a rule saw, the chance of what is only suspected.
        """
        concerned = table("nood_leefgebieden")[soort]
        odds = np.array(
            [
                _log_odds(score) + _LIFT * sure * (key in concerned)
                for key, score in scores.leefgebieden.items()
            ]
        )
        chances = _sigmoid(odds.astype(np.float32))
        leefgebieden = dict(zip(scores.leefgebieden, map(float, chances), strict=True))
        return replace(scores, leefgebieden=leefgebieden, zekerheid=self._zekerheid(chances, scores.known))

    def _zekerheid(self, leefgebieden: Floats, known: float) -> float:
        weights = np.array(self.settings.certainty, np.float32)
        return float(_sigmoid(certainty_inputs(leefgebieden, known) @ weights))

    @cached_property
    def _slopes(self) -> Floats:
        return np.array(self.settings.slopes, np.float32)

    @cached_property
    def _offsets(self) -> Floats:
        return np.array(self.settings.offsets, np.float32)


def _columns() -> dict[str, slice]:
    groups = [name.partition(":")[0] for name in outputs()]
    return {name: slice(groups.index(name), groups.index(name) + groups.count(name)) for name in groups}


def _head(arrays: Mapping[str, Any], read: Mapping[str, Any], name: str) -> Head:
    return Head(arrays[name], arrays[f"{name}_bias"].astype(np.float32), None, _settings(read[name]))


def _settings(read: Mapping[str, Any]) -> Settings:
    lists = {name: tuple(map(float, read[name])) for name in ("slopes", "offsets", "certainty", "nood")}
    return Settings(
        **lists,
        nood_alarm=float(read["nood_alarm"]),
        nood_quiet=float(read["nood_quiet"]),
        ander=float(read["ander"]),
    )


def _fingerprint(path: Path) -> str:
    """By which the files of one training know each other."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def nood_inputs(learned: tuple[float, float], rule: Nood | None) -> Floats:
    """What the chance of nood is computed from."""
    sure = rule is not None and rule.zekerheid is Zekerheid.ZEKER
    doubt = rule is not None and not sure
    return np.array([*np.clip(learned, -12, 12), sure, doubt, 1.0], np.float32)


def certainty_inputs(probabilities: Floats, coverage: float) -> Floats:
    """What the certainty is computed from: log-odds of the best, its lead, and how much was known."""
    best, second = np.sort(np.clip(probabilities, 1e-4, 1 - 1e-4))[-1:-3:-1]
    return np.array([np.log(best / (1 - best)), np.log(best / second), coverage, 1.0], np.float32)


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def _sigmoid(raw: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(raw, -30, 30))), np.float32)


def _shares(odds: Floats) -> Floats:
    chances = _sigmoid(odds)
    return np.asarray(chances / chances.sum(), np.float32)
