"""The slovenliness with which the reading is measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.noise import SPOILED, bare, by_sound, two_slips


def test_two_slips_change_little_and_always_the_same() -> None:
    tekst = "Mijn buurvrouw heeft al dagen niet opengedaan."
    assert two_slips(tekst) == two_slips(tekst) != tekst
    assert abs(len(two_slips(tekst)) - len(tekst)) <= 2


def test_short_words_stay_as_they_are() -> None:
    assert two_slips("ik ga nu") == "ik ga nu"


def test_by_sound_is_what_somebody_hears() -> None:
    assert by_sound("Ik schrijf echt vaak") == "ik sgreif egt fak"


def test_bare_has_no_capitals_and_no_marks() -> None:
    assert bare("Help! Mijn man, hij valt...") == "help mijn man hij valt"


@pytest.mark.parametrize("name", SPOILED)
@given(tekst=st.text(max_size=200))
def test_any_text_can_be_spoiled(name: str, tekst: str) -> None:
    assert isinstance(SPOILED[name](tekst), str)
