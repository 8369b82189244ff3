"""Words, stems, beginnings and typing errors."""

import pytest

from sociale_kaart.index import MOST_WORDS, WordIndex
from sociale_kaart.teksten import zoeken
from sociale_kaart.words import Stemmer, sound_of, words_of


def index(*rows: str) -> WordIndex:
    return WordIndex([[(row, 2.0)] for row in rows], zoeken())


def scores(index: WordIndex, tekst: str) -> dict[int, dict[str, float]]:
    """Row -> stem -> points, for the rows that got points."""
    touched = index.touched(index.read(tekst))
    return {row: index.behind(touched, row) for row, points in enumerate(index.points(touched)) if points > 0}


def rows_for(tekst: str, *rows: str) -> set[int]:
    return set(scores(index(*rows), tekst))


def test_accents_and_apostrophes_do_not_matter() -> None:
    assert words_of("Café, z’n 'één' VRAAG a") == ["cafe", "zn", "een", "vraag"]


@pytest.mark.parametrize("pair", ["kookte koken", "wandel wandelen", "praatte gepraat", "brief brieven"])
def test_forms_of_a_word_share_a_stem(pair: str) -> None:
    assert len(set(Stemmer(zoeken()["woorden"]["met_ge"]).stems(pair.split()))) == 1


@pytest.mark.parametrize("word", ["gemeente", "geldzaken", "gezondheid", "gezellig"])
def test_ge_at_the_front_of_an_ordinary_word_stays(word: str) -> None:
    assert Stemmer(zoeken()["woorden"]["met_ge"]).stems([word])[0].startswith("ge")


@pytest.mark.parametrize(
    "pair", ["krijg kreig", "mouw mauw", "lachen lagen", "dokter docter", "wordt word", "schrijf schrijv"]
)
def test_what_sounds_the_same_is_the_same(pair: str) -> None:
    first, second = pair.split()
    assert sound_of(first) == sound_of(second)


@pytest.mark.parametrize("pair", ["huur huis", "brief brei", "werk wet"])
def test_what_sounds_different_stays_different(pair: str) -> None:
    first, second = pair.split()
    assert sound_of(first) != sound_of(second)


def test_only_the_start_of_a_word_counts_never_its_middle() -> None:
    assert not rows_for("ass", "passend onderwijs")
    assert not rows_for("bank", "voedselbank")
    assert not rows_for("kind", "zorgenkind")
    assert rows_for("schuld", "schuldhulp") == {0}
    assert rows_for("schuldhulpverlening", "schuld") == {0}


def test_compounds_with_one_last_half_are_alike_when_both_halves_are_words_of_the_kaart() -> None:
    assert rows_for("rekening", "energierekening", "energie", "fiets") == {0}
    assert rows_for("energierekening", "rekening", "energie", "fiets") == {0, 1}
    assert rows_for("rekening", "verzekering", "energie") == set()


def test_a_last_half_that_is_everywhere_says_nothing() -> None:
    fronts = ("tuin", "boer", "dorp", "stad", "water", "berg", "winter", "zomer")
    compounds = [f"{front}{joint}{tail}huis" for front in fronts for tail in fronts for joint in ("", "s")]
    assert rows_for("huis", *compounds, *fronts) == set()


def test_a_start_of_three_letters_is_too_short() -> None:
    assert not rows_for("bus", "buskruit")


def test_a_typing_error_is_forgiven_in_long_words_only() -> None:
    assert rows_for("schudlen", "schulden", "fiets") == {0}
    assert not rows_for("hnd", "hond")


def test_a_compound_written_as_two_words_is_found() -> None:
    assert rows_for("voedsel bank", "voedselbank", "fiets") == {0}


def test_stop_words_find_nothing() -> None:
    assert not rows_for("ik wil dat niet meer", "ik wil niet meer naar de fiets")


@pytest.mark.parametrize(
    ("tekst", "found"),
    [
        ("ik schaam me te kapot", False),
        ("ze zorgt zich kapot voor hem", False),
        ("mijn wasmachine is kapot", True),
        ("ik schaam me want mijn wasmachine is kapot", True),
        ("ik werk me kapot", False),
        ("mijn tv werkt niet, is kapot", True),
        ("het bed van de zorg is kapot", True),
        ("de lamp bij ons is kapot", True),
        ("ons bed ging vannacht bij mij thuis kapot", True),
        ("wij werken ons kapot", False),
    ],
)
def test_a_way_of_speaking_finds_nothing(tekst: str, found: bool) -> None:
    assert bool(rows_for(tekst, "kapot", "rooster")) is found


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    found = scores(index("fiets tandem", "fiets", "fiets", "fiets"), "fiets tandem")
    assert found[0]["tandem"] > max(
        points for row in found.values() for stem, points in row.items() if stem != "tandem"
    )


def test_a_word_that_says_who_counts_less_than_one_that_says_what() -> None:
    found = scores(index("moeder", "gitaar", "iets"), "moeder gitaar")
    assert max(found[0].values()) < max(found[1].values())


def test_a_very_long_question_is_read_up_to_a_limit() -> None:
    tekst = " ".join(["fiets"] * MOST_WORDS + ["gitaar"])
    assert rows_for(tekst, "fiets", "gitaar") == {0}


def test_an_index_without_rows_finds_nothing() -> None:
    assert not rows_for("fiets")
