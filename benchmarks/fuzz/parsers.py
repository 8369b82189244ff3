"""Atheris at one kind of input after another, each in a process of its own; see __main__.py."""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST = 8192  # bytes
SLOW = 10  # seconds for one input; instrumented code is several times slower
_UNITS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def main(given: list[str]) -> int:
    """All kinds, or the one that is named; prints a line each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz parsers")
    parser.add_argument("naam", nargs="?", default="")
    parser.add_argument("--seconden", type=int, default=60, help="per soort invoer")
    parser.add_argument("--hier", action="store_true", help=argparse.SUPPRESS)
    asked, more = parser.parse_known_args(given)
    if asked.hier:
        _here(asked.naam, asked.seconden, more)
    from benchmarks.fuzz.doelen import DOELEN

    broken = 0
    _say(f"{'soort':12} {'pogingen':>10} {'takken':>7}  uitkomst")
    for naam in [asked.naam] if asked.naam else list(DOELEN):
        broken += _apart(naam, asked.seconden, more)
    return int(broken > 0)


def _apart(naam: str, seconds: int, more: list[str]) -> int:
    """libFuzzer ends its process, so each kind has one."""
    command = [sys.executable, "-m", "benchmarks.fuzz", "parsers", naam, "--seconden", str(seconds), "--hier"]
    done = subprocess.run(  # noqa: S603 -- ourselves
        [*command, *more], capture_output=True, text=True, errors="replace", check=False
    )
    units, covered = _UNITS.findall(done.stderr), _COVERED.findall(done.stderr)
    how = "niets gevonden" if done.returncode == 0 else "GEBROKEN"
    _say(f"{naam:12} {(units or ['?'])[-1]:>10} {(covered or ['?'])[-1]:>7}  {how}")
    if done.returncode:
        _say(done.stdout[-3000:] + done.stderr[-3000:])
    return done.returncode


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _here(naam: str, seconds: int, more: list[str]) -> None:
    """Runs until the time is over or something breaks; does not come back."""
    import atheris

    with atheris.instrument_imports(include=["bot", "sociale_kaart"]):
        from benchmarks.fuzz.doelen import DOELEN

    doel = DOELEN[naam]
    with tempfile.TemporaryDirectory() as corpus:
        for nr, seed in enumerate(doel.seeds()):
            (Path(corpus) / str(nr)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}"]
        atheris.Setup([sys.argv[0], corpus, *limits, "-print_final_stats=1", *more], doel.try_)
        atheris.Fuzz()
