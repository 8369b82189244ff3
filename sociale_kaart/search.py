"""From a question to at most a few voorzieningen that fit, each with a reason. Pure once built.

Words weigh most. The leefgebied lifts and never filters: a message in scenes ("de koelkast is leeg")
still finds its way, and a wrong leefgebied hides nothing. An empty answer is an answer.
"""

from collections.abc import Iterable

from sociale_kaart.index import WordIndex
from sociale_kaart.model import Soort, Voorziening
from sociale_kaart.reasons import reason
from sociale_kaart.scoring import Candidate, candidate, lifts
from sociale_kaart.selection import select
from sociale_kaart.teksten import zoeken
from sociale_kaart.vraag import Vondst, Zoekvraag

__all__ = ["Vondst", "Zoeker", "Zoekvraag"]

ORDINARY = frozenset({Soort.PLEK, Soort.HULPLIJN})
ECHO_LETTERS = 5  # a shorter word says too little to be repeated in a reason


class Zoeker:
    """Searches one set of voorzieningen. Built once; holds no state between questions."""

    def __init__(self, voorzieningen: Iterable[Voorziening]) -> None:
        self._settings = zoeken()
        self._rows = tuple(voorzieningen)
        self._index = WordIndex([self._fields(row) for row in self._rows], self._settings)
        self._by_leefgebied: dict[str, dict[int, float]] = {}
        for number, row in enumerate(self._rows):
            for leefgebied, weight in row.leefgebieden:
                self._by_leefgebied.setdefault(leefgebied, {})[number] = weight
        self._complaints = [frozenset(self._index.stems(s)) for s in self._settings["woorden"]["klacht"]]
        self._echoes = {row.id: self._echo(row) for row in self._rows}

    def zoek(self, vraag: Zoekvraag, max: int = 3) -> tuple[Vondst, ...]:
        """At most `max` finds, freely accessible ones first; empty when nothing fits."""
        stems = frozenset(self._index.stems(vraag.tekst))
        chosen = select(self._candidates(vraag, stems), max, self._settings)
        return tuple(self._vondst(one, vraag, stems) for one in chosen)

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

    def _candidates(self, vraag: Zoekvraag, stems: frozenset[str]) -> list[Candidate]:
        """Everything of a kind that may be offered and that has a word or a leefgebied in common."""
        wanted = ORDINARY | ({Soort.KLACHTROUTE} if self._complains(vraag, stems) else set())
        points = self._index.scores(vraag.tekst)
        lift = lifts(vraag.leefgebieden, self._by_leefgebied, self._settings)
        return [
            candidate(self._rows[row], points.get(row, {}), lift.get(row, 0.0), vraag, self._settings)
            for row in points.keys() | lift.keys()
            if self._rows[row].soort in wanted and self._rows[row].id not in vraag.niet
        ]

    def _complains(self, vraag: Zoekvraag, stems: frozenset[str]) -> bool:
        """Complaint words, and nothing that says the question is about something else than regelen."""
        if vraag.leefgebieden and "regelen" not in dict(vraag.leefgebieden):
            return False
        return any(line <= stems for line in self._complaints)

    def _vondst(self, found: Candidate, vraag: Zoekvraag, stems: frozenset[str]) -> Vondst:
        said = sorted(found.words.keys() & stems, key=lambda stem: (self._index.rows_with(stem), stem))
        echoes = self._echoes[found.voorziening.id]
        word = next((echoes[stem] for stem in said if stem in echoes), "")
        uitleg = {name: round(value, 3) for name, value in found.figures.items()}
        uitleg |= {f"woord:{stem}": round(points, 3) for stem, points in sorted(found.words.items())}
        return Vondst(
            voorziening=found.voorziening,
            score=round(found.score, 3),
            reden=reason(found.voorziening, vraag.leefgebieden, vraag.rol, word),
            uitleg=uitleg,
        )
