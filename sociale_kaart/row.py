"""The cells of one row, read field by field: every fault lands in a list instead of stopping the reading."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sociale_kaart.cells import OPTIONAL, read_items
from sociale_kaart.findings import UNREADABLE, Bevinding, bevinding
from sociale_kaart.model import Trede
from sociale_kaart.teksten import leefgebied_ids

# Beyond this no editor wrote it, and no reader would want it.
LONGEST_CELL = 10_000
POSTCODE = re.compile(r"([1-9]\d{3}) ?([A-Za-z]{2})")
DEGREES = re.compile(r"\d{1,2}(?:[.,]\d{1,8})?")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 40
Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


class Row:
    """The cells of one row, read field by field. Whatever is wrong lands in `findings`."""

    def __init__(self, cells: Mapping[str, str], line: int | None) -> None:
        """cells: by column; the OPTIONAL ones may be missing. line: of the file, if it has lines."""
        self._cells = dict.fromkeys(OPTIONAL, "") | {column: value.strip() for column, value in cells.items()}
        self._line = line
        self.findings: list[Bevinding] = []
        for column, value in self._cells.items():
            self._check_text(column, value)

    def wrong(self, code: str, column: str, **values: object) -> None:
        self.findings.append(bevinding(code, id=self._cells["id"], kolom=column, regel=self._line, **values))

    def _check_text(self, column: str, value: str) -> None:
        if len(value) > LONGEST_CELL:
            self.wrong("cel_te_lang", column, aantal=len(value), grens=LONGEST_CELL)
        if UNREADABLE.search(value):
            self.wrong("teken_fout", column)

    def text(self, column: str) -> str:
        return self._cells[column]

    def required(self, column: str, code: str = "verplicht_leeg") -> str:
        if not self._cells[column]:
            self.wrong(code, column)
        return self._cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        return read_items(self._cells[column])

    def required_items(self, column: str) -> tuple[str, ...]:
        found = self.items(column)
        if not found:  # a cell of only ";" is as empty as none at all
            self.wrong("verplicht_leeg", column)
        return found

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

    def yes(self, column: str) -> bool:
        return bool(self._cells[column]) and self.yes_no(column)

    def languages(self, column: str) -> tuple[str, ...]:
        found = tuple(item.lower() for item in self.items(column))
        for item in found:
            if not re.fullmatch("[a-z]{2}", item):
                self.wrong("taal_fout", column, waarde=item)
        return found

    def postcode(self, column: str) -> str:
        found = POSTCODE.fullmatch(self._cells[column])
        if self._cells[column] and not found:
            self.wrong("postcode_fout", column, waarde=self._cells[column])
        return f"{found[1]} {found[2].upper()}" if found else ""

    def degrees(self, column: str, limits: tuple[float, float]) -> float | None:
        value = self._cells[column]
        if not value:
            return None
        found = float(value.replace(",", ".")) if DEGREES.fullmatch(value) and value.isascii() else 0.0
        if not limits[0] <= found <= limits[1]:
            self.wrong("graden_fout", column, waarde=value, van=limits[0], tot=limits[1])
        return found

    def read(self, column: str, reader: Callable[[str], tuple[Value, ...]], code: str) -> tuple[Value, ...]:
        try:
            return reader(self._cells[column])
        except ValueError as error:
            self.wrong(code, column, waarde=error)
            return ()

    def number(self, column: str, lowest: int, highest: int) -> int | None:
        value = self._cells[column]
        if not value:
            return None
        if not (re.fullmatch("[0-9]{1,4}", value) and lowest <= int(value) <= highest):
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
