"""Rows that the search never brings up: not by their own questions, nor by their own words. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.vraag import Zoekvraag

SHOWN = 3
OFFERED = frozenset({Soort.PLEK, Soort.HULPLIJN})
SURE = 0.8  # how clearly the question is taken to be about the row's first leefgebied
MOST_WORDS = 6  # the rarest, each by itself and together


def never_found(kaart: SocialeKaart) -> Iterator[Bevinding]:
    """One finding for each such row; only what may be offered is looked for. Up to some searches for every row."""
    rows = [row for row in kaart if row.soort in OFFERED and row.status is not Status.VEROUDERD]
    rows_with = Counter(word for row in rows for word in set(row.woorden))
    for row in rows:
        if not any(_finds(kaart, row, tekst) for tekst in _tries(row, rows_with)):
            yield bevinding("wordt_niet_gevonden", id=row.id, kolom="woorden")


def _tries(row: Voorziening, rows_with: Mapping[str, int]) -> Iterator[str]:
    """What somebody might type who means this row; what finds it soonest comes first."""
    telling = sorted(row.woorden, key=lambda word: rows_with[word])[:MOST_WORDS]
    yield from telling
    yield from row.voorbeeldvragen
    yield " ".join(telling)


def _finds(kaart: SocialeKaart, row: Voorziening, tekst: str) -> bool:
    """Whether the row is among the first, for somebody for whom it is meant."""
    vraag = Zoekvraag(
        tekst=tekst,
        leefgebieden=((row.leefgebieden[0][0], SURE),) if row.leefgebieden else (),
        rol="ander" if row.voor_naasten else "zelf",
        leeftijd=row.leeftijd_van if row.leeftijd_van is not None else row.leeftijd_tot,
        wijk=row.wijken[0] if row.wijken else None,
        gebied=row.gebied,
    )
    return any(vondst.voorziening.id == row.id for vondst in kaart.zoek(vraag, SHOWN))
