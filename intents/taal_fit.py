"""Learns which letter pieces belong to which language: `python -m intents.taal_fit FILE...`, for whoever adds messages.

The files are JSONL with `tekst`, `scene` and mostly `taal` ("nl" if missing). Writes data/letterstukjes.toml and
first says how many messages are recognised of scenes that it did not learn from. Run seldom, by hand.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from intents.normalize import words
from intents.taal import DUTCH, Pieces, by_letters, language, languages, letters, pieces_of, split_words
from intents.tables import DATA

Row = tuple[str, str, str]  # taal, tekst, scene
TARGET = DATA / "letterstukjes.toml"
MOST = 1500  # pieces kept of each language
SMOOTHING = 0.3
STEP = 0.5  # what one point of weight is worth, in natural logarithms of a chance
HELD_OUT = 5  # one scene in so many takes no part in the learning
_SMALL_WORDS = 3  # how often a small word counts, next to the messages


def read_rows(paths: Iterable[Path]) -> Iterator[Row]:
    """Taal, text and scene of every line."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row.get("taal", DUTCH), row["tekst"], row.get("scene") or row["tekst"]


def held_out(row: Row) -> bool:
    """Whether the scene of this row is kept for measuring."""
    return int(sha256(row[2].encode()).hexdigest(), 16) % HELD_OUT == 0


def learn(rows: Iterable[Row]) -> Pieces:
    """The weight of every letter piece for each language with Latin letters, against Dutch."""
    counts = {code: _small(code) for code in letters()}
    for taal, tekst, _ in rows:
        if taal in counts:
            counts[taal].update(piece for word in split_words(tekst) for piece in pieces_of(*word))
    dutch = counts.pop(DUTCH)
    known = len(set(dutch).union(*counts.values()))
    return {code: _weights(count, dutch, known) for code, count in counts.items()}


def _small(code: str) -> Counter[str]:
    """The small words of a language: ours, and those that spaCy lists."""
    listed = import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS
    mine = languages()[code]["woorden"] * _SMALL_WORDS
    return Counter(
        piece
        for tekst in (*sorted(listed), *mine)
        for word in split_words(tekst)
        for piece in pieces_of(*word)
    )


def _weights(count: Counter[str], dutch: Counter[str], known: int) -> dict[str, int]:
    sums = [counter.total() + SMOOTHING * known for counter in (count, dutch)]

    def chances(piece: str) -> tuple[float, float]:
        return (count[piece] + SMOOTHING) / sums[0], (dutch[piece] + SMOOTHING) / sums[1]

    found = {}
    for piece in set(count) | set(dutch):
        here, there = chances(piece)
        weight = math.log(here / there)
        found[piece] = (round(weight / STEP), (here + there) * abs(weight))
    best = sorted(found, key=lambda piece: (-found[piece][1], piece))[:MOST]
    return {piece: found[piece][0] for piece in best if found[piece][0]}


def without_strangers(rows: Iterable[Row], pieces: Pieces) -> list[Row]:
    """The rows, without the ones called Dutch that are not: nobody looked at each of them."""
    return [row for row in rows if row[0] != DUTCH or by_letters(row[1], pieces) == DUTCH]


def figures(rows: Iterable[Row], pieces: Pieces) -> Iterator[str]:
    """For each language how many rows are recognised as it."""
    right, seen = Counter[str](), Counter[str]()
    for taal, tekst, _ in rows:
        seen[taal] += 1
        right[taal] += language(tekst, pieces) == taal
    yield from (f"{taal}: {right[taal]} van {seen[taal]}" for taal in sorted(seen))


def as_toml(pieces: Mapping[str, Mapping[str, int]]) -> str:
    """A table for each language, a line for each weight."""
    lines = [
        "# Geleerd met `python -m intents.taal_fit`; niet met de hand veranderen. Hoe hoger het getal, hoe meer dit",
        "# stukje bij die taal hoort; onder nul hoort het bij Nederlands. _ is het begin of eind van een woord,",
        "# * een letter met een teken. Zo staat `_th` voor woorden die met th beginnen.",
    ]
    for code, weights in sorted(pieces.items()):
        lines.append(f"\n[{code}]")
        for weight in sorted(set(weights.values()), reverse=True):
            row = " ".join(sorted(piece for piece, value in weights.items() if value == weight))
            lines.append(f'"{weight}" = {json.dumps(row, ensure_ascii=False)}')
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Learn from most scenes and measure on the others; then learn from all, and write that."""
    rows = [row for row in read_rows(map(Path, arguments)) if words(row[1])]
    learned, apart = [row for row in rows if not held_out(row)], [row for row in rows if held_out(row)]
    first = learn(without_strangers(learned, learn(learned)))
    sys.stdout.write("".join(f"{line}\n" for line in figures(apart, first)))
    TARGET.write_text(as_toml(learn(without_strangers(rows, first))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
