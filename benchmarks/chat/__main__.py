"""`python -m benchmarks.chat`: the page (pagina), five hundred at once (drukte) and the ceiling (plafond)."""

import argparse
import asyncio
from collections.abc import Sequence

from benchmarks.chat.bewoner import Ritme
from benchmarks.chat.drukte import drukte, plafond
from benchmarks.chat.pagina import pagina

PARTS = ("pagina", "drukte", "plafond")


def main(arguments: Sequence[str] | None = None) -> None:
    """One after the other; a whole run takes some twenty minutes."""
    usual = Ritme()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chat")
    parser.add_argument("delen", nargs="*", help="pagina, drukte, plafond; niets is alle drie")
    parser.add_argument("--keren", type=int, default=7, help="zo vaak wordt de pagina geopend")
    parser.add_argument("--gesprekken", type=int, default=usual.gesprekken)
    parser.add_argument("--beurten", type=int, default=usual.beurten)
    parser.add_argument("--instap", type=float, default=usual.instap, help="tellen waarin iedereen begint")
    parser.add_argument(
        "--pauze", type=float, nargs=2, default=usual.pauze, help="tellen tussen twee beurten"
    )
    given = parser.parse_args(arguments)
    ritme = Ritme(given.gesprekken, given.beurten, given.instap, tuple(given.pauze))
    for deel in given.delen or PARTS:
        if deel not in PARTS:
            parser.error(f"onbekend deel {deel}")
        match deel:
            case "pagina":
                asyncio.run(pagina(given.keren))
            case "drukte":
                drukte(ritme)
            case "plafond":
                plafond(ritme)


if __name__ == "__main__":
    main()
