"""How often the search finds the right place, in the three ways in which it may be asked: with and without meaning.

`python -m benchmarks.kaart.register` prints a table per part of the register. "zoals de bot het leest": with the
leefgebieden, weights and rol that the bot itself reads in the text.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.kaart.tools import Fts5, Names, Tantivy, Tool, Vectors
from bot.betekenis import read_with
from bot.reading import asked_of_places
from intents.lezer import Lezer
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.measure import Case, Figures, measure_answers, read_cases
from sociale_kaart.model import Soort
from sociale_kaart.remembered import DEFAULT, Remembered
from sociale_kaart.search import Zoekvraag

REGISTER = Path(__file__).parents[2] / "tests" / "sociale_kaart" / "verwacht.toml"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday, so that opening times are the same in every run
Asking = Callable[[Case], Zoekvraag | None]


class Register:
    """The questions, read by the bot, and the kaart with and without meaning. Needs the sentence encoder."""

    def __init__(self) -> None:
        lezer = Lezer.load()
        if lezer.encoder is None:
            raise RuntimeError("the sentence encoder is not installed")
        self.cases = read_cases(REGISTER)
        self.read = Remembered(read_with(lezer.encoder), DEFAULT)  # invented questions, so they may stay
        self.plain = load()
        self.kaart = self.plain.met_betekenis(self.read, self.read)
        as_read = {case.tekst: asked_of_places(lezer.read(case.tekst), NOON) for case in self.cases}
        self.ways: dict[str, Asking] = {
            "met leefgebied": lambda case: case.vraag(with_leefgebieden=True),
            "zoals de bot het leest": lambda case: as_read[case.tekst],
            "alleen tekst": lambda case: case.vraag(with_leefgebieden=False),
        }

    def table(self) -> list[str]:
        """Lines of markdown: our own search per part of the register."""
        lines = [
            "| deel | vragen | gevraagd | betekenis | hit@1 | hit@3 | iets onaanvaardbaars | ten onrechte iets |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for deel in [*dict.fromkeys(case.deel for case in self.cases), "alles"]:
            part = [case for case in self.cases if deel in (case.deel, "alles")]
            for way, ask in self.ways.items():
                for meaning, kaart in {"nee": self.plain, "ja": self.kaart}.items():
                    found = _figures(kaart, part, ask)
                    lines.append(
                        f"| {deel} | {len(part)} | {way} | {meaning} {_shares(found)} {found.not_empty} |"
                    )
        return lines

    def quality(self) -> list[str]:
        """Lines of markdown: all searches, the others with the text alone."""
        figures = {
            f"Elke Deur, {way}": _figures(self.kaart, self.cases, ask) for way, ask in self.ways.items()
        }
        real = type("RealVectors", (Vectors,), {"read": staticmethod(self.read)})
        rows = [row for row in self.plain if row.soort in (Soort.PLEK, Soort.HULPLIJN)]
        others: dict[str, type[Tool]] = {
            "SQLite FTS5": Fts5,
            "tantivy": Tantivy,
            "rapidfuzz over namen": Names,
            "alle vectoren": real,
        }
        for name, kind in others.items():
            tool = kind(rows)
            figures[name] = measure_answers(self.cases, (tool.search(case.tekst) for case in self.cases))
        return [
            "| zoeker | hit@1 | hit@3 | iets onaanvaardbaars |",
            "|---|---|---|---|",
            *(f"| {name} {_shares(found)}" for name, found in figures.items()),
        ]


def _figures(kaart: SocialeKaart, cases: Sequence[Case], ask: Asking) -> Figures:
    """Of the first three."""
    vragen = (ask(case) for case in cases)
    found = (kaart.zoek(vraag) if vraag is not None else () for vraag in vragen)
    return measure_answers(cases, ([vondst.voorziening.id for vondst in one] for one in found))


def _shares(found: Figures) -> str:
    shares = (found.hit_1, found.hit_3, found.unacceptable)
    return "| " + " | ".join(f"{share:.1%}".replace(".", ",") for share in shares) + " |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(Register().table()) + "\n")
