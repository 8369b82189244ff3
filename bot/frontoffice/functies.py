"""What a colleague is for, and what he may do with it. Pure."""

from collections.abc import Iterable
from enum import StrEnum


class Functie(StrEnum):
    """The work of a colleague; one may have several."""

    MEDEWERKER = "medewerker"
    REGISSEUR = "regisseur"
    KAARTBEHEERDER = "kaartbeheerder"
    BELEID = "beleid"
    BEHEERDER = "beheerder"


class Recht(StrEnum):
    """What a page asks of who opens it.

    IEDEREEN: also who is not logged in. HALF: a password was given, the second factor not yet.
    INGELOGD: any colleague.
    """

    IEDEREEN = "iedereen"
    HALF = "half"
    INGELOGD = "ingelogd"
    SIGNALEN = "signalen"
    REGIE = "regie"
    KAART = "kaart"
    INZICHT = "inzicht"
    BEHEER = "beheer"


# Policy sees figures and never a person; who keeps the accounts sees who looked at what, and no story.
RECHTEN: dict[Functie, frozenset[Recht]] = {
    Functie.MEDEWERKER: frozenset({Recht.SIGNALEN}),
    Functie.REGISSEUR: frozenset({Recht.SIGNALEN, Recht.REGIE, Recht.INZICHT}),
    Functie.KAARTBEHEERDER: frozenset({Recht.KAART}),
    Functie.BELEID: frozenset({Recht.INZICHT}),
    Functie.BEHEERDER: frozenset({Recht.BEHEER}),
}


def rechten(functies: Iterable[Functie]) -> frozenset[Recht]:
    """Everything that these functies give together."""
    return frozenset({Recht.IEDEREEN, Recht.HALF, Recht.INGELOGD}).union(*(RECHTEN[f] for f in functies))
