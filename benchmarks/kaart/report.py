"""The page docs/kaart-schaal.md, in Dutch."""

from collections.abc import Mapping, Sequence
from datetime import date

Outcomes = dict[tuple[str, int], Mapping[str, float]]

INTRO = """# Hoe de sociale kaart meegroeit

Gemeten met `{command}` op {day} ({machine}).
Elke meting op één kern, alles in het geheugen. De voorzieningen zijn verzonnen, met woorden van de echte kaart. De
berichten zijn 5 tot 60 woorden lang, met tikfouten. Per maat en per zoeker draait een eigen proces. Tijden zijn
processortijd: wachten op andere programma's telt niet mee. Geheugen is wat er bij de voorzieningen zelf bij komt.

Wat niet is gemeten: het netwerk, de schijf, en het lezen van het bericht door `intents`. Bij "met betekenis" en "alle
vectoren" staan verzonnen vectoren van 384 getallen: de tijd om een tekst echt te lezen komt erbij (per tekst enkele
honderdsten van een seconde; van de vraag is dat al gedaan, van de kaart hoeft het één keer).

![Tijd per zoekvraag naar grootte](kaart-schaal.svg)"""

QUALITY = """
## Wat de zoekers vinden

Op de echte kaart, met de vragen van `tests/sociale_kaart/verwacht.toml`. De andere zoekers krijgen alleen de tekst.
"Alle vectoren" leest hier met de echte zinslezer. hit@3: bij de eerste drie zit iets goeds.
"""

REGISTER = """
## Per deel van het register

`python -m benchmarks.kaart.register` geeft deze tabel. "Zoals de bot het leest": met wat `intents` uit de tekst haalt,
en niets als de bot denkt dat het ergens anders over gaat. `zegel` is door een ander geschreven.
Er zijn geen woorden of regels naar gemaakt, maar bij het kiezen van drie gewichten is er wel naar gekeken.
"""


def report(
    outcomes: Outcomes,
    quality: Sequence[str],
    register: Sequence[str],
    *,
    command: str,
    machine: str,
    day: date,
) -> str:
    """The whole page. quality, register: lines of markdown tables."""
    written = f"{day.day}-{day.month}-{day.year}"
    parts = [INTRO.format(command=command, machine=machine, day=written)]
    for size in sorted({size for _, size in outcomes}):
        parts += [f"\n## {size:,} voorzieningen\n".replace(",", "."), *_table(outcomes, size)]
    return "\n".join([*parts, QUALITY, *quality, REGISTER, *register]) + "\n"


def _table(outcomes: Outcomes, size: int) -> list[str]:
    lines = [
        "| zoeker | p50 per vraag | p95 per vraag | opbouwen | één wijziging (midden, hoogste) | geheugen erbij |",
        "|---|---|---|---|---|---|",
    ]
    for (tool, own), found in outcomes.items():
        if own == size:
            lines.append(
                f"| {tool} | {found['p50']:.1f} ms | {found['p95']:.1f} ms | {found['bouw']:.1f} s "
                f"| {found['wijziging']:.1f} ms, {found['wijziging_max']:.1f} ms | {found['geheugen']:.0f} MB |"
            )
    return [line.replace(".", ",") for line in lines]
