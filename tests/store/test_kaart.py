"""The kaart in the database: all or nothing, every step remembered, the last import taken back."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.store import Store
from bot.store.errors import KaartChangedError, UndoRefusedError
from bot.store.kaart import Herkomst, Rijwijziging
from bot.store.plek import Plek
from tests.plekken import REFUSED, opened, raw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BASE = [{"id": "a", "naam": "A", "leeg": ""}, {"id": "b", "naam": "B"}, {"id": "c", "naam": "C"}]
IMPORT = Herkomst("import", "kabouter", "in.csv")


@dataclass
class Desk:
    """A store with short ways to change its kaart."""

    store: Store

    def change(self, *changes: Rijwijziging, herkomst: Herkomst = IMPORT, since: int | None = None) -> int:
        with self.store.transaction():
            return self.store.kaart.apply(changes, BASE, herkomst, NOW, since=since)

    def undo(self, number: int | None = None) -> tuple[Rijwijziging, ...]:
        with self.store.transaction():
            return self.store.kaart.undo("kabouter", NOW, number=number)

    @property
    def names(self) -> list[str]:
        return [row["naam"] for row in self.store.kaart.rows()]


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def row(id: str, naam: str) -> dict[str, str]:
    return {"id": id, "naam": naam}


NEW = Rijwijziging("d", None, row("d", "D"))
OTHER_B = Rijwijziging("b", row("b", "B"), row("b", "B2"))
WITHOUT_A = Rijwijziging("a", row("a", "A"), None)


def test_nothing_stored_means_that_the_kaart_of_the_program_holds(desk: Desk) -> None:
    assert (desk.store.kaart.rows(), desk.store.kaart.version(), desk.store.kaart.last_import()) == ((), 0, 0)


def test_an_import_starts_from_the_kaart_of_the_program_and_keeps_its_order(desk: Desk) -> None:
    assert desk.change(NEW, OTHER_B, WITHOUT_A) == 1
    assert desk.names == ["B2", "C", "D"]
    assert desk.store.kaart.version() == 1
    assert desk.store.kaart.changes_of(1) == (NEW, OTHER_B, WITHOUT_A)


def test_undo_puts_back_all_of_the_last_import_in_its_old_place(desk: Desk) -> None:
    desk.change(NEW)
    desk.change(OTHER_B, WITHOUT_A)
    assert {change.id for change in desk.undo()} == {"a", "b"}
    assert desk.names == ["A", "B", "C", "D"]
    assert desk.store.kaart.last_import() == 1


def test_after_undoing_everything_the_kaart_of_the_program_holds_again(desk: Desk) -> None:
    desk.change(NEW)
    desk.change(OTHER_B)
    desk.undo()
    desk.undo()
    assert desk.store.kaart.rows() == ()
    assert desk.store.kaart.version() == 4
    with pytest.raises(UndoRefusedError, match="geen import"):
        desk.undo()
    desk.change(WITHOUT_A)
    assert desk.names == ["B", "C"]


def test_undo_is_refused_when_an_entry_was_changed_after_the_import(desk: Desk) -> None:
    desk.change(OTHER_B)
    desk.change(Rijwijziging("b", row("b", "B2"), row("b", "B3")), herkomst=Herkomst("bewerkt", "kabouter"))
    with pytest.raises(UndoRefusedError, match="import 1 is dit nog veranderd: b"):
        desk.undo()
    assert desk.names == ["A", "B3", "C"]


def test_a_change_of_another_entry_does_not_stand_in_the_way(desk: Desk) -> None:
    desk.change(OTHER_B)
    desk.change(Rijwijziging("c", row("c", "C"), row("c", "C2")), herkomst=Herkomst("bewerkt", "kabouter"))
    desk.undo()
    assert desk.names == ["A", "B", "C2"]


def test_who_looked_at_an_older_kaart_changes_nothing(desk: Desk) -> None:
    desk.change(NEW, since=0)
    with pytest.raises(KaartChangedError, match="intussen veranderd"):
        desk.change(OTHER_B, since=0)
    with pytest.raises(KaartChangedError):
        desk.undo(number=7)
    assert desk.names == ["A", "B", "C", "D"]


def test_one_change_that_does_not_fit_stops_them_all(desk: Desk) -> None:
    with pytest.raises(KaartChangedError):
        desk.change(NEW, Rijwijziging("b", row("b", "iets anders"), row("b", "B2")))
    assert (desk.names, desk.store.kaart.version()) == ([], 0)


def test_the_history_of_an_entry_says_when_who_what_and_with_which_import(desk: Desk) -> None:
    desk.change(OTHER_B)
    desk.undo()
    first, second = desk.store.kaart.history("b")
    assert (first.nummer, first.op, first.herkomst, first.wijziging) == (1, NOW, IMPORT, OTHER_B)
    assert (second.nummer, second.herkomst.soort, second.wijziging.nieuw) == (2, "ongedaan", row("b", "B"))
    assert desk.store.kaart.history("a") == ()


@pytest.mark.parametrize(("table", "key"), [("kaart_import", "nummer"), ("kaart_wijziging", "volgnummer")])
@pytest.mark.parametrize("act", ["delete from {table}", "update {table} set {key} = {key} + 1"])
def test_history_can_only_be_added_to(desk: Desk, table: str, key: str, act: str) -> None:
    desk.change(OTHER_B)
    with pytest.raises(REFUSED):
        desk.store._db.execute(act.format(table=table, key=key))
    assert len(desk.store.kaart.history("b")) == 1


def test_the_file_does_not_say_who_did_it(desk: Desk, plek: Plek) -> None:
    desk.change(OTHER_B)
    desk.store.scrub()
    assert b"in.csv" in raw(plek)
    assert b"kabouter" not in raw(plek)


def test_what_was_stored_is_there_after_a_restart(desk: Desk, plek: Plek) -> None:
    desk.change(OTHER_B)
    with opened(plek) as other:
        assert [row["naam"] for row in other.kaart.rows()] == ["A", "B2", "C"]


def test_progress_is_told(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    with desk.store.transaction():
        desk.store.kaart.apply(
            [NEW, OTHER_B], BASE, IMPORT, NOW, voortgang=lambda done, total: told.append((done, total))
        )
    assert told == [(1, 2), (2, 2)]
