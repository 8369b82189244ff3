"""The containers: closed, joined as they say, and the database made as the bot needs it."""

import ast
import fnmatch
import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from bot.config import load_settings
from bot.store import Store
from bot.store.plek import Postgres
from tests.postgres import PostgresServer

BEHEER = Path(__file__).parents[1] / "docs" / "beheer"
COMPOSE: dict[str, Any] = yaml.safe_load((BEHEER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
CONTAINERFILE = (BEHEER / "Containerfile").read_text(encoding="utf-8")
PASSWORD = "verzonnen-wachtwoord-0123"


# --- compose.yaml ---


@pytest.fixture(params=sorted(SERVICES))
def service(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each container by itself."""
    return dict(SERVICES[request.param])


def test_container_may_write_nowhere_else_and_gets_no_rights(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert "privileged" not in service
    assert "cap_add" not in service
    assert "network_mode" not in service


def test_database_is_reached_by_the_bot_alone() -> None:
    assert SERVICES["db"]["networks"] == ["achter"]
    assert COMPOSE["networks"]["achter"]["internal"] is True
    assert [name for name, one in SERVICES.items() if "achter" in one["networks"]] == ["db", "elkedeur"]
    assert "ports" not in SERVICES["db"]
    assert SERVICES["db"]["user"] == "postgres"


def test_there_may_be_several_of_the_bot_and_one_proxy_before_them() -> None:
    bot, proxy = SERVICES["elkedeur"], SERVICES["proxy"]
    assert not {"ports", "container_name", "hostname"} & bot.keys()
    settings = tomllib.loads((BEHEER / "elkedeur.toml").read_text(encoding="utf-8"))
    served = {str(settings["chat_poort"]), str(settings["frontoffice_poort"])}
    assert {port.rpartition(":")[2] for port in proxy["ports"]} == served
    assert all(port.startswith("127.0.0.1:") for port in proxy["ports"])
    balanced = (BEHEER / "haproxy.cfg").read_text(encoding="utf-8")
    assert set(re.findall(r"server-template \w+ \d+ elkedeur:(\d+)$", balanced, re.M)) == served
    assert set(re.findall(r"bind :(\d+)$", balanced, re.M)) == served
    assert set(bot["networks"]) & set(proxy["networks"]) == {"voor"}


def test_bot_waits_for_the_database_and_tells_how_it_is() -> None:
    assert SERVICES["elkedeur"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert "--host=127.0.0.1" in SERVICES["db"]["healthcheck"]["test"]
    (inside,) = re.findall(r"^    CMD (\[.+\])$", CONTAINERFILE, re.M)
    assert SERVICES["elkedeur"]["healthcheck"]["test"] == ["CMD", *ast.literal_eval(inside)]


def test_every_file_that_is_joined_is_there_and_read_only() -> None:
    joined = [one for service in SERVICES.values() for one in service["volumes"] if one.startswith(".")]
    assert len(joined) == 3
    for one in joined:
        here, _, how = one.partition(":")
        assert (BEHEER / here).is_file(), one
        assert how.endswith(":ro"), one
    named = {one.partition(":")[0] for service in SERVICES.values() for one in service["volumes"]}
    assert named - {one.partition(":")[0] for one in joined} == set(COMPOSE["volumes"])
    build = SERVICES["elkedeur"]["build"]
    root = (BEHEER / build["context"]).resolve()
    assert (root / build["dockerfile"]).resolve() == BEHEER / "Containerfile"


def test_secrets_are_files_and_only_where_they_are_needed() -> None:
    given = {name: set(service.get("secrets", [])) for name, service in SERVICES.items()}
    assert given["elkedeur"] & given["db"] == given["proxy"] == set()
    assert set.union(*given.values()) == set(COMPOSE["secrets"])
    assert all(set(one) == {"file"} for one in COMPOSE["secrets"].values())
    url = SERVICES["elkedeur"]["environment"]["ELKEDEUR_DATABASE"]
    named = psycopg.conninfo.conninfo_to_dict(url)
    assert "password" not in named
    assert Path(str(named["passfile"])).name in given["elkedeur"]
    assert named["host"] in SERVICES


# --- the image ---


def in_the_image() -> dict[str, str]:
    """What the last part of the container file sets."""
    last = CONTAINERFILE[CONTAINERFILE.rindex("\nFROM ") :]
    (block,) = re.findall(r"^ENV ((?:.+\\\n)*.+)$", last, re.M)
    return dict(one.split("=", 1) for one in block.replace("\\\n", " ").split())


def test_example_configuration_fits_in_the_container(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ELKEDEUR_")]:
        monkeypatch.delenv(name)
    for name, value in (in_the_image() | SERVICES["elkedeur"]["environment"]).items():
        if name.startswith("ELKEDEUR_"):
            monkeypatch.setenv(name, value)
    settings = load_settings(BEHEER / "elkedeur.toml")
    volumes = {Path(one.partition(":")[2]) for one in SERVICES["elkedeur"]["volumes"]}
    assert volumes == {settings.gegevens, settings.key_file.parent}
    assert settings.backup_folder.is_relative_to(settings.gegevens)
    assert settings.chat_adres == settings.frontoffice_adres == "0.0.0.0"  # noqa: S104 -- the network is closed
    assert settings.bewaking_adres == "127.0.0.1"
    assert "db/elkedeur" in str(settings.database)


def test_only_what_is_copied_goes_to_the_builder() -> None:
    rules = (BEHEER.parents[1] / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {rule[1:] for rule in rules if rule.startswith("!")}
    copied = {
        word
        for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.M)
        for word in line.split()[:-1]
    }
    assert allowed == copied
    assert "*" in rules
    assert "intents/data/berichten" in rules
    for one in copied:
        assert fnmatch.filter([path.name for path in BEHEER.parents[1].iterdir()], one), one


# --- the database ---


@pytest.fixture
def fresh() -> Iterator[PostgresServer]:
    """A server of its own: the role and the database have names for all of it."""
    with PostgresServer() as server:
        yield server


def make_database(server: PostgresServer, monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    """As the runbook says, and as the container of PostgreSQL does at its first start."""
    for name, text in (("wachtwoord", f"{password}\n"), ("maak.sql", "")):
        (server.folder / name).write_text(text)
        (server.folder / name).chmod(0o644)
    shutil.copyfile(BEHEER / "postgres-init.sql", server.folder / "maak.sql")
    monkeypatch.setenv("WACHTWOORD_BESTAND", str(server.folder / "wachtwoord"))
    server.sql(f"\\i {server.folder / 'maak.sql'}")


def connect(
    server: PostgresServer, url: str, folder: Path, password: str = PASSWORD
) -> "psycopg.Connection[Any]":
    """By the address of compose.yaml, with the port and the file of this test."""
    passfile = folder / "pgpass"
    passfile.write_text(f"127.0.0.1:{server.port}:*:*:{password}\n")
    passfile.chmod(0o600)
    url = url.replace("@db:5432/", f"@127.0.0.1:{server.port}/")
    return psycopg.connect(re.sub(r"passfile=.*", f"passfile={passfile}", url))


def test_role_owns_one_database_and_nothing_more(
    fresh: PostgresServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = SERVICES["elkedeur"]["environment"]["ELKEDEUR_DATABASE"]
    fresh.sql("alter system set log_statement = 'all'", "select pg_reload_conf()")
    make_database(fresh, monkeypatch, "wachtwoord-van-eerst")
    make_database(fresh, monkeypatch, PASSWORD)  # once more: the password of now
    fresh.sql("create role nieuwsgierig login password 'een-ander-wachtwoord'")
    fresh.crash()
    fresh.start(f"hba_file={allowed_in(fresh)}")
    with connect(fresh, url, tmp_path) as bot:
        bot.execute("create table brief (tekst text)")
        rights = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        (row,) = bot.execute(f"select {rights} from pg_roles where rolname = current_user").fetchall()
        assert row == (False,) * 5
        assert bot.execute("show server_encoding").fetchone() == ("UTF8",)
    for other, password in (
        (url, "wachtwoord-van-eerst"),
        (url.replace("/elkedeur?", "/postgres?"), PASSWORD),
        (url.replace("//elkedeur@", "//postgres@"), PASSWORD),
        (url.replace("//elkedeur@", "//nieuwsgierig@"), "een-ander-wachtwoord"),
    ):
        with pytest.raises(psycopg.OperationalError, match=r"no pg_hba.conf entry|authentication failed"):
            connect(fresh, other, tmp_path, password)
    assert "create table brief" in fresh.log()
    assert PASSWORD not in fresh.log()


def allowed_in(server: PostgresServer) -> Path:
    """pg_hba.conf where the server can read it."""
    there = server.folder / "pg_hba.conf"
    shutil.copyfile(BEHEER / "pg_hba.conf", there)
    there.chmod(0o644)
    return there


def test_database_is_not_made_without_a_real_password(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for password in ("", "kort"):
        with pytest.raises(RuntimeError, match="leeg of te kort"):
            make_database(postgres_server, monkeypatch, password)
    assert postgres_server.sql("select count(*) from pg_roles where rolname = 'elkedeur'") == "0"


def test_copy_and_putting_it_back_go_as_the_runbook_says(
    fresh: PostgresServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the tables of the bot, whose rows its own role does not see all of."""
    runbook = (BEHEER / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^docker compose -f docs/beheer/compose.yaml exec -T db (.+)$", runbook, re.M)
    assert [line.split()[0] for line in lines] == ["pg_dump", "dropdb", "psql", "pg_restore"]
    make_database(fresh, monkeypatch, PASSWORD)
    (mounted,) = [one for one in SERVICES["db"]["volumes"] if "postgres-init.sql" in one]
    inside = mounted.split(":")[1]
    url = f"postgresql://elkedeur:{PASSWORD}@127.0.0.1:{fresh.port}/elkedeur"
    with Store.open(Postgres(url, tmp_path), tmp_path / "elkedeur.sleutel"):
        pass
    count = "select count(*) from pg_tables where tableowner = 'elkedeur'"
    before = fresh.sql(count, database="elkedeur")
    assert int(before) > 10
    for line in lines:
        fresh.shell(line.replace(inside, str(fresh.folder / "maak.sql")))
        if line.startswith("psql"):
            assert fresh.sql(count, database="elkedeur") == "0"
    assert fresh.sql(count, database="elkedeur") == before
    with Store.open(Postgres(url, tmp_path), tmp_path / "elkedeur.sleutel"):
        pass
