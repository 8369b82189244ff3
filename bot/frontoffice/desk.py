"""What a colleague does with a signaal, wherever he does it: take up, answer, close."""

from collections.abc import Callable

from bot.core.events import Event, MedewerkerAnswered, MedewerkerClosed, MedewerkerTookUp
from bot.core.signaal import Signaal, Status
from bot.service import Service


class SignaalGoneError(Exception):
    """The resident has withdrawn or erased it: nothing can be done with it any more."""


class Desk:
    """Each action is one step of the resident's conversation. Call inside a transaction."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def take_up(self, signaal_id: str, key: str) -> Signaal:
        """A person has it now. Raises SignaalGoneError."""
        return self._apply(signaal_id, key, MedewerkerTookUp)

    def answer(self, signaal_id: str, tekst: str, key: str) -> Signaal:
        """The colleague's words go to the resident. Raises SignaalGoneError."""
        return self._apply(signaal_id, key, lambda signaal: MedewerkerAnswered(signaal, tekst))

    def close(self, signaal_id: str, key: str) -> Signaal:
        """Done, as far as the colleague is concerned. Raises SignaalGoneError."""
        return self._apply(signaal_id, key, MedewerkerClosed)

    def _apply(self, signaal_id: str, key: str, make: Callable[[Signaal], Event]) -> Signaal:
        signaal = self.load(signaal_id)
        self._service.apply(self._service.store.signalen.gesprek_of(signaal_id), make(signaal), key)
        return signaal

    def load(self, signaal_id: str) -> Signaal:
        """Raises SignaalGoneError."""
        try:
            signaal = self._service.store.signalen.load(signaal_id)
        except KeyError:
            raise SignaalGoneError(signaal_id) from None
        if signaal.status == Status.INGETROKKEN:
            raise SignaalGoneError(signaal_id)
        return signaal
