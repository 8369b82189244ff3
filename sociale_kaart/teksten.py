"""Reads the sentences of this room from its TOML files, once. Knows no voorziening."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, cast

HERE = Path(__file__).parent
WAAR = "Oosterhout"  # the municipality whose kaart comes with the program


def read_toml(name: str) -> dict[str, Any]:
    """A TOML file of this room, by its path from here."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def teksten() -> dict[str, dict[str, str]]:
    """What a resident reads: sentences with named places, by group and key."""
    return cast("dict[str, dict[str, str]]", read_toml("teksten.toml"))


@cache
def meldingen() -> dict[str, dict[str, str]]:
    """What an editor reads: code -> ernst, wat and remedie."""
    return cast("dict[str, dict[str, str]]", read_toml("meldingen.toml"))


@cache
def zoeken() -> dict[str, dict[str, Any]]:
    """The settings of the search: word lists and weights."""
    return cast("dict[str, dict[str, Any]]", read_toml("data/zoeken.toml"))


def leefgebied_ids() -> frozenset[str]:
    """The leefgebieden that this room has a word for; a test holds them equal to the project's list."""
    return frozenset(teksten()["onderwerp"])
