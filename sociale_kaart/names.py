"""Which voorziening somebody means by a name that he typed. Pure."""

from rapidfuzz import fuzz, process

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.words import normalised

ALIKE = 88.0  # of 100; below this it may as well be another
CLEARLY = 5.0  # how much better the first must be than a second that bears another name


def named(kaart: SocialeKaart, text: str) -> Voorziening | None:
    """The voorziening with this id, or with this name but for a typing error; None when in doubt."""
    wanted = text.strip()
    if wanted.lower() in kaart:
        return kaart.get(wanted.lower())
    names = {row.id: normalised(row.naam) for row in kaart}
    best = process.extract(
        normalised(wanted), names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=2
    )
    if not best or (len(best) == 2 and best[0][1] - best[1][1] < CLEARLY):
        return None
    return kaart.get(best[0][2])


def place_and_remark(text: str) -> tuple[str, str]:
    """ "voedselbank: het adres is anders" in its two parts; without a colon the first word is the place."""
    place, colon, remark = text.strip().partition(":")
    if not colon:
        place, _, remark = text.strip().partition(" ")
    return place.strip(" ,.-"), remark.strip()
