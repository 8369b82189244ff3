"""A signaal begins: the one place where it is opened. Pure."""

from dataclasses import replace

from bot.core.effects import AlertFrontoffice, Effect, MoveSignaal, OpenSignaal, PlanOpvolging, StartTermijn
from bot.core.events import NewIds
from bot.core.gesprek import Gesprek
from bot.core.opvolging import DAYS_OF_SILENCE
from bot.core.signaal import ALARM, Signaal, Status


def open_signaal(gesprek: Gesprek, nieuw: NewIds) -> tuple[Signaal, tuple[Effect, ...]]:
    """A new signaal, already being talked about; silence from here on is noticed."""
    signaal = Signaal(nieuw.signaal, nieuw.nummer, status=Status.IN_GESPREK, rol=gesprek.rol_vooraf)
    effects = (
        OpenSignaal(signaal.id, signaal.nummer),
        MoveSignaal(signaal.id, Status.ONTVANGEN, Status.IN_GESPREK, "bericht"),
        PlanOpvolging(signaal.id, DAYS_OF_SILENCE, "stilte"),
    )
    return signaal, effects


def keep_alarm(gesprek: Gesprek, old: Signaal, nieuw: NewIds) -> tuple[Signaal, tuple[Effect, ...]]:
    """What colleagues were told of danger goes on without the words that are taken back: a signaal of its own."""
    fresh, opened = open_signaal(gesprek, nieuw)
    fresh = replace(
        fresh,
        rol="onbekend",
        nood=old.nood,
        noden=old.noden,
        gevaar=old.gevaar,
        urgentie="vandaag",
        vragen=tuple(one for one in old.vragen if one.partition(":")[0] == ALARM),
    )
    return fresh, (
        *opened,
        AlertFrontoffice(fresh.id, old.nood or "gevaar"),
        StartTermijn(fresh.id, "vandaag"),
    )
