"""One voorziening of the sociale kaart, typed. Pure: no file, no clock."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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


@dataclass(frozen=True, order=True)
class Openingstijd:
    """One stretch of being open. dag: 0 Monday .. 6 Sunday, the day on which it starts.

    tot is the first moment of being closed; at or before `van` means on the next day, so 00:00-00:00
    is the whole day and 20:00-02:00 runs past midnight.
    """

    dag: int
    van: time
    tot: time

    def holds(self, moment: datetime) -> bool:
        """Whether it is open then. moment: local time of the voorziening."""
        day = moment.date() - timedelta(days=(moment.weekday() - self.dag) % 7)
        start = datetime.combine(day, self.van)
        end = datetime.combine(day, self.tot) + timedelta(days=self.tot <= self.van)
        return start <= moment.replace(tzinfo=None) < end


@dataclass(frozen=True)
class Gegeven:
    """How sure one fact is, and where it was seen, where that differs from its row. kolom: a column."""

    kolom: str
    status: Status
    bron: str = ""


@dataclass(frozen=True, kw_only=True)
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
    rooster: `openingstijden` as times, sorted; empty = not known. The resident reads the words.
    postcode: "4902 ZP". breedte, lengte: WGS84 degrees, both or neither.
    geheim_adres: where it is must never be told; all fields of the place are empty then.
    toegankelijk: "rolstoel", "ringleiding", ...; talen: ISO 639-1 codes in which one is helped.
    wachtlijst: a sentence to the resident.
    meenemen: what somebody has to bring, each as it fits behind "Neem mee:".
    wijken: wijken and kerkdorpen it serves; empty = all of its gebied.
    bron_jaar: as written in the source list ("2017", "2022-11"); see `gezien_in`.
    nagekeken_op: day on which a person last checked the row with the organisation itself.
    nagekeken_door: role of that person, never a name.
    per_gegeven: facts that are more or less sure than the row, or come from elsewhere.
    geldig_van, geldig_tot: first and last day on which it exists.
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
    rooster: tuple[Openingstijd, ...] = ()
    postcode: str = ""
    plaats: str = ""
    breedte: float | None = None
    lengte: float | None = None
    geheim_adres: bool = False
    toegankelijk: tuple[str, ...] = ()
    talen: tuple[str, ...] = ()
    wachtlijst: str = ""
    meenemen: tuple[str, ...] = ()
    wijken: tuple[str, ...] = ()
    gebied: Gebied
    per_wijk: bool
    soort: Soort
    status: Status
    bron: str
    bron_jaar: str
    nagekeken_op: date | None
    nagekeken_door: str = ""
    per_gegeven: tuple[Gegeven, ...] = ()
    geldig_van: date | None = None
    geldig_tot: date | None = None
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

    def valid_on(self, day: date) -> bool:
        """Whether it exists on this day, as far as known."""
        return (self.geldig_van or date.min) <= day <= (self.geldig_tot or date.max)

    def open_at(self, moment: datetime) -> bool | None:
        """Whether it is open then (local time); None when its times are not known."""
        return any(tijd.holds(moment) for tijd in self.rooster) if self.rooster else None

    def gegeven(self, kolom: str) -> Gegeven:
        """How sure this fact is and where it was seen: its own, else that of the row."""
        own = (gegeven for gegeven in self.per_gegeven if gegeven.kolom == kolom)
        return next(own, Gegeven(kolom, self.status, self.bron))
