"""`elkedeur gegevens kopie, terugzetten`: backups while the bot runs, and what to do with them."""

from typing import Any


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gegevens`. commands: of argparse's add_subparsers."""
