"""The short form of benchmarks/belasting: a small burst beside one chat that does not stop. Nothing here is timed."""

import re
from typing import Any

import pytest

from tests.e2e.chat import NewPhone, Phone
from tests.e2e.process import TOKEN, Process, quiet

pytestmark = pytest.mark.e2e

PHONES, FLOOD = 25, 60
STORIES = (
    "ik spreek soms dagen niemand",
    "de huur gaat omhoog en ik kom niet rond",
    "ik slaap al weken slecht",
)
DANGER = "ik wil dood"
_STEP = re.compile(r"b(\d+)-")


def said(phone: Phone, tekst: str) -> dict[str, Any]:
    """A message, as Telegram describes it."""
    return {"message": phone.message(text=tekst)}


def tapped(phone: Phone, nr: int) -> dict[str, Any]:
    """A tap on a button of long ago."""
    message = {"message_id": 1, "date": 1, "chat": phone.chat, "text": "-"}
    shown = {"id": str(900_000 + nr), "from": phone.who, "chat_instance": "1", "data": f"meer:{nr}"}
    return {"callback_query": shown | {"message": message}}


def sent(phone: Phone, nr: int) -> dict[str, Any]:
    """What the one who does not stop sends: two texts, a tap, two texts, a tap."""
    return tapped(phone, nr) if nr % 3 == 2 else said(phone, f"woord{nr}")


def kept(process: Process, phone: Phone) -> list[str]:
    """What is stored of this phone, in the order in which it was: a text, or the number of a tap."""
    berichten = process.berichten(phone.id)
    assert {status for _, status, _ in berichten} == {"verwerkt"}
    return [inhoud["tekst"] if soort == "tekst" else inhoud["arg"] for soort, _, inhoud in berichten]


def check_answers(process: Process, phone: Phone) -> None:
    """Every answer was seen once, in the order in which it was written, and in the order of what it answers."""
    query = (
        "select sleutel, status, extern_id from outbox where gesprek_id = ? and soort = 'bewoner' order by id"
    )
    rows = process.rows(query, process.gesprek_of(phone.id))
    assert rows
    assert {row[1] for row in rows} == {"bezorgd"}
    assert [row[2] for row in rows] == [str(one.id) for one in phone.all]
    answered = [int(found[1]) for row in rows if (found := _STEP.match(row[0]))]
    assert answered == sorted(answered)


def test_a_burst_beside_one_who_does_not_stop_loses_nothing_and_keeps_order(
    shaken: Process, new_phone: NewPhone
) -> None:
    endless, *others = (new_phone(shaken) for _ in range(PHONES))
    updates = [said(phone, f"{STORIES[nr % 3]} nummer{nr}") for nr, phone in enumerate(others)]
    flood = [sent(endless, nr) for nr in range(FLOOD)]
    mixed = [one for nr, each in enumerate(flood) for one in (each, *updates[nr : nr + 1])]
    shaken.peer.push_all(TOKEN, mixed)
    quiet(shaken)
    for nr, phone in enumerate(others):
        assert kept(shaken, phone) == [f"{STORIES[nr % 3]} nummer{nr}"]
        check_answers(shaken, phone)
    assert kept(shaken, endless) == [str(nr) if nr % 3 == 2 else f"woord{nr}" for nr in range(FLOOD)]
    check_answers(shaken, endless)


def test_who_is_in_danger_behind_a_burst_is_handled_before_it_is_over(
    shaken: Process, new_phone: NewPhone
) -> None:
    phones = [new_phone(shaken) for _ in range(PHONES)]
    last = new_phone(shaken)
    told = [
        tapped(phone, nr) for nr, phone in enumerate(phones)
    ]  # who types is given a moment, who taps is not
    shaken.peer.push_all(TOKEN, [*told, said(last, DANGER)])
    quiet(shaken)
    query = "select gesprek_id from bericht where verwerkt is not null order by verwerkt desc limit 10"
    assert shaken.gesprek_of(last.id) not in {row[0] for row in shaken.rows(query)}
    check_answers(shaken, last)
