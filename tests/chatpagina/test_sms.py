"""The whole way of a seintje by sms: asked for on the page, sent over real HTTP, and its link pressed on the page."""

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import TO_TEAM
from tests.chatpagina.conftest import BASE, Browser, ChatSite

NUMBER = "+31612345678"


class Gateway:
    """What a municipality has: an address that takes a number and a text."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                gateway.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(202)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/sms"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway()
    serving = threading.Thread(target=made.server.serve_forever, args=(0.01,))
    serving.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    serving.join()


def test_hoe_gaat_het_nu_reaches_a_phone_and_its_link_leads_back(tmp_path: Path, gateway: Gateway) -> None:
    chat = ChatSite(tmp_path, chat_url=BASE, sms_url=gateway.url)

    async def live() -> Browser:
        async with chat.running():
            browser = chat.browser()
            await browser.says("ik wil bijstand")
            for knop in TO_TEAM:
                await browser.taps(knop)
            await browser.post("/seintje", soort="sms", waar="06 12 34 56 78")
            assert "U krijgt een sms als er een bericht is." in browser.page.text
            assert gateway.asked == []
        chat.bot.clock.pass_(days=16)
        await chat.bot.look()
        phone = chat.browser("203.0.113.9")
        (asked,) = gateway.asked
        (path,) = re.findall(rf"{BASE}(/k/\S+)", asked["body"])
        await phone.get(path)
        assert phone.said() == []
        await phone.post(path)
        return phone

    phone = asyncio.run(live())
    chat.store.close()
    (asked,) = gateway.asked
    assert asked["to"] == NUMBER
    assert re.fullmatch(rf"Er staat een bericht voor u klaar: {BASE}/k/[\w-]+", asked["body"])
    assert phone.said()[-1].endswith("Hoe gaat het nu met u?")
    assert {"beter", "hetzelfde", "slechter"} <= {value.partition(":")[0] for value in phone.knoppen()}
