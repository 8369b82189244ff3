"""Everything that is kept about one resident, out of whatever table: found by walking the tables themselves."""

from typing import Any

from bot.store.crypt import Crypt, Soort
from bot.store.engine import Database

# What says nothing about the resident: marks, who was sending, and whom else a colleague linked him to.
_LEFT_OUT = frozenset({"merk", "eigenaar", "ander_id"})
_IDENTITY = frozenset({"adres_geheim", "contact_geheim"})

Row = dict[str, Any]


class InzienStore:
    """Reads all tables; writes none."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def tables(self) -> dict[str, str]:
        """Every table with rows of a resident -> the column that says whose they are."""
        found = {"gesprek": "id", "signaal": "gesprek_id"}
        for name in self._db.table_names():
            columns = self._db.table(name).columns_dict
            if name == "gewist":  # of whom nothing is kept any more
                continue
            if "signaal_id" in columns or "gesprek_id" in columns:
                found[name] = "gesprek_id" if "gesprek_id" in columns else "signaal_id"
        return found

    def everything(self, gesprek_id: str) -> dict[str, list[Row]]:
        """Table -> its rows about this resident, opened, oldest first; tables without any are left out."""
        found = {name: self._rows(name, gesprek_id) for name in self.tables()}
        return {name: rows for name, rows in found.items() if rows}

    def _rows(self, table: str, gesprek_id: str) -> list[Row]:
        columns = self._db.table(table).columns_dict
        mine = "select id from signaal where gesprek_id = :id"
        own = [f"{self.tables()[table]} = :id"] if self.tables()[table] != "signaal_id" else []
        about = [f"signaal_id in ({mine})"] if "signaal_id" in columns else []
        rows = self._db.execute(
            f"select {', '.join(columns)} from {table} where {' or '.join(own + about)} order by 1, 2",  # noqa: S608 -- names of our tables
            {"id": gesprek_id},
        ).fetchall()
        return [self._opened(dict(zip(columns, row, strict=True))) for row in rows]

    def _opened(self, row: Row) -> Row:
        opened: Row = {}
        for name, value in row.items():
            if name.endswith("_hash") or name in _LEFT_OUT or value in (None, ""):
                continue
            if name.endswith("_geheim"):
                soort: Soort = "identiteit" if name in _IDENTITY else "inhoud"
                opened[name.removesuffix("_geheim")] = self._crypt.unseal(value, soort)
            else:
                opened[name] = value
        return opened
