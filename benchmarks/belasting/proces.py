"""The bots that are measured, each a process of its own: the real `elkedeur start`, and a bare one beside it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.belasting.lijn import Lijn
from bot.store.plek import Plek, Postgres
from bot.store.postgres.verbinding import Verbinding
from tests.e2e.process import COMMAND, GROUP, START, TOKEN

TO_START = 120.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")
_OPEN = (
    "select (select count(*) from bericht where status = 'ontvangen')"
    " + (select count(*) from outbox where status in ('wacht', 'bezig'))"
)


@dataclass(frozen=True)
class Proces:
    """One running bot."""

    naam: str
    pid: int
    folder: Path

    def cpu(self) -> float:
        """Seconds of computing until now."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> int:
        """The most that it ever held, in MB."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024

    @property
    def database(self) -> Path:
        return self.folder / "gegevens" / "elkedeur.db"

    @property
    def key_file(self) -> Path:
        return self.folder / "gegevens" / "elkedeur.sleutel"

    @property
    def log(self) -> str:
        return (self.folder / "log.jsonl").read_text(encoding="utf-8")

    @property
    def plek(self) -> Plek:
        """Where it keeps everything."""
        return self.database

    @property
    def bewaart(self) -> bool:
        """Whether it keeps anything at all."""
        return self.database.exists()

    def open_rows(self) -> int:
        """What it still has to handle or to send; a bare bot has nothing of the kind."""
        if not self.database.exists():
            return 0
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)) as connection:
            return int(connection.execute(_OPEN).fetchone()[0])


@dataclass(frozen=True)
class Ploeg(Proces):
    """Several processes on one PostgreSQL database, as one bot."""

    leden: tuple[Proces, ...] = ()
    server: Postgres | None = None

    def cpu(self) -> float:
        return sum(one.cpu() for one in self.leden)

    def memory(self) -> int:
        return sum(one.memory() for one in self.leden)

    @property
    def key_file(self) -> Path:
        return self.folder / "elkedeur.sleutel"

    @property
    def plek(self) -> Plek:
        assert self.server is not None
        return self.server

    @property
    def bewaart(self) -> bool:
        return True

    @property
    def log(self) -> str:
        return "".join(one.log for one in self.leden)

    def open_rows(self) -> int:
        assert self.server is not None
        with closing(Verbinding(self.server.url)) as connection:
            return int(connection.execute(_OPEN).fetchall()[0][0])


Maker = Callable[[Path, Lijn], "Iterator[Proces]"]


@contextmanager
def elkedeur(folder: Path, lijn: Lijn, **more: str) -> Iterator[Proces]:
    """As a municipality runs it; only the clock starts at a moment of our own. What is in `folder` is taken up."""
    given = {
        "GEGEVENS": str(folder / "gegevens"),
        "PAKKET_MAP": str(folder / "pakketten"),
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": lijn.url,
        "GROEP": str(GROUP),
        "KLOK": START.isoformat(),
    } | more
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ELKEDEUR_")}
    environment = clean | {f"ELKEDEUR_{name}": value for name, value in given.items()}
    with _process("Elke Deur", [str(COMMAND), "start"], environment, folder, lijn) as made:
        yield made


@contextmanager
def ploeg(folder: Path, lijn: Lijn, url: str, aantal: int) -> Iterator[Proces]:
    """So many processes, each as on a host of its own, with one key and one database, and the same time."""
    begun = time.monotonic()
    with ExitStack() as stack:
        leden = tuple(
            stack.enter_context(
                elkedeur(
                    folder / f"werker{nr}",
                    lijn,
                    DATABASE=url,
                    SLEUTELBESTAND=str(folder / "elkedeur.sleutel"),
                    PAKKET_MAP=str(folder / "pakketten"),
                    KLOK=(START + timedelta(seconds=time.monotonic() - begun)).isoformat(),
                )
            )
            for nr in range(aantal)
        )
        yield Ploeg(f"{aantal} op PostgreSQL", leden[0].pid, folder, leden, Postgres(url, folder))


@contextmanager
def kaal(folder: Path, lijn: Lijn) -> Iterator[Proces]:
    """The bare bot of kaal.py."""
    command = [sys.executable, "-m", "benchmarks.belasting.kaal", lijn.url, TOKEN]
    with _process("kale echo", command, os.environ, folder, lijn) as made:
        yield made


@contextmanager
def _process(
    naam: str, command: list[str], environment: Mapping[str, str], folder: Path, lijn: Lijn
) -> Iterator[Proces]:
    folder.mkdir(parents=True, exist_ok=True)
    before = lijn.count("getUpdates")
    with (folder / "log.jsonl").open("ab") as log:
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 -- our own
    made = Proces(naam, running.pid, folder)
    try:
        _receives(made, running, lijn, before)
        yield made
        assert running.poll() is None, made.log[-2000:]
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(30)


def _receives(made: Proces, running: "subprocess.Popen[bytes]", lijn: Lijn, before: int) -> None:
    """The first asks Telegram for messages; those after it say so in their log."""
    until = time.monotonic() + TO_START
    while lijn.count("getUpdates") == before and '"telegram_ready"' not in made.log:
        assert running.poll() is None, made.log[-2000:]
        assert time.monotonic() < until, made.log[-2000:]
        time.sleep(0.1)
