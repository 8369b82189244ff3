"""What another system tells us: only signed, only now, only once, and only about what it may know."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from bot import logs
from bot.adapters.handtekening import sign
from bot.core.signaal import Status
from bot.frontoffice.desk import UITKOMSTEN
from bot.koppelen.ontvangst import MOST, PATH, make_ontvangst
from bot.store.gesprekken import Adres
from tests.bot.conftest import LAST_MADE, Bot
from tests.plekken import read_only

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "koppelen" / "status.schema.json").read_text(encoding="utf-8"))
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLDER = "whsec_" + "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH"
STRANGE = "whsec_" + "ZZZZBBBBCCCCDDDDEEEEFFFFGGGGHHHH"


class Other:
    """The other system."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.site = make_ontvangst(bot.app, (SECRET, OLDER))
        self.count = 0

    def told(self, nummer: str, status: str, **more: Any) -> str:
        return json.dumps({"type": "signaal.status", "data": {"nummer": nummer, "status": status, **more}})

    async def _post(self, content: Any, headers: dict[str, Any]) -> httpx.Response:
        there = httpx.ASGITransport(app=self.site)
        async with httpx.AsyncClient(transport=there, base_url="https://elkedeur.test") as http:
            return await http.post(PATH, content=content, headers=headers)

    def post(self, body: Any, headers: dict[str, Any] | None = None) -> httpx.Response:
        if headers is None:
            self.count += 1
            headers = sign((SECRET,), f"bericht-{self.count}", datetime.now(UTC), body)
        return asyncio.run(self._post(body, headers))

    def tells(self, nummer: str, status: str, **more: Any) -> int:
        return self.post(self.told(nummer, status, **more)).status_code


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    made = Bot(tmp_path)
    yield made
    made.app.store.close()


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Other]:
    """One with a signaal that no test moves."""
    bot = Bot(tmp_path_factory.mktemp("unmoved"))
    asyncio.run(bot.forward())
    yield Other(bot)
    bot.app.store.close()


def state(other: Other) -> tuple[str, str]:
    """The number of the only signaal, and how it stands."""
    ((nummer, status),) = other.bot.rows("select nummer, status from signaal")
    return nummer, status


@pytest.fixture
def other(bot: Bot) -> Other:
    return Other(bot)


@pytest.fixture
def signaal(bot: Bot) -> str:
    return asyncio.run(bot.forward())


@pytest.fixture
def nummer(bot: Bot, signaal: str) -> str:
    return bot.app.store.signalen.load(signaal).nummer


def status(bot: Bot, signaal: str) -> Status:
    return bot.app.store.signalen.load(signaal).status


# --- what it does ---


def test_taken_up_over_there_is_taken_up_here_and_the_resident_hears_it(
    bot: Bot, other: Other, signaal: str, nummer: str
) -> None:
    assert other.tells(nummer, "opgepakt") == 204
    assert status(bot, signaal) == Status.OPGEPAKT
    assert "heeft uw vraag" in asyncio.run(bot.settle())[0]


def test_done_over_there_is_closed_here_as_if_a_colleague_had(
    bot: Bot, other: Other, signaal: str, nummer: str
) -> None:
    assert other.tells(f"{nummer[:4]}-{nummer[4:]}", "afgesloten", uitkomst="doorverwezen") == 204
    assert status(bot, signaal) == Status.IN_OPVOLGING
    rij = bot.app.store.behandelingen.load(signaal)
    assert rij is not None
    assert rij.uitkomst == "doorverwezen"
    (said,) = asyncio.run(bot.settle())
    assert "afgerond" in said
    assert any("andere systeem" in text for text in bot.group.texts)
    assert bot.app.store.termijnen.running(signaal) is None


def test_what_is_over_already_stays_as_it_is(bot: Bot, other: Other, signaal: str, nummer: str) -> None:
    assert other.tells(nummer, "afgesloten") == 204
    asyncio.run(bot.settle())
    assert other.tells(nummer, "afgesloten") == 204
    assert other.tells(nummer, "opgepakt") == 204
    assert status(bot, signaal) == Status.IN_OPVOLGING
    assert asyncio.run(bot.settle()) == []


def test_new_words_of_the_resident_that_nobody_saw_keep_it_open(
    bot: Bot, other: Other, signaal: str, nummer: str
) -> None:
    asyncio.run(bot.says("het is nu veel erger geworden"))
    before = status(bot, signaal)
    assert other.tells(nummer, "afgesloten") == 204
    assert status(bot, signaal) == before
    asyncio.run(bot.settle())
    assert any("nog iets nieuws" in text for text in bot.group.texts)


def test_it_is_stored_before_it_is_answered(bot: Bot, other: Other, nummer: str) -> None:
    with read_only(bot.app.store):
        assert other.tells(nummer, "opgepakt") == 503
    assert other.tells(nummer, "opgepakt") == 204


# --- who may not ---


@pytest.mark.parametrize(
    "wrong", ["none", "secret", "body", "id", "time", "fraction", "old", "ahead", "version", "noise", "dots"]
)
def test_what_is_not_signed_by_them_and_now_is_refused(unmoved: Other, wrong: str) -> None:
    nummer, before = state(unmoved)
    body, now = unmoved.told(nummer, "opgepakt"), datetime.now(UTC)
    signed = sign((STRANGE if wrong == "secret" else SECRET,), "een-bericht", now, body)
    if wrong in ("old", "ahead"):
        shift = timedelta(minutes=6 if wrong == "ahead" else -6)
        signed = sign((SECRET,), "een-bericht", now + shift, body)
    changes: dict[str, dict[str, Any]] = {
        "none": {"webhook-signature": ""},
        "id": {"webhook-id": "een-ander-bericht"},
        "time": {"webhook-timestamp": str(int(now.timestamp()) + 60)},
        "fraction": {"webhook-timestamp": f"{int(now.timestamp())}.5"},
        "version": {"webhook-signature": signed["webhook-signature"].replace("v1,", "v2,")},
        "noise": {"webhook-signature": "v1,!!! , v1 v1,v1,v1 ééé".encode()},
        "dots": {"webhook-id": "een.bericht"},
    }
    sent = body.replace("opgepakt", "afgesloten") if wrong == "body" else body
    answer = unmoved.post(sent, signed | changes.get(wrong, {}))
    assert (answer.status_code, answer.content) == (401, b"")
    assert state(unmoved) == (nummer, before)


def test_either_secret_will_do_while_one_takes_the_place_of_the_other(other: Other, nummer: str) -> None:
    body = other.told(nummer, "opgepakt")
    signed = sign((STRANGE, OLDER), "met-de-oude", datetime.now(UTC), body)
    assert other.post(body, signed).status_code == 204


def test_the_same_message_again_changes_nothing(bot: Bot, other: Other, signaal: str, nummer: str) -> None:
    body = other.told(nummer, "afgesloten")
    signed = sign((SECRET,), "een-bericht", datetime.now(UTC), body)
    assert other.post(body, signed).status_code == 204
    asyncio.run(bot.settle())
    asyncio.run(bot.taps("niet_klaar", signaal))
    assert status(bot, signaal) == Status.OVERGEDRAGEN
    bot.app.store.behandelingen.seen(signaal)
    assert other.post(body, signed).status_code == 204
    assert status(bot, signaal) == Status.OVERGEDRAGEN


def test_a_number_that_they_may_not_know_is_as_unknown_as_one_that_does_not_exist(
    bot: Bot, other: Other, signaal: str, nummer: str
) -> None:
    asyncio.run(bot.taps("intrek_doorgeven", signaal))
    withdrawn = other.post(other.told(nummer, "afgesloten"))
    asyncio.run(bot.says("ik zoek een taalcafé", Adres("telegram", "5151")))
    ((private,),) = bot.rows(f"select nummer from signaal order by {LAST_MADE} desc limit 1")
    for answer in (
        withdrawn,
        other.post(other.told(private, "opgepakt")),
        other.post(other.told("99999999", "opgepakt")),
    ):
        assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "geen json",
        '{"type": "signaal.status"}',
        '{"type": "signaal.anders", "data": {"nummer": "12345678", "status": "opgepakt"}}',
        '{"type": "signaal.status", "data": {"nummer": "1234567", "status": "opgepakt"}}',
        '{"type": "signaal.status", "data": {"nummer": "12345678", "status": "overgedragen"}}',
        '{"type": "signaal.status", "data": {"nummer": 12345678, "status": "opgepakt"}}',
    ],
)
def test_what_is_no_such_message_is_refused(unmoved: Other, body: str) -> None:
    answer = unmoved.post(body)
    assert (answer.status_code, answer.content) == (400, b"")
    if body.startswith("{"):
        assert not Draft202012Validator(SCHEMA).is_valid(json.loads(body))


def test_an_outcome_that_does_not_exist_is_refused_and_changes_nothing(
    unmoved: Other,
) -> None:
    nummer, before = state(unmoved)
    assert unmoved.tells(nummer, "afgesloten", uitkomst="klaar") == 400
    assert state(unmoved) == (nummer, before)


def test_too_much_is_put_off_before_it_is_whole(unmoved: Other) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MOST:
            sent += 1024
            yield b"x" * 1024

    async def go() -> httpx.Response:
        return await unmoved._post(endless(), {})

    assert asyncio.run(go()).status_code == 413
    assert sent <= MOST + 1024


def test_nothing_of_a_message_stands_in_the_log(other: Other, nummer: str) -> None:
    out, root = io.StringIO(), logging.getLogger()
    before = root.handlers[:], root.level
    logs.set_up(out, logging.DEBUG)
    try:
        other.tells(nummer, "opgepakt", tekst="zebrapad")
        other.post('{"zebrapad": 1}')
        other.post("zebrapad", {"webhook-id": "zebrapad"})
        other.tells("99999999", "opgepakt")
    finally:
        root.handlers[:], root.level = before
    assert "van_buiten" in out.getvalue()
    assert not [word for word in ("zebrapad", nummer, "99999999", SECRET) if word in out.getvalue()]


def test_the_schema_names_what_is_taken() -> None:
    data = SCHEMA["properties"]["data"]["properties"]
    assert data["uitkomst"]["enum"] == list(UITKOMSTEN)
    Draft202012Validator.check_schema(SCHEMA)
