"""The tabular data package, as a folder and as a ZIP: judged by frictionless, and safe to open."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings

from sociale_kaart.errors import KaartError
from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.datapakket import DESCRIPTOR, package_files, package_zip
from sociale_kaart.uitwisseling.lezen import read
from sociale_kaart.uitwisseling.schrijven import Vorm, vorm_of, write
from sociale_kaart.uitwisseling.tabellen import from_tables, to_tables
from tests.sociale_kaart.goede_rij import csv_text
from tests.sociale_kaart.vreemde_rij import full_row, rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package on disk."""
    write([full_row(), full_row(id="tweede", telefoon="")], tmp_path / "pakket", Vorm.DATAPAKKET)
    return tmp_path / "pakket"


def codes(path: Path) -> list[str]:
    with pytest.raises(KaartError) as caught:
        read(path)
    assert all(finding.remedie for finding in caught.value.bevindingen)
    return [finding.code for finding in caught.value.bevindingen]


@pytest.mark.parametrize("name", ["pakket", "pakket.zip"])
def test_the_kaart_of_the_program_survives_the_round_trip(tmp_path: Path, name: str) -> None:
    before = (*read_csv(DEFAULT).rijen, full_row())
    write(before, tmp_path / name, Vorm.DATAPAKKET)
    assert read(tmp_path / name).rijen == before


@given(rows())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_rows_survive_the_round_trip(tmp_path: Path, row: Voorziening) -> None:
    file = tmp_path / "pakket.zip"
    file.write_bytes(package_zip([row]))
    assert read(file).rijen == (row,)


def test_another_validator_finds_no_fault(tmp_path: Path) -> None:
    write((*read_csv(DEFAULT).rijen, full_row()), tmp_path / "pakket", Vorm.DATAPAKKET)
    with system.use_context(trusted=True):  # absolute paths
        found = Package(str(tmp_path / "pakket" / DESCRIPTOR)).validate()
    assert found.flatten(["type", "rowNumber", "fieldName", "message"]) == []
    assert found.stats["tasks"] == 15


def test_the_same_kaart_gives_the_same_zip() -> None:
    assert package_zip([full_row()]) == package_zip([full_row()])


def test_a_zip_of_the_folder_itself_is_read_too(tmp_path: Path, folder: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"pakket/{file.name}")
    assert read(tmp_path / "z.zip").rijen == read(folder).rijen == read(folder / DESCRIPTOR).rijen


def test_rows_that_point_in_a_circle_end() -> None:
    tables = to_tables([])
    tables["service"] = [{"id": "a", "organization_id": "a", "name": "x"}]
    tables["location"] = [{"id": "a"}]
    tables["service_at_location"] = [{"id": "a", "service_id": "a", "location_id": "a"}]
    (service,) = from_tables(tables)
    assert service["service_at_locations"][0]["location"]["id"] == "a"


def test_a_fault_in_a_table_names_file_line_and_column(folder: Path) -> None:
    file = folder / "services.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",99,", ",duizend,", 1), encoding="utf-8")
    with pytest.raises(KaartError, match=r"pakket/services.csv, regel 2, kolom maximum_age"):
        read(folder)
    file.write_text(file.read_text(encoding="utf-8") + "kort\n", encoding="utf-8")
    assert codes(folder) == ["aantal_cellen"]


@pytest.mark.parametrize(
    ("descriptor", "code"),
    [
        (None, "bestand_ontbreekt"),
        ("{", "geen_json"),
        ("[]", "geen_datapakket"),
        ('{"resources": [{"name": "service"}]}', "geen_datapakket"),
        ('{"resources": [{"name": "service", "path": "../uit.csv"}]}', "zip_onveilig"),
        ('{"resources": [{"name": "service", "path": "/etc/passwd"}]}', "zip_onveilig"),
        ('{"resources": [{"name": "service", "path": "https://x.example/a.csv"}]}', "zip_onveilig"),
        ('{"resources": [{"name": "service", "path": "weg.csv"}]}', "bestand_ontbreekt"),
    ],
)
def test_a_descriptor_that_leads_elsewhere_is_refused(
    tmp_path: Path, folder: Path, descriptor: str | None, code: str
) -> None:
    (tmp_path / "uit.csv").write_text(csv_text({}), encoding="utf-8")
    (folder / DESCRIPTOR).unlink()
    if descriptor is not None:
        (folder / DESCRIPTOR).write_text(descriptor, encoding="utf-8")
    assert codes(folder) == [code]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, folder: Path) -> None:
    outside = tmp_path / "uit.csv"
    outside.write_bytes((folder / "services.csv").read_bytes())
    (folder / "services.csv").unlink()
    (folder / "services.csv").symlink_to(outside)
    assert codes(folder) == ["zip_onveilig"]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def bad_zips() -> Iterator[tuple[str, bytes, str]]:
    good = package_files([full_row()])
    yield "no zip", b"PK\x03\x04 nee", "geen_zip"
    yield "cut off", package_zip([full_row()])[:-30], "geen_zip"
    yield "bomb", zipped(**{"services.csv": b"0" * 60_000_000}), "zip_te_groot"
    yield "many", zipped(**{f"f{n}.csv": b"" for n in range(200)}), "zip_te_vol"
    yield "up", zipped(**{**good, "../../uit.csv": b"x"}), "zip_onveilig"
    yield "absolute", zipped(**{**good, "/etc/uit.csv": b"x"}), "zip_onveilig"
    yield "windows", zipped(**{**good, "c:\\uit.csv": b"x"}), "zip_onveilig"
    yield "without descriptor", zipped(**{"services.csv": b"id\n1\n"}), "bestand_ontbreekt"


@pytest.mark.parametrize(
    ("content", "code"), [bad[1:] for bad in bad_zips()], ids=[bad[0] for bad in bad_zips()]
)
def test_a_zip_that_is_not_to_be_trusted_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "in.zip"
    file.write_bytes(content)
    before = sorted(tmp_path.parent.rglob("*"))
    assert codes(file) == [code]
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_zip_with_a_lie_about_its_size_or_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(package_zip([full_row()]))
    file = tmp_path / "in.zip"
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # says ten bytes
    file.write_bytes(content)
    assert codes(file) == ["geen_zip"]
    content = bytearray(package_zip([full_row()]))
    content[6] |= 1  # says encrypted, in both places
    content[content.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)
    assert codes(file) == ["geen_zip"]


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr(DESCRIPTOR, "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(DESCRIPTOR, "{}")
    assert codes(tmp_path / "in.zip") == ["zip_onveilig"]


def test_a_package_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    file.write_text("oud", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write([full_row()], file, Vorm.CSV, "\ud800")
    assert file.read_text(encoding="utf-8") == "oud"
    assert [found.name for found in tmp_path.iterdir()] == ["uit.csv"]


@pytest.mark.parametrize(
    ("name", "vorm"),
    [("a.csv", Vorm.CSV), ("a.JSON", Vorm.HSDS), ("a.zip", Vorm.DATAPAKKET), ("map", Vorm.DATAPAKKET)],
)
def test_the_name_says_the_form(name: str, vorm: Vorm) -> None:
    assert vorm_of(Path(name)) is vorm


def test_phone_numbers_stay_numbers_for_other_programs() -> None:
    files = package_files([full_row(toegang="=1+1")])
    assert b",+31 162 000000," in files["phones.csv"]
    assert b",'=1+1," in files["services.csv"]
    assert json.loads(files[DESCRIPTOR])["profile"] == "tabular-data-package"
