"""`python -m benchmarks.belasting --minuten 10`: everything; or parts of it by name."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.belasting import delen, tabel

DELEN = {
    "gestaag": delen.gestaag,
    "uitbarsting": delen.uitbarsting,
    "een_gesprek": delen.een_gesprek,
    "groei": delen.groei,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints each part as soon as it is there, and writes it into docs/belasting.md unless told not to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.belasting")
    parser.add_argument("delen", nargs="*", help=f"{', '.join(DELEN)}; niets is allemaal")
    parser.add_argument("--minuten", type=float, default=10.0, help="zo lang duurt de gestage stroom")
    parser.add_argument("--per-seconde", type=float, default=30.0)
    parser.add_argument("--gesprekken", type=int, default=100_000, help="zo veel staan er al in de database")
    parser.add_argument("--niet-schrijven", action="store_true", help="laat docs/belasting.md zoals het is")
    given = parser.parse_args(arguments)
    opdracht = delen.Opdracht(given.minuten, given.per_seconde, given.gesprekken)
    for naam in given.delen or DELEN:
        if naam not in DELEN:
            parser.error(f"onbekend deel {naam}")
        tekst = DELEN[naam](opdracht)
        sys.stdout.write(f"## {naam}\n\n{tekst}\n\n")
        sys.stdout.flush()
        if not given.niet_schrijven:
            tabel.write(naam, tekst)


if __name__ == "__main__":
    main()
