"""What the search never brings up, and what residents say without touching anything."""

from sociale_kaart.check import never_found, unknown_words
from sociale_kaart.load import load
from tests.sociale_kaart.goede_rij import kaart_of


def test_a_row_that_only_looks_like_others_is_named() -> None:
    others = [
        {
            "id": f"club-{n}",
            "naam": f"Club {n}",
            "organisatie": f"O{n}",
            "woorden": "fietsen;fiets;samen fietsen",
        }
        for n in range(5)
    ]
    lost = {"id": "verloren", "naam": "Lus", "woorden": "hallo", "voorbeeldvragen": "met wie kan ik fietsen"}
    kaart = kaart_of(*others, lost | {"trede": "3", "leefgebieden": "verlies:0.1", "status": "nakijken"})
    found = list(never_found(kaart))
    assert {finding.code for finding in found} == {"wordt_niet_gevonden"}
    assert "verloren" in {finding.id for finding in found}


def test_a_row_of_its_own_is_found_and_what_is_never_offered_is_not_looked_for() -> None:
    dead = {"id": "weg", "naam": "Weg", "woorden": "hallo", "voorbeeldvragen": "", "status": "verouderd"}
    office = {"id": "balie", "naam": "Balie", "woorden": "hallo", "voorbeeldvragen": "", "soort": "gemeente"}
    assert list(never_found(kaart_of({}, dead, office))) == []


def test_everything_on_the_kaart_of_the_program_can_be_found() -> None:
    assert [finding.id for finding in never_found(load())] == []


def test_words_that_hit_nothing_are_counted_by_stem_and_only_when_many_people_use_them() -> None:
    texts = (
        ["mijn vlonder is stuk"] * 3
        + ["twee vlonders kapot"] * 2
        + ["ik ben zoekraakje"] * 4
        + ["fietsen"] * 9
    )
    assert unknown_words(kaart_of({}), texts, 5) == (("vlonder", 5),)
    assert unknown_words(kaart_of({}), texts, 6) == ()


def test_a_word_used_often_by_one_person_counts_once_and_one_person_is_never_enough() -> None:
    assert unknown_words(kaart_of({}), ["zebrapad zebrapad zebrapad zebrapad zebrapad"], 5) == ()
    assert unknown_words(kaart_of({}), ["zebrapad"], 1) == ()


def test_what_was_masked_and_what_says_nothing_is_no_word() -> None:
    assert unknown_words(kaart_of({}), ["[telefoon] waarom 12345 fietsen ik"] * 9, 5) == ()
