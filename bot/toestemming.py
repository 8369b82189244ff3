"""On which texts a resident says yes, and a short mark of them: another word in them is another mark. Pure."""

import hashlib
from collections.abc import Iterable

from bot.core.signaal import Doel
from bot.teksten import Teksten

# What he reads before he says yes, and the button with which he says it.
TEXTS: dict[Doel, tuple[str, ...]] = {
    "doorgeven": (
        "pakket.uitleg",
        "pakket.wacht",
        *(f"pakket.{part}" for part in ("kop", "verhaal", "voor", "onderwerp", "product", "sinds", "gevaar")),
        *(f"pakket.{part}" for part in ("urgentie", "wijk", "getoond", "afgewezen", "gekozen", "bereik")),
    ),
    "contact": ("bereik.vraag", "bereik.contact", "bereik.niet_gezien"),
    "opvolging": ("afspraak.plek", "afspraak.team", "afspraak.klaar", "afspraak.nog"),
}
KNOP: dict[Doel, str] = {"doorgeven": "verstuur", "contact": "bereik_contact", "opvolging": "opvolging_ja"}
# Words of the chat page, in the language in which he reads them.
PAGE = ("seintje_uitleg", "seintje_let_op", "seintje_waar", "seintje_bewaar")
MARK = 12  # signs


def versie(teksten: Teksten, doel: Doel) -> str:
    """The mark of the texts for one of TEXTS, as they are now."""
    return mark([*(teksten.text(key).tekst for key in TEXTS[doel]), teksten.button(KNOP[doel]).tekst])


def mark(texts: Iterable[str]) -> str:
    """The same for the same texts in the same order."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:MARK]
