"""The sociale kaart as a whole: its voorzieningen by id, in order, and a search over them."""

from collections.abc import Iterable, Iterator

from sociale_kaart.errors import VoorzieningNotFoundError
from sociale_kaart.model import Voorziening
from sociale_kaart.search import Vondst, Zoeker, Zoekvraag


class SocialeKaart:
    """All voorzieningen. Never changes after it is made; the index is built here, once."""

    def __init__(self, voorzieningen: Iterable[Voorziening]) -> None:
        self._by_id = {voorziening.id: voorziening for voorziening in voorzieningen}
        self._zoeker = Zoeker(self._by_id.values())

    def get(self, id: str) -> Voorziening:
        """The voorziening with this id. Raises VoorzieningNotFoundError."""
        try:
            return self._by_id[id]
        except KeyError:
            raise VoorzieningNotFoundError(id) from None

    def zoek(self, vraag: Zoekvraag, max: int = 3) -> tuple[Vondst, ...]:
        """At most `max` voorzieningen that fit, the first to try first; empty when nothing fits."""
        return self._zoeker.zoek(vraag, max)

    def __iter__(self) -> Iterator[Voorziening]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id
