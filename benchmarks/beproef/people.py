"""Residents with a script, and the colleague who answers them. Each leaves a mark of his own in all he says."""

import random
import re
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.beproef.world import World
from tests.e2e.chat import TO_PAKKET, TO_PLACES, Colleague, Phone, is_tekst
from tests.e2e.peer import Said

Script = Generator[Callable[[], Any], Any, None]

STORIES = (
    "Ik kan mijn huur niet betalen",
    "Ik krijg brieven van een deurwaarder",
    "Ik slaap slecht van de zorgen over geld",
    "Ik heb geen geld meer voor boodschappen",
    "Ik voel me de laatste tijd erg alleen",
    "Ik weet niet waar ik moet beginnen",
)
AGREED = ("ja_team", "ja_plek", "nee_team", "nee_plek")
CLEAR = STORIES[:4]  # those that lead to places without more questions than these scripts know
NUMMER = re.compile(r"\b(\d{4})-(\d{4})\b")
LONGEST_PAUSE = 0.25  # seconds between two messages of one resident


@dataclass
class Person:
    """One resident on a phone. mark: stands in every text of his and in every answer to him."""

    phone: Phone
    mark: str
    kind: str
    chance: random.Random
    group: Colleague
    said: int = 0
    acted: tuple[str, Any] = ("", ())
    over: bool = False
    _script: Script = field(init=False)
    _waits: Callable[[], Any] = field(init=False)

    def __post_init__(self) -> None:
        self._script = {"vertelt": self._tells, "plek": self._place, "door": self._forwards}[self.kind]()
        self._waits = next(self._script)

    @property
    def world(self) -> World:
        assert isinstance(self.phone.process, World)
        return self.phone.process

    def go_on(self) -> bool:
        """Do the next thing when it is time for it."""
        found = not self.over and self._waits()
        if not found:
            return False
        try:
            self._waits = self._script.send(found)
        except StopIteration:
            self.over = True
        return True

    # --- the scripts ---

    def _tells(self) -> Script:
        for _ in range(self.chance.randrange(2, 5)):
            yield self._after_a_while()
            self._say(self._sentence())
        if self.chance.random() < 0.3:
            yield self._after_a_while()
            texts = [self._sentence() for _ in range(self.chance.randrange(2, 4))]
            self.world.tell(f"{self.mark} vlug achter elkaar {len(texts)}")
            self.phone.burst(*texts)

    def _place(self) -> Script:
        yield self._after_a_while()
        self._say(self._sentence(CLEAR))
        yield from self._walk("past", TO_PLACES)
        self._tap("past")
        yield from self._may_ask("opvolging_ja")

    def _forwards(self) -> Script:
        yield self._after_a_while()
        self._say(self._sentence(CLEAR))
        yield from self._walk("past", TO_PLACES)
        self.world.tell(f"{self.mark} /mens")
        self.phone.command("mens")
        yield from self._walk("verstuur", TO_PAKKET)
        self._tap("verstuur")
        if self.chance.random() < 0.2:
            self._tap("verstuur")  # a second time, out of impatience
        yield from self._may_ask("opvolging_ja" if self.chance.random() < 0.8 else "opvolging_nee")
        if self.chance.random() < 0.7:
            yield from self._answered()

    def _may_ask(self, answer: str) -> Script:
        """Yes or no; and once more when the bot asks once more, as it does when a colleague spoke in between."""
        yield from self._walk("opvolging_ja", ())
        for _ in range(3):
            self._tap(answer)
            said = yield self._next
            while not said.data_of(answer) and not self._agreed(said):
                said = yield self._next
            if self._agreed(said):
                return
            self.acted = (said.text, said.knoppen)

    def _next(self) -> Said | None:
        """The next message of the bot."""
        news = self.phone.all[self.phone.seen :]
        self.phone.seen += bool(news)
        return news[0] if news and (news[0].text, news[0].knoppen) != self.acted else None

    def _agreed(self, said: Said) -> bool:
        return any(is_tekst(said.text, f"afspraak.{key}") for key in AGREED)

    def _answered(self) -> Script:
        """A colleague replies to the notice in the group, and the resident says something back."""
        notice = yield self._notice
        words = f"Wij kijken mee. {self._marked()}"
        self.world.tell(f"collega aan {self.mark}")
        self.group.reply(notice, words)
        yield lambda: any(words in said.text for said in self.phone.all)
        if self.chance.random() < 0.5:
            yield self._after_a_while()
            self._say(f"Dank u wel, dat is fijn. {self._marked()}")

    def _notice(self) -> Said | None:
        """The first word in the group about a number that stands in this chat."""
        mine = {"".join(found.groups()) for said in self.phone.all for found in NUMMER.finditer(said.text)}
        for said in self.group.all:
            if any("".join(found.groups()) in mine for found in NUMMER.finditer(said.text)):
                return said
        return None

    # --- the doing ---

    def _marked(self) -> str:
        self.said += 1
        return f"Kenmerk {self.mark}e{self.said}"

    def _sentence(self, stories: tuple[str, ...] = STORIES) -> str:
        return f"{self.chance.choice(stories)}. {self._marked()}"

    def _say(self, words: str) -> None:
        self.world.tell(f"{self.mark} zegt: {words}")
        self.phone.text(words)

    def _tap(self, knop: str) -> None:
        self.world.tell(f"{self.mark} tikt {knop}")
        self.phone.tap(knop)

    def _after_a_while(self) -> Callable[[], bool]:
        at = time.monotonic() + self.chance.uniform(0, LONGEST_PAUSE)
        return lambda: time.monotonic() >= at

    def _walk(self, target: str, on_the_way: tuple[str, ...]) -> Script:
        """Take the buttons on the way until the target is offered."""
        for _ in range(14):
            said = yield lambda: self._offered(target, *on_the_way)
            self.acted = (said.text, said.knoppen)
            if said.data_of(target):
                return
            knop = next(knop for knop in on_the_way if said.data_of(knop))
            self.world.tell(f"{self.mark} tikt {knop}")
            self.phone.tap(knop, said)

    def _offered(self, *knoppen: str) -> Said | None:
        """The next message with one of these buttons. What comes twice is answered once."""
        for said in self.phone.all[self.phone.seen :]:
            self.phone.seen += 1
            if (said.text, said.knoppen) != self.acted and any(said.data_of(knop) for knop in knoppen):
                return said
        return None


def people(world: World, seed: int, chance: random.Random, group: Colleague, many: int) -> Iterator[Person]:
    """So many residents; at least one of each kind when there are three or more."""
    kinds = ["door", "plek", "vertelt", "door"]
    for number in range(many):
        kind = kinds[number] if number < len(kinds) else chance.choice(kinds)
        phone = Phone(world, 5_560_000_000 + (seed % 100_000) * 1000 + number)
        yield Person(phone, f"k{seed}x{number}", kind, random.Random(chance.random()), group)  # noqa: S311
