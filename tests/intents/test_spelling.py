"""Repairing the spelling: mistakes go, right words and words that nobody knows stay."""

import pytest

from intents.spelling import Speller, repaired, sound
from intents.vocabulary import Counts

TEXTS = [
    "ik heb schulden en de deurwaarder komt",
    "ik heb schulden en geen boodschappen",
    "ik ben eenzaam en zie niemand",
    "ik ben eenzaam sinds mijn man dood is",
    "ik moet naar de dokter met mijn moeder",
    "ik moet naar de voedselbank met mijn moeder",
    "de dokter van mijn moeder",
    "naar de voedselbank voor boodschappen",
    "ik mis mijn moeder en haal boodschappen",
    "mijn vrijwilliger is ziek",
    "de vrijwilliger van de voedselbank",
    "een vrijwilliger bij de dokter en schulden en ik ben eenzaam",
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Counts.of([text.split() for text in TEXTS], 1), listed={"traplift", "hulp"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("schudlen", "schulden"),
        ("schuldn", "schulden"),
        ("eensaam", "eenzaam"),
        ("bodschappen", "boodschappen"),
        ("docter", "dokter"),
        ("voetselbank", "voedselbank"),
        ("traplivt", "traplift"),
        ("vrijwilluger", "vrijwilliger"),
    ],
)
def test_a_mistake_is_repaired(speller: Speller, written: str, meant: str) -> None:
    assert speller.correct_all([written]) == [meant]


@pytest.mark.parametrize(
    "word", ["eend", "schuld", "niet", "voedselbanken", "hulpdokter", "06123", "zzzzzzzz", "m'n", "ş", ""]
)
def test_a_right_or_unknown_word_stays(speller: Speller, word: str) -> None:
    assert speller.correct_all([word]) == [word]


def test_the_words_beside_it_decide(speller: Speller) -> None:
    """Alone "mein" may be anything; before "moeder" it is "mijn"."""
    assert speller.correct_all(["ik", "mis", "mein", "moeder"]) == ["ik", "mis", "mijn", "moeder"]


def test_as_many_words_come_out_as_go_in(speller: Speller) -> None:
    for tokens in ([], ["schudlen"] * 1_000):
        assert len(speller.correct_all(tokens)) == len(tokens)


def test_a_text_in_another_language_stays(speller: Speller) -> None:
    assert repaired(["docter"], "en", speller) == ["docter"]
    assert repaired(["docter"], "nl", speller) == ["dokter"]
    assert repaired(["docter"], "nl", None) == ["docter"]


def test_without_trained_words_there_is_no_speller() -> None:
    assert Speller.from_counts(Counts({}, {})) is None


@pytest.mark.parametrize(
    "pair", ["schrijven schrijfen", "dokter docter", "bijstand bijstant", "blauw blouw", "kreig krijg"]
)
def test_usual_mistakes_sound_the_same(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) == sound(other)
