"""The sociale kaart as a whole: its voorzieningen by id, in order, and a search over them."""

from collections.abc import Iterable, Iterator

from sociale_kaart.errors import VoorzieningNotFoundError
from sociale_kaart.meaning import Betekenis
from sociale_kaart.model import Voorziening
from sociale_kaart.search import Vondst, Zoeker, Zoekvraag


class SocialeKaart:
    """All voorzieningen with their index. Never changes after it is made, so threads may share it.

    `met`, `zonder` and `met_betekenis` give another kaart and leave this one as it is. The other one shares
    all that stayed the same, so that a change takes milliseconds, also among a hundred thousand.
    """

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

    def met(self, *voorzieningen: Voorziening) -> "SocialeKaart":
        """The kaart with these; one with an id that is there already comes in its place."""
        new = {voorziening.id: voorziening for voorziening in voorzieningen}
        return _kaart(self._by_id | new, self._zoeker.changed((), tuple(new.values())))

    def zonder(self, *ids: str) -> "SocialeKaart":
        """The kaart without these. Raises VoorzieningNotFoundError."""
        kept, gone = dict(self._by_id), dict.fromkeys(self.get(id).id for id in ids)
        for id in gone:
            del kept[id]
        return _kaart(kept, self._zoeker.changed(gone, ()))

    def met_betekenis(self, betekenis: Betekenis, bekend: Betekenis | None = None) -> "SocialeKaart":
        """The kaart that also compares what texts mean; what comes by `met` later included.

        betekenis: texts -> [texts, numbers], rows of length one. bekend: the same for texts of the kaart
        itself, for instance from a file; questions of residents never go there.
        """
        return _kaart(self._by_id, self._zoeker.with_meaning(betekenis, bekend))

    def __iter__(self) -> Iterator[Voorziening]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id


def _kaart(by_id: dict[str, Voorziening], zoeker: Zoeker) -> SocialeKaart:
    kaart = SocialeKaart.__new__(SocialeKaart)
    kaart._by_id, kaart._zoeker = by_id, zoeker
    return kaart
