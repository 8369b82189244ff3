"""What is done in Open Klant is closed here: once, as a colleague would, and never over what nobody has seen."""

import asyncio

import pytest

from bot.adapters.openklant import OpenKlantChannel
from bot.core.signaal import Status
from bot.koppelen.openklant_stand import STAND, OpenKlantStand
from bot.koppelen.van_buiten import VanBuiten
from bot.store.gesprekken import Adres
from tests.bot.conftest import Bot, forward_with
from tests.koppelen.openklant_dubbel import HANG, OpenKlantDubbel


@pytest.fixture
def stand(bot: Bot) -> OpenKlantStand:
    assert bot.settings.openklant is not None
    app = bot.app
    channel = OpenKlantChannel(bot.settings.openklant, timeout=1.0)
    return OpenKlantStand(channel, app.service, VanBuiten(app.service, app.notices), app.onderdelen)


def status(bot: Bot, signaal: str) -> Status:
    return bot.app.store.signalen.load(signaal).status


def test_a_task_that_is_done_closes_the_signaal_and_the_resident_hears_it_once(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand
) -> None:
    id = asyncio.run(bot.forward())
    assert asyncio.run(stand.look()) == 0
    assert status(bot, id) == Status.OVERGEDRAGEN
    (taak,) = dubbel.taken.values()
    dubbel.close(taak)
    assert asyncio.run(stand.look()) == 1
    assert status(bot, id) == Status.IN_OPVOLGING
    (said,) = asyncio.run(bot.settle())
    assert "afgerond" in said
    assert asyncio.run(stand.look()) == 0


def test_what_the_resident_opens_again_is_not_closed_by_the_same_task(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand
) -> None:
    id = asyncio.run(bot.forward())
    (taak,) = dubbel.taken.values()
    dubbel.close(taak)
    asyncio.run(stand.look())
    asyncio.run(bot.settle())
    asyncio.run(bot.taps("niet_klaar", id))
    bot.app.store.behandelingen.seen(id)
    assert asyncio.run(stand.look()) == 0
    assert status(bot, id) == Status.OVERGEDRAGEN
    dubbel.close(taak, "2026-11-26T10:00:00+01:00")  # done anew
    assert asyncio.run(stand.look()) == 1
    assert status(bot, id) == Status.IN_OPVOLGING


def test_new_words_that_nobody_saw_keep_it_open_and_are_told_once(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand
) -> None:
    id = asyncio.run(bot.forward())
    asyncio.run(bot.says("het is nu veel erger geworden"))
    dubbel.close(next(iter(dubbel.taken.values())))
    assert asyncio.run(stand.look()) == 1
    assert asyncio.run(stand.look()) == 0
    asyncio.run(bot.settle())
    assert status(bot, id) == Status.OVERGEDRAGEN
    assert len([text for text in bot.group.texts if "nog iets nieuws" in text]) == 1


def test_what_was_handed_over_again_looks_at_its_own_task(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand
) -> None:
    id = asyncio.run(bot.forward())
    dubbel.close(next(iter(dubbel.taken.values())))
    store, now = bot.app.store, bot.clock.now()
    overdracht = store.overdrachten.load(id)
    assert overdracht is not None
    with store.transaction():  # as `elkedeur frontoffice opnieuw` does
        store.overdrachten.send(id, now)
        bot.app.notices.overdracht(store.signalen.load(id), overdracht, now)
    asyncio.run(bot.settle())
    assert asyncio.run(stand.look()) == 0
    numbers = [one["referentienummer"] for one in dubbel.taken.values()]
    assert numbers[1] == f"{numbers[0]}02"


def test_one_look_after_the_other_reaches_all_whatever_goes_wrong(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.koppelen.openklant_stand.MOST", 2)
    for number in range(5):
        asyncio.run(bot.forward(adres=Adres("telegram", str(7000 + number))))
    for taak in dubbel.taken.values():
        dubbel.close(taak)
    dubbel.faults["GET internetaken"] = [500]
    closed = [asyncio.run(stand.look()) for _ in range(4)]
    assert closed == [1, 2, 1, 1]


def test_a_register_that_hangs_is_seen_and_the_bot_goes_on(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand
) -> None:
    asyncio.run(bot.forward())
    dubbel.faults["GET onderwerpobjecten"] = [HANG]

    async def both() -> list[str]:
        looking = asyncio.create_task(stand.look())
        await asyncio.to_thread(dubbel.reached.wait, 5)
        said = await bot.says("en dan nog iets")
        assert not looking.done()
        dubbel.let_go.set()
        await looking
        return said

    assert asyncio.run(both())
    part = next(one for one in bot.app.onderdelen.all() if one.naam == STAND)
    assert part.toestand == "hapert"


def test_what_is_done_there_is_seen_too_after_a_number_was_taken_back(
    bot: Bot, dubbel: OpenKlantDubbel, stand: OpenKlantStand
) -> None:
    id = forward_with(bot, "mijn nummer 0612345678")
    asyncio.run(bot.says("haal mijn nummer weg"))
    bot.app.store.behandelingen.seen(id)
    for taak in list(dubbel.taken.values()):
        dubbel.close(taak)
    assert asyncio.run(stand.look()) == 1
    assert status(bot, id) == Status.IN_OPVOLGING
