"""What is kept of whom, why, for how long and where it goes: reads register.toml, and writes it out for documents.

Pure but for reading that one file. tests/store/test_register.py lays it beside the database.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

# Kinds that say who somebody is or what he said: of people only in columns that end in one of SEALED.
PERSONAL = frozenset({"identiteit", "inhoud"})
SEALED = ("_geheim", "_hash")
NOBODY = "niemand"
_OF_COLUMN = frozenset({"soort", "van", "doel", "bewaar", "ziet", "naar"})
_OF_TABLE = frozenset({"wat", "van", "doel", "bewaar", "kolommen"})


class RegisterError(Exception):
    """The register names something that it does not explain; the message says where."""


@dataclass(frozen=True)
class Doel:
    """Why something is kept. grondslag: what the officer of the municipality must judge."""

    wat: str
    grondslag: str


@dataclass(frozen=True)
class Kolom:
    """One column. van: bewoner, collega or niemand. bewaar: a setting of that name, or a fixed time.

    ziet: functies, and "bewoner" for who it is about. naar: where it goes besides.
    """

    tabel: str
    naam: str
    soort: str
    van: str
    doel: str
    bewaar: str
    ziet: tuple[str, ...] = ()
    naar: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether it says who somebody is or what he said."""
        return self.soort in PERSONAL and self.van != NOBODY

    @property
    def sealed(self) -> bool:
        """Whether it cannot be read in the database file."""
        return self.naam.endswith(SEALED)


@dataclass(frozen=True)
class Register:
    """The whole of it. tabellen: what each table is, in words."""

    soorten: Mapping[str, str]
    doelen: Mapping[str, Doel]
    ontvangers: Mapping[str, str]
    bewaren: Mapping[str, str]
    tabellen: Mapping[str, str]
    kolommen: tuple[Kolom, ...] = field(repr=False)

    def of(self, **given: str) -> tuple[Kolom, ...]:
        """The columns with these values: of(doel="helpen", van="bewoner")."""
        return tuple(
            one for one in self.kolommen if all(getattr(one, name) == value for name, value in given.items())
        )

    def how_long(self, bewaar: str, days: Mapping[str, int]) -> str:
        """In words. days: of each setting under `bewaar`."""
        return self.bewaren[bewaar].format(dagen=days.get(bewaar, ""))


def load() -> Register:
    """Read the register. Raises RegisterError."""
    text = files("bot.store").joinpath("register.toml").read_text(encoding="utf-8")
    return parse(tomllib.loads(text))


def parse(given: Mapping[str, Any]) -> Register:
    """The register from its tables. Raises RegisterError."""
    tables: Mapping[str, Any] = given["tabel"]
    register = Register(
        soorten=given["soorten"],
        doelen={name: Doel(**one) for name, one in given["doelen"].items()},
        ontvangers=given["ontvangers"],
        bewaren=given["bewaren"],
        tabellen={name: one["wat"] for name, one in tables.items()},
        kolommen=tuple(column for name, one in tables.items() for column in _columns(name, one)),
    )
    for column in register.kolommen:
        _check(register, column)
    return register


def _columns(table: str, given: Mapping[str, Any]) -> Iterable[Kolom]:
    _known(given, _OF_TABLE, table)
    usual = {name: given[name] for name in ("van", "doel", "bewaar")}
    for name, said in given["kolommen"].items():
        own = {"soort": said} if isinstance(said, str) else said
        _known(own, _OF_COLUMN, f"{table}.{name}")
        lists = {key: tuple(own.get(key, ())) for key in ("ziet", "naar")}
        yield Kolom(tabel=table, naam=name, **(usual | own | lists))


def _known(given: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    if odd := given.keys() - names:
        raise RegisterError(f"{where}: {', '.join(sorted(odd))} is unknown")


def _check(register: Register, column: Kolom) -> None:
    where = f"{column.tabel}.{column.naam}"
    for value, known, what in (
        (column.soort, register.soorten, "soorten"),
        (column.doel, register.doelen, "doelen"),
        (column.bewaar, register.bewaren, "bewaren"),
        *((one, register.ontvangers, "ontvangers") for one in column.naar),
    ):
        if value not in known:
            raise RegisterError(f"{where}: {value} does not stand under {what}")
    if column.van not in ("bewoner", "collega", NOBODY):
        raise RegisterError(f"{where}: of whom is {column.van}?")


# --- for documents ---


def row(*cells: str) -> str:
    """One line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def purposes(register: Register, days: Mapping[str, int]) -> str:
    """Per purpose: of whom, what, how long, who sees it, where it goes. A table for the officer."""
    head = ("doel", "van wie", "wat", "hoe lang", "wie het ziet", "gaat ook naar")
    lines = [row(*head), row(*("---",) * len(head))]
    for id, doel in register.doelen.items():
        columns = register.of(doel=id)
        of_people = [one for one in columns if one.personal or one.soort == "cijfers"] or list(columns)
        lines.append(
            row(
                doel.wat,
                _listed(_people(of_people)),
                _listed(_unique(register.tabellen[one.tabel] for one in of_people), "; "),
                _listed(_unique(register.how_long(one.bewaar, days) for one in of_people), "; "),
                _listed(_unique(who for one in columns for who in one.ziet)),
                _listed(_unique(where for one in columns for where in one.naar)),
            )
        )
    return "\n".join(lines)


def grounds(register: Register) -> str:
    """Per purpose what the officer must judge."""
    lines = [row("doel", "grondslag"), row("---", "---")]
    return "\n".join([*lines, *(row(one.wat, one.grondslag) for one in register.doelen.values())])


def receivers(register: Register) -> str:
    """Where things go, and what goes there."""
    lines = [row("naar", "wat"), row("---", "---")]
    for id, words in register.ontvangers.items():
        what = _unique(f"`{one.tabel}.{one.naam}`" for one in register.kolommen if id in one.naar)
        lines.append(row(words, _listed(what)))
    return "\n".join(lines)


def terms(register: Register, days: Mapping[str, int]) -> str:
    """How long each kind of thing is kept, and in which tables that is."""
    lines = [row("instelling", "hoe lang", "tabellen"), row("---", "---", "---")]
    for id in register.bewaren:
        tables = _unique(f"`{one.tabel}`" for one in register.kolommen if one.bewaar == id)
        lines.append(
            row(f"`bewaar.{id}`" if id in days else "vast", register.how_long(id, days), _listed(tables))
        )
    return "\n".join(lines)


def columns_table(register: Register, *, personal: bool) -> str:
    """All columns of people that are sealed; or all that stand readable and are no mere machinery."""
    lines = [row("kolom", "soort", "van", "wie het ziet", "gaat ook naar"), row(*("---",) * 5)]
    for one in register.kolommen:
        if one.personal if personal else (one.soort == "cijfers" and one.van != NOBODY):
            name = f"`{one.tabel}.{one.naam}`"
            lines.append(row(name, one.soort, one.van, _listed(one.ziet), _listed(one.naar)))
    return "\n".join(lines)


def _people(columns: Iterable[Kolom]) -> tuple[str, ...]:
    return _unique(one.van for one in columns)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _listed(words: Iterable[str], between: str = ", ") -> str:
    return between.join(words) or "-"
