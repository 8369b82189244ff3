"""How much memory a worker takes that has the model loaded: alone, and beside one that was started by itself."""

import subprocess
import sys
from pathlib import Path

LOADED = """
import sys
from intents.lezer import Lezer
lezer = Lezer.load()
lezer.read("de huur gaat omhoog en ik kom niet rond")
print("klaar", flush=True)
sys.stdin.read()
"""


def measure(many: int) -> list[dict[str, float]]:
    """MB of each of so many processes: Rss all that it holds, Pss with what is shared divided over who share it."""
    running = [
        subprocess.Popen([sys.executable, "-c", LOADED], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        for _ in range(many)
    ]
    try:
        for one in running:
            assert one.stdout is not None
            one.stdout.readline()
        return [_held(one.pid) for one in running]
    finally:
        for one in running:
            one.communicate()


def _held(pid: int) -> dict[str, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    found = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {name: found[name] for name in ("Rss", "Pss")}
