"""`elkedeur koppelen ...`: whether the other systems of the municipality can be reached; nothing is sent to them."""

import argparse
import asyncio
import base64
import secrets
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from bot.config import Settings, load_settings

HELP = "Wat te doen staat in docs/beheer/bewaking.md bij deze code."


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur koppelen`. commands: of argparse's add_subparsers."""
    check = commands.add_parser(
        "controleer", help="kijk of de andere systemen te bereiken zijn; er gaat niets heen"
    )
    check.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    check.set_defaults(run=_check)
    secret = commands.add_parser("geheim", help="maak een geheim voor een webhook")
    secret.set_defaults(run=_secret)


def _secret(arguments: argparse.Namespace) -> int:
    from bot.adapters.handtekening import PREFIX

    print(f"{PREFIX}{base64.b64encode(secrets.token_bytes(32)).decode()}")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    settings = load_settings(arguments.config)
    found = {name: _outcome(name, act) for name, act in _acts(settings).items()}
    if not found:
        print("Er is geen ander systeem ingesteld. Vul openklant_url of webhook_url in.", file=sys.stderr)
        return 2
    return 0 if all(found.values()) else 2


def _acts(settings: Settings) -> dict[str, Awaitable[None]]:
    from bot.adapters.openklant import OpenKlantChannel
    from bot.adapters.webhook import WebhookChannel

    acts: dict[str, Awaitable[None]] = {}
    if settings.openklant is not None:
        acts["Open Klant"] = OpenKlantChannel(settings.openklant).try_out()
    if settings.webhook is not None:
        acts["Webhook"] = WebhookChannel(settings.webhook).try_out()
    return acts


def _outcome(name: str, act: Awaitable[None]) -> bool:
    from bot.adapters.errors import DeliveryError

    async def go() -> None:
        await act

    try:
        asyncio.run(go())
    except DeliveryError as error:
        print(f"{name}: niet goed ({error.code}). {HELP}", file=sys.stderr)
        return False
    print(f"{name}: goed.")
    return True
