"""The figures behind a find, in Dutch for an editor: one line a figure. Sentences stand in uitleg.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from sociale_kaart.vraag import Vondst

WORD = "woord:"


def lines(vondst: Vondst) -> tuple[str, ...]:
    """What lifted it, with the words themselves, and then everything it was multiplied by."""
    figures = vondst.uitleg
    words = [
        _sentences()["woord"]["punten"].format(woord=name.removeprefix(WORD), waarde=_number(value))
        for name, value in sorted(figures.items(), key=lambda item: -item[1])
        if name.startswith(WORD)
    ]
    parts = {name: _filled("deel", name, figures) for name in _sentences()["deel"] if name in figures}
    if words:
        parts["woorden"] += f" ({', '.join(words)})"
    times = [_filled("maal", name, figures) for name in _sentences()["maal"] if name in figures]
    return (*parts.values(), *times)


def _filled(group: str, name: str, figures: Mapping[str, float]) -> str:
    return _sentences()[group][name].format(waarde=_number(figures[name]))


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


@cache
def _sentences() -> dict[str, dict[str, str]]:
    file = Path(__file__).with_name("uitleg.toml")
    return cast("dict[str, dict[str, str]]", tomllib.loads(file.read_text(encoding="utf-8")))
