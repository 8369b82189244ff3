"""Two processes of the bot on one PostgreSQL database, each with a wire of its own to it; seen from outside one bot."""

import random
import signal
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.beproef.postgres import Reader, reader
from benchmarks.beproef.world import World
from benchmarks.beproef.zygote import Child
from tests.e2e.doorgeef import Doorgeef
from tests.e2e.process import TO_START, TO_STOP
from tests.postgres import Database

HOSTS = 2
ALL_OF_THEM = 0.4  # so often a blow strikes them all, and not one of them
STAYS_AWAY = 0.5  # so often the other goes on alone, until something else starts them all


@dataclass
class Host:
    """One process, as on a machine of its own. It shares the key, the folder of the pakketten and the database."""

    home: Path
    wire: Doorgeef
    child: Child | None = None

    @property
    def log_file(self) -> Path:
        return self.home / "log.jsonl"

    @property
    def log(self) -> str:
        """What it said."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    def started(self) -> int:
        """How many times it said that it is ready."""
        return self.log.count('"started"')

    def ended(self) -> bool:
        """Whether it ended by itself: nobody took it away."""
        return self.child is not None and self.child.poll() is not None

    def living(self) -> Child:
        """Its process. One must run."""
        assert self.child is not None
        return self.child

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self.child is not None:
            self.child.kill()
            self.child.wait(TO_STOP)
            self.child = None


@dataclass
class Fleet(World):
    """To fall is to lose one of them, or all; to start is to start those that do not run."""

    server: Database | None = None
    chance: random.Random = field(default_factory=random.Random)
    felled: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._wires = ExitStack()
        self.hosts = [self._host(number) for number in range(HOSTS)]
        self._struck: list[Host] = []
        self._reader: Reader = reader(self.base)

    def _host(self, number: int) -> Host:
        home = self.home / f"host{number}"
        (home / "gegevens").mkdir(parents=True)
        wire = Doorgeef(self.base.server.host, self.base.server.port)
        return Host(home, self._wires.enter_context(wire))

    @property
    def base(self) -> Database:
        """The database that they share."""
        assert self.server is not None
        return self.server

    @property
    def alive(self) -> list[Host]:
        """Those that run."""
        return [host for host in self.hosts if host.child is not None]

    @property
    def log(self) -> str:
        return "".join(host.log for host in self.hosts)

    # --- life and death ---

    def _environment_of(self, host: Host) -> dict[str, str]:
        port, by_wire = f":{self.base.server.port}/", f":{host.wire.port}/"
        return self._environment() | {
            "ELKEDEUR_GEGEVENS": str(host.home / "gegevens"),
            "ELKEDEUR_SLEUTELBESTAND": str(self.key_file),
            "ELKEDEUR_DATABASE": self.base.url.replace(port, by_wire),
        }

    def launch(self, fsize: int | None = None) -> None:
        """Start those that do not run, and do not look whether that works."""
        assert self.zygote is not None
        for host in self.hosts:
            if host.child is None:
                self.launched.append(self.moment())
                host.child = self.zygote.start(self._environment_of(host), host.log_file, host.home, fsize)

    def start(self) -> None:
        """The same, and wait until they are ready and one of them asks for messages. Or the other goes on alone."""
        fresh = [(host, host.started()) for host in self.hosts if host.child is None]
        if 0 < len(fresh) < len(self.hosts) and self.chance.random() < STAYS_AWAY:
            self.tell("de ander gaat alleen verder")
            return
        asked = self._sign() if len(fresh) == len(self.hosts) else lambda: True
        self.launch()
        ready = lambda: asked() and all(host.started() > before for host, before in fresh)  # noqa: E731
        self.peer.wait(lambda: ready() or self._ended(), self._why, TO_START)
        assert not self._ended(), self._why()
        self.tell(f"gestart: {len(fresh)} van de {len(self.hosts)}")

    def _ended(self) -> bool:
        return any(host.ended() for host in self.hosts)

    def stop(self) -> None:
        """All of them, in order."""
        self._stop(self.alive)

    def leave(self) -> None:
        """One of them or all, in order; the others go on."""
        self._stop(self._some())

    def _stop(self, hosts: list[Host]) -> None:
        for host in hosts:
            host.living().send_signal(signal.SIGTERM)
        for host in hosts:
            assert host.living().wait(TO_STOP) == 0, self._why()
            host.child = None

    def kill(self) -> None:
        """All of them."""
        for host in self.hosts:
            host.kill()
        self._struck.clear()

    def strike(self) -> None:
        """kill -9 of one or all, from another thread; `fall` afterwards."""
        self._struck = self._some()
        for host in self._struck:
            host.living().kill()

    def fall(self, busy_with: tuple[str, ...] = ()) -> None:
        """kill -9 of those that were struck, or that are sending this; else of one or all by chance."""
        falls = self._struck or self.senders(busy_with) or self._some()
        left = len(falls) < len(self.alive)
        self.felled["een van de processen" if left else "alle processen"] += 1
        self.tell(f"weg: {[self.hosts.index(host) for host in falls]}")
        for host in falls:
            host.kill()
        self._struck = []

    def _some(self) -> list[Host]:
        return self.alive if self.chance.random() < ALL_OF_THEM else [self.chance.choice(self.alive)]

    def senders(self, soorten: tuple[str, ...]) -> list[Host]:
        """Those that hold a row of this kind: the name in the row has the number of the process in it."""
        marks = ", ".join("?" * len(soorten))
        query = f"select eigenaar from outbox where status = 'bezig' and soort in ({marks})"  # noqa: S608
        busy = {int(name.split(":")[1]) for (name,) in self.rows(query, *soorten)} if soorten else set()
        return [host for host in self.alive if host.living().pid in busy]

    def end(self) -> None:
        """Nothing of it is left but the database."""
        self.kill()
        self._wires.close()
        self._reader.close()

    # --- what it keeps ---

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Read the database beside them, past all that binds the bot."""
        return self._reader.rows(query, parameters)
