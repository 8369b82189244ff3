"""Finds numbers that belong to a person: telephone, BSN, IBAN, licence plate, date of birth. Pure.

Each finder yields (start, end) in the text. In doubt it yields: a number too much hidden harms less than one shown.
"""

import re
from collections.abc import Collection, Iterator

import phonenumbers

from intents.tables import table

Span = tuple[int, int]

_GAP = r"[ \t\-./()]{0,3}"
# A date with dots or dashes is no telephone number; 0800, 0900 and the like belong to nobody.
_PHONE = re.compile(
    rf"(?<![\w+])(?!\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d)(?!\(?0{_GAP}[89]00)"
    rf"(?:(?:\+|00){_GAP}31{_GAP}(?:\(?0\)?{_GAP})?[1-9](?:{_GAP}\d){{8}}"
    rf"|31{_GAP}6(?:{_GAP}\d){{8}}"
    rf"|\(?[0oO] ?6(?:{_GAP}\d){{7,9}}"
    rf"|\(?0[1-57-9](?:{_GAP}\d){{8}}"
    rf"|6{_GAP}\d(?:{_GAP}\d){{7}}"
    rf"|(?:\+|00)[1-9](?:{_GAP}\d){{8,13}})(?!\d)"
)
_MOBILE = re.compile(r"\(?(?:[0oO]|(?:\+|00)?31[^\d]*0?[^\d]*)? ?6")
# Asking the library costs time; above this many candidates each is hidden without asking.
_PHONE_CHECKS = 60
_PHONE_DIGITS = range(9, 12)
_LETTERS = re.compile(r"[a-z]+", re.I)
_NEAR = 40  # characters between a word that explains a number and the number

_BSN = re.compile(r"(?<![\d,.+])\d(?:[ .\-]?\d){8}(?![\d]|,\d)")
_BSN_NAMED = re.compile(
    r"\b(?:(?:bsn|sofi)[ -]?(?:nummer|nr)?|burger[ -]?service[ -]?(?:nummer|nr))\b"
    r"[^\d\n]{0,30}(\d[\d .\-]{5,11}\d)",
    re.I,
)
_IBAN_NL = re.compile(r"(?<!\w)NL[ .-]?\d[ .-]?\d[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)", re.I)
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
# With blanks or nothing between its groups it only counts near a word such as "auto". Two groups of letters never
# run together: that would be any word.
_LOOSE = re.sub(
    r"(?<=[}d])-|(?<=\])-(?=\\)", "[ -]?", _PLATE_SHAPES.replace(f"{_A}{{2}}-{_A}", f"{_A}{{2}}[ -]{_A}")
)
_PLATE = re.compile(rf"(?<![\w-])(?:{_LOOSE})(?![\w-])", re.I)
_DATE_WITH_YEAR = r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d(?!\d)"


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


class Plates:
    """Dutch licence plates: with dashes, in any spelling near a vehicle, and whatever is called a kenteken."""

    def __init__(self, known: Collection[str] = ()) -> None:
        """`known` are everyday words: "is 71 en" is no plate, not even behind "auto"."""
        data = table("persoonsgegevens")["kenteken"]
        self._known = known
        named, vehicles = "|".join(data["aankondiging"]), "|".join(data["voertuigen"])
        self._named = re.compile(
            rf"\b(?:{named})\b\W{{0,3}}(?:is |van )?((?=[^\n]{{0,6}}\d)[A-Z\d](?:[ -]?[A-Z\d]){{5}})(?!\w)",
            re.I,
        )
        self._vehicle = re.compile(rf"(?:{vehicles})\b", re.I)

    def __call__(self, tekst: str) -> Iterator[Span]:
        yield from (match.span(1) for match in self._named.finditer(tekst))
        for match in _PLATE.finditer(tekst):
            if match[0].count("-") == 2 or self._is_vehicle(tekst, match):
                yield match.span()

    def _is_vehicle(self, tekst: str, plate: re.Match[str]) -> bool:
        if not self._vehicle.search(tekst, max(0, plate.start() - _NEAR), plate.start()):
            return False
        words = _LETTERS.findall(plate[0].lower()) if " " in plate[0] else ()
        return not any(word in self._known for word in words)


class AnnouncedPhones:
    """Numbers that are only a telephone number by what stands before them or by how they are spoken.

    "bel op 123456" without the area code, and "nul zes twaalf 34 56 78" with numbers as words.
    """

    def __init__(self) -> None:
        data = table("persoonsgegevens")["telefoon"]
        named = "|".join(sorted(data["aankondiging"], key=len, reverse=True))
        other = rf"14 ?0|{_DATE_WITH_YEAR}|\d{{1,3}}(?:\.\d{{3}})+(?!\d)"  # the town hall, a date, an amount
        number = r"[1-9](?:[ .-]?\d){5,8}(?![\w%]|[.,-]\d)"
        self._named = re.compile(rf"\b(?:{named})[ :=]{{1,3}}(?!{other})({number})", re.I)
        unit, ten, teen = ("|".join(data[name]) for name in ("eenheden", "tientallen", "tieners"))
        word = rf"(?:{teen}|(?:(?:{unit})(?:en|ën))?(?:{ten})|{unit})"
        self._pairs = re.compile(rf"(?:{teen}|(?:(?:{unit})(?:en|ën))?(?:{ten}))", re.I)
        self._spoken = re.compile(
            rf"(?<!\w)(?:nul|0\d{{0,3}})(?:[ ,.-]{{1,3}}(?:{word}|\d{{1,8}})(?!\w)){{3,10}}", re.I
        )

    def __call__(self, tekst: str) -> Iterator[Span]:
        yield from (match.span(1) for match in self._named.finditer(tekst))
        for match in self._spoken.finditer(tekst):
            if _LETTERS.search(match[0]) and self._digits(match[0]) in _PHONE_DIGITS:
                yield match.span()

    def _digits(self, spoken: str) -> int:
        words = re.findall(r"\w+", spoken)
        return sum(len(word) if word.isdigit() else 1 + bool(self._pairs.fullmatch(word)) for word in words)


class BirthDates:
    """Dates that say when somebody was born: an old full date, or any date near a word such as "geboren"."""

    def __init__(self) -> None:
        data = table("persoonsgegevens")["geboortedatum"]
        kin = table("persoonsgegevens")["namen"]["verwant"]
        units = "|".join(table("persoonsgegevens")["straat"]["maten"])
        months = "|".join(sorted(data["maanden"], key=len, reverse=True))
        named = "|".join(data["aankondiging"])
        day, month = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
        written = rf"{day}(?:e|ste|de)? ?(?:{months})\b"
        self._date = re.compile(
            rf"(?<![\w.-])(?:{day} ?(?:[-/. ] ?{month} ?[-/. ]|(?:e|ste|de)? ?(?:{months})\.?) ?'?((?:19|20)?\d\d)"
            rf"|((?:19|20)\d\d)[-/.]{month}[-/.]{day})(?![\w-]| ?(?:{units})\b)",
            re.I,
        )
        self._before = re.compile(
            rf"(?:\b(?:{named})\b[^\d\n]{{0,25}}|\b(?:{'|'.join(kin)})\W{{1,3}}(?:is van |van )?)$", re.I
        )
        self._behind = re.compile(rf"[^\d\n.!?]{{0,20}}\b(?:{named})\b", re.I)
        short = rf"{day}[-/]{month}(?![\d/-])"
        packed = rf"(?<!\d){day}{month}(?:19|20)\d\d(?!\d)"
        age = rf"\d{{2,3}}\b(?! ?(?!jaar)(?:{units})\b|[.,:]\d)"
        # Without a year: "jarig op 5 mei", "op 5 mei ben ik jarig", "ik word op 5 mei 70".
        self._days = (
            re.compile(rf"\b(?:{named})\b[^\d\n]{{0,15}}?({written}|{short}|{packed})", re.I),
            re.compile(rf"(?<![\w.-])({written})(?=[^\d\n.!?]{{0,15}}\b(?:{named})\b)", re.I),
            re.compile(rf"\b(?:word|werd)(?:t|en)? [^\d\n.!?]{{0,15}}({written})(?= {age})", re.I),
        )
        self._last_year = int(data["laatste_jaar"])

    def __call__(self, tekst: str) -> Iterator[Span]:
        for match in self._date.finditer(tekst):
            if self._is_old(match[1] or match[2]) or self._is_named(tekst, *match.span()):
                yield match.span()
        for wanted in self._days:
            yield from (match.span(1) for match in wanted.finditer(tekst))

    def _is_named(self, tekst: str, start: int, end: int) -> bool:
        before = self._before.search(tekst, max(0, start - _NEAR), start)
        return bool(before or self._behind.match(tekst, end, end + _NEAR))

    def _is_old(self, year: str) -> bool:
        """Two digits from 30 up are read as the last century."""
        return int(year) <= self._last_year if len(year) == 4 else int(year) >= 30
