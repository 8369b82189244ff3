"""The form for one voorziening: which fields, in which order, and how each cell is shown and read back. Pure.

What the fields are called and how they are explained is data: kaartvelden.toml.
"""

import dataclasses
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from intents.tables import leefgebied_names
from sociale_kaart.cells import COLUMNS, read_items
from sociale_kaart.findings import Bevinding

Cells = Mapping[str, str]
YES_NO = {"ja": "ja", "nee": "nee"}
WEIGHT = "leefgebied_"  # begins the name of the field for the weight of one leefgebied


@dataclass(frozen=True)
class Field:
    """One field. vorm: how it is asked (kaartvelden.toml). gegeven: a fact, so that a change needs a source."""

    kolom: str
    kop: str
    vorm: str
    hulp: str = ""
    nodig: bool = False
    gegeven: bool = False
    keuzes: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> Mapping[str, str]:
        """What may be chosen: value -> words; empty when it is not a choice."""
        return YES_NO if self.vorm == "ja_nee" else self.keuzes


@dataclass(frozen=True)
class Section:
    """Fields that stand together under a heading."""

    kop: str
    velden: tuple[Field, ...]


@cache
def sections() -> tuple[Section, ...]:
    """The form, in order. Every column but the id stands in it once."""
    source = files("bot.frontoffice").joinpath("kaartvelden.toml").read_text(encoding="utf-8")
    return tuple(
        Section(groep["kop"], tuple(Field(**veld) for veld in groep["veld"]))
        for groep in tomllib.loads(source)["groep"]
    )


def fields() -> Iterator[Field]:
    """All fields, one after another."""
    return (veld for groep in sections() for veld in groep.velden)


@cache
def facts() -> tuple[str, ...]:
    """Columns that say something to a resident that must have been seen somewhere."""
    return tuple(veld.kolom for veld in fields() if veld.gegeven)


def kop(kolom: str) -> str:
    """What a column is called on the pages; the column itself when it has no field."""
    return _headings().get(kolom, kolom)


@cache
def _headings() -> Mapping[str, str]:
    return {veld.kolom: veld.kop for veld in fields()} | {"id": "Kenmerk"}


def in_words(one: Bevinding) -> Bevinding:
    """The finding as it is read beside the form: 'nagekeken_op' is called 'Nagekeken op' there."""
    return dataclasses.replace(one, wat=_in_words(one.wat), remedie=_in_words(one.remedie))


def _in_words(text: str) -> str:
    return re.sub(r"'([a-z_]+)'", lambda found: f"'{kop(found[1])}'", text)


def shown(cells: Cells) -> dict[str, str]:
    """Cells as they stand in the fields: name of the field -> text."""
    values = {v.kolom: _shown(v, cells.get(v.kolom, "")) for v in fields() if v.vorm != "gewichten"}
    weights = dict(_weights(cells.get("leefgebieden", "")))
    weighed = {WEIGHT + id: weights.get(id, "") for id in leefgebied_names()}
    return {"id": cells.get("id", "")} | values | weighed


def read(posted: Callable[[str], str], before: Cells) -> dict[str, str]:
    """What was typed, as cells of all columns. before: gives the id and the order of what stayed the same."""
    typed = {veld.kolom: _read(veld, posted(veld.kolom)) for veld in fields() if veld.vorm != "gewichten"}
    known = [id for id, _ in _weights(before.get("leefgebieden", ""))]
    order = dict.fromkeys((*known, *leefgebied_names()))
    weights = [(id, posted(WEIGHT + id)) for id in order]
    typed["leefgebieden"] = ";".join(f"{id}:{weight}" for id, weight in weights if weight)
    typed["id"] = before.get("id", "") or posted("id")
    return {column: typed[column] for column in COLUMNS}


def _shown(veld: Field, cell: str) -> str:
    return "\n".join(read_items(cell)) if veld.vorm == "lijst" else cell


def _read(veld: Field, text: str) -> str:
    text = text.replace("\r\n", "\n").strip()  # a browser ends lines as Windows does
    if veld.vorm == "lijst":
        return ";".join(read_items(text.replace("\n", ";")))
    return text


def _weights(cell: str) -> list[tuple[str, str]]:
    pairs = (item.partition(":") for item in read_items(cell))
    return [(id.strip(), weight.strip()) for id, _, weight in pairs]
