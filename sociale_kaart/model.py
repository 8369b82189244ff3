"""One voorziening of the sociale kaart, typed. Pure: no file, no clock."""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Status(StrEnum):
    """How sure we are of a row.

    BEVESTIGD: seen first hand or on several independent pages.
    DEELS: it exists, but number, name, times or costs come second hand or need a look.
    VEROUDERD: seen, but long ago or with an end date.
    NAKIJKEN: named in a source, nothing more.
    """

    BEVESTIGD = "bevestigd"
    DEELS = "deels"
    VEROUDERD = "verouderd"
    NAKIJKEN = "nakijken"


class Soort(StrEnum):
    """What a row is; decides whether it is an ordinary suggestion."""

    PLEK = "plek"
    HULPLIJN = "hulplijn"
    KLACHTROUTE = "klachtroute"
    NOODNUMMER = "noodnummer"
    GEMEENTE = "gemeente"


class Gebied(StrEnum):
    """Where a voorziening works, from large to small."""

    LANDELIJK = "landelijk"
    WEST_BRABANT = "west-brabant"
    OOSTERHOUT = "oosterhout"


class Trede(IntEnum):
    """Step of the ladder; lower comes first between equals. A number, since it is an order."""

    EIGEN_NETWERK = 1
    BREDE_VOORZIENING = 2
    VRIJ_TOEGANKELIJK = 3
    NIET_VRIJ_TOEGANKELIJK = 4


@dataclass(frozen=True)
class Voorziening:
    """A place, number or service. Fields are the columns of the CSV; "" or None means: not known.

    leefgebieden: (id, weight 0..1), heaviest first; 1.0 = the first place to think of.
    woorden: words and scenes as residents put them; voorbeeldvragen: questions in their words.
    leeftijd_van, leeftijd_tot: years, both included.
    voor_naasten: also for someone who is worried about another.
    vrij_toegankelijk: without a decision of the municipality or a letter of a doctor.
    toegang: one or two sentences to the resident: through which door; needed when not freely accessible.
    kosten: "gratis", or a sentence; only if the source says so.
    telefoon: one number, or two joined by " of ".
    website: host and path without scheme.
    bron_jaar: as written in the source list ("2017", "2022-11"); see `gezien_in`.
    nagekeken_op: day on which a person last checked the row with the organisation itself.
    let_op: for the editor, never for the resident.
    """

    id: str
    naam: str
    organisatie: str
    omschrijving: str
    leefgebieden: tuple[tuple[str, float], ...]
    woorden: tuple[str, ...]
    voorbeeldvragen: tuple[str, ...]
    doelgroep: str
    leeftijd_van: int | None
    leeftijd_tot: int | None
    voor_naasten: bool
    vrij_toegankelijk: bool
    toegang: str
    trede: Trede
    kosten: str
    telefoon: str
    telefoon_kosten: str
    website: str
    adres: str
    openingstijden: str
    gebied: Gebied
    per_wijk: bool
    soort: Soort
    status: Status
    bron: str
    bron_jaar: str
    nagekeken_op: date | None
    let_op: str

    @property
    def telefoonnummers(self) -> tuple[str, ...]:
        """The numbers of `telefoon`, one by one."""
        return tuple(self.telefoon.split(" of ")) if self.telefoon else ()

    @property
    def gezien_in(self) -> int | None:
        """The last year named in `bron_jaar`."""
        years = re.findall(r"\d{4}", self.bron_jaar)
        return int(years[-1]) if years else None

    def fits_age(self, age: int) -> bool:
        """Whether someone of this age is within the limits; no limit fits everyone."""
        return (self.leeftijd_van or 0) <= age <= (self.leeftijd_tot or 150)
