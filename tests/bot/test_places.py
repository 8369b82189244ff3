"""The register of the sociale kaart, as the bot itself reads the questions: floors under what residents are shown."""

from datetime import UTC, datetime
from pathlib import Path

from bot.betekenis import Meaning
from bot.reading import offered
from intents.lezer import Lezer
from sociale_kaart.load import load
from sociale_kaart.measure import measure_answers, read_cases

REGISTER = Path("tests/sociale_kaart/verwacht.toml")
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
# Asked for are 75% first, 90% among three, and something unacceptable in at most 2% of the answers.
FIRST, AMONG_THREE, UNACCEPTABLE = 0.80, 0.92, 0.02


def test_residents_are_shown_the_right_places(lezer: Lezer) -> None:
    kaart, cases = Meaning(lezer.encoder).lent_to(load()), read_cases(REGISTER)
    shown = [offered(kaart, lezer.read(case.tekst), TUESDAY) for case in cases]
    answers = [[vondst.voorziening.id for vondst in one] for one in shown]
    figures = measure_answers(cases, answers)
    assert figures.hit_1 >= FIRST
    assert figures.hit_3 >= AMONG_THREE
    assert figures.unacceptable <= UNACCEPTABLE
