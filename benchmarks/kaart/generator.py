"""Invented voorzieningen and messages in any number, always the same for the same seed. Never shipped.

Words come from the shipped kaart, so that messages hit many rows, as they would on a real kaart of that size;
names, organisations and rare words are made of syllables, so that the vocabulary grows with the number of rows.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Gebied, Soort, Status, Trede, Voorziening
from sociale_kaart.teksten import leefgebied_ids

STARTS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "dr",
    "kl",
    "sch",
    "st",
)
MIDDLES = ("a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "oe", "ui", "ij", "eu", "ou")
ENDS = ("", "k", "l", "m", "n", "p", "r", "s", "t", "ng", "cht", "nd", "rt")
KINDS = ("inloop", "steunpunt", "huis", "club", "loket", "hulp", "kring", "werkplaats", "groep", "punt")
FORMS = ("Stichting", "Vereniging", "Buurthuis", "Centrum", "Welzijn", "Netwerk")
WIJKEN = tuple(f"Wijk {number}" for number in range(1, 41))
STATUSES = (Status.BEVESTIGD, Status.DEELS, Status.NAKIJKEN, Status.VEROUDERD)
PER_ORGANISATION = 8
LONGEST = 60
RARE_WORDS = 150


class Generator:
    """Makes rows and messages. vocabulary: a kaart to borrow everyday words and questions from."""

    def __init__(self, seed: int, vocabulary: SocialeKaart) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._words: dict[str, list[str]] = {id: [] for id in sorted(leefgebied_ids())}
        self._questions: dict[str, list[str]] = {id: [] for id in self._words}
        for row in vocabulary:
            for leefgebied, _ in row.leefgebieden:
                self._words[leefgebied] += row.woorden
                self._questions[leefgebied] += row.voorbeeldvragen
        self._pool: list[str] = []
        self._sentences = [row.omschrijving for row in vocabulary]

    def rows(self, number: int) -> Iterator[Voorziening]:
        """So many invented voorzieningen."""
        self._grow(number)
        organisations = [self._organisation() for _ in range(max(1, number // PER_ORGANISATION))]
        for nr in range(number):
            yield self._row(nr, organisations)

    def messages(self, number: int, sentences: Sequence[str]) -> list[str]:
        """Messages of 5 to 60 words out of these sentences, one in six words with a typing error."""
        return [self._message(sentences) for _ in range(number)]

    def _row(self, nr: int, organisations: Sequence[str]) -> Voorziening:
        chance = self._random
        topics = chance.sample(sorted(self._words), chance.choice((1, 1, 2, 2, 3)))
        words = [word for topic in topics for word in self._some(self._words[topic], 12 // len(topics))]
        words += [self._rare() for _ in range(2)]
        organisation = chance.choice(organisations)
        free = chance.random() < 0.85
        kind = f"{self._rare()}{chance.choice(KINDS)}"
        young = chance.random() < 0.1
        return Voorziening(
            id=f"verzonnen-{nr}",
            naam=f"{kind.capitalize()} {organisation.split()[-1]}",
            organisatie=organisation,
            omschrijving=f"{chance.choice(self._sentences)} {self._rare().capitalize()} hoort erbij.",
            leefgebieden=tuple((topic, round(1.0 - 0.3 * place, 1)) for place, topic in enumerate(topics)),
            woorden=tuple(dict.fromkeys(words)),
            voorbeeldvragen=tuple(self._some(self._questions[topics[0]], 3)),
            doelgroep="jongeren" if young else "",
            leeftijd_van=12 if young else None,
            leeftijd_tot=23 if young else None,
            voor_naasten=chance.random() < 0.4,
            vrij_toegankelijk=free,
            toegang="" if free else "Via de huisarts.",
            trede=chance.choice(tuple(Trede)[:3]) if free else Trede.NIET_VRIJ_TOEGANKELIJK,
            kosten="",
            telefoon="",
            telefoon_kosten="",
            website="",
            adres="",
            openingstijden="",
            breedte=round(51.6 + chance.random() / 10, 4),
            lengte=round(4.8 + chance.random() / 10, 4),
            wijken=(chance.choice(WIJKEN),) if chance.random() < 0.3 else (),
            gebied=chance.choice(tuple(Gebied)),
            per_wijk=False,
            soort=Soort.HULPLIJN if chance.random() < 0.1 else Soort.PLEK,
            status=chance.choices(STATUSES, (5, 3, 1, 1))[0],
            bron="verzonnen",
            bron_jaar=str(chance.randint(2019, 2026)),
            nagekeken_op=None,
            geldig_tot=date(2030, 1, 1) if chance.random() < 0.1 else None,
            let_op="",
        )

    def changed(self, row: Voorziening) -> Voorziening:
        """The same row after an editor was there: other words, another sentence."""
        return replace(
            row, woorden=(*row.woorden[1:], self._rare()), omschrijving=f"{row.omschrijving} Nieuw."
        )

    def _message(self, sentences: Sequence[str]) -> str:
        wanted = self._random.randint(5, LONGEST)
        words: list[str] = []
        while len(words) < wanted:
            words += self._random.choice(sentences).split()
        return " ".join(self._typed(word) for word in words[:wanted])

    def _typed(self, word: str) -> str:
        if len(word) < 5 or self._random.random() > 1 / 6:
            return word
        at = self._random.randrange(1, len(word) - 1)
        return self._random.choice(
            (word[:at] + word[at + 1 :], word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])
        )

    def _organisation(self) -> str:
        return f"{self._random.choice(FORMS)} {self._rare().capitalize()}{self._rare()}"

    def _rare(self) -> str:
        """A word that few rows share."""
        return self._random.choice(self._pool)

    def _grow(self, number: int) -> None:
        """A language grows with the root of the text (Heaps): some 15,000 rare words in 10,000 rows."""
        wanted = round(RARE_WORDS * number**0.5)
        while len(self._pool) < wanted:
            parts = (self._random.choice(part) for part in (STARTS, MIDDLES, ENDS) * 2)
            self._pool.append("".join(parts))

    def _some(self, given: Sequence[str], most: int) -> list[str]:
        """Common words more often than rare ones, as in real lists (Zipf)."""
        if not given:
            return [self._rare()]
        weights = list(accumulate(1 / (place + 3) for place in range(len(given))))
        return self._random.choices(given, cum_weights=weights, k=most)
