"""What residents send, and when: steadily, a thousand at once, or one of them without end."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.belasting.lijn import Bericht, Gesprek, Lijn
from benchmarks.chat.bewoner import NOT_PRESSED, mark, verhalen
from tests.e2e.process import TOKEN

FRESH = 7_000_000_000  # chat ids of residents who were never here
TURNS = 8  # of one resident
READING = 3.0  # seconds that a resident reads before he goes on
BACK_AGAIN = 0.5  # how many of them were here before, where somebody was
FIRST_TAPS = 100  # texts of who does not stop, before he taps in between
DANGER = "ik ga er nu een eind aan maken"


@dataclass
class Stoet:
    """Residents by turns. eerder: chat ids of those in the store. knoppen: whether they tap what is offered."""

    lijn: Lijn
    zaad: int = 1
    eerder: Sequence[int] = ()
    knoppen: bool = True
    _bezig: list[Gesprek] = field(default_factory=list)
    _count: int = 0
    _marks: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.zaad)  # noqa: S311 -- the same day every time
        self._woorden = verhalen()

    def gestaag(self, per_seconde: float, seconden: float) -> list[Bericht]:
        """So many a second, at random moments, whether there is an answer or not. Gives what was sent."""
        sent: list[Bericht] = []
        begin = due = time.monotonic()
        while due < begin + seconden:
            _sleep_until(due)
            sent.append(self._one(per_seconde))
            self.lijn.send(TOKEN, sent[-1:])
            due += self._chance.expovariate(per_seconde)
        return sent

    def ineens(self, aantal: int, nood_na: int | None = None) -> list[Bericht]:
        """So many residents at one moment; nood_na: after so many of them one who is in danger."""
        sent = [Bericht(self._fresh().chat, "tekst", self._typed("begin")) for _ in range(aantal)]
        if nood_na is not None:
            sent.insert(nood_na, Bericht(self._fresh().chat, "tekst", self._marked(DANGER)))
        self.lijn.send(TOKEN, sent)
        return sent

    def naast(self, per_seconde: float, aantal: int, stroom: float) -> list[Bericht]:
        """One chat sends so many, `stroom` a second, half of them taps; the others go on as always."""
        sent: list[Bericht] = []
        own = self._fresh()
        begin = time.monotonic()
        due = begin
        for nr in range(aantal):
            at = begin + nr / stroom
            while due < at:
                _sleep_until(due)
                sent.append(self._one(per_seconde))
                self.lijn.send(TOKEN, sent[-1:])
                due += self._chance.expovariate(per_seconde)
            _sleep_until(at)
            sent.append(Bericht(own.chat, *self._torrent(nr), stroom=True))
            self.lijn.send(TOKEN, sent[-1:])
        return sent

    def _torrent(self, nr: int) -> tuple[str, str]:
        return ("knop", "meer:") if nr % 2 and nr > FIRST_TAPS else ("tekst", self._typed("later"))

    def _one(self, per_seconde: float) -> Bericht:
        gesprek = self._who(per_seconde)
        knoppen = [one for one in gesprek.knoppen if one.partition(":")[0] not in NOT_PRESSED]
        if self.knoppen and knoppen and self._chance.random() < 0.5:
            return Bericht(gesprek.chat, "knop", self._chance.choice(knoppen))
        begun = bool(gesprek.berichten)
        return Bericht(
            gesprek.chat,
            "tekst",
            self._typed("later" if begun and self._chance.random() < 0.7 else "begin"),
        )

    def _who(self, per_seconde: float) -> Gesprek:
        """One who has his answer and read it; else somebody new."""
        if len(self._bezig) >= 60 * per_seconde or (self._bezig and self._chance.random() < 0.8):
            for nr in self._chance.sample(range(len(self._bezig)), min(30, len(self._bezig))):
                gesprek = self._bezig[nr]
                if len(gesprek.berichten) >= TURNS and gesprek.klaar:
                    self._bezig[nr] = self._bezig[-1]
                    self._bezig.pop()
                    break
                if _rested(gesprek):
                    return gesprek
        gesprek = self._fresh()
        self._bezig.append(gesprek)
        return gesprek

    def _fresh(self) -> Gesprek:
        self._count += 1
        if self.eerder and self._chance.random() < BACK_AGAIN:
            gesprek = self.lijn.gesprek(self._chance.choice(self.eerder))
            if not gesprek.berichten:
                return gesprek
        return self.lijn.gesprek(FRESH + self.zaad * 1_000_000 + self._count)

    def _typed(self, moment: str) -> str:
        return self._marked(self._chance.choice(self._woorden[moment]))

    def _marked(self, tekst: str) -> str:
        self._marks += 1
        return f"{tekst} {mark(self._marks)}"


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _rested(gesprek: Gesprek) -> bool:
    if not gesprek.klaar:
        return False
    last = gesprek.antwoorden[-1].at if gesprek.antwoorden else 0.0
    return time.perf_counter() - last > READING
