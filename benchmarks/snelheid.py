"""Measures how long reading takes: loading, memory, ordinary messages, and texts made to be slow.

Run with `.venv/bin/python -m benchmarks.snelheid`. Times differ per machine; docs/begrijpen.md holds one run.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

LENGTH = 100_000  # characters
TIMES = 5
MESSAGES = 400
_EXAMPLES = Path("intents/data/berichten")


def hostile(texts: list[str]) -> dict[str, str]:
    """Texts of 100,000 characters that are hard in some way, by name."""
    chance = random.Random(1)  # noqa: S311 -- not a secret, the same texts every time
    return {
        "alleen blanco": " " * LENGTH,
        "een letter": "a" * LENGTH,
        "emoji": "\N{GRINNING FACE}" * LENGTH,
        "steeds dezelfde noodzin": ("ik wil dood " * LENGTH)[:LENGTH],
        "berichten achter elkaar": " ".join(texts)[:LENGTH],
        "berichten zonder leestekens": " ".join(" ".join(texts).replace(".", "").split())[:LENGTH],
        "onzichtbare tekens": ("i\u200bk w\u200bil d\u200bood " * LENGTH)[:LENGTH],
        "zalgo": ("i\u0300\u0301\u0302k " * LENGTH)[:LENGTH],
        "rechts naar links": ("\u202eik dood " * LENGTH)[:LENGTH],
        "willekeurige tekens": "".join(chr(chance.randrange(1, 0x3000)) for _ in range(LENGTH)),
        "cijfers": ("06-12345678 " * LENGTH)[:LENGTH],
        "komma's": "," * LENGTH,
    }


def _once(action: Callable[[], object]) -> float:
    """Milliseconds of one time: a resident's message is read once, too."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _took(action: Callable[[], object]) -> float:
    """Median of a few times, in milliseconds."""
    return statistics.median(_once(action) for _ in range(TIMES))


def main() -> None:
    """Prints the times."""
    start = time.perf_counter()
    from intents.lezer import Lezer

    lezer = Lezer.load()
    out = sys.stdout.write
    out(f"laden, met importeren: {time.perf_counter() - start:.1f} s\n")
    paths = sorted(_EXAMPLES.glob("*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [json.loads(line)["tekst"] for line in lines]
    random.Random(2).shuffle(texts)  # noqa: S311
    times = sorted(_once(lambda text=text: lezer.read(text)) for text in texts[:MESSAGES])  # type: ignore[misc]
    out(f"bericht: mediaan {statistics.median(times):.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms\n")
    for name, text in hostile(texts).items():
        out(f"{name}: {_took(lambda text=text: lezer.read(text)):.0f} ms\n")  # type: ignore[misc]
    out(f"geheugen: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")


if __name__ == "__main__":
    main()
