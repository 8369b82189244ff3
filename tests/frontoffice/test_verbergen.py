"""What is shown of a count, attacked by somebody who knows the method and every page, table and period."""

import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations, product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bot.frontoffice.inzicht import periode
from bot.frontoffice.inzicht.tabellen import HIDDEN, Rij, Tabel
from bot.frontoffice.inzicht.tellen import UNKNOWN, cells, figures
from bot.frontoffice.inzicht.uitvoer import BOM, as_csv
from bot.frontoffice.inzicht.verbergen import (
    FEWEST,
    FURTHER,
    LOWEST,
    STEP,
    VISIBLE_FROM,
    Vak,
    noise,
    rounded,
    shown,
)
from bot.kalender import Kalender
from bot.store.cijfers import Doorgifte, Feit, Plaats

KALENDER = Kalender()
FIGURES = (None, *range(LOWEST, 105, STEP))
SUBJECTS = ("geld", "wonen", "psychisch", "taal")
WIJKEN = ("Warande", "Slotjes", "")
MONTHS = (7, 8, 9)


def chance_hidden(bewoners: int) -> float:
    """How likely it is that a count of so many residents is hidden: never 0."""
    return 1.0 if bewoners < FEWEST else _chance_at_least(bewoners - VISIBLE_FROM + 1)


def chance_of(bewoners: int, figure: int | None) -> float:
    """How likely this outcome is for so many residents with one signaal each."""
    if figure is None:
        return chance_hidden(bewoners)
    if bewoners < FEWEST or figure < LOWEST or figure % STEP:
        return 0.0
    low = VISIBLE_FROM if figure == LOWEST else figure - STEP // 2
    return _chance_between(low - bewoners, figure + STEP // 2 - bewoners)


def _chance_between(low: int, high: int) -> float:
    """That noise with spread 1 lies from low to high, both included."""
    if high < 0:  # the other side of 0 is the same, and loses nothing to the rounding of a computer
        low, high = -high, -low
    return _chance_at_least(low) - _chance_at_least(high + 1)


def _chance_at_least(size: int) -> float:
    """That noise with spread 1 is this or more."""
    if size <= 0:
        return 1.0 - _chance_at_least(1 - size)
    return FURTHER**size / (1 + FURTHER)


def thrown(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- the real dice are those of the machine; these can be thrown again


seeds = st.integers(0, 10**6)


# --- one count ---


@given(st.integers(0, 4), st.integers(0, 400), seeds, st.sampled_from([1, 4]))
def test_fewer_than_five_residents_are_never_shown(
    bewoners: int, aantal: int, seed: int, spread: int
) -> None:
    assert shown(Vak(bewoners, aantal), thrown(seed).random, spread) is None


@given(st.integers(5, 400), st.integers(0, 400), seeds)
def test_what_is_shown_is_a_multiple_of_five_from_ten(bewoners: int, more: int, seed: int) -> None:
    figure = shown(Vak(bewoners, bewoners + more), thrown(seed).random, 4)
    assert figure is None or (figure >= LOWEST and figure % STEP == 0)


@given(st.integers(0, 300))
def test_every_count_may_have_been_hidden(bewoners: int) -> None:
    assert chance_hidden(bewoners) > 0


@given(st.integers(5, 300), st.sampled_from(FIGURES[1:]))
def test_every_figure_may_stand_for_every_count_from_five(bewoners: int, figure: int) -> None:
    assert chance_of(bewoners, figure) > 0


@given(st.integers(5, 200), st.sampled_from(FIGURES))
def test_one_resident_more_changes_no_chance_much(bewoners: int, figure: int | None) -> None:
    one, other = chance_of(bewoners, figure), chance_of(bewoners + 1, figure)
    assert one <= other * math.e * 1.000001
    assert other <= one * math.e * 1.000001


def test_the_fifth_resident_shows_himself_in_less_than_one_of_twenty_five_cells() -> None:
    """Between four and five lies the border of the rule itself: four is never seen, and five hardly ever."""
    assert 1 - chance_hidden(5) < 0.04


def test_the_chances_are_those_of_the_dice() -> None:
    dice = thrown(7)
    for bewoners in (5, 8, 13):
        drawn = [shown(Vak(bewoners, bewoners), dice.random) for _ in range(20_000)]
        for figure in (None, 10, 15, 20):
            assert abs(drawn.count(figure) / len(drawn) - chance_of(bewoners, figure)) < 0.015


def test_noise_lies_around_nothing_and_is_wider_for_what_weighs_more() -> None:
    dice = thrown(3)
    small = [noise(dice.random) for _ in range(5000)]
    wide = [noise(dice.random, 4) for _ in range(5000)]
    assert abs(sum(small)) < 250
    assert sum(map(abs, wide)) > 2 * sum(map(abs, small))


def test_rounding_goes_to_the_nearest_five() -> None:
    assert [rounded(n) for n in (-3, 8, 12, 13, 17, 18, 100)] == [10, 10, 10, 15, 15, 20, 100]


# --- all tables of all periods together ---


def feit(bewoner: str, leefgebieden: tuple[str, ...], wijk: str) -> Feit:
    return Feit(bewoner, leefgebieden, wijk, "voorziening", "zelf", nieuw=True)


def promised(gift: Doorgifte) -> datetime:
    return gift.op + timedelta(days=3)


Who = tuple[int, tuple[str, ...], str]  # month, leefgebieden, wijk
EVERYBODY: tuple[Who, ...] = tuple(
    product(MONTHS, [(), *((one,) for one in SUBJECTS), *combinations(SUBJECTS, 2)], WIJKEN)
)
PERIODS = tuple({one for m in MONTHS for one in periode.ending_with(periode.month(2026, m))})


def counted(who: Who, of: periode.Periode) -> Iterator[Plaats]:
    if of.van <= who[0] <= of.tot:
        for place, _ in cells(feit("x", who[1], who[2]), of.end, promised, KALENDER):
            yield place


Published = dict[tuple[str, Plaats], int]


def publish(people: list[Who], dice: random.Random) -> Published:
    """Everything that anybody can ever see of these people."""
    seen = {}
    for of in PERIODS:
        there = [feit(str(n), w[1], w[2]) for n, w in enumerate(people) if of.van <= w[0] <= of.tot]
        for place, figure in figures(there, of.end, promised, KALENDER, dice.random).items():
            seen[of.id, place] = figure
    return seen


MEMBERS: dict[tuple[str, Plaats], np.ndarray] = {}
for _number, _who in enumerate(EVERYBODY):
    for _of in PERIODS:
        for _place in counted(_who, _of):
            MEMBERS.setdefault((_of.id, _place), np.zeros(len(EVERYBODY)))[_number] = 1


def smallest(cell: tuple[str, Plaats], least: Published, exact: Published | None = None) -> float:
    """What the attacker can prove of a cell: the least number of people in it that fits everything he knows."""
    proven = np.array([np.zeros(len(EVERYBODY)), *(-MEMBERS[one] for one in least)])
    known = np.array([np.zeros(len(EVERYBODY)), *(MEMBERS[one] for one in exact or {})])
    answer = linprog(
        MEMBERS[cell],
        A_ub=proven,
        b_ub=[0, *(-n for n in least.values())],
        A_eq=known,
        b_eq=[0, *(exact or {}).values()],
    )
    assert answer.success
    return float(answer.fun)


populations = st.dictionaries(st.sampled_from(EVERYBODY), st.integers(1, 12), min_size=1, max_size=30).map(
    lambda many: [who for who, count in many.items() for _ in range(count)]
)


@settings(max_examples=60, deadline=None)
@given(populations, seeds)
def test_no_hidden_cell_of_one_to_four_can_be_told_from_an_empty_one(people: list[Who], seed: int) -> None:
    """He knows that a shown cell holds five people or more. Of a hidden one he knows nothing, nor how large a shown

    one is: every count may be hidden, and every figure may stand for every count, as proven above. So nothing
    that he sees has an upper bound.
    """
    seen = publish(people, thrown(seed))
    truth = {cell: sum(m[EVERYBODY.index(w)] for w in people) for cell, m in MEMBERS.items()}
    small = [cell for cell, count in truth.items() if 1 <= count <= 4]
    assume(small)
    assert not set(small) & set(seen)
    for cell in thrown(seed).sample(small, min(6, len(small))):
        assert smallest(cell, dict.fromkeys(seen, 5)) < 1e-6  # nobody may be in it


def test_the_attack_does_find_who_was_hidden_by_leaving_out_small_cells_alone() -> None:
    """So the test above can fail: exact figures with the small ones left out give the small ones away."""
    people: list[Who] = [(7, ("geld",), "Warande")] * 6 + [(7, ("geld",), "Slotjes")] * 2
    truth = {cell: sum(int(m[EVERYBODY.index(w)]) for w in people) for cell, m in MEMBERS.items()}
    exact = {cell: count for cell, count in truth.items() if count == 0 or count >= 5}
    assert smallest(("2026-07", ("wijk", "Slotjes", "signalen")), {}, exact) == 2


@settings(max_examples=25, deadline=None)
@given(populations, seeds)
def test_the_same_pages_could_have_come_of_one_resident_more(people: list[Who], seed: int) -> None:
    """And how much less likely: at most e for each cell in which he counts."""
    seen = publish(people, thrown(seed))
    more = [*people, people[0]]
    for cell, members in MEMBERS.items():
        before = int(sum(members[EVERYBODY.index(w)] for w in people))
        after = int(sum(members[EVERYBODY.index(w)] for w in more))
        chance = chance_of(after, seen.get(cell))
        assert chance > 0
        assert chance >= chance_of(before, seen.get(cell)) / (math.e * 1.000001)


def test_one_resident_who_asks_a_hundred_times_fills_no_cell() -> None:
    many = [feit("een", ("geld",), "Warande") for _ in range(100)]
    for one in many:
        one.contactmomenten = 50
    end = datetime(2026, 10, 1, tzinfo=UTC)
    assert figures(many, end, promised, KALENDER, lambda: 0.99) == {}
    others = [feit(str(n), ("geld",), "Warande") for n in range(9)]
    seen = figures([*many, *others], end, promised, KALENDER, lambda: 0.99)
    assert seen["leefgebied", "geld", "signalen"] == 10  # nine, and three of the hundred
    assert ("leefgebied", UNKNOWN, "signalen") not in seen


# --- spreadsheets ---


def test_no_cell_of_a_csv_is_a_formula() -> None:
    rij = Rij("x", '=HYPERLINK("http://x")', (15, None))
    text = as_csv(Tabel("x", "X", "Wijk", ("Vragen", "@c"), (rij,)))
    assert text.startswith(BOM)
    assert text[1:] == f'Wijk;Vragen;\'@c\r\n"\'=HYPERLINK(""http://x"")";15;{HIDDEN}\r\n'
