"""Rows that a person would hardly write, but could: every column filled, with odd signs in its words."""

from hypothesis import strategies as st

from sociale_kaart.findings import UNREADABLE
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import rows_of_cells
from tests.sociale_kaart.goede_rij import GOOD

# Every column differs from what a missing one would give.
FULL = {
    "organisatie": "Stichting Fiets",
    "doelgroep": "iedereen",
    "leeftijd_van": "4",
    "leeftijd_tot": "99",
    "voor_naasten": "ja",
    "vrij_toegankelijk": "nee",
    "trede": "4",
    "toegang": "Via de huisarts.",
    "kosten": "gratis",
    "telefoon": "+31 162 000000 of 0162-000000",
    "telefoon_kosten": "gewone belkosten",
    "website": "fiets.example/plek",
    "adres": "Straat 1",
    "openingstijden": "op werkdagen en zaterdag",
    "rooster": "ma-vr 09:00-12:30; ma 13:00-17:00; za 20:00-02:00; zo 00:00-24:00",
    "postcode": "4901 AB",
    "plaats": "Oosterhout",
    "breedte": "51.64512345",
    "lengte": "4.8",
    "toegankelijk": "rolstoel;ringleiding",
    "talen": "nl;en",
    "wachtlijst": "Reken op twee maanden.",
    "meenemen": "een legitimatie;de brief",
    "wijken": "Slotjes;Dorst",
    "gebied": "west-brabant",
    "per_wijk": "ja",
    "soort": "hulplijn",
    "status": "verouderd",
    "nagekeken_op": "2026-11-02",
    "nagekeken_door": "redactie",
    "per_gegeven": "telefoon=deels (krant 2022; bladzijde 3); adres=nakijken",
    "geldig_van": "2026-01-01",
    "geldig_tot": "2027-12-31",
    "let_op": "bel voor tienen",
}
WORDS = (
    *("naam", "organisatie", "omschrijving", "doelgroep", "toegang", "kosten", "telefoon", "telefoon_kosten"),
    *("website", "adres", "openingstijden", "plaats", "wachtlijst", "bron", "bron_jaar", "nagekeken_door"),
    *("let_op", "woorden", "voorbeeldvragen", "toegankelijk", "wijken", "meenemen"),
)
NEEDED = ("naam", "omschrijving", "woorden", "bron", "toegang")
SIGNS = "=+-@'\"\t\r\n;,|:()€é’ 1aZ\u00a0\u2028\U0001f600\ufeff"
odd = (st.text(alphabet=SIGNS, max_size=12) | st.text(max_size=12)).filter(
    lambda text: not UNREADABLE.search(text)
)


def full_row(**cells: str) -> Voorziening:
    """A row with every column filled, some of them otherwise."""
    return rows_of_cells([{**GOOD, **FULL, **cells}], "test")[0]


@st.composite
def rows(draw: st.DrawFn) -> Voorziening:
    """One good row with odd words in some columns and nothing in others."""
    words = draw(st.dictionaries(st.sampled_from(WORDS), odd))
    words = {
        column: value
        for column, value in words.items()
        if value.replace(";", "").strip() or column not in NEEDED
    }
    empty = draw(st.sets(st.sampled_from([column for column in FULL if column not in _KEPT])))
    empty |= {"breedte", "lengte"} if empty & {"breedte", "lengte"} else set()
    cells = dict.fromkeys(empty, "") | words
    return full_row(**cells)


# What a row cannot do without.
_KEPT = {"voor_naasten", "vrij_toegankelijk", "trede", "toegang", "gebied", "per_wijk", "soort", "status"}
