"""The sociale kaart of one municipality among several: its own places, and the national ones that all share.

Its kaart lives in its own part of the database. The own places come from its file once; after that its editors keep
them. The national ones follow the program, until an editor of the municipality changes one: then that one is theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config import ConfigError
from bot.store import Store
from bot.store.kaart import Cells, Herkomst
from sociale_kaart.cells import to_cells, whole_cells
from sociale_kaart.errors import KaartError
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.model import Gebied, Voorziening

NATIONAL = "landelijk"  # the name of the import by which the program brings the national places
WHO = "elkedeur"


@dataclass(frozen=True)
class _Change:
    id: str
    oud: Cells | None
    nieuw: Cells | None


def national() -> SocialeKaart:
    """What every municipality has, to fall back on: never the places of another one."""
    return SocialeKaart(_national())


def fit(store: Store, own: Path, needed: Iterable[str], now: datetime) -> None:
    """The first time: its own places. Every time: the national ones as they are now. Raises ConfigError.

    needed: ids without which the texts of the bot have no number to name, in danger too.
    """
    national = [to_cells(row) for row in _national()]
    with store.transaction():
        stored = {row["id"]: whole_cells(row) for row in store.kaart.rows()}
        if not stored:
            rows = _own(own, {row["id"] for row in national})
            _check(own, {row["id"] for row in [*rows, *national] if row["telefoon"]}, needed)
            _apply(store, [_Change(row["id"], None, row) for row in rows], own.name, now)
        _apply(store, list(_behind(store, stored, national)), NATIONAL, now)


def _national() -> tuple[Voorziening, ...]:
    return tuple(row for row in read_csv(DEFAULT).rijen if row.gebied is Gebied.LANDELIJK)


def _own(own: Path, national: set[str]) -> list[Cells]:
    try:
        return [to_cells(row) for row in read_csv(own).rijen if row.id not in national]
    except KaartError as error:
        raise ConfigError(str(error)) from None


def _check(own: Path, reachable: set[str], needed: Iterable[str]) -> None:
    missing = sorted(set(needed) - reachable)
    if missing:
        raise ConfigError(
            f"{own.name} mist deze plekken, of hun telefoonnummer: {', '.join(missing)}. De bot noemt dat nummer."
        )


def _behind(store: Store, stored: Mapping[str, Cells], national: Sequence[Cells]) -> Iterable[_Change]:
    """What of the national places differs here and was never touched by an editor of this municipality."""
    for row in national:
        here = stored.get(row["id"])
        if here != row and all(one.herkomst.bestand == NATIONAL for one in store.kaart.history(row["id"])):
            yield _Change(row["id"], here, row)


def _apply(store: Store, changes: Sequence[_Change], bestand: str, now: datetime) -> None:
    if changes:
        store.kaart.apply(changes, (), Herkomst("import", WHO, bestand), now)
