"""`python -m benchmarks.groei`: a year, how the tables grow, and how many machines that asks; or one of them."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.groei import delen, netwerk, werkers

DELEN = {
    "jaar": delen.jaar,
    "groei": delen.groei,
    "werkers": lambda opdracht: werkers.werkers(),
    "gestaag": lambda opdracht: werkers.gestaag(),
    "netwerk": lambda opdracht: netwerk.netwerk(),
    "maat": delen.machines,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints each part as soon as it is there, and writes it into docs/groei.md unless told not to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.groei")
    parser.add_argument("delen", nargs="*", help=f"{', '.join(DELEN)}; niets is allemaal")
    parser.add_argument("--inwoners", type=int, default=57_000)
    parser.add_argument("--zaad", type=int, default=1)
    parser.add_argument(
        "--keer", type=int, nargs="+", default=delen.KEREN, help="zo veel maal wordt er gevuld"
    )
    parser.add_argument("--niet-schrijven", action="store_true", help="laat docs/groei.md zoals het is")
    given = parser.parse_args(arguments)
    opdracht = delen.Opdracht(given.inwoners, given.zaad, tuple(given.keer))
    for naam in given.delen or DELEN:
        if naam not in DELEN:
            parser.error(f"onbekend deel {naam}")
        for deel, tekst in DELEN[naam](opdracht).items():
            sys.stdout.write(f"## {deel}\n\n{tekst}\n\n")
            sys.stdout.flush()
            if not given.niet_schrijven:
                delen.written(deel, tekst)


if __name__ == "__main__":
    main()
