"""The real bot: `elkedeur start` as a process of its own, with everything it needs around it.

Out of a zygote it starts in a fraction of the time. The tests of starting itself run the command.
"""

import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from benchmarks.beproef.zygote import Child, Zygote

from bot.store import Store
from bot.store.crypt import Crypt
from bot.store.plek import Plek
from bot.store.times import stamp
from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.peer import Peer

Mode = Literal["polling", "webhook", "chat"]  # the last: only the chat page, without Telegram

COMMAND = Path(sys.executable).with_name("elkedeur")
TOKEN = "7000001:geheim-token-van-de-proef"
SECRET = "geheim-van-de-webhook"
GROUP = -100123
PAKKET_MAIL = "pakket@gemeente.example"
NOTICE_MAIL = "melding@gemeente.example"
# A Tuesday morning: residents may be written to, and the frontoffice works.
START = datetime(2027, 3, 2, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))
TO_START, TO_STOP, TO_REST = 60.0, 20.0, 45.0  # seconds


@dataclass
class Process:
    """The bot, and what it left behind. Its clock goes on through restarts and can be set forward."""

    home: Path
    peer: Peer
    mail: LoopbackMailServer
    mode: Mode = "polling"
    more: dict[str, str] = field(default_factory=dict)
    zygote: Zygote | None = None

    def __post_init__(self) -> None:
        self._running: subprocess.Popen[bytes] | Child | None = None
        self._begun = time.monotonic()
        self._ahead = timedelta(0)
        self.webhook_port = _free_port()
        self.chat_port = _free_port()
        self.pakketten.mkdir(parents=True)

    # --- where things are ---

    @property
    def gegevens(self) -> Path:
        return self.home / "gegevens"

    @property
    def database(self) -> Path:
        return self.gegevens / "elkedeur.db"

    @property
    def key_file(self) -> Path:
        return self.gegevens / "elkedeur.sleutel"

    @property
    def pakketten(self) -> Path:
        return self.home / "pakketten"

    @property
    def log_file(self) -> Path:
        return self.home / "log.jsonl"

    @property
    def log(self) -> str:
        """What the process said on standard error and standard output."""
        return self.log_file.read_text(encoding="utf-8")

    @property
    def webhook_url(self) -> str:
        return f"http://127.0.0.1:{self.webhook_port}"

    @property
    def chat_url(self) -> str:
        return f"http://127.0.0.1:{self.chat_port}"

    # --- the clock ---

    def now(self) -> datetime:
        """What the process takes for now."""
        return START + timedelta(seconds=time.monotonic() - self._begun) + self._ahead

    def pass_days(self, days: float) -> None:
        """Set the clock forward; it takes effect at the next start."""
        self._ahead += timedelta(days=days)

    # --- life and death ---

    def start(self) -> None:
        """Start, and wait until it receives."""
        receives = self._sign()
        self.launch()
        self.peer.wait(lambda: receives() or self._ended(), self._why, TO_START)
        assert not self._ended(), self._why()

    def launch(self) -> None:
        """Start, and do not look whether that works."""
        if self.zygote is not None:
            self._running = self.zygote.start(self._environment(), self.log_file, self.home)
            return
        with self.log_file.open("ab") as log:
            self._running = subprocess.Popen(
                [COMMAND, "start"], env=self._environment(), stdout=log, stderr=log, cwd=self.home
            )

    def _sign(self) -> Callable[[], bool]:
        """By what one sees that it receives, from now on."""
        if self.mode == "chat":
            return lambda: _listens(self.chat_port)
        sign = "getUpdates" if self.mode == "polling" else "setWebhook"
        before = self.peer.count(sign)
        return lambda: self.peer.count(sign) > before

    def _ended(self) -> bool:
        return self._running is None or self._running.poll() is not None

    def _why(self) -> str:
        return f"the bot does not run as it should; its log ends with:\n{self.log[-3000:]}"

    def stop(self) -> None:
        """Ask it to end; it must do so in order."""
        assert self._running is not None
        self._running.send_signal(signal.SIGTERM)
        assert self._running.wait(TO_STOP) == 0, self._why()
        self._running = None

    def kill(self) -> None:
        """kill -9."""
        if self._running is not None:
            self._running.kill()
            self._running.wait(TO_STOP)
            self._running = None

    def strike(self) -> None:
        """kill -9 from another thread; `bury` afterwards."""
        if self._running is not None:
            self._running.kill()

    def bury(self) -> None:
        """Wait until a process that was struck is gone."""
        self.peer.wait(self._ended, lambda: "the process was not struck")
        self.kill()

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """No file may grow or be written to, not even the log, until the end of the with statement."""
        assert self._running is not None
        pid = self._running.pid
        soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
        yield
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))

    def restart(self, *, days: float = 0) -> None:
        """An orderly end and a new start, so many days later."""
        self.stop()
        self.pass_days(days)
        self.start()

    def _environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ELKEDEUR_")}
        given = {
            "gegevens": str(self.gegevens),
            "pakket_map": str(self.pakketten),
            "pakket_mail": PAKKET_MAIL,
            "melding_mail": NOTICE_MAIL,
            "smtp_host": "127.0.0.1",
            "smtp_poort": str(self.mail.port),
            "smtp_beveiliging": "geen",
            "smtp_afzender": "Elke Deur <post@gemeente.example>",
            "planner_seconden": "0.2",
            "wacht_op_vervolg": "0.1",
            "klok": self.now().isoformat(),
        }
        if self.mode == "chat":
            given |= {
                "chat_poort": str(self.chat_port),
                "chat_url": self.chat_url,
                "chat_https": "false",
            }
        else:
            given |= {
                "telegram_token": TOKEN,
                "telegram_api": self.peer.url,
                "groep": str(GROUP),
            }
        if self.mode == "webhook":
            given |= {
                "telegram_webhook_url": self.webhook_url,
                "telegram_webhook_geheim": SECRET,
                "telegram_webhook_poort": str(self.webhook_port),
            }
        return clean | {f"ELKEDEUR_{name.upper()}": value for name, value in (given | self.more).items()}

    # --- what it keeps ---

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Read the database beside the process."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection:
            return connection.execute(query, parameters).fetchall()

    def write(self, statement: str, *parameters: Any) -> int:
        """Change rows behind the back of the process; gives how many."""
        with closing(sqlite3.connect(self.database, timeout=30)) as connection, connection:
            return connection.execute(statement, parameters).rowcount

    def crypt(self) -> Crypt:
        return Crypt.from_file(self.key_file, may_create=False)

    def gesprek_of(self, chat: int) -> str | None:
        """The id of the gesprek with this chat."""
        mark = self.crypt().lookup("telegram", str(chat))
        found = self.rows("select gesprek_id from adres where adres_hash = ?", mark)
        return str(found[0][0]) if found else None

    def statuses(self, chat: int) -> list[str]:
        """The status of each signaal of this chat, oldest first."""
        query = "select status from signaal where gesprek_id = ? order by aangemaakt, id"
        return [row[0] for row in self.rows(query, self.gesprek_of(chat))]

    def nummers(self, chat: int) -> list[str]:
        """The number of each signaal of this chat, oldest first."""
        query = "select nummer from signaal where gesprek_id = ? order by aangemaakt, id"
        return [row[0] for row in self.rows(query, self.gesprek_of(chat))]

    def berichten(self, chat: int) -> list[tuple[str, str, dict[str, Any]]]:
        """(soort, status, content) of every bericht of this chat, oldest first."""
        query = "select soort, status, inhoud_geheim from bericht where gesprek_id = ? order by id"
        crypt = self.crypt()
        return [
            (s, status, crypt.unseal(sealed)) for s, status, sealed in self.rows(query, self.gesprek_of(chat))
        ]

    def opvolgingen(self, chat: int) -> list[tuple[str, str]]:
        """(soort, status) of the opvolgingen of this chat that are still promised or open."""
        query = "select soort, status from opvolging where gesprek_id = ? and op is not null order by aangemaakt, id"
        return [(row[0], row[1]) for row in self.rows(query, self.gesprek_of(chat))]

    def make_due(self, chat: int) -> None:
        """As if the time had come for everything that was promised to this chat."""
        long_ago = stamp(START - timedelta(days=30))
        gesprek = self.gesprek_of(chat)
        self.write("update gesprek set laatst_gehoord = ? where id = ?", long_ago, gesprek)
        changed = self.write(
            "update opvolging set op = ? where gesprek_id = ? and op is not null", long_ago, gesprek
        )
        assert changed == 1, f"{changed} opvolgingen instead of one"

    @property
    def place(self) -> Plek:
        """Where the bot keeps everything."""
        return self.database

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The bot's own reading of the database."""
        with Store.open(self.place, self.key_file) as store:
            yield store

    def raw(self) -> bytes:
        """Every byte of the database files."""
        return b"".join(path.read_bytes() for path in sorted(self.gegevens.glob("elkedeur.db*")))

    def files(self, nummer: str) -> list[Path]:
        """What lies in the folder about this signaal."""
        return sorted(self.pakketten.glob(f"{nummer}*"))


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def quiet(process: Process) -> None:
    """Wait until the bot has handled and sent everything."""
    open_rows = (
        "select (select count(*) from bericht where status = 'ontvangen')"
        " + (select count(*) from outbox where status in ('wacht', 'bezig'))"
    )
    process.peer.wait(
        lambda: process.peer.pending(TOKEN) == 0 and process.rows(open_rows)[0][0] == 0,
        lambda: f"the bot never came to rest: {process.rows(open_rows)}\n{process.log[-2000:]}",
        TO_REST,
    )
