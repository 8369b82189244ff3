"""Hand-written stand-ins for the parts that a test does not look at."""

from datetime import UTC, datetime, timedelta

from intents.begrip import Bedoeling, Begrip, LeefgebiedScore, Nood, NoodSoort, Rol, Route, Zekerheid


class SetClock:
    """A clock that stands still until it is told to move. Starts on a Tuesday morning."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def pass_(self, **delta: float) -> None:
        """pass_(days=7)"""
        self._now += timedelta(**delta)


class WordLezer:
    """Reads by single words, so that a test can say what is understood."""

    encoder = None

    def read(self, tekst: str) -> Begrip:
        words = set(tekst.lower().replace(".", "").split())
        another = bool(words & {"buurman", "buurvrouw"})
        nood = None
        if "dood" in words:
            nood = Nood(NoodSoort.SUICIDE, Zekerheid.ZEKER, "test", another)
        return Begrip(
            tekst=tekst,
            nood=nood,
            leefgebieden=(LeefgebiedScore("contact", 0.9),),
            zekerheid=0.9,
            rol=Rol.ANDER if another else Rol.ZELF,
            route=_route(words, nood),
            bedoeling=_bedoeling(words),
            product="bijstand" if "bijstand" in words else None,
            persoonsgegevens=(),
        )


def _route(words: set[str], nood: Nood | None) -> Route:
    if nood is not None:
        return Route.NOOD
    if "bijstand" in words:
        return Route.FRONTOFFICE
    if "kapot!" in words:
        raise RuntimeError("a text that breaks the reading")
    return Route.BUITEN if "rijbewijs" in words else Route.VOORZIENING


def _bedoeling(words: set[str]) -> Bedoeling:
    return Bedoeling.GROET if words <= {"hoi", "hallo"} else Bedoeling.VERTELT
