"""What was seen of one run, as plain data that a test can falsify, and what the checker found in it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Spoken:
    """One message that a channel took from the bot. at: on the clock of the bot; real: on ours, in seconds."""

    chat: int
    text: str
    knoppen: tuple[tuple[str, str], ...]
    at: datetime
    real: float


@dataclass(frozen=True)
class Mailed:
    """One mail whose whole content came in."""

    to: str
    message_id: str
    subject: str
    body: str


@dataclass
class Evidence:
    """All that was seen.

    marks: chat -> the mark of who writes there. launched: when the bot was started. excused: lost with a damaged disk.
    server: how to reach the database when it is one of PostgreSQL; then several processes worked on it.
    late: after these strikes a word that comes twice may come after what was said since.
    """

    database: Path
    key: Path
    marks: dict[int, str]
    group: int
    pakket_mail: str
    secrets: tuple[str, ...]
    pushed: list[dict[str, Any]]
    pushed_at: dict[int, float]
    spoken: list[Spoken]
    mails: list[Mailed]
    files: dict[str, str]
    log: str
    strikes: list[tuple[float, str]]
    launched: list[float]
    window: frozenset[str]
    end: datetime
    excused: set[str] = field(default_factory=set)
    server: str = ""
    late: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fault:
    """Something that may never be. soort: which promise was broken."""

    soort: str
    what: str


@dataclass
class Finding:
    """What the checker saw."""

    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    # After which strike -> words to residents that came twice.
    repeats: Counter[str] = field(default_factory=Counter)

    def fault(self, soort: str, what: str) -> None:
        self.faults.append(Fault(soort, what))
