"""How an editor finds his way on the sociale kaart: by words, by filter, and by what needs a look first. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.frontoffice.kaartvelden import in_words
from sociale_kaart.check.numbers import digits
from sociale_kaart.check.review import NUMBERS, review
from sociale_kaart.check.rows import row_findings
from sociale_kaart.findings import Bevinding, Ernst
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.vraag import Zoekvraag
from sociale_kaart.words import normalised, words_of

LONG_AGO = timedelta(days=365)
ALSO_FOUND = 10  # places that the search of the bot adds to those that hold the words themselves
FEWEST_DIGITS = 3


@dataclass(frozen=True)
class Filter:
    """What an editor wants to see; empty means all. oud: not checked for more than a year, or never."""

    leefgebied: str = ""
    status: str = ""
    oud: bool = False
    gemeld: bool = False

    def fits(self, row: Voorziening, gemeld: Collection[str], today: date) -> bool:
        """gemeld: ids about which something is open."""
        return (
            (not self.leefgebied or self.leefgebied in dict(row.leefgebieden))
            and (not self.status or self.status == row.status)
            and (not self.oud or last_look(row) < today - LONG_AGO)
            and (not self.gemeld or row.id in gemeld)
        )


def last_look(row: Voorziening) -> date:
    """The day of the last check; the first of all days when there never was one."""
    return row.nagekeken_op or date.min


def found(kaart: SocialeKaart, tekst: str) -> tuple[Voorziening, ...]:
    """What an editor may mean by these words: by name first, then organisation and words, then as the bot finds it.

    Without words: everything, by name.
    """
    wanted = normalised(tekst).strip()
    if not wanted:
        return tuple(sorted(kaart, key=lambda row: (normalised(row.naam), row.id)))
    places = {row.id: place for row in kaart if (place := _place(row, wanted)) is not None}
    named = sorted(places, key=lambda id: (places[id], normalised(kaart.get(id).naam)))
    more = (vondst.voorziening.id for vondst in kaart.zoek(Zoekvraag(tekst=tekst), ALSO_FOUND))
    return tuple(kaart.get(id) for id in dict.fromkeys((*named, *more)))


def _place(row: Voorziening, wanted: str) -> int | None:
    """0: its name; 1: its organisation, id or number; 2: its words. None: does not hold what is wanted."""
    if wanted in normalised(row.naam):
        return 0
    number = digits(wanted)
    called = len(number) >= FEWEST_DIGITS and number in digits(row.telefoon)
    if called or wanted in normalised(row.organisatie) or wanted == row.id:
        return 1
    text = set(words_of(" ".join((row.naam, row.organisatie, row.omschrijving, *row.woorden))))
    words = words_of(wanted)
    return 2 if words and text.issuperset(words) else None


def to_do(row: Voorziening, today: date) -> tuple[Bevinding, ...]:
    """What is to be looked at in one row by itself."""
    return tuple(map(in_words, (*row_findings(row), *review(row, today))))


@dataclass(frozen=True)
class Work:
    """One voorziening with what was found about it."""

    voorziening: Voorziening
    bevindingen: tuple[Bevinding, ...]

    @property
    def fouten(self) -> int:
        return sum(one.ernst is Ernst.FOUT for one in self.bevindingen)


def work(kaart: SocialeKaart, bevindingen: Iterable[Bevinding]) -> tuple[Work, ...]:
    """The findings by voorziening: most faults first, then most findings."""
    by_id: dict[str, list[Bevinding]] = {}
    for one in bevindingen:
        if one.id in kaart:
            by_id.setdefault(one.id, []).append(in_words(one))
    rows = [Work(kaart.get(id), tuple(ones)) for id, ones in by_id.items()]
    return tuple(sorted(rows, key=lambda one: (-one.fouten, -len(one.bevindingen), one.voorziening.naam)))


def whole(kaart: SocialeKaart, bevindingen: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    """Findings about no single voorziening."""
    return tuple(one for one in bevindingen if one.id not in kaart)


def oldest(kaart: SocialeKaart, most: int) -> tuple[Voorziening, ...]:
    """What was looked at longest ago; numbers that people in need call come first between equals."""
    order = sorted(kaart, key=lambda row: (last_look(row), row.soort not in NUMBERS, normalised(row.naam)))
    return tuple(order[:most])


def pages(rows: Sequence[Voorziening], number: int, size: int) -> tuple[Sequence[Voorziening], int, int]:
    """The rows of this page, its number and how many pages there are; the nearest page that is there."""
    last = max(1, -(-len(rows) // size))
    number = min(max(number, 1), last)
    return rows[(number - 1) * size : number * size], number, last
