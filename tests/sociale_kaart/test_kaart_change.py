"""A kaart that changes finds what a kaart made anew finds, and the one before stays as it was."""

import random
from collections import defaultdict

import pytest
from benchmarks.kaart.generator import Generator

from sociale_kaart.errors import VoorzieningNotFoundError
from sociale_kaart.index import WordIndex
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.model import Voorziening
from sociale_kaart.search import Zoekvraag
from sociale_kaart.teksten import zoeken
from sociale_kaart.words import words_of
from tests.sociale_kaart.goede_rij import rows_of

QUESTIONS = (
    "een tocht op de fiets",
    "ik heb schulden en de deurwaarder staat voor de deur",
    "schudlen en eenzaam, schuldhulp gevraagd",
    "mijn moeder vergeet steeds meer en ik ben moe van het zorgen",
)


@pytest.fixture(scope="module")
def generator() -> Generator:
    return Generator(7, load())


@pytest.fixture(scope="module")
def invented(generator: Generator) -> tuple[Voorziening, ...]:
    return tuple(generator.rows(150))


def answers(kaart: SocialeKaart) -> list[list[tuple[str, float, dict[str, float]]]]:
    asked = [Zoekvraag(tekst, (("geld", 0.8), ("contact", 0.4))) for tekst in QUESTIONS]
    return [[(v.voorziening.id, v.score, dict(v.uitleg)) for v in kaart.zoek(one, 9)] for one in asked]


def test_after_many_changes_the_kaart_is_as_one_made_anew(
    invented: tuple[Voorziening, ...], generator: Generator
) -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    rows = {row.id: row for row in invented[:100]}
    kaart = SocialeKaart(rows.values())
    for new in invented[100:]:
        gone, edited = chance.sample(sorted(rows), 2)
        changed = generator.changed(rows[edited])
        kaart = kaart.zonder(gone).met(changed, new)
        del rows[gone]
        rows |= {edited: changed, new.id: new}
    assert [row.id for row in kaart] == list(rows)
    assert answers(kaart) == answers(SocialeKaart(rows.values()))


def test_the_kaart_before_a_change_stays_as_it_was(invented: tuple[Voorziening, ...]) -> None:
    before = SocialeKaart(invented)
    found = answers(before)
    after = before.zonder(found[0][0][0]).met(*rows_of({"id": "nieuw"}))
    assert answers(before) == found
    assert "nieuw" in after
    assert "nieuw" not in before
    assert answers(after) != found


def test_one_with_the_same_id_comes_in_its_place() -> None:
    kaart = SocialeKaart(rows_of({"id": "a"}, {"id": "b"}, {"id": "c"}))
    after = kaart.met(*rows_of({"id": "b", "naam": "Anders", "woorden": "gitaar"}))
    assert [row.naam for row in after] == ["Fietsclub", "Anders", "Fietsclub"]
    assert [v.voorziening.id for v in after.zoek(Zoekvraag("gitaar"))] == ["b"]


def test_a_kaart_can_become_empty_and_full_again() -> None:
    rows = rows_of({"id": "a"})
    empty = SocialeKaart(rows).zonder("a")
    assert len(empty) == 0
    assert empty.zoek(Zoekvraag("tocht")) == ()
    assert [v.voorziening.id for v in empty.met(*rows).zoek(Zoekvraag("tocht"))] == ["a"]
    assert SocialeKaart(()).met(*rows).get("a") == rows[0]


def test_what_is_not_there_cannot_go() -> None:
    with pytest.raises(VoorzieningNotFoundError):
        SocialeKaart(rows_of({"id": "a"})).zonder("b")


def test_the_points_of_all_rows_at_once_are_those_of_each_row_alone(
    invented: tuple[Voorziening, ...],
) -> None:
    """Words that share a stem of a row ("schuld", "schuldhulp") count once there, in both sums."""
    index = WordIndex([[(" ".join(row.woorden), 2.0)] for row in invented], zoeken())
    for tekst in (*QUESTIONS, " ".join(QUESTIONS)):
        touched = index.touched(index.read(tekst))
        points = index.points(touched)
        alone = [sum(index.behind(touched, row).values()) for row in range(len(invented))]
        assert points == pytest.approx(alone)
        assert points.any()


def test_invented_rows_and_messages_are_the_same_every_time(invented: tuple[Voorziening, ...]) -> None:
    again = Generator(7, load())
    assert tuple(again.rows(150)) == invented
    messages = again.messages(20, ["ik ben alleen thuis", "wie helpt mij met brieven"])
    assert all(1 <= len(words_of(message)) <= 60 for message in messages)
    counted = defaultdict[str, int](int)
    for row in invented:
        counted[row.leefgebieden[0][0]] += 1
    assert len(counted) > 10
