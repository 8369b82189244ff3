"""What a reading of one text gives: plain values, nothing that knows how they were found."""

from dataclasses import dataclass
from enum import StrEnum


class NoodSoort(StrEnum):
    """The kinds of acute danger, as ONTWERP names them."""

    SUICIDE = "suicide"
    GEWELD = "geweld"
    KIND = "kind"
    MEDISCH = "medisch"
    VERWARD = "verward"
    DAKLOOS = "dakloos"


class Zekerheid(StrEnum):
    """ZEKER: show the numbers at once. VRAAG_NA: the words are ambiguous, so ask on calmly."""

    ZEKER = "zeker"
    VRAAG_NA = "vraag_na"


class Rol(StrEnum):
    """Whom the message is about: the sender, somebody else, or that is not said."""

    ZELF = "zelf"
    ANDER = "ander"
    ONBEKEND = "onbekend"


class Route(StrEnum):
    """Which way the question goes on."""

    NOOD = "nood"
    VOORZIENING = "voorziening"
    FRONTOFFICE = "frontoffice"
    KLACHT = "klacht"
    BUITEN = "buiten"


class Bedoeling(StrEnum):
    """What the sender wants of the bot itself, apart from the problem he may describe."""

    VERTELT = "vertelt"  # tells something; the normal case
    GROET = "groet"  # hello, and nothing else
    DANKT = "dankt"  # thanks, and nothing else
    MENS = "mens"  # wants to talk to a person
    WIE = "wie"  # asks whether the bot is a person, and little else


@dataclass(frozen=True)
class Nood:
    """A danger sign.

    regel: id of the rule that fired ("model" for the learned score), for the list of what happened.
    over_ander: the danger concerns somebody else than the sender.
    """

    soort: NoodSoort
    zekerheid: Zekerheid
    regel: str
    over_ander: bool


@dataclass(frozen=True)
class LeefgebiedScore:
    """A leefgebied (id of leefgebieden.toml) with a probability between 0 and 1."""

    id: str
    score: float


@dataclass(frozen=True)
class Begrip:
    """One text, read.

    tekst: the text with personal data masked ("[telefoon]"); the only form that may be stored.
    leefgebieden: best first; only those worth mentioning, at least one unless the text is empty.
    zekerheid: calibrated probability (0..1) that the first leefgebied is right.
    product: id of the municipal product that is asked for ("bijstand"), if any.
    persoonsgegevens: kinds that were masked, in the order found, each once.
    taal: ISO 639-1 code; "nl" when in doubt.
    """

    tekst: str
    nood: Nood | None
    leefgebieden: tuple[LeefgebiedScore, ...]
    zekerheid: float
    rol: Rol
    route: Route
    bedoeling: Bedoeling
    product: str | None
    persoonsgegevens: tuple[str, ...]
    taal: str = "nl"
