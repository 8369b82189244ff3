"""Runs one tool in a process of its own: texts as JSON on standard input, what it hides and costs on standard output.

    python -m benchmarks.maskeren.werker eigen < teksten.json

Times are the processor's, not the clock's, so that other work on the same machine does not count.
"""

import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.maskeren.lezers import TOOLS, Read

MISSING = 3  # exit code: the tool's package is not there
_LENGTHS = (5_000, 100_000)


def measure(read: Read, texts: list[str], lengths: tuple[int, ...] = _LENGTHS) -> dict[str, Any]:
    """What is found in each text, the milliseconds of each, and those of one long text of each length."""
    read(texts[0])
    timed = [_timed(read, text) for text in texts]
    page = "\n".join(texts)
    long = {size: _timed(read, (page * (size // len(page) + 1))[:size])[0] for size in lengths}
    return {"gevonden": [found for _, found in timed], "ms": [ms for ms, _ in timed], "lang_ms": long}


def _timed(read: Read, text: str) -> tuple[float, Any]:
    start = time.process_time()
    found = read(text)
    return (time.process_time() - start) * 1000, found


def _megabytes() -> float:
    """Memory in use now (RSS); 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def main(tool: str) -> int:
    logging.disable()
    texts = json.load(sys.stdin)
    try:
        read = TOOLS[tool][1]()
        read(texts[0])
    except ImportError:
        return MISSING
    start = time.process_time()
    # The long texts come last and count for the memory too: that is what a service would hold.
    outcome = measure(read, texts)
    outcome |= {"klaar_s": start, "geheugen_mb": _megabytes()}
    json.dump(outcome, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
