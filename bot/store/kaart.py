"""The sociale kaart as editors changed it: the rows as they are now, and all that was ever changed.

No rows: nobody changed anything, and the kaart that comes with the program holds. Cells are those of the CSV.
History is only added to; the database itself refuses anything else.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sqlite_utils import Database

from bot.store.crypt import Crypt
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
        for nr, change in enumerate(changes, start=1):
            voortgang(nr, len(changes))
            place = self._place(change.id)
            if self._now(change.id) != _text(change.oud):
                raise KaartChangedError
            self._change(number, change, place)
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
        touched = [change.id for change in changes if self._now(change.id) != _text(change.nieuw)]
        if not number or touched:
            raise UndoRefusedError(number, tuple(touched))
        places = dict(
            self._db.execute("select id, plaats from kaart_wijziging where import = ?", [number]).fetchall()
        )
        undo = self._open(Herkomst("ongedaan", door), now, van=number)
        back = tuple(Rijwijziging(change.id, change.nieuw, change.oud) for change in changes)
        for change in back:
            self._change(undo, change, places[change.id])
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
            "insert into kaart_import (soort, bestand, door_geheim, van, op) values (?, ?, ?, ?, ?)",
            [herkomst.soort, herkomst.bestand, self._crypt.seal(herkomst.door), van, stamp(now)],
        )
        return int(cursor.lastrowid or 0)

    def _change(self, number: int, change: Change, place: int) -> None:
        self._db.execute(
            "insert into kaart_wijziging (import, id, plaats, oud, nieuw) values (?, ?, ?, ?, ?)",
            [number, change.id, place, _text(change.oud), _text(change.nieuw)],
        )
        if change.nieuw is None:
            self._db.execute("delete from kaart_rij where id = ?", [change.id])
            return
        self._db.execute(
            "insert into kaart_rij (id, plaats, cellen) values (?, ?, ?)"
            " on conflict (id) do update set cellen = excluded.cellen",
            [change.id, place, _text(change.nieuw)],
        )

    def _now(self, id: str) -> str | None:
        row = self._db.execute("select cellen from kaart_rij where id = ?", [id]).fetchone()
        return None if row is None else str(row[0])

    def _place(self, id: str) -> int:
        """Where it stands, or the end when it is new."""
        row = self._db.execute("select plaats from kaart_rij where id = ?", [id]).fetchone()
        return int(row[0]) if row else self._number("select max(plaats) from kaart_rij") + 1

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
