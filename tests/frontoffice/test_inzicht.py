"""Figures for policy and council, on people who went through the real bot."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.frontoffice.desk import Desk
from bot.frontoffice.inzicht import periode, vastleggen
from bot.frontoffice.inzicht.beeld import picture
from bot.frontoffice.inzicht.taakvelden import taakveld_names, taakvelden_of, touched
from bot.frontoffice.inzicht.tabellen import HIDDEN, Rij, Tabel, all_tables
from bot.frontoffice.inzicht.tellen import figures as figures_of
from bot.frontoffice.inzicht.tellen import working_days
from bot.frontoffice.inzicht.verslag import chapters, median
from bot.kalender import Kalender
from bot.store.cijfers import Feit, Plaats
from bot.store.gesprekken import Adres
from intents.tables import leefgebied_ids
from tests.bot.conftest import Bot
from tests.fakes import SetClock
from tests.frontoffice.conftest import Frontoffice
from tests.plekken import REFUSED

MARK = "Zwiebertje"
NOVEMBER, DECEMBER = "2026-11", "2026-12"


@pytest.fixture(autouse=True)
def still_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dice that add nothing, so that a test can say what must come out."""
    monkeypatch.setattr(vastleggen, "DICE", lambda: 0.99)


@pytest.fixture
def bot(site: Frontoffice) -> Bot:
    return site.bot


def adres(number: int) -> Adres:
    return Adres("telegram", str(number))


async def people(bot: Bot, forwarded: int = 12, placed: int = 0) -> list[str]:
    """So many who ask for bijstand and are handed over, and so many who look for company and choose a place."""
    ids = [await bot.forward(f"ik wil bijstand {MARK}", adres(n)) for n in range(forwarded)]
    for n in range(forwarded, forwarded + placed):
        await bot.says("ik ken hier bijna niemand meer", adres(n))
        place = bot.rows("select voorziening from voorstel order by id desc limit 1")[0][0]
        await bot.taps("past", place, adres(n))
        await bot.taps("opvolging_ja", adres=adres(n))
    return ids


def close_november(bot: Bot) -> None:
    """On to December, and look once without asking anybody how it goes."""
    bot.clock.pass_(days=7)
    bot.app.look()


def figures(bot: Bot, of: str = NOVEMBER) -> dict[Plaats, int]:
    return bot.app.store.cijfers.read(of)


def test_what_came_in_is_counted_by_leefgebied_taakveld_and_wijk(bot: Bot) -> None:
    asyncio.run(people(bot, 12, 8))
    close_november(bot)
    seen = figures(bot)
    assert seen["totaal", "alle", "signalen"] == 20
    assert seen["leefgebied", "contact", "signalen"] == 20
    assert seen["taakveld", "wmo", "signalen"] == 20
    assert ("taakveld", "jeugd", "signalen") not in seen
    assert ("taakveld", "meer", "signalen") not in seen
    assert seen["wijk", "onbekend", "signalen"] == 20
    assert seen["rol", "zelf", "signalen"] == 20
    assert seen["product", "bijstand", "signalen"] == 10  # twelve
    assert seen["totaal", "alle", "contactmomenten"] == 10  # of each overdracht one


def test_the_way_of_a_question_and_the_terms(bot: Bot) -> None:
    ids = asyncio.run(people(bot, 18, 10))
    desk = Desk(bot.app.service)
    for number, id in enumerate(ids[:15]):
        with bot.app.store.transaction():
            desk.take_up(id, f"o{number}")
    for number, id in enumerate(ids[:10]):
        with bot.app.store.transaction():
            desk.answer(id, "Wij bellen u.", f"a{number}")
            desk.close(id, f"s{number}", uitkomst="doorverwezen")
    close_november(bot)
    seen = figures(bot)
    way = {rij: aantal for (tabel, rij, _), aantal in seen.items() if tabel == "reis"}
    assert way == {
        "gevraagd": 30,  # twenty-eight
        "aangeboden": 30,
        "gekozen": 10,
        "doorgegeven": 20,  # eighteen
        "opgepakt": 15,
        "beantwoord": 10,
        "afgesloten": 10,
    }
    assert seen["uitkomst", "doorverwezen", "signalen"] == 10
    # Taking up is not enough: eight of the eighteen heard nothing, and their term has passed.
    assert seen["termijn", "op_tijd", "overdrachten"] == 10
    assert seen["termijn", "te_laat", "overdrachten"] == 10
    assert seen["dagen", "0", "overdrachten"] == 10


def test_what_was_not_taken_up_in_time_is_late(bot: Bot) -> None:
    ids = asyncio.run(people(bot, 10))
    bot.clock.pass_(days=6)  # from Tuesday to Monday: three working days were promised, and four have passed
    for number, id in enumerate(ids):
        with bot.app.store.transaction():
            Desk(bot.app.service).take_up(id, f"o{number}")
            Desk(bot.app.service).answer(id, "Wij bellen u.", f"a{number}")
    bot.clock.pass_(days=2)
    bot.app.look()
    seen = figures(bot)
    assert seen["termijn", "te_laat", "overdrachten"] == 10
    assert seen["dagen", "4", "overdrachten"] == 10


def test_what_was_closed_counts_with_its_outcome_also_when_it_was_opened_again(bot: Bot) -> None:
    ids = asyncio.run(people(bot, 10))
    desk = Desk(bot.app.service)
    with bot.app.store.transaction():
        noor = bot.app.store.medewerkers.add("noor", "Noor", ("medewerker",), bot.clock.now())
        for number, id in enumerate(ids):
            desk.close(id, f"s{number}", uitkomst="besluit")
            desk.reopen(id, f"h{number}", noor)
    close_november(bot)
    seen = figures(bot)
    assert seen["uitkomst", "besluit", "signalen"] == 10
    assert ("uitkomst", "onbekend", "signalen") not in seen


def test_a_year_shows_each_leefgebied_taakveld_and_wijk_month_by_month(bot: Bot) -> None:
    asyncio.run(people(bot, 10))
    close_november(bot)
    bot.clock.pass_(days=1)
    asyncio.run(people(bot, 20))
    bot.clock.pass_(days=31)
    bot.app.look()
    bot.app.look()
    year = periode.parse("2026-t12")
    assert year is not None
    tables = {one.id: one for one in all_tables(year, bot.app.store.cijfers.read)}
    for way in ("leefgebied", "taakveld", "wijk"):
        for amount in ("signalen", "contactmomenten"):
            assert tables[f"verloop_{way}_{amount}"].kolommen[-2:] == ("november", "december")
    of = tables["verloop_leefgebied_signalen"]
    november = tables["verloop"].getal(NOVEMBER)
    assert [of.getal("contact", -2), of.getal("contact", -1)] == [november, tables["verloop"].getal(DECEMBER)]
    assert of.getal("contact", -2) == 10
    assert (
        all_tables(year.maanden[-1], bot.app.store.cijfers.read)[-1].id == "hulp"
    )  # one month has no course


def test_answers_to_how_it_goes_count_in_the_month_of_the_answer(bot: Bot) -> None:
    async def talk() -> None:
        await people(bot, 0, 10)
        bot.clock.pass_(days=8)
        await bot.look()
        for id, who in bot.rows("select id, gesprek_id from opvolging where status = 'gevraagd'"):
            told = bot.app.store.gesprekken.adres(who)
            await bot.taps("beter", id, told)
            await bot.taps("contact_hielp", id, told)

    asyncio.run(talk())
    bot.clock.pass_(days=31)
    bot.app.look()
    bot.app.look()
    assert not [place for place in figures(bot) if place[0] == "hoe"]
    seen = figures(bot, DECEMBER)
    assert seen["hoe", "beter", "alle"] == seen["hoe", "beter", "voorziening"] == 10
    assert seen["hoe_leefgebied", "contact", "beter"] == 10
    assert seen["hulp", "contact_hielp", "alle"] == 10
    assert seen["reis", "geholpen", "signalen"] == seen["reis", "beter", "signalen"] == 10
    assert figures(bot, "2026-t12")["reis", "beter", "signalen"] == 10


def test_places_that_did_not_fit_show_a_gap(bot: Bot) -> None:
    async def talk() -> None:
        for n in range(10):
            await bot.says("ik ken hier bijna niemand meer", adres(n))
            await bot.taps("past_niet", adres=adres(n))

    asyncio.run(talk())
    close_november(bot)
    seen = figures(bot)
    assert seen["gaten", "contact", "geweigerd"] == seen["gaten", "contact", "zonder_keuze"] == 10
    assert ("gaten", "contact", "niets_gevonden") not in seen


def test_four_people_are_nowhere_to_be_seen(bot: Bot) -> None:
    asyncio.run(people(bot, 4))
    close_november(bot)
    assert bot.app.store.cijfers.periods() == ("2026-11", "2026-t11")
    assert figures(bot) == figures(bot, "2026-t11") == {}


def test_what_is_withdrawn_does_not_count(bot: Bot) -> None:
    asyncio.run(people(bot, 9))
    bot.app.store._db.execute("update signaal set status = 'ingetrokken'")
    close_november(bot)
    assert figures(bot) == {}


def test_who_is_erased_later_stays_in_the_figures(bot: Bot) -> None:
    asyncio.run(people(bot, 10))
    close_november(bot)
    before = figures(bot)
    for (id,) in bot.rows("select id from gesprek"):
        with bot.app.store.transaction():
            bot.app.store.gesprekken.erase(id, bot.clock.now())
    bot.clock.pass_(days=31)
    bot.app.look()
    assert not bot.rows("select * from signaal")
    assert figures(bot) == before
    assert before["totaal", "alle", "signalen"] == 10
    assert bot.app.store.cijfers.periods()[-1] == "2026-t12"


def test_of_who_is_no_longer_kept_the_year_counts_what_the_months_showed(tmp_path: Path) -> None:
    bot = Bot(tmp_path, bewaar={"gesprek": 30})
    asyncio.run(people(bot, 10))
    close_november(bot)
    with bot.app.store.transaction():
        for (id,) in bot.rows("select id from gesprek"):
            bot.app.store.gesprekken.erase(id, bot.clock.now())
    bot.clock.pass_(days=31)
    bot.app.look()
    assert figures(bot, "2026-t12")["totaal", "alle", "signalen"] == 10
    assert figures(bot, "2026-K4")["totaal", "alle", "signalen"] == 10
    bot.app.store.close()


def test_a_month_is_fixed_once_and_only_when_it_has_ended(bot: Bot) -> None:
    asyncio.run(people(bot, 10))
    bot.app.look()
    assert bot.app.store.cijfers.periods() == ()
    close_november(bot)
    fixed = figures(bot)
    asyncio.run(people(bot, 6))
    bot.app.look()
    assert figures(bot) == fixed
    assert vastleggen.behind(bot.app.store, bot.clock.now()) is None


def test_counted_beside_the_talk_they_are_the_same(bot: Bot) -> None:
    asyncio.run(people(bot, 10))
    bot.clock.pass_(days=31)
    bot.app.look(count=False)
    assert bot.app.store.cijfers.periods() == ()
    asyncio.run(bot.app.due.count())
    beside = figures(bot)
    assert beside["totaal", "alle", "signalen"] == 10
    maand = periode.parse("2026-11")
    assert maand is not None
    again = vastleggen.count(bot.app.store, bot.app.settings, maand, bot.clock.now())
    assert again["2026-11"] == beside


@pytest.mark.usefixtures("engine")
def test_fixed_figures_cannot_be_changed(bot: Bot) -> None:
    asyncio.run(people(bot, 10))
    close_november(bot)
    with pytest.raises(REFUSED):
        bot.app.store._db.execute("update cijfer set aantal = 15")
    for aantal in (4, 11):
        with pytest.raises(REFUSED):
            bot.app.store._db.execute(f"insert into cijfer values ('2026-11', 'x', 'y', 'z', {aantal})")


def test_nothing_of_a_person_stands_in_the_fixed_figures(bot: Bot) -> None:
    asyncio.run(people(bot, 10))
    close_november(bot)
    kept = repr(bot.rows("select * from cijfer"))
    assert MARK not in kept
    for id, nummer, gesprek in bot.rows("select id, nummer, gesprek_id from signaal"):
        assert id not in kept
        assert nummer not in kept
        assert gesprek not in kept


# --- pure parts ---


def test_a_question_counts_in_every_taakveld_that_it_touches_and_in_its_wijk() -> None:
    """Twelve about debts and upbringing in one wijk, four in another."""
    facts = [
        Feit(
            str(n), ("geld", "gezin"), "Warande" if n < 12 else "Slotjes", "voorziening", "ander", nieuw=True
        )
        for n in range(16)
    ]
    end = SetClock().now()
    seen = figures_of(facts, end, lambda gift: gift.op, Kalender(), lambda: 0.99)
    for veld in ("jeugd", "werk", "schulden", "meer"):
        assert seen["taakveld", veld, "signalen"] == 15, veld
    assert ("taakveld", "wmo", "signalen") not in seen
    assert seen["wijk", "Warande", "signalen"] == 10
    wijken = next(
        tabel for tabel in all_tables(periode.year_to(2026, 1), lambda of: seen) if tabel.id == "wijk"
    )
    assert [rij.naam for rij in wijken.rijen] == ["Warande", "Onbekend"]  # of four not even the name


def test_every_leefgebied_counts_for_a_taakveld() -> None:
    for id in leefgebied_ids():
        assert taakvelden_of(id), id
    assert taakvelden_of("geld") == {"schulden", "werk"}
    assert touched(["geld", "gezin"]) == {"schulden", "werk", "jeugd"}
    assert touched(["bestaat_niet"]) == frozenset()
    assert set(taakveld_names()) >= {"jeugd", "wmo", "werk", "schulden"}


def test_periods_say_their_name_and_can_be_read_back() -> None:
    december = periode.month(2026, 12)
    ends = periode.ending_with(december)
    assert [one.id for one in ends] == ["2026-12", "2026-K4", "2026-t12"]
    assert [one.naam for one in ends] == ["december 2026", "kwartaal 4 van 2026", "2026"]
    assert [periode.parse(one.id) for one in ends] == list(ends)
    assert december.end == periode.month(2027, 1).begin
    for wrong in ("", "2026", "2026-13", "2026-00", "2026-K5", "2026-t00", "2026-1", "٢٠٢٦-11", "2026-11 "):
        assert periode.parse(wrong) is None


def test_a_month_begins_and_ends_on_the_dutch_clock() -> None:
    assert periode.month_of(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)).id == "2026-11"
    assert periode.month_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)).id == "2026-07"


def test_working_days_are_counted_without_weekends_and_holidays() -> None:
    day = SetClock().now()
    kalender = Kalender()
    assert working_days(day, day, kalender) == 0
    assert (
        working_days(datetime(2026, 12, 24, 9, tzinfo=UTC), datetime(2026, 12, 28, 9, tzinfo=UTC), kalender)
        == 1
    )


def test_a_picture_tells_its_figures_and_has_no_style() -> None:
    rijen = (Rij("a", "<b>Geld</b>", (15,)), Rij("b", "Wonen", (None,)))
    svg = str(picture(Tabel("x", "Vragen", "Leefgebied", ("Vragen",), rijen, vorm="weg")))
    assert 'role="img"' in svg
    assert "ongeveer 15" in svg
    assert HIDDEN in svg
    assert "style=" not in svg
    assert "<b>" not in svg
    assert not picture(Tabel("x", "Vragen", "Leefgebied", ("Vragen",), rijen[1:]))


def test_the_middle_of_the_waiting_is_a_class_of_days() -> None:
    rijen = (
        Rij("0", "Dezelfde dag", (10,)),
        Rij("1", "Na 1 werkdag", (None,)),
        Rij("2", "Na 2 werkdagen", (15,)),
    )
    assert median(Tabel("dagen", "", "", ("n",), rijen)) == "Na 2 werkdagen"
    assert median(Tabel("dagen", "", "", ("n",), rijen[1:2])) is None


def test_the_year_report_says_only_what_can_be_shown() -> None:
    tables = all_tables(periode.year_to(2026, 12), lambda of: {})
    text = " ".join(line for one in chapters(tables) for line in (*one.alineas, *one.lessen))
    assert "ongeveer" not in text
    assert "te weinig vragen" in text
    shown = {("totaal", "alle", "signalen"): 40, ("gaten", "geld", "geweigerd"): 15}
    tables = all_tables(periode.year_to(2026, 12), lambda of: shown)
    text = " ".join(line for one in chapters(tables) for line in (*one.alineas, *one.lessen))
    assert "ongeveer 40 vragen" in text
    assert "genoeg staat voor: Geld" in text


def test_sentences_of_the_year_report_are_short() -> None:
    everything: dict[Plaats, int] = {}
    for tabel in all_tables(periode.year_to(2026, 12), lambda of: {}):
        bron = "reis" if tabel.id == "team" else tabel.id
        keys = (
            "signalen",
            "contactmomenten",
            "overdrachten",
            "alle",
            "geweigerd",
            "zonder_keuze",
            "niets_gevonden",
        )
        everything |= {(bron, rij.id, kolom): 15 for rij in tabel.rijen for kolom in keys}
    for chapter in chapters(all_tables(periode.year_to(2026, 12), lambda of: everything)):
        for text in (*chapter.alineas, *chapter.lessen):
            for sentence in re.split(r"[.?!]\s", re.sub(r"\([^)]*\)", "", text)):
                assert len(sentence.split()) <= 19, sentence


# --- pages ---


def filled(site: Frontoffice) -> None:
    asyncio.run(people(site.bot, 12, 8))
    close_november(site.bot)


def test_policy_sees_tables_with_pictures_and_never_a_person(site: Frontoffice) -> None:
    filled(site)
    browser = site.browser().login_as("beleid")
    page = asyncio.run(browser.get("/inzicht"))
    assert page.status_code == 200
    assert "2026 tot en met november" in page.text
    assert page.text.count("<caption") == 16
    assert page.text.count("<svg") >= 6
    assert "style=" not in page.text
    assert MARK not in page.text
    numbers = {int(n) for n in re.findall(r'<td class="getal">(\d+)</td>', page.text)}
    assert numbers
    assert all(n >= 10 and n % 5 == 0 for n in numbers)
    for (nummer,) in site.bot.rows("select nummer from signaal"):
        assert nummer not in page.text


def test_a_month_can_be_chosen_and_what_is_not_there_is_said(site: Frontoffice) -> None:
    filled(site)
    browser = site.browser().login_as("beleid")
    assert "Inzicht: november 2026" in asyncio.run(browser.get("/inzicht?periode=2026-11")).text
    for path in (
        "/inzicht?periode=2026-12",
        "/inzicht?periode=x",
        "/inzicht/jaarverslag?jaar=1999",
        "/inzicht/jaarverslag?jaar=x",
        "/inzicht/tabel/geen",
        "/inzicht/tabel/wijk?periode=x",
    ):
        assert asyncio.run(browser.get(path)).status_code == 404, path


def test_without_a_month_that_ended_the_page_says_so(site: Frontoffice) -> None:
    browser = site.browser().login_as("beleid")
    for path in ("/inzicht", "/inzicht/jaarverslag"):
        page = asyncio.run(browser.get(path))
        assert page.status_code == 200
        assert "nog geen cijfers" in page.text


@pytest.mark.parametrize("path", ["/inzicht", "/inzicht/jaarverslag?jaar=2026", "/inzicht/tabel/leefgebied"])
def test_only_who_has_the_right_sees_figures(site: Frontoffice, path: str) -> None:
    filled(site)
    for functie, status in (
        ("beleid", 200),
        ("regisseur", 200),
        ("medewerker", 403),
        ("kaartbeheerder", 403),
    ):
        assert asyncio.run(site.browser().login_as(functie).get(path)).status_code == status, functie
    assert asyncio.run(site.browser().get(path, follow=False)).status_code == 303


def test_policy_sees_no_page_with_a_person(site: Frontoffice) -> None:
    filled(site)
    browser = site.browser().login_as("beleid")
    nummer = site.bot.rows("select nummer from signaal")[0][0]
    for path in ("/inbox/nieuw", f"/signaal/{nummer}"):
        assert asyncio.run(browser.get(path)).status_code in (403, 404)


def test_a_table_comes_as_csv_that_spreadsheets_open(site: Frontoffice) -> None:
    filled(site)
    answer = asyncio.run(site.browser().login_as("beleid").get("/inzicht/tabel/leefgebied?periode=2026-11"))
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="elkedeur-leefgebied-2026-11.csv"'
    assert answer.content.startswith("\ufeffLeefgebied;Vragen;Contactmomenten\r\n".encode())
    assert "Mensen om je heen;20;10\r\n" in answer.text
    assert f"Geld;{HIDDEN};{HIDDEN}\r\n" in answer.text


def test_the_year_report_tells_what_people_came_with(site: Frontoffice) -> None:
    filled(site)
    page = asyncio.run(site.browser().login_as("beleid").get("/inzicht/jaarverslag?jaar=2026"))
    assert "Er kwamen ongeveer 20 vragen binnen." in page.text
    assert "Mensen om je heen (ongeveer 20)" in page.text
    for title in ("Waarmee kwamen mensen?", "Waar liepen mensen vast?", "Wat kan de gemeente leren?"):
        assert title in page.text


def test_the_command_writes_the_same_figures(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(people(bot, 12, 8))
    close_november(bot)
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(bot.folder))
    folder, page = tmp_path / "uit", tmp_path / "verslag.html"
    assert main(["rapport", "--jaar", "2026", "--csv", str(folder), "--html", str(page)]) == 0
    assert len(list(folder.glob("*.csv"))) == 16
    assert "Mensen om je heen;20;10" in (folder / "elkedeur-leefgebied-2026-t11.csv").read_text("utf-8-sig")
    assert "Er kwamen ongeveer 20 vragen binnen." in page.read_text("utf-8")
    capsys.readouterr()
    assert main(["rapport", "--jaar", "2026"]) == 0
    assert "1. Waarmee kwamen mensen?" in capsys.readouterr().out
    assert main(["rapport", "--jaar", "2025"]) == 2
    assert "geen cijfers" in capsys.readouterr().err
