"""What may be shown of a count, so that nobody can be recognised. Pure, except for the dice it is handed.

Three rules, in this order:
1. Fewer than five residents: always hidden.
2. The number of residents, with a random number added, must be eight or more; else hidden.
3. What is shown has a random number added as well, is rounded to a multiple of five, and is never below ten.

The random numbers have no largest value. So every count of five or more may have been hidden, and every shown
figure may stand for any count from five upwards. A shown figure therefore proves one thing only: "at least five
residents". A hidden one proves nothing. No sum or difference of such figures can give a count below five away:
see the proof in docs/inzicht.md and the attack in tests/frontoffice/test_verbergen.py.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

FEWEST = 5  # residents: fewer are never shown
VISIBLE_FROM = 8  # with the random number added
STEP = 5
LOWEST = 10  # what is shown, at least
# Chance that the random number goes one further: one resident more or less changes no chance by more than e.
FURTHER = math.exp(-1)

Dice = Callable[[], float]  # at least 0, less than 1


@dataclass(frozen=True)
class Vak:
    """One cell of a table before hiding. aantal: what is counted; bewoners: of how many people it is."""

    bewoners: int
    aantal: int


def noise(dice: Dice, spread: int = 1) -> int:
    """A random whole number around 0, any size possible. spread: so many times wider."""
    further = FURTHER ** (1 / spread)
    return _run_length(dice, further) - _run_length(dice, further)


def _run_length(dice: Dice, further: float) -> int:
    length = 0
    while dice() < further:
        length += 1
    return length


def shown(vak: Vak, dice: Dice, spread: int = 1) -> int | None:
    """The figure that may be seen, or None: hidden. spread: what one resident weighs in aantal."""
    if vak.bewoners < FEWEST:
        return None
    step = noise(dice)
    if vak.bewoners + step < VISIBLE_FROM:
        return None
    return rounded(vak.aantal + (step if spread == 1 else noise(dice, spread)))


def rounded(aantal: int) -> int:
    """To the nearest multiple of five, at least ten."""
    return max(LOWEST, (aantal + STEP // 2) // STEP * STEP)
