"""The four parts of the measurement. Each gives what there is to tell, in Markdown."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.belasting import figuur, tabel
from benchmarks.belasting.lijn import Bericht, Lijn
from benchmarks.belasting.meting import Make, Uitkomst, folder, measure, part
from benchmarks.belasting.proces import elkedeur, kaal
from benchmarks.belasting.rit import DANGER, Stoet
from benchmarks.belasting.vullen import EERDER, filled

BURST = 1000
FLOOD, FLOOD_SECONDS = 500, 60.0
SIZES = (0, 1_000, 10_000, 100_000)
CALM = 8.0  # messages a second at which growth is measured: far below the limit, so that no row forms
BARE_MINUTES = 2.0
GROWTH_SECONDS = 60.0
PICTURE = Path(__file__).parents[2] / "docs" / "belasting" / "groei.svg"


@dataclass(frozen=True)
class Opdracht:
    """How long and how much."""

    minuten: float
    per_seconde: float
    gesprekken: int

    @property
    def eerder(self) -> range:
        """Chat ids of those in the store."""
        return range(EERDER, EERDER + self.gesprekken)


def gestaag(opdracht: Opdracht) -> str:
    """So many a second, the bare bot first, on a full database."""
    seconds = 60 * opdracht.minuten
    bare = _run(kaal, 0, lambda lijn: _steady(lijn, opdracht, min(seconds, 60 * BARE_MINUTES), bare=True))
    own = _run(elkedeur, opdracht.gesprekken, lambda lijn: _steady(lijn, opdracht, seconds))
    rows = [
        tabel.row("alle berichten", own),
        tabel.row("getypte tekst (wacht eerst 1,2 tel op meer)", own, "tekst"),
        tabel.row("knop", own, "knop"),
        tabel.row("kale echo", bare),
    ]
    return "\n\n".join(
        [tabel.stamped(), tabel.table(rows), tabel.facts(own), tabel.facts(bare), _ratios(own, bare)]
    )


def uitbarsting(opdracht: Opdracht) -> str:
    """A thousand residents at one moment; the last of them is in danger."""
    bare = _run(kaal, 0, lambda lijn: Stoet(lijn).ineens(BURST))
    own = _run(elkedeur, opdracht.gesprekken, lambda lijn: Stoet(lijn).ineens(BURST, nood_na=BURST))
    danger = next(one for one in own.berichten if one.tekst.startswith(DANGER))
    rows = [tabel.row("duizend tegelijk", own), tabel.row("kale echo, duizend tegelijk", bare)]
    shown = "niet beantwoord" if danger.took is None else tabel.seconds(1000 * danger.took)
    order = sorted(one.took for one in own.berichten if one.took is not None)
    place = "" if danger.took is None else f", als nummer {order.index(danger.took) + 1} van {len(order)}"
    first = f"De bewoner die als allerlaatste schreef en in nood is, had antwoord na {shown}{place}."
    return "\n\n".join([tabel.table(rows), first, tabel.facts(own), _ratios(own, bare)])


def een_gesprek(opdracht: Opdracht) -> str:
    """One chat that never stops, and others who must not notice."""
    rate = FLOOD / FLOOD_SECONDS

    def ride(lijn: Lijn) -> list[Bericht]:
        return Stoet(lijn, eerder=opdracht.eerder).naast(CALM, FLOOD, rate)

    own = _run(elkedeur, opdracht.gesprekken, ride)
    others = [one for one in own.berichten if not one.stroom]
    alone = sorted(1000 * one.took for one in others if one.took is not None)
    shown = " | ".join(tabel.seconds(part(alone, share)) for share in (0.5, 0.95, 0.99, 1.0))
    rows = [
        tabel.row("alles samen", own),
        f"| alleen de anderen | {len(alone)} | {shown} | {len(others) - len(alone)} |",
    ]
    return "\n\n".join([tabel.table(rows), tabel.facts(own)])


def groei(opdracht: Opdracht) -> str:
    """The same calm stream on ever more stored conversations."""
    seconds = max(20.0, GROWTH_SECONDS * min(1.0, opdracht.minuten / 5))
    sizes = [size for size in SIZES if size <= opdracht.gesprekken]
    calm = Opdracht(opdracht.minuten, CALM, 0)
    found = [_run(elkedeur, size, lambda lijn: _steady(lijn, calm, seconds)) for size in sizes]
    bare = _run(kaal, 0, lambda lijn: _steady(lijn, calm, seconds, bare=True))
    lines = ["| gesprekken in de database | rekenwerk per bericht | knop, mediaan | knop, p95 | geheugen |"]
    lines.append("|---|---|---|---|---|")
    for size, one in zip(sizes, found, strict=True):
        times = one.times("knop")
        shown = f"{tabel.seconds(part(times, 0.5))} | {tabel.seconds(part(times, 0.95))}"
        lines.append(f"| {size} | {tabel.n(one.per_bericht, 1)} ms | {shown} | {one.geheugen} MB |")
    lines.append(f"| kale echo | {tabel.n(bare.per_bericht, 1)} ms | | | {bare.geheugen} MB |")
    figuur.draw(
        "Rekenwerk per bericht",
        sizes,
        [
            figuur.Lijnstuk("Elke Deur", [one.per_bericht for one in found]),
            figuur.Lijnstuk("kale echo", [bare.per_bericht] * len(sizes)),
        ],
        "milliseconden processor",
        PICTURE,
    )
    checks = " ".join(f"{size}: {one.bevinding}" for size, one in zip(sizes, found, strict=True))
    return "\n".join(
        [*lines, "", f"Bij {tabel.n(CALM)} berichten per tel, {tabel.n(seconds)} tellen. {checks}"]
    )


def _run(make: Make, stored: int, ride: Callable[[Lijn], list[Bericht]]) -> Uitkomst:
    with folder() as where:
        if stored:
            filled(stored, where)
        sys.stderr.write(
            f"{stored} gesprekken in de database\n"
        )  # a long wait is easier with a word now and then
        return measure(make, where, ride)


def _steady(lijn: Lijn, opdracht: Opdracht, seconds: float, *, bare: bool = False) -> list[Bericht]:
    stoet = Stoet(lijn, eerder=() if bare else opdracht.eerder, knoppen=not bare)
    return stoet.gestaag(opdracht.per_seconde, seconds)


def _ratios(own: Uitkomst, bare: Uitkomst) -> str:
    ratio = own.per_bericht / bare.per_bericht if bare.per_bericht else 0.0
    return f"Eén bericht kost {tabel.n(ratio, 1)} keer zo veel rekenwerk als bij de kale echo."
