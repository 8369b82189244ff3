"""What an editor does to one voorziening of the sociale kaart: change, check off, take away, put back.

Every change goes through `change`, which refuses what would leave the bot without a number that it names in danger.
Pages and their words are in web/.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from bot.frontoffice.kaartvelden import facts, in_words
from bot.kaart_bron import needed_ids, shipped_rows
from bot.kaartwerk import KaartwerkRefusedError, needed_lost
from bot.store import Store
from bot.store.errors import KaartChangedError
from bot.store.kaart import Herkomst, Verandering
from bot.teksten import Teksten
from sociale_kaart.cells import COLUMNS, read_per_gegeven, to_cells, whole_cells, write_per_gegeven
from sociale_kaart.check.review import review
from sociale_kaart.check.rows import row_findings
from sociale_kaart.findings import Bevinding, Ernst
from sociale_kaart.model import Gegeven, Status, Voorziening
from sociale_kaart.parse import voorziening
from sociale_kaart.row import ID_LENGTH, Row
from sociale_kaart.uitwisseling.verschil import Wijziging
from sociale_kaart.words import normalised

Cells = Mapping[str, str]
CHECKED_BY = "kaartbeheerder"  # a functie, never a name: this stands on the kaart
NEEDED_SENTENCE = "Dit kan niet weg en moet een telefoonnummer houden: de bot noemt dat nummer bij gevaar."
LONGEST_SOURCE = 200


@dataclass(frozen=True)
class Fault:
    """Something to mend before it can be stored. kolom: the field it is about, or ""."""

    kolom: str
    zin: str


@dataclass(frozen=True)
class Seen:
    """Where and when a changed fact was seen, as typed. zeker: the status that this gives it."""

    bron: str = ""
    op: str = ""
    zeker: str = ""


@cache
def needed() -> frozenset[str]:
    """Ids that the texts of the bot cannot do without."""
    return needed_ids(Teksten.load())


def cells_now(store: Store) -> dict[str, Cells]:
    """Every voorziening that holds now, as cells of all columns, by id and in order."""
    stored = store.kaart.rows()
    rows: Iterable[Cells] = stored or shipped_cells()
    return {row["id"]: whole_cells(row) for row in rows}


def shipped_cells() -> Iterator[Cells]:
    """The kaart of the program; its file is read when the first row is asked for."""
    for row in shipped_rows():
        yield to_cells(row)


def change(store: Store, one: Wijziging, since: int, door: str, now: datetime) -> None:
    """Make this one change. since: the version of the kaart that the editor looked at. Call inside a transaction.

    Colleagues who change different voorzieningen do not stand in each other's way. Raises KaartChangedError
    when somebody changed this one after it, KaartwerkRefusedError when the bot needs what would go.
    """
    if needed_lost((one,), needed()) is not None:
        raise KaartwerkRefusedError(NEEDED_SENTENCE)
    seen = since if before_others(store, one.id, since) is not None else store.kaart.version()
    store.kaart.apply((one,), shipped_cells(), Herkomst("bewerkt", door), now, since=seen)


def before_others(store: Store, id: str, since: int) -> Cells | None:
    """This voorziening as it was in version `since`, if somebody changed it after that; else None."""
    later = [step.wijziging for step in store.kaart.history(id) if step.nummer > since]
    return whole_cells(later[0].oud or {}) if later else None


def merged(seen: Cells, typed: Cells, current: Cells) -> tuple[Cells, tuple[str, ...]]:
    """What was typed on top of what a colleague made of it meanwhile; and the columns that both changed.

    seen: what the form was made from. Where both changed a column, what was typed stands.
    """
    both = {column: typed[column] if typed[column] != seen[column] else current[column] for column in COLUMNS}
    clash = tuple(c for c in COLUMNS if current[c] != seen[c] and both[c] != current[c])
    return both, clash


def judged(typed: Cells, before: Cells | None, today: date) -> tuple[Cells, tuple[Fault, ...]]:
    """The cells as they would be stored, and what is wrong with them: the rules of an import, and of numbers.

    A fault that the voorziening had before does not stand in the way of mending something else.
    """
    row = Row(typed, None)
    read = voorziening(row)
    if row.findings:
        return typed, tuple(dict.fromkeys(map(_fout, row.findings)))
    known = frozenset(_faults(before, today)) if before is not None else frozenset()
    return to_cells(read), tuple(fout for fout in _faults(to_cells(read), today) if fout not in known)


def _faults(cells: Cells, today: date) -> Iterator[Fault]:
    """What can be read and is wrong all the same."""
    read = voorziening(Row(cells, None))
    yield from (_fout(one) for one in row_findings(read) if one.ernst is Ernst.FOUT)
    yield from (_fout(one) for one in review(read, today) if one.code == "nagekeken_in_toekomst")


def _fout(one: Bevinding) -> Fault:
    words = in_words(one)
    return Fault(one.kolom, f"{words.wat} {words.remedie}")


def changed_facts(before: Cells, after: Cells) -> tuple[str, ...]:
    """The facts for a resident that differ."""
    return tuple(kolom for kolom in facts() if before[kolom] != after[kolom])


def with_source(before: Cells, after: Cells, gezien: Seen, today: date) -> tuple[Cells, tuple[Fault, ...]]:
    """`after`, where each fact that changed says how sure it is and where and when it was seen."""
    changed = changed_facts(before, after)
    if not changed:
        return after, ()
    wrong = tuple(_wrong_source(gezien, today))
    if wrong:
        return after, wrong
    # The signs that divide one fact from the next in a cell.
    bron = re.sub(r"[;=()\s]+", " ", gezien.bron).strip()
    new = {
        kolom: Gegeven(kolom, Status(gezien.zeker), f"{bron}, {gezien.op}")
        for kolom in changed
        if after[kolom]
    }
    kept = {one.kolom: one for one in read_per_gegeven(after["per_gegeven"]) if one.kolom not in changed}
    return {**after, "per_gegeven": write_per_gegeven((kept | new).values())}, ()


def _wrong_source(gezien: Seen, today: date) -> Iterator[Fault]:
    if not re.search(r"\w", gezien.bron):
        yield Fault("gezien_bron", "U heeft een gegeven veranderd. Schrijf op waar u dit heeft gezien.")
    elif len(gezien.bron) > LONGEST_SOURCE:
        yield Fault("gezien_bron", f"Dit is te lang. Gebruik hoogstens {LONGEST_SOURCE} tekens.")
    day = _day(gezien.op)
    if day is None:
        yield Fault("gezien_op", "Vul de dag in waarop u dit heeft gezien.")
    elif day > today:
        yield Fault(
            "gezien_op", "Deze dag ligt in de toekomst. Vul de dag in waarop u dit echt heeft gezien."
        )
    if gezien.zeker not in (Status.BEVESTIGD, Status.DEELS):
        yield Fault("gezien_zeker", "Kies of u dit bij de organisatie zelf heeft gezien.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def in_doubt(row: Voorziening) -> tuple[str, ...]:
    """The facts that are less sure than a row that was checked."""
    return tuple(one.kolom for one in row.per_gegeven if one.status is not Status.BEVESTIGD)


def checked(cells: Cells, today: date, also: Iterable[str]) -> Cells:
    """The cells after somebody checked them with the organisation. also: doubtful facts that he checked too."""
    sure = set(also)
    kept = [
        one
        for one in read_per_gegeven(cells["per_gegeven"])
        if one.status is Status.BEVESTIGD or one.kolom not in sure
    ]
    return {
        **cells,
        "status": Status.BEVESTIGD,
        "nagekeken_op": today.isoformat(),
        "nagekeken_door": CHECKED_BY,
        "per_gegeven": write_per_gegeven(kept),
    }


def put_back(store: Store, id: str, number: int) -> Wijziging:
    """The change that takes the last change of this voorziening back. number: of the one that was looked at.

    Raises KaartChangedError when it is no longer the last, KaartwerkRefusedError when this program cannot
    read what stood there.
    """
    steps = store.kaart.history(id)
    if not steps or steps[-1].nummer != number:
        raise KaartChangedError
    last = steps[-1].wijziging
    if last.oud is not None:
        row = Row(whole_cells(last.oud), None)
        voorziening(row)
        if row.findings:
            raise KaartwerkRefusedError("Wat er stond, past niet meer op de kaart. Bewerk de plek zelf.")
    return Wijziging(id, last.nieuw, last.oud)


@dataclass(frozen=True)
class Step:
    """One step in the history, as it is read: soort is "nieuw", "gewijzigd" or "weg"."""

    verandering: Verandering
    soort: str
    velden: tuple[tuple[str, str, str], ...]


def steps(store: Store, id: str) -> tuple[Step, ...]:
    """All that ever changed, the newest first."""
    return tuple(_step(one) for one in reversed(store.kaart.history(id)))


def _step(one: Verandering) -> Step:
    changed = Wijziging(one.wijziging.id, one.wijziging.oud, one.wijziging.nieuw)
    fields = tuple(changed.velden()) if changed.soort == "gewijzigd" else ()
    return Step(one, changed.soort, fields)


def free_id(naam: str, taken: Iterable[str]) -> str:
    """An id made of a name, unlike any that is there; "" when nothing of the name can stand in one."""
    used = frozenset(taken)
    plain = re.sub("[^a-z0-9]+", "-", normalised(naam)).strip("-")[: ID_LENGTH - 4].strip("-")
    if not plain:
        return ""
    tries = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(used) + 2))
    return next(one for one in tries if one not in used)
