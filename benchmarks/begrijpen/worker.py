"""One candidate in a process of its own: `leer` trains it, `lees` reads the test messages in a fresh process.

Run by `vergelijk`; hands everything over in files (see `contract`). Times are the processor's, not the clock's, so
that other work on the same machine does not count.
"""

import os
import pickle
import statistics
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.begrijpen.candidates import CANDIDATES, Spec
from benchmarks.begrijpen.contract import (
    COSTS,
    HELD_OUT,
    LEARN,
    LEEFGEBIED,
    MODEL,
    NOOD,
    READ,
    SCORES,
    TASK,
    Candidate,
    Context,
    Floats,
    Row,
    labels_of,
    read_json,
    read_rows,
    write_json,
)

MISSING = 3  # exit code: the candidate's package is not there
_TIMED = 200  # messages that are read one by one, on the clock


def learn(spec: Spec, folder: Path) -> None:
    """Chooses the setting, scores held-out messages for the alarm, and trains on everything."""
    rows, context = read_rows(folder / LEARN), Context(**read_json(folder / TASK))
    context = replace(context, setting=_best(spec, context, rows))
    held = [_held_out(spec, context, rows, part) for part in range(spec.folds)]
    np.savez(
        folder / HELD_OUT,
        scores=np.concatenate([scores for scores, _ in held] or [np.zeros(0, np.float32)]),
        nood=np.concatenate([nood for _, nood in held] or [np.zeros(0, bool)]),
    )
    candidate, start = spec.make(context), _processor_time()
    candidate.fit([row.text for row in rows], labels_of(rows))
    seconds = _processor_time() - start + getattr(candidate, "cached_seconds", 0.0)
    (folder / MODEL).write_bytes(pickle.dumps(candidate))
    write_json(folder / COSTS, {"instelling": context.setting, "leren_s": seconds})


def _processor_time() -> float:
    """Seconds of this process and of those that it started and waited for."""
    return sum(os.times()[:4])


def read(spec: Spec, folder: Path) -> None:
    """Loads what was learned, reads some messages on the clock, weighs the process, and scores all messages."""
    candidate: Candidate = pickle.loads((folder / MODEL).read_bytes())  # noqa: S301  # written by `learn`
    texts = [row.text for row in read_rows(folder / READ)]
    candidate.predict(texts[:1])
    loading = time.process_time()  # since the process began
    times = []
    for text in texts[1 : 1 + _TIMED]:
        start = time.process_time()
        candidate.predict([text])
        times.append((time.process_time() - start) * 1000)
    costs = {"laden_s": loading, "bericht_ms": statistics.median(times or [0.0]), "geheugen_mb": _memory()}
    write_json(folder / COSTS, {**read_json(folder / COSTS), **costs})
    scores: dict[str, Any] = {**candidate.predict(texts)}
    np.savez(folder / SCORES, **scores)


def _best(spec: Spec, context: Context, rows: list[Row]) -> str:
    """The setting under which the first leefgebied is right most often on the first fold."""
    if len(spec.settings) == 1:
        return spec.settings[0]
    kept, held = _split(rows, 0)
    shares = []
    for setting in spec.settings:
        candidate = spec.make(replace(context, setting=setting))
        candidate.fit([row.text for row in kept], labels_of(kept, LEEFGEBIED))
        best = candidate.predict([row.text for row in held])[LEEFGEBIED].argmax(axis=1)
        names = [context.choices[LEEFGEBIED][nr] for nr in best]
        right = [name in row.labels[LEEFGEBIED] for name, row in zip(names, held, strict=True)]
        shares.append((sum(right), setting))
    return max(shares, key=lambda pair: pair[0])[1]


def _held_out(spec: Spec, context: Context, rows: list[Row], part: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Nood scores of one fold, from what was learned on the others; and whether it was nood."""
    kept, held = _split(rows, part)
    candidate = spec.make(context)
    candidate.fit([row.text for row in kept], labels_of(kept, NOOD))
    scores = candidate.predict([row.text for row in held])[NOOD][:, 0]
    return scores, np.array([bool(row.labels[NOOD]) for row in held])


def _split(rows: list[Row], part: int) -> tuple[list[Row], list[Row]]:
    return [row for row in rows if row.part != part], [row for row in rows if row.part == part]


def _memory() -> float:
    """Memory of this process in MB (RSS); Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main() -> None:
    """`worker leer|lees CANDIDATE FOLDER`."""
    step, name, folder = sys.argv[1:]
    spec = CANDIDATES[name]
    if spec.package and find_spec(spec.package[0]) is None:
        sys.exit(MISSING)
    {"leer": learn, "lees": read}[step](spec, Path(folder))


if __name__ == "__main__":
    main()
