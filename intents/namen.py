"""Finds names, as far as patterns allow: after "mevrouw" or "ik heet", beside family words, at the end of a letter.

Only the given names of the list are seen everywhere; any other name needs one of those places. Pure.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from intents.normalize import fold
from intents.nummers import Span
from intents.tables import table

_WORD = re.compile(r"'t\b|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME_LENGTH = range(2, 31)
_MORE_NAMES = 3


@dataclass(frozen=True)
class _Word:
    text: str
    plain: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


class Names:
    """Built once; `known` are everyday words in plain spelling, which are no name when written small."""

    def __init__(self, known: Collection[str] = ()) -> None:
        data = table("persoonsgegevens")["namen"]
        self._never = frozenset([*data["geen"], *data["tussenvoegsels"], *data["aanhef"]])
        self._given = frozenset(map(fold, data["voornamen"]))
        self._listed = self._given | frozenset(data["twijfel"])
        self._surnames = frozenset(data["achternamen"])
        self._known = frozenset(known) - self._listed
        self._titles = _Ending(data["aanhef"], r"\.?")
        self._kin = _Ending(data["verwant"])
        self._intros = _Ending(data["aanloop"], "[:,]?")
        announced = (*data["aanhef"], *data["verwant"], *data["aanloop"])
        self._announcers = frozenset(fold(_WORD.findall(phrase)[-1]) for phrase in announced)
        self._particles = frozenset(data["tussenvoegsels"])
        closings = "|".join(map(re.escape, sorted(data["afsluiting"], key=len, reverse=True)))
        self._closing = re.compile(rf"(?i:\b(?:{closings}))[,.!\s]{{1,4}}(\w[\w .'-]{{1,40}})\W*$")

    def __call__(self, tekst: str) -> Iterator[Span]:
        shouted = sum(map(str.isupper, tekst)) * 2 > sum(map(str.isalpha, tekst))
        found = [_Word(m[0], fold(m[0]), *m.span()) for m in _WORD.finditer(tekst)]
        at = 0
        while at < len(found):
            start = self._start(tekst, found, at, shouted)
            stop = self._stop(tekst, found, start, shouted) if start is not None else at
            if start is not None:
                yield found[start].start, found[stop - 1].end
            at = max(at + 1, stop)
        yield from self._signed(tekst, shouted)

    def _start(self, tekst: str, found: Sequence[_Word], at: int, shouted: bool) -> int | None:
        """The index of the first word of a name that begins at `at`, or None."""
        word = found[at]
        if word.plain in self._given and (word.capital or len(word.plain) > 2):
            return at
        if at == 0 or found[at - 1].plain not in self._announcers:
            return None
        before = tekst[max(0, word.start - 30) : word.start].lower()
        first = self._behind_particles(found, at)
        if first is None or not _one_line(tekst, found, at, first):
            return None
        if self._intros(before) or self._titles(before):
            fits = self._may_be_name(found[first], shouted)
        else:
            fits = bool(self._kin(before)) and self._sure(found[first], shouted)
        return at if fits else None

    def _behind_particles(self, found: Sequence[_Word], at: int) -> int | None:
        """The index of the first word that is not "van", "de" or the like, at most three on."""
        ahead = range(at, min(at + 4, len(found)))
        return next((i for i in ahead if found[i].plain not in self._particles), None)

    def _may_be_name(self, word: _Word, shouted: bool) -> bool:
        """In a place where a name is due: anything but an everyday word."""
        if word.plain in self._never or len(word.plain) not in _NAME_LENGTH:
            return False
        listed = word.plain in self._listed or word.plain in self._surnames
        return listed or (word.capital and not shouted) or word.plain not in self._known

    def _sure(self, word: _Word, shouted: bool) -> bool:
        """Where a name is only likely: a listed name, or a capital that no everyday word explains."""
        if word.plain in self._listed:
            return True
        mixed = word.capital and not word.text.isupper() and not shouted
        return mixed and word.plain not in self._never and word.plain not in self._known

    def _stop(self, tekst: str, found: Sequence[_Word], start: int | None, shouted: bool) -> int:
        """The index after the last word of the name: what follows needs a capital or must be listed."""
        first = self._behind_particles(found, start or 0)
        stop = (first if first is not None else start or 0) + 1
        for _ in range(_MORE_NAMES):
            after = self._behind_particles(found, stop)
            if after is None or not _one_line(tekst, found, stop - 1, after):
                return stop
            behind_particle = after > stop and found[after].plain not in self._known
            behind_particle |= found[stop - 1].plain.rpartition("-")[2] in self._particles
            if not (
                self._sure(found[after], shouted)
                or (behind_particle and self._may_be_name(found[after], shouted))
            ):
                return stop
            stop = after + 1
        return stop

    def _signed(self, tekst: str, shouted: bool) -> Iterator[Span]:
        """The name under a message: at most three words behind a closing formula, at the very end."""
        match = self._closing.search(tekst, max(0, len(tekst) - 80))
        if match is None:
            return
        inner = [_Word(m[0], fold(m[0]), *m.span(0)) for m in _WORD.finditer(tekst, match.start(1))]
        own = [word for word in inner if word.plain not in self._particles]
        if 0 < len(own) <= 3 and all(self._may_be_name(word, shouted) for word in own):
            yield inner[0].start, inner[-1].end


class _Ending:
    """Whether a text ends in one of the phrases, with a blank behind it and perhaps a mark."""

    def __init__(self, phrases: Collection[str], mark: str = "") -> None:
        choices = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
        self._found = re.compile(rf"(?<![\w'])(?:{choices}){mark} {{1,2}}$")

    def __call__(self, before: str) -> bool:
        return self._found.search(before) is not None


def _one_line(tekst: str, found: Sequence[_Word], first: int, last: int) -> bool:
    """Whether only blanks stand between the words: a name does not run over a comma or a full stop."""
    gaps = range(first, last)
    return all(tekst[found[i].end : found[i + 1].start].strip(" ") == "" for i in gaps)
