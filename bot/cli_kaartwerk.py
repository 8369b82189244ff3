"""`elkedeur kaart zoek / controleer / werklijst / meld / gemeld / pagina`: parses, calls bot/kaartwerk.py, prints."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import Settings, load_settings

if TYPE_CHECKING:  # the heavy parts are imported where they are used
    from bot.store import Store
    from intents.encoder import Encoder
    from sociale_kaart.kaart import SocialeKaart

Arguments = argparse.Namespace
FEWEST_TEXTS = 5
MANY = 2000  # from here on the search for every row takes seconds


def add_commands(commands: Any) -> None:
    """Put them among the other commands of `elkedeur kaart`. commands: of argparse's add_subparsers."""
    search = _command(commands, "zoek", "zoek een plek", _search)
    search.add_argument("tekst", nargs="+")
    search.add_argument("--uitleg", action="store_true", help="met de cijfers erbij")
    check = _command(commands, "controleer", "laat zien wat nagekeken moet worden", _check)
    check.add_argument("--berichten", type=Path, help="berichten van bewoners: welke woorden raken niets?")
    check.add_argument(
        "--vanaf", type=int, default=FEWEST_TEXTS, help="noem een woord pas als het in zoveel berichten staat"
    )
    check.add_argument("--snel", action="store_true", help="zoek niet of elke plek gevonden wordt")
    work = _command(commands, "werklijst", "een brief per organisatie: klopt wat wij laten zien?", _letters)
    work.add_argument("--map", type=Path, help="schrijf de brieven in deze map, als .txt en .eml")
    work.add_argument("--organisatie", help="alleen voor deze organisatie")
    note = _command(commands, "meld", "meld dat iets op de kaart niet klopt", _note)
    note.add_argument("plek", help="id of naam van de plek")
    note.add_argument("tekst", nargs="+", help="wat er niet klopt")
    noted = _command(commands, "gemeld", "toon of sluit wat gemeld is", _noted)
    noted.add_argument("nummer", nargs="?", help="nummer uit de lijst; zonder nummer: toon de lijst")
    noted.add_argument("--klaar", action="store_true", help="deze melding is nagekeken")
    page = _command(commands, "pagina", "de hele kaart als HTML, om te lezen of te printen", _page)
    page.add_argument("naar", type=Path, help="bestand dat eindigt op .html")
    for name, text in (("vcard", "nummer en adres van een plek"), ("agenda", "de tijden van een plek")):
        keep = _command(commands, name, f"{text}, voor in een telefoon", _keep)
        keep.add_argument("id", help="id van de plek")
        keep.add_argument(
            "--naar", type=Path, help="schrijf het in dit bestand; anders komt het op het scherm"
        )
        keep.set_defaults(wat=name)


def _command(commands: Any, name: str, text: str, run: Callable[[Arguments], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)
    if name not in ("meld", "gemeld"):
        parser.add_argument("--bestand", type=Path, help="een CSV in plaats van de kaart van nu")
    parser.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    parser.set_defaults(run=lambda arguments: _told(run, arguments))
    return parser


def _told(run: Callable[[Arguments], int], arguments: Arguments) -> int:
    """Every refusal is a sentence on standard error and exit code 2."""
    from bot.kaartwerk import KaartwerkRefusedError
    from sociale_kaart.errors import KaartError

    try:
        return run(arguments)
    except (KaartwerkRefusedError, KaartError) as error:
        print(error, file=sys.stderr)
        return 2


@contextmanager
def opened(settings: Settings) -> Iterator["Store | None"]:
    """The database of the bot, or None where there is none yet: then the kaart of the program holds."""
    from bot.store import Store

    if not settings.database.exists():
        yield None
        return
    with Store.open(settings.database, settings.key_file) as store:
        yield store


def kaart_by_meaning(bestand: Path | None, config: Path | None, encoder: "Encoder | None") -> "SocialeKaart":
    """The kaart of this file, or else that of the editors, to search in. The bot's own vectors are only read.

    Raises KaartError, ConfigError or StoreError.
    """
    from bot import kaartwerk
    from bot.betekenis import Meaning

    settings = load_settings(config)
    with opened(settings) as store:
        kaart = kaartwerk.current(bestand, store)
    folder = settings.gegevens if settings.database.exists() else None
    return Meaning(encoder, folder).lent_to(kaart)


def _needed(store: "Store | None") -> "Store":
    from bot.kaartwerk import KaartwerkRefusedError

    if store is None:
        raise KaartwerkRefusedError(
            "Er is nog geen database. Noem met --config de configuratie van de bot, of start de bot eerst."
        )
    return store


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    from bot.kalender import LOCAL

    return _now().astimezone(LOCAL).date()


def _search(arguments: Arguments) -> int:
    from bot.reading import asked
    from intents.lezer import Lezer
    from sociale_kaart.uitleg import lines

    lezer = Lezer.load()
    kaart = kaart_by_meaning(arguments.bestand, arguments.config, lezer.encoder)
    found = kaart.zoek(asked(lezer.read(" ".join(arguments.tekst)), _now()), 3)
    if not found:
        print("Niets gevonden.")
    for vondst in found:
        print(f"{vondst.voorziening.naam} ({vondst.score:.2f})\n  {vondst.reden}")
        if arguments.uitleg:
            print("\n".join(f"    {line}" for line in lines(vondst)))
    return 0


def _check(arguments: Arguments) -> int:
    from bot import kaartwerk

    with opened(load_settings(arguments.config)) as store:
        kaart, gemeld = kaartwerk.current(arguments.bestand, store), kaartwerk.open_gemeld(store)
    if len(kaart) > MANY and not arguments.snel:
        print("Even geduld: elke plek wordt gezocht. Met --snel slaat u dat over.", file=sys.stderr)
    berichten = (arguments.berichten, arguments.vanaf) if arguments.berichten is not None else None
    found = kaartwerk.findings(kaart, _today(), gemeld, quick=arguments.snel, berichten=berichten)
    for finding in found:
        print(finding)
    return 1 if any(finding.ernst == "fout" for finding in found) else 0


def _letters(arguments: Arguments) -> int:
    from bot import kaartwerk

    settings = load_settings(arguments.config)
    with opened(settings) as store:
        kaart, gemeld = kaartwerk.current(arguments.bestand, store), kaartwerk.open_gemeld(store)
    made = kaartwerk.chosen_letters(kaart, gemeld, arguments.organisatie, settings.gemeente)
    if arguments.map is None:
        print(kaartwerk.printed(made))
    else:
        count = kaartwerk.write_letters(made, arguments.map)
        print(f"{count} brieven staan in {arguments.map}. Er staat nog geen adres in: vul dat zelf in.")
    return 0


def _note(arguments: Arguments) -> int:
    from bot import kaartwerk

    with opened(load_settings(arguments.config)) as found:
        store = _needed(found)
        kaart = kaartwerk.current(None, store)
        print(kaartwerk.note(store, kaart, arguments.plek, " ".join(arguments.tekst), _now()))
    return 0


def _noted(arguments: Arguments) -> int:
    from bot import kaartwerk

    if (arguments.nummer is None) == arguments.klaar:
        raise kaartwerk.KaartwerkRefusedError("Sluiten? Geef: elkedeur kaart gemeld NUMMER --klaar")
    with opened(load_settings(arguments.config)) as found:
        store = _needed(found)
        if arguments.klaar:
            print(kaartwerk.close(store, arguments.nummer, _now()))
        else:
            print(kaartwerk.listed(kaartwerk.current(None, store), kaartwerk.open_gemeld(store)))
    return 0


def _keep(arguments: Arguments) -> int:
    from bot import kaartwerk

    with opened(load_settings(arguments.config)) as store:
        kaart = kaartwerk.current(arguments.bestand, store)
    made = kaartwerk.to_keep(kaart, arguments.id, arguments.wat, _now())
    if arguments.naar is None:
        print(made, end="")
        return 0
    try:
        arguments.naar.write_bytes(made.encode())
    except OSError:
        raise kaartwerk.KaartwerkRefusedError(
            f"naar: {arguments.naar} is niet te schrijven. Kies een andere map."
        ) from None
    print(f"Het staat in {arguments.naar}.")
    return 0


def _page(arguments: Arguments) -> int:
    from bot import kaartwerk
    from sociale_kaart.pagina import page

    settings = load_settings(arguments.config)
    with opened(settings) as store:
        kaart = kaartwerk.current(arguments.bestand, store)
    if arguments.naar.suffix not in (".html", ".htm"):
        raise kaartwerk.KaartwerkRefusedError(
            f"naar: {arguments.naar.name} moet op .html eindigen. Kies een andere naam."
        )
    try:
        arguments.naar.write_text(page(kaart, _today(), gemeente=settings.gemeente), encoding="utf-8")
    except OSError:
        raise kaartwerk.KaartwerkRefusedError(
            f"naar: {arguments.naar} is niet te schrijven. Kies een andere map."
        ) from None
    print(f"De kaart staat in {arguments.naar}.")
    return 0
