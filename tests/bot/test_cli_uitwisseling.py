"""`elkedeur kaart importeer / exporteer / ongedaan / geschiedenis`, as an editor types them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.store import Store
from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.uitwisseling.lezen import read
from sociale_kaart.uitwisseling.schrijven import Vorm, write
from tests.sociale_kaart.vreemde_rij import full_row

SHIPPED = read_csv(DEFAULT).rijen
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kaart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command in a folder of its own: exit code, output, errors."""
    monkeypatch.setenv("ELKEDEUR_GEGEVENS", str(tmp_path / "gegevens"))
    monkeypatch.chdir(tmp_path)

    def run(*args: str, answer: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        code = main(["kaart", *args])
        return (code, *capsys.readouterr())

    write((*SHIPPED, full_row()), tmp_path / "in.csv", Vorm.CSV)
    return run


def test_a_trial_shows_what_would_change_and_leaves_nothing_behind(kaart: Command, tmp_path: Path) -> None:
    code, out, _ = kaart("importeer", "in.csv", "--proef")
    assert code == 0
    assert "Nieuw: fietsclub (Fietsclub)" in out
    assert f"1 nieuw, 0 anders, 0 weg, {len(SHIPPED)} gelijk" in out
    assert not (tmp_path / "gegevens").exists()


@pytest.mark.parametrize("answer", ["", "nee\n", "wat?\n"])
def test_without_a_yes_nothing_changes(kaart: Command, answer: str) -> None:
    code, out, err = kaart("importeer", "in.csv", answer=answer)
    assert (code, "Doorgaan?" in out, err) == (1, True, "Er is niets veranderd.\n")
    assert kaart("geschiedenis", "fietsclub")[0] == 2


def test_an_editor_imports_looks_back_and_undoes(kaart: Command, tmp_path: Path) -> None:
    assert kaart("importeer", "in.csv", "--door", "redactie", answer="ja\n")[0] == 0
    write([full_row(naam="Fietsclub Dorst")], tmp_path / "een.json", Vorm.HSDS)
    code, out, _ = kaart("importeer", "een.json", "--ja")
    assert (code, "- naam: 'Fietsclub' wordt 'Fietsclub Dorst'" in out) == (0, True)
    assert f"gebleven: {len(SHIPPED)}" in out
    code, out, _ = kaart("geschiedenis", "fietsclub")
    assert (code, "import 1 uit in.csv, door redactie:" in out, "import 2 uit een.json" in out) == (
        0,
        True,
        True,
    )
    code, out, _ = kaart("ongedaan", "--ja")
    assert (code, "- naam: 'Fietsclub Dorst' wordt 'Fietsclub'" in out) == (0, True)
    assert kaart("exporteer", "uit.csv")[0] == 0
    assert read(tmp_path / "uit.csv").rijen == (*SHIPPED, full_row())
    assert kaart("ongedaan", answer="ja\n")[0] == 0
    code, _, err = kaart("ongedaan", "--ja")
    assert (code, err) == (2, "Er is geen import om ongedaan te maken.\n")


def test_what_is_not_in_the_file_goes_with_weghalen_only(kaart: Command, tmp_path: Path) -> None:
    write(SHIPPED, tmp_path / "zonder.csv", Vorm.CSV)
    kaart("importeer", "in.csv", "--ja")
    assert "0 nieuw, 0 anders, 0 weg" in kaart("importeer", "zonder.csv", "--ja")[1]
    code, out, _ = kaart("importeer", "zonder.csv", "--ja", "--weghalen")
    assert (code, "Weg: fietsclub (Fietsclub)" in out) == (0, True)


def test_a_number_that_is_named_in_danger_cannot_go(kaart: Command, tmp_path: Path) -> None:
    write([full_row()], tmp_path / "een.csv", Vorm.CSV)
    code, _, err = kaart("importeer", "een.csv", "--ja", "--weghalen")
    assert (code, "kan niet weg" in err) == (2, True)
    assert kaart("geschiedenis", "fietsclub")[0] == 2


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["--vorm", "hsds"], '"contents"'),
        (["--vorm", "csv", "--scheiding", "komma"], "id,naam,"),
        ([], "id;naam;"),
    ],
)
def test_an_export_has_the_form_that_was_asked(
    kaart: Command, tmp_path: Path, args: list[str], part: str
) -> None:
    code, out, _ = kaart("exporteer", "uit.txt", *args)
    assert (code, f"{len(SHIPPED)} voorzieningen" in out) == (0, True)
    assert part in (tmp_path / "uit.txt").read_text(encoding="utf-8-sig")[:400]


@pytest.mark.parametrize("name", ["map", "pakket.zip", "uit.json", "uit.csv"])
def test_every_form_comes_back_as_it_went(kaart: Command, name: str) -> None:
    kaart("exporteer", name)
    assert f"0 nieuw, 0 anders, 0 weg, {len(SHIPPED)} gelijk" in kaart("importeer", name, "--ja")[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id;naam\nx;y\n", "slecht.csv, kolom organisatie: Deze kolom ontbreekt."),
        (b"\x00\x01\x02", "slecht.csv, regel 1: Hier staan tekens die niet te lezen zijn."),
        (b"", "Er staan geen voorzieningen in het bestand."),
        (b"a" * 300 + b"\x1b[2J,b\n1,2\n", "Deze kolom kennen we niet."),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_changes_nothing(
    kaart: Command, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "slecht.csv").write_bytes(content)
    code, out, err = kaart("importeer", "slecht.csv", "--ja")
    assert (code, out) == (2, "")
    assert said in err
    assert "\x1b" not in err
    assert err.endswith("Er is niets veranderd.\n")
    assert not (tmp_path / "gegevens").exists()


def test_a_fault_names_line_column_and_remedy_and_long_lists_end(kaart: Command, tmp_path: Path) -> None:
    write([full_row(id=f"f{n}") for n in range(60)], tmp_path / "in.csv", Vorm.CSV)
    text = (tmp_path / "in.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "in.csv").write_text(text.replace(";hulplijn;", ";club;"), encoding="utf-8")
    code, _, err = kaart("importeer", "in.csv")
    lines = err.splitlines()
    assert (code, len(lines)) == (2, 52)
    assert lines[0].startswith("in.csv, regel 2, kolom soort, f0: 'club' kan hier niet.")
    assert "Kies uit: plek, hulplijn" in lines[0]
    assert lines[-2].startswith("En nog 10 ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["importeer", "weg.csv"], "Het bestand is er niet."),
        (["importeer", "/dev/zero"], "niet een gewoon bestand"),
        (["importeer", "a\ud800b"], "Het bestand is er niet."),
        (["exporteer", "weg/uit.csv"], "kan niet worden geschreven"),
        (["exporteer", "."], "kan niet worden geschreven"),
        (["ongedaan"], "bestaat niet"),
        (["geschiedenis", "fietsclub"], "bestaat niet"),
    ],
)
def test_a_typing_error_is_answered_in_a_sentence(kaart: Command, args: list[str], said: str) -> None:
    extra = ["--vorm", "csv"] if args[-1] == "." else []
    code, _, err = kaart(*args, *extra)
    assert (code, said in err) == (2, True)


def test_an_entry_that_never_changed_says_so(kaart: Command) -> None:
    kaart("importeer", "in.csv", "--ja")
    assert kaart("geschiedenis", "alarmnummer")[:2] == (0, "Aan alarmnummer is nog nooit iets veranderd.\n")
    assert kaart("geschiedenis", "weg")[0] == 2


def test_a_bar_shows_only_on_long_work_and_beside_the_output(
    kaart: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Lezen" not in kaart("importeer", "in.csv", "--ja")[2]
    monkeypatch.setattr("bot.balk.LONG_WORK", 100)
    monkeypatch.setenv("FORCE_COLOR", "1")
    write([full_row(id=f"f{n}") for n in range(150)], tmp_path / "veel.csv", Vorm.CSV)
    code, out, err = kaart("importeer", "veel.csv", "--ja")
    assert (code, "Lezen" in out, "Lezen" in err, "Opslaan" in err) == (0, False, True, True)


def test_a_database_with_another_key_is_refused(kaart: Command, tmp_path: Path) -> None:
    kaart("importeer", "in.csv", "--ja")
    (tmp_path / "gegevens" / "elkedeur.sleutel").unlink()
    code, _, err = kaart("importeer", "in.csv", "--ja")
    assert (code, "sleutel" in err) == (2, True)


def test_a_change_by_another_in_between_changes_nothing(
    kaart: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([full_row()], tmp_path / "een.csv", Vorm.CSV)

    class Slow(io.StringIO):
        """While the editor reads the question, a colleague imports the same."""

        def readline(self, *args: object) -> str:
            monkeypatch.setattr("sys.stdin", io.StringIO())
            assert main(["kaart", "importeer", "een.csv", "--ja"]) == 0
            return "ja\n"

    kaart("importeer", "in.csv", "--proef")
    monkeypatch.setattr("sys.stdin", Slow())
    assert main(["kaart", "importeer", "in.csv"]) == 2
    folder = tmp_path / "gegevens"
    with Store.open(folder / "elkedeur.db", folder / "elkedeur.sleutel") as store:
        assert store.kaart.version() == 1
