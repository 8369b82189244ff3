"""What is taken back is what was shown or meant, and what colleagues may still have stays with them."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.adapters.errors import DeliveryUnknownError, RetryLaterError
from bot.store.outbox import Outgoing
from bot.store.toestemmingen import Toestemming
from bot.store.wachtrij import Wachtrij
from tests.bot.conftest import TO_TEAM, Bot, forward_with, go

NUMBER = "0612345678"


def running(bot: Bot) -> list[tuple[str, str | None]]:
    ((gesprek_id,),) = bot.rows("select id from gesprek")
    given: tuple[Toestemming, ...] = bot.app.store.toestemmingen.of(gesprek_id)
    return [(one.doel, one.signaal_id) for one in given if one.ingetrokken is None]


def test_a_number_means_that_line_of_the_list_as_it_was_shown(bot: Bot) -> None:
    id = asyncio.run(bot.forward())
    (shown, *_) = asyncio.run(bot.command("intrekken"))
    assert "2. Een medewerker mag vraag" in shown
    ((gesprek_id,),) = bot.rows("select id from gesprek")
    with bot.app.store.transaction():  # on the page, while the list stands on the screen
        bot.app.store.toestemmingen.give(gesprek_id, "seintje", "v", bot.clock.now())
    asyncio.run(bot.says("2"))
    assert running(bot) == [("seintje", None)]
    assert bot.app.store.signalen.load(id).status == "ingetrokken"


def test_not_calling_takes_a_number_back_and_says_nothing_of_an_address_elsewhere(bot: Bot) -> None:
    with_address = forward_with(bot, "mail naar jan@voorbeeld.nl")
    go(bot, "nieuw")
    with_number = forward_with(bot, f"mijn nummer {NUMBER}")
    said = go(bot, "bel me niet")
    assert said == [bot.app.renderer.text("ingetrokken.contact", {})]
    assert ("contact", with_address) in running(bot)
    assert ("contact", with_number) not in running(bot)


def test_a_pakket_that_waits_is_replaced_also_while_another_text_is_shown(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=3600) for _ in range(3)]
    id = forward_with(bot, f"mijn nummer {NUMBER}")
    with bot.app.store.transaction():  # as when it is opened again, told anew and shown again
        bot.app.store.overdrachten.show(id, f"Nieuw verhaal\nAntwoord: {NUMBER}", bot.clock.now())
    bot.receive("tekst", tekst="haal mijn nummer weg")
    bot.app.service.handle_waiting()
    waiting = bot.rows("select inhoud_geheim from outbox where soort = 'pakket_map' and status = 'wacht'")
    texts = [str(bot.app.store.crypt.unseal(sealed)["tekst"]) for (sealed,) in waiting]
    (pakket,) = (text for text in texts if text.startswith("Overdracht"))
    assert ("bijstand" in pakket, NUMBER in pakket, "Nieuw verhaal" in pakket) == (True, False, False)
    left = bot.app.store.overdrachten.load(id)
    assert left is not None
    assert (left.status, "Nieuw verhaal" in left.tekst, NUMBER in left.tekst) == ("getoond", True, False)
    assert arrived(bot) == [pakket]


def arrived(bot: Bot) -> list[str]:
    """The pakketten in the folder, when it works again."""
    bot.folder_channel.fail = []
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())
    return [text for text in bot.folder_channel.texts if text.startswith("Overdracht")]


def test_what_goes_instead_still_goes_when_another_text_is_shown_after_it(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=3600) for _ in range(3)]
    id = forward_with(bot, f"mijn nummer {NUMBER}")
    bot.receive("tekst", tekst="haal mijn nummer weg")
    bot.app.service.handle_waiting()
    bot.clock.pass_(minutes=1)
    with bot.app.store.transaction():
        bot.app.store.overdrachten.show(id, "Nieuw verhaal", bot.clock.now())
    (pakket,) = arrived(bot)
    assert ("bijstand" in pakket, NUMBER in pakket, "Nieuw verhaal" in pakket) == (True, False, False)


def test_a_number_that_is_not_given_any_more_does_not_go_with_a_pakket_of_before(bot: Bot) -> None:
    """He agreed to a new text without it, which is not sent yet."""
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=3600) for _ in range(3)]
    id = forward_with(bot, f"mijn nummer {NUMBER}")
    bot.clock.pass_(minutes=1)
    ((gesprek_id,),) = bot.rows("select id from gesprek")
    with bot.app.store.transaction():
        bot.app.store.overdrachten.show(id, "Nieuw verhaal", bot.clock.now())
        bot.app.store.toestemmingen.withdraw(gesprek_id, "contact", bot.clock.now(), id)
    assert arrived(bot) == []


@pytest.mark.parametrize("begun", [False, True])
def test_a_pakket_that_is_under_way_when_the_number_is_taken_back_and_then_fails(
    bot: Bot, begun: bool
) -> None:
    """It goes again without the number; but when it may be there, a colleague looks first."""

    async def under_way(row: Outgoing, begin: Callable[[], None]) -> str | None:
        bot.app.channels["pakket_map"] = bot.folder_channel.send
        if begun:
            begin()
        bot.receive("tekst", tekst="haal mijn nummer weg")
        bot.app.service.handle_waiting()
        raise DeliveryUnknownError("weg") if begun else RetryLaterError("weg", after=1)

    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", f"mijn nummer {NUMBER}")
    bot.app.channels["pakket_map"] = under_way
    bot.receive("knop", id="verstuur", arg="")
    bot.app.service.handle_waiting()
    asyncio.run(bot.app.sender.send_waiting())
    pakketten = arrived(bot)
    assert [("bijstand" in text, NUMBER in text) for text in pakketten] == ([] if begun else [(True, False)])
    assert any("misschien al aangekomen" in text for text in bot.group.texts) is begun


def test_one_that_had_begun_in_a_process_that_died_is_looked_for_by_a_colleague(bot: Bot) -> None:
    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", f"mijn nummer {NUMBER}")
    bot.receive("knop", id="verstuur", arg="")
    bot.app.service.handle_waiting()
    store, queue = bot.app.store, Wachtrij(bot.app.store)
    with store.transaction():
        while (
            row := queue.claim(store.werk.naam, bot.clock.now())
        ) is not None and row.soort != "pakket_map":
            pass
        assert row is not None
        assert store.outbox.begin(row, bot.clock.now())
    bot.restart()
    bot.receive("tekst", tekst="haal mijn nummer weg")
    bot.app.service.handle_waiting()
    bot.app.sender.recover()
    assert arrived(bot) == []
    assert any("misschien al aangekomen" in text for text in bot.group.texts)


def test_of_what_is_withdrawn_altogether_nothing_goes_instead(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=3600) for _ in range(3)]
    forward_with(bot, f"mijn nummer {NUMBER}")
    go(bot, "haal mijn nummer weg", "trek mijn vraag in")
    assert bot.rows("select status from signaal") == [("ingetrokken",)]
    assert arrived(bot) == []


def agreed(bot: Bot) -> None:
    """The pakket is on its way, with the number in it."""
    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", f"mijn nummer {NUMBER}")
    bot.receive("knop", id="verstuur", arg="")
    bot.app.service.handle_waiting()


def under_way(bot: Bot, then: Callable[[], None]) -> None:
    """The number is taken back, and then this, while the pakket is under way; it fails."""

    async def send(row: Outgoing, begin: Callable[[], None]) -> str | None:
        bot.app.channels["pakket_map"] = bot.folder_channel.send
        bot.receive("tekst", tekst="haal mijn nummer weg")
        bot.app.service.handle_waiting()
        then()
        raise RetryLaterError("weg", after=1)

    bot.app.channels["pakket_map"] = send
    asyncio.run(bot.app.sender.send_waiting())


def test_what_goes_instead_is_what_he_agreed_to_not_what_is_shown_now(bot: Bot) -> None:
    def shown() -> None:
        ((id,),) = bot.rows("select id from signaal")
        with bot.app.store.transaction():
            bot.app.store.overdrachten.show(id, "Nieuw verhaal", bot.clock.now())

    agreed(bot)
    under_way(bot, shown)
    (pakket,) = arrived(bot)
    assert ("bijstand" in pakket, NUMBER in pakket, "Nieuw verhaal" in pakket) == (True, False, False)


def test_of_what_is_withdrawn_while_it_is_under_way_nothing_goes_instead(bot: Bot) -> None:
    def withdraw() -> None:
        bot.receive("tekst", tekst="trek mijn vraag in")
        bot.app.service.handle_waiting()

    agreed(bot)
    under_way(bot, withdraw)
    assert bot.rows("select status from signaal") == [("ingetrokken",)]
    assert arrived(bot) == []
    assert bot.rows("select count(*) from outbox where status='vervallen' and soort='pakket_map'")[0][0] >= 1


def test_a_number_of_another_question_that_is_taken_back_stops_no_pakket(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=3600) for _ in range(6)]
    id = forward_with(bot, f"mijn nummer {NUMBER}")
    go(bot, "nieuw")
    other = forward_with(bot, "mijn nummer 0687654321")
    assert other != id
    bot.clock.pass_(minutes=1)
    ((gesprek_id,),) = bot.rows("select id from gesprek")
    with bot.app.store.transaction():
        bot.app.store.overdrachten.show(id, "Nieuw verhaal", bot.clock.now())
        bot.app.store.toestemmingen.withdraw(gesprek_id, "contact", bot.clock.now(), other)
    assert any(NUMBER in text for text in arrived(bot))


def test_what_goes_instead_goes_only_to_the_place_that_does_not_have_it(tmp_path: Path) -> None:
    mail = {"pakket_mail": "in@oosterhout.test", "smtp_host": "mail.test", "melding_mail": "m@o.test"}
    bot = Bot(tmp_path, **mail)

    async def mailed_first(row: Outgoing, begin: Callable[[], None]) -> str | None:
        raise RetryLaterError("weg", after=60)

    bot.app.channels["pakket_map"] = mailed_first
    agreed(bot)
    asyncio.run(bot.settle())
    bot.clock.pass_(minutes=5)
    under_way(bot, lambda: None)
    assert [NUMBER in text for text in arrived(bot)] == [False]
    mailed = [text for text in bot.mail.texts if "Overdracht" in text]
    bot.app.store.close()
    assert [NUMBER in text for text in mailed] == [True]
