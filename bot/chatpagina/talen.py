"""The fixed texts of the page in each language: Dutch from nl.toml, the others beside it in pagina/."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.teksten import Teksten, TekstenError
from bot.teksten.teksten import GEMEENTE, HERE, with_gemeente

FOLDER = HERE / "pagina"
RIGHT_TO_LEFT = frozenset({"ar"})
TABLES = ("pagina", "leefgebied", "knoppen", "nood_soorten")


@dataclass(frozen=True)
class Taal:
    """One language. nagekeken: a speaker has read it. woorden: table -> key -> text."""

    id: str
    naam: str
    nagekeken: bool
    woorden: Mapping[str, Mapping[str, str]]

    def __call__(self, key: str, **fields: str) -> str:
        """A text of the page."""
        return self.woorden["pagina"][key].format(**fields)

    def word(self, table: str, id: str) -> str:
        """A word of one of the other tables."""
        return self.woorden[table].get(id, id)

    @property
    def dir(self) -> str:
        """In which direction it is read."""
        return "rtl" if self.id in RIGHT_TO_LEFT else "ltr"


def load(teksten: Teksten, folder: Path = FOLDER, gemeente: str = GEMEENTE) -> dict[str, Taal]:
    """Dutch first. What a translation lacks is said in Dutch. gemeente: for {gemeente}. Raises TekstenError."""
    dutch = {table: dict(teksten.words(table)) for table in ("pagina", "leefgebied", "nood_soorten")}
    dutch["knoppen"] = {id: teksten.button(id).tekst for id in teksten.all_buttons()}
    talen = {"nl": Taal("nl", "Nederlands", True, dutch)}
    for file in sorted(folder.glob("*.toml")):
        talen[file.stem] = _read(file, dutch, gemeente)
    return talen


def _read(file: Path, dutch: Mapping[str, Mapping[str, str]], gemeente: str) -> Taal:
    try:
        data = tomllib.loads(with_gemeente(file.read_text(encoding="utf-8"), gemeente))
        woorden = {table: {**dutch[table], **data[table]} for table in TABLES}
        return Taal(file.stem, data["naam"], data["nagekeken"], woorden)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise TekstenError(f"{file.name}: {error}. Verbeter of verwijder het bestand.") from error
