"""What can happen to a conversation. Values only, complete: the core asks nobody for anything."""

from dataclasses import dataclass
from typing import Literal

from bot.core.begrip import Begrip, Plek, Voorstel
from bot.core.signaal import Signaal

Media = Literal["spraak", "foto", "video", "sticker", "locatie", "bestand", "contact", "overig"]


@dataclass(frozen=True)
class NewIds:
    """Fresh random ids, for the case that this event opens a signaal."""

    signaal: str
    nummer: str


@dataclass(frozen=True)
class BerichtReceived:
    """Free text. geheel: the same reading over the whole story so far, this text included."""

    begrip: Begrip
    geheel: Begrip
    voorstel: Voorstel
    nieuw: NewIds
    bewerkt: bool = False
    doorgestuurd: bool = False


@dataclass(frozen=True)
class KnopPressed:
    """A button, or words that mean that button.

    begrip: the reading of those words when they were typed, so that nood is never overlooked.
    told: more was said than the button alone; that belongs to the story.
    signaal: the signaal that arg points to, when it is another than the current one.
    """

    id: str
    arg: str
    voorstel: Voorstel
    nieuw: NewIds
    begrip: Begrip | None = None
    signaal: Signaal | None = None
    told: bool = False


@dataclass(frozen=True)
class CommandGiven:
    """/start, /help and so on; payload is what stands behind it. elsewhere: see KanaalStopped."""

    command: str
    payload: str
    nieuw: NewIds
    elsewhere: tuple[Signaal, ...] = ()


@dataclass(frozen=True)
class MediaReceived:
    """Something that is not text, and was not looked at."""

    soort: Media


@dataclass(frozen=True)
class OpvolgingDue:
    """It is time to ask. keer: 0 first time, 1 the reminder, 2 nobody answered the reminder."""

    opvolging: str
    signaal: Signaal
    soort: Literal["afspraak", "stilte"]
    keer: int


@dataclass(frozen=True)
class MedewerkerTookUp:
    """A colleague has taken the signaal up."""

    signaal: Signaal


@dataclass(frozen=True)
class MedewerkerAnswered:
    """A colleague wrote to the resident."""

    signaal: Signaal
    tekst: str


@dataclass(frozen=True)
class MedewerkerAsked:
    """A colleague asks the resident something. dag: by when he can answer, in words."""

    signaal: Signaal
    tekst: str
    dag: str


@dataclass(frozen=True)
class MedewerkerProposed:
    """A colleague proposes a place, with words of his own or "". The signaal counts it as shown."""

    signaal: Signaal
    tekst: str
    plek: Plek


@dataclass(frozen=True)
class MedewerkerClosed:
    """A colleague is done with the signaal."""

    signaal: Signaal


@dataclass(frozen=True)
class MedewerkerReopened:
    """A colleague finds that it is not done after all, and has it again."""

    signaal: Signaal


@dataclass(frozen=True)
class MedewerkerSpoke:
    """A colleague spoke with the resident outside the chat."""

    signaal: Signaal


@dataclass(frozen=True)
class TermijnPassed:
    """The frontoffice is too late and the next level has been told.

    onbeantwoord: the resident himself left a question of a colleague unanswered.
    """

    signaal: Signaal
    onbeantwoord: bool = False


@dataclass(frozen=True)
class KanaalStopped:
    """The resident blocked the bot.

    elsewhere: all signalen that colleagues have or that hold a worry, not only the one being talked about.
    """

    elsewhere: tuple[Signaal, ...] = ()


FromMedewerker = (
    MedewerkerTookUp
    | MedewerkerAnswered
    | MedewerkerAsked
    | MedewerkerProposed
    | MedewerkerClosed
    | MedewerkerReopened
    | MedewerkerSpoke
)

Event = (
    BerichtReceived
    | KnopPressed
    | CommandGiven
    | MediaReceived
    | OpvolgingDue
    | FromMedewerker
    | TermijnPassed
    | KanaalStopped
)
