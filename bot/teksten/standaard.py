"""The standard texts of colleagues (standaard.toml): to start from, never sent with a gap in them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_GAP = re.compile(r"\[[^\]\n]{1,60}\]")


@dataclass(frozen=True)
class Standaardtekst:
    """id, what a colleague chooses by, and the text itself."""

    id: str
    titel: str
    tekst: str


@cache
def standard_texts() -> tuple[Standaardtekst, ...]:
    """All of them, in the order of the file."""
    rows = tomllib.loads(Path(__file__).with_name("standaard.toml").read_text(encoding="utf-8"))
    return tuple(Standaardtekst(id, row["titel"], row["tekst"].strip()) for id, row in rows.items())


def gaps(tekst: str) -> tuple[str, ...]:
    """What must still be filled in: words between square brackets."""
    return tuple(_GAP.findall(tekst))
