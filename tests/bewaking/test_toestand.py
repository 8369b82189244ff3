"""A part says since when it is not well: one line at the change, one at the recovery, and nothing personal."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from bot.bewaking.toestand import Onderdelen
from tests.fakes import SetClock


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    out = io.StringIO()
    logs.set_up(out)
    yield out
    root.handlers[:], root.level = before


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_trouble_counts_from_its_first_moment_and_is_said_once(stream: io.StringIO) -> None:
    clock = SetClock()
    parts = Onderdelen(clock)
    parts.add("mail")
    began = clock.now()
    for second in range(200):
        parts.hapert("mail", f"smtp_{421 + second % 2}")
        clock.pass_(seconds=1)
    (mail,) = parts.all()
    assert (mail.toestand, mail.sinds, mail.code) == ("hapert", began, "smtp_422")
    assert [(line["message"], line["onderdeel"]) for line in lines(stream)] == [("part_changed", "mail")]
    parts.goed("mail")
    assert lines(stream)[-1]["message"] == "part_recovered"
    assert lines(stream)[-1]["seconds"] == 200
    assert len(lines(stream)) == 2


def test_what_falters_for_long_is_broken(stream: io.StringIO) -> None:
    clock = SetClock()
    parts = Onderdelen(clock)
    parts.hapert("sms", "sms_timeout")
    began = clock.now()
    clock.pass_(minutes=6)
    parts.hapert("sms", "sms_timeout")
    parts.hapert("sms", "sms_timeout")
    (sms,) = parts.all()
    assert (sms.toestand, sms.sinds) == ("stuk", began)
    assert [line["toestand"] for line in lines(stream)] == ["hapert", "stuk"]


def test_no_sentence_becomes_a_code() -> None:
    parts = Onderdelen(SetClock())
    parts.stuk("mail", "550 geen postbus voor j.jansen@voorbeeld.nl")
    assert [part.code for part in parts.all()] == ["anders"]


def test_heartbeats_have_an_age() -> None:
    now = 100.0
    parts = Onderdelen(SetClock(), lambda: now)
    parts.beat("planner")
    now = 107.5
    assert parts.ages() == {"planner": 7.5}
