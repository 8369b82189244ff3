"""One letter per organisation: what we show of it, fact by fact, and the request to say what is wrong. Pure.

A letter leaves the house. It holds nothing of `let_op`, no secret address, and of what was reported only
what kind of thing it was: never anybody's words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from functools import cache
from typing import cast

from sociale_kaart.gemeld import Gemeld, by_voorziening
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Status, Voorziening
from sociale_kaart.present import GEMEENTE, fact, status_of, sure_facts, written
from sociale_kaart.teksten import WAAR, read_toml
from sociale_kaart.words import normalised


@dataclass(frozen=True)
class Brief:
    """A letter. bestand: a file name without ending, unlike that of any other letter."""

    organisatie: str
    bestand: str
    onderwerp: str
    tekst: str

    def mail(self) -> bytes:
        """The letter as a mail to nobody yet: a mail program opens it as a draft."""
        message = EmailMessage()
        message["Subject"] = self.onderwerp
        message["X-Unsent"] = "1"
        message.set_content(self.tekst)
        return message.as_bytes()


@cache
def zinnen() -> dict[str, dict[str, str]]:
    """What an organisation reads, by group and key."""
    return cast("dict[str, dict[str, str]]", read_toml("werklijst.toml"))


def said(one: Gemeld) -> str:
    """What somebody called wrong, for an editor: what kind of thing, and his words if there are any."""
    return f"{zinnen()['wat'].get(one.wat, one.wat)} {one.tekst}".strip()


def letters(kaart: SocialeKaart, gemeld: Iterable[Gemeld] = (), gemeente: str = WAAR) -> tuple[Brief, ...]:
    """A letter for every organisation, in alphabetical order; what has none stands under its own name.

    gemeente: who writes it.
    """
    wrong = by_voorziening(gemeld)
    groups: dict[str, list[Voorziening]] = {}
    for row in kaart:
        groups.setdefault(row.organisatie or row.naam, []).append(row)
    names = sorted(groups, key=normalised)
    files = _files(names)
    return tuple(_letter(name, files[name], groups[name], kaart, wrong, gemeente) for name in names)


def _files(names: Iterable[str]) -> dict[str, str]:
    """A file name for each; two names that come out the same get a number."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:60] or "organisatie"
        number = next(n for n in range(1, len(used) + 2) if (slug if n == 1 else f"{slug}-{n}") not in used)
        found[name] = slug if number == 1 else f"{slug}-{number}"
        used.add(found[name])
    return found


def _letter(
    name: str,
    bestand: str,
    rows: Sequence[Voorziening],
    kaart: SocialeKaart,
    wrong: Mapping[str, Sequence[Gemeld]],
    gemeente: str,
) -> Brief:
    def says(*keys: str) -> list[str]:
        return [zinnen()["brief"][key].strip().format(organisatie=name, gemeente=gemeente) for key in keys]

    blocks = says("aanhef", "uitleg", "vraag")
    blocks += ["\n".join(_place(n, row, wrong.get(row.id, ()))) for n, row in enumerate(rows, start=1)]
    blocks += [*says("antwoord"), *_call(kaart), *says("slot")]
    (onderwerp,) = says("onderwerp")
    return Brief(name, bestand, " ".join(onderwerp.split()), "\n\n".join(blocks) + "\n")


def _call(kaart: SocialeKaart) -> Iterator[str]:
    numbers = sure_facts(kaart.get(GEMEENTE), "telefoon") if GEMEENTE in kaart else ()
    for number in numbers:
        yield zinnen()["brief"]["bellen"].format(telefoon=number)


def _place(nummer: int, row: Voorziening, wrong: Sequence[Gemeld]) -> Iterator[str]:
    """One voorziening: its facts with how sure each is, what is not known, what was reported."""
    brief = zinnen()["brief"]
    yield brief["plek"].format(nummer=nummer, naam=row.naam)
    yield brief["kenmerk"].format(id=row.id)
    yield _checked(row)
    if row.status is Status.VEROUDERD:
        yield brief["verouderd"]
    known = dict(_facts(row))
    for kolom, waarde in known.items():
        zeker = zinnen()["zeker"][_status(row, kolom)]
        yield brief["regel"].format(kop=zinnen()["gegeven"][kolom], waarde=waarde, zeker=zeker)
    unknown = [kop.lower() for kolom, kop in zinnen()["gegeven"].items() if kolom not in known]
    yield brief["onbekend"].format(lijst=", ".join(unknown)) if unknown else brief["alles_bekend"]
    for one in wrong:
        yield brief["gemeld"].format(datum=written(one.op), zin=zinnen()["wat"].get(one.wat, ""))


def _checked(row: Voorziening) -> str:
    brief = zinnen()["brief"]
    if row.nagekeken_op is None:
        return brief["nooit"]
    key = "nagekeken" if row.nagekeken_door else "nagekeken_zonder"
    return brief[key].format(datum=written(row.nagekeken_op), wie=row.nagekeken_door)


def _facts(row: Voorziening) -> Iterator[tuple[str, str]]:
    """(column, value) of what is known, in the order of the letter."""
    for kolom in zinnen()["gegeven"]:
        if waarde := _value(row, kolom):
            yield kolom, waarde


def _value(row: Voorziening, kolom: str) -> str:
    words = zinnen()["waarde"]
    match kolom:
        case "adres":
            return words["geheim"] if row.geheim_adres else fact(row, "adres")
        case "toegang":
            return row.toegang or (words["vrij"] if row.vrij_toegankelijk else "")
        case "voor_naasten":
            return words["ja" if row.voor_naasten else "nee"]
        case "leeftijd":
            return _span("leeftijd", row.leeftijd_van, row.leeftijd_tot)
        case "geldig":
            return _span("geldig", _day(row.geldig_van), _day(row.geldig_tot))
        case "toegankelijk" | "talen" | "wijken" | "meenemen":
            return ", ".join(getattr(row, kolom))
        case "telefoon_kosten" if not row.telefoon:
            return ""
        case _:
            return str(getattr(row, kolom))


def _span(key: str, van: object, tot: object) -> str:
    """From, until, both, or nothing."""
    if van is None and tot is None:
        return ""
    end = "" if van is not None and tot is not None else "_van" if tot is None else "_tot"
    return zinnen()["waarde"][key + end].format(van=van, tot=tot)


def _day(day: date | None) -> str | None:
    return None if day is None else written(day)


def _status(row: Voorziening, kolom: str) -> Status:
    """How sure a line is; of two columns in one line the less sure."""
    kolommen = {"leeftijd": ("leeftijd_van", "leeftijd_tot"), "geldig": ("geldig_van", "geldig_tot")}
    known = [status_of(row, part) for part in kolommen.get(kolom, (kolom,))]
    return next((status for status in known if status is not Status.BEVESTIGD), known[0])
