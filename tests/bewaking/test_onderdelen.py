"""What is missing or damaged at the start, what breaks while it runs, and mail and sms behind their breakers."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from prometheus_client import generate_latest

from bot import start
from bot.adapters.mail_channel import MailChannel
from bot.adapters.sms import SmsChannel, SmsGateway
from bot.bewaking.breakers import Breakers
from bot.bewaking.meters import Meters
from bot.bewaking.toestand import Onderdelen
from bot.config import ConfigError, load_settings
from bot.frontoffice.notices import Notices
from bot.sender import Channel, Sender
from bot.store import Store
from bot.store.errors import StoreUnavailableError
from intents.lezer import Lezer
from intents.model import FOLDER
from tests.adapters.mailserver import DROP, LoopbackMailServer
from tests.bot.conftest import Bot
from tests.fakes import SetClock, WordLezer
from tests.plekken import read_only

ROWS = 6


def parts(bot: Bot) -> dict[str, tuple[str, str | None]]:
    return {part.naam: (part.toestand, part.code) for part in bot.app.onderdelen.all()}


# --- at the start ---


@pytest.fixture(params=["missing", "damaged"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    if request.param == "missing":
        folder.mkdir()
        return folder
    shutil.copytree(FOLDER, folder)
    weights = folder / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:1000])
    return folder


def test_without_a_model_it_starts_sees_danger_and_says_what_it_lacks(model: Path, tmp_path: Path) -> None:
    bot = Bot(tmp_path, lezer=Lezer.load(model))
    try:
        assert parts(bot)["begrijpen"] == ("stuk", "alleen_regels")
        asyncio.run(bot.says("Ik wil een eind aan mijn leven maken"))
        assert any("113" in text for text in bot.resident.texts)
    finally:
        bot.app.store.close()


def test_kaart_file_that_is_missing_or_damaged_is_named_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.Lezer.load", WordLezer)
    settings = load_settings(gegevens=tmp_path, telegram_token="1:x", pakket_map=tmp_path / "pakketten")
    for content in (None, b"", b"\x00\xff\x00\xff kapot", b"id,naam\n1,x\n"):
        file = tmp_path / "voorzieningen-van-hier.csv"
        if content is not None:
            file.write_bytes(content)
        monkeypatch.setattr("sociale_kaart.load.DEFAULT", file)
        with pytest.raises(ConfigError, match=r"voorzieningen-van-hier\.csv"):
            asyncio.run(start.start(settings))


def test_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    with LoopbackMailServer() as taken:
        settings = load_settings(
            gegevens=tmp_path, telegram_token="1:x", pakket_map=tmp_path, bewaking_poort=taken.port
        )
        with pytest.raises(ConfigError, match="bewaking_poort"):
            asyncio.run(start.start(settings))


# --- while it runs ---


def test_new_kaart_that_cannot_be_read_leaves_the_old_one_and_is_told(bot: Bot) -> None:
    assert parts(bot)["kaart"] == ("goed", None)
    before = list(bot.app.kaart.nu)
    bot.app.kaart._newer = lambda: (99, ({"id": "zomaar"},))  # type: ignore[method-assign]
    assert asyncio.run(bot.app.kaart.take_up()) is False
    assert parts(bot)["kaart"] == ("hapert", "onleesbaar")
    assert list(bot.app.kaart.nu) == before
    asyncio.run(bot.says("hallo"))
    assert bot.resident.texts


def test_database_that_cannot_be_written_takes_nothing_in_and_uses_up_no_attempt(bot: Bot) -> None:
    bot.receive("tekst", tekst="hallo")
    with read_only(bot.app.store):
        with pytest.raises(StoreUnavailableError, match=r"SQLITE_READONLY|POSTGRES_25006"):
            bot.receive("tekst", tekst="nog iets")
        for _ in range(5):  # more often than a broken bericht is tried
            with pytest.raises(StoreUnavailableError):
                bot.app.service.handle_waiting()
    assert bot.rows("select status, pogingen from bericht") == [("ontvangen", 0)]
    bot.receive("tekst", tekst="nog iets")
    asyncio.run(bot.settle())
    assert bot.rows("select distinct status from bericht") == [("verwerkt",)]


def test_what_is_received_and_handled_is_counted(bot: Bot) -> None:
    asyncio.run(bot.says("hallo"))
    asyncio.run(bot.says("ik ben kapot! hoor"))  # breaks the reading, three times
    text = generate_latest(bot.app.meters.registry).decode()
    assert 'elkedeur_berichten_ontvangen_total{kanaal="telegram",soort="tekst"} 2.0' in text
    assert "elkedeur_berichten_verwerkt_total 1.0" in text
    assert "elkedeur_berichten_mislukt_total 3.0" in text


# --- mail and sms ---


class Post:
    """A sender with one channel and rows in lanes of their own."""

    def __init__(self, folder: Path, soort: str, channel: Channel) -> None:
        self.clock = SetClock()
        self.store = Store.open(folder / "elkedeur.db", folder / "sleutel")
        self.onderdelen = Onderdelen(self.clock)
        self.breakers = Breakers(self.onderdelen)
        nobody = cast(Notices, None)
        self.sender = Sender(self.store, {soort: channel}, self.clock, nobody, self.breakers, Meters())
        with self.store.transaction():
            for n in range(ROWS):
                inhoud = {
                    "aan": "+31612345678" if soort == "seintje_sms" else f"post{n}@gemeente.example",
                    "onderwerp": "Er is nieuws",
                    "tekst": f"bericht {n}",
                    "message_id": f"<{n}@elkedeur>",
                }
                self.store.outbox.put(f"k{n}", f"baan{n}", soort, inhoud, self.clock.now())

    def send(self, **later: float) -> None:
        self.clock.pass_(**later)
        asyncio.run(self.sender.send_waiting())

    def state(self) -> dict[str, str]:
        return {part.naam: part.toestand for part in self.onderdelen.all()}

    def close(self) -> dict[str, int]:
        counts = self.store.outbox.counts()
        self.store.close()
        return counts


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        ("mail", "451 4.3.0 Later"),
        ("rcpt", "421 4.3.2 Shutting down"),
        ("data", "452 4.2.2 Full"),
        ("content", "451 4.3.0 Later"),
        ("mail", DROP),
        ("data", DROP),
        ("greeting", DROP),
        ("rcpt", "530 5.7.0 Must log in"),
    ],
)
def test_mail_server_that_is_ill_is_left_alone_and_gets_each_mail_once_after(
    tmp_path: Path, step: str, reply: str
) -> None:
    with LoopbackMailServer() as server:
        setattr(server.behaviour, step, reply)
        post = Post(tmp_path, "seintje_mail", MailChannel(server.config()).send)
        for _ in range(3):
            post.send(hours=1)
        assert post.state() == {"mail": "stuk"}
        assert post.store.outbox.counts() == {"wacht": ROWS}
        refused = len(server.mails)
        setattr(server.behaviour, step, "250 OK")
        post.send(hours=1)
        assert post.state() == {"mail": "goed"}
        assert post.close() == {"bezorgd": ROWS}
        assert len(server.mails) - refused == ROWS


def test_address_that_is_refused_ends_alone_and_the_others_go(tmp_path: Path) -> None:
    with LoopbackMailServer() as server:
        server.behaviour.rcpt = "550 5.1.1 No such user"
        post = Post(tmp_path, "mail", MailChannel(server.config()).send)
        post.send()
        assert post.state().get("mail", "goed") == "goed"
        assert all(one.is_closed for one in post.breakers.all)
        assert post.close() == {"mislukt": ROWS}


class Hanging(BaseHTTPRequestHandler):
    """A gateway that takes the question and says nothing, until it is well."""

    well = threading.Event()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if not self.well.wait(0.3):
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def gateway() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hanging)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    Hanging.well.clear()
    yield f"http://127.0.0.1:{server.server_port}/sms"
    server.shutdown()
    thread.join()
    server.server_close()


def test_sms_gateway_that_hangs_is_left_alone_and_gets_all_after(tmp_path: Path, gateway: str) -> None:
    fields = {"to": "{nummer}", "body": "{tekst}"}
    channel = SmsChannel(SmsGateway(gateway, fields=fields), timeout=0.1)
    post = Post(tmp_path, "seintje_sms", channel.send)
    for _ in range(3):
        post.send(hours=1)
    assert post.state() == {"sms": "stuk"}
    assert post.store.outbox.counts() == {"wacht": ROWS}
    Hanging.well.set()
    post.send(hours=1)
    assert post.state() == {"sms": "goed"}
    assert post.close() == {"bezorgd": ROWS}
