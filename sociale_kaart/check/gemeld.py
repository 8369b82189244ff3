"""What residents and colleagues called wrong, as findings. Pure."""

from collections.abc import Iterable, Iterator

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.gemeld import Gemeld
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.werklijst import said


def said_wrong(kaart: SocialeKaart, gemeld: Iterable[Gemeld]) -> Iterator[Bevinding]:
    """One finding for each; also when the row is gone, for then it can be closed."""
    for one in gemeld:
        code = "gemeld" if one.voorziening in kaart else "gemeld_rij_weg"
        yield bevinding(code, id=one.voorziening, nummer=one.nummer, door=one.door, zin=said(one))
