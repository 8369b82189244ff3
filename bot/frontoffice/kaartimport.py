"""A file that an editor sent: kept aside while he looks at what it would change, then stored or thrown away.

One file for each colleague, under a name that we make: nothing of what he sends becomes a path.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath, PureWindowsPath

from bot.frontoffice.kaartbeheer import NEEDED_SENTENCE, needed, shipped_cells
from bot.frontoffice.kaartvelden import in_words
from bot.kaart_bron import rows_that_hold, shipped_rows
from bot.kaartwerk import KaartwerkRefusedError, needed_lost, numbers_of
from bot.store import Store
from bot.store.kaart import Herkomst
from sociale_kaart.cells import whole_cells
from sociale_kaart.check.rows import row_findings
from sociale_kaart.findings import Bevinding
from sociale_kaart.parse import rows_of_cells
from sociale_kaart.uitwisseling.lezen import read
from sociale_kaart.uitwisseling.verschil import Bestand, Wijziging, differences

KINDS = (".csv", ".json", ".zip")
KEPT = timedelta(days=1)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Waiting:
    """A file that waits. merk: changes with its content. naam: as it was called, for the history."""

    medewerker_id: str
    naam: str
    soort: str
    weghalen: bool
    merk: str
    op: str


@dataclass(frozen=True)
class Trial:
    """What a file would change. versie: of the kaart that it was compared with."""

    opzij: Waiting
    versie: int
    wijzigingen: tuple[Wijziging, ...]
    aantallen: dict[str, int]
    bevindingen: tuple[Bevinding, ...]


class Shelf:
    """The folder in which files wait, below the data of the bot; for its own user only."""

    def __init__(self, gegevens: Path) -> None:
        self._folder = gegevens / "kaart_import"

    def put(self, medewerker_id: str, name: str, content: bytes, *, weghalen: bool, now: datetime) -> Waiting:
        """Keep this file in the place of an earlier one. Raises KaartwerkRefusedError for another kind of file."""
        soort = PurePath(name).suffix.lower()
        if soort not in KINDS:
            raise KaartwerkRefusedError("Kies een bestand dat eindigt op .csv, .json of .zip.")
        self.remove(medewerker_id)
        merk = hashlib.sha256(content + bytes([weghalen])).hexdigest()
        one = Waiting(medewerker_id, _plain(name), soort, weghalen, merk, now.isoformat())
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(self.path(one), content)
        _write(self._note(medewerker_id), json.dumps(asdict(one)).encode())
        return one

    def get(self, medewerker_id: str, now: datetime) -> Waiting | None:
        """What this colleague sent within a day and did not finish."""
        try:
            one = Waiting(**json.loads(self._note(medewerker_id).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return one if now - datetime.fromisoformat(one.op) < KEPT and self.path(one).exists() else None

    def path(self, one: Waiting) -> Path:
        """Where the file itself lies."""
        return self._folder / f"{one.medewerker_id}{one.soort}"

    def remove(self, medewerker_id: str) -> None:
        """Throw it away."""
        for ending in (".opzij", *KINDS):
            (self._folder / f"{medewerker_id}{ending}").unlink(missing_ok=True)

    def sweep(self, now: datetime) -> None:
        """Throw away what waited for longer than a day."""
        for note in self._folder.glob("*.opzij"):
            if self.get(note.stem, now) is None:
                self.remove(note.stem)

    def _note(self, medewerker_id: str) -> Path:
        return self._folder / f"{medewerker_id}.opzij"


def _write(path: Path, content: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _plain(name: str) -> str:
    """What a file was called, without folders and odd signs."""
    return re.sub(r"[^\w. -]", "_", PureWindowsPath(name).name)[-LONGEST_NAME:]


async def compared(store: Store, shelf: Shelf, opzij: Waiting) -> Trial:
    """What this file would change now; on another thread, since a large one takes seconds.

    Raises KaartError with every finding, KaartwerkRefusedError when the bot needs what would go.
    """
    versie, stored = store.kaart.version(), store.kaart.rows()

    def work() -> Trial:
        found = read(shelf.path(opzij))
        bestand = Bestand(opzij.naam, found.rijen, found.kolommen)
        nu = rows_that_hold(stored, shipped_rows)
        changes = differences(nu, bestand, weghalen=opzij.weghalen)
        if (lost := needed_lost(changes, needed())) is not None:
            raise KaartwerkRefusedError(f"{lost}: {NEEDED_SENTENCE}")
        return Trial(opzij, versie, changes, numbers_of(changes, bestand, len(nu)), _look_at(changes))

    return await asyncio.to_thread(work)


def _look_at(changes: Sequence[Wijziging]) -> tuple[Bevinding, ...]:
    """What an editor should look at in the rows that come or change."""
    cells = [whole_cells(one.nieuw) for one in changes if one.nieuw is not None]
    return tuple(in_words(one) for row in rows_of_cells(cells, "") for one in row_findings(row))


def store_it(store: Store, proef: Trial, door: str, now: datetime) -> int:
    """Make the changes; gives the number of the import. Call inside a transaction. Raises KaartChangedError."""
    herkomst = Herkomst("import", door, proef.opzij.naam)
    return store.kaart.apply(proef.wijzigingen, shipped_cells(), herkomst, now, since=proef.versie)


@dataclass(frozen=True)
class LastImport:
    """The last import that still holds."""

    nummer: int
    op: datetime
    herkomst: Herkomst
    terug: tuple[Wijziging, ...]


def last_import(store: Store) -> LastImport | None:
    """What taking it back would change; None when there is none."""
    number = store.kaart.last_import()
    changes = store.kaart.changes_of(number)
    if not changes:
        return None
    step = next(one for one in store.kaart.history(changes[0].id) if one.nummer == number)
    back = tuple(Wijziging(one.id, one.nieuw, one.oud) for one in changes)
    return LastImport(number, step.op, step.herkomst, back)
