"""`elkedeur gemeente ...`: several municipalities in one installation."""

import argparse
import getpass
import os
import re
from pathlib import Path
from typing import Any

from bot.config import ConfigError

BEHEER = "ELKEDEUR_BEHEER"


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gemeente`. commands: of argparse's add_subparsers."""
    new = commands.add_parser("erbij", help="maak een map en een eigen deel van de database")
    new.add_argument("naam", help="van de map, bijvoorbeeld bergen-op-zoom")
    new.add_argument("--gemeente", required=True, help="zoals bewoners haar kennen: 'Bergen op Zoom'")
    new.set_defaults(run=_add)
    update = commands.add_parser("bijwerken", help="maak de tabellen klaar voor deze versie")
    update.set_defaults(run=_update)
    listed = commands.add_parser("lijst", help="welke gemeenten er zijn, en of hun instellingen kloppen")
    listed.set_defaults(run=_list)
    for command in (new, listed):
        command.add_argument("--map", type=Path, default=Path("gemeenten"), help="waar de mappen staan")


def _add(arguments: argparse.Namespace) -> int:
    """The folder first: without it nobody would know the password of a role that was made."""
    from bot import gemeenten
    from bot.store.postgres.beheer import add_gemeente

    gebruiker, password = gemeenten.gebruiker_of(arguments.naam), gemeenten.new_password()
    beheer = _beheer()
    url = gemeenten.url_of(beheer, gebruiker, password)
    file = gemeenten.make_folder(arguments.map, arguments.naam, arguments.gemeente, url)
    try:
        add_gemeente(beheer, gebruiker, password)
    except BaseException:
        gemeenten.remove_folder(arguments.map, arguments.naam)
        raise
    print(f"{arguments.gemeente} is erbij. Vul nu in: {file}")
    print(f"Daarna: elkedeur start --gemeenten {arguments.map}")
    return 0


def _update(arguments: argparse.Namespace) -> int:
    from bot.store.postgres.beheer import update

    update(_beheer())
    print("De tabellen zijn klaar voor deze versie. Start nu elke Elke Deur opnieuw.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from bot import gemeenten

    found = gemeenten.look(arguments.map)
    lines = {one.naam: f"{one.settings.gemeente}, klaar om te starten" for one in found.goed}
    lines |= {naam: f"nog niet klaar. {' '.join(why.split())}" for naam, why in found.mis.items()}
    if not lines:
        raise ConfigError(f"In {arguments.map} staat geen gemeente. Maak er een: elkedeur gemeente erbij.")
    for naam, line in sorted(lines.items()):
        print(f"{naam}: {line}")
    return 0


def _beheer() -> str:
    """The address of the server as who may make roles: never on the command line, where others can read it."""
    given = os.environ.get(BEHEER) or getpass.getpass(
        "Adres van de database als beheerder (postgresql://…): "
    )
    if not re.match(r"postgres(ql)?://[^/\s]*/[^/\s?]+", given):
        raise ConfigError(
            f"{BEHEER} is geen adres van PostgreSQL. Schrijf postgresql://gebruiker@server/naam."
        )
    return given
