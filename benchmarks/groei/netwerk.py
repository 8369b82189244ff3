"""Hosts in network namespaces of their own: the cable of the one that does the work is pulled out, and put back.

Needs root and `ip`. Gives how soon the other host takes over, and whether anything is lost or comes twice.
"""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from benchmarks.belasting import tabel
from bot.store.postgres.sloten import key
from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e import process
from tests.e2e.chat import Phone
from tests.e2e.doorgeef import Doorgeef
from tests.e2e.peer import Peer
from tests.e2e.vloot import Host
from tests.postgres import Database, PostgresServer

KEREN = 5
LANGST = 60.0  # seconds
STORY = "Ik kan mijn huur niet betalen"


class Netwerk:
    """One host with a cable of its own to this machine."""

    def __init__(self, number: int) -> None:
        self.name, self.cable = f"elkedeur{number}", f"eld{number}"
        self.here, self.there = f"10.213.{number}.1", f"10.213.{number}.2"

    @contextmanager
    def laid(self) -> Iterator["Netwerk"]:
        """Gone afterwards."""
        _ip("netns", "add", self.name)
        try:
            _ip("link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
            _ip("addr", "add", f"{self.here}/24", "dev", self.cable)
            _ip("link", "set", self.cable, "up")
            for words in (
                ("addr", "add", f"{self.there}/24", "dev", "eth0"),
                ("link", "set", "eth0", "up"),
                ("link", "set", "lo", "up"),
            ):
                _ip("-n", self.name, *words)
            yield self
        finally:
            _ip("netns", "del", self.name)

    def pull(self) -> None:
        """Nothing comes through, and nobody is told."""
        _ip("-n", self.name, "link", "set", "eth0", "down")

    def plug(self) -> None:
        """It is back."""
        _ip("-n", self.name, "link", "set", "eth0", "up")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)  # noqa: S603, S607 -- our own words


def netwerk(keren: int = KEREN) -> dict[str, str]:
    """The part `netwerk` of docs/groei.md."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="elkedeur-netwerk-")))
        server = stack.enter_context(PostgresServer(durable=True, listen="*"))
        database = stack.enter_context(server.database())
        peer, mail = stack.enter_context(Peer()), stack.enter_context(LoopbackMailServer())
        nets = [stack.enter_context(Netwerk(number).laid()) for number in (1, 2)]
        hosts = [_host(stack, home, net, database, peer, mail) for net in nets]
        try:
            for host, net in zip(hosts, nets, strict=True):
                with mock.patch.object(process, "COMMAND", _within(home, net)):
                    host.start()
            return {"netwerk": _told(hosts, nets, database, peer, keren)}
        finally:
            for host in hosts:
                host.kill()


def _host(
    stack: ExitStack, home: Path, net: Netwerk, database: Database, peer: Peer, mail: LoopbackMailServer
) -> Host:
    wires = [
        stack.enter_context(Doorgeef("127.0.0.1", port, listen=net.here)) for port in (peer.port, mail.port)
    ]
    own = {
        "database": database.url.replace("@127.0.0.1:", f"@{net.here}:"),
        "sleutelbestand": str(home / "elkedeur.sleutel"),
        "pakket_map": str(home / "pakketten"),
        "telegram_api": f"http://{net.here}:{wires[0].port}",
        "smtp_host": net.here,
        "smtp_poort": str(wires[1].port),
    }
    return Host(home / net.name, peer, mail, "polling", own)


def _within(home: Path, net: Netwerk) -> Path:
    script = home / f"start-{net.name}"
    script.write_text(f'#!/bin/sh\nexec ip netns exec {net.name} {process.COMMAND} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def _told(hosts: list[Host], nets: list[Netwerk], database: Database, peer: Peer, keren: int) -> str:
    phones = [Phone(hosts[0], 5_550_900_000 + number) for number in range(keren)]
    took = []
    for phone in phones:
        away = _working(database, hosts)
        nets[away].pull()
        since = time.monotonic()
        phone.text(STORY)
        peer.wait(lambda p=phone: p.all, lambda: "nobody took over", LANGST)
        took.append(time.monotonic() - since)
        nets[away].plug()
        mine = str(hosts[away].pid)
        peer.wait(lambda m=mine: m in _workers(database), lambda: "it did not come back", LANGST)
    seen = database.sql("select count(*), count(distinct bron) from gezien")
    twice = sum(len({said.text for said in phone.all}) != len(phone.all) for phone in phones)
    shown = [tabel.n(one, 1) for one in (statistics.median(took), min(took), max(took))]
    return "\n\n".join(
        [
            tabel.stamped(),
            f"{keren} keer: het antwoord kwam na {shown[0]} tellen (mediaan), {shown[1]} tot {shown[2]}."
            f" Updates gezien en verschillend: {seen.replace('|', ' en ')}, gestuurd: {len(peer.pushed)}."
            f" Bewoners die iets twee keer zagen: {twice}. Elke keer kwam de host terug.",
        ]
    )


def _working(database: Database, hosts: list[Host]) -> int:
    """Which one asks Telegram."""
    number = key(database.role, "taak:telegram") % 2**64
    query = (
        "select w.naam from pg_locks l join werker w on w.pid = l.pid"  # noqa: S608 -- a number of ours
        f" where classid::bigint = {number >> 32} and objid::bigint = {number & 0xFFFFFFFF}"
    )
    until = time.monotonic() + LANGST
    while not (name := database.sql(query)):
        assert time.monotonic() < until, "nobody asks Telegram"
        time.sleep(0.2)
    return next(nr for nr, host in enumerate(hosts) if f":{host.pid}:" in name)


def _workers(database: Database) -> str:
    return database.sql("select naam from werker")
