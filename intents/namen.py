"""Finds names, as far as patterns allow: after "mevrouw" or "ik heet", beside family words, at the end of a letter.

Only the given names of the list are seen everywhere; any other name needs one of those places. Pure.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from intents.normalize import fold
from intents.nummers import Span
from intents.tables import table

_WORD = re.compile(r"'t\b|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME_LENGTH = range(2, 31)
_MORE_NAMES = 3
_TRIPLE = re.compile(r"(.)\1\1")
_ABBREVIATED = re.compile(r"\b[vV][./] ?[dD]\b\.?")
_INITIAL = re.compile(r"\b([A-Z])\.(?= ?(?:[A-Z]|(?:van|de|der|den|het|ter|ten|vd|el|al) ))")
_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z] {1,2}){1,4}(?<=  )(?:(?:van|de|der|den|het|ter|ten|vd|el|al) {1,3}){0,3}([A-Z][\w'-]{2,30})"
)
# Behind a name that is also a word: "ik ben piet, 50", not "ik ben max 20 uur vrij".
_CLOSED = re.compile(r"\W*$|[,.!]| (?:en|uit|van) ?")


class _Word(NamedTuple):
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
        places, kin, titles = data["instelling"], data["verwant"], data["aanhef"]
        self._never = frozenset(
            map(fold, [*data["geen"], *data["tussenvoegsels"], *titles, *kin, *data["afkomst"]])
        )
        self._origin = tuple(data["afkomst_uitgang"])
        self._given = frozenset(map(fold, data["voornamen"]))
        self._doubtful = frozenset(data["twijfel"])
        self._listed = self._given | self._doubtful
        self._surnames = frozenset(data["achternamen"])
        self._known = frozenset(known) - self._listed
        self._titles = _Ending(titles, r"\.?")
        self._intros = _Ending(data["aanloop"], "[:,]?")
        self._kin_words = frozenset(kin)  # "de moeder van Lena": there "van" is no part of the name
        self._kin = _Ending(kin, r"(?:,? {1,2}\(?|\()", blank="")
        self._maybe = _Ending(data["misschien"], "[:,]?")
        self._line_start = re.compile(r"(?:^|\n)(?:hallo|hoi|dag)?,? ?met $")
        self._hot = re.compile(rf"(?<!\w)(?!(?:{_choices(data['heet_niet_na'])}) )[^\W\d]+ heet $")
        announced = (*titles, *kin, *data["aanloop"], *data["misschien"], "heet", "met")
        self._announcers = frozenset(fold(_WORD.findall(phrase)[-1]) for phrase in announced)
        self._particles = frozenset(data["tussenvoegsels"])
        self._place_ends = tuple(places)
        self._place = re.compile(rf" (?:[A-Z][\w'-]+ )?(?:[A-Z][\w'-]*)?(?i:{_choices(places)})\b")
        self._hallowed = _Ending(data["instelling_voor"], r"\.?")
        self._famous = tuple(data["bekend"])
        self._closing = _Closing(data["afsluiting"])
        self._thanks = _Closing(data["afsluiting_misschien"])
        one = rf"(?:[A-Z][\w'-]{{0,30}}|{_choices(data['tussenvoegsels'])})"
        self._greeted = re.compile(
            rf"\b(?i:{_choices(data['afsluiting'])})[,.!\s]{{1,4}}"
            rf"({one}(?: {{1,2}}(?:en |& )?{one}){{0,5}})(?= *(?:[.,!?(\n]|$))"
        )

    def __call__(self, tekst: str) -> Iterator[Span]:
        tekst = _spread(tekst)
        found = [_word(match) for match in _WORD.finditer(tekst)]
        shouted = _shouted(tekst, found)
        yield from self._signed_inside(tekst)
        at = joined = 0
        while at < len(found):
            start = (
                at if joined and self._sure(found[at], shouted) else self._start(tekst, found, at, shouted)
            )
            stop = at if start is None else self._stop(tekst, found, start, shouted)
            joined = 0
            if start is not None and not self._is_place(tekst, found, start, stop):
                yield found[start].start, found[stop - 1].end
                joined = self._joined(tekst, found, stop)
            at = joined or max(at + 1, stop)
        yield from self._initials(tekst)
        yield from self._signed(tekst, shouted)

    def _start(self, tekst: str, found: Sequence[_Word], at: int, shouted: bool) -> int | None:
        """The index of the first word of a name that begins at `at`, or None."""
        word = found[at]
        if word.plain in self._given and (word.capital or len(word.plain) > 2):
            return at
        if (
            word.plain in self._doubtful
            and self._sure(word, shouted, strict=True)
            and _inside(tekst, word.start)
        ):
            return at
        if word.plain in self._doubtful and word.capital and self._has_surname(tekst, found, at, shouted):
            return at
        if at == 0 or found[at - 1].plain not in self._announcers:
            return None
        first = self._behind_particles(found, at)
        if first is None or not _one_line(tekst, found, at, first):
            return None
        if not self._is_announced(tekst, word.start, found[first], shouted):
            return None
        return first if word.plain == "van" and found[at - 1].plain in self._kin_words else at

    def _has_surname(self, tekst: str, found: Sequence[_Word], at: int, shouted: bool) -> bool:
        """ "Jan van Dam": behind "van" or "de" a surname makes a name of what could begin a sentence as well."""
        last = self._behind_particles(found, at + 1)
        if last is None or last == at + 1 or shouted or not _one_line(tekst, found, at, last):
            return False
        return found[last].capital and (
            self._is_surname(found[last], shouted) or self._sure(found[last], shouted, strict=True)
        )

    def _is_announced(self, tekst: str, start: int, word: _Word, shouted: bool) -> bool:
        """Whether what stands before this place makes the word a name; small words may stand between."""
        before = tekst[max(0, start - 30) : start].lower()
        if self._intros(before) or self._titles(before):
            return self._may_be_name(word, shouted)
        if self._hot.search(before):
            return self._may_be_name(word, shouted) and (word.capital or word.plain not in self._surnames)
        if self._line_start.search(before) and word.plain in self._listed:
            return True
        if self._kin(before):
            return self._sure(word, shouted)
        if start != word.start or not self._sure(word, shouted) or not self._maybe(before):
            return False
        return word.capital or _CLOSED.match(tekst, word.end, word.end + 5) is not None

    def _behind_particles(self, found: Sequence[_Word], at: int) -> int | None:
        """The index of the first word that is not "van", "de" or an initial, at most three on."""
        ahead = range(at, min(at + 4, len(found)))
        return next((i for i in ahead if not self._leads(found[i])), None)

    def _leads(self, word: _Word) -> bool:
        return word.plain in self._particles or (len(word.text) == 1 and word.capital)

    def _may_be_name(self, word: _Word, shouted: bool) -> bool:
        """In a place where a name is due: anything but an everyday word."""
        if self._is_never(word.plain) or len(word.plain) not in _NAME_LENGTH:
            return False
        listed = word.plain in self._listed or word.plain in self._surnames
        return listed or (word.capital and not shouted) or word.plain not in self._known

    def _sure(self, word: _Word, shouted: bool, strict: bool = False) -> bool:
        """Where a name is only likely: a listed name (unless strict), or a capital that no everyday word explains."""
        if word.plain in self._listed and not strict:
            return True
        mixed = word.capital and not word.text.isupper() and not shouted
        return mixed and not self._is_never(word.plain) and word.plain not in self._known

    def _is_never(self, plain: str) -> bool:
        return plain in self._never or plain.endswith(self._origin)

    def _stop(self, tekst: str, found: Sequence[_Word], start: int, shouted: bool) -> int:
        """The index after the last word of the name: what follows needs a capital or must be listed."""
        first = self._behind_particles(found, start)
        stop = (first if first is not None else start) + 1
        for _ in range(_MORE_NAMES):
            after = self._behind_particles(found, stop)
            if after is None or not _one_line(tekst, found, stop - 1, after):
                return stop
            behind_particle = after > stop and found[after].plain not in self._known
            behind_particle |= found[stop - 1].plain.rpartition("-")[2] in self._particles
            if not (
                self._sure(found[after], shouted)
                or (behind_particle and self._may_be_name(found[after], shouted))
                or self._is_surname(found[after], shouted, small=after > stop and not found[start].capital)
            ):
                return stop
            stop = after + 1
        return stop

    def _is_surname(self, word: _Word, shouted: bool, *, small: bool = False) -> bool:
        """Behind a name: one that is an everyday word too. small: the name before it was not capitalised either."""
        return word.plain in self._surnames and ((word.capital and not shouted) or small)

    def _joined(self, tekst: str, found: Sequence[_Word], stop: int) -> int:
        """The index of the word behind "en" that follows a name, where a second name may stand; 0 for none."""
        follows = stop + 1 < len(found) and found[stop].plain == "en"
        return stop + 1 if follows and _one_line(tekst, found, stop - 1, stop + 1) else 0

    def _is_place(self, tekst: str, found: Sequence[_Word], start: int, stop: int) -> bool:
        """Whether a street, school or shop bears this name: "Anne Frankschool", "Sint Jan", "Albert Heijn"."""
        if fold(tekst[found[start].start : found[stop - 1].end + 12]).startswith(self._famous):
            return True
        last = found[stop - 1]
        if any(last.plain.endswith(end) and len(last.plain) > len(end) + 3 for end in self._place_ends):
            return True
        named = last.capital and self._place.match(tekst, last.end, last.end + 40)
        before = tekst[max(0, found[start].start - 12) : found[start].start].lower()
        return bool(named or self._hallowed(before))

    def _initials(self, tekst: str) -> Iterator[Span]:
        """ "J.A. van Dongen": the full stops are blanks by now, so two of those stand behind each initial."""
        for match in _INITIALS.finditer(tekst):
            if self._sure(_word(match, 1), shouted=False):
                yield match.span()

    def _signed(self, tekst: str, shouted: bool) -> Iterator[Span]:
        """The name under a message: at most three words behind a closing formula or on a last line of their own."""
        closing = self._closing(tekst)
        start = closing or self._thanks(tekst) or _last_line(tekst)
        if start is None:
            return
        inner = [_word(match) for match in _WORD.finditer(tekst, start)]
        own = [word for word in inner if not self._leads(word)]
        fits = self._may_be_name if closing else self._sure
        if 0 < len(own) <= 3 and all(fits(word, shouted) for word in own):
            yield inner[0].start, inner[-1].end

    def _signed_inside(self, tekst: str) -> Iterator[Span]:
        """The same with more words behind it ("Groet, Wobbema. Tot snel!"), of two, or only an initial at the end."""
        shouted = _loud(tekst)  # a short goodbye has a capital on most words
        for match in self._greeted.finditer(tekst):
            inner = [_word(word) for word in _WORD.finditer(match[1]) if word[0] not in ("en", "&")]
            own = [word for word in inner if not self._leads(word)]
            names = all(self._sure(word, shouted) or self._is_surname(word, shouted) for word in own)
            alone = not own and all(word.capital for word in inner) and not tekst[match.end() :].strip(" .!")
            if (own and len(own) <= _MORE_NAMES and names) or alone:
                yield match.span(1)


class _Closing:
    """Where the rest of a text begins behind a closing formula; None when it does not end that way."""

    def __init__(self, phrases: Collection[str]) -> None:
        self._found = re.compile(rf"(?i:\b(?:{_choices(phrases)}))[,.!\s]{{1,4}}(\w[\w .'-]{{1,40}})\W*$")

    def __call__(self, tekst: str) -> int | None:
        match = self._found.search(tekst, max(0, len(tekst) - 80))
        return match and match.start(1)


class _Ending:
    """Whether a text ends in one of the phrases, with a blank behind it and perhaps a mark."""

    def __init__(self, phrases: Collection[str], mark: str = "", blank: str = " {1,2}") -> None:
        self._found = re.compile(rf"(?<![\w'])(?:{_choices(phrases)}){mark}{blank}$")

    def __call__(self, before: str) -> bool:
        return self._found.search(before) is not None


def _choices(phrases: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def _word(match: re.Match[str], group: int = 0) -> _Word:
    """Most words need no unfolding, and a long text has many."""
    text = match[group]
    plain = text.lower() if text.isascii() and not _TRIPLE.search(text) else fold(text)
    return _Word(text, plain, *match.span(group))


def _spread(tekst: str) -> str:
    """The text with blanks for the full stops of initials and of "v.d.", so that a name is one run of words."""
    tekst = _ABBREVIATED.sub(lambda match: "vd".ljust(len(match[0])), tekst)
    return _INITIAL.sub(lambda match: f"{match[1]} ", tekst)


def _shouted(tekst: str, found: Sequence[_Word]) -> bool:
    """Whether capitals say nothing: a text in capitals, or One With A Capital On Most Words."""
    return _loud(tekst) or (len(found) > 3 and sum(word.capital for word in found) * 3 > len(found) * 2)


def _loud(tekst: str) -> bool:
    return sum(map(str.isupper, tekst)) * 2 > sum(map(str.isalpha, tekst))


def _inside(tekst: str, start: int) -> bool:
    """Whether a word stands before this place in the same sentence, so that a capital means something."""
    return start > 1 and tekst[start - 1] == " " and (tekst[start - 2].isalpha() or tekst[start - 2] == ",")


def _last_line(tekst: str) -> int | None:
    at = tekst.rstrip().rfind("\n")
    return at + 1 if at >= 0 and len(tekst) - at < 50 else None


def _one_line(tekst: str, found: Sequence[_Word], first: int, last: int) -> bool:
    """Whether only blanks stand between the words: a name does not run over a comma or a full stop."""
    gaps = range(first, last)
    return all(tekst[found[i].end : found[i + 1].start].strip(" ") == "" for i in gaps)
