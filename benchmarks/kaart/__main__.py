"""Compares searches at growing sizes: `python -m benchmarks.kaart`. Writes docs/kaart-schaal.md and .svg."""

import argparse
import json
import os
import pickle
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from benchmarks.kaart.figure import draw
from benchmarks.kaart.generator import Generator
from benchmarks.kaart.register import REGISTER, Register
from benchmarks.kaart.report import Outcomes, report
from benchmarks.kaart.tools import TOOLS
from sociale_kaart.load import load
from sociale_kaart.measure import read_cases

ROOT = Path(__file__).parents[2]
SIZES = (100, 1_000, 10_000, 100_000)
MESSAGES = 200
CHANGES = 15
SEED = 20261122


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    register = Register()  # first, since it fails at once where the encoder is missing
    outcomes: Outcomes = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.groottes:
            file = _data(size, Path(folder))
            for tool in options.alleen or TOOLS:
                outcomes[tool, size] = _outcome(tool, file)
                sys.stderr.write(f"{size} {tool} {outcomes[tool, size]}\n")
            file.unlink()
    command = " ".join(["python -m benchmarks.kaart", *(sys.argv[1:] if arguments is None else arguments)])
    machine = f"{platform.machine()}, {os.cpu_count()} kernen, Python {platform.python_version()}"
    text = report(
        outcomes,
        register.quality(),
        register.table(),
        command=command,
        machine=machine,
        day=datetime.now().astimezone().date(),
    )
    (options.naar / "kaart-schaal.md").write_text(text, encoding="utf-8")
    draw(outcomes, options.naar / "kaart-schaal.svg")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kaart")
    parser.add_argument("--groottes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--alleen", nargs="+", choices=TOOLS)
    parser.add_argument("--naar", type=Path, default=ROOT / "docs", help="map voor de tabel en de tekening")
    return parser.parse_args(arguments)


def _data(size: int, folder: Path) -> Path:
    """The same rows and messages for every tool."""
    generator = Generator(SEED, load())
    rows = list(generator.rows(size))
    step = max(1, size // CHANGES)
    changed = [generator.changed(row) for row in islice(rows, 0, None, step)][:CHANGES]
    messages = generator.messages(MESSAGES, [case.tekst for case in read_cases(REGISTER)])
    file = folder / f"{size}.pickle"
    file.write_bytes(pickle.dumps((rows, changed, messages)))
    return file


def _outcome(tool: str, file: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "benchmarks.kaart.worker", tool, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
