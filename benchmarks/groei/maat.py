"""From residents to machines: every figure is worked out here, from the assumptions and from what was measured."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.groei.aannames import Aannames
from benchmarks.groei.drukte import Drukte, count
from benchmarks.groei.gemeenten import INWONERS, sizes
from benchmarks.groei.jaar import Jaar

WERKERS = Path(__file__).with_name("werkers.json")
BELASTING = Path(__file__).parents[2] / "docs" / "belasting.md"
MATEN = (10_000, 57_000, 200_000, 1_000_000, INWONERS)
RUIMTE = 0.5  # of what a worker can do: the rest is for what nobody foresaw
MB_WERKER = 539  # with the model in memory; docs/begrijpen.md
MB_SYSTEEM = 1024
GROEI = 2  # so many times the database fits on its disk
KOPIEEN_PER_DAG, ALLE_KOPIEEN, KOPIE_DAGEN = (
    24,
    2,
    30,
)  # docs/beheer: each hour; all of them two days, then one a day
UUR = 3600
_RATE = re.compile(r"Elke Deur: ([\d.,]+) berichten per tel")
_COST = re.compile(r"Rekenwerk ([\d,]+) ms per bericht")
_MEMORY = re.compile(r"Hoogstens (\d+) MB")


@dataclass(frozen=True)
class Werker:
    """What one process can do. per_seconde: messages; ms: of one core for each of them; mb: the most it held.

    samen: how many workers together -> messages a second, as far as that was measured.
    """

    per_seconde: float
    ms: float
    mb: float
    bron: str
    samen: Mapping[int, float]


@dataclass(frozen=True)
class Maat:
    """What so many residents need. piek: messages a second in the busiest minute; uitschieter: on the worst day."""

    inwoners: int
    gesprekken: float
    berichten: float
    piek: float
    uitschieter: float
    werkers: int
    kernen: int
    mb_geheugen: float
    gb_database: float
    gb_schijf: float
    gb_kopieen: float


def worker(given: Path = WERKERS, page: Path = BELASTING) -> Werker | None:
    """By the measurement of several; else by that of one, on the page about load; None when neither is there."""
    if given.exists():
        return _from_json(json.loads(given.read_text(encoding="utf-8")))
    tekst = page.read_text(encoding="utf-8")
    steady = tekst.partition("<!-- meting: gestaag -->")[2].partition("<!-- einde: gestaag -->")[0]
    rate, cost, memory = (one.search(steady) for one in (_RATE, _COST, _MEMORY))
    if rate is None or cost is None or memory is None:
        return None
    each = _number(rate[1])
    return Werker(each, _number(cost[1]), float(memory[1]), "docs/belasting.md, dertig per tel", {1: each})


def _from_json(given: Mapping[str, Any]) -> Werker:
    together = {int(many): float(rate) for many, rate in given["berichten_per_seconde"].items()}
    # More processes than cores say nothing of what one can do on a core of its own.
    alone = [rate / many for many, rate in together.items() if many <= int(given["kernen"])]
    return Werker(
        min(alone),
        float(given["ms_per_bericht"]),
        float(given["mb_per_werker"]),
        str(given["bron"]),
        together,
    )


def _number(shown: str) -> float:
    return float(shown.replace(".", "").replace(",", "."))


def gemeenten(inwoners: int) -> tuple[int, ...]:
    """One municipality; what is larger than any is a part of the country, in the same proportions."""
    if inwoners <= 250_000:
        return (inwoners,)
    many = round(len(sizes()) * inwoners / INWONERS)
    return sizes(many, inwoners)


def drukte(inwoners: int, aannames: Aannames, zaad: int) -> Drukte:
    """A year of it, counted by the minute."""
    return count(Jaar(gemeenten(inwoners), aannames, zaad))


def maat(
    inwoners: int, found: Drukte, aannames: Aannames, each: Werker, gb_per_bericht: float, indexen: float
) -> Maat:
    """gb_per_bericht: on the disk for each message of a year; indexen: the part of that which is index."""
    per_gesprek = found.berichten / max(found.gesprekken, 1)
    worst = inwoners / 1000 * aannames["uitschieter"] * per_gesprek / UUR
    piek = max(found.per_seconde, worst)
    werkers = max(math.ceil(piek / (each.per_seconde * RUIMTE)), 1)
    kernen = max(math.ceil(piek * each.ms / 1000 / RUIMTE), werkers) + 1
    gb = found.berichten * gb_per_bericht
    copies = KOPIEEN_PER_DAG * ALLE_KOPIEEN + KOPIE_DAGEN - ALLE_KOPIEEN
    return Maat(
        inwoners=inwoners,
        gesprekken=found.gesprekken,
        berichten=found.berichten,
        piek=found.per_seconde,
        uitschieter=worst,
        werkers=werkers,
        kernen=kernen,
        mb_geheugen=werkers * max(each.mb, MB_WERKER) + MB_SYSTEEM + 1024 * gb * indexen,
        gb_database=gb,
        gb_schijf=gb * GROEI + gb,  # and room for the copy that is being made
        gb_kopieen=gb * copies,
    )


def all_of(
    maten: Sequence[int], aannames: Aannames, zaad: int, each: Werker, gb_per_bericht: float, indexen: float
) -> list[Maat]:
    """One line for each size."""
    return [maat(one, drukte(one, aannames, zaad), aannames, each, gb_per_bericht, indexen) for one in maten]
