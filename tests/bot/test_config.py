"""The configuration: clear errors, no secrets in them."""

from pathlib import Path

import pytest

from bot.config import ConfigError, check_production, load_settings


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "elkedeur.toml"
    file.write_text('opvolg_uur = 11\ngegevens = "uit-bestand"\n', encoding="utf-8")
    monkeypatch.setenv("ELKEDEUR_OPVOLG_UUR", "12")
    settings = load_settings(file)
    assert settings.opvolg_uur == 12
    assert settings.gegevens == Path("uit-bestand")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("opvolg_uur = 3", "opvolg_uur"),
        ("bestaat_niet = 1", "bestaat_niet"),
        ('melding_mail = "team@gemeente.example"', "smtp_host"),
        ('telegram_webhook_url = "https://bot.example"', "telegram_webhook_geheim"),
        ("dit is geen toml", "elkedeur.toml"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "elkedeur.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=named):
        load_settings(file)


def test_an_error_never_shows_a_secret(tmp_path: Path) -> None:
    file = tmp_path / "elkedeur.toml"
    file.write_text(
        'telegram_token = "12345:zebrapad"\nopvolg_uur = 3\nsmtp_poort = "zebrapad"', encoding="utf-8"
    )
    with pytest.raises(ConfigError) as error:
        load_settings(file)
    assert "zebrapad" not in str(error.value)


def test_production_needs_a_token_and_a_place_for_what_is_handed_over() -> None:
    with pytest.raises(ConfigError, match=r"telegram_token(.|\n)*pakket_map"):
        check_production(load_settings())


@pytest.mark.parametrize("field", ["chat_snel_weg", "chat_url"])
def test_an_address_without_its_beginning_is_refused(field: str) -> None:
    with pytest.raises(ConfigError, match=f"{field}.*Begin met https"):
        load_settings(**{field: "www.voorbeeld.nl"})
