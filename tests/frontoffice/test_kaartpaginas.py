"""The sociale kaart in the browser, as its editor uses it: real pages on a real file."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from bot.frontoffice import kaartbeheer, kaartvelden
from bot.frontoffice.web import kaart
from bot.frontoffice.web import site as site_module
from bot.serving import serve
from sociale_kaart.cells import COLUMNS, to_cells
from sociale_kaart.load import DEFAULT, parse_csv, read_csv
from sociale_kaart.uitwisseling.csv_vorm import csv_bytes
from sociale_kaart.uitwisseling.datapakket import package_zip
from sociale_kaart.uitwisseling.hsds import hsds_bytes
from sociale_kaart.vraag import Zoekvraag
from tests.frontoffice.conftest import Browser, Frontoffice
from tests.sociale_kaart.vreemde_rij import full_row

SHIPPED = read_csv(DEFAULT).rijen
PLACE = "juridisch-loket"
OPEN = f"/kaart/plek/{PLACE}"
SEEN = {"gezien_bron": "gebeld met de balie", "gezien_op": "2026-11-24", "gezien_zeker": "bevestigd"}


def editor(site: Frontoffice, naam: str = "Noor de Wit") -> Browser:
    return site.browser().login_as("kaartbeheerder", naam=naam)


def form_of(answer: httpx.Response) -> dict[str, str]:
    """What a browser would send of the form of one place, unchanged."""
    text = answer.text
    fields = re.findall(r'<input[^>]*? name="(\w+)" value="([^"]*)"(?! checked)', text)
    fields += re.findall(r'<textarea[^>]*? name="(\w+)"[^>]*>\n(.*?)</textarea>', text, re.S)
    for name, options in re.findall(r'<select[^>]*? name="(\w+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        assert first is not None
        fields.append((name, (chosen or first)[1]))
    return {name: unescape(value) for name, value in fields if name not in ("csrf", "gezien_zeker")}


async def edited(browser: Browser, path: str = OPEN, **changed: str) -> httpx.Response:
    """Open the form, type this, save."""
    form = form_of(await browser.get(f"{path}/bewerken")) | changed
    return await browser.post(f"{path}/bewerken", **form)


def text_of(answer: httpx.Response) -> str:
    """The page as it is read aloud."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_every_page_of_the_kaart_is_closed_for_other_functies(site: Frontoffice) -> None:
    async def run() -> None:
        browser = site.browser().login_as("medewerker", "regisseur", "beleid", "beheerder")
        for page in kaart.PAGES:
            path = page.path.replace("{id}", PLACE).replace("{nummer:int}", "1")
            for method in page.methods:
                answer = await (browser.get(path) if method == "GET" else browser.post(path))
                assert answer.status_code == 403, (method, path)

    asyncio.run(run())


def test_the_form_has_every_column_once_and_an_unchanged_form_changes_nothing(site: Frontoffice) -> None:
    assert sorted(veld.kolom for veld in kaartvelden.fields()) == sorted(set(COLUMNS) - {"id"})
    for row in (*SHIPPED, full_row()):
        cells = to_cells(row)
        assert kaartvelden.read(kaartvelden.shown(cells).__getitem__, cells) == cells

    async def run() -> None:
        answer = await edited(editor(site))
        assert "Er was niets veranderd." in answer.text
        assert site.store.kaart.version() == 0

    asyncio.run(run())


@pytest.mark.parametrize("zoek", ["Juridisch Loket", "juridisch", "advocaat", "JURIDISCH loket"])
def test_a_place_is_found_by_name_and_by_word(site: Frontoffice, zoek: str) -> None:
    async def run() -> None:
        answer = await editor(site).post("/kaart", zoek=zoek)
        assert f'href="{OPEN}"' in answer.text
        assert zoek not in str(answer.url)

    asyncio.run(run())


@pytest.mark.parametrize("field", ["organisatie", "telefoon"])
def test_a_place_is_found_by_organisation_and_by_number(site: Frontoffice, field: str) -> None:
    row = next(row for row in SHIPPED if row.soort == "plek" and getattr(row, field))

    async def run() -> None:
        answer = await editor(site).post("/kaart", zoek=getattr(row, field).upper())
        assert row.id in _places(answer)
        assert len(_places(answer)) < len(SHIPPED) / 2

    asyncio.run(run())


def test_filters_stay_in_the_address_and_pages_go_on(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        first = await browser.get("/kaart")
        assert f"{len(SHIPPED)} van {len(SHIPPED)} plekken" in text_of(first)
        assert "Bladzijde 1 van 3" in first.text
        second = await browser.post("/kaart", zoek="", bladzijde="2")
        assert "Bladzijde 2 van 3" in second.text
        assert not set(_places(first)) & set(_places(second))
        answer = await browser.post("/kaart", zoek="", status="verouderd", leefgebied="geld")
        assert str(answer.url).endswith("/kaart?leefgebied=geld&status=verouderd")
        wanted = [row.id for row in SHIPPED if row.status == "verouderd" and "geld" in dict(row.leefgebieden)]
        assert sorted(_places(answer)) == sorted(wanted)
        assert not _places(await browser.get("/kaart?gemeld=ja"))
        assert len(_places(await browser.get("/kaart?oud=ja&bladzijde=3"))) == len(SHIPPED) - 100

    asyncio.run(run())


def _places(answer: httpx.Response) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/kaart/plek/([^"]+)"', answer.text)


def test_a_wrong_number_is_refused_by_name_and_what_was_typed_stays(site: Frontoffice) -> None:
    async def run() -> None:
        answer = await edited(editor(site), telefoon="0162-12", let_op="vraag naar de balie", **SEEN)
        assert answer.status_code == 422
        assert "Telefoon : Het nummer '0162-12' heeft een vreemde vorm." in text_of(answer)
        form = form_of(answer)
        assert (form["telefoon"], form["let_op"]) == ("0162-12", "vraag naar de balie")
        assert form["gezien_bron"] == "gebeld met de balie"
        assert 'aria-describedby="hulp-telefoon fout-telefoon" aria-invalid="true"' in answer.text
        assert site.store.kaart.version() == 0

    asyncio.run(run())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("naam", "", "Naam : Dit vak is leeg."),
        ("leefgebied_geld", "veel", "Leefgebieden : 'geld:veel' is geen goed gewicht."),
        ("rooster", "altijd", "Rooster voor de computer : 'altijd' is geen dag met een tijd."),
        ("nagekeken_op", "2027-01-01", "Nagekeken op : De datum van nakijken ligt in de toekomst."),
        ("vrij_toegankelijk", "nee", "Toegang : Niet vrij toegankelijk"),
    ],
)
def test_every_refusal_names_its_field(site: Frontoffice, field: str, value: str, said: str) -> None:
    async def run() -> None:
        answer = await edited(editor(site), **{**SEEN, "toegang": "", field: value})
        assert answer.status_code == 422
        assert said in text_of(answer)

    asyncio.run(run())


def test_a_changed_fact_asks_where_it_was_seen_and_a_word_does_not(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        answer = await edited(browser, telefoon="0800-8020", telefoon_kosten="gratis")
        assert answer.status_code == 422
        assert "Waar heeft u dit gezien? : U heeft een gegeven veranderd." in text_of(answer)
        assert form_of(answer)["telefoon"] == "0800-8020"
        answer = await edited(browser, telefoon="0800-8020", **(SEEN | {"gezien_op": "2027-01-01"}))
        assert "Deze dag ligt in de toekomst." in answer.text
        answer = await edited(browser, omschrijving="U krijgt hier gratis raad over het recht.")
        assert "Opgeslagen." in answer.text

    asyncio.run(run())


def test_what_an_editor_changes_is_what_the_bot_tells(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        answer = await edited(
            browser, telefoon="0800-8020", telefoon_kosten="gratis", website="juridischloket.nl", **SEEN
        )
        assert answer.status_code == 200
        row = site.app.kaart.nu.get(PLACE)
        assert row.telefoon == "0800-8020"
        fact = row.gegeven("telefoon")
        assert (fact.status, fact.bron) == ("bevestigd", "gebeld met de balie, 2026-11-24")
        assert "Telefoon: 0800-8020" in text_of(answer)
        history = text_of(answer)
        assert "dinsdag 24 november 2026 Veranderd door Noor de Wit" in history
        assert "Telefoon: leeg wordt 0800-8020" in history
        assert ("kaart_bewerkt",) in site.bot.rows("select wat from inzage")

    asyncio.run(run())


def test_checking_off_sets_day_and_status_and_can_be_put_back(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        before = site.app.kaart.nu.get(PLACE)
        form = form_of(await browser.get(OPEN))
        answer = await browser.post(f"{OPEN}/klopt", versie=form["versie"])
        assert "Deze plek is nagekeken." in answer.text
        row = site.app.kaart.nu.get(PLACE)
        assert (row.status, str(row.nagekeken_op), row.nagekeken_door) == (
            "bevestigd",
            "2026-11-24",
            "kaartbeheerder",
        )
        back = _last(answer)
        answer = await browser.post(f"{OPEN}/terug", **back)
        assert "De laatste verandering is teruggedraaid." in answer.text
        assert site.app.kaart.nu.get(PLACE) == before
        answer = await browser.post(f"{OPEN}/terug", **back)
        assert (answer.status_code, site.app.kaart.nu.get(PLACE)) == (409, before)

    asyncio.run(run())


def _last(answer: httpx.Response) -> dict[str, str]:
    found = re.search(
        r'name="versie" value="(\d+)"><input type="hidden" name="nummer" value="(\d+)"', answer.text
    )
    assert found is not None
    return {"versie": found[1], "nummer": found[2]}


def test_a_doubtful_fact_stays_so_unless_it_was_checked_too(site: Frontoffice) -> None:
    cells = {
        **to_cells(full_row()),
        "per_gegeven": "telefoon=deels (krant 2022); adres=nakijken; kosten=bevestigd",
    }
    new = kaartbeheer.checked(cells, site.clock.now().date(), ["telefoon"])
    assert new["per_gegeven"] == "adres=nakijken; kosten=bevestigd"

    async def run() -> None:
        browser = editor(site)
        await edited(browser, website="loket.example", **(SEEN | {"gezien_zeker": "deels"}))
        page = await browser.get(OPEN)
        assert 'name="ook" value="website"' in page.text
        version = form_of(page)["versie"]
        await browser.post(f"{OPEN}/klopt", versie=version, ook="website")
        assert not kaartbeheer.in_doubt(site.app.kaart.nu.get(PLACE))

    asyncio.run(run())


def test_a_new_place_gets_an_id_and_the_bot_finds_it(site: Frontoffice) -> None:
    new = {
        "naam": "Zwaluwennest de Hut",
        "omschrijving": "U kunt hier vogelhuisjes timmeren.",
        "leefgebied_meedoen": "1.0",
        "woorden": "timmeren\r\nvogelhuisje",
        "bron": "bezocht",
    }

    async def run() -> None:
        browser = editor(site)
        form = form_of(await browser.get("/kaart/nieuw"))
        answer = await browser.post("/kaart/nieuw", **(form | new | {"bron": ""}))
        assert (answer.status_code, "De bron ontbreekt." in answer.text) == (422, True)
        answer = await browser.post("/kaart/nieuw", **(form | new))
        assert answer.url.path == "/kaart/plek/zwaluwennest-de-hut"
        found = site.app.kaart.nu.zoek(Zoekvraag(tekst="ik wil een vogelhuisje timmeren"))
        assert found[0].voorziening.id == "zwaluwennest-de-hut"
        answer = await browser.post("/kaart/nieuw", **(form | new))
        assert answer.url.path == "/kaart/plek/zwaluwennest-de-hut-2"
        answer = await browser.post("/kaart/nieuw", **(form | new | {"id": PLACE}))
        assert (answer.status_code, "bestaat al" in answer.text) == (422, True)

    asyncio.run(run())


def test_taking_away_asks_once_and_can_be_put_back(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        page = await browser.get(f"{OPEN}/weghalen")
        assert "van de kaart halen?" in page.text
        assert PLACE in site.app.kaart.nu
        answer = await browser.post(f"{OPEN}/weghalen", versie=form_of(page)["versie"])
        assert "staat niet meer op de kaart" in answer.text
        assert PLACE not in site.app.kaart.nu
        await browser.post(f"{OPEN}/terug", **_last(answer))
        assert PLACE in site.app.kaart.nu

    asyncio.run(run())


@pytest.mark.parametrize("id", ["veilig-thuis", "113", "gemeente"])
def test_what_is_named_in_danger_cannot_go_nor_lose_its_number(site: Frontoffice, id: str) -> None:
    async def run() -> None:
        browser = editor(site)
        path = f"/kaart/plek/{id}"
        assert "Dit kan niet weg." in (await browser.get(f"{path}/weghalen")).text
        answer = await browser.post(f"{path}/weghalen", versie="0")
        assert (answer.status_code, "Dit kan niet weg" in answer.text) == (422, True)
        answer = await edited(browser, path, telefoon="", telefoon_kosten="", **SEEN)
        assert (answer.status_code, "Dit kan niet weg" in answer.text) == (422, True)
        assert site.app.kaart.nu.get(id).telefoon
        assert site.store.kaart.version() == 0

    asyncio.run(run())


def test_two_editors_at_once_lose_nothing_and_overwrite_nothing(site: Frontoffice) -> None:
    async def run() -> None:
        noor, bas = editor(site), editor(site, "Bas Smit")
        slow = form_of(await noor.get(f"{OPEN}/bewerken"))
        await edited(bas, naam="Juridisch Loket Breda", let_op="van Bas")
        typed = slow | {"let_op": "van Noor", "doelgroep": "iedereen"} | SEEN
        answer = await noor.post(f"{OPEN}/bewerken", **typed)
        assert (answer.status_code, "Een collega heeft deze plek intussen veranderd" in answer.text) == (
            409,
            True,
        )
        assert "Nu staat er: van Bas. U vulde in: van Noor." in text_of(answer)
        form = form_of(answer)
        assert (form["naam"], form["let_op"], form["doelgroep"]) == (
            "Juridisch Loket Breda",
            "van Noor",
            "iedereen",
        )
        assert site.app.kaart.nu.get(PLACE).let_op == "van Bas"
        answer = await noor.post(f"{OPEN}/bewerken", **(form | {"gezien_zeker": "bevestigd"}))
        assert "Opgeslagen." in answer.text, text_of(answer)[:900]
        row = site.app.kaart.nu.get(PLACE)
        assert (row.naam, row.let_op, row.doelgroep) == ("Juridisch Loket Breda", "van Noor", "iedereen")

    asyncio.run(run())


def test_editors_of_different_places_do_not_hinder_each_other(site: Frontoffice) -> None:
    async def run() -> None:
        noor, bas = editor(site), editor(site, "Bas Smit")
        slow = form_of(await noor.get(f"{OPEN}/bewerken"))
        await edited(bas, "/kaart/plek/bijstand", let_op="van Bas")
        answer = await noor.post(f"{OPEN}/bewerken", **(slow | {"let_op": "van Noor"}))
        assert "Opgeslagen." in answer.text
        assert site.app.kaart.nu.get("bijstand").let_op == "van Bas"

    asyncio.run(run())


def test_what_was_typed_stays_when_a_colleague_took_the_place_away(site: Frontoffice) -> None:
    async def run() -> None:
        noor, bas = editor(site), editor(site, "Bas Smit")
        slow = form_of(await noor.get(f"{OPEN}/bewerken"))
        await bas.post(f"{OPEN}/weghalen", versie="0")
        answer = await noor.post(f"{OPEN}/bewerken", **(slow | {"let_op": "van Noor"}))
        assert (answer.status_code, form_of(answer)["let_op"]) == (409, "van Noor")
        answer = await noor.post("/kaart/nieuw", **form_of(answer))
        assert answer.url.path == OPEN
        assert site.app.kaart.nu.get(PLACE).let_op == "van Noor"

    asyncio.run(run())


def test_checking_off_what_a_colleague_just_changed_is_refused(site: Frontoffice) -> None:
    async def run() -> None:
        noor, bas = editor(site), editor(site, "Bas Smit")
        version = form_of(await noor.get(OPEN))["versie"]
        await edited(bas, let_op="van Bas")
        answer = await noor.post(f"{OPEN}/klopt", versie=version)
        assert (answer.status_code, "Een collega heeft deze plek intussen" in answer.text) == (409, True)
        assert site.app.kaart.nu.get(PLACE).nagekeken_op is None

    asyncio.run(run())


def test_a_melding_is_on_top_and_its_words_go_when_it_is_done(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        with site.store.transaction():
            number = site.store.kaartmeldingen.add(
                PLACE, "bewoner", "bereik", "ik hoor alleen muziek", site.clock.now()
            )
        page = await browser.get("/kaart/werklijst")
        assert "Ik krijg niemand te pakken. ik hoor alleen muziek" in text_of(page)
        assert PLACE in _places(await browser.get("/kaart?gemeld=ja"))
        assert "ik hoor alleen muziek" in (await browser.get(OPEN)).text
        answer = await browser.post(f"/kaart/melding/{number}/klaar")
        assert "De melding is klaar." in answer.text
        assert "ik hoor alleen muziek" not in answer.text
        assert site.bot.rows("select status, tekst_geheim from kaartmelding") == [("gesloten", None)]
        assert (await browser.post(f"/kaart/melding/{number}/klaar")).status_code == 200
        assert (await browser.post(f"/kaart/melding/{10**30}/klaar")).status_code == 200

    asyncio.run(run())


def test_the_work_list_puts_faults_first(site: Frontoffice) -> None:
    async def run() -> None:
        answer = await editor(site).get("/kaart/werklijst")
        found = answer.text.index("Gevonden bij de controle")
        assert "Dit nummer is nooit door een mens nagekeken." in answer.text[found : found + 1200]
        assert "vul 'Nagekeken op' in" in text_of(answer)

    asyncio.run(run())


FILES = {
    "kaart.csv": csv_bytes([full_row(naam="Fietsclub Dorst")]),
    "kaart.json": hsds_bytes([full_row(naam="Fietsclub Dorst")]),
    "../../x/pakket.ZIP": package_zip([full_row(naam="Fietsclub Dorst")]),
}


async def sent(browser: Browser, name: str, content: bytes, **fields: str) -> httpx.Response:
    files = {"bestand": (name, content, "application/octet-stream")}
    return await browser.post("/kaart/import/bestand", files=files, **fields)


def marks(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in form_of(answer).items() if name in ("merk", "versie")}


@pytest.mark.parametrize("name", FILES)
def test_an_import_is_shown_confirmed_and_taken_back(site: Frontoffice, tmp_path: Path, name: str) -> None:
    async def run() -> None:
        browser = editor(site)
        page = await sent(browser, name, FILES[name])
        assert "Nieuw: Fietsclub Dorst" in text_of(page)
        assert "Er is nog niets opgeslagen." in page.text
        assert site.store.kaart.version() == 0
        waiting = list((tmp_path / "kaart_import").iterdir())
        assert {path.stem for path in waiting} == {browser.colleague}
        assert {path.stat().st_mode & 0o777 for path in waiting} == {0o600}
        answer = await browser.post("/kaart/import/doorvoeren", **marks(page))
        assert "De import is klaar." in answer.text
        assert site.app.kaart.nu.get("fietsclub").naam == "Fietsclub Dorst"
        assert not list((tmp_path / "kaart_import").iterdir())
        number = str(site.store.kaart.last_import())
        answer = await browser.post("/kaart/import/terug", nummer=number)
        assert "De import is teruggedraaid." in answer.text
        assert "fietsclub" not in site.app.kaart.nu
        answer = await browser.post("/kaart/import/terug", nummer=number)
        assert answer.status_code == 409

    asyncio.run(run())


def test_an_import_shows_each_field_that_changes_and_what_goes(site: Frontoffice) -> None:
    kept = [row for row in SHIPPED if row.id != "ypsilon"]
    changed = [
        full_row(**{**to_cells(row), "let_op": "zie gids"}) if row.id == PLACE else row for row in kept
    ]

    async def run() -> None:
        page = await sent(editor(site), "k.csv", csv_bytes(changed), weghalen="ja")
        text = text_of(page)
        assert "Gaat weg 1" in text
        assert "wordt zie gids" in text
        assert "Weg: " in text

    asyncio.run(run())


def test_a_bad_file_is_refused_with_line_and_remedy_and_goes(site: Frontoffice, tmp_path: Path) -> None:
    async def run() -> None:
        browser = editor(site)
        answer = await sent(browser, "k.csv", b"id;naam\nx;y\n")
        assert (answer.status_code, "Deze kolom ontbreekt." in answer.text) == (422, True)
        assert not list((tmp_path / "kaart_import").iterdir())
        answer = await sent(browser, "k.xlsx", b"PK")
        assert (answer.status_code, ".csv, .json of .zip" in answer.text) == (422, True)
        answer = await sent(browser, "k.csv", csv_bytes([full_row()]), weghalen="ja")
        assert "kan niet weg" in answer.text
        assert (await browser.post("/kaart/import/bestand")).status_code == 422
        assert (await browser.post("/kaart/import/doorvoeren")).status_code == 422
        answer = await sent(browser, "k.csv", b"x" * 8_100_000)
        assert answer.status_code == 413
        assert site.store.kaart.version() == 0

    asyncio.run(run())


def test_only_what_was_shown_is_stored(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        first = marks(await sent(browser, "een.csv", csv_bytes([full_row()])))
        second = await sent(browser, "twee.csv", csv_bytes([full_row(naam="Fietsclub Dorst")]))
        answer = await browser.post("/kaart/import/doorvoeren", **first)
        assert (answer.status_code, "een ander bestand" in answer.text) == (409, True)
        await edited(editor(site, "Bas Smit"), let_op="van Bas")
        answer = await browser.post("/kaart/import/doorvoeren", **marks(second))
        assert (answer.status_code, "De kaart is intussen veranderd." in answer.text) == (409, True)
        assert "fietsclub" not in site.app.kaart.nu
        answer = await browser.post("/kaart/import/doorvoeren", **marks(answer))
        assert "fietsclub" in site.app.kaart.nu

    asyncio.run(run())


def test_a_file_that_waits_is_of_one_colleague_and_gone_after_a_day(
    site: Frontoffice, tmp_path: Path
) -> None:
    async def run() -> None:
        noor, bas = editor(site), editor(site, "Bas Smit")
        page = await sent(noor, "een.csv", csv_bytes([full_row()]))
        assert (await bas.get("/kaart/import/proef")).status_code == 422
        assert (await bas.post("/kaart/import/doorvoeren", **marks(page))).status_code == 422
        await bas.post("/kaart/import/stop")
        assert (await noor.get("/kaart/import/proef")).status_code == 200
        site.clock.pass_(days=1)
        noor.enter(noor.colleague)
        assert (await noor.get("/kaart/import/proef")).status_code == 422
        assert list((tmp_path / "kaart_import").iterdir())
        async with served(site):
            await gone(tmp_path)

    asyncio.run(run())


def test_a_site_that_stays_up_sweeps_again_and_goes_on_when_that_fails(
    site: Frontoffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(site_module, "SWEEP_SECONDS", 0.02)

    async def run() -> None:
        async with served(site):
            await sent(editor(site), "een.csv", csv_bytes([full_row()]))
            (tmp_path / "kaart_import" / "x.opzij").mkdir()  # cannot be thrown away like a file
            site.clock.pass_(hours=23)
            await asyncio.sleep(0.1)
            assert len(list((tmp_path / "kaart_import").iterdir())) == 3
            assert "sweep_failed" in caplog.text
            (tmp_path / "kaart_import" / "x.opzij").rmdir()
            site.clock.pass_(hours=1)
            await gone(tmp_path)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())


@contextlib.asynccontextmanager
async def served(site: Frontoffice) -> AsyncIterator[None]:
    """As the process serves it."""
    serving = asyncio.create_task(serve(site.asgi, "127.0.0.1", 0))
    yield
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def gone(folder: Path) -> None:
    """Until no file waits any more."""
    async with asyncio.timeout(5):
        while list((folder / "kaart_import").iterdir()):
            await asyncio.sleep(0.01)


def test_an_import_that_was_edited_after_it_says_which_place(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        page = await sent(browser, "een.csv", csv_bytes([full_row()]))
        await browser.post("/kaart/import/doorvoeren", **marks(page))
        await edited(browser, "/kaart/plek/fietsclub", let_op="anders")
        answer = await browser.post("/kaart/import/terug", nummer="1")
        assert (answer.status_code, "fietsclub" in answer.text) == (409, True)

    asyncio.run(run())


def test_the_export_is_the_kaart_of_now_and_can_be_read_back(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        await edited(browser, let_op="zie gids")
        answer = await browser.get("/kaart/export")
        assert "attachment" in answer.headers["content-disposition"]
        rows = parse_csv(answer.content.decode("utf-8-sig"), "uit.csv")
        assert rows == tuple(site.app.kaart.nu)

    asyncio.run(run())


def test_the_kaart_of_residents_has_its_style_apart_and_nothing_inline(site: Frontoffice) -> None:
    async def run() -> None:
        browser = editor(site)
        answer = await browser.get("/kaart/bewoners")
        assert "<style" not in answer.text
        assert "unsafe-inline" not in answer.text
        (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', answer.text)
        style = await browser.get(sheet)
        assert style.headers["content-type"].startswith("text/css")
        assert "--tekst" in style.text

    asyncio.run(run())


@pytest.mark.parametrize("path", ["/kaart/plek/bestaat-niet", "/kaart/plek/bestaat-niet/bewerken"])
def test_an_unknown_place_is_said_plainly(site: Frontoffice, path: str) -> None:
    async def run() -> None:
        browser = editor(site)
        assert (await browser.get(path)).status_code == 404
        if path.endswith("bewerken"):
            assert (await browser.post(path)).status_code == 404

    asyncio.run(run())


def test_the_name_of_the_editor_is_sealed(site: Frontoffice, tmp_path: Path) -> None:
    async def run() -> None:
        await edited(editor(site, "Quirijn Zonneveld"), let_op="zie gids")
        raw = site.bot.stored()
        assert b"zie gids" in raw
        assert b"Quirijn" not in raw

    asyncio.run(run())
