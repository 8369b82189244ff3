"""The four words with which a resident comes back: easy to say, to remember and to type, hard to guess.

With over 1,450 words four of them are 42 bits. Between any two words of the list lie two slips at least, so a word
with one slip is never another word; where only one word is so near, that one was meant.
"""

import re
import secrets
import unicodedata
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

COUNT = 4
_WORD = re.compile(r"[a-z]+")


@cache
def known_words() -> tuple[str, ...]:
    """The list, in order."""
    text = files("bot.chatpagina").joinpath("woorden.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line and not line.startswith("#"))


def make() -> str:
    """Four words with spaces between them, as nobody can foresee."""
    return " ".join(secrets.choice(known_words()) for _ in range(COUNT))


def read(typed: str) -> str | None:
    """The code that was meant; None when these are not four words of the list."""
    bare = unicodedata.normalize("NFKD", typed[:200].casefold())
    words = [_meant(word) for word in _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))]
    found = [word for word in words if word is not None]
    return " ".join(found) if len(words) == len(found) == COUNT else None


def _meant(word: str) -> str | None:
    """The word itself, or the only one that is one slip away."""
    if word in known_words():
        return word
    near = process.extract(word, known_words(), scorer=OSA.distance, score_cutoff=1, limit=2)
    return near[0][0] if len(near) == 1 else None
