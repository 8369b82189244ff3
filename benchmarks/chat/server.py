"""The servers that are measured, each a process of its own: the real `elkedeur start`, and a bare one beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

HOST = "127.0.0.1"
TO_START = 60.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """One running process."""

    url: str
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


@contextmanager
def elkedeur(folder: Path) -> Iterator[Server]:
    """`elkedeur start` with the chat page and without Telegram, as it is set up behind the proxy of a municipality.

    Only https is off: the proxy does that.
    """
    port = _free_port()
    given = {
        "GEGEVENS": folder / "gegevens",
        "PAKKET_MAP": folder / "pakketten",
        "CHAT_POORT": port,
        "CHAT_PROXY": "true",
        "CHAT_HTTPS": "false",
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ELKEDEUR_")}
    command = [str(Path(sys.executable).with_name("elkedeur")), "start"]
    environment = clean | {f"ELKEDEUR_{name}": str(value) for name, value in given.items()}
    with _process(command, environment, folder, port) as server:
        yield server


@contextmanager
def bare(folder: Path, page: Path | None = None) -> Iterator[Server]:
    """The alternative that there is to compare with (kaal.py)."""
    port = _free_port()
    command = [sys.executable, "-m", "benchmarks.chat.kaal", str(port), *([str(page)] if page else [])]
    with _process(command, os.environ, folder, port) as server:
        yield server


@contextmanager
def _process(command: list[str], environment: Mapping[str, str], folder: Path, port: int) -> Iterator[Server]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("ab") as log:
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 -- our own
    server = Server(f"http://{HOST}:{port}", running.pid, folder)
    try:
        _listens(server, running)
        yield server
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(20)


def _listens(server: Server, running: subprocess.Popen[bytes]) -> None:
    for _ in range(int(TO_START / 0.1)):
        assert running.poll() is None, server.log[-2000:]
        try:
            assert httpx.get(server.url).status_code == 200, server.log[-2000:]
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the server does not listen\n{server.log[-2000:]}")


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as door:
        return int(door.getsockname()[1])


def load() -> str:
    """How busy the machine was in the last minute, in the words of the report."""
    return f"{os.getloadavg()[0]:.1f}".replace(".", ",")
