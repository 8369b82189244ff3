"""How often the search finds the right thing: floors on a register of invented questions, per part."""

from pathlib import Path

import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.measure import Case, Figures, main, measure, milliseconds, read_cases

REGISTER = Path(__file__).parent / "verwacht.toml"
CASES = read_cases(REGISTER)
# part, with leefgebieden, hit@1 and hit@3 at least, at most so many with something that must never be shown
FLOORS = [
    ("afstel", True, 0.95, 0.98, 1),
    ("afstel", False, 0.85, 0.94, 2),
    ("toets", True, 0.95, 0.98, 1),
    ("toets", False, 0.83, 0.90, 1),
    ("vers", True, 0.82, 0.95, 0),
    ("vers", False, 0.44, 0.50, 0),
    ("slot", True, 0.85, 0.97, 0),
    ("slot", False, 0.57, 0.65, 0),
    ("zegel", True, 0.88, 0.95, 10),  # by another writer, harsher on what must never be shown
    ("zegel", False, 0.54, 0.70, 25),
]


@pytest.fixture(scope="module")
def kaart() -> SocialeKaart:
    return load()


def part_of(name: str) -> list[Case]:
    return [case for case in CASES if case.deel == name]


def test_the_register_is_large_enough_and_a_third_is_held_out() -> None:
    assert len(part_of("afstel")) >= 60
    assert len(part_of("toets")) * 2 >= len(part_of("afstel")) - 1
    assert {case.deel for case in CASES} == {floor[0] for floor in FLOORS}
    assert len({case.tekst for case in CASES}) == len(CASES)


def test_the_register_only_names_what_is_on_the_kaart(kaart: SocialeKaart) -> None:
    assert not {id for case in CASES for id in case.goed | case.fout if id not in kaart}


@pytest.mark.parametrize(("deel", "with_leefgebieden", "hit_1", "hit_3", "forbidden"), FLOORS)
def test_the_right_place_is_found(
    kaart: SocialeKaart, deel: str, with_leefgebieden: bool, hit_1: float, hit_3: float, forbidden: int
) -> None:
    figures = measure(kaart, part_of(deel), with_leefgebieden=with_leefgebieden)
    assert figures.hit_1 >= hit_1
    assert figures.hit_3 >= hit_3, figures.missed
    assert figures.forbidden <= forbidden


def test_a_question_about_something_else_finds_nothing(kaart: SocialeKaart) -> None:
    empty = [case for case in CASES if not case.goed]
    figures = measure(kaart, [case for case in empty if case.deel != "zegel"], with_leefgebieden=False)
    assert figures.questions >= 10
    assert figures.not_empty <= 3  # "hoe kook je een ei" finds the cooking course
    sealed = measure(kaart, [case for case in empty if case.deel == "zegel"], with_leefgebieden=False)
    assert sealed.questions >= 20
    assert sealed.not_empty <= 9


def test_the_measure_counts_what_it_says(kaart: SocialeKaart) -> None:
    cases = [
        Case("voedselbank", (), "zelf", frozenset({"voedselbank"}), frozenset(), "x"),
        Case("voedselbank", (), "zelf", frozenset({"sport"}), frozenset({"voedselbank"}), "x"),
        Case("voedselbank", (), "zelf", frozenset(), frozenset(), "x"),
    ]
    figures = measure(kaart, cases, with_leefgebieden=False)
    assert figures == Figures(3, 0.5, 0.5, 1, 1, ("voedselbank -> voedselbank",))


def test_the_measure_prints_every_part_and_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    main(str(REGISTER))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [
        *("afstel", "afstel", "slot", "slot", "toets", "toets", "vers", "vers", "zegel", "zegel"),
        "tijd:",
    ]


def test_times_come_back_sorted(kaart: SocialeKaart) -> None:
    times = milliseconds(kaart, CASES[:3], rounds=2)
    assert len(times) == 6
    assert times == sorted(times)
