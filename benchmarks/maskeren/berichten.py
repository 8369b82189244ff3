"""Reads the labelled messages: what must be hidden, what may be, and what must stay. Pure but for one file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "berichten.tsv"
PARTS = ("kijk", "apart", "later")
KINDS = ("bsn", "telefoon", "e-mail", "iban", "adres", "kenteken", "geboortedatum", "naam")
NEUTRAL = "-"  # a title or a place name: hiding it is neither asked for nor wrong

_MARK = re.compile(r"\{([a-z-]+):([^{}]+)\}")


@dataclass(frozen=True)
class Span:
    """Characters start to end (not included) of a text."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Marked:
    """A message as the resident typed it, with what a careful reader marked in it."""

    part: str
    tekst: str
    spans: tuple[Span, ...]


def read(part: str | None = None, path: Path = FILE) -> list[Marked]:
    """The messages of one part, or all. Raises ValueError that names the first bad line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = [_marked(line, nr) for nr, line in enumerate(lines, 1) if line and not line.startswith("#")]
    return [one for one in marked if part in (None, one.part)]


def _marked(line: str, nr: int) -> Marked:
    part, _, source = line.partition("\t")
    source = source.replace(r"\n", "\n")
    tekst, spans, at = "", list[Span](), 0
    for match in _MARK.finditer(source):
        tekst += source[at : match.start()]
        spans.append(Span(len(tekst), len(tekst) + len(match[2]), match[1]))
        tekst, at = tekst + match[2], match.end()
    tekst += source[at:]
    if part not in PARTS or set("{}") & set(tekst) or _unknown(spans):
        raise ValueError(f"regel {nr}: deel, haakjes of soort klopt niet")
    return Marked(part, tekst, tuple(spans))


def _unknown(spans: Sequence[Span]) -> bool:
    return bool({span.kind for span in spans} - {*KINDS, NEUTRAL})
