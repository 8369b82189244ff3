"""The model of a year, and a tiny year played with the real bot and counted in a real store. Nothing is timed."""

import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from benchmarks.belasting import tabel
from benchmarks.groei import bouw, delen, maat, meting
from benchmarks.groei.aannames import STANDEN, Ritme, Stand, load, read
from benchmarks.groei.bouw import ADRES, Boek
from benchmarks.groei.drukte import count, count_all
from benchmarks.groei.gemeenten import GEMEENTEN, INWONERS, sizes
from benchmarks.groei.jaar import Jaar, Verloop
from benchmarks.groei.meting import NU
from benchmarks.groei.omvang import SqliteOmvang
from benchmarks.groei.vragen import Vragen

from bot.config import Bewaar
from bot.store import Store
from bot.store.crypt import Crypt
from bot.store.gesprekken import Adres
from intents.tables import leefgebied_ids
from tests.fakes import WordLezer

pytestmark = pytest.mark.usefixtures("files_only")

TOWN, HAMLET = 57_000, 200
OFTEN = replace(load(), getal=load().getal | {"gesprekken": 300.0})  # so that a hamlet has something to tell


def test_a_seed_gives_the_same_year_and_another_seed_another() -> None:
    first, again, other = (tuple(Jaar([TOWN], load(), zaad)) for zaad in (1, 1, 2))
    assert first == again
    assert [one.op for one in first] != [one.op for one in other]


def test_any_day_can_be_made_without_the_days_before_it() -> None:
    jaar = Jaar([TOWN], load(), 4)
    whole = [one for one in jaar if one.op.date() == date(2026, 6, 10) and one.op.hour < 20]
    alone = [one for one in jaar.dag(160, whole[0].nummer) if one.op.date() == date(2026, 6, 10)]
    assert whole
    assert alone[: len(whole)] == whole


def test_a_year_is_made_in_order_of_time_and_only_as_far_as_it_is_asked_for() -> None:
    country = Jaar(sizes(), load("hoog"))  # two million: who held them all would be at it for minutes
    some = list(itertools.islice(country, 3000))
    assert [one.op for one in some] == sorted(one.op for one in some)
    assert [one.nummer for one in some] == list(range(3000))


@pytest.mark.parametrize("stand", STANDEN)
def test_as_much_comes_in_as_was_assumed(stand: Stand) -> None:
    aannames = load(stand)
    jaar = Jaar([3 * TOWN], aannames)
    found = count(jaar)
    assert jaar.verwacht == pytest.approx(3 * TOWN / 1000 * aannames["gesprekken"])
    assert found.gesprekken == pytest.approx(jaar.verwacht, rel=0.05)
    assert found.share("kanaal", "web") == pytest.approx(aannames["pagina"], abs=0.03)
    assert found.share("rol", "ander") == pytest.approx(aannames["ander"], abs=0.03)
    assert found.share("route", "nood") == pytest.approx(aannames["nood"], abs=0.01)
    assert found.share("terug", "True") == pytest.approx(aannames["terug"], abs=0.03)
    for leefgebied, share in aannames.leefgebieden.items():
        assert found.share("leefgebied", leefgebied) == pytest.approx(share, abs=0.02)


def test_the_shares_of_the_days_and_of_the_hours_are_parts_of_one_whole() -> None:
    jaar = Jaar([TOWN], load())
    assert sum(jaar.factoren) == pytest.approx(jaar.dagen)
    assert sum(load().leefgebieden.values()) == pytest.approx(1)
    assert set(load().leefgebieden) == set(leefgebied_ids())
    for day in (date(2026, 2, 2), date(2026, 2, 3)):
        assert sum(jaar.uren(day)) == pytest.approx(1)


def test_the_taakvelden_are_as_many_as_oss_counted() -> None:
    assert {name: sum(one.values()) for name, one in read().leefgebied.items()} == {
        "jeugd": 25,
        "wmo": 45,
        "werk": 34,
    }


def test_monday_morning_is_busier_and_a_holiday_quieter() -> None:
    jaar = Jaar([TOWN], load())
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    assert jaar.uren(monday)[9] > jaar.uren(tuesday)[9]
    easter, week_later = ((day - jaar.begin).days for day in (date(2026, 4, 6), date(2026, 4, 13)))
    factoren = Jaar([TOWN], replace(load(), ritme=_without_special_days())).factoren
    assert factoren[easter] < factoren[week_later]
    assert factoren[easter + 1] > factoren[week_later + 1]  # what waited for the holiday


def test_the_day_after_news_is_busier_everywhere_and_a_local_one_only_there() -> None:
    ritme = _without_special_days()
    news = ritme.model_copy(update={"nieuws": ritme.nieuws.model_copy(update={"dagen": 1, "keer": 5.0})})
    plain, told = (Jaar([TOWN], replace(load(), ritme=one)).factoren for one in (ritme, news))
    raised = [nr for nr in range(365) if told[nr] > 3 * plain[nr]]
    assert len(raised) == 1
    local = ritme.model_copy(
        update={"plaatselijk": ritme.plaatselijk.model_copy(update={"dagen": 1, "keer": 50.0})}
    )
    two = Jaar([TOWN, TOWN], replace(load("hoog"), ritme=local))
    counted = Counter((one.gemeente, one.op.date()) for one in two)
    (first, often), (_, next_often) = counted.most_common(2)
    assert often > 5 * counted.get((1 - first[0], first[1]), 1)
    assert next_often > often / 3  # the other one has a day of its own


def _without_special_days() -> Ritme:
    ritme = load().ritme
    none = {"dagen": 0}
    names = ("kou", "hitte", "nieuws", "plaatselijk")
    return ritme.model_copy(update={name: getattr(ritme, name).model_copy(update=none) for name in names})


def test_the_country_has_all_its_municipalities_and_residents() -> None:
    found = sizes()
    assert (len(found), sum(found)) == (GEMEENTEN, INWONERS)
    assert found == tuple(sorted(found))
    assert found[0] > 1000
    assert sum(maat.gemeenten(1_000_000)) == 1_000_000
    assert len(maat.gemeenten(1_000_000)) == 19


def test_every_message_is_counted_in_its_minute() -> None:
    jaar = Jaar([TOWN], load())
    one = next(iter(jaar))
    found = count_all([one], jaar)
    assert found.berichten == len(one.momenten())
    begin = int((one.op - found.begin) / timedelta(minutes=1))
    assert found.minuten[begin] >= 1
    assert not found.minuten[:begin].any()
    assert found.when(begin) <= one.op < found.when(begin + 1)


# --- a tiny year in a real store ---


@pytest.fixture(scope="module")
def boek(tmp_path_factory: pytest.TempPathFactory) -> Boek:
    folder = tmp_path_factory.mktemp("voorbeelden")
    return bouw.voorbeelden(folder, WordLezer(), Jaar([HAMLET], OFTEN, 3), 12)


def hamlet() -> Jaar:
    return bouw.year_before(NU, [HAMLET], OFTEN, 3, meting.DAGEN)


Filled = tuple[Store, SqliteOmvang, bouw.Gevuld]


@contextmanager
def fill(boek: Boek, folder: Path) -> Iterator[Filled]:
    database = bouw.empty(folder, boek)
    key = database.with_name(boek.sleutel.name)
    gevuld = bouw.fill(bouw.SqliteDoel(database), boek, Crypt.from_file(key, may_create=False), hamlet(), NU)
    with Store.open(database, key) as store:
        yield store, SqliteOmvang(database, key), gevuld


@pytest.fixture(scope="module")
def filled(boek: Boek, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Only to be read."""
    with fill(boek, tmp_path_factory.mktemp("gevuld") / "een") as made:
        yield made


def test_an_example_holds_what_was_said_and_loses_it_when_its_term_ends(boek: Boek) -> None:
    def berichten(age: float) -> list[int]:
        return [sum(table == "bericht" for table, _ in one.rijen) for one in boek.standen[age]]

    assert berichten(bouw.COMPLEET) == [one.gestuurd for one in boek.gespeeld]
    assert sum(berichten(Bewaar().herziening + bouw.LEEWAY)) == 0
    oldest = boek.standen[boek.leeftijden[-1]]
    assert not any(table in ("bericht", "gezien") for one in oldest for table, _ in one.rijen)
    kinds = {one.verloop.einde for one in boek.gespeeld}
    assert kinds == {"stil", "plek", "doorgegeven"}
    passed_on = [nr for nr, one in enumerate(boek.gespeeld) if one.verloop.einde == "doorgegeven"]
    tables = {table for nr in passed_on for table, _ in boek.standen[bouw.COMPLEET][nr].rijen}
    assert {"overdracht", "behandeling", "handeling", "inzage", "termijn"} <= tables


def test_a_tiny_year_stands_in_the_store_as_it_was_written(
    filled: Filled,
) -> None:
    _, omvang, gevuld = filled
    found = omvang.tabellen()
    assert gevuld.gesprekken == sum(1 for _ in hamlet())
    assert {name: one.rijen for name, one in found.items() if name in gevuld.rijen} == gevuld.rijen
    assert sum(one.samen for one in found.values()) <= omvang.bestand()
    with closing(sqlite3.connect(omvang.database)) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_who_wrote_lately_is_there_and_who_wrote_too_long_ago_is_not(
    filled: Filled,
) -> None:
    store, *_ = filled
    there = {one.nummer: store.gesprekken.find(address(one)) is not None for one in hamlet()}
    lately = [one for one in hamlet() if timedelta(days=1) < NU - one.op < timedelta(days=300)]
    long_ago = [one for one in hamlet() if NU - one.op > timedelta(days=Bewaar().gesprek + 60)]
    assert lately
    assert long_ago
    assert all(there[one.nummer] for one in lately)
    assert not any(there[one.nummer] for one in long_ago)


def address(one: Verloop) -> Adres:
    return Adres(one.kanaal, ADRES.format(one.nummer))


def test_a_copy_is_a_conversation_of_its_own_that_the_store_can_read(
    filled: Filled,
) -> None:
    store, *_ = filled
    lately = [one for one in hamlet() if timedelta(days=1) < NU - one.op < timedelta(days=300)]
    ids = [store.gesprekken.find(address(one)) for one in lately]
    assert len(set(ids)) == len(lately)
    for one, id in zip(lately, ids, strict=True):
        assert id is not None
        assert store.gesprekken.load(id).id == id
        assert store.gesprekken.adres(id) == address(one)
        assert store.chats.knows(id) == (one.kanaal == "web")
        for signaal in store.signalen.all_of(id):
            assert store.signalen.id_of(signaal.nummer) == signaal.id


def test_nothing_that_is_written_lies_in_the_future(filled: Filled) -> None:
    _, omvang, _ = filled
    with closing(sqlite3.connect(omvang.database)) as connection:
        latest = connection.execute(
            "select max(op) from (select max(ontvangen) op from bericht union select max(aangemaakt) from outbox"
            " union select max(op) from handeling union select max(op) from gezien)"
        ).fetchone()[0]
    assert latest <= NU.isoformat()


def test_the_job_that_erases_leaves_what_is_written_at_once(
    boek: Boek, filled: Filled, tmp_path: Path
) -> None:
    at_once = {name: one.rijen for name, one in filled[1].tabellen().items()}
    left, _, gone = meting.erased_by_the_job(tmp_path / "taak", boek, hamlet())
    assert gone["gesprek"] > 20
    for name in ("gesprek", "adres", "signaal", "outbox", "zet", "gezien"):
        assert left[name] == pytest.approx(at_once[name], rel=0.25), name


def test_the_store_answers_what_is_asked_most(boek: Boek, tmp_path: Path) -> None:
    who = [one for one in hamlet() if timedelta(days=1) < NU - one.op < timedelta(days=300)]
    with fill(boek, tmp_path / "vragen") as (store, *_):
        times = Vragen(store, who, str(boek.medewerkers[0]["id"]), NU, keer=3).all()
        assert len({one.wat for one in times}) == 11
        assert all(one.mediaan > 0 for one in times)
        assert len(store.berichten.waiting()) >= 1
        assert store.outbox.counts().get("wacht", 0) == 0  # everything that was put ready was taken


# --- the sizing ---


def test_a_sizing_follows_from_its_inputs() -> None:
    each = maat.Werker(10.0, 40.0, 600.0, "toets", {1: 10.0})
    found = count(Jaar([TOWN], load()))
    one = maat.maat(TOWN, found, load(), each, 1e-5, 0.2)
    assert one.uitschieter == pytest.approx(57 * found.berichten / found.gesprekken / 3600)
    assert one.werkers == 1
    assert one.gb_database == pytest.approx(found.berichten * 1e-5)
    assert one.gb_kopieen == pytest.approx(one.gb_database * (48 + 28))
    busy = maat.maat(100 * TOWN, found, load(), each, 1e-5, 0.2)
    assert busy.werkers == -(-busy.uitschieter // (10.0 * maat.RUIMTE))
    assert busy.kernen > busy.werkers
    assert busy.mb_geheugen > busy.werkers * 600


def test_the_worker_is_read_from_the_measurement_or_else_from_the_page(tmp_path: Path) -> None:
    given, page = tmp_path / "werkers.json", tmp_path / "belasting.md"
    begin, end = tabel.BEGIN.format("gestaag"), tabel.END.format("gestaag")
    page.write_text(f"{begin}\n\nNog niet gemeten.\n\n{end}\n", encoding="utf-8")
    assert maat.worker(given, page) is None
    told = "Elke Deur: 30,1 berichten per tel, 18 in totaal. Rekenwerk 41,5 ms per bericht. Hoogstens 621 MB."
    page.write_text(f"{begin}\n\n{told}\n\n{end}\n", encoding="utf-8")
    found = maat.worker(given, page)
    assert found is not None
    assert (found.per_seconde, found.ms, found.mb) == (30.1, 41.5, 621.0)
    measured = {
        "kernen": 2,
        "berichten_per_seconde": {"1": 30, "2": 50, "4": 60},  # four on two cores are in each other's way
        "ms_per_bericht": 44,
        "mb_per_werker": 600,
        "bron": "x",
    }
    given.write_text(json.dumps(measured), encoding="utf-8")
    found = maat.worker(given, page)
    assert found is not None
    assert (found.per_seconde, found.ms, found.samen[1]) == (25.0, 44.0, 30.0)


def test_the_page_has_a_place_for_every_part() -> None:
    page = delen.DOC.read_text(encoding="utf-8")
    for naam in (
        "aannames",
        "jaar",
        "land",
        "groei",
        "delen",
        "werkers",
        "gestaag",
        "netwerk",
        "naast",
        "maat",
    ):
        assert page.count(tabel.BEGIN.format(naam)) == page.count(tabel.END.format(naam)) == 1, naam
