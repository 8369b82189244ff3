"""Why a voorziening fits, in one sentence for the resident. Only words of the kaart and of teksten.toml."""

from collections.abc import Sequence

from sociale_kaart.model import Voorziening
from sociale_kaart.teksten import teksten, zoeken


def reason(voorziening: Voorziening, leefgebieden: Sequence[tuple[str, float]], rol: str, woord: str) -> str:
    """One sentence. woord: a word of the row that stands in the question too, or ""."""
    shared = next((asked for asked, _ in leefgebieden if asked in dict(voorziening.leefgebieden)), "")
    topic = topic_of(shared or voorziening.leefgebieden[0][0], rol)
    key = _key(voorziening, shared, rol, woord)
    return teksten()["reden"][key].format(onderwerp=topic, woord=woord)


def topic_of(leefgebied: str, rol: str) -> str:
    """The leefgebied in everyday words; about somebody else without "u"."""
    own = teksten()["onderwerp"][leefgebied]
    return teksten()["onderwerp_ander"].get(leefgebied, own) if rol == "ander" else own


def _key(voorziening: Voorziening, shared: str, rol: str, woord: str) -> str:
    if rol == "ander":
        return "naasten" if voorziening.voor_naasten else "ander"
    if not shared:
        return "algemeen"
    return "onderwerp_woord" if woord and shared not in zoeken()["woorden"]["stil"] else "onderwerp"
