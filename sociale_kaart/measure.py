"""Measures the search on a file of questions: python -m sociale_kaart.measure FILE. Changes nothing."""

import statistics
import sys
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.search import Vondst, Zoekvraag

PROBABILITIES = (0.8, 0.5, 0.3)  # what a reading of the text gives its first, second and third leefgebied


@dataclass(frozen=True)
class Case:
    """A question of the register. goed: acceptable ids, empty = nothing should come. fout: never."""

    tekst: str
    leefgebieden: tuple[str, ...]
    rol: str
    goed: frozenset[str]
    fout: frozenset[str]
    deel: str

    def vraag(self, *, with_leefgebieden: bool) -> Zoekvraag:
        given = self.leefgebieden if with_leefgebieden else ()
        return Zoekvraag(self.tekst, tuple(zip(given, PROBABILITIES, strict=False)), self.rol)


@dataclass(frozen=True)
class Figures:
    """Shares (0..1) over the questions that have an answer, and counts of what should not happen."""

    questions: int
    hit_1: float
    hit_3: float
    forbidden: int
    not_empty: int
    missed: tuple[str, ...]

    @property
    def unacceptable(self) -> float:
        """Share of all answers that hold something that must not be shown."""
        return self.forbidden / max(1, self.questions)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The questions of a register. Raises OSError or tomllib.TOMLDecodeError."""
    return tuple(_case(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["vraag"])


def _case(entry: Mapping[str, Any]) -> Case:
    return Case(
        tekst=entry["tekst"],
        leefgebieden=tuple(entry.get("leefgebieden", ())),
        rol=entry.get("rol", "onbekend"),
        goed=frozenset(entry["goed"]),
        fout=frozenset(entry.get("fout", ())),
        deel=entry["deel"],
    )


def measure(kaart: SocialeKaart, cases: Sequence[Case], *, with_leefgebieden: bool) -> Figures:
    """hit@1, hit@3, and what should not have been shown."""
    return measure_answers(
        cases,
        (_ids(kaart.zoek(case.vraag(with_leefgebieden=with_leefgebieden))) for case in cases),
    )


def measure_answers(cases: Sequence[Case], answers: Iterable[Sequence[str]]) -> Figures:
    """The same for any search. answers: for each question the ids that were found, best first."""
    first = third = forbidden = not_empty = 0
    missed = []
    for case, ids in zip(cases, answers, strict=True):
        forbidden += bool(case.fout & set(ids))
        if not case.goed:
            not_empty += bool(ids)
            continue
        first += bool(set(ids[:1]) & case.goed)
        third += bool(set(ids) & case.goed)
        if not set(ids) & case.goed:
            missed.append(f"{case.tekst} -> {', '.join(ids) or 'niets'}")
    answerable = max(1, sum(bool(case.goed) for case in cases))
    return Figures(len(cases), first / answerable, third / answerable, forbidden, not_empty, tuple(missed))


def _ids(found: Iterable[Vondst]) -> list[str]:
    return [vondst.voorziening.id for vondst in found]


def milliseconds(kaart: SocialeKaart, cases: Iterable[Case], rounds: int = 5) -> list[float]:
    """The time of each search, sorted."""
    times = []
    for case in list(cases) * rounds:
        vraag = case.vraag(with_leefgebieden=True)
        start = time.perf_counter()
        kaart.zoek(vraag)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def main(path: str) -> None:
    """Prints the figures, per part of the register, with and without leefgebieden."""
    kaart, cases = load(), read_cases(Path(path))
    for deel in sorted({case.deel for case in cases}):
        part = [case for case in cases if case.deel == deel]
        for with_leefgebieden in (True, False):
            figures = measure(kaart, part, with_leefgebieden=with_leefgebieden)
            name = "met leefgebied" if with_leefgebieden else "alleen tekst"
            wrong = f"fout {figures.forbidden} ({figures.unacceptable:.1%})  ten onrechte iets {figures.not_empty}"
            sys.stdout.write(
                f"{deel:8} {name:15} vragen {figures.questions:3}  hit@1 {figures.hit_1:.2f}  "
                f"hit@3 {figures.hit_3:.2f}  {wrong}\n"
            )
            if deel in ("afstel", "vers"):  # the held-out parts stay unread
                sys.stdout.writelines(f"    {line}\n" for line in figures.missed)
    times = milliseconds(kaart, cases)
    p95 = times[int(len(times) * 0.95)]
    sys.stdout.write(f"tijd: mediaan {statistics.median(times):.2f} ms, p95 {p95:.2f} ms\n")


if __name__ == "__main__":
    main(sys.argv[1])
