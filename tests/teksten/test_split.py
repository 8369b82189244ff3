"""Long texts come in parts, cut where a reader would pause."""

from hypothesis import given
from hypothesis import strategies as st

from bot.teksten.split import LONGEST, length, parts


def test_a_short_text_stays_one() -> None:
    assert parts("Dag. Hoe gaat het?") == ["Dag. Hoe gaat het?"]


def test_a_long_text_is_cut_at_a_sentence_end() -> None:
    text = "Dit is een zin van een zekere lengte. " * 300
    cut = parts(text)
    assert len(cut) > 1
    assert all(part.endswith(".") for part in cut)
    assert " ".join(cut) == text.strip()


def test_without_sentences_it_is_cut_between_words() -> None:
    assert all(part.endswith("woord") for part in parts("woord " * 2000))


def test_an_emoji_counts_twice_and_is_never_cut_through() -> None:
    cut = parts("😀" * 4000)
    assert all(length(part) <= LONGEST for part in cut)
    assert "".join(cut) == "😀" * 4000


@given(st.text(max_size=300))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    cut = parts(text, longest=20)
    assert all(length(part) <= 20 for part in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
