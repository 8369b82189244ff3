"""What the core is handed: a message that was read, and places that were found. Values only."""

from dataclasses import dataclass
from typing import Literal

Rol = Literal["zelf", "ander", "onbekend"]
Route = Literal["nood", "voorziening", "frontoffice", "klacht", "buiten"]
Bedoeling = Literal["vertelt", "groet", "dankt", "mens", "wie"]
NoodSoort = Literal["suicide", "geweld", "kind", "medisch", "verward", "dakloos"]
GRAVEST_FIRST: tuple[NoodSoort, ...] = ("medisch", "suicide", "kind", "geweld", "verward", "dakloos")
Urgentie = Literal["vandaag", "week", "rustig"]


@dataclass(frozen=True)
class Nood:
    """A danger sign. zeker: show the numbers now; otherwise ask on calmly. geleerd: no rule saw it, only the model."""

    soort: NoodSoort
    zeker: bool
    over_ander: bool = False
    geleerd: bool = False


@dataclass(frozen=True)
class Begrip:
    """One text as it was read.

    tekst: masked, the only form that is kept.
    leefgebieden: ids, most important first.
    zekerheid: 0..1, how sure the reading is of the first leefgebied.
    contact: a phone number or e-mail address that stood in the text, used only when it was asked for.
    dreiging: eviction, or a cut-off of gas, water or light, threatens.
    antwoord: words that only answer ("ja", "laat maar"); by themselves they tell nothing.
    over_plek: words that ask something of a place ("wat kost dat"), where one was shown.
    """

    tekst: str
    leefgebieden: tuple[str, ...] = ()
    zekerheid: float = 0.0
    rol: Rol = "onbekend"
    route: Route = "voorziening"
    bedoeling: Bedoeling = "vertelt"
    product: str | None = None
    nood: Nood | None = None
    taal: str = "nl"
    contact: str | None = None
    dreiging: bool = False
    antwoord: bool = False
    over_plek: bool = False


@dataclass(frozen=True)
class Plek:
    """One voorziening that was found, with the sentence that says why it fits."""

    id: str
    naam: str
    reden: str


Voorstel = tuple[Plek, ...]
