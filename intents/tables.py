"""Reads the word lists that come with the package. Nothing else reads intents/data at run time."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The content of intents/data/<name>.toml. Raises FileNotFoundError or tomllib.TOMLDecodeError."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def leefgebied_names() -> dict[str, str]:
    """id -> name as a colleague reads it, in the order of leefgebieden.toml."""
    rows = tomllib.loads((PACKAGE / "leefgebieden.toml").read_text(encoding="utf-8"))
    return {id: str(row["naam"]) for id, row in rows.items()}


@cache
def leefgebied_ids() -> tuple[str, ...]:
    """The fixed ids, in the order of leefgebieden.toml."""
    return tuple(leefgebied_names())
