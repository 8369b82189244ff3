"""Who may act in the group of colleagues, and that no answer reaches a resident for whom it was not meant."""

import asyncio
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.adapters.telegram_intake import TelegramIntake
from bot.render import readable
from bot.store.gesprekken import Adres
from tests.bot.conftest import Bot

GROUP, COLLEAGUE, STRANGER = -100, 5001, 5002
ANSWER = "Ik bel u morgen om tien uur."
US = {"id": 7, "is_bot": True, "first_name": "Elke Deur"}
CHAT = {"id": GROUP, "type": "supergroup", "title": "Frontoffice"}
FIRST, SECOND = Adres("telegram", "4242"), Adres("telegram", "4343")


class Group:
    """The group as Telegram tells of it, with two residents whose signalen stand in it."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.intake = TelegramIntake(bot.app.service, bot.app.group, GROUP)
        self.first = asyncio.run(bot.forward(adres=FIRST))
        self.second = asyncio.run(bot.forward(adres=SECOND))
        self._count = 0

    def give(self, **content: Any) -> list[tuple[str, str]]:
        """One update; gives what residents got of it, as (chat, text)."""
        self._count += 1
        before = len(self.bot.resident.rows)
        update = Update.de_json({"update_id": self._count, **content}, None)
        assert update is not None
        self.intake.take(update)
        asyncio.run(self.bot.settle())
        return [
            (self._chat_of(row.gesprek_id), row.inhoud["tekst"]) for row in self.bot.resident.rows[before:]
        ]

    def reply(
        self, signaal: str, who: dict[str, Any], words: str = ANSWER, **more: Any
    ) -> list[tuple[str, str]]:
        """An answer to the notice about this signaal."""
        return self.give(message=message(who, words, reply_to_message=self.notice(signaal)) | more)

    def press(self, signaal: str, who: dict[str, Any], button: str = "oppakken") -> list[tuple[str, str]]:
        return self.give(callback_query=tap(who, self.notice(signaal), f"{button}:{signaal}"))

    def notice(self, signaal: str) -> dict[str, Any]:
        """The first message in the group about this signaal; what was sent got the id m<row>."""
        row = next(row for row in self.bot.group.rows if row.signaal_id == signaal)
        # Telegram numbers its messages; the channel of these tests put an m before it.
        self.bot.app.store._db.execute(
            "update outbox set extern_id = ? where id = ?", [str(1000 + row.id), row.id]
        )
        return {
            "message_id": 1000 + row.id, "date": 1, "chat": CHAT, "from": US, "text": row.inhoud["tekst"]
        }  # fmt: skip

    def _chat_of(self, gesprek_id: str | None) -> str:
        return self.bot.app.store.gesprekken.adres(gesprek_id or "").adres

    def status(self, signaal: str) -> str:
        return self.bot.app.store.signalen.load(signaal).status


def person(id: int, **more: Any) -> dict[str, Any]:
    return {"id": id, "is_bot": False, "first_name": "Iemand"} | more


def message(who: dict[str, Any], words: str, **more: Any) -> dict[str, Any]:
    return {"message_id": 9, "date": 1, "from": who, "chat": CHAT, "text": words} | more


def tap(who: dict[str, Any], below: dict[str, Any] | None, data: str) -> dict[str, Any]:
    query = {"id": "1", "from": who, "chat_instance": "1", "data": data}
    return query if below is None else query | {"message": below}


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    """Only one colleague is on the list."""
    bot = Bot(tmp_path, groep_collegas=[COLLEAGUE])
    yield Group(bot)
    bot.app.store.close()


@pytest.fixture
def open_group(tmp_path: Path) -> Iterator[Group]:
    """Nobody made a list: all people in the group are colleagues."""
    bot = Bot(tmp_path)
    yield Group(bot)
    bot.app.store.close()


def test_a_colleague_on_the_list_acts_and_answers(group: Group) -> None:
    assert len(group.press(group.first, person(COLLEAGUE))) == 1
    ((chat, tekst),) = group.reply(group.first, person(COLLEAGUE))
    assert chat == FIRST.adres
    assert ANSWER in tekst


def test_who_was_added_to_the_group_presses_in_vain(group: Group) -> None:
    before = group.status(group.first)
    for button in ("oppakken", "terugkoppelen", "afsluiten"):
        assert group.press(group.first, person(STRANGER), button) == []
        assert group.status(group.first) == before
        assert "niet op de lijst" in group.bot.group.texts[-1]


def test_who_was_added_to_the_group_answers_in_vain(group: Group) -> None:
    for words in (ANSWER, "klopt niet: het gaat om geld", "kaart klopt niet voedselbank: dicht"):
        assert group.reply(group.first, person(STRANGER), words) == []
        assert group.bot.rows("select count(*) from herziening") == [(0,)]
        assert group.bot.rows("select count(*) from kaartmelding") == [(0,)]
        said = group.bot.group.texts[-1]
        assert "niet op de lijst" in said
        assert words not in said


def test_a_stranger_who_goes_on_is_told_once_a_day_about_the_same_message(group: Group) -> None:
    before = len(group.bot.group.rows)
    for _ in range(20):
        group.reply(group.first, person(STRANGER))
    assert len(group.bot.group.rows) == before + 1
    group.bot.clock.pass_(days=1)
    group.reply(group.first, person(STRANGER))
    assert len(group.bot.group.rows) == before + 2


MACHINES = {
    "bot": {"from": person(5003, is_bot=True)},
    "listed_bot": {"from": person(COLLEAGUE, is_bot=True)},
    "channel_of_somebody": {
        "from": person(136817688, is_bot=True),
        "sender_chat": {"id": -200, "type": "channel", "title": "Nieuws"},
    },
    "linked_channel": {
        "from": person(777000),
        "sender_chat": {"id": -200, "type": "channel", "title": "Nieuws"},
        "is_automatic_forward": True,
    },
}


@pytest.mark.parametrize("which", ["group", "open_group"])
def test_no_machine_is_a_colleague(request: pytest.FixtureRequest, which: str) -> None:
    group: Group = request.getfixturevalue(which)
    before = len(group.bot.group.rows)
    for sender in MACHINES.values():
        assert group.reply(group.first, person(STRANGER), **sender) == []
    assert group.press(group.first, person(5003, is_bot=True)) == []
    assert len(group.bot.group.rows) == before  # two bots that answer each other would never end
    assert group.status(group.first) == "overgedragen"


def test_an_administrator_without_a_name_is_nobody_on_the_list(group: Group) -> None:
    hidden = {"from": person(1087968824, is_bot=True), "sender_chat": CHAT}
    assert group.reply(group.first, person(1087968824), **hidden) == []
    assert "niet op de lijst" in group.bot.group.texts[-1]


def test_an_administrator_without_a_name_may_answer_where_there_is_no_list(open_group: Group) -> None:
    hidden = {"from": person(1087968824, is_bot=True), "sender_chat": CHAT}
    assert [chat for chat, _ in open_group.reply(open_group.first, person(1), **hidden)] == [FIRST.adres]


def test_a_post_in_a_channel_and_a_group_that_is_not_ours_do_nothing(group: Group) -> None:
    notice = group.notice(group.first)
    for chat in (
        {"id": -300, "type": "supergroup", "title": "X"},
        {"id": -301, "type": "group", "title": "X"},
    ):
        fake = message(person(COLLEAGUE), ANSWER, reply_to_message=notice) | {"chat": chat}
        assert group.give(message=fake) == []
        below = notice | {"chat": chat}
        assert group.give(callback_query=tap(person(COLLEAGUE), below, f"afsluiten:{group.first}")) == []
    post = message(person(COLLEAGUE), ANSWER, reply_to_message=notice)
    assert group.give(channel_post=post | {"chat": {"id": GROUP, "type": "channel", "title": "X"}}) == []
    assert group.status(group.first) == "overgedragen"


def test_a_button_of_the_group_pressed_in_a_private_chat_does_nothing(group: Group) -> None:
    """A changed app can send any data it likes."""
    private = {"id": COLLEAGUE, "type": "private", "first_name": "Iemand"}
    below = {"message_id": 1, "date": 1, "chat": private, "from": US, "text": "x"}
    for place, button in itertools.product((below, None), ("oppakken", "terugkoppelen", "afsluiten")):
        data = f"{button}:{group.first}"
        answers = group.give(callback_query=tap(person(COLLEAGUE), place, data))
        assert {chat for chat, _ in answers} <= {str(COLLEAGUE)}  # never the resident
    assert group.status(group.first) == "overgedragen"


def test_an_answer_goes_to_the_resident_of_the_message_that_was_answered(group: Group) -> None:
    assert [chat for chat, _ in group.reply(group.second, person(COLLEAGUE))] == [SECOND.adres]
    assert [chat for chat, _ in group.reply(group.first, person(COLLEAGUE))] == [FIRST.adres]


def test_an_answer_to_words_of_a_person_reaches_nobody(group: Group) -> None:
    """Somebody may copy a notice; and in another group the numbers of messages begin anew."""
    copied = group.notice(group.first) | {"from": person(STRANGER)}
    assert group.give(message=message(person(COLLEAGUE), ANSWER, reply_to_message=copied)) == []
    assert "niet bij welke vraag" in group.bot.group.texts[-1]


def test_a_message_that_shows_another_number_reaches_nobody(group: Group) -> None:
    """The id is of the notice about the first, its words are about the second: nobody knows who is meant."""
    mixed = group.notice(group.first) | {"text": group.notice(group.second)["text"]}
    assert group.give(message=message(person(COLLEAGUE), ANSWER, reply_to_message=mixed)) == []
    assert "niet bij welke vraag" in group.bot.group.texts[-1]


def test_a_number_that_was_typed_wrong_puts_nothing_on_the_list_of_another(group: Group) -> None:
    other = readable(group.bot.app.store.signalen.load(group.second).nummer)
    group.reply(group.first, person(COLLEAGUE), f"klopt niet {other} gaat over geld")
    about = group.bot.rows("select signaal_id from handeling where soort = 'correctie'")
    assert about == [(group.second,)]  # the number that was typed counts, and no other
    group.reply(group.first, person(COLLEAGUE), "klopt niet 0000-0000 gaat over geld")
    assert len(group.bot.rows("select 1 from handeling where soort = 'correctie'")) == 1
    assert "niet bij welke vraag" in group.bot.group.texts[-1]


def test_an_answer_about_what_was_erased_reaches_nobody(group: Group) -> None:
    notice = group.notice(group.first)
    asyncio.run(group.bot.command("vergeet"))
    asyncio.run(group.bot.taps("vergeet_ja"))
    reply = message(person(COLLEAGUE), ANSWER, reply_to_message=notice)
    assert group.give(message=reply) == []
    assert group.give(callback_query=tap(person(COLLEAGUE), notice, f"oppakken:{group.first}")) == []
    assert ANSWER not in str([row.inhoud for row in group.bot.resident.rows])


def test_an_answer_about_what_is_shielded_reaches_nobody(group: Group) -> None:
    store = group.bot.app.store
    with store.transaction():
        me = store.medewerkers.add("noor", "Noor", ("medewerker",), group.bot.clock.now())
        group.bot.app.desk.take_up(group.first, "web:1", me)
        group.bot.app.work.shield(group.first, me, True, group.bot.clock.now())
    asyncio.run(group.bot.settle())
    assert group.reply(group.first, person(COLLEAGUE)) == []
    assert group.press(group.first, person(COLLEAGUE), "afsluiten") == []
    assert "afgeschermd" in group.bot.group.texts[-1]


def test_the_same_update_twice_answers_once(group: Group) -> None:
    reply = message(person(COLLEAGUE), ANSWER, reply_to_message=group.notice(group.first))
    update = Update.de_json({"update_id": 77, "message": reply}, None)
    assert update is not None
    for _ in range(3):
        group.intake.take(update)
    asyncio.run(group.bot.settle())
    assert str([row.inhoud for row in group.bot.resident.rows]).count(ANSWER) == 1


def test_what_a_resident_presses_moves_nothing_of_another(open_group: Group) -> None:
    """All buttons of residents, with every id of another resident behind them."""
    bot = open_group.bot
    ids = [row[0] for row in bot.rows("select id from signaal union select id from opvolging")]
    mine = asyncio.run(bot.forward(adres=Adres("telegram", "4444")))
    before = {id: bot.app.store.signalen.load(id) for id in (open_group.first, open_group.second)}
    others = f"select * from opvolging where signaal_id <> '{mine}' order by id"
    asks = bot.rows(others)
    knoppen = sorted(bot.app.renderer.teksten.all_buttons())
    rows = len(bot.resident.rows)

    async def press_all() -> None:
        for knop, id in itertools.product(knoppen, ids):
            bot.receive("knop", Adres("telegram", "4444"), id=knop, arg=id)
        await bot.settle()

    asyncio.run(press_all())
    assert {id: bot.app.store.signalen.load(id) for id in before} == before
    assert bot.rows(others) == asks
    told = {bot.app.store.gesprekken.adres(row.gesprek_id or "").adres for row in bot.resident.rows[rows:]}
    assert told <= {"4444"}
