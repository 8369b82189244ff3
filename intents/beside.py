"""Reads many messages in a few processes of their own, in their order. Only training needs it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Part = TypeVar("Part")

AT_ONCE = 500  # messages that one process reads before it takes the next ones


def read_beside(
    read: Callable[[Sequence[Item]], Part],
    items: Sequence[Item],
    processes: int,
    start: Callable[..., None] | None = None,
    given: tuple[Any, ...] = (),
) -> list[Part]:
    """What `read` makes of each handful of items.

    read, start: functions of a module, since each process imports them anew. start: what a process does first, with
    what is given, as loading what `read` needs.
    """
    parts = [items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE)]
    with ProcessPoolExecutor(processes, get_context("spawn"), start, given) as pool:
        return list(pool.map(read, parts))
