"""From what came in to what goes out, on a real database."""

import asyncio
from collections.abc import Callable

import pytest

from bot.adapters.errors import ChannelStoppedError, DeliveryUnknownError, GiveUpError, RetryLaterError
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing
from bot.store.wachtrij import Wachtrij
from tests.bot.conftest import Bot

OTHER = Adres("telegram", "7777")


@pytest.mark.usefixtures("engine")
def test_a_story_gets_a_greeting_and_places(bot: Bot) -> None:
    said = asyncio.run(bot.says("ik zie de hele week niemand"))
    assert said[0].startswith("Goed dat u dit vertelt")
    assert "Vraag na of het klopt" in said[-1]
    assert bot.rows("select status from signaal") == [("voorgesteld",)]


@pytest.mark.usefixtures("engine")
def test_the_same_source_is_handled_once(bot: Bot) -> None:
    assert bot.receive("tekst", bron="tg:1", tekst="ik ben alleen")
    assert not bot.receive("tekst", bron="tg:1", tekst="ik ben alleen")
    asyncio.run(bot.settle())
    assert bot.rows("select count(*) from signaal") == [(1,)]


@pytest.mark.usefixtures("engine")
def test_a_burst_is_one_message(bot: Bot) -> None:
    for word in ["ik", "ben", "zo", "alleen", "de", "laatste", "tijd", "sinds", "mijn", "verhuizing"]:
        bot.receive("tekst", tekst=word)
    said = asyncio.run(bot.settle())
    assert len([t for t in said if t.startswith("Als ik het goed lees")]) == 1
    assert bot.rows("select count(*) from signaal") == [(1,)]
    assert bot.rows("select count(*) from bericht where status = 'verwerkt'") == [(10,)]


@pytest.mark.usefixtures("engine")
def test_danger_waits_for_nothing(bot: Bot) -> None:
    bot.settings.wacht_op_vervolg = 2.0
    bot.receive("tekst", tekst="ik wil dood")
    assert bot.app.service.handle_waiting() is None
    assert "113" in asyncio.run(bot.settle())[0]


def test_more_words_are_waited_for_but_not_for_ever(bot: Bot) -> None:
    bot.settings.wacht_op_vervolg = 2.0
    bot.receive("tekst", tekst="ik ben")
    assert bot.app.service.handle_waiting() == 2.0
    for _ in range(6):
        bot.clock.pass_(seconds=1.5)
        bot.receive("tekst", tekst="alleen")
    assert bot.app.service.handle_waiting() is None


@pytest.mark.usefixtures("engine")
def test_what_is_stored_holds_no_phone_number_and_nothing_readable(bot: Bot) -> None:
    asyncio.run(bot.says("ik ben zebrapad bel 06-12345678"))
    raw = bot.stored()
    assert b"zebrapad" not in raw
    assert b"12345678" not in raw
    assert b"4242" not in raw
    gesprek_id = bot.rows("select id from gesprek")[0][0]
    assert gesprek_id.encode() in raw
    assert "12345678" not in " ".join(bot.app.store.gesprekken.load(gesprek_id).signaal.verhaal)  # type: ignore[union-attr]


def test_the_database_is_for_the_owner_only(bot: Bot) -> None:
    kept = [path for path in bot.folder.iterdir() if path.is_file()]
    assert kept
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_a_message_that_breaks_us_is_kept_answered_and_stops_nobody(bot: Bot) -> None:
    bot.receive("tekst", tekst="kapot!")
    bot.receive("tekst", OTHER, tekst="ik ben alleen")
    said = asyncio.run(bot.settle())
    assert any("Er ging bij mij iets mis" in text for text in said)
    assert any("Als ik het goed lees" in text for text in said)
    assert bot.rows("select count(*) from bericht where status = 'mislukt'") == [(1,)]


@pytest.mark.usefixtures("engine")
def test_the_packet_that_goes_is_the_packet_that_was_shown(bot: Bot) -> None:
    asyncio.run(bot.forward("ik wil bijstand en ik ben zebrapad"))
    shown = next(text for text in bot.resident.texts if text.startswith("Vraag via Elke Deur"))
    (sent,) = bot.folder_channel.texts
    assert shown in sent
    assert all("zebrapad" not in text for text in bot.group.texts)
    assert len(bot.group.texts) == 1


def test_a_change_after_the_text_was_shown_is_shown_again(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik wil bijstand")
        for knop in ("doorgeven", "urgentie_week", "wijk_overslaan", "bereik_gesprek", "verander"):
            await bot.taps(knop)
        await bot.says("Ik wil graag een uitkering")
        await bot.taps("verstuur")

    asyncio.run(go())
    (sent,) = bot.folder_channel.texts
    assert "Ik wil graag een uitkering" in sent


@pytest.mark.usefixtures("engine")
def test_colleagues_in_the_group_take_up_answer_and_close(bot: Bot) -> None:
    async def go() -> None:
        signaal = await bot.forward()
        notice = f"m{bot.group.rows[0].id}"
        bot.app.group.button("tg:50", "oppakken", signaal)
        assert "opgepakt" in (await bot.settle())[0]
        bot.app.group.reply("tg:51", notice, "Dag! Wanneer kan ik bellen?")
        assert "Dag! Wanneer kan ik bellen?" in (await bot.settle())[0]
        assert await bot.says("morgen graag") == [bot.resident.texts[-1]]
        assert "morgen graag" in bot.group.texts[-1]
        bot.app.group.button("tg:52", "afsluiten", signaal)
        assert "afgerond" in (await bot.settle())[0]

    asyncio.run(go())
    assert bot.rows("select status from signaal") == [("in_opvolging",)]
    moves = [naar for _, naar, _ in bot.app.store.signalen.moves_of(bot.rows("select id from signaal")[0][0])]
    assert moves[-5:] == ["overgedragen", "opgepakt", "beantwoord", "opgepakt", "in_opvolging"]


def test_a_very_long_answer_of_a_colleague_arrives_whole_in_parts(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        words = "Dit is een zin voor u. " * 250
        bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", words)
        said = await bot.settle()
        assert len(said) > 1
        assert words.strip() in " ".join(said)
        assert [bool(row.inhoud["knoppen"]) for row in bot.resident.rows[-len(said) :]] == [False] * (
            len(said) - 1
        ) + [True]

    asyncio.run(go())


def test_a_button_of_the_group_counts_once(bot: Bot) -> None:
    async def go() -> None:
        signaal = await bot.forward()
        for _ in range(2):
            bot.app.group.button("tg:50", "oppakken", signaal)
        assert len(await bot.settle()) == 1

    asyncio.run(go())


def test_a_reply_to_something_else_in_the_group_goes_to_nobody(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        bot.app.group.reply("tg:51", "m99999", "hallo?")
        assert await bot.settle() == []

    asyncio.run(go())
    assert "Ik weet niet bij welke vraag" in bot.group.texts[-1]


@pytest.mark.usefixtures("engine")
def test_follow_up_is_asked_after_a_week_by_day_and_survives_a_restart(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        place = bot.rows("select voorziening from voorstel limit 1")[0][0]
        await bot.taps("past", place)
        await bot.taps("opvolging_ja")
        bot.app.store.close()
        bot.start()
        bot.clock.pass_(days=6)
        assert await bot.look() == []
        bot.clock.pass_(days=2)
        assert "Hoe gaat het nu" in (await bot.look())[0]
        assert await bot.look() == []
        opvolging = bot.rows("select id from opvolging where status = 'gevraagd'")[0][0]
        await bot.taps("slechter", opvolging)
        said = await bot.taps("geen_contact", opvolging)
        assert "een mens met u meedenkt" in said[0]

    asyncio.run(go())
    assert bot.rows("select hoe, contact from opvolging where status = 'klaar'") == [
        ("slechter", "geen_contact")
    ]


def test_a_follow_up_answered_in_words_in_the_middle_of_something_else(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        await bot.taps("past", bot.rows("select voorziening from voorstel limit 1")[0][0])
        await bot.taps("opvolging_ja")
        bot.clock.pass_(days=8)
        await bot.look()
        await bot.says("ik wil bijstand")
        assert "Wat fijn" in (await bot.says("het gaat een stuk beter"))[0]

    asyncio.run(go())


def test_nothing_is_sent_at_night_or_on_a_holiday(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        await bot.taps("past", bot.rows("select voorziening from voorstel limit 1")[0][0])
        await bot.taps("opvolging_ja")
        bot.clock.pass_(days=31, hours=13.5)  # 25 December, 23:00 UTC
        assert await bot.look() == []
        bot.clock.pass_(hours=12)  # second day of Christmas
        assert await bot.look() == []
        bot.clock.pass_(days=2)  # Monday the 28th
        assert len(await bot.look()) == 1

    asyncio.run(go())


def test_silence_in_the_middle_of_a_talk_is_noticed(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        bot.clock.pass_(days=4)
        assert "Ik ben u niet vergeten" in (await bot.look())[0]
        bot.clock.pass_(days=5)
        assert "U hoeft niet te antwoorden" in (await bot.look())[0]
        bot.clock.pass_(days=5)
        assert await bot.look() == []

    asyncio.run(go())
    assert bot.rows("select status from signaal") == [("afgesloten",)]
    assert bot.rows("select reden from zet order by id desc limit 1") == [("geen_antwoord",)]


def test_a_late_frontoffice_is_reminded_then_escalated_and_the_resident_is_told(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        bot.clock.pass_(days=2)
        assert await bot.look() == []
        bot.clock.pass_(days=2)
        assert await bot.look() == []
        assert "wacht nog op ons" in bot.group.texts[-1]
        bot.clock.pass_(days=4)
        assert "langer" in (await bot.look())[0]
        assert "Nu aan de beurt: team." in bot.group.texts[-1]

    asyncio.run(go())


@pytest.mark.parametrize("answered", [False, True])
def test_the_clock_runs_on_after_taking_up_until_the_resident_has_heard_something(
    bot: Bot, answered: bool
) -> None:
    async def go() -> None:
        signaal = await bot.forward()
        bot.app.group.button("tg:50", "oppakken", signaal)
        if answered:
            bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "Ik bel u morgen.")
        await bot.settle()
        before = len(bot.group.texts)
        bot.clock.pass_(days=10)
        await bot.look()
        late = [t for t in bot.group.texts[before:] if "wacht nog op ons" in t]
        assert late == [] if answered else len(late) == 1

    asyncio.run(go())


def test_flood_control_waits_and_keeps_the_order(bot: Bot) -> None:
    async def go() -> None:
        bot.resident.fail = [RetryLaterError("flood", after=3)]
        assert await bot.says("ik ben alleen") == []
        bot.clock.pass_(seconds=4)
        said = await bot.settle()
        assert said[0].startswith("Goed dat u dit vertelt")
        assert len(said) > 1

    asyncio.run(go())


def test_a_blocked_bot_is_silent_from_then_on_and_the_team_knows(bot: Bot) -> None:
    async def go() -> None:
        signaal = await bot.forward()
        bot.resident.fail = [ChannelStoppedError("forbidden")]
        bot.app.group.button("tg:50", "oppakken", signaal)
        await bot.settle()
        bot.clock.pass_(days=30)
        assert await bot.look() == []

    asyncio.run(go())
    assert any("niet meer bereikbaar" in text for text in bot.group.texts)
    assert bot.rows("select count(*) from opvolging where op is not null") == [(0,)]


def test_stop_is_respected(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        await bot.command("stop")
        bot.clock.pass_(days=30)
        assert await bot.look() == []

    asyncio.run(go())
    assert bot.rows("select status from signaal") == [("afgesloten",)]


def test_erasing_leaves_nothing_and_asks_the_team_to_do_the_same(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        await bot.command("vergeet")
        assert "Alles is gewist" in (await bot.taps("vergeet_ja"))[0]

    asyncio.run(go())
    for table in (
        "gesprek",
        "bericht",
        "signaal",
        "zet",
        "voorstel",
        "overdracht",
        "opvolging",
        "contactmoment",
    ):
        assert bot.rows(f"select count(*) from {table}") == [(0,)], table
    assert any("laten wissen" in text for text in bot.group.texts)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("error", [ChannelStoppedError("forbidden"), GiveUpError("bad_request")])
def test_who_erases_and_then_blocks_the_bot_leaves_no_address_behind(bot: Bot, error: GiveUpError) -> None:
    async def go() -> None:
        await bot.command("vergeet")
        bot.resident.fail = [error]
        await bot.taps("vergeet_ja")

    asyncio.run(go())
    assert bot.rows("select count(*) from adres") == [(0,)]
    assert bot.rows("select count(*) from gesprek") == [(0,)]


def test_a_bug_in_a_channel_after_the_content_went_out_sends_no_packet_twice(bot: Bot) -> None:
    tried: list[str] = []

    async def breaks(row: Outgoing, begin: Callable[[], None]) -> str | None:
        begin()
        tried.append(row.sleutel)
        raise LookupError("a bug")

    async def go() -> None:
        bot.app.channels["pakket_map"] = breaks
        await bot.forward()
        bot.clock.pass_(hours=5)
        await bot.look()

    asyncio.run(go())
    assert len(tried) == 1
    assert bot.rows("select status from outbox where soort = 'pakket_map'") == [("onzeker",)]


def test_a_bug_in_a_channel_before_the_content_went_out_loses_no_packet(bot: Bot) -> None:
    async def breaks(row: Outgoing, begin: Callable[[], None]) -> str | None:
        raise LookupError("a bug")

    async def go() -> None:
        bot.app.channels["pakket_map"] = breaks
        await bot.forward()
        bot.app.channels["pakket_map"] = bot.folder_channel.send
        bot.clock.pass_(hours=5)
        await bot.look()

    asyncio.run(go())
    assert len(bot.folder_channel.rows) == 1


def test_a_packet_whose_fate_is_unknown_is_not_sent_again_but_looked_up(bot: Bot) -> None:
    async def go() -> None:
        bot.folder_channel.fail = [DeliveryUnknownError("cut")]
        await bot.forward()
        bot.clock.pass_(days=0.1)
        await bot.settle()

    asyncio.run(go())
    assert bot.folder_channel.rows == []
    assert any("opnieuw" in text for text in bot.group.texts)
    assert bot.rows("select status from outbox where soort = 'pakket_map'") == [("onzeker",)]


@pytest.mark.usefixtures("engine")
def test_a_row_that_a_dead_process_was_sending_is_sent_by_the_next(bot: Bot) -> None:
    bot.receive("tekst", tekst="ik ben alleen")
    bot.app.service.handle_waiting()
    owner = bot.app.store.werk.naam
    with bot.app.store.transaction():
        row = Wachtrij(bot.app.store).claim(owner, bot.clock.now())
    assert row is not None
    bot.restart().sender.recover()
    assert asyncio.run(bot.settle())[0].startswith("Goed dat u dit vertelt")


@pytest.mark.usefixtures("engine")
def test_status_and_data_are_shown_on_request(bot: Bot) -> None:
    async def go() -> None:
        await bot.forward()
        (status,) = await bot.command("status")
        assert "ligt bij het team" in status
        (data,) = await bot.command("mijngegevens")
        assert "ik wil bijstand" in data

    asyncio.run(go())


def test_a_commands_name_alone_is_the_command(bot: Bot) -> None:
    assert "Bel nu 112" in asyncio.run(bot.says("Nood"))[0]


def test_nobody_can_answer_the_follow_up_of_another(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        await bot.taps("past", bot.rows("select voorziening from voorstel limit 1")[0][0])
        await bot.taps("opvolging_ja")
        bot.clock.pass_(days=8)
        await bot.look()
        opvolging = bot.rows("select id from opvolging where status = 'gevraagd'")[0][0]
        (said,) = await bot.taps("beter", opvolging, adres=OTHER)
        assert "al voorbij" in said

    asyncio.run(go())
    assert bot.rows("select hoe from opvolging where status = 'gevraagd'") == [(None,)]


def test_old_conversations_are_forgotten(bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik ben alleen")
        bot.clock.pass_(days=400)
        await bot.look()  # the last question about it still had to go out
        await bot.look()

    asyncio.run(go())
    assert bot.rows("select count(*) from gesprek") == [(0,)]


def test_an_invisible_sign_does_not_save_a_phone_number(bot: Bot) -> None:
    asyncio.run(bot.says("ik ben alleen, bel 06\u200b-123\u200d45\u2060678"))
    gesprek_id = bot.rows("select id from gesprek")[0][0]
    signaal = bot.app.store.gesprekken.load(gesprek_id).signaal
    assert signaal is not None
    assert "[telefoon]" in " ".join(signaal.verhaal)


def test_who_wipes_while_our_word_is_on_its_way_hears_that_it_is_done(bot: Bot) -> None:
    """Found by chance: the last word got the number of the one that was still being sent, and counted as sent."""
    bot.receive("commando", naam="vergeet")
    bot.app.service.handle_waiting()
    really = bot.app.channels["bewoner"]
    wiped: list[bool] = []

    async def slow(row: Outgoing, begin: Callable[[], None]) -> str | None:
        said = await really(row, begin)
        if not wiped:  # he read it, and tapped before we had written down that he could
            wiped.append(True)
            bot.receive("knop", id="vergeet_ja", arg="")
            bot.app.service.handle_waiting()
        return said

    bot.app.channels["bewoner"] = slow
    said = asyncio.run(bot.settle())
    assert wiped
    assert said[-1] == bot.app.renderer.teksten.fill("vergeet.gedaan")
