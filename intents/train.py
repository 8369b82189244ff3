"""Trains the model from the example messages, writes it, and measures it on messages that it never saw."""

import argparse
import json
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from intents.begrip import NoodSoort
from intents.beside import AT_ONCE, read_beside
from intents.counted import read_all as count_all
from intents.dataset import EXAMPLES, Example, Split, across_splits, near_duplicates, read_folder
from intents.encoder import Encoder
from intents.errors import TooFewExamplesError
from intents.evaluate import MAIN_IN_THREE, NOOD_SEEN, Figure, Reading, Table, read_all, tabled
from intents.fit import fit
from intents.lezer import Lezer
from intents.model import FOLDER
from intents.normalize import clean, words
from intents.taal import DUTCH, language
from intents.tables import PACKAGE, leefgebied_ids
from intents.vocabulary import FILE, USE, Counts

logger = logging.getLogger(__name__)

METRICS = PACKAGE / "metrics.json"
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z][\w'-]*")
_PAIR_IN = 3  # texts that hold two words side by side, before that counts
LEARNED_FROM = frozenset({Split.TRAIN, Split.DEV})


@dataclass(frozen=True)
class Metrics:
    """What training used, and the figures on the test split.

    examples, scenes: counts by split. near_duplicates: pairs of nearly equal texts. left_out: test messages that
    were not measured, since a nearly equal one was learned from.
    """

    examples: dict[str, int]
    scenes: dict[str, int]
    near_duplicates: int
    left_out: int
    test: Table
    leefgebieden: tuple[Figure, ...]
    nood: tuple[Figure, ...]

    def to_json(self) -> str:
        """Figures without times, so that two trainings on the same data write the same file."""
        counts = {
            key: value
            for key, value in asdict(self).items()
            if isinstance(value, int | dict) and key != "test"
        }
        test = {
            "totaal": [_row(figure) for figure in self.test.figures],
            "hoofdgebied bij eerste drie, per leefgebied": [_row(figure) for figure in self.leefgebieden],
            "nood gezien, per soort": [_row(figure) for figure in self.nood],
        }
        return json.dumps({**counts, "test": test}, indent=1, ensure_ascii=False) + "\n"


def train(
    folder: Path = EXAMPLES, model: Path = FOLDER, learn_from: Collection[Split] = LEARNED_FROM
) -> Metrics:
    """Reads the examples of a folder, writes the model, and returns its figures on the test split.

    Raises ExampleInvalidError, naming file and line, and TooFewExamplesError.
    """
    examples = read_folder(folder)
    pairs = near_duplicates(examples)
    repeated = frozenset(across_splits(examples, pairs))
    learned = [example for example in examples if example.split in learn_from]
    test = [one for nr, one in enumerate(examples) if one.split is Split.TEST and nr not in repeated]
    use = _use(learned)
    fit(count_all(learned, use, _processes()), Encoder.load()).save(model)
    (model / FILE).write_text(_word_counts(learned), encoding="utf-8")
    (model / USE).write_text(use.to_json(), encoding="utf-8")
    logger.info("model_trained", extra={"count": len(learned)})
    return _metrics(examples, len(pairs), test, _read_beside(test, model))


def _use(examples: Sequence[Example]) -> Counts:
    """How Dutch is used in the examples, for the spelling."""
    texts = [example.tekst for example in examples]
    dutch = chain.from_iterable(read_beside(_dutch, texts, _processes()))
    return Counts.of((_plain(words(tekst)) for tekst in dutch), _PAIR_IN)


def _dutch(texts: Sequence[str]) -> list[str]:
    return [tekst for tekst in texts if language(tekst) == DUTCH]


def _processes() -> int:
    return os.cpu_count() or 1


def _plain(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token.isalpha() and token.isascii()]


def _word_counts(examples: Sequence[Example]) -> str:
    """How many examples hold each word, as JSON. Only words that are written small somewhere: the rest are names."""
    seen = Counter(word for example in examples for word in set(words(example.tekst)))
    small = {
        word for example in examples for part in _SMALL.findall(clean(example.tekst)) for word in words(part)
    }
    kept = {word: count for word, count in sorted(seen.items()) if word in small and word.isalpha()}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read_beside(test: Sequence[Example], model: Path) -> list[Reading]:
    """Reads the test messages with the model that was just written, in a few processes when there are many."""
    if len(test) <= AT_ONCE:
        return read_all(test, Lezer.load(model))
    return list(chain.from_iterable(read_beside(_read, test, _processes(), _start, (model,))))


_lezer: list[Lezer] = []  # of this process


def _start(model: Path) -> None:
    _lezer.append(Lezer.load(model))


def _read(examples: Sequence[Example]) -> list[Reading]:
    return read_all(examples, _lezer[0])


def _metrics(
    examples: Sequence[Example], pairs: int, test: Sequence[Example], readings: Sequence[Reading]
) -> Metrics:
    in_test = sum(example.split is Split.TEST for example in examples)
    return Metrics(
        examples={str(one): sum(example.split is one for example in examples) for one in Split},
        scenes={
            str(one): len({example.scene for example in examples if example.split is one}) for one in Split
        },
        near_duplicates=pairs,
        left_out=in_test - len(test),
        test=tabled(readings),
        leefgebieden=_by_label(
            readings, leefgebied_ids(), lambda example: example.leefgebieden[0], MAIN_IN_THREE
        ),
        nood=_by_label(readings, list(NoodSoort), lambda example: example.nood, NOOD_SEEN),
    )


def _by_label(
    readings: Sequence[Reading], labels: Sequence[str], label: Callable[[Example], str], figure: str
) -> tuple[Figure, ...]:
    """One figure of the table for the examples of each label, under the label's name."""
    tables = ((one, tabled([read for read in readings if label(read.example) == one])) for one in labels)
    return tuple(Figure(str(one), table[figure].hits, table[figure].n) for one, table in tables)


def _row(figure: Figure) -> dict[str, object]:
    low, high = figure.interval
    return {
        "maat": figure.name,
        "goed": figure.hits,
        "van": figure.n,
        "deel": round(figure.share, 4),
        "interval": [round(low, 4), round(high, 4)],
    }


def main() -> Metrics:
    """Trains the project's own model and writes intents/metrics.json; used by `elkedeur model train`.

    Raises TooFewExamplesError where Elke Deur was installed without its source: the examples stay there.
    """
    if not EXAMPLES.is_dir():
        raise TooFewExamplesError(
            "Hier staan geen voorbeelden om van te leren. Train in de map met de broncode."
        )
    metrics = train()
    METRICS.write_text(metrics.to_json(), encoding="utf-8")
    sys.stdout.write(f"Getraind op {metrics.examples}; {metrics.near_duplicates} bijna gelijke paren.\n")
    sys.stdout.write(f"Cijfers op het testdeel, dat niet meetrainde:\n{metrics.test}\n")
    return metrics


if __name__ == "__main__":
    argparse.ArgumentParser(description="Traint het model op intents/data/berichten.").parse_args()
    main()
