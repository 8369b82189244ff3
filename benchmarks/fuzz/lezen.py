"""Throws mutated texts at the reading, guided by coverage: python -m benchmarks.fuzz lezen [-max_total_time=300].

An exception, a slow text or a reading that breaks
a promise stops the run and writes the text to a file; what follows the name are settings of libFuzzer.
"""

import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["intents"]):
    from intents.begrip import Route
    from intents.dataset import read_folder
    from intents.lezer import Lezer
    from intents.tables import leefgebied_ids

LONGEST = 20_000  # characters
SLOW = 1.0  # seconds; instrumented code runs several times slower than the 200 ms that a text may take
SEEDS = 400

lezer = Lezer.load()


def read_once(data: bytes) -> None:
    """One text; raises AssertionError when a promise is broken."""
    tekst = atheris.FuzzedDataProvider(data).ConsumeUnicode(LONGEST)
    start = time.perf_counter()
    begrip = lezer.read(tekst)
    took = time.perf_counter() - start
    assert took < SLOW, f"{took:.1f} s for {len(tekst)} characters"
    assert 0.0 <= begrip.zekerheid <= 1.0
    assert {one.id for one in begrip.leefgebieden} <= set(leefgebied_ids())
    assert (begrip.route is Route.NOOD) == (begrip.nood is not None)


def main() -> None:
    """Runs until it is told to stop or something breaks."""
    with tempfile.TemporaryDirectory() as corpus:
        for nr, example in enumerate(read_folder()[:SEEDS]):
            (Path(corpus) / str(nr)).write_bytes(b"\x01" + example.tekst.encode())
        atheris.Setup([sys.argv[0], corpus, *sys.argv[1:]], read_once)
        atheris.Fuzz()
