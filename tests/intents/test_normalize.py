"""Cleaning a text: what is hidden goes, what is said stays."""

from hypothesis import given, settings
from hypothesis import strategies as st

from intents.normalize import clean, fold, words


def test_invisible_characters_and_curly_quotes_go() -> None:
    assert clean("z\u200bo’n “d\u202eag”") == 'zo\'n "dag"'


def test_lines_stay_and_spaces_shrink() -> None:
    assert clean("een   twee\r\ndrie") == "een twee\ndrie"


def test_folding_takes_case_and_accents_but_no_letters() -> None:
    assert fold("ZELFMÓÓRD ï") == "zelfmoord i"


def test_words_are_what_is_between_the_signs() -> None:
    assert words("Nee, zo bedoel ik het niet!") == ["nee", "zo", "bedoel", "ik", "het", "niet"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    fold(text)
    words(text)
