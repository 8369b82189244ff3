"""What each of several municipalities has for itself: in its folder, in its rows, and in the memory of one process."""

import asyncio
import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import bot
import intents
import sociale_kaart
from bot import gemeenten, kaart_bron, kaart_gemeente
from bot.bewaking.site import Bewaking
from bot.config import ConfigError
from bot.store import Store
from bot.store.gesprekken import Adres
from bot.store.kaart import Herkomst, Rijwijziging
from bot.store.plek import Postgres
from sociale_kaart.cells import to_cells
from sociale_kaart.errors import KaartError
from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.model import Gebied
from sociale_kaart.pagina import page
from sociale_kaart.werklijst import letters
from tests.bot.conftest import Bot
from tests.fakes import SetClock
from tests.gemeenten.conftest import MARK, A, B, Installatie
from tests.sociale_kaart.goede_rij import csv_text, kaart_of

NEEDED: list[dict[str, str]] = [
    {"id": id, "naam": "M", "telefoon": nummer, "soort": soort, "telefoon_kosten": "gratis"}
    for id, nummer, soort in (
        ("gemeente", "14 0162", "gemeente"),
        ("meldpunt-crisiszorg", "0800-5099", "hulplijn"),
    )
]
NAMED = ("gemeente", "meldpunt-crisiszorg", "113")
NATIONAL = [row for row in read_csv(DEFAULT).rijen if row.gebied is Gebied.LANDELIJK]


def place(folder: Path, naam: str, **more: Any) -> Path:
    """A folder as an administrator fills it in, on SQLite."""
    own = folder / naam
    own.mkdir(parents=True)
    (own / "kaart.csv").write_text(
        csv_text({"id": f"club-{naam}", "naam": f"Club {naam}"}, *NEEDED), encoding="utf-8"
    )
    given = {
        "gemeente": naam.title(), "telegram_token": f"70:{naam}", "pakket_map": "pakketten", "kaart": "kaart.csv",
    } | more  # fmt: skip
    lines = [f"{name} = {json.dumps(value)}" for name, value in given.items() if value is not None]
    (own / gemeenten.FILE).write_text("\n".join(lines), encoding="utf-8")
    return own


# --- the folder ---


def test_what_stands_in_the_environment_is_of_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELKEDEUR_GEMEENTE", "Niemandsland")
    monkeypatch.setenv("ELKEDEUR_TELEGRAM_TOKEN", "van-niemand")
    place(tmp_path, A)
    place(tmp_path, B, telegram_token=None)
    found = gemeenten.look(tmp_path)
    assert [one.settings.gemeente for one in found.goed] == [A.title()]
    assert "telegram_token" in found.mis[B]


def test_each_has_its_files_in_its_own_folder(tmp_path: Path) -> None:
    for naam in (A, B):
        place(tmp_path, naam)
    for one in gemeenten.look(tmp_path).goed:
        own, settings = tmp_path / one.naam, one.settings
        for path in (
            settings.gegevens,
            settings.key_file,
            settings.backup_folder,
            settings.pakket_map,
            settings.kaart,
        ):
            assert path is not None
            assert path.is_relative_to(own)


@pytest.mark.parametrize(
    ("name", "of_a", "of_b"),
    [
        ("telegram_token", "70:zelfde", "70:zelfde"),
        ("groep", -100, -100),
        ("chat_poort", 8101, 8101),
        ("bewaking_poort", 8102, 8102),
        ("webhook_in_geheim", "whsec_" + "A" * 32, "whsec_" + "A" * 32),
        ("database", "postgresql://een:geheim@x/y", "postgres://een:ander@x/y"),
        ("gegevens", "/srv/samen", "/srv/samen"),
        ("pakket_map", "/srv/samen", "/srv/samen"),
        ("sleutelbestand", "/srv/samen/sleutel", "/srv/samen/sleutel"),
    ],
)
def test_two_that_share_what_must_be_their_own_do_not_start(
    tmp_path: Path, name: str, of_a: Any, of_b: Any
) -> None:
    place(tmp_path, A, **{name: of_a})
    place(tmp_path, B, **{name: of_b})
    place(tmp_path, "oss")
    found = gemeenten.look(tmp_path)
    assert [one.naam for one in found.goed] == ["oss"]
    assert found.mis.keys() == {A, B}
    for why in found.mis.values():
        assert "hebben dezelfde" in why
        assert str(of_a) not in why


def test_one_port_for_two_pages_of_two_municipalities_is_one_too_few(tmp_path: Path) -> None:
    place(tmp_path, A, chat_poort=8101)
    place(tmp_path, B, frontoffice_poort=8101)
    assert gemeenten.look(tmp_path).mis.keys() == {A, B}


def test_a_file_that_cannot_be_read_stops_only_its_own(tmp_path: Path) -> None:
    place(tmp_path, A)
    (place(tmp_path, B) / gemeenten.FILE).write_text("gemeente = ", encoding="utf-8")
    found = gemeenten.look(tmp_path)
    assert [one.naam for one in found.goed] == [A]
    assert gemeenten.FILE in found.mis[B]


def test_without_a_kaart_of_its_own_no_other_municipality_starts(tmp_path: Path) -> None:
    """It would send residents to places in the town of the program."""
    place(tmp_path, A, kaart=None)
    place(tmp_path, B, kaart=None, gemeente="Oosterhout")
    found = gemeenten.look(tmp_path)
    assert [one.naam for one in found.goed] == [B]
    assert "de plekken van Bladel" in found.mis[A]


def test_the_folder_of_a_new_one_can_be_read_at_once(tmp_path: Path) -> None:
    file = gemeenten.make_folder(tmp_path, A, "Bladel", "postgresql://a:b@c/d")
    assert tomllib.loads(file.read_text(encoding="utf-8"))["gemeente"] == "Bladel"
    assert "telegram_token" in gemeenten.look(tmp_path).mis[A]


# --- its kaart ---


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "e.db", tmp_path / "sleutel") as made:
        yield made


def fitted(store: Store, own: Path) -> dict[str, str]:
    kaart_gemeente.fit(store, own, NAMED, SetClock().now())
    return {str(row["id"]): str(row["naam"]) for row in store.kaart.rows()}


def own_kaart(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "kaart.csv"
    file.write_text(csv_text(*rows), encoding="utf-8")
    return file


def test_its_kaart_is_its_own_places_and_the_national_ones(store: Store, tmp_path: Path) -> None:
    found = fitted(store, own_kaart(tmp_path, {"id": "club", "naam": "Club"}, *NEEDED))
    assert found.keys() == {"club", "gemeente", "meldpunt-crisiszorg", *(row.id for row in NATIONAL)}
    assert not any("Oosterhout" in naam for naam in found.values())


def test_its_own_file_is_taken_once_and_is_its_editors_after_that(store: Store, tmp_path: Path) -> None:
    file = own_kaart(tmp_path, {"id": "club", "naam": "Club"}, *NEEDED)
    fitted(store, file)
    version = store.kaart.version()
    own_kaart(tmp_path, {"id": "club", "naam": "Een andere naam"}, *NEEDED)
    assert fitted(store, file)["club"] == "Club"
    file.unlink()
    fitted(store, file)
    assert store.kaart.version() == version


def test_what_changes_nationally_comes_at_the_next_start_unless_an_editor_changed_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own_kaart(tmp_path, *NEEDED)
    fitted(store, file)
    edited, followed = NATIONAL[0], NATIONAL[1]
    ours = to_cells(edited) | {"naam": "Zoals wij het zeggen"}
    with store.transaction():
        change = Rijwijziging(edited.id, to_cells(edited), ours)
        store.kaart.apply([change], (), Herkomst("bewerkt", "Noor"), SetClock().now())
    rows = [dict(to_cells(row)) for row in NATIONAL]
    rows[0]["naam"] = rows[1]["naam"] = "Een nieuwe naam"
    newer = tmp_path / "landelijk.csv"
    newer.write_text(csv_text(*rows), encoding="utf-8")
    monkeypatch.setattr(kaart_gemeente, "DEFAULT", newer)
    found = fitted(store, file)
    assert found[followed.id] == "Een nieuwe naam"
    assert found[edited.id] == "Zoals wij het zeggen"


def test_numbers_that_the_bot_names_are_asked_for_by_name(store: Store, tmp_path: Path) -> None:
    without = [NEEDED[0] | {"telefoon": "", "telefoon_kosten": ""}]
    with pytest.raises(ConfigError, match=r"kaart.csv mist.*: gemeente, meldpunt-crisiszorg\."):
        fitted(store, own_kaart(tmp_path, *without))
    assert store.kaart.rows() == ()
    with pytest.raises(ConfigError, match=r"kaart.csv"):
        fitted(store, own_kaart(tmp_path, {"leefgebieden": "onzin"}))


def test_a_kaart_that_cannot_be_read_falls_back_on_the_national_places_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = own_kaart(tmp_path, {"id": "club", "naam": "Club"}, *NEEDED)

    def unreadable(*_: Any) -> Any:
        raise KaartError("database", [])

    monkeypatch.setattr(kaart_bron, "rows_of_cells", unreadable)
    bot_of = Bot(tmp_path / "gegevens", gemeente="Bladel", kaart=own)
    with bot_of.app.store:
        assert {row.id for row in bot_of.app.kaart.nu} == {row.id for row in NATIONAL}


def test_what_others_read_of_its_kaart_names_no_other_municipality() -> None:
    kaart = kaart_of({"id": "club", "naam": "Club", "organisatie": "Club"}, *NEEDED)
    html = page(kaart, date(2026, 11, 24), gemeente="Bladel & <Co>")
    assert "De sociale kaart van Bladel &amp; &lt;Co&gt;" in html
    brief = letters(kaart, (), "Bladel")[0].tekst
    assert "De gemeente Bladel heeft een lijst" in brief
    for text in (html, brief):
        assert "Oosterhout" not in text
        assert "{gemeente}" not in text


# --- what it keeps to itself ---


@pytest.fixture
def paar(installatie: Installatie) -> Iterator[tuple[Bot, Bot]]:
    """Both in one process and one database, with settings that differ."""
    bots = []
    for naam, more in (
        (A, {"termijnen": {"week": 2}, "bewaar": {"bericht": 7}, "wijken": ["Hapert"]}),
        (B, {"termijnen": {"week": 9}, "bewaar": {"bericht": 80}, "wijken": ["Vlijmen"]}),
    ):
        assert installatie.erbij(naam) == 0
        own = installatie.folder / naam
        (own / "kaart.csv").write_text(
            csv_text({"id": f"club-{naam}", "naam": f"Club {naam}"}, *NEEDED), "utf-8"
        )
        (own / "teksten.toml").write_text(
            f'[groet.vertel]\ntekst = "Vertel het aan {naam} van {{gemeente}}."\n', "utf-8"
        )
        files = {"kaart": own / "kaart.csv", "teksten": own / "teksten.toml", "gemeente": naam.title()}
        bots.append(Bot(own / "gegevens", database=installatie.url(naam), **files, **more))
    yield bots[0], bots[1]
    for one in bots:
        one.app.store.close()


def test_texts_wijken_terms_retention_colleagues_and_keys_are_its_own(paar: tuple[Bot, Bot]) -> None:
    a, b = (one.app for one in paar)
    said = [one.renderer.teksten.text("groet.vertel").tekst for one in (a, b)]
    assert said == ["Vertel het aan bladel van Bladel.", "Vertel het aan heusden van Heusden."]
    assert ("club-bladel" in a.kaart.nu, "club-heusden" in a.kaart.nu) == (True, False)
    assert ("club-bladel" in b.kaart.nu, "club-heusden" in b.kaart.nu) == (False, True)
    assert not any("Oosterhout" in row.naam for one in (a, b) for row in one.kaart.nu)
    assert [one.settings.wijken for one in (a, b)] == [["Hapert"], ["Vlijmen"]]
    assert a.store.key_file.ring != b.store.key_file.ring
    with a.store.transaction():
        a.store.medewerkers.add("noor", "Noor", ["medewerker"], a.clock.now(), wachtwoord="x")
    assert (len(a.store.medewerkers.all()), b.store.medewerkers.all()) == (1, ())
    assert b.store.medewerkers.by_login("noor") is None

    # The same signaal in both: its term is that of its own municipality.
    ids = [asyncio.run(one.forward()) for one in paar]
    terms = [one.app.store.termijnen.running(id) for one, id in zip(paar, ids, strict=True)]
    assert terms[0] is not None
    assert terms[0] != terms[1]

    # And so is what is kept: after ten days the words of A are gone, and those of B are there.
    for one in paar:
        one.clock.pass_(days=12)
        asyncio.run(one.look())
    words = [one.rows("select count(*) from bericht where inhoud_geheim is not null")[0][0] for one in paar]
    assert words[0] < words[1]


def test_nothing_that_was_said_to_one_is_in_the_memory_of_the_other(paar: tuple[Bot, Bot]) -> None:
    """Readings, meters, figures and listeners are of an app; what modules remember is the same for everybody."""
    a, b = paar
    asyncio.run(a.says(f"ik ben alleen {MARK}"))
    readers = [one.app.service._reader for one in paar]  # type: ignore[attr-defined]
    inner = [getattr(one, "_reader", one) for one in readers]
    assert inner[0] is not inner[1]
    assert len(inner[0]._readings._known) == 1
    assert len(inner[1]._readings._known) == 0
    assert inner[1].remembered(f"ik ben alleen {MARK}") is None
    for name in (
        "meters",
        "onderdelen",
        "hub",
        "breakers",
        "watch",
        "notices",
        "renderer",
        "kaart",
        "channels",
    ):
        assert getattr(a.app, name) is not getattr(b.app, name), name
    figures = [_metrics(one.app.bewaking()) for one in paar]
    assert figures[0] != figures[1]
    assert MARK not in figures[0] + figures[1]


def _metrics(pages: Bewaking) -> str:
    from prometheus_client import generate_latest

    return generate_latest(pages.meters.registry).decode()


# Remembered for all, by what is asked; the same for everybody, and never given out.
REMEMBERED = {
    "bot.kalender:_holidays_of": "a year",
    "bot.frontoffice.inzicht.taakvelden:taakvelden_of": "a leefgebied",
    "bot.store.postgres.dialect:translate": "our own sentences of SQL",
    "intents.taal:pieces_of": "one word, by its letters",
    "intents.tables:table": "a file of the program",
    "intents.spelling:sound": "one word, by its letters",
    "intents.nood_spelling:sound": "one word, by its letters",
    "intents.vocabulary:counts": "the folder of the model",
    "intents.vocabulary:everyday_words": "the folder of the model",
    "intents.features:stem": "one word, by its letters",
    "intents.nood_parse:_shared": "our own phrases of danger",
}


def test_what_modules_remember_depends_on_no_municipality() -> None:
    """Without arguments it is a file of the program; with arguments it stands in the list above, with a reason."""
    found = set()
    for package in (bot, intents, sociale_kaart):
        root = Path(inspect.getfile(package)).parent
        for path in root.rglob("*.py"):
            lines = path.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, start=1):
                if re.match(r"\s*@(functools\.)?(lru_)?cache\b", line):
                    head = next(one for one in lines[number:] if one.strip().startswith("def "))
                    if not head.partition("(")[2].startswith(")"):
                        module = ".".join(path.relative_to(root.parent).with_suffix("").parts)
                        found.add(f"{module}:{head.strip().split('(')[0].removeprefix('def ')}")
    assert found == REMEMBERED.keys()


# --- side by side ---


def test_workers_of_two_municipalities_never_meet(paar: tuple[Bot, Bot], installatie: Installatie) -> None:
    a, b = (one.app.store for one in paar)
    assert a.werk.leads("planner")
    assert b.werk.leads("planner")  # each has its own
    for store in (a, b):
        store.werk.look()
        ids = [store.gesprekken.find_or_open(Adres("telegram", "1"), SetClock().now())]
        assert store.werk.take(ids[0])
        assert [row[0] for row in store._db.execute("select naam from werker").fetchall()] == [
            store.werk.naam
        ]
        assert [row[0] for row in store._db.execute("select werker from beurt").fetchall()] == [
            store.werk.naam
        ]
    assert a.werk.gone([a.werk.naam]) == ()
    # In the middle of a change of everything in A, B changes everything as well: their locks have other names.
    with a.transaction():
        with b.transaction():
            b.set_kenmerk("van", "b")
        a.set_kenmerk("van", "a")
    assert (a.kenmerk("van"), b.kenmerk("van")) == ("a", "b")
    # Who hangs is cut off by his own only.
    installatie.database.sql("update werker set gezien = gezien - interval '1 hour'")
    key = installatie.folder / B / "gegevens" / "elkedeur.sleutel"
    with Store.open(Postgres(installatie.url(B), installatie.folder), key) as other:
        other.werk.look()
        working = "select usename from pg_stat_activity where application_name = 'elkedeur'"
        alive = installatie.database.sql(working).split()
    assert f"elkedeur_{A}" in alive
    assert a.werk.leads("planner")
