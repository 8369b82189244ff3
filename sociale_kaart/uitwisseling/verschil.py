"""What an import would change: compared before anything is written, and judged as a whole. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sociale_kaart.cells import COLUMNS, to_cells
from sociale_kaart.errors import KaartError
from sociale_kaart.findings import Bevinding
from sociale_kaart.model import Voorziening
from sociale_kaart.parse import voorziening
from sociale_kaart.row import Row

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Bestand:
    """A file that was read. kolommen: those it has; what it does not have, it does not change."""

    naam: str
    rijen: tuple[Voorziening, ...]
    kolommen: frozenset[str] = frozenset(COLUMNS)


@dataclass(frozen=True)
class Wijziging:
    """One voorziening that becomes another. oud: None when it is new; nieuw: None when it goes."""

    id: str
    oud: Cells | None
    nieuw: Cells | None

    @property
    def soort(self) -> str:
        """ "nieuw", "gewijzigd" or "weg"."""
        if self.oud is None:
            return "nieuw"
        return "weg" if self.nieuw is None else "gewijzigd"

    @property
    def naam(self) -> str:
        """As it is called, or was."""
        return (self.nieuw or self.oud or {}).get("naam", "")

    def velden(self) -> Iterator[tuple[str, str, str]]:
        """Column, old and new cell of all that differs."""
        before, after = self.oud or {}, self.nieuw or {}
        for column in dict.fromkeys((*COLUMNS, *before, *after)):
            old, new = before.get(column, ""), after.get(column, "")
            if old != new:
                yield column, old, new


def differences(
    nu: Iterable[Voorziening], bestand: Bestand, *, weghalen: bool = False
) -> tuple[Wijziging, ...]:
    """What this file changes on the kaart as it is now, in its own order; what goes comes last.

    weghalen: what is not in the file goes; else it stays. Raises KaartError when the two together are no
    good row, for instance an address from the file with a geheim_adres that the file has no column for.
    """
    before = {row.id: to_cells(row) for row in nu}
    found: list[Wijziging] = []
    findings: list[Bevinding] = []
    for row in bestand.rijen:
        old, new = before.get(row.id), to_cells(row)
        if old is not None:
            kept = {column: old[column] for column in COLUMNS if column not in bestand.kolommen}
            new |= kept
            findings += _wrong(new) if kept else ()
        if new != old:
            found.append(Wijziging(row.id, old, new))
    if findings:
        raise KaartError(bestand.naam, findings)
    named = {row.id for row in bestand.rijen}
    gone = [Wijziging(id, cells, None) for id, cells in before.items() if weghalen and id not in named]
    return (*found, *gone)


def _wrong(cells: Cells) -> Sequence[Bevinding]:
    row = Row(cells, None)
    voorziening(row)
    return row.findings
