"""`elkedeur gegevens inzien, wissen, bewaren, sleutel`: access, erasure, retention and the key."""

from typing import Any


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gegevens`. commands: of argparse's add_subparsers."""
