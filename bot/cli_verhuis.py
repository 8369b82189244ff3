"""`elkedeur gegevens verhuis, gewist`: on to PostgreSQL, and who was erased beside the backups that are made there."""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from bot.config import ConfigError, Settings, load_settings
from bot.store.plek import Postgres

if TYPE_CHECKING:  # the heavy parts are imported where they are used
    from bot.store.verhuizen import Verhuisd

DONE, NOT_YET, REFUSED = 0, 1, 2
WHERE = "ELKEDEUR_DATABASE_NAAR"  # may hold a password: the environment of a process is only for its own user


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gegevens`. commands: of argparse's add_subparsers."""
    verhuis = commands.add_parser("verhuis", help="neem alles mee naar PostgreSQL; mag worden afgebroken")
    verhuis.add_argument(
        "--naar",
        metavar="ADRES",
        help=f"postgresql://gebruiker@computer/naam, zonder wachtwoord; of zet het adres in {WHERE}",
    )
    verhuis.add_argument("--ongedaan", action="store_true", help="toch niet: de oude database geldt weer")
    verhuis.add_argument("--ja", action="store_true", help="vraag niet of het zeker is")
    verhuis.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    verhuis.set_defaults(run=_verhuis)
    gewist = commands.add_parser(
        "gewist", help="schrijf op wie gewist is, en wis wie met een kopie terugkwam"
    )
    gewist.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    gewist.set_defaults(run=_gewist)


def _verhuis(arguments: argparse.Namespace) -> int:
    from bot.store.verhuizen import move, undo

    settings = load_settings(arguments.config)
    database = settings.gegevens / "elkedeur.db"
    if not database.is_file():
        raise ConfigError(f"{database} bestaat niet. Noem met --config de configuratie van de bot.")
    naar = Postgres(_reachable(_address(arguments, settings)), settings.gegevens)
    print(f"Van: {database}\nNaar: {naar}")
    if not (arguments.ja or _sure(back=arguments.ongedaan)):
        print("Er is niets veranderd.")
        return REFUSED
    if arguments.ongedaan:
        undo(database, settings.key_file, naar)
        print(
            "De verhuizing is ongedaan gemaakt. De oude database geldt weer. Haal het adres uit de configuratie."
        )
        return DONE
    done = move(database, settings.key_file, naar, told=_told)
    print(_outcome(done, naar), file=sys.stdout if done.klaar else sys.stderr)
    return DONE if done.klaar else NOT_YET


def _told(table: str) -> None:
    if sys.stderr.isatty():
        print(".", end="", file=sys.stderr, flush=True)


def _sure(*, back: bool) -> bool:
    what = "De oude database weer gebruiken?" if back else "Alles hierheen verhuizen?"
    try:
        return input(f"{what} Typ ja: ").strip().lower() == "ja"
    except EOFError:
        return False


def _outcome(done: "Verhuisd", naar: Postgres) -> str:
    if not done.klaar:
        return (
            f"De bot draait nog, dus u bent er nog niet. Meegenomen of bijgewerkt: {done.veranderd} rijen.\n"
            "Stop nu de bot en geef dezelfde opdracht nog een keer. Die neemt mee wat sindsdien veranderde."
        )
    width = max(len(one.tabel) for one in done.tabellen)
    lines = [f"{'tabel':<{width}}  {'rijen':>9}  controle"]
    lines += [f"{one.tabel:<{width}}  {one.rijen:>9}  {one.hash[:12]}" for one in done.tabellen]
    lines += [
        f"Alles is verhuisd en nagekeken: {sum(one.rijen for one in done.tabellen)} rijen, aan beide kanten gelijk.",
        f"Zet nu het adres van {naar} in de configuratie, als database. Start dan de bot.",
        "De sleutel blijft hetzelfde bestand. De oude database blijft staan; de bot start er niet meer mee.",
    ]
    return "\n".join(lines)


# --- the address, with a password that nobody else sees ---


def _address(arguments: argparse.Namespace, settings: Settings) -> str:
    """Raises ConfigError; the message never holds what was given."""
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    known = settings.database
    url = arguments.naar or os.environ.get(WHERE) or (known.url if isinstance(known, Postgres) else "")
    try:
        given = conninfo_to_dict(url) if url.startswith(("postgresql://", "postgres://")) else None
    except Error:
        given = None
    if given is None:
        raise ConfigError(
            "Waarheen? Geef --naar met een adres als postgresql://gebruiker@computer/naam,"
            f" of zet dat adres in {WHERE}."
        )
    if arguments.naar and (given.get("password") or urlsplit(url).password):
        raise ConfigError(
            "Zet geen wachtwoord achter de opdracht: iedereen op deze computer kan het daar lezen."
            f" Vervang dit wachtwoord. Laat het hier weg, of zet het hele adres in {WHERE}."
        )
    return url


def _reachable(url: str) -> str:
    """With a password, if the server wants one and libpq knows none (PGPASSFILE, ~/.pgpass): it is asked for."""
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        if error.pgconn is None or not error.pgconn.needs_password or not sys.stdin.isatty():
            raise ConfigError(
                "De nieuwe database is niet te bereiken met dit adres. Kijk na: draait de server, en kloppen gebruiker,"
                f" naam en wachtwoord? Het wachtwoord komt uit {WHERE} of uit het bestand PGPASSFILE."
            ) from None
        return _with_password(url, getpass.getpass("Wachtwoord van de nieuwe database: "))
    return url


def _with_password(url: str, password: str) -> str:
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}{at}{host}"))


# --- who was erased ---


def _gewist(arguments: argparse.Namespace) -> int:
    """The list beside the database, and the database itself, know the same afterwards."""
    from bot.store import Store
    from bot.store.verhuizen import erase_again

    settings = load_settings(arguments.config)
    if not settings.database.exists():
        raise ConfigError(f"{settings.database} bestaat niet. Noem met --config de configuratie van de bot.")
    since = datetime.now(UTC) - timedelta(days=settings.bewaar.kopie)
    with Store.open(settings.database, settings.key_file) as store:
        known, again = erase_again(store, settings.gegevens / "elkedeur.db", since)
    print(f"Op de lijst van wie gewist is: {known}. Nu opnieuw gewist: {again}.")
    return DONE
