"""Copies conversations that were really held, row for row, each with its own ids, numbers, address and moments.

What is sealed is sealed anew, by the store's own keys, wherever anything of that stands in it.
"""

import json
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.store.crypt import SOORTEN, Crypt, Soort
from bot.store.errors import KeyLostError
from bot.store.times import moment, stamp

MOST_SIGNALEN = 4  # of one conversation that may have a number of their own
_TIME = re.compile(r"\d{4}-\d\d-\d\dT")
_PARENTS = ("gesprek", "adres", "signaal", "behandeling")
# A way in lasts a day, and nobody can use the one of another conversation.
_NEVER = ("chatsessie",)
# The page of the municipality, and what outlives an erasure.
_ONLY_WHOLE = ("chat", "gewist")
Row = dict[str, Any]
Rows = Iterator[tuple[str, Row]]


@dataclass(frozen=True)
class Sealed:
    """A value that was opened once. namen: what of it is different in every copy."""

    token: str
    tekst: str
    soort: Soort
    namen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sjabloon:
    """Every row of one conversation, parents first. adres: where its resident is reached."""

    rijen: tuple[tuple[str, Row], ...]
    adres: str
    kanaal: str
    bronnen: tuple[str, ...]
    signalen: tuple[str, ...]


@dataclass
class Lezing:
    """Reads conversations out of a database. whole: with the chat page and what was said to colleagues too."""

    connection: sqlite3.Connection
    crypt: Crypt
    whole: bool = False
    _tables: list[tuple[str, list[str]]] = field(init=False)

    def __post_init__(self) -> None:
        self._tables = list(_tables(self.connection, whole=self.whole))

    def read(self, id: str, bronnen: Sequence[str] = (), signalen: Sequence[str] = ()) -> Sjabloon:
        """One conversation. bronnen, signalen: what belonged to it when it was not erased yet."""
        found = [
            row[0] for row in self.connection.execute("select id from signaal where gesprek_id = ?", [id])
        ]
        ids = list(dict.fromkeys([*signalen, *found]))
        rows = [(table, row) for table, columns in self._tables for row in self._of(table, columns, id, ids)]
        sources = list(dict.fromkeys([*bronnen, *(row["bron"] for table, row in rows if table == "bericht")]))
        rows += [("gezien", row) for row in self._seen(sources)]
        adres = next((row for table, row in rows if table == "adres"), None)
        names = tuple(_names([*rows, *(("signaal", {"id": one}) for one in ids)], id))
        return Sjabloon(
            tuple((table, _with_names(row, names)) for table, row in rows),
            json.loads(adres["adres_geheim"].tekst) if adres else "",
            adres["kanaal"] if adres else "",
            tuple(sources),
            tuple(ids),
        )

    def _of(self, table: str, columns: list[str], id: str, signalen: list[str]) -> Iterator[Row]:
        named = "id" if table == "gesprek" else "gesprek_id"
        if named in columns:
            yield from self._rows(table, columns, f"{named} = ?", id)
        if "signaal_id" in columns and (named not in columns or self.whole):
            only = f"{named} is null and " if named in columns else ""
            for one in signalen:
                yield from self._rows(table, columns, f"{only}signaal_id = ?", one)

    def _seen(self, bronnen: list[str]) -> Iterator[Row]:
        for one in bronnen:
            yield from self._rows("gezien", ["bron", "op"], "bron = ?", one)

    def _rows(self, table: str, columns: list[str], where: str, *values: str) -> Iterator[Row]:
        asked = f"select {','.join(columns)} from {table} where {where}"  # noqa: S608 -- names from the database itself
        for row in self.connection.execute(asked, values).fetchall():
            given = dict(zip(columns, row, strict=True))
            yield {
                name: self._open(value) if name.endswith("_geheim") else value
                for name, value in given.items()
            }

    def _open(self, value: Any) -> Any:
        """Whatever key it was sealed with; what is empty stays so."""
        if not value:
            return value
        for soort in SOORTEN:
            try:
                return Sealed(value, json.dumps(self.crypt.unseal(value, soort), ensure_ascii=False), soort)
            except KeyLostError:
                continue
        raise ValueError("sealed with a key that is not here")


@dataclass(frozen=True)
class Kopieerder:
    """Makes the rows of one more conversation like an earlier one."""

    crypt: Crypt

    def rows(self, like: Sjabloon, number: int, adres: str, moved: Callable[[datetime], datetime]) -> Rows:
        """number: unlike that of any other copy. moved: when something happened, from when it did in the example."""
        names = self._names(like, number, adres)
        for count, (table, row) in enumerate(like.rijen):
            made = {name: self._value(value, names, moved) for name, value in row.items()}
            if "adres_hash" in made:
                made["adres_hash"] = self.crypt.lookup(made["kanaal"], adres)
            if "code_hash" in made:
                made["code_hash"] = self.crypt.lookup("chat code", adres)
            if "sleutel" in made and table == "outbox":
                made["sleutel"] = _as_long(f"vul{number}:{count}", row["sleutel"])
            yield table, made

    def _names(self, like: Sjabloon, number: int, adres: str) -> dict[str, str]:
        names: dict[str, str] = dict.fromkeys(like.signalen, "")
        nummers = (row["nummer"] for table, row in like.rijen if table == "signaal")
        names |= {row["id"]: "" for _, row in like.rijen if isinstance(row.get("id"), str)}
        names |= {row["gesprek_id"]: "" for _, row in like.rijen if isinstance(row.get("gesprek_id"), str)}
        names = {name: secrets.token_hex(8) for name in names}
        names |= {old: str(10_000_000 + MOST_SIGNALEN * number + nr) for nr, old in enumerate(nummers)}
        names |= {old: _as_long(f"vul:{number}:{nr}", old) for nr, old in enumerate(like.bronnen)}
        return names | ({like.adres: adres} if like.adres else {})

    def _value(self, value: Any, names: dict[str, str], moved: Callable[[datetime], datetime]) -> Any:
        if isinstance(value, Sealed):
            return self._sealed(value, names)
        if isinstance(value, str) and _TIME.match(value):
            return stamp(moved(moment(value)))
        return names.get(value, value) if isinstance(value, str) else value

    def _sealed(self, value: Sealed, names: dict[str, str]) -> str:
        if not value.namen:
            return value.token
        tekst = value.tekst
        for old in value.namen:
            tekst = tekst.replace(old, names[old])
        return self.crypt.seal(json.loads(tekst), value.soort)


def insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """One row; names come from the database itself."""
    marks = ",".join("?" * len(row))
    connection.execute(f"insert into {table} ({','.join(row)}) values ({marks})", list(row.values()))  # noqa: S608


def _names(rows: list[tuple[str, Row]], id: str) -> Iterator[str]:
    """What is different in every copy, and may stand inside something sealed."""
    yield id
    for table, row in rows:
        if isinstance(row.get("id"), str):
            yield row["id"]
        if table == "signaal" and "nummer" in row:
            yield row["nummer"]
        if table == "adres":
            yield json.loads(row["adres_geheim"].tekst)


def _as_long(made: str, like: str) -> str:
    """So that a copy takes as much room."""
    return made.ljust(len(like), "x")


def _with_names(row: Row, names: Sequence[str]) -> Row:
    return {
        name: _marked(value, names) if isinstance(value, Sealed) else value for name, value in row.items()
    }


def _marked(value: Sealed, names: Sequence[str]) -> Sealed:
    return replace(value, namen=tuple(dict.fromkeys(one for one in names if one in value.tekst)))


def _tables(connection: sqlite3.Connection, *, whole: bool) -> Iterator[tuple[str, list[str]]]:
    """Those that belong to a conversation, parents first: name, and columns without the number that is given."""
    names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    left_out = _NEVER if whole else (*_NEVER, *_ONLY_WHOLE)
    order = (*_PARENTS, *sorted(set(names) - set(_PARENTS)))
    for table in order:
        info = connection.execute(f"pragma table_info({table})").fetchall()
        columns = [row[1] for row in info if not (row[5] == 1 and row[2].lower() == "integer")]
        belongs = table == "gesprek" or {"gesprek_id", "signaal_id"} & set(columns)
        if belongs and table not in left_out and not table.startswith("sqlite_"):
            yield table, columns
