"""The log holds events, ids and codes, and nothing else."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot import logs
from bot.cli import main

SECRET = "zebrapad 06-12345678"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    out = io.StringIO()
    logs.set_up(out)
    yield out
    root.handlers[:], root.level = before


def test_only_allowed_fields_pass(stream: io.StringIO) -> None:
    logging.getLogger("bot.x").info("step", extra={"gesprek_id": "ab12", "tekst": SECRET})
    assert SECRET not in stream.getvalue()
    assert json.loads(stream.getvalue())["gesprek_id"] == "ab12"


def test_an_exception_keeps_its_kind_and_loses_its_message(stream: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("bot.x").exception("failed")
    assert SECRET not in stream.getvalue()
    assert json.loads(stream.getvalue())["exception"] == "ValueError"


def test_what_a_library_says_is_not_repeated(stream: io.StringIO) -> None:
    logging.getLogger("some.library").warning("url with %s", SECRET)
    assert SECRET not in stream.getvalue()
    assert json.loads(stream.getvalue())["message"] == "library"


def test_the_last_word_of_a_crash_is_its_kind(stream: io.StringIO) -> None:
    logs.excepthook(RuntimeError, RuntimeError(SECRET), None)
    assert SECRET not in stream.getvalue()
    assert json.loads(stream.getvalue())["error"] == "RuntimeError"


@pytest.mark.parametrize("command", [("kaart", "controleer"), ("kaart", "zoek", "eten")])
def test_who_reads_no_further_sees_no_crash(command: tuple[str, ...]) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert run.stdout
    assert run.stderr
    with run.stdout:  # as `| head -0` does
        pass
    with run.stderr:
        assert run.stderr.read() == b""
    assert run.wait() == 141


def test_a_connection_that_breaks_while_somebody_reads_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("bot.cli_kaartwerk.load_settings", broken)
    with pytest.raises(BrokenPipeError):
        main(["kaart", "controleer"])
