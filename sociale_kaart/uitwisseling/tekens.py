"""From bytes to text: UTF-8 with or without BOM, UTF-16 with one, and the alphabet of Dutch Excel. Pure."""

import codecs
import re

from sociale_kaart.errors import KaartError
from sociale_kaart.findings import bevinding

# Two bytes that are one letter in UTF-8. In Windows-1252 it would be "Ã©": nobody writes that.
UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
KNOWN_STARTS = {
    b"PK\x03\x04": "geen_csv_maar_excel",  # also what .xlsx and .ods are
    b"\xd0\xcf\x11\xe0": "geen_csv_maar_excel",
    b"%PDF": "geen_csv_maar_pdf",
}


def decode(content: bytes, name: str) -> str:
    """The text in these bytes, without a BOM. Raises KaartError: `name` stands in it."""
    for start, code in KNOWN_STARTS.items():
        if content.startswith(start):
            raise KaartError(name, [bevinding(code)])
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KaartError(name, [bevinding("geen_tekst", regel=line)]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise KaartError(name, [bevinding("geen_tekst", regel=line)])
    return text.removeprefix("\ufeff")


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"  # "Unicode-tekst" of Excel
    if content.startswith(codecs.BOM_UTF8) or UTF8_LETTER.search(content) or _is_utf8(content):
        return "utf-8"
    return "cp1252"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
