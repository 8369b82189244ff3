"""The command `elkedeur`. Parses, calls, prints; every error is one clear sentence and exit code 2."""

import argparse
import asyncio
import contextlib
import json
import os
import select
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import (
    cli_gebruiker,
    cli_gegevens,
    cli_gemeente,
    cli_kaartwerk,
    cli_kopie,
    cli_koppelen,
    cli_rapport,
    cli_uitwisseling,
    cli_verhuis,
    logs,
    zwijgen,
)
from bot.config import ConfigError, load_settings
from bot.store.errors import StoreError
from bot.teksten import TekstenError

# The heavy parts are imported where they are used, so that --help and a typing error answer at once.


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    arguments = _parser().parse_args(argv)
    sys.excepthook = logs.excepthook
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except (ConfigError, StoreError, TekstenError, _UsageError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        if not _nobody_reads():
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


def _nobody_reads() -> bool:
    """Whether what is printed goes nowhere any more, as with `| head`; the rest of it is then dropped in silence."""
    out = select.poll()
    out.register(sys.stdout, select.POLLOUT)
    return any(event & select.POLLERR for _, event in out.poll(0))


class _UsageError(Exception):
    """What the user gave cannot be used; the message says what to do."""


class _Version(argparse.Action):
    """Says which Elke Deur this is, and ends. Looked up only when asked: that takes longer than parsing."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"elkedeur {version('elkedeur')}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="elkedeur", description="Elke Deur: elke deur is goed.")
    parser.add_argument("--version", action=_Version, nargs=0, help="welke versie dit is")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    for name, text, run in (
        ("demo", "de chatpagina en de inbox naast elkaar, op deze computer", _demo),
        ("chat", "een gesprek in de terminal", _chat),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--wacht", type=float, default=0.0, help="seconden na het laatste bericht")
        if name == "demo":
            command.add_argument(
                "--poort",
                type=_port,
                help="waar de chatpagina komt; de andere erna",
            )
        command.set_defaults(run=run)
    start = commands.add_parser("start", help="in bedrijf, met de kanalen uit de configuratie")
    start.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    start.add_argument("--gemeenten", type=Path, help="map met een map voor elke gemeente")
    start.set_defaults(run=_start)
    begrijp = commands.add_parser("begrijp", help="lees berichten: één JSON-regel per bericht")
    begrijp.add_argument("tekst", nargs="*", help="met uitleg erbij; zonder tekst: JSON-regels op de invoer")
    begrijp.set_defaults(run=_begrijp)
    _kaart_commands(commands.add_parser("kaart", help="de sociale kaart"))
    _model_commands(commands.add_parser("model", help="trainen en meten"))
    _frontoffice_commands(commands.add_parser("frontoffice", help="overdrachten"))
    gebruiker = commands.add_parser("gebruiker", help="accounts van collega's")
    cli_gebruiker.add_commands(gebruiker.add_subparsers(required=True, metavar="opdracht"))
    gegevens = commands.add_parser("gegevens", help="inzien, wissen, bewaren, kopieën en de sleutel")
    gegevens_commands = gegevens.add_subparsers(required=True, metavar="opdracht")
    cli_gegevens.add_commands(gegevens_commands)
    cli_kopie.add_commands(gegevens_commands)
    cli_verhuis.add_commands(gegevens_commands)
    cli_rapport.add_commands(commands)
    gemeente = commands.add_parser("gemeente", help="meer gemeenten in één installatie")
    cli_gemeente.add_commands(gemeente.add_subparsers(required=True, metavar="opdracht"))
    koppelen = commands.add_parser("koppelen", help="andere systemen van de gemeente")
    cli_koppelen.add_commands(koppelen.add_subparsers(required=True, metavar="opdracht"))
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is geen poort. Kies een getal van 1 tot en met 65535.")
    return int(text)


def _kaart_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    cli_kaartwerk.add_commands(commands)
    cli_uitwisseling.add_commands(commands)


def _model_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    train = commands.add_parser("train", help="maak het model opnieuw uit intents/data")
    train.set_defaults(run=_model_train)
    evaluate = commands.add_parser("evalueer", help="meet op een bestand in het voorbeeldformaat")
    evaluate.add_argument("bestand", type=Path)
    evaluate.set_defaults(run=_model_evaluate)
    _herzien_command(commands.add_parser("herzien", help="kijk na wat verkeerd begrepen werd"))


def _herzien_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("nummer", nargs="?", help="nummer uit de lijst; zonder nummer: toon de lijst")
    parser.add_argument("--tekst", help="een eigen zin die hetzelfde zegt, zonder persoonsgegevens")
    parser.add_argument("--leefgebieden", help="bijvoorbeeld geld,wonen; het belangrijkste eerst")
    parser.add_argument("--rol", help="zelf, ander of onbekend")
    parser.add_argument("--nood", help="geen, of de soort nood")
    parser.add_argument("--route", help="voorziening, frontoffice, klacht, buiten of nood")
    parser.add_argument("--naar", type=Path, help="JSONL-bestand waar het voorbeeld bij komt")
    parser.add_argument("--weg", action="store_true", help="gooi dit nummer weg")
    parser.add_argument("--config", type=Path, help="TOML-bestand met instellingen")
    parser.set_defaults(run=_herzien)


def _frontoffice_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    again = commands.add_parser("opnieuw", help="stuur een overdracht nog een keer")
    again.add_argument("nummer", help="het nummer van de vraag")
    again.add_argument("--config", type=Path)
    again.set_defaults(run=_send_again)


def _demo(arguments: argparse.Namespace) -> int:
    from bot.demo import converse

    logs.set_up(level=50)
    with contextlib.suppress(asyncio.CancelledError):  # the window was shut
        asyncio.run(converse(demo=True, seconds_after_end=arguments.wacht, poort=arguments.poort))
    return 0


def _chat(arguments: argparse.Namespace) -> int:
    from bot.demo import converse

    logs.set_up(level=50)
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(converse(demo=False, seconds_after_end=arguments.wacht))
    return 0


def _start(arguments: argparse.Namespace) -> int:
    # The sums of one message are too small to share between cores: that doubles the work and wins no time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.start import start, start_all

    if arguments.gemeenten is not None and arguments.config is not None:
        raise _UsageError("Kies --config voor één gemeente, of --gemeenten voor allemaal.")
    logs.set_up()
    zwijgen.hush()
    if arguments.gemeenten is not None:
        from bot.gemeenten import look

        for naam, why in look(arguments.gemeenten).mis.items():
            print(f"{naam} start nog niet: {why}", file=sys.stderr)
        asyncio.run(start_all(arguments.gemeenten))
    else:
        asyncio.run(start(load_settings(arguments.config)))
    return 0


def _send_again(arguments: argparse.Namespace) -> int:
    """For a pakket of which nobody knows whether it arrived: a person decides, so it may go again."""
    from bot.app import build

    logs.set_up()
    app = build(load_settings(arguments.config))
    with app.store:
        nummer = arguments.nummer.replace("-", "")
        signaal_id = app.store.signalen.id_of(nummer)
        now = app.clock.now()
        with app.store.transaction():
            overdracht = app.store.overdrachten.load(signaal_id) if signaal_id else None
            if signaal_id is None or overdracht is None or overdracht.status != "verstuurd":
                raise _UsageError(
                    f"Vraag {nummer} is niet doorgegeven, of is ingetrokken. Kijk het nummer na."
                )
            app.store.overdrachten.send(signaal_id, now)
            app.notices.overdracht(app.store.signalen.load(signaal_id), overdracht, now)
    print(f"Vraag {nummer} staat klaar om opnieuw te gaan.")
    return 0


def _begrijp(arguments: argparse.Namespace) -> int:
    from intents.explain import explain, sentences
    from intents.lezer import Lezer

    lezer = Lezer.load()
    kaart = cli_kaartwerk.kaart_by_meaning(None, None, lezer.encoder)
    for id, tekst in _messages(arguments.tekst, sys.stdin):
        print(json.dumps(understood(id, tekst, lezer, kaart), ensure_ascii=False), flush=True)
        if arguments.tekst:
            # Beside the JSON, not in it: scripts read standard output, and one line a message there.
            print("\n".join(sentences(explain(lezer, tekst, lezer.fired))), file=sys.stderr)
    return 0


def _messages(given: list[str], source: Iterable[str]) -> Iterable[tuple[str, str]]:
    if given:
        yield from ((str(i), tekst) for i, tekst in enumerate(given, start=1))
        return
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield str(row.get("id", number)), str(row["tekst"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _UsageError(f"regel {number}: geen JSON met een veld tekst. Verbeter die regel.") from None


def understood(id: str, tekst: str, lezer: Any, kaart: Any) -> dict[str, Any]:
    """One message as `elkedeur begrijp` prints it; the format is fixed in the design."""
    from bot.reading import offered

    started = time.perf_counter()
    begrip = lezer.read(tekst)
    found = offered(kaart, begrip, datetime.now(UTC))
    nood = begrip.nood
    return {
        "id": id,
        "nood": None if nood is None else {"soort": nood.soort.value, "zekerheid": nood.zekerheid.value},
        "leefgebieden": [{"id": one.id, "score": round(one.score, 3)} for one in begrip.leefgebieden],
        "rol": begrip.rol.value,
        "route": begrip.route.value,
        "voorzieningen": [
            {"id": v.voorziening.id, "naam": v.voorziening.naam, "score": round(v.score, 3), "reden": v.reden}
            for v in found
        ],
        "persoonsgegevens": list(begrip.persoonsgegevens),
        "ms": round((time.perf_counter() - started) * 1000, 1),
    }


def _model_train(arguments: argparse.Namespace) -> int:
    from intents.train import main as train

    return _plain(train)


def _model_evaluate(arguments: argparse.Namespace) -> int:
    from intents.evaluate import main as evaluate

    return _plain(lambda: evaluate(arguments.bestand))


def _herzien(arguments: argparse.Namespace) -> int:
    """The review list; or one row of it, made into an example or thrown away."""
    from bot import herzien
    from bot.store import Store

    settings = load_settings(arguments.config)
    if not settings.database.exists():
        raise _UsageError(f"{settings.database} bestaat niet. Noem met --config de configuratie van de bot.")
    given = {name: getattr(arguments, name) for name in herzien.FIELDS}
    with Store.open(settings.database, settings.key_file) as store:
        try:
            if arguments.weg:
                print(herzien.throw_away(store, arguments.nummer, given, datetime.now(UTC)))
            elif arguments.nummer is not None or any(given.values()):
                print(herzien.use(store, arguments.nummer, given, arguments.naar, datetime.now(UTC)))
            else:
                print(herzien.listed(store.herzieningen.open_rows()))
        except herzien.HerzieningRefusedError as error:
            raise _UsageError(str(error)) from None
    return 0


def _plain(act: Callable[[], object]) -> int:
    """Errors of intents are sentences that name file and line."""
    from intents.errors import IntentsError

    try:
        act()
    except IntentsError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
