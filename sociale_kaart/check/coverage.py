"""Leefgebieden for which a resident finds no freely accessible place of any weight. Pure."""

from collections.abc import Iterator
from datetime import date

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.teksten import leefgebied_ids

ENOUGH_WEIGHT = 0.5


def empty_leefgebieden(kaart: SocialeKaart, today: date) -> Iterator[Bevinding]:
    """One finding for each leefgebied without such a place."""
    served = {
        leefgebied
        for row in kaart
        if _counts(row, today)
        for leefgebied, weight in row.leefgebieden
        if weight >= ENOUGH_WEIGHT
    }
    for leefgebied in sorted(leefgebied_ids() - served):
        yield bevinding("leefgebied_leeg", kolom="leefgebieden", leefgebied=leefgebied)


def _counts(row: Voorziening, today: date) -> bool:
    free_place = row.soort is Soort.PLEK and row.vrij_toegankelijk
    return free_place and row.status is not Status.VEROUDERD and row.valid_on(today)
