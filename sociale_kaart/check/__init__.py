"""What an editor should look at in a kaart that can be read. Pure: the caller says what day it is.

What makes a file unreadable is found by parse.py; here is what makes it less trustworthy or of less use.
"""

from collections.abc import Iterable
from datetime import date

from sociale_kaart.check.coverage import empty_leefgebieden
from sociale_kaart.check.doubles import doubles
from sociale_kaart.check.findable import never_found
from sociale_kaart.check.gemeld import said_wrong
from sociale_kaart.check.review import CHECK_DAYS, CHECK_DAYS_NUMBER, review
from sociale_kaart.check.rows import row_findings
from sociale_kaart.check.unknown_words import FEWEST_TEXTS, unknown_words
from sociale_kaart.findings import Bevinding
from sociale_kaart.gemeld import Gemeld
from sociale_kaart.kaart import SocialeKaart

__all__ = ["CHECK_DAYS", "CHECK_DAYS_NUMBER", "FEWEST_TEXTS", "controleer", "never_found", "unknown_words"]


def controleer(kaart: SocialeKaart, today: date, gemeld: Iterable[Gemeld] = ()) -> tuple[Bevinding, ...]:
    """Every finding, row by row, then what concerns several rows or the whole kaart. Empty: a clean kaart.

    gemeld: what residents and colleagues called wrong. Whether a row can be found is a search for each of
    them, and so apart: `never_found`; and what residents say without effect: `unknown_words`.
    """
    rows = [finding for row in kaart for finding in (*row_findings(row), *review(row, today))]
    return (*rows, *said_wrong(kaart, gemeld), *empty_leefgebieden(kaart, today), *doubles(tuple(kaart)))
