"""Finds addresses: a street with a number, a postcode, an e-mail address. Pure."""

import re
from collections.abc import Iterator, Sequence

from intents.nummers import Span
from intents.tables import table

_AT = r"(?: ?@ ?|\s?[\[(](?:at|apen?staart(?:je)?)[\])]\s?| (?:at|apen?staart(?:je)?) (?=[\w-]{1,40}(?:\.| punt )))"
_MAIL = re.compile(
    rf"(?<![\w.+-])(?:[\w+-]{{1,30}} punt ){{0,2}}[\w.+-]{{1,64}}{_AT}"
    r"[\w-]{1,63}(?:(?:\.| \. | punt )[\w-]{2,63}){1,4}",
    re.I,
)

# Attached or in capitals it is a postcode by itself; "2026 en" only counts with a house number behind it.
_DIGITS = r"(?<![\d.,€-])[1-9]\d{3}"
_LETTERS = r"(?!EU|EN|IN|IS|OP|OM|UU|KM|KG|PM|AM|SA|SD|SS)[A-Z]{2}"
_SMALL_WORDS = "en|in|is|op|om|of|na|te|ik|we|ze|je|me|eu|km|kg|cm|mg|ml|al|er|ga|zo|tm|nu"
_HOUSE = r"(?:[ ,]{0,3}(?:nr\.?|nummer|huisnummer)?[ ]?\d{1,5}(?!\d|[.,]\d)(?:[ -]?[A-Za-z](?!\w))?)"
_POSTCODES = (
    re.compile(rf"{_DIGITS}(?:[A-Z]{{2}}|[a-z]{{2}}| {_LETTERS})(?!\w){_HOUSE}?"),
    re.compile(rf"{_DIGITS} (?!{_SMALL_WORDS})[a-z]{{2}}(?!\w){_HOUSE}", re.I),
)
_POSTCODE_NAMED = re.compile(r"\bpostcode\b\D{0,6}([1-9]\d{3}(?: ?[A-Z]{2}(?!\w))?)", re.I)
_NUMBER = (
    r"(?:[ ,]{1,3}(?:op )?(?:nr\.?|nummer|huisnummer)? ?)"
    r"(\d{1,4}(?!\d|[.,:]\d|e\b|ste\b)(?: ?-? ?(?:[a-zA-Z]|bis|hs|rood|zwart)(?!\w)|[-/]\d{1,3}(?!\d))?)"
)


def mails(tekst: str) -> Iterator[Span]:
    """E-mail addresses, also spelled out ("naam at voorbeeld punt nl")."""
    return (match.span() for match in _MAIL.finditer(tekst))


def postcodes(tekst: str) -> Iterator[Span]:
    """Postcodes, with the house number when it follows."""
    for wanted in _POSTCODES:
        yield from (match.span() for match in wanted.finditer(tekst))
    yield from (match.span(1) for match in _POSTCODE_NAMED.finditer(tekst))


class Streets:
    """A word that ends as streets do, with a house number behind it or "nummer 12 in de" before it.

    Any other name with a capital only counts behind words such as "ik woon op".
    """

    def __init__(self) -> None:
        data = table("persoonsgegevens")["straat"]
        ends, capital_ends, units = (
            _choices(data[name]) for name in ("einden", "einden_hoofdletter", "maten")
        )
        no_unit = rf"(?! ?(?i:{units})\b)"
        self._not = frozenset(data["geen"])
        name = r"[A-Z][\w.'-]{0,20}"
        small = r"(?:van|de|der|den|het|ter|ten|'t)"
        lead = rf"(?:{name} (?:(?:{name}|{small}) ){{0,3}})?"
        street = rf"[^\W\d_][\w'-]{{1,30}}(?:{ends})"
        self._street = re.compile(rf"(?<!\w){lead}(?i:({street}\.?))(?!\w)(?i:{_NUMBER}){no_unit}")
        self._capital = re.compile(
            rf"(?<!\w){lead}([A-Z][\w'-]{{1,30}}(?:{capital_ends}))(?!\w)(?i:{_NUMBER}){no_unit}"
        )
        self._before = re.compile(
            rf"(?i:\b(?:nr\.?|nummer|huisnummer) ?\d{{1,4}} ?[a-z]? (?:in|aan|op|van) (?:de|het|'t) ({street}))(?!\w)"
        )
        announced = rf"(?i:\b(?:{_choices(data['aankondiging'])}):? )"
        any_name = rf"(?:{small} ){{0,2}}{name}(?: (?:{name}|{small}|aan|in|op)){{0,3}}"
        self._announced = re.compile(rf"{announced}({any_name}(?i:{_NUMBER})){no_unit}(?! hoog)")
        # "Markt 12": the whole name is one of the endings, so it needs its capital.
        bare = "|".join(map(str.capitalize, data["heel"]))
        self._bare = re.compile(rf"(?<!\w)((?:De |Het )?(?:{bare})){_NUMBER}{no_unit}")

    def __call__(self, tekst: str) -> Iterator[Span]:
        for wanted in (self._street, self._capital, self._before):
            for match in wanted.finditer(tekst):
                if match[1].lower() not in self._not:
                    yield match.span()
        yield from (match.span(1) for match in self._announced.finditer(tekst))
        yield from (match.span() for match in self._bare.finditer(tekst))


def _choices(words: Sequence[str]) -> str:
    """The words as one pattern, longest first; ordinary text."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
