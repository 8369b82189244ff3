"""Finding phrases of the word lists in a text."""

import pytest

from intents.phrases import Found, Phrases
from intents.spelling import Speller, sound

COUNTS = {
    "schulden": 30,
    "eenzaam": 20,
    "boodschappen": 12,
    "dokter": 9,
    "voedselbank": 8,
    "hoeft": 9,
    "vrijwilliger": 5,
}


def found(phrase: str, tekst: str) -> bool:
    return Phrases({"x": [phrase]}).any(tekst.split())


@pytest.mark.parametrize(
    ("phrase", "tekst"),
    [
        ("schuld*", "ik heb schulden"),
        ("*uitkering", "een bijstandsuitkering"),
        ("geen dak", "ik heb geen dak meer"),
        ("iemand van de gemeente _ spreken", "ik wil iemand van de gemeente hier even spreken"),
        ("iemand _ spreken", "iemand spreken"),
        ("e-mail*", "mijn e mailadres"),
    ],
)
def test_phrase_is_found(phrase: str, tekst: str) -> None:
    assert found(phrase, tekst)


@pytest.mark.parametrize(
    ("phrase", "tekst"),
    [
        ("schuld", "ik ben onschuldig"),
        ("ass*", "dat is passend"),
        ("geen dak", "geen huis en dak"),
        ("iemand _ spreken", "iemand die ik al heel lang spreken"),
        ("dak", ""),
    ],
)
def test_phrase_is_not_found(phrase: str, tekst: str) -> None:
    assert not found(phrase, tekst)


def test_the_place_of_a_phrase_is_given() -> None:
    assert Phrases({"a": ["op straat"], "b": ["straat"]}).find(["ik", "sta", "op", "straat"]) == [
        Found("a", 2, 4),
        Found("b", 3, 4),
    ]


@pytest.fixture
def speller() -> Speller:
    return Speller(COUNTS, listed={"traplift", "hulp"})


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
    "word", ["hoest", "eend", "schuld", "niet", "voedselbanken", "hulpdokter", "06123", "zzzzzzzz", "krijsen"]
)
def test_a_right_or_unknown_word_stays(speller: Speller, word: str) -> None:
    assert speller.correct_all([word]) == [word]


def test_without_trained_words_there_is_no_speller() -> None:
    assert Speller.from_counts({}) is None


@pytest.mark.parametrize(
    "pair", ["schrijven schrijfen", "dokter docter", "bijstand bijstant", "blauw blouw", "kreig krijg"]
)
def test_usual_mistakes_sound_the_same(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) == sound(other)
