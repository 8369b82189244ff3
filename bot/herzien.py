"""What an editor does with the review list: show it, and turn a row into an invented example for training.

Gives lines for the terminal, and writes one line of JSON for each row that is used.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rapidfuzz import fuzz

from bot.kalender import LOCAL
from bot.store import Store
from bot.store.herzieningen import Herziening
from intents.begrip import NoodSoort, Rol, Route
from intents.dataset import EXAMPLES, NO_NOOD, read_file
from intents.errors import ExampleInvalidError
from intents.normalize import clean
from intents.persoonsgegevens import mask, shown_words
from intents.tables import PACKAGE, leefgebied_ids

DEFAULT = EXAMPLES / "herzien.jsonl"
CHOICES: dict[str, tuple[str, ...]] = {
    "rol": tuple(Rol),
    "nood": (NO_NOOD, *NoodSoort),
    "route": tuple(Route),
}
FIELDS = ("tekst", "leefgebieden", *CHOICES)
Given = Mapping[str, str | None]
_LONGEST_NUMBER = 10
# From this likeness (0 to 100) on, a text is still the resident's own: the same as for near duplicates.
_COPY = 92.0
_FEWEST_WORDS = 5  # fewer words in a row ("ik weet het niet") belong to everybody
_SENTENCE_END = re.compile(r"[.!?\n]+")


class HerzieningRefusedError(Exception):
    """This may not become an example; the message names each field and what to do, never a text."""


def listed(rows: Sequence[Herziening]) -> str:
    """The list as the editor sees it."""
    return "\n\n".join(map(_lines, rows)) or "Er is niets om na te kijken."


def _lines(row: Herziening) -> str:
    """Number, day, who, the masked words, and what was read under the names that the options have."""
    tekst = row.tekst.replace("\n", "\n      ")
    lines = [f"{row.nummer}  {row.op.astimezone(LOCAL):%d-%m-%Y}  {row.door}", f"   tekst: {tekst}"]
    leefgebieden = ",".join(row.leefgebieden) or "geen"
    labels = f"leefgebieden {leefgebieden}; rol {row.rol}; nood {row.nood or NO_NOOD}; route {row.route}"
    lines.append(f"   gelezen: {labels}")
    if row.opmerking:
        lines.append(f"   opmerking: {row.opmerking}")
    return "\n".join(lines)


def use(store: Store, nummer: str | None, given: Given, naar: Path | None, now: datetime) -> str:
    """Write the example and mark the row: both or nothing. Raises HerzieningRefusedError."""
    with store.transaction():
        row = _open_row(store, nummer)
        made, path = example(row, given), target(naar)
        store.herzieningen.settle(row.nummer, "gebruikt", now)
        append(path, made)
    store.scrub()  # the resident's words are gone, from the journal too
    return f"Herziening {row.nummer} staat als voorbeeld in {path}."


def throw_away(store: Store, nummer: str | None, given: Given, now: datetime) -> str:
    """Nothing can be learned from this row. Raises HerzieningRefusedError."""
    if any(given.values()):
        raise HerzieningRefusedError("weg: een nummer weggooien of gebruiken, niet allebei. Kies er een.")
    with store.transaction():
        row = _open_row(store, nummer)
        store.herzieningen.settle(row.nummer, "weggegooid", now)
    store.scrub()
    return f"Herziening {row.nummer} is weggegooid."


def _open_row(store: Store, nummer: str | None) -> Herziening:
    if nummer is None:
        raise HerzieningRefusedError("nummer ontbreekt. Zoek het op in de lijst: elkedeur model herzien")
    known = nummer.isdecimal() and len(nummer) < _LONGEST_NUMBER
    row = store.herzieningen.load(int(nummer)) if known else None
    if row is None:
        raise HerzieningRefusedError(
            f"nummer: {nummer} staat niet open. Kijk in de lijst: elkedeur model herzien"
        )
    return row


def example(row: Herziening, given: Given) -> dict[str, object]:
    """The example in the format of intents.dataset. given: tekst, leefgebieden, rol, nood, route, as typed.

    Raises HerzieningRefusedError with everything that is wrong, so that the editor mends it in one go.
    """
    problems = [*_missing(given), *_labels(given), *_text(row, given.get("tekst") or "")]
    if problems:
        raise HerzieningRefusedError("Dit kan nog niet.\n" + "\n".join(f"- {line}" for line in problems))
    ids = _ids(given)
    labels = {name: given[name] for name in CHOICES}
    tekst = clean(given["tekst"] or "")
    return {"scene": f"herzien-{row.nummer}-{ids[0]}", "tekst": tekst, "leefgebieden": ids, **labels}


def _ids(given: Given) -> list[str]:
    named = (id.strip() for id in (given.get("leefgebieden") or "").split(","))
    return list(dict.fromkeys(id for id in named if id))


def _missing(given: Given) -> Iterator[str]:
    if not (given.get("tekst") or "").strip():
        yield 'tekst ontbreekt. Schrijf zelf een zin die hetzelfde zegt: --tekst "..."'
    if not _ids(given):
        yield "leefgebieden ontbreekt. Geef ze met komma's, het belangrijkste eerst: --leefgebieden geld,wonen"
    for name, choices in CHOICES.items():
        if not given.get(name):
            yield f"{name} ontbreekt. Kies met --{name} uit: {', '.join(choices)}"


def _labels(given: Given) -> Iterator[str]:
    unknown = [id for id in _ids(given) if id not in leefgebied_ids()]
    if unknown:
        yield f"leefgebieden: {', '.join(unknown)} bestaat niet. Kies uit: {', '.join(leefgebied_ids())}"
    for name, choices in CHOICES.items():
        if (value := given.get(name)) and value not in choices:
            yield f"{name}: {value} bestaat niet. Kies uit: {', '.join(choices)}"
    nood, route = given.get("nood"), given.get("route")
    if nood and route and (nood == NO_NOOD) == (route == Route.NOOD):
        yield "nood en route spreken elkaar tegen. Bij nood hoort --route nood, en andersom"


def _text(row: Herziening, tekst: str) -> Iterator[str]:
    kinds = mask(tekst).kinds
    if kinds:
        yield f"tekst bevat iets persoonlijks ({', '.join(kinds)}). Haal dat weg of maak het algemeen"
    if _is_copy(tekst, row.tekst):
        yield "tekst is van de bewoner zelf, of bijna. Zeg hetzelfde met eigen woorden, over een verzonnen iemand"


def _is_copy(tekst: str, own: str) -> bool:
    """Whether this is the resident's text, or holds a sentence or a longer part of one of his sentences."""
    if fuzz.ratio(_plain(tekst), _plain(own)) >= _COPY:
        return True
    return any(
        fuzz.partial_ratio(one, other) >= _COPY for one in _sentences(tekst) for other in _sentences(own)
    )


def _sentences(tekst: str) -> list[str]:
    plain = map(_plain, _SENTENCE_END.split(tekst))
    return [sentence for sentence in plain if len(sentence.split()) >= _FEWEST_WORDS]


def _plain(tekst: str) -> str:
    """Only the words; a hole where something personal was ("[telefoon]") is no word."""
    return " ".join(shown_words(tekst))


def target(named: Path | None) -> Path:
    """The file to write to. Raises HerzieningRefusedError when it could never be trained from."""
    if named is None and not (PACKAGE.parent / "pyproject.toml").exists():
        raise HerzieningRefusedError(
            "naar ontbreekt: hier staat geen broncode. Noem een bestand: --naar voorbeelden/herzien.jsonl"
        )
    path = named or DEFAULT
    if path.suffix != ".jsonl":
        raise HerzieningRefusedError(f"naar: {path.name} moet op .jsonl eindigen. Kies een andere naam.")
    if not path.parent.is_dir():
        raise HerzieningRefusedError(f"naar: de map {path.parent} bestaat niet. Maak die eerst.")
    return path


def append(path: Path, row: Mapping[str, object]) -> None:
    """One more line, unless it stands there already. Raises HerzieningRefusedError."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if before:
            list(read_file(path))  # a file that cannot be read gets no more lines
        if line in before.splitlines():
            return
        with path.open("a", encoding="utf-8") as file:
            file.write(("" if before.endswith("\n") or not before else "\n") + line + "\n")
    except ExampleInvalidError as error:
        raise HerzieningRefusedError(f"naar: {error}. Verbeter die regel eerst.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise HerzieningRefusedError(
            f"naar: {path.name} is niet te lezen of te schrijven. Kijk de rechten na."
        ) from error
