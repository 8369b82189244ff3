"""What a colleague does and the resident notices: what goes out, what is kept, whose it is, what the clock does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dagen import day_in_words
from bot.frontoffice.desk import UITKOMSTEN, SignaalGoneError, WorkRefusedError
from bot.store.behandelingen import Lijst
from tests.bot.case import PLACE, handed_over, settled
from tests.bot.conftest import Bot


def test_an_overdracht_stands_in_the_inbox_with_its_pakket(bot: Bot) -> None:
    case = handed_over(bot)
    assert case.lists()[Lijst.NIEUW] == 1
    (pakket,) = case.done("pakket")
    assert pakket.inhoud["tekst"] in bot.folder_channel.texts[0]
    assert case.rij.wijk == ""


def test_only_a_wijk_that_the_kaart_knows_is_kept_readable(bot: Bot) -> None:
    async def go(wijk: str) -> None:
        await bot.says("ik wil bijstand")
        for knop in ("doorgeven", "urgentie_week"):
            await bot.taps(knop)
        await bot.says(wijk)
        for knop in ("bereik_gesprek", "verstuur"):
            await bot.taps(knop)

    asyncio.run(go("den hout"))
    assert bot.rows("select wijk from behandeling") == [("Den Hout",)]


def test_an_alarm_stands_in_the_inbox_too(bot: Bot) -> None:
    asyncio.run(bot.says("ik wil dood"))
    assert bot.rows("select uitkomst from behandeling") == [("",)]


def test_who_takes_up_has_it_also_from_a_colleague(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.take_up(case.id, case.key)
    assert case.rij.medewerker_id is None
    assert "opgepakt" in settled(case)[0]
    with case.store.transaction():
        case.desk.take_up(case.id, case.key, case.me)
    assert case.rij.medewerker_id == case.me
    assert settled(case) == []
    assert [one.medewerker_id for one in case.done("opgepakt")] == [None, case.me]


def test_what_is_shown_beforehand_is_what_the_resident_reads(bot: Bot) -> None:
    case = handed_over(bot)
    tot = case.now + timedelta(days=7)
    shown = case.desk.preview_answer(case.signaal, "Dag, ik bel u morgen.")
    with case.store.transaction():
        case.desk.answer(case.id, "Dag, ik bel u morgen.", case.key, case.me)
    assert settled(case) == [shown]
    shown = case.desk.preview_ask(case.signaal, "Welke brief bedoelt u?", tot)
    with case.store.transaction():
        case.desk.ask(case.id, "Welke brief bedoelt u?", case.key, case.me, tot)
    assert settled(case) == [shown]
    assert f"tot {day_in_words(tot)}" in shown
    for tekst in ("Misschien helpt dit.", ""):
        both = case.desk.preview_voorstel(case.signaal, PLACE, tekst)
        with case.store.transaction():
            case.desk.propose(case.id, PLACE, tekst, case.key, case.me)
        assert tuple(settled(case)) == both
    closing = case.desk.preview_close(case.signaal)
    with case.store.transaction():
        case.desk.close(case.id, case.key, case.me)
    assert tuple(settled(case)) == closing


def test_a_preview_writes_and_sends_nothing(bot: Bot) -> None:
    case = handed_over(bot)
    before = case.store.outbox.counts()
    case.desk.preview_answer(case.signaal, "Dag")
    case.desk.preview_voorstel(case.signaal, PLACE, "Dag")
    assert case.store.outbox.counts() == before
    assert case.signaal.status == "overgedragen"


def test_a_place_of_a_colleague_is_shown_once_and_not_offered_again(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.propose(case.id, PLACE, "Bel hen gerust.", case.key, case.me)
    assert case.signaal.getoond.count(PLACE) == 1
    assert (PLACE,) in bot.rows("select voorziening from voorstel")
    (done,) = case.done("voorstel")
    assert done.inhoud["voorziening"] == PLACE
    assert done.inhoud["tekst"] == "Bel hen gerust."
    with pytest.raises(WorkRefusedError), case.store.transaction():
        case.desk.propose(case.id, "bestaat-niet", "", case.key, case.me)


def test_an_answer_in_time_ends_the_waiting_and_starts_the_clock(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.ask(case.id, "Welke brief?", case.key, case.me, case.now + timedelta(days=7))
    assert case.rij.termijn is None
    assert case.lists()[Lijst.WACHT] == 1
    asyncio.run(bot.says("die van de huur"))
    assert case.rij.wacht_tot is None
    assert case.rij.aandacht == "reactie"
    assert case.rij.termijn is not None
    assert [one.inhoud["tekst"] for one in case.done("bericht")] == ["die van de huur"]


def test_no_answer_in_time_is_written_down_once_and_somebody_must_decide(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.ask(case.id, "Welke brief?", case.key, case.me, case.now + timedelta(days=7))
    bot.clock.pass_(days=6)
    bot.app.look()
    assert case.done("geen_reactie") == []
    bot.clock.pass_(days=2)
    bot.app.look()
    bot.app.look()
    assert len(case.done("geen_reactie")) == 1
    assert case.rij.aandacht == "geen_antwoord"
    assert case.rij.wacht_tot is None
    assert case.rij.termijn is not None


@pytest.mark.parametrize("uitkomst", UITKOMSTEN)
def test_closed_with_an_outcome_and_opened_again(bot: Bot, uitkomst: str) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.close(case.id, case.key, case.me, uitkomst)
    assert case.rij.uitkomst == uitkomst
    assert case.lists()[Lijst.AFGESLOTEN] == 1
    settled(case)
    with case.store.transaction():
        case.desk.reopen(case.id, case.key, case.me)
    assert "niet vergeten" in settled(case)[0]
    assert case.rij.open
    assert case.rij.medewerker_id == case.me
    assert case.rij.termijn is not None
    with pytest.raises(WorkRefusedError), case.store.transaction():
        case.desk.reopen(case.id, case.key, case.me)


def test_an_unknown_outcome_is_refused(bot: Bot) -> None:
    case = handed_over(bot)
    with pytest.raises(WorkRefusedError), case.store.transaction():
        case.desk.close(case.id, case.key, case.me, "zomaar")


@pytest.mark.parametrize(("hoe", "first"), [("slechter", True), ("hetzelfde", False)])
def test_a_bad_result_opens_what_a_colleague_had_closed(bot: Bot, hoe: str, first: bool) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.close(case.id, case.key, case.me)
    settled(case)
    bot.clock.pass_(days=15)
    asyncio.run(bot.look())
    opvolging = str(bot.rows("select id from opvolging where status = 'gevraagd' or keer > 0")[0][0])
    asyncio.run(bot.taps(hoe, opvolging))
    asyncio.run(bot.taps("geen_contact", opvolging))
    assert case.rij.aandacht == hoe
    assert case.rij.uitkomst == ""
    assert case.rij.open
    assert case.rij.terugkerend is first
    assert [one.inhoud["sleutel"] for one in case.done("melding")] == [f"opvolging_{hoe}"]


def test_better_closes_with_that_outcome(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.desk.take_up(case.id, case.key, case.me)
    settled(case)
    bot.clock.pass_(days=15)
    asyncio.run(bot.look())
    opvolging = str(bot.rows("select id from opvolging where op is not null or keer > 0")[-1][0])
    asyncio.run(bot.taps("beter", opvolging))
    asyncio.run(bot.taps("contact_hielp", opvolging))
    assert case.rij.uitkomst == "beter"


def test_who_wants_no_messages_is_not_written_to(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.store.signalen.save(replace(case.signaal, bereik="geen"), case.now)
    assert case.desk.why_not_write(case.signaal)
    assert case.desk.preview_answer(case.signaal, "Dag") == ""
    for act in (
        lambda: case.desk.answer(case.id, "Dag", case.key, case.me),
        lambda: case.desk.ask(case.id, "Dag?", case.key, case.me, case.now + timedelta(days=1)),
        lambda: case.desk.propose(case.id, PLACE, "", case.key, case.me),
    ):
        with pytest.raises(WorkRefusedError, match="geen berichten"), case.store.transaction():
            act()
    with case.store.transaction():
        case.desk.close(case.id, case.key, case.me)
    assert settled(case) == []


def test_a_question_needs_words_and_a_day_to_come(bot: Bot) -> None:
    case = handed_over(bot)
    for tekst, days in (("", 3), ("Wat?", -1)):
        with pytest.raises(WorkRefusedError), case.store.transaction():
            case.desk.ask(case.id, tekst, case.key, case.me, case.now + timedelta(days=days))
    assert case.done("vraag") == []


def test_what_is_gone_cannot_be_answered(bot: Bot) -> None:
    case = handed_over(bot)
    with pytest.raises(SignaalGoneError), case.store.transaction():
        case.desk.answer("bestaat-niet", "Dag", case.key, case.me)


def test_the_group_leaves_the_same_traces_without_a_name(bot: Bot) -> None:
    case = handed_over(bot)
    notice = f"m{bot.group.rows[0].id}"
    bot.app.group.button("tg:50", "oppakken", case.id)
    bot.app.group.reply("tg:51", notice, "Dag, wanneer kan ik bellen?")
    bot.app.group.reply("tg:52", notice, "klopt niet: het gaat om schulden")
    bot.app.group.button("tg:53", "afsluiten", case.id)
    soorten = [one.soort for one in case.store.behandelingen.handelingen(case.id)]
    assert soorten == ["pakket", "opgepakt", "antwoord", "correctie", "afgesloten"]
    assert case.rij.uitkomst == "geholpen"
    assert {one.medewerker_id for one in case.store.behandelingen.handelingen(case.id)} == {None}


def test_the_group_hears_why_an_answer_cannot_go(bot: Bot) -> None:
    case = handed_over(bot)
    with case.store.transaction():
        case.store.signalen.save(replace(case.signaal, bereik="geen"), case.now)
    bot.app.group.reply("tg:51", f"m{bot.group.rows[0].id}", "Dag")
    assert settled(case) == []
    assert "geen berichten" in bot.group.texts[-1]


def test_what_a_colleague_did_is_known_when_the_resident_writes_again(bot: Bot) -> None:
    """The talk keeps its own copy of the signaal; what colleagues changed since then must count."""
    case = handed_over(bot)
    with case.store.transaction():
        case.store.signalen.save(replace(case.signaal, leefgebieden=("geld",)), case.now)
    asyncio.run(bot.says("ik heb ook nog een vraag"))
    assert case.signaal.leefgebieden == ("geld",)
