"""What the shell must do after a step. Values only; each has exactly one performer in bot/perform.py."""

from dataclasses import dataclass
from typing import Literal

from bot.core.begrip import Urgentie, Voorstel
from bot.core.signaal import Doel, Signaal, Status


@dataclass(frozen=True)
class Knop:
    """A button: id is a key under `knop` in nl.toml, arg says which thing it is about."""

    id: str
    arg: str = ""


# What is wrong with a place: nobody answers there, it is gone, a fact is wrong, or something else.
Wat = Literal["bereik", "weg", "gegevens", "anders"]
Knoppen = tuple[Knop, ...]
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SendTekst:
    """Say a text of nl.toml to the resident; numbers that belong to it come from the sociale kaart."""

    key: str
    fields: Fields = ()
    knoppen: Knoppen = ()


@dataclass(frozen=True)
class SendVoorstel:
    """Offer these places, each with its reason, its cost, its contact and how sure that is."""

    signaal: str
    plekken: Voorstel
    knoppen: Knoppen = ()


@dataclass(frozen=True)
class SendContact:
    """Show once more how to reach the chosen place."""

    voorziening: str
    knoppen: Knoppen = ()


@dataclass(frozen=True)
class SendKaartje:
    """Send how to reach this place, and when it is open as far as that was checked, to keep in a telephone."""

    voorziening: str


@dataclass(frozen=True)
class ShowPakket:
    """Compose the pakket, keep it, and show exactly that text to the resident."""

    signaal: str
    knoppen: Knoppen = ()


@dataclass(frozen=True)
class ShowStatus:
    """Tell where each signaal of this resident stands."""

    knoppen: Knoppen = ()


@dataclass(frozen=True)
class ShowGegevens:
    """Show everything that is kept of this resident."""

    knoppen: Knoppen = ()


MOST_LISTED = 6  # to take back at once; a telephone is small, and what was asked last comes first


@dataclass(frozen=True)
class ShowToestemmingen:
    """Show what this resident agreed to and may take back, each with its button, and these below."""

    knoppen: Knoppen = ()


@dataclass(frozen=True)
class OpenSignaal:
    """A new signaal exists from now on."""

    signaal: str
    nummer: str


@dataclass(frozen=True)
class MoveSignaal:
    """Write the move and its audit line. reden: one word for the figures."""

    signaal: str
    van: Status
    naar: Status
    reden: str = ""


@dataclass(frozen=True)
class RecordKeuze:
    """The resident said of a place that it fits, or that it does not."""

    signaal: str
    voorziening: str
    keuze: Literal["past", "past_niet"]


@dataclass(frozen=True)
class RecordHerziening:
    """The resident says that this was misread: an editor looks at it. signaal: as it was read."""

    signaal: Signaal


@dataclass(frozen=True)
class RecordKaartmelding:
    """The resident says that what he was shown of a place is wrong. tekst: his masked words, or ""."""

    voorziening: str
    wat: Wat
    tekst: str = ""


@dataclass(frozen=True)
class RecordContactmoment:
    """One contact about a signaal."""

    signaal: str
    soort: str


@dataclass(frozen=True)
class DeliverOverdracht:
    """Send the pakket exactly as it was shown, once."""

    signaal: str


@dataclass(frozen=True)
class NotifyFrontoffice:
    """Tell the colleagues something about a signaal, without personal data. key under `collega`."""

    signaal: str
    key: str


@dataclass(frozen=True)
class AlertFrontoffice:
    """Danger: tell the colleagues at once. soort: kind of nood, or "gevaar"."""

    signaal: str
    soort: str


@dataclass(frozen=True)
class RelayToFrontoffice:
    """Pass the (masked) words of the resident to the colleague who has the signaal. bedankt: they ask nothing."""

    signaal: str
    tekst: str
    bedankt: bool = False


@dataclass(frozen=True)
class PlanOpvolging:
    """Ask "hoe gaat het nu?" after `dagen` days. soort: "afspraak" or "stilte"."""

    signaal: str
    dagen: int
    soort: Literal["afspraak", "stilte"] = "afspraak"


@dataclass(frozen=True)
class RemindOpvolging:
    """Nobody answered yet: come back once more after `dagen` days."""

    opvolging: str
    dagen: int


@dataclass(frozen=True)
class RecordOpvolging:
    """Write an answer, or that none came; `done` ends this opvolging."""

    opvolging: str
    antwoord: str
    done: bool = False


@dataclass(frozen=True)
class CancelOpvolgingen:
    """Nothing may be asked any more: of one signaal, or of all when signaal is None."""

    signaal: str | None = None


@dataclass(frozen=True)
class StartTermijn:
    """The frontoffice must move within the term that belongs to this urgency.

    sooner: a term that already runs and ends earlier stays as it is.
    """

    signaal: str
    urgentie: Urgentie
    sooner: bool = False


@dataclass(frozen=True)
class StopTermijnen:
    """The clock of the frontoffice stops for this signaal."""

    signaal: str


@dataclass(frozen=True)
class RecordToestemming:
    """The resident said yes, to the text as it is now."""

    doel: Doel
    signaal: str


@dataclass(frozen=True)
class EndToestemming:
    """The resident took it back: from now on there is no yes. signaal None: all that was given for this purpose."""

    doel: Doel
    signaal: str | None = None


@dataclass(frozen=True)
class RecallOverdracht:
    """What waits to go to colleagues does not go; they throw away what they have, and so do outside parties."""

    signaal: str


@dataclass(frozen=True)
class HideContact:
    """Colleagues have the pakket without the phone number or mail address, and use it no more."""

    signaal: str


@dataclass(frozen=True)
class WithdrawElsewhere:
    """Take it back for what is not being talked about now, and say what was done.

    signaal: which one; "": every one, but of doorgeven only if there is no doubt which. not_this: the one that was
    taken back already. silent: that was said already too. way: only a contact that is reached by "bel" or "mail".
    """

    doel: Doel
    signaal: str = ""
    not_this: str = ""
    silent: bool = False
    knoppen: Knoppen = ()
    way: str = ""


@dataclass(frozen=True)
class PressListed:
    """The same as a tap on the button that stands at this number in ShowToestemmingen."""

    nummer: int


@dataclass(frozen=True)
class Erase:
    """Forget this resident; what was handed over is asked back from the frontoffice."""


Effect = (
    SendTekst
    | SendVoorstel
    | SendContact
    | SendKaartje
    | ShowPakket
    | ShowStatus
    | ShowGegevens
    | ShowToestemmingen
    | OpenSignaal
    | MoveSignaal
    | RecordKeuze
    | RecordHerziening
    | RecordKaartmelding
    | RecordContactmoment
    | DeliverOverdracht
    | NotifyFrontoffice
    | AlertFrontoffice
    | RelayToFrontoffice
    | PlanOpvolging
    | RemindOpvolging
    | RecordOpvolging
    | CancelOpvolgingen
    | StartTermijn
    | StopTermijnen
    | RecordToestemming
    | EndToestemming
    | RecallOverdracht
    | HideContact
    | WithdrawElsewhere
    | PressListed
    | Erase
)
