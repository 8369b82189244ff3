"""From everything that fits to the few that are offered: varied, freely accessible first. Pure."""

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
    left, chosen = list(candidates), list[Candidate]()
    while len(chosen) < most:
        allowed = _allowed(left, chosen, rule)
        if not allowed:
            break
        best = min(allowed, key=lambda c: _order(c, chosen, rule))
        chosen.append(best)
        left.remove(best)
    return chosen


def _allowed(
    left: Sequence[Candidate], chosen: Sequence[Candidate], rule: Mapping[str, Any]
) -> list[Candidate]:
    """Not a third of one organisation; not a second hulplijn as long as a place fits the question."""
    limit = rule["hoogstens_zelfde_organisatie"]
    allowed = [c for c in left if _same_organisation(c, chosen) < limit]
    if any(_is_line(c) for c in chosen) and any(c.on_topic and not _is_line(c) for c in allowed):
        return [c for c in allowed if not _is_line(c)]
    return allowed


def _order(
    candidate: Candidate, chosen: Sequence[Candidate], rule: Mapping[str, Any]
) -> tuple[float, int, float, str]:
    """By score in steps; within a step the lower trede first."""
    score = candidate.score * rule["zelfde_organisatie"] ** _same_organisation(candidate, chosen)
    return (-round(score / rule["gelijk"]), candidate.voorziening.trede, -score, candidate.voorziening.id)


def _is_line(candidate: Candidate) -> bool:
    return candidate.voorziening.soort is Soort.HULPLIJN


def _same_organisation(candidate: Candidate, chosen: Sequence[Candidate]) -> int:
    own = candidate.voorziening.organisatie
    return sum(own != "" and c.voorziening.organisatie == own for c in chosen)
