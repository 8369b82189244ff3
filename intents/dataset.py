"""Reads the labelled example messages, checks each line, and splits them so that no scene stands on two sides."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from intents.begrip import NoodSoort, Rol, Route
from intents.errors import ExampleInvalidError
from intents.normalize import fold
from intents.tables import DATA, leefgebied_ids

EXAMPLES = DATA / "berichten"
NO_NOOD = "geen"
_AT_ONCE = 300
_DUPLICATE = 92.0  # rapidfuzz ratio from which two texts count as nearly the same


class Split(StrEnum):
    """Train: weights are learned from it. Dev: choices are checked on it. Test: measured on; docs/datablad.md
    says which two choices were made with it all the same.
    """

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True)
class Example:
    """One invented message with the labels that a reader should give.

    scene: name of the situation; several wordings of one situation share it.
    leefgebieden: ids, most important first. nood: "geen" or a NoodSoort. bron: the file it stands in, without
    extension. deel: the part of an evaluation file that it is counted under, if the file has such parts.
    """

    scene: str
    tekst: str
    leefgebieden: tuple[str, ...]
    rol: str
    nood: str
    route: str
    bron: str = ""
    deel: str = ""

    @property
    def split(self) -> Split:
        """Decided by the scene's name alone, so adding examples moves no other example."""
        part = self._number % 100
        return Split.TRAIN if part < 80 else Split.DEV if part < 90 else Split.TEST

    @property
    def held_out(self) -> bool:
        """Whether chances are set on what it is told without its scene: half of the scenes, by their names as well."""
        return self._number // 100 % 2 == 1

    @property
    def _number(self) -> int:
        return int(hashlib.sha256(self.scene.encode()).hexdigest(), 16)


_CHOICES = {
    "rol": frozenset(Rol),
    "nood": frozenset(NoodSoort) | {NO_NOOD},
    "route": frozenset(Route),
}


def read_folder(folder: Path = EXAMPLES) -> list[Example]:
    """All examples of the folder's *.jsonl, in a fixed order. Raises ExampleInvalidError."""
    return [example for path in sorted(folder.glob("*.jsonl")) for example in read_file(path)]


def read_file(path: Path) -> Iterator[Example]:
    """The examples of one file; a line without a scene becomes a scene of its own (evaluation files)."""
    for nr, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield _example(path, nr, line)


def _example(path: Path, nr: int, line: str) -> Example:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ExampleInvalidError(path, nr, "geen geldige JSON") from error
    if not isinstance(fields, dict):
        raise ExampleInvalidError(path, nr, "geen object met velden")
    reason = _problem(fields)
    if reason:
        raise ExampleInvalidError(path, nr, reason)
    scene = fields.get("scene") or f"{path.stem}-{fields.get('id', nr)}"
    ids = tuple(fields["leefgebieden"])
    return Example(
        scene=str(scene),
        tekst=fields["tekst"],
        leefgebieden=ids,
        rol=fields["rol"],
        nood=fields["nood"],
        route=fields["route"],
        bron=path.stem,
        deel=str(fields.get("deel", "")),
    )


def _problem(fields: dict[str, Any]) -> str | None:
    """What is wrong with the fields, in Dutch, or None."""
    if not isinstance(fields.get("tekst"), str) or not fields["tekst"].strip():
        return "tekst is leeg of ontbreekt"
    ids = fields.get("leefgebieden")
    if not isinstance(ids, list) or not ids or not set(ids) <= set(leefgebied_ids()):
        return "leefgebieden is leeg of noemt een onbekend leefgebied"
    wrong = [name for name, choices in _CHOICES.items() if fields.get(name) not in choices]
    if wrong:
        return f"onbekende waarde bij {', '.join(wrong)}"
    if (fields["nood"] == NO_NOOD) == (fields["route"] == Route.NOOD):
        return "nood en route spreken elkaar tegen"
    return None


def near_duplicates(examples: Sequence[Example]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of examples with nearly the same text."""
    texts = [fold(example.tekst) for example in examples]
    order = sorted(range(len(texts)), key=lambda nr: len(texts[nr]))
    lengths = [len(texts[nr]) for nr in order]
    pairs: list[tuple[int, int]] = []
    for at in range(0, len(order), _AT_ONCE):
        # Texts of which one is much longer cannot be nearly the same, so only those of about this length are compared.
        some = order[at : at + _AT_ONCE]
        end = bisect_right(lengths, lengths[at + len(some) - 1] * (200 - _DUPLICATE) / _DUPLICATE)
        near = order[at:end]
        scores = process.cdist(
            [texts[nr] for nr in some],
            [texts[nr] for nr in near],
            scorer=fuzz.ratio,
            score_cutoff=_DUPLICATE,
            workers=-1,  # on every core
        )
        rows, columns = scores.nonzero()
        pairs += [(some[i], near[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if i < j]
    return sorted((min(pair), max(pair)) for pair in pairs)


def across_splits(examples: Sequence[Example], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Indices of test or dev examples that nearly repeat an example of another split."""
    leaks = {i for pair in pairs if examples[pair[0]].split != examples[pair[1]].split for i in pair}
    return sorted(i for i in leaks if examples[i].split != Split.TRAIN)
