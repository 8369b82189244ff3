"""The commands that keep the kaart right, as an editor gives them, on real files and a real database."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.conftest import Bot
from tests.sociale_kaart.goede_rij import csv_text

Run = Callable[..., tuple[int, str, str]]
CLEAN = {"website": "fietsclub.nl", "nagekeken_op": "2026-11-01"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`elkedeur kaart ...` with its data in an empty folder: exit code, output, errors."""
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(tmp_path))

    def go(*arguments: str) -> tuple[int, str, str]:
        code = main(["kaart", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def kaart_file(folder: Path, *rows: dict[str, str]) -> str:
    path = folder / "kaart.csv"
    path.write_text(csv_text(*rows), encoding="utf-8")
    return str(path)


def test_an_unchecked_helpline_fails_the_command_and_a_place_does_not(run: Run, tmp_path: Path) -> None:
    file = kaart_file(tmp_path, CLEAN)
    code, out, _ = run("controleer", "--bestand", file)
    assert (code, "leefgebied" in out) == (0, True)
    line = CLEAN | {"id": "lijn", "naam": "Lijn", "soort": "hulplijn", "nagekeken_op": "2024-01-01"}
    code, out, _ = run("controleer", "--bestand", kaart_file(tmp_path, CLEAN, line))
    assert code == 1
    assert "lijn: Dit nummer is" in out


def test_a_file_that_cannot_be_read_is_refused_with_line_and_remedy(run: Run, tmp_path: Path) -> None:
    secret = CLEAN | {"geheim_adres": "ja", "adres": "Plein 1"}
    code, out, err = run("controleer", "--bestand", kaart_file(tmp_path, secret))
    assert (code, out) == (2, "")
    assert "regel 2, kolom adres" in err


@pytest.mark.parametrize("form", ["plain", "json"])
def test_words_of_residents_that_hit_nothing_are_masked_counted_and_named(
    run: Run, tmp_path: Path, form: str
) -> None:
    texts = ["de vlonder is stuk, bel 06-12345678"] * 3 + ["ik zoek een vlonder bij Zebrapad"] * 2
    lines = texts if form == "plain" else [json.dumps({"id": 1, "tekst": text}) for text in texts]
    (tmp_path / "berichten.txt").write_text("\n".join(lines), encoding="utf-8")
    arguments = ("--bestand", kaart_file(tmp_path, CLEAN), "--berichten", str(tmp_path / "berichten.txt"))
    _, out, _ = run("controleer", *arguments)
    assert "In 5 berichten staat 'vlonder'" in out
    assert "zebrapad" not in out.lower()
    _, out, _ = run("controleer", *arguments, "--vanaf", "6")
    assert "vlonder" not in out


def test_a_broken_line_of_messages_is_named_without_its_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"tekst": "a"}\n{"zebrapad"\n', encoding="utf-8")
    code, _, err = run("controleer", "--berichten", str(tmp_path / "b.jsonl"))
    assert code == 2
    assert "regel 2" in err
    assert "zebrapad" not in err


def test_letters_are_printed_or_written_to_read_and_to_send(run: Run, tmp_path: Path) -> None:
    rows = ({"organisatie": "De Brug"}, {"id": "los", "naam": "Los"})
    file = kaart_file(tmp_path, *rows)
    code, out, _ = run("werklijst", "--bestand", file, "--organisatie", "de brug")
    assert code == 0
    assert "Beste collega's van De Brug" in out
    assert "Los" not in out
    code, out, _ = run("werklijst", "--bestand", file, "--map", str(tmp_path / "brieven"))
    assert (code, out.startswith("2 brieven staan in")) == (0, True)
    names = sorted(path.name for path in (tmp_path / "brieven").iterdir())
    assert names == ["de-brug.eml", "de-brug.txt", "los.eml", "los.txt"]
    code, _, err = run("werklijst", "--bestand", file, "--organisatie", "De Maan")
    assert (code, "De Brug; Los" in err) == (2, True)


def test_what_a_colleague_reports_is_shown_everywhere_and_closed(
    run: Run, bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(
        "meld", "Voedselbank (Goederenbank De Baronie)", "het", "adres", "06-12345678", "klopt niet"
    )
    assert (code, "melding 1" in out) == (0, True)
    assert "het adres [telefoon] klopt niet" in run("gemeld")[1]
    assert "Melding 1 van een collega" in run("controleer", "--snel")[1]
    assert "liet iemand ons weten" in run("werklijst")[1]
    assert run("gemeld", "1", "--klaar")[0] == 0
    assert run("gemeld")[1] == "Er is niets gemeld.\n"
    assert "Melding 1" not in run("controleer", "--snel")[1]
    assert run("gemeld", "1", "--klaar")[0] == 2


def test_what_a_resident_reports_comes_on_the_same_list(run: Run, bot: Bot) -> None:
    async def go() -> None:
        await bot.says("ik zie de hele week niemand")
        place = next(arg for _, id, arg in bot.resident.rows[-1].inhoud["knoppen"] if id == "past")
        await bot.taps("past", place)
        await bot.taps("plek_fout", place)
        await bot.taps("plek_weg", place)

    asyncio.run(go())
    assert "Het is er niet meer." in run("gemeld")[1]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("meld", "de-maan", "is weg"), "staat niet op de kaart"),
        (("meld", "voedselbank", " "), "tekst ontbreekt"),
        (("gemeld", "3"), "--klaar"),
        (("gemeld", "x", "--klaar"), "staat niet open"),
        (("pagina", "kaart.pdf"), "moet op .html eindigen"),
        (("pagina", "/bestaat/niet/kaart.html"), "niet te schrijven"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    run: Run, bot: Bot, arguments: tuple[str, ...], reason: str
) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert reason in err


def test_without_a_database_there_is_nothing_to_report_in(run: Run) -> None:
    code, _, err = run("meld", "voedselbank", "is weg")
    assert (code, "nog geen database" in err) == (2, True)


def test_the_page_is_written(run: Run, tmp_path: Path) -> None:
    code, _, _ = run("pagina", str(tmp_path / "kaart.html"))
    assert code == 0
    assert (tmp_path / "kaart.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
