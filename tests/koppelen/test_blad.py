"""docs/koppelen.md: what it shows works, and what it names exists."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.cli import main
from bot.config import Settings, load_settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "koppelen.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.S)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def blocks(kind: str) -> list[str]:
    return [block for one, block in BLOCKS if one == kind]


def test_the_settings_that_it_shows_are_taken() -> None:
    secrets = {"openklant_token": "x", "webhook_geheim": SECRET, "webhook_in_geheim": SECRET}
    settings = load_settings(**tomllib.loads("\n".join(blocks("toml"))), **secrets)
    assert settings.openklant
    assert settings.webhook
    assert settings.webhook_in_poort


def test_every_setting_that_it_names_exists() -> None:
    named = set(re.findall(r"`((?:openklant|webhook)_[a-z_]+)", PAGE))
    named |= {name.lower() for name in re.findall(r"`ELKEDEUR_([A-Z_]+)`", PAGE)}
    assert named <= set(Settings.model_fields)
    ours = {name for name in Settings.model_fields if name.startswith(("openklant", "webhook"))}
    toml = set(tomllib.loads("\n".join(blocks("toml")).replace("# webhook", "webhook")))
    assert ours <= named | toml


@pytest.mark.parametrize(("number", "schema"), [(0, "bericht"), (1, "status")])
def test_the_messages_that_it_shows_are_valid(number: int, schema: str) -> None:
    rules = json.loads((ROOT / "docs" / "koppelen" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(rules).validate(json.loads(blocks("json")[number]))


def test_the_command_that_it_shows_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (line,) = blocks("sh")
    words = [str(tmp_path / word) if word.endswith(".toml") else word for word in shlex.split(line)[1:]]
    (tmp_path / "elkedeur.toml").write_text(f'gegevens = "{tmp_path}"\n')
    assert main(words) == 2
    assert "openklant_url" in capsys.readouterr().err  # it ran, and there is no system here


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https:|#)([^)#]+)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
