"""A signaal begins: the one place where it is opened. Pure."""

from bot.core.effects import Effect, MoveSignaal, OpenSignaal, PlanOpvolging
from bot.core.events import NewIds
from bot.core.gesprek import Gesprek
from bot.core.opvolging import DAYS_OF_SILENCE
from bot.core.signaal import Signaal, Status


def open_signaal(gesprek: Gesprek, nieuw: NewIds) -> tuple[Signaal, tuple[Effect, ...]]:
    """A new signaal, already being talked about; silence from here on is noticed."""
    signaal = Signaal(nieuw.signaal, nieuw.nummer, status=Status.IN_GESPREK, rol=gesprek.rol_vooraf)
    effects = (
        OpenSignaal(signaal.id, signaal.nummer),
        MoveSignaal(signaal.id, Status.ONTVANGEN, Status.IN_GESPREK, "bericht"),
        PlanOpvolging(signaal.id, DAYS_OF_SILENCE, "stilte"),
    )
    return signaal, effects
