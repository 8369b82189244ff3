"""What went wrong in conversations that were played, from the words to the reply."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.teksten import Teksten
from bot.teksten.match import only_answers
from intents.begrip import Begrip, Nood, NoodSoort, Route, Zekerheid
from intents.lezer import Lezer
from tests.bot.conftest import TO_TEAM, Bot, go
from tests.fakes import WordLezer

ASKED = "Denkt u wel eens aan de dood?"
PLACES = "Vraag na of het klopt"


class Doubting(WordLezer):
    """Also reads what calls for a question: by a rule, or by a guess of the model alone."""

    def __init__(self) -> None:
        self.guesses = {
            "ik heb een plan": NoodSoort.SUICIDE,
            "de kinderen wonen ver weg": NoodSoort.KIND,
        }

    def read(self, tekst: str) -> Begrip:
        begrip = super().read(tekst)
        kind = self.guesses.get(tekst)
        if kind is not None:
            nood = Nood(kind, Zekerheid.VRAAG_NA, "model", False)
            return replace(begrip, nood=nood, route=Route.NOOD)
        return replace(begrip, route=Route.BUITEN) if tekst in ("ok", "laat maar") else begrip


@pytest.fixture
def doubting(tmp_path: Path) -> Iterator[Bot]:
    made = Bot(tmp_path, lezer=Doubting())
    yield made
    made.app.store.close()


@pytest.mark.parametrize(
    "said",
    [
        "nee maar ik wil niet meer wakker worden",
        "nee hoor ik maak er vanavond een eind aan",
        "nee ik heb wel pillen klaarliggen",
    ],
)
def test_a_no_with_sure_danger_behind_it_is_no_no(tmp_path: Path, lezer: Lezer, said: str) -> None:
    bot = Bot(tmp_path, lezer=lezer)
    assert ASKED in asyncio.run(bot.says("ik zie het niet meer zitten"))[0]
    card = asyncio.run(bot.says(said))[0]
    assert "113" in card
    assert "112" in card
    assert "Mogelijk gevaar (suicide)" in bot.group.texts[0]
    bot.app.store.close()


def test_what_follows_a_no_is_read_by_itself(tmp_path: Path, lezer: Lezer) -> None:
    bot = Bot(tmp_path, lezer=lezer)
    assert ASKED in asyncio.run(bot.says("ik zie het niet meer zitten"))[0]
    said = asyncio.run(bot.says("nee ik wil gwoon bij haar zijn"))
    assert "113" in said[0]
    assert not any(PLACES in one for one in said)
    assert bot.group.texts == []
    bot.app.store.close()


def test_a_plain_no_is_still_believed(doubting: Bot) -> None:
    asyncio.run(doubting.says("ik heb een plan"))
    assert any(PLACES in one for one in asyncio.run(doubting.says("nee ik ben gewoon moe")))


def test_a_guess_of_the_model_does_not_put_another_question_in_the_place_of_the_first(doubting: Bot) -> None:
    asyncio.run(doubting.says("ik heb een plan"))
    said = asyncio.run(doubting.says("de kinderen wonen ver weg"))
    assert "113" in said[0]
    assert not any("een kind" in one for one in said)


def test_only_an_answer_is_asked_for_the_story(doubting: Bot) -> None:
    assert asyncio.run(doubting.says("ok"))[-1].startswith("Vertel maar rustig")
    assert "Een medewerker" in asyncio.run(doubting.says("laat maar"))[-1]


@pytest.fixture(scope="module")
def teksten() -> Teksten:
    return Teksten.load()


@pytest.mark.parametrize(
    ("said", "answers"),
    [("weet niet", True), ("Ja", True), ("laat maar", True), ("rijbewijs", False), ("", False)],
)
def test_words_that_only_answer(teksten: Teksten, said: str, answers: bool) -> None:
    assert only_answers(said, teksten) == answers


@pytest.mark.parametrize("steps", [("ik heb een plan", "ja"), ("ik heb een plan", "ja ik doe het vannacht")])
def test_a_yes_while_he_writes_his_own_text_is_an_answer_and_no_text(
    doubting: Bot, steps: tuple[str, ...]
) -> None:
    go(doubting, "ik wil bijstand", *TO_TEAM[:4], "verander")
    for said in steps:
        asyncio.run(doubting.says(said))
    assert "113" in "".join(doubting.resident.texts[-4:])
    assert any("Mogelijk gevaar" in text for text in doubting.group.texts)
    assert doubting.rows("select count(*) from outbox where soort = 'pakket_map'") == [(0,)]
