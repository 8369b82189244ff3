"""What an editor should mend: one finding with a place, a sentence and a remedy. The sentences are data."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sociale_kaart.teksten import meldingen

# Control signs, and halves of a letter that no file can hold.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
LONGEST_SHOWN = 300


class Ernst(StrEnum):
    """FOUT: must be mended before residents see it. LET_OP: worth a look."""

    FOUT = "fout"
    LET_OP = "let op"


@dataclass(frozen=True)
class Bevinding:
    """One thing to mend.

    code: key in meldingen.toml, stable for tests and scripts.
    wat, remedie: Dutch sentences for the editor.
    id: the voorziening it is about, "" when it is about the whole file.
    kolom: the column, "" when it is about the row.
    regel: line in the file (first line is 1), None when the file is not at hand.
    """

    code: str
    ernst: Ernst
    wat: str
    remedie: str
    id: str = ""
    kolom: str = ""
    regel: int | None = None

    def __str__(self) -> str:
        place = [f"regel {self.regel}"] if self.regel is not None else []
        place += [f"kolom {self.kolom}"] if self.kolom else []
        place += [self.id] if self.id else []
        return f"{', '.join(place) or 'bestand'}: {self.wat} {self.remedie}"


def bevinding(
    code: str, *, id: str = "", kolom: str = "", regel: int | None = None, **values: object
) -> Bevinding:
    """Makes the finding `code` of meldingen.toml; `values` fill the places in its sentences."""
    melding = meldingen()[code]
    shown = {
        name: _shown(value) if isinstance(value, str | Exception) else value for name, value in values.items()
    }
    return Bevinding(
        code=code,
        ernst=Ernst(melding["ernst"]),
        wat=melding["wat"].format(**shown),
        remedie=melding["remedie"].format(**shown),
        id=_shown(id),
        kolom=_shown(kolom),
        regel=regel,
    )


def _shown(value: object) -> str:
    """What stood in a file may be long, or hold signs that a terminal would obey."""
    text = UNREADABLE.sub("?", " ".join(str(value).split()))
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
