"""Handing over to Open Klant: once, whole or said to be shortened, and again after whatever went wrong on the way."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.errors import DeliveryError, DeliveryUnknownError, GiveUpError, RetryLaterError
from bot.adapters.openklant import OpenKlant, OpenKlantChannel
from bot.koppelen.rijen import INHOUD, OPENKLANT, TOELICHTING
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing
from bot.store.times import stamp
from tests.bot.conftest import TO_TEAM, Bot
from tests.koppelen.openklant_dubbel import (
    ACTOR,
    DROP,
    ENDLESS,
    GARBLE,
    HANG,
    LIST,
    LOSE,
    NOT_JSON,
    TOKEN,
    OpenKlantDubbel,
)

MAKE, TASK = "POST maak-klantcontact", "POST internetaken"
ONE_EACH = (1, 1, 1, 1)
ROW = "select status, pogingen from outbox where soort = 'pakket_openklant'"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def row(*, begonnen: bool = False, nummer: str = "12345678", **klantcontact: Any) -> Outgoing:
    inhoud = {
        "klantcontact": {
            "referentienummer": nummer,
            "onderwerp": "Overdracht 1234-5678",
            "inhoud": "Ik heb hulp nodig",
            "taal": "nld",
            "vertrouwelijk": True,
            "plaatsgevondenOp": NOW.isoformat(),
            "metadata": {"bron": "Elke Deur"},
        }
        | klantcontact,
        "taak": {"referentienummer": nummer, "gevraagdeHandeling": "Help verder.", "toelichting": ""},
    }
    return Outgoing(
        7,
        "overdracht:ab12:0:openklant",
        "openklant:ab12",
        OPENKLANT,
        None,
        "ab12",
        inhoud,
        1,
        begonnen,
        stamp(NOW),
    )


def channel(dubbel: OpenKlantDubbel, **changes: Any) -> OpenKlantChannel:
    there = OpenKlant(dubbel.url, changes.pop("token", TOKEN), changes.pop("actor", ACTOR))
    return OpenKlantChannel(there, timeout=changes.pop("timeout", 5.0))


def send(to: OpenKlantChannel, outgoing: Outgoing | None = None) -> str | None:
    return asyncio.run(to.send(outgoing or row(), lambda: None))


def failure(to: OpenKlantChannel, outgoing: Outgoing | None = None) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(to, outgoing)
    return caught.value


# --- what arrives ---


def test_what_a_resident_hands_over_becomes_one_klantcontact_with_one_interne_taak(
    bot: Bot, dubbel: OpenKlantDubbel
) -> None:
    id = asyncio.run(bot.forward("ik wil bijstand"))
    assert dubbel.counts() == ONE_EACH
    nummer = bot.app.store.signalen.load(id).nummer
    (contact,), (taak,) = dubbel.klantcontacten.values(), dubbel.taken.values()
    pakket = bot.app.store.overdrachten.load(id)
    assert pakket is not None
    assert contact["inhoud"] == pakket.tekst  # word for word what the resident saw
    assert contact["referentienummer"] == taak["referentienummer"] == nummer
    assert (contact["vertrouwelijk"], contact["taal"], contact["kanaal"]) == (True, "nld", "chat")
    assert (taak["status"], taak["toegewezenAanActoren"]) == ("te_verwerken", [{"uuid": ACTOR}])
    assert f"{nummer[:4]}-{nummer[4:]}" in taak["gevraagdeHandeling"]
    assert dubbel.betrokkenen[0]["rol"] == "klant"
    assert bot.rows(ROW) == [("bezorgd", 1)]


def test_a_worried_neighbour_is_told_of_beside_the_roles_that_the_standard_has(
    bot: Bot, dubbel: OpenKlantDubbel
) -> None:
    async def worried() -> None:
        await bot.says("mijn buurvrouw wil bijstand")
        for knop in ("gevaar_nee", "sinds_weken", *TO_TEAM):
            await bot.taps(knop)

    asyncio.run(worried())
    (contact,) = dubbel.klantcontacten.values()
    assert contact["metadata"]["voor"] == "iemand om wie ik mij zorgen maak"


def test_nothing_goes_there_before_the_resident_agreed(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    async def until_shown() -> None:
        await bot.says("ik wil bijstand")
        for knop in TO_TEAM[:-2]:
            await bot.taps(knop)

    asyncio.run(until_shown())
    assert dubbel.asked == []


def test_what_was_taken_back_before_it_could_go_never_goes(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    dubbel.faults["GET onderwerpobjecten"] = [503]
    id = asyncio.run(bot.forward())
    asyncio.run(bot.taps("intrek_doorgeven", id))
    bot.clock.pass_(hours=1)
    asyncio.run(bot.settle())
    assert not any("bijstand" in one["inhoud"] for one in dubbel.klantcontacten.values())
    assert bot.rows(ROW)[0][0] == "vervallen"


def test_what_was_under_way_and_failed_is_not_tried_again_once_it_is_taken_back(
    bot: Bot, dubbel: OpenKlantDubbel
) -> None:
    dubbel.faults["GET onderwerpobjecten"] = [503]
    id = asyncio.run(bot.forward())
    bot.rows("update outbox set status = 'bezig', eigenaar = 'dood:1' where soort = 'pakket_openklant'")
    asyncio.run(bot.taps("intrek_doorgeven", id))
    bot.rows("update outbox set status = 'wacht' where status = 'bezig'")
    bot.clock.pass_(hours=1)
    asyncio.run(bot.settle())
    assert not any("bijstand" in one["inhoud"] for one in dubbel.klantcontacten.values())


@pytest.mark.parametrize(("where", "how"), [(MAKE, LOSE), (TASK, 500)])
def test_what_was_taken_back_when_it_was_there_in_part_is_asked_back_there(
    bot: Bot, dubbel: OpenKlantDubbel, where: str, how: int | str
) -> None:
    dubbel.faults[where] = [how]
    id = asyncio.run(bot.forward())
    asyncio.run(bot.taps("intrek_doorgeven", id))
    pakket, back = dubbel.klantcontacten.values()
    assert "bijstand" in pakket["inhoud"]
    assert back["metadata"] == {
        "bron": "Elke Deur",
        "soort": "ingetrokken",
        "vraag": pakket["metadata"]["vraag"],
    }
    assert [one["aanleidinggevendKlantcontact"]["uuid"] for one in dubbel.taken.values()] == [
        uuid for uuid, one in dubbel.klantcontacten.items() if one is back
    ]


def test_what_was_taken_back_after_it_went_is_asked_back_there(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    id = asyncio.run(bot.forward())
    asyncio.run(bot.taps("intrek_doorgeven", id))
    pakket, back = dubbel.klantcontacten.values()
    assert back["metadata"]["soort"] == "ingetrokken"
    assert "bijstand" in pakket["inhoud"]
    assert "bijstand" not in back["inhoud"]
    assert len(dubbel.taken) == 2


def test_a_long_story_goes_on_in_the_task_and_says_what_is_missing(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    lengths = (20, INHOUD, 1500, 2500, 9000)
    shortened = []
    for number, length in enumerate(lengths):
        words = "zorg " * (length // 5)
        id = asyncio.run(bot.forward(f"bijstand {words}", Adres("telegram", str(9000 + number))))
        contact, taak = list(dubbel.klantcontacten.values())[-1], list(dubbel.taken.values())[-1]
        whole = bot.app.store.overdrachten.load(id)
        assert whole is not None
        assert len(contact["inhoud"]) <= INHOUD
        assert len(taak["toelichting"]) <= TOELICHTING
        both = contact["inhoud"] + taak["toelichting"]
        assert both.endswith(whole.tekst.rpartition("\n")[2])  # how to answer
        missing = whole.tekst.count("zorg") - both.count("zorg")
        assert (missing > 0) == ("Hier ontbreken" in both)
        shortened.append(missing > 0)
    assert shortened == [False, False, False, True, True]
    assert len(dubbel.taken) == len(lengths)


# --- again ---


@pytest.mark.parametrize(
    ("where", "how"),
    [
        ("GET onderwerpobjecten", DROP),
        ("GET onderwerpobjecten", NOT_JSON),
        ("GET onderwerpobjecten", LIST),
        ("GET onderwerpobjecten", ENDLESS),
        (MAKE, 500),
        (MAKE, 503),
        (MAKE, 429),
        (MAKE, 302),
        (MAKE, 403),
        (MAKE, DROP),
        (MAKE, LOSE),
        (MAKE, GARBLE),
        (MAKE, NOT_JSON),
        (MAKE, LIST),
        (MAKE, ENDLESS),
        (TASK, 502),
        (TASK, 401),
        (TASK, DROP),
        (TASK, LOSE),
        (TASK, GARBLE),
        (TASK, NOT_JSON),
        (TASK, LIST),
    ],
)
def test_after_any_failure_there_is_one_of_each_and_no_person_has_to_look(
    dubbel: OpenKlantDubbel, where: str, how: int | str
) -> None:
    to = channel(dubbel)
    dubbel.faults[where] = [how]
    assert type(failure(to)) is RetryLaterError
    taak = send(to)
    assert send(to) == taak  # and once more, as after a crash before it was written down
    assert dubbel.counts() == ONE_EACH


@pytest.mark.parametrize(("where", "how"), [(MAKE, LOSE), (TASK, 500)])
def test_the_outbox_tries_again_until_it_is_there(
    bot: Bot, dubbel: OpenKlantDubbel, where: str, how: int | str
) -> None:
    dubbel.faults[where] = [how]
    asyncio.run(bot.forward())
    assert bot.rows(ROW) == [("wacht", 1)]
    bot.clock.pass_(hours=1)
    asyncio.run(bot.settle())
    assert dubbel.counts() == ONE_EACH
    assert bot.rows(ROW) == [("bezorgd", 2)]


def test_a_server_that_hangs_is_left_after_a_time_and_asked_again(dubbel: OpenKlantDubbel) -> None:
    dubbel.faults[MAKE] = [HANG]
    error = failure(channel(dubbel, timeout=0.3))
    assert (type(error), error.code) == (RetryLaterError, "openklant_timeout")
    assert getattr(error, "after", 0) >= 60  # what hangs may still be at work
    send(channel(dubbel))
    assert dubbel.counts() == ONE_EACH


def test_killed_between_the_two_questions_makes_one_of_each(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    """Another process takes the row, makes the klantcontact, and is killed while it asks for the task."""
    del bot.app.channels[OPENKLANT]
    asyncio.run(bot.forward())
    bot.app.store.close()
    dubbel.faults[TASK] = [HANG]
    given = dubbel.settings()
    code = (
        "import asyncio, json, sys; from pathlib import Path; from tests.bot.conftest import Bot\n"
        "bot = Bot(Path(sys.argv[1]), **json.loads(sys.argv[2]))\n"
        "bot.app.sender.recover()\n"
        "asyncio.run(bot.app.settle())\n"
    )
    root = Path(__file__).parents[2]
    child = subprocess.Popen([sys.executable, "-c", code, str(bot.folder), json.dumps(given)], cwd=root)
    try:
        assert dubbel.reached.wait(60), "the child never asked for the task"
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait(10)
    assert dubbel.counts() == (1, 1, 1, 0)
    bot.start()
    assert bot.rows(ROW)[0][0] == "bezig"
    until = time.monotonic() + 10
    while bot.rows(ROW)[0][0] == "bezig" and time.monotonic() < until:
        bot.app.store.werk.look()
        bot.app.sender.recover()  # a server needs a moment to see that the other one is gone
        asyncio.run(bot.settle())
    assert dubbel.counts() == ONE_EACH
    assert bot.rows(ROW)[0][0] == "bezorgd"


def test_a_question_still_at_work_over_there_is_not_answered_by_a_second_one(dubbel: OpenKlantDubbel) -> None:
    """Ours comes in after we looked: the number is taken, by ourselves."""
    late = OpenKlantDubbel._list
    real = send(channel(dubbel))
    looks: list[str] = []

    def not_yet(self: OpenKlantDubbel, what: str, query: dict[str, str]) -> dict[str, Any]:
        looks.append(what)
        return {"results": []} if len(looks) == 1 else late(self, what, query)

    dubbel._list = not_yet.__get__(dubbel)  # type: ignore[method-assign]
    assert send(channel(dubbel)) == real
    assert dubbel.counts() == ONE_EACH


@pytest.mark.parametrize("where", [MAKE, TASK])
def test_what_has_no_number_is_found_again_all_the_same(dubbel: OpenKlantDubbel, where: str) -> None:
    outgoing = row()
    del outgoing.inhoud["klantcontact"]["referentienummer"], outgoing.inhoud["taak"]["referentienummer"]
    dubbel.faults[where] = [LOSE]
    assert type(failure(channel(dubbel), outgoing)) is RetryLaterError
    send(channel(dubbel), outgoing)
    assert dubbel.counts() == ONE_EACH


def test_a_number_of_somebody_else_is_left_to_him(dubbel: OpenKlantDubbel) -> None:
    dubbel.klantcontacten["x"] = {"referentienummer": "12345678"}
    dubbel.taken["y"] = {"uuid": "y", "referentienummer": "12345678"}
    send(channel(dubbel))
    ours = [one for uuid, one in dubbel.klantcontacten.items() if uuid != "x"]
    assert [one.get("referentienummer") for one in ours] == [None]
    assert len(dubbel.taken) == 2


# --- who cannot be asked ---


def test_without_a_way_to_look_a_person_has_to_after_a_crash(dubbel: OpenKlantDubbel) -> None:
    dubbel.searchable = False
    dubbel.objecten.append({"onderwerpobjectidentificator": {"objectId": "van een ander"}})
    error = failure(channel(dubbel), row(begonnen=True))
    assert (type(error), error.code) == (DeliveryUnknownError, "openklant_not_searchable")
    assert dubbel.klantcontacten == {}


def test_without_a_way_to_look_the_first_time_goes_and_a_lost_answer_is_not_guessed(
    dubbel: OpenKlantDubbel,
) -> None:
    dubbel.searchable = False
    dubbel.objecten.append({"onderwerpobjectidentificator": {"objectId": "van een ander"}})
    dubbel.faults[MAKE] = [LOSE]
    assert type(failure(channel(dubbel))) is DeliveryUnknownError
    assert len(dubbel.klantcontacten) == 1


def test_uncertain_is_told_to_colleagues_with_what_to_do(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    dubbel.searchable = False
    dubbel.objecten.append({"onderwerpobjectidentificator": {"objectId": "van een ander"}})
    dubbel.faults[MAKE] = [LOSE]
    asyncio.run(bot.forward())
    assert bot.rows(ROW)[0][0] == "onzeker"
    assert any("Open Klant" in text and "opnieuw" in text for text in bot.group.texts)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"token": "een-ander"}, "openklant_auth"),
        ({"actor": "11111111-2222-4333-8444-555555555555"}, "openklant_actor"),
    ],
)
def test_what_the_operator_must_mend_waits_for_him(
    dubbel: OpenKlantDubbel, changes: dict[str, str], code: str
) -> None:
    error = failure(channel(dubbel, **changes))
    assert (type(error), error.code) == (RetryLaterError, code)
    send(channel(dubbel))
    assert dubbel.counts() == ONE_EACH


@pytest.mark.parametrize(
    "wrong",
    [
        {"inhoud": "x" * 1001},
        {"onderwerp": "x" * 201},
        {"onderwerp": ""},
        {"taal": "nederlands"},
        {"vertrouwelijk": "ja"},
        {"metadata": {"a": 7}},
        {"zomaar": "iets"},
    ],
)
def test_the_stand_in_refuses_what_the_standard_does_not_allow(
    dubbel: OpenKlantDubbel, wrong: dict[str, Any]
) -> None:
    error = failure(channel(dubbel), row(**wrong))
    assert (type(error), error.code) == (GiveUpError, "openklant_400")
    assert dubbel.klantcontacten == {}


# --- what follows ---


def test_later_words_and_taking_back_go_the_same_way(bot: Bot, dubbel: OpenKlantDubbel) -> None:
    id = asyncio.run(bot.forward())
    asyncio.run(bot.says("ik ben ook mijn baan kwijt"))
    nummer = bot.app.store.signalen.load(id).nummer
    said = [one["inhoud"] for one in dubbel.klantcontacten.values()]
    assert any("ook mijn baan kwijt" in text for text in said)
    asyncio.run(bot.command("vergeet"))
    asyncio.run(bot.taps("vergeet_ja"))
    last = list(dubbel.klantcontacten.values())[-1]
    assert f"{nummer[:4]}-{nummer[4:]}" in last["inhoud"]
    assert last["metadata"]["soort"] == "gewist"
    assert "baan" not in last["inhoud"]
    assert len(dubbel.taken) == len(dubbel.klantcontacten)
