"""Kept no longer than needed: every kind goes at its own time, and what is still needed stays."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import bewaren
from bot.chatpagina import verloop
from bot.frontoffice.inzicht import vastleggen
from bot.store.gesprekken import Adres
from bot.teksten import Teksten
from tests.bot.conftest import Bot

OTHER = Adres("telegram", "77")
TERMS = {"gesprek": 365, "bericht": 90, "verstuurd": 90, "herziening": 180, "gezien": 400, "inzage": 730}


def due(bot: Bot) -> dict[str, int]:
    found = bewaren.due(bot.app.store, bot.settings.bewaar, bot.clock.now())
    return {one.naam: one.aantal for one in found if one.aantal}


def sweep(bot: Bot, most: int = bewaren.HANDFUL) -> dict[str, int]:
    return bewaren.sweep(bot.app.store, bot.settings.bewaar, bot.clock.now(), most)


def fill(bot: Bot) -> str:
    """One resident who was handed over, and something of every kind. Gives the id of his signaal."""
    signaal = asyncio.run(bot.forward())
    store, now = bot.app.store, bot.clock.now()
    with store.transaction():
        store.herzieningen.add(store.signalen.load(signaal), "collega", "", now)
        store.kaartmeldingen.add("voedselbank", "collega", "anders", "kabouter", now)
        store.inzagen.add("noor", "signaal", signaal, now)
        store.gesprekken.erase(store.gesprekken.find_or_open(OTHER, now), now)
    return signaal


def test_nothing_goes_before_its_time_and_each_kind_at_its_own(bot: Bot) -> None:
    fill(bot)
    passed = 0
    gone_at: dict[str, int] = {}
    for days in (37, 38, 90, 91, 180, 181, 400, 401, 730, 731):
        bot.clock.pass_(days=days - passed)
        passed = days
        if days == 730:  # the newest look of all is kept, whatever its age
            bot.app.store.inzagen.add("noor", "signaal", None, bot.clock.now())
        for naam in sweep(bot, 1000):
            gone_at.setdefault(naam, days)
    assert gone_at == {
        "gewist": 38,
        "bericht": 91,
        "verstuurd": 91,
        "herziening": 181,
        "kaartmelding": 181,
        "gezien": 401,
        "inzage": 731,
    }


def test_the_list_says_how_much_and_since_when_and_changes_nothing(bot: Bot) -> None:
    fill(bot)
    since = bot.clock.now()
    bot.clock.pass_(days=200)
    before = bot.rows("select count(*), sum(length(inhoud_geheim)) from outbox")
    listed = {one.naam: one for one in bewaren.due(bot.app.store, bot.settings.bewaar, bot.clock.now())}
    assert (listed["herziening"].aantal, listed["herziening"].oudste) == (1, since)
    assert listed["bericht"].aantal == bot.rows("select count(*) from bericht")[0][0] > 5
    assert (listed["inzage"].aantal, listed["inzage"].oudste) == (0, None)
    assert bot.rows("select count(*), sum(length(inhoud_geheim)) from outbox") == before


def test_a_look_takes_a_handful_so_that_nobody_waits(bot: Bot) -> None:
    asyncio.run(bot.says("hallo"))
    store = bot.app.store
    with store.transaction():
        for n in range(60):
            store.berichten.mark_seen(f"oud{n}", bot.clock.now())
    bot.clock.pass_(days=401)
    counts = []
    for _ in range(2):
        counts.append(bot.rows("select count(*) from gezien")[0][0])
        bot.app.look()
    assert counts == [61, 61 - bewaren.HANDFUL]
    assert bewaren.sweep_all(store, bot.settings.bewaar, bot.clock.now())["gezien"] == 11
    assert due(bot) == {}


def test_what_colleagues_have_or_was_promised_is_not_erased(bot: Bot) -> None:
    signaal = asyncio.run(bot.forward())  # with the team, and promised to be asked
    bot.clock.pass_(days=400)
    assert "gesprek" not in due(bot)
    store = bot.app.store
    with store.transaction():
        store.opvolgingen.cancel_signaal(signaal)
    assert "gesprek" not in due(bot)
    store._db.execute("update signaal set status = 'afgesloten'")
    assert "gesprek" not in due(bot)  # a clock runs
    store.termijnen.stop(signaal)
    assert due(bot)["gesprek"] == 1
    with store.transaction():
        promise = store.opvolgingen.plan(
            signaal, store.signalen.gesprek_of(signaal), "afspraak", bot.clock.now(), bot.clock.now()
        )
    assert "gesprek" not in due(bot)
    with store.transaction():
        store.opvolgingen.record(promise, "geen_contact", done=True)
    assert due(bot)["gesprek"] == 1


def test_open_work_is_not_erased_whatever_its_status_says(bot: Bot) -> None:
    """A clock that runs, something that asks attention, or something that still must go out."""
    signaal = asyncio.run(bot.forward())
    store, now = bot.app.store, bot.clock.now()
    gesprek = store.signalen.gesprek_of(signaal)
    store._db.execute("update signaal set status = 'in_gesprek'")
    store.opvolgingen.cancel_signaal(signaal)
    bot.clock.pass_(days=400)
    assert due(bot).get("gesprek") is None
    store.termijnen.stop(signaal)
    assert due(bot)["gesprek"] == 1
    store.behandelingen.mark(signaal, "slechter")
    assert due(bot).get("gesprek") is None
    store.behandelingen.seen(signaal)
    assert due(bot)["gesprek"] == 1
    for n, of in enumerate(({"signaal_id": signaal}, {"gesprek_id": gesprek})):
        store.outbox.put(f"k{n}", f"a{n}", "mail", {}, now, **of)
        for status in ("wacht", "bezig"):
            store._db.execute("update outbox set status = ? where sleutel = ?", [status, f"k{n}"])
            assert due(bot).get("gesprek") is None, (of, status)
            sweep(bot)
            assert bot.rows("select count(*) from gesprek") == [(1,)]
        store._db.execute("update outbox set status = 'bezorgd' where sleutel = ?", [f"k{n}"])
        assert due(bot)["gesprek"] == 1
    store.outbox.put("los", "a", "groep", {}, now)  # about nobody: it holds up nobody
    assert due(bot)["gesprek"] == 1


def test_what_still_has_to_go_out_or_be_handled_is_kept(bot: Bot) -> None:
    bot.receive("tekst", tekst="nog niet gelezen")
    with bot.app.store.transaction():
        gesprek = bot.rows("select id from gesprek")[0][0]
        bot.app.store.outbox.put("k", "a", "bewoner", {"tekst": "x"}, bot.clock.now(), gesprek_id=gesprek)
    bot.clock.pass_(days=300)
    assert set(sweep(bot)) == set()
    assert bot.rows("select count(*) from bericht") == [(1,)]
    assert bot.rows("select inhoud_geheim != '' from outbox") == [(1,)]


def test_a_colleague_can_still_answer_below_a_notice_whose_words_are_gone(bot: Bot) -> None:
    signaal = asyncio.run(bot.forward())
    ((extern,),) = bot.rows("select extern_id from outbox where soort = 'groep' and signaal_id is not null")
    store = bot.app.store
    store._db.execute("update outbox set status = 'mislukt' where soort = 'pakket_map'")
    bot.clock.pass_(days=91)
    assert sweep(bot, 1000)["verstuurd"] > 3
    assert bot.rows("select distinct inhoud_geheim from outbox") == [("",)]
    assert store.outbox.signaal_by_extern("groep", extern) == signaal
    assert [row[:2] for row in store.outbox.failures_of(signaal)] == [("pakket_map", "mislukt")]
    assert "verstuurd" not in sweep(bot)
    assert asyncio.run(bot.says("ik heb nog een vraag"))


def test_the_page_shows_what_is_left_of_a_conversation(bot: Bot) -> None:
    asyncio.run(bot.says("ik ben alleen"))
    bot.clock.pass_(days=91)
    asyncio.run(bot.says("en nog iets"))
    sweep(bot, 1000)
    gesprek = bot.rows("select id from gesprek")[0][0]
    shown = verloop.read(bot.app.store, Teksten.load(), gesprek, verloop.Cursor())
    words = [str(one.inhoud) for one in shown.regels]
    assert any("en nog iets" in one for one in words)
    assert not any("ik ben alleen" in one for one in words)
    assert len({one.van_mij for one in shown.regels}) == 2


def test_what_is_gone_stands_in_no_file_any_more(bot: Bot) -> None:
    fill(bot)
    columns = {
        "bericht": "inhoud_geheim",
        "outbox": "inhoud_geheim",
        "herziening": "tekst_geheim",
        "kaartmelding": "tekst_geheim",
    }
    tokens = [
        row[0] for table, column in columns.items() for row in bot.rows(f"select {column} from {table}")
    ]
    assert len(tokens) > 10
    bot.clock.pass_(days=200)
    bewaren.sweep_all(bot.app.store, bot.settings.bewaar, bot.clock.now())
    raw = bot.stored()
    assert not any(token.encode() in raw for token in tokens)


@pytest.mark.usefixtures("on_sqlite")
def test_a_look_reads_no_whole_table_that_grows(bot: Bot) -> None:
    asked: list[str] = []
    store = bot.app.store
    store._db.conn.set_trace_callback(asked.append)
    for kind in ("gesprek", "bericht", "verstuurd", "gezien", "inzage", "gewist"):
        assert store.bewaren.oldest(kind, bot.clock.now(), 1) == ()
    store._db.conn.set_trace_callback(None)
    assert len(asked) == 6
    for query in asked:
        plan = [row[3] for row in store._db.execute(f"explain query plan {query}").fetchall()]
        assert plan[0].startswith("SEARCH"), (query, plan)
        steps = (
            step.replace("SCAN o USING INDEX outbox_baan", "") for step in plan
        )  # of what still has to go out
        assert not any(step.startswith("SCAN") for step in steps), (query, plan)


# --- figures ---


def test_a_month_is_counted_before_anything_of_it_is_erased(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError

    asyncio.run(bot.says("ik ben alleen"))
    bot.clock.pass_(days=400)
    with monkeypatch.context() as broken:
        broken.setattr(vastleggen, "fix", fails)
        bot.app.look()
        assert bewaren.waits_for_figures(bot.app.store, bot.clock.now())
        assert bewaren.sweep_all(bot.app.store, bot.settings.bewaar, bot.clock.now()).get("gesprek") is None
    assert bot.rows("select count(*) from gesprek") == [(1,)]
    asyncio.run(bot.settle())  # the question after a silence goes out
    bot.app.look()
    assert bot.rows("select count(*) from gesprek") == [(0,)]
    assert len(bot.app.store.cijfers.periods()) > 12


@pytest.mark.usefixtures("on_sqlite")
def test_figures_hang_on_nothing(bot: Bot) -> None:
    for table in ("cijfer", "cijferperiode"):
        assert bot.rows(f"pragma foreign_key_list({table})") == []


def test_fixed_figures_stay_the_same_after_erasing_and_lead_back_to_nobody(tmp_path: Path) -> None:
    bot = Bot(tmp_path, bewaar={"gesprek": 30})
    for n in range(12):
        asyncio.run(bot.forward(adres=Adres("telegram", str(n))))
    ids = {row[0] for table in ("gesprek", "signaal") for row in bot.rows(f"select id from {table}")}
    ids |= {row[0] for row in bot.rows("select nummer from signaal")}
    store = bot.app.store
    store._db.execute("update signaal set status = 'afgesloten'")
    store._db.execute("update opvolging set op = null")
    store._db.execute("update termijn set op = null")
    bot.clock.pass_(days=20)
    bot.app.look()
    fixed = bot.rows("select * from cijfer order by 1, 2, 3, 4")
    assert fixed
    bot.clock.pass_(days=15)
    bot.app.look()
    assert bot.rows("select count(*) from signaal") == bot.rows("select count(*) from gesprek") == [(0,)]
    assert bot.rows("select * from cijfer order by 1, 2, 3, 4") == fixed
    cells = {str(cell) for row in fixed + bot.rows("select * from cijferperiode") for cell in row}
    assert not any(id in cell for id in ids for cell in cells)
    assert {row[4] % 5 for row in fixed} == {0}
    store.close()


def test_every_term_of_the_configuration_is_used(bot: Bot) -> None:
    days = {one.naam: one.dagen for one in bewaren.kinds(bot.settings.bewaar)}
    assert days == TERMS | {"kaartmelding": 180, "gewist": 30 + bewaren.MARGIN.days}
    assert set(type(bot.settings.bewaar).model_fields) == set(TERMS) | {"kopie"}
    assert set(days) <= set(bot.app.store.bewaren.KINDS)
    assert timedelta(days=1) <= bewaren.MARGIN
