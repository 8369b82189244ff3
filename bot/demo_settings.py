"""The settings of the demo. What the environment says is meant for real use: here nothing of it counts."""

from pathlib import Path
from typing import Any

from bot.config import Settings


class _DemoSettings(Settings):
    """Only what is given: no database, mailbox or sms service of the municipality can end up in a demo."""

    environment_counts = False


def demo_settings(home: Path, **more: Any) -> Settings:
    """Everything in this folder; more: what the pages need."""
    return _DemoSettings(
        gegevens=home,
        pakket_map=home / "pakketten",
        groep=1,
        wacht_op_vervolg=0,
        planner_seconden=1.0,
        frontoffice_https=False,
        chat_https=False,
        **more,
    )
