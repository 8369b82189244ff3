"""What a file may be at most, held before and while it is read. Every refusal is a KaartError."""

import stat
from pathlib import Path

from sociale_kaart.errors import KaartError
from sociale_kaart.findings import Bevinding, bevinding

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE
MOST_COLUMNS = 200
MOST_ROWS = 200_000


def read_bytes(file: Path, most: int = MOST_BYTES) -> bytes:
    """What is in this file. Looks at its size and kind first, so a file of 2 GB is never read."""
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):  # a device or a pipe has no end
            raise KaartError(file.name, [bevinding("geen_bestand")])
        if found.st_size > most:
            raise KaartError(file.name, [too_large(found.st_size, most)])
        with file.open("rb") as source:
            content = source.read(most + 1)
    except (OSError, ValueError):  # ValueError: a name that no file can have
        raise KaartError(file.name, [bevinding("bestand_ontbreekt")]) from None
    if len(content) > most:  # it grew in the meantime
        raise KaartError(file.name, [too_large(len(content), most)])
    return content


def too_large(size: int, most: int = MOST_BYTES) -> Bevinding:
    """The finding for a file of this many bytes."""
    return bevinding("bestand_te_groot", mb=-(-size // MEGABYTE), grens=most // MEGABYTE)
