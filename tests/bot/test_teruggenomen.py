"""What is taken back is what was shown or meant, and what colleagues may still have stays with them."""

import asyncio
from typing import Any

from bot.adapters.errors import RetryLaterError
from bot.store.toestemmingen import Toestemming
from tests.bot.conftest import LAST_MADE, TO_TEAM, Bot

NUMBER = "0612345678"


def go(bot: Bot, *acts: Any) -> list[str]:
    """Taps by name, or words; gives the texts of the last reply."""

    async def play() -> list[str]:
        last: list[str] = []
        for act in acts:
            last = await (bot.says(act) if " " in act else bot.taps(*act.split(":")))
        return last

    return asyncio.run(play())


def forward_with(bot: Bot, contact: str) -> str:
    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", contact, *TO_TEAM[4:])
    return str(bot.rows(f"select id from signaal order by {LAST_MADE} desc")[0][0])


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
