"""`elkedeur rapport`: the year report and its tables, from the same fixed figures as the pages."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import load_settings

if TYPE_CHECKING:  # the heavy parts are imported where they are used
    from bot.frontoffice.inzicht.periode import Periode
    from bot.frontoffice.inzicht.tabellen import Tabel
    from bot.store import Store

DONE, REFUSED = 0, 2
NO_DATABASE = "Er is nog geen database. Noem met --config de configuratie van de bot, of start de bot eerst."


def add_commands(commands: Any) -> None:
    """Put it among the other commands. commands: of argparse's add_subparsers."""
    command = commands.add_parser("rapport", help="cijfers en jaarverslag, zonder herkenbare mensen")
    command.add_argument("--jaar", type=int, required=True)
    command.add_argument("--csv", type=Path, metavar="MAP", help="schrijf elke tabel als CSV in deze map")
    command.add_argument("--html", type=Path, metavar="BESTAND", help="schrijf het jaarverslag om te printen")
    command.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    command.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from bot.frontoffice.inzicht.tabellen import all_tables
    from bot.store import Store

    settings = load_settings(arguments.config)
    if not settings.database.exists():
        return _refuse(NO_DATABASE)
    with Store.open(settings.database, settings.key_file) as store:
        found = _year(store, arguments.jaar)
        if found is None:
            return _refuse(f"Over {arguments.jaar} zijn geen cijfers. Een maand telt mee als zij voorbij is.")
        tables = all_tables(found, store.cijfers.read)
    try:
        return _write(arguments, found, tables)
    except OSError:
        return _refuse("Schrijven lukt niet. Kijk of de map bestaat en of u er mag schrijven.")


def _year(store: "Store", jaar: int) -> "Periode | None":
    """That year, as far as it was fixed."""
    from bot.frontoffice.inzicht import periode

    return periode.latest_years(periode.read_all(store.cijfers.periods())).get(jaar)


def _write(arguments: argparse.Namespace, found: "Periode", tables: "tuple[Tabel, ...]") -> int:
    if arguments.csv is not None:
        _write_csv(arguments.csv, found, tables)
    if arguments.html is not None:
        arguments.html.write_text(_as_html(found, tables), encoding="utf-8")
        print(f"Geschreven: {arguments.html}")
    if arguments.csv is None and arguments.html is None:
        _print(found, tables)
    return DONE


def _write_csv(folder: Path, found: "Periode", tables: "tuple[Tabel, ...]") -> None:
    from bot.frontoffice.inzicht.uitvoer import as_csv

    folder.mkdir(parents=True, exist_ok=True)
    for tabel in tables:
        path = folder / f"elkedeur-{tabel.id}-{found.id}.csv"
        path.write_text(as_csv(tabel), encoding="utf-8", newline="")
    print(f"Geschreven: {len(tables)} tabellen in {folder}")


def _as_html(found: "Periode", tables: "tuple[Tabel, ...]") -> str:
    from importlib.resources import files

    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from bot.frontoffice.inzicht.beeld import picture
    from bot.frontoffice.inzicht.tabellen import HIDDEN
    from bot.frontoffice.inzicht.verslag import chapters

    css = (files("bot.frontoffice.web") / "static" / "frontoffice.css").read_text(encoding="utf-8")
    templates = Environment(
        loader=PackageLoader("bot.frontoffice.web"), autoescape=True, undefined=StrictUndefined
    )
    return templates.get_template("inzicht/bestand.html.jinja").render(
        periode=found,
        hoofdstukken=chapters(tables),
        beeld=picture,
        verborgen=HIDDEN,
        opmaak=Markup(css),  # noqa: S704 -- our own sheet
    )


def _print(found: "Periode", tables: "tuple[Tabel, ...]") -> None:
    from bot.frontoffice.inzicht.verslag import chapters

    print(f"Jaarverslag Elke Deur {found.naam}")
    for number, chapter in enumerate(chapters(tables), start=1):
        print(f"\n{number}. {chapter.titel}")
        for line in (*chapter.alineas, *(f"- {one}" for one in chapter.lessen)):
            print(line)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED
