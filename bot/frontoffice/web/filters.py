"""How values look on the pages: dates on the Dutch calendar, names for ids, numbers that can be read aloud."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from jinja2 import Environment

from bot.dagen import DAYS, MONTHS, day_in_words
from bot.frontoffice.functies import Recht
from bot.kalender import LOCAL
from bot.render import readable
from bot.store.behandelingen import Lijst
from intents.tables import leefgebied_names

if TYPE_CHECKING:
    from bot.app import App

STATUS = {
    # After an alert about danger, or a follow-up, colleagues see what was never handed over.
    "ontvangen": "in gesprek met de bot",
    "in_gesprek": "in gesprek met de bot",
    "voorgesteld": "kreeg plekken te zien",
    "verbonden": "koos een plek",
    "overgedragen": "nieuw",
    "opgepakt": "opgepakt",
    "beantwoord": "beantwoord",
    "in_opvolging": "wacht op 'hoe gaat het nu?'",
    "afgesloten": "afgesloten",
    "heropend": "weer open",
}
NOOD = {
    "suicide": "suïcide",
    "geweld": "geweld",
    "kind": "kind in gevaar",
    "medisch": "medisch",
    "verward": "verward",
    "dakloos": "dakloos",
}
ROL = {"zelf": "voor zichzelf", "ander": "over een ander", "onbekend": "niet bekend voor wie"}
AANDACHT = {
    "slechter": "gaat slechter",
    "reactie": "nieuwe reactie",
    "heropend": "weer open",
    "hetzelfde": "niets veranderd",
    "geen_antwoord": "antwoordt niet",
    "onbereikbaar": "niet meer bereikbaar",
}
UITKOMST = {
    "geholpen": "de bewoner is geholpen",
    "doorverwezen": "een andere organisatie helpt verder",
    "besluit": "er is een besluit genomen",
    "niet_bereikt": "de bewoner is niet bereikt",
    "geen_hulp_gewenst": "de bewoner wil geen hulp",
    "niet_nodig": "hulp was niet nodig",
    "beter": "de bewoner zegt dat het beter gaat",
}
PLEK_FOUT = {"past_niet": "paste niet", "weg": "bestaat niet meer", "gegevens": "de gegevens kloppen niet"}
GESPROKEN = {"telefoon": "aan de telefoon", "bezoek": "op bezoek", "anders": "op een andere manier"}
CONTACT = {
    "overdracht": "de bewoner gaf de vraag door",
    "opgepakt": "de bewoner hoorde dat de vraag is opgepakt",
    "antwoord_team": "antwoord van een collega",
    "vraag_team": "vraag van een collega",
    "voorstel_team": "plek van een collega",
    "heropend_team": "de bewoner hoorde dat de vraag weer open is",
    "bericht_bewoner": "bericht van de bewoner",
    "opvolging": "de bewoner zei hoe het gaat",
    "gesproken": "gesproken, buiten de chat",
}
LIJST = {
    Lijst.NIEUW: "Nieuw",
    Lijst.MIJN: "Van mij",
    Lijst.NOOD: "Nood",
    Lijst.TE_LAAT: "Te laat",
    Lijst.WACHT: "Wacht op reactie",
    Lijst.TERUGKEREND: "Terugkerend",
    Lijst.ALLE: "Alles wat open is",
    Lijst.AFGESLOTEN: "Afgesloten",
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "status": STATUS,
    "nood": NOOD,
    "rol": ROL,
    "aandacht": AANDACHT,
    "uitkomst": UITKOMST,
    "plek_fout": PLEK_FOUT,
    "gesproken": GESPROKEN,
    "contact": CONTACT,
}


def add_to(templates: Environment, app: "App") -> None:
    """Give the templates their filters and names."""
    templates.filters.update(
        dag=day,
        moment=at,
        nummer=readable,
        leefgebied=leefgebied,
        woord=word,
        urgentie=lambda id: app.renderer.teksten.word("urgentie_collega", id),
        geleden=lambda m: ago(m, app.clock.now()),
    )
    templates.globals.update(Recht=Recht, Lijst=Lijst, LIJST=LIJST)


def day(moment: datetime) -> str:
    """ "dinsdag 24 november 2026"."""
    return f"{day_in_words(moment)} {moment.astimezone(LOCAL).year}"


def at(moment: datetime) -> str:
    """ "di 24 nov 14:05"."""
    local = moment.astimezone(LOCAL)
    return f"{DAYS[local.weekday()][:2]} {local.day} {MONTHS[local.month - 1][:3]} {local:%H:%M}"


def ago(moment: datetime, now: datetime) -> str:
    """ "net", "3 uur", "2 dagen"."""
    hours = int((now - moment).total_seconds() // 3600)
    if hours < 1:
        return "net"
    if hours < 24:
        return f"{hours} uur"
    days = hours // 24
    return "1 dag" if days == 1 else f"{days} dagen"


def leefgebied(id: str) -> str:
    """The name of a leefgebied; the id itself when it is not known."""
    return leefgebied_names().get(id, id)


def word(id: str, table: str) -> str:
    """The words of an id, out of one of TABLES."""
    return TABLES[table].get(id, id)
