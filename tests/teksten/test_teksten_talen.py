"""The sentences in other languages: there for each language, short, with no number but 112, marked to be checked."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.core.taal import DUTCH, SPOKEN
from bot.kaart_bron import KaartBron
from bot.render import Renderer
from bot.teksten import Teksten
from intents.taal import language, languages
from sociale_kaart.load import load

FILE = Path(__file__).parents[2] / "bot" / "teksten" / "talen.toml"
TEKSTEN = Teksten.load()


def test_every_language_that_is_recognised_is_spoken() -> None:
    assert set(languages()) - {DUTCH} == SPOKEN


@pytest.mark.parametrize("taal", sorted(SPOKEN))
def test_the_sentence_is_in_its_language_and_names_the_word_that_the_bot_listens_for(taal: str) -> None:
    said, danger = TEKSTEN.fill(f"taal.{taal}"), TEKSTEN.fill(f"nood.taal.{taal}")
    assert "mens" in said
    assert re.findall(r"\d+", said) == []
    assert re.findall(r"\d+", danger) == ["112"]
    assert language(said) == language(danger) == taal


def test_every_sentence_is_marked_to_be_checked() -> None:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert data["taal"].keys() == data["nood"]["taal"].keys() == SPOKEN
    assert all(row["nakijken"] for part in (data["taal"], data["nood"]["taal"]) for row in part.values())


def test_112_stands_above_the_card_in_the_language() -> None:
    render = Renderer(TEKSTEN, KaartBron(load()), {})
    plain, both = render.text("nood.kaart.suicide", {}), render.text("nood.kaart.suicide", {"taal": "tr"})
    assert both == f"{TEKSTEN.fill('nood.taal.tr')}\n\n{plain}"
