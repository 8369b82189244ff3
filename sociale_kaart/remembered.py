"""Vectors of texts of the kaart, kept in a file, so that a start costs no time. Never a text of a resident."""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from sociale_kaart.meaning import Betekenis
from sociale_kaart.rough_look import Floats, Vectors

DEFAULT = Path(__file__).parent / "data" / "betekenis.npz"
LETTERS = 16  # of the hash of a text; among a million texts two are alike once in 30 million kaarten
PROBE = "goedemorgen, kunt u mij de weg wijzen?"  # read anew each time: the same numbers, the same reader
SAME = 0.999  # the cosine of two readings by one reader; processors differ a little


class Remembered:
    """Makes vectors with `read` for texts that are not in the files; holds what it made. A Betekenis.

    A file that is missing, cannot be read or was made by something else than `read` is as good as empty.
    A text that changed is another text.
    """

    def __init__(self, read: Betekenis, *files: Path) -> None:
        self._read = read
        self._known: dict[str, Vectors] = {}
        self.made = 0  # vectors that were in no file
        probe = read([PROBE])[0]
        for file in files:
            found = _load(file)
            if _alike(found.get(_key(PROBE)), probe):
                self._known |= found

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vectors, in half precision rounded."""
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            vectors = self._read(list(new.values())).astype(np.float16)
            self._known |= dict(zip(new, vectors, strict=True))
            self.made += len(new)
        return np.stack([self._known[key] for key in keys]).astype(np.float32)

    def save(self, file: Path, texts: Iterable[str]) -> None:
        """Writes the vectors of these texts, whole or not at all. Raises OSError."""
        self([PROBE])
        keys = sorted({_key(PROBE), *(_key(text) for text in texts)} & self._known.keys())
        vectors = np.stack([self._known[key] for key in keys])
        part = file.with_name(file.name + ".deel")
        with part.open("wb") as out:
            np.savez_compressed(out, sleutels=np.array(keys, f"<U{LETTERS}"), vectoren=vectors)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)


def _alike(kept: Vectors | None, read: Floats) -> bool:
    if kept is None or kept.shape != read.shape:
        return False
    one, other = kept.astype(np.float64), read.astype(np.float64)
    return float(one @ other) >= SAME * float(np.linalg.norm(one) * np.linalg.norm(other))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]


def _load(file: Path) -> dict[str, Vectors]:
    try:
        with np.load(file, allow_pickle=False) as found:
            keys, vectors = found["sleutels"].tolist(), found["vectoren"].astype(np.float16)
        return dict(zip(keys, vectors, strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return {}
