"""Draws how the cost of one message grows with what is stored: docs/belasting/groei.svg. No library, no clock."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDE, HIGH = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 30, 50, 60
LINES = ("#1b5e20", "#b26a00", "#616161")


@dataclass(frozen=True)
class Lijnstuk:
    """One line: what it is, and its value at each size."""

    naam: str
    waarden: Sequence[float]


def draw(
    titel: str,
    groottes: Sequence[int],
    lijnen: Sequence[Lijnstuk],
    eenheid: str,
    file: Path,
    *,
    named_last: bool = False,
) -> None:
    """Sizes side by side, as steps of ten; from zero up, so that a flat line is flat.

    named_last: the names stand where the lines end, for those that begin close together.
    """
    top = _round_up(max(value for lijn in lijnen for value in lijn.waarden))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(titel)}</title>',
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{escape(titel)}</text>',
    ]
    for step in range(6):
        value = top * step / 5
        y = _y(value, top)
        parts.append(f'<path d="M{LEFT} {y}H{WIDE - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:g}</text>')
    for nr, size in enumerate(groottes):
        x = _x(nr, len(groottes))
        parts.append(f'<text x="{x}" y="{HIGH - BOTTOM + 20}" text-anchor="middle">{_dots(size)}</text>')
    below = HIGH - BOTTOM + 42
    parts.append(f'<text x="{WIDE / 2:g}" y="{below}" text-anchor="middle">gesprekken in de database</text>')
    parts.append(f'<text x="{LEFT}" y="42" fill="#555">{escape(eenheid)}</text>')
    for nr, lijn in enumerate(lijnen):
        parts += _line(lijn, LINES[nr % len(LINES)], top, last=named_last)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*parts, "</svg>\n"]), encoding="utf-8")


def _line(lijn: Lijnstuk, color: str, top: float, *, last: bool) -> list[str]:
    count = len(lijn.waarden)
    spots = [(_x(nr, count), _y(value, top)) for nr, value in enumerate(lijn.waarden)]
    path = "L".join(f"{x} {y}" for x, y in spots)
    dots = [f'<circle cx="{x}" cy="{y}" r="4" fill="{color}"/>' for x, y in spots]
    (x, y), aside, anchor = (spots[-1], -6, ' text-anchor="end"') if last else (spots[0], 6, "")
    named = f'<text x="{x + aside}" y="{y - 10}" fill="{color}"{anchor}>{escape(lijn.naam)}</text>'
    return [f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>', *dots, named]


def _x(nr: int, count: int) -> float:
    return round(LEFT + 30 + nr * (WIDE - LEFT - RIGHT - 60) / max(count - 1, 1), 1)


def _y(value: float, top: float) -> float:
    return round(HIGH - BOTTOM - value / top * (HIGH - TOP - BOTTOM), 1)


def _round_up(value: float) -> float:
    """The next of 5, 10, 25, 50, 100, 250 and so on."""
    tops = (base * 10.0**power for power in itertools.count() for base in (5, 10, 25))
    return next(top for top in tops if top >= value)


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
