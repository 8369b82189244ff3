"""From a question to at most a few voorzieningen that fit, each with a reason. Pure once built.

Words weigh most. The leefgebied lifts and never filters: a message in scenes ("de koelkast is leeg")
still finds its way, and a wrong leefgebied hides nothing. An empty answer is an answer.

All rows are weighed at once in arrays, roughly; only the best few dozen are looked at one by one.
"""

import copy
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sociale_kaart.columns import Columns
from sociale_kaart.index import Points, Touched, WordIndex
from sociale_kaart.meaning import Betekenis, Meanings
from sociale_kaart.model import Voorziening
from sociale_kaart.reasons import reason
from sociale_kaart.scoring import Candidate, Match, candidate
from sociale_kaart.selection import select
from sociale_kaart.teksten import zoeken
from sociale_kaart.vraag import Vondst, Zoekvraag

__all__ = ["Vondst", "Zoeker", "Zoekvraag"]

CLOSER = 80  # rows that get a closer look
COMPARED = 40  # the best of them by words alone, which are compared by meaning too
BEHIND = 0.5  # more than distance, opening times and languages together can make up for
ECHO_LETTERS = 5  # a shorter word says too little to be repeated in a reason


class Zoeker:
    """Searches one set of voorzieningen. Never changes: `changed` gives the next one; holds no state between questions.

    Every voorziening has a number for as long as it is there; numbers that fall free are used again.
    """

    def __init__(self, voorzieningen: Iterable[Voorziening]) -> None:
        self._settings = zoeken()
        rows = list(voorzieningen)
        self._rows: list[Voorziening | None] = [*rows]
        self._numbers = {row.id: number for number, row in enumerate(rows)}
        self._free: tuple[int, ...] = ()
        self._index = WordIndex((self._fields(row) for row in rows), self._settings)
        self._columns = Columns.of(rows, self._settings)
        self._meanings: Meanings | None = None
        lines = self._settings["woorden"]["klacht"]
        self._complaints = [frozenset(self._index.read(line).stems.values()) for line in lines]

    def with_meaning(self, betekenis: Betekenis, known: Betekenis | None = None) -> "Zoeker":
        """The same, that also compares by meaning. known: for the texts of rows, so that none is read twice."""
        after = copy.copy(self)
        after._meanings = Meanings(self._rows, betekenis, known or betekenis)
        return after

    def changed(self, gone: Iterable[str], new: Sequence[Voorziening]) -> "Zoeker":
        """The next one. gone: ids that go; new: what comes, or comes instead of what has the same id."""
        after = copy.copy(self)
        coming = {row.id: row for row in new}
        ids = dict.fromkeys([*gone, *(id for id in coming if id in self._numbers)])
        leaving = {self._numbers[id]: row for id in ids if (row := self._rows[self._numbers[id]]) is not None}
        free = [*self._free, *leaving]
        free += range(len(self._rows), len(self._rows) + max(0, len(coming) - len(free)))
        placed = dict(zip(free, coming.values(), strict=False))
        after._free = tuple(free[len(placed) :])
        after._numbers = dict(self._numbers)
        for id in ids:
            del after._numbers[id]
        after._numbers |= {row.id: number for number, row in placed.items()}
        after._rows = [*self._rows, *[None] * (len(free) - len(self._free) - len(leaving))]
        for number in leaving:
            after._rows[number] = None
        for number, row in placed.items():
            after._rows[number] = row
        after._columns = self._columns.changed(list(leaving), placed, self._settings)
        after._index = self._index.changed(
            self._documents(leaving), self._documents(placed), len(after._rows)
        )
        if self._meanings is not None:
            after._meanings = self._meanings.changed(leaving, placed)
        return after

    def zoek(self, vraag: Zoekvraag, max: int = 3) -> tuple[Vondst, ...]:
        """At most `max` finds, freely accessible ones first; empty when nothing fits."""
        asked = self._index.read(vraag.tekst)
        stems, touched = frozenset(asked.stems.values()), self._index.touched(asked)
        chosen = select(self._candidates(vraag, stems, touched), max, self._settings)
        return tuple(self._vondst(one, vraag, stems, touched) for one in chosen)

    def _documents(self, rows: Mapping[int, Voorziening]) -> dict[int, list[tuple[str, float]]]:
        return {number: self._fields(row) for number, row in rows.items()}

    def _fields(self, row: Voorziening) -> list[tuple[str, float]]:
        weight = self._settings["veld"]
        return [
            (row.naam, weight["naam"]),
            *((word, weight["woorden_samen" if " " in word else "woorden"]) for word in row.woorden),
            (" ".join(row.voorbeeldvragen), weight["voorbeeldvragen"]),
            (row.omschrijving, weight["omschrijving"]),
            (row.doelgroep, weight["doelgroep"]),
        ]

    def _echo(self, row: Voorziening) -> dict[str, str]:
        """Stem -> the row's own single word, for the reason."""
        singles = [word for word in row.woorden if len(word) >= ECHO_LETTERS and word.isalpha()]
        stems = [(self._index.known_stem(word), word) for word in reversed(singles)]
        return {stem: word for stem, word in stems if stem}

    def _candidates(
        self, vraag: Zoekvraag, stems: frozenset[str], touched: Sequence[Touched]
    ) -> list[Candidate]:
        """The best of everything that may be offered and that has a word, meaning or leefgebied in common."""
        may = self._columns.allowed(vraag, self._complains(vraag, stems), self._settings)
        for id in vraag.niet & self._numbers.keys():
            may[self._numbers[id]] = False
        points = self._index.points(touched)
        lift = self._columns.lifts(vraag.leefgebieden, self._settings)
        meaning = np.zeros(len(points))
        if self._meanings is not None:
            plain = self._columns.rough(points, meaning, lift, vraag, self._settings)
            near = self._best(plain, may, COMPARED)
            meaning = self._meanings.counted(vraag.tekst, near, len(points), self._settings["betekenis"])
        score = self._columns.rough(points, meaning, lift, vraag, self._settings)
        return [
            candidate(row, number, Match(*figures), vraag, self._settings)
            for number in self._best(score, may, CLOSER).tolist()
            if (row := self._rows[number]) is not None
            and any(figures := (float(points[number]), float(meaning[number]), float(lift[number])))
        ]

    def _best(self, score: Points, may: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
        """The numbers of the rows that get a closer look; not those too far behind for any closer look to help."""
        score = np.where(may, np.minimum(score, 1.0), 0.0)
        best = float(score.max(initial=0.0))
        rows = np.flatnonzero(score > best * self._settings["score"]["naast_beste"] * BEHIND)
        if len(rows) <= most:
            return rows
        return rows[np.argpartition(-score[rows], most)[:most]]

    def _complains(self, vraag: Zoekvraag, stems: frozenset[str]) -> bool:
        """Complaint words, and nothing that says the question is about something else than regelen."""
        if vraag.leefgebieden and "regelen" not in dict(vraag.leefgebieden):
            return False
        return any(line <= stems for line in self._complaints)

    def _vondst(
        self, found: Candidate, vraag: Zoekvraag, stems: frozenset[str], touched: Sequence[Touched]
    ) -> Vondst:
        words = self._index.behind(touched, found.row)
        said = sorted(words.keys() & stems, key=lambda stem: (self._index.rows_with(stem), stem))
        echoes = self._echo(found.voorziening)
        word = next((echoes[stem] for stem in said if stem in echoes), "")
        uitleg = {name: round(value, 3) for name, value in found.figures.items()}
        uitleg |= {f"woord:{stem}": round(points, 3) for stem, points in sorted(words.items())}
        return Vondst(
            voorziening=found.voorziening,
            score=round(found.score, 3),
            reden=reason(found.voorziening, vraag.leefgebieden, vraag.rol, word),
            uitleg=uitleg,
        )
