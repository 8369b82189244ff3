"""`elkedeur koppelen`: says whether it will work before anything is sent, and what is wrong."""

from pathlib import Path
from typing import Any

import pytest

from bot.adapters.handtekening import secret_problems
from bot.cli import main
from tests.koppelen.openklant_dubbel import OpenKlantDubbel

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def check(folder: Path, **settings: Any) -> int:
    config = folder / "elkedeur.toml"
    given = {"gegevens": str(folder), "pakket_map": str(folder / "p")} | settings
    config.write_text("\n".join(f'{name} = "{value}"' for name, value in given.items()), encoding="utf-8")
    return main(["koppelen", "controleer", "--config", str(config)])


def test_what_works_is_said_and_nothing_is_made(
    tmp_path: Path, dubbel: OpenKlantDubbel, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, **dubbel.settings()) == 0
    assert capsys.readouterr().out == "Open Klant: goed.\n"
    assert {asked.split()[0] for asked in dubbel.asked} == {"GET"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"openklant_token": "een-ander"}, "openklant_auth"),
        ({"openklant_actor": "11111111-2222-4333-8444-555555555555"}, "openklant_actor"),
        ({"openklant_url": "http://127.0.0.1:9"}, "openklant_connection"),
    ],
)
def test_what_is_wrong_is_said_with_its_code(
    tmp_path: Path,
    dubbel: OpenKlantDubbel,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
    code: str,
) -> None:
    assert check(tmp_path, **dubbel.settings(**changes)) == 2
    assert f"niet goed ({code})" in capsys.readouterr().err


def test_a_name_that_leads_inside_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, webhook_url="https://127.1", webhook_geheim=SECRET) == 2
    assert "webhook_intern" in capsys.readouterr().err


def test_without_another_system_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path) == 2
    assert "openklant_url" in capsys.readouterr().err


def test_a_secret_is_new_each_time_and_will_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["koppelen", "geheim"]) == main(["koppelen", "geheim"]) == 0
    one, other = capsys.readouterr().out.split()
    assert one != other
    assert secret_problems("webhook_geheim", (one, other)) == ()
