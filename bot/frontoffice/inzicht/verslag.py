"""The year report in sentences, made of the tables alone: what people came with, how it went, what can be learned.

Pure. A sentence whose figure is hidden is not written, or says that there is too little to tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.frontoffice.inzicht.tabellen import Rij, Tabel
from bot.frontoffice.inzicht.tellen import UNKNOWN

_NAMED = 3
_TO_LEARN = (
    "Deze punten volgen uit de cijfers. Zij zijn een begin van het gesprek, geen oordeel.",
    "De cijfers zeggen niet waarom iets gebeurde. Vraag dat aan bewoners en collega's.",
)
_MANY_LATE = 4  # one in so many is worth a sentence to learn from


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter: its sentences in paragraphs, and the tables that belong to it."""

    id: str
    titel: str
    alineas: tuple[str, ...]
    tabellen: tuple[Tabel, ...] = ()
    lessen: tuple[str, ...] = ()


def chapters(tabellen: tuple[Tabel, ...]) -> tuple[Hoofdstuk, ...]:
    """The whole report, in the order in which it is read."""
    by_id = {tabel.id: tabel for tabel in tabellen}

    def some(*ids: str) -> tuple[Tabel, ...]:
        return tuple(by_id[id] for id in ids)

    came = some("totaal", "verloop", "rol", "leefgebied", "taakveld", "wijk")
    came += tuple(tabel for id, tabel in by_id.items() if id.startswith("verloop_"))
    helped = some("reis", "team", "uitkomst", "dagen", "termijn")
    afterwards = some("hoe", "hulp", "hoe_leefgebied")
    return (
        Hoofdstuk("vragen", "Waarmee kwamen mensen?", _came_with(by_id), came),
        Hoofdstuk("hulp", "Hoe zijn zij geholpen?", _helped(by_id), helped),
        Hoofdstuk("daarna", "Hoe ging het daarna?", _afterwards(by_id), afterwards),
        Hoofdstuk("vast", "Waar liepen mensen vast?", _stuck(by_id), some("gaten", "product")),
        Hoofdstuk("leren", "Wat kan de gemeente leren?", _TO_LEARN, lessen=_lessons(by_id)),
    )


Tables = Mapping[str, Tabel]


def _came_with(by_id: Tables) -> tuple[str, ...]:
    signalen = by_id["totaal"].getal("alle")
    if signalen is None:
        return ("Er kwamen te weinig vragen binnen om er iets over te zeggen.",)
    told = [f"Er kwamen ongeveer {signalen} vragen binnen."]
    contact = by_id["totaal"].getal("alle", 1)
    if contact is not None:
        told.append(f"Daarover waren ongeveer {contact} contactmomenten.")
    ander = by_id["rol"].getal("ander")
    if ander is not None:
        told.append(f"Ongeveer {ander} keer vroeg iemand hulp voor een ander, zoals een buur of familielid.")
    themes = _named(by_id["leefgebied"])
    second = [f"De meeste vragen gingen over: {themes}."] if themes else []
    fields = _named(by_id["taakveld"], skip=("meer",), most=len(by_id["taakveld"].rijen))
    second += [f"Verdeeld over de taakvelden: {fields}."] if fields else []
    more = by_id["taakveld"].getal("meer")
    if more is not None:
        second.append(f"Ongeveer {more} vragen raakten twee of meer taakvelden.")
    return _paragraphs(told, second)


def _helped(by_id: Tables) -> tuple[str, ...]:
    way = by_id["reis"]
    first = _sentences(
        (way.getal("aangeboden"), "Bij ongeveer {} vragen lieten wij plekken in de buurt zien."),
        (way.getal("gekozen"), "Ongeveer {} keer koos iemand daaruit een plek."),
    )
    team = by_id["team"]
    second = _sentences(
        (team.getal("doorgegeven"), "Ongeveer {} vragen gingen naar het sociaal team."),
        (team.getal("opgepakt"), "Een collega pakte er ongeveer {} op."),
        (team.getal("beantwoord"), "Ongeveer {} keer kreeg een bewoner antwoord."),
        (by_id["termijn"].getal("op_tijd"), "Ongeveer {} keer was dat op tijd."),
        (by_id["termijn"].getal("te_laat"), "Ongeveer {} keer was het te laat."),
    )
    half = median(by_id["dagen"])
    if half is not None:
        second.append(f"Het midden van alle wachttijden: {half.lower()}.")
    return _paragraphs(first, second) or ("Er is te weinig gebeurd om er iets over te zeggen.",)


def _afterwards(by_id: Tables) -> tuple[str, ...]:
    how, help = by_id["hoe"], by_id["hulp"]
    first = _sentences(
        (how.getal("beter"), "Ongeveer {} keer zei een bewoner: het gaat beter."),
        (how.getal("hetzelfde"), "Ongeveer {} keer was het antwoord: hetzelfde."),
        (how.getal("slechter"), "Ongeveer {} keer ging het slechter."),
        (how.getal("geen_antwoord"), "Ongeveer {} keer kwam er geen antwoord, ook niet na een herinnering."),
    )
    second = _sentences(
        (help.getal("contact_hielp"), "Ongeveer {} keer was er contact en hielp dat."),
        (help.getal("contact_hielp_niet"), "Ongeveer {} keer was er contact, maar hielp het niet."),
        (help.getal("geen_contact"), "Ongeveer {} keer kwam er geen contact."),
    )
    asked = ("Wij vragen later altijd: hoe gaat het nu? Wie dat niet wil, vragen wij niets.",)
    nothing = () if first or second else ("Er kwamen te weinig antwoorden om er iets over te zeggen.",)
    return _paragraphs(asked, nothing, first, second)


def _stuck(by_id: Tables) -> tuple[str, ...]:
    gaps = by_id["gaten"]
    texts = (
        "Het vaakst paste een plek niet bij: {}.",
        "Het vaakst werd niets gekozen bij: {}.",
        "Het vaakst vonden wij geen enkele plek bij: {}.",
    )
    first = [text.format(named) for n, text in enumerate(texts) if (named := _named(gaps, kolom=n))]
    silent = _sentences(
        (
            by_id["team"].getal("stil"),
            "Ongeveer {} vragen liepen vast: wij hoorden niets meer van de bewoner.",
        )
    )
    asked = _named(by_id["product"])
    second = [f"Mensen vroegen het meest om: {asked}. Daarover moet de gemeente beslissen."] if asked else []
    return _paragraphs(first, silent, second) or (
        "Wat niet paste, kwam te weinig voor om er iets over te zeggen.",
    )


def _lessons(by_id: Tables) -> tuple[str, ...]:
    """Only what a figure gives cause for."""
    found = []
    if named := _named(by_id["gaten"]):
        found.append(f"Kijk of er op de sociale kaart genoeg staat voor: {named}.")
    late, good = by_id["termijn"].getal("te_laat"), by_id["termijn"].getal("op_tijd")
    if late is not None and (good is None or late * _MANY_LATE >= late + good):
        found.append("Zoek uit waarom bewoners te lang moeten wachten. Wachten maakt problemen groter.")
    if by_id["taakveld"].getal("meer") is not None:
        found.append("Spreek af wie de regie heeft als een vraag meer taakvelden raakt.")
    if by_id["hulp"].getal("geen_contact") is not None:
        found.append("Vraag plekken waarom bewoners geen contact kregen.")
    if by_id["hoe"].getal("slechter") is not None:
        found.append("Bespreek met collega's de vragen waarbij het slechter ging.")
    if by_id["team"].getal("stil") is not None:
        found.append("Bedenk wat u doet als een bewoner stil wordt. Stilte is geen bewijs dat het goed gaat.")
    return tuple(found) or (
        "De cijfers zijn te klein om er iets uit te leren. Praat met collega's en bewoners.",
    )


def median(dagen: Tabel) -> str | None:
    """The line of `dagen` in which the middle of what can be shown lies; None when nothing can."""
    total = sum(rij.getallen[0] or 0 for rij in dagen.rijen)
    passed = 0
    for rij in dagen.rijen:
        passed += rij.getallen[0] or 0
        if total and passed * 2 >= total:
            return rij.naam
    return None


def _named(tabel: Tabel, *, kolom: int = 0, skip: tuple[str, ...] = (), most: int = _NAMED) -> str:
    """ "Geld (45), Wonen (20) en Werk (15)": the largest; "" when every figure is hidden."""
    told = [rij for rij in tabel.rijen if rij.getallen[kolom] is not None and rij.id not in (*skip, UNKNOWN)]
    told.sort(key=lambda rij: -(rij.getallen[kolom] or 0))
    names = [_with_figure(rij, kolom) for rij in told[:most]]
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _with_figure(rij: Rij, kolom: int) -> str:
    return f"{rij.naam} (ongeveer {rij.getallen[kolom]})"


def _sentences(*pairs: tuple[int | None, str]) -> list[str]:
    return [text.format(figure) for figure, text in pairs if figure is not None]


def _paragraphs(*groups: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(group) for group in groups if group)
