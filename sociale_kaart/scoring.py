"""How well one voorziening fits a question, from its words, its meaning and its leefgebieden. Pure.

`combined`, `lexical_score` and `off_topic` take numbers or arrays of them: the search first weighs all rows
roughly with the same sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sociale_kaart.model import Soort, Voorziening
from sociale_kaart.surroundings import soft_factors
from sociale_kaart.vraag import Zoekvraag

# From this lift on a row is what its leefgebied is about, whoever asks.
ALL_OF_IT = 0.9

Rule = Mapping[str, Any]
Settings = Mapping[str, Rule]
Number = TypeVar("Number", float, NDArray[np.float64])


@dataclass(frozen=True)
class Match:
    """What a row and a question have in common.

    points: of its words together. meaning: 0..1, as far as the meaning counts. lift: 0..1, how well the
    leefgebieden match.
    """

    points: float
    meaning: float
    lift: float


@dataclass(frozen=True)
class Candidate:
    """A voorziening with its score (0..1), the number of its row, and the figures behind the score.

    on_topic: shares a leefgebied with the question, or the question has none.
    """

    voorziening: Voorziening
    row: int
    score: float
    on_topic: bool
    figures: Mapping[str, float]


def candidate(
    voorziening: Voorziening, row: int, match: Match, vraag: Zoekvraag, settings: Settings
) -> Candidate:
    """The whole score of one row."""
    rule = settings["score"]
    lexical = lexical_score(match.points, rule)
    score = combined(lexical, match.meaning, match.lift, rule)
    on_topic = match.lift > 0 or not vraag.leefgebieden
    said = 1 - (1 - lexical) * (1 - match.meaning)
    factors = {
        **fixed_factors(voorziening, settings),
        "rol": _rol(voorziening, vraag.rol, rule),
        "leeftijd": _age(voorziening, vraag, rule),
        **soft_factors(voorziening, vraag, settings),
        "ander_leefgebied": 1.0 if on_topic else off_topic(said, rule),
        "bijzonder": float(rule["bijzonder"]) if _too_special(voorziening, match) else 1.0,
    }
    for factor in factors.values():
        score *= factor
    figures = {"woorden": lexical, "betekenis": match.meaning, "leefgebied": match.lift, **factors}
    return Candidate(voorziening, row, min(1.0, score), on_topic, figures)


def lexical_score(points: Number, rule: Rule) -> Number:
    """Points of words as 0..1."""
    return points / (points + float(rule["verzadiging"]))


def combined(lexical: Number, meaning: Number, lift: Number, rule: Rule) -> Number:
    """0..1: any of the three can carry a row, and together they carry it further."""
    return 1 - (1 - lexical) * (1 - meaning) * (1 - float(rule["leefgebied"]) * lift)


def off_topic(said: Number, rule: Rule) -> Number:
    """One stray word about something else counts less; many words right outweigh a wrong leefgebied."""
    least = float(rule["ander_leefgebied"])
    return least + (1 - least) * said


def fixed_factors(row: Voorziening, settings: Settings) -> dict[str, float]:
    """What lifts or sinks a row whatever is asked."""
    rule = settings["score"]
    return {
        "status": float(settings["status"][row.status]),
        "toegang": 1.0 if row.vrij_toegankelijk else float(rule["niet_vrij"]),
        "klacht": float(rule["klacht"]) if row.soort is Soort.KLACHTROUTE else 1.0,
    }


def _too_special(row: Voorziening, match: Match) -> bool:
    """For one group of people only, and nothing said that this is about them."""
    return bool(row.doelgroep) and not match.points and not match.meaning and match.lift < ALL_OF_IT


def _rol(row: Voorziening, rol: str, rule: Rule) -> float:
    if rol != "ander":
        return 1.0
    return float(rule["ander_voor_naasten"] if row.voor_naasten else rule["ander_niet_voor_naasten"])


def _age(row: Voorziening, vraag: Zoekvraag, rule: Rule) -> float:
    """A row with limits that fit is meant for this age; rows that do not fit fell out before.

    Of an unknown age, what is for the young only counts less when no word points to a child or the young.
    """
    if row.leeftijd_van is None and row.leeftijd_tot is None:
        return 1.0
    if vraag.age is not None:
        return float(rule["leeftijd_raak"]) if row.fits_age(vraag.age) else 1.0
    only_young = row.leeftijd_tot is not None and row.leeftijd_tot <= rule["jong_tot"]
    return float(rule["niet_jong"]) if only_young and not vraag.names_young else 1.0
