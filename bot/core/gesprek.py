"""The state of one conversation, and the small steps that all handlers share. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from bot.core.begrip import NoodSoort, Rol
from bot.core.effects import Effect, Fields, Knop, Knoppen, MoveSignaal, SendTekst
from bot.core.events import BerichtReceived
from bot.core.signaal import MOVES, WITH_TEAM, Signaal, Status


class Fase(StrEnum):
    """What the bot is waiting for."""

    NIEUW = "nieuw"  # nobody has said anything yet
    LUISTERT = "luistert"  # the story
    VRAAGT = "vraagt"  # the answer to `Gesprek.vraag`
    STELT_VOOR = "stelt_voor"  # a choice between the places shown
    VRAAGT_BEREIK = "vraagt_bereik"  # whether and how the team may answer
    VRAAGT_CONTACT = "vraagt_contact"  # a phone number or e-mail address
    TOONT_PAKKET = "toont_pakket"  # consent to exactly this text
    WIJZIGT_PAKKET = "wijzigt_pakket"  # the resident's own wording
    AFSPRAAK = "afspraak"  # whether we may ask how it goes
    BIJ_TEAM = "bij_team"  # colleagues have it: the bot keeps quiet
    RUST = "rust"  # nothing; anything may come


Vraag = Literal["verhaal", "meer", "zie", "rol", "gevaar", "sinds", "urgentie", "wijk"]
# The two invitations to tell are no clarifying questions; these are, and two is the most we ask.
CLARIFYING: frozenset[str] = frozenset({"rol", "gevaar", "sinds", "urgentie", "wijk"})
MOST_QUESTIONS = 2


@dataclass(frozen=True)
class NoodOpen:
    """A danger sign that is being talked about.

    vraag: is it meant so? alarm: may the team know? geleerd: see Nood.
    """

    soort: NoodSoort
    stap: Literal["vraag", "alarm"]
    over_ander: bool = False
    geleerd: bool = False


@dataclass(frozen=True)
class OpvolgingOpen:
    """A "hoe gaat het nu?" that was asked and not yet answered to the end."""

    id: str
    signaal: str
    about_another: bool = False
    stap: Literal["hoe", "contact"] = "hoe"
    hoe: str | None = None


@dataclass(frozen=True)
class Onderbroken:
    """A talk that was put aside for something that came in between."""

    fase: Fase
    vraag: Vraag | None
    signaal: Signaal | None


@dataclass(frozen=True)
class Gesprek:
    """One conversation with one resident on one channel.

    vraag, daarna: the open question, and whether it leads to places or to the forward.
    knoppen: the buttons of the last reply; words that mean one of them count as pressing it.
    noodkaarten: the full cards that were shown, so that none is repeated at length: a kind, or that kind "_ander".
    taal, taal_gezegd: the language other than Dutch that was last written, and that of the sentence we said in it.
    meldt: the place of which we just asked what is wrong; only the very next words are the answer.
    gestopt: the resident wants no messages of our own accord.
    onbereikbaar: he blocked the bot; nothing arrives until he writes again.
    afgerond: the signaal that colleagues just closed; the next words may be about it.
    gaat_over: words of which we asked whether they are about that signaal.
    apart: talks to come back to, newest last.
    """

    id: str
    fase: Fase = Fase.NIEUW
    begroet: bool = False
    gestopt: bool = False
    onbereikbaar: bool = False
    vraag: Vraag | None = None
    daarna: Literal["plekken", "overdracht"] = "plekken"
    rol_vooraf: Rol = "onbekend"
    signaal: Signaal | None = None
    nood: NoodOpen | None = None
    noodkaarten: tuple[str, ...] = ()
    opvolging: OpvolgingOpen | None = None
    meldt: str | None = None
    afgerond: str | None = None
    gaat_over: BerichtReceived | None = None
    knoppen: Knoppen = ()
    apart: tuple[Onderbroken, ...] = ()
    taal: str = "nl"
    taal_gezegd: str = "nl"

    @property
    def may_leave(self) -> bool:
        """Nothing is being asked now: who leaves here leaves nothing half done."""
        return self.fase in (Fase.BIJ_TEAM, Fase.RUST)

    @property
    def asked_danger(self) -> NoodOpen | None:
        """The danger of which we asked whether it is meant so, without an answer yet."""
        return self.nood if self.nood is not None and self.nood.stap == "vraag" else None

    def free_for_colleague(self, signaal: Signaal) -> bool:
        """Nothing else is under way, so that what is typed goes to the colleague. After danger no places stand open."""
        near = self.fase == Fase.STELT_VOOR and signaal.nood is not None
        return near or self.fase in (Fase.AFSPRAAK, Fase.RUST, Fase.LUISTERT)

    def put_aside(self) -> "Gesprek":
        """Keep the current talk for later, if there is one under way."""
        if self.signaal is None or self.fase in (Fase.NIEUW, Fase.LUISTERT, Fase.RUST):
            return self
        return replace(self, apart=(*self.apart, Onderbroken(self.fase, self.vraag, self.signaal)))


Outcome = tuple[Gesprek, tuple[Effect, ...]]

MENS = Knop("mens")


def say(key: str, *knoppen: Knop, **fields: str) -> SendTekst:
    """A text of nl.toml with its fields filled in and its buttons below."""
    return SendTekst(key, _fields(fields), knoppen)


def _fields(fields: dict[str, str]) -> Fields:
    return tuple(sorted(fields.items()))


def move(signaal: Signaal, naar: Status, reden: str = "") -> tuple[Signaal, tuple[Effect, ...]]:
    """The signaal in its new status, with the effects that record it.

    No move when it is there already; what had ended is reopened on the way.
    """
    if signaal.status == naar:
        return signaal, ()
    first: tuple[Effect, ...] = ()
    if naar not in MOVES[signaal.status] and Status.HEROPEND in MOVES[signaal.status]:
        signaal, first = move(signaal, Status.HEROPEND, reden)
    return signaal.moved(naar), (*first, MoveSignaal(signaal.id, signaal.status, naar, reden))


def move_if_free(signaal: Signaal, naar: Status) -> tuple[Signaal, tuple[Effect, ...]]:
    """Like move, but while colleagues have the signaal its status is theirs: then it stays."""
    return (signaal, ()) if signaal.status in WITH_TEAM else move(signaal, naar)


def ask(gesprek: Gesprek, vraag: Vraag) -> Outcome:
    """Put one question and remember that it was put."""
    signaal = gesprek.signaal
    if signaal is not None:
        signaal = replace(signaal, vragen=(*signaal.vragen, vraag))
    return replace(gesprek, fase=Fase.VRAAGT, vraag=vraag, signaal=signaal), (question(vraag),)


def is_current(gesprek: Gesprek, signaal: Signaal) -> bool:
    """Whether this is the signaal that is being talked about."""
    return gesprek.signaal is not None and gesprek.signaal.id == signaal.id


QUESTION_KNOPPEN: dict[str, tuple[str, ...]] = {
    "verhaal": ("zonder_uitleg",),
    "meer": ("mens",),
    "zie": ("mens",),
    "rol": ("voor_mij", "voor_ander", "mens"),
    "gevaar": ("gevaar_ja", "gevaar_nee", "gevaar_weet_niet", "mens"),
    "sinds": ("sinds_dagen", "sinds_weken", "sinds_lang", "mens"),
    "urgentie": ("urgentie_vandaag", "urgentie_week", "urgentie_rustig"),
    "wijk": ("wijk_overslaan",),
}


def question(vraag: str) -> SendTekst:
    """The question itself, without remembering it."""
    return say(f"vraag.{vraag}", *(Knop(id) for id in QUESTION_KNOPPEN[vraag]))


def may_ask(signaal: Signaal, vraag: Vraag) -> bool:
    """At most two clarifying questions, and none twice."""
    asked = [v for v in signaal.vragen if v in CLARIFYING]
    return vraag not in signaal.vragen and len(asked) < MOST_QUESTIONS
