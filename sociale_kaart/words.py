"""Dutch text to words, stems and sounds. Pure; keeps nothing of what it reads."""

import re
import unicodedata
from collections.abc import Iterable

import snowballstemmer

WORD = re.compile(r"[a-z0-9]+")
QUOTES = str.maketrans("", "", "'’‘`´")
# One spelling for what sounds the same, in this order; the last ones only at the end of a word.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ij|ei|y", "ei"),
        (r"ou|au", "au"),
        (r"ch|g", "g"),
        (r"ck|c(?![eih])", "k"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"v", "f"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
        (r"(?:dt|d)$", "t"),
        (r"e$", ""),
    )
)


def normalised(text: str) -> str:
    """Lower case without accents; apostrophes are dropped, so "z'n" is one word."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.translate(QUOTES)


def words_of(text: str) -> list[str]:
    """The words of a text, normalised, in order, single letters left out."""
    return [word for word in WORD.findall(normalised(text)) if len(word) > 1]


def sound_of(stem: str) -> str:
    """How a stem sounds: "breif" and "brijf", "mauw" and "mouw", "docter" and "dokter" are one."""
    for pattern, sound in SOUNDS:
        stem = pattern.sub(sound, stem)
    return stem


class Stemmer:
    """Dutch stems by Snowball. Made per use: the library's object is not thread-safe.

    Snowball takes "ge" off as if every word were a participle (gemeente, gezond); `keep_ge` holds the
    beginnings of words for which the older Dutch algorithm is used, which leaves the front alone.
    """

    def __init__(self, keep_ge: Iterable[str]) -> None:
        self._keep_ge = tuple(keep_ge)
        self._stem = snowballstemmer.stemmer("dutch").stemWord
        self._plain = snowballstemmer.stemmer("dutch_porter").stemWord

    def stems(self, words: Iterable[str]) -> list[str]:
        """The stem of each word, in order."""
        return [str(self._plain(w) if w.startswith(self._keep_ge) else self._stem(w)) for w in words]
