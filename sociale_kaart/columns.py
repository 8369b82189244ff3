"""What the search must know of every row at once, side by side in arrays: hard limits and a rough score.

Columns never change: `changed` gives the next ones. A number that no row has is never offered.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sociale_kaart.model import Gebied, Soort, Status, Voorziening
from sociale_kaart.scoring import ALL_OF_IT, combined, fixed_factors, lexical_score, off_topic
from sociale_kaart.teksten import leefgebied_ids
from sociale_kaart.vraag import Zoekvraag

NEVER, ALWAYS, WHEN_COMPLAINING = 0, 1, 2
OFFERED = {Soort.PLEK: ALWAYS, Soort.HULPLIJN: ALWAYS, Soort.KLACHTROUTE: WHEN_COMPLAINING}
AREAS = tuple(Gebied)  # from large to small
LEEFGEBIEDEN = {id: place for place, id in enumerate(sorted(leefgebied_ids()))}
OLDEST = 150
NO_YEAR = 9999

Array = NDArray[Any]
Floats = NDArray[np.float64]
Settings = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Columns:
    """One array a fact, one place a row.

    offered: NEVER, ALWAYS or WHEN_COMPLAINING. weight: status, toegang and soort together.
    first_day, last_day: as ordinals. seen: the year of an outdated row, of others NO_YEAR.
    area: place in AREAS. topics: [rows, leefgebieden], 0..1.
    """

    offered: Array
    weight: Array
    naasten: Array
    special: Array
    youngest: Array
    oldest: Array
    first_day: Array
    last_day: Array
    seen: Array
    area: Array
    topics: Array

    @classmethod
    def of(cls, rows: Sequence[Voorziening], settings: Settings) -> "Columns":
        """For row 0, row 1, ..."""
        facts = [_facts(row, settings) for row in rows]
        columns = list(zip(*facts, strict=True)) or [()] * len(_KINDS)
        arrays: list[Array] = [np.array(column, kind) for column, kind in zip(columns, _KINDS, strict=True)]
        arrays[-1] = arrays[-1].reshape(len(rows), len(LEEFGEBIEDEN))
        return cls(*arrays)

    def changed(self, gone: Sequence[int], new: Mapping[int, Voorziening], settings: Settings) -> "Columns":
        """The next columns; first `gone`, then `new`."""
        size = max([len(self.offered), *(row + 1 for row in new)])
        grown = {field.name: _grown(getattr(self, field.name), size) for field in dataclasses.fields(self)}
        grown["offered"][list(gone)] = NEVER
        for row, voorziening in new.items():
            for array, value in zip(grown.values(), _facts(voorziening, settings), strict=True):
                array[row] = value
        return Columns(**grown)

    def allowed(self, vraag: Zoekvraag, complaining: bool, settings: Settings) -> NDArray[np.bool_]:
        """Hard limits: kind, area, age, the days on which it exists, and not outdated too long ago."""
        may: NDArray[np.bool_] = self.offered == ALWAYS
        if complaining:
            may |= self.offered == WHEN_COMPLAINING
        if vraag.gebied is not AREAS[-1]:
            may &= self.area <= AREAS.index(vraag.gebied)
        if vraag.age is not None:
            fits = (self.youngest <= vraag.age) & (vraag.age <= self.oldest)
            may &= fits | self.naasten if vraag.rol == "ander" else fits
        if vraag.moment is not None:
            day = vraag.moment.toordinal()
            may &= (self.first_day <= day) & (day <= self.last_day)
            may &= self.seen >= vraag.moment.year - settings["verouderd"]["jaren"]
        return may

    def lifts(self, leefgebieden: Sequence[tuple[str, float]], settings: Settings) -> Floats:
        """Per row 0..1: its best matching leefgebied, and a little for the others.

        The first leefgebied counts at least half however unsure the reading was: better a place that
        may fit than none. The others count in proportion to the first.
        """
        known = [(LEEFGEBIEDEN[id], share) for id, share in leefgebieden if id in LEEFGEBIEDEN]
        top = max((probability for _, probability in leefgebieden), default=0.0)
        if top <= 0 or not known:
            return np.zeros(len(self.offered))
        places = [place for place, _ in known]
        shares = np.array([probability / top * (1 + top) / 2 for _, probability in known])
        matches = self.topics[:, places] * shares
        best, other = matches.max(axis=1), settings["score"]["tweede_leefgebied"]
        found: Floats = np.minimum(1.0, best + other * (matches.sum(axis=1) - best))
        return found

    def rough(
        self, points: Floats, meaning: Floats, lift: Floats, vraag: Zoekvraag, settings: Settings
    ) -> Floats:
        """Per row the score without what takes long to look at: distance, opening times, languages."""
        rule = settings["score"]
        lexical = lexical_score(points, rule)
        score = combined(lexical, meaning, lift, rule) * self.weight
        if vraag.leefgebieden:
            said = 1 - (1 - lexical) * (1 - meaning)
            score = np.where(lift > 0, score, score * off_topic(said, rule))
        if vraag.rol == "ander":
            score = score * np.where(
                self.naasten, rule["ander_voor_naasten"], rule["ander_niet_voor_naasten"]
            )
        if vraag.age is not None:
            limited = (self.youngest > 0) | (self.oldest < OLDEST)
            fits = (self.youngest <= vraag.age) & (vraag.age <= self.oldest)
            score = np.where(limited & fits, score * rule["leeftijd_raak"], score)
        elif not vraag.names_young:
            score = np.where(self.oldest <= rule["jong_tot"], score * rule["niet_jong"], score)
        silent = self.special & (points <= 0) & (meaning <= 0) & (lift < ALL_OF_IT)
        return np.asarray(np.where(silent, score * rule["bijzonder"], score), np.float64)


_KINDS = (
    *(np.uint8, np.float32, np.bool_, np.bool_, np.uint8, np.uint8),
    *(np.int32, np.int32, np.int16, np.uint8, np.float32),
)


def _facts(row: Voorziening, settings: Settings) -> tuple[Any, ...]:
    """In the order of the fields of Columns."""
    weight = 1.0
    for factor in fixed_factors(row, settings).values():
        weight *= factor
    topics = np.zeros(len(LEEFGEBIEDEN), np.float32)
    for id, share in row.leefgebieden:
        topics[LEEFGEBIEDEN[id]] = share
    outdated = row.status is Status.VEROUDERD and row.gezien_in is not None
    return (
        OFFERED.get(row.soort, NEVER),
        weight,
        row.voor_naasten,
        bool(row.doelgroep),
        row.leeftijd_van or 0,
        min(row.leeftijd_tot or OLDEST, OLDEST),
        row.geldig_van.toordinal() if row.geldig_van else 0,
        row.geldig_tot.toordinal() if row.geldig_tot else np.iinfo(np.int32).max,
        row.gezien_in if outdated else NO_YEAR,
        AREAS.index(row.gebied),
        topics,
    )


def _grown(array: Array, size: int) -> Array:
    grown = np.zeros((size, *array.shape[1:]), array.dtype)
    grown[: len(array)] = array
    return grown
