"""Rubbish for everything that reads the outside world: what breaks stops the run and is written down.

    python -m benchmarks.fuzz [lezen] [-max_total_time=300]      the reading of what residents write
    python -m benchmarks.fuzz parsers [NAAM] [--seconden 60]     files, updates, forms, codes, answers of others
    python -m benchmarks.fuzz web [--seconden 120]               all pages of our three sites, by schemathesis

The first two need `pip install atheris==3.0.0` beside the project (Linux only): it is not locked, since nothing that
runs at a municipality uses it. Settings of libFuzzer may follow. docs/fuzz.md has what was found.
"""

import sys


def main() -> int:
    """By the first word; without one it is the reading, as it always was."""
    named = len(sys.argv) > 1 and not sys.argv[1].startswith("-")
    wat = sys.argv.pop(1) if named else "lezen"
    if wat == "lezen":
        from benchmarks.fuzz import lezen

        lezen.main()
        return 0
    if wat == "parsers":
        from benchmarks.fuzz import parsers

        return parsers.main(sys.argv[1:])
    if wat == "web":
        from benchmarks.fuzz import web

        return web.main(sys.argv[1:])
    sys.stderr.write(f"{wat} ken ik niet. Kies lezen, parsers of web.\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
