"""The signaal: one problem, its status, and the moves that are allowed. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, get_args

from bot.core.begrip import GRAVEST_FIRST, NoodSoort, Rol, Route, Urgentie
from bot.core.errors import SignaalMoveError

Bereik = Literal["gesprek", "contact", "geen"]
# What a resident can agree to, each by itself.
Doel = Literal["doorgeven", "contact", "opvolging", "seintje"]
DOELEN: tuple[Doel, ...] = get_args(Doel)


class Status(StrEnum):
    """Where a signaal stands. Only INGETROKKEN is final: everything else can come back."""

    ONTVANGEN = "ontvangen"
    IN_GESPREK = "in_gesprek"
    VOORGESTELD = "voorgesteld"
    VERBONDEN = "verbonden"
    OVERGEDRAGEN = "overgedragen"
    OPGEPAKT = "opgepakt"
    BEANTWOORD = "beantwoord"
    IN_OPVOLGING = "in_opvolging"
    AFGESLOTEN = "afgesloten"
    HEROPEND = "heropend"
    INGETROKKEN = "ingetrokken"


ENDS = frozenset({Status.AFGESLOTEN, Status.INGETROKKEN})

# A colleague may take up or answer a signaal that was never handed over: after an alert about danger.
_BY_TEAM = {Status.OPGEPAKT, Status.BEANTWOORD, Status.IN_OPVOLGING}

MOVES: dict[Status, frozenset[Status]] = {
    Status.ONTVANGEN: frozenset({Status.IN_GESPREK} | ENDS),
    Status.IN_GESPREK: frozenset(
        {Status.VOORGESTELD, Status.VERBONDEN, Status.OVERGEDRAGEN} | _BY_TEAM | ENDS
    ),
    Status.VOORGESTELD: frozenset({Status.VERBONDEN, Status.OVERGEDRAGEN} | _BY_TEAM | ENDS),
    Status.VERBONDEN: frozenset({Status.VOORGESTELD, Status.OVERGEDRAGEN, Status.HEROPEND} | _BY_TEAM | ENDS),
    Status.OVERGEDRAGEN: frozenset(_BY_TEAM | ENDS),
    Status.OPGEPAKT: frozenset({Status.BEANTWOORD, Status.IN_OPVOLGING} | ENDS),
    Status.BEANTWOORD: frozenset({Status.OPGEPAKT, Status.IN_OPVOLGING} | ENDS),
    Status.IN_OPVOLGING: frozenset({Status.HEROPEND, Status.OPGEPAKT, Status.BEANTWOORD} | ENDS),
    Status.AFGESLOTEN: frozenset({Status.HEROPEND, Status.INGETROKKEN}),
    Status.HEROPEND: frozenset({Status.VOORGESTELD, Status.VERBONDEN, Status.OVERGEDRAGEN} | _BY_TEAM | ENDS),
    Status.INGETROKKEN: frozenset(),
}

# In `vragen`: colleagues were told of danger. With a name behind either: of that one, and that it was asked whether
# they may know of it.
ALARM, ALARM_ASKED = "alarm", "alarm_gevraagd"

WITH_TEAM = frozenset({Status.OVERGEDRAGEN, Status.OPGEPAKT, Status.BEANTWOORD})
IN_TALK = frozenset({Status.ONTVANGEN, Status.IN_GESPREK, Status.VOORGESTELD, Status.HEROPEND})


def check_move(van: Status, naar: Status) -> None:
    """Raise SignaalMoveError unless the move is in MOVES."""
    if naar not in MOVES[van]:
        raise SignaalMoveError(van, naar)


@dataclass(frozen=True)
class Signaal:
    """One problem of one resident.

    id: random, internal. nummer: eight digits, what the resident and the colleagues call it.
    verhaal: what the resident told, masked, oldest first. lees_vanaf: after "klopt niet" only what
    was told from this index on is read for understanding; nothing of the story itself is lost.
    vragen: which clarifying questions were asked (two at most).
    getoond / afgewezen: ids of voorzieningen that were offered / refused. gekozen: the one that fits. laatst: how many
    of getoond were offered at the last time.
    contact: a way to be reached that the resident gave on purpose.
    overgedragen: the frontoffice has had it at some time.
    noden: every danger that was told of and not taken back; nood: the gravest of them. urgentie_eerder: how urgent it
    was before there was any.
    dreiging: eviction, or a cut-off of gas, water or light, threatens.
    wil_opvolging: he agreed that we ask how it goes. geen_opvolging: he took that back.
    """

    id: str
    nummer: str
    status: Status = Status.ONTVANGEN
    verhaal: tuple[str, ...] = ()
    lees_vanaf: int = 0
    rol: Rol = "onbekend"
    leefgebieden: tuple[str, ...] = ()
    route: Route = "voorziening"
    product: str | None = None
    nood: NoodSoort | None = None
    noden: tuple[NoodSoort, ...] = ()
    wijk: str | None = None
    urgentie: Urgentie | None = None
    urgentie_eerder: Urgentie | None = None
    sinds: str | None = None
    gevaar: str | None = None
    vragen: tuple[str, ...] = ()
    onduidelijk: int = 0
    getoond: tuple[str, ...] = ()
    afgewezen: tuple[str, ...] = ()
    gekozen: str | None = None
    laatst: int = 0
    bereik: Bereik | None = None
    contact: str | None = None
    eigen_tekst: str | None = None
    overgedragen: bool = False
    wil_opvolging: bool = False
    geen_opvolging: bool = False
    dreiging: bool = False

    def moved(self, naar: Status) -> "Signaal":
        """The signaal in its new status; raises SignaalMoveError."""
        check_move(self.status, naar)
        return replace(self, status=naar)

    def told(self, tekst: str) -> "Signaal":
        """The signaal with one more piece of the story."""
        return replace(self, verhaal=(*self.verhaal, tekst))

    def agreed(self, doel: Doel) -> bool:
        """Whether something of this signaal rests on a yes for this purpose."""
        yes = {
            "doorgeven": self.overgedragen,
            "contact": self.contact is not None,
            "opvolging": self.wil_opvolging,
        }
        return self.status != Status.INGETROKKEN and yes.get(doel, False)

    def may_take_back(self, doel: Doel) -> bool:
        """Whether there is something to end: a yes, or a question about how it goes for which no yes was needed."""
        going_on = self.status not in ENDS and not self.geen_opvolging
        return self.agreed(doel) or (doel == "opvolging" and going_on)

    def without(self, doel: Doel) -> "Signaal":
        """With nothing left in it that rests on this yes; with the pakket goes the rest. The status is a move apart."""
        signaal = self
        if doel in ("contact", "doorgeven"):
            signaal = replace(
                signaal, contact=None, bereik=self.bereik if self.bereik == "geen" else "gesprek"
            )
        if doel in ("opvolging", "doorgeven"):
            signaal = replace(signaal, wil_opvolging=False, geen_opvolging=True)
        return signaal

    @property
    def dangers(self) -> tuple[NoodSoort, ...]:
        """Every danger that was told of; of a signaal of before there were more than one, that one."""
        return self.noden or (() if self.nood is None else (self.nood,))

    def in_danger(self, soort: NoodSoort, *, urgent: bool = True) -> "Signaal":
        """With this danger told of in it. urgent: it cannot wait."""
        told = self if self.dangers else replace(self, urgentie_eerder=self.urgentie)
        told = told._with_dangers({*self.dangers, soort})
        return replace(told, urgentie="vandaag") if urgent else told

    def out_of_danger(self, soort: NoodSoort) -> "Signaal":
        """Without this danger: it was not meant so. Another one stays; without any it is as urgent as before."""
        left = self._with_dangers({*self.dangers} - {soort})
        over = left.nood is None and self.nood is not None and self.urgentie == "vandaag"
        return replace(left, urgentie=self.urgentie_eerder) if over else left

    def _with_dangers(self, told: set[NoodSoort]) -> "Signaal":
        noden = tuple(soort for soort in GRAVEST_FIRST if soort in told)
        return replace(self, noden=noden, nood=noden[0] if noden else None)

    @property
    def clock(self) -> Urgentie:
        """By which urgency the frontoffice must move: a threat does not wait, whatever the resident chose."""
        return (
            "week"
            if self.urgentie is None or (self.dreiging and self.urgentie == "rustig")
            else self.urgentie
        )

    @property
    def about_another(self) -> bool:
        return self.rol == "ander"

    @property
    def alarm_open(self) -> bool:
        """Colleagues were told of danger in it, and it has not come to an end."""
        return ALARM in self.vragen and self.status not in ENDS

    @property
    def danger_in_talk(self) -> bool:
        """Danger was told of in the talk that is going on, whoever else is busy with it."""
        return self.nood is not None and self.status in IN_TALK | WITH_TEAM | {Status.VERBONDEN}

    @property
    def open_worry(self) -> bool:
        """A worry that has not come to an end."""
        return self.worrying and self.status not in (Status.AFGESLOTEN, Status.INGETROKKEN)

    @property
    def worrying(self) -> bool:
        """Silence afterwards is a reason to look: somebody may be in trouble and unable to say so."""
        return self.rol == "ander" or self.nood is not None
