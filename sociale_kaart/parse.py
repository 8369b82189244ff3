"""One row of cells to a Voorziening. Collects every fault of the row instead of stopping at the first."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.model import Gebied, Soort, Status, Trede, Voorziening
from sociale_kaart.teksten import leefgebied_ids

COLUMNS = tuple(field.name for field in fields(Voorziening))
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 40
OLDEST = 120
Choice = TypeVar("Choice", bound=StrEnum)


class Row:
    """The cells of one row, read field by field. Whatever is wrong lands in `findings`."""

    def __init__(self, cells: Mapping[str, str], line: int) -> None:
        self._cells = {column: value.strip() for column, value in cells.items()}
        self._line = line
        self.findings: list[Bevinding] = []

    def wrong(self, code: str, column: str, **values: object) -> None:
        self.findings.append(bevinding(code, id=self._cells["id"], kolom=column, regel=self._line, **values))

    def text(self, column: str) -> str:
        return self._cells[column]

    def required(self, column: str, code: str = "verplicht_leeg") -> str:
        if not self._cells[column]:
            self.wrong(code, column)
        return self._cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        return tuple(item.strip() for item in self._cells[column].split(";") if item.strip())

    def required_items(self, column: str) -> tuple[str, ...]:
        self.required(column)
        return self.items(column)

    def slug(self, column: str) -> str:
        value = self.required(column)
        if value and not (ID.fullmatch(value) and len(value) <= ID_LENGTH):
            self.wrong("id_fout", column, waarde=value)
        return value

    def yes_no(self, column: str) -> bool:
        value = self.required(column).lower()
        if value not in ("", "ja", "nee"):
            self.wrong("ja_nee_fout", column, waarde=value)
        return value == "ja"

    def number(self, column: str, lowest: int, highest: int) -> int | None:
        value = self._cells[column]
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
            self.wrong("getal_fout", column, waarde=value, van=lowest, tot=highest)
            return None
        return int(value)

    def trede(self, column: str) -> Trede:
        self.required(column)
        return Trede(self.number(column, min(Trede), max(Trede)) or Trede.VRIJ_TOEGANKELIJK)

    def choice(self, column: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.required(column).lower()
        known = {str(option): option for option in kind}
        if value and value not in known:
            self.wrong("keuze_fout", column, waarde=value, keuze=", ".join(known))
        return known.get(value, default)

    def day(self, column: str) -> date | None:
        value = self._cells[column]
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.wrong("datum_fout", column, waarde=value)
            return None

    def leefgebieden(self, column: str) -> tuple[tuple[str, float], ...]:
        found: dict[str, float] = {}
        for item in self.required_items(column):
            name, _, number = (part.strip() for part in item.partition(":"))
            if name not in leefgebied_ids():
                self.wrong(
                    "leefgebied_onbekend", column, waarde=name, keuze=", ".join(sorted(leefgebied_ids()))
                )
            elif name in found:
                self.wrong("leefgebied_dubbel", column, waarde=name)
            elif (weight := _weight(number)) is None:
                self.wrong("gewicht_fout", column, waarde=item)
            else:
                found[name] = weight
        return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _weight(number: str) -> float | None:
    """A weight above 0 and at most 1, with a point or a comma; None when it is not."""
    if not re.fullmatch(r"[01](?:[.,]\d{1,3})?", number):
        return None
    value = float(number.replace(",", "."))
    return value if 0 < value <= 1 else None


def voorziening(row: Row) -> Voorziening:
    """Reads the row; look at `row.findings` before using what comes back."""
    result = Voorziening(
        id=row.slug("id"),
        naam=row.required("naam"),
        organisatie=row.text("organisatie"),
        omschrijving=row.required("omschrijving"),
        leefgebieden=row.leefgebieden("leefgebieden"),
        woorden=row.required_items("woorden"),
        voorbeeldvragen=row.items("voorbeeldvragen"),
        doelgroep=row.text("doelgroep"),
        leeftijd_van=row.number("leeftijd_van", 0, OLDEST),
        leeftijd_tot=row.number("leeftijd_tot", 0, OLDEST),
        voor_naasten=row.yes_no("voor_naasten"),
        vrij_toegankelijk=row.yes_no("vrij_toegankelijk"),
        toegang=row.text("toegang"),
        trede=row.trede("trede"),
        kosten=row.text("kosten"),
        telefoon=row.text("telefoon"),
        telefoon_kosten=row.text("telefoon_kosten"),
        website=row.text("website"),
        adres=row.text("adres"),
        openingstijden=row.text("openingstijden"),
        gebied=row.choice("gebied", Gebied, Gebied.OOSTERHOUT),
        per_wijk=row.yes_no("per_wijk"),
        soort=row.choice("soort", Soort, Soort.PLEK),
        status=row.choice("status", Status, Status.NAKIJKEN),
        bron=row.required("bron", "bron_ontbreekt"),
        bron_jaar=row.text("bron_jaar"),
        nagekeken_op=row.day("nagekeken_op"),
        let_op=row.text("let_op"),
    )
    if not row.findings:
        _check_together(row, result)
    return result


def _check_together(row: Row, result: Voorziening) -> None:
    """What is only wrong in combination."""
    low, high = result.leeftijd_van, result.leeftijd_tot
    if low is not None and high is not None and low > high:
        row.wrong("leeftijd_omgekeerd", "leeftijd_van")
    if not result.vrij_toegankelijk and not result.toegang:
        row.wrong("toegang_ontbreekt", "toegang")
    if result.vrij_toegankelijk == (result.trede is Trede.NIET_VRIJ_TOEGANKELIJK):
        vrij = "ja" if result.vrij_toegankelijk else "nee"
        row.wrong("trede_klopt_niet", "trede", trede=int(result.trede), vrij=vrij)
