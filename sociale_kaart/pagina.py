"""The whole kaart as one page to read or print, from the same records. Pure; needs no network and no script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from sociale_kaart import present
from sociale_kaart.check.numbers import digits
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Gebied, Soort, Status, Voorziening
from sociale_kaart.reasons import topic_of
from sociale_kaart.teksten import HERE, WAAR, teksten
from sociale_kaart.words import normalised

SHEET = HERE / "pagina.css"
EVERYWHERE = {Gebied.OOSTERHOUT: "wijk_overal", Gebied.WEST_BRABANT: "wijk_regio"}


@dataclass(frozen=True)
class Item:
    """One voorziening as it stands in full on the page. Everything in it may be printed.

    anchor: of its place on the page. note: behind its name in a list, or "".
    lines: what a resident is shown of it in a talk, with its numbers and website as links.
    facts: (heading, text) of what stands in columns.
    """

    anchor: str
    naam: str
    organisatie: str
    omschrijving: str
    note: str
    lines: tuple[Markup, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lijst:
    """A list of links to items under a heading."""

    anchor: str
    kop: str
    items: tuple[Item, ...]


def page(kaart: SocialeKaart, today: date, *, sheet: str = "", gemeente: str = WAAR) -> str:
    """The page as HTML. What is no longer valid today is left out.

    gemeente: of which this is the kaart.
    sheet: the address of SHEET, for who serves it apart and says himself what the page may load; "" puts it inside.
    """
    rows = sorted(
        (row for row in kaart if row.geldig_tot is None or row.geldig_tot >= today),
        key=lambda row: (normalised(row.naam), row.id),
    )
    words = {key: text.replace("{gemeente}", gemeente) for key, text in teksten()["pagina"].items()}
    items = {row.id: _item(row, kaart, today, words) for row in rows}
    return _template().render(
        t=words,
        sheet=sheet,
        datum=present.written(today),
        nood=[items[row.id] for row in rows if row.soort is Soort.NOODNUMMER],
        leefgebieden=_per_leefgebied(rows, items),
        wijken=_per_wijk(rows, items, words),
        alles=list(items.values()),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("sociale_kaart", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("pagina.html.jinja")


def _item(row: Voorziening, kaart: SocialeKaart, today: date, words: Mapping[str, str]) -> Item:
    return Item(
        anchor=f"plek-{row.id}",
        naam=row.naam,
        organisatie=row.organisatie if normalised(row.organisatie) != normalised(row.naam) else "",
        omschrijving=row.omschrijving,
        note=_note(row),
        lines=tuple(linked(line, _targets(row)) for line in present.contact_lines(row, kaart, today)),
        facts=tuple((kop, text) for kop, text in _facts(row, words) if text),
    )


def _targets(row: Voorziening) -> tuple[tuple[str, str], ...]:
    """(text, where it leads); the website first, since a number may be part of it (113.nl)."""
    site = ((row.website, f"https://{row.website}"),) if row.website else ()
    return (*site, *((number, f"tel:{digits(number)}") for number in row.telefoonnummers))


def linked(line: str, targets: Sequence[tuple[str, str]]) -> Markup:
    """The line, escaped, with each of these texts as a link."""
    for place, (text, target) in enumerate(targets):
        before, found, after = line.partition(text)
        if found:
            rest = targets[place + 1 :]
            link = Markup('<a href="{}">{}</a>').format(target, text)
            return linked(before, rest) + link + linked(after, rest)
    return escape(line)


def _note(row: Voorziening) -> str:
    if row.status is Status.VEROUDERD:
        return teksten()["pagina"]["oud"]
    return "" if row.vrij_toegankelijk else teksten()["pagina"]["besluit"]


def _facts(row: Voorziening, words: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    topics = ", ".join(topic_of(leefgebied, "zelf") for leefgebied, _ in row.leefgebieden)
    whom = [part for part in (row.doelgroep, _age(row)) if part]
    yield words["gaat_over"], topics
    others = [words["naasten"]] if row.voor_naasten else []
    yield words["voor_wie"], ". ".join([*filter(None, [", ".join(whom)]), *others])
    yield words["waar"], _where(row, words)
    yield words["talen"], ", ".join(teksten()["taal"].get(code, code) for code in row.talen)
    yield words["toegankelijk"], ", ".join(row.toegankelijk)


def _age(row: Voorziening) -> str:
    words, van, tot = teksten()["pagina"], row.leeftijd_van, row.leeftijd_tot
    if van is None and tot is None:
        return ""
    if van is not None and tot is not None:
        return words["leeftijd"].format(van=van, tot=tot)
    return words["leeftijd_van"].format(van=van) if tot is None else words["leeftijd_tot"].format(tot=tot)


def _where(row: Voorziening, words: Mapping[str, str]) -> str:
    """The wijken it serves, else its area; never where it stands, which may be secret."""
    if row.wijken:
        return ", ".join(row.wijken)
    if row.per_wijk:
        return words["wijk_elke"]
    return words[EVERYWHERE.get(row.gebied, "wijk_landelijk")]


def _per_leefgebied(rows: Sequence[Voorziening], items: dict[str, Item]) -> list[Lijst]:
    """What fits best first; what is outdated, or needs a decision, after what does not."""
    found = []
    for leefgebied, kop in teksten()["onderwerp"].items():
        weights = {row.id: dict(row.leefgebieden).get(leefgebied, 0.0) for row in rows}
        here = [row for row in rows if weights[row.id] > 0]
        here.sort(
            key=lambda row: (row.status is Status.VEROUDERD, not row.vrij_toegankelijk, -weights[row.id])
        )
        found.append(Lijst(f"over-{leefgebied}", _capital(kop), tuple(items[row.id] for row in here)))
    return found


def _per_wijk(rows: Sequence[Voorziening], items: dict[str, Item], words: Mapping[str, str]) -> list[Lijst]:
    """Each wijk by name, then what is there for the whole municipality, the region and the country."""
    named = sorted({wijk for row in rows for wijk in row.wijken}, key=normalised)
    lists = [(wijk, [row for row in rows if wijk in row.wijken]) for wijk in named]
    wide = [row for row in rows if not row.wijken]
    lists += [(words["wijk_elke"], [row for row in wide if row.per_wijk])]
    for gebied, key in reversed([(Gebied.LANDELIJK, "wijk_landelijk"), *reversed(EVERYWHERE.items())]):
        lists.append((words[key], [row for row in wide if row.gebied is gebied and not row.per_wijk]))
    return [
        Lijst(f"wijk-{number}", kop, tuple(items[row.id] for row in here))
        for number, (kop, here) in enumerate(lists, start=1)
        if here
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
