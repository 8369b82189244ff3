"""What speaks a little for or against a place: how near it is, whether it is open now, in what language. Pure."""

import math
from collections.abc import Mapping
from typing import Any

from sociale_kaart.model import Voorziening
from sociale_kaart.vraag import Zoekvraag
from sociale_kaart.words import normalised

EARTH = 6371.0  # kilometres, mean radius
OWN_LANGUAGE = "nl"  # in which everybody is helped

Settings = Mapping[str, Mapping[str, Any]]


def soft_factors(row: Voorziening, vraag: Zoekvraag, settings: Settings) -> dict[str, float]:
    """Around 1.0 each, and 1.0 where the question or the row says nothing."""
    rule = settings["omgeving"]
    return {
        "nabij": _near(row, vraag, rule),
        "open": _open(row, vraag, rule),
        "taal": _language(row, vraag, rule),
    }


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """As the crow flies, between two (latitude, longitude) in degrees, by the haversine formula."""
    (north, east), (other_north, other_east) = (map(math.radians, place) for place in (here, there))
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def _near(row: Voorziening, vraag: Zoekvraag, rule: Mapping[str, Any]) -> float:
    """By distance where both places are known, otherwise by the name of the wijk or the postcode."""
    if vraag.wijk and row.wijken and not _serves(row, vraag.wijk):
        return float(rule["andere_wijk"])
    if vraag.plek is not None and row.breedte is not None and row.lengte is not None:
        return _by_distance(kilometres(vraag.plek, (row.breedte, row.lengte)), rule)
    return float(rule["wijk"]) if _same_wijk(row, vraag) else 1.0


def _by_distance(distance: float, rule: Mapping[str, Any]) -> float:
    """From `dichtbij` to `ver`, in a straight line between the two distances."""
    near, far = float(rule["dichtbij_km"]), float(rule["ver_km"])
    share = min(1.0, max(0.0, (distance - near) / (far - near)))
    return float(rule["dichtbij"]) + share * (float(rule["ver"]) - float(rule["dichtbij"]))


def _same_wijk(row: Voorziening, vraag: Zoekvraag) -> bool:
    if vraag.wijk:
        named = normalised(f"{row.naam} {row.adres} {row.plaats}")
        if row.per_wijk or _serves(row, vraag.wijk) or normalised(vraag.wijk) in named:
            return True
    return bool(row.postcode) and row.postcode[:4] == (vraag.postcode or "")[:4]


def _serves(row: Voorziening, wijk: str) -> bool:
    return normalised(wijk) in {normalised(own) for own in row.wijken}


def _open(row: Voorziening, vraag: Zoekvraag, rule: Mapping[str, Any]) -> float:
    is_open = row.open_at(vraag.moment) if vraag.moment is not None else None
    if is_open is None:
        return 1.0
    return float(rule["open_nu"] if is_open else rule["nu_dicht"])


def _language(row: Voorziening, vraag: Zoekvraag, rule: Mapping[str, Any]) -> float:
    if not row.talen or vraag.taal in (None, OWN_LANGUAGE):
        return 1.0
    return float(rule["taal"] if vraag.taal in row.talen else rule["andere_taal"])
