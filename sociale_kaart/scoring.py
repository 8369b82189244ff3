"""How well one voorziening fits a question, from the points of its words and its leefgebieden. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociale_kaart.model import Soort, Voorziening
from sociale_kaart.vraag import Zoekvraag
from sociale_kaart.words import normalised

# From this lift on a row is what its leefgebied is about, whoever asks.
ALL_OF_IT = 0.9

Settings = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Candidate:
    """A voorziening with its score (0..1), the points of its words, and the figures behind the score.

    on_topic: shares a leefgebied with the question, or the question has none.
    """

    voorziening: Voorziening
    score: float
    words: Mapping[str, float]
    on_topic: bool
    figures: Mapping[str, float]


def candidate(
    row: Voorziening, words: Mapping[str, float], lift: float, vraag: Zoekvraag, settings: Settings
) -> Candidate:
    """words: stem -> points; lift: 0..1, how well the leefgebieden match."""
    rule = settings["score"]
    lexical = sum(words.values()) / (sum(words.values()) + rule["verzadiging"])
    score = 1 - (1 - lexical) * (1 - rule["leefgebied"] * lift)
    on_topic = lift > 0 or not vraag.leefgebieden
    factors = _factors(row, vraag, settings)
    factors["ander_leefgebied"] = 1.0 if on_topic else _off_topic(lexical, rule)
    factors["bijzonder"] = float(rule["bijzonder"]) if _too_special(row, words, lift) else 1.0
    for factor in factors.values():
        score *= factor
    figures = {"woorden": lexical, "leefgebied": lift, **factors}
    return Candidate(row, min(1.0, score), words, on_topic, figures)


def _too_special(row: Voorziening, words: Mapping[str, float], lift: float) -> bool:
    """For one group of people only, and nothing said that this is about them."""
    return bool(row.doelgroep) and not words and lift < ALL_OF_IT


def lifts(
    leefgebieden: Sequence[tuple[str, float]],
    by_leefgebied: Mapping[str, Mapping[int, float]],
    settings: Settings,
) -> dict[int, float]:
    """Row -> 0..1: its best matching leefgebied, and a little for the others.

    The first leefgebied counts at least half however unsure the reading was: better a place that
    may fit than none. The others count in proportion to the first.
    """
    top = max((probability for _, probability in leefgebieden), default=0.0)
    if top <= 0:
        return {}
    matches: dict[int, list[float]] = {}
    for leefgebied, probability in leefgebieden:
        share = probability / top * (1 + top) / 2
        for row, weight in by_leefgebied.get(leefgebied, {}).items():
            matches.setdefault(row, []).append(share * weight)
    other = settings["score"]["tweede_leefgebied"]
    return {row: min(1.0, max(m) + other * (sum(m) - max(m))) for row, m in matches.items()}


def _off_topic(lexical: float, rule: Mapping[str, Any]) -> float:
    """One stray word about something else counts less; many words right outweigh a wrong leefgebied."""
    least = float(rule["ander_leefgebied"])
    return least + (1 - least) * lexical


def _factors(row: Voorziening, vraag: Zoekvraag, settings: Settings) -> dict[str, float]:
    rule = settings["score"]
    return {
        "status": settings["status"][row.status],
        "toegang": 1.0 if row.vrij_toegankelijk else rule["niet_vrij"],
        "rol": _rol(row, vraag.rol, rule),
        "leeftijd": _age(row, vraag.age, rule),
        "wijk": rule["wijk"] if vraag.wijk and _near(row, vraag.wijk) else 1.0,
        "klacht": rule["klacht"] if row.soort is Soort.KLACHTROUTE else 1.0,
    }


def _rol(row: Voorziening, rol: str, rule: Mapping[str, Any]) -> float:
    if rol != "ander":
        return 1.0
    return float(rule["ander_voor_naasten"] if row.voor_naasten else rule["ander_niet_voor_naasten"])


def _age(row: Voorziening, age: int | None, rule: Mapping[str, Any]) -> float:
    """Age counts for rows with a limit; a row for naasten may be asked for by a parent."""
    if age is None or (row.leeftijd_van is None and row.leeftijd_tot is None):
        return 1.0
    if row.fits_age(age):
        return float(rule["leeftijd_raak"])
    return 1.0 if row.voor_naasten else float(rule["leeftijd_mis"])


def _near(row: Voorziening, wijk: str) -> bool:
    return row.per_wijk or normalised(wijk) in normalised(f"{row.naam} {row.adres}")
