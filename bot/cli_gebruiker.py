"""`elkedeur gebruiker ...`: accounts of colleagues on the command line; the first beheerder is made here."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import Settings, load_settings

if TYPE_CHECKING:  # the heavy parts are imported where they are used
    from bot.frontoffice.accounts import Done
    from bot.store import Store
    from bot.store.medewerkers import Medewerker

Arguments = argparse.Namespace
Run = Callable[["Store", Settings, Arguments], None]


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gebruiker`. commands: of argparse's add_subparsers."""
    new = _command(commands, "toevoegen", "maak een account, met een startwachtwoord", _add)
    new.add_argument("--naam", required=True)
    new.add_argument("--functies", required=True, help="met een komma ertussen, bijvoorbeeld beheerder")
    new.add_argument("--wijk", default="", help="waar de collega zelf woont")
    _command(commands, "lijst", "laat alle accounts zien", _list)
    change = _command(commands, "wijzig", "verander een account", _change)
    change.add_argument("--naam")
    change.add_argument("--functies", help="met een komma ertussen; dit worden alle functies")
    change.add_argument("--wijk", help="leeg maken: --wijk ''")
    change.add_argument("--actief", choices=("ja", "nee"), help="nee: de collega kan niet meer inloggen")
    _command(commands, "wachtwoord", "geef een nieuw startwachtwoord", _password)
    _command(commands, "code", "laat de code opnieuw instellen", _code)


def _command(commands: Any, name: str, text: str, run: Run) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)
    if name != "lijst":
        parser.add_argument("login", help="de inlognaam, bijvoorbeeld het mailadres van het werk")
    parser.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    parser.set_defaults(run=lambda arguments: _told(run, name, arguments))
    return parser


def _told(run: Run, name: str, arguments: Arguments) -> int:
    """Every refusal is a sentence on standard error and exit code 2."""
    from bot.frontoffice.accounts import AccountRefusedError

    try:
        # The first account may come before the first start of the bot.
        settings = load_settings(arguments.config)
        with _opened(settings, may_create=name == "toevoegen") as store:
            run(store, settings, arguments)
    except AccountRefusedError as error:
        print("\n".join(error.faults), file=sys.stderr)
        return 2
    return 0


@contextmanager
def _opened(settings: Settings, *, may_create: bool) -> Iterator["Store"]:
    from bot.frontoffice.accounts import AccountRefusedError
    from bot.store import Store

    if not may_create and not settings.database.exists():
        raise AccountRefusedError(
            [f"{settings.database} bestaat niet. Noem met --config de configuratie van de bot."]
        )
    with Store.open(settings.database, settings.key_file) as store:
        yield store


def _add(store: "Store", settings: Settings, arguments: Arguments) -> None:
    from bot.frontoffice.accounts import Account, add, start_password

    account = Account(arguments.naam.strip(), arguments.wijk.strip(), _functies(arguments.functies))
    wijken = _wijken(store, settings, account.wijk)
    start, hash = start_password()
    with store.transaction():
        add(store, arguments.login.strip(), account, hash, wijken, _done())
    print(f"Account gemaakt. Startwachtwoord: {start}")


def _list(store: "Store", settings: Settings, arguments: Arguments) -> None:
    for one in store.medewerkers.all():
        toegang = "actief" if one.actief else "uitgezet"
        code = "code ingesteld" if one.totp else "nog geen code"
        print(f"{one.login}\t{one.naam}\t{', '.join(sorted(one.functies))}\t{toegang}\t{code}")


def _change(store: "Store", settings: Settings, arguments: Arguments) -> None:
    from bot.frontoffice.accounts import Account, change

    wijken = _wijken(store, settings, arguments.wijk)
    with store.transaction():
        old = _found(store, arguments.login)
        account = Account(
            naam=old.naam if arguments.naam is None else arguments.naam.strip(),
            wijk=old.wijk if arguments.wijk is None else arguments.wijk.strip(),
            functies=old.functies if arguments.functies is None else _functies(arguments.functies),
            actief=old.actief if arguments.actief is None else arguments.actief == "ja",
        )
        change(store, old.id, account, wijken, _done())
    print("Account gewijzigd.")


def _password(store: "Store", settings: Settings, arguments: Arguments) -> None:
    from bot.frontoffice.accounts import renew_password, start_password

    start, hash = start_password()
    with store.transaction():
        id = _found(store, arguments.login).id
        renew_password(store, id, hash, _done())
    print(f"Nieuw startwachtwoord: {start}")


def _code(store: "Store", settings: Settings, arguments: Arguments) -> None:
    from bot.frontoffice.accounts import renew_code

    with store.transaction():
        id = _found(store, arguments.login).id
        renew_code(store, id, _done())
    print("Bij de volgende keer inloggen stelt de collega de code opnieuw in.")


def _found(store: "Store", login: str) -> "Medewerker":
    from bot.frontoffice.accounts import AccountRefusedError

    found = store.medewerkers.by_login(login)
    if found is None:
        raise AccountRefusedError(
            ["Er is geen account met deze inlognaam. Kijk in: elkedeur gebruiker lijst"]
        )
    return found


def _wijken(store: "Store", settings: Settings, wijk: str | None) -> list[str]:
    """All that are known; the kaart is only read when somebody names one."""
    from bot.kaartwerk import current
    from bot.wijken import names

    return names(current(None, store), settings.wijken) if wijk else []


def _functies(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _done() -> "Done":
    from bot.frontoffice.accounts import COMMAND_LINE, Done

    return Done(COMMAND_LINE, datetime.now(UTC))
