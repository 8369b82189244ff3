"""A real PostgreSQL for tests: one scratch cluster per session, one database with its own role per test.

    def test_x(postgres_database: Database) -> None:        # fresh, empty, dropped afterwards
        connect(postgres_database.url)                      # postgresql://role:password@127.0.0.1:port/name

    postgres_server.database()            context manager: one more fresh database with a role of its own
    postgres_server.database(template)    the same with the tables, rows, role and password of that Database;
                                          nobody may be connected to the template at that moment
    database.sql("select 1")              as the superuser, rows as text: '|' between columns
    postgres_server.shell("pg_dump …")    a command line of PostgreSQL, as its administrator
    database.cut()                        ends every connection to it, as a network would
    PostgresServer(durable=True)          a cluster of one's own, with fsync, for breaking it:
        .crash()  .start()                all at once, as kill -9; the same folder and port come back

The role is no superuser, may not pass by row security and gets in only with its password; databases of other
tests are closed to it. The cluster ends with pytest, also when pytest is killed. `make postgres` installs it.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

START_SECONDS = 30
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresMissingError(RuntimeError):
    """There is no initdb on this machine."""


def binaries() -> Path:
    """Where initdb and the rest of the newest PostgreSQL are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    elsewhere = shutil.which("initdb")
    if not found and elsewhere is None:
        raise PostgresMissingError("no PostgreSQL here; `make postgres` installs it")
    return found[-1].parent if found else Path(str(elsewhere)).resolve().parent


class PostgresServer:
    """One cluster in a folder of its own, on a free port; started when made, gone when closed."""

    host = "127.0.0.1"

    def __init__(self, *, durable: bool = False, listen: str = "127.0.0.1") -> None:
        self._bin = binaries()
        self._listen = listen
        self._settings = () if durable else _FAST
        # Not in pytest's own folder: that one is closed to the user postgres.
        self.folder = Path(tempfile.mkdtemp(prefix="elkedeur-postgres-"))
        self._as = _other_user(self.folder)
        self.port = _free_port()
        self._initdb()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _initdb(self) -> None:
        """Over the network only with a password; the superuser only by the socket in our own folder."""
        how = ["-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        auth = ["--auth-local=trust", "--auth-host=scram-sha-256"]
        self._run("initdb", "-D", str(self.folder / "data"), *how, *auth)
        with (self.folder / "data" / "pg_hba.conf").open("a") as rules:
            rules.write("host all all all scram-sha-256\n")

    def start(self, *more: str) -> None:
        """Comes back when connections are let in. more: settings, as "hba_file=/a/path"."""
        settings = (
            f"listen_addresses={self._listen}",
            f"port={self.port}",
            f"unix_socket_directories={self.folder}",
            "max_connections=200",
            "shared_buffers=32MB",
            *self._settings,
            *more,
        )
        # A server whose pytest was killed stops too: it would stay forever otherwise.
        words = ["setpriv", "--pdeathsig", "QUIT", *self._as, str(self._bin / "postgres")]
        words += ["-D", str(self.folder / "data"), *(word for one in settings for word in ("-c", one))]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(words, cwd=self.folder, env=_clean(), stdout=log, stderr=log)
        self._await_ready()

    def _await_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        ready = [str(self._bin / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        while subprocess.run(ready, env=_clean(), check=False).returncode != 0:
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start:\n{self.log()}")
            time.sleep(0.02)

    def crash(self) -> None:
        """Stops it without a word to anybody and without tidying up; what was committed must be found back."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
        self._process.wait(START_SECONDS)

    def log(self) -> str:
        """What the server wrote of itself so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """Each statement by itself, as the superuser."""
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", "postgres", "-d", database]
        each = [word for statement in statements for word in ("-c", statement)]
        return self._run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *where, *each).strip()

    def shell(self, line: str) -> None:
        """A line of a runbook, as the administrator of PostgreSQL, in our own folder."""
        where = f"export PATH={self._bin}:$PATH PGHOST={self.folder} PGPORT={self.port} PGUSER=postgres; "
        words = [*(["setpriv", *self._as] if self._as else []), "bash", "-euc", where + line]
        done = subprocess.run(
            words, cwd=self.folder, env=_clean(), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"{line}: {done.stderr.strip()}")

    @contextmanager
    def database(self, template: "Database | None" = None) -> Iterator["Database"]:
        """Fresh and empty, or as the template is now; gone afterwards, whoever is still connected."""
        made = Database.invent(self, template)
        role = f"create role {made.role} login password '{made.password}' nosuperuser nocreatedb nocreaterole"
        source = "template1" if template is None else template.name
        self.sql(
            *([role] if template is None else []),
            f"create database {made.name} owner {made.role} template {source}",
            f"revoke all on database {made.name} from public",
        )
        try:
            yield made
        finally:
            gone = f"drop database {made.name} with (force)"
            self.sql(gone, *([f"drop role {made.role}"] if template is None else []))

    def _run(self, name: str, *words: str) -> str:
        command = [*(["setpriv", *self._as] if self._as else []), str(self._bin / name), *words]
        done = subprocess.run(
            command, cwd=self.folder, env=_clean(), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {done.stderr.strip()}")
        return done.stdout


@dataclass(frozen=True)
class Database:
    """One database, and the role that owns it."""

    server: PostgresServer
    name: str
    role: str
    password: str

    @classmethod
    def invent(cls, server: PostgresServer, template: "Database | None") -> "Database":
        """A name that nobody has. What is copied belongs to the role of the template, so that one stays."""
        name = f"elkedeur_{secrets.token_hex(4)}"
        if template is not None:
            return cls(server, name, template.role, template.password)
        return cls(server, name, name, secrets.token_urlsafe(12))

    @property
    def url(self) -> str:
        """What goes into ELKEDEUR_DATABASE."""
        return f"postgresql://{self.role}:{self.password}@{self.server.host}:{self.server.port}/{self.name}"

    def sql(self, *statements: str) -> str:
        """As the superuser, so past every rule of the database."""
        return self.server.sql(*statements, database=self.name)

    def cut(self) -> None:
        """Every connection of the bot ends, in the middle of whatever it did."""
        others = "select pg_terminate_backend(pid) from pg_stat_activity"
        self.server.sql(f"{others} where datname = '{self.name}'")


def _other_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; then it is the user that its package made."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["--reuid=postgres", "--regid=postgres", "--init-groups"]


def _clean() -> dict[str, str]:
    """Without settings of another PostgreSQL that whoever runs the tests may have."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
