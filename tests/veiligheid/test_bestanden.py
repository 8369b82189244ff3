"""Files from outside and files that we write: nothing lands elsewhere, and nothing small becomes enormous."""

import io
import json
import re
import stat
import zipfile
from pathlib import Path

import pytest

from bot.adapters import folder
from bot.adapters.errors import DeliveryError
from bot.frontoffice.kaartimport import Shelf
from bot.kaartwerk import KaartwerkRefusedError
from sociale_kaart.errors import KaartError
from sociale_kaart.load import load
from sociale_kaart.uitwisseling.csv_vorm import csv_bytes
from sociale_kaart.uitwisseling.datapakket import package_zip
from sociale_kaart.uitwisseling.grenzen import MOST_BYTES
from sociale_kaart.uitwisseling.lezen import read
from tests.fakes import SetClock

ROOT = Path(__file__).parents[2]
NOW = SetClock().now()
ELSEWHERE = (
    "../../etc/passwd.csv", "/etc/cron.d/x.csv", "..\\..\\x.csv", "C:\\Windows\\x.csv", "a\x00b.csv", "....csv",
    "x/../../y.csv", "\u202evsc.csv", "a" * 5000 + ".csv", "con.csv", "~/.ssh/x.csv",
)  # fmt: skip


def below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_name_of_a_file_that_was_sent_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    before = below(tmp_path)
    gegevens = tmp_path / "gegevens"
    shelf = Shelf(gegevens)
    one = shelf.put("ab12", name, b"x", weghalen=False, now=NOW)
    assert {path.parent for path in below(tmp_path) - before} == {gegevens / "kaart_import"}
    assert {path.name for path in below(tmp_path) - before} == {"ab12.csv", "ab12.opzij"}
    assert not re.search(r"[/\\\x00\u202e]", one.naam)
    assert stat.S_IMODE(shelf.path(one).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["x.exe", ".csv", "x.csv.py", "x", "x.CSV.lnk", ".htaccess"])
def test_another_kind_of_file_is_not_kept(tmp_path: Path, name: str) -> None:
    with pytest.raises(KaartwerkRefusedError):
        Shelf(tmp_path).put("ab12", name, b"x", weghalen=False, now=NOW)
    assert below(tmp_path) == set()


def test_a_link_on_the_shelf_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "slachtoffer"
    victim.write_text("blijft")
    shelf = Shelf(tmp_path / "gegevens")
    shelf.put("ab12", "a.csv", b"x", weghalen=False, now=NOW)
    for name in ("ab12.csv", "ab12.opzij"):
        (tmp_path / "gegevens" / "kaart_import" / name).unlink()
        (tmp_path / "gegevens" / "kaart_import" / name).symlink_to(victim)
    shelf.put("ab12", "a.csv", b"nieuw", weghalen=False, now=NOW)
    assert victim.read_text() == "blijft"


@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_in_the_folder_for_overdrachten_is_never_written_through(
    tmp_path: Path, dangling: bool
) -> None:
    victim, out = tmp_path / "slachtoffer", tmp_path / "uit"
    out.mkdir()
    if not dangling:
        victim.write_text("blijft")
    (out / "12345678.txt").symlink_to(victim)
    with pytest.raises(DeliveryError):
        folder.deliver(out, "12345678", "het verhaal")
    assert victim.exists() is not dangling
    assert dangling or victim.read_text() == "blijft"
    assert [path for path in below(out) if "verhaal" in path.read_text()] == []


# --- what unpacks to more than it is ---


def bomb(member: str, size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, b"0" * size)
    return made.getvalue()


def nested() -> bytes:
    inner = bomb("service.csv", 3_000_000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for nr in range(20):
            archive.writestr(f"{nr}.zip", inner)
    return made.getvalue()


def nameless() -> bytes:
    """A member without a name. Found by fuzzing: the standard library raises IndexError."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x"), b"1")
        archive.filelist[0].filename = archive.filelist[0].orig_filename = ""
    return made.getvalue()


LARGE_CELL = "x" * 2_000_000
HOSTILE = {
    "bomb.zip": bomb("service.csv", 30_000_000),
    "nested.zip": nested(),
    "nameless.zip": nameless(),
    "half.zip": package_zip([next(iter(load()))])[:-30],
    "deep.json": b'{"service":' * 50_000,
    "deep_list.json": b"[" * 500_000,
    "number.json": b'[{"minimum_age": ' + b"9" * 5000 + b"}]",
    "wide.json": json.dumps([{f"a{nr}": nr for nr in range(50_000)}]).encode(),
    "cell.csv": csv_bytes([next(iter(load()))]) + f"\n{LARGE_CELL};x".encode(),
    "columns.csv": (";".join(f"k{nr}" for nr in range(5000)) + "\n").encode(),
    "rows.csv": b"id;naam\n" + b"a;b\n" * 250_000,
    "quote.csv": b'id;naam\n"' + b"x\n" * 100_000,
    "nul.csv": b"id;naam\n\x00;\x00",
    "xml.csv": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_become_enormous_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    assert len(HOSTILE[name]) < MOST_BYTES
    with pytest.raises(KaartError) as caught:
        read(file)
    assert caught.value.bevindingen
    assert below(tmp_path) == {file}  # nothing was unpacked
    assert len(str(caught.value)) < 200_000


def test_no_code_of_ours_reads_xml_or_runs_what_it_reads() -> None:
    """Nothing that expands entities, and nothing that can become code."""
    forbidden = re.compile(
        r"^\s*(?:import|from) (?:xml|lxml|pickle|marshal|shelve|yaml)\b|\b(?:eval|exec)\(|subprocess|os\.system"
        r"|extractall|shell=True",
        re.M,
    )
    found = [
        str(path.relative_to(ROOT))
        for room in ("bot", "sociale_kaart", "intents")
        for path in (ROOT / room).rglob("*.py")
        if forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert set(found) <= ALLOWED, set(found) - ALLOWED


# The one that starts the command of the demo again; no word from outside comes there.
ALLOWED = {"bot/demo.py", "bot/demo_web.py"}


def test_only_the_owner_reads_what_we_write(tmp_path: Path) -> None:
    folder.deliver(tmp_path, "12345678", "het verhaal")
    (file,) = below(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
