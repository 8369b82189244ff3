"""Writes the kaart to a file, whole or not at all, or to a folder, file by file."""

import os
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.csv_vorm import DUTCH, csv_bytes
from sociale_kaart.uitwisseling.datapakket import package_files, package_zip
from sociale_kaart.uitwisseling.hsds import hsds_bytes


class Vorm(StrEnum):
    """What can be written."""

    CSV = "csv"
    HSDS = "hsds"
    DATAPAKKET = "datapakket"


def vorm_of(path: Path) -> Vorm:
    """What a name asks for when nobody says it: .json, .zip and .csv speak for themselves, else a folder."""
    known = {".json": Vorm.HSDS, ".zip": Vorm.DATAPAKKET, "": Vorm.DATAPAKKET}
    return known.get(path.suffix.lower(), Vorm.CSV)


def write(rows: Sequence[Voorziening], path: Path, vorm: Vorm, delimiter: str = DUTCH) -> None:
    """A data package goes into a ZIP when the name ends so, else into a folder. Raises OSError."""
    match vorm:
        case Vorm.CSV:
            _replace(path, csv_bytes(rows, delimiter))
        case Vorm.HSDS:
            _replace(path, hsds_bytes(rows))
        case Vorm.DATAPAKKET if path.suffix.lower() == ".zip":
            _replace(path, package_zip(rows))
        case Vorm.DATAPAKKET:
            path.mkdir(parents=True, exist_ok=True)
            for name, content in package_files(rows).items():
                _replace(path / name, content)


def _replace(path: Path, content: bytes) -> None:
    """Who reads meanwhile sees the old file or the new one, never half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(0o644)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
