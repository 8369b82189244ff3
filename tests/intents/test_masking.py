"""Personal data is hidden, and what is no personal data stays readable."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intents.normalize import clean, fold, words
from intents.nummers import passes_elfproef
from intents.persoonsgegevens import find, mask, reworded, shown_words
from tests.intents.tabel import rows


@pytest.mark.parametrize(("tekst", "expected"), rows("maskeren"))
def test_table_of_what_is_hidden_and_what_is_not(tekst: str, expected: str) -> None:
    assert mask(tekst).tekst == expected


def test_the_table_has_both_sides() -> None:
    changed = [tekst != expected for tekst, expected in rows("maskeren")]
    assert sum(changed) >= 60
    assert changed.count(False) >= 40


def test_originals_are_given_by_kind_and_in_order() -> None:
    masked = mask("bel 06-12345678 of 06 98765432, mail test@voorbeeld.nl")
    assert masked.kinds == ("telefoon", "e-mail")
    assert masked.found == {"telefoon": ("06-12345678", "06 98765432"), "e-mail": ("test@voorbeeld.nl",)}


def test_originals_do_not_show_when_the_result_is_printed() -> None:
    assert "12345678" not in repr(mask("bel 06-12345678"))


def test_hiding_twice_changes_nothing_more() -> None:
    for tekst, expected in rows("maskeren"):
        assert mask(expected).tekst == expected, tekst


@given(st.integers(0, 999_999_999).map(lambda number: f"{number:09}"))
def test_every_number_that_passes_the_elfproef_is_hidden(digits: str) -> None:
    if passes_elfproef(digits):
        assert digits not in mask(f"mijn nummer is {digits}.").tekst


@given(
    st.from_regex(r"06[ -]?[1-9][0-9]{7}", fullmatch=True),
    st.sampled_from(["bel {}", "{}", "({}) graag", "nr:{}"]),
)
def test_every_mobile_number_is_hidden(number: str, around: str) -> None:
    masked = mask(around.format(number))
    assert number not in masked.tekst
    assert masked.kinds


@given(st.integers(1, 9999), st.sampled_from(["euro", "jaar", "keer", "kinderen"]))
def test_amounts_and_ages_stay(number: int, unit: str) -> None:
    tekst = f"ik heb {number} {unit}"
    assert mask(tekst).tekst == tekst


@given(st.text())
def test_any_text_can_be_masked(tekst: str) -> None:
    masked = mask(tekst)
    assert set(masked.kinds) == set(masked.found)
    assert masked.found or masked.tekst == clean(tekst)


@given(st.text())
def test_what_is_found_is_in_order_and_never_overlaps(tekst: str) -> None:
    found = find(tekst)
    assert all(0 <= start < end <= len(tekst) for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_blanks_and_dashes_of_a_phone_are_read_and_it_is_kept_as_a_reader_sees_it() -> None:
    masked = mask("bel 06\u00a012\u00a034\u00a056\u00a078 of 06\u201112345678")
    assert masked.tekst == "bel [telefoon] of [telefoon]"
    assert masked.found["telefoon"] == ("06 12 34 56 78", "06\u201012345678")


@pytest.mark.parametrize(
    "piece",
    ["J. ", "nul ", "Jan en ", "van de ", "NL91 ", "a.", "1-", "(06", "12 mei ", "kim punt ", "auto ", "\n"],
)
def test_a_hostile_long_text_takes_no_quadratic_time(piece: str) -> None:
    start = time.process_time()
    mask(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 6


def test_an_invisible_sign_saves_no_number() -> None:
    masked = mask("bel 06-12\u200b34\u200d5678 of mail jan\u2060@voorbeeld.nl")
    assert masked.tekst == "bel [telefoon] of mail [e-mail]"


def test_other_words_take_the_place_of_those_that_show() -> None:
    masked = mask("Bel mij op 0612345678, ik wol dod. Echt!").tekst
    assert (
        reworded(masked, ["bel", "mij", "op", "ik", "wil", "dood"])
        == "bel mij op [telefoon], ik wil dood. echt!"
    )


@pytest.mark.parametrize("tekst", ["[NAAM] slat mijj", "[Naam]", "x[telefoon]y", "[ naam ]"])
def test_what_looks_hidden_and_is_not_shifts_no_words(tekst: str) -> None:
    masked = mask(tekst).tekst
    assert words(reworded(masked, shown_words(masked))) == words(masked)


@given(st.text())
@example("AAÀ")
def test_a_text_with_its_own_words_stays_the_same(tekst: str) -> None:
    masked = mask(tekst).tekst
    # Folded twice on both sides: "AAÀ" is two letters and an accent the first time, three letters the second.
    assert words(reworded(masked, shown_words(masked))) == words(fold(masked))
