"""Cleaning a text: what is hidden goes, what is said stays."""

import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.normalize import clean, fold, words


def test_invisible_characters_and_curly_quotes_go() -> None:
    assert clean("z\u200bo’n “d\u202eag”") == 'zo\'n "dag"'


def test_lines_stay_and_spaces_shrink() -> None:
    assert clean("een   twee\r\ndrie") == "een twee\ndrie"
    assert clean(" a \n\n\n\n b\t\tc ") == "a\n\nb c"


def test_case_and_normal_accents_stay() -> None:
    assert clean("Zeeën in Één café, İzmir, Żyć") == "Zeeën in Één café, İzmir, Żyć"


def test_piled_up_marks_go() -> None:
    assert clean("z̷̢̛͇e̸̡l̵f̶") == "zelf"


def test_every_format_and_control_character_goes() -> None:
    hidden = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs") and not chr(code).isspace()
    ]
    assert clean(f"a{''.join(hidden)}b") == "ab"


def test_folding_takes_case_and_accents_but_no_letters() -> None:
    assert fold("ZELFMÓÓRD ï") == "zelfmoord i"
    assert fold("ŻYĆ, chcę, łódź, İSTANBUL, ölmek, ınç") == "zyc, chce, lodz, istanbul, olmek, inc"


def test_stretched_words_shrink_but_dutch_ones_stay() -> None:
    assert fold("doooood neeeee zeeën") == "dood nee zeeen"


def test_words_are_what_is_between_the_signs() -> None:
    assert words("Nee, zo bedoel ik het niet!") == ["nee", "zo", "bedoel", "ik", "het", "niet"]
    assert words("'s avonds m’n 113-lijn") == ["s", "avonds", "m'n", "113", "lijn"]


def test_letters_of_another_alphabet_inside_a_word_become_latin() -> None:
    assert words("zеlfmооrd привет") == ["zelfmoord", "привет"]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "ik wil niet méér ",
        "e\u0301\u0323\u0300",
        "\u200b",
        "\ufdfa",
        "\u3316",
        "İ",
        "a'",
        "\n ",
        "👩‍👩‍👧",
        "각",
    ],
)
def test_a_long_text_of_anything_is_cleaned_fast(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.process_time()
    words(text)
    assert time.process_time() - start < 0.6  # about a tenth of that on a quiet machine


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    fold(text)
    words(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=100))
def test_words_are_folded_already(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(letter.isspace() for letter in word)
