"""Several municipalities in one process: each its own name, places and rows; one that breaks holds up no other."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.gemeenten import gebruiker_of
from bot.store.postgres.schema import GROUP
from tests.e2e.peer import Peer
from tests.e2e.process import COMMAND, TO_START, TO_STOP
from tests.gemeenten.conftest import A, B, Installatie, made
from tests.postgres import PostgresServer
from tests.sociale_kaart.goede_rij import csv_text

pytestmark = pytest.mark.e2e

TOKENS = {A: "7000001:token-van-a", B: "7000002:token-van-b"}
CHATS = {A: 5_550_230_001, B: 5_550_230_002}


@dataclass
class Samen:
    """One process for all of the folder."""

    installatie: Installatie
    peer: Peer
    log_file: Path
    running: subprocess.Popen[bytes] | None = None
    count: int = 0

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def ready(self, naam: str) -> None:
        """Write the settings and the places of this one."""
        settings = self.installatie.settings_file(naam)
        more = {
            "telegram_token": TOKENS[naam],
            "telegram_api": self.peer.url,
            "kaart": "kaart.csv",
            "planner_seconden": 0.2,
            "wacht_op_vervolg": 0.1,
        }
        lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in more.items())
        settings.write_text(settings.read_text("utf-8") + lines, encoding="utf-8")
        club = {
            "id": "club", "naam": f"Koffieclub {naam.title()}", "leefgebieden": "contact:1.0",
            "woorden": "alleen;eenzaam;praatje;koffie", "voorbeeldvragen": "ik voel me zo alleen",
        }  # fmt: skip
        needed = [
            {
                "id": "gemeente",
                "naam": f"Gemeente {naam.title()}",
                "telefoon": "14 0162",
                "soort": "gemeente",
            },
            {"id": "meldpunt-crisiszorg", "naam": "Meldpunt", "telefoon": "0800-5099", "soort": "hulplijn"},
        ]
        for row in needed:
            row["telefoon_kosten"] = "gratis"
        (settings.parent / "kaart.csv").write_text(csv_text(club, *needed), encoding="utf-8")

    def start(self) -> None:
        # What stands in the environment is of none of them.
        env = {
            **os.environ,
            "ELKEDEUR_TELEGRAM_TOKEN": "7000009:van-niemand",
            "ELKEDEUR_GEMEENTE": "Niemandsland",
        }
        words = [COMMAND, "start", "--gemeenten", str(self.installatie.folder)]
        with self.log_file.open("ab") as log:
            self.running = subprocess.Popen(words, env=env, stdout=log, stderr=log, cwd=self.log_file.parent)

    def wait(self, condition: Any, patience: float = TO_START) -> None:
        running = self.running
        assert running is not None
        self.peer.wait(
            lambda: running.poll() is not None or condition(),
            lambda: f"{self.heard(A)}\n---\n{self.heard(B)}\n---\n{self.log[-1000:]}",
            patience,
        )
        assert running.poll() is None, self.log[-3000:]

    def says(self, naam: str, tekst: str) -> None:
        self.count += 1
        who = {"id": CHATS[naam], "is_bot": False, "first_name": "Bewoner"}
        message = {
            "message_id": self.count, "date": 1_800_000_000, "text": tekst, "from": who,
            "chat": {"id": CHATS[naam], "type": "private", "first_name": "Bewoner"},
        }  # fmt: skip
        self.peer.push(TOKENS[naam], {"message": message})

    def heard(self, naam: str) -> str:
        return "\n".join(one.text for one in self.peer.said(CHATS[naam]))

    def connections(self, naam: str) -> int:
        """How many sessions the server keeps for this one."""
        asked = f"select count(*) from pg_stat_activity where usename = '{gebruiker_of(naam)}'"
        return int(self.installatie.database.sql(asked))

    def hears(self, naam: str, tekst: str, wanted: str) -> None:
        before = len(self.heard(naam))
        self.says(naam, tekst)
        self.wait(lambda: len(self.heard(naam)) > before and wanted in self.heard(naam)[before:], 30)


@pytest.fixture
def samen(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[Samen]:
    with Peer() as peer:
        for installatie in made(postgres_server, tmp_path / "gemeenten", A, B):
            it = Samen(installatie, peer, tmp_path / "log.jsonl")
            try:
                yield it
            finally:
                if it.running is not None and it.running.poll() is None:
                    it.running.kill()
                    it.running.wait(TO_STOP)


def test_two_municipalities_in_one_process(samen: Samen) -> None:
    samen.ready(A)
    samen.start()  # B has no token and no places yet
    samen.wait(lambda: samen.peer.count("getUpdates") > 0)
    assert f"{B} start nog niet" in samen.log
    samen.hears(A, "/start", A.title())

    # B is filled in while A goes on, and comes by itself.
    samen.ready(B)
    for naam in (A, B):
        samen.says(naam, "ik voel me zo alleen")
    for naam, other in ((A, B), (B, A)):
        samen.wait(lambda naam=naam: f"Koffieclub {naam.title()}" in samen.heard(naam))
        assert other.title() not in samen.heard(naam)
        assert "Oosterhout" not in samen.heard(naam)
        assert "Niemandsland" not in samen.heard(naam)
    # docs/gemeenten.md counts with it.
    assert [samen.connections(naam) for naam in (A, B)] == [2, 2]

    # The role of B is gone: A hears nothing of it; when it is there again, B goes on with what came meanwhile.
    password = psycopg.conninfo.conninfo_to_dict(samen.installatie.url(B))["password"]
    role, sql = gebruiker_of(B), samen.installatie.database.sql
    sql(f"alter role {role} nologin", f"revoke {GROUP} from {role}", _cut(role))
    sql(f"drop owned by {role}", f"drop role {role}")
    samen.says(B, "bent u er nog")
    samen.hears(A, "/help", "")
    before = len(samen.heard(B))
    name = samen.installatie.database.name
    sql(f"create role {role} login password '{password}'", f"grant connect on database {name} to {role}")
    sql(f"grant {GROUP} to {role}")
    samen.wait(lambda: len(samen.heard(B)) > before)

    assert samen.running is not None
    samen.running.send_signal(signal.SIGTERM)
    assert samen.running.wait(TO_STOP) == 0
    lines = [json.loads(line) for line in samen.log.splitlines() if line.startswith("{")]
    assert lines[-1]["message"] == "stopped"
    assert {one.get("gemeente") for one in lines if one["message"] == "started"} == {A, B}
    troubled = {one.get("gemeente") for one in lines if one["level"] in ("error", "critical")}
    assert troubled == {B}, "only B had trouble"
    for token in (*TOKENS.values(), str(password)):
        assert token not in samen.log
    samen.peer.check()


def test_without_a_connection_left_who_worked_goes_on_and_the_other_comes_later(samen: Samen) -> None:
    samen.ready(A)
    samen.ready(B)
    role, sql = gebruiker_of(B), samen.installatie.database.sql
    sql(f"alter role {role} connection limit 0")
    samen.start()
    samen.wait(lambda: f"{B} start nog niet" in samen.log)
    assert "max_connections" in samen.log
    samen.hears(A, "ik voel me zo alleen", f"Koffieclub {A.title()}")
    assert samen.heard(B) == ""

    samen.says(B, "ik voel me zo alleen")
    sql(f"alter role {role} connection limit -1")
    samen.wait(lambda: f"Koffieclub {B.title()}" in samen.heard(B), 90)


def _cut(role: str) -> str:
    return f"select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '{role}'"
