"""Loads nl.toml, talen.toml and collega.toml and gives texts by key. Knows no conversation."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociale_kaart.teksten import WAAR

HERE = Path(__file__).parent
GEMEENTE = WAAR
PROTECTED = "nood."  # what is said in danger was weighed word by word: no municipality words it anew
# Tables that hold loose words, not texts.
WORD_TABLES = frozenset(
    {"leefgebied", "leefgebied_ander", "voor", "urgentie", "sinds", "gevaar", "bereik_woorden"}
    | {"nood_soorten", "opdrachten", "urgentie_collega", "kies", "pagina"}
)
BUTTON_TABLE = "knoppen"


class TekstenError(Exception):
    """A text file cannot be used; the message names the file, the key and what to do."""


@dataclass(frozen=True)
class Tekst:
    """A text with {places} to fill in, and the ids of the numbers that belong below it."""

    tekst: str
    nummers: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnopTekst:
    """A label, and the typed words that mean the same.

    ook: the whole message is this. bevat: a short message holds this. begin: it starts with this.
    """

    tekst: str
    ook: tuple[str, ...] = ()
    bevat: tuple[str, ...] = ()
    begin: tuple[str, ...] = ()


class Teksten:
    """All texts by key ("nood.kaart.suicide"), words by table, buttons by id."""

    def __init__(
        self,
        texts: Mapping[str, Tekst],
        words: Mapping[str, Mapping[str, str]],
        buttons: Mapping[str, KnopTekst],
    ) -> None:
        self._texts = texts
        self._words = words
        self._buttons = buttons

    @classmethod
    def load(cls, *files: Path, gemeente: str = GEMEENTE) -> "Teksten":
        """Read the files (nl.toml, talen.toml and collega.toml by default). Raises TekstenError.

        gemeente: what comes in the place of {gemeente}.
        """
        texts: dict[str, Tekst] = {}
        words: dict[str, dict[str, str]] = {}
        buttons: dict[str, KnopTekst] = {}
        for file in files or (HERE / "nl.toml", HERE / "talen.toml", HERE / "collega.toml"):
            data = _read(file, gemeente)
            buttons.update({id: _button(file, id, row) for id, row in data.pop(BUTTON_TABLE, {}).items()})
            for table in WORD_TABLES & data.keys():
                words[table] = data.pop(table)
            texts.update(_texts(file, data))
        return cls(texts, words, buttons)

    def with_own(self, file: Path, gemeente: str) -> "Teksten":
        """With the sentences of one municipality in the place of ours. Raises TekstenError.

        It may say things in its own words, but has no words for what we never say, and leaves out nothing that must
        be filled in.
        """
        own = Teksten.load(file, gemeente=gemeente)
        for key in own._texts:
            if key.startswith(PROTECTED):
                raise TekstenError(
                    f"{file.name}: [{key}] gaat over gevaar en is overal gelijk. Haal die weg."
                )
        for kind, mine, ours in (
            ("tekst", own._texts, self._texts),
            ("knop", own._buttons, self._buttons),
        ):
            for key in mine.keys() - ours.keys():
                raise TekstenError(f"{file.name}: {kind} {key} bestaat niet. Haal die weg.")
        for key, one in own._texts.items():
            if _places(one.tekst) != _places(self._texts[key].tekst):
                wanted = ", ".join(sorted(_places(self._texts[key].tekst))) or "geen enkele"
                raise TekstenError(
                    f"{file.name}: [{key}] heeft andere plekken tussen accolades. Nodig: {wanted}."
                )
            if one.nummers != self._texts[key].nummers:
                raise TekstenError(
                    f"{file.name}: [{key}] heeft andere nummers. Laat nummers zoals in nl.toml."
                )
        words = {
            table: {**self._words.get(table, {}), **own._words.get(table, {})}
            for table in self._words.keys() | own._words.keys()
        }
        return Teksten({**self._texts, **own._texts}, words, {**self._buttons, **own._buttons})

    def text(self, key: str) -> Tekst:
        """Raises TekstenError when there is no such text."""
        if key not in self._texts:
            raise TekstenError(f"tekst ontbreekt: [{key}]. Voeg hem toe.")
        return self._texts[key]

    def fill(self, key: str, **fields: str) -> str:
        """The text with its places filled in, and nothing else."""
        return self.text(key).tekst.format(**fields)

    def word(self, table: str, id: str) -> str:
        """A word for an id; the id itself when there is none."""
        return self._words.get(table, {}).get(id, id)

    def has_word(self, table: str, id: str) -> bool:
        """Whether there is a word for this id."""
        return id in self._words.get(table, {})

    def words(self, table: str) -> Mapping[str, str]:
        """A whole table of words."""
        return self._words[table]

    def button(self, id: str) -> KnopTekst:
        """Raises TekstenError when there is no such button."""
        if id not in self._buttons:
            raise TekstenError(f"knop ontbreekt: [knoppen] {id}. Voeg hem toe.")
        return self._buttons[id]

    def all_keys(self) -> frozenset[str]:
        """Every text there is."""
        return frozenset(self._texts)

    def all_buttons(self) -> frozenset[str]:
        """Every button there is."""
        return frozenset(self._buttons)


def with_gemeente(toml: str, gemeente: str) -> str:
    """The text of a TOML file with the name of the municipality filled in. No name breaks out of its sentence."""
    return toml.replace("{gemeente}", re.sub(r'["\\\n\r{}]', "", gemeente))


def _read(file: Path, gemeente: str = GEMEENTE) -> dict[str, Any]:
    try:
        return tomllib.loads(with_gemeente(file.read_text(encoding="utf-8"), gemeente))
    except OSError as error:
        raise TekstenError(f"{file.name} is niet te lezen. Zet het bestand terug.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TekstenError(f"{file.name}: {error}. Verbeter die regel.") from error


def _texts(file: Path, data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Tekst]]:
    for name, value in data.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            raise TekstenError(
                f"{file.name}: [{prefix.rstrip('.')}] {name} hoort in een tabel met tekst = ..."
            )
        if isinstance(value.get("tekst"), str):
            yield key, Tekst(value["tekst"].strip(), tuple(value.get("nummers", ())))
        else:
            yield from _texts(file, value, f"{key}.")


def _places(tekst: str) -> frozenset[str]:
    return frozenset(re.findall(r"\{(\w*)\}", tekst))


def _button(file: Path, id: str, row: Any) -> KnopTekst:
    if not isinstance(row, dict) or not isinstance(row.get("tekst"), str):
        raise TekstenError(f"{file.name}: [knoppen] {id} heeft geen tekst. Voeg tekst = ... toe.")
    return KnopTekst(row["tekst"], *(tuple(row.get(name, ())) for name in ("ook", "bevat", "begin")))
