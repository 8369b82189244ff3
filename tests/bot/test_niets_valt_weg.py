"""Nothing falls away between the resident and the colleagues: the clock, the lists, and what did not arrive."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.errors import ChannelStoppedError, DeliveryError, GiveUpError
from bot.frontoffice.desk import WorkRefusedError
from bot.store.behandelingen import Lijst
from tests.bot.case import PLACE, Case, handed_over, settled
from tests.bot.conftest import Bot


def act(case: Case, do: Callable[[], object]) -> list[str]:
    with case.store.transaction():
        do()
    return settled(case)


def close(case: Case) -> None:
    act(case, lambda: case.desk.close(case.id, case.key, case.me))


def says_how(case: Case, hoe: str) -> None:
    case.bot.clock.pass_(days=15)
    asyncio.run(case.bot.look())
    opvolging = str(case.bot.rows("select id from opvolging where op is not null or keer > 0")[-1][0])
    asyncio.run(case.bot.taps(hoe, opvolging))
    asyncio.run(case.bot.taps("geen_contact", opvolging))


def worse_and_then_a_place(bot: Bot) -> Case:
    """Closed by a colleague, worse, and then he chose another place himself."""
    case = handed_over(bot)
    close(case)
    says_how(case, "slechter")
    place = bot.rows("select voorziening from voorstel order by id desc")[0][0]
    asyncio.run(bot.taps("past", place))
    asyncio.run(bot.taps("opvolging_ja"))
    return case


def running(case: Case) -> bool:
    return case.store.termijnen.running(case.id) is not None


# --- worse, after a colleague had closed it ---


def test_worse_and_then_silence_stays_in_the_open_lists(bot: Bot) -> None:
    case = handed_over(bot)
    close(case)
    says_how(case, "slechter")
    for _ in range(6):
        bot.clock.pass_(days=4)
        asyncio.run(bot.look())
    assert case.rij.status == "overgedragen"
    assert case.rij.aandacht == "slechter"
    assert case.lists()[Lijst.ALLE] == 1
    assert running(case)


@pytest.mark.parametrize("how", ["stop", "blocks"])
def test_worse_and_then_a_stop_goes_to_the_team(bot: Bot, how: str) -> None:
    case = handed_over(bot)
    close(case)
    says_how(case, "slechter")
    if how == "stop":
        asyncio.run(bot.command("stop"))
    else:
        bot.receive("stop")
        settled(case)
    assert case.rij.status == "overgedragen"
    assert case.rij.open
    assert case.rij.aandacht == "slechter"
    assert running(case)
    assert any("met de chat gestopt" in text for text in bot.group.texts)


@pytest.mark.usefixtures("engine")
def test_worse_then_a_place_then_better_is_over_in_every_way(bot: Bot) -> None:
    case = worse_and_then_a_place(bot)
    says_how(case, "beter")
    assert (case.rij.status, case.rij.aandacht) == ("afgesloten", "")
    assert not running(case)
    before = len(bot.group.texts)
    bot.clock.pass_(days=10)
    asyncio.run(bot.look())
    assert bot.group.texts[before:] == []


def test_worse_then_a_place_then_silence_is_still_looked_at(bot: Bot) -> None:
    case = worse_and_then_a_place(bot)
    for _ in range(6):
        bot.clock.pass_(days=4)
        asyncio.run(bot.look())
    assert case.rij.status == "afgesloten"
    assert case.rij.aandacht == "geen_antwoord"
    assert case.rij.open


def test_better_leaves_the_outcome_of_the_colleague(bot: Bot) -> None:
    case = handed_over(bot)
    act(case, lambda: case.desk.close(case.id, case.key, case.me, "doorverwezen"))
    says_how(case, "beter")
    assert case.rij.uitkomst == "doorverwezen"


def test_a_term_of_what_has_ended_tells_nobody(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        bot.app.store._db.execute("update signaal set status = 'afgesloten'")
    before = len(bot.group.texts)
    bot.clock.pass_(days=7)
    asyncio.run(bot.look())
    assert bot.group.texts[before:] == []
    assert not running(case)


# --- the clock and what is new ---


def test_another_message_gives_no_later_term(bot: Bot) -> None:
    case = handed_over(bot)
    before = case.rij.termijn
    bot.clock.pass_(days=1)
    asyncio.run(bot.says("en de kachel is ook stuk"))
    assert case.rij.termijn == before is not None


def test_taking_over_leaves_the_clock_and_what_is_new_as_they_are(bot: Bot) -> None:
    case = handed_over(bot)
    term = case.rij.termijn
    asyncio.run(bot.says("en nog iets"))
    act(case, lambda: case.desk.take_up(case.id, case.key, case.me))
    act(case, lambda: case.desk.take_up(case.id, case.key, case.me))
    assert case.rij.termijn == term
    assert case.rij.aandacht == "reactie"
    act(case, lambda: case.desk.answer(case.id, "Dag", case.key, case.me))
    assert case.rij.termijn is None
    assert case.rij.aandacht == ""


def test_what_is_late_already_does_not_become_early_by_taking_it_up(bot: Bot) -> None:
    case = handed_over(bot)
    bot.clock.pass_(days=6)
    asyncio.run(bot.look())
    with case.store.transaction():
        case.store.termijnen.raise_level(case.id, case.now + timedelta(days=9))  # looked at again much later
        case.store.signalen.save(replace(case.signaal, urgentie="vandaag"), case.now)
    act(case, lambda: case.desk.take_up(case.id, case.key, case.me))
    assert case.rij.gewaarschuwd == 2


def test_who_did_not_answer_our_question_is_not_told_that_he_waits(bot: Bot) -> None:
    case = handed_over(bot)
    act(case, lambda: case.desk.ask(case.id, "Welke brief?", case.key, case.me, case.now + timedelta(days=2)))
    heard = len(bot.resident.rows)
    for _ in range(8):
        bot.clock.pass_(days=2)
        bot.app.look()
    settled(case)
    assert case.rij.gewaarschuwd > 1
    assert [text for text in bot.resident.texts[heard:] if "langer" in text] == []


def test_nor_is_he_when_a_colleague_saw_that_in_the_meantime(bot: Bot) -> None:
    case = handed_over(bot)
    act(case, lambda: case.desk.ask(case.id, "Hoe laat?", case.key, case.me, case.now + timedelta(days=2)))
    bot.clock.pass_(days=4)
    asyncio.run(bot.look())
    assert case.rij.aandacht == "geen_antwoord"
    with case.store.transaction():
        bot.app.work.see(case.id, case.me, case.now)
    said = []
    for _ in range(6):
        bot.clock.pass_(days=3)
        said += asyncio.run(bot.look())
    assert not [text for text in said if "wacht langer" in text]


@pytest.mark.parametrize("what", ["answer", "propose", "close"])
def test_a_question_back_ends_when_the_colleague_speaks(bot: Bot, what: str) -> None:
    case = handed_over(bot)
    act(case, lambda: case.desk.ask(case.id, "Welke brief?", case.key, case.me, case.now + timedelta(days=2)))
    acts: dict[str, Callable[[], object]] = {
        "answer": lambda: case.desk.answer(case.id, "Laat maar.", case.key, case.me),
        "propose": lambda: case.desk.propose(case.id, PLACE, "", case.key, case.me),
        "close": lambda: case.desk.close(case.id, case.key, case.me),
    }
    act(case, acts[what])
    assert case.rij.wacht_tot is None
    bot.clock.pass_(days=4)
    bot.app.look()
    assert case.done("geen_reactie") == []


def test_thanks_are_written_down_and_ask_for_nothing(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    case = handed_over(bot)
    act(case, lambda: case.desk.take_up(case.id, case.key, case.me))
    versie = case.rij.versie
    reading = bot.app.service._reader.read
    monkeypatch.setattr(
        bot.app.service._reader, "read", lambda *given: replace(reading(*given), bedoeling="dankt")
    )
    asyncio.run(bot.says("dank u wel"))
    assert case.rij.aandacht == ""
    assert [one.inhoud["tekst"] for one in case.done("bericht")] == ["dank u wel"]
    assert case.rij.versie > versie


# --- what did not arrive ---


@pytest.mark.parametrize(
    ("error", "status"),
    [(GiveUpError("bad_request"), "mislukt"), (ChannelStoppedError("blocked"), "vervallen")],
)
def test_an_answer_that_did_not_arrive_is_seen(bot: Bot, error: DeliveryError, status: str) -> None:
    case = handed_over(bot)
    bot.resident.fail = [error]
    act(case, lambda: case.desk.answer(case.id, "Ik bel u morgen.", case.key, case.me))
    assert [(soort, how) for soort, how, _ in case.store.outbox.failures_of(case.id)] == [("bewoner", status)]
    assert "niet_bezorgd" in [one.inhoud["sleutel"] for one in case.done("melding")]
    assert case.rij.aandacht == "onbereikbaar"
    (told,) = [text for text in bot.group.texts if "kon niet bij de bewoner" in text]
    assert "bel u" not in told


def test_all_that_lapses_with_the_lane_is_seen(bot: Bot) -> None:
    first = handed_over(bot)
    second = Case.__new__(Case)
    second.__dict__ |= first.__dict__ | {"id": asyncio.run(bot.forward("ik wil bijstand"))}
    bot.resident.fail = [ChannelStoppedError("blocked")]
    with first.store.transaction():
        first.desk.answer(first.id, "Dag", first.key, first.me)
        first.desk.answer(second.id, "Dag", first.key, first.me)
    settled(first)
    assert [one.rij.aandacht for one in (first, second)] == ["onbereikbaar", "onbereikbaar"]


def test_who_blocked_the_bot_is_not_written_to_until_he_writes_again(bot: Bot) -> None:
    case = handed_over(bot)
    bot.receive("stop")
    settled(case)
    assert case.desk.why_not_write(case.signaal)
    with pytest.raises(WorkRefusedError, match="niet meer bereikbaar"), case.store.transaction():
        case.desk.answer(case.id, "Dag", case.key, case.me)
    asyncio.run(bot.says("ik ben er weer"))
    assert case.desk.why_not_write(case.signaal) == ""
    assert len(act(case, lambda: case.desk.answer(case.id, "Dag", case.key, case.me))) == 1


def test_what_a_colleague_said_keeps_its_place_in_the_lane_and_goes_with_the_resident(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.answer(case.id, "Eerst dit.", case.key, case.me)
        case.desk.answer(case.id, "Dan dat.", case.key, case.me)
    first, then = settled(case)
    assert "Eerst dit." in first
    assert "Dan dat." in then
    kept = "select signaal_id, gesprek_id is not null from outbox where soort = 'bewoner' order by id desc limit 2"
    assert bot.rows(kept) == [(case.id, 1)] * 2
    asyncio.run(bot.command("vergeet"))
    asyncio.run(bot.taps("vergeet_ja"))
    assert bot.rows("select count(*) from outbox where signaal_id is not null or gesprek_id is not null") == [
        (0,)
    ]


# --- the group ---


@pytest.mark.parametrize("what", ["oppakken", "antwoord"])
def test_what_the_group_does_with_a_closed_one_opens_it(bot: Bot, what: str) -> None:
    case = handed_over(bot)
    close(case)
    if what == "oppakken":
        bot.app.group.button("tg:50", what, case.id)
    else:
        bot.app.group.reply("tg:50", f"m{bot.group.rows[0].id}", "Toch nog iets.")
    assert case.rij.uitkomst == ""
    assert case.lists()[Lijst.ALLE] == 1


def test_what_the_group_does_is_noticed_by_a_page_that_is_open(bot: Bot) -> None:
    case = handed_over(bot)
    notice = f"m{bot.group.rows[0].id}"
    for number, do in enumerate(
        (
            lambda bron: bot.app.group.button(bron, "oppakken", case.id),
            lambda bron: bot.app.group.reply(bron, notice, "Dag"),
            lambda bron: bot.app.group.reply(bron, notice, "klopt niet: het gaat om geld"),
        )
    ):
        versie = case.rij.versie
        do(f"tg:{number}")
        assert case.rij.versie > versie


def test_what_is_shielded_is_not_for_the_group(bot: Bot) -> None:
    case = handed_over(bot)
    notice = f"m{bot.group.rows[0].id}"
    with case.store.transaction():
        case.store.behandelingen.shield(case.id, afgeschermd=True)
    done = len(case.store.behandelingen.handelingen(case.id))
    heard = len(bot.resident.rows)
    bot.app.group.button("tg:1", "oppakken", case.id)
    bot.app.group.reply("tg:2", notice, "Dag")
    bot.app.group.reply("tg:3", notice, "klopt niet: het gaat om geld")
    bot.app.group.button("tg:4", "afsluiten", case.id)
    settled(case)
    assert len(case.store.behandelingen.handelingen(case.id)) == done
    assert len(bot.resident.rows) == heard
    assert all("afgeschermd" in text for text in bot.group.texts[-4:])


def test_words_of_the_resident_about_what_is_shielded_stay_in_the_inbox(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.store.behandelingen.shield(case.id, afgeschermd=True)
    files = len(bot.folder_channel.rows)
    asyncio.run(bot.says("zebrapad"))
    assert "schreef iets bij vraag" in bot.group.texts[-1]
    assert not any("zebrapad" in text for text in (*bot.group.texts, *bot.mail.texts))
    assert len(bot.folder_channel.rows) == files
    assert case.done("bericht")[-1].inhoud["tekst"] == "zebrapad"


def test_with_an_inbox_no_words_of_the_resident_leave_it(tmp_path: Path) -> None:
    bot = Bot(
        tmp_path,
        frontoffice_poort=8099,
        pakket_mail="in@oosterhout.test",
        smtp_host="mail.test",
        melding_mail="m@o.test",
    )
    asyncio.run(bot.forward())
    asyncio.run(bot.says("zebrapad"))
    rows = (*bot.group.rows, *bot.mail.rows, *bot.folder_channel.rows)
    assert not any("zebrapad" in str(row.inhoud) for row in rows)
    assert "schreef iets bij vraag" in bot.group.texts[-1]
    bot.app.store.close()


def test_a_story_that_was_not_handed_over_is_not_copied_by_a_colleague(bot: Bot) -> None:
    asyncio.run(bot.says("ik wil dood"))
    case = Case(bot, str(bot.rows("select id from signaal")[0][0]))
    with case.store.transaction():
        assert not bot.app.service.record_herziening(case.signaal, "het gaat om geld")
    assert case.store.herzieningen.open_rows() == ()


# --- what the resident may know ---


def test_the_resident_hears_how_often_colleagues_wrote_something_down(bot: Bot) -> None:
    case = handed_over(bot)
    assert "schreven medewerkers" not in asyncio.run(bot.command("mijngegevens"))[0]
    with case.store.transaction():
        case.store.behandelingen.record(case.id, "notitie", case.me, case.now, tekst="zebrapad")
        case.store.behandelingen.record(case.id, "opgepakt", case.me, case.now)
    (shown,) = asyncio.run(bot.command("mijngegevens"))
    assert "1 keer schreven medewerkers iets op" in shown
    assert "zebrapad" not in shown


@pytest.mark.usefixtures("engine")
def test_words_after_closing_come_to_the_colleague_once(bot: Bot) -> None:
    case = handed_over(bot)
    close(case)
    (asked,) = asyncio.run(bot.says("er is niemand geweest"))
    assert "Gaat dit over uw vraag" in asked
    bot.start()  # the words wait in the file, not in the program
    (told,) = asyncio.run(bot.says("ja"))
    assert "weer open" in told
    assert [one.inhoud["tekst"] for one in case.done("bericht")] == ["er is niemand geweest"]
    assert case.rij.open
    assert bot.rows("select count(*) from signaal") == [(1,)]
