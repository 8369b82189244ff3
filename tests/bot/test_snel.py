"""Quick without losing a promise: read once, danger first, nobody held up by who sends much."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.core.begrip import Begrip
from bot.reading import Readings
from bot.store.errors import KeyLostError
from bot.store.gesprekken import Adres
from bot.store.wachtrij import Wachtrij
from intents.begrip import Begrip as Read
from intents.begrip import Nood, NoodSoort, Zekerheid
from tests.bot.conftest import Bot
from tests.fakes import WordLezer
from tests.plekken import traced

A, B, C = (Adres("telegram", str(number)) for number in (1, 2, 3))
PATIENCE = 20.0  # seconds; only reached when something is broken


class CountingLezer(WordLezer):
    """Counts how often it reads each text; sees danger in a word that no rule knows."""

    def __init__(self) -> None:
        self.read_: Counter[str] = Counter()
        self.broken = False

    def read(self, tekst: str) -> Read:
        self.read_[tekst] += 1
        read = super().read(tekst)
        values = {name: getattr(read, name) for name in read.__dataclass_fields__}
        if "zonsondergang" in tekst:
            values["nood"] = Nood(NoodSoort.SUICIDE, Zekerheid.VRAAG_NA, "model", False)
        if self.broken:
            values["zekerheid"] = 0.0
        return Read(**values)


@pytest.fixture
def lezer() -> CountingLezer:
    return CountingLezer()


@pytest.fixture
def bot(tmp_path: Path, lezer: CountingLezer) -> Bot:
    return Bot(tmp_path, lezer=lezer, wacht_op_vervolg=2.0)


def id_of(bot: Bot, adres: Adres) -> str:
    return bot.app.store.gesprekken.find_or_open(adres, bot.clock.now())


def order(bot: Bot) -> list[str]:
    """Whose turn it was, by one letter."""
    names = {id_of(bot, adres): name for adres, name in ((A, "A"), (B, "B"), (C, "C"))}
    return [names[id] for id, _ in bot.app.service.handle_each()]


def test_a_text_is_read_once_however_often_it_is_looked_at(bot: Bot, lezer: CountingLezer) -> None:
    bot.receive("tekst", tekst="ik ben alleen")
    for _ in range(3):
        assert bot.app.service.handle_waiting() is not None
        bot.app.service._turns._typing.clear()
    bot.clock.pass_(seconds=2)
    assert bot.app.service.handle_waiting() is None
    assert lezer.read_["ik ben alleen"] == 1


def test_who_is_still_typing_is_not_looked_at_again_before_his_time(bot: Bot) -> None:
    bot.receive("tekst", A, tekst="ik ben")
    assert bot.app.service.handle_waiting() == 2.0
    bot.clock.pass_(seconds=1)
    with traced(bot.app.store) as asked:
        assert bot.app.service.handle_waiting() == 1.0
    assert asked
    assert not any("inhoud_geheim" in statement for statement in asked)


def test_one_more_message_is_looked_at_at_once(bot: Bot) -> None:
    bot.receive("tekst", A, tekst="ik ben")
    bot.app.service.handle_waiting()
    bot.receive("tekst", A, tekst="zonsondergang")
    assert bot.app.service.handle_waiting() is None
    assert bot.rows("select status from bericht") == [("verwerkt",), ("verwerkt",)]


def test_danger_goes_before_everybody_who_came_earlier(bot: Bot) -> None:
    bot.settings.wacht_op_vervolg = 0
    bot.receive("tekst", A, tekst="ik ben alleen")
    bot.receive("tekst", B, tekst="ik wil bijstand")
    bot.receive("tekst", C, tekst="ik wil dood")
    assert order(bot)[0] == "C"


def test_danger_that_comes_in_meanwhile_goes_next(bot: Bot) -> None:
    bot.settings.wacht_op_vervolg = 0
    bot.receive("tekst", A, tekst="ik ben alleen")
    bot.receive("tekst", B, tekst="ik wil bijstand")
    turns = bot.app.service.handle_each()
    assert next(turns)[0] == id_of(bot, A)
    bot.receive("tekst", C, tekst="ik wil dood")
    assert [id for id, _ in turns][:2] == [id_of(bot, C), id_of(bot, B)]


def test_who_sends_much_lets_others_between(bot: Bot) -> None:
    for _ in range(4):
        bot.receive("knop", A, id="meer", arg="")
    bot.receive("knop", B, id="meer", arg="")
    assert order(bot) == ["A", "B", "A", "A", "A"]
    assert bot.rows("select distinct status from bericht") == [("verwerkt",)]


def test_each_keeps_his_own_order(bot: Bot) -> None:
    for number in range(5):
        bot.receive("knop", A, id="meer", arg=str(number))
        bot.receive("knop", B, id="meer", arg=str(number))
    asyncio.run(bot.settle())
    for adres in (A, B):
        gesprek_id = id_of(bot, adres)
        keys = [
            int(sleutel[1:].partition("-")[0])
            for (sleutel,) in bot.rows(
                f"select sleutel from outbox where gesprek_id = '{gesprek_id}' order by id"
            )
        ]
        assert keys == sorted(keys)
        assert len(set(keys)) == 5


def test_what_is_read_beside_the_loop_is_not_read_again(bot: Bot, lezer: CountingLezer) -> None:
    async def play() -> None:
        with bot.app.service.reading_ahead(lambda: None):
            bot.receive("tekst", A, tekst="ik ben alleen")
            assert bot.app.service.handle_waiting() == 2.0
        # Leaving waits for what is under way.
        bot.clock.pass_(seconds=2)
        assert bot.app.service.handle_waiting() is None

    asyncio.run(play())
    assert lezer.read_["ik ben alleen"] == 1
    assert bot.rows("select status from bericht") == [("verwerkt",)]


def test_danger_found_beside_the_loop_wakes_it_and_goes_first(bot: Bot) -> None:
    async def play() -> list[str]:
        woken = asyncio.Event()
        with bot.app.service.reading_ahead(woken.set):
            bot.receive("tekst", A, tekst="ik ben alleen")
            bot.receive("tekst", B, tekst="zonsondergang")
            bot.app.service.handle_waiting()
            async with asyncio.timeout(PATIENCE):
                await woken.wait()
            return order(bot)

    assert asyncio.run(play())[0] == "B"
    assert bot.rows("select status from bericht order by id") == [("ontvangen",), ("verwerkt",)]


def test_a_reading_that_was_not_whole_is_made_again(bot: Bot, lezer: CountingLezer) -> None:
    lezer.broken = True
    bot.receive("tekst", A, tekst="ik ben alleen")
    bot.app.service.handle_waiting()
    lezer.broken = False
    bot.clock.pass_(seconds=2)
    bot.app.service.handle_waiting()
    assert lezer.read_["ik ben alleen"] == 2


def test_the_memory_of_readings_holds_no_text_and_has_an_end() -> None:
    readings = Readings(most=2)
    for word in ("een", "twee", "zebrapad"):
        readings.keep(word, Begrip(word, ("geld",), 0.9))
    assert readings.get("een") is None
    assert readings.get("zebrapad") == Begrip("zebrapad", ("geld",), 0.9)
    assert "zebrapad" not in repr(vars(readings))


def test_a_contact_is_never_remembered_with_a_reading(bot: Bot) -> None:
    reader = bot.app.service._reader
    assert reader.read("ik ben alleen", "06-00000000").contact == "06-00000000"
    assert reader.read("ik ben alleen").contact is None


def test_the_card_goes_out_before_what_waits_for_everybody_else(bot: Bot) -> None:
    for number, adres in enumerate((A, B)):
        bot.app.service.receive(adres, f"u{number}", "commando", {"naam": "help"})
    bot.app.service.receive(C, "u9", "tekst", {"tekst": "ik wil dood"})
    bot.app.service.handle_waiting()
    went = []
    with bot.app.store.transaction():
        while (row := Wachtrij(bot.app.store).claim("ik", bot.clock.now())) is not None:
            went.append(row.gesprek_id)
            bot.app.store.outbox.delivered(row, None, bot.clock.now())
    assert went[0] == id_of(bot, C)
    assert {id_of(bot, A), id_of(bot, B)} <= set(went)


def test_danger_stays_first_behind_what_the_same_resident_said_before(bot: Bot) -> None:
    bot.app.service.receive(C, "c1", "commando", {"naam": "help"})
    for number, adres in enumerate((A, B)):
        bot.app.service.receive(adres, f"u{number}", "commando", {"naam": "help"})
    bot.app.service.receive(C, "c2", "tekst", {"tekst": "ik wil dood"})
    assert order(bot)[:2] == ["C", "C"]


def test_danger_that_waited_when_the_process_died_goes_first_in_the_next(bot: Bot) -> None:
    for number, adres in enumerate((A, B)):
        bot.app.service.receive(adres, f"u{number}", "commando", {"naam": "help"})
    bot.app.service.receive(C, "c1", "tekst", {"tekst": "ik wil dood"})
    bot.restart()
    assert order(bot)[0] == "C"


def test_who_is_new_is_not_held_up_by_one_who_always_has_more(bot: Bot) -> None:
    for number in range(30):
        bot.app.service.receive(A, f"a{number}", "commando", {"naam": "help"})
    id_of(bot, B)
    names = {id_of(bot, A): "A", id_of(bot, B): "B"}
    went = []
    for id, _ in bot.app.service.handle_each():
        went.append(names[id])
        if len(went) == 3:
            bot.app.service.receive(B, "b1", "commando", {"naam": "help"})
    assert went.index("B") < 6
    assert went.count("A") >= 30


def test_one_that_cannot_be_read_holds_up_nobody(bot: Bot) -> None:
    for number, adres in enumerate((A, B)):
        bot.app.service.receive(adres, f"u{number}", "commando", {"naam": "help"})
    bot.rows(f"update bericht set inhoud_geheim = 'stuk' where gesprek_id = '{id_of(bot, A)}'")
    with pytest.raises(KeyLostError):
        bot.app.service.handle_waiting()
    assert bot.rows(f"select status from bericht where gesprek_id = '{id_of(bot, B)}'") == [("verwerkt",)]


def test_a_clock_that_was_put_back_makes_nobody_wait(bot: Bot) -> None:
    bot.receive("tekst", tekst="ik ben alleen")
    assert bot.app.service.handle_waiting() is not None  # he may still be typing
    bot.clock.pass_(hours=-1)
    assert bot.app.service.handle_waiting() is None
    assert bot.rows("select status from bericht") == [("verwerkt",)]
