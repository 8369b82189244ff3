"""From scores to figures: the same questions for every candidate."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from benchmarks.begrijpen.contract import LEEFGEBIED, NOOD, ROL, ROUTE, Floats, Scores
from intents.begrip import Rol, Route
from intents.dataset import NO_NOOD, Example
from intents.evaluate import Figure
from intents.tables import leefgebied_ids

CHOICES: Mapping[str, tuple[str, ...]] = {
    LEEFGEBIED: tuple(leefgebied_ids()),
    NOOD: (NOOD,),
    ROUTE: tuple(Route),
    ROL: tuple(Rol),
}
_DRAWS = 2_000
FALSE_ALARMS = 0.03  # share of harmless held-out messages that may be taken for nood


def labels(example: Example) -> dict[str, tuple[str, ...]]:
    """The right answers to each question, the main one first."""
    return {
        LEEFGEBIED: example.leefgebieden,
        NOOD: () if example.nood == NO_NOOD else (NOOD,),
        ROUTE: (example.route,),
        ROL: (example.rol,),
    }


def alarm(scores: Floats, nood: Sequence[bool]) -> float:
    """The lowest score from which at most `FALSE_ALARMS` of the harmless messages are flagged."""
    harmless = np.sort(scores[~np.asarray(nood, bool)])[::-1]
    return float(np.nextafter(harmless[int(FALSE_ALARMS * len(harmless))], np.float32(np.inf)))


def figures(scores: Scores, alarm_from: float, test: Sequence[Example]) -> list[Figure]:
    """What was right on the test messages."""
    ranked = np.argsort(-scores[LEEFGEBIED], axis=1, kind="stable")
    names = [[CHOICES[LEEFGEBIED][nr] for nr in row[:3]] for row in ranked]
    seen = scores[NOOD][:, 0] >= alarm_from
    pairs = list(zip(test, names, seen.tolist(), strict=True))
    return [
        _figure("eerste leefgebied goed", (three[0] in one.leefgebieden for one, three, _ in pairs)),
        _figure("hoofdgebied bij eerste drie", (one.leefgebieden[0] in three for one, three, _ in pairs)),
        _figure("nood gezien", (flagged for one, _, flagged in pairs if one.nood != NO_NOOD)),
        _figure("vals alarm", (flagged for one, _, flagged in pairs if one.nood == NO_NOOD)),
        _figure("kant goed", _chosen(scores, ROUTE, [one.route for one in test])),
        _figure("rol goed", _chosen(scores, ROL, [one.rol for one in test])),
    ]


def hits(scores: Scores, test: Sequence[Example]) -> str:
    """ "1" for each message whose first leefgebied is right, "0" for the others."""
    best = scores[LEEFGEBIED].argmax(axis=1).tolist()
    return "".join(
        str(int(CHOICES[LEEFGEBIED][nr] in one.leefgebieden)) for nr, one in zip(best, test, strict=True)
    )


def gain(ours: str, theirs: str, test: Sequence[Example]) -> tuple[float, float, float]:
    """By how much `theirs` is right more often, as a share: low, measured, high (95%, drawing whole scenes)."""
    names = {name: nr for nr, name in enumerate(dict.fromkeys(one.scene for one in test))}
    scenes = np.array([names[one.scene] for one in test])
    won = np.array(list(theirs), np.int64) - np.array(list(ours), np.int64)
    totals, sizes = np.bincount(scenes, won), np.bincount(scenes)
    drawn = np.random.default_rng(0).integers(len(sizes), size=(_DRAWS, len(sizes)))
    shares = totals[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(won.mean()), float(high)


def _chosen(scores: Scores, question: str, right: Sequence[str]) -> Iterable[bool]:
    best = scores[question].argmax(axis=1).tolist()
    return (CHOICES[question][nr] == one for nr, one in zip(best, right, strict=True))


def _figure(name: str, hits: Iterable[bool]) -> Figure:
    counted = list(hits)
    return Figure(name, sum(counted), len(counted))
