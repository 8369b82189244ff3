"""Hides what belongs to a person before anything is stored. Pure; what was hidden stays in memory only.

Names are found by patterns, so not all of them: nobody is asked for the name of another person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from intents.adressen import Streets, mails, postcodes
from intents.namen import Names
from intents.nummers import BirthDates, Span, bsns, ibans, phones, plates
from intents.vocabulary import everyday_words

Finder = Callable[[str], Iterable[Span]]


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
        ("geboortedatum", BirthDates()),
        ("kenteken", plates),
        ("adres", postcodes),
        ("adres", Streets()),
        ("naam", Names(everyday_words())),
    )


def mask(tekst: str) -> Masked:
    """The text without personal details. Helpline numbers, amounts, ages and years stay."""
    hidden: list[tuple[int, int, str]] = []
    taken = bytearray(len(tekst))
    for kind, finder in _finders():
        for start, end in finder(tekst):
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                hidden.append((start, end, kind))
    return _replaced(tekst, sorted(hidden))


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
