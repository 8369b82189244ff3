"""The months before the week of the demo: figures for policy, and an inbox that holds no more than the week."""

import asyncio
import io
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot import demo, demo_maanden, demo_play, demo_web, demo_week
from bot.adapters.terminal import Terminal
from bot.app import App, build
from bot.clock import FastClock
from bot.config import load_settings
from bot.frontoffice.inzicht import periode
from bot.frontoffice.inzicht.periode import Periode
from bot.frontoffice.inzicht.tabellen import Tabel, all_tables
from bot.frontoffice.web.site import make_site
from bot.store.behandelingen import Lijst, Oog
from intents.lezer import Lezer

# A Tuesday; and the first working days of a month and of a year, with the week in the months before.
ORDINARY = datetime(2026, 11, 24, 9, tzinfo=UTC)
OTHERS = (datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2027, 1, 4, 9, tzinfo=UTC))
BASE = "http://demo.test"
SIGNALEN = sum(demo_maanden.SIZES)


def fresh(folder: Path, lezer: Lezer, end: datetime) -> App:
    """The demo before anything happened, on the morning on which its week begins."""
    settings = load_settings(
        gegevens=folder,
        pakket_map=folder / "pakketten",
        groep=1,
        wacht_op_vervolg=0,
        frontoffice_https=False,
    )
    return build(settings, clock=FastClock(1.0, demo_week.begin(end)), lezer=lezer)


def prepared(folder: Path, lezer: Lezer, end: datetime) -> App:
    """As `elkedeur demo` with the inbox does it."""
    app = fresh(folder, lezer, end)
    terminal = Terminal(app.service, io.StringIO(), echo=False)
    with demo_web.doors(0) as doors:
        asyncio.run(demo._prepare(app, demo.Wish(demo=True, doors=doors), terminal, end))
    return app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, lezer: Lezer) -> Iterator[App]:
    made = prepared(tmp_path_factory.mktemp("maanden"), lezer, ORDINARY)
    yield made
    made.store.close()


def inside(app: App, login: str, *paths: str) -> list[str]:
    """Who clicks on his name at the door, and looks at these pages."""

    async def look() -> list[str]:
        transport = httpx.ASGITransport(app=make_site(app, demo=True))
        async with httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=True) as browser:
            door = await browser.get("/")
            me = app.store.medewerkers.by_login(login)
            token = re.search(r'name="csrf" value="([^"]+)"', door.text)
            assert me is not None
            assert token is not None
            fields = {"collega": me.id, "csrf": token[1]}
            await browser.post("/aanmelden/proef", data=fields, headers={"Origin": BASE})
            answers = [await browser.get(path) for path in paths]
        assert [answer.status_code for answer in answers] == [200] * len(paths)
        return [answer.text for answer in answers]

    return asyncio.run(look())


def tables(app: App, of: Periode) -> dict[str, Tabel]:
    return {one.id: one for one in all_tables(of, app.store.cijfers.read)}


def lists(app: App) -> dict[Lijst, int]:
    return app.store.behandelingen.counts(Oog("wie dan ook", regie=True), app.clock.now())


def test_policy_finds_figures_of_a_month_that_has_ended(app: App) -> None:
    (page,) = inside(app, "aylin", "/inzicht?periode=2026-10")
    assert "Inzicht: oktober 2026" in page
    assert "nog geen cijfers" not in page
    found = tables(app, periode.month(2026, 10))
    signalen, contact = found["totaal"].getal("alle"), found["totaal"].getal("alle", 1)
    assert signalen is not None
    assert abs(signalen - demo_maanden.SIZES[-1]) < 30  # a random number was added
    assert contact is not None
    assert contact > signalen
    assert f'<td class="getal">{signalen}</td>' in page


def test_the_year_report_has_something_to_tell_in_every_chapter(app: App) -> None:
    year, report = inside(app, "aylin", "/inzicht", "/inzicht/jaarverslag")
    assert "Inzicht: 2026 tot en met oktober" in year
    assert "augustus 2026" in year
    assert "juli 2026" not in year
    assert "De meeste vragen gingen over: Geld" in report
    assert "vragen gingen naar het sociaal team" in report
    assert "keer zei een bewoner: het gaat beter" in report
    assert "Het vaakst paste een plek niet bij" in report
    assert "te weinig om er iets" not in report


def test_the_shares_are_such_that_wijken_and_answers_can_be_compared(app: App) -> None:
    found = tables(app, periode.year_to(2026, 10))
    assert found["wijk"].getal("Dommelbergen") is not None
    assert found["wijk"].getal("Oosterhout") is not None
    assert (found["hoe"].getal("beter") or 0) > (found["hoe"].getal("hetzelfde") or 0) > 0
    assert (found["termijn"].getal("op_tijd") or 0) > (found["termijn"].getal("te_laat") or 0) > 0


def test_the_lists_of_the_inbox_hold_the_week_only(app: App, tmp_path: Path, lezer: Lezer) -> None:
    week = fresh(tmp_path, lezer, ORDINARY)
    with week.store:
        week.channels.update(dict.fromkeys(("bewoner", "groep", "pakket_map"), demo._nowhere))
        assert asyncio.run(demo_play.play(week, demo_week.load(), ORDINARY)) == ()
        without, whole = lists(week), lists(app)
    assert whole.pop(Lijst.AFGESLOTEN) > without.pop(Lijst.AFGESLOTEN) + 100
    assert whole == without


def test_what_ended_long_ago_can_be_opened(app: App) -> None:
    (page,) = inside(app, "marieke", "/inbox/afgesloten?pagina=2")
    nummer = re.findall(r'href="/signaal/(\d{8})', page)[0]
    (signaal,) = inside(app, "marieke", f"/signaal/{nummer}")
    assert demo_maanden.VERHAAL in signaal


@pytest.mark.parametrize("end", [ORDINARY, *OTHERS], ids=lambda end: f"{end:%d-%m}")
def test_everything_has_ended_when_the_week_begins(end: datetime, tmp_path: Path, lezer: Lezer) -> None:
    made = fresh(tmp_path, lezer, end)
    with made.store:
        begun = time.process_time()
        demo_maanden.fill(made, end)
        assert time.process_time() - begun < 1.5
        now = made.clock.now()
        rows = made.store._db.execute("select status, count(*) from signaal group by 1").fetchall()
        assert rows == [("afgesloten", SIGNALEN)]
        assert made.store.opvolgingen.next_due() is None
        assert made.store.termijnen.due(now) == ()
        assert {lijst for lijst, count in lists(made).items() if count} == {Lijst.AFGESLOTEN}
        months = dict(
            made.store._db.execute(
                "select substr(aangemaakt, 1, 7), count(*) from signaal group by 1"
            ).fetchall()
        )
        (last,) = made.store._db.execute("select max(op) from zet").fetchone()
        assert datetime.fromisoformat(last) <= now
        assert max(months) < periode.month_of(end).id
        assert tuple(months.values()) == demo_maanden.SIZES


def test_a_month_in_which_the_week_begins_is_fixed_too(tmp_path: Path, lezer: Lezer) -> None:
    made = prepared(tmp_path, lezer, OTHERS[0])
    with made.store:
        assert made.store.cijfers.last_month() == "2026-10"
        found = tables(made, periode.month(2026, 10))
        assert (found["totaal"].getal("alle") or 0) > demo_maanden.SIZES[-1]


def test_the_same_residents_come_every_time(tmp_path: Path, lezer: Lezer) -> None:
    seen = []
    for folder in ("een", "twee"):
        made = fresh(tmp_path / folder, lezer, ORDINARY)
        with made.store:
            demo_maanden.fill(made, ORDINARY)
            sql = "select nummer, leefgebieden, route, rol, aangemaakt from signaal order by nummer"
            seen.append(made.store._db.execute(sql).fetchall())
    assert seen[0] == seen[1]
