"""Compares the tools: `python -m benchmarks.maskeren`. See README.md."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import compress
from pathlib import Path
from typing import Any

from benchmarks.maskeren.berichten import FILE, PARTS, Marked, read
from benchmarks.maskeren.lezers import TOOLS
from benchmarks.maskeren.tabel import costs, markdown, slips
from benchmarks.maskeren.werker import MISSING

ROOT = FILE.parents[2]
ENVIRONMENTS = ROOT / "build" / "maskeren"


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    messages = read(path=options.bestand)
    outcomes = {tool: _outcome(tool, messages, options.omgevingen) for tool in options.alleen or TOOLS}
    present = [part for part in PARTS if any(message.part == part for message in messages)]
    parts = [markdown(*_part(messages, outcomes, part), title=f"deel '{part}'") for part in present]
    parts += [markdown(messages, outcomes, title="alle berichten"), costs(outcomes)]
    seen, found = _part(messages, outcomes, "kijk")
    for tool in options.missers:
        parts.append(
            "\n".join([f"## {TOOLS[tool][0]}: missers in het deel 'kijk'", "", *slips(seen, found[tool])])
        )
    sys.stdout.write("\n".join(parts))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maskeren")
    parser.add_argument("--alleen", nargs="+", choices=TOOLS)
    parser.add_argument(
        "--missers", nargs="+", choices=TOOLS, default=[], help="toon de missers in het deel 'kijk'"
    )
    parser.add_argument("--bestand", type=Path, default=FILE, help="een ander bestand in dezelfde vorm")
    parser.add_argument(
        "--omgevingen", type=Path, default=ENVIRONMENTS, help="map met een omgeving per pakket"
    )
    return parser.parse_args(arguments)


def _outcome(tool: str, messages: Sequence[Marked], environments: Path) -> dict[str, Any]:
    """Runs the tool in a fresh process, under the Python of its own environment when there is one."""
    own = environments / tool / "bin" / "python"
    python = str(own) if own.exists() else sys.executable
    done = subprocess.run(  # noqa: S603 - our own module, no shell
        [python, "-m", "benchmarks.maskeren.werker", tool],
        input=json.dumps([message.tekst for message in messages]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if done.returncode == MISSING:
        return {"niet_gemeten": f"pakket {tool} ontbreekt"}
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        return {"niet_gemeten": f"gestopt met een fout ({''.join(last)})"}
    return dict(json.loads(done.stdout))


def _part(
    messages: Sequence[Marked], outcomes: Mapping[str, Mapping[str, Any]], part: str
) -> tuple[list[Marked], dict[str, Mapping[str, Any]]]:
    """The messages of one part, and what was found in those."""
    keep = [message.part == part for message in messages]
    return list(compress(messages, keep)), {tool: _kept(one, keep) for tool, one in outcomes.items()}


def _kept(outcome: Mapping[str, Any], keep: Sequence[bool]) -> Mapping[str, Any]:
    if "gevonden" not in outcome:
        return outcome
    return {**outcome, "gevonden": list(compress(outcome["gevonden"], keep))}


if __name__ == "__main__":
    main()
