"""docs/kaart-api.md: its commands do what it says, and it names every address and every parameter."""

import re
import shlex
from pathlib import Path

import httpx
import pytest

from bot.cli import main
from bot.kaartapi.vraag import DETAILS, LISTS, MOST_PER_PAGE, PARAMETERS, PER_PAGE
from tests.kaartapi.conftest import Kaart

BLAD = (Path(__file__).parents[2] / "docs" / "kaart-api.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", BLAD, re.S) for line in block.strip().splitlines()
]


def answered(kaart: Kaart, command: str) -> httpx.Response:
    """As curl would ask it."""
    words = shlex.split(command)[1:]
    method, headers, rest = "GET", {}, iter(words)
    url = ""
    for word in rest:
        if word == "-I":
            method = "HEAD"
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        else:
            url = word
    assert url.startswith("http://127.0.0.1:8400/")
    return kaart.ask(url.removeprefix("http://127.0.0.1:8400"), method, headers=headers)


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("curl ")])
def test_a_command_gives_something(shared: Kaart, command: str) -> None:
    answer = answered(shared, command)
    assert answer.status_code == 200, answer.text
    if answer.headers["content-type"] == "application/json" and '"contents":[' in answer.text:
        assert answer.json()["total_items"] > 0


def test_the_other_commands_run_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ELKEDEUR_DATABASE", raising=False)  # of the bot that the other tests share
    others = [line for line in COMMANDS if not line.startswith("curl ")]
    assert others
    assert len(COMMANDS) - len(others) >= 10
    for line in others:
        assert main(shlex.split(line)[1:]) == 0
        assert capsys.readouterr().out.startswith("BEGIN:V")


def test_every_address_every_parameter_and_every_limit_stands_there() -> None:
    for word in (*LISTS, *DETAILS, *PARAMETERS, "kaart_poort", "kaart_url", "kaart_adres", "kaart_proxy"):
        assert f"`{word}`" in BLAD or f"{word} =" in BLAD, word
    assert f"{PER_PAGE}, hoogstens {MOST_PER_PAGE}" in BLAD
