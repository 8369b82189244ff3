"""The log holds events, ids and codes, and nothing else."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs

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
