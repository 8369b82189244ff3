"""One tool at one size, in a process of its own so that its memory can be told: prints one line of JSON."""

import gc
import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.kaart.tools import TOOLS

LONGEST = 15.0  # seconds of searching; a slow tool gets fewer messages, never fewer than FEWEST
FEWEST = 20


def main(tool: str, file: str) -> None:
    """file: a pickle of rows, changed rows and messages, written by the same run."""
    rows, changed, messages = pickle.loads(Path(file).read_bytes())  # noqa: S301 - our own file
    before = _memory()
    started = time.process_time()
    made = TOOLS[tool](rows)
    build = time.process_time() - started
    memory = _memory() - before
    for message in messages[:3]:
        made.search(message)
    began, times = time.perf_counter(), []
    for nr, message in enumerate(messages):
        if nr >= FEWEST and time.perf_counter() - began > LONGEST:
            break
        times.append(_timed(lambda message=message: made.search(message)))  # type: ignore[misc]
    changes = sorted(_timed(lambda row=row: made.change(row)) for row in changed)  # type: ignore[misc]
    times.sort()
    figures = {
        "p50": times[len(times) // 2],
        "p95": times[int(len(times) * 0.95)],
        "bouw": build,
        "wijziging": changes[len(changes) // 2],
        "wijziging_max": changes[-1],
        "geheugen": memory,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _timed(call: Callable[[], object]) -> float:
    """Milliseconds of processor time, so that what else runs on the machine hardly counts."""
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


def _memory() -> float:
    """What this process holds now, in megabytes."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main(*sys.argv[1:])
