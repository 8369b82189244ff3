"""One worker: seeds come in on standard input, one a line, and what each run gave goes out, one JSON line each.

Runs in a mount namespace of its own where that is possible, so that its disks are seen by nobody else.
"""

import argparse
import json
import logging
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from benchmarks.beproef.disk import Disk
from benchmarks.beproef.postgres import Leeg
from benchmarks.beproef.run import Bench, run
from benchmarks.beproef.zygote import Zygote
from bot.store import Store


def main() -> None:
    """Until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mounts", action="store_true")
    parser.add_argument("--alleen", nargs="*", default=[])
    parser.add_argument("--database", default="sqlite")
    given = parser.parse_args()
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # it tells of every connection that we break
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as shared, Zygote() as zygote:
        template, image = Path(shared) / "leeg", Path(shared) / "leeg.img"
        Store.open(template / "elkedeur.db", template / "elkedeur.sleutel").close()
        if given.mounts:
            Disk.make(image)
        with ExitStack() as server:
            postgres = (
                server.enter_context(Leeg.made(Path(shared) / "sleutel"))
                if given.database == "postgres"
                else None
            )
            bench = Bench(zygote, given.folder, template, image if given.mounts else None, postgres)
            for line in sys.stdin:
                sys.stdout.write(json.dumps(asdict(run(bench, int(line), given.alleen))) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
