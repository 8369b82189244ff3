"""From everything that fits to the few that are offered: varied, freely accessible first. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sociale_kaart.model import Soort
from sociale_kaart.scoring import Candidate, Settings


def select(candidates: Sequence[Candidate], most: int, settings: Settings) -> list[Candidate]:
    """At most `most`: good enough by itself and beside the best, varied, freely accessible ones first."""
    rule = settings["score"]
    best = max((candidate.score for candidate in candidates), default=0.0)
    fitting = [c for c in candidates if c.score >= max(best * rule["naast_beste"], _floor(c, rule))]
    chosen = _varied(fitting, most, rule)
    return sorted(chosen, key=lambda candidate: not candidate.voorziening.vrij_toegankelijk)


def _floor(candidate: Candidate, rule: Mapping[str, Any]) -> float:
    """Words alone must say more than words in a leefgebied that fits."""
    return float(rule["onder"] if candidate.figures["leefgebied"] else rule["onder_zonder_leefgebied"])


def _varied(candidates: Sequence[Candidate], most: int, rule: Mapping[str, Any]) -> list[Candidate]:
    """Greedy: each time the best that is left, less for an organisation that is there already."""
    left, chosen, shown = list(candidates), list[Candidate](), Counter[str]()
    while len(chosen) < most:
        allowed = _allowed(left, chosen, shown, rule)
        if not allowed:
            break
        best = min(allowed, key=lambda c: _order(c, shown, rule))
        chosen.append(best)
        left.remove(best)
        if best.voorziening.organisatie:
            shown[best.voorziening.organisatie] += 1
    return chosen


def _allowed(
    left: Sequence[Candidate], chosen: Sequence[Candidate], shown: Mapping[str, int], rule: Mapping[str, Any]
) -> Sequence[Candidate]:
    """Not a third of one organisation; not a second hulplijn as long as a place fits the question."""
    limit = rule["hoogstens_zelfde_organisatie"]
    full = {organisation for organisation, times in shown.items() if times >= limit}
    allowed = [c for c in left if c.voorziening.organisatie not in full] if full else left
    if any(_is_line(c) for c in chosen) and any(c.on_topic and not _is_line(c) for c in allowed):
        return [c for c in allowed if not _is_line(c)]
    return allowed


def _order(
    candidate: Candidate, shown: Mapping[str, int], rule: Mapping[str, Any]
) -> tuple[float, int, float, str]:
    """By score in steps; within a step the lower trede first."""
    row, score = candidate.voorziening, candidate.score
    if again := shown.get(row.organisatie, 0):
        score *= rule["zelfde_organisatie"] ** again
    return (-round(score / rule["gelijk"]), row.trede, -score, row.id)


def _is_line(candidate: Candidate) -> bool:
    return candidate.voorziening.soort is Soort.HULPLIJN
