"""The door of the webhook: who may come in, what is too much, and that nothing is handled twice."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.e2e.chat import MARKED, STORY, Colleague, NewPhone, Phone
from tests.e2e.conftest import running
from tests.e2e.process import SECRET, TOKEN, Process, quiet

pytestmark = pytest.mark.e2e

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A bot that listens; these tests knock themselves."""
    with running(tmp_path_factory.mktemp("door"), "webhook") as process:
        yield process


@pytest.fixture
def phone(door: Process, new_phone: NewPhone) -> Phone:
    return new_phone(door)


class Knock:
    """Posts updates as Telegram does, with numbers far above those of the emulator."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._number = 10_000 + process.rows("select count(*) from gezien")[0][0] * 100

    def number(self) -> int:
        self._number += 1
        return self._number

    def post(self, body: Any, *, secret: str | None = SECRET) -> int:
        """The status the bot answers with."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | ({HEADER: secret} if secret is not None else {})
        url = f"{self._process.webhook_url}/telegram"
        return httpx.post(url, content=content, headers=headers, timeout=30).status_code

    def update(self, **content: Any) -> int:
        """A new update that is let in."""
        status = self.post({"update_id": self.number(), **content})
        assert status == 200
        return self._number


@pytest.fixture
def knock(door: Process) -> Knock:
    door.peer.wait(lambda: _listens(door), lambda: "nobody listens")
    return Knock(door)


def _listens(process: Process) -> bool:
    try:
        httpx.get(process.webhook_url)
    except httpx.TransportError:
        return False
    return True


def tables(process: Process) -> list[tuple[Any, ...]]:
    """How much is stored."""
    quiet(process)
    return [process.rows(f"select count(*) from {name}")[0] for name in ("gesprek", "bericht", "gezien")]


def test_same_update_twice_is_handled_once(door: Process, phone: Phone, knock: Knock) -> None:
    update = {"update_id": knock.number(), "message": phone.message(text=STORY)}
    assert [knock.post(update), knock.post(update)] == [200, 200]
    phone.expect_knop("past", "voor_mij")
    assert knock.post(update) == 200
    quiet(door)
    assert len(door.berichten(phone.id)) == 1
    with door.store() as store:
        (signaal,) = store.signalen.all_of(door.gesprek_of(phone.id) or "")
    assert signaal.verhaal == (STORY,)


def test_same_tap_in_the_group_twice_is_done_once(door: Process, phone: Phone, knock: Knock) -> None:
    group = Colleague(door)
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    update_id = group.tap("oppakken", notice)
    group.expect_about("opgepakt", nummer)
    again = next(update for update in door.peer.pushed if update["update_id"] == update_id)
    assert knock.post(again) == 200
    quiet(door)
    assert sum(said.text.startswith("Opgepakt") for said in group.about(nummer)) == 1


@pytest.mark.parametrize("secret", [None, "", "fout", SECRET.upper(), SECRET + "x", "geh\xe9im"])
def test_without_the_secret_nothing_comes_in(
    door: Process, phone: Phone, knock: Knock, secret: str | None
) -> None:
    before = tables(door)
    url = f"{door.webhook_url}/telegram"
    body = json.dumps({"update_id": knock.number(), "message": phone.message(text=STORY)}).encode()
    headers = {} if secret is None else {HEADER: secret.encode("latin-1")}
    assert httpx.post(url, content=body, headers=headers).status_code == 403  # type: ignore[arg-type]
    assert tables(door) == before


UNREADABLE = {
    "empty": b"",
    "half": b"{",
    "null": b"null",
    "list": b"[]",
    "number": b"12",
    "text": b'"tekst"',
    "no_id": b"{}",
    "bytes": b"\xff\xfe",
    "message": b'{"update_id": 1, "message": "x"}',
    "half_message": b'{"update_id": 1, "message": {"message_id": 1}}',
    "deep": b"[" * 200_000,
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused(door: Process, knock: Knock, body: bytes) -> None:
    before = tables(door)
    assert knock.post(body) == 400
    assert tables(door) == before


def test_too_much_is_refused_unread(door: Process, phone: Phone, knock: Knock) -> None:
    before = tables(door)
    assert knock.post({"update_id": knock.number(), "message": phone.message(text="x" * 1_100_000)}) == 413
    assert tables(door) == before


def test_length_that_is_not_said_is_refused(door: Process, knock: Knock) -> None:
    def stream() -> Iterator[bytes]:
        yield b'{"update_id": 1}'

    url = f"{door.webhook_url}/telegram"
    assert httpx.post(url, content=stream(), headers={HEADER: SECRET}).status_code in (411, 413)


def test_other_paths_and_methods_tell_nothing(door: Process, knock: Knock) -> None:
    assert httpx.get(f"{door.webhook_url}/telegram").status_code == 405
    for path in ("/", "/telegram/x", "/docs", "/../elkedeur.db"):
        assert httpx.get(f"{door.webhook_url}{path}", headers={HEADER: SECRET}).status_code == 404


def test_half_a_letter_does_not_stop_the_queue(door: Process, phone: Phone, knock: Knock) -> None:
    """A lone surrogate passes JSON, but is no text; the update would come back for ever."""
    broken = json.dumps(phone.message(text="Ik heb zorgen \ud83d over geld")).encode()
    assert knock.post(b'{"update_id": %d, "message": %s}' % (knock.number(), broken)) == 200
    phone.expect_knop("past", "voor_mij")


def test_edited_message_replaces_what_was_told(door: Process, phone: Phone, knock: Knock) -> None:
    message = phone.message(text="Ik heb schulden bij de bakker")
    knock.update(message=message)
    phone.walk("past", "voor_mij")
    knock.update(edited_message=message | {"text": "Ik heb schulden bij de huurbaas", "edit_date": 2})
    phone.expect_knop("past", "voor_mij", "doorgeven")
    with door.store() as store:
        (signaal,) = store.signalen.all_of(door.gesprek_of(phone.id) or "")
    assert signaal.verhaal == ("Ik heb schulden bij de huurbaas",)


def test_edited_message_may_hold_danger(phone: Phone, knock: Knock) -> None:
    message = phone.message(text="Het gaat niet zo")
    knock.update(message=message)
    phone.peer.wait(lambda: phone.catch_up(), lambda: "no answer")
    knock.update(edited_message=message | {"text": "Ik wil een eind aan mijn leven maken", "edit_date": 2})
    phone.expect("nood.kaart.suicide")


def kicked(phone: Phone) -> dict[str, Any]:
    """The resident blocks the bot."""
    bot = {"id": 7, "is_bot": True, "first_name": "Fixture", "username": "fixture_bot"}
    return {
        "chat": phone.chat,
        "from": phone.who,
        "date": 1,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
    }


def test_blocking_ends_every_promise_and_tells_the_team(door: Process, phone: Phone, knock: Knock) -> None:
    group = Colleague(door)
    nummer = phone.forward()
    assert door.opvolgingen(phone.id)
    knock.update(my_chat_member=kicked(phone))
    group.expect_about("kanaal_gestopt", nummer)
    quiet(door)
    assert door.opvolgingen(phone.id) == []


def test_blocking_by_who_never_wrote_leaves_no_trace(door: Process, phone: Phone, knock: Knock) -> None:
    knock.update(my_chat_member=kicked(phone))
    quiet(door)
    assert door.gesprek_of(phone.id) is None


def test_added_to_a_strange_group_is_ignored(door: Process, phone: Phone, knock: Knock) -> None:
    before = tables(door)[:2]
    change = kicked(phone) | {"chat": {"id": -100999, "type": "supergroup", "title": "Buurtapp"}}
    knock.update(my_chat_member=change)
    knock.update(
        channel_post=phone.message(text="x") | {"chat": {"id": -100998, "type": "channel", "title": "K"}}
    )
    assert tables(door)[:2] == before


def test_unknown_kinds_of_update_are_let_pass(door: Process, knock: Knock) -> None:
    before = tables(door)[:2]
    knock.update()
    knock.update(soort_van_later={"iets": 1})
    assert tables(door)[:2] == before
    assert not any(word in door.log for word in MARKED)


def test_change_to_polling_loses_nothing(door: Process, phone: Phone) -> None:
    """The last test here: nobody knocks any more."""
    door.stop()
    phone.text(STORY)  # nobody listens: it waits at Telegram
    assert door.peer.pending(TOKEN) == 1
    door.mode = "polling"
    door.start()
    phone.walk("past", "voor_mij")
