"""Reads a test table: tab-separated lines, `#` for remarks."""

from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str]]:
    """The (text, expected) pairs of tests/intents/<name>.tsv."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [(tekst, expected) for tekst, expected in pairs]
