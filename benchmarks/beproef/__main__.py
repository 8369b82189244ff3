"""`python -m benchmarks.beproef --keer 1000 --zaad 1 --minuten 60`: break the bot so many times, and look.

Exit code 1 when anything was found. A run that found something is told in full and keeps its files;
`--zaad S --keer 1` plans it once more.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.beproef import report, strikes_postgres
from benchmarks.beproef.disk import PRIVATE, can_mount
from benchmarks.beproef.report_postgres import POSTGRES
from benchmarks.beproef.strikes import BY_KIND


class Work:
    """Seeds to hand out, until they or the time are over; and what came back."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._next, self._last = given.zaad, given.zaad + given.keer
        self._until = time.monotonic() + given.minuten * 60
        self._lock = threading.Lock()
        self._file = given.json
        self.outcomes: list[dict[str, Any]] = []

    def seeds(self) -> Iterator[int]:
        while time.monotonic() < self._until:
            with self._lock:
                if self._next >= self._last:
                    return
                seed, self._next = self._next, self._next + 1
            yield seed

    def take(self, outcome: dict[str, Any]) -> None:
        with self._lock:
            self.outcomes.append(outcome)
            done = len(self.outcomes)
            if self._file is not None:
                with self._file.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(outcome) + "\n")
        if outcome["faults"]:
            _say("\n".join([f"\nZAAD {outcome['seed']}", *outcome["story"]]))
            _say("\n".join(f"GEVONDEN {soort}: {what}" for soort, what in outcome["faults"]))
        elif done % 25 == 0:
            _say(f"{done} keer")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _worker(work: Work, folder: Path, given: argparse.Namespace) -> None:
    command = [sys.executable, "-m", "benchmarks.beproef.worker", str(folder)]
    if given.database == "sqlite" and can_mount():
        command = [*PRIVATE, *command, "--mounts"]
    command += ["--database", given.database]
    if given.alleen:
        command += ["--alleen", *given.alleen]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdin is not None
    assert process.stdout is not None
    for seed in work.seeds():
        process.stdin.write(f"{seed}\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            work.take({"seed": seed, "faults": [["werker", "hield op"]], "story": []})
            break
        work.take(json.loads(line))
    process.stdin.close()
    process.wait()


def main() -> int:
    """Gives the exit code."""
    given = _arguments()
    given.werkers = given.werkers or (4 if given.database == "sqlite" else 2)
    folder = given.map or Path(tempfile.mkdtemp(prefix="beproef-"))
    work = Work(given)
    threads = [
        threading.Thread(target=_worker, args=(work, folder / str(number), given))
        for number in range(given.werkers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcomes = _all_of(given.json) if given.json is not None else work.outcomes
    total = report.Total.of(outcomes)
    _say(total.text())
    if given.uitkomst is not None:
        given.uitkomst.write_text(_page(total, given.database), encoding="utf-8")
    if total.faults:
        _say(f"De bestanden van wat mis ging staan in {folder}")
    elif given.map is None:
        shutil.rmtree(folder)
    return 1 if total.faults else 0


def _page(total: report.Total, database: str) -> str:
    if database == "sqlite":
        return report.page(total, report.SQLITE, report.disks(mounts=can_mount()))
    return report.page(total, POSTGRES, f"\nVersie: {_commit()}.")


def _all_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _commit() -> str:
    """Which version this is; with a word when what is measured was changed since."""
    id = _git("rev-parse", "--short", "HEAD")
    return f"{id}, met wat daarna nog niet was vastgelegd" if _git("status", "--porcelain", "bot") else id


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip() or ("" if done.returncode == 0 else "onbekend")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.beproef")
    parser.add_argument("--keer", type=int, default=1000)
    parser.add_argument("--zaad", type=int, default=1)
    parser.add_argument("--minuten", type=float, default=60, help="daarna begint er geen nieuwe meer")
    parser.add_argument(
        "--alleen", nargs="*", choices=sorted(BY_KIND | strikes_postgres.BY_KIND), help="alleen deze slagen"
    )
    parser.add_argument(
        "--werkers", type=int, help="zoveel werelden naast elkaar; anders 4, of 2 op PostgreSQL"
    )
    parser.add_argument(
        "--database", choices=("sqlite", "postgres"), default="sqlite", help="waarop de bot draait"
    )
    parser.add_argument("--uitkomst", type=Path, help="schrijf de cijfers als bladzijde in dit bestand")
    parser.add_argument(
        "--json", type=Path, help="zet wat elke keer gaf in dit bestand, en tel alles wat er al staat mee"
    )
    parser.add_argument("--map", type=Path, help="hier blijven de bestanden van wat mis ging")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
