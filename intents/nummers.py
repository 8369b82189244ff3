"""Finds numbers that belong to a person: telephone, BSN, IBAN, licence plate, date of birth. Pure.

Each finder yields (start, end) in the text. In doubt it yields: a number too much hidden harms less than one shown.
"""

import re
from collections.abc import Iterator

import phonenumbers

from intents.tables import table

Span = tuple[int, int]

_GAP = r"[ \t\-./()]{0,3}"
# A date with dots or dashes is no telephone number; 0800, 0900 and the like belong to nobody.
_PHONE = re.compile(
    rf"(?<![\w+])(?!\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d)(?!\(?0{_GAP}[89]00)"
    rf"(?:(?:\+|00){_GAP}31{_GAP}(?:\(?0\)?{_GAP})?[1-9](?:{_GAP}\d){{8}}"
    rf"|\(?[0oO]6(?:{_GAP}\d){{7,9}}"
    rf"|\(?0[1-57-9](?:{_GAP}\d){{8}}"
    rf"|6{_GAP}\d(?:{_GAP}\d){{7}}"
    rf"|(?:\+|00)[1-9](?:{_GAP}\d){{8,13}})(?!\d)"
)
_MOBILE = re.compile(r"\(?(?:[0oO]|(?:\+|00)31[^\d]*0?[^\d]*)?6")
# Asking the library costs time; above this many candidates each is hidden without asking.
_PHONE_CHECKS = 60

_BSN = re.compile(r"(?<![\d,.+])\d(?:[ .\-]?\d){8}(?![\d]|,\d)")
_BSN_NAMED = re.compile(
    r"\b(?:bsn|burgerservice ?nummer|sofi(?:[ -]?nummer)?)\b[^\d\n]{0,20}(\d[\d .\-]{5,11}\d)", re.I
)
_IBAN_NL = re.compile(r"(?<!\w)NL[ .]?\d{2}[ .]?[A-Z]{4}(?:[ .]?\d){10}(?!\d)", re.I)
# After the bank's letters each group holds a digit, so that the words behind the number stay out.
_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2} ?(?:[A-Z]{4} ?)?(?:[A-Z]{0,3}\d[A-Z\d]{0,26}(?: |(?!\w))){1,8}", re.I
)

_A, _D = "[A-Z]", r"\d"
_PLATE_SHAPES = (
    f"{_A}{{2}}-{_D}{{2}}-{_D}{{2}}|{_D}{{2}}-{_D}{{2}}-{_A}{{2}}|{_D}{{2}}-{_A}{{2}}-{_D}{{2}}"
    f"|{_A}{{2}}-{_D}{{2}}-{_A}{{2}}|{_A}{{2}}-{_A}{{2}}-{_D}{{2}}|{_D}{{2}}-{_A}{{2}}-{_A}{{2}}"
    f"|{_D}{{2}}-{_A}{{3}}-{_D}|{_D}-{_A}{{3}}-{_D}{{2}}|{_A}{{2}}-{_D}{{3}}-{_A}|{_A}-{_D}{{3}}-{_A}{{2}}"
    f"|{_A}{{3}}-{_D}{{2}}-{_A}|{_A}-{_D}{{2}}-{_A}{{3}}|{_D}-{_A}{{2}}-{_D}{{3}}|{_D}{{3}}-{_A}{{2}}-{_D}"
)
_PLATE = re.compile(rf"(?<![\w-])(?:{_PLATE_SHAPES})(?![\w-])", re.I)
_PLATE_NAMED = re.compile(
    r"\bkenteken(?:plaat|nummer)?\b\W{0,3}(?:is |van )?((?=[^\n]{0,6}\d)[A-Z\d](?:[ -]?[A-Z\d]){5})(?!\w)",
    re.I,
)


def phones(tekst: str) -> Iterator[Span]:
    """Dutch and foreign telephone numbers in any usual spelling; not 112, 113, 14 + area code, 0800, 0900."""
    for nr, match in enumerate(_PHONE.finditer(tekst)):
        if nr >= _PHONE_CHECKS or _MOBILE.match(match[0]) or _is_phone(match[0]):
            yield match.span()


def _is_phone(spelled: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(spelled, "NL"))
    except phonenumbers.NumberParseException:
        return False


def bsns(tekst: str) -> Iterator[Span]:
    """Nine digits that pass the elfproef, and whatever number is called a BSN."""
    for match in _BSN_NAMED.finditer(tekst):
        yield match.span(1)
    for match in _BSN.finditer(tekst):
        if passes_elfproef(re.sub(r"\D", "", match[0])):
            yield match.span()


def passes_elfproef(digits: str) -> bool:
    """The check of the burgerservicenummer: weights 9..2 and -1, the sum divisible by eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return (
        len(digits) == 9
        and digits.strip("0") != ""
        and sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
    )


def ibans(tekst: str) -> Iterator[Span]:
    """Whatever has the form of a Dutch account, and any other country's account whose check digits fit."""
    for match in _IBAN_NL.finditer(tekst):
        yield match.span()
    for match in _IBAN.finditer(tekst):
        end = _iban_end(match[0])
        if end:
            yield match.start(), match.start() + end


def _iban_end(candidate: str) -> int:
    """How many characters of the candidate make up an account number; 0 for none."""
    ends = [at + 1 for at, char in enumerate(candidate) if char != " "]
    compact = candidate.replace(" ", "").upper()
    fits = (length for length in range(len(compact), 14, -1) if _mod97(compact[:length]) == 1)
    return next((ends[length - 1] for length in fits), 0)


def _mod97(iban: str) -> int:
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97


def plates(tekst: str) -> Iterator[Span]:
    """Dutch licence plates with dashes, and any plate that is called a kenteken."""
    for match in _PLATE.finditer(tekst):
        yield match.span()
    for match in _PLATE_NAMED.finditer(tekst):
        yield match.span(1)


class BirthDates:
    """Dates that say when somebody was born: an old full date, or any date near a word such as "geboren"."""

    def __init__(self) -> None:
        data = table("persoonsgegevens")["geboortedatum"]
        months = "|".join(sorted(data["maanden"], key=len, reverse=True))
        self._date = re.compile(
            rf"(?<![\w.-])\d{{1,2}} ?(?:[-/. ] ?\d{{1,2}} ?[-/. ]|e? ?(?:{months})\.?) ?'?((?:19|20)?\d\d)(?![\w-])",
            re.I,
        )
        named = "|".join(data["aankondiging"])
        self._named = re.compile(rf"\b(?:{named})\b[^\d\n]{{0,25}}$", re.I)
        self._day = re.compile(
            rf"\b(?:{named})\b[^\d\n]{{0,15}}?(\d{{1,2}} (?:{months})\b|\d{{1,2}}[-/]\d{{1,2}}(?![\d/-]))",
            re.I,
        )
        self._last_year = int(data["laatste_jaar"])

    def __call__(self, tekst: str) -> Iterator[Span]:
        for match in self._date.finditer(tekst):
            if self._is_old(match[1]) or self._named.search(tekst, max(0, match.start() - 40), match.start()):
                yield match.span()
        for match in self._day.finditer(tekst):
            yield match.span(1)

    def _is_old(self, year: str) -> bool:
        """Two digits from 30 up are read as the last century."""
        return int(year) <= self._last_year if len(year) == 4 else int(year) >= 30
