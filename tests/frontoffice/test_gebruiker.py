"""`elkedeur gebruiker`: the first beheerder and what cannot be done in the pages."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.frontoffice import wachtwoord
from bot.frontoffice.accounts import COMMAND_LINE
from bot.store import Store
from bot.store.medewerkers import Medewerker

LOGIN = "bo@gemeente.test"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(tmp_path / "gegevens"))
    return tmp_path / "gegevens"


def run(*words: str) -> int:
    return main(["gebruiker", *words])


def add(login: str = LOGIN, functies: str = "beheerder") -> int:
    return run("toevoegen", login, "--naam", "Bo Beheer", "--functies", functies)


def found(folder: Path, login: str = LOGIN) -> Medewerker:
    with Store.open(folder / "elkedeur.db", folder / "elkedeur.sleutel") as store:
        one = store.medewerkers.by_login(login)
    assert one is not None
    return one


def test_the_first_beheerder_is_made_before_the_bot_ever_started(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add() == 0
    start = capsys.readouterr().out.strip().split(": ")[1]
    bo = found(folder)
    assert bo.functies == {"beheerder"}
    assert bo.nieuw_wachtwoord
    assert bo.wachtwoord is not None
    assert wachtwoord._fits(bo.wachtwoord, start)


def test_the_list_shows_no_secret(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add()
    start = capsys.readouterr().out.strip().split(": ")[1]
    assert run("lijst") == 0
    out = capsys.readouterr().out
    assert out == f"{LOGIN}\tBo Beheer\tbeheerder\tactief\tnog geen code\n"
    assert start not in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("toevoegen", LOGIN, "--naam", "Bo", "--functies", "beheerder"), "Er is al een medewerker"),
        (("toevoegen", "x y", "--naam", "Bo", "--functies", "beheerder"), "Vul een inlognaam in"),
        (("toevoegen", "x", "--naam", "Bo", "--functies", "baas"), "Kies alleen uit deze functies"),
        (("wijzig", LOGIN, "--actief", "nee"), "laatste beheerder"),
        (("wijzig", LOGIN, "--functies", "beleid"), "laatste beheerder"),
        (("wijzig", LOGIN, "--wijk", "Verzonnenwijk"), "Kies een van deze: Den Hout, Dommelbergen, Dorst,"),
        (
            ("toevoegen", "x", "--naam", "Bo", "--functies", "beleid", "--wijk", "Verzonnenwijk"),
            "wijk is niet bekend",
        ),
        (("wachtwoord", "niemand"), "geen account"),
        (("code", "niemand"), "geen account"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    add()
    capsys.readouterr()
    assert run(*words) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""


def test_what_was_done_here_is_in_the_list_of_looks(folder: Path) -> None:
    add()
    add("ali@gemeente.test", "beleid")
    run("wijzig", "ali@gemeente.test", "--functies", "regisseur", "--wijk", "dorst", "--actief", "nee")
    run("wachtwoord", "ali@gemeente.test")
    run("code", "ali@gemeente.test")
    ali = found(folder, "ali@gemeente.test").id
    with Store.open(folder / "elkedeur.db", folder / "elkedeur.sleutel") as store:
        done = [one for one in reversed(store.inzagen.latest()) if one.over_id == ali]
    assert {one.medewerker_id for one in done} == {COMMAND_LINE}
    assert [one.wat for one in done] == [
        *["collega_toegevoegd", "functie_beleid_gegeven", "collega_gewijzigd"],
        *["functie_regisseur_gegeven", "functie_beleid_ontnomen", "wijk_veranderd", "toegang_ontnomen"],
        *["startwachtwoord_gegeven", "code_teruggezet"],
    ]


def test_a_list_of_nothing_makes_no_database(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lijst") == 2
    assert "bestaat niet" in capsys.readouterr().err
    assert not folder.exists()


def test_only_what_is_named_changes(folder: Path) -> None:
    add()
    add("ali@gemeente.test")
    assert run("wijzig", LOGIN.upper(), "--wijk", "den  HOUT", "--functies", "beleid, medewerker") == 0
    bo = found(folder)
    assert (bo.naam, bo.wijk, bo.functies, bo.actief) == (
        "Bo Beheer",
        "Den Hout",
        {"beleid", "medewerker"},
        True,
    )
    assert run("wijzig", LOGIN, "--actief", "nee", "--wijk", "") == 0
    assert (found(folder).wijk, found(folder).actief) == ("", False)


def test_a_new_start_password_and_a_code_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add()
    old = found(folder)
    with Store.open(folder / "elkedeur.db", folder / "elkedeur.sleutel") as store, store.transaction():
        store.medewerkers.set_totp(old.id, "JBSWY3DPEHPK3PXP")
    capsys.readouterr()
    assert run("wachtwoord", LOGIN) == 0
    start = capsys.readouterr().out.strip().split(": ")[1]
    assert wachtwoord._fits(found(folder).wachtwoord, start)
    assert found(folder).totp is not None
    assert run("code", LOGIN) == 0
    assert found(folder).totp is None
