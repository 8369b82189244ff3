"""The sociale kaart as editors changed it: the rows as they are now, and all that was ever changed.

No rows: nobody changed anything, and the kaart that comes with the program holds. Cells are those of the CSV.
History is only added to; the database itself refuses anything else.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.errors import KaartChangedError, UndoRefusedError
from bot.store.times import moment, stamp

Cells = Mapping[str, str]  # column -> text
Soort = Literal["import", "bewerkt", "ongedaan"]
# Those that still hold: neither an undo, nor undone by one.
_STANDING = (
    "select max(nummer) from kaart_import i where soort in ({soorten})"
    " and not exists (select 1 from kaart_import u where u.van = i.nummer)"
)


class Change(Protocol):
    """One voorziening that becomes another. oud: None when it is new; nieuw: None when it goes."""

    @property
    def id(self) -> str: ...
    @property
    def oud(self) -> Cells | None: ...
    @property
    def nieuw(self) -> Cells | None: ...


@dataclass(frozen=True)
class Rijwijziging:
    """A Change as it was stored; cells that are empty are left out."""

    id: str
    oud: Cells | None
    nieuw: Cells | None


@dataclass(frozen=True)
class Herkomst:
    """Where a change comes from. door: login or role of who did it. bestand: name of the file, or ""."""

    soort: Soort
    door: str
    bestand: str = ""


@dataclass(frozen=True)
class Verandering:
    """One step in the history of a voorziening. nummer: of the import it came with."""

    nummer: int
    op: datetime
    herkomst: Herkomst
    wijziging: Rijwijziging


class KaartStore:
    """Reads and writes the tables kaart_rij, kaart_import and kaart_wijziging."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def version(self) -> int:
        """Higher after every change; 0 when there never was one. Cheap enough to ask every second."""
        return self._number("select max(nummer) from kaart_import")

    def rows(self) -> tuple[Cells, ...]:
        """The whole kaart as it is now, in order; empty when the one of the program holds."""
        rows = self._db.execute("select cellen from kaart_rij order by plaats").fetchall()
        return tuple(json.loads(cells) for (cells,) in rows)

    def apply(
        self,
        changes: Sequence[Change],
        base: Iterable[Cells],
        herkomst: Herkomst,
        now: datetime,
        *,
        since: int | None = None,
        voortgang: Callable[[int, int], None] = lambda done, total: None,
    ) -> int:
        """Make these changes; gives the number of this import. Call inside a transaction.

        base: the kaart of the program, which is what changes when nothing was stored before.
        since: the version that was looked at; KaartChangedError when somebody changed the kaart after it.
        """
        if since is not None and since != self.version():
            raise KaartChangedError
        if not self._number("select count(*) from kaart_rij"):
            self._db.conn.executemany(
                "insert into kaart_rij (id, plaats, cellen) values (?, ?, ?)",
                [(cells["id"], nr, _text(cells)) for nr, cells in enumerate(base, start=1)],
            )
        number = self._open(herkomst, now)
        self._change(number, self._placed(changes, voortgang))
        return number

    def last_import(self) -> int:
        """Number of the last import that still holds, or 0."""
        return self._number(_STANDING.format(soorten="'import'"))

    def changes_of(self, number: int) -> tuple[Rijwijziging, ...]:
        """What this import changed."""
        rows = self._db.execute(
            "select id, oud, nieuw from kaart_wijziging where import = ? order by volgnummer", [number]
        ).fetchall()
        return tuple(Rijwijziging(id, _cells(old), _cells(new)) for id, old, new in rows)

    def undo(self, door: str, now: datetime, *, number: int | None = None) -> tuple[Rijwijziging, ...]:
        """Take the last import back; gives what that changed. Call inside a transaction.

        number: the one that was looked at; KaartChangedError when it is no longer the last.

        Raises UndoRefusedError when there is none, or when a voorziening of it was changed after it.
        """
        if number is not None and number != self.last_import():
            raise KaartChangedError
        number = self.last_import()
        changes = self.changes_of(number)
        there = self._there(change.id for change in changes)
        touched = [c.id for c in changes if there.get(c.id, (0, None))[1] != _text(c.nieuw)]
        if not number or touched:
            raise UndoRefusedError(number, tuple(touched))
        places = dict(
            self._db.execute("select id, plaats from kaart_wijziging where import = ?", [number]).fetchall()
        )
        undo = self._open(Herkomst("ongedaan", door), now, van=number)
        back = tuple(Rijwijziging(change.id, change.nieuw, change.oud) for change in changes)
        self._change(undo, [(places[change.id], change) for change in back])
        if not self._number(_STANDING.format(soorten="'import', 'bewerkt'")):
            self._db.execute("delete from kaart_rij")  # the kaart of the program holds again
        return back

    def history(self, id: str) -> tuple[Verandering, ...]:
        """All that ever changed in this voorziening, the oldest first."""
        rows = self._db.execute(
            "select i.nummer, i.op, i.soort, i.door_geheim, i.bestand, w.oud, w.nieuw"
            " from kaart_wijziging w join kaart_import i on i.nummer = w.import"
            " where w.id = ? order by w.volgnummer",
            [id],
        ).fetchall()
        return tuple(
            Verandering(
                number,
                moment(op),
                Herkomst(kind, self._crypt.unseal(who), file),
                Rijwijziging(id, _cells(old), _cells(new)),
            )
            for number, op, kind, who, file, old, new in rows
        )

    def _open(self, herkomst: Herkomst, now: datetime, van: int | None = None) -> int:
        cursor = self._db.execute(
            "insert into kaart_import (soort, bestand, door_geheim, van, op) values (?, ?, ?, ?, ?)"
            " returning nummer",
            [herkomst.soort, herkomst.bestand, self._crypt.seal(herkomst.door), van, stamp(now)],
        )
        return int(cursor.fetchone()[0])

    def _placed(
        self, changes: Sequence[Change], voortgang: Callable[[int, int], None]
    ) -> list[tuple[int, Change]]:
        """Each change with where its row stands, or comes: at the end. Raises KaartChangedError."""
        there = self._there(change.id for change in changes)
        end = self._number("select max(plaats) from kaart_rij")
        placed: list[tuple[int, Change]] = []
        for nr, change in enumerate(changes, start=1):
            voortgang(nr, len(changes))
            end += change.id not in there
            place, cells = there.get(change.id, (end, None))
            if cells != _text(change.oud):
                raise KaartChangedError
            there[change.id] = place, _text(change.nieuw)
            placed.append((place, change))
        return placed

    def _there(self, ids: Iterable[str]) -> dict[str, tuple[int, str | None]]:
        """Place and cells of those that are there. One query for all: others wait for the lock meanwhile."""
        rows = self._db.execute(
            "select id, plaats, cellen from kaart_rij where id in (select value from json_each(?))",
            [json.dumps(list(ids))],
        ).fetchall()
        return {id: (int(place), str(cells)) for id, place, cells in rows}

    def _change(self, number: int, placed: Sequence[tuple[int, Change]]) -> None:
        self._db.conn.executemany(
            "insert into kaart_wijziging (import, id, plaats, oud, nieuw) values (?, ?, ?, ?, ?)",
            [(number, one.id, place, _text(one.oud), _text(one.nieuw)) for place, one in placed],
        )
        last = {one.id: (place, _text(one.nieuw)) for place, one in placed}
        self._db.conn.executemany(
            "delete from kaart_rij where id = ?", [(id,) for id, (_, cells) in last.items() if cells is None]
        )
        self._db.conn.executemany(
            "insert into kaart_rij (id, plaats, cellen) values (?, ?, ?)"
            " on conflict (id) do update set cellen = excluded.cellen",
            [(id, place, cells) for id, (place, cells) in last.items() if cells is not None],
        )

    def _number(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0] or 0)


def _text(cells: Mapping[str, str] | None) -> str | None:
    """One spelling for the same cells, so that text can be compared. What is empty is left out."""
    if cells is None:
        return None
    return json.dumps({key: cells[key] for key in sorted(cells) if cells[key]}, ensure_ascii=False)


def _cells(text: str | None) -> Cells | None:
    found: Cells | None = None if text is None else json.loads(text)
    return found
