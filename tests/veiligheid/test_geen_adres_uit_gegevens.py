"""No address that stands in data is ever asked for: only servers that the administrator set up are called."""

import ast
import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from bot.frontoffice.functies import Functie
from sociale_kaart.check import controleer
from sociale_kaart.load import load
from sociale_kaart.uitwisseling.csv_vorm import csv_bytes
from tests.frontoffice.conftest import Frontoffice

ROOT = Path(__file__).parents[2]
CAN_CALL = {
    "httpx", "requests", "urllib3", "urllib.request", "http.client", "aiohttp", "aiosmtplib", "smtplib", "ftplib",
    "websockets", "telegram", "socket", "xmlrpc", "imaplib", "poplib", "telnetlib", "asyncssh", "paramiko",
}  # fmt: skip
# Module -> which setting says whom it calls. Whoever adds one says so here.
CALLERS = {
    "bot/adapters/http.py": "whoever uses it says whom",
    "bot/adapters/openklant.py": "openklant_url",
    "bot/adapters/sms.py": "sms_url",
    "bot/adapters/webhook.py": "webhook_url",
    "bot/adapters/smtp.py": "smtp_host",
    "bot/frontoffice/oidc.py": "oidc_url, and what that server names as its own",
    "bot/adapters/telegram.py": "telegram_api",
    "bot/adapters/telegram_intake.py": "nobody: reads what came in",
    "bot/adapters/telegram_receive.py": "telegram_api",
    "bot/adapters/telegram_run.py": "telegram_api",
    "bot/start.py": "nobody: looks whether a port of ours is free",
    "bot/adapters/telegram_updates.py": "nobody: reads what came in",
    "bot/store/werk.py": "nobody: the name of this computer",
    "bot/store/postgres/werkers.py": "nobody: the name of this computer",
    "bot/demo_web.py": "nobody: looks whether a port of ours is free",
}
LINK = (
    "http://169.254.169.254/latest http://localhost:8000/ https://evil.test/x file:///etc/passwd gopher://x"
)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_only_modules_that_are_told_whom_to_call_can_call() -> None:
    can = set()
    for room in ("bot", "intents", "sociale_kaart"):
        for path in (ROOT / room).rglob("*.py"):
            parts = {".".join(one.split(".")[:depth]) for one in _imports(path) for depth in (1, 2)}
            if parts & CAN_CALL:
                can.add(path.relative_to(ROOT).as_posix())
    assert can <= set(CALLERS), can - set(CALLERS)


def test_none_of_them_reads_the_kaart_or_a_message_for_an_address() -> None:
    for name in CALLERS:
        imports = _imports(ROOT / name)
        if imports & {"httpx", "aiosmtplib"}:
            assert not {
                one for one in imports if one.startswith(("sociale_kaart", "intents", "bot.kaart"))
            }, name


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every name that is looked up and every connection that is opened; none of them succeeds."""
    found: list[Any] = []

    def refuse(*args: Any, **more: Any) -> Any:
        found.append(args)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", refuse)
    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", refuse)
    return found


def test_addresses_in_messages_in_files_and_on_the_kaart_are_not_asked_for(
    tmp_path: Path, called: list[Any]
) -> None:
    front = Frontoffice(tmp_path)
    row = next(iter(load()))
    file = csv_bytes([row]).decode().replace(row.website, "169.254.169.254/latest").encode()

    async def go() -> None:
        await front.bot.forward(f"ik wil bijstand {LINK}")
        front.app.service.record_kaartmelding(row.id, LINK)
        noor = front.browser().login_as(*Functie)
        nummer = front.nummer()
        for actie, tekst in (("oppakken", ""), ("notitie", LINK), ("antwoord", LINK)):
            versie = str(front.rij(nummer).versie)
            await noor.post(
                f"/signaal/{nummer}/{actie}", versie=versie, sleutel=versie, zeker="1", tekst=tekst
            )
        await noor.post("/kaart/import", files={"bestand": ("a.csv", file, "text/csv")})
        for path in (
            "/kaart",
            "/kaart/werklijst",
            "/kaart/bewoners",
            f"/kaart/plek/{row.id}",
            f"/signaal/{nummer}",
        ):
            assert (await noor.get(path)).status_code == 200
        await front.bot.settle()
        await front.bot.look()

    asyncio.run(go())
    controleer(load(), front.clock.now().date())
    front.store.close()
    assert called == []


def test_the_net_that_catches_calls_does_catch_them(called: list[Any]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("127.0.0.1", 9))
    assert called
