"""Several processes of the bot on one PostgreSQL database, each as on a host of its own; seen from outside one bot."""

import random
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.store.plek import Plek, Postgres
from bot.store.postgres.verbinding import Verbinding
from tests.e2e.doorgeef import Doorgeef
from tests.e2e.process import TO_START, Process
from tests.postgres import Database


@dataclass
class Host(Process):
    """One of them. It shares nothing with the others but the database, the key and the folder of the pakketten."""

    wire: Doorgeef | None = None

    def _sign(self) -> Any:
        """Ready to work, also when another one asks Telegram for messages."""
        before = self.log.count('"started"') if self.log_file.exists() else 0
        return lambda: self.log.count('"started"') > before

    @property
    def pid(self) -> int:
        assert self._running is not None
        return self._running.pid

    def cut(self) -> None:
        """The database does not hear it any more, nor it the database."""
        assert self.wire is not None
        self.wire.cut()

    def mend(self) -> None:
        """They hear each other again."""
        assert self.wire is not None
        self.wire.mend()

    def suspend(self) -> None:
        """It hangs, without anybody hearing of it."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """It goes on where it was, as if no time had passed."""
        self._signal(signal.SIGCONT)

    def _signal(self, kind: signal.Signals) -> None:
        assert self._running is not None
        self._running.send_signal(kind)


@dataclass
class Vloot(Process):
    """All of them. To strike is to strike one, by chance; to start is to start those that do not run."""

    server: Database | None = None
    hosts: int = 3
    seed: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        assert self.server is not None
        shared = {
            "sleutelbestand": str(self.key_file),
            "pakket_map": str(self.pakketten),
        }
        self._wires = ExitStack()
        self._chance = random.Random(self.seed)  # noqa: S311 -- the same ones every time
        self.all = [self._host(number, shared | self.more) for number in range(self.hosts)]
        self._struck: list[Host] = []

    def close(self) -> None:
        """All of them, and their wires."""
        self.kill()
        self._wires.close()

    def _host(self, number: int, given: dict[str, str]) -> Host:
        assert self.server is not None
        wire = self._wires.enter_context(Doorgeef(self.server.server.host, self.server.server.port))
        url = self.server.url.replace(f":{self.server.server.port}/", f":{wire.port}/")
        given = given | {"database": url}
        host = Host(self.home / f"host{number}", self.peer, self.mail, self.mode, given, wire=wire)
        host._begun = self._begun
        return host

    @property
    def log(self) -> str:
        return "".join(host.log for host in self.all if host.log_file.exists())

    @property
    def place(self) -> Plek:
        assert self.server is not None
        return Postgres(self.server.url, self.gegevens)

    def start(self) -> None:
        """Those that do not run."""
        with ThreadPoolExecutor(len(self.all)) as pool:
            list(pool.map(self._start, self.all))
        before = self.peer.count("getUpdates")
        self.peer.wait(lambda: self.peer.count("getUpdates") > before, self._why, TO_START)

    def _start(self, host: Host) -> None:
        host._ahead = self._ahead
        if host._ended():
            host._running = None
            host.start()

    def stop(self) -> None:
        for host in self.all:
            host.stop()

    def kill(self) -> None:
        for host in self.all:
            host.kill()

    def strike(self) -> None:
        host = self._chance.choice(self.all)
        self._struck.append(host)
        host.strike()

    def bury(self) -> None:
        for host in self._struck:
            host.bury()
        self._struck.clear()

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        assert self.server is not None
        with closing(Verbinding(self.server.url)) as connection:
            return connection.execute(query, parameters).fetchall()

    def write(self, statement: str, *parameters: Any) -> int:
        assert self.server is not None
        with closing(Verbinding(self.server.url)) as connection:
            return connection.execute(statement, parameters).rowcount

    def raw(self) -> bytes:
        """Every row of every table, as the server shows it."""
        assert self.server is not None
        names = self.server.sql(
            "select relname from pg_class where relkind = 'r' and relnamespace = 2200"
        ).split()
        files = [path for path in Path(self.home).rglob("gegevens/*") if path.is_file()]
        tables = "".join(self.server.sql(f"select t::text from {name} t") for name in names)
        return tables.encode() + b"".join(path.read_bytes() for path in files)
