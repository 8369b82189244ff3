"""`elkedeur kaart importeer, exporteer, ongedaan, geschiedenis`: shows first, asks, then does all or nothing."""

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.balk import bar
from bot.cli_kaartwerk import opened
from bot.config import Settings, load_settings
from bot.teksten import Teksten

if TYPE_CHECKING:
    from bot.store import Store
    from sociale_kaart.uitwisseling.verschil import Bestand, Wijziging

DONE, NOT_DONE, REFUSED = 0, 1, 2
MOST_FINDINGS = 50
SHOWN = 160  # characters of a cell
SEPARATORS = {"puntkomma": ";", "komma": ","}


class _RefusedError(Exception):
    """A key of collega.toml and its fields; nothing was changed."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields


def add_commands(commands: Any) -> None:
    """Put the commands below `elkedeur kaart`."""
    load = commands.add_parser("importeer", help="lees een CSV, HSDS JSON of datapakket in")
    load.add_argument("bestand", type=Path)
    load.add_argument("--proef", action="store_true", help="laat alleen zien wat er zou veranderen")
    load.add_argument("--weghalen", action="store_true", help="haal weg wat niet in het bestand staat")
    save = commands.add_parser("exporteer", help="schrijf de kaart naar een bestand of map")
    save.add_argument("doel", type=Path)
    save.add_argument("--vorm", choices=["csv", "hsds", "datapakket"], help="anders volgt die uit de naam")
    save.add_argument("--scheiding", choices=SEPARATORS, default="puntkomma", help="teken tussen de vakken")
    undo = commands.add_parser("ongedaan", help="draai de laatste import terug")
    history = commands.add_parser("geschiedenis", help="laat zien wat er aan een voorziening veranderde")
    history.add_argument("id")
    for command in (load, undo):
        command.add_argument("--ja", action="store_true", help="vraag niets")
        command.add_argument("--door", help="rol van wie dit doet; anders de naam van de login")
    for command, run in ((load, _import), (save, _export), (undo, _undo), (history, _history)):
        command.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
        command.set_defaults(run=_plain(run))


Command = Callable[[argparse.Namespace, Settings, Teksten], int]


def _plain(run: Command) -> Callable[[argparse.Namespace], int]:
    """Every refusal is a sentence, never a traceback."""

    def wrapped(arguments: argparse.Namespace) -> int:
        from sociale_kaart.errors import KaartError

        teksten, settings = Teksten.load(), load_settings(arguments.config)
        try:
            return run(arguments, settings, teksten)
        except _RefusedError as error:
            _say(teksten.fill(error.key, **error.fields), sys.stderr)
        except KaartError as error:
            for finding in error.bevindingen[:MOST_FINDINGS]:
                _say(f"{error.file}, {finding}", sys.stderr)
            if (more := len(error.bevindingen) - MOST_FINDINGS) > 0:
                _say(teksten.fill("kaart.nog_meer", aantal=str(more)), sys.stderr)
            _say(teksten.fill("kaart.niets_veranderd"), sys.stderr)
        return REFUSED

    return wrapped


def _import(arguments: argparse.Namespace, settings: Settings, teksten: Teksten) -> int:
    from bot.kaart_bron import rows_now
    from bot.store import Store
    from sociale_kaart.uitwisseling.lezen import read
    from sociale_kaart.uitwisseling.verschil import differences

    with bar(teksten.fill("kaart.lezen")) as step:
        bestand = read(arguments.bestand, step)
    with opened(settings) as found:
        since, nu = found.kaart.version() if found is not None else 0, rows_now(found)
    changes = differences(nu, bestand, weghalen=arguments.weghalen)
    _refuse_what_is_needed(changes, teksten)
    _show(changes, bestand, len(nu), teksten)
    if arguments.proef or not changes:
        return DONE
    if not arguments.ja and not _agreed(teksten):
        return NOT_DONE
    # Opened anew, and made where there is none: who says no leaves no database and no key behind.
    with Store.open(settings.database, settings.key_file) as store:
        number = _apply(store, changes, bestand, arguments.door, since, teksten)
    _say(teksten.fill("kaart.gedaan", nummer=str(number)))
    return DONE


def _apply(
    store: "Store",
    changes: "Sequence[Wijziging]",
    bestand: "Bestand",
    door: str | None,
    since: int,
    teksten: Teksten,
) -> int:
    from bot.kaart_bron import shipped_rows
    from bot.store.kaart import Herkomst
    from sociale_kaart.cells import to_cells

    base = map(to_cells, shipped_rows())
    herkomst = Herkomst("import", _login(door), bestand.naam)
    with bar(teksten.fill("kaart.opslaan")) as step, store.transaction():
        return store.kaart.apply(changes, base, herkomst, datetime.now(UTC), since=since, voortgang=step)


def _export(arguments: argparse.Namespace, settings: Settings, teksten: Teksten) -> int:
    from bot.kaart_bron import rows_now
    from sociale_kaart.uitwisseling.schrijven import Vorm, vorm_of, write

    with opened(settings) as store:
        rows = rows_now(store)
    vorm = Vorm(arguments.vorm) if arguments.vorm else vorm_of(arguments.doel)
    try:
        write(rows, arguments.doel, vorm, SEPARATORS[arguments.scheiding])
    except (OSError, ValueError):
        raise _RefusedError("kaart.schrijven_mislukt", doel=str(arguments.doel)) from None
    _say(teksten.fill("kaart.geschreven", aantal=str(len(rows)), doel=str(arguments.doel)))
    return DONE


def _undo(arguments: argparse.Namespace, settings: Settings, teksten: Teksten) -> int:
    from sociale_kaart.uitwisseling.verschil import Wijziging

    with _existing(settings) as store:
        last = store.kaart.last_import()
        back = [Wijziging(one.id, one.nieuw, one.oud) for one in store.kaart.changes_of(last)]
        _show_each(back, teksten)
        if back and not arguments.ja and not _agreed(teksten):
            return NOT_DONE
        with store.transaction():
            store.kaart.undo(_login(arguments.door), datetime.now(UTC), number=last)
    _say(teksten.fill("kaart.ongedaan", nummer=str(last)))
    return DONE


def _history(arguments: argparse.Namespace, settings: Settings, teksten: Teksten) -> int:
    from bot.kaart_bron import rows_now
    from bot.kalender import LOCAL
    from sociale_kaart.uitwisseling.verschil import Wijziging

    with _existing(settings) as store:
        steps = store.kaart.history(arguments.id)
        known = any(row.id == arguments.id for row in rows_now(store))
    if not steps and not known:
        raise _RefusedError("kaart.onbekend", id=arguments.id)
    if not steps:
        _say(teksten.fill("kaart.nooit_veranderd", id=arguments.id))
    for step in steps:
        _say(
            teksten.fill(
                f"kaart.stap_{step.herkomst.soort}",
                op=f"{step.op.astimezone(LOCAL):%Y-%m-%d %H:%M}",
                nummer=str(step.nummer),
                bestand=step.herkomst.bestand,
                door=step.herkomst.door,
            )
        )
        _show_each([Wijziging(arguments.id, step.wijziging.oud, step.wijziging.nieuw)], teksten)
    return DONE


def _refuse_what_is_needed(changes: "Sequence[Wijziging]", teksten: Teksten) -> None:
    """Numbers that stand below the cards of danger, and the municipality, may not go."""
    from bot.kaart_bron import needed_ids
    from bot.kaartwerk import needed_lost

    if (lost := needed_lost(changes, needed_ids(teksten))) is not None:
        raise _RefusedError("kaart.nodig", id=lost)


def _show(changes: "Sequence[Wijziging]", bestand: "Bestand", now: int, teksten: Teksten) -> None:
    from bot.kaartwerk import numbers_of

    _show_each(changes, teksten)
    numbers = numbers_of(changes, bestand, now)
    _say(teksten.fill("kaart.samen", **{name: str(number) for name, number in numbers.items()}))


def _show_each(changes: "Sequence[Wijziging]", teksten: Teksten) -> None:
    for change in changes:
        _say(teksten.fill(f"kaart.{change.soort}", id=change.id, naam=change.naam))
        for column, old, new in change.velden() if change.soort == "gewijzigd" else ():
            _say(teksten.fill("kaart.veld", kolom=column, oud=_short(old), nieuw=_short(new)))


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}..."


def _agreed(teksten: Teksten) -> bool:
    """No answer, as from a script, is no."""
    print(teksten.fill("kaart.doorgaan"), end=" ", flush=True)
    answer = sys.stdin.readline().strip().lower() if sys.stdin else ""
    if answer in ("j", "ja"):
        return True
    _say(teksten.fill("kaart.niets_veranderd"), sys.stderr)
    return False


def _existing(settings: Settings) -> "Store":
    from bot.store import Store

    if not settings.database.exists():
        raise _RefusedError("kaart.geen_database", database=str(settings.database))
    return Store.open(settings.database, settings.key_file)


def _login(door: str | None) -> str:
    try:
        return door or getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login, as in a container
        return "onbekend"


def _say(line: str, where: Any = None) -> None:
    """Also on a screen that does not know every letter."""
    out = where or sys.stdout
    encoding = out.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=out)
