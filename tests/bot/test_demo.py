"""The demo: a week that is played by the real bot, an inbox beside the conversation, and who stays out of the way."""

import asyncio
import contextlib
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from bot import demo, demo_medewerker, demo_play, demo_web, demo_week
from bot.app import App, build
from bot.clock import FastClock
from bot.config import load_settings
from bot.demo_medewerker import ExampleMedewerker
from bot.kalender import Kalender
from bot.store.behandelingen import Lijst, Oog, Rij
from bot.store.gesprekken import Adres
from bot.store.outbox import Outgoing
from intents.lezer import Lezer
from tests.bot.conftest import Bot

# A Tuesday; and the mornings after Easter, Christmas and a Saturday on which a day off makes the week longer.
ORDINARY = datetime(2026, 11, 24, 9, tzinfo=UTC)
OTHERS = (
    datetime(2027, 3, 30, 8, tzinfo=UTC),
    datetime(2026, 12, 28, 9, tzinfo=UTC),
    datetime(2027, 5, 8, 8, tzinfo=UTC),
)


@dataclass
class Played:
    """The week, lived through."""

    app: App
    week: demo_week.Week
    wrong: tuple[str, ...]
    rows_out: int

    def oog(self, name: str) -> Oog:
        me = self.app.store.medewerkers.by_login(name)
        assert me is not None
        return Oog(me.id, me.wijk, "regisseur" in me.functies)

    def rows(self, lijst: Lijst, name: str) -> dict[str, Rij]:
        """What this colleague sees in this list, by resident."""
        found = self.app.store.behandelingen.rows(lijst, self.oog(name), self.app.clock.now())
        return {self._resident(row.signaal_id): row for row in found}

    def names(self, lijst: Lijst, name: str) -> set[str]:
        return set(self.rows(lijst, name))

    def _resident(self, signaal_id: str) -> str:
        gesprekken = self.app.store.gesprekken
        return gesprekken.adres(self.app.store.signalen.gesprek_of(signaal_id)).adres


def live_through(folder: Path, lezer: Lezer, end: datetime) -> Played:
    """A real store, the real reading, and channels that lead nowhere."""
    settings = load_settings(gegevens=folder, pakket_map=folder / "pakketten", groep=1, wacht_op_vervolg=0)
    app = build(settings, clock=FastClock(1.0, demo_week.begin(end)), lezer=lezer)
    out: list[Outgoing] = []

    async def keep(row: Outgoing, begin: object) -> None:
        out.append(row)

    app.channels.update(bewoner=keep, groep=keep, pakket_map=keep)
    week = demo_week.load()
    wrong = asyncio.run(demo_play.play(app, week, end))
    return Played(app, week, wrong, len(out))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, lezer: Lezer) -> Iterator[Played]:
    made = live_through(tmp_path_factory.mktemp("week"), lezer, ORDINARY)
    yield made
    made.app.store.close()


# --- the file ---


def test_every_line_of_the_week_can_be_played(played: Played) -> None:
    assert played.wrong == ()
    failed = "select (select count(*) from bericht where status != 'verwerkt'), (select count(*) from outbox"
    counts = played.app.store._db.execute(f"{failed} where status != 'bezorgd')").fetchone()
    assert counts == (0, 0)


@pytest.mark.parametrize("end", OTHERS, ids=lambda end: f"{end:%d-%m}")
def test_the_week_can_be_played_whatever_day_it_is(end: datetime, tmp_path: Path, lezer: Lezer) -> None:
    made = live_through(tmp_path, lezer, end)
    try:
        assert made.wrong == ()
        assert {"deurwaarder", "muur", "trap"} <= made.names(Lijst.TE_LAAT, "marieke")
        assert next(iter(made.rows(Lijst.ALLE, "sanne").values())).aandacht == "slechter"
    finally:
        made.app.store.close()


def test_the_week_ends_at_the_moment_on_which_the_conversation_begins(played: Played) -> None:
    assert timedelta(0) <= played.app.clock.now() - ORDINARY < timedelta(minutes=5)


def test_a_step_that_cannot_be_played_is_named_and_stops_nothing_else(tmp_path: Path, lezer: Lezer) -> None:
    week = demo_week.load()
    early, late = (
        demo_week.Stap(dag=-2, om="09:00", tikt="slechter"),
        demo_week.Stap(dag=-1, om="09:00", zegt="hoi"),
    )
    few = tuple(one for one in week.bewoner if one.id == "trap")
    week = week.model_copy(update={"bewoner": (*few, demo_week.Bewoner(id="fout", stappen=(early, late)))})
    app = build(
        load_settings(gegevens=tmp_path, wacht_op_vervolg=0),
        clock=FastClock(1.0, demo_week.begin(ORDINARY)),
        lezer=lezer,
    )
    with app.store:
        (wrong,) = asyncio.run(demo_play.play(app, week, ORDINARY))
        assert "fout" in wrong
        assert "de knop slechter staat er niet" in wrong
        assert len(app.store.behandelingen.rows(Lijst.ALLE, Oog("x"), ORDINARY)) == 1


def test_there_are_colleagues_for_every_functie_and_none_has_a_password(played: Played) -> None:
    everybody = played.app.store.medewerkers.all()
    assert {functie for one in everybody for functie in one.functies} == {
        "medewerker",
        "regisseur",
        "kaartbeheerder",
        "beleid",
        "beheerder",
    }
    assert all(one.wachtwoord is None for one in everybody)


# --- the lists ---


def test_what_nobody_took_up_is_new(played: Played) -> None:
    expected = {"donker", "opvang", "deurwaarder", "muur", "rent", "trap", "denhout", "terugkomer"}
    assert played.names(Lijst.NIEUW, "sanne") == expected | {"mantelzorg", "gokken", "praatje"}


def test_each_colleague_finds_his_own_work(played: Played) -> None:
    assert played.names(Lijst.MIJN, "sanne") == {"huur", "toeslag", "scootmobiel", "verkeerd", "uitkering"}
    assert played.names(Lijst.MIJN, "bilal") == {"weduwe", "brief", "puber", "buurvrouw", "nicht"}
    assert played.names(Lijst.MIJN, "marieke") == {"thuis", "stil", "klacht"}


def test_danger_has_its_own_list_and_what_is_shielded_is_seen_by_few(played: Played) -> None:
    assert played.names(Lijst.NOOD, "marieke") >= {"thuis", "donker", "stil"}
    assert not played.names(Lijst.NOOD, "sanne") & {"thuis", "stil"}


def test_what_waited_too_long_is_late_and_went_up_level_by_level(played: Played) -> None:
    late = played.rows(Lijst.TE_LAAT, "marieke")
    assert set(late) == {"thuis", "deurwaarder", "muur", "trap", "stil"}
    assert late["deurwaarder"].gewaarschuwd > late["trap"].gewaarschuwd > 0


def test_one_waits_for_the_resident_and_one_waited_in_vain(played: Played) -> None:
    assert played.names(Lijst.WACHT, "sanne") == {"uitkering"}
    assert played.rows(Lijst.MIJN, "sanne")["scootmobiel"].aandacht == "geen_antwoord"


def test_who_says_that_it_is_worse_is_on_top_and_who_says_better_is_done(played: Played) -> None:
    assert next(iter(played.rows(Lijst.ALLE, "sanne"))) == "weduwe"
    assert played.rows(Lijst.ALLE, "sanne")["weduwe"].aandacht == "slechter"
    assert played.names(Lijst.AFGESLOTEN, "sanne") == {"dochter", "terugkomer"}


def test_what_came_back_stands_among_what_came_back(played: Played) -> None:
    assert played.names(Lijst.TERUGKEREND, "sanne") == {"weduwe", "toeslag", "terugkomer"}


def test_who_lives_in_den_hout_does_not_see_den_hout(played: Played) -> None:
    hidden = {"denhout", "mantelzorg"}
    assert played.names(Lijst.ALLE, "sanne") - played.names(Lijst.ALLE, "bilal") == hidden


def test_what_a_resident_erased_is_gone(played: Played) -> None:
    everything = played.names(Lijst.ALLE, "marieke") | played.names(Lijst.AFGESLOTEN, "marieke")
    assert "wisser" not in everything
    assert not played.app.store.gesprekken.knows(Adres(demo_play.KANAAL, "wisser"))


def test_colleagues_linked_raised_and_asked_a_regisseur(played: Played) -> None:
    oog, now, store = played.oog("marieke"), played.app.clock.now(), played.app.store.behandelingen
    rows = played.rows(Lijst.ALLE, "marieke")
    ((other, soort),) = store.linked(rows["nicht"].signaal_id, oog, now)
    assert (other.signaal_id, soort) == (rows["buurvrouw"].signaal_id, "huishouden")
    assert rows["nicht"].regisseur_id == oog.medewerker_id
    assert rows["klacht"].niveau == 2
    assert any(
        look.wat == "schaalt_op" for look in played.app.store.inzagen.of_signaal(rows["klacht"].signaal_id)
    )


# --- the example colleague ---


def test_the_example_colleague_takes_up_and_answers(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_medewerker, "TAKES_UP_AFTER", 0.0)
    monkeypatch.setattr(demo_medewerker, "ANSWERS_AFTER", 0.0)
    shown: list[str] = []
    asyncio.run(_forward_to_example(bot, shown))
    assert any("bijstand" in text for text in shown)
    assert any("(voorbeeld) Dag" in text for text in bot.resident.texts)


def test_the_example_colleague_steps_aside_for_who_is_logged_in(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_medewerker, "TAKES_UP_AFTER", 0.0)
    with bot.app.store.transaction():
        me = bot.app.store.medewerkers.add("sanne", "Sanne", ["medewerker"], bot.clock.now())
        bot.app.store.sessies.open(me, bot.clock.now(), bewezen=True)
    shown: list[str] = []
    asyncio.run(_forward_to_example(bot, shown))
    assert [re.sub(r"\d", "0", text) for text in shown] == [
        "(demo) Vraag 0000-0000 wacht in de inbox op een collega."
    ]
    assert bot.rows("select status from signaal") == [("overgedragen",)]


async def _forward_to_example(bot: Bot, shown: list[str]) -> None:
    example = ExampleMedewerker(bot.app, shown.append)
    bot.app.channels["pakket_map"] = example.receive
    await bot.forward()
    for _ in range(10):
        await asyncio.sleep(0)
        await bot.settle()


# --- the whole, as a person sees it ---


class Screen:
    """Standard input and output of the demo, in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, terminal: bool = False) -> None:
        """terminal: a real one, instead of a pipe."""
        writing, reading = os.openpty() if terminal else reversed(os.pipe())
        self._in, self.out = os.fdopen(writing, "w", encoding="utf-8"), io.StringIO()
        self.keyboard = os.fdopen(reading, encoding="utf-8")
        monkeypatch.setattr(demo, "sys", SimpleNamespace(stdin=self.keyboard, stdout=self.out))

    def type(self, *lines: str) -> None:
        self._in.write("".join(f"{line}\n" for line in lines))
        self._in.flush()

    def end(self) -> None:
        """Ctrl+D, or the pipe is shut."""
        if self.keyboard.isatty():
            self._in.write("\x04")
            self._in.flush()
        else:
            self._in.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._in.close()
        self.keyboard.close()

    async def waits_for(self, words: str) -> str:
        async with asyncio.timeout(60):
            while words not in self.out.getvalue():
                await asyncio.sleep(0.05)
        return self.out.getvalue()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, lezer: Lezer) -> Iterator[Screen]:
    monkeypatch.setattr(Lezer, "load", lambda: lezer)
    made = Screen(monkeypatch)
    yield made
    made.close()


def test_from_a_pipe_there_is_no_inbox(screen: Screen) -> None:
    screen.type("hoi")
    screen.end()
    asyncio.run(demo.converse(demo=True))
    assert "Een dag duurt hier vijftien seconden" in screen.out.getvalue()
    assert "http://" not in screen.out.getvalue()


def test_what_is_forwarded_waits_in_the_inbox_and_the_answer_comes_back(screen: Screen) -> None:
    asyncio.run(_round(screen))
    shown = screen.out.getvalue()
    written = [stap.zegt for one in demo_week.load().bewoner for stap in one.stappen if stap.zegt]
    assert not [tekst for tekst in written if tekst in shown]
    assert "ontvangt" not in shown  # neither notices nor pakketten of the week
    assert len(re.findall(r"Vraag \d{4}-\d{4} wacht in de inbox", shown)) == 1


async def _round(screen: Screen) -> None:
    talk = asyncio.create_task(demo.converse(demo=True, poort=demo_web.PORT))
    shown = await screen.waits_for("Stoppen: Ctrl+D")
    address = re.findall(r"inbox.*(http://127\.0\.0\.1:\d+)", shown)[0]
    async with httpx.AsyncClient(base_url=address, follow_redirects=True) as browser:
        door = await browser.get("/")
        chosen = re.search(r'name="collega" value="(\w+)">\s*<button[^>]*>Sanne', door.text)
        assert chosen
        inside = await _post(browser, door, "/aanmelden/proef", collega=chosen[1])
        assert inside.text.count("data-rij") >= 5  # the week, and nothing that was typed here yet
        screen.type("ik wil bijstand aanvragen", "doorgeven", "deze week", "overslaan", "hier", "ja", "ja")
        shown = await screen.waits_for("wacht in de inbox")
        (nummer,) = re.findall(r"Vraag (\d{4}-\d{4}) wacht", shown)
        await _answer(browser, nummer.replace("-", ""))
        await screen.waits_for("Ik bel u morgen even op.")
    screen.end()
    await talk


async def _answer(browser: httpx.AsyncClient, nummer: str) -> None:
    page = await browser.get(f"/signaal/{nummer}")
    page = await _post(browser, page, f"/signaal/{nummer}/oppakken")
    sure = await _post(browser, page, f"/signaal/{nummer}/antwoord", tekst="Ik bel u morgen even op.")
    await _post(browser, sure, f"/signaal/{nummer}/antwoord", tekst="Ik bel u morgen even op.", zeker="ja")


async def _post(browser: httpx.AsyncClient, page: httpx.Response, path: str, **fields: str) -> httpx.Response:
    hidden = dict(re.findall(r'name="(csrf|versie|sleutel)" value="([^"]*)"', page.text))
    origin = str(browser.base_url).rstrip("/")
    answer = await browser.post(path, data=hidden | fields, headers={"Origin": origin})
    assert answer.status_code == 200, answer.text
    return answer


def test_the_conversation_begins_at_an_hour_at_which_we_write(tmp_path: Path, lezer: Lezer) -> None:
    with demo_web.doors(0) as doors:
        app, end = demo._build(tmp_path, demo.Wish(demo=True, doors=doors))
    with app.store:
        assert Kalender().is_deliverable(end)
        assert abs(app.clock.now() - demo_week.begin(end)) < timedelta(minutes=5)
        assert demo_week.begin(end) <= end - timedelta(days=8)
