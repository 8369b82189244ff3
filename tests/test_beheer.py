"""The runbook and what lies beside it: its commands run, and the units promise what it says."""

import ast
import asyncio
import re
import shlex
import tomllib
from configparser import RawConfigParser
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import Settings, check_production
from bot.store.kopie import newest
from tests.bot.conftest import Bot

pytestmark = pytest.mark.usefixtures("files_only")

BEHEER = Path(__file__).parents[1] / "docs" / "beheer"
RUNBOOK = (BEHEER / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", RUNBOOK, re.S)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.strip().splitlines()]


class Home:
    """What the runbook takes for granted, in a folder of a test: a bot that ran, with one overdracht."""

    def __init__(self, folder: Path) -> None:
        self.places = {
            "/var/lib/elkedeur-kopie": folder / "kopie",
            "/var/lib/elkedeur-sleutel": folder / "sleutel",
            "/var/lib/elkedeur": folder / "gegevens",
        }
        for place in self.places.values():
            place.mkdir(mode=0o700)
        self.key = folder / "sleutel" / "elkedeur.sleutel"
        given = {"sleutelbestand": self.key, "pakket_map": folder / "pakketten"}
        bot = Bot(folder / "gegevens", **given)
        asyncio.run(bot.forward())
        ((self.nummer,),) = bot.rows("select nummer from signaal")
        bot.app.store.medewerkers.add(
            "collega@gemeente.example", "Een Collega", ["medewerker"], bot.clock.now()
        )
        bot.app.store.close()
        self.config = folder / "elkedeur.toml"
        self.config.write_text(
            f'gegevens = "{folder}/gegevens"\nsleutelbestand = "{self.key}"\nkopie_map = "{folder}/kopie"\n'
            f'pakket_map = "{folder}/pakketten"\ngroep = -100\n'
        )
        (folder / "sleutel" / "oude.sleutel").write_bytes(self.key.read_bytes())
        (folder / "sleutel" / "oude.sleutel").chmod(0o600)

    def words(self, command: str) -> list[str]:
        """The arguments, with the paths and numbers of this test for those of the example."""
        line = command.replace("12345678", self.nummer)
        last = newest(self.places["/var/lib/elkedeur-kopie"])
        line = re.sub(r"/var/lib/elkedeur-kopie/elkedeur-\d+-\d+\.db", str(last), line)
        for there, here in self.places.items():
            line = line.replace(f"{there}/", f"{here}/")
            line = re.sub(f"{there}$", str(here), line)
        return [*shlex.split(line)[1:], "--config", str(self.config)]


def test_every_block_runs_here_or_says_why_not() -> None:
    assert len(COMMANDS) >= 12
    assert any("sleutel" in command for command in COMMANDS)
    for kind, block in BLOCKS:
        assert kind in ("sh", "console", "toml")
        if kind == "toml":
            assert Settings(**tomllib.loads(block)).model_fields_set
            continue
        assert (kind == "sh") != block.startswith("# Niet in een test: "), block
    assert all(command.startswith("elkedeur-beheer ") for command in COMMANDS)


def test_the_commands_of_the_runbook_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As they stand, from top to bottom; whoever is asked whether it is sure says ja."""
    home = Home(tmp_path)
    for command in COMMANDS:
        monkeypatch.setattr("sys.stdin", StringIO("ja\n"))
        code = main(home.words(command))
        said = capsys.readouterr()
        assert code == 0, f"{command}\n{said.err}"
        assert said.out.strip(), command


def test_a_copy_from_before_the_key_was_renewed_comes_back_with_the_old_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path)
    config = ["--config", str(home.config)]
    old = str(tmp_path / "sleutel" / "oude.sleutel")
    assert main(["gegevens", "kopie", *config]) == 0
    copy = str(newest(tmp_path / "kopie"))
    assert main(["gegevens", "sleutel", *config]) == 0
    assert main(["gegevens", "terugzetten", copy, "--ja", *config]) == 2
    assert "sleutel" in capsys.readouterr().err
    assert main(["gegevens", "terugzetten", copy, "--ja", "--sleutel", old, *config]) == 0
    assert main(["gegevens", "sleutel", *config]) == 0
    assert main(["gegevens", "inzien", home.nummer, *config]) == 0
    assert "ik wil bijstand" in capsys.readouterr().out


def test_links_of_the_runbook_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", RUNBOOK):
        assert (BEHEER / target).exists(), target
    titles = re.findall(r"^#+ (.+)$", RUNBOOK, re.M)
    heads = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    for anchor in re.findall(r"\]\(#([^)]+)\)", RUNBOOK):
        assert anchor in heads, anchor


def test_every_path_of_the_runbook_that_is_ours_exists() -> None:
    for name in re.findall(
        r"docs/beheer/[\w.-]+", RUNBOOK + (BEHEER / "Containerfile").read_text(encoding="utf-8")
    ):
        assert (BEHEER.parents[1] / name).exists(), name


def test_the_example_configuration_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(**tomllib.loads((BEHEER / "elkedeur.toml").read_text(encoding="utf-8")))
    check_production(settings)
    assert settings.key_file.parent != settings.gegevens
    assert not settings.backup_folder.is_relative_to(settings.gegevens)
    assert settings.bewaking_adres == "127.0.0.1"
    assert f"127.0.0.1:{settings.bewaking_poort}" in RUNBOOK


# --- the units ---


class Unit(RawConfigParser):
    """A unit file; a setting that stands more than once is joined."""

    def __init__(self, name: str) -> None:
        super().__init__(strict=False, interpolation=None, comment_prefixes=("#",), delimiters=("=",))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read_string((BEHEER / name).read_text(encoding="utf-8"))


@pytest.fixture(params=["elkedeur.service", "elkedeur-kopie.service"])
def service(request: pytest.FixtureRequest) -> dict[str, str]:
    """What stands under [Service]."""
    return dict(Unit(request.param)["Service"])


def test_units_may_do_little(service: dict[str, str]) -> None:
    assert service["User"] == service["Group"] == "elkedeur"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == service["AmbientCapabilities"] == ""
    assert service["UMask"] == "0077"
    assert service["StateDirectoryMode"] == "0700"
    for name in (
        "NoNewPrivileges",
        "PrivateTmp",
        "PrivateDevices",
        "ProtectHome",
        "ProtectKernelTunables",
        "ProtectKernelModules",
        "ProtectControlGroups",
        "RestrictNamespaces",
        "RestrictSUIDSGID",
        "MemoryDenyWriteExecute",
        "LockPersonality",
    ):
        assert service[name] == "yes", name
    assert "MemoryMax" in service
    assert service["LimitCORE"] == "0"


def test_secrets_come_in_as_a_credential_and_not_by_the_environment(service: dict[str, str]) -> None:
    name, _, path = service["LoadCredential"].partition(":")
    assert f"--config %d/{name}" in service["ExecStart"]
    assert path in RUNBOOK
    assert "ELKEDEUR_" not in str(service)


def test_units_may_write_where_the_configuration_says(service: dict[str, str]) -> None:
    settings = tomllib.loads((BEHEER / "elkedeur.toml").read_text(encoding="utf-8"))
    allowed = {Path("/var/lib") / name for name in service["StateDirectory"].split()}
    assert {
        Path(settings["gegevens"]),
        Path(settings["kopie_map"]),
        Path(settings["sleutelbestand"]).parent,
    } == allowed


def test_units_call_commands_that_exist(service: dict[str, str]) -> None:
    words = service["ExecStart"].split(" --config")[0].split()[1:]
    with pytest.raises(SystemExit) as end:
        main([*words, "--help"])
    assert end.value.code == 0


def test_bot_always_comes_back_and_promises_no_watchdog_it_does_not_feed() -> None:
    unit = Unit("elkedeur.service")
    assert unit["Service"]["Restart"] == "always"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert "WatchdogSec" not in unit["Service"]


def test_timer_copies_every_hour_and_makes_up_for_a_night_off() -> None:
    timer = Unit("elkedeur-kopie.timer")["Timer"]
    assert timer["OnCalendar"] == "hourly"
    assert timer["Persistent"] == "true"
    assert (BEHEER / "elkedeur-kopie.service").exists()


# --- the container ---


def test_container_is_no_root_writes_in_one_place_and_tells_how_it_is() -> None:
    lines = (BEHEER / "Containerfile").read_text(encoding="utf-8")
    last = lines[lines.rindex("\nFROM ") :]
    assert re.findall(r"^USER (.+)$", last, re.M) == ["10001:10001"]
    assert re.findall(r"^VOLUME (.+)$", last, re.M) == ['["/gegevens", "/sleutel"]']
    (check,) = re.findall(r'^    CMD \["python3", "-c", (".*")\]$', last, re.M)
    ast.parse(ast.literal_eval(check))
    assert "/livez" in check
    assert "--read-only" in RUNBOOK
    for folder in re.findall(r"^COPY (\w+) \w+$", lines, re.M):
        assert (BEHEER.parents[1] / folder).is_dir(), folder
