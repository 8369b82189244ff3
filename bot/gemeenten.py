"""Several municipalities in one installation: a folder for each, and one process that serves them all.

gemeenten/bladel/elkedeur.toml holds the settings of that municipality, with its own role of the database. Beside it
lie its key, its places (kaart.csv) and its own sentences (teksten.toml). What is heavy, the reading of Dutch, is
shared; nothing that anybody said is.
"""

import json
import re
import secrets
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from psycopg.conninfo import conninfo_to_dict

from bot.config import ConfigError, Settings, check_production, settings_of
from bot.teksten.teksten import GEMEENTE

FILE = "elkedeur.toml"
NAME = re.compile(r"[a-z](?:-?[a-z0-9]){1,39}")
RESERVED = frozenset({"tabellen", "gemeenten"})  # roles of the installation itself
# What stands in the folder itself unless it is a whole path.
_PATHS = ("gegevens", "sleutelbestand", "pakket_map", "kopie_map", "kaart", "teksten")
# In the address of a database: whatever says who asks, and with what.
_WHO = frozenset(
    {"user", "password", "passfile", "sslcert", "sslkey", "sslpassword", "service", "servicefile"}
)


class GemeenteSettings(Settings):
    """Of one of several: the environment is for all of them, and so for none."""

    environment_counts: ClassVar[bool] = False


@dataclass(frozen=True)
class Gemeente:
    """One municipality of this installation. naam: of its folder."""

    naam: str
    settings: Settings


@dataclass(frozen=True)
class Gevonden:
    """What stands in the folder. mis: by name, why it cannot start."""

    goed: tuple[Gemeente, ...]
    mis: Mapping[str, str]


def look(folder: Path) -> Gevonden:
    """Every municipality in this folder, by name: those that can start, and why the others cannot."""
    read: list[Gemeente] = []
    wrong: dict[str, str] = {}
    for naam in names(folder):
        try:
            read.append(Gemeente(naam, _settings(folder / naam / FILE)))
        except ConfigError as error:
            wrong[naam] = str(error)
    for naam, why in _too_close(read).items():
        wrong[naam] = why
    for one in read:
        try:
            check(one.settings)
        except ConfigError as error:
            wrong.setdefault(one.naam, str(error))
    return Gevonden(tuple(one for one in read if one.naam not in wrong), wrong)


def names(folder: Path) -> tuple[str, ...]:
    """The folders with settings in them."""
    return tuple(sorted(file.parent.name for file in folder.glob(f"*/{FILE}")))


def check(settings: Settings) -> None:
    """What one of several needs before it can start. Raises ConfigError."""
    check_production(settings)
    if settings.kaart is None and settings.gemeente != GEMEENTE:
        raise ConfigError(
            f"kaart ontbreekt: de plekken van {settings.gemeente} zelf. Zonder zou de bot plekken in {GEMEENTE} noemen."
        )


def _settings(file: Path) -> Settings:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: {error}. Verbeter of verwijder het bestand.") from error
    values.setdefault("gegevens", "gegevens")
    for name in _PATHS:
        if isinstance(values.get(name), str):
            values[name] = str(file.parent / values[name])
    return settings_of(GemeenteSettings, values, file)


def _too_close(gemeenten: Iterable[Gemeente]) -> dict[str, str]:
    """Two that share what must be their own would hear each other's residents: neither of them starts."""
    seen: dict[Any, str] = {}
    wrong: dict[str, str] = {}
    for one in gemeenten:
        for what, value in _own(one.settings):
            other = seen.setdefault(value, one.naam)
            if other != one.naam:
                why = f"hebben dezelfde {what}. Geef elke gemeente een eigen."
                wrong |= {one.naam: f"{one.naam} en {other} {why}", other: f"{other} en {one.naam} {why}"}
    return wrong


def _own(settings: Settings) -> Iterator[tuple[str, Any]]:
    """What no two may share, each as (name, value)."""
    for name in ("telegram_token", "telegram_webhook_geheim", "webhook_in_geheim", "groep"):
        if (given := getattr(settings, name)) is not None:
            yield name, (name, given)
    yield "database", _database(settings)
    yield "sleutel", settings.key_file.resolve()
    for name in ("gegevens", "pakket_map"):
        if (path := getattr(settings, name)) is not None:
            yield name, path.resolve()
    yield "kopie_map", settings.backup_folder.resolve()
    for name in type(settings).model_fields:
        if name.endswith("_poort") and name != "smtp_poort" and (port := _port(settings, name)):
            yield name, ("poort", port)


def _port(settings: Settings, name: str) -> int | None:
    if name == "telegram_webhook_poort" and settings.telegram_webhook_url is None:
        return None
    port: int | None = getattr(settings, name)
    return port


def _database(settings: Settings) -> Any:
    """Whose rows: the same role in the same database, however the address is written."""
    if settings.server is None:
        return settings.database
    parts = conninfo_to_dict(settings.server.get_secret_value())
    return tuple(parts.get(name) for name in ("user", "host", "port", "dbname"))


def make_folder(folder: Path, naam: str, volledig: str, server: str) -> Path:
    """The folder of a new municipality, ready to be filled in; gives its settings file. Raises ConfigError.

    volledig: as residents know it. server: the address of the database under its own role.
    """
    own = folder / naam
    try:
        own.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise ConfigError(f"{own} bestaat al. Kies een andere naam, of ruim die map eerst op.") from None
    except OSError as error:
        raise ConfigError(f"{own} kan niet worden gemaakt ({error.strerror}).") from None
    file = own / FILE
    try:
        (own / "gegevens").mkdir(mode=0o700)
        file.touch(mode=0o600)  # it holds the password of the database
        file.write_text("\n".join(_lines(volledig, server)), encoding="utf-8")
        (own / "teksten.toml").write_text(_OWN_TEXTS, encoding="utf-8")
        _settings(file)
    except (OSError, ConfigError) as error:
        remove_folder(folder, naam)
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{own} kan niet worden gemaakt ({why}).") from None
    return file


def remove_folder(folder: Path, naam: str) -> None:
    """Take back what make_folder made, when nothing came of the rest."""
    shutil.rmtree(folder / naam, ignore_errors=True)


def _lines(volledig: str, server: str) -> Iterator[str]:
    yield f"gemeente = {_quoted(volledig)}"
    yield f"database = {_quoted(server)}"
    yield 'teksten = "teksten.toml"'
    yield "# De eigen plekken, in de vorm van `elkedeur kaart exporteer`. De landelijke komen er vanzelf bij."
    yield "# Wat er minstens in moet staan: docs/gemeenten.md."
    yield '# kaart = "kaart.csv"'
    yield "# Hoe bewoners ons bereiken. Minstens één van deze twee:"
    yield '# telegram_token = "…"'
    yield "# chat_poort = 8081"
    yield "# Waar een overdracht heen gaat. Minstens één van deze twee:"
    yield 'pakket_map = "pakketten"'
    yield '# pakket_mail = "…"'
    yield "wijken = []"
    yield ""


_OWN_TEXTS = """\
# Zinnen van deze gemeente. Wat hier niet staat, is zoals bij iedereen (bot/teksten/nl.toml). Bijvoorbeeld:
#
# [groet.welkom]
# tekst = "Welkom bij {gemeente}. Waarmee kan ik u helpen?"
"""


def _quoted(text: str) -> str:
    """As TOML reads it back."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def gebruiker_of(naam: str) -> str:
    """The role of the database under which this municipality works. Raises ConfigError."""
    if not NAME.fullmatch(naam) or len(naam) > 40 or naam in RESERVED:
        raise ConfigError(
            f"{naam} kan niet. Kies een naam van kleine letters, cijfers en streepjes, zoals bergen-op-zoom."
        )
    return f"elkedeur_{naam.replace('-', '_')}"


def url_of(beheer: str, gebruiker: str, password: str) -> str:
    """The same database, under this role; nothing in it says who the administrator is."""
    parts = urlsplit(beheer)
    place = parts.netloc.rpartition("@")[2]
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name not in _WHO])
    return urlunsplit(parts._replace(netloc=f"{gebruiker}:{quote(password, safe='')}@{place}", query=query))


def new_password() -> str:
    """Long and random; nobody types it."""
    return secrets.token_urlsafe(32)
