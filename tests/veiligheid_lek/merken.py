"""Marks: invented words and numbers that are typed everywhere, and a finder that knows them in every disguise."""

import base64
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

# --- what is hidden before it is stored: nowhere, not even in what is encrypted ---
NAAM = "Quaspelt"  # in every name, mail address and street of a resident
ACCENT = "Zoëlinde"
CIJFERS = "847261"  # the end of every phone number and burgerservicenummer
# --- what a resident gave on purpose: only there where he agreed that it goes ---
LOS = "Wrokkelbaar"  # a name that nobody can know for one, standing on its own
WOORD = "zwervelkruid"  # a word of his story
CONTACT = "738195"  # the end of the number at which he wants to be called
SEINTJE = "klepperdijk"  # in the mail address for a seintje
SEINTJE_NUMMER = "629473"  # the end of the number for a seintje
# --- of colleagues ---
COLLEGA = "Gribbelsnor"  # their names and logins
PARTIJ = "frommelhuis"  # the mail address of somebody outside, as a colleague typed it
CODE = "blokfluitje"  # typed where the four words are asked

HIDDEN = (NAAM, ACCENT, CIJFERS)
GIVEN = (LOS, WOORD, CONTACT)
ALL = (*HIDDEN, *GIVEN, SEINTJE, SEINTJE_NUMMER, COLLEGA, PARTIJ, CODE)

# A registration, a postcode and a day of birth have no middle part of their own: all their spellings are tried.
SPELLINGS = {
    "kenteken": re.compile(rb"xj[- ]?847[- ]?q"),
    "postcode": re.compile(rb"4999 ?qz"),
    "geboortedatum": re.compile(
        rb"17[-/. ]?0?8[-/. ]?(?:19)?31\b|17 ?aug(?:ustus)?\.? ?1931|1931[-/. ]?0?8[-/. ]?17"
    ),
}

# Two digits of a mobile number, and three with which a burgerservicenummer passes the test of eleven.
_NUMBERS = ("11", "12", "14", "15", "18", "19", "21", "22", "23", "24", "25", "28", "29", "31", "33", "34")
_BSNS = ("103", "115", "127", "139", "140", "152", "164", "176", "188", "208", "221", "233", "245", "257")


def sentences(number: int) -> str:
    """Everything that may not be kept, as somebody would write it. number: where it is typed."""
    end = _end(number)
    return (
        f"Ik heet Jantine {NAAM}{end}. Mijn nummer is 06-{_NUMBERS[number % len(_NUMBERS)]}{CIJFERS}."
        f" Mijn mail is {NAAM.lower()}{end}@voorbeeld.example. Ik woon op {NAAM}laan 77, 4999 QZ."
        f" Mijn bsn is {_BSNS[number % len(_BSNS)]}{CIJFERS}. Mijn kenteken is XJ-847-Q."
        f" Ik ben geboren op 17-08-1931. Mijn buurvrouw heet {ACCENT} {NAAM}."
    )


def signature(number: int) -> str:
    """The same below a story, in as few words as can be: what the story is about must stay as it was."""
    end = _end(number)
    return (
        f"Ik heet Jantine {NAAM}{end}, 06-{_NUMBERS[number % len(_NUMBERS)]}{CIJFERS},"
        f" {NAAM.lower()}{end}@voorbeeld.example, {NAAM}laan 77, 4999 QZ,"
        f" bsn {_BSNS[number % len(_BSNS)]}{CIJFERS}, XJ-847-Q, geboren 17-08-1931"
    )


def _end(number: int) -> str:
    """So that the place where a name was typed can be known by it."""
    return chr(ord("a") + number // 26 % 26) + chr(ord("a") + number % 26)


@dataclass(frozen=True)
class Gevonden:
    """A mark where it may not be. vorm: as what it stands there."""

    merk: str
    waar: str
    vorm: str
    omgeving: str

    def __str__(self) -> str:
        return f"{self.merk} ({self.vorm}) in {self.waar}: {self.omgeving}"


def search(places: Mapping[str, bytes], marks: Iterable[str] = ALL) -> list[Gevonden]:
    """Every mark that is in a place in any disguise, once for each place. Those in SPELLINGS go with NAAM."""
    found: list[Gevonden] = []
    wanted = tuple(marks)
    for where, raw in places.items():
        readings = _readings(raw)
        found += filter(None, (_first(mark, where, readings) for mark in wanted))
        if NAAM in wanted:
            found += _spelled(where, raw)
    return found


def _first(mark: str, where: str, readings: Mapping[str, bytes]) -> Gevonden | None:
    for name, hay in readings.items():
        for kind, needle in _FORMS[mark][name].items():
            if (at := hay.find(needle)) >= 0:
                return _found(mark, where, kind, hay, at)
    return None


def _found(mark: str, where: str, kind: str, hay: bytes, at: int) -> Gevonden:
    return Gevonden(mark, where, kind, repr(hay[max(0, at - 60) : at + 60]))


# Behind the point of a time any six digits stand, so a day of birth too.
_PART_OF_SECOND = re.compile(rb"(?<=:\d\d)[.]\d{6}")


def _spelled(where: str, raw: bytes) -> list[Gevonden]:
    found = []
    for name, read in (("zo", raw.lower()), ("utf-16", raw.replace(b"\0", b"").lower())):
        hay = _PART_OF_SECOND.sub(b"", read)
        for mark, pattern in SPELLINGS.items():
            if hit := pattern.search(hay):
                found.append(_found(mark, where, name, hay, hit.start()))
    return found


# Random numbers and times hold any six digits now and then; so do keyed marks.
_RANDOM = re.compile(
    rb"\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d(?:[.]\d+)?(?:[+]\d\d:\d\d|z)?|(?=[0-9]*[a-f])[0-9a-f]{16,}|gaaaaa[\w=-]+"
)
_BETWEEN = re.compile(rb"(?<=\d)[ .()/_-]{1,3}(?=\d)")


def _readings(raw: bytes) -> dict[str, bytes]:
    """The same bytes as one may read them: as they are, in small letters, and only the digits joined."""
    lower = raw.lower()
    digits = _BETWEEN.sub(b"", _RANDOM.sub(b"~", lower.replace(b"\0", b"")))
    return {"raw": raw, "lower": lower, "digits": digits}


def _forms(mark: str) -> dict[str, dict[str, bytes]]:
    """In which reading which bytes mean this mark."""
    if mark.isdigit():
        plain = {"cijfers": mark.encode(), "procent": _percent(mark).encode()}
        return {"raw": {}, "lower": {}, "digits": plain}
    small = mark.lower()
    lower = {
        "utf-8": small.encode(),
        "utf-8, hoofdletters": mark.upper().encode().lower(),
        "adres, hoofdletters": quote(mark.upper()).lower().encode(),
        "utf-8, los accent": unicodedata.normalize("NFD", small).encode(),
        "latin-1": small.encode("latin-1"),
        "utf-16-le": small.encode("utf-16-le"),
        "utf-16-be": small.encode("utf-16-be"),
        "adres": quote(small).lower().encode(),
        "procent": _percent(small).encode(),
        "json": json.dumps(small)[1:-1].encode(),
        "escapes": "".join(f"\\u{ord(c):04x}" for c in small).encode(),
        "html": small.encode("ascii", "xmlcharrefreplace"),
        "quoted-printable": _quoted(small).encode(),
        "hex": small.encode().hex().encode(),
        "hex, hoofdletter": mark.encode().hex().encode(),
    }
    raw = {
        f"base64 {nr} {name}": part
        for name, said in (("klein", small), ("zo", mark), ("groot", mark.upper()))
        for nr, part in enumerate(_base64(said.encode()))
    }
    return {"raw": raw, "lower": lower, "digits": {}}


def _percent(said: str) -> str:
    return "".join(f"%{byte:02x}" for byte in said.encode())


def _quoted(said: str) -> str:
    return "".join(chr(byte) if byte < 128 else f"={byte:02x}" for byte in said.encode())


def _base64(said: bytes) -> Iterable[bytes]:
    """What of it does not depend on what stands before and behind, at each of the three places it can begin."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + said)
        yield encoded[(0, 2, 3)[before] : (before + len(said)) // 3 * 4]


_FORMS = {mark: _forms(mark) for mark in ALL}
