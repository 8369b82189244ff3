"""A municipality that leaves takes its rows along, and nothing of it stays: by the commands of docs/gemeenten.md."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.gemeenten import gebruiker_of
from bot.store import Store
from bot.store.plek import Postgres
from tests.gemeenten.conftest import MARK, A, B, Installatie
from tests.postgres import binaries

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "gemeenten.md").read_text(encoding="utf-8")


def written(installatie: Installatie, naam: str, value: str) -> None:
    folder = installatie.folder / naam / "gegevens"
    with (
        Store.open(Postgres(installatie.url(naam), folder), folder / "elkedeur.sleutel") as store,
        store.transaction(),
    ):
        store.set_kenmerk("van", value)


@pytest.fixture
def both(installatie: Installatie) -> Installatie:
    for naam, value in ((A, MARK), (B, "van b")):
        assert installatie.erbij(naam) == 0
        written(installatie, naam, value)
    return installatie


def psql(installatie: Installatie, file: Path | str, role: str) -> "subprocess.CompletedProcess[str]":
    """As the page says it."""
    (line,) = re.findall(rf"^sudo -u postgres (psql [^\n]*{re.escape(str(file))})", PAGE, re.M) or [
        "psql --file=-"
    ]
    here = {
        "--dbname=elkedeur": "",
        "--set=rol=elkedeur_bladel": f"--set=rol={role}",
        "--file=-": f"--file={file}",
    }
    words = [here.get(word, word) for word in line.split()[1:]]
    server = installatie.database.server
    where = [
        "-h",
        str(server.folder),
        "-p",
        str(server.port),
        "-U",
        "postgres",
        "-d",
        installatie.database.name,
    ]
    return subprocess.run(
        [str(binaries() / "psql"), "-X", *where, *filter(None, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def erase(installatie: Installatie, role: str) -> "subprocess.CompletedProcess[str]":
    return psql(installatie, "docs/beheer/gemeente-weg.sql", role)


def test_its_rows_can_be_taken_along_and_only_its_own(both: Installatie, tmp_path: Path) -> None:
    before = both.dump(gebruiker_of(A))
    done = psql(both, "docs/beheer/gemeente-mee.sql", gebruiker_of(A))
    assert done.returncode == 0, done.stderr
    assert MARK in done.stdout
    assert "van b" not in done.stdout
    assert gebruiker_of(B) not in done.stdout
    (tmp_path / "mee.sql").write_text(done.stdout, encoding="utf-8")

    # Elsewhere it is made anew, and what it took along is there again, with its key.
    assert erase(both, gebruiker_of(A)).returncode == 0
    (both.folder / A).rename(tmp_path / "oud")
    assert both.erbij(A) == 0
    shutil.copy(tmp_path / "oud" / "gegevens" / "elkedeur.sleutel", both.folder / A / "gegevens")
    back = psql(both, tmp_path / "mee.sql", gebruiker_of(A))
    assert back.returncode == 0, back.stderr
    assert both.dump(gebruiker_of(A)) == before
    written(both, A, "weer terug")


def test_who_is_gone_leaves_nothing_and_the_other_everything(both: Installatie) -> None:
    before = both.dump(gebruiker_of(B))
    done = erase(both, gebruiker_of(A))
    assert done.returncode == 0, done.stderr
    assert gebruiker_of(A) not in repr(both.dump())
    assert both.dump(gebruiker_of(B)) == before
    assert both.database.sql(f"select count(*) from pg_roles where rolname = '{gebruiker_of(A)}'") == "0"
    written(both, B, "nog steeds")


@pytest.mark.parametrize("role", ["elkedeur_oss", "postgres", "elkedeur_tabellen"])
def test_a_name_that_is_no_municipality_erases_nothing(both: Installatie, role: str) -> None:
    before = both.dump()
    assert erase(both, role).returncode != 0
    assert both.dump() == before


def test_who_is_at_work_is_not_erased(both: Installatie) -> None:
    before = both.dump()
    with both.as_role(A):
        assert erase(both, gebruiker_of(A)).returncode != 0
    assert both.dump() == before
