"""The tables that policy, council and the year report see, made of fixed figures only. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from bot.dagen import MONTHS
from bot.frontoffice.inzicht.periode import Periode
from bot.frontoffice.inzicht.taakvelden import taakveld_names
from bot.frontoffice.inzicht.tellen import CONTACTMOMENTEN, SIGNALEN, UNKNOWN
from bot.store.cijfers import Plaats
from intents.product import products
from intents.tables import leefgebied_names

Figures = Mapping[Plaats, int]
Names = Mapping[str, str]

HIDDEN = "te weinig"
_AMOUNTS = {SIGNALEN: "Vragen", CONTACTMOMENTEN: "Contactmomenten"}
_ONE = {SIGNALEN: "Vragen"}
_ANSWERS = {
    "beter": "Beter",
    "hetzelfde": "Hetzelfde",
    "slechter": "Slechter",
    "geen_antwoord": "Geen antwoord",
}
_ROUTES = {
    "alle": "Alle vragen",
    "voorziening": "Vraag naar een plek",
    "frontoffice": "Vraag naar een besluit",
    "klacht": "Klacht",
}
UITKOMSTEN = {
    "geholpen": "Geholpen",
    "doorverwezen": "Verder geholpen door een ander",
    "besluit": "Er is een besluit genomen",
    "niet_bereikt": "Niet bereikt",
    "geen_hulp_gewenst": "Wilde geen hulp",
    "niet_nodig": "Hulp was niet meer nodig",
    UNKNOWN: "Geen uitkomst genoteerd",
}
ASKED = {
    "gevraagd": "Vroeg om hulp",
    "aangeboden": "Kreeg plekken te zien",
    "gekozen": "Koos een plek",
    "contact": "Had contact met een plek of collega",
    "geholpen": "Is geholpen, zegt de bewoner zelf",
    "beter": "Het gaat beter, zegt de bewoner zelf",
}
FORWARDED = {
    "doorgegeven": "Doorgegeven aan het sociaal team",
    "opgepakt": "Opgepakt door een collega",
    "beantwoord": "Kreeg antwoord",
    "afgesloten": "Afgesloten door een collega",
    "stil": "Vastgelopen: bewoner antwoordt niet meer",
}


@dataclass(frozen=True)
class Rij:
    """One line: its name and its figures, None where a figure is hidden."""

    id: str
    naam: str
    getallen: tuple[int | None, ...]


@dataclass(frozen=True)
class Tabel:
    """One table. rijkop: what the lines are. let_op: what a reader must know, "" if nothing.

    vorm: how it is drawn; "tabel" is not drawn at all.
    """

    id: str
    titel: str
    rijkop: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    let_op: str = ""
    vorm: str = "staven"

    @property
    def leeg(self) -> bool:
        """Not one figure can be shown."""
        return all(getal is None for rij in self.rijen for getal in rij.getallen)

    def getal(self, rij: str, kolom: int = 0) -> int | None:
        """One figure by the id of its line; None when it is hidden or there is no such line."""
        return next((one.getallen[kolom] for one in self.rijen if one.id == rij), None)


@dataclass(frozen=True)
class _Soort:
    """How a table is made: of which figures, with which lines and columns."""

    id: str
    titel: str
    rijkop: str
    rijen: Callable[[Figures], Names]
    kolommen: Names
    let_op: str = ""
    bron: str = ""
    vorm: str = "staven"

    def made(self, figures: Figures) -> Tabel:
        bron = self.bron or self.id
        rijen = tuple(
            Rij(id, naam, tuple(figures.get((bron, id, kolom)) for kolom in self.kolommen))
            for id, naam in self.rijen(figures).items()
        )
        return Tabel(
            self.id, self.titel, self.rijkop, tuple(self.kolommen.values()), rijen, self.let_op, self.vorm
        )


def _leefgebieden(figures: Figures) -> Names:
    return {**leefgebied_names(), UNKNOWN: "Nog niet bekend"}


def _taakvelden(figures: Figures) -> Names:
    return {**taakveld_names(), UNKNOWN: "Nog niet bekend", "meer": "Raakt twee of meer taakvelden"}


def _wijken(figures: Figures) -> Names:
    """Only those with a figure: a name without one would say that somebody lives there who asked."""
    found = {rij for tabel, rij, _ in figures if tabel == "wijk"} - {UNKNOWN}
    return {**{wijk: wijk for wijk in sorted(found)}, UNKNOWN: "Onbekend"}


def _products(figures: Figures) -> Names:
    return {id: product.naam for id, product in products().items() if ("product", id, SIGNALEN) in figures}


def _always(names: Names) -> Callable[[Figures], Names]:
    return lambda figures: names


_MANY = "Een vraag kan over meer leefgebieden gaan. Tel de rijen daarom niet op."
_TERMS = {"op_tijd": "Op tijd", "te_laat": "Te laat", "loopt": "De tijd liep nog"}
_GIVEN = {"overdrachten": "Keren doorgegeven"}
_DAYS = {
    "0": "Dezelfde dag",
    "1": "Na 1 werkdag",
    **{str(n): f"Na {n} werkdagen" for n in range(2, 6)},
    "meer": "Na meer dan 5 werkdagen",
}

SOORTEN = (
    _Soort("totaal", "Alles samen", "Wat", _always({"alle": "Alle vragen"}), _AMOUNTS),
    _Soort("rol", "Voor wie er gevraagd werd", "Voor wie", _always(
        {"zelf": "Voor zichzelf", "ander": "Voor een ander", UNKNOWN: "Niet bekend"}), _AMOUNTS),
    _Soort("leefgebied", "Vragen per leefgebied", "Leefgebied", _leefgebieden, _AMOUNTS, _MANY),
    _Soort("taakveld", "Vragen per taakveld", "Taakveld", _taakvelden, _AMOUNTS,
           "Een vraag telt mee in elk taakveld dat zij raakt. Tel de rijen daarom niet op."),
    _Soort("wijk", "Vragen per wijk", "Wijk", _wijken, _AMOUNTS,
           "De wijk kennen wij alleen van vragen die zijn doorgegeven. Wijken met te weinig vragen staan er niet bij."),
    _Soort("reis", "De weg van een vraag", "Stap", _always(ASKED), _ONE,
           "Geteld is wat in deze periode gebeurde. Wie nu antwoordt, vroeg soms al eerder.", vorm="weg"),
    _Soort("team", "Wat er met doorgegeven vragen gebeurde", "Stap", _always(FORWARDED), _ONE,
           bron="reis", vorm="weg"),
    _Soort("uitkomst", "Hoe vragen werden afgesloten", "Uitkomst", _always(UITKOMSTEN), _ONE),
    _Soort("gaten", "Waar niets paste", "Leefgebied", _leefgebieden, {
        "geweigerd": "Een plek paste niet", "zonder_keuze": "Niets gekozen", "niets_gevonden": "Geen plek gevonden"},
        _MANY),
    _Soort("product", "Gevraagde voorzieningen met een besluit", "Voorziening", _products, _ONE,
           "Een voorziening met te weinig vragen staat er niet bij."),
    _Soort("termijn", "Op tijd iets gehoord van een collega", "Hoe het ging", _always(_TERMS), _GIVEN),
    _Soort("dagen", "Hoe snel de bewoner iets hoorde", "Wanneer", _always(_DAYS), _GIVEN),
    _Soort("hoe", "Antwoorden op: hoe gaat het nu?", "Antwoord", _always(_ANSWERS), _ROUTES),
    _Soort("hoe_leefgebied", "Hoe gaat het nu, per leefgebied", "Leefgebied", _leefgebieden, _ANSWERS, _MANY),
    _Soort("hulp", "Hielp het contact?", "Antwoord", _always({
        "contact_hielp": "Er was contact en het hielp", "contact_hielp_niet": "Er was contact, het hielp niet",
        "geen_contact": "Er was geen contact"}), _ROUTES),
)  # fmt: skip


def tables(figures: Figures) -> tuple[Tabel, ...]:
    """All tables of one period."""
    return tuple(soort.made(figures) for soort in SOORTEN)


def over_time(periode: Periode, read: Callable[[str], Figures]) -> Tabel:
    """Month by month, from the first of which something can be shown. read: gives the fixed figures of a period."""
    rijen = []
    for maand in periode.maanden:
        figures = read(maand.id)
        naam = f"{MONTHS[maand.tot - 1]} {maand.jaar}"
        rijen.append(Rij(maand.id, naam, tuple(figures.get(("totaal", "alle", one)) for one in _AMOUNTS)))
    # Months before it began say nothing, whether they are shown as hidden or not at all.
    shown = dropwhile(lambda rij: set(rij.getallen) == {None}, rijen)
    return Tabel("verloop", "Verloop per maand", "Maand", tuple(_AMOUNTS.values()), tuple(shown))


def over_time_by(periode: Periode, read: Callable[[str], Figures]) -> tuple[Tabel, ...]:
    """Signalen and contactmomenten per leefgebied, taakveld and wijk, a month a column, from the first with figures.

    Nothing when that is one month or none.
    """
    begun = dropwhile(lambda month: not month[1], ((m.tot, read(m.id)) for m in periode.maanden))
    months = {MONTHS[tot - 1]: figures for tot, figures in begun}
    if len(months) < 2:
        return ()
    everything = {place: figure for figures in months.values() for place, figure in figures.items()}
    ways = {soort.id: soort for soort in SOORTEN if soort.id in ("leefgebied", "taakveld", "wijk")}
    return tuple(
        Tabel(
            f"verloop_{soort.id}_{amount}",
            f"{name} per {soort.id}, per maand",
            soort.rijkop,
            tuple(months),
            tuple(
                Rij(id, naam, tuple(figures.get((soort.id, id, amount)) for figures in months.values()))
                for id, naam in soort.rijen(everything).items()
            ),
            soort.let_op,
            vorm="tabel",
        )
        for soort in ways.values()
        for amount, name in _AMOUNTS.items()
    )


def all_tables(periode: Periode, read: Callable[[str], Figures]) -> tuple[Tabel, ...]:
    """Everything about a period, in the order in which it is read."""
    first, *rest = tables(read(periode.id))
    return (first, over_time(periode, read), *rest, *over_time_by(periode, read))
