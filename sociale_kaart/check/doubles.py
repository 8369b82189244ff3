"""The same thing twice: names spelt differently, or one number or website under several names. Pure.

Quick on tens of thousands: rapidfuzz compares in blocks of names of about the same length, never in a loop here.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from sociale_kaart.check.numbers import digits
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Voorziening
from sociale_kaart.words import normalised

ALIKE = 92  # of 100
# Two texts can only be so much alike when the longer is at most so many times as long as the other.
LONGER = 1 / (ALIKE / (200 - ALIKE))
BLOCK = 512
SHOWN = 3  # other names in one finding


def doubles(rows: Sequence[Voorziening]) -> Iterator[Bevinding]:
    """Names, then organisations, then numbers and websites. Each pair or group once, at its first row."""
    yield from _names(rows)
    yield from _organisations(rows)
    yield from _shared(rows, "telefoon", "zelfde_telefoon", lambda row: map(digits, row.telefoonnummers))
    yield from _shared(rows, "website", "zelfde_website", lambda row: [_site(row.website)])


def _names(rows: Sequence[Voorziening]) -> Iterator[Bevinding]:
    for first, second in alike([row.naam for row in rows]):
        if not _elsewhere(rows[first], rows[second]):
            yield bevinding("dubbel_naam", id=rows[first].id, kolom="naam", andere=rows[second].naam)


def _elsewhere(one: Voorziening, other: Voorziening) -> bool:
    """The same name in two places: two branches, and no double."""
    if one.postcode and other.postcode:
        return one.postcode != other.postcode
    return bool(one.adres and other.adres) and normalised(one.adres) != normalised(other.adres)


def _organisations(rows: Sequence[Voorziening]) -> Iterator[Bevinding]:
    at: dict[str, Voorziening] = {}
    for row in rows:
        if row.organisatie:
            at.setdefault(row.organisatie, row)
    written = tuple(at)
    for first, second in alike(written):
        row = at[written[first]]
        yield bevinding("dubbel_organisatie", id=row.id, kolom="organisatie", andere=written[second])


def alike(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places in `texts` that hold nearly the same words, in whatever order; numbers must be equal."""
    plain = [_sorted_words(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda place: len(plain[place]))
    ordered = [plain[place] for place in order]
    found: list[tuple[int, int]] = []
    for start in range(0, len(ordered), BLOCK):
        block = ordered[start : start + BLOCK]
        end = bisect_right(ordered, len(block[-1]) * LONGER, key=len)
        scores = process.cdist(
            block, ordered[start:end], scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=1
        )
        for low, high in np.argwhere(np.triu(scores, 1)).tolist():
            found.append(tuple(sorted((order[start + low], order[start + high]))))  # type: ignore[arg-type]
    return sorted(pair for pair in found if _numbers(plain[pair[0]]) == _numbers(plain[pair[1]]))


def _sorted_words(text: str) -> str:
    """ "Fiets-club, De" -> "de fietsclub": a hyphen or a stop joins, everything else parts."""
    joined = re.sub(r"(?<=\w)[-.](?=\w)", "", normalised(text))
    return " ".join(sorted(re.findall(r"\w+", joined)))


def _numbers(text: str) -> list[str]:
    """ "Wijkpunt 1" is not "Wijkpunt 2"."""
    return re.findall(r"\d+", text)


def _shared(
    rows: Sequence[Voorziening], kolom: str, code: str, values: Callable[[Voorziening], Iterable[str]]
) -> Iterator[Bevinding]:
    """One finding for a value that stands under several owners."""
    holders: dict[str, list[Voorziening]] = {}
    for row in rows:
        for value in values(row):
            if value:
                holders.setdefault(value, []).append(row)
    for value, group in holders.items():
        owners = _owners(group)
        if len(owners) > 1:
            _, *others = owners.values()
            more = f" +{len(others) - SHOWN}" if len(others) > SHOWN else ""
            names = ", ".join(row.naam for row in others[:SHOWN]) + more
            yield bevinding(code, id=group[0].id, kolom=kolom, waarde=value, andere=names)


def _owners(group: Iterable[Voorziening]) -> Mapping[str, Voorziening]:
    """The first row of each organisation, or of each name where the organisation is not known."""
    found: dict[str, Voorziening] = {}
    for row in group:
        found.setdefault(_sorted_words(row.organisatie or row.naam), row)
    return found


def _site(website: str) -> str:
    return website.lower().removeprefix("www.").rstrip("/")
