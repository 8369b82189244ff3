"""How far long work is: a function that is told, and one that does not listen."""

from collections.abc import Callable

# (done, total), both counted in rows; total may be a guess, done never passes it.
Voortgang = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """For whoever does not want to know."""
