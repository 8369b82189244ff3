"""`elkedeur start` with a port for the inbox: the pages answer beside the bot, and a taken port is a clear sentence."""

import json
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.peer import Peer
from tests.e2e.process import COMMAND, Process

pytestmark = pytest.mark.e2e

HOST = "127.0.0.1"


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as door:
        return int(door.getsockname()[1])


def _door(port: int) -> httpx.Response:
    """The page to log in, as soon as somebody listens."""
    for _ in range(100):
        try:
            return httpx.get(f"http://{HOST}:{port}/", follow_redirects=True)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("nobody listens")


def test_the_inbox_is_served_beside_the_bot_and_ends_with_it(tmp_path: Path) -> None:
    port = _free_port()
    with Peer() as peer, LoopbackMailServer() as mail:
        process = Process(tmp_path, peer, mail, "polling", {"frontoffice_poort": str(port)})
        process.start()
        try:
            answer = _door(port)
            process.stop()
        finally:
            process.kill()
    assert answer.status_code == 200
    assert "Inloggen" in answer.text
    assert "Dit is een proef" not in answer.text
    lines = [json.loads(line) for line in process.log.splitlines()]
    assert [line["port"] for line in lines if line["message"] == "frontoffice_started"] == [port]


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken, Peer() as peer, LoopbackMailServer() as mail:
        port = taken.getsockname()[1]
        process = Process(tmp_path, peer, mail, "polling", {"frontoffice_poort": str(port)})
        done = subprocess.run(
            [COMMAND, "start"], env=process._environment(), cwd=tmp_path, capture_output=True, text=True
        )
    assert done.returncode == 2
    assert str(port) in done.stderr
    assert "Kies een andere poort" in done.stderr
    assert "Traceback" not in done.stderr
