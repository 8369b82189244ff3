"""How long the commonest things take that are asked of a store, through its own methods.

In time of the processor: what else runs on the machine changes that little. Waiting for the disk is not in it.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from benchmarks.groei.bouw import ADRES
from benchmarks.groei.jaar import Verloop
from bot.store import Store
from bot.store.behandelingen import Lijst, Oog
from bot.store.gesprekken import Adres
from bot.store.wachtrij import Wachtrij

KEER = 100
OWNER = "groei:1"


@dataclass(frozen=True)
class Tijd:
    """Milliseconds."""

    wat: str
    mediaan: float
    langste: float


@dataclass
class Vragen:
    """Asks of a full store. who: conversations that stand in it; medewerker: a colleague; keer: so often."""

    store: Store
    who: Sequence[Verloop]
    medewerker: str
    now: datetime
    keer: int = KEER

    def __post_init__(self) -> None:
        self._chance = random.Random(3)  # noqa: S311 -- the same ones every time
        self._count = 0
        self._ids = [
            id for one in self._sample(3 * self.keer) if (id := self.store.gesprekken.find(self._adres(one)))
        ]
        self._signalen = [one.id for id in self._ids for one in self.store.signalen.all_of(id)]
        self._open: list[str] = []

    def all(self) -> list[Tijd]:
        """In the order in which a message meets them."""
        oog = Oog(self.medewerker)
        asked: tuple[tuple[str, Callable[[], object]], ...] = (
            ("een bericht bewaren", self._receive),
            ("kijken wie er wacht", self.store.berichten.waiting),
            ("open berichten van één bewoner", self._open_of),
            ("een gesprek lezen en bewaren", self._gesprek),
            ("een signaal lezen en bewaren", self._signaal),
            ("iets klaarzetten om te sturen", self._put),
            ("iets pakken om te sturen", self._claim),
            ("wie moeten wij vragen hoe het gaat", lambda: self.store.opvolgingen.due(self.now)),
            ("welke termijn is voorbij", lambda: self.store.termijnen.due(self.now)),
            ("de lijst van de inbox", lambda: self.store.behandelingen.rows(Lijst.ALLE, oog, self.now)),
            ("de aantallen in de inbox", lambda: self.store.behandelingen.counts(oog, self.now)),
        )
        return [self._timed(wat, doing) for wat, doing in asked]

    def _timed(self, wat: str, doing: Callable[[], object]) -> Tijd:
        doing()
        times = []
        for _ in range(self.keer):
            begin = time.process_time()
            doing()
            times.append(1000 * (time.process_time() - begin))
        return Tijd(wat, statistics.median(times), max(times))

    def _sample(self, most: int) -> list[Verloop]:
        return self._chance.sample(list(self.who), min(most, len(self.who)))

    @staticmethod
    def _adres(one: Verloop) -> Adres:
        return Adres(one.kanaal, ADRES.format(one.nummer))

    def _receive(self) -> None:
        """As Service.receive, but for the reading of what is in it."""
        self._count += 1
        adres = self._adres(self._chance.choice(self.who))
        with self.store.transaction():
            id = self.store.gesprekken.find_or_open(adres, self.now)
            inhoud = {"tekst": "ik weet niet goed hoe ik dat moet uitleggen", "contact": None}
            self.store.berichten.receive(id, f"meting:{self._count}", "tekst", inhoud, self.now)
            self.store.gesprekken.heard(id, self.now)
        self._open.append(id)

    def _open_of(self) -> None:
        self.store.berichten.open_of(self._chance.choice(self._open))

    def _gesprek(self) -> None:
        with self.store.transaction():
            self.store.gesprekken.save(self.store.gesprekken.load(self._chance.choice(self._ids)))

    def _signaal(self) -> None:
        with self.store.transaction():
            self.store.signalen.save(self.store.signalen.load(self._chance.choice(self._signalen)), self.now)

    def _put(self) -> None:
        self._count += 1
        id = self._chance.choice(self._ids)
        with self.store.transaction():
            self.store.outbox.put(
                f"meting:{self._count}",
                f"bewoner:{id}",
                "bewoner",
                {"tekst": "x" * 400},
                self.now,
                gesprek_id=id,
            )

    def _claim(self) -> None:
        with self.store.transaction():
            row = Wachtrij(self.store).claim(OWNER, self.now)
            if row is not None:
                self.store.outbox.delivered(row, "1", self.now)
