"""Reads the kaart from any file or folder that we know the form of."""

from pathlib import Path

from sociale_kaart.load import read_csv
from sociale_kaart.uitwisseling.datapakket import DESCRIPTOR, read_package
from sociale_kaart.uitwisseling.grenzen import read_bytes
from sociale_kaart.uitwisseling.hsds import parse_hsds
from sociale_kaart.uitwisseling.tekens import decode
from sociale_kaart.uitwisseling.verschil import Bestand
from sociale_kaart.uitwisseling.voortgang import Voortgang, quiet


def read(path: Path, voortgang: Voortgang = quiet) -> Bestand:
    """The voorzieningen in a CSV, HSDS JSON (.json), or data package (folder, .zip or datapackage.json).

    Raises KaartError with every finding; nothing is half read.
    """
    if path.name == DESCRIPTOR:
        return Bestand(path.parent.name, read_package(path.parent, voortgang))
    if path.is_dir() or path.suffix.lower() == ".zip":
        return Bestand(path.name, read_package(path, voortgang))
    if path.suffix.lower() == ".json":
        rows = parse_hsds(decode(read_bytes(path), path.name), path.name, voortgang)
        return Bestand(path.name, rows)
    return read_csv(path, voortgang)
