"""Guesses the language of a text from its alphabet and its letter pieces. In doubt it is Dutch. Pure.

How a language is learned: intents/taal_fit.py. What belongs to each language: data/talen.toml.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, TypeAlias

from intents.normalize import clean, words
from intents.tables import table

DUTCH = "nl"
Pieces: TypeAlias = Mapping[str, Mapping[str, int]]

_READ = 120  # words looked at
_READ_LETTERS = 2_000
_SHORTEST, _LONGEST = 1, 4  # letters of a piece; a whole word is one too
_MOST_OF_ONE_WORD = 5.0  # less than _LEAST, so that no name or strange word decides for a whole message
_MOST_AGAINST = 4.0  # many more Dutch messages were learned from, so what is unknown looks Dutch
_LEAST = 6.0  # what another language must be ahead of Dutch
_OF_A_MARK, _OF_A_PAIR = 2.5, 5.0
_LEAST_IN_CHAT, _FIGURE_COUNTS = 3, 2
_FIGURE_IN_WORD = re.compile(r"^[a-z]+[3579][a-z]|^[3579][a-z]{3}")  # "ba3ref", "7ada"; not "e5" or "3x"
_RAW_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@cache
def languages() -> dict[str, dict[str, Any]]:
    """What data/talen.toml says of each language, by ISO 639-1 code."""
    return table("talen")


@cache
def letters() -> tuple[str, ...]:
    """The languages with Latin letters, Dutch among them."""
    return tuple(code for code, lists in languages().items() if "schrift" not in lists)


def is_guessed(code: str) -> bool:
    """Whether the encoder does not know this language, so that what a message is about is no more than a guess."""
    return bool(languages().get(code, {}).get("geraden", False))


@cache
def _learned() -> Pieces:
    return {
        code: {piece: int(weight) for weight, row in rows.items() for piece in row.split()}
        for code, rows in table("letterstukjes").items()
    }


def language(tekst: str, pieces: Pieces | None = None) -> str:
    """ISO 639-1 code of the text's language; "nl" when in doubt. pieces: others than those learned."""
    shown = clean(tekst[:_READ_LETTERS])
    return _script(shown) or _by_whole(shown) or _in_chat(shown) or by_letters(shown, pieces or _learned())


def _script(tekst: str) -> str | None:
    """The language with its own letters in at least half of the words."""
    begins = [raw[0] for raw in _RAW_WORD.findall(tekst) if raw[0].isalpha()]
    for code, lists in languages().items():
        first, last = lists.get("schrift", ("", ""))
        if first and begins and 2 * sum(first <= char <= last for char in begins) >= len(begins):
            return code
    return None


def _in_chat(tekst: str) -> str | None:
    """A language with letters of its own, typed with Latin letters and figures ("ma ba3ref")."""
    said = words(tekst)[:_READ]
    for code, lists in languages().items():
        known = sum(word in lists["chat"] for word in said) if "chat" in lists else 0
        figures = sum(bool(_FIGURE_IN_WORD.search(word)) for word in said)
        if known and known + _FIGURE_COUNTS * figures >= _LEAST_IN_CHAT:
            return code
    return None


def _by_whole(tekst: str) -> str | None:
    """A short message that is known as a whole ("hello", "ik spreek alleen turks"); those say too little otherwise."""
    said = " ".join(words(tekst))
    return _wholes().get(said)


@cache
def _wholes() -> dict[str, str]:
    begins = languages()[DUTCH]["spreekt"]
    return {
        " ".join(words(whole)): code
        for code, lists in languages().items()
        for whole in (
            *lists.get("berichten", ()),
            *(f"{begin} {naam}" for naam in lists.get("naam", ()) for begin in begins),
        )
    }


def by_letters(tekst: str, pieces: Pieces) -> str:
    """The language with the best pieces, if it is clearly ahead of Dutch."""
    ahead, total = Counter[str](), Counter[str]()
    for word, marked in dict.fromkeys(split_words(tekst)):
        for code, weights in pieces.items():
            score = _score(pieces_of(word, marked), weights) + _bonus(code, marked)
            ahead[code] += max(-_MOST_AGAINST, min(_MOST_OF_ONE_WORD, score))  # type: ignore[assignment]
            total[code] += score  # type: ignore[assignment]
    for code in _pairs(tekst):
        ahead[code] += _OF_A_PAIR  # type: ignore[assignment]
        total[code] += _OF_A_PAIR  # type: ignore[assignment]
    best = max(total, key=lambda code: total[code], default=DUTCH)
    return best if ahead[best] >= _LEAST else DUTCH


def _bonus(code: str, marked: str) -> float:
    """For a letter that Dutch does not have."""
    return _OF_A_MARK if not set(marked).isdisjoint(languages()[code].get("tekens", "")) else 0.0


def _pairs(tekst: str) -> list[str]:
    """The languages of the fixed combinations in a text ("want to"), whose words alone could be Dutch."""
    said = f" {' '.join(words(tekst)[:_READ])} "
    return [code for code, pair in _combinations() if pair in said]


@cache
def _combinations() -> tuple[tuple[str, str], ...]:
    """Language and combination, folded, between spaces."""
    return tuple(
        (code, f" {' '.join(words(pair))} ")
        for code in letters()
        for pair in languages()[code].get("paren", ())
    )


def _score(found: tuple[str, ...], weights: Mapping[str, int]) -> float:
    """Pieces overlap, so a longer word does not count as much more as it has more of them."""
    return float(sum(weights.get(piece, 0) for piece in found) / len(found) ** 0.5)


def split_words(tekst: str) -> Iterator[tuple[str, str]]:
    """Each word folded, and the letters with a mark that it was typed with."""
    for raw in _RAW_WORD.findall(clean(tekst).lower())[:_READ]:
        marked = "".join(sorted({char for char in raw if char.isalpha() and not char.isascii()}))
        yield from ((word, marked) for word in words(raw) if not word.isdigit())


@lru_cache(maxsize=20_000)
def pieces_of(word: str, marked: str = "") -> tuple[str, ...]:
    """The letter pieces of a folded word, with _ for its edges, and *x for each letter with a mark."""
    edged = f"_{word}_"
    sizes = range(_SHORTEST, _LONGEST + 1)
    found = [edged[at : at + size] for size in sizes for at in range(len(edged) - size + 1)]
    whole = [edged] if len(edged) > _LONGEST else []
    return (*(piece for piece in found if piece != "_"), *whole, *(f"*{char}" for char in marked))
