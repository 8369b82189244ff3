"""Hides what belongs to a person before anything is stored. Pure; what was hidden stays in memory only.

Names are found by patterns, so not all of them: nobody is asked for the name of another person.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from intents.adressen import Streets, mails, postcodes
from intents.namen import Names
from intents.normalize import WORD, clean, fold, words
from intents.nummers import AnnouncedPhones, BirthDates, Plates, Span, bsns, ibans, phones
from intents.vocabulary import everyday_words

Finder = Callable[[str], Iterable[Span]]

# What a phone or a text editor puts in the place of a blank, a dash or an apostrophe. One for one: places must hold.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u2019": "'",
    }
)


@dataclass(frozen=True)
class Masked:
    """A text in which each personal detail is replaced by its kind ("[telefoon]").

    kinds: what was hidden, in the order of the text, each once.
    found: the original strings of each kind, for a resident who gives a number on purpose. Never to be stored
    or logged.
    """

    tekst: str
    kinds: tuple[str, ...]
    found: dict[str, tuple[str, ...]]

    def __repr__(self) -> str:
        """Without the originals, so that no traceback or log can show them."""
        return f"Masked(kinds={self.kinds!r})"


@cache
def _finders() -> tuple[tuple[str, Finder], ...]:
    """The kinds, strongest first: where two overlap the first one wins."""
    return (
        ("e-mail", mails),
        ("iban", ibans),
        ("bsn", bsns),
        ("telefoon", phones),
        ("telefoon", AnnouncedPhones()),
        ("geboortedatum", BirthDates()),
        ("kenteken", Plates(everyday_words())),
        ("adres", postcodes),
        ("adres", Streets()),
        ("naam", Names(everyday_words())),
    )


# What stands in the place of a personal detail.
HIDDEN = re.compile(r"\[(?:bsn|telefoon|e-mail|iban|adres|kenteken|geboortedatum|naam)\]")

_HIDDEN_OR_WORD = re.compile(f"(?P<hidden>{HIDDEN.pattern})|{WORD.pattern}")


def shown_words(masked: str) -> list[str]:
    """The folded words of a masked text, without what stands in the place of a detail."""
    return words(HIDDEN.sub(" ", fold(masked)))


def reworded(masked: str, meant: Iterable[str]) -> str:
    """A masked text, folded, with other words in the place of its own, in their order.

    Marks and what stands for a detail stay where they are, and so do words for which there is no other.
    """
    following = iter(meant)
    return _HIDDEN_OR_WORD.sub(
        lambda part: part[0] if part["hidden"] else next(following, part[0]), fold(masked)
    )


def mask(tekst: str) -> Masked:
    """The text without personal details. Helpline numbers, amounts, ages and years stay.

    It is cleaned first: an invisible sign inside a number must not save it.
    """
    tekst = clean(tekst)
    return _replaced(tekst, find(tekst))


def find(tekst: str) -> list[tuple[int, int, str]]:
    """What `mask` hides, in the order of the text: start, end (not included) and kind. No two overlap."""
    hidden: list[tuple[int, int, str]] = []
    taken = bytearray(len(tekst))
    read = tekst.translate(_ALIKE)
    for kind, finder in _finders():
        for start, end in finder(read):
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                hidden.append((start, end, kind))
    return sorted(hidden)


def _replaced(tekst: str, hidden: list[tuple[int, int, str]]) -> Masked:
    parts: list[str] = []
    found: dict[str, tuple[str, ...]] = {}
    at = 0
    for start, end, kind in hidden:
        parts += (tekst[at:start], f"[{kind}]")
        found[kind] = (*found.get(kind, ()), tekst[start:end])
        at = end
    parts.append(tekst[at:])
    return Masked("".join(parts), tuple(found), found)
