"""Open Klant and the webhook when they are ill: left alone, told of, and given everything once when they are well."""

import asyncio
import json
import ssl
from pathlib import Path

import pytest

from bot.adapters.openklant import OpenKlantChannel
from bot.adapters.webhook import WebhookChannel
from bot.koppelen.rijen import OPENKLANT, WEBHOOK
from bot.store.gesprekken import Adres
from tests.adapters.mailserver import make_certificate
from tests.adapters.test_sms import HANG, Answer, Gateway
from tests.bot.conftest import Bot
from tests.koppelen import openklant_dubbel
from tests.koppelen.openklant_dubbel import OpenKlantDubbel

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
RESIDENTS = [Adres("telegram", str(8000 + number)) for number in range(4)]


def part(bot: Bot, naam: str) -> str:
    return next(one.toestand for one in bot.app.onderdelen.all() if one.naam == naam)


async def all_forward(bot: Bot) -> None:
    for adres in RESIDENTS:
        await bot.forward(adres=adres)


def waiting(bot: Bot, soort: str) -> list[str]:
    return [row[0] for row in bot.rows(f"select status from outbox where soort = '{soort}'")]


async def later(bot: Bot) -> None:
    bot.clock.pass_(hours=1)
    await bot.settle()


@pytest.mark.parametrize("fault", [openklant_dubbel.HANG, 502])
def test_open_klant_that_is_ill_holds_up_no_resident_and_gets_each_pakket_once_after(
    bot: Bot, dubbel: OpenKlantDubbel, fault: int | str
) -> None:
    assert bot.settings.openklant is not None
    bot.app.channels[OPENKLANT] = OpenKlantChannel(bot.settings.openklant, timeout=0.1).send
    dubbel.faults["GET onderwerpobjecten"] = [fault] * 1000
    asyncio.run(all_forward(bot))
    assert len({row.gesprek_id for row in bot.resident.rows}) == len(RESIDENTS)  # each was answered
    assert len(bot.folder_channel.rows) == len(RESIDENTS)  # and the other place has it
    assert waiting(bot, OPENKLANT) == ["wacht"] * len(RESIDENTS)
    assert part(bot, "openklant") == "stuk"
    asked = len(dubbel.asked)
    asyncio.run(later(bot))
    assert len(dubbel.asked) - asked <= 2  # one row tries for all
    dubbel.faults.clear()
    dubbel.let_go.set()
    bot.app.channels[OPENKLANT] = OpenKlantChannel(bot.settings.openklant).send
    asyncio.run(later(bot))
    assert waiting(bot, OPENKLANT) == ["bezorgd"] * len(RESIDENTS)
    assert dubbel.counts() == (len(RESIDENTS),) * 4
    assert part(bot, "openklant") == "goed"


def test_a_webhook_that_hangs_holds_up_no_resident_and_gets_each_pakket_once_after(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with Gateway(certificate) as receiver:
        receiver.answer = Answer(way=HANG)
        settings = {"webhook_url": f"{receiver.root}/hier", "webhook_geheim": SECRET, "webhook_intern": True}
        bot = Bot(tmp_path, **settings)
        assert bot.settings.webhook is not None
        tls = ssl.create_default_context(cafile=certificate.file)
        bot.app.channels[WEBHOOK] = WebhookChannel(bot.settings.webhook, timeout=0.2, tls=tls).send
        asyncio.run(all_forward(bot))
        assert len(bot.folder_channel.rows) == len(RESIDENTS)
        assert waiting(bot, WEBHOOK) == ["wacht"] * len(RESIDENTS)
        assert part(bot, "webhook") == "stuk"
        receiver.asked.clear()
        receiver.answer = Answer(204)
        bot.app.channels[WEBHOOK] = WebhookChannel(bot.settings.webhook, tls=tls).send
        asyncio.run(later(bot))
        assert part(bot, "webhook") == "goed"
        assert waiting(bot, WEBHOOK) == ["bezorgd"] * len(RESIDENTS)
        numbers = [json.loads(one.body)["data"]["nummer"] for one in receiver.asked]
        assert len(set(numbers)) == len(numbers) == len(RESIDENTS)
        bot.app.store.close()
