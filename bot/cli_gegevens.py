"""`elkedeur gegevens inzien, wissen, bewaren, sleutel`: access, erasure, retention and the key."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import Settings, load_settings
from bot.kalender import LOCAL

if TYPE_CHECKING:  # the heavy parts are imported where they are used
    from collections.abc import Callable

    from bot.bewaren import Regel
    from bot.gegevens import Gewist
    from bot.store import Store

DONE, REFUSED = 0, 2


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gegevens`. commands: of argparse's add_subparsers."""
    for name, text, run in (
        ("inzien", "alles wat van één bewoner bewaard is", _inzien),
        ("wissen", "wis één bewoner, zoals hij dat zelf kan met /vergeet", _wissen),
    ):
        one = _command(commands, name, text, run)
        one.add_argument("nummer", nargs="?", help="het nummer van een vraag van deze bewoner")
        one.add_argument(
            "--kanaal",
            help="zoek op adres, bijvoorbeeld: telegram. Het adres typt u daarna, want opdrachten zijn zichtbaar",
        )
        if name == "inzien":
            one.add_argument("--naar", type=Path, metavar="BESTAND", help="een nieuw bestand, alleen voor u")
            one.add_argument("--json", action="store_true", help="voor een ander programma")
        else:
            one.add_argument("--ja", action="store_true", help="vraag niet of het zeker is")
    keep = _command(commands, "bewaren", "wat te oud is om te bewaren", _bewaren)
    keep.add_argument("--doe", action="store_true", help="haal het ook weg")
    _command(commands, "sleutel", "vernieuw de sleutel; de bot kan blijven draaien", _sleutel)


def _command(
    commands: Any, name: str, text: str, run: "Callable[[Settings, argparse.Namespace], int]"
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)
    parser.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    parser.set_defaults(run=lambda arguments: _told(run, arguments))
    return parser


def _told(run: "Callable[[Settings, argparse.Namespace], int]", arguments: argparse.Namespace) -> int:
    """Every refusal is a sentence on standard error and exit code 2."""
    from bot.gegevens import GegevensNotFoundError

    settings = load_settings(arguments.config)
    if not settings.database.exists():
        return _refused(f"{settings.database} bestaat niet. Noem met --config de configuratie van de bot.")
    try:
        return run(settings, arguments)
    except GegevensNotFoundError as error:
        return _refused(str(error))


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return REFUSED


@contextmanager
def _opened(settings: Settings) -> Iterator["Store"]:
    from bot.store import Store

    with Store.open(settings.database, settings.key_file) as store:
        yield store


# --- one resident ---


def _inzien(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot import gegevens

    with _opened(settings) as store:
        found = gegevens.everything(store, _gesprek(store, arguments))
    text = gegevens.as_json(found) + "\n" if arguments.json else gegevens.as_text(found)
    if not arguments.json:
        text += f"\nVoor een ander programma\n\n{gegevens.as_json(found)}\n"
    if arguments.naar is None:
        print(text, end="")
        return DONE
    try:
        handle = os.open(arguments.naar, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        why = "bestaat al" if isinstance(error, FileExistsError) else f"lukt niet ({type(error).__name__})"
        return _refused(f"{arguments.naar} {why}. Kies een ander bestand.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"Alles staat in {arguments.naar}. Wis dat bestand als het is gegeven.")
    return DONE


def _wissen(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot import gegevens
    from bot.app import build

    with _opened(settings) as store:
        gesprek_id = _gesprek(store, arguments)
        print("\n".join(_outside(gegevens.outside(store, gesprek_id))))
    if not (arguments.ja or _sure()):
        print("Er is niets gewist.")
        return DONE
    app = build(settings)
    with app.store as store:
        with store.transaction():
            gegevens.erase(app.service, gesprek_id)
        store.scrub()
    print(
        "Alles is gewist. De bewoner krijgt daarover nog één bericht; daarna is ook het adres weg.\n"
        f"In kopieën staat het nog ten hoogste {settings.bewaar.kopie} dagen. Wie er een terugzet, wist het opnieuw."
    )
    return DONE


def _outside(gone: "Gewist") -> Iterator[str]:
    yield f"Dit wist alles van deze bewoner, ook deze vragen: {', '.join(gone.nummers) or 'geen'}."
    if gone.bij_team:
        yield (
            f"Collega's hebben gehad: {', '.join(gone.bij_team)}."
            " Zij krijgen een bericht. Vraag hun ook hun mail, mappen en aantekeningen te wissen."
        )
    if gone.buiten:
        yield f"Buiten de gemeente hebben ook: {', '.join(gone.buiten)}. Vraag hun om te wissen."


def _sure() -> bool:
    print("Dit kan niet terug. Typ ja om te wissen: ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() == "ja"


def _gesprek(store: "Store", arguments: argparse.Namespace) -> str:
    from bot.gegevens import GegevensNotFoundError, gesprek_at, gesprek_of
    from bot.store.gesprekken import Adres

    if arguments.kanaal is not None:
        if sys.stdin.isatty():
            print(f"Het adres op {arguments.kanaal}: ", end="", file=sys.stderr, flush=True)
        return gesprek_at(store, Adres(arguments.kanaal, sys.stdin.readline().strip()))
    if arguments.nummer is None:
        raise GegevensNotFoundError("Noem het nummer van een vraag, of --kanaal met een adres.")
    return gesprek_of(store, arguments.nummer)


# --- all together ---


def _bewaren(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot import bewaren
    from bot.frontoffice.inzicht import vastleggen

    now = datetime.now(UTC)
    with _opened(settings) as store:
        print("\n".join(map(_line, bewaren.due(store, settings.bewaar, now))))
        if not arguments.doe:
            print("\nDit is wat nu te oud is. De bot haalt het zelf weg. Nu meteen: zet --doe erachter.")
            return DONE
        while (maand := vastleggen.behind(store, now)) is not None:
            with store.transaction():
                vastleggen.fix(store, settings, maand, now)
        gone = bewaren.sweep_all(store, settings.bewaar, now)
    print(f"\nWeggehaald: {sum(gone.values())}.")
    return DONE


def _line(one: "Regel") -> str:
    since = "" if one.oudste is None else f", het oudste van {one.oudste.astimezone(LOCAL):%d-%m-%Y}"
    return f"{one.aantal:>7}  {one.wat} (langer dan {one.dagen} dagen){since}"


def _sleutel(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.store.vernieuwen import renew

    def told(table: str, rows: int) -> None:
        if sys.stderr.isatty():
            print(".", end="", file=sys.stderr, flush=True)

    with _opened(settings) as store:
        count = renew(store, told=told)
    last = datetime.now(LOCAL) + timedelta(days=settings.bewaar.kopie)
    print(
        f"De sleutel is vernieuwd, {count} rijen zijn opnieuw versleuteld. De oude sleutel opent hier niets meer.\n"
        f"Maak nu een kopie van {settings.key_file}. Bewaar die op een andere plek dan de kopieën.\n"
        f"Oudere kopieën van de database openen alleen met de oude sleutel. Bewaar die tot {last:%d-%m-%Y}."
    )
    return DONE
