"""Reads members of a ZIP in memory, within limits set before anything is unpacked. Nothing lands on disk."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from sociale_kaart.errors import KaartError
from sociale_kaart.findings import bevinding
from sociale_kaart.uitwisseling.grenzen import MEGABYTE, read_bytes

MOST_MEMBERS = 100
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 100  # text packs some twenty times; a bomb a thousand times
SMALL = 5 * MEGABYTE  # below this the ratio says nothing
KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_zip(file: Path) -> dict[str, bytes]:
    """What is in this ZIP, by name. Raises KaartError when it is none, too large, or not to be trusted."""
    content = read_bytes(file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.filename.endswith("/")]
            _check(members, len(content), file.name)
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError):
        # RuntimeError: it has a password. struct.error: it breaks off within a number.
        raise KaartError(file.name, [bevinding("geen_zip")]) from None


def _check(members: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise KaartError(name, [bevinding("zip_te_vol", aantal=len(members), grens=MOST_MEMBERS)])
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_RATIO):
        raise KaartError(
            name,
            [bevinding("zip_te_groot", mb=-(-unpacked // MEGABYTE), grens=MOST_UNPACKED // MEGABYTE)],
        )
    names = [member.filename for member in members]
    wrong = [member.filename for member in members if not _trusted(member)]
    if wrong or len(set(names)) < len(names):
        raise KaartError(name, [bevinding("zip_onveilig", waarde=(wrong or names)[0][:80])])


def _trusted(member: zipfile.ZipInfo) -> bool:
    return (
        is_plain_path(member.filename)
        and not stat.S_ISLNK(member.external_attr >> 16)
        and member.compress_type in KNOWN_METHODS
    )


def is_plain_path(name: str) -> bool:
    """Whether this names a file inside the folder it is meant for, on every system."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and not set("\\:\0") & set(name)
    return bool(name) and plain
