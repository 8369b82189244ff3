"""`elkedeur gegevens kopie, terugzetten`: backups while the bot runs, and what to do with them."""

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import ConfigError, Settings, load_settings
from bot.kalender import LOCAL

if TYPE_CHECKING:  # the heavy parts are imported where they are used
    from collections.abc import Callable

    from bot.store import Store
    from bot.store.kopie import Inhoud
    from bot.store.terugzetten import Onzeker, Teruggezet

DONE, REFUSED = 0, 2


def add_commands(commands: Any) -> None:
    """Put them below `elkedeur gegevens`. commands: of argparse's add_subparsers."""
    kopie = commands.add_parser("kopie", help="maak een kopie van de database; de bot kan blijven draaien")
    kopie.add_argument("--naar", type=Path, metavar="MAP", help="een andere map dan kopie_map")
    kopie.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    kopie.set_defaults(run=_kopie)
    back = commands.add_parser("terugzetten", help="zet een kopie terug; de bot moet stilstaan")
    back.add_argument("bestand", type=Path, help="de kopie")
    back.add_argument("--sleutel", type=Path, metavar="BESTAND", help="de oude sleutel, als die vernieuwd is")
    back.add_argument("--ja", action="store_true", help="vraag niet of het zeker is")
    back.add_argument("--te-oud", action="store_true", help="ook een kopie die ouder is dan bewaar.kopie")
    back.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    back.set_defaults(run=_terugzetten)


def _now() -> datetime:
    return datetime.now(LOCAL)


def _file(settings: Settings) -> Path:
    """The database, when it is a file. Raises ConfigError."""
    if isinstance(settings.database, Path):
        return settings.database
    raise ConfigError(
        "Deze database staat op PostgreSQL. Maak de kopie daar, met pg_dump. Hoe: docs/beheer/README.md."
    )


def _kopie(arguments: argparse.Namespace) -> int:
    from bot.store.kopie import make

    settings = load_settings(arguments.config)
    database = _file(settings)
    folder = arguments.naar or settings.backup_folder
    made = make(database, settings.key_file, folder, _now(), settings.bewaar.kopie)
    print(f"Kopie gemaakt en nagekeken: {made.path}")
    print(_said(made.inhoud))
    if made.weg:
        print(f"Opgeruimd, ouder dan {settings.bewaar.kopie} dagen: {made.weg}")
    print(
        f"De sleutel zit er niet in. Die staat in {settings.key_file}.\n"
        "Bewaar de sleutel op een andere plek dan de kopie. Zonder sleutel is de kopie niet te lezen."
    )
    return DONE


def _said(inhoud: "Inhoud") -> str:
    """What stands in it, for people."""
    lines = [f"Gemaakt op: {_moment(inhoud.gemaakt)}", f"Laatste bericht: {_moment(inhoud.laatst)}"]
    counts = (
        ("Gesprekken", inhoud.gesprekken),
        ("Signalen", inhoud.signalen),
        ("Nog na te vragen", inhoud.opvolgingen),
        ("Nog te versturen", inhoud.wachtend),
    )
    return "\n".join([*lines, *(f"{name}: {count}" for name, count in counts), f"Versie: {inhoud.versie}"])


def _moment(moment: datetime | None) -> str:
    return "onbekend" if moment is None else f"{moment.astimezone(LOCAL):%d-%m-%Y %H:%M}"


def _terugzetten(arguments: argparse.Namespace) -> int:
    from bot.sender import ONCE
    from bot.store.terugzetten import check_not_in_use, check_not_too_old, put_back, taken_out

    settings = load_settings(arguments.config)
    database = _file(settings)
    check_not_in_use(database)
    if arguments.sleutel is not None:
        _add_key(settings.key_file, arguments.sleutel)
    with taken_out(arguments.bestand, database, settings.key_file) as (work, inhoud):
        print(_said(inhoud))
        print("Alles wat daarna kwam, staat er niet in.")
        if not arguments.te_oud:
            check_not_too_old(inhoud, _now(), settings.bewaar.kopie)
        if not (arguments.ja or _sure()):
            print("Er is niets veranderd.")
            return REFUSED
        done = put_back(work, database, settings.key_file, _now(), once=ONCE, tell=_teller(settings, _now()))
    print(_outcome(done))
    return DONE


def _sure() -> bool:
    try:
        return input("Zet deze kopie terug? Typ ja: ").strip().lower() == "ja"
    except EOFError:
        return False


def _add_key(key_file: Path, old: Path) -> None:
    """What was sealed before the key was renewed opens again; new things keep the key of now."""
    from bot.store.kopie import in_words
    from bot.store.sleutel import KeyFile, read_ring

    ring = read_ring(old, may_create=False)
    with in_words(key_file.parent), KeyFile(key_file, may_create=False) as file:
        fresh = tuple(key for key in ring.keys if key not in file.ring.keys)
        if fresh:
            file.replace(replace(file.ring, keys=(*file.ring.keys, *fresh)), seconds=10)


def _teller(settings: Settings, now: datetime) -> "Callable[[Store, Onzeker], None]":
    """Asks colleagues to look whether a pakket arrived. Needs no model and no kaart: those may be broken."""
    from bot.frontoffice.notices import Notices
    from bot.kaart_bron import KaartBron
    from bot.render import Renderer
    from bot.teksten import Teksten
    from sociale_kaart.kaart import SocialeKaart

    teksten = Teksten.load()

    def tell(store: "Store", row: "Onzeker") -> None:
        notices = Notices(store, Renderer(teksten, KaartBron(SocialeKaart(())), {}), settings)
        signaal = store.signalen.load(row.signaal_id or "")
        notices.notice("onzeker", signaal, f"{row.sleutel}:onzeker", now)

    return tell


def _outcome(done: "Teruggezet") -> str:
    lines = ["De kopie is teruggezet."]
    if done.opzij is not None:
        lines.append(f"De database van zojuist staat hier: {done.opzij}")
    lines.append(f"Opnieuw gewist, omdat dat na de kopie gevraagd was: {done.gewist}")
    if not done.leesbaar:
        lines.append(
            "De database van zojuist was niet te lezen. Kijk na: accounts die daarna dicht gingen, staan weer open."
            " Wie daarna toestemming introk, moet opnieuw worden gevraagd."
        )
    if done.onzeker:
        lines.append(
            f"Misschien al doorgegeven, dus niet nog eens verstuurd: {', '.join(done.onzeker)}."
            " Collega's kregen hiervan een melding."
        )
    lines.append("Start nu de bot. Wat intussen gevraagd had moeten worden, vraagt hij dan.")
    return "\n".join(lines)
